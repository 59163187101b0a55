//! Private keys under a seal while they lie in the database: whoever reads a copy of it, a backup say, cannot sign.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::Refused;
use domain::people::SigningKey;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};
use ring::rand::{SecureRandom, SystemRandom};
use std::fmt;

/// How a sealed private half begins. Base64 has no colon, so that no plain one does.
const SEALED: &str = "sealed:";
/// What the key of the seal is derived for: the same secret may serve for something else one day.
const PURPOSE: &[u8] = b"signpost signing keys, 1";

/// The seal: AES-256-GCM under a key derived from a secret of the settings. It never prints.
pub struct KeySeal(LessSafeKey);

impl fmt::Debug for KeySeal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeySeal")
    }
}

fn broken() -> Refused {
    Refused::broken("a signing key could not be sealed")
}

impl KeySeal {
    /// The seal of a secret, which is random: nothing is done here to make guessing slow.
    ///
    /// # Errors
    /// When ring cannot derive a key, which would be a fault of ours.
    pub fn of(secret: &str) -> Result<Self, Refused> {
        let secret = Salt::new(HKDF_SHA256, PURPOSE).extract(secret.as_bytes());
        let key: UnboundKey = secret.expand(&[PURPOSE], &AES_256_GCM).map_err(|_| broken())?.into();
        Ok(Self(LessSafeKey::new(key)))
    }

    /// A private half under the seal, for the key of this name alone.
    fn seal(&self, name: &str, private: &str) -> Result<String, Refused> {
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).map_err(|_| broken())?;
        let mut sealed = private.as_bytes().to_vec();
        let (at, about) = (Nonce::assume_unique_for_key(nonce), Aad::from(name.as_bytes()));
        self.0.seal_in_place_append_tag(at, about, &mut sealed).map_err(|_| broken())?;
        Ok(format!("{SEALED}{}", STANDARD.encode([nonce.as_slice(), &sealed].concat())))
    }

    /// The private half again. `None`: it was sealed by another secret, or for another key.
    fn open(&self, name: &str, sealed: &str) -> Option<String> {
        let bytes = STANDARD.decode(sealed.strip_prefix(SEALED)?).ok()?;
        let (nonce, within) = bytes.split_first_chunk::<NONCE_LEN>()?;
        let mut within = within.to_vec();
        let (at, about) = (Nonce::assume_unique_for_key(*nonce), Aad::from(name.as_bytes()));
        let private = self.0.open_in_place(at, about, &mut within).ok()?;
        String::from_utf8(private.to_vec()).ok()
    }
}

/// Whether a key lies under a seal.
pub(super) fn is_sealed(key: &SigningKey) -> bool {
    key.private.starts_with(SEALED)
}

/// A key as it is to be kept: under the seal, where there is one.
pub(super) fn sealed(seal: Option<&KeySeal>, key: SigningKey) -> Result<SigningKey, Refused> {
    match seal {
        Some(seal) if !is_sealed(&key) && !key.is_retired() => {
            Ok(SigningKey { private: seal.seal(&key.kid, &key.private)?, ..key })
        }
        _ => Ok(key),
    }
}

/// A key as it signs. `None`: the seal of this node does not open it.
pub(super) fn opened(seal: Option<&KeySeal>, key: SigningKey) -> Option<SigningKey> {
    if !is_sealed(&key) {
        return Some(key);
    }
    let private = seal?.open(&key.kid, &key.private)?;
    Some(SigningKey { private, ..key })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_opened_by_its_secret_and_for_its_key_alone() {
        let seal = KeySeal::of("one secret of at least so many letters").unwrap();
        let kept = seal.seal("first", "private").unwrap();
        assert!(kept.starts_with(SEALED) && !kept.contains("private"));
        assert_ne!(kept, seal.seal("first", "private").unwrap(), "never twice the same");
        assert_eq!(seal.open("first", &kept).as_deref(), Some("private"));
        assert_eq!(seal.open("second", &kept), None);
        assert_eq!(KeySeal::of("another secret of as many letters").unwrap().open("first", &kept), None);
        for spoilt in ["sealed:", "sealed:AAAA", "sealed:!", "private", &kept[..kept.len() - 4]] {
            assert_eq!(seal.open("first", spoilt), None, "{spoilt}");
        }
    }
}
