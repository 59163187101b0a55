//! The texts of the agreement that a place has been given: the first, and every later one.

use crate::{Work, sha256};
use domain::frameworks::{AgreementText, Definition, Wording};
use domain::placements::{Countersignature, Placement, Signature};
use domain::values::Slug;
use domain::{Action, Actor, PlacementId, Refused, Timestamp};

/// A text of the agreement, and who has signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worded {
    /// Which it is.
    pub wording: Wording,
    /// What it says.
    pub text: AgreementText,
    /// When it was put to the provider, where it is a later one.
    pub offered_at: Option<Timestamp>,
    /// Signed for the provider.
    pub signature: Option<Signature>,
    /// Countersigned for the authority.
    pub countersigned: Option<Countersignature>,
    /// Whether it is the one that binds both sides now.
    pub in_force: bool,
}

/// The wording of a text in a version of a framework.
pub(super) fn wording_of(framework_version: u32, text: &AgreementText) -> Result<Wording, Refused> {
    Ok(Wording { framework_version, sha256: sha256::of(text.spelt().as_bytes())? })
}

/// The text that a version of a framework has.
pub(super) fn text_in(
    work: &mut Work<'_, '_>,
    framework: &Slug,
    version: u32,
) -> Result<Option<AgreementText>, Refused> {
    let definition: Option<Definition> = work.framework_version(framework, version)?;
    Ok(definition.and_then(|definition| definition.agreement))
}

/// The text that a provider signs first, with its wording: that of the version to which it applied.
pub(super) fn first_of(
    work: &mut Work<'_, '_>,
    placement: &Placement,
) -> Result<Option<(Wording, AgreementText)>, Refused> {
    let version = placement.framework_version;
    let Some(text) = text_in(work, &placement.framework, version)? else { return Ok(None) };
    Ok(Some((wording_of(version, &text)?, text)))
}

/// Every text of the agreement that a place was given, oldest first.
///
/// # Errors
/// [`Refused::NotFound`] when the asker may not know of the place.
pub fn wordings(work: &mut Work<'_, '_>, by: &Actor, id: PlacementId) -> Result<Vec<Worded>, Refused> {
    let placement: Placement = work.find(id)?;
    let _permit = by.may(Action::ReadPlacement, &placement)?;
    let in_force = placement.wording_in_force().filter(|_| placement.countersigned.is_some()).cloned();
    let mut all = vec![];
    if let Some((wording, text)) = first_of(work, &placement)? {
        all.push(Worded {
            in_force: in_force.as_ref() == Some(&wording),
            wording,
            text,
            offered_at: None,
            signature: placement.signature.clone(),
            countersigned: placement.countersigned.clone(),
        });
    }
    for variation in &placement.variations {
        let wording = variation.wording.clone();
        let text = text_in(work, &placement.framework, wording.framework_version)?;
        let text = text.ok_or(Refused::NotFound("framework version"))?;
        all.push(Worded {
            in_force: in_force.as_ref() == Some(&wording),
            wording,
            text,
            offered_at: Some(variation.offered_at),
            signature: variation.signature.clone(),
            countersigned: variation.countersigned.clone(),
        });
    }
    Ok(all)
}
