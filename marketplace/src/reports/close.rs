//! Closing a report.

use crate::Work;
use domain::reports::{CloseReport, Report};
use domain::{Action, Actor, Refused, ReportId};

/// Closes a report, with what came of it. From then on what its maker wrote waits to be forgotten.
///
/// # Errors
/// When the asker may not, it changed since, or it is closed.
pub fn close(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: ReportId,
    version: i64,
    command: CloseReport,
) -> Result<Report, Refused> {
    let report: Report = work.find(id)?;
    let permit = by.may(Action::KeepReports, &report)?;
    work.expect_version(&report, version)?;
    let now = work.now();
    Ok(work.save(&permit, report.close(command, now)?)?)
}
