//! People who work for an organisation, with the role that a story needs.

use crate::{Session, World};
use domain::organisations::{Organisation, RegisterDepartmentDraft};
use domain::{Action, Actor, Membership, OrganisationId, OrganisationKind, PersonId, Platform, Role, Worker};
use uuid::Uuid;

impl World {
    /// Someone of the authority, signed in, in a role there.
    #[must_use]
    pub fn of_the_authority(&self, role: Role) -> Session {
        let made = self.market.write(|work| {
            let permit = Actor::Worker(Worker::Seed).may(Action::RegisterDepartment, &Platform)?;
            let draft = RegisterDepartmentDraft {
                name: "Digital Inclusion Authority".into(),
                contact_email: "authority@signpost.example".into(),
                ..Default::default()
            };
            let made = Organisation::register_authority(work.fresh_id(), draft.parse()?, work.now());
            Ok(work.save(&permit, made)?.id)
        });
        self.member_of(made.expect("an authority"), OrganisationKind::Authority, role)
    }

    /// Someone, signed in, in a role in an organisation that is there.
    #[must_use]
    pub fn member_of(&self, organisation: OrganisationId, kind: OrganisationKind, role: Role) -> Session {
        let person = PersonId::from(Uuid::now_v7());
        let session = self.market.write(|work| {
            work.add_membership(person, Membership { organisation, kind, role })?;
            marketplace::people::begin_session(work, person)
        });
        self.visitor().with_token(&session.expect("a session").token)
    }
}
