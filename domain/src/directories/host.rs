//! Host names that a directory owns.

use crate::kernel::NotThisText;
use crate::text_value;

text_value! {
    /// A host name in lower case, such as `help.example.gov.uk`: labels of letters, digits and hyphens, at
    /// least two of them, at most 253 characters (RFC 1123). No port, no address of numbers.
    pub struct HostName, parsed by host_name
}

impl HostName {
    /// Whether it is gov.uk or lies below it: where GDS Transport and the crest may be shown.
    #[must_use]
    pub fn is_gov_uk(&self) -> bool {
        self.0 == "gov.uk" || self.0.ends_with(".gov.uk")
    }
}

fn host_name(text: &str) -> Result<String, NotThisText> {
    let name = text.trim().trim_end_matches('.').to_ascii_lowercase();
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let named = name.rsplit_once('.').is_some_and(|(_, top)| top.bytes().any(|b| b.is_ascii_alphabetic()));
    if name.len() <= 253 && named && name.split('.').all(label) {
        Ok(name)
    } else {
        Err(NotThisText::because("Enter a host name such as help.example.gov.uk, without https:// or a port"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_looks_like_gov_uk_is_not() {
        for (host, is) in [
            ("gov.uk", true),
            ("help.service.gov.uk", true),
            ("notgov.uk", false),
            ("gov.uk.example.org", false),
            ("llyw.cymru", false),
        ] {
            assert_eq!(host.parse::<HostName>().unwrap().is_gov_uk(), is, "{host}");
        }
    }

    #[test]
    fn host_names_have_one_spelling() {
        assert_eq!(" Help.Example.GOV.UK. ".parse::<HostName>().unwrap().as_str(), "help.example.gov.uk");
        for wrong in [
            "",
            "localhost",
            "https://help.example",
            "help.example:80",
            "127.0.0.1",
            "-a.example",
            "a..b",
            "é.example",
        ] {
            assert!(wrong.parse::<HostName>().is_err(), "{wrong}");
        }
    }
}
