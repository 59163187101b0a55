//! An offering and what can be done to it.

use super::{CannotOffer, Happened, Proposal, Returned, Revision, State, Step, Support};
use crate::kernel::fields::{FieldErrors, Fields};
use crate::kernel::time;
use crate::values::Line;
use crate::{Changed, Day, HasSubject, OfferingId, OrganisationId, Subject, Timestamp};
use serde::{Deserialize, Serialize};

/// Support that a provider gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offering {
    /// Which.
    pub id: OfferingId,
    /// For optimistic locking; the store raises it.
    pub version: i64,
    /// Whose.
    pub provider: OrganisationId,
    /// Where it is in its life.
    pub state: State,
    /// What is offered.
    pub support: Support,
    /// A change that waits for a reviewer.
    #[serde(default)]
    pub proposed: Option<Proposal>,
    /// The last change that a reviewer did not approve, until another is proposed or this is said to be right.
    #[serde(default)]
    pub returned: Option<Returned>,
    /// Why and until when it is paused, while it is.
    pub pause: Option<Pause>,
    /// The first day on which there is room again, when it was said to be full; also after that day.
    #[serde(default)]
    pub marked_full_until: Option<Day>,
    /// The day on which its provider last said that all this is right.
    pub last_checked_on: Option<Day>,
    /// When it was begun.
    pub drafted_at: Timestamp,
    /// When it first went live. It never moves.
    pub published_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// A pause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// Why, for the provider and the authority.
    pub reason: Line,
    /// The first day on which it is given again; `None` until it is resumed.
    pub until: Option<Day>,
}

/// The raw fields of a [`Pause`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseDraft {
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// `2026-12-01`.
    #[serde(default)]
    pub until: Option<String>,
}

impl PauseDraft {
    /// The pause, or every error.
    ///
    /// # Errors
    /// With pointers `/reason` and `/until`.
    pub fn parse(self) -> Result<Pause, FieldErrors> {
        let mut fields = Fields::new();
        let reason = fields.parse("/reason", &self.reason);
        let until = match self.until.as_deref().map(str::trim).filter(|until| !until.is_empty()) {
            None => Some(None),
            Some(until) => fields.near_day("/until", until).map(Some),
        };
        fields.finish(|| Some(Pause { reason: reason?, until: until? }))
    }
}

impl HasSubject for Offering {
    fn subject(&self) -> Subject {
        Subject::new("offering", self.id, Some(self.provider))
    }
}

impl Offering {
    /// Begins an offering.
    pub fn drafted(
        id: OfferingId,
        provider: OrganisationId,
        support: Support,
        now: Timestamp,
    ) -> Changed<Self> {
        let happened = Happened::Drafted((&support).into());
        let offering = Self {
            id,
            version: 0,
            provider,
            state: State::Draft,
            support,
            proposed: None,
            returned: None,
            pause: None,
            marked_full_until: None,
            last_checked_on: None,
            drafted_at: now,
            published_at: None,
            ended_at: None,
        };
        Changed::by(offering, &happened)
    }

    /// The state at an instant: a pause with an end is over by itself.
    #[must_use]
    pub fn state_at(&self, now: Timestamp) -> State {
        match self.pause_ends() {
            Some(end) if self.state == State::Paused && end <= now => State::Live,
            _ => self.state,
        }
    }

    /// The instant at which a pause is over by itself.
    #[must_use]
    pub fn pause_ends(&self) -> Option<Timestamp> {
        self.pause.as_ref().and_then(|pause| pause.until).map(time::start_of)
    }

    /// Changes what it says. What is live or paused stays whole, and where its provider `was_assessed`, what
    /// of the change touches that waits for a reviewer.
    ///
    /// # Errors
    /// After its end, and when something is missing that people would need.
    pub fn revise(
        mut self,
        support: Support,
        was_assessed: bool,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotOffer> {
        self.state = self.step(Step::Revise, now)?;
        let mut support = support;
        let waited = self.proposed.clone();
        if self.state != State::Draft {
            whole(&support, now)?;
            if was_assessed {
                support = self.parted(support, now)?;
                whole(&support, now)?;
            }
            self.last_checked_on = Some(time::day_of(now));
        }
        let revision = Revision::between(&self.support, &support);
        self.support = support;
        let proposes = self.proposed.as_ref().filter(|_| self.proposed != waited);
        let proposed = proposes.map(|it| Happened::ChangeProposed {
            touches: it.touches.clone(),
            changes: Revision::changes(&self.proposed_differences()),
        });
        Ok(match proposed {
            Some(proposed) if revision.changes.is_empty() => Changed::by(self, &proposed),
            Some(proposed) => Changed::by(self, &Happened::Revised(revision)).and(&proposed),
            None => Changed::by(self, &Happened::Revised(revision)),
        })
    }

    /// Begins to give it.
    ///
    /// # Errors
    /// When it is no draft, and when something is missing that people would need.
    pub fn publish(mut self, now: Timestamp) -> Result<Changed<Self>, CannotOffer> {
        self.state = self.step(Step::Publish, now)?;
        whole(&self.support, now)?;
        self.published_at = self.published_at.or(Some(now));
        self.last_checked_on = Some(time::day_of(now));
        let happened = Happened::Published((&self.support).into());
        Ok(Changed::by(self, &happened))
    }

    /// Stops for a while. Its listings go with the same commit.
    ///
    /// # Errors
    /// When it is not live, and when the pause would end before tomorrow.
    pub fn pause(mut self, pause: Pause, now: Timestamp) -> Result<Changed<Self>, CannotOffer> {
        self.state = self.step(Step::Pause, now)?;
        if pause.until.is_some_and(|until| until <= time::day_of(now)) {
            return Err(CannotOffer::PauseEndsInThePast);
        }
        let happened = Happened::Paused { until: pause.until };
        self.pause = Some(pause);
        Ok(Changed::by(self, &happened))
    }

    /// Begins again.
    ///
    /// # Errors
    /// When it is not paused, and when something is missing by now.
    pub fn resume(mut self, now: Timestamp) -> Result<Changed<Self>, CannotOffer> {
        self.state = self.step(Step::Resume, now)?;
        whole(&self.support, now)?;
        self.pause = None;
        Ok(Changed::by(self, &Happened::Resumed {}))
    }

    /// Says that everything is still right, also that a change which a reviewer sent back is given up.
    ///
    /// # Errors
    /// When it is neither live nor paused, and when something is missing by now.
    pub fn confirm(mut self, now: Timestamp) -> Result<Changed<Self>, CannotOffer> {
        self.state = self.step(Step::Confirm, now)?;
        whole(&self.support, now)?;
        let on = time::day_of(now);
        self.last_checked_on = Some(on);
        self.returned = None;
        Ok(Changed::by(self, &Happened::Confirmed { on }))
    }

    /// Stops for good. Its listings go with the same commit.
    ///
    /// # Errors
    /// When it has ended already.
    pub fn end(mut self, now: Timestamp) -> Result<Changed<Self>, CannotOffer> {
        self.state = self.step(Step::End, now)?;
        self.pause = None;
        self.proposed = None;
        self.marked_full_until = None;
        self.ended_at = Some(now);
        Ok(Changed::by(self, &Happened::Ended {}))
    }

    /// The next state of a lawful step. A pause that is over by itself is no pause.
    fn step(&mut self, step: Step, now: Timestamp) -> Result<State, CannotOffer> {
        let state = self.state_at(now);
        if state != self.state {
            self.pause = None;
        }
        state.after(step).ok_or(CannotOffer::NotNow { state, step })
    }
}

pub(super) fn whole(support: &Support, now: Timestamp) -> Result<(), CannotOffer> {
    CannotOffer::while_missing(&support.missing(time::day_of(now)))
}
