//! Reports of problems: what anyone who reads an entry of a directory can say is wrong with it.
//!
//! Nobody signs in to report. What people write, and their address if they give one, is kept until the
//! report is closed and for some months after, then forgotten; that there was a report stays.

mod draft;
mod limits;
mod report;

pub use draft::{CloseReport, CloseReportDraft, MakeReport, ReportDraft};
pub use limits::{CannotReport, Limits};
pub use report::{CannotClose, Closed, Happened, Outcome, Reference, Report, Reported, State, Wrong};
