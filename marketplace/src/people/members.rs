//! Who belongs to an organisation.

use crate::Work;
use crate::organisations::Page;
use domain::organisations::Organisation;
use domain::people::{Member, Person, Team};
use domain::values::{EmailAddress, Name};
use domain::{Action, Actor, OrganisationId, PersonId, Refused, Role, Timestamp};
use store::people::teams::{AfterMember, WantedMembers};

/// A member, as the organisation sees them.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberShown {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: Name,
    /// Their address.
    pub email: EmailAddress,
    /// As what.
    pub role: Role,
    /// Since when.
    pub since: Timestamp,
}

pub(super) fn team_of(work: &mut Work<'_, '_>, organisation: OrganisationId) -> Result<Team, Refused> {
    let organisation: Organisation = work.find(organisation)?;
    Ok(work.team(organisation.id, organisation.kind)?)
}

/// Some of who is in an organisation, longest first.
///
/// # Errors
/// [`Refused::NotFound`] for others' organisations.
pub fn list_members(
    work: &mut Work<'_, '_>,
    by: &Actor,
    organisation: OrganisationId,
    wanted: &WantedMembers,
    page: &Page<AfterMember>,
) -> Result<Vec<MemberShown>, Refused> {
    let _permit = by.may(Action::ReadMembers, &organisation)?;
    // Also who may read any organisation's is told when there is none.
    let _: Organisation = work.find(organisation)?;
    let members = work.members_of(organisation, wanted, page.after, page.limit)?;
    all_shown(work, &members)
}

/// Members with their names and addresses.
fn all_shown(work: &mut Work<'_, '_>, members: &[Member]) -> Result<Vec<MemberShown>, Refused> {
    let people = work.people(members.iter().map(|member| member.person))?;
    let shown = |member: &Member| {
        let Person { name, email, .. } = people.get(&member.person)?.clone();
        Some(MemberShown { person: member.person, name, email, role: member.role, since: member.since })
    };
    Ok(members.iter().filter_map(shown).collect())
}

/// Gives a member another role.
///
/// # Errors
/// When nobody would be left to answer for the organisation; and as [`Team::change_role`].
pub fn change_role(
    work: &mut Work<'_, '_>,
    by: &Actor,
    organisation: OrganisationId,
    person: PersonId,
    role: Role,
) -> Result<MemberShown, Refused> {
    let permit = by.may(Action::ManageMembers, &organisation)?;
    let changed = team_of(work, organisation)?.change_role(person, role)?;
    let team = work.save_team(&permit, changed)?;
    let member: Vec<Member> = team.members.into_iter().filter(|member| member.person == person).collect();
    all_shown(work, &member)?.pop().ok_or(Refused::NotFound("member"))
}

/// Ends a membership: someone else's by whoever manages members, one's own by oneself.
///
/// # Errors
/// When nobody would be left to answer for the organisation, or the person is not a member.
pub fn remove_member(
    work: &mut Work<'_, '_>,
    by: &Actor,
    organisation: OrganisationId,
    person: PersonId,
) -> Result<(), Refused> {
    let action = if by.person() == Some(person) { Action::ReadMembers } else { Action::ManageMembers };
    let permit = by.may(action, &organisation)?;
    let changed = team_of(work, organisation)?.leave(person)?;
    work.save_team(&permit, changed)?;
    Ok(())
}
