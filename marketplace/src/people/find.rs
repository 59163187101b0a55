//! Who has an account: for those who help them, and who keep the platform.

use crate::Work;
use crate::organisations::Page;
use domain::people::{AccountState, Person, Session};
use domain::values::Name;
use domain::{Action, Actor, Membership, PersonId, Platform, Refused};
use store::people::{PersonKey, WantedPeople};

/// Someone in a list, and where they belong.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonSummary {
    /// Their account.
    pub person: Person,
    /// Where they belong, with the organisation's name.
    pub memberships: Vec<(Membership, Name)>,
}

/// Someone in a list, and where the page after them begins.
pub type PersonListed = (PersonSummary, PersonKey);

/// All that is known of someone's account. Passwords, secrets and tokens never leave the house.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonShown {
    /// Their account, and where they belong.
    pub summary: PersonSummary,
    /// The sessions that they have now.
    pub sessions: Vec<Session>,
}

impl PersonSummary {
    /// How the account stands.
    #[must_use]
    pub const fn state(&self) -> AccountState {
        AccountState::of(&self.person)
    }
}

/// People with where they belong.
fn summaries(work: &mut Work<'_, '_>, people: Vec<Person>) -> Result<Vec<PersonSummary>, Refused> {
    let mut places = work.memberships_of_all(people.iter().map(|person| person.id))?;
    let names = work.organisation_names(places.values().flatten().map(|at| at.organisation))?;
    let named = |at: Membership| Some((at, names.get(&at.organisation)?.clone()));
    let summary = |person: Person| {
        let memberships = places.remove(&person.id).unwrap_or_default();
        PersonSummary { memberships: memberships.into_iter().filter_map(named).collect(), person }
    };
    Ok(people.into_iter().map(summary).collect())
}

/// People in the order wanted.
///
/// # Errors
/// When the asker may not, or the database fails.
pub fn find(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: &WantedPeople,
    page: &Page<PersonKey>,
) -> Result<Vec<PersonListed>, Refused> {
    let _permit = by.may(Action::ReadPeople, &Platform)?;
    let found = work.people_wanted(wanted, page.after.as_ref(), page.limit)?;
    let (people, keys): (Vec<Person>, Vec<PersonKey>) = found.into_iter().unzip();
    Ok(summaries(work, people)?.into_iter().zip(keys).collect())
}

/// Someone's account.
///
/// # Errors
/// [`Refused::NotFound`]; when the asker may not.
pub fn show_person(work: &mut Work<'_, '_>, by: &Actor, id: PersonId) -> Result<PersonShown, Refused> {
    let _permit = by.may(Action::ReadPeople, &Platform)?;
    let person: Person = work.find(id)?;
    let sessions = work.live_sessions_of(id)?;
    let summary = summaries(work, vec![person])?.pop().ok_or(Refused::NotFound("person"))?;
    Ok(PersonShown { summary, sessions })
}
