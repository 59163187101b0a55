//! Addresses of pages.

use crate::kernel::NotThisText;
use crate::text_value;

text_value! {
    /// The address of a public page: `https` only, a host name with a dot, no user name or password, at most
    /// 500 characters. The scheme, which may be left out, and the host are in lower case.
    pub struct WebAddress, parsed by web_address
}

impl WebAddress {
    /// The host name: `example.org`.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.as_str().strip_prefix("https://").unwrap_or_default();
        rest.split(['/', '?', '#', ':']).next().unwrap_or_default()
    }
}

fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    // The last label of a public name holds a letter: numbers alone would be an IP address.
    let public = |(_, top): (&str, &str)| top.len() >= 2 && top.bytes().any(|b| b.is_ascii_alphabetic());
    host.len() <= 253 && host.split('.').all(label) && host.rsplit_once('.').is_some_and(public)
}

fn web_address(text: &str) -> Result<String, NotThisText> {
    let refuse = |sentence: &str| Err(NotThisText::because(sentence));
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 500 {
        return refuse("Enter a web address of at most 500 characters, such as https://www.example.org");
    }
    // As people type it. What names another scheme is refused below.
    let bare = text.split(['/', '?', '#']).next().is_some_and(is_host);
    let text = if bare { format!("https://{text}") } else { text.to_owned() };
    let lower = text.get(..8).map(str::to_ascii_lowercase);
    if lower.as_deref() != Some("https://") {
        return refuse("Enter a web address that starts with https://");
    }
    let rest = &text[8..];
    let clean = |b: u8| b.is_ascii_graphic() && !b"<>\"`{}|\\^".contains(&b);
    if !rest.bytes().all(clean) {
        return refuse("Remove spaces, quotation marks and other unusual characters from the web address");
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    let right_port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    if authority.contains('@') || !is_host(host) || !right_port {
        return refuse("Enter a web address with a public host name, such as https://www.example.org");
    }
    Ok(format!("https://{}{path}", authority.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_pages_over_https_are_web_addresses() {
        let address: WebAddress = " HTTPS://WWW.Example.ORG/Help?q=1#top ".parse().unwrap();
        assert_eq!(address.as_str(), "https://www.example.org/Help?q=1#top");
        assert_eq!(address.host(), "www.example.org");
        assert_eq!(
            "www.example.org/help".parse::<WebAddress>().unwrap().as_str(),
            "https://www.example.org/help"
        );
        assert_eq!("https://example.org:8443".parse::<WebAddress>().unwrap().host(), "example.org");
    }

    #[test]
    fn what_could_mislead_or_run_is_refused() {
        for wrong in [
            "",
            "http://example.org",
            "javascript:alert(1)",
            "mailto:someone@example.org",
            "//example.org",
            "https://",
            "https://localhost",
            "https://127.0.0.1/",
            "https://user:pw@example.org",
            "https://example.org:99999",
            "https://exa mple.org",
            "https://ex\"ample.org",
            "https://-a.org",
            "https://example.org/<script>",
            "https://[::1]/",
            "https://b\u{fc}cher.example",
        ] {
            assert!(wrong.parse::<WebAddress>().is_err(), "{wrong}");
        }
    }
}
