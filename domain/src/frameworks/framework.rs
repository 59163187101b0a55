//! A framework as it stands: its newest definition, and how far it has moved.

use super::agreement::AgreementText;
use super::definition::{Definition, Instrument, Lot, Outcome};
use super::state::State;
use super::{CannotMoveFramework, Ending, Event};
use crate::kernel::time::day_of;
use crate::values::{Prose, Slug};
use crate::{Changed, FrameworkId, HasSubject, Subject, Timestamp};
use serde::{Deserialize, Serialize};

/// A framework. Applications keep the version they were made against; this holds the newest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Framework {
    /// Who it is.
    pub id: FrameworkId,
    /// Raised by the store with every save.
    pub version: i64,
    /// The newest version of its definition.
    pub definition: Definition,
    /// The version since which the agreement reads as it does in the newest.
    #[serde(default)]
    pub agreement_since: u32,
    /// How it was ended by a decision, where it was.
    pub ended: Option<Outcome>,
    /// The state that was last written to the log. [`Framework::state_at`] is the truth.
    pub announced: State,
}

impl Framework {
    /// Takes a framework in for the first time.
    pub fn first(id: FrameworkId, definition: Definition, now: Timestamp) -> Changed<Self> {
        let agreement_since = definition.version;
        let announced = State::Coming;
        let mut framework = Self { id, version: 0, definition, agreement_since, ended: None, announced };
        framework.announced = framework.state_at(now);
        let event = Event::Loaded { version: framework.definition.version };
        Changed::by(framework, &event)
    }

    /// Takes a newer version of the definition in.
    ///
    /// # Errors
    /// When it is of another framework, or not newer.
    pub fn take_version(
        self,
        definition: Definition,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotMoveFramework> {
        if definition.slug != self.definition.slug {
            return Err(CannotMoveFramework::AnotherFramework);
        }
        if definition.version <= self.definition.version {
            return Err(CannotMoveFramework::NotNewer {
                given: definition.version,
                newest: self.definition.version,
            });
        }
        let event = Event::Loaded { version: definition.version };
        let agreement_since = if definition.agreement == self.definition.agreement {
            self.agreement_since
        } else {
            definition.version
        };
        let mut next = Self { definition, agreement_since, ..self };
        next.announced = next.state_at(now);
        Ok(Changed::by(next, &event))
    }

    /// The framework's name in addresses.
    #[must_use]
    pub const fn slug(&self) -> &Slug {
        &self.definition.slug
    }

    /// Where it is in its life: by how it was ended, else by its own record, else by the calendar.
    #[must_use]
    pub fn state_at(&self, now: Timestamp) -> State {
        let outcome = [&self.ended, &self.definition.outcome].into_iter().flatten();
        let come = outcome.into_iter().find(|outcome| self.definition.has_ended_by(outcome, now));
        come.map_or_else(|| self.definition.scheduled_at(now), |outcome| outcome.state)
    }

    /// Whether a provider may start or submit an application now: while it is open for the first time,
    /// in the windows set for newcomers while it is live, and at any time while a dynamic market is.
    #[must_use]
    pub fn admits_at(&self, now: Timestamp) -> bool {
        match self.state_at(now) {
            State::Open => true,
            State::Live if self.definition.instrument == Instrument::DynamicMarket => true,
            State::Live => {
                self.definition.admits_while_live
                    && self.definition.reopenings.iter().any(|window| window.holds(now))
            }
            _ => false,
        }
    }

    /// The agreement that is to be put to those who signed an earlier wording, or none; and since which version it
    /// reads so. `None`: this framework has no text of one, or is at an end.
    #[must_use]
    pub fn agreement_to_put(&self, now: Timestamp) -> Option<(&AgreementText, u32)> {
        let runs = !self.state_at(now).is_final();
        self.definition.agreement.as_ref().filter(|_| runs).map(|text| (text, self.agreement_since))
    }

    /// The lot with a slug, in the newest version.
    #[must_use]
    pub fn lot(&self, slug: &Slug) -> Option<&Lot> {
        self.definition.lot(slug)
    }

    /// Ends it by a decision: without a suitable tender, or called off.
    ///
    /// # Errors
    /// When it is past the point at which it could end so.
    pub fn end(
        self,
        ending: Ending,
        note: Prose,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotMoveFramework> {
        let from = self.state_at(now);
        let state = from.after(ending.step()).ok_or(CannotMoveFramework::NotFrom { state: from, ending })?;
        let ended = Some(Outcome { state, on: Some(day_of(now)), note });
        let next = Self { ended, announced: state, ..self };
        Ok(Changed::by(next, &Event::Moved { from, to: state }))
    }

    /// Writes down what the calendar has changed since the log last heard. `None`: nothing has.
    #[must_use]
    pub fn caught_up(self, now: Timestamp) -> Option<Changed<Self>> {
        let (from, to) = (self.announced, self.state_at(now));
        (from != to).then(|| Changed::by(Self { announced: to, ..self }, &Event::Moved { from, to }))
    }
}

impl HasSubject for Framework {
    fn subject(&self) -> Subject {
        Subject::new("framework", self.id, None).on_framework(self.definition.slug.as_str())
    }
}
