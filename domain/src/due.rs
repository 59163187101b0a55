//! What comes to an end, or has to be done by a day: one list for reminders and for the page of whoever has to do it.

use crate::accreditation::{self, Accreditation};
use crate::casework::{Clarification, DAYS_BEFORE};
use crate::declarations::Declaration;
use crate::frameworks::Lot;
use crate::kernel::time::day_of;
use crate::placements::{self, Placement};
use crate::values::{Key, Line, Prose, Slug};
use crate::{AccreditationId, Day, DeclarationId, PlacementId, QualityMarkId};

/// A question is reminded of so many days before its last day, unless it was asked as late as that.
const DAYS_BEFORE_ANSWER: [i32; 2] = [7, 2];
/// Who has yet to sign is reminded so many days after the acceptance, and then no more.
const DAYS_UNSIGNED: [i32; 3] = [7, 28, 60];

/// Something to be done, or that ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub what: What,
    /// On which day; of what has no day, since which it waits.
    pub day: Day,
}

/// What is to be done, or ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A mark ends.
    MarkEnds {
        /// Which.
        mark: QualityMarkId,
    },
    /// A condition of a mark is to be met.
    Condition {
        /// Of which mark.
        mark: QualityMarkId,
        /// Given in which case.
        case: AccreditationId,
        /// Its place in the list.
        place: usize,
        /// What it says.
        text: Prose,
    },
    /// A question about an application for the mark is to be answered.
    MarkQuestion {
        /// In which case.
        case: AccreditationId,
        /// Its place among all that were asked.
        place: usize,
        /// On which day it was asked.
        asked_on: Day,
    },
    /// A question about an application to a lot is to be answered.
    PlacementQuestion {
        /// In which application.
        placement: PlacementId,
        /// To which framework.
        framework: Slug,
        /// To which lot.
        lot: Slug,
        /// Its place among all that were asked.
        place: usize,
        /// On which day it was asked.
        asked_on: Day,
    },
    /// An agreement waits for the provider's signature.
    Agreement {
        /// Of which application.
        placement: PlacementId,
        /// On which framework.
        framework: Slug,
        /// On which lot.
        lot: Slug,
    },
    /// What an answer tells of runs out: an insurance, a certificate.
    Document {
        /// In which application.
        placement: PlacementId,
        /// To which framework.
        framework: Slug,
        /// To which lot.
        lot: Slug,
        /// The question that it answers.
        question: Key,
        /// What that asks.
        asks: Line,
    },
    /// What is declared to a framework runs out.
    Declared {
        /// In which declaration.
        declaration: DeclarationId,
        /// To which framework.
        framework: Slug,
        /// The question that tells of it.
        question: Key,
        /// What that asks.
        asks: Line,
    },
}

/// The day, before or after another, whose reminder has come: the nearest. What was missed while nobody worked is not
/// sent late, beside a nearer one.
fn nearest(days: &[i32], left: i32) -> Option<i32> {
    days.iter().copied().filter(|before| left <= *before).min().filter(|_| left > 0)
}

impl Due {
    /// What of a mark, and of the case in which it is given, is due: the mark's end, unless a renewal keeps it alive, its
    /// conditions, and the question that waits for an answer.
    #[must_use]
    pub fn of_case(case: &Accreditation) -> Vec<Self> {
        let mut all = vec![];
        if let Some(mark) = case.mark.as_ref().filter(|_| case.state.holds_a_mark()) {
            if mark.renewal.is_none() {
                all.push(Self { what: What::MarkEnds { mark: mark.id }, day: day_of(mark.ends) });
            }
            let conditions = mark.conditions.iter().enumerate();
            let open = conditions.filter(|(_, condition)| condition.met_on.is_none());
            all.extend(open.map(|(place, condition)| Self {
                what: What::Condition { mark: mark.id, case: case.id, place, text: condition.text.clone() },
                day: condition.due,
            }));
        }
        let is_asked = case.state == accreditation::State::Clarification;
        all.extend(last_asked(&case.clarifications).filter(|_| is_asked).map(|(place, asked)| Self {
            what: What::MarkQuestion { case: case.id, place, asked_on: day_of(asked.asked_at) },
            day: asked.asked.answer_by,
        }));
        all
    }

    /// What of an application to a lot, or of a place on it, is due. `lot` is that of the version it was started
    /// against.
    #[must_use]
    pub fn of_placement(it: &Placement, lot: &Lot) -> Vec<Self> {
        let (placement, framework, slug) = (it.id, it.framework.clone(), it.lot.clone());
        let mut all = vec![];
        let is_asked = it.state == placements::State::Clarification;
        all.extend(last_asked(&it.clarifications).filter(|_| is_asked).map(|(place, asked)| Self {
            what: What::PlacementQuestion {
                placement,
                framework: framework.clone(),
                lot: slug.clone(),
                place,
                asked_on: day_of(asked.asked_at),
            },
            day: asked.asked.answer_by,
        }));
        let accepted = it.decision.as_ref().filter(|_| it.state == placements::State::Accepted);
        all.extend(accepted.map(|decision| Self {
            what: What::Agreement { placement, framework: framework.clone(), lot: slug.clone() },
            day: day_of(decision.at),
        }));
        all.extend(it.documents(lot).into_iter().map(|(question, day)| Self {
            what: What::Document {
                placement,
                framework: framework.clone(),
                lot: slug.clone(),
                question: question.id.clone(),
                asks: question.question.clone(),
            },
            day,
        }));
        all
    }

    /// What is declared and runs out. It is due of a provider that is held to what it declared: by an application to the
    /// framework that was sent and has not come to an end.
    #[must_use]
    pub fn of_declaration(it: &Declaration) -> Vec<Self> {
        let documents = it.documents().into_iter().map(|(question, day)| Self {
            what: What::Declared {
                declaration: it.id,
                framework: it.framework.clone(),
                question: question.id.clone(),
                asks: question.question.clone(),
            },
            day,
        });
        documents.collect()
    }

    /// Its name in the note that it was reminded of.
    #[must_use]
    pub fn key(&self) -> String {
        match &self.what {
            What::MarkEnds { mark } => format!("mark:{mark}"),
            What::Condition { mark, place, .. } => format!("condition:{mark}:{place}"),
            What::MarkQuestion { case, place, .. } => format!("mark_question:{case}:{place}"),
            What::PlacementQuestion { placement, place, .. } => {
                format!("placement_question:{placement}:{place}")
            }
            What::Agreement { placement, .. } => format!("agreement:{placement}"),
            What::Document { placement, question, .. } => format!("document:{placement}:{question}"),
            What::Declared { declaration, question, .. } => format!("declared:{declaration}:{question}"),
        }
    }

    /// Which reminder of it is due: how many days before its day, or after it when negative. `None`: none is.
    #[must_use]
    pub fn reminder(&self, today: Day) -> Option<i32> {
        let left = today.until(self.day).ok()?.get_days();
        match &self.what {
            What::MarkEnds { .. }
            | What::Condition { .. }
            | What::Document { .. }
            | What::Declared { .. } => nearest(&DAYS_BEFORE, left),
            What::MarkQuestion { asked_on, .. } | What::PlacementQuestion { asked_on, .. } => {
                let had = asked_on.until(self.day).ok()?.get_days();
                nearest(&DAYS_BEFORE_ANSWER, left).filter(|before| had > *before)
            }
            What::Agreement { .. } => {
                let passed = DAYS_UNSIGNED.iter().copied().filter(|after| *after <= -left);
                passed.max().map(|after| -after)
            }
        }
    }

    /// Whether whoever has to do it is shown it: what waits for an answer or a signature at once, all else from its first
    /// reminder on, and what has run out until it is renewed.
    #[must_use]
    pub fn is_shown(&self, today: Day) -> bool {
        let left = today.until(self.day).map_or(i32::MAX, |left| left.get_days());
        match &self.what {
            What::MarkQuestion { .. } | What::PlacementQuestion { .. } | What::Agreement { .. } => true,
            What::MarkEnds { .. } => left > 0 && left <= DAYS_BEFORE[0],
            What::Condition { .. } | What::Document { .. } | What::Declared { .. } => left <= DAYS_BEFORE[0],
        }
    }
}

/// The last question that was asked, with its place.
fn last_asked(all: &[Clarification]) -> impl Iterator<Item = (usize, &Clarification)> {
    all.iter().enumerate().next_back().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn due(what: What) -> Due {
        Due { what, day: day("2027-06-30") }
    }

    fn reminders(due: &Due, days: &[&str]) -> Vec<Option<i32>> {
        days.iter().map(|today| due.reminder(day(today))).collect()
    }

    #[test]
    fn what_ends_is_reminded_of_60_28_and_7_days_before() {
        let mark = due(What::MarkEnds { mark: Uuid::nil().into() });
        let told = reminders(&mark, &["2027-04-30", "2027-05-01", "2027-06-01", "2027-06-02", "2027-06-22"]);
        assert_eq!(told, [None, Some(60), Some(60), Some(28), Some(28)]);
        let told = reminders(&mark, &["2027-06-23", "2027-06-29", "2027-06-30", "2028-01-01"]);
        assert_eq!(told, [Some(7), Some(7), None, None]);
    }

    #[test]
    fn a_question_is_reminded_of_unless_it_was_just_asked() {
        let asked_on = |asked_on: &str| {
            due(What::MarkQuestion { case: Uuid::nil().into(), place: 0, asked_on: day(asked_on) })
        };
        let days = ["2027-06-22", "2027-06-23", "2027-06-28", "2027-06-30"];
        assert_eq!(reminders(&asked_on("2027-06-01"), &days), [None, Some(7), Some(2), None]);
        assert_eq!(reminders(&asked_on("2027-06-25"), &days[2..]), [Some(2), None], "asked five days before");
        assert_eq!(reminders(&asked_on("2027-06-28"), &days[2..3]), [None], "asked two days before");
    }

    #[test]
    fn who_has_yet_to_sign_is_reminded_after_the_acceptance() {
        let (framework, lot) = ("focs".parse().unwrap(), "in-person".parse().unwrap());
        let agreement = due(What::Agreement { placement: Uuid::nil().into(), framework, lot });
        let days = ["2027-06-30", "2027-07-06", "2027-07-07", "2027-07-28", "2027-08-29", "2028-01-01"];
        assert_eq!(reminders(&agreement, &days), [None, None, Some(-7), Some(-28), Some(-60), Some(-60)]);
    }
}
