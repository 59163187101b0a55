//! The demo's people, and how they act.

use super::files::{PersonFacts, people};
use crate::seeds::{BadSeed, NotLoaded, organisation_id, word};
use domain::people::PasswordHash;
use domain::values::{EmailAddress, Name};
use domain::{Actor, OrganisationId, PersonId, Refused, Role, Worker};
use marketplace::people::{Enrolment, admit, enrol, hash_password};
use marketplace::{Market, Work};
use std::collections::BTreeMap;

pub(super) const SEED: Actor = Actor::Worker(Worker::Seed);

/// Everyone who can sign in to the demo, and the people of the authority who handle its cases.
pub(super) struct Cast {
    people: Vec<(PersonFacts, Enrolment, Role)>,
    actors: BTreeMap<String, Actor>,
    nobodys: PasswordHash,
}

impl Cast {
    /// Reads the people and hashes their passwords, which takes a moment each.
    ///
    /// # Errors
    /// When the file is broken, or a password may not be chosen.
    pub(super) fn read() -> Result<Self, NotLoaded> {
        let mut cast = vec![];
        for facts in people()? {
            let email: EmailAddress = word("demo/people", &facts.email)?;
            let draft = domain::people::PasswordDraft { password: facts.password.clone() };
            let password = draft.parse(&email).map_err(|cause| BadSeed::of("demo/people", cause))?;
            let hash = hash_password(&password)
                .map_err(|refused| NotLoaded::Refused { what: facts.id.clone(), refused })?;
            let name = word("demo/people", &facts.name)?;
            let role = word("demo/people", &facts.role)?;
            cast.push((facts, Enrolment { name, email, password: hash, totp_secret: None }, role));
        }
        // Owners of generated providers never sign in: all have the hash of one secret that is thrown away.
        let secret = marketplace::people::fresh_secret();
        let refused = |refused| NotLoaded::Refused { what: "a secret".into(), refused };
        let draft = domain::people::PasswordDraft { password: secret.map_err(refused)? };
        let nobody = word("demo/people", "nobody@signpost.example")?;
        let password = draft.parse(&nobody).map_err(|cause| BadSeed::of("demo/people", cause))?;
        let nobodys = hash_password(&password).map_err(refused)?;
        Ok(Self { people: cast, actors: BTreeMap::new(), nobodys })
    }

    /// The sign-ins, as their file says them.
    pub(super) fn facts(&self) -> impl Iterator<Item = &PersonFacts> {
        self.people.iter().map(|(facts, ..)| facts)
    }

    /// Enrols the people of bodies that the reference data names.
    ///
    /// # Errors
    /// When a use case refuses.
    pub(super) fn enrol_staff(&mut self, market: &Market) -> Result<(), NotLoaded> {
        for (facts, enrolment, role) in &self.people {
            if matches!(role, Role::Owner | Role::Editor) {
                continue;
            }
            let organisation = organisation_id(&facts.organisation);
            let enrolled = market.write(|work| {
                let person = enrol(work, &SEED, enrolment.clone(), organisation, *role)?;
                acting(work, person.id)
            });
            let refused = |refused| NotLoaded::Refused { what: facts.id.clone(), refused };
            self.actors.insert(facts.id.clone(), enrolled.map_err(refused)?);
        }
        Ok(())
    }

    /// Someone of the authority or the department, by the name among the sign-ins.
    ///
    /// # Errors
    /// When there is nobody of that name.
    pub(super) fn someone(&self, id: &str) -> Result<&Actor, BadSeed> {
        self.actors.get(id).ok_or_else(|| BadSeed::of("demo/people", format!("{id} is missing")))
    }

    /// The account of a provider's owner, before there is a provider.
    ///
    /// # Errors
    /// When a use case refuses.
    pub(super) fn owner(
        &self,
        work: &mut Work<'_, '_>,
        slug: &str,
        provider: &Name,
    ) -> Result<Actor, Refused> {
        let known =
            self.people.iter().find(|(facts, _, role)| facts.organisation == slug && *role == Role::Owner);
        let enrolment = match known {
            Some((_, enrolment, _)) => enrolment.clone(),
            None => {
                let name: String = format!("Owner of {provider}").chars().take(120).collect();
                Enrolment {
                    name: name.parse().map_err(Refused::broken)?,
                    email: format!("owner@{slug}.example").parse().map_err(Refused::broken)?,
                    password: self.nobodys.clone(),
                    totp_secret: None,
                }
            }
        };
        let person = admit(work, &SEED, enrolment)?;
        acting(work, person.id)
    }

    /// Lets a provider's editors in.
    ///
    /// # Errors
    /// When a use case refuses.
    pub(super) fn enrol_editors(
        &self,
        work: &mut Work<'_, '_>,
        slug: &str,
        provider: OrganisationId,
    ) -> Result<(), Refused> {
        for (facts, enrolment, role) in &self.people {
            if facts.organisation == slug && *role == Role::Editor {
                enrol(work, &SEED, enrolment.clone(), provider, *role)?;
            }
        }
        Ok(())
    }

    /// Someone who answers for a partner, let in to confirm it.
    ///
    /// # Errors
    /// When a use case refuses.
    pub(super) fn of_partner(
        &self,
        work: &mut Work<'_, '_>,
        partner: OrganisationId,
        name: &Name,
        email: EmailAddress,
    ) -> Result<Actor, Refused> {
        let enrolment =
            Enrolment { name: name.clone(), email, password: self.nobodys.clone(), totp_secret: None };
        let person = enrol(work, &SEED, enrolment, partner, Role::Owner)?;
        acting(work, person.id)
    }
}

/// A person with all that they belong to now.
pub(super) fn acting(work: &mut Work<'_, '_>, person: PersonId) -> Result<Actor, Refused> {
    Ok(Actor::Person { id: person, memberships: work.memberships_of(person)? })
}
