//! Reporting a problem.

use super::{Sender, letters};
use crate::Work;
use crate::directories::is_listed;
use domain::offerings::Offering;
use domain::organisations::Organisation;
use domain::reports::{Limits, MakeReport, Report, Reported};
use domain::values::Slug;
use domain::{Action, Actor, OfferingId, Platform, Refused, Timestamp};

/// Reports a problem with an entry of an open directory. The provider is written to in the same transaction,
/// unless it is about how someone was treated: support hears that first.
///
/// # Errors
/// [`Refused::NotFound`] when the directory does not list the offering; a refusal to be tried later when too
/// many came from the sender or about the entry.
pub fn make(
    work: &mut Work<'_, '_>,
    by: &Actor,
    directory: &Slug,
    offering: OfferingId,
    command: MakeReport,
    sender: &Sender,
) -> Result<Report, Refused> {
    let permit = by.may(Action::ReportProblem, &Platform)?;
    if !is_listed(work, directory, offering)? {
        return Err(Refused::NotFound("listing"));
    }
    let limits = Limits::default();
    let since = work.now().checked_sub(limits.within).unwrap_or(Timestamp::MIN);
    let of_sender = work.reports_of_sender(sender.as_str(), since)?;
    limits.allow(of_sender, work.reports_about(offering, since)?)?;
    let offering: Offering = work.find(offering)?;
    let provider: Organisation = work.find(offering.provider)?;
    let about = Reported {
        directory: directory.clone(),
        offering: offering.id,
        name: offering.support.name,
        provider: provider.id,
    };
    let changed = Report::made(work.fresh_id(), about, command, work.now());
    let report = work.save(&permit, changed)?;
    work.count_report_of(sender.as_str())?;
    if report.wrong.is_told_to_the_provider() {
        let base_url = work.market().settings().base_url.clone();
        work.post(&letters::to_provider(&report, &provider, &base_url))?;
    }
    Ok(report)
}
