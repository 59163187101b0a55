//! What a step would do to what the public sees, before it is taken.

use super::change::in_sight;
use crate::Work;
use crate::directories::ProviderFacts;
use domain::accreditation::CannotAccredit;
use domain::directories::{Directory, MarkStanding, State, entitlement};
use domain::offerings::Offering;
use domain::values::Slug;
use domain::{AccreditationId, Action, Actor, OfferingId, Refused, Timestamp, words};
use store::directories::WantedDirectories;

/// Offerings and directories that are looked through: more than there will be.
const MOST: i64 = 10_000;

words! {
    /// A step about a mark.
    pub enum MarkStep {
        /// It is suspended.
        Suspension = "suspension",
        /// It counts again.
        Reinstatement = "reinstatement",
        /// It is taken away.
        Revocation = "revocation",
        /// Its time is over.
        Lapse = "lapse",
    }
}

/// A listing that goes or comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedListing {
    /// Of which offering.
    pub offering: OfferingId,
    /// What that is called.
    pub name: String,
    /// In which directory.
    pub directory: Slug,
    /// What that is called.
    pub directory_name: String,
}

/// What a step would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effect {
    /// Listings that are shown now, and would be no longer.
    pub goes: Vec<ChangedListing>,
    /// Listings that are not shown now, and would be.
    pub comes_back: Vec<ChangedListing>,
    /// When, of what time alone does. `None`: at once, or nobody knows yet.
    pub on: Option<Timestamp>,
}

/// Which listings a step would take away or bring back, and in which directories: by the same rule that shows them. What
/// goes when its time is over, a holder may see of its own mark, and everyone who may read the case.
///
/// # Errors
/// When the asker may not take the step, or may not read of its mark; when none was given.
pub fn effect(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: AccreditationId,
    step: MarkStep,
) -> Result<Effect, Refused> {
    let case = in_sight(work, by, id)?;
    let right = match step {
        MarkStep::Lapse => Action::ReadAccreditation,
        MarkStep::Suspension | MarkStep::Reinstatement | MarkStep::Revocation => Action::SuspendMark,
    };
    let _permit = by.may(right, &case)?;
    let mark = case.mark.as_ref().ok_or(CannotAccredit::NoMark)?;
    // A renewal that is being decided keeps the mark alive: its end is not known.
    let on = (step == MarkStep::Lapse && mark.renewal.is_none()).then_some(mark.ends);
    let mark = mark.id;
    let now = ProviderFacts::of(work, case.provider)?;
    let mut then = now.clone();
    for facts in then.marks.iter_mut().filter(|facts| facts.mark == mark) {
        facts.suspended_until = None;
        facts.standing = match step {
            MarkStep::Suspension => MarkStanding::Suspended,
            MarkStep::Reinstatement => MarkStanding::InForce,
            MarkStep::Revocation => MarkStanding::Revoked,
            MarkStep::Lapse => MarkStanding::Lapsed,
        };
    }
    let catalogue = crate::directories::catalogue(&work.services()?);
    let open = WantedDirectories { state: Some(State::Live), ..WantedDirectories::default() };
    let found = work.directories_wanted(&open, None, MOST)?;
    let live: Vec<&Directory> = found.iter().map(|(directory, _)| directory).collect();
    let at = work.now();
    let mut effect = Effect { on, ..Effect::default() };
    for offering in work.offerings_of(case.provider, None, MOST)? {
        let shown = |facts: &ProviderFacts, directory: &Directory| {
            entitlement(&facts.facts(&offering, &catalogue), directory, at).listed
        };
        for directory in &live {
            match (shown(&now, directory), shown(&then, directory)) {
                (true, false) => effect.goes.push(listing(&offering, directory)),
                (false, true) => effect.comes_back.push(listing(&offering, directory)),
                _ => {}
            }
        }
    }
    Ok(effect)
}

fn listing(offering: &Offering, directory: &Directory) -> ChangedListing {
    ChangedListing {
        offering: offering.id,
        name: offering.support.name.to_string(),
        directory: directory.content.slug.clone(),
        directory_name: directory.content.name.to_string(),
    }
}
