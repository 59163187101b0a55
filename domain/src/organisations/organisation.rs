//! An organisation, and whether it may hold a place on a lot.

use super::{CannotChangeOrganisation, Identifier, Partner, RegisterNumber, RegistrationChange, Vouched};
use crate::values::{Address, EmailAddress, Name, PhoneNumber, Prose, WebAddress};
use crate::{HasSubject, OrganisationId, OrganisationKind, Subject, Timestamp, words};
use serde::{Deserialize, Serialize};

words! {
    /// The sector a provider is of (rule 5).
    pub enum Sector {
        /// Run for profit, or by one person.
        Private = "private",
        /// Charities, community groups, social enterprises.
        Voluntary = "voluntary",
        /// Owned by the state, run as a business.
        PublicUndertaking = "public_undertaking",
        /// Part of the state.
        PublicBody = "public_body",
    }
}

words! {
    /// What a voluntary organisation is.
    pub enum VoluntaryForm {
        /// On a charity register, or excepted from it.
        Charity = "charity",
        /// A group of people without a register number, as a rule.
        CommunityGroup = "community_group",
        /// Trades for a social purpose: a community interest company, a co-operative.
        SocialEnterprise = "social_enterprise",
        /// Another voluntary body.
        Other = "other",
    }
}

/// What sort of provider an organisation is. A voluntary one always says its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "sector", rename_all = "snake_case")]
pub enum Sort {
    /// Private.
    Private,
    /// Voluntary.
    Voluntary {
        /// Of which form.
        form: VoluntaryForm,
    },
    /// Public undertaking.
    PublicUndertaking,
    /// Public body.
    PublicBody,
}

impl Sort {
    /// The sector alone.
    #[must_use]
    pub const fn sector(self) -> Sector {
        match self {
            Self::Private => Sector::Private,
            Self::Voluntary { .. } => Sector::Voluntary,
            Self::PublicUndertaking => Sector::PublicUndertaking,
            Self::PublicBody => Sector::PublicBody,
        }
    }

    /// The form of a voluntary organisation.
    #[must_use]
    pub const fn form(self) -> Option<VoluntaryForm> {
        match self {
            Self::Voluntary { form } => Some(form),
            _ => None,
        }
    }
}

/// A provider, partner, department or authority.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its identifier.
    pub id: OrganisationId,
    /// Raised by each saved change.
    pub version: i64,
    /// What it is to Signpost.
    pub kind: OrganisationKind,
    /// What sort of provider it is. `None` for departments and the authority.
    pub sort: Option<Sort>,
    /// The name it is known by.
    pub name: Name,
    /// The register numbers it gives, each with its check.
    pub identifiers: Vec<Identifier>,
    /// Where it is written to.
    pub contact_email: EmailAddress,
    /// Where it is called.
    pub contact_phone: Option<PhoneNumber>,
    /// Its web site.
    pub website: Option<WebAddress>,
    /// Its seat.
    pub address: Option<Address>,
    /// What it does, in its own words.
    pub about: Option<Prose>,
    /// Someone of the authority checked it by other means.
    pub vouched: Option<Vouched>,
    /// Whom it leads, each confirming for itself.
    pub partners: Vec<Partner>,
    /// The lead that named it as a partner, and so made its entry.
    #[serde(default)]
    pub named_by: Option<OrganisationId>,
    /// When it registered.
    pub registered_at: Timestamp,
    /// When its people last said that its details are right.
    #[serde(default)]
    pub details_confirmed_at: Option<Timestamp>,
    /// What registers said otherwise than before, oldest first.
    #[serde(default)]
    pub registration_changes: Vec<RegistrationChange>,
}

impl HasSubject for Organisation {
    fn subject(&self) -> Subject {
        Subject::new("organisation", self.id, Some(self.id))
    }
}

impl Organisation {
    /// Whether it may hold places on lots (rule 5).
    ///
    /// # Errors
    /// A public body is pointed to the in-house exemption; what is not a provider cannot hold a place at all.
    pub fn may_hold_places(&self) -> Result<(), CannotChangeOrganisation> {
        match (self.kind, self.sort.map(Sort::sector)) {
            (OrganisationKind::Provider, Some(Sector::PublicBody)) => {
                Err(CannotChangeOrganisation::PublicBodyHoldsNoPlace)
            }
            (OrganisationKind::Provider, Some(_)) => Ok(()),
            _ => Err(CannotChangeOrganisation::NotAProvider),
        }
    }

    /// The identifier with a number.
    #[must_use]
    pub fn identifier(&self, number: &RegisterNumber) -> Option<&Identifier> {
        self.identifiers.iter().find(|identifier| identifier.number == *number)
    }
}
