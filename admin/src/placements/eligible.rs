//! Whether a provider can apply to a lot, everything that stands in the way, and where each can be put right.

use crate::door::parts::{bullets, form, heading_of, hidden, link, link_line, section, send, text};
use crate::door::{Answer, Outcome, Page, SignedIn, Visit};
use crate::words::{channels_said, count};
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::frameworks::{Framework, Lot};
use domain::organisations::Organisation;
use domain::placements::{Eligibility, Reason, Stage, Start};
use domain::values::Slug;
use domain::{Action, OrganisationId, PlacementId};
use marketplace::{frameworks, placements};
use ui::components::{Details, InsetText, WarningText, field_id};
use ui::{Content, Markup};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// A provider before a lot.
pub(super) struct Before {
    provider: Organisation,
    framework: Framework,
    lot: Lot,
    /// What the provider declares to the framework: the titles of the sections.
    declares: Vec<String>,
    told: Eligibility,
    may_apply: bool,
}

pub(super) async fn before(visit: &Visit, wanted: Start) -> Result<Before, Answer> {
    visit
        .read(move |work, by| {
            let told = placements::eligibility(work, by, &wanted)?;
            let (framework, definition, lot) = frameworks::lot(work, &wanted.framework, None, &wanted.lot)?;
            let sections = definition.declaration.into_iter().flat_map(|asked| asked.sections);
            let declares = sections.map(|section| section.title.to_string()).collect();
            let may_apply = by.may(Action::ApplyToLot, &wanted.provider).is_ok();
            Ok(Before { provider: work.find(wanted.provider)?, framework, lot, declares, told, may_apply })
        })
        .await
}

/// Where a reason can be put right: on which page, and the words that lead there. No words: those of the reason.
fn remedy(
    id: OrganisationId,
    there: Option<PlacementId>,
    reason: &Reason,
) -> Option<(Option<&'static str>, String)> {
    if let Some((part, key)) = reason.pointer.as_deref().and_then(|it| it.strip_prefix('/')?.split_once('/'))
    {
        let pages = match part {
            "answers" => "questions",
            "declaration" => "declaration",
            _ => return None,
        };
        return Some((None, format!("/placements/{}/{pages}/{key}", there?)));
    }
    let (words, path) = match reason.code {
        "organisation_public_body_holds_no_place" | "organisation_not_a_provider" => {
            ("Change what your organisation is", format!("/organisation/{id}/details"))
        }
        "organisation_register_answers_against" => ("Go to your register numbers", format!("/provider/{id}")),
        "organisation_details_not_confirmed" => {
            ("Look at your details, and confirm them", format!("/provider/{id}/confirm"))
        }
        "placement_not_a_partner" | "placement_partner_twice" | "placement_too_many_partners" => {
            ("Choose your partners again", format!("/placements/{}/partners", there?))
        }
        "framework_not_open" => ("See other frameworks and lots", format!("/provider/{id}/apply")),
        "placement_already_on_lot" => ("Go to your application", format!("/placements/{}", there?)),
        "eligibility_no_quality_mark" | "eligibility_quality_mark_leaves_out" => {
            ("Go to your quality mark", format!("/provider/{id}/mark"))
        }
        "eligibility_not_checked" => ("See how you are checked", format!("/provider/{id}")),
        "eligibility_no_offering" => ("Go to your offerings", format!("/provider/{id}/offerings")),
        _ => return None,
    };
    Some((Some(words), path))
}

/// A reason, and the way to where it can be put right.
fn reason_said(id: OrganisationId, there: Option<PlacementId>, reason: &Reason, may_mend: bool) -> Markup {
    let sentence = reason.sentence.trim_end_matches('.');
    let plain = Markup::trusted(Content::from(format!("{sentence}. ")).to_string());
    match remedy(id, there, reason).filter(|_| may_mend) {
        Some((Some(words), path)) => Markup::joined([plain, link(words, &path)]),
        Some((None, path)) => link(sentence, &path),
        None => plain,
    }
}

/// What keeps an application from being sent, each with the way to where it is put right. A summary of errors leads here.
pub(super) fn left(provider: OrganisationId, there: PlacementId, reasons: &[Reason]) -> Markup {
    let points = reasons.iter().map(|reason| {
        let id =
            reason.pointer.as_deref().map(|pointer| format!(" id=\"{}\"", Content::from(field_id(pointer))));
        let said = reason_said(provider, Some(there), reason, true);
        format!("<li{}>{said}</li>", id.unwrap_or_default())
    });
    let points: String = points.collect();
    Markup::trusted(format!("<ul class=\"govuk-list govuk-list--bullet\">{points}</ul>"))
}

fn of_stage(it: &Before, stage: Stage, title: &str) -> Markup {
    let reasons: Vec<_> = it.told.reasons().into_iter().filter(|reason| reason.stage == stage).collect();
    if reasons.is_empty() {
        return Markup::default();
    }
    let said = reasons.iter().map(|reason| reason_said(it.provider.id, it.told.there, reason, it.may_apply));
    Markup::joined([section(title), bullets(said)])
}

/// What an application will ask, so that nobody begins without what it takes.
fn asked(it: &Before) -> Markup {
    let sections = it.declares.iter().map(|title| format!("To declare, once to the framework: {title}"));
    let questions = it.lot.questions.iter().map(|question| {
        let optional = if question.required { "" } else { " (optional)" };
        format!("{}{optional}", question.question)
    });
    let all: Vec<_> = sections.chain(questions).collect();
    if all.is_empty() {
        Markup::default()
    } else {
        Details::new("What you will be asked", bullets(all)).into()
    }
}

fn begin(visit: &Visit, it: &Before) -> Markup {
    let fields = [
        hidden("framework", it.framework.slug().as_str()),
        hidden("lot", it.lot.slug.as_str()),
        hidden("provider", &it.provider.id.to_string()),
        send(&format!("Apply to lot {}", it.lot.number)).into(),
    ];
    form(visit, &format!("/provider/{}/apply", it.provider.id), fields)
}

/// Of an application that was begun: whether it can be sent, and the way to it.
fn begun(it: &Before, there: PlacementId) -> Vec<Markup> {
    let left = it.told.to_send.len();
    let stands = if left == 0 {
        InsetText::new(text("You can send your application.")).into()
    } else {
        let things = count(left, "thing is left to do", "things are left to do");
        WarningText::new(format!("You cannot send your application yet: {things}.")).into()
    };
    vec![
        stands,
        link_line("Go to your application", &format!("/placements/{there}")),
        of_stage(it, Stage::Sending, "What is left to do"),
    ]
}

/// Before anything is begun: whether it can be.
fn not_begun(visit: &Visit, it: &Before) -> Vec<Markup> {
    let mut parts = vec![];
    if it.told.may_begin() {
        parts.push(InsetText::new(text("You can apply to this lot.")).into());
        parts.push(asked(it));
        if it.may_apply {
            parts.push(begin(visit, it));
        }
    } else {
        parts.push(WarningText::new("You cannot apply to this lot now.").into());
    }
    parts.extend([
        of_stage(it, Stage::Beginning, "What stands in the way"),
        of_stage(it, Stage::Sending, "Before you send an application"),
    ]);
    parts
}

/// The page, as [`super::apply`] also shows it when an application could not be begun.
pub(super) fn page(visit: &Visit, it: &Before) -> Page {
    let draft = it.told.there.filter(|_| it.told.is_draft);
    let title = match draft {
        Some(_) => format!("Can you send your application to lot {}?", it.lot.number),
        None => format!("Can you apply to lot {}?", it.lot.number),
    };
    let mut parts = vec![
        heading_of(&format!("{}: {}", it.framework.definition.name, it.lot.title), &title),
        text(it.lot.summary.to_string()),
    ];
    if !it.lot.covers.is_empty() {
        parts.push(text(format!("It covers help given {}.", channels_said(&it.lot.covers).to_lowercase())));
    }
    parts.extend(draft.map_or_else(|| not_begun(visit, it), |there| begun(it, there)));
    parts.push(of_stage(it, Stage::BeingListed, "Good to know"));
    Page::new(title, parts).back(format!("/provider/{}/apply", it.provider.id))
}

#[get("/provider/{id}/apply/{framework}/{lot}")]
async fn show(visit: SignedIn, path: Path<(OrganisationId, Slug, Slug)>) -> Outcome {
    let (provider, framework, lot) = path.into_inner();
    let it = before(&visit, Start { provider, framework, lot }).await?;
    Ok(visit.show(page(&visit, &it)))
}
