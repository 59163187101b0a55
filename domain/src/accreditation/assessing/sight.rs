//! Who sees what of an application: one rule for every door.

use super::Assessment;
use crate::accreditation::Accreditation;
use crate::{Action, Actor, Reach};

impl Accreditation {
    /// The application as a reader may see it. Until both assessors have locked, what one judged is seen by that
    /// one alone. A provider never sees who assesses, what was recommended, nor how a decision departs from that;
    /// judgements and visits once something was decided; and the risk never.
    #[must_use]
    pub fn seen_by(mut self, reader: &Actor) -> Self {
        let is_blind = !self.both_locked();
        for seat in &mut self.assessment.seats {
            if is_blind && reader.person() != Some(seat.assessor) {
                seat.judgements.clear();
            }
        }
        if reader.widest_reach(Action::ReadAccreditation) == Reach::Any {
            return self;
        }
        self.assessor = None;
        self.conflicts.clear();
        self.recommendation = None;
        self.decisions.iter_mut().for_each(|decision| decision.departure = None);
        let decide_by = self.assessment.decide_by;
        let assessment = std::mem::take(&mut self.assessment);
        if self.decisions.is_empty() {
            self.judgements.clear();
        } else {
            self.assessment.visits = assessment.visits;
            self.assessment.visits.iter_mut().for_each(|visit| visit.by = None);
        }
        self.assessment = Assessment { decide_by, visits: self.assessment.visits, ..Assessment::default() };
        self
    }

    /// Whether a person has declared an interest in this application.
    #[must_use]
    pub fn is_hidden_from(&self, reader: &Actor) -> bool {
        let person = reader.person();
        self.conflicts.iter().any(|conflict| Some(conflict.person) == person)
    }
}
