//! The agreement of a place in all its wordings: to be read, signed by the provider, countersigned by the authority.

use super::case::{Case, case};
use super::question::headed;
use crate::door::parts::{element, form, hidden, link, link_line, section, send, text};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Stop, Typed, VERSION, Visit};
use crate::words::when;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::directories::Block;
use domain::frameworks::AgreementText;
use domain::placements::{Placement, SignVariationDraft};
use domain::{FieldError, PlacementId};
use marketplace::placements::{self, Worded};
use marketplace::{At, Work};
use ui::Markup;
use ui::components::{
    Button, Cell, Checkbox, Checkboxes, Details, InsetText, SummaryList, SummaryRow, Table, Tag, TagColour,
    WarningText,
};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(list).service(show).service(sign).service(countersign);
}

/// The text of an agreement, set apart from the page that it is on.
pub(crate) fn agreement_text(text: &AgreementText) -> Markup {
    let title = element("h2", "govuk-heading-l", text.title.as_str());
    let inside = Markup::joined([title, ui::guidance::guidance(&text.terms.blocks(), "")]);
    Markup::trusted(format!("<div class=\"app-agreement\">{inside}</div>"))
}

/// The fields with which someone signs for a provider.
pub(super) fn signing_fields(asking: &Asking<'_>, provider: &str) -> Vec<Markup> {
    let confirm = format!(
        "I have read the agreement. {provider} has given me authority to sign, and is bound by it once I have signed and \
         the authority has countersigned"
    );
    let mut boxes = Checkboxes::single(
        "confirmed",
        Checkbox::new("yes", confirm).checked(asking.value("confirmed") == "yes"),
    );
    boxes.error_message = ui::components::ErrorMessage::among(asking.mistakes, "confirmed");
    vec![
        asking.ask("name", "Your full name").input().autocomplete("name").into(),
        asking.ask("role", "Your role in the organisation").input().autocomplete("organization-title").into(),
        asking
            .ask("authority", "By what authority do you sign?")
            .hint("For example, as a director, or by a resolution of the trustees")
            .input()
            .into(),
        boxes.into(),
    ]
}

fn here(id: PlacementId) -> String {
    format!("/placements/{id}/wordings")
}

/// The page of the wording that waits for whoever looks, where one does.
pub(super) fn waiting(case: &Case) -> Option<Button> {
    let placement = &case.placement;
    let at = |version: u32| format!("{}/{version}", here(placement.id));
    let to_sign = placement.variation_to_sign().filter(|_| case.may_sign);
    let to_countersign = placement.variation_to_countersign().filter(|_| case.may_decide);
    let own = to_sign.map(|it| ("Read and sign the changed agreement", it));
    let ours = to_countersign.map(|it| ("Countersign the changed agreement", it));
    own.or(ours).map(|(words, it)| Button::link(words, at(it.wording.framework_version)))
}

/// How the agreement stands, in a line of the facts of a place.
pub(super) fn standing(case: &Case) -> Option<SummaryRow> {
    let placement = &case.placement;
    if placement.wording.is_none() && placement.variations.is_empty() {
        return None;
    }
    let says = match (placement.variation_to_sign(), placement.variation_to_countersign()) {
        (_, Some(_)) => "A change is signed and waits for the authority. Until then it holds as it was.",
        (Some(_), None) => "A change waits for the provider's signature. Until then it holds as it was.",
        (None, None) => "",
    };
    let all = link("The agreement in its words", &here(placement.id));
    let value = if says.is_empty() { text(all) } else { Markup::joined([text(says), text(all)]) };
    Some(SummaryRow::new("Agreement", value))
}

fn state_of(worded: &Worded) -> Tag {
    match (worded.in_force, &worded.signature, &worded.countersigned) {
        (true, _, _) => Tag::new("In force").colour(TagColour::Green),
        (false, None, _) => Tag::new("To be signed").colour(TagColour::Yellow),
        (false, Some(_), None) => Tag::new("To be countersigned").colour(TagColour::Yellow),
        (false, Some(_), Some(_)) => Tag::new("Varied since").colour(TagColour::Grey),
    }
}

fn signed_said(worded: &Worded) -> String {
    worded.signature.as_ref().map_or_else(
        || "Not yet".to_owned(),
        |it| format!("{}, {}, at {}", it.signatory.name, it.signatory.role, when(it.at)),
    )
}

fn countersigned_said(worded: &Worded) -> String {
    worded.countersigned.as_ref().map_or_else(|| "Not yet".to_owned(), |it| when(it.at))
}

#[get("/placements/{id}/wordings")]
async fn list(visit: SignedIn, id: Path<PlacementId>) -> Outcome {
    let id = id.into_inner();
    let case = case(&visit, id).await?;
    let all = visit.read(move |work, by| placements::wordings(work, by, id)).await?;
    let title = "The agreement and its changes";
    let mut table = Table::new("Every wording, oldest first").first_cell_is_header(true).head([
        Cell::new("Wording"),
        Cell::new("State"),
        Cell::new("Signed for the provider"),
        Cell::new("Countersigned"),
    ]);
    for worded in &all {
        let version = worded.wording.framework_version;
        let words = format!("Version {version} of the framework");
        table = table.row([
            Cell::new(link(&words, &format!("{}/{version}", here(id)))),
            Cell::new(Markup::from(state_of(worded))),
            Cell::new(signed_said(worded)),
            Cell::new(countersigned_said(worded)),
        ]);
    }
    let says =
        "A change binds both sides once both have signed it. Until then the agreement holds as it was.";
    let table = if all.is_empty() {
        text("The framework has no text of the agreement here.")
    } else {
        table.scrolling()
    };
    let parts = [headed(&case, title), text(says), table];
    Ok(visit.show(Page::new(title, parts).back(format!("/placements/{id}"))))
}

fn facts(worded: &Worded) -> Markup {
    let mut rows = vec![SummaryRow::new("State", Markup::from(state_of(worded)))];
    rows.extend(worded.offered_at.map(|at| SummaryRow::new("Put to the provider", when(at))));
    rows.push(SummaryRow::new("Signed for the provider", signed_said(worded)));
    let authority = worded.signature.as_ref().map(|it| it.signatory.authority.to_string());
    rows.extend(authority.map(|authority| SummaryRow::new("By the authority of", authority)));
    rows.push(SummaryRow::new("Countersigned", countersigned_said(worded)));
    let hash = format!("<code class=\"app-hash\">{}</code>", worded.wording.sha256);
    rows.push(SummaryRow::new("SHA-256 of the text", Markup::trusted(hash)));
    SummaryList::new(rows).into()
}

/// What whoever looks can do about a wording.
fn step(visit: &Visit, case: &Case, worded: &Worded, asking: &Asking<'_>) -> Markup {
    let placement = &case.placement;
    let version = worded.wording.framework_version;
    let is_this = |it: &domain::placements::Variation| it.wording == worded.wording;
    let at = format!("{}/{version}", here(placement.id));
    let mut inside = vec![hidden(VERSION, &placement.version.to_string())];
    if case.may_sign && placement.variation_to_sign().is_some_and(is_this) {
        inside.push(hidden("framework_version", &version.to_string()));
        inside.extend(signing_fields(asking, case.provider.name.as_str()));
        inside.push(send("Sign the changed agreement").into());
        let form = form(visit, &format!("{at}/sign"), inside);
        return Markup::joined([section("Sign it"), form]);
    }
    if case.may_decide && placement.variation_to_countersign().is_some_and(is_this) {
        let warning = "Both sides are bound by this wording from the moment that you countersign.";
        inside.push(WarningText::new(warning).into());
        inside.push(send("Countersign the changed agreement").into());
        let form = form(visit, &format!("{at}/countersign"), inside);
        return Markup::joined([section("Countersign it"), form]);
    }
    Markup::default()
}

/// What a later wording says that the earlier does not, and what it no longer says: by headings, paragraphs and lists.
fn changes(before: &AgreementText, after: &AgreementText) -> Markup {
    let (old, new) = (before.terms.blocks(), after.terms.blocks());
    let only_in = |these: &[Block], others: &[Block]| -> Vec<Block> {
        these.iter().filter(|block| !others.contains(block)).cloned().collect()
    };
    let part = |words: &str, blocks: &[Block]| -> Markup {
        if blocks.is_empty() {
            return Markup::default();
        }
        Details::new(words, ui::guidance::guidance(blocks, "")).open(true).into()
    };
    Markup::joined([
        part("What is new or changed", &only_in(&new, &old)),
        part("What it no longer says, or says otherwise now", &only_in(&old, &new)),
    ])
}

fn page(visit: &Visit, case: &Case, (worded, before): &Read, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let id = case.placement.id;
    let asking = Asking::of(typed, mistakes);
    let title = if worded.offered_at.is_some() { "The agreement as changed" } else { "The agreement" };
    let mut parts =
        vec![headed(case, title), text(format!("Provider: {}", case.provider.name)), facts(worded)];
    if worded.countersigned.is_none() && worded.offered_at.is_some() {
        let says = "Until both sides have signed this, the agreement that was signed before stays in force. \
                    Nobody loses a place by not signing.";
        parts.push(InsetText::new(says).into());
    }
    parts.extend(before.as_ref().map(|before| changes(&before.text, &worded.text)));
    parts.push(agreement_text(&worded.text));
    parts.push(step(visit, case, worded, &asking));
    if worded.countersigned.is_some() {
        let path = match worded.offered_at {
            None => format!("/placements/{id}/agreement"),
            Some(_) => format!("/placements/{id}/variations/{}", worded.wording.framework_version),
        };
        parts.push(link_line("See it as it was signed, to print or to keep", &path));
    }
    parts.push(link_line("Every wording of the agreement", &here(id)));
    Page::new(title, parts).mistakes(mistakes).back(format!("/placements/{id}"))
}

/// A wording, and the one that was countersigned before it.
type Read = (Worded, Option<Worded>);

async fn worded(visit: &Visit, id: PlacementId, version: u32) -> Result<Read, crate::door::Answer> {
    let mut all = visit.read(move |work, by| placements::wordings(work, by, id)).await?;
    let at = all.iter().position(|it| it.wording.framework_version == version);
    let at = at.ok_or_else(|| visit.stop(Stop::NotFound))?;
    let found = all.swap_remove(at);
    all.truncate(at);
    Ok((found, all.into_iter().rfind(|it| it.countersigned.is_some())))
}

#[get("/placements/{id}/wordings/{version}")]
async fn show(visit: SignedIn, at: Path<(PlacementId, u32)>) -> Outcome {
    let (id, version) = at.into_inner();
    let (case, worded) = (case(&visit, id).await?, worded(&visit, id, version).await?);
    Ok(visit.show(page(&visit, &case, &worded, &Typed::default(), &[])))
}

/// Where a step leads: to the place, or to the wording again with what is wrong. A wording that gave way to another
/// leads to all of them.
async fn taken(
    sent: &Sent,
    id: PlacementId,
    version: u32,
    done: Result<Placement, crate::door::Rejected>,
    says: &str,
) -> Outcome {
    match done {
        Ok(_) => Ok(sent.visit.go(format!("/placements/{id}"), says)),
        Err(rejected) => {
            let case = case(&sent.visit, id).await?;
            let worded = worded(&sent.visit, id, version).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &case, &worded, &sent.typed, mistakes))
        }
    }
}

#[post("/placements/{id}/wordings/{version}/sign")]
async fn sign(sent: Sent, at: Path<(PlacementId, u32)>) -> Outcome {
    let (id, version) = at.into_inner();
    let at = At { id, version: sent.version };
    let parse =
        |draft: SignVariationDraft| SignVariationDraft { framework_version: version, ..draft }.parse();
    let done =
        sent.act(parse, move |work, by, signed| placements::sign_variation(work, by, at, signed)).await;
    let says = "The changed agreement is signed. It is in force once the authority has countersigned it.";
    taken(&sent, id, version, done, says).await
}

#[post("/placements/{id}/wordings/{version}/countersign")]
async fn countersign(sent: Sent, at: Path<(PlacementId, u32)>) -> Outcome {
    let (id, version) = at.into_inner();
    let at = At { id, version: sent.version };
    let countersign = move |work: &mut Work<'_, '_>, by: &domain::Actor| {
        placements::countersign_variation(work, by, at, version)
    };
    let done = sent.visit.write(countersign).await;
    taken(&sent, id, version, done, "The changed agreement is in force.").await
}
