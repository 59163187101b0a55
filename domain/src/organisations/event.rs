//! What can happen to an organisation.

use super::{Check, Sort, Trouble, WhatChanged};
use crate::{EventBody, OrganisationId, OrganisationKind};
use serde::Serialize;

/// What happened to an organisation. Register numbers are public facts; contacts are not in here.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum OrganisationEvent {
    /// It registered.
    Registered {
        /// As what.
        kind: OrganisationKind,
        /// A provider's sort.
        #[serde(flatten)]
        sort: Option<Sort>,
        /// Its register numbers in the form of org-id.guide.
        identifiers: Vec<String>,
    },
    /// Its details changed.
    Edited {
        /// Which: `name`, `identifiers`, `contact`, `address`, `about`, `sort`.
        fields: Vec<&'static str>,
    },
    /// A register was asked about a number.
    IdentifierChecked {
        /// The number in the form of org-id.guide.
        identifier: String,
        /// The last answer.
        check: Check,
        /// Why no answer could be had this time.
        trouble: Option<Trouble>,
    },
    /// A register says otherwise than before.
    RegistrationChanged {
        /// About which number, in the form of org-id.guide.
        identifier: String,
        /// What.
        #[serde(flatten)]
        what: WhatChanged,
    },
    /// Someone has looked into that.
    RegistrationSettled {
        /// About which number.
        identifier: String,
        /// What was found, and done.
        how: String,
    },
    /// Its people have looked at its details.
    DetailsConfirmed {},
    /// It was checked by other means.
    Vouched {
        /// How.
        how: String,
    },
    /// It named a partner.
    PartnerNamed {
        /// The partner.
        partner: OrganisationId,
    },
    /// A partner confirmed.
    PartnerConfirmed {
        /// The partner.
        partner: OrganisationId,
    },
    /// A partner is one no longer.
    PartnerRemoved {
        /// The partner.
        partner: OrganisationId,
    },
}

impl EventBody for OrganisationEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "organisation.registered",
            Self::Edited { .. } => "organisation.edited",
            Self::IdentifierChecked { .. } => "organisation.identifier_checked",
            Self::RegistrationChanged { .. } => "organisation.registration_changed",
            Self::RegistrationSettled { .. } => "organisation.registration_settled",
            Self::DetailsConfirmed {} => "organisation.details_confirmed",
            Self::Vouched { .. } => "organisation.vouched",
            Self::PartnerNamed { .. } => "organisation.partner_named",
            Self::PartnerConfirmed { .. } => "organisation.partner_confirmed",
            Self::PartnerRemoved { .. } => "organisation.partner_removed",
        }
    }
}
