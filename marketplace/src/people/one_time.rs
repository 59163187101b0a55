//! One-time passwords by time (RFC 6238): six digits, thirty seconds, SHA-1, as every app understands.

use domain::{Refused, Timestamp};
use ring::rand::{SecureRandom, SystemRandom};
use totp_rs::{Builder, Secret, Totp};

fn generator(secret_base32: &str, account: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret_base32).ok()?;
    let named = Builder::new().with_secret(secret).with_issuer(Some("Signpost")).with_account_name(account);
    named.build().ok()
}

/// The step of the one-time password that was given, when it is right and its step was not used before.
#[must_use]
pub fn step_of(code: &str, secret_base32: &str, used: Option<i64>, now: Timestamp) -> Option<i64> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let totp = generator(secret_base32, "account")?;
    let step = totp.check(&digits, u64::try_from(now.as_second()).ok()?)?;
    i64::try_from(step).ok().filter(|step| used.is_none_or(|used| *step > used))
}

/// A fresh secret of 160 random bits, in Base32.
///
/// # Errors
/// When the machine has no randomness to give.
pub fn fresh_totp_secret() -> Result<String, Refused> {
    let mut bytes = [0_u8; 20];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Refused::broken("no randomness"))?;
    Ok(Secret::from(bytes.to_vec()).to_base32())
}

/// The address that an app reads from a picture: `otpauth://totp/…`.
#[must_use]
pub fn totp_address(secret_base32: &str, account: &str) -> Option<String> {
    generator(secret_base32, account)?.to_url().ok()
}

/// The one-time password of a moment: for tests and for the demo's sign-ins.
#[must_use]
pub fn code_at(secret_base32: &str, now: Timestamp) -> Option<String> {
    let second = u64::try_from(now.as_second()).ok()?;
    Some(generator(secret_base32, "account")?.generate(second).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    #[test]
    fn a_code_is_right_for_its_time_and_once() {
        let now: Timestamp = "2026-11-22T12:00:10Z".parse().unwrap();
        let secret = fresh_totp_secret().unwrap();
        let code = code_at(&secret, now).unwrap();
        let step = step_of(&code, &secret, None, now).unwrap();
        assert_eq!(step_of(&code, &secret, Some(step), now), None, "used already");
        assert_eq!(step_of(&code, &secret, None, now + SignedDuration::from_mins(5)), None, "too late");
        assert_eq!(step_of("12345", &secret, None, now), None);
        assert_eq!(step_of("", "not base 32 !", None, now), None);
        assert!(totp_address(&secret, "jo@example.org").unwrap().starts_with("otpauth://totp/"));
    }
}
