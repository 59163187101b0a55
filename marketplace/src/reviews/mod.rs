//! Looks at marks between assessments: raised by people or by time, given to an assessor, concluded or closed.

mod change;
mod look;
mod planned;
mod raise;
mod show;
mod time;

pub use change::{assign, close, conclude};
pub use look::spot_check;
pub use planned::{PlannedLook, planned_looks};
pub use raise::{TO_CHOOSE_FROM, looked_at_by, providers_called, raise_concern};
pub use show::{ReviewListed, concern, concerns, list, list_named, of_provider, show};
pub use store::reviews::{ReviewSort, WantedReviews};
pub(crate) use time::raise_planned_look;
