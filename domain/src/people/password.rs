//! Which passwords are accepted.

use crate::kernel::NotThisText;
use crate::values::EmailAddress;
use crate::{FieldErrors, Fields};
use serde::Deserialize;
use std::fmt;
use utoipa::ToSchema;

/// A password that may be chosen. It has no way out but [`Password::expose`], and does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// The shortest password, in characters. Length is worth more than odd characters (NCSC).
const SHORTEST: usize = 12;
/// The longest: what is hashed has to have an end.
const LONGEST: usize = 200;

/// Long passwords that many people choose, in lower case and without spaces.
const COMMONEST: &[&str] = &[
    "000000000000",
    "0123456789ab",
    "111111111111",
    "121212121212",
    "123123123123",
    "123456123456",
    "123456789012",
    "1234567890ab",
    "12345678910",
    "1234567891011",
    "123456789101112",
    "123456789123",
    "1q2w3e4r5t6y",
    "1q2w3e4r5t6y7u",
    "1qaz2wsx3edc",
    "987654321098",
    "a1b2c3d4e5f6",
    "abc123abc123",
    "abcd1234abcd",
    "abcdefg12345",
    "abcdefghijkl",
    "abcdefghijklm",
    "administrator",
    "adminadminadmin",
    "asdfghjkl123",
    "asdfghjklqwe",
    "assisteddigital",
    "changeme1234",
    "changemenow1",
    "computer1234",
    "correcthorsebatterystaple",
    "footballfootball",
    "governmentuk",
    "helloworld12",
    "helloworld123",
    "iloveyou1234",
    "iloveyouiloveyou",
    "letmein12345",
    "letmeinletmein",
    "liverpoolfc1",
    "manchesterunited",
    "mypassword12",
    "mypassword123",
    "p@ssw0rd1234",
    "passw0rd1234",
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "password@123",
    "password!123",
    "q1w2e3r4t5y6",
    "qazwsxedcrfv",
    "qwerty123456",
    "qwertyqwerty",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiopasdfghjkl",
    "signpost1234",
    "signpostsignpost",
    "sunshine1234",
    "unitedkingdom",
    "welcome12345",
    "welcomewelcome",
    "zaq12wsxcde3",
    "zaq1zaq1zaq1",
    "zxcvbnm12345",
    "zxcvbnmasdfghjkl",
];

impl Password {
    /// A password that may be chosen for an account.
    ///
    /// # Errors
    /// When it is shorter than 12 or longer than 200 characters, is the email address, is one that many
    /// people choose, or hardly varies.
    pub fn choose(text: &str, email: &EmailAddress) -> Result<Self, NotThisText> {
        let refuse = |sentence: String| Err(NotThisText::because(sentence));
        let length = text.chars().count();
        if length < SHORTEST {
            return refuse(format!(
                "Choose a password of at least {SHORTEST} characters: three random words are good"
            ));
        }
        if length > LONGEST {
            return refuse(format!("Choose a password of at most {LONGEST} characters"));
        }
        let plain: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        let local = email.as_str().split('@').next().unwrap_or_default();
        if plain == email.as_str() || plain == local {
            return refuse("Choose a password that is not your email address".into());
        }
        let mut distinct: Vec<char> = plain.chars().collect();
        distinct.sort_unstable();
        distinct.dedup();
        if COMMONEST.contains(&plain.as_str()) || distinct.len() < 5 {
            return refuse(
                "Choose another password: many people use this one, so that it is easily guessed".into(),
            );
        }
        Ok(Self(text.to_owned()))
    }

    /// The password itself, for the hasher only.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(hidden)")
    }
}

/// The raw field of a new password.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordDraft {
    /// The new password.
    #[serde(default)]
    pub password: String,
}

impl PasswordDraft {
    /// The password, for the account with an address.
    ///
    /// # Errors
    /// Why it may not be chosen.
    pub fn parse(&self, email: &EmailAddress) -> Result<Password, FieldErrors> {
        let mut fields = Fields::new();
        let password = fields.check("/password", Password::choose(&self.password, email));
        fields.finish(|| password)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(text: &str) -> Result<Password, NotThisText> {
        Password::choose(text, &"jo.bloggs@example.org".parse().unwrap())
    }

    #[test]
    fn long_passwords_are_good_whatever_they_are_made_of() {
        for good in ["three random words", "kettle-otter-lamp", "пароль из слов", &"kettle otter ".repeat(15)]
        {
            assert!(choose(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn short_common_and_personal_passwords_are_refused() {
        for poor in [
            "",
            "short",
            "elevenchars",
            "password1234",
            "PassWord1234",
            "correct horse battery staple",
            "jo.bloggs@example.org",
            "JO.BLOGGS@example.org",
            "aaaaaaaaaaaaaaaa",
            "abababababababab",
            &"x7 kettle".repeat(30),
        ] {
            assert!(choose(poor).is_err(), "{poor}");
        }
    }

    #[test]
    fn a_password_does_not_print() {
        assert_eq!(format!("{:?}", choose("kettle-otter-lamp").unwrap()), "Password(hidden)");
    }
}
