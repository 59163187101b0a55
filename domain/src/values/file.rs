//! Files as the rules see them: what one is called, how large it is, and the hash by which it is kept.

use crate::kernel::NotThisText;
use crate::text_value;
use utoipa::ToSchema;

text_value! {
    /// The SHA-256 of a file's bytes: 64 lower-case hexadecimal digits.
    pub struct Sha256, parsed by sha256
}
text_value! {
    /// What a file is called: 3 to 120 characters with an ending, and no path.
    pub struct FileName, parsed by file_name
}

impl FileName {
    /// What follows the last full stop, in lower case: `pdf`.
    #[must_use]
    pub fn ending(&self) -> String {
        self.as_str().rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
    }
}

/// A file that someone handed in. The bytes are kept elsewhere, under their hash.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileReference {
    /// What it is called.
    pub name: FileName,
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// How many bytes it has.
    pub bytes: u64,
}

fn sha256(text: &str) -> Result<String, NotThisText> {
    let text = text.trim().to_lowercase();
    let well_formed = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    well_formed
        .then_some(text)
        .ok_or_else(|| NotThisText::because("A SHA-256 has 64 hexadecimal digits: upload the file again"))
}

fn file_name(text: &str) -> Result<String, NotThisText> {
    let text = text.trim();
    let plain = !text.contains(|c: char| c.is_control() || matches!(c, '/' | '\\')) && !text.starts_with('.');
    let ending = text.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty() && !ending.is_empty() && ending.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    (plain && ending && text.chars().count() <= 120).then(|| text.to_owned()).ok_or_else(|| {
        NotThisText::because("Use a file name of at most 120 characters with an ending, such as policy.pdf")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_has_an_ending_and_never_a_path() {
        assert_eq!("Safeguarding policy.PDF".parse::<FileName>().unwrap().ending(), "pdf");
        for wrong in ["", "policy", ".pdf", "policy.", "../policy.pdf", "a\\b.pdf", "a\0.pdf", "a.p df"] {
            assert!(wrong.parse::<FileName>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_hash_has_one_spelling() {
        assert_eq!("AB".repeat(32).parse::<Sha256>().unwrap().as_str(), "ab".repeat(32));
        assert!("ab".parse::<Sha256>().is_err() && "zz".repeat(32).parse::<Sha256>().is_err());
    }
}
