//! Documents of a placement that are kept word for word, under their hash, and never changed.

use crate::{Work, sha256};
use domain::placements::Placement;
use domain::{Action, Actor, PlacementId, Refused};
use serde::{Serialize, de::DeserializeOwned};
use store::placements::DocumentKind;

/// A document as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDocument<T> {
    /// The hash of `document`.
    pub sha256: String,
    /// The document: JSON, byte for byte as it was kept.
    pub document: String,
    /// The same, read.
    pub says: T,
}

/// Keeps a document in the transaction of what it tells of.
pub(super) fn keep(
    work: &mut Work<'_, '_>,
    placement: PlacementId,
    kind: DocumentKind,
    says: &impl Serialize,
) -> Result<(), Refused> {
    let document = serde_json::to_string(says).map_err(Refused::broken)?;
    let hash = sha256::of(document.as_bytes())?;
    Ok(work.keep_document(placement, kind, &hash, &document)?)
}

/// A document, for those who may read the placement.
pub(super) fn find<T: DeserializeOwned>(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: PlacementId,
    kind: DocumentKind,
) -> Result<KeptDocument<T>, Refused> {
    let placement: Placement = work.find(id)?;
    let _permit = by.may(Action::ReadPlacement, &placement)?;
    let (sha256, document) = work.document_of(id, kind)?.ok_or(Refused::NotFound("document"))?;
    let says = serde_json::from_str(&document).map_err(Refused::broken)?;
    Ok(KeptDocument { sha256, document, says })
}

/// Which documents of a placement are kept.
///
/// # Errors
/// When the asker may not know of it.
pub fn documents(work: &mut Work<'_, '_>, by: &Actor, id: PlacementId) -> Result<Vec<DocumentKind>, Refused> {
    let placement: Placement = work.find(id)?;
    let _permit = by.may(Action::ReadPlacement, &placement)?;
    let mut kept = vec![];
    let varied = placement.variations.iter().map(|it| DocumentKind::Variation(it.wording.framework_version));
    for kind in [DocumentKind::Submission, DocumentKind::Agreement].into_iter().chain(varied) {
        if work.document_of(id, kind)?.is_some() {
            kept.push(kind);
        }
    }
    Ok(kept)
}
