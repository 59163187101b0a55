//! People who work for an organisation, in the role that a story needs.

use crate::{Session, World};
use domain::organisations::{Organisation, RegisterDepartmentDraft};
use domain::people::PasswordHash;
use domain::{Action, Actor, OrganisationId, OrganisationKind, PersonId, Platform, Refused, Role, Worker};
use marketplace::Work;
use marketplace::people::{self, Enrolment};
use uuid::Uuid;

const PLATFORM: Actor = Actor::Worker(Worker::Seed);

fn authority(work: &mut Work<'_, '_>) -> Result<OrganisationId, Refused> {
    if let Some(there) = work.organisations_of(OrganisationKind::Authority, 1)?.first() {
        return Ok(there.id);
    }
    let permit = PLATFORM.may(Action::RegisterDepartment, &Platform)?;
    let draft = RegisterDepartmentDraft {
        name: "Digital Inclusion Authority".into(),
        contact_email: "authority@signpost.example".into(),
        ..Default::default()
    };
    let made = Organisation::register_authority(work.fresh_id(), draft.parse()?, work.now());
    Ok(work.save(&permit, made)?.id)
}

impl World {
    /// Someone of the authority, signed in, in a role there.
    #[must_use]
    pub fn of_the_authority(&self, role: Role) -> Session {
        let authority = self.market.write(authority).expect("an authority");
        self.member_of(authority, role)
    }

    /// Someone, signed in, in a role in an organisation that is there.
    #[must_use]
    pub fn member_of(&self, organisation: OrganisationId, role: Role) -> Session {
        self.known_member_of(organisation, role).0
    }

    /// Someone of the authority, signed in, in a role there, with who they are.
    #[must_use]
    pub fn colleague(&self, role: Role) -> (Session, PersonId) {
        let authority = self.market.write(authority).expect("an authority");
        self.known_member_of(authority, role)
    }

    /// Someone, signed in, in a role in an organisation that is there, with who they are.
    #[must_use]
    pub fn known_member_of(&self, organisation: OrganisationId, role: Role) -> (Session, PersonId) {
        let enrolment = Enrolment {
            name: "Sam Staff".parse().expect("a name"),
            email: format!("sam.{}@example.org", Uuid::now_v7().simple()).parse().expect("an address"),
            password: PasswordHash::from_phc("nobody knows".to_owned()),
            totp_secret: None,
        };
        let session = self.market.write(|work| {
            let person = people::enrol(work, &PLATFORM, enrolment.clone(), organisation, role)?;
            Ok((people::begin_session(work, person.id)?, person.id))
        });
        let (session, person) = session.expect("a session");
        (self.visitor().with_token(&session.token), person)
    }

    /// Someone who is there joins an organisation, or takes another role in it.
    pub fn becomes(&self, person: PersonId, organisation: OrganisationId, role: Role) {
        let changed = self.market.write(|work| {
            let permit = PLATFORM.may(Action::ManageMembers, &organisation)?;
            let kind = work.find::<Organisation>(organisation)?.kind;
            let team = work.team(organisation, kind)?;
            let changed = match team.membership(person) {
                Some(_) => team.change_role(person, role)?,
                None => team.join(person, role, work.now())?,
            };
            Ok(work.save_team(&permit, changed)?)
        });
        changed.expect("a role");
    }

    /// The authority.
    #[must_use]
    pub fn authority(&self) -> OrganisationId {
        self.market.write(authority).expect("an authority")
    }
}
