//! What leaves the listings when a mark ends, and when: shown before it does, to its holder and to the authority.

use super::case::{Case, case};
use super::effects::listings_said;
use crate::door::parts::{heading_of, link_line, section, text};
use crate::door::{Answer, Outcome, Page, SignedIn, Visit};
use crate::words::{count, day};
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::AccreditationId;
use domain::accreditation::QualityMark;
use domain::kernel::time::day_of;
use marketplace::accreditation::{self, Effect, MarkStep};
use ui::Markup;
use ui::components::InsetText;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// The mark whose end is still to come.
fn still_held(case: &Case) -> Option<&QualityMark> {
    let held = case.case.mark.as_ref().filter(|_| case.case.state.holds_a_mark());
    held.filter(|mark| !mark.has_ended_by(case.now))
}

async fn effect(visit: &Visit, id: AccreditationId) -> Result<Effect, Answer> {
    visit.read(move |work, by| accreditation::effect(work, by, id, MarkStep::Lapse)).await
}

/// What goes, and when.
fn said(case: &Case, mark: &QualityMark, effect: &Effect) -> Vec<Markup> {
    let ends = day(day_of(mark.ends));
    let when = match (effect.on, case.is_own) {
        (None, _) => "A renewal was sent in time: the mark counts until that is decided. If it is not given again, it ends then.".to_owned(),
        (Some(_), true) => format!("Your mark ends on {ends}, unless you send its renewal before that day."),
        (Some(_), false) => format!("The mark ends on {ends}, unless its holder sends a renewal before that day."),
    };
    let says = match effect.goes.len() {
        0 => "No listing is shown now that would go with it.".to_owned(),
        goes => format!(
            "{} shown now {} with it on that day, from every directory.",
            count(goes, "listing that is", "listings that are"),
            if goes == 1 { "goes" } else { "go" }
        ),
    };
    let mut parts = vec![InsetText::new(Markup::joined([text(when), text(says)])).into()];
    if !effect.goes.is_empty() {
        parts.push(listings_said(&effect.goes));
    }
    let may_renew = case.may_fill && effect.on.is_some();
    if may_renew && case.case.mark_to_renew(&case.standard, case.now).is_some() {
        parts.push(link_line("Renew the mark", &format!("/provider/{}/mark", case.provider.id)));
    }
    parts
}

/// For the page of a mark: once its renewal can be sent, what its end would do; before, the way to see it.
pub(super) async fn part(visit: &Visit, case: &Case) -> Result<Markup, Answer> {
    let Some(mark) = still_held(case) else { return Ok(Markup::default()) };
    if case.case.mark_to_renew(&case.standard, case.now).is_none() {
        let path = format!("/marks/{}/lapse", case.case.id);
        return Ok(link_line("What leaves the listings when the mark ends", &path));
    }
    let effect = effect(visit, case.case.id).await?;
    let parts = said(case, mark, &effect).into_iter();
    Ok(Markup::joined(std::iter::once(section("When the mark ends")).chain(parts)))
}

#[get("/marks/{id}/lapse")]
async fn show(visit: SignedIn, id: Path<AccreditationId>) -> Outcome {
    let case = case(&visit, id.into_inner()).await?;
    let back = format!("/marks/{}", case.case.id);
    let Some(mark) = still_held(&case) else { return Ok(visit.go(back, "")) };
    let effect = effect(&visit, case.case.id).await?;
    let title = "When the mark ends";
    let mut parts = vec![heading_of(case.provider.name.as_str(), title)];
    parts.extend(said(&case, mark, &effect));
    Ok(visit.show(Page::new(title, parts).back(back)))
}
