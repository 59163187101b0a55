//! What people ask to be done to a placement: raw fields, and the commands they become.

use crate::frameworks::questions::Answers;
use crate::kernel::time::day_of;
use crate::values::{Line, Name, Prose, Slug};
use crate::{Day, FieldErrors, Fields, OrganisationId, Timestamp, words};
use serde::{Deserialize, Serialize};

/// Starts an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// For which provider.
    pub provider: OrganisationId,
    /// To which framework.
    pub framework: Slug,
    /// To which lot.
    pub lot: Slug,
}

/// See [`Start`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartDraft {
    /// The provider's identifier.
    #[serde(default)]
    pub provider: String,
    /// The framework's slug.
    #[serde(default)]
    pub framework: String,
    /// The lot's slug.
    #[serde(default)]
    pub lot: String,
}

impl StartDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be.
    pub fn parse(self) -> Result<Start, FieldErrors> {
        let mut fields = Fields::new();
        let provider = fields.parse("/provider", &self.provider);
        let framework = fields.parse("/framework", &self.framework);
        let lot = fields.parse("/lot", &self.lot);
        fields.finish(|| Some(Start { provider: provider?, framework: framework?, lot: lot? }))
    }
}

/// Saves answers, laid over those already there, and the partners where they are given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fill {
    /// The answers. A blank one takes an earlier one away.
    pub answers: Answers,
    /// All partners, where they change.
    pub partners: Option<Vec<OrganisationId>>,
}

/// See [`Fill`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FillDraft {
    /// Answers by question.
    #[serde(default)]
    pub answers: Answers,
    /// The identifiers of all partners. Left out: they stay as they are.
    pub partners: Option<Vec<String>>,
}

impl FillDraft {
    /// Reads the command. The answers are checked against their questions later.
    ///
    /// # Errors
    /// Every partner that is no identifier.
    pub fn parse(self) -> Result<Fill, FieldErrors> {
        let mut fields = Fields::new();
        let partners = match self.partners {
            None => Some(None),
            Some(raw) => fields.each("/partners", raw, |fields, id| fields.parse("", &id)).map(Some),
        };
        fields.finish(|| Some(Fill { answers: self.answers, partners: partners? }))
    }
}

/// A question to the provider, with the last day for its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedOfProvider {
    /// What is asked.
    pub question: Prose,
    /// The last day, in London, on which it can be answered.
    pub answer_by: Day,
}

/// See [`AskedOfProvider`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskDraft {
    /// What is asked.
    #[serde(default)]
    pub question: String,
    /// The last day, as `2027-01-31`.
    #[serde(default)]
    pub answer_by: String,
}

impl AskDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be; a day that is not after today.
    pub fn parse(self, now: Timestamp) -> Result<AskedOfProvider, FieldErrors> {
        let mut fields = Fields::new();
        let question = fields.parse("/question", &self.question);
        let answer_by = fields.parse::<Day>("/answer_by", &self.answer_by);
        if answer_by.is_some_and(|day| day <= day_of(now)) {
            fields.refuse("/answer_by", "in_the_past", "Give a day after today");
        }
        fields.finish(|| Some(AskedOfProvider { question: question?, answer_by: answer_by? }))
    }
}

/// Something said, with no more to it: an answer, or a reason.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerDraft {
    /// The answer.
    #[serde(default)]
    pub answer: String,
}

impl AnswerDraft {
    /// Reads the answer.
    ///
    /// # Errors
    /// When it is empty or too long.
    pub fn parse(self) -> Result<Prose, FieldErrors> {
        let mut fields = Fields::new();
        let answer = fields.parse("/answer", &self.answer);
        fields.finish(|| answer)
    }
}

/// A reason for a decision.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonDraft {
    /// Why.
    #[serde(default)]
    pub reason: String,
}

impl ReasonDraft {
    /// Reads the reason.
    ///
    /// # Errors
    /// When it is empty or too long.
    pub fn parse(self) -> Result<Prose, FieldErrors> {
        let mut fields = Fields::new();
        let reason = fields.parse("/reason", &self.reason);
        fields.finish(|| reason)
    }
}

/// Who signs for a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// By what authority the person may bind the provider: "Director", "resolution of the trustees".
    pub authority: Line,
    /// The person's name.
    pub name: Name,
    /// The person's role in the provider.
    pub role: Line,
}

/// See [`Signatory`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignDraft {
    /// By what authority.
    #[serde(default)]
    pub authority: String,
    /// The person's name.
    #[serde(default)]
    pub name: String,
    /// The person's role.
    #[serde(default)]
    pub role: String,
    /// That the person confirms that they may sign, and have read the agreement.
    #[serde(default)]
    pub confirmed: bool,
}

impl SignDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be; a signature that was not confirmed.
    pub fn parse(self) -> Result<Signatory, FieldErrors> {
        let mut fields = Fields::new();
        let authority = fields.parse("/authority", &self.authority);
        let name = fields.parse("/name", &self.name);
        let role = fields.parse("/role", &self.role);
        if !self.confirmed {
            let sentence = "Confirm that you may sign for the provider and have read the agreement";
            fields.refuse("/confirmed", "required", sentence);
        }
        fields.finish(|| Some(Signatory { authority: authority?, name: name?, role: role? }))
    }
}

words! {
    /// The words for [`Grounds`], as a form or a program gives them.
    pub enum GroundsWord {
        /// People are at risk.
        Urgent = "urgent",
        /// The provider was heard.
        Heard = "heard",
    }
}

/// On which grounds a provider can be suspended: people are at risk, or it was heard first (rule 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "grounds", rename_all = "snake_case")]
pub enum Grounds {
    /// People are at risk: at once.
    Urgent,
    /// The provider could say its side.
    Heard {
        /// On which day.
        heard_on: Day,
    },
}

/// Takes a provider off a lot for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspend {
    /// Why.
    pub reason: Prose,
    /// On which grounds.
    pub grounds: Grounds,
    /// The first day back. `None`: until someone decides.
    pub until: Option<Day>,
}

/// See [`Suspend`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuspendDraft {
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// `urgent` or `heard`.
    #[serde(default)]
    pub grounds: String,
    /// Where it was heard: on which day, as `2027-01-31`.
    pub heard_on: Option<String>,
    /// The first day back, as `2027-01-31`. Left out: until someone decides.
    pub until: Option<String>,
}

impl SuspendDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be; a hearing that is missing or still to come; an end that is
    /// not after today.
    pub fn parse(self, now: Timestamp) -> Result<Suspend, FieldErrors> {
        let mut fields = Fields::new();
        let today = day_of(now);
        let reason = fields.parse("/reason", &self.reason);
        let grounds = grounds(&mut fields, &self.grounds, self.heard_on.as_deref(), today);
        let until = fields.optional::<Day>("/until", self.until.as_deref());
        if until.flatten().is_some_and(|day| day <= today) {
            fields.refuse("/until", "in_the_past", "A suspension ends after today");
        }
        fields.finish(|| Some(Suspend { reason: reason?, grounds: grounds?, until: until? }))
    }
}

/// Reads on which grounds someone is suspended: shared by placements and quality marks.
pub(crate) fn grounds(
    fields: &mut Fields,
    word: &str,
    heard_on: Option<&str>,
    today: Day,
) -> Option<Grounds> {
    let word = fields.parse::<GroundsWord>("/grounds", word);
    let heard_on = fields.optional::<Day>("/heard_on", heard_on)?;
    match (word?, heard_on) {
        (GroundsWord::Urgent, _) => Some(Grounds::Urgent),
        (GroundsWord::Heard, Some(heard_on)) if heard_on <= today => Some(Grounds::Heard { heard_on }),
        (GroundsWord::Heard, Some(_)) => {
            fields.refuse("/heard_on", "in_the_future", "Hear the provider first, then suspend it");
            None
        }
        (GroundsWord::Heard, None) => {
            fields.refuse("/heard_on", "required", "Give the day on which the provider was heard");
            None
        }
    }
}
