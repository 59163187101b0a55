//! What both sides signed, as one document.

use super::change::applied_to;
use super::documents::{self, KeptDocument};
use super::submission::{identifiers_of, partners_of};
use super::wording::{first_of, text_in};
use crate::Work;
use domain::frameworks::{AgreementText, Terms, Wording};
use domain::organisations::Organisation;
use domain::people::Person;
use domain::placements::{Countersignature, Placement, Signature};
use domain::{Actor, PlacementId, Refused, Timestamp};
use serde::{Deserialize, Serialize};
use store::placements::DocumentKind;
use utoipa::ToSchema;

/// An agreement that both sides signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Agreement {
    /// The framework, by its name on that day.
    pub framework: String,
    /// What it is called in law's registers, where it is.
    pub reference: Option<String>,
    /// The version of the framework whose words were signed: first the one to which the provider applied.
    pub framework_version: u32,
    /// The regime under which it runs.
    pub regime: String,
    /// The lot: its number and title.
    pub lot: String,
    /// The provider, by its name on that day.
    pub provider: String,
    /// Its numbers in registers on that day.
    pub identifiers: Vec<String>,
    /// The partners that it named to help people in its name, by their names on that day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<String>,
    /// Who signed for the provider.
    pub signed_by: String,
    /// As what.
    pub role: String,
    /// By what authority.
    pub authority: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub signed_at: Timestamp,
    /// When the authority countersigned.
    #[schema(value_type = String, format = DateTime)]
    pub countersigned_at: Timestamp,
    /// Who countersigned for it, by their name on that day. Documents from before it was kept do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countersigned_by: Option<String>,
    /// The hash of what was submitted, on which both sides agreed.
    pub submission_sha256: Option<String>,
    /// What was agreed, word for word, where the framework has its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<SignedText>,
    /// Of a variation: the hash of the document that it varies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub varies_sha256: Option<String>,
}

/// What was agreed, word for word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SignedText {
    /// What the agreement is called.
    pub title: String,
    /// What it says, in the part of Markdown that is taken here.
    #[schema(value_type = String)]
    pub terms: Terms,
    /// The hash of the title, an empty line, the terms and a line's end.
    pub sha256: String,
}

/// What was signed by both sides, and in which words.
struct Signed<'a> {
    signature: &'a Signature,
    countersigned: &'a Countersignature,
    framework_version: u32,
    text: Option<(Wording, AgreementText)>,
    varies: Option<String>,
}

impl Agreement {
    fn of(work: &mut Work<'_, '_>, placement: &Placement, signed: Signed<'_>) -> Result<Self, Refused> {
        let provider: Organisation = work.find(placement.provider)?;
        let (framework, lot) = applied_to(work, placement)?;
        let submitted = work.document_of(placement.id, DocumentKind::Submission)?;
        let signatory = &signed.signature.signatory;
        let countersigned_by: Person = work.find(signed.countersigned.by)?;
        Ok(Self {
            framework: framework.definition.name.to_string(),
            reference: framework.definition.reference.as_ref().map(ToString::to_string),
            framework_version: signed.framework_version,
            regime: framework.definition.regime.to_string(),
            lot: format!("{}: {}", lot.number, lot.title),
            identifiers: identifiers_of(&provider),
            provider: provider.name.to_string(),
            partners: partners_of(work, placement)?,
            signed_by: signatory.name.to_string(),
            role: signatory.role.to_string(),
            authority: signatory.authority.to_string(),
            signed_at: signed.signature.at,
            countersigned_at: signed.countersigned.at,
            countersigned_by: Some(countersigned_by.name.to_string()),
            submission_sha256: submitted.map(|(hash, _)| hash),
            text: signed.text.map(|(wording, text)| SignedText {
                title: text.title.to_string(),
                terms: text.terms,
                sha256: wording.sha256.to_string(),
            }),
            varies_sha256: signed.varies,
        })
    }
}

/// Keeps what was signed, in the transaction that countersigns it.
pub(super) fn keep(work: &mut Work<'_, '_>, placement: &Placement) -> Result<(), Refused> {
    let (Some(signature), Some(countersigned)) = (&placement.signature, &placement.countersigned) else {
        return Ok(());
    };
    let (framework_version, text) = (placement.framework_version, first_of(work, placement)?);
    let signed = Signed { signature, countersigned, framework_version, text, varies: None };
    let agreement = Agreement::of(work, placement, signed)?;
    documents::keep(work, placement.id, DocumentKind::Agreement, &agreement)
}

/// Keeps a variation that was signed, in the transaction that countersigns it.
pub(super) fn keep_variation(
    work: &mut Work<'_, '_>,
    placement: &Placement,
    framework_version: u32,
) -> Result<(), Refused> {
    let Some(variation) = placement.variation(framework_version) else { return Ok(()) };
    let (Some(signature), Some(countersigned)) = (&variation.signature, &variation.countersigned) else {
        return Ok(());
    };
    let before =
        placement.variations.iter().take_while(|it| it.wording.framework_version < framework_version);
    let before = before.filter(|it| it.countersigned.is_some()).last();
    let before =
        before.map_or(DocumentKind::Agreement, |it| DocumentKind::Variation(it.wording.framework_version));
    let varies = work.document_of(placement.id, before)?.map(|(hash, _)| hash);
    let text = text_in(work, &placement.framework, framework_version)?;
    let text = text.map(|text| (variation.wording.clone(), text));
    let signed = Signed { signature, countersigned, framework_version, text, varies };
    let agreement = Agreement::of(work, placement, signed)?;
    documents::keep(work, placement.id, DocumentKind::Variation(framework_version), &agreement)
}

/// What both sides signed.
///
/// # Errors
/// [`Refused::NotFound`] when the asker may not know of it, it is not countersigned, or it was before documents were kept.
pub fn agreement(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: PlacementId,
) -> Result<KeptDocument<Agreement>, Refused> {
    documents::find(work, by, id, DocumentKind::Agreement)
}

/// A variation that both sides signed, by the version of the framework that words it.
///
/// # Errors
/// [`Refused::NotFound`] when the asker may not know of it, or it is not countersigned.
pub fn signed_variation(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: PlacementId,
    framework_version: u32,
) -> Result<KeptDocument<Agreement>, Refused> {
    documents::find(work, by, id, DocumentKind::Variation(framework_version))
}
