//! Opening hours: a week that repeats, exceptions by date, and what happens on bank holidays.
//!
//! Hours are civil times in London. An opening never runs past midnight: who is open through the
//! night enters two openings, until 24:00 and from 00:00, and is then open without a break. When the
//! clocks go forward, the times that the day lacks are closed; when they go back, a time that the day
//! has twice means its first.

mod draft;
mod opening;
mod written;

pub use draft::{ExceptionDraft, HoursDraft, OpeningDraft, WeeklyDraft};
pub use opening::{Opening, TimeOfDay};

use super::bank_holidays::Holidays;
use crate::kernel::time;
use crate::words;
use crate::{Day, Timestamp};
use std::collections::BTreeMap;

words! {
    /// A day of the week.
    pub enum Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

impl Weekday {
    /// The weekday of a calendar day.
    #[must_use]
    pub fn of(day: Day) -> Self {
        match day.weekday() {
            jiff::civil::Weekday::Monday => Self::Monday,
            jiff::civil::Weekday::Tuesday => Self::Tuesday,
            jiff::civil::Weekday::Wednesday => Self::Wednesday,
            jiff::civil::Weekday::Thursday => Self::Thursday,
            jiff::civil::Weekday::Friday => Self::Friday,
            jiff::civil::Weekday::Saturday => Self::Saturday,
            jiff::civil::Weekday::Sunday => Self::Sunday,
        }
    }
}

words! {
    /// What happens on a bank holiday of the nation.
    pub enum BankHolidayRule {
        /// Closed all day.
        Closed = "closed",
        /// Open as on any such weekday.
        AsUsual = "as_usual",
        /// Open at other hours, the same on each bank holiday.
        OtherHours = "other_hours",
    }
}

/// When support can be had. Made by [`HoursDraft::parse`]; openings of a day are in order and apart.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningHours {
    /// The week that repeats. A weekday that is missing is closed.
    pub weekly: BTreeMap<Weekday, Vec<Opening>>,
    /// Days that are otherwise; they win over bank holidays and the week. An empty list is closed.
    pub exceptions: BTreeMap<Day, Exception>,
    /// What happens on bank holidays; it wins over the week.
    pub bank_holidays: BankHolidayRule,
    /// The openings of a bank holiday with other hours, else empty.
    pub bank_holiday_openings: Vec<Opening>,
}

/// One day that is otherwise.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// When it is open on that day; empty is closed.
    pub openings: Vec<Opening>,
    /// Why, for the people who come: `Closed for stocktaking`.
    pub note: Option<String>,
}

/// How far ahead [`OpeningHours::next_opening`] looks.
const DAYS_AHEAD: usize = 400;

impl OpeningHours {
    /// The openings of a day, in order.
    #[must_use]
    pub fn on(&self, day: Day, holidays: &Holidays) -> &[Opening] {
        if let Some(exception) = self.exceptions.get(&day) {
            return &exception.openings;
        }
        if holidays.contains(day) {
            match self.bank_holidays {
                BankHolidayRule::Closed => return &[],
                BankHolidayRule::OtherHours => return &self.bank_holiday_openings,
                BankHolidayRule::AsUsual => {}
            }
        }
        self.weekly.get(&Weekday::of(day)).map_or(&[], Vec::as_slice)
    }

    /// The openings of a day as instants, half-open. Openings that fall into the hour which a day
    /// lacks are not there.
    pub fn spans_on<'a>(
        &'a self,
        day: Day,
        holidays: &'a Holidays,
    ) -> impl Iterator<Item = (Timestamp, Timestamp)> + 'a {
        self.on(day, holidays)
            .iter()
            .map(move |opening| (opening.opens.on(day), opening.closes.on(day)))
            .filter(|(opens, closes)| opens < closes)
    }

    /// Whether it is open at an instant.
    #[must_use]
    pub fn open_at(&self, instant: Timestamp, holidays: &Holidays) -> bool {
        self.span_around(instant, holidays).is_some()
    }

    /// When the opening around an instant ends, seen through midnights. `None`: closed at the instant,
    /// or open without an end within the days looked at.
    #[must_use]
    pub fn closes_after(&self, instant: Timestamp, holidays: &Holidays) -> Option<Timestamp> {
        let (_, mut until) = self.span_around(instant, holidays)?;
        for _ in 0..DAYS_AHEAD {
            match self.span_around(until, holidays) {
                Some((_, later)) => until = later,
                None => return Some(until),
            }
        }
        None
    }

    /// The next instant after the given one at which it opens, having been closed just before.
    /// `None`: not within the next 400 days.
    #[must_use]
    pub fn next_opening(&self, after: Timestamp, holidays: &Holidays) -> Option<Timestamp> {
        let first = time::day_of(after);
        let opened_through_midnight = |opens: Timestamp, day: Day| {
            day.yesterday()
                .is_ok_and(|before| self.spans_on(before, holidays).any(|(_, closes)| closes == opens))
        };
        first.series(jiff::Span::new().days(1)).take(DAYS_AHEAD).find_map(|day| {
            self.spans_on(day, holidays)
                .map(|(opens, _)| opens)
                .find(|opens| *opens > after && !opened_through_midnight(*opens, day))
        })
    }

    /// Whether it is never open in an ordinary week nor on any excepted day.
    #[must_use]
    pub fn is_never_open(&self) -> bool {
        self.weekly.values().all(Vec::is_empty)
            && self.exceptions.values().all(|exception| exception.openings.is_empty())
    }

    fn span_around(&self, instant: Timestamp, holidays: &Holidays) -> Option<(Timestamp, Timestamp)> {
        self.spans_on(time::day_of(instant), holidays)
            .find(|(opens, closes)| (*opens..*closes).contains(&instant))
    }
}

#[cfg(test)]
mod tests;
