//! Raising a concern about a provider.

use super::change::{criteria_of, newest_standard};
use crate::Work;
use crate::accreditation::{holidays, see_risk_again};
use domain::accreditation::StandardDefinition;
use domain::kernel::time::day_of;
use domain::organisations::Organisation;
use domain::reports::Report;
use domain::reviews::{CannotReview, Concern, RaisedConcern, Review, Source};
use domain::{Action, Actor, OrganisationId, OrganisationKind, Platform, Refused};

/// A concern is found out, or closed, within so many working days.
const WITHIN_WORKING_DAYS: u32 = 10;

/// Raises a concern, by someone of the authority or of a department. Out of a report of a problem: by who may
/// read reports.
///
/// # Errors
/// When it is about no provider, or a criterion is not one of the Standard.
pub fn raise_concern(work: &mut Work<'_, '_>, by: &Actor, command: RaisedConcern) -> Result<Review, Refused> {
    let permit = by.may(Action::RaiseConcern, &command.provider)?;
    let person = by.person().ok_or(CannotReview::NotAPerson)?;
    let provider: Organisation = work.find(command.provider)?;
    if provider.kind != OrganisationKind::Provider {
        return Err(CannotReview::NotAProvider.into());
    }
    if let Some(id) = command.report {
        let report = work.look_for::<Report>(id)?.filter(|report| report.about.provider == provider.id);
        let report = report.ok_or(CannotReview::NoSuchReport)?;
        let _permit = by.may(Action::ReadReports, &report)?;
    }
    let (_, standard) = looked_at_by(work, by, provider.id)?;
    let (held, standard) = (work.mark_holder(provider.id)?, standard.number);
    criteria_of(work, standard, &command.criteria)?;
    let at = by.memberships().first();
    let source = match (command.report, at.map(|at| at.kind)) {
        (Some(_), _) => Source::Report,
        (None, Some(OrganisationKind::Department)) => Source::Department,
        (None, _) => Source::Authority,
    };
    let RaisedConcern { about, criteria, report, .. } = command;
    let concern = Concern {
        provider: provider.id,
        held: held.map(|held| held.id),
        standard,
        source,
        by: person,
        speaks_for: at.map(|at| at.organisation),
        report,
        about,
        criteria,
    };
    let due = holidays(work).working_days_after(day_of(work.now()), WITHIN_WORKING_DAYS);
    let raised = Review::of_concern(work.fresh_id(), concern, due, work.now());
    let review = work.save(&permit, raised)?;
    see_risk_again(work, &permit, provider.id)?;
    Ok(review)
}

/// So many providers are offered to choose from.
const TO_CHOOSE_FROM: i64 = 20;

/// Providers by name from some text on, for who may raise a concern about one.
///
/// # Errors
/// When the asker may not.
pub fn providers_from(work: &mut Work<'_, '_>, by: &Actor, name: &str) -> Result<Vec<Organisation>, Refused> {
    let _permit = by.may(Action::RaiseConcern, &Platform)?;
    let from = Some(name.trim()).filter(|name| !name.is_empty());
    Ok(work.organisations_of(OrganisationKind::Provider, from, TO_CHOOSE_FROM)?)
}

/// A provider, and the version of the Standard by which a concern about it is looked into.
///
/// # Errors
/// When the asker may raise none, or there is no such provider.
pub fn looked_at_by(
    work: &mut Work<'_, '_>,
    by: &Actor,
    provider: OrganisationId,
) -> Result<(Organisation, StandardDefinition), Refused> {
    let _permit = by.may(Action::RaiseConcern, &provider)?;
    let provider: Organisation = work.find(provider)?;
    let standard = match work.mark_holder(provider.id)? {
        Some(held) => crate::accreditation::standard(work, held.standard)?.definition,
        None => newest_standard(work)?,
    };
    Ok((provider, standard))
}
