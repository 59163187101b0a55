//! What both sides signed, first and later, to be read, printed and kept.

use super::submission::is_it_true;
use super::wording::agreement_text;
use crate::door::parts::{heading_of, text};
use crate::door::{Outcome, Page, SignedIn, download};
use crate::words::{regime_said, registered_as, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{HttpResponse, get};
use domain::PlacementId;
use domain::frameworks::AgreementText;
use marketplace::placements::{self, Agreement, KeptDocument};
use ui::components::{SummaryList, SummaryRow};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(document).service(show).service(variation_document).service(show_variation);
}

fn hash(value: &str) -> ui::Markup {
    ui::Markup::trusted(format!("<code class=\"app-hash\">{}</code>", ui::Content::from(value)))
}

fn page(id: PlacementId, kept: &KeptDocument<Agreement>, file: &str) -> Page {
    let it = &kept.says;
    let title = if it.varies_sha256.is_some() { "The agreement as changed" } else { "The agreement" };
    let reference = it.reference.as_ref().map_or_else(String::new, |reference| format!(" ({reference})"));
    let mut facts = vec![
        SummaryRow::new(
            "Framework",
            format!("{}{reference}, version {}", it.framework, it.framework_version),
        ),
        SummaryRow::new("Regime", regime_said(&it.regime)),
        SummaryRow::new("Lot", it.lot.as_str()),
        SummaryRow::new("Provider", it.provider.as_str()),
        SummaryRow::new("In registers as", registered_as(&it.identifiers)),
    ];
    if !it.partners.is_empty() {
        facts.push(SummaryRow::new("Partners", it.partners.join(", ")));
    }
    if let Some(submitted) = &it.submission_sha256 {
        facts.push(SummaryRow::new("SHA-256 of what was submitted", hash(submitted)));
    }
    if let Some(varies) = &it.varies_sha256 {
        facts.push(SummaryRow::new("SHA-256 of what it changes", hash(varies)));
    }
    let mut parts = vec![
        heading_of(&it.provider, title),
        text(
            "This is what both sides signed. It is never changed. Print it, or save it as PDF, from your browser.",
        ),
        SummaryList::new(facts).into(),
    ];
    if let Some(signed) = &it.text
        && let Ok(title) = signed.title.parse()
    {
        parts.push(agreement_text(&AgreementText { title, terms: signed.terms.clone() }));
        parts.push(SummaryList::new([SummaryRow::new("SHA-256 of the text", hash(&signed.sha256))]).into());
    }
    let signatures = [
        SummaryRow::new("Signed for the provider", format!("{}, {}", it.signed_by, it.role)),
        SummaryRow::new("By the authority of", it.authority.as_str()),
        SummaryRow::new("Signed at", when(it.signed_at)),
        SummaryRow::new(
            "Countersigned for the authority",
            it.countersigned_by.as_deref().unwrap_or("By name not recorded"),
        ),
        SummaryRow::new("Countersigned at", when(it.countersigned_at)),
    ];
    parts.push(crate::door::parts::section("Signatures"));
    parts.push(SummaryList::new(signatures).into());
    parts.push(is_it_true(&kept.sha256, &format!("/placements/{id}/{file}.json")));
    Page::new(title, parts).back(format!("/placements/{id}"))
}

#[get("/placements/{id}/agreement")]
async fn show(visit: SignedIn, id: Path<PlacementId>) -> Outcome {
    let id = id.into_inner();
    let kept = visit.read(move |work, by| placements::agreement(work, by, id)).await?;
    Ok(visit.show(page(id, &kept, "agreement")))
}

#[get("/placements/{id}/agreement.json")]
async fn document(visit: SignedIn, id: Path<PlacementId>) -> Result<HttpResponse, crate::door::Answer> {
    let id = id.into_inner();
    let kept = visit.read(move |work, by| placements::agreement(work, by, id)).await?;
    Ok(download("agreement.json", kept.document.into_bytes()))
}

#[get("/placements/{id}/variations/{version}")]
async fn show_variation(visit: SignedIn, at: Path<(PlacementId, u32)>) -> Outcome {
    let (id, version) = at.into_inner();
    let kept = visit.read(move |work, by| placements::signed_variation(work, by, id, version)).await?;
    Ok(visit.show(page(id, &kept, &format!("variations/{version}"))))
}

#[get("/placements/{id}/variations/{version}.json")]
async fn variation_document(
    visit: SignedIn,
    at: Path<(PlacementId, u32)>,
) -> Result<HttpResponse, crate::door::Answer> {
    let (id, version) = at.into_inner();
    let kept = visit.read(move |work, by| placements::signed_variation(work, by, id, version)).await?;
    Ok(download(&format!("agreement-{version}.json"), kept.document.into_bytes()))
}
