//! Sessions: a signed-in browser or program of a person, known by a token that only it has.

use crate::Work;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{Actor, PersonId, Refused};
use ring::rand::{SecureRandom, SystemRandom};
use store::people::SessionRow;

/// How long a session lasts without being used, in microseconds: 2 hours.
const IDLE: i64 = 2 * 60 * 60 * 1_000_000;
/// How long a session lasts at most, in microseconds: 12 hours.
const LONGEST: i64 = 12 * 60 * 60 * 1_000_000;

/// A session that has begun. The token is shown once and kept nowhere.
#[derive(Clone)]
pub struct NewSession {
    /// What the browser keeps.
    pub token: String,
    /// What the forms of this session carry.
    pub csrf: String,
}

/// Text of 256 random bits.
///
/// # Errors
/// When the machine has no randomness to give.
pub fn fresh_secret() -> Result<String, Refused> {
    let mut bytes = [0; 32];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Refused::broken("no randomness"))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// The hash under which a random secret is kept: SHA-256, in hexadecimal.
#[must_use]
pub fn secret_hash(secret: &str) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, secret.as_bytes());
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Begins a session for a person who has proved who they are.
///
/// # Errors
/// When the database fails.
pub fn begin_session(work: &mut Work<'_, '_>, person: PersonId) -> Result<NewSession, Refused> {
    let session = NewSession { token: fresh_secret()?, csrf: fresh_secret()? };
    let now = work.now().as_microsecond();
    work.add_session(&SessionRow {
        token_hash: secret_hash(&session.token),
        person,
        csrf: session.csrf.clone(),
        started_at: now,
        seen_at: now,
        ends_at: now + LONGEST,
    })?;
    Ok(session)
}

/// Who a session's token belongs to, with the memberships of now. `None`: no such session, or ended.
///
/// # Errors
/// When the database fails.
pub fn actor_of_session(work: &mut Work<'_, '_>, token: &str) -> Result<Option<Actor>, Refused> {
    let now = work.now().as_microsecond();
    let Some(session) = work.session(&secret_hash(token))? else { return Ok(None) };
    if now >= session.ends_at || now >= session.seen_at + IDLE {
        return Ok(None);
    }
    let memberships = work.memberships_of(session.person)?;
    Ok(Some(Actor::Person { id: session.person, memberships }))
}

/// Who a bearer token belongs to. `None`: nobody, or no longer.
///
/// # Errors
/// When the database fails.
pub fn actor_of(work: &mut Work<'_, '_>, token: &str) -> Result<Option<Actor>, Refused> {
    actor_of_session(work, token)
}
