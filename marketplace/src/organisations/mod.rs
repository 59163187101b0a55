//! Organisations: providers, partners, departments, authorities; their register numbers and mail domains.

mod begun;
mod changed_registrations;
mod check;
mod confirm_details;
mod edit;
mod enter;
mod mail_domains;
mod partners;
mod register;
mod registers;
#[cfg(test)]
mod registers_test;
mod show;
mod vouch;

pub use begun::{keep_registration_begun, register_begun, registration_begun};
pub use changed_registrations::{changed_registrations, settle_registration_change};
pub use check::{KEEPS_FOR, ask_for_check, check_identifiers};
pub use confirm_details::confirm_details;
pub use edit::edit;
pub use enter::{Entered, enter_body};
pub use mail_domains::{
    MailDomainRemoval, foresee_mail_domain_removal, list_mail_domains, remove_mail_domain, set_mail_domain,
};
pub use partners::{Led, confirm_partner, led_by, name_partner, remove_partner};
pub use register::{register_authority, register_department, register_provider};
pub use registers::{HttpRegisters, RegisterSettings, Registry};
pub use show::{OrganisationListed, Page, list, show};
pub use store::organisations::{OrganisationKey, OrganisationSort, WantedOrganisations};
pub use vouch::vouch;
