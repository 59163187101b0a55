//! Who has an account: for those who help them, and who keep the platform.

use crate::Work;
use crate::organisations::Page;
use domain::organisations::Organisation;
use domain::people::{AccountState, Person, Session};
use domain::values::Name;
use domain::{Action, Actor, Membership, PersonId, Platform, Refused};
use store::people::WantedPeople;

/// Someone in a list, and where they belong.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonSummary {
    /// Their account.
    pub person: Person,
    /// Where they belong, with the organisation's name.
    pub memberships: Vec<(Membership, Name)>,
}

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

fn summary(work: &mut Work<'_, '_>, person: Person) -> Result<PersonSummary, Refused> {
    let mut memberships = vec![];
    for at in work.memberships_of(person.id)? {
        memberships.push((at, work.find::<Organisation>(at.organisation)?.name));
    }
    Ok(PersonSummary { person, memberships })
}

/// People by name.
///
/// # Errors
/// When the asker may not, or the database fails.
pub fn find(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: &WantedPeople,
    page: &Page<(String, PersonId)>,
) -> Result<Vec<PersonSummary>, Refused> {
    let _permit = by.may(Action::ReadPeople, &Platform)?;
    let after = page.after.as_ref().map(|(name, id)| (name.as_str(), *id));
    let found = work.people_wanted(wanted, after, page.limit)?;
    found.into_iter().map(|person| summary(work, person)).collect()
}

/// Someone's account.
///
/// # Errors
/// [`Refused::NotFound`]; when the asker may not.
pub fn show_person(work: &mut Work<'_, '_>, by: &Actor, id: PersonId) -> Result<PersonShown, Refused> {
    let _permit = by.may(Action::ReadPeople, &Platform)?;
    let person: Person = work.find(id)?;
    let sessions = work.live_sessions_of(id)?;
    Ok(PersonShown { summary: summary(work, person)?, sessions })
}
