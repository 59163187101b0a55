//! Hashing passwords: Argon2id, never in a transaction, and as much work for an unknown address as for a known one.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc};
use domain::Refused;
use domain::people::{Password, PasswordHash};
use std::sync::LazyLock;

/// Hashes a password with a salt of its own (19 MiB, two passes: OWASP's least). Takes tens of milliseconds: call it
/// outside of transactions and off the web's threads.
///
/// # Errors
/// When the machine has no randomness or memory to give.
pub fn hash_password(password: &Password) -> Result<PasswordHash, Refused> {
    hash(password.expose())
}

fn hash(text: &str) -> Result<PasswordHash, Refused> {
    let hashed: phc::PasswordHash = Argon2::default()
        .hash_password(text.as_bytes())
        .map_err(|error| Refused::broken(format!("a password could not be hashed: {error}")))?;
    Ok(PasswordHash::from_phc(hashed.to_string()))
}

/// A hash that nobody's password has, for addresses that nobody has.
static NOBODYS: LazyLock<Option<PasswordHash>> =
    LazyLock::new(|| super::fresh_secret().and_then(|secret| hash(&secret)).ok());

/// Whether a password is the one that was hashed. Without a hash the same work is done, and the answer is no.
#[must_use]
pub fn is_right(attempt: &str, kept: Option<&PasswordHash>) -> bool {
    let Some(compared) = kept.or(NOBODYS.as_ref()) else { return false };
    let Ok(parsed) = phc::PasswordHash::new(compared.as_str()) else { return false };
    Argon2::default().verify_password(attempt.as_bytes(), &parsed).is_ok() && kept.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_by_its_hash_and_nothing_else_is() {
        let email = "jo@example.org".parse().unwrap();
        let password = Password::choose("kettle-otter-lamp", &email).unwrap();
        let (one, two) = (hash_password(&password).unwrap(), hash_password(&password).unwrap());
        assert!(one.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", one.as_str());
        assert_ne!(one, two, "each hash has a salt of its own");
        assert!(is_right("kettle-otter-lamp", Some(&one)));
        assert!(!is_right("kettle-otter-lamb", Some(&one)));
        assert!(!is_right("kettle-otter-lamp", None));
        assert!(!is_right("kettle-otter-lamp", Some(&PasswordHash::from_phc("no hash".into()))));
    }
}
