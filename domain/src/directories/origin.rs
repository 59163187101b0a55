//! Which sites may show a directory within their own pages.

use super::HostName;
use crate::kernel::NotThisText;
use crate::text_value;

text_value! {
    /// The origin of a site that may embed a directory, as a browser sends it: `https`, a public host name in
    /// lower case, a port only where it is not 443, and nothing else. No wildcard: each site is named.
    pub struct EmbedOrigin, parsed by embed_origin
}

fn embed_origin(text: &str) -> Result<String, NotThisText> {
    let refuse = |sentence: &str| Err(NotThisText::because(sentence));
    let text = text.trim().to_ascii_lowercase();
    let Some(rest) = text.strip_prefix("https://") else {
        return refuse(
            "Enter the start of the site's address, with https://, such as https://www.example.gov.uk",
        );
    };
    if rest.contains('*') {
        return refuse("Name each site by itself: a * could let in sites that nobody looked at");
    }
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    if rest.contains(['/', '?', '#', '@']) {
        return refuse("Enter only the start of the address, without a path: https://www.example.gov.uk");
    }
    let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
    let Ok(host) = host.parse::<HostName>() else {
        return refuse("Enter an address with a public host name, such as https://www.example.gov.uk");
    };
    match port.map(str::parse::<u16>) {
        None | Some(Ok(443)) => Ok(format!("https://{host}")),
        Some(Ok(port)) if port > 0 => Ok(format!("https://{host}:{port}")),
        Some(_) => refuse("Enter a port from 1 to 65535, or none"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_spelt_as_browsers_send_it() {
        for (given, kept) in [
            ("https://www.example.gov.uk", "https://www.example.gov.uk"),
            (" HTTPS://WWW.Example.gov.uk/ ", "https://www.example.gov.uk"),
            ("https://example.org:443", "https://example.org"),
            ("https://example.org:8443", "https://example.org:8443"),
        ] {
            assert_eq!(given.parse::<EmbedOrigin>().unwrap().as_str(), kept);
        }
    }

    #[test]
    fn what_is_no_single_public_origin_is_refused() {
        for wrong in [
            "",
            "http://example.org",
            "example.org",
            "https://*.example.org",
            "https://localhost",
            "https://127.0.0.1",
            "https://[::1]",
            "https://example.org/help",
            "https://example.org?a=b",
            "https://user@example.org",
            "https://example.org:0",
            "https://example.org:99999",
            "https://example.org:",
            "null",
            "https://example.org https://example.net",
            "https://example.org;script-src",
        ] {
            assert!(wrong.parse::<EmbedOrigin>().is_err(), "{wrong}");
        }
    }
}
