//! What a declaration tells of and that lasts until a day, such as a registration. A declaration is made to be kept up to
//! date, and what was sent with an application is kept with that: so a later day takes the place of the one that was given.

use super::declaration::Declaration;
use super::{CannotDeclare, Event};
use crate::casework::Renew;
use crate::frameworks::Section;
use crate::frameworks::questions::{Answer, LastsUntil, Question};
use crate::kernel::time::day_of;
use crate::values::Key;
use crate::{Changed, Day, Timestamp};

impl Declaration {
    fn lasts_until(&self, question: &Key) -> Option<Day> {
        match self.answers.get(question) {
            Some(Answer::Until(LastsUntil { until })) => Some(*until),
            _ => None,
        }
    }

    /// Everything that its confirmed sections tell of and that runs out, with its last day.
    #[must_use]
    pub fn documents(&self) -> Vec<(&Question, Day)> {
        let asked = self.confirmed.iter().flat_map(|it| &it.section.questions);
        let mut all: Vec<(&Question, Day)> = vec![];
        for question in asked.flat_map(Question::with_follow_ups) {
            // A later version may ask the same in another section, confirmed as well.
            if let Some(day) = self.lasts_until(&question.id)
                && !all.iter().any(|(known, _)| known.id == question.id)
            {
                all.push((question, day));
            }
        }
        all
    }

    /// The first and the last day on which something that it tells of runs out.
    #[must_use]
    pub fn runs_out_between(&self) -> Option<(Day, Day)> {
        let days = || self.documents().into_iter().map(|(_, day)| day);
        Some((days().min()?, days().max()?))
    }

    /// Whether something that a section tells of has run out.
    pub(super) fn has_run_out(&self, section: &Section, now: Timestamp) -> bool {
        let days = section.keys().into_iter().filter_map(|question| self.lasts_until(question));
        days.min().is_some_and(|until| until < day_of(now))
    }

    /// Takes a later day for what lasts longer. Its section stays confirmed: whoever gives the day says so.
    ///
    /// # Errors
    /// When no confirmed answer tells of something that runs out, or the day is not later than the one that is there, and
    /// than today.
    pub fn renew(mut self, command: Renew, now: Timestamp) -> Result<Changed<Self>, CannotDeclare> {
        let Renew { question, until } = command;
        let documents = self.documents();
        let found = documents.iter().find(|(asked, _)| asked.id == question);
        let lasts = found.map(|(_, day)| *day).ok_or(CannotDeclare::NothingToRenew)?;
        if until <= lasts || until <= day_of(now) {
            return Err(CannotDeclare::NotLater(lasts));
        }
        self.answers.0.insert(question.clone(), Answer::Until(LastsUntil { until }));
        Ok(Changed::by(self, &Event::Renewed { question, until }))
    }
}
