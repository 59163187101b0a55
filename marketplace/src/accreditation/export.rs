//! The queue, whole, as a table that a spreadsheet reads.

use super::queue::days_left;
use super::show::list;
use crate::{Market, Work};
use domain::accreditation::Accreditation;
use domain::people::Person;
use domain::values::Name;
use domain::{AccreditationId, Actor, OrganisationId, PersonId, Refused};
use std::collections::BTreeMap;
use store::accreditation::WantedAccreditations;

/// So many are read in one transaction.
const AT_ONCE: i64 = 500;

const HEAD: [&str; 12] = [
    "id",
    "provider",
    "provider_name",
    "state",
    "renewal",
    "standard",
    "submitted_at",
    "decide_by",
    "working_days_left",
    "risk",
    "risk_reasons",
    "assessors",
];

/// Every application that is wanted, in the order wanted, as CSV with a head. It is read some at a time, after the
/// last one read, so that it holds up nobody however long it is.
///
/// # Errors
/// When the asker may not read the queue.
pub fn queue_as_csv(market: &Market, by: &Actor, wanted: &WantedAccreditations) -> Result<Vec<u8>, Refused> {
    let mut csv = csv::Writer::from_writer(vec![]);
    csv.write_record(HEAD).map_err(Refused::broken)?;
    let mut after: Option<(i64, AccreditationId)> = None;
    loop {
        let (rows, last) = market.read(|work| {
            let found = list(work, by, wanted, after, AT_ONCE)?;
            let last = found.last().map(|case| (wanted.order.key(case), case.id));
            let providers = work.organisation_names(found.iter().map(|case| case.provider))?;
            let people = work.people(found.iter().flat_map(Accreditation::assessors))?;
            let rows: Vec<_> = found.iter().map(|case| row(work, case, &providers, &people)).collect();
            Ok((rows, last))
        })?;
        for row in &rows {
            csv.write_record(row).map_err(Refused::broken)?;
        }
        if last.is_none() {
            return csv.into_inner().map_err(|error| Refused::broken(error.to_string()));
        }
        after = last;
    }
}

fn row(
    work: &Work<'_, '_>,
    case: &Accreditation,
    providers: &BTreeMap<OrganisationId, Name>,
    people: &BTreeMap<PersonId, Person>,
) -> [String; HEAD.len()] {
    let provider = providers.get(&case.provider).map(Name::as_str).unwrap_or_default();
    let assessors =
        case.assessors().into_iter().filter_map(|person| Some(people.get(&person)?.name.as_str()));
    let assessors = assessors.collect::<Vec<_>>().join("; ");
    let assessment = &case.assessment;
    let left = days_left(work, case);
    let reasons = assessment.risk.reasons.iter().map(|reason| reason.word());
    [
        case.id.to_string(),
        case.provider.to_string(),
        plain(provider),
        case.state.to_string(),
        case.renews.is_some().to_string(),
        case.standard.to_string(),
        case.submitted_at.map(|at| at.to_string()).unwrap_or_default(),
        assessment.decide_by.map(|day| day.to_string()).unwrap_or_default(),
        left.map(|days| days.to_string()).unwrap_or_default(),
        assessment.risk.level().to_string(),
        reasons.collect::<Vec<_>>().join(" "),
        plain(&assessors),
    ]
}

/// A cell that no spreadsheet takes for a formula.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
