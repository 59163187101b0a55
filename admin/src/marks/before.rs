//! What was judged last time, and what has changed since: beside the evidence of now.

use super::case::{Case, evidence_said, judgement_said};
use crate::door::parts::{section, text};
use domain::accreditation::{Criterion, CriterionId};
use ui::Markup;
use ui::components::{InsetText, SummaryList, SummaryRow};

/// How the criterion was judged in the application that this one began from.
pub(super) fn feedback(case: &Case, criterion: &CriterionId) -> Option<Markup> {
    let judgement = case.before.judgements.get(criterion)?;
    let says = [text("Last time it was judged:"), judgement_said(Some(judgement))];
    Some(InsetText::new(Markup::joined(says)).into())
}

/// The evidence before and now, where they differ.
pub(super) fn what_changed(case: &Case, criterion: &Criterion) -> Option<Markup> {
    let (before, now) = (case.before.evidence.get(&criterion.id), case.case.evidence.get(&criterion.id));
    if !case.before.is_there || before == now {
        return None;
    }
    let rows = [
        SummaryRow::new("Before", evidence_said(case.case.id, criterion, before)),
        SummaryRow::new("Now", evidence_said(case.case.id, criterion, now)),
    ];
    Some(Markup::joined([section("What has changed"), SummaryList::new(rows).into()]))
}

/// One row for a list of facts: what the evidence was before, where it differs from now.
pub(super) fn before_row(case: &Case, criterion: &Criterion) -> Option<SummaryRow> {
    let (before, now) = (case.before.evidence.get(&criterion.id), case.case.evidence.get(&criterion.id));
    let differs = case.before.is_there && before != now;
    differs.then(|| SummaryRow::new("Before", evidence_said(case.case.id, criterion, before)))
}
