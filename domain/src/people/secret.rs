//! What is kept of a secret: its hash, which never prints.

use crate::kernel::NotThisText;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

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
}
