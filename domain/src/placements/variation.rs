//! Later wordings of the agreement, put to who signed an earlier one. Until both sides have signed a later wording, the
//! earlier one stays in force, and nobody loses a place by not signing.

use super::commands::SignedVariation;
use super::placement::{Countersignature, Placement, Signature};
use super::state::State;
use super::{CannotPlace, Event};
use crate::frameworks::Wording;
use crate::{Changed, PersonId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A later wording of the agreement, put to a provider that stands on the lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Variation {
    /// Which wording.
    pub wording: Wording,
    /// When it was put to the provider.
    pub offered_at: Timestamp,
    /// Signed for the provider.
    pub signature: Option<Signature>,
    /// Countersigned for the authority: in force from here on.
    pub countersigned: Option<Countersignature>,
}

impl Placement {
    /// The wording in force: of the last variation that both sides signed, else the one first signed. `None`: what was
    /// first signed had no text here.
    #[must_use]
    pub fn wording_in_force(&self) -> Option<&Wording> {
        let varied = self.variations.iter().rev().find(|it| it.countersigned.is_some());
        varied.map(|it| &it.wording).or(self.wording.as_ref())
    }

    /// The variation that waits for the provider to sign.
    #[must_use]
    pub fn variation_to_sign(&self) -> Option<&Variation> {
        self.variations.last().filter(|it| it.signature.is_none() && self.can_vary())
    }

    /// The variation that waits for the authority to countersign: the oldest first.
    #[must_use]
    pub fn variation_to_countersign(&self) -> Option<&Variation> {
        let signed = self.variations.iter().filter(|_| self.can_vary());
        signed.into_iter().find(|it| it.signature.is_some() && it.countersigned.is_none())
    }

    /// The variation to the wording of a version of the framework.
    #[must_use]
    pub fn variation(&self, framework_version: u32) -> Option<&Variation> {
        self.variations.iter().find(|it| it.wording.framework_version == framework_version)
    }

    /// Up to which version of the framework the wording of its agreement was looked at for this place. `None`: the
    /// provider does not hold it.
    #[must_use]
    pub fn agreement_seen(&self) -> Option<u32> {
        self.can_vary().then(|| self.agreement_seen.max(self.framework_version))
    }

    /// Only who stands on the lot, or is suspended from it, has an agreement that can be varied.
    const fn can_vary(&self) -> bool {
        matches!(self.state, State::OnFramework | State::Suspended)
    }

    /// Puts the framework's newest wording to the provider, in the place of one that it has not signed. Nothing is put
    /// to it where it has signed these very words.
    ///
    /// # Errors
    /// When the provider does not stand on the lot, or this was done for that version.
    pub fn put_wording(mut self, newest: Wording, now: Timestamp) -> Result<Changed<Self>, CannotPlace> {
        let version = newest.framework_version;
        if self.agreement_seen().is_none_or(|seen| version <= seen) {
            return Err(CannotPlace::NothingToVary);
        }
        self.agreement_seen = version;
        self.variations.retain(|it| it.signature.is_some());
        let signed = self.variations.last().map(|it| &it.wording).or(self.wording.as_ref());
        if signed.is_some_and(|signed| signed.sha256 == newest.sha256) {
            return Ok(Changed::by(self, &Event::AgreementKept { framework_version: version }));
        }
        let offered = Variation { wording: newest, offered_at: now, signature: None, countersigned: None };
        self.variations.push(offered);
        Ok(Changed::by(self, &Event::VariationOffered { framework_version: version }))
    }

    /// Signs a later wording for the provider.
    ///
    /// # Errors
    /// When no such wording was put to it, another has taken its place since, or it was signed before.
    pub fn sign_variation(
        mut self,
        signed: SignedVariation,
        by: PersonId,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotPlace> {
        let SignedVariation { framework_version, signatory } = signed;
        let variation = self.variation_put(framework_version)?;
        if let Some(signature) = &variation.signature {
            return Err(CannotPlace::VariationSigned(signature.at));
        }
        variation.signature = Some(Signature { signatory, by, at: now });
        Ok(Changed::by(self, &Event::VariationSigned { framework_version }))
    }

    /// Countersigns a later wording for the authority: it is in force from here on.
    ///
    /// # Errors
    /// When no such wording was put to the provider, it has not signed it, or this was done before.
    pub fn countersign_variation(
        mut self,
        framework_version: u32,
        by: PersonId,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotPlace> {
        let variation = self.variation_put(framework_version)?;
        if variation.signature.is_none() {
            return Err(CannotPlace::VariationNotSigned);
        }
        if let Some(countersigned) = &variation.countersigned {
            return Err(CannotPlace::VariationSigned(countersigned.at));
        }
        variation.countersigned = Some(Countersignature { by, at: now });
        Ok(Changed::by(self, &Event::VariationCountersigned { framework_version }))
    }

    fn variation_put(&mut self, framework_version: u32) -> Result<&mut Variation, CannotPlace> {
        if !self.can_vary() {
            return Err(CannotPlace::NothingToVary);
        }
        let mut all = self.variations.iter_mut();
        all.find(|it| it.wording.framework_version == framework_version)
            .ok_or(CannotPlace::NoSuchVariation(framework_version))
    }
}
