//! Answers that tell until when something lasts, such as an insurance: what was sent never changes, so a later day is laid
//! beside it.

use super::placement::Placement;
use super::state::State;
use super::{CannotPlace, Event};
use crate::casework::Renew;
use crate::frameworks::Lot;
use crate::frameworks::questions::{Answer, LastsUntil, Question};
use crate::kernel::time::day_of;
use crate::values::Key;
use crate::{Changed, Day, FieldErrors, Fields, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A later day than the one that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Renewed {
    /// The last day on which it lasts.
    #[schema(value_type = String, format = Date)]
    pub until: Day,
    /// When the provider said so.
    pub at: Timestamp,
}

impl Placement {
    /// Until when what an answer tells of lasts, a later day that was laid beside it included. `None`: it tells of
    /// nothing that runs out.
    #[must_use]
    pub fn lasts_until(&self, question: &Key) -> Option<Day> {
        let Some(Answer::Until(LastsUntil { until })) = self.answers.get(question) else { return None };
        Some(self.renewed.get(question).map_or(*until, |renewed| renewed.until))
    }

    /// Whether it was sent, and has not come to an end: so long, what its answers tell of has to last, and what its
    /// provider declared with it.
    #[must_use]
    pub const fn is_held_to_its_answers(&self) -> bool {
        self.state.is_live() && !matches!(self.state, State::Draft)
    }

    /// Everything that its answers tell of and that runs out, with its last day. `lot` is that of the version it was
    /// started against.
    #[must_use]
    pub fn documents<'a>(&self, lot: &'a Lot) -> Vec<(&'a Question, Day)> {
        if !self.is_held_to_its_answers() {
            return vec![];
        }
        let asked = lot.questions.iter().flat_map(Question::with_follow_ups);
        asked.filter_map(|question| Some((question, self.lasts_until(&question.id)?))).collect()
    }

    /// The first and the last day on which something that its answers tell of runs out.
    #[must_use]
    pub fn runs_out_between(&self) -> Option<(Day, Day)> {
        let questions = self.answers.0.keys().filter(|_| self.is_held_to_its_answers());
        let days = questions.filter_map(|question| self.lasts_until(question));
        days.fold(None, |between, day| {
            let (first, last) = between.unwrap_or((day, day));
            Some((day.min(first), day.max(last)))
        })
    }

    /// Lays a later day beside an answer that was sent.
    ///
    /// # Errors
    /// When nothing was sent or it is at an end, the answer tells of nothing that runs out, or the day is not later than
    /// the one that is there, and than today.
    pub fn renew(mut self, command: Renew, now: Timestamp) -> Result<Changed<Self>, CannotPlace> {
        if !self.is_held_to_its_answers() {
            return Err(CannotPlace::NothingToRenew);
        }
        let Renew { question, until } = command;
        let lasts = self.lasts_until(&question).ok_or(CannotPlace::NothingToRenew)?;
        if until <= lasts || until <= day_of(now) {
            return Err(CannotPlace::NotLater(lasts));
        }
        let event = Event::Renewed { question: question.clone(), until };
        self.renewed.insert(question, Renewed { until, at: now });
        Ok(Changed::by(self, &event))
    }

    /// Refuses to send what has run out.
    pub(super) fn nothing_has_run_out(&self, now: Timestamp) -> Result<(), FieldErrors> {
        let mut fields = Fields::new();
        for question in self.answers.0.keys() {
            if self.lasts_until(question).is_some_and(|until| until < day_of(now)) {
                fields.refuse(
                    &format!("/answers/{question}"),
                    "in_the_past",
                    "This has run out: renew it first",
                );
            }
        }
        fields.finish(|| Some(()))
    }
}
