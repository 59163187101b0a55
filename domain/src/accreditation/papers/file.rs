//! Files as evidence, and with the reports of visits: which kinds are taken, told by their bytes, and under which name they are kept.
//!
//! PDF, OpenDocument, PNG and JPEG: what people can read in ten years, and none of it is ever opened here.

use super::super::application::{Accreditation, Evidence};
use super::super::standard::{CriterionId, StandardDefinition};
use super::super::state::State;
use super::super::{CannotAccredit, Event};
use crate::values::{FileName, FileReference, LARGEST_FILE, Sha256};
use crate::{Changed, Refusal, RefusalKind};

/// So many files can be handed in for one criterion, or with the report of one visit.
pub const MOST_FILES: usize = 10;

/// Why a file is not taken as evidence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotTakeEvidence {
    /// There is nothing in it.
    #[error("The file is empty. Choose another")]
    Nothing,
    /// It is too long.
    #[error("The file has more than 20 MB. Make it smaller, or hand it in as parts")]
    TooLong,
    /// It is of another kind.
    #[error("This is no PDF, OpenDocument file, PNG or JPEG. Save it as a PDF")]
    OtherKind,
    /// There are as many as there can be.
    #[error("There are {MOST_FILES} files here already, and no more fit")]
    TooMany,
    /// It names a file that was not handed in.
    #[error("{0} was not handed in with this application. Upload it first")]
    NotHandedIn(FileName),
}

impl Refusal for CannotTakeEvidence {
    fn code(&self) -> &'static str {
        match self {
            Self::Nothing => "evidence_file_empty",
            Self::TooLong => "evidence_file_too_long",
            Self::OtherKind => "evidence_file_of_another_kind",
            Self::TooMany => "evidence_file_one_too_many",
            Self::NotHandedIn(_) => "evidence_file_not_handed_in",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::TooMany => RefusalKind::Conflict,
            _ => RefusalKind::Unacceptable,
        }
    }

    fn pointer(&self) -> Option<String> {
        Some("/file".to_owned())
    }
}

/// The ending of a file of this kind. What the file is called, or is said to be, does not count. `None`: it is of no kind
/// that is taken.
fn ending_of(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"%PDF-") {
        Some("pdf")
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("png")
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some("jpg")
    } else {
        open_document(bytes)
    }
}

/// OpenDocument is a ZIP whose first entry, not compressed, is called `mimetype` and says what it is.
fn open_document(bytes: &[u8]) -> Option<&'static str> {
    let length = |at: usize| Some(usize::from(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?])));
    let (name, extra) = (length(26)?, length(28)?);
    if !bytes.starts_with(b"PK\x03\x04") || bytes.get(30..30 + name)? != b"mimetype" {
        return None;
    }
    let kind = bytes.get(30 + name + extra..)?.strip_prefix(b"application/vnd.oasis.opendocument.")?;
    [(&b"text"[..], "odt"), (b"spreadsheet", "ods"), (b"presentation", "odp"), (b"graphics", "odg")]
        .into_iter()
        .find(|(word, _)| kind.starts_with(word))
        .map(|(_, ending)| ending)
}

/// The name under which a file is kept: without folders and control characters, not too long, and with the ending of
/// what it is.
fn kept_name(given: &str, ending: &str) -> Option<FileName> {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let stem: String = stem.chars().filter(|c| !c.is_control()).take(100).collect();
    let stem = stem.trim_matches(['.', ' ']);
    let stem = if stem.is_empty() { "evidence" } else { stem };
    // JPEG has two usual endings, and either is right.
    let ending = if last.to_lowercase().ends_with(".jpeg") && ending == "jpg" { "jpeg" } else { ending };
    format!("{stem}.{ending}").parse().ok()
}

/// The reference to a file that can be handed in.
///
/// # Errors
/// When it is empty, too long, or of another kind.
pub fn evidence_file(name: &str, bytes: &[u8], sha256: Sha256) -> Result<FileReference, CannotTakeEvidence> {
    if bytes.is_empty() {
        return Err(CannotTakeEvidence::Nothing);
    }
    if bytes.len() > LARGEST_FILE {
        return Err(CannotTakeEvidence::TooLong);
    }
    let ending = ending_of(bytes).ok_or(CannotTakeEvidence::OtherKind)?;
    let name = kept_name(name, ending).ok_or(CannotTakeEvidence::OtherKind)?;
    Ok(FileReference { name, sha256, bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX) })
}

impl Accreditation {
    /// The evidence of a criterion, while it can be changed.
    fn changeable(
        &self,
        id: &CriterionId,
        standard: &StandardDefinition,
    ) -> Result<Evidence, CannotAccredit> {
        if !matches!(self.state, State::Draft | State::Clarification) {
            return Err(CannotAccredit::NoLongerDraft(self.state));
        }
        if standard.criterion(id).is_none() {
            return Err(CannotAccredit::NoSuchCriterion(id.clone()));
        }
        Ok(self.evidence.get(id).cloned().unwrap_or_default())
    }

    /// Hands a file in as evidence for a criterion. The same file again gets the newer name.
    ///
    /// # Errors
    /// When evidence can no longer be changed, the criterion is not one of the Standard, or there are too many files.
    pub fn hand_in(
        mut self,
        id: &CriterionId,
        file: FileReference,
        standard: &StandardDefinition,
    ) -> Result<Changed<Self>, CannotAccredit> {
        let mut evidence = self.changeable(id, standard)?;
        evidence.files.retain(|there| there.sha256 != file.sha256);
        if evidence.files.len() >= MOST_FILES {
            return Err(CannotTakeEvidence::TooMany.into());
        }
        let (criterion, sha256, bytes) = (id.clone(), file.sha256.clone(), file.bytes);
        evidence.files.push(file);
        self.evidence.insert(id.clone(), evidence);
        self.papers.to_review.remove(id);
        Ok(Changed::by(self, &Event::FileHandedIn { criterion, sha256, bytes }))
    }

    /// Takes a file back that was handed in. What was sent before keeps it.
    ///
    /// # Errors
    /// When evidence can no longer be changed, or the criterion is not one of the Standard.
    pub fn take_back(
        mut self,
        id: &CriterionId,
        sha256: &Sha256,
        standard: &StandardDefinition,
    ) -> Result<Changed<Self>, CannotAccredit> {
        let mut evidence = self.changeable(id, standard)?;
        evidence.files.retain(|there| there.sha256 != *sha256);
        if evidence == Evidence::default() {
            self.evidence.remove(id);
        } else {
            self.evidence.insert(id.clone(), evidence);
        }
        self.papers.to_review.remove(id);
        let event = Event::FileTakenBack { criterion: id.clone(), sha256: sha256.clone() };
        Ok(Changed::by(self, &event))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(name: &str, bytes: &[u8]) -> Result<String, CannotTakeEvidence> {
        evidence_file(name, bytes, "ab".repeat(32).parse().unwrap()).map(|file| file.name.to_string())
    }

    fn odf(kind: &str) -> Vec<u8> {
        let mut zip = b"PK\x03\x04".to_vec();
        zip.extend([0; 22]);
        zip.extend([8, 0, 0, 0]);
        zip.extend(b"mimetypeapplication/vnd.oasis.opendocument.");
        zip.extend(kind.as_bytes());
        zip
    }

    #[test]
    fn a_file_is_told_by_its_bytes_and_named_after_what_it_is() {
        for (name, bytes, kept) in [
            ("Policy.PDF", &b"%PDF-1.7"[..], "Policy.pdf"),
            ("..\\..\\etc/passwd.exe", b"%PDF-1.7", "passwd.pdf"),
            ("", b"\x89PNG\r\n\x1a\n..", "evidence.png"),
            ("a\u{0}b\n.jpeg", b"\xff\xd8\xff\xe0", "ab.jpeg"),
            (".htaccess", b"\xff\xd8\xff\xe0", "evidence.jpg"),
            ("plan.docx", &odf("text"), "plan.odt"),
            ("sums", &odf("spreadsheet"), "sums.ods"),
        ] {
            assert_eq!(taken(name, bytes).as_deref(), Ok(kept), "{name:?}");
        }
        assert_eq!(taken(&format!("{}.pdf", "ä".repeat(300)), b"%PDF-").unwrap().chars().count(), 104);
    }

    #[test]
    fn what_is_of_no_kind_that_is_taken_is_refused_whatever_it_is_called() {
        for other in [
            &b"<html>%PDF-"[..],
            b"PK\x03\x04",
            b"PK\x03\x04 a docx, say, and some more bytes of it",
            b"MZ",
            b"<svg>",
        ] {
            assert_eq!(taken("policy.pdf", other), Err(CannotTakeEvidence::OtherKind));
        }
        assert_eq!(taken("a.odt", &odf("malware")), Err(CannotTakeEvidence::OtherKind));
        assert_eq!(taken("a.pdf", b""), Err(CannotTakeEvidence::Nothing));
        let mut long = b"%PDF-".to_vec();
        long.resize(LARGEST_FILE + 1, 0);
        assert_eq!(taken("a.pdf", &long), Err(CannotTakeEvidence::TooLong));
    }
}
