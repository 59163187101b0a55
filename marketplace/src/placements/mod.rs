//! Placements: applying to a lot, deciding on it, signing, and the standing on the lot after that.

mod answer;
mod ask;
mod attach;
mod change;
mod countersign;
mod decide;
mod fill;
mod letters;
mod reinstate;
mod remove;
mod show;
mod sign;
mod start;
mod submission;
mod submit;
mod suspend;
mod take;
mod withdraw;

pub use answer::answer;
pub use ask::ask;
pub use attach::{attach, attachment};
pub use countersign::countersign;
pub use decide::{accept, reject};
pub use fill::fill;
pub use reinstate::reinstate;
pub(crate) use reinstate::write_returns_down;
pub use remove::remove;
pub use show::{Progress, list, show};
pub use sign::sign;
pub use start::start;
pub use store::placements::WantedPlacements;
pub use submission::{Answered, KeptSubmission, Submission, submission};
pub use submit::submit;
pub use suspend::suspend;
pub use take::take;
pub use withdraw::withdraw;
