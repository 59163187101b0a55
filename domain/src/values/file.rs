//! Files as the rules see them: what one is called, how large it is, and the hash by which it is kept.

use crate::kernel::NotThisText;
use crate::text_value;
use utoipa::ToSchema;

/// A file that someone hands in is at most so long, in bytes, whatever it answers.
pub const LARGEST_FILE: usize = 20_000_000;

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

impl FileReference {
    /// A file that someone hands in, which has to be what its name says.
    ///
    /// # Errors
    /// When it begins as no file with this ending does.
    pub fn handed_in(name: FileName, sha256: Sha256, bytes: &[u8]) -> Result<Self, NotThisText> {
        let ending = name.ending();
        if !begins_as(&ending, bytes) {
            let says = format!(
                "This file is no {ending} inside, whatever its name says. Save it again as {ending}, then upload that"
            );
            return Err(NotThisText::because(says));
        }
        Ok(Self { name, sha256, bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX) })
    }
}

/// Whether a file begins as files of this ending do. Of an ending that we do not know, nothing is said.
fn begins_as(ending: &str, bytes: &[u8]) -> bool {
    let first: &[u8] = match ending {
        "pdf" => b"%PDF-",
        "png" => b"\x89PNG\r\n\x1a\n",
        "jpg" | "jpeg" => b"\xff\xd8\xff",
        // OpenDocument and Office Open XML are ZIP files.
        "odt" | "ods" | "odp" | "odg" | "docx" | "xlsx" | "pptx" | "zip" => b"PK\x03\x04",
        "doc" | "xls" | "ppt" => b"\xd0\xcf\x11\xe0",
        "csv" | "txt" => return std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')),
        _ => return true,
    };
    bytes.starts_with(first)
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
    fn a_file_is_what_its_name_says() {
        let handed_in = |name: &str, bytes: &[u8]| {
            FileReference::handed_in(name.parse().unwrap(), "ab".repeat(32).parse().unwrap(), bytes)
        };
        assert_eq!(handed_in("policy.PDF", b"%PDF-1.7").unwrap().bytes, 8);
        assert!(
            handed_in("plan.odt", b"PK\x03\x04").is_ok() && handed_in("notes.txt", "Tŷ".as_bytes()).is_ok()
        );
        for (name, bytes) in
            [("policy.pdf", &b"MZ"[..]), ("plan.docx", b"%PDF-1.7"), ("notes.txt", b"a\0b"), ("a.png", b"")]
        {
            assert!(handed_in(name, bytes).unwrap_err().to_string().contains("inside"), "{name}");
        }
    }

    #[test]
    fn a_hash_has_one_spelling() {
        assert_eq!("AB".repeat(32).parse::<Sha256>().unwrap().as_str(), "ab".repeat(32));
        assert!("ab".parse::<Sha256>().is_err() && "zz".repeat(32).parse::<Sha256>().is_err());
    }
}
