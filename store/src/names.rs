//! What a list shows beside its rows, for all of them at once: a page asks as much of the database however long it is.

use crate::frameworks::frameworks;
use crate::kept::read_bodies;
use crate::organisations::organisations;
use crate::people::accounts::people;
use crate::people::teams::{membership, memberships};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::frameworks::Framework;
use domain::people::Person;
use domain::values::{Name, Slug};
use domain::{Membership, OrganisationId, PersonId};
use std::collections::{BTreeMap, BTreeSet};

/// How many things are asked for in one statement.
const ASKED_AT_ONCE: usize = 500;

/// Identifiers as they are kept, each once, so many at a time.
fn in_parts<Id: Ord + ToString>(ids: impl IntoIterator<Item = Id>) -> Vec<Vec<String>> {
    let each_once: BTreeSet<Id> = ids.into_iter().collect();
    let texts: Vec<String> = each_once.iter().map(ToString::to_string).collect();
    texts.chunks(ASKED_AT_ONCE).map(<[String]>::to_vec).collect()
}

fn unreadable(kind: &'static str, cause: impl std::fmt::Display) -> StoreError {
    StoreError::Unreadable { kind, cause: cause.to_string() }
}

impl Tx<'_> {
    /// What organisations are called.
    ///
    /// # Errors
    /// When the database fails.
    pub fn organisation_names(
        &mut self,
        ids: impl IntoIterator<Item = OrganisationId>,
    ) -> Result<BTreeMap<OrganisationId, Name>, StoreError> {
        let mut names = BTreeMap::new();
        for some in in_parts(ids) {
            let rows: Vec<(String, String)> = organisations::table
                .filter(organisations::id.eq_any(some))
                .select((organisations::id, organisations::name))
                .load(self.connection)?;
            for (id, name) in rows {
                let id = id.parse().map_err(|cause| unreadable("organisation", cause))?;
                names.insert(id, name.parse().map_err(|cause| unreadable("organisation", cause))?);
            }
        }
        Ok(names)
    }

    /// Frameworks by their slugs.
    ///
    /// # Errors
    /// When the database fails.
    pub fn frameworks_by_slug(
        &mut self,
        slugs: impl IntoIterator<Item = Slug>,
    ) -> Result<BTreeMap<Slug, Framework>, StoreError> {
        let mut all = BTreeMap::new();
        for some in in_parts(slugs) {
            let query = frameworks::table.filter(frameworks::slug.eq_any(some)).select(frameworks::body);
            let found: Vec<Framework> = read_bodies(&query.load::<String>(self.connection)?)?;
            all.extend(found.into_iter().map(|framework| (framework.slug().clone(), framework)));
        }
        Ok(all)
    }

    /// People by their identifiers.
    ///
    /// # Errors
    /// When the database fails.
    pub fn people(
        &mut self,
        ids: impl IntoIterator<Item = PersonId>,
    ) -> Result<BTreeMap<PersonId, Person>, StoreError> {
        let mut all = BTreeMap::new();
        for some in in_parts(ids) {
            let query = people::table.filter(people::id.eq_any(some)).select(people::body);
            let found: Vec<Person> = read_bodies(&query.load::<String>(self.connection)?)?;
            all.extend(found.into_iter().map(|person| (person.id, person)));
        }
        Ok(all)
    }

    /// Where people belong, each in a stable order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn memberships_of_all(
        &mut self,
        ids: impl IntoIterator<Item = PersonId>,
    ) -> Result<BTreeMap<PersonId, Vec<Membership>>, StoreError> {
        let mut all: BTreeMap<PersonId, Vec<Membership>> = BTreeMap::new();
        for some in in_parts(ids) {
            let rows: Vec<(String, String, String, String)> = memberships::table
                .filter(memberships::person.eq_any(some))
                .order((memberships::person, memberships::since, memberships::organisation))
                .select((
                    memberships::person,
                    memberships::organisation,
                    memberships::kind,
                    memberships::role,
                ))
                .load(self.connection)?;
            for (person, organisation, kind, role) in rows {
                let person = person.parse().map_err(|cause| unreadable("membership", cause))?;
                all.entry(person).or_default().push(membership(&organisation, &kind, &role)?);
            }
        }
        Ok(all)
    }
}
