//! People: accounts and how they are locked, sessions, teams and invitations, the clients of the API and the
//! keys that sign their tokens.
//!
//! Secrets come here only as hashes, or as they are kept; what is random is made outside, where there is chance.

mod account;
mod api_client;
mod drafts;
mod event;
mod invitation;
mod keeping;
mod lock_out;
mod password;
mod refusal;
mod secret;
mod session;
mod signing_key;
mod team;

pub use account::{ChangePasswordDraft, MailPurpose, MailToken, Person, RegisterPerson, RegisterPersonDraft};
pub use api_client::{ApiClient, ApiClientDraft, MakeApiClient};
pub use drafts::{
    AcceptInvitationDraft, CodeDraft, EmailDraft, EndCodesDraft, ResetPasswordDraft, RoleDraft, SignInDraft,
    TokenDraft, TwoStepsDraft,
};
pub use event::{AccountEvent, ApiClientEvent, TeamEvent};
pub use invitation::{Invitation, InvitationDraft, InvitationState, Invite};
pub use keeping::{AccountState, CannotKeepAccount, ExcusedBecause, Holding, KEPT_UNUSED, RemovalCause};
pub use lock_out::{Attempts, LockOut};
pub use password::{Password, PasswordDraft};
pub use refusal::{CannotChangeTeam, CannotKeepClient, CannotUseAccount};
pub use secret::{Lies, OneTimeSecret, PasswordHash, SEALED, TokenHash};
pub use session::{Session, SessionLimits};
pub use signing_key::{NextKey, Rotation, SigningKey, signing, still_published};
pub use team::{Member, Team};
