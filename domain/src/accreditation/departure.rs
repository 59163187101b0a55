//! Where a decision departs from what was recommended. Who decides need not follow who assessed (rule 8), but says why
//! not, and what the assessor had found stays on record beside it.

use super::CannotAccredit;
use super::application::{Accreditation, Judgement, Recommendation};
use super::commands::Decide;
use super::standard::CriterionId;
use crate::values::Prose;
use crate::words;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

words! {
    /// A part of a recommendation that was decided otherwise.
    pub enum DepartedIn {
        /// Whether the mark is given.
        Outcome = "outcome",
        /// What its holder has to do.
        Conditions = "conditions",
        /// What is left out of what was asked for.
        Scope = "scope",
        /// How criteria were judged.
        Judgements = "judgements",
    }
}

/// How a decision departs from what was recommended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Departure {
    /// In what.
    #[serde(rename = "in")]
    pub parts: Vec<DepartedIn>,
    /// The criteria that were judged otherwise.
    pub criteria: BTreeSet<CriterionId>,
    /// How the assessors had judged those. One that is not here they had not judged.
    pub judged: BTreeMap<CriterionId, Judgement>,
    /// Why.
    pub reason: Prose,
}

/// Whether two lists say the same, in whatever order.
fn same<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    one.len() == other.len() && one.iter().all(|it| other.contains(it))
}

impl Accreditation {
    /// How a decision departs from the recommendation, with the reason given for it. `None`: in nothing.
    ///
    /// # Errors
    /// When it departs without a reason, or a reason is given and nothing departs.
    pub(super) fn departure(&self, decided: &Decide) -> Result<Option<Departure>, CannotAccredit> {
        let Some(recommended) = &self.recommendation else { return Ok(None) };
        let otherwise = decided.judgements.iter().filter(|(id, it)| self.judgements.get(*id) != Some(*it));
        let criteria: BTreeSet<CriterionId> = otherwise.map(|(id, _)| id.clone()).collect();
        let before = self.judgements.iter().filter(|(id, _)| criteria.contains(*id));
        let judged = before.map(|(id, it)| (id.clone(), it.clone())).collect();
        let parts = departed_in(recommended, decided, !criteria.is_empty());
        match (parts.is_empty(), decided.departure.clone()) {
            (true, None) => Ok(None),
            (true, Some(_)) => Err(CannotAccredit::NothingDeparts),
            (false, None) => Err(CannotAccredit::DepartsWithoutReason(parts)),
            (false, Some(reason)) => Ok(Some(Departure { parts, criteria, judged, reason })),
        }
    }
}

fn departed_in(recommended: &Recommendation, decided: &Decide, judged_otherwise: bool) -> Vec<DepartedIn> {
    let departs = |part: &DepartedIn| match part {
        DepartedIn::Outcome => recommended.outcome != decided.outcome,
        DepartedIn::Conditions => !same(&recommended.conditions, &decided.conditions),
        DepartedIn::Scope => !same(&recommended.exclusions, &decided.exclusions),
        DepartedIn::Judgements => judged_otherwise,
    };
    DepartedIn::ALL.iter().copied().filter(departs).collect()
}
