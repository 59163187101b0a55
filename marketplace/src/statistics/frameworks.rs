//! A framework's figures: its lots by state now, and what happened month by month.

use crate::Work;
use domain::frameworks::Framework;
use domain::kernel::time::day_of;
use domain::placements::State;
use domain::values::Slug;
use domain::{Action, Actor, Platform, Refused, Timestamp};
use std::collections::BTreeMap;

/// A lot's figures now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LotFigures {
    /// The lot's slug.
    pub lot: String,
    /// Its title, where the newest version still has it.
    pub title: Option<String>,
    /// Placements by state: every state, in its order.
    pub by_state: Vec<(State, u64)>,
}

impl LotFigures {
    /// How many are in a state.
    #[must_use]
    pub fn in_state(&self, state: State) -> u64 {
        self.by_state.iter().find(|(at, _)| *at == state).map_or(0, |(_, count)| *count)
    }

    /// How many placements in all.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.by_state.iter().map(|(_, count)| count).sum()
    }
}

/// What happened in a month in London.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MonthFigures {
    /// The month: `2026-11`.
    pub month: String,
    /// Applications started.
    pub started: u64,
    /// Applications submitted.
    pub submitted: u64,
    /// Applications accepted.
    pub accepted: u64,
    /// Applications turned down.
    pub rejected: u64,
    /// Applications withdrawn.
    pub withdrawn: u64,
    /// Agreements signed for the provider.
    pub signed: u64,
    /// Agreements countersigned: providers that came onto the lot.
    pub countersigned: u64,
    /// Suspensions.
    pub suspended: u64,
    /// Removals.
    pub removed: u64,
}

const COUNTED: [&str; 9] = [
    "placement.started",
    "placement.submitted",
    "placement.accepted",
    "placement.rejected",
    "placement.withdrawn",
    "placement.signed",
    "placement.countersigned",
    "placement.suspended",
    "placement.removed",
];

impl MonthFigures {
    fn count(&mut self, name: &str) {
        let figure = match name {
            "placement.started" => &mut self.started,
            "placement.submitted" => &mut self.submitted,
            "placement.accepted" => &mut self.accepted,
            "placement.rejected" => &mut self.rejected,
            "placement.withdrawn" => &mut self.withdrawn,
            "placement.signed" => &mut self.signed,
            "placement.countersigned" => &mut self.countersigned,
            "placement.suspended" => &mut self.suspended,
            "placement.removed" => &mut self.removed,
            _ => return,
        };
        *figure += 1;
    }
}

/// A framework with its lots' figures, and those of every month from the first in which something happened.
///
/// # Errors
/// [`Refused::NotFound`]; when the asker may not read all applications.
pub fn framework(
    work: &mut Work<'_, '_>,
    by: &Actor,
    slug: &Slug,
) -> Result<(Framework, Vec<LotFigures>, Vec<MonthFigures>), Refused> {
    let _permit = by.may(Action::ReadPlacement, &Platform)?;
    let framework = work.framework(slug)?.ok_or(Refused::NotFound("framework"))?;
    let lots = lots(work, &framework)?;
    let months = months(work, slug)?;
    Ok((framework, lots, months))
}

fn lots(work: &mut Work<'_, '_>, framework: &Framework) -> Result<Vec<LotFigures>, Refused> {
    let mut counted: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for row in work.count_placements()?.into_iter().filter(|row| row.framework == framework.slug().as_str()) {
        let count = u64::try_from(row.count).unwrap_or_default();
        counted.entry(row.lot).or_default().insert(row.state, count);
    }
    let now: Vec<_> =
        framework.definition.lots.iter().map(|lot| (lot.slug.to_string(), lot.title.to_string())).collect();
    let gone = counted.keys().filter(|lot| !now.iter().any(|(slug, _)| slug == *lot)).cloned();
    let gone: Vec<_> = gone.map(|lot| (lot, None)).collect();
    let all = now.into_iter().map(|(lot, title)| (lot, Some(title))).chain(gone);
    Ok(all
        .map(|(lot, title)| {
            let states = counted.remove(&lot).unwrap_or_default();
            let count = |state: State| states.get(state.word()).copied().unwrap_or_default();
            LotFigures {
                by_state: State::ALL.iter().map(|state| (*state, count(*state))).collect(),
                lot,
                title,
            }
        })
        .collect())
}

fn months(work: &mut Work<'_, '_>, framework: &Slug) -> Result<Vec<MonthFigures>, Refused> {
    let mut months: BTreeMap<(i16, i8), MonthFigures> = BTreeMap::new();
    for happening in work.happenings_on(framework, &COUNTED)? {
        let day = day_of(Timestamp::from_microsecond(happening.at).unwrap_or_default());
        months.entry((day.year(), day.month())).or_default().count(&happening.name);
    }
    let Some(((year, month), _)) = months.first_key_value() else { return Ok(vec![]) };
    let today = day_of(work.now());
    let (mut at, last) = ((*year, *month), (today.year(), today.month()));
    let mut whole = vec![];
    while at <= last {
        let figures = months.remove(&at).unwrap_or_default();
        whole.push(MonthFigures { month: format!("{}-{:02}", at.0, at.1), ..figures });
        at = if at.1 == 12 { (at.0 + 1, 1) } else { (at.0, at.1 + 1) };
    }
    Ok(whole)
}
