//! Why a change to an organisation is refused.

use super::{FailedCheck, RegisterNumber, partners::MOST_PARTNERS};
use crate::Day;
use crate::kernel::refusal::{Refusal, RefusalKind};
use crate::kernel::time::printed_day;
use crate::values::EmailAddress;

/// Why a change to an organisation is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotChangeOrganisation {
    /// Rule 5.
    #[error(
        "A public body cannot hold a place on a lot. Ask for an in-house exemption instead; your buildings can \
         still be places where a provider helps"
    )]
    PublicBodyHoldsNoPlace,
    /// Only providers do this.
    #[error("Only a provider can do this: this organisation is not one")]
    NotAProvider,
    /// One number, one organisation.
    #[error(
        "Another organisation is registered with {0}. Check the number, or ask that organisation to invite you"
    )]
    IdentifierTaken(RegisterNumber),
    /// The number is not, or no longer, given.
    #[error("This organisation does not give that register number (any more)")]
    NoSuchIdentifier,
    /// A register answered against a number that is given.
    #[error(
        "{} answers against your number {}: {}. Give the right number in your details, or ask the register again once it is put right",
        .0.scheme().register(), .0.as_str(), .1.sentence()
    )]
    RegisterAnswersAgainst(RegisterNumber, FailedCheck),
    /// Nobody has looked at the details for this application.
    #[error(
        "The details of your organisation were last confirmed on {}. Look at them, and say that they are still right",
        printed_day(*.0)
    )]
    DetailsNotConfirmed(Day),
    /// Not noticed, or settled.
    #[error("Nothing that a register says otherwise waits there (any more)")]
    NoSuchRegistrationChange,
    /// Departments sign up from public-sector addresses.
    #[error(
        "{} is not a public-sector mail domain we know. Sign up with your work address, or ask support to add the \
         domain", .0.domain()
    )]
    MailDomainNotAdmitted(EmailAddress),
    /// The address was not proven yet.
    #[error("Confirm your email address first: use the link we sent you")]
    EmailNotVerified,
    /// A lead has that partner already.
    #[error("You have named this partner already")]
    PartnerAlreadyNamed,
    /// A lead leads others.
    #[error("An organisation cannot be its own partner: name another organisation")]
    PartnerIsItself,
    /// As many as can be led.
    #[error("Name at most {MOST_PARTNERS} partners: remove one first")]
    TooManyPartners,
    /// Not a partner.
    #[error("This organisation is not named as a partner (any more)")]
    NoSuchPartner,
    /// Confirmed before.
    #[error("This partner has confirmed already")]
    PartnerAlreadyConfirmed,
}

impl Refusal for CannotChangeOrganisation {
    fn code(&self) -> &'static str {
        match self {
            Self::PublicBodyHoldsNoPlace => "organisation_public_body_holds_no_place",
            Self::NotAProvider => "organisation_not_a_provider",
            Self::IdentifierTaken(_) => "organisation_identifier_taken",
            Self::NoSuchIdentifier => "organisation_no_such_identifier",
            Self::RegisterAnswersAgainst(..) => "organisation_register_answers_against",
            Self::DetailsNotConfirmed(_) => "organisation_details_not_confirmed",
            Self::NoSuchRegistrationChange => "organisation_no_such_registration_change",
            Self::MailDomainNotAdmitted(_) => "organisation_mail_domain_not_admitted",
            Self::EmailNotVerified => "organisation_email_not_verified",
            Self::PartnerAlreadyNamed => "organisation_partner_already_named",
            Self::PartnerIsItself => "organisation_partner_is_itself",
            Self::TooManyPartners => "organisation_too_many_partners",
            Self::NoSuchPartner => "organisation_no_such_partner",
            Self::PartnerAlreadyConfirmed => "organisation_partner_already_confirmed",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::PublicBodyHoldsNoPlace
            | Self::NotAProvider
            | Self::MailDomainNotAdmitted(_)
            | Self::PartnerIsItself => RefusalKind::Unacceptable,
            Self::EmailNotVerified => RefusalKind::NotYet,
            _ => RefusalKind::Conflict,
        }
    }

    fn pointer(&self) -> Option<String> {
        matches!(self, Self::IdentifierTaken(_)).then(|| "/identifiers".to_owned())
    }
}
