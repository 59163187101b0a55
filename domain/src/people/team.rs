//! Who belongs to an organisation, and the rule that somebody always answers for it.

use super::{CannotChangeTeam, TeamEvent};
use crate::{
    Changed, HasSubject, Membership, OrganisationId, OrganisationKind, PersonId, Role, Subject, Timestamp,
};
use serde::{Deserialize, Serialize};

/// A person in an organisation, in one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Role,
    /// Since when.
    pub since: Timestamp,
}

/// Everyone in an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// What that organisation is.
    pub kind: OrganisationKind,
    /// Its members, one role each.
    pub members: Vec<Member>,
}

impl HasSubject for Team {
    fn subject(&self) -> Subject {
        Subject::new("organisation", self.organisation, Some(self.organisation))
    }
}

/// Whether a role answers for an organisation of a kind, so that one such member always stays: the owner of a
/// provider, who procures or keeps services for a department, the authority's administrator.
pub(super) const fn answers_for(role: Role, kind: OrganisationKind) -> bool {
    match kind {
        OrganisationKind::Provider | OrganisationKind::Partner => matches!(role, Role::Owner),
        OrganisationKind::Department => matches!(role, Role::Buyer | Role::ServiceManager),
        OrganisationKind::Authority => matches!(role, Role::Administrator),
    }
}

impl Team {
    /// An organisation that has nobody yet.
    #[must_use]
    pub const fn empty(organisation: OrganisationId, kind: OrganisationKind) -> Self {
        Self { organisation, kind, members: vec![] }
    }

    /// A member's place here.
    #[must_use]
    pub fn membership(&self, person: PersonId) -> Option<Membership> {
        let member = self.members.iter().find(|member| member.person == person)?;
        Some(Membership { organisation: self.organisation, kind: self.kind, role: member.role })
    }

    fn keeps_someone_who_answers(&self) -> bool {
        self.members.iter().any(|member| answers_for(member.role, self.kind))
    }

    /// Lets someone in.
    ///
    /// # Errors
    /// When the role is not one of this kind of organisation, or the person is in it already.
    pub fn join(
        mut self,
        person: PersonId,
        role: Role,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotChangeTeam> {
        if !role.lives_in(self.kind) {
            return Err(CannotChangeTeam::RoleNotHere { role, kind: self.kind });
        }
        if self.membership(person).is_some() {
            return Err(CannotChangeTeam::AlreadyMember);
        }
        self.members.push(Member { person, role, since: now });
        Ok(Changed::by(self, &TeamEvent::Joined { person, role }))
    }

    /// Gives a member another role.
    ///
    /// # Errors
    /// When the role is not one of this kind of organisation, the person is not in it, or nobody would be
    /// left to answer for it.
    pub fn change_role(mut self, person: PersonId, role: Role) -> Result<Changed<Self>, CannotChangeTeam> {
        if !role.lives_in(self.kind) {
            return Err(CannotChangeTeam::RoleNotHere { role, kind: self.kind });
        }
        let member = self.members.iter_mut().find(|member| member.person == person);
        let member = member.ok_or(CannotChangeTeam::NotAMember)?;
        let before = std::mem::replace(&mut member.role, role);
        if !self.keeps_someone_who_answers() {
            return Err(CannotChangeTeam::LastOneWhoAnswers(before));
        }
        Ok(Changed::by(self, &TeamEvent::RoleChanged { person, role }))
    }

    /// Ends a membership.
    ///
    /// # Errors
    /// When the person is not a member, or nobody would be left to answer for the organisation.
    pub fn leave(mut self, person: PersonId) -> Result<Changed<Self>, CannotChangeTeam> {
        let place = self.members.iter().position(|member| member.person == person);
        let left = self.members.remove(place.ok_or(CannotChangeTeam::NotAMember)?);
        if !self.keeps_someone_who_answers() {
            return Err(CannotChangeTeam::LastOneWhoAnswers(left.role));
        }
        Ok(Changed::by(self, &TeamEvent::Left { person }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn person(number: u128) -> PersonId {
        uuid::Uuid::from_u128(number).into()
    }

    fn now() -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    fn provider() -> Team {
        let team = Team::empty(uuid::Uuid::from_u128(1).into(), OrganisationKind::Provider);
        team.join(person(1), Role::Owner, now()).unwrap().next
    }

    #[test]
    fn an_organisation_never_loses_its_last_owner() {
        let team = provider().join(person(2), Role::Editor, now()).unwrap().next;
        let refusal = CannotChangeTeam::LastOneWhoAnswers(Role::Owner);
        assert_eq!(team.clone().leave(person(1)).unwrap_err(), refusal);
        assert_eq!(team.clone().change_role(person(1), Role::Editor).unwrap_err(), refusal);
        let two = team.change_role(person(2), Role::Owner).unwrap().next;
        assert!(two.leave(person(1)).is_ok());
    }

    #[test]
    fn roles_live_in_their_kind_of_organisation_and_people_join_once() {
        assert_eq!(
            provider().join(person(2), Role::Assessor, now()).unwrap_err(),
            CannotChangeTeam::RoleNotHere { role: Role::Assessor, kind: OrganisationKind::Provider }
        );
        assert_eq!(
            provider().join(person(1), Role::Editor, now()).unwrap_err(),
            CannotChangeTeam::AlreadyMember
        );
        assert_eq!(provider().leave(person(9)).unwrap_err(), CannotChangeTeam::NotAMember);
    }

    proptest! {
        #[test]
        fn whatever_is_done_someone_answers_for_it(
            steps in proptest::collection::vec((0u8..3, 1u128..5, 0usize..10), 0..60)
        ) {
            for &kind in OrganisationKind::ALL {
                let first = *Role::ALL.iter().find(|role| answers_for(**role, kind)).unwrap();
                let empty = Team::empty(uuid::Uuid::from_u128(1).into(), kind);
                let mut team = empty.join(person(1), first, now()).unwrap().next;
                for &(step, who, role) in &steps {
                    let before = team.clone();
                    let done = match step {
                        0 => team.join(person(who), Role::ALL[role], now()),
                        1 => team.change_role(person(who), Role::ALL[role]),
                        _ => team.leave(person(who)),
                    };
                    team = done.map_or(before, |changed| changed.next);
                    prop_assert!(team.keeps_someone_who_answers());
                    prop_assert!(team.members.iter().all(|member| member.role.lives_in(kind)));
                }
            }
        }
    }
}
