//! Sessions: a signed-in browser or program of a person, known by a token that only it has.

use super::{fresh_secret, keys, note, secret_hash};
use crate::{Market, Work};
use domain::people::{AccountEvent, Person, Session, SessionLimits};
use domain::{Action, Actor, PersonId, Platform, Refused};

/// The cookie in which a browser brings the token of a session, to whichever door.
pub const SESSION_COOKIE: &str = "__Host-signpost";

/// A session that has begun. The token is shown once and kept nowhere.
#[derive(Clone)]
pub struct NewSession {
    /// Who signed in.
    pub person: PersonId,
    /// What the browser keeps.
    pub token: String,
    /// What the forms of this session carry.
    pub csrf: String,
}

/// A session in force, with the memberships of now.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Whoever asks.
    pub actor: Actor,
    /// The session.
    pub session: Session,
}

/// Begins a session for a person who has proved who they are.
///
/// # Errors
/// When the database fails.
pub fn begin_session(work: &mut Work<'_, '_>, person: PersonId) -> Result<NewSession, Refused> {
    let new = NewSession { person, token: fresh_secret()?, csrf: fresh_secret()? };
    let now = work.now();
    let id = work.fresh_id();
    work.add_session(&Session {
        id,
        person,
        token: secret_hash(&new.token),
        csrf: new.csrf.clone(),
        started_at: now,
        seen_at: now,
        ended_at: None,
    })?;
    Ok(new)
}

/// The session of a token. `None`: no such session, or it has ended.
fn look_up(work: &mut Work<'_, '_>, token: &str) -> Result<Option<SignedIn>, Refused> {
    let now = work.now();
    let kept = work.session(&secret_hash(token))?;
    let Some(session) = kept.filter(|session| session.is_live(SessionLimits::default(), now)) else {
        return Ok(None);
    };
    let memberships = work.memberships_of(session.person)?;
    Ok(Some(SignedIn { actor: Actor::Person { id: session.person, memberships }, session }))
}

/// The session of a token, noted as used. `None`: no such session, or it has ended.
///
/// # Errors
/// When the database fails.
pub fn session(market: &Market, token: &str) -> Result<Option<SignedIn>, Refused> {
    let found = market.read(|work| look_up(work, token))?;
    if let Some(signed_in) = &found
        && signed_in.session.is_worth_touching(market.clock().now())
    {
        market.write(|work| Ok(work.touch_session(&signed_in.session.token)?))?;
    }
    Ok(found)
}

/// Who a bearer token belongs to: a session's, or a token that a client was granted. `None`: nobody's, or no longer.
///
/// # Errors
/// When the database fails.
pub fn actor_of(work: &mut Work<'_, '_>, token: &str) -> Result<Option<Actor>, Refused> {
    if token.contains('.') {
        return keys::actor_of_client(work, token);
    }
    Ok(look_up(work, token)?.map(|signed_in| signed_in.actor))
}

/// As [`actor_of`], and notes that a session is used.
///
/// # Errors
/// When the database fails.
pub fn whoever_has(market: &Market, token: &str) -> Result<Option<Actor>, Refused> {
    if token.contains('.') {
        return market.read(|work| keys::actor_of_client(work, token));
    }
    Ok(session(market, token)?.map(|signed_in| signed_in.actor))
}

/// Ends the session of a token. Ending one that has ended is no error.
///
/// # Errors
/// When the database fails.
pub fn sign_out(work: &mut Work<'_, '_>, by: &Actor, token: &str) -> Result<(), Refused> {
    let permit = by.may(Action::UseOwnAccount, &Platform)?;
    let hash = secret_hash(token);
    if let Some(session) = work.session(&hash)?.filter(|session| session.ended_at.is_none()) {
        work.end_session(&hash)?;
        work.forget_pages_of(&secret_hash(&session.csrf))?;
        let person: Person = work.find(session.person)?;
        note(work, &permit, person, &AccountEvent::SignedOut)?;
    }
    Ok(())
}
