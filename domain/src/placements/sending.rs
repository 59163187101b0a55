//! What keeps an application that was begun from being sent: all of it at once, where [`Placement::submit`] refuses with
//! the first.

use super::CannotPlace;
use super::apply::may_deliver_together;
use super::copied::Copied;
use super::eligibility::{details_confirmed, of_framework, of_provider};
use super::placement::Placement;
use crate::declarations::Declaration;
use crate::frameworks::questions::{self, Question};
use crate::frameworks::{AskedDeclaration, Framework, Lot};
use crate::organisations::Organisation;
use crate::{FieldError, FieldErrors, Fields, Refusal, Timestamp, words};

/// What an application is held against when it is sent.
#[derive(Debug, Clone, Copy)]
pub struct Sending<'a> {
    /// Whose it is.
    pub provider: &'a Organisation,
    /// The framework as it is now.
    pub framework: &'a Framework,
    /// The lot as the version asks it with which the application was begun.
    pub lot: &'a Lot,
    /// What that version asks to be declared, and what the provider declares. `None`: it asks nothing of the kind.
    pub declared: Option<(&'a AskedDeclaration, &'a Declaration)>,
    /// When.
    pub now: Timestamp,
}

words! {
    /// What a reason stands in the way of.
    pub enum Stage {
        /// Beginning an application.
        Beginning = "beginning",
        /// Sending it.
        Sending = "sending",
        /// Nothing yet: whoever decides sees it, or what is offered is not listed while it is so.
        BeingListed = "being_listed",
    }
}

/// A reason, as doors show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// A stable code: of a hindrance, the one with which the use case refuses.
    pub code: &'static str,
    /// What it stands in the way of.
    pub stage: Stage,
    /// What is so, and what to do.
    pub sentence: String,
    /// The question or the section that it is about, as refusals point to it: `/answers/{question}`,
    /// `/declaration/{section}`.
    pub pointer: Option<String>,
}

impl Reason {
    /// A refusal as reasons: one for each question or section that it points to. `lot` has the words of the questions.
    pub(super) fn of(stage: Stage, refusal: &CannotPlace, lot: Option<&Lot>) -> Vec<Self> {
        let code = refusal.code();
        let Some(errors) = refusal.fields() else {
            return vec![Self { code, stage, sentence: refusal.to_string(), pointer: refusal.pointer() }];
        };
        let asked = || lot.into_iter().flat_map(|lot| &lot.questions).flat_map(Question::with_follow_ups);
        let about = |pointer: &str| {
            let key = pointer.strip_prefix("/answers/")?;
            asked().find(|question| question.id.as_str() == key)
        };
        let reason = |error: &FieldError| Self {
            code,
            stage,
            sentence: about(&error.pointer).map_or_else(
                || error.message.clone(),
                |question| format!("“{}” {}", question.question, error.message),
            ),
            pointer: Some(error.pointer.clone()),
        };
        errors.all().iter().map(reason).collect()
    }
}

impl Placement {
    /// Everything that keeps it from being sent: of the provider, of the framework, in its partners, in the declaration
    /// and in its answers.
    #[must_use]
    pub fn hindrances_to_send(&self, to: &Sending<'_>) -> Vec<CannotPlace> {
        let mut all = of_provider(to.provider);
        all.extend(of_framework(to.framework, to.now));
        all.extend(details_confirmed(to.provider, to.now).err());
        all.extend(may_deliver_together(&self.partners, to.provider, to.lot).err());
        let declared = to.declared.map_or(Ok(()), |(asked, declared)| declared.is_ready(asked, to.now));
        all.extend(declared.err().map(CannotPlace::Declaration));
        all.extend(self.answers_ready(to).err().map(CannotPlace::Answers));
        all
    }

    /// The same as reasons, each question and each section by itself.
    #[must_use]
    pub fn left_to_send(&self, to: &Sending<'_>) -> Vec<Reason> {
        let all = self.hindrances_to_send(to);
        all.iter().flat_map(|it| Reason::of(Stage::Sending, it, Some(to.lot))).collect()
    }

    /// Whether every answer is there, is within its limits, has not run out, and was looked at where it was copied. A
    /// question is told once, by what is to be done first, in the order in which they are asked.
    fn answers_ready(&self, to: &Sending<'_>) -> Result<(), FieldErrors> {
        let checks = [
            questions::check(&to.lot.questions, &self.answers).map(drop),
            self.nothing_has_run_out(to.now),
            self.copied.as_ref().map_or(Ok(()), Copied::is_looked_at),
        ];
        let errors = checks.iter().filter_map(|check| check.as_ref().err()).flat_map(FieldErrors::all);
        let mut told: Vec<&FieldError> = vec![];
        for error in errors {
            if told.iter().all(|known| known.pointer != error.pointer) {
                told.push(error);
            }
        }
        let asked: Vec<_> = to.lot.questions.iter().flat_map(Question::with_follow_ups).collect();
        let place = |error: &FieldError| {
            let key = error.pointer.strip_prefix("/answers/");
            asked.iter().position(|question| Some(question.id.as_str()) == key)
        };
        told.sort_by_key(|error| place(error));
        let mut fields = Fields::new();
        for error in told {
            fields.refuse(&error.pointer, error.code, error.message.as_str());
        }
        fields.finish(|| Some(()))
    }
}
