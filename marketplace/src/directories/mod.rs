//! Directories: setting them up, what is listed in them, and why.

mod batch;
mod content;
mod count;
mod drop_revision;
mod editions;
mod explain;
mod explain_everywhere;
mod facts;
pub mod keys;
mod listed;
mod listing;
mod live;
mod merge;
mod near;
mod pause;
mod picture;
mod preview;
mod project;
mod publish;
mod publish_revision;
mod restore;
mod resume;
mod revise;
mod save_revision;
mod saved;
mod search;
mod set_up;
mod show;
mod signposting;
mod upload_logo;
mod usefulness;

pub use batch::{Batch, BatchDraft};
pub use count::count_listed;
pub use drop_revision::drop_revision;
pub use editions::{edition, editions};
pub use explain::explain;
pub use explain_everywhere::explain_everywhere;
pub(crate) use facts::ProviderFacts;
pub(crate) use listed::is_listed;
pub(crate) use listing::reach;
pub use listing::{CAPABILITIES, ListedPlace, ListedSupport};
pub use live::{LiveDirectories, Shelf, Unready};
pub use merge::merge;
pub use near::ANYWHERE;
pub use pause::pause;
pub use preview::{Previewed, preview};
pub(crate) use project::catalogue;
pub use project::project;
pub use publish::publish;
pub use publish_revision::publish_revision;
pub use restore::restore;
pub use resume::resume;
pub use revise::revise;
pub use save_revision::save_revision;
pub use saved::{CannotSave, SavedListings, save};
pub use search::{BadParameter, FoundOrigin, MOST_ON_A_PAGE, Search};
pub use set_up::set_up;
pub use show::{list_of, show};
pub use signposting::{at_the_same_place, lines_of, reaching_everywhere};
pub use store::directories::{AfterDirectory, WantedDirectories};
pub use upload_logo::{UploadedLogo, upload_logo};
pub use usefulness::{answer, answers};

use crate::Work;
use domain::directories::Directory;
use domain::values::Slug;
use domain::{Action, Actor, Permit, Refused};

/// Loads a directory for someone who keeps it, at the version that they read.
fn kept_by(
    work: &mut Work<'_, '_>,
    by: &Actor,
    slug: &Slug,
    version: i64,
) -> Result<(Directory, Permit), Refused> {
    let directory = work.directory_called(slug)?.ok_or(Refused::NotFound("directory"))?;
    let permit = by.may(Action::KeepDirectories, &directory)?;
    work.expect_version(&directory, version)?;
    Ok((directory, permit))
}
