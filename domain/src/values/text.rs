//! Text within limits: what people type is trimmed, bounded and free of control characters.

use crate::kernel::NotThisText;
use crate::kernel::blank::is_blank;
use crate::text_value;
use validator::{ValidateEmail, ValidateLength};

text_value! {
    /// The name of a person or a thing: 1 to 120 characters on one line.
    pub struct Name, parsed by name
}
text_value! {
    /// A short answer: 1 to 300 characters on one line.
    pub struct Line, parsed by line
}
text_value! {
    /// Text in paragraphs: 1 to 5,000 characters.
    pub struct Prose, parsed by prose
}
text_value! {
    /// The part of an address that names a thing: 2 to 60 lower-case letters, digits and single hyphens.
    pub struct Slug, parsed by slug
}
text_value! {
    /// An email address, in lower case: at most 254 characters (RFC 5321).
    pub struct EmailAddress, parsed by email
}

impl EmailAddress {
    /// What follows the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.as_str().rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// Trims, and refuses control characters (line breaks only where `lines` may break) and lengths
/// outside 1 to `most` characters.
fn bounded(text: &str, most: u64, lines: bool) -> Result<String, NotThisText> {
    let text = text.trim_matches(is_blank);
    if text.is_empty() {
        return Err(NotThisText::because("Enter something here"));
    }
    let forbidden = |c: char| c.is_control() && !(lines && matches!(c, '\n' | '\r' | '\t'));
    if text.contains(forbidden) {
        return Err(NotThisText::because("Remove control characters, such as line breaks on a single line"));
    }
    if !text.validate_length(Some(1), Some(most), None) {
        return Err(NotThisText::because(format!("Use {most} characters or fewer")));
    }
    Ok(text.replace("\r\n", "\n"))
}

fn name(text: &str) -> Result<String, NotThisText> {
    bounded(text, 120, false)
}

fn line(text: &str) -> Result<String, NotThisText> {
    bounded(text, 300, false)
}

fn prose(text: &str) -> Result<String, NotThisText> {
    bounded(text, 5_000, true)
}

fn slug(text: &str) -> Result<String, NotThisText> {
    let well_formed = (2..=60).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--");
    well_formed.then(|| text.to_owned()).ok_or_else(|| {
        NotThisText::because("Use 2 to 60 lower-case letters, digits and single hyphens, such as blue-badge")
    })
}

fn email(text: &str) -> Result<String, NotThisText> {
    let text = bounded(text, 254, false)?.to_lowercase();
    let routable = || text.rsplit_once('@').is_some_and(|(_, domain)| domain.contains('.'));
    if text.validate_email() && text.is_ascii() && routable() {
        Ok(text)
    } else {
        Err(NotThisText::because("Enter an email address such as name@example.org"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_kept_within_one_line_of_120_characters() {
        assert_eq!("  Age Well Leeds ".parse::<Name>().unwrap().as_str(), "Age Well Leeds");
        for wrong in ["", "   ", "two\nlines", "null\0", &"x".repeat(121)] {
            assert!(wrong.parse::<Name>().is_err(), "{wrong:?}");
        }
        assert!("é".repeat(120).parse::<Name>().is_ok(), "characters are counted, not bytes");
    }

    #[test]
    fn prose_keeps_its_line_breaks_in_one_form() {
        assert_eq!("a\r\nb".parse::<Prose>().unwrap().as_str(), "a\nb");
        assert!("x".repeat(5_001).parse::<Prose>().is_err());
    }

    #[test]
    fn addresses_are_lower_case_and_have_a_domain() {
        assert_eq!("Jo@Example.ORG".parse::<EmailAddress>().unwrap().domain(), "example.org");
        let pasted = "\u{a0} jo@example.org\u{200b}\t";
        assert_eq!(pasted.parse::<EmailAddress>().unwrap().as_str(), "jo@example.org");
        for wrong in ["jo", "jo@", "@example.org", "jo@localhost", "jo@example.org\nBcc: x@y.zz", "a b@c.de"]
        {
            assert!(wrong.parse::<EmailAddress>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn slugs_have_one_spelling() {
        assert!("blue-badge".parse::<Slug>().is_ok());
        for wrong in ["a", "Blue", "a--b", "-ab", "ab-", "a b", "é1"] {
            assert!(wrong.parse::<Slug>().is_err(), "{wrong:?}");
        }
    }
}
