//! What an organisation looks like from outside.

use domain::organisations::{
    Check, Identifier, Organisation, Partner, RegistrationChange, Scheme, Sector, Standing, Trouble, Trust,
    VoluntaryForm, WhatChanged,
};
use domain::values::{Address, EmailAddress, Line, Name, PhoneNumber, Postcode, Prose, WebAddress};
use domain::{OrganisationId, OrganisationKind, Timestamp};
use marketplace::organisations::KEEPS_FOR;
use serde::Serialize;
use utoipa::ToSchema;

/// A register number and how it was checked.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct IdentifierView {
    scheme: Scheme,
    #[schema(example = "01234567")]
    number: String,
    /// The identifier as org-id.guide has it.
    #[schema(example = "GB-COH-01234567")]
    id: String,
    standing: Standing,
    /// When the register answered last.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked_at: Option<Timestamp>,
    /// Since when a verification is too old.
    #[serde(skip_serializing_if = "Option::is_none")]
    stale_since: Option<Timestamp>,
    /// The name as registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    registered_name: Option<String>,
    /// Why the check failed: `not_on_register`, `ended`.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// Why the register could not be asked last time.
    #[serde(skip_serializing_if = "Option::is_none")]
    trouble: Option<Trouble>,
    /// When that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    trouble_at: Option<Timestamp>,
}

impl IdentifierView {
    pub(crate) fn of(identifier: &Identifier, now: Timestamp) -> Self {
        let (checked_at, registered_name, reason) = match &identifier.check {
            Check::Unverified => (None, None, None),
            Check::Verified { at, registered_name } => (Some(*at), Some(registered_name.clone()), None),
            Check::Failed { at, reason } => (Some(*at), None, Some(reason.word())),
        };
        Self {
            scheme: identifier.scheme(),
            number: identifier.number.as_str().to_owned(),
            id: identifier.number.to_string(),
            standing: identifier.standing(now, KEEPS_FOR),
            checked_at,
            stale_since: identifier.stale_since(now, KEEPS_FOR),
            registered_name,
            reason,
            trouble: identifier.trouble.map(|note| note.trouble),
            trouble_at: identifier.trouble.map(|note| note.at),
        }
    }
}

/// A postal address.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AddressView {
    lines: Vec<Line>,
    town: Name,
    postcode: Postcode,
}

impl AddressView {
    fn of(address: &Address) -> Self {
        let Address { lines, town, postcode } = address.clone();
        Self { lines, town, postcode }
    }
}

/// A partner that a lead named.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartnerView {
    organisation: OrganisationId,
    name: Name,
    /// What it does for the lead.
    part: Line,
    named_at: Timestamp,
    /// When it confirmed; absent until it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed_at: Option<Timestamp>,
}

impl PartnerView {
    pub(crate) fn of(partner: &Partner) -> Self {
        let Partner { organisation, name, part, named_at, confirmed_at } = partner.clone();
        Self { organisation, name, part, named_at, confirmed_at }
    }
}

/// What a register says otherwise than before.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RegistrationChangeView {
    /// Its place in the list.
    place: usize,
    scheme: Scheme,
    #[schema(example = "01234567")]
    number: String,
    #[serde(flatten)]
    what: WhatChanged,
    /// The same as a sentence.
    sentence: String,
    /// When the register said so first.
    #[schema(value_type = String, format = DateTime)]
    noticed_at: Timestamp,
    /// When someone settled it, or the register took it back; absent while it waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    settled_at: Option<Timestamp>,
    /// What was found, and done about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    how: Option<Line>,
}

impl RegistrationChangeView {
    pub(crate) fn of(place: usize, change: &RegistrationChange) -> Self {
        let settled = change.settled.as_ref();
        Self {
            place,
            scheme: change.number.scheme(),
            number: change.number.as_str().to_owned(),
            what: change.what.clone(),
            sentence: change.sentence(),
            noticed_at: change.noticed_at,
            settled_at: settled.map(|it| it.at),
            how: settled.and_then(|it| it.how.clone()),
        }
    }
}

/// A check by other means.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VoucherView {
    at: Timestamp,
    /// What was checked.
    how: Line,
}

/// An organisation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrganisationView {
    id: OrganisationId,
    version: i64,
    kind: OrganisationKind,
    name: Name,
    /// For providers and partners.
    #[serde(skip_serializing_if = "Option::is_none")]
    sector: Option<Sector>,
    /// For voluntary organisations.
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<VoluntaryForm>,
    /// How far it was checked; for providers and partners.
    #[serde(skip_serializing_if = "Option::is_none")]
    trust: Option<Trust>,
    /// Whether it may hold places on lots.
    may_hold_places: bool,
    identifiers: Vec<IdentifierView>,
    contact_email: EmailAddress,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact_phone: Option<PhoneNumber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    website: Option<WebAddress>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<AddressView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<Prose>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vouched: Option<VoucherView>,
    partners: Vec<PartnerView>,
    registered_at: Timestamp,
    /// Since when its details are as its people say.
    #[schema(value_type = String, format = DateTime)]
    details_confirmed_at: Timestamp,
    /// What registers said otherwise than before, oldest first.
    registration_changes: Vec<RegistrationChangeView>,
}

impl OrganisationView {
    pub(crate) fn of(it: &Organisation, now: Timestamp) -> Self {
        Self {
            id: it.id,
            version: it.version,
            kind: it.kind,
            name: it.name.clone(),
            sector: it.sort.map(domain::organisations::Sort::sector),
            form: it.sort.and_then(domain::organisations::Sort::form),
            trust: it.sort.map(|_| it.trust(now, KEEPS_FOR)),
            may_hold_places: it.may_hold_places().is_ok(),
            identifiers: it.identifiers.iter().map(|given| IdentifierView::of(given, now)).collect(),
            contact_email: it.contact_email.clone(),
            contact_phone: it.contact_phone.clone(),
            website: it.website.clone(),
            address: it.address.as_ref().map(AddressView::of),
            about: it.about.clone(),
            vouched: it.vouched.clone().map(|voucher| VoucherView { at: voucher.at, how: voucher.how }),
            partners: it.partners.iter().map(PartnerView::of).collect(),
            registered_at: it.registered_at,
            details_confirmed_at: it.details_confirmed_on(),
            registration_changes: it
                .registration_changes
                .iter()
                .enumerate()
                .map(|(place, change)| RegistrationChangeView::of(place, change))
                .collect(),
        }
    }
}
