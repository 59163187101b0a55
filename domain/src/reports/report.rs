//! A report: made by anyone, closed by the authority's support, forgotten in time.

use super::{CloseReport, MakeReport};
use crate::kernel::NotThisText;
use crate::values::{EmailAddress, Line, Name, Prose, Slug};
use crate::{
    Changed, EventBody, HasSubject, OfferingId, OrganisationId, Refusal, ReportId, Subject, Timestamp,
    text_value, words,
};
use serde::{Deserialize, Serialize};

words! {
    /// What is wrong with an entry.
    pub enum Wrong {
        /// It is closed or has moved.
        Closed = "closed",
        /// The opening hours are not these.
        Hours = "hours",
        /// The address, the number or another way to reach it is not right.
        Contact = "contact",
        /// Money was asked for what is free.
        Charged = "charged",
        /// How someone was treated.
        Behaviour = "behaviour",
        /// Something else.
        Other = "other",
    }
}

impl Wrong {
    /// Whether the word alone says too little.
    #[must_use]
    pub const fn needs_words(self) -> bool {
        matches!(self, Self::Behaviour | Self::Other)
    }

    /// Whether the provider is told at once. Whom someone fears is not told who complains: support hears that
    /// first.
    #[must_use]
    pub const fn is_told_to_the_provider(self) -> bool {
        !matches!(self, Self::Behaviour)
    }
}

words! {
    /// How far a report is.
    pub enum State {
        /// Someone is to look at it.
        Open = "open",
        /// Someone has.
        Closed = "closed",
    }
}

words! {
    /// What came of a report.
    pub enum Outcome {
        /// It was so, and was put right.
        PutRight = "put_right",
        /// It was not so.
        NotSo = "not_so",
        /// It had been reported before.
        KnownAlready = "known_already",
        /// It reports nothing.
        NoReport = "no_report",
    }
}

text_value! {
    /// What a report is called: eight letters and digits that are not taken for each other.
    pub struct Reference, parsed by reference
}

/// Crockford's digits in base 32: no I, L, O, U.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn reference(text: &str) -> Result<String, NotThisText> {
    let text = text.trim().to_uppercase();
    let well_formed = text.len() == 8 && text.bytes().all(|byte| DIGITS.contains(&byte));
    well_formed.then_some(text).ok_or_else(|| NotThisText::because("Enter the eight letters and digits"))
}

impl Reference {
    /// What the report with an identifier is called: the last forty bits of it, which are by chance.
    #[must_use]
    pub fn of(id: ReportId) -> Self {
        let bits = id.uuid().as_u128();
        let digit = |place: u32| {
            let value = usize::try_from(bits >> (place * 5) & 31).unwrap_or_default();
            char::from(DIGITS[value])
        };
        Self((0..8).rev().map(digit).collect())
    }
}

/// What a report is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// The directory in which it was read.
    pub directory: Slug,
    /// The offering.
    pub offering: OfferingId,
    /// What the offering was called.
    pub name: Name,
    /// Who gives it.
    pub provider: OrganisationId,
}

/// How a report was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// When.
    pub at: Timestamp,
    /// What came of it.
    pub outcome: Outcome,
    /// Why, or what was done.
    pub reason: Line,
}

/// A report of a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Which.
    pub id: ReportId,
    /// For optimistic locking; the store raises it.
    pub version: i64,
    /// What it is about.
    pub about: Reported,
    /// What is wrong.
    pub wrong: Wrong,
    /// The same in the reporter's words, until it is forgotten.
    pub words: Option<Prose>,
    /// Where the reporter can be asked, until it is forgotten.
    pub email: Option<EmailAddress>,
    /// When it was made.
    pub made_at: Timestamp,
    /// How it was closed.
    pub closed: Option<Closed>,
}

/// What happened to a report. What the reporter wrote is not among it: the log never forgets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Happened {
    /// It was made.
    Made {
        /// What is wrong.
        wrong: Wrong,
        /// With which offering.
        offering: OfferingId,
        /// In which directory.
        directory: Slug,
    },
    /// It was closed.
    Closed {
        /// What came of it.
        outcome: Outcome,
    },
    /// What the reporter wrote was forgotten.
    Forgotten {},
}

impl EventBody for Happened {
    fn name(&self) -> &'static str {
        match self {
            Self::Made { .. } => "report.made",
            Self::Closed { .. } => "report.closed",
            Self::Forgotten {} => "report.forgotten",
        }
    }
}

impl HasSubject for Report {
    /// The platform's, not the provider's: a provider does not read who fears it.
    fn subject(&self) -> Subject {
        Subject::new("report", self.id, None)
    }
}

/// Why a report is not closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotClose {
    /// It is closed.
    #[error("This report is closed already: there is nothing more to do with it")]
    ClosedAlready,
}

impl Refusal for CannotClose {
    fn code(&self) -> &'static str {
        "report_closed"
    }
}

impl Report {
    /// Makes a report.
    pub fn made(id: ReportId, about: Reported, command: MakeReport, now: Timestamp) -> Changed<Self> {
        let happened = Happened::Made {
            wrong: command.wrong,
            offering: about.offering,
            directory: about.directory.clone(),
        };
        let MakeReport { wrong, words, email } = command;
        Changed::by(
            Self { id, version: 0, about, wrong, words, email, made_at: now, closed: None },
            &happened,
        )
    }

    /// What it is called.
    #[must_use]
    pub fn reference(&self) -> Reference {
        Reference::of(self.id)
    }

    /// How far it is.
    #[must_use]
    pub const fn state(&self) -> State {
        if self.closed.is_some() { State::Closed } else { State::Open }
    }

    /// Since when it only waits to be forgotten. `None`: it is open, or nothing of its maker is left in it.
    #[must_use]
    pub fn to_be_forgotten_since(&self) -> Option<Timestamp> {
        let holds_something = self.words.is_some() || self.email.is_some();
        self.closed.as_ref().filter(|_| holds_something).map(|closed| closed.at)
    }

    /// Closes it.
    ///
    /// # Errors
    /// When it is closed.
    pub fn close(mut self, command: CloseReport, now: Timestamp) -> Result<Changed<Self>, CannotClose> {
        if self.closed.is_some() {
            return Err(CannotClose::ClosedAlready);
        }
        let happened = Happened::Closed { outcome: command.outcome };
        self.closed = Some(Closed { at: now, outcome: command.outcome, reason: command.reason });
        Ok(Changed::by(self, &happened))
    }

    /// Forgets what its maker wrote, when it was closed before an instant. `None`: not yet, or nothing to forget.
    pub fn forget(mut self, closed_before: Timestamp) -> Option<Changed<Self>> {
        self.to_be_forgotten_since().filter(|since| *since < closed_before)?;
        (self.words, self.email) = (None, None);
        Some(Changed::by(self, &Happened::Forgotten {}))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CloseReportDraft, ReportDraft};
    use super::*;
    use uuid::Uuid;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn made() -> Report {
        let draft = ReportDraft {
            wrong: "hours".into(),
            words: Some("Closed on Mondays".into()),
            email: Some("sam@example.org".into()),
        };
        let about = Reported {
            directory: "carers".parse().unwrap(),
            offering: Uuid::from_u128(1).into(),
            name: "Help".parse().unwrap(),
            provider: Uuid::from_u128(2).into(),
        };
        Report::made(Uuid::from_u128(3).into(), about, draft.parse().unwrap(), at(100)).next
    }

    fn closed() -> Report {
        let draft = CloseReportDraft { outcome: "put_right".into(), reason: "Changed".into() };
        made().close(draft.parse().unwrap(), at(200)).unwrap().next
    }

    #[test]
    fn the_log_never_hears_what_people_wrote() {
        let draft = ReportDraft { wrong: "hours".into(), words: Some("Ask Sam".into()), email: None };
        let changed = Report::made(Uuid::nil().into(), made().about, draft.parse().unwrap(), at(1));
        assert!(!changed.events[0].body.to_string().contains("Sam"));
        assert_eq!(changed.events[0].subject.organisation, None);
    }

    #[test]
    fn a_report_is_closed_once() {
        let draft = CloseReportDraft { outcome: "not_so".into(), reason: "Looked".into() };
        assert_eq!(closed().close(draft.parse().unwrap(), at(300)), Err(CannotClose::ClosedAlready));
    }

    #[test]
    fn only_what_was_closed_before_is_forgotten_and_once() {
        assert!(made().forget(at(9_999)).is_none(), "an open one is needed");
        assert!(closed().forget(at(200)).is_none());
        let forgotten = closed().forget(at(201)).unwrap().next;
        assert_eq!((forgotten.words.as_ref(), forgotten.email.as_ref()), (None, None));
        assert_eq!(forgotten.to_be_forgotten_since(), None);
        assert!(forgotten.forget(at(9_999)).is_none());
    }

    #[test]
    fn a_reference_has_eight_digits_and_is_read_as_it_is_said() {
        let reference = Reference::of(Uuid::from_u128(u128::MAX - 31).into());
        assert_eq!(reference.as_str(), "ZZZZZZZ0");
        assert_eq!(" zzzzzzz0 ".parse(), Ok(reference));
        assert!("ZZZZZZZ".parse::<Reference>().is_err() && "ZZZZZZZU".parse::<Reference>().is_err());
    }

    #[test]
    fn a_word_that_says_too_little_wants_words() {
        let draft = |wrong: &str| ReportDraft { wrong: wrong.into(), ..ReportDraft::default() };
        assert!(draft("closed").parse().is_ok());
        for (wrong, pointer) in
            [("other", "/words"), ("behaviour", "/words"), ("", "/wrong"), ("else", "/wrong")]
        {
            assert_eq!(draft(wrong).parse().unwrap_err().all()[0].pointer, pointer, "{wrong}");
        }
    }
}
