//! The next version of a framework's definition while it is being written. It may be wrong until it is published.

use super::definition::Definition;
use super::draft::FrameworkDraft;
use crate::values::Slug;
use crate::{
    Changed, EventBody, FieldError, FieldErrors, FrameworkRevisionId, HasSubject, Refusal, RefusalKind,
    Subject, Timestamp, words,
};
use serde::{Deserialize, Serialize};

words! {
    /// How far the writing of a version is.
    pub enum RevisionState {
        /// It is being written.
        Draft = "draft",
        /// It is a version of the framework, and no longer changes.
        Published = "published",
        /// It was given up.
        Discarded = "discarded",
    }
}

/// A version of a definition in the making, as its file would be: raw, so that half of it can be saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    /// Who it is.
    pub id: FrameworkRevisionId,
    /// Raised by the store with every save.
    pub version: i64,
    /// The framework's name in addresses. One revision of a framework is written at a time.
    pub framework: Slug,
    /// How far it is.
    pub state: RevisionState,
    /// What it says so far.
    pub content: FrameworkDraft,
    /// When it was begun.
    pub started_at: Timestamp,
    /// When it was last saved.
    pub saved_at: Timestamp,
}

/// What happened to a revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "the names say what happened")]
pub enum RevisionEvent {
    Started { version: u32 },
    Saved { faults: usize },
    Published { version: u32 },
    Discarded {},
}

impl EventBody for RevisionEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Started { .. } => "framework.revision_started",
            Self::Saved { .. } => "framework.revision_saved",
            Self::Published { .. } => "framework.revision_published",
            Self::Discarded {} => "framework.revision_discarded",
        }
    }
}

/// Why a revision is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotRevise {
    /// It is done with.
    #[error("This draft is {0}: start another")]
    NotADraft(RevisionState),
    /// The framework's name in addresses stays.
    #[error("This is a draft of {0}, and its id stays so: start another draft for another framework")]
    AnotherFramework(Slug),
    /// Somebody writes one already.
    #[error("A draft of {0} is being written already: go on with that, or discard it first")]
    OneAtATime(Slug),
    /// It has faults.
    #[error("This cannot be published yet: {0}")]
    NotReady(FieldErrors),
}

impl Refusal for CannotRevise {
    fn code(&self) -> &'static str {
        match self {
            Self::NotADraft(_) => "framework_draft_is_closed",
            Self::AnotherFramework(_) => "framework_draft_of_another",
            Self::OneAtATime(_) => "framework_draft_exists",
            Self::NotReady(_) => "framework_draft_not_ready",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotADraft(_) | Self::OneAtATime(_) => RefusalKind::Conflict,
            Self::AnotherFramework(_) | Self::NotReady(_) => RefusalKind::Unacceptable,
        }
    }

    fn pointer(&self) -> Option<String> {
        matches!(self, Self::AnotherFramework(_)).then(|| "/id".to_owned())
    }

    fn fields(&self) -> Option<&FieldErrors> {
        match self {
            Self::NotReady(faults) => Some(faults),
            _ => None,
        }
    }
}

impl Revision {
    /// Begins to write a version.
    pub fn start(
        id: FrameworkRevisionId,
        framework: Slug,
        content: FrameworkDraft,
        now: Timestamp,
    ) -> Changed<Self> {
        let event = RevisionEvent::Started { version: content.version };
        let state = RevisionState::Draft;
        let revision = Self { id, version: 0, framework, state, content, started_at: now, saved_at: now };
        Changed::by(revision, &event)
    }

    /// Saves what it says so far, right or wrong.
    ///
    /// # Errors
    /// When it is published or discarded, or would become one of another framework.
    pub fn save(self, content: FrameworkDraft, now: Timestamp) -> Result<Changed<Self>, CannotRevise> {
        self.is_open()?;
        if content.id.trim() != self.framework.as_str() {
            return Err(CannotRevise::AnotherFramework(self.framework));
        }
        let next = Self { content, saved_at: now, ..self };
        let event = RevisionEvent::Saved { faults: next.faults().len() };
        Ok(Changed::by(next, &event))
    }

    /// Everything that would keep it from being published.
    #[must_use]
    pub fn faults(&self) -> Vec<FieldError> {
        self.content.clone().parse().err().map(|faults| faults.all().to_vec()).unwrap_or_default()
    }

    /// Makes a version of it.
    ///
    /// # Errors
    /// When it has faults, all of them; when it is published or discarded.
    pub fn publish(self) -> Result<(Changed<Self>, Definition), CannotRevise> {
        self.is_open()?;
        let definition = self.content.clone().parse().map_err(CannotRevise::NotReady)?;
        let event = RevisionEvent::Published { version: definition.version };
        let next = Self { state: RevisionState::Published, ..self };
        Ok((Changed::by(next, &event), definition))
    }

    /// Gives it up.
    ///
    /// # Errors
    /// When it is published, or discarded already.
    pub fn discard(self) -> Result<Changed<Self>, CannotRevise> {
        self.is_open()?;
        Ok(Changed::by(Self { state: RevisionState::Discarded, ..self }, &RevisionEvent::Discarded {}))
    }

    fn is_open(&self) -> Result<(), CannotRevise> {
        match self.state {
            RevisionState::Draft => Ok(()),
            closed => Err(CannotRevise::NotADraft(closed)),
        }
    }
}

impl HasSubject for Revision {
    fn subject(&self) -> Subject {
        Subject::new("framework_revision", self.id, None).on_framework(self.framework.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seeded(name: &str) -> Definition {
        let file = format!("{}/../seeds/frameworks/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        toml::from_str::<FrameworkDraft>(&std::fs::read_to_string(file).unwrap()).unwrap().parse().unwrap()
    }

    fn revision() -> Revision {
        let focs = seeded("focs");
        let now = "2026-11-22T12:00:00Z".parse().unwrap();
        Revision::start(uuid::Uuid::from_u128(1).into(), focs.slug.clone(), focs.next_written(), now).next
    }

    #[test]
    fn a_definition_reads_the_same_from_the_file_that_is_written_of_it() {
        for name in ["focs", "focs-2012", "focs-rm6283", "help-at-home", "digital-training-and-support"] {
            let definition = seeded(name);
            let file = toml::to_string(&definition.written()).unwrap();
            let again = toml::from_str::<FrameworkDraft>(&file).unwrap().parse().unwrap();
            assert_eq!(again, definition, "{name}");
        }
    }

    #[test]
    fn half_a_definition_is_saved_and_not_published() {
        let revision = revision();
        let now = revision.started_at;
        let content = FrameworkDraft { name_cy: String::new(), lots: vec![], ..revision.content.clone() };
        let half = revision.save(content, now).unwrap().next;
        let pointers: Vec<_> = half.faults().into_iter().map(|fault| fault.pointer).collect();
        assert_eq!(pointers, ["/name_cy", "/lot"]);
        let Err(CannotRevise::NotReady(faults)) = half.publish() else { panic!("published") };
        assert_eq!(faults.all().len(), 2);
    }

    #[test]
    fn what_is_closed_stays_closed_and_a_draft_stays_of_its_framework() {
        let (changed, definition) = revision().publish().unwrap();
        assert_eq!(definition.version, 3);
        let published = changed.next;
        assert!(published.clone().publish().is_err() && published.clone().discard().is_err());
        let (content, now) = (published.content.clone(), published.started_at);
        assert!(published.save(content, now).is_err());
        let renamed = FrameworkDraft { id: "another".into(), ..revision().content };
        assert!(matches!(revision().save(renamed, now), Err(CannotRevise::AnotherFramework(_))));
    }

    #[test]
    fn the_instrument_says_who_comes_on_while_it_runs() {
        let draft = |instrument: &str, admits_while_live| {
            let draft = seeded("focs").written();
            FrameworkDraft { instrument: instrument.into(), admits_while_live, ..draft }.parse()
        };
        assert!(draft("framework", true).is_err() && draft("dynamic_market", false).is_err());
        assert!(draft("framework", false).is_ok() && draft("open_framework", true).is_ok());
        let market = draft("dynamic_market", true).unwrap();
        let market = Definition { reopenings: vec![], ..market };
        let live: Timestamp = "2027-06-15T00:00:00Z".parse().unwrap();
        let id = uuid::Uuid::from_u128(1).into();
        assert!(super::super::Framework::first(id, market, live).next.admits_at(live));
    }
}
