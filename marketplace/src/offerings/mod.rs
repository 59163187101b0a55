//! Offerings: the support that providers give.

mod bulk;
mod confirm;
mod content;
mod draft;
mod end;
mod fill;
mod history;
mod pause;
mod publish;
mod resume;
mod review;
mod revise;
mod show;

pub(crate) use bulk::Importing;
pub use bulk::{
    Outcome, Plan, Planned, Progress, confirm_import, do_confirmed, export, import, import_progress,
    send_import, show_import,
};
pub use confirm::confirm;
pub use draft::{copy, draft};
pub use end::end;
pub use fill::{fill, make_room};
pub use history::{Change, history};
pub use pause::pause;
pub use publish::publish;
pub use resume::resume;
pub use review::{approve_change, list_to_review, return_change, withdraw_change};
pub use revise::revise;
pub use show::{find, list_of, show};
pub use store::offerings::{ChangeSort, OfferingKey, OfferingSort, WantedChanges, WantedOfferings};

use crate::{At, Work};
use domain::offerings::{CannotOffer, Offering};
use domain::{Action, Actor, Changed, OfferingId, Permit, Refused, Timestamp};

/// Loads an offering for someone who may do something to it, at the version that they read.
fn loaded(
    work: &mut Work<'_, '_>,
    by: &Actor,
    action: Action,
    at: At<OfferingId>,
) -> Result<(Offering, Permit), Refused> {
    let offering: Offering = work.find(at.id)?;
    let permit = by.may(action, &offering)?;
    work.expect_version(&offering, at.version)?;
    Ok((offering, permit))
}

/// Loads, asks for the right, checks the version, lets `decide` decide, saves.
fn change(
    work: &mut Work<'_, '_>,
    by: &Actor,
    action: Action,
    at: At<OfferingId>,
    decide: impl FnOnce(Offering, Timestamp) -> Result<Changed<Offering>, CannotOffer>,
) -> Result<Offering, Refused> {
    let (offering, permit) = loaded(work, by, action, at)?;
    let changed = decide(offering, work.now())?;
    Ok(work.save(&permit, changed)?)
}
