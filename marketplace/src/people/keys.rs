//! The keys that sign tokens and credentials: made in turn, published, retired.

use super::jwt::{self, PublicKey};
use super::seal::Seal;
use crate::{Market, Work};
use domain::kernel::rights::Scope;
use domain::people::{ApiClient, Rotation, SEALED, SigningKey, signing, still_published};
use domain::{Actor, ApiClientId, Refused};
use serde::{Deserialize, Serialize};

/// How far the clocks of those who sign and those who verify may differ, in seconds.
const CLOCK_SKEW: i64 = 60;
/// The type of an access token (RFC 9068).
const ACCESS_TOKEN: &str = "at+jwt";

/// Makes the next key when its time has come, and retires those whose tokens have all expired. Any node may do it
/// at any time. Gives whether anything changed.
///
/// # Errors
/// When the database fails.
pub fn rotate_keys(work: &mut Work<'_, '_>) -> Result<bool, Refused> {
    let (rotation, now) = (Rotation::default(), work.now());
    let keys = work.signing_keys()?;
    let mut changed = false;
    for old in keys.iter().filter(|key| !key.is_retired() && !still_published(key, rotation, now)) {
        work.retire_signing_key(&old.kid)?;
        changed = true;
    }
    if let Some(turn) = rotation.due(&keys, now) {
        let fresh = sealed(work.market().seal(), jwt::fresh_key(turn)?)?;
        work.add_signing_key(&fresh)?;
        changed = true;
    }
    Ok(changed)
}

/// The public halves of every key whose tokens may be in use, and of the next one.
///
/// # Errors
/// When the database fails.
pub fn key_set(work: &mut Work<'_, '_>) -> Result<Vec<PublicKey>, Refused> {
    let now = work.now();
    let keys = work.signing_keys()?;
    let published = keys.iter().filter(|key| still_published(key, Rotation::default(), now));
    Ok(published.filter_map(jwt::public_key).collect())
}

/// Makes sure that this node opens every key that may still sign. Gives how many there are.
///
/// # Errors
/// [`Refused::Broken`] by [`CannotOpenKeys`] when a key lies under another seal; and when the database fails.
pub fn try_keys(work: &mut Work<'_, '_>) -> Result<usize, Refused> {
    let keys = work.signing_keys()?.into_iter().filter(|key| !key.is_retired());
    let seal = work.market().seal();
    keys.map(|key| {
        let name = key.kid.clone();
        opened(seal, key).ok_or_else(|| Refused::broken(CannotOpenKeys(name)))
    })
    .try_fold(0, |count, key| key.map(|_| count + 1))
}

/// Puts keys that were kept before there was a seal under it, and makes sure that this node opens every one.
///
/// # Errors
/// As [`try_keys`].
pub fn seal_keys(market: &Market) -> Result<(), Refused> {
    market.write(|work| {
        try_keys(work)?;
        for key in work.signing_keys()?.into_iter().filter(|key| !is_sealed(key)) {
            let kept = sealed(work.market().seal(), key)?;
            if is_sealed(&kept) {
                work.replace_private_key(&kept.kid, &kept.private)?;
            }
        }
        Ok(())
    })
}

/// A key that signs lies under another seal than this node's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "The key {0} was sealed under another secret. Give this node the [keys] seal that the others have; or, where that is lost, retire the keys as docs/guides/running.md says: the next is made at once, and credentials stay verifiable"
)]
pub struct CannotOpenKeys(String);

fn is_sealed(key: &SigningKey) -> bool {
    key.private.starts_with(SEALED)
}

/// A key as it is to be kept: under the seal, where there is one.
fn sealed(seal: Option<&Seal>, key: SigningKey) -> Result<SigningKey, Refused> {
    match seal {
        Some(seal) if !is_sealed(&key) && !key.is_retired() => {
            Ok(SigningKey { private: seal.signing_keys.seal(&key.kid, &key.private)?, ..key })
        }
        _ => Ok(key),
    }
}

/// A key as it signs. `None`: the seal of this node does not open it.
fn opened(seal: Option<&Seal>, key: SigningKey) -> Option<SigningKey> {
    if !is_sealed(&key) {
        return Some(key);
    }
    let private = seal?.signing_keys.open(&key.kid, &key.private)?;
    Some(SigningKey { private, ..key })
}

/// The key that signs now, opened; made when there is none.
pub(super) fn key_of_now(market: &Market) -> Result<SigningKey, Refused> {
    let key = kept_key_of_now(market)?;
    let name = key.kid.clone();
    opened(market.seal(), key).ok_or_else(|| Refused::broken(CannotOpenKeys(name)))
}

fn kept_key_of_now(market: &Market) -> Result<SigningKey, Refused> {
    let now = market.clock().now();
    let find = |work: &mut Work<'_, '_>| Ok(signing(&work.signing_keys()?, now).cloned());
    if let Some(key) = market.read(find)? {
        return Ok(key);
    }
    let made = market.write(|work| {
        rotate_keys(work)?;
        find(work)
    });
    made?.ok_or_else(|| Refused::broken("no key signs now"))
}

/// As [`key_set`], with a key made first when there is none.
///
/// # Errors
/// When the database fails.
pub fn published_keys(market: &Market) -> Result<Vec<PublicKey>, Refused> {
    kept_key_of_now(market)?;
    market.read(key_set)
}

/// The public halves of every key that ever signed, or will next: credentials are verified long after.
///
/// # Errors
/// When the database fails.
pub fn credential_keys(market: &Market) -> Result<Vec<PublicKey>, Refused> {
    kept_key_of_now(market)?;
    market.read(|work| Ok(work.signing_keys()?.iter().filter_map(jwt::public_key).collect()))
}

/// Signs a credential with the key of now. `named` says how the token names its key, by the key's own name.
///
/// # Errors
/// When the database fails.
pub(crate) fn sign_credential(
    market: &Market,
    credential: &impl Serialize,
    named: impl FnOnce(&str) -> String,
) -> Result<String, Refused> {
    let key = key_of_now(market)?;
    jwt::sign_credential(&key, named(&key.kid), credential)
}

/// What an access token says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct AccessClaims {
    pub iss: String,
    pub aud: String,
    pub sub: String,
    pub client_id: String,
    pub iat: i64,
    pub exp: i64,
    pub jti: String,
    pub scope: String,
}

pub(super) fn sign_access(key: &SigningKey, claims: &AccessClaims) -> Result<String, Refused> {
    jwt::sign(key, ACCESS_TOKEN, claims)
}

/// The client that a token was granted to, within the token's scopes. `None`: not ours, expired, or revoked since.
pub(super) fn actor_of_client(work: &mut Work<'_, '_>, token: &str) -> Result<Option<Actor>, Refused> {
    let now = work.now();
    let Some(name) = jwt::key_name(token) else { return Ok(None) };
    let keys = work.signing_keys()?;
    let key = keys.iter().find(|key| key.kid == name && still_published(key, Rotation::default(), now));
    let Some(claims) = key.and_then(|key| jwt::claims::<AccessClaims>(token, ACCESS_TOKEN, key)) else {
        return Ok(None);
    };
    let here = &work.market().settings().base_url;
    let in_time = claims.iat <= now.as_second() + CLOCK_SKEW && now.as_second() < claims.exp;
    let id = claims.client_id.parse::<ApiClientId>().ok().filter(|_| claims.sub == claims.client_id);
    let Some(id) = id.filter(|_| in_time && claims.iss == *here && claims.aud == *here) else {
        return Ok(None);
    };
    let client: Option<ApiClient> = work.look_for(id)?;
    let Some(client) = client.filter(|client| client.revoked_at.is_none()) else { return Ok(None) };
    let scopes = claims.scope.split_whitespace().filter_map(|word| word.parse::<Scope>().ok());
    let scopes = scopes.filter(|scope| client.scopes.contains(scope)).collect();
    Ok(Some(client.actor(scopes)))
}
