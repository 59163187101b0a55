//! Reports of problems with entries of directories: made by anyone, closed by the authority's support.

mod close;
mod forget;
mod letters;
mod make;
mod sender;
mod show;

pub use close::close;
pub use forget::{forget_due, remembers_until_closed_and};
pub use make::make;
pub use sender::{Sender, SenderKey};
pub use show::{AfterReport, list, show};
pub use store::reports::{ReportSort, WantedReports};
