//! Keys of directories: issuing them, and counting what is asked by them.

mod issue;
mod meter;
mod revoke;
mod ring;
mod rotate;
mod show;
mod usage;

pub use issue::issue;
pub use revoke::revoke;
pub use ring::KeyRing;
pub use rotate::rotate;
pub use show::{list_of, show};
pub use store::directory_keys::Asked;
pub use usage::{forget_old_usage, usage, write_usage};

use crate::people::{fresh_secret, secret_hash};
use domain::Refused;
use domain::directories::keys::DirectoryKey;
use domain::people::TokenHash;

/// A key with its secret, which is shown once and kept nowhere.
#[derive(Clone)]
pub struct NewKey {
    /// The key.
    pub key: DirectoryKey,
    /// Its secret.
    pub secret: String,
}

/// What every secret begins with: people and programs that look for leaked secrets know it by that, and the API
/// tells it from a token.
pub const SECRET_BEGINS: &str = "spk_";

/// A secret, and what is kept of it.
fn fresh_key_secret() -> Result<(String, TokenHash), Refused> {
    let secret = format!("{SECRET_BEGINS}{}", fresh_secret()?);
    let hash = secret_hash(&secret);
    Ok((secret, hash))
}
