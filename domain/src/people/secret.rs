//! What is kept of a secret: its hash, or the secret under a seal. Neither prints.

use crate::kernel::NotThisText;
use crate::words;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How what lies under a seal begins. Base64 and Base32 have no colon, so that nothing open does.
pub const SEALED: &str = "sealed:";

/// The hash of a password in the PHC string format, opaque here. `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// From the text that the hasher made.
    #[must_use]
    pub const fn from_phc(text: String) -> Self {
        Self(text)
    }

    /// The text for the hasher.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(hidden)")
    }
}

/// The SHA-256 of a random token or secret: 64 lower-case hexadecimal digits. Enough for what has 256 random
/// bits; a password needs [`PasswordHash`]. `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TokenHash(String);

impl TokenHash {
    /// From the 32 bytes of the digest.
    #[must_use]
    pub fn from_digest(digest: [u8; 32]) -> Self {
        Self(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The 64 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(hidden)")
    }
}

impl FromStr for TokenHash {
    type Err = NotThisText;
    fn from_str(text: &str) -> Result<Self, NotThisText> {
        let right = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        right
            .then(|| Self(text.to_owned()))
            .ok_or_else(|| NotThisText::because("This is not the hash of a token"))
    }
}

impl TryFrom<String> for TokenHash {
    type Error = NotThisText;
    fn try_from(text: String) -> Result<Self, NotThisText> {
        text.parse()
    }
}

impl From<TokenHash> for String {
    fn from(hash: TokenHash) -> Self {
        hash.0
    }
}

words! {
    /// How a secret lies in the database that has to be read again.
    pub enum Lies {
        /// As it is.
        Open = "open",
        /// Under the seal of the nodes.
        Sealed = "sealed",
    }
}

/// The secret of someone's one-time passwords (RFC 6238) as it is kept: in Base32, or under the seal of the nodes.
/// `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OneTimeSecret(String);

impl OneTimeSecret {
    /// As it lies open, or as a seal gave it.
    #[must_use]
    pub const fn kept_as(text: String) -> Self {
        Self(text)
    }

    /// As it is kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How it lies in the database.
    #[must_use]
    pub fn lies(&self) -> Lies {
        if self.0.starts_with(SEALED) { Lies::Sealed } else { Lies::Open }
    }
}

impl fmt::Debug for OneTimeSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneTimeSecret(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_read_back_and_never_print() {
        let hash = TokenHash::from_digest([0xab; 32]);
        assert_eq!(hash.as_str().parse::<TokenHash>().unwrap(), hash);
        assert!("ABAB".parse::<TokenHash>().is_err());
        let password = PasswordHash::from_phc("$argon2id$v=19$x".into());
        assert!(!format!("{hash:?} {password:?}").contains("ab"));
        assert!(!format!("{password:?}").contains("argon2"));
    }

    #[test]
    fn a_one_time_secret_says_how_it_lies_and_never_prints() {
        let open = OneTimeSecret::kept_as("JBSWY3DPEHPK3PXP".into());
        let sealed = OneTimeSecret::kept_as("sealed:JBSWY3DPEHPK3PXP".into());
        assert_eq!((open.lies(), sealed.lies()), (Lies::Open, Lies::Sealed));
        assert!(!format!("{open:?} {sealed:?}").contains("JBSW"));
    }
}
