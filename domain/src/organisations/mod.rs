//! Organisations: providers of every sort, their partners, departments and the authority; the register
//! numbers they give and how each was checked; the mail domains from which departments sign up.
//!
//! Rule 5 of the design is here: who may hold a place on a lot, who stays visibly unverified, and how a
//! lead names partners who each confirm. What a register says otherwise than before is in `registration_change`.

mod applying;
mod details;
mod event;
mod identifier;
mod mail_domains;
mod organisation;
mod partners;
mod refusal;
mod register_number;
mod registration;
mod registration_change;
mod trust;

pub use applying::CONFIRMED_FOR_DAYS;
pub use details::{EditOrganisation, EditOrganisationDraft};
pub use event::OrganisationEvent;
pub use identifier::{Check, FailedCheck, Found, Identifier, LookupFailed, Standing, Trouble, TroubleNote};
pub use mail_domains::{
    MailDomain, MailDomainEvent, MailDomainRule, MailDomainRuleDraft, MailDomains, RemoveMailDomainDraft,
};
pub use organisation::{Organisation, Sector, Sort, VoluntaryForm};
pub use partners::{NamePartner, NamePartnerDraft, NotAPartner, Partner};
pub use refusal::CannotChangeOrganisation;
pub use register_number::{CharityNumber, CompanyNumber, RegisterNumber, Scheme};
pub use registration::{
    IdentifierDraft, RegisterDepartment, RegisterDepartmentDraft, RegisterProvider, RegisterProviderDraft,
};
pub use registration_change::{RegistrationChange, SettleDraft, Settled, WhatChanged};
pub use trust::{Trust, TrustOverTime, VouchDraft, Vouched};

#[cfg(test)]
mod organisation_test;
#[cfg(test)]
mod registration_change_test;
