//! A declaration as it stands.

use super::{CannotDeclare, Event};
use crate::frameworks::questions::{Answers, NotTaken, Question, carry_over, check_partly};
use crate::frameworks::{AskedDeclaration, Section};
use crate::values::{Key, Slug};
use crate::{
    Changed, DeclarationId, FieldErrors, Fields, HasSubject, OrganisationId, Subject, Timestamp, words,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

words! {
    /// How far a section is.
    pub enum SectionState {
        /// Nothing is answered.
        NotStarted = "not_started",
        /// Something is missing, or is no longer what is asked.
        Incomplete = "incomplete",
        /// Everything is answered, and the provider has yet to confirm it.
        ToReview = "to_review",
        /// Answered and confirmed.
        Complete = "complete",
    }
}

/// What a provider declares to a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Declaration {
    /// Who it is.
    pub id: DeclarationId,
    /// Raised by the store with every save.
    pub version: i64,
    /// Who declares.
    pub provider: OrganisationId,
    /// To which framework.
    pub framework: Slug,
    /// The answers to all sections.
    pub answers: Answers,
    /// The sections that the provider has confirmed, each as it was asked then.
    pub confirmed: Vec<Confirmed>,
    /// The declaration from which answers were taken over last.
    pub taken_from: Option<TakenFrom>,
    /// When it was begun.
    pub started_at: Timestamp,
}

/// A section that the provider has confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ConfirmedSection)]
pub struct Confirmed {
    /// The section, word for word: where it is worded otherwise later, it is to be confirmed again.
    pub section: Section,
    /// When.
    pub at: Timestamp,
}

/// Where answers were taken over from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TakenFrom {
    /// The declaration.
    pub declaration: DeclarationId,
    /// To which framework that was made.
    pub framework: Slug,
    /// When they were taken over.
    pub at: Timestamp,
    /// What was not taken.
    pub not_taken: Vec<NotTaken>,
}

/// Answers a section, laid over what is there; whole, it is confirmed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclareDraft {
    /// The key of the section.
    #[serde(default)]
    pub section: String,
    /// The version of the framework that words it. Left out: the newest.
    pub framework_version: Option<u32>,
    /// Answers by question.
    #[serde(default)]
    pub answers: Answers,
}

impl DeclareDraft {
    /// Reads the command: the section, the version and the answers, which are checked against their questions later.
    ///
    /// # Errors
    /// When the section's key is none.
    pub fn parse(self) -> Result<(Key, Option<u32>, Answers), FieldErrors> {
        let mut fields = Fields::new();
        let section = fields.parse("/section", &self.section);
        fields.finish(|| Some((section?, self.framework_version, self.answers)))
    }
}

/// Takes over what was confirmed in an earlier declaration.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TakeOverDeclarationDraft)]
pub struct TakeOverDraft {
    /// The identifier of the earlier declaration.
    #[serde(default)]
    pub from: String,
    /// The version of the framework whose questions are answered. Left out: the newest.
    pub framework_version: Option<u32>,
}

impl TakeOverDraft {
    /// Reads the command: from which, and for which version.
    ///
    /// # Errors
    /// When it names no declaration.
    pub fn parse(self) -> Result<(DeclarationId, Option<u32>), FieldErrors> {
        let mut fields = Fields::new();
        let from = fields.parse("/from", &self.from);
        fields.finish(|| Some((from?, self.framework_version)))
    }
}

impl Declaration {
    /// Begins one.
    pub fn start(
        id: DeclarationId,
        provider: OrganisationId,
        framework: Slug,
        now: Timestamp,
    ) -> Changed<Self> {
        let (answers, confirmed) = (Answers::default(), vec![]);
        let declaration = Self {
            id,
            version: 0,
            provider,
            framework,
            answers,
            confirmed,
            taken_from: None,
            started_at: now,
        };
        Changed::by(declaration, &Event::Started {})
    }

    /// The answers to a section alone.
    #[must_use]
    pub fn answers_to(&self, section: &Section) -> Answers {
        let keys = section.keys();
        let own = self.answers.0.iter().filter(|(key, _)| keys.contains(key));
        Answers(own.map(|(key, answer)| (key.clone(), answer.clone())).collect())
    }

    /// When a section was confirmed as it is asked here.
    #[must_use]
    pub fn confirmed_at(&self, section: &Section) -> Option<Timestamp> {
        self.confirmed.iter().find(|it| it.section == *section).map(|it| it.at)
    }

    /// How far a section is, as a version of the framework words it.
    #[must_use]
    pub fn state_of(&self, section: &Section) -> SectionState {
        let own = self.answers_to(section);
        match check_partly(&section.questions, &own) {
            Ok(partly) if partly.missing.is_empty() && self.confirmed_at(section).is_some() => {
                SectionState::Complete
            }
            _ if own.0.is_empty() => SectionState::NotStarted,
            Ok(partly) if partly.missing.is_empty() => SectionState::ToReview,
            _ => SectionState::Incomplete,
        }
    }

    /// Answers a section. Saved whole, it is confirmed.
    ///
    /// # Errors
    /// When an answer is to no question of the section, or breaks its limits.
    pub fn declare(
        mut self,
        section: &Section,
        answers: Answers,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotDeclare> {
        let own = self.answers_to(section).overlaid_with(answers);
        let partly = check_partly(&section.questions, &own)?;
        let keys = section.keys();
        self.answers.0.retain(|key, _| !keys.contains(key));
        self.answers.0.extend(partly.answers.0);
        self.confirmed.retain(|it| it.section.id != section.id);
        let complete = partly.missing.is_empty();
        if complete {
            self.confirmed.push(Confirmed { section: section.clone(), at: now });
        }
        let event = Event::Declared { section: section.id.clone(), complete };
        Ok(Changed::by(self, &event))
    }

    /// Takes over what the provider confirmed in an earlier declaration, where the framework allows it and nothing is
    /// answered yet. It is to be reviewed: no section is confirmed by it.
    ///
    /// # Errors
    /// When the framework does not allow it, the earlier one is another's, or nothing of it fits.
    pub fn take_over(
        mut self,
        earlier: &Self,
        asked: &AskedDeclaration,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotDeclare> {
        if !asked.reuse {
            return Err(CannotDeclare::NotReused);
        }
        if earlier.provider != self.provider || earlier.id == self.id {
            return Err(CannotDeclare::NotToTakeFrom);
        }
        let confirmed = earlier.confirmed.iter().flat_map(|it| &it.section.questions);
        let were_asked: Vec<_> = confirmed.flat_map(Question::with_follow_ups).collect();
        let open = asked.sections.iter().filter(|it| self.state_of(it) != SectionState::Complete);
        let questions: Vec<_> = open.flat_map(|section| section.questions.iter().cloned()).collect();
        let carried = carry_over(&questions, &self.answers, &were_asked, &earlier.answers);
        let questions: Vec<_> = carried.taken.0.keys().cloned().collect();
        if questions.is_empty() {
            return Err(CannotDeclare::NothingToTake);
        }
        self.answers = self.answers.overlaid_with(carried.taken);
        self.taken_from = Some(TakenFrom {
            declaration: earlier.id,
            framework: earlier.framework.clone(),
            at: now,
            not_taken: carried.not_taken,
        });
        Ok(Changed::by(self, &Event::TakenOver { from: earlier.id, questions }))
    }

    /// Whether everything that a version of the framework asks is answered and confirmed, and nothing of it has run out,
    /// so that an application may be sent.
    ///
    /// # Errors
    /// Each section that is not, with the pointer `/declaration/{section}`.
    pub fn is_ready(&self, asked: &AskedDeclaration, now: Timestamp) -> Result<(), CannotDeclare> {
        let mut fields = Fields::new();
        for section in &asked.sections {
            let (code, says) = match self.state_of(section) {
                SectionState::Complete if self.has_run_out(section, now) => {
                    ("in_the_past", "tells of something that has run out: renew it, and give its new day")
                }
                SectionState::Complete => continue,
                SectionState::NotStarted => ("required", "is not started"),
                SectionState::Incomplete => ("required", "is not finished"),
                SectionState::ToReview => ("to_review", "is to be reviewed and confirmed"),
            };
            let sentence = format!("The section “{}” {says}", section.title);
            fields.refuse(&format!("/declaration/{}", section.id), code, sentence);
        }
        fields.finish(|| Some(())).map_err(CannotDeclare::NotReady)
    }
}

impl HasSubject for Declaration {
    fn subject(&self) -> Subject {
        Subject::new("declaration", self.id, Some(self.provider)).on_framework(self.framework.as_str())
    }
}
