//! Reading the log.

use crate::Work;
use domain::{Action, Actor, OrganisationId, Platform, Reach, Refused};
use store::events::{Sealed, Wanted};

/// Entries after a number, in order, at most `limit`. Who may read all of the log reads all of it; who may
/// read their own organisations' part is given that, also without naming them. What is assessed of providers in
/// which the asker declared an interest is left out.
///
/// # Errors
/// [`Refused::NotFound`] for an organisation that the asker may not know of; and when the asker may read
/// nothing of the log.
pub fn entries(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: Wanted,
    after: i64,
    limit: i64,
) -> Result<Vec<Sealed>, Refused> {
    let wanted = within_reach(work, by, wanted)?;
    Ok(work.entries_wanted(&wanted, after, limit)?)
}

/// The same from the end of the log: entries before a number, the newest first.
///
/// # Errors
/// As [`entries`].
pub fn newest_entries(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: Wanted,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Sealed>, Refused> {
    let wanted = within_reach(work, by, wanted)?;
    Ok(work.newest_entries_wanted(&wanted, before, limit)?)
}

fn within_reach(work: &mut Work<'_, '_>, by: &Actor, mut wanted: Wanted) -> Result<Wanted, Refused> {
    if wanted.organisations.is_empty() && by.widest_reach(Action::ReadAudit) == Reach::Own {
        wanted.organisations = by.memberships().iter().map(|at| at.organisation).collect();
        wanted.organisations.retain(|organisation| may_read(by, *organisation));
    }
    if wanted.organisations.is_empty() {
        let _permit = by.may(Action::ReadAudit, &Platform)?;
    }
    // That someone is concerned is not told to whom it is about before it is found out.
    wanted.no_reviews = by.widest_reach(Action::ReadAudit) == Reach::Own;
    wanted.hidden = crate::accreditation::hidden_from(work, by)?;
    for organisation in &wanted.organisations {
        let _permit = by.may(Action::ReadAudit, organisation)?;
    }
    Ok(wanted)
}

/// The number of the last entry that is sealed; 0 when there is none.
///
/// # Errors
/// When the asker may not read the log, or the database fails.
pub fn last_number(work: &mut Work<'_, '_>, by: &Actor) -> Result<i64, Refused> {
    let _permit = by.may(Action::ReadAudit, &Platform)?;
    Ok(work.head()?.map_or(0, |(number, _)| number))
}

fn may_read(by: &Actor, organisation: OrganisationId) -> bool {
    by.may(Action::ReadAudit, &organisation).is_ok()
}
