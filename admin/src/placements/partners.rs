//! With whom a provider would deliver: partners that have confirmed that they work under it, chosen for one application.

use super::case::{Case, case};
use super::question::headed;
use crate::door::parts::{form, link_line, send, text};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Typed, Visit, basis};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::organisations::Partner;
use domain::placements::FillDraft;
use domain::{FieldError, OrganisationId, PlacementId};
use marketplace::{At, placements};
use ui::Markup;
use ui::components::{Checkbox, Task, TaskStatus};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(save);
}

const FIELD: &str = "partners[]";

fn confirmed(case: &Case) -> impl Iterator<Item = &Partner> {
    case.provider.partners.iter().filter(|partner| partner.confirmed_at.is_some())
}

fn name_of(case: &Case, partner: OrganisationId) -> String {
    let known = case.provider.partners.iter().find(|it| it.organisation == partner);
    known.map_or_else(|| "A partner that is none any more".to_owned(), |it| it.name.to_string())
}

/// The partners that an application names, in words.
pub(super) fn said(case: &Case) -> String {
    let names: Vec<_> = case.placement.partners.iter().map(|partner| name_of(case, *partner)).collect();
    if names.is_empty() { "None".to_owned() } else { names.join(", ") }
}

/// Choosing them, in the list of tasks: for a provider that has named any.
pub(super) fn task(case: &Case) -> Option<Task> {
    let is_asked = !case.provider.partners.is_empty() || !case.placement.partners.is_empty();
    let status = if case.placement.partners.is_empty() { "Optional" } else { "Completed" };
    let path = format!("/placements/{}/partners", case.placement.id);
    is_asked.then(|| Task::new("Your partners", TaskStatus::done(status)).href(path))
}

fn filled_from(case: &Case) -> Markup {
    basis(case.placement.version, &case.placement.partners)
}

fn page(
    visit: &Visit,
    case: &Case,
    typed: &Typed,
    (basis, mistakes, both): (Markup, &[FieldError], Option<Markup>),
) -> Page {
    let title = "Who would help people in your name?";
    let asking = Asking::of(typed, mistakes);
    let boxes = confirmed(case)
        .map(|it| Checkbox::new(it.organisation.to_string(), it.name.to_string()).hint(it.part.to_string()));
    let boxes: Vec<_> = boxes.collect();
    let mut parts = vec![headed(case, title)];
    parts.push(text("You answer for what they do. Only partners that have confirmed can be named."));
    if let Some(most) = case.lot.limits.max_partners {
        parts.push(text(format!(
            "This lot allows at most {}.",
            crate::words::count(usize::try_from(most).unwrap_or(usize::MAX), "partner", "partners")
        )));
    }
    parts.extend(both);
    if boxes.is_empty() && case.placement.partners.is_empty() {
        parts.push(text("None of your partners has confirmed yet."));
    } else {
        let asked = asking.ask(FIELD, "With which partners would you deliver? (optional)");
        let fields = [basis, asked.checkboxes(boxes).into(), send("Save and continue").into()];
        parts.push(form(visit, &format!("/placements/{}/partners", case.placement.id), fields));
    }
    parts.push(link_line("See or name partners", &format!("/provider/{}/partners", case.provider.id)));
    Page::new(title, parts).back(format!("/placements/{}", case.placement.id)).mistakes(mistakes)
}

fn typed_of(case: &Case) -> Typed {
    Typed(case.placement.partners.iter().map(|it| (FIELD.to_owned(), it.to_string())).collect())
}

#[get("/placements/{id}/partners")]
async fn show(visit: SignedIn, id: Path<PlacementId>) -> Outcome {
    let case = case(&visit, id.into_inner()).await?;
    if !case.may_fill {
        return Ok(visit.go(format!("/placements/{}", case.placement.id), ""));
    }
    Ok(visit.show(page(&visit, &case, &typed_of(&case), (filled_from(&case), &[], None))))
}

#[post("/placements/{id}/partners")]
async fn save(sent: Sent, id: Path<PlacementId>) -> Outcome {
    let id = id.into_inner();
    let before = case(&sent.visit, id).await?;
    let is_as_seen = sent.has_seen(&before.placement.partners);
    let at = At { id, version: if is_as_seen { before.placement.version } else { sent.version } };
    // No box that is ticked is nobody, and not what was there.
    let all = |mut draft: FillDraft| {
        draft.partners.get_or_insert_default();
        draft.parse()
    };
    match sent.act(all, move |work, by, fill| placements::fill(work, by, at, fill)).await {
        Ok(_) => Ok(sent.visit.go(format!("/placements/{id}"), "Your partners are saved.")),
        Err(rejected) => {
            let case = case(&sent.visit, id).await?;
            let now = text(format!("Your application names these partners now: {}.", said(&case)));
            sent.again_beside(rejected, Some((now, case.placement.version)), |typed, _, mistakes, both| {
                let basis = if both.is_some() { filled_from(&case) } else { sent.basis() };
                page(&sent.visit, &case, typed, (basis, mistakes, both))
            })
        }
    }
}
