//! Offerings that came in together, as the rows of one file: looked at first, then done as they were seen.

use crate::values::Sha256;
use crate::{
    Changed, EventBody, HasSubject, OfferingImportId, OrganisationId, PersonId, Refusal, Subject, Timestamp,
    words,
};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

words! {
    /// Where a file of offerings is in its life.
    pub enum ImportState {
        /// Someone has sent it and looks at what it would change.
        Looked = "looked_at",
        /// Someone wants it done; a worker is at it, or soon will be.
        Confirmed = "confirmed",
        /// Everything in it was done.
        Done = "done",
        /// Nothing in it was done, and nothing will be: it says why.
        NotDone = "not_done",
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

/// A worker that began, and was heard of no more for so long, was stopped: another begins anew. Nothing was done by it.
const BEGUN_ANEW: SignedDuration = SignedDuration::from_mins(2);

/// That someone wants a file done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Who.
    pub by: PersonId,
    /// Since when.
    pub at: Timestamp,
    /// When a worker last began with it.
    pub begun_at: Option<Timestamp>,
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
    /// That someone wants it done, where a worker does it.
    #[serde(default)]
    pub confirmation: Option<Confirmation>,
    /// Why nothing was done.
    #[serde(default)]
    pub refusal: Option<String>,
}

/// What happened to a file of offerings.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
enum Happened {
    Sent { file: Sha256, tally: Tally },
    Confirmed { file: Sha256, tally: Tally },
    NotDone { file: Sha256 },
    Done { file: Sha256, tally: Tally },
}

impl EventBody for Happened {
    fn name(&self) -> &'static str {
        match self {
            Self::Sent { .. } => "offering_import.sent",
            Self::Confirmed { .. } => "offering_import.confirmed",
            Self::NotDone { .. } => "offering_import.not_done",
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
    /// A worker is at it.
    #[error("This file is being imported: wait until it is done")]
    BeingDone,
    /// It was not done, and is not tried again.
    #[error("This file was not imported. Send it again to see what it would change now")]
    NotDone,
    /// The same file was done meanwhile.
    #[error(
        "This very file was imported after you looked at it. Send it again to see what it would change now"
    )]
    SameFileDone,
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
            Self::BeingDone => "import_being_done",
            Self::NotDone => "import_not_done",
            Self::SameFileDone => "import_same_file_done",
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
            confirmation: None,
            refusal: None,
        };
        Changed::by(import, &happened)
    }

    /// How many rows change something.
    #[must_use]
    pub const fn changing(&self) -> u64 {
        self.tally.begun + self.tally.changed + self.tally.to_review
    }

    /// Refuses when the same file was done after this one was looked at: by a second window, or a second click. A file
    /// that is sent again after that is looked at again, and does what is seen then.
    ///
    /// # Errors
    /// [`CannotImport::SameFileDone`].
    pub fn not_done_since(&self, others: &[Self]) -> Result<(), CannotImport> {
        let is_same = |other: &&Self| other.id != self.id && other.file == self.file;
        let since = |other: &Self| other.done_at.is_some_and(|done| done >= self.sent_at);
        let done = others.iter().filter(is_same).any(since);
        if done { Err(CannotImport::SameFileDone) } else { Ok(()) }
    }

    /// Someone wants it done. A worker does it.
    ///
    /// # Errors
    /// When it was done before, is being done, or changes nothing.
    pub fn confirmed(mut self, by: PersonId, now: Timestamp) -> Result<Changed<Self>, CannotImport> {
        self.waits()?;
        self.state = ImportState::Confirmed;
        self.confirmation = Some(Confirmation { by, at: now, begun_at: None });
        let happened = Happened::Confirmed { file: self.file.clone(), tally: self.tally };
        Ok(Changed::by(self, &happened))
    }

    /// Who wants it done, when a worker is to begin with it now. `None`: another is at it, or there is nothing to do.
    #[must_use]
    pub fn is_to_begin(&self, now: Timestamp) -> Option<PersonId> {
        let confirmation = self.confirmation.filter(|_| self.state == ImportState::Confirmed)?;
        let is_left = |begun: Timestamp| now.duration_since(begun) >= BEGUN_ANEW;
        confirmation.begun_at.is_none_or(is_left).then_some(confirmation.by)
    }

    /// A worker begins with it, so that no other does. Nothing happened yet that the log would tell.
    #[must_use]
    pub fn begun(mut self, now: Timestamp) -> Option<Changed<Self>> {
        let by = self.is_to_begin(now)?;
        let at = self.confirmation?.at;
        self.confirmation = Some(Confirmation { by, at, begun_at: Some(now) });
        Some(Changed { next: self, events: vec![] })
    }

    /// Nothing in it was done, and nothing will be. `None`: it does not wait to be done.
    #[must_use]
    pub fn not_done(mut self, why: String) -> Option<Changed<Self>> {
        if self.state != ImportState::Confirmed {
            return None;
        }
        self.state = ImportState::NotDone;
        self.refusal = Some(why);
        let happened = Happened::NotDone { file: self.file.clone() };
        Some(Changed::by(self, &happened))
    }

    /// That it was only looked at so far, and that there is something to do.
    fn waits(&self) -> Result<(), CannotImport> {
        match self.state {
            ImportState::Looked if self.changing() == 0 => Err(CannotImport::ChangesNothing),
            ImportState::Looked => Ok(()),
            ImportState::Confirmed => Err(CannotImport::BeingDone),
            ImportState::Done => Err(CannotImport::DoneAlready),
            ImportState::NotDone => Err(CannotImport::NotDone),
        }
    }

    /// Everything in it is done, when that is exactly what was seen: by whoever looked at it, or by the worker that they
    /// left it to.
    ///
    /// # Errors
    /// When it was done before, changes nothing, or would do something else now.
    pub fn done(
        mut self,
        seen: &Sha256,
        by_worker: bool,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotImport> {
        if !(by_worker && self.state == ImportState::Confirmed) {
            if self.state == ImportState::Looked && self.seen != *seen {
                return Err(CannotImport::WouldDoOtherwise);
            }
            self.waits()?;
        }
        if self.seen != *seen {
            return Err(CannotImport::WouldDoOtherwise);
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
        assert_eq!(import(one).done(&other, false, now).unwrap_err(), CannotImport::WouldDoOtherwise);
        assert_eq!(
            import(Tally::default()).done(&seen, false, now).unwrap_err(),
            CannotImport::ChangesNothing
        );
        let done = import(one).done(&seen, false, now).unwrap().next;
        assert_eq!(done.done_at, Some(now));
        assert_eq!(done.done(&seen, true, now).unwrap_err(), CannotImport::DoneAlready);
    }

    #[test]
    fn the_same_file_is_not_done_again_for_who_looked_at_it_before() {
        let at = |hour: i64| -> Timestamp {
            let first: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
            first + SignedDuration::from_hours(hour)
        };
        let one = Tally { begun: 1, ..Tally::default() };
        let (mut mine, other) = (import(one), import(one));
        mine.id = uuid::Uuid::from_u128(9).into();
        let seen = other.seen.clone();
        let other = other.done(&seen, false, at(1)).unwrap().next;
        assert_eq!(mine.not_done_since(std::slice::from_ref(&other)), Err(CannotImport::SameFileDone));
        mine.sent_at = at(2);
        assert_eq!(
            mine.not_done_since(std::slice::from_ref(&other)),
            Ok(()),
            "sent again, and looked at again"
        );
        assert_eq!(other.not_done_since(std::slice::from_ref(&other)), Ok(()), "itself is no other");
    }

    #[test]
    fn one_worker_does_what_someone_confirmed_and_another_when_it_was_stopped() {
        let at = |minute: i64| -> Timestamp {
            let first: Timestamp = "2026-11-22T12:01:00Z".parse().unwrap();
            first + SignedDuration::from_mins(minute)
        };
        let by = uuid::Uuid::from_u128(3).into();
        let one = Tally { begun: 1, ..Tally::default() };
        assert_eq!(import(one).is_to_begin(at(0)), None, "nobody has confirmed it");
        let nothing = import(Tally::default()).confirmed(by, at(0)).unwrap_err();
        assert_eq!(nothing, CannotImport::ChangesNothing);
        let confirmed = import(one).confirmed(by, at(0)).unwrap().next;
        assert_eq!(confirmed.clone().confirmed(by, at(0)).unwrap_err(), CannotImport::BeingDone);
        let seen = confirmed.seen.clone();
        assert_eq!(confirmed.clone().done(&seen, false, at(0)).unwrap_err(), CannotImport::BeingDone);
        let begun = confirmed.begun(at(0)).unwrap().next;
        assert_eq!((begun.is_to_begin(at(1)), begun.is_to_begin(at(2))), (None, Some(by)));
        assert_eq!(begun.clone().done(&begun.file, true, at(1)).unwrap_err(), CannotImport::WouldDoOtherwise);
        assert_eq!(begun.clone().done(&seen, true, at(1)).unwrap().next.state, ImportState::Done);
        let not = begun.not_done("It would do something else".into()).unwrap().next;
        assert_eq!(not.is_to_begin(at(9)), None);
        assert_eq!(not.confirmed(by, at(9)).unwrap_err(), CannotImport::NotDone);
    }
}
