//! What a decision gives: the next state, and what happened.

use super::id::OrganisationId;
use uuid::Uuid;

/// What an event is about, and whose business it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The word for the kind of thing: `offering`, `placement`.
    pub kind: &'static str,
    /// Its identifier.
    pub id: Uuid,
    /// The organisation whose thing it is, where there is one.
    pub organisation: Option<OrganisationId>,
    /// The framework it belongs to, where there is one.
    pub framework: Option<String>,
    /// The lot it belongs to, where there is one.
    pub lot: Option<String>,
}

impl Subject {
    /// A thing of an organisation.
    #[must_use]
    pub fn new(kind: &'static str, id: impl Into<Uuid>, organisation: Option<OrganisationId>) -> Self {
        Self { kind, id: id.into(), organisation, framework: None, lot: None }
    }

    /// Of a framework.
    #[must_use]
    pub fn on_framework(mut self, framework: impl Into<String>) -> Self {
        self.framework = Some(framework.into());
        self
    }

    /// On a lot of a framework.
    #[must_use]
    pub fn on_lot(mut self, framework: impl Into<String>, lot: impl Into<String>) -> Self {
        self.framework = Some(framework.into());
        self.lot = Some(lot.into());
        self
    }
}

/// What can happen to an aggregate: typed in `domain`, kept as JSON in the log.
///
/// An event holds what may be read by whoever may read the log: no personal data (people are
/// identifiers there) and nothing sealed.
pub trait EventBody: serde::Serialize {
    /// A stable name, `aggregate.what_happened`.
    fn name(&self) -> &'static str;
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// What it is about.
    pub subject: Subject,
    /// Its stable name.
    pub name: &'static str,
    /// Its facts.
    pub body: serde_json::Value,
}

/// A next state, and what happened on the way to it. It is saved whole or not at all.
#[derive(Debug, Clone, PartialEq)]
#[must_use = "a change that is not saved did not happen"]
pub struct Changed<T> {
    /// The next state.
    pub next: T,
    /// What happened.
    pub events: Vec<Event>,
}

impl<T: HasSubject> Changed<T> {
    /// A next state with the event that led to it.
    pub fn by(next: T, event: &impl EventBody) -> Self {
        Self { next, events: vec![] }.and(event)
    }

    /// One more event.
    pub fn and(mut self, event: &impl EventBody) -> Self {
        // Events are plain structs of text, numbers and lists: they always have a JSON form.
        let body = serde_json::to_value(event).unwrap_or_default();
        self.events.push(Event { subject: self.next.subject(), name: event.name(), body });
        self
    }
}

/// A thing that events are about.
pub trait HasSubject {
    /// What it is, and whose.
    fn subject(&self) -> Subject;
}
