//! What both sides signed, as one document.

use super::change::applied_to;
use super::documents::{self, KeptDocument};
use super::submission::identifiers_of;
use crate::Work;
use domain::organisations::Organisation;
use domain::placements::Placement;
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
    /// The version of the framework to which the provider applied.
    pub framework_version: u32,
    /// The regime under which it runs.
    pub regime: String,
    /// The lot: its number and title.
    pub lot: String,
    /// The provider, by its name on that day.
    pub provider: String,
    /// Its numbers in registers on that day.
    pub identifiers: Vec<String>,
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
    /// The hash of what was submitted, on which both sides agreed.
    pub submission_sha256: Option<String>,
}

/// Keeps what was signed, in the transaction that countersigns it.
pub(super) fn keep(work: &mut Work<'_, '_>, placement: &Placement) -> Result<(), Refused> {
    let (Some(signature), Some(countersigned)) = (&placement.signature, &placement.countersigned) else {
        return Ok(());
    };
    let provider: Organisation = work.find(placement.provider)?;
    let (framework, lot) = applied_to(work, placement)?;
    let submitted = work.document_of(placement.id, DocumentKind::Submission)?;
    let agreement = Agreement {
        framework: framework.definition.name.to_string(),
        reference: framework.definition.reference.as_ref().map(ToString::to_string),
        framework_version: placement.framework_version,
        regime: framework.definition.regime.to_string(),
        lot: format!("{}: {}", lot.number, lot.title),
        identifiers: identifiers_of(&provider),
        provider: provider.name.to_string(),
        signed_by: signature.signatory.name.to_string(),
        role: signature.signatory.role.to_string(),
        authority: signature.signatory.authority.to_string(),
        signed_at: signature.at,
        countersigned_at: countersigned.at,
        submission_sha256: submitted.map(|(hash, _)| hash),
    };
    documents::keep(work, placement.id, DocumentKind::Agreement, &agreement)
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
