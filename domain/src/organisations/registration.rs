//! Registering a provider or a department.

use super::{
    CannotChangeOrganisation, Identifier, MailDomains, Organisation, OrganisationEvent, RegisterNumber,
    Scheme, Sector, Sort,
};
use crate::values::{Address, AddressDraft, EmailAddress, Name, PhoneNumber, Prose, WebAddress};
use crate::{Changed, FieldErrors, Fields, OrganisationId, OrganisationKind, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many register numbers an organisation may give.
const MOST_IDENTIFIERS: usize = 8;

/// The raw fields of a register number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentifierDraft {
    /// The register: `GB-COH`, `GB-CHC`, `GB-SC`, `GB-NIC`.
    #[serde(default)]
    pub scheme: String,
    /// The number in it.
    #[serde(default)]
    pub number: String,
}

/// The raw fields with which a provider or partner registers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterProviderDraft {
    /// The name it is known by.
    #[serde(default)]
    pub name: String,
    /// `private`, `voluntary`, `public_undertaking` or `public_body`.
    #[serde(default)]
    pub sector: String,
    /// The form of a voluntary organisation.
    #[serde(default)]
    pub form: Option<String>,
    /// Its register numbers. A small group may have none.
    #[serde(default)]
    pub identifiers: Vec<IdentifierDraft>,
    /// Where it is written to.
    #[serde(default)]
    pub contact_email: String,
    /// Where it is called.
    #[serde(default)]
    pub contact_phone: Option<String>,
    /// Its web site.
    #[serde(default)]
    pub website: Option<String>,
    /// Its seat.
    #[serde(default)]
    pub address: Option<AddressDraft>,
    /// What it does, in its own words.
    #[serde(default)]
    pub about: Option<String>,
}

/// A provider or partner registers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterProvider {
    /// The name it is known by.
    pub name: Name,
    /// What sort of provider it is.
    pub sort: Sort,
    /// Its register numbers.
    pub identifiers: Vec<RegisterNumber>,
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
}

impl RegisterProviderDraft {
    /// The command.
    ///
    /// # Errors
    /// Every field that is missing or wrong.
    pub fn parse(self) -> Result<RegisterProvider, FieldErrors> {
        let mut fields = Fields::new();
        let name = fields.parse("/name", &self.name);
        let sort = read_sort(&mut fields, &self.sector, self.form.as_deref());
        let identifiers = read_identifiers(&mut fields, self.identifiers);
        let contact_email = fields.parse("/contact_email", &self.contact_email);
        let contact_phone = fields.optional("/contact_phone", self.contact_phone.as_deref());
        let website = fields.optional("/website", self.website.as_deref());
        let address = read_address(&mut fields, self.address);
        let about = fields.optional("/about", self.about.as_deref());
        fields.finish(|| {
            Some(RegisterProvider {
                name: name?,
                sort: sort?,
                identifiers: identifiers?,
                contact_email: contact_email?,
                contact_phone: contact_phone?,
                website: website?,
                address: address?,
                about: about?,
            })
        })
    }
}

/// The sector, with the form that a voluntary organisation (and no other) has to say.
pub(super) fn read_sort(fields: &mut Fields, sector: &str, form: Option<&str>) -> Option<Sort> {
    let form = form.map(str::trim).filter(|form| !form.is_empty());
    match (fields.parse("/sector", sector)?, form) {
        (Sector::Voluntary, Some(form)) => Some(Sort::Voluntary { form: fields.parse("/form", form)? }),
        (Sector::Voluntary, None) => {
            fields.refuse("/form", "required", "Say which form of voluntary organisation this is");
            None
        }
        (_, Some(_)) => {
            fields.refuse("/form", "unexpected", "Only a voluntary organisation has a form: leave this out");
            None
        }
        (Sector::Private, None) => Some(Sort::Private),
        (Sector::PublicUndertaking, None) => Some(Sort::PublicUndertaking),
        (Sector::PublicBody, None) => Some(Sort::PublicBody),
    }
}

/// Register numbers, each in the shape of its register, none twice.
pub(super) fn read_identifiers(
    fields: &mut Fields,
    drafts: Vec<IdentifierDraft>,
) -> Option<Vec<RegisterNumber>> {
    if drafts.len() > MOST_IDENTIFIERS {
        let message = format!("Give at most {MOST_IDENTIFIERS} register numbers");
        fields.refuse("/identifiers", "too_many", message);
        return None;
    }
    let mut seen: Vec<RegisterNumber> = vec![];
    fields.each("/identifiers", drafts, |fields, draft| {
        let scheme: Scheme = fields.parse("/scheme", &draft.scheme)?;
        let number = fields.check("/number", RegisterNumber::parse(scheme, &draft.number))?;
        if seen.contains(&number) {
            fields.refuse("/number", "repeated", "You have given this number already");
            return None;
        }
        seen.push(number.clone());
        Some(number)
    })
}

/// An address that may be left out. `Some(None)`: left out.
pub(super) fn read_address(fields: &mut Fields, draft: Option<AddressDraft>) -> Option<Option<Address>> {
    match draft {
        None => Some(None),
        Some(draft) => fields.inside("/address", |fields| draft.read(fields)).map(Some),
    }
}

/// The raw fields with which a department registers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterDepartmentDraft {
    /// The department's name.
    #[serde(default)]
    pub name: String,
    /// Where it is written to.
    #[serde(default)]
    pub contact_email: String,
    /// Its web site.
    #[serde(default)]
    pub website: Option<String>,
    /// What it does.
    #[serde(default)]
    pub about: Option<String>,
}

/// A department registers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterDepartment {
    /// The department's name.
    pub name: Name,
    /// Where it is written to.
    pub contact_email: EmailAddress,
    /// Its web site.
    pub website: Option<WebAddress>,
    /// What it does.
    pub about: Option<Prose>,
}

impl RegisterDepartmentDraft {
    /// The command.
    ///
    /// # Errors
    /// Every field that is missing or wrong.
    pub fn parse(self) -> Result<RegisterDepartment, FieldErrors> {
        let mut fields = Fields::new();
        let name = fields.parse("/name", &self.name);
        let contact_email = fields.parse("/contact_email", &self.contact_email);
        let website = fields.optional("/website", self.website.as_deref());
        let about = fields.optional("/about", self.about.as_deref());
        fields.finish(|| {
            Some(RegisterDepartment {
                name: name?,
                contact_email: contact_email?,
                website: website?,
                about: about?,
            })
        })
    }
}

impl Organisation {
    /// A provider that has just registered; every number it gives is unverified. A public body may register,
    /// but [`Organisation::may_hold_places`] refuses it a lot.
    pub fn register_provider(id: OrganisationId, command: RegisterProvider, now: Timestamp) -> Changed<Self> {
        Self::registered(id, OrganisationKind::Provider, command, now)
    }

    /// A partner that a lead named; its own people complete the entry.
    pub fn register_partner(
        id: OrganisationId,
        lead: OrganisationId,
        command: RegisterProvider,
        now: Timestamp,
    ) -> Changed<Self> {
        let Changed { next, events } = Self::registered(id, OrganisationKind::Partner, command, now);
        Changed { next: Self { named_by: Some(lead), ..next }, events }
    }

    fn registered(
        id: OrganisationId,
        kind: OrganisationKind,
        command: RegisterProvider,
        now: Timestamp,
    ) -> Changed<Self> {
        let event = OrganisationEvent::Registered {
            kind,
            sort: Some(command.sort),
            identifiers: command.identifiers.iter().map(RegisterNumber::to_string).collect(),
        };
        let organisation = Self {
            id,
            version: 0,
            kind,
            sort: Some(command.sort),
            name: command.name,
            identifiers: command.identifiers.into_iter().map(Identifier::unverified).collect(),
            contact_email: command.contact_email,
            contact_phone: command.contact_phone,
            website: command.website,
            address: command.address,
            about: command.about,
            vouched: None,
            partners: vec![],
            registered_at: now,
            named_by: None,
            details_confirmed_at: None,
            registration_changes: vec![],
        };
        Changed::by(organisation, &event)
    }

    /// A department, registered by someone whose proven address is of the public sector.
    ///
    /// # Errors
    /// When the registrant's address, or the department's own, is of a domain that is not admitted.
    pub fn register_department(
        id: OrganisationId,
        command: RegisterDepartment,
        registrant: &EmailAddress,
        domains: &MailDomains,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotChangeOrganisation> {
        for address in [registrant, &command.contact_email] {
            if !domains.admits(address) {
                return Err(CannotChangeOrganisation::MailDomainNotAdmitted(address.clone()));
            }
        }
        Ok(Self::seated(id, OrganisationKind::Department, command, now))
    }

    /// The authority that runs the framework: there is one, and only the platform's own seed makes it.
    pub fn register_authority(
        id: OrganisationId,
        command: RegisterDepartment,
        now: Timestamp,
    ) -> Changed<Self> {
        Self::seated(id, OrganisationKind::Authority, command, now)
    }

    fn seated(
        id: OrganisationId,
        kind: OrganisationKind,
        command: RegisterDepartment,
        now: Timestamp,
    ) -> Changed<Self> {
        let organisation = Self {
            id,
            version: 0,
            kind,
            sort: None,
            name: command.name,
            identifiers: vec![],
            contact_email: command.contact_email,
            contact_phone: None,
            website: command.website,
            address: None,
            about: command.about,
            vouched: None,
            partners: vec![],
            registered_at: now,
            named_by: None,
            details_confirmed_at: None,
            registration_changes: vec![],
        };
        Changed::by(organisation, &OrganisationEvent::Registered { kind, sort: None, identifiers: vec![] })
    }
}
