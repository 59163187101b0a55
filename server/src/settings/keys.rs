//! `[keys]`: the secret under which lies what is secret in the database.

use super::{BadSettings, Secret};
use serde::Deserialize;

/// The keys that sign tokens and credentials, and the secrets of security codes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Keys {
    /// The secret under which they are sealed in the database: random, and the same on every node. Empty: they lie
    /// there open, which is refused where people reach this Signpost by `https`.
    pub seal: Secret,
}

/// A shorter secret is not random enough.
const SHORTEST_SEAL: usize = 32;

impl Keys {
    pub(super) fn check(&self) -> Result<(), BadSettings> {
        if (1..SHORTEST_SEAL).contains(&self.seal.expose().len()) {
            let short = format!(
                "[keys] seal needs at least {SHORTEST_SEAL} random letters, such as openssl rand -base64 32 writes"
            );
            return Err(BadSettings::NotUnderstood(short));
        }
        Ok(())
    }

    /// The secret, for a node that people reach at an address.
    pub(super) fn seal_at(&self, base_url: &str) -> Result<Option<&str>, BadSettings> {
        let secret = self.seal.expose();
        if !secret.is_empty() {
            return Ok(Some(secret));
        }
        if base_url.starts_with("https://") {
            let missing = "[keys] seal is missing: signing keys and the secrets of security codes would lie open in the database. Set it to at least 32 random letters, the same on every node, such as openssl rand -base64 32 writes";
            return Err(BadSettings::NotUnderstood(missing.into()));
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::Settings;

    #[test]
    fn who_serves_in_earnest_seals_its_keys() {
        let at = |url: &str, seal: &str| {
            let set = [("SIGNPOST_WEB_BASE_URL", url), ("SIGNPOST_KEYS_SEAL", seal)];
            Settings::read(None, set.map(|(name, value)| (name.to_owned(), value.to_owned())))
        };
        let secret = "a".repeat(32);
        let (here, there) = ("http://127.0.0.1:8080", "https://signpost.example");
        assert_eq!(at(here, "").unwrap().seal().unwrap(), None);
        assert_eq!(at(there, &secret).unwrap().seal().unwrap(), Some(secret.as_str()));
        assert!(at(there, "").unwrap().seal().unwrap_err().to_string().contains("[keys] seal"));
        assert!(at(here, "short").unwrap_err().to_string().contains("at least 32"));
    }
}
