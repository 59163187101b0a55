//! People: accounts, signing in, who belongs where, programs and their tokens.
//!
//! What hashes passwords takes the [`crate::Market`] instead of a unit of work: hashing happens between
//! transactions, never in one.

mod account;
mod clients;
mod enrol;
mod find;
mod invitations;
mod jwt;
mod keep;
mod kept_pages;
mod keys;
mod letters;
mod members;
mod one_time;
mod one_time_secrets;
mod passwords;
mod remove;
mod reset;
mod seal;
mod secrets;
mod session;
mod sign_in;
mod tend;
mod two_steps;

pub use account::{Account, ask_for_confirmation, confirm_email, me, register};
pub use clients::{
    GrantRefused, GrantRequest, Granted, NewClient, change_client_secret, grant_token, list_api_clients,
    make_api_client, revoke_api_client, show_api_client,
};
pub use enrol::{Enrolment, admit, enrol};
pub use find::{PersonListed, PersonShown, PersonSummary, find, show_person};
pub use invitations::{
    InvitationShown, accept_invitation, invite, invite_partner, list_invitations, register_by_invitation,
    send_invitation, show_invitation, withdraw_invitation,
};
pub use jwt::PublicKey;
pub use keep::{end_sessions, lock, unlock};
pub use kept_pages::{KeptPage, PageOwner, keep_page, kept_page};
pub(crate) use keys::sign_credential;
pub use keys::{CannotOpenKeys, credential_keys, key_set, published_keys, rotate_keys, seal_keys, try_keys};
pub use members::{MemberShown, change_role, list_members, remove_member};
pub use one_time::{code_at, fresh_totp_secret, totp_address};
pub use one_time_secrets::{
    CannotOpenSecret, end_codes, seal_one_time_secrets, sealed_otherwise, try_one_time_secret,
};
pub use passwords::{hash_password, is_right};
pub use remove::remove_person;
pub(crate) use remove::{remove_unused, someone_is_unused};
pub use reset::{ask_for_reset, change_password, reset_password};
pub use seal::Seal;
pub use secrets::{fresh_secret, secret_hash};
pub use session::{
    NewSession, SESSION_COOKIE, SignedIn, actor_of, begin_session, session, sign_out, whoever_has,
};
pub use sign_in::sign_in;
pub use store::people::teams::{AfterMember, WantedMembers};
pub use store::people::{PeopleSort, PersonKey, WantedPeople};
pub use tend::tend;
pub use two_steps::{OneTimeSetUp, drop_two_steps, set_up_two_steps, use_two_steps};

use crate::Work;
use domain::{Changed, EventBody, HasSubject, Permit, Refused};

/// Notes what happened to a thing that is saved in another way, or not at all.
fn note<T: HasSubject>(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    thing: T,
    event: &impl EventBody,
) -> Result<(), Refused> {
    for event in Changed::by(thing, event).events {
        work.record(permit, &event)?;
    }
    Ok(())
}
