//! Why something about accounts, teams or clients is refused.

use super::InvitationState;
use crate::kernel::refusal::{Refusal, RefusalKind};
use crate::kernel::rights::Scope;
use crate::values::EmailAddress;
use crate::{OrganisationKind, Role};

/// Why something about an account is refused. None of these tells whether an account exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotUseAccount {
    /// One sentence for a wrong password, an unknown address, a lock and an unproven address.
    #[error(
        "We could not sign you in. Check your email address and password. After several wrong passwords sign-in \
         is paused for a while; a new account has to be confirmed by the link we sent"
    )]
    NotSignedIn,
    /// A mailed link is used, too old or mistyped.
    #[error("This link does not work any more. Ask for a new one")]
    LinkDoesNotWork,
    /// A change of password needs the old one.
    #[error("The current password is not right")]
    WrongPassword,
    /// The password was right; a one-time password is needed besides.
    #[error("Enter the code that your app shows now")]
    CodeNeeded,
    /// A one-time password is wrong.
    #[error("The code is not right. Enter the code that your app shows now")]
    WrongCode,
}

impl Refusal for CannotUseAccount {
    fn code(&self) -> &'static str {
        match self {
            Self::NotSignedIn => "account_not_signed_in",
            Self::LinkDoesNotWork => "account_link_does_not_work",
            Self::WrongPassword => "account_wrong_password",
            Self::CodeNeeded => "account_code_needed",
            Self::WrongCode => "account_wrong_code",
        }
    }

    fn kind(&self) -> RefusalKind {
        RefusalKind::Unacceptable
    }

    fn pointer(&self) -> Option<String> {
        match self {
            Self::WrongPassword => Some("/current".to_owned()),
            Self::CodeNeeded | Self::WrongCode => Some("/code".to_owned()),
            Self::NotSignedIn | Self::LinkDoesNotWork => None,
        }
    }
}

/// Why a change to a team is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotChangeTeam {
    /// The role exists elsewhere.
    #[error("The role “{role}” does not exist in an organisation of the kind “{kind}”")]
    RoleNotHere {
        /// The role.
        role: Role,
        /// The kind of organisation.
        kind: OrganisationKind,
    },
    /// In it already.
    #[error("This person is a member already: change the role instead")]
    AlreadyMember,
    /// Not in it.
    #[error("This person is not a member (any more)")]
    NotAMember,
    /// Somebody has to answer for an organisation.
    #[error("This is the last {0} who answers for the organisation: give someone else that role first")]
    LastOneWhoAnswers(Role),
    /// The mailed address is another's.
    #[error("This invitation was sent to another address: sign in with that one")]
    InvitationOfSomeoneElse,
    /// Accepted, withdrawn or expired.
    #[error("This invitation is {0}: ask for a new one")]
    InvitationNotOpen(InvitationState),
    /// Whoever has an account accepts after signing in.
    #[error("This address has an account: sign in, then accept the invitation")]
    HasAccount,
    /// Departments and the authority invite from the public sector.
    #[error(
        "{} is not a public-sector mail domain we know: use a work address, or ask support to add the domain",
        .0.domain()
    )]
    MailDomainNotAdmitted(EmailAddress),
}

impl Refusal for CannotChangeTeam {
    fn code(&self) -> &'static str {
        match self {
            Self::RoleNotHere { .. } => "team_role_not_here",
            Self::AlreadyMember => "team_already_member",
            Self::NotAMember => "team_not_a_member",
            Self::LastOneWhoAnswers(_) => "team_last_one_who_answers",
            Self::InvitationOfSomeoneElse => "invitation_of_someone_else",
            Self::InvitationNotOpen(_) => "invitation_not_open",
            Self::HasAccount => "invitation_has_account",
            Self::MailDomainNotAdmitted(_) => "invitation_mail_domain_not_admitted",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::RoleNotHere { .. } | Self::MailDomainNotAdmitted(_) => RefusalKind::Unacceptable,
            _ => RefusalKind::Conflict,
        }
    }

    fn pointer(&self) -> Option<String> {
        match self {
            Self::RoleNotHere { .. } => Some("/role".to_owned()),
            Self::MailDomainNotAdmitted(_) => Some("/email".to_owned()),
            _ => None,
        }
    }
}

/// Why a change to a client of the API is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotKeepClient {
    /// The role exists elsewhere.
    #[error("The role “{role}” does not exist in an organisation of the kind “{kind}”")]
    RoleNotHere {
        /// The role.
        role: Role,
        /// The kind of organisation.
        kind: OrganisationKind,
    },
    /// More than the maker has.
    #[error("You cannot give a client the role “{0}”, which you do not have in this organisation")]
    RoleNotYours(Role),
    /// Revoked clients stay so.
    #[error("This client was revoked: make a new one")]
    Revoked,
    /// A token asks for too much.
    #[error("This client does not have the scope “{0}”")]
    ScopeNotGranted(Scope),
}

impl Refusal for CannotKeepClient {
    fn code(&self) -> &'static str {
        match self {
            Self::RoleNotHere { .. } => "api_client_role_not_here",
            Self::RoleNotYours(_) => "api_client_role_not_yours",
            Self::Revoked => "api_client_revoked",
            Self::ScopeNotGranted(_) => "api_client_scope_not_granted",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::Revoked => RefusalKind::Conflict,
            _ => RefusalKind::Unacceptable,
        }
    }

    fn pointer(&self) -> Option<String> {
        matches!(self, Self::RoleNotHere { .. } | Self::RoleNotYours(_)).then(|| "/role".to_owned())
    }
}
