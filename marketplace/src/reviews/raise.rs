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
use store::organisations::WantedOrganisations;

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
pub const TO_CHOOSE_FROM: usize = 20;

/// Providers with a text in their name, for who may raise a concern about one: one more than are offered, where there are
/// others.
///
/// # Errors
/// When the asker may not.
pub fn providers_called(
    work: &mut Work<'_, '_>,
    by: &Actor,
    text: &str,
) -> Result<Vec<Organisation>, Refused> {
    let _permit = by.may(Action::RaiseConcern, &Platform)?;
    let text = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let wanted = WantedOrganisations { text, ..WantedOrganisations::of(OrganisationKind::Provider) };
    let limit = i64::try_from(TO_CHOOSE_FROM).unwrap_or(i64::MAX - 1) + 1;
    let found = work.organisations_wanted(&wanted, None, limit)?;
    Ok(found.into_iter().map(|(provider, _)| provider).collect())
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
