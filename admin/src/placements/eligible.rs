//! Whether a provider can apply to a lot, everything that stands in the way, and where each can be put right.

use crate::door::parts::{bullets, form, heading_of, hidden, link, section, send, text};
use crate::door::{Answer, Outcome, Page, SignedIn, Visit};
use crate::words::channels_said;
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::frameworks::{Framework, Lot};
use domain::organisations::Organisation;
use domain::placements::{Eligibility, Reason, Stage, Start};
use domain::values::Slug;
use domain::{Action, OrganisationId};
use marketplace::{frameworks, placements};
use ui::components::{InsetText, WarningText};
use ui::{Content, Markup};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// A provider before a lot.
pub(super) struct Before {
    provider: Organisation,
    framework: Framework,
    lot: Lot,
    told: Eligibility,
    may_apply: bool,
}

pub(super) async fn before(visit: &Visit, wanted: Start) -> Result<Before, Answer> {
    visit
        .read(move |work, by| {
            let told = placements::eligibility(work, by, &wanted)?;
            let (framework, _, lot) = frameworks::lot(work, &wanted.framework, None, &wanted.lot)?;
            let may_apply = by.may(Action::ApplyToLot, &wanted.provider).is_ok();
            Ok(Before { provider: work.find(wanted.provider)?, framework, lot, told, may_apply })
        })
        .await
}

/// Where a reason can be put right, for who may.
fn remedy(it: &Before, reason: &Reason) -> Option<(&'static str, String)> {
    let id = it.provider.id;
    let (words, path) = match reason.code {
        "organisation_public_body_holds_no_place" | "organisation_not_a_provider" => {
            ("Change what your organisation is", format!("/organisation/{id}/details"))
        }
        "organisation_register_answers_against" => ("Go to your register numbers", format!("/provider/{id}")),
        "organisation_details_not_confirmed" => {
            ("Look at your details, and confirm them", format!("/provider/{id}/confirm"))
        }
        "framework_not_open" => ("See other frameworks and lots", format!("/provider/{id}/apply")),
        "placement_already_on_lot" => ("Go to your application", format!("/placements/{}", it.told.there?)),
        "eligibility_no_quality_mark" | "eligibility_quality_mark_leaves_out" => {
            ("Go to your quality mark", format!("/provider/{id}/mark"))
        }
        "eligibility_not_checked" => ("See how you are checked", format!("/provider/{id}")),
        "eligibility_no_offering" => ("Go to your offerings", format!("/provider/{id}/offerings")),
        _ => return None,
    };
    it.may_apply.then_some((words, path))
}

fn reason_said(it: &Before, reason: &Reason) -> Markup {
    let sentence = format!("{}. ", reason.sentence.trim_end_matches('.'));
    let sentence = Markup::trusted(Content::from(sentence).to_string());
    match remedy(it, reason) {
        Some((words, path)) => Markup::joined([sentence, link(words, &path)]),
        None => sentence,
    }
}

fn of_stage(it: &Before, stage: Stage, title: &str) -> Markup {
    let reasons: Vec<_> = it.told.reasons().into_iter().filter(|reason| reason.stage == stage).collect();
    if reasons.is_empty() {
        return Markup::default();
    }
    Markup::joined([section(title), bullets(reasons.iter().map(|reason| reason_said(it, reason)))])
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

/// The page, as [`super::apply`] also shows it when an application could not be begun.
pub(super) fn page(visit: &Visit, it: &Before) -> Page {
    let title = format!("Can you apply to lot {}?", it.lot.number);
    let mut parts = vec![
        heading_of(&format!("{}: {}", it.framework.definition.name, it.lot.title), &title),
        text(it.lot.summary.to_string()),
    ];
    if !it.lot.covers.is_empty() {
        parts.push(text(format!("It covers help given {}.", channels_said(&it.lot.covers).to_lowercase())));
    }
    if it.told.may_begin() {
        parts.push(InsetText::new(text("You can apply to this lot.")).into());
        if it.may_apply {
            parts.push(begin(visit, it));
        }
    } else {
        parts.push(WarningText::new("You cannot apply to this lot now.").into());
    }
    parts.extend([
        of_stage(it, Stage::Beginning, "What stands in the way"),
        of_stage(it, Stage::Sending, "Before you send an application"),
        of_stage(it, Stage::BeingListed, "Good to know"),
    ]);
    Page::new(title, parts).back(format!("/provider/{}/apply", it.provider.id))
}

#[get("/provider/{id}/apply/{framework}/{lot}")]
async fn show(visit: SignedIn, path: Path<(OrganisationId, Slug, Slug)>) -> Outcome {
    let (provider, framework, lot) = path.into_inner();
    let it = before(&visit, Start { provider, framework, lot }).await?;
    Ok(visit.show(page(&visit, &it)))
}
