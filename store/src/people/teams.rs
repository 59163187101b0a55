//! Who belongs to which organisation.

use super::accounts::people;
use super::{instant, unreadable};
use crate::patterns::containing;
use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::people::{Member, Team};
use domain::{Changed, Membership, OrganisationId, OrganisationKind, Permit, PersonId, Role};

diesel::table! {
    memberships (person, organisation) {
        person -> Text,
        organisation -> Text,
        kind -> Text,
        role -> Text,
        since -> BigInt,
    }
}

pub(crate) const MEMBERSHIPS: TableShape =
    TableShape { name: "memberships", columns: &["person", "organisation", "kind", "role", "since"] };

/// Which members are wanted. What is `None` is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedMembers {
    /// Whose name or address has this in it.
    pub text: Option<String>,
    /// In this role.
    pub role: Option<Role>,
}

/// Where a page of members begins: after when someone came, in microseconds, and who.
pub type AfterMember = (i64, PersonId);

impl Tx<'_> {
    /// Everyone in an organisation, longest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn team(&mut self, organisation: OrganisationId, kind: OrganisationKind) -> Result<Team, StoreError> {
        let rows: Vec<(String, String, i64)> = memberships::table
            .filter(memberships::organisation.eq(organisation.to_string()))
            .order((memberships::since, memberships::person))
            .select((memberships::person, memberships::role, memberships::since))
            .load(self.connection)?;
        let members = rows.into_iter().map(member).collect::<Result<_, StoreError>>()?;
        Ok(Team { organisation, kind, members })
    }

    /// Some of who is in an organisation, longest first, after a key (a keyset page).
    ///
    /// # Errors
    /// When the database fails.
    pub fn members_of(
        &mut self,
        organisation: OrganisationId,
        wanted: &WantedMembers,
        after: Option<AfterMember>,
        limit: i64,
    ) -> Result<Vec<Member>, StoreError> {
        let mut query = memberships::table
            .filter(memberships::organisation.eq(organisation.to_string()))
            .order((memberships::since, memberships::person))
            .limit(limit)
            .select((memberships::person, memberships::role, memberships::since))
            .into_boxed();
        if let Some(role) = wanted.role {
            query = query.filter(memberships::role.eq(role.word()));
        }
        if let Some(text) = &wanted.text {
            let named = people::name.like(containing(text)).escape('\\');
            let found = named.or(people::email.like(containing(text)).escape('\\'));
            query = query.filter(memberships::person.eq_any(people::table.filter(found).select(people::id)));
        }
        if let Some((since, person)) = after {
            let same = memberships::since.eq(since).and(memberships::person.gt(person.to_string()));
            query = query.filter(memberships::since.gt(since).or(same));
        }
        let rows: Vec<(String, String, i64)> = query.load(self.connection)?;
        rows.into_iter().map(member).collect()
    }

    /// Saves a change to a team, with its events: what differs from the rows of now.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when a rival let the same person in, and when the database fails.
    pub fn save_team(&mut self, permit: &Permit, changed: Changed<Team>) -> Result<Team, StoreError> {
        let Changed { next, events } = changed;
        let before = self.team(next.organisation, next.kind)?;
        let row =
            |person: PersonId| memberships::table.find((person.to_string(), next.organisation.to_string()));
        for gone in before.members.iter().filter(|was| next.membership(was.person).is_none()) {
            diesel::delete(row(gone.person)).execute(self.connection)?;
        }
        for member in &next.members {
            match before.membership(member.person) {
                None => self.add_member(&next, member)?,
                Some(was) if was.role != member.role => {
                    diesel::update(row(member.person))
                        .set(memberships::role.eq(member.role.word()))
                        .execute(self.connection)?;
                }
                Some(_) => {}
            }
        }
        for event in events {
            self.record(permit, &event)?;
        }
        Ok(next)
    }

    fn add_member(&mut self, team: &Team, member: &Member) -> Result<(), StoreError> {
        diesel::insert_into(memberships::table)
            .values((
                memberships::person.eq(member.person.to_string()),
                memberships::organisation.eq(team.organisation.to_string()),
                memberships::kind.eq(team.kind.word()),
                memberships::role.eq(member.role.word()),
                memberships::since.eq(member.since.as_microsecond()),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// Where a person belongs, in a stable order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn memberships_of(&mut self, person: PersonId) -> Result<Vec<Membership>, StoreError> {
        let rows: Vec<(String, String, String)> = memberships::table
            .filter(memberships::person.eq(person.to_string()))
            .order((memberships::since, memberships::organisation))
            .select((memberships::organisation, memberships::kind, memberships::role))
            .load(self.connection)?;
        rows.iter().map(|(organisation, kind, role)| membership(organisation, kind, role)).collect()
    }
}

/// Someone in a team, as they are kept.
fn member((person, role, since): (String, String, i64)) -> Result<Member, StoreError> {
    Ok(Member {
        person: person.parse().map_err(|cause| unreadable("membership", cause))?,
        role: role.parse().map_err(|cause| unreadable("membership", cause))?,
        since: instant("membership", since)?,
    })
}

/// A place in an organisation, as it is kept.
pub(crate) fn membership(organisation: &str, kind: &str, role: &str) -> Result<Membership, StoreError> {
    Ok(Membership {
        organisation: organisation.parse().map_err(|cause| unreadable("membership", cause))?,
        kind: kind.parse().map_err(|cause| unreadable("membership", cause))?,
        role: role.parse().map_err(|cause| unreadable("membership", cause))?,
    })
}
