//! Random secrets, of which only the hash is kept.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Refused;
use domain::people::TokenHash;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};

/// Text of 256 random bits.
///
/// # Errors
/// When the machine has no randomness to give.
pub fn fresh_secret() -> Result<String, Refused> {
    let mut bytes = [0; 32];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Refused::broken("no randomness"))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// The hash under which a random secret is kept.
#[must_use]
pub fn secret_hash(secret: &str) -> TokenHash {
    let mut bytes = [0; 32];
    // SHA-256 gives 32 bytes, always.
    bytes.copy_from_slice(digest(&SHA256, secret.as_bytes()).as_ref());
    TokenHash::from_digest(bytes)
}
