//! Answers given elsewhere, carried over to questions that ask the same.

use super::check::typed;
use super::{Answer, Answers, Question, YesOrNo};
use crate::values::Key;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What came of carrying answers over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Carried {
    /// What was taken, to be looked at before it is sent.
    pub taken: Answers,
    /// What was not, in the order of the earlier questions.
    pub not_taken: Vec<NotTaken>,
}

/// An earlier answer that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NotTaken {
    /// The key of its question.
    pub question: Key,
    /// Why.
    pub why: String,
}

/// Takes over the earlier answers that these questions would accept: to a question with the same key and of the same
/// kind, within its limits. What is answered already stays as it is.
#[must_use]
pub fn carry_over(asked: &[Question], own: &Answers, earlier: &[&Question], answers: &Answers) -> Carried {
    let mut reader = Carrier { own, earlier, answers, carried: Carried::default() };
    for question in asked {
        reader.read(question);
    }
    let mut carried = reader.carried;
    for question in earlier {
        let is_answered = answers.get(&question.id).is_some();
        let is_told = carried.taken.get(&question.id).is_some()
            || carried.not_taken.iter().any(|left| left.question == question.id);
        if is_answered && !is_told {
            let why = if own.get(&question.id).is_some() {
                "You have answered this already"
            } else {
                "This is not asked here, or only after another answer"
            };
            carried.not_taken.push(NotTaken { question: question.id.clone(), why: why.to_owned() });
        }
    }
    let place = |key: &Key| earlier.iter().position(|question| question.id == *key);
    carried.not_taken.sort_by_key(|left| place(&left.question));
    carried
}

struct Carrier<'a> {
    own: &'a Answers,
    earlier: &'a [&'a Question],
    answers: &'a Answers,
    carried: Carried,
}

impl Carrier<'_> {
    /// Looks at one question, then at those that its answer leads to.
    fn read(&mut self, question: &Question) {
        let answer = match self.own.get(&question.id) {
            Some(own) => Some(own.clone()),
            None => self.take(question),
        };
        if let Some(Answer::YesNo(yes)) = answer {
            for further in question.asked_after(YesOrNo::from(yes)) {
                self.read(further);
            }
        }
    }

    fn take(&mut self, question: &Question) -> Option<Answer> {
        let was_asked = self.earlier.iter().find(|earlier| earlier.id == question.id)?;
        let answer = self.answers.get(&question.id)?;
        let (then, now) = (&was_asked.kind, &question.kind);
        let taken = if then.word() != now.word() {
            Err("It was another kind of question then".to_owned())
        } else if then.unit() != now.unit() {
            // A price for a visit is no price for a call.
            Err("It was counted in another unit then".to_owned())
        } else {
            typed(now, answer).map_err(|(_, sentence)| sentence)
        };
        match taken {
            Ok(answer) => {
                self.carried.taken.0.insert(question.id.clone(), answer.clone());
                Some(answer)
            }
            Err(why) => {
                self.carried.not_taken.push(NotTaken { question: question.id.clone(), why });
                None
            }
        }
    }
}
