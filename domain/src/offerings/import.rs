//! Offerings that came in together, as the rows of one file: looked at first, then done as they were seen.

use crate::values::Sha256;
use crate::{
    Changed, EventBody, HasSubject, OfferingImportId, OrganisationId, Refusal, Subject, Timestamp, words,
};
use serde::{Deserialize, Serialize};

words! {
    /// Where a file of offerings is in its life.
    pub enum ImportState {
        /// Someone has sent it and looks at what it would change.
        Looked = "looked_at",
        /// Everything in it was done.
        Done = "done",
    }
}

/// How many rows do what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Begin an offering, as a draft.
    pub begun: u64,
    /// Change one.
    pub changed: u64,
    /// Change one, of which a part waits for a reviewer.
    pub to_review: u64,
    /// Leave one as it is.
    pub same: u64,
}

/// A file of offerings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferingImport {
    /// Which.
    pub id: OfferingImportId,
    /// For optimistic locking; the store raises it.
    pub version: i64,
    /// Whose offerings.
    pub provider: OrganisationId,
    /// The file, as it was sent.
    pub file: Sha256,
    /// What its sender calls it.
    pub file_name: String,
    /// What it would do, as a hash over every row and the version of every offering that it changes.
    pub seen: Sha256,
    /// How many rows do what.
    pub tally: Tally,
    /// Where it is in its life.
    pub state: ImportState,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// When it was done.
    pub done_at: Option<Timestamp>,
}

/// What happened to a file of offerings.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
enum Happened {
    Sent { file: Sha256, tally: Tally },
    Done { file: Sha256, tally: Tally },
}

impl EventBody for Happened {
    fn name(&self) -> &'static str {
        match self {
            Self::Sent { .. } => "offering_import.sent",
            Self::Done { .. } => "offering_import.done",
        }
    }
}

impl HasSubject for OfferingImport {
    fn subject(&self) -> Subject {
        Subject::new("offering_import", self.id, Some(self.provider))
    }
}

/// Why a file of offerings is not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotImport {
    /// It was done before.
    #[error("This file was imported already. Export your offerings again to change more")]
    DoneAlready,
    /// It would do something else now.
    #[error(
        "Someone has changed an offering of this file since you looked at it. Nothing was done: look again at what it would change"
    )]
    WouldDoOtherwise,
    /// It changes nothing.
    #[error("Every row is as it is kept: there is nothing to import")]
    ChangesNothing,
}

impl Refusal for CannotImport {
    fn code(&self) -> &'static str {
        match self {
            Self::DoneAlready => "import_done_already",
            Self::WouldDoOtherwise => "import_would_do_otherwise",
            Self::ChangesNothing => "import_changes_nothing",
        }
    }
}

impl OfferingImport {
    /// A file was sent, and what it would do was worked out.
    pub fn sent(
        id: OfferingImportId,
        provider: OrganisationId,
        (file, file_name): (Sha256, String),
        (seen, tally): (Sha256, Tally),
        now: Timestamp,
    ) -> Changed<Self> {
        let happened = Happened::Sent { file: file.clone(), tally };
        let import = Self {
            id,
            version: 0,
            provider,
            file,
            file_name,
            seen,
            tally,
            state: ImportState::Looked,
            sent_at: now,
            done_at: None,
        };
        Changed::by(import, &happened)
    }

    /// Everything in it is done, when that is exactly what was seen.
    ///
    /// # Errors
    /// When it was done before, changes nothing, or would do something else now.
    pub fn done(mut self, seen: &Sha256, now: Timestamp) -> Result<Changed<Self>, CannotImport> {
        if self.state == ImportState::Done {
            return Err(CannotImport::DoneAlready);
        }
        if self.seen != *seen {
            return Err(CannotImport::WouldDoOtherwise);
        }
        if self.tally.begun + self.tally.changed + self.tally.to_review == 0 {
            return Err(CannotImport::ChangesNothing);
        }
        self.state = ImportState::Done;
        self.done_at = Some(now);
        let happened = Happened::Done { file: self.file.clone(), tally: self.tally };
        Ok(Changed::by(self, &happened))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn import(tally: Tally) -> OfferingImport {
        let hash = |digit: &str| digit.repeat(64).parse::<Sha256>().unwrap();
        let now = "2026-11-22T12:00:00Z".parse().unwrap();
        let ids = (uuid::Uuid::from_u128(1).into(), uuid::Uuid::from_u128(2).into());
        OfferingImport::sent(ids.0, ids.1, (hash("a"), "offerings.csv".into()), (hash("b"), tally), now).next
    }

    #[test]
    fn it_is_done_once_and_only_as_it_was_seen() {
        let now = "2026-11-22T12:01:00Z".parse().unwrap();
        let one = Tally { begun: 1, ..Tally::default() };
        let (seen, other) = (import(one).seen, import(one).file);
        assert_eq!(import(one).done(&other, now).unwrap_err(), CannotImport::WouldDoOtherwise);
        assert_eq!(import(Tally::default()).done(&seen, now).unwrap_err(), CannotImport::ChangesNothing);
        let done = import(one).done(&seen, now).unwrap().next;
        assert_eq!(done.done_at, Some(now));
        assert_eq!(done.done(&seen, now).unwrap_err(), CannotImport::DoneAlready);
    }
}
