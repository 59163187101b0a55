//! Styles, scripts, typefaces and images, embedded in the binary when `make assets` has made them.
//!
//! Each file's address has a hash of its content, so that it may be kept for ever.

/// Where the assets are served: every address starts with this.
pub const PREFIX: &str = "/assets/";

/// The `Cache-Control` of every asset.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// File names with their bytes, in the order of their names.
static TABLE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// One embedded file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The last part of its address: `plain-0a1b2c3d4e.css`.
    pub file_name: &'static str,
    pub bytes: &'static [u8],
}

impl Asset {
    /// The `Content-Type`.
    pub fn media_type(&self) -> &'static str {
        match self.file_name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            Some("png") => "image/png",
            Some("ico") => "image/x-icon",
            Some("woff") => "font/woff",
            Some("woff2") => "font/woff2",
            _ => "application/octet-stream",
        }
    }

    /// The name without the hash: `plain.css`.
    pub fn name(&self) -> String {
        match self.file_name.rsplit_once('-') {
            Some((stem, rest)) => match rest.split_once('.') {
                Some((_, ending)) => format!("{stem}.{ending}"),
                None => self.file_name.to_owned(),
            },
            None => self.file_name.to_owned(),
        }
    }

    /// The whole address, from the root of the host.
    pub fn address(&self) -> String {
        format!("{PREFIX}{}", self.file_name)
    }
}

/// Whether the binary has its assets. Without them a server should refuse to start and say
/// "run `make assets`".
pub fn are_present() -> bool {
    !TABLE.is_empty()
}

/// Every asset.
pub fn all() -> impl Iterator<Item = Asset> {
    TABLE.iter().map(|&(file_name, bytes)| Asset { file_name, bytes })
}

/// The asset at `/assets/{file_name}`. A name with an old hash is not found.
pub fn find(file_name: &str) -> Option<Asset> {
    all().find(|asset| asset.file_name == file_name)
}

/// The address of an asset by its name without hash. In a binary without assets it leads nowhere.
pub fn address(name: &str) -> String {
    all()
        .find(|asset| asset.name() == name)
        .map_or_else(|| format!("{PREFIX}{name}"), |asset| asset.address())
}

/// An SVG, to be drawn within a page.
pub(crate) fn drawing(name: &str) -> crate::Markup {
    let svg = all().find(|asset| asset.name() == name).and_then(|asset| str::from_utf8(asset.bytes).ok());
    crate::Markup::trusted(svg.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str) -> &'static str {
        let asset = all().find(|asset| asset.name() == name);
        let asset = asset.unwrap_or_else(|| panic!("{name} is missing: run `make assets` first"));
        str::from_utf8(asset.bytes).unwrap()
    }

    #[test]
    fn an_asset_is_found_by_its_address_only_with_the_right_hash() {
        let address = address("plain.css");
        let file_name = address.strip_prefix(PREFIX).unwrap();
        assert_ne!(file_name, "plain.css", "run `make assets` first");
        let asset = find(file_name).unwrap();
        assert_eq!(asset.media_type(), "text/css; charset=utf-8");
        assert_eq!(asset.name(), "plain.css");
        assert!(find("plain-0000000000.css").is_none());
    }

    #[test]
    fn only_hosts_of_gov_uk_get_its_typeface_and_crest() {
        assert!(text("govuk.css").contains("GDS Transport"));
        assert!(text("govuk.css").contains("govuk-crest"));
        for forbidden in ["GDS", "Transport", "woff", "crest"] {
            assert!(!text("plain.css").contains(forbidden), "{forbidden}");
        }
    }

    #[test]
    fn everything_that_a_stylesheet_or_script_refers_to_is_there() {
        for name in ["govuk.css", "plain.css"] {
            let references = text(name).split("url(").skip(1).filter_map(|rest| rest.split(')').next());
            for reference in references.map(|reference| reference.trim_matches('"')) {
                let inside = reference.starts_with("data:") || find(reference).is_some();
                assert!(inside, "{name} refers to {reference}");
            }
        }
        let import = text("start.js").split("'./").nth(1).unwrap().split('\'').next().unwrap();
        assert!(find(import).is_some(), "{import}");
    }
}
