//! A holder is heard before its mark is suspended or taken away, unless people are at risk (rule 8): it is told what is
//! considered and why, has until a day to answer, and its answer stays on record.

use super::super::application::{Accreditation, Officer};
use super::super::{CannotAccredit, Event};
use crate::casework::Grounds;
use crate::kernel::time::{day_of, end_of};
use crate::values::Prose;
use crate::{Changed, Day, FieldErrors, Fields, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a holder was told and what it said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = MarkHearing)]
pub struct Hearing {
    /// What is considered, and why.
    pub notice: Prose,
    /// When it was told.
    pub given_at: Timestamp,
    /// The last day for an answer.
    #[schema(value_type = String, format = Date)]
    pub answer_by: Day,
    /// What it said.
    pub answer: Option<Prose>,
    /// When.
    pub answered_at: Option<Timestamp>,
}

impl Hearing {
    /// Whether it may still be answered.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.answer.is_none() && now < end_of(self.answer_by)
    }
}

/// Tells a holder what is considered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeDraft {
    /// What is considered, and why.
    #[serde(default)]
    pub notice: String,
    /// The last day for an answer, as `2027-01-31`.
    #[serde(default)]
    pub answer_by: String,
}

impl NoticeDraft {
    /// Reads the notice and the last day for an answer.
    ///
    /// # Errors
    /// Every field that is not what it must be; a day that is not after today.
    pub fn parse(self, now: Timestamp) -> Result<(Prose, Day), FieldErrors> {
        let mut fields = Fields::new();
        let notice = fields.parse("/notice", &self.notice);
        let answer_by = fields.day("/answer_by", &self.answer_by);
        if answer_by.is_some_and(|day| day <= day_of(now)) {
            fields.refuse("/answer_by", "in_the_past", "Give a day after today");
        }
        fields.finish(|| Some((notice?, answer_by?)))
    }
}

impl Accreditation {
    /// Tells the holder what is considered, with the last day for an answer.
    ///
    /// # Errors
    /// When it holds no mark, the person has a conflict, or the holder still has time to answer an earlier notice.
    pub fn give_notice(
        mut self,
        by: &Officer,
        (notice, answer_by): (Prose, Day),
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotAccredit> {
        if !self.state.holds_a_mark() {
            return Err(CannotAccredit::NoMark);
        }
        self.without_conflict(by)?;
        self.no_hearing_open(now)?;
        let hearing = Hearing { notice, given_at: now, answer_by, answer: None, answered_at: None };
        self.papers.hearings.push(hearing);
        Ok(Changed::by(self, &Event::NoticeGiven { answer_by }))
    }

    /// Answers a notice.
    ///
    /// # Errors
    /// When there is none that waits for an answer, or its last day is over.
    pub fn answer_notice(mut self, answer: Prose, now: Timestamp) -> Result<Changed<Self>, CannotAccredit> {
        let waiting = self.papers.hearings.last_mut().filter(|hearing| hearing.answer.is_none());
        let hearing = waiting.ok_or(CannotAccredit::NoNotice)?;
        if !hearing.is_open(now) {
            return Err(CannotAccredit::TooLateToAnswer(hearing.answer_by));
        }
        hearing.answer = Some(answer);
        hearing.answered_at = Some(now);
        Ok(Changed::by(self, &Event::NoticeAnswered {}))
    }

    /// Whether the grounds hold: who still has time to answer was not heard.
    pub(in super::super) fn heard_on(&self, grounds: Grounds, now: Timestamp) -> Result<(), CannotAccredit> {
        match grounds {
            Grounds::Urgent => Ok(()),
            Grounds::Heard { .. } => self.no_hearing_open(now),
        }
    }

    fn no_hearing_open(&self, now: Timestamp) -> Result<(), CannotAccredit> {
        match self.papers.hearings.last().filter(|hearing| hearing.is_open(now)) {
            Some(hearing) => Err(CannotAccredit::StillTimeToAnswer(hearing.answer_by)),
            None => Ok(()),
        }
    }
}
