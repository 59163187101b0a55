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
pub use store::offerings::{ChangeSort, OfferingKey, WantedChanges, WantedOfferings};

use crate::Work;
use domain::offerings::Offering;
use domain::{Action, Actor, OfferingId, Permit, Refused};

/// Loads an offering for someone who keeps it, at the version that they read.
fn kept_by(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OfferingId,
    version: i64,
) -> Result<(Offering, Permit), Refused> {
    let offering: Offering = work.find(id)?;
    let permit = by.may(Action::KeepOfferings, &offering)?;
    work.expect_version(&offering, version)?;
    Ok((offering, permit))
}
