//! Changing an organisation's details.

use super::registration::{read_address, read_identifiers, read_sort};
use super::{
    CannotChangeOrganisation, Identifier, IdentifierDraft, Organisation, OrganisationEvent, RegisterNumber,
    Sort,
};
use crate::values::{Address, AddressDraft, EmailAddress, Name, PhoneNumber, Prose, WebAddress};
use crate::{Changed, FieldErrors, Fields, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The raw fields of an organisation's details, given whole: what is left out is emptied.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditOrganisationDraft {
    /// The name it is known by.
    #[serde(default)]
    pub name: String,
    /// A provider's sector. Left out for departments.
    #[serde(default)]
    pub sector: Option<String>,
    /// The form of a voluntary organisation.
    #[serde(default)]
    pub form: Option<String>,
    /// Its register numbers.
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

/// An organisation's details, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditOrganisation {
    /// The name it is known by.
    pub name: Name,
    /// A provider's sort.
    pub sort: Option<Sort>,
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

impl EditOrganisationDraft {
    /// The command.
    ///
    /// # Errors
    /// Every field that is missing or wrong.
    pub fn parse(self) -> Result<EditOrganisation, FieldErrors> {
        let mut fields = Fields::new();
        let name = fields.parse("/name", &self.name);
        let sort = match self.sector.as_deref().map(str::trim).filter(|sector| !sector.is_empty()) {
            None => Some(None),
            Some(sector) => read_sort(&mut fields, sector, self.form.as_deref()).map(Some),
        };
        let identifiers = read_identifiers(&mut fields, self.identifiers);
        let contact_email = fields.parse("/contact_email", &self.contact_email);
        let contact_phone = fields.optional("/contact_phone", self.contact_phone.as_deref());
        let website = fields.optional("/website", self.website.as_deref());
        let address = read_address(&mut fields, self.address);
        let about = fields.optional("/about", self.about.as_deref());
        fields.finish(|| {
            Some(EditOrganisation {
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

impl Organisation {
    /// Changes the details. A number that stays keeps its check; a new one is unverified. A new name or a new
    /// set of numbers ends a voucher, which was given for what was there before. Who changes them has looked at them.
    ///
    /// # Errors
    /// When a department is given a sector or register numbers, or a provider would lose its sector.
    pub fn edit(
        self,
        command: EditOrganisation,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotChangeOrganisation> {
        if self.sort.is_some() != command.sort.is_some()
            || (self.sort.is_none() && !command.identifiers.is_empty())
        {
            return Err(CannotChangeOrganisation::NotAProvider);
        }
        let before = self.clone();
        let keep = |number: RegisterNumber| {
            before.identifier(&number).cloned().unwrap_or_else(|| Identifier::unverified(number))
        };
        let identifiers: Vec<Identifier> = command.identifiers.into_iter().map(keep).collect();
        let renamed = before.name != command.name;
        let renumbered = before.identifiers != identifiers;
        let next = Self {
            name: command.name,
            sort: command.sort,
            identifiers,
            contact_email: command.contact_email,
            contact_phone: command.contact_phone,
            website: command.website,
            address: command.address,
            about: command.about,
            vouched: self.vouched.filter(|_| !renamed && !renumbered),
            details_confirmed_at: Some(now),
            ..self
        };
        let contact = |of: &Self| (of.contact_email.clone(), of.contact_phone.clone(), of.website.clone());
        let fields = [
            ("name", renamed),
            ("sort", before.sort != next.sort),
            ("identifiers", renumbered),
            ("contact", contact(&before) != contact(&next)),
            ("address", before.address != next.address),
            ("about", before.about != next.about),
        ];
        let fields = fields.into_iter().filter(|(_, changed)| *changed).map(|(field, _)| field).collect();
        Ok(Changed::by(next, &OrganisationEvent::Edited { fields }))
    }
}
