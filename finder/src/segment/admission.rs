//! What of a segment a directory shows, and what is open, at an instant.

use super::Segment;
use crate::hours::LocalMinute;
use crate::{BankHolidays, Hours};
use jiff::Timestamp;
use roaring::RoaringBitmap;
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// The documents that a directory admits and that may be shown, for as long as that stays so.
#[derive(Debug)]
pub(crate) struct Admission {
    /// Microseconds from which, and until which, it is so.
    pub from: i64,
    pub until: i64,
    pub shown: RoaringBitmap,
    /// The sum of the marks of those shown.
    pub mark: u64,
}

/// What is closed at a minute and opens before long.
#[derive(Debug, Default)]
pub(crate) struct Openings {
    pub closed: RoaringBitmap,
    /// By the second at which it opens.
    pub by_second: BTreeMap<i64, RoaringBitmap>,
}

impl Segment {
    /// What a directory shows at an instant in microseconds.
    pub fn admission(&self, directory: Uuid, now: i64) -> Arc<Admission> {
        let known =
            self.memories.admissions.get(&directory).filter(|known| (known.from..known.until).contains(&now));
        known.unwrap_or_else(|| self.memories.admissions.put(directory, self.admit(directory, now)))
    }

    fn admit(&self, directory: Uuid, now: i64) -> Admission {
        let mut admission =
            Admission { from: i64::MIN, until: i64::MAX, shown: RoaringBitmap::new(), mark: 0 };
        let Some(admitted) = self.directories.get(&directory) else { return admission };
        let mut hidden = RoaringBitmap::new();
        for doc in admitted {
            let (from, until) = self.listed[doc as usize];
            for edge in [from, until] {
                if edge <= now {
                    admission.from = admission.from.max(edge);
                } else {
                    admission.until = admission.until.min(edge);
                }
            }
            if (from..until).contains(&now) {
                admission.mark = admission.mark.wrapping_add(self.mark(doc));
            } else {
                hidden.insert(doc);
            }
        }
        admission.shown = admitted - hidden;
        admission
    }

    /// The documents that are open at a minute.
    pub fn open(&self, at: LocalMinute, holidays: &BankHolidays) -> Arc<RoaringBitmap> {
        self.memories.open.get(&at).unwrap_or_else(|| {
            let open: Vec<bool> = self.hours.iter().map(|hours| hours.is_open(at, holidays)).collect();
            let is_open = |hours: u32| open.get(hours as usize).copied().unwrap_or(false);
            let docs =
                (0_u32..).zip(&self.hours_of).filter(|(_, hours)| is_open(**hours)).map(|(doc, _)| doc);
            self.memories.open.put(at, docs.collect())
        })
    }

    /// What is closed at a minute since 1970, and when it opens.
    pub fn openings(&self, minute: i64, holidays: &BankHolidays) -> Arc<Openings> {
        self.memories.openings.get(&minute).unwrap_or_else(|| {
            let at = Timestamp::from_second(minute * 60).unwrap_or(Timestamp::MAX);
            let next = |hours: &Hours| hours.next_opening(at, holidays).filter(|next| *next > at);
            let next: Vec<Option<i64>> =
                self.hours.iter().map(|hours| next(hours).map(Timestamp::as_second)).collect();
            let mut openings = Openings::default();
            for (doc, hours) in (0_u32..).zip(&self.hours_of) {
                if let Some(second) = next.get(*hours as usize).copied().flatten() {
                    openings.closed.insert(doc);
                    openings.by_second.entry(second).or_default().insert(doc);
                }
            }
            self.memories.openings.put(minute, openings)
        })
    }
}
