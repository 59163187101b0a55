//! Reading reports.

use crate::Work;
use crate::organisations::Page;
use domain::reports::Report;
use domain::{Action, Actor, Platform, Refused, ReportId};
use store::reports::WantedReports;

/// Where a page of reports begins: after one made at an instant (microseconds), with an identifier.
pub type AfterReport = (i64, ReportId);

/// Reports in the order wanted.
///
/// # Errors
/// When the asker may not.
pub fn list(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: &WantedReports,
    page: &Page<AfterReport>,
) -> Result<Vec<Report>, Refused> {
    let _permit = by.may(Action::ReadReports, &Platform)?;
    Ok(work.reports_wanted(wanted, page.after, page.limit)?)
}

/// One report.
///
/// # Errors
/// When the asker may not, or it is not there.
pub fn show(work: &mut Work<'_, '_>, by: &Actor, id: ReportId) -> Result<Report, Refused> {
    let _permit = by.may(Action::ReadReports, &Platform)?;
    Ok(work.find(id)?)
}
