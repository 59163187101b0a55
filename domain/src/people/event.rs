//! What can happen to accounts, teams and clients. People are identifiers here, never names or addresses.

use crate::kernel::rights::Scope;
use crate::{EventBody, PersonId, Role, Timestamp};
use serde::Serialize;

/// What happened to an account.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum AccountEvent {
    /// It was made.
    Registered,
    /// Someone asked for an account that is there already.
    RegisteredAgain,
    /// A link to prove its address was asked for again.
    ConfirmationAsked,
    /// Its address was proven.
    EmailVerified,
    /// Someone signed in to it.
    SignedIn,
    /// Someone signed out.
    SignedOut,
    /// Someone gave a wrong password.
    SignInRefused,
    /// Sign-in is stopped for a while.
    LockedOut {
        /// Until when.
        until: Timestamp,
    },
    /// A link for a new password was asked for.
    ResetAsked,
    /// It has a new password.
    PasswordChanged,
    /// It asks for one-time passwords.
    TotpEnabled,
    /// The secret of its one-time passwords was put under the seal of the nodes.
    TotpSealed,
    /// It asks for one-time passwords no longer.
    TotpDisabled {
        /// Why an administrator ended them. `None`: its person did.
        #[serde(skip_serializing_if = "Option::is_none")]
        because: Option<super::ExcusedBecause>,
    },
    /// An administrator locked it.
    Locked,
    /// An administrator unlocked it.
    Unlocked,
    /// An administrator ended its sessions.
    SessionsEnded {
        /// How many.
        sessions: usize,
    },
    /// What was kept of the person was removed.
    Removed {
        /// Why.
        because: super::RemovalCause,
    },
}

impl EventBody for AccountEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Registered => "account.registered",
            Self::RegisteredAgain => "account.registered_again",
            Self::ConfirmationAsked => "account.confirmation_asked",
            Self::EmailVerified => "account.email_verified",
            Self::SignedIn => "account.signed_in",
            Self::SignedOut => "account.signed_out",
            Self::SignInRefused => "account.sign_in_refused",
            Self::LockedOut { .. } => "account.locked_out",
            Self::ResetAsked => "account.reset_asked",
            Self::PasswordChanged => "account.password_changed",
            Self::TotpEnabled => "account.totp_enabled",
            Self::TotpSealed => "account.totp_sealed",
            Self::TotpDisabled { .. } => "account.totp_disabled",
            Self::Locked => "account.locked",
            Self::Unlocked => "account.unlocked",
            Self::SessionsEnded { .. } => "account.sessions_ended",
            Self::Removed { .. } => "account.removed",
        }
    }
}

/// What happened to a team.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum TeamEvent {
    /// Someone joined.
    Joined {
        /// Who.
        person: PersonId,
        /// As what.
        role: Role,
    },
    /// Someone has another role.
    RoleChanged {
        /// Who.
        person: PersonId,
        /// As what.
        role: Role,
    },
    /// Someone is a member no longer.
    Left {
        /// Who.
        person: PersonId,
    },
    /// Someone was invited.
    Invited {
        /// As what.
        role: Role,
    },
    /// An invitation was accepted.
    InvitationAccepted {
        /// By whom.
        person: PersonId,
    },
    /// An invitation was taken back.
    InvitationWithdrawn,
    /// To whom an invitation was sent was removed.
    InvitationForgotten,
}

impl EventBody for TeamEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Joined { .. } => "team.joined",
            Self::RoleChanged { .. } => "team.role_changed",
            Self::Left { .. } => "team.left",
            Self::Invited { .. } => "team.invited",
            Self::InvitationAccepted { .. } => "team.invitation_accepted",
            Self::InvitationWithdrawn => "team.invitation_withdrawn",
            Self::InvitationForgotten => "team.invitation_forgotten",
        }
    }
}

/// What happened to a client of the API.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum ApiClientEvent {
    /// It was made.
    Made {
        /// With the rights of which role.
        role: Role,
        /// Within which scopes.
        scopes: Vec<Scope>,
    },
    /// It has a new secret.
    SecretChanged,
    /// It was revoked.
    Revoked,
}

impl EventBody for ApiClientEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Made { .. } => "api_client.made",
            Self::SecretChanged => "api_client.secret_changed",
            Self::Revoked => "api_client.revoked",
        }
    }
}
