//! A lead names partners, and each confirms for itself (rule 5).

use super::registration::read_sort;
use super::{CannotChangeOrganisation, Organisation, OrganisationEvent, Sort};
use crate::values::{EmailAddress, Line, Name};
use crate::{Changed, FieldErrors, Fields, OrganisationId, OrganisationKind, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many partners a lead may name.
pub(super) const MOST_PARTNERS: usize = 30;

/// An organisation that a lead named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Which organisation.
    pub organisation: OrganisationId,
    /// Its name when it was named.
    pub name: Name,
    /// What it does for the lead.
    pub part: Line,
    /// When it was named.
    pub named_at: Timestamp,
    /// When it confirmed. `None`: it has not, and counts for nothing yet.
    pub confirmed_at: Option<Timestamp>,
}

/// Why an organisation that is named as a partner counts for none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAPartner {
    /// It was named, and has not confirmed.
    #[error("{0} has not confirmed that it is your partner. Ask it to, or leave it out")]
    Unconfirmed(Name),
    /// It was not named, or the partnership has ended.
    #[error("Someone whom you chose is not your partner, or is not any more. Choose your partners again")]
    NotNamed,
}

/// The raw fields with which a lead names a partner.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NamePartnerDraft {
    /// The partner's name.
    #[serde(default)]
    pub name: String,
    /// Who answers for the partner, and is asked to confirm.
    #[serde(default)]
    pub contact_email: String,
    /// The partner's sector.
    #[serde(default)]
    pub sector: String,
    /// The form of a voluntary partner.
    #[serde(default)]
    pub form: Option<String>,
    /// What the partner does for the lead.
    #[serde(default)]
    pub part: String,
}

/// A lead names a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePartner {
    /// The partner's name.
    pub name: Name,
    /// Who is asked to confirm.
    pub contact_email: EmailAddress,
    /// What sort of organisation the partner is.
    pub sort: Sort,
    /// What the partner does for the lead.
    pub part: Line,
}

impl NamePartnerDraft {
    /// The command.
    ///
    /// # Errors
    /// Every field that is missing or wrong.
    pub fn parse(self) -> Result<NamePartner, FieldErrors> {
        let mut fields = Fields::new();
        let name = fields.parse("/name", &self.name);
        let contact_email = fields.parse("/contact_email", &self.contact_email);
        let sort = read_sort(&mut fields, &self.sector, self.form.as_deref());
        let part = fields.parse("/part", &self.part);
        fields.finish(|| {
            Some(NamePartner { name: name?, contact_email: contact_email?, sort: sort?, part: part? })
        })
    }
}

impl Organisation {
    /// Names a partner, which has yet to confirm.
    ///
    /// # Errors
    /// When this is no provider, is itself the partner, has named it already, or has named too many.
    pub fn name_partner(
        mut self,
        partner: OrganisationId,
        command: NamePartner,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotChangeOrganisation> {
        if self.kind != OrganisationKind::Provider {
            return Err(CannotChangeOrganisation::NotAProvider);
        }
        if partner == self.id {
            return Err(CannotChangeOrganisation::PartnerIsItself);
        }
        if self.partners.iter().any(|named| named.organisation == partner || named.name == command.name) {
            return Err(CannotChangeOrganisation::PartnerAlreadyNamed);
        }
        if self.partners.len() >= MOST_PARTNERS {
            return Err(CannotChangeOrganisation::TooManyPartners);
        }
        let NamePartner { name, part, .. } = command;
        self.partners.push(Partner { organisation: partner, name, part, named_at: now, confirmed_at: None });
        Ok(Changed::by(self, &OrganisationEvent::PartnerNamed { partner }))
    }

    /// A partner confirms that it works under this lead. Only the partner itself does this.
    ///
    /// # Errors
    /// When it was not named, or has confirmed before.
    pub fn confirm_partner(
        mut self,
        partner: OrganisationId,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotChangeOrganisation> {
        let named = self.partners.iter_mut().find(|named| named.organisation == partner);
        let named = named.ok_or(CannotChangeOrganisation::NoSuchPartner)?;
        if named.confirmed_at.is_some() {
            return Err(CannotChangeOrganisation::PartnerAlreadyConfirmed);
        }
        named.confirmed_at = Some(now);
        Ok(Changed::by(self, &OrganisationEvent::PartnerConfirmed { partner }))
    }

    /// Ends a partnership.
    ///
    /// # Errors
    /// When it was not named.
    pub fn remove_partner(
        mut self,
        partner: OrganisationId,
    ) -> Result<Changed<Self>, CannotChangeOrganisation> {
        let before = self.partners.len();
        self.partners.retain(|named| named.organisation != partner);
        if self.partners.len() == before {
            return Err(CannotChangeOrganisation::NoSuchPartner);
        }
        Ok(Changed::by(self, &OrganisationEvent::PartnerRemoved { partner }))
    }

    /// The partner that an organisation is, named by this one and confirmed by itself.
    ///
    /// # Errors
    /// When it was not named, or has not confirmed.
    pub fn partner(&self, partner: OrganisationId) -> Result<&Partner, NotAPartner> {
        let named = self.partners.iter().find(|named| named.organisation == partner);
        let named = named.ok_or(NotAPartner::NotNamed)?;
        if named.confirmed_at.is_none() {
            return Err(NotAPartner::Unconfirmed(named.name.clone()));
        }
        Ok(named)
    }

    /// Whether an organisation is a partner that has confirmed.
    #[must_use]
    pub fn has_confirmed_partner(&self, partner: OrganisationId) -> bool {
        self.partner(partner).is_ok()
    }
}
