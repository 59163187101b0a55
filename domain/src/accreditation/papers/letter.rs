//! The letter that tells a provider of a decision, made from the judgements: nothing in it is typed twice.

use super::super::application::{Accreditation, Outcome, Verdict};
use super::super::mark::QualityMark;
use super::super::standard::StandardDefinition;
use super::super::state::State;
use crate::OrganisationId;
use crate::kernel::time::{day_of, printed_day};
use crate::values::Name;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A letter about a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DecisionLetter {
    /// What it is about.
    #[schema(example = "You have the quality mark")]
    pub subject: String,
    /// Its paragraphs, with an empty line between.
    pub body: String,
}

impl Accreditation {
    /// The letter that tells of the last decision, with partners by their names. It leads to `address`, where the case is
    /// read.
    #[must_use]
    pub fn decision_letter(
        &self,
        outcome: Outcome,
        standard: &StandardDefinition,
        partners: &BTreeMap<OrganisationId, Name>,
        address: &str,
    ) -> DecisionLetter {
        let reasons = self.decisions.last().map(|decision| decision.reasons.to_string());
        let given = self.mark.as_ref().filter(|_| outcome != Outcome::Refuse);
        let days = standard.mark.appeal_within_days;
        let on_appeal = self.decisions.last().is_some_and(|decision| decision.on_appeal);
        let (subject, mut body) = match given {
            Some(mark) if outcome == Outcome::AccreditWithConditions => {
                ("You have the quality mark, with conditions", vec![in_force(mark)])
            }
            Some(mark) => ("You have the quality mark", vec![in_force(mark)]),
            None => ("The quality mark is not given", vec![]),
        };
        let subject = if on_appeal { of_an_appeal(subject) } else { subject.to_owned() };
        if on_appeal {
            body.insert(0, format!("{HEARD} It is decided anew."));
        }
        body.extend(reasons);
        let helping = given.into_iter().flat_map(|mark| &mark.scope.partners);
        let called = |partner| partners.get(partner).map_or("one that is no partner any more", Name::as_str);
        let helping = helping.map(|partner| format!("- {}", called(partner)));
        body.extend(listed("It covers what these partners do in your name:", helping));
        if let Some(mark) = given {
            let conditions = mark.conditions.iter().map(|condition| {
                let due = printed_day(condition.due);
                let check = condition.check.as_ref().map(|check| format!(" (how it is checked: {check})"));
                format!("- By the end of {due}: {}{}", condition.text, check.unwrap_or_default())
            });
            body.extend(listed("What you have to do:", conditions));
        }
        let exclusions =
            self.decisions.last().map(|decision| decision.exclusions.as_slice()).unwrap_or_default();
        let left_out = exclusions
            .iter()
            .map(|exclusion| format!("- {}: {}", exclusion.what.named(partners), exclusion.reason));
        body.extend(listed("It is not given for everything that you asked for. Left out:", left_out));
        let title =
            if given.is_some() { "What could still be better:" } else { "What was judged not to be met:" };
        body.extend(listed(title, self.short_of(standard)));
        if on_appeal {
            body.push(FINAL.to_owned());
        } else if outcome != Outcome::Accredit || !exclusions.is_empty() {
            body.push(format!("You can appeal within {days} days."));
        }
        if given.is_none() {
            body.push(AGAIN.to_owned());
        }
        let leads = match given {
            Some(_) => "What was judged, the mark’s public page and its badge are linked from here:",
            None => "What was judged is here:",
        };
        body.push(format!("{leads}\n{address}"));
        DecisionLetter { subject, body: body.join("\n\n") }
    }

    /// The letter that tells that an appeal is dismissed, with the reasons: what was decided stands.
    #[must_use]
    pub fn dismissal_letter(&self, address: &str) -> DecisionLetter {
        let stands = match self.state {
            State::Refused => "What was decided stands: the quality mark is not given.",
            State::Revoked => "What was decided stands: the quality mark is revoked.",
            State::AccreditedWithConditions => {
                "What was decided stands: you have the quality mark, with its conditions."
            }
            _ => "What was decided stands.",
        };
        let mut body = vec![format!("{HEARD} {stands}")];
        body.extend(self.decisions.last().map(|decision| decision.reasons.to_string()));
        body.push(FINAL.to_owned());
        if matches!(self.state, State::Refused | State::Revoked) {
            body.push(AGAIN.to_owned());
        }
        body.push(format!("What was judged is here:\n{address}"));
        DecisionLetter { subject: "Your appeal is dismissed".to_owned(), body: body.join("\n\n") }
    }

    /// Each criterion that was not judged to be met, with the reasons.
    fn short_of<'a>(&'a self, standard: &'a StandardDefinition) -> impl Iterator<Item = String> + 'a {
        standard.criteria.iter().filter_map(|criterion| {
            let judgement = self.judgements.get(&criterion.id)?;
            let how = match judgement.verdict {
                Verdict::Met => return None,
                Verdict::PartlyMet => "partly met",
                Verdict::NotMet => "not met",
            };
            Some(format!("- {} {} ({how}): {}", criterion.id, criterion.title, judgement.reasons))
        })
    }
}

const HEARD: &str = "Your appeal was heard by someone who neither assessed nor decided.";
const FINAL: &str = "One appeal is heard in a case: this one is over.";
const AGAIN: &str = "You can apply again at any time, beginning from this application: its evidence is kept.";

/// The subject of a letter about what was decided on appeal.
fn of_an_appeal(subject: &str) -> String {
    let mut letters = subject.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    format!("On your appeal: {first}{}", letters.as_str())
}

fn in_force(mark: &QualityMark) -> String {
    format!("Your quality mark is in force and ends on {}.", printed_day(day_of(mark.ends)))
}

fn listed(title: &str, points: impl Iterator<Item = String>) -> Option<String> {
    let points: Vec<_> = points.collect();
    (!points.is_empty()).then(|| format!("{title}\n\n{}", points.join("\n")))
}
