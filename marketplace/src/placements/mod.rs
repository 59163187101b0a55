//! Placements: applying to a lot, deciding on it, signing, and the standing on the lot after that.

mod agreement;
mod answer;
mod ask;
mod attach;
mod change;
mod copy;
mod countersign;
mod decide;
mod decide_many;
mod documents;
mod eligibility;
mod fill;
mod letters;
mod queue;
mod reinstate;
mod remove;
mod renew;
mod sending;
mod show;
mod sign;
mod start;
mod submission;
mod submit;
mod suspend;
mod take;
mod vary;
mod withdraw;
mod wording;

pub use agreement::{Agreement, agreement, signed_variation};
pub use answer::answer;
pub use ask::ask;
pub use attach::{attach, attachment};
pub(crate) use change::lot_applied_to;
pub use copy::{copy, to_copy_from};
pub use countersign::countersign;
pub use decide::{accept, reject};
pub use decide_many::decide_many;
pub use documents::{KeptDocument, documents};
pub use eligibility::eligibility;
pub use fill::fill;
pub use queue::queue;
pub use reinstate::reinstate;
pub(crate) use reinstate::write_returns_down;
pub use remove::remove;
pub use renew::renew;
pub use sending::left_to_send;
pub use show::{Progress, list, show};
pub use sign::sign;
pub use start::start;
pub use store::placements::{
    AfterVariation, DocumentKind, PlacementKey, PlacementSort, Queued, WaitsFor, WantedPlacements,
    WantedVariations,
};
pub use submission::{Answered, Submission, submission};
pub use submit::submit;
pub use suspend::suspend;
pub use take::take;
pub use vary::{Varied, countersign_variation, sign_variation, variations, variations_waiting};
pub(crate) use vary::{is_anyone_to_be_told, put_newest_wording};
pub use withdraw::withdraw;
pub use wording::{Worded, wordings};
