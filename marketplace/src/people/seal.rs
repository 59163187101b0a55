//! What is secret lies in the database under a seal: whoever reads a copy of it, a backup say, can neither sign with
//! its keys nor make anyone's one-time passwords.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::Refused;
use domain::people::SEALED;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};
use ring::rand::{SecureRandom, SystemRandom};
use std::fmt;

/// The seal: AES-256-GCM, for each kind of secret under a key of its own that is derived from one secret of the
/// settings. It never prints.
pub struct Seal {
    pub(super) signing_keys: Wax,
    pub(super) one_time_secrets: Wax,
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal")
    }
}

impl Seal {
    /// The seal of a secret, which is random: nothing is done here to make guessing slow.
    ///
    /// # Errors
    /// When ring cannot derive a key, which would be a fault of ours.
    pub fn of(secret: &str) -> Result<Self, Refused> {
        Ok(Self {
            signing_keys: Wax::of(secret, b"signpost signing keys, 1")?,
            one_time_secrets: Wax::of(secret, b"signpost one-time secrets, 1")?,
        })
    }
}

/// What one kind of secret is sealed with.
pub(super) struct Wax(LessSafeKey);

fn broken() -> Refused {
    Refused::broken("a secret could not be sealed")
}

impl Wax {
    pub(super) fn of(secret: &str, kind: &[u8]) -> Result<Self, Refused> {
        let secret = Salt::new(HKDF_SHA256, kind).extract(secret.as_bytes());
        let key: UnboundKey = secret.expand(&[kind], &AES_256_GCM).map_err(|_| broken())?.into();
        Ok(Self(LessSafeKey::new(key)))
    }

    /// A secret under the seal, for the one whose it is alone.
    pub(super) fn seal(&self, whose: &str, secret: &str) -> Result<String, Refused> {
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).map_err(|_| broken())?;
        let mut sealed = secret.as_bytes().to_vec();
        let (at, about) = (Nonce::assume_unique_for_key(nonce), Aad::from(whose.as_bytes()));
        self.0.seal_in_place_append_tag(at, about, &mut sealed).map_err(|_| broken())?;
        Ok(format!("{SEALED}{}", STANDARD.encode([nonce.as_slice(), &sealed].concat())))
    }

    /// The secret again. `None`: it was sealed by another secret of the settings, or for another.
    pub(super) fn open(&self, whose: &str, sealed: &str) -> Option<String> {
        let bytes = STANDARD.decode(sealed.strip_prefix(SEALED)?).ok()?;
        let (nonce, within) = bytes.split_first_chunk::<NONCE_LEN>()?;
        let mut within = within.to_vec();
        let (at, about) = (Nonce::assume_unique_for_key(*nonce), Aad::from(whose.as_bytes()));
        let secret = self.0.open_in_place(at, about, &mut within).ok()?;
        String::from_utf8(secret.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_opened_by_its_secret_for_its_kind_and_for_whose_it_is_alone() {
        let seal = Seal::of("one secret of at least so many letters").unwrap();
        let kept = seal.signing_keys.seal("first", "private").unwrap();
        assert!(kept.starts_with(SEALED) && !kept.contains("private"));
        assert_ne!(kept, seal.signing_keys.seal("first", "private").unwrap(), "never twice the same");
        assert_eq!(seal.signing_keys.open("first", &kept).as_deref(), Some("private"));
        assert_eq!(seal.signing_keys.open("second", &kept), None);
        assert_eq!(seal.one_time_secrets.open("first", &kept), None);
        let other = Seal::of("another secret of as many letters").unwrap();
        assert_eq!(other.signing_keys.open("first", &kept), None);
        for spoilt in ["sealed:", "sealed:AAAA", "sealed:!", "private", &kept[..kept.len() - 4]] {
            assert_eq!(seal.signing_keys.open("first", spoilt), None, "{spoilt}");
        }
    }
}
