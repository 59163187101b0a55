//! Links of a brand and of guidance: where they lead, and what they say in both languages.

use crate::kernel::NotThisText;
use crate::kernel::fields::Fields;
use crate::text_value;
use crate::values::{EmailAddress, Line, WebAddress};
use serde::{Deserialize, Serialize};

/// The words of a link in a header or a footer are at most so long: a header is one line.
const LONGEST_WORDS: usize = 60;

text_value! {
    /// Where a link may lead: a public page (`https`), a page of the directory itself (`/cookies`), an email
    /// address (`mailto:`) or a telephone number (`tel:`). Nothing that runs, and nothing without encryption.
    pub struct LinkAddress, parsed by link_address
}

impl LinkAddress {
    /// The address on a page of a directory whose own addresses begin with `base`.
    #[must_use]
    pub fn from_base(&self, base: &str) -> String {
        let base = if self.as_str().starts_with('/') { base } else { "" };
        format!("{base}{}", self.as_str())
    }
}

fn link_address(text: &str) -> Result<String, NotThisText> {
    let text = text.trim();
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match (scheme.as_deref(), text.strip_prefix('/')) {
        (_, Some(path)) => {
            let clean = |b: u8| b.is_ascii_graphic() && !b"<>\"'`{}|\\^".contains(&b);
            if path.starts_with('/') || path.len() > 500 || !path.bytes().all(clean) {
                return Err(NotThisText::because("Enter a page of the directory such as /cookies"));
            }
            Ok(text.to_owned())
        }
        (Some("https"), _) => Ok(text.parse::<WebAddress>()?.to_string()),
        (Some("mailto"), _) => Ok(format!("mailto:{}", text[7..].parse::<EmailAddress>()?)),
        (Some("tel"), _) => {
            let number: String = text[4..].chars().filter(|c| !matches!(c, ' ' | '-')).collect();
            let digits = number.strip_prefix('+').unwrap_or(&number);
            let right = (3..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            right.then(|| format!("tel:{number}")).ok_or_else(|| {
                NotThisText::because("Enter a telephone number of 3 to 15 digits, such as tel:+441134960000")
            })
        }
        _ => Err(NotThisText::because(
            "Enter an address that starts with https://, mailto: or tel:, or a page of the directory such as /cookies",
        )),
    }
}

text_value! {
    /// Where people say what is wrong with a new service: an email address, or a page (`https`).
    pub struct Feedback, parsed by feedback
}

impl Feedback {
    /// The address of a link to it.
    #[must_use]
    pub fn address(&self) -> String {
        if self.as_str().starts_with("https://") {
            self.to_string()
        } else {
            format!("mailto:{}", self.as_str())
        }
    }
}

fn feedback(text: &str) -> Result<String, NotThisText> {
    let page = text.parse::<WebAddress>().map(|page| page.to_string());
    page.or_else(|_| text.parse::<EmailAddress>().map(|email| email.to_string())).map_err(|_| {
        NotThisText::because("Enter an email address, or the address of a page that starts with https://")
    })
}

/// A link in a header or a footer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BrandLink {
    /// What it says.
    pub words: Line,
    /// The same in Welsh.
    pub words_cy: Line,
    /// Where it leads.
    pub address: LinkAddress,
}

/// The raw fields of a [`BrandLink`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BrandLinkDraft {
    /// What it says, at most 60 characters.
    pub words: String,
    /// The same in Welsh.
    pub words_cy: String,
    /// `https://…`, `mailto:…`, `tel:…`, or a page of the directory such as `/cookies`.
    pub address: String,
}

impl BrandLinkDraft {
    fn read(&self, fields: &mut Fields) -> Option<BrandLink> {
        let said = words(fields, "/words", &self.words);
        let words_cy = words(fields, "/words_cy", &self.words_cy);
        let address = fields.parse("/address", &self.address);
        Some(BrandLink { words: said?, words_cy: words_cy?, address: address? })
    }
}

fn words(fields: &mut Fields, pointer: &str, raw: &str) -> Option<Line> {
    let words = fields.parse::<Line>(pointer, raw)?;
    if words.as_str().chars().count() > LONGEST_WORDS {
        fields.refuse(pointer, "too_long", format!("Use at most {LONGEST_WORDS} characters in a link"));
        return None;
    }
    Some(words)
}

/// Reads the links of a header or a footer, at most so many.
pub(super) fn links(
    fields: &mut Fields,
    pointer: &str,
    raw: &[BrandLinkDraft],
    most: usize,
) -> Option<Vec<BrandLink>> {
    if raw.len() > most {
        fields.refuse(pointer, "too_many", format!("Enter at most {most} links"));
        return None;
    }
    fields.each(pointer, raw, |fields, raw| raw.read(fields))
}

impl From<&BrandLink> for BrandLinkDraft {
    fn from(link: &BrandLink) -> Self {
        Self {
            words: link.words.to_string(),
            words_cy: link.words_cy.to_string(),
            address: link.address.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_pages_mail_and_telephones() {
        for (given, kept) in [
            ("https://www.gov.uk/carers", "https://www.gov.uk/carers"),
            (" /cookies ", "/cookies"),
            ("mailto:Help@Example.org", "mailto:help@example.org"),
            ("tel:0113 496 0000", "tel:01134960000"),
        ] {
            assert_eq!(given.parse::<LinkAddress>().unwrap().as_str(), kept);
        }
        let page: LinkAddress = "/cookies".parse().unwrap();
        assert_eq!(page.from_base("/d/carers"), "/d/carers/cookies");
        let elsewhere: LinkAddress = "https://example.org".parse().unwrap();
        assert_eq!(elsewhere.from_base("/d/carers"), "https://example.org");
    }

    #[test]
    fn what_runs_or_misleads_is_no_link() {
        for wrong in [
            "",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "http://example.org",
            "//example.org",
            "/\\example.org",
            "cookies",
            "mailto:nobody",
            "mailto:a@example.org?bcc=b@example.org",
            "tel:help",
            "https://exa mple.org",
            "/<script>",
        ] {
            assert!(wrong.parse::<LinkAddress>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn feedback_goes_by_mail_or_to_a_page() {
        assert_eq!("Team@Example.org".parse::<Feedback>().unwrap().address(), "mailto:team@example.org");
        assert_eq!(
            "https://example.org/say".parse::<Feedback>().unwrap().address(),
            "https://example.org/say"
        );
        assert!("http://example.org".parse::<Feedback>().is_err() && "me".parse::<Feedback>().is_err());
    }
}
