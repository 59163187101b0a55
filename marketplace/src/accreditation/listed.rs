//! The queue of applications, with what stands beside each.

use super::queue::days_left;
use super::show::list;
use crate::Work;
use crate::organisations::Page;
use domain::accreditation::Accreditation;
use domain::{AccreditationId, Action, Actor, Platform, Refused};
use store::accreditation::WantedAccreditations;

/// An application in the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseListed {
    /// The application.
    pub case: Accreditation,
    /// What its provider is called.
    pub provider: String,
    /// What its assessors are called.
    pub assessors: Vec<String>,
    /// Working days until it is to be decided; below zero once it is late.
    pub days_left: Option<i64>,
}

/// Where a page of the queue begins: after what it is sorted by ([`super::QueueOrder::key`]), and an application.
pub type AfterCase = (i64, AccreditationId);

/// Applications in the order wanted, with names: who judges, and how risky each is, are for those who may read any.
///
/// # Errors
/// When the asker may not read the queue.
pub fn queue(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: &WantedAccreditations,
    page: &Page<AfterCase>,
) -> Result<Vec<CaseListed>, Refused> {
    let _permit = by.may(Action::ReadAccreditation, &Platform)?;
    let found = list(work, by, wanted, page.after, page.limit)?;
    let providers = work.organisation_names(found.iter().map(|case| case.provider))?;
    let people = work.people(found.iter().flat_map(Accreditation::assessors))?;
    let listed = |case: Accreditation| {
        let names = case.assessors().into_iter().filter_map(|person| people.get(&person));
        CaseListed {
            provider: providers.get(&case.provider).map(ToString::to_string).unwrap_or_default(),
            assessors: names.map(|person| person.name.to_string()).collect(),
            days_left: days_left(work, &case),
            case,
        }
    };
    Ok(found.into_iter().map(listed).collect())
}
