//! Organisations.

use crate::kept::{kept, read_bodies, read_body};
use crate::patterns::containing;
use crate::{StoreError, Tx};
use diesel::dsl::{Escape, Filter, Like, Select};
use diesel::prelude::*;
use domain::organisations::{Organisation, Trust};
use domain::{OrganisationId, OrganisationKind, Timestamp, words};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

kept! {
    Organisation, OrganisationId, "organisation" => organisations {
        kind: [Text] = |it: &Organisation| it.kind.word(),
        name: [Text] = |it: &Organisation| it.name.as_str().to_owned(),
        registration_changed_at: [Nullable<BigInt>] =
            |it: &Organisation| it.registration_changed_at().map(Timestamp::as_microsecond),
        folded: [Text] = |it: &Organisation| it.name.as_str().to_lowercase(),
        registered_at: [BigInt] = |it: &Organisation| it.registered_at.as_microsecond(),
        trust: [Text] = |it: &Organisation| it.trust_over_time().at_first.word(),
        trust_then: [Text] = |it: &Organisation| it.trust_over_time().then.word(),
        confirmed_at: [Nullable<BigInt>] =
            |it: &Organisation| it.trust_over_time().confirmed_at.map(Timestamp::as_microsecond),
    }
}

words! {
    /// The orders of a list of organisations.
    #[derive(Default)]
    pub enum OrganisationSort {
        /// By name.
        #[default]
        Name = "name",
        /// What registered last, first.
        Newest = "newest",
    }
}

/// Which organisations are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedOrganisations {
    /// Of this kind.
    pub kind: OrganisationKind,
    /// Whose name has this in it.
    pub text: Option<String>,
    /// So far checked, by confirmations that hold for so long.
    pub trust: Option<(Trust, SignedDuration)>,
    /// In which order.
    pub sort: OrganisationSort,
}

impl WantedOrganisations {
    /// All of a kind, by name.
    #[must_use]
    pub const fn of(kind: OrganisationKind) -> Self {
        Self { kind, text: None, trust: None, sort: OrganisationSort::Name }
    }
}

/// Where a page of organisations begins: after one, by what the database sorts by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationKey {
    /// Its name in small letters.
    pub name: String,
    /// When it registered, in microseconds.
    pub registered_at: i64,
    /// Which.
    pub id: OrganisationId,
}

type Named = Escape<Like<organisations::folded, String>>;

/// Identifiers of organisations whose name has a text in it: for lists of what is theirs.
pub(crate) fn called(text: &str) -> Select<Filter<organisations::table, Named>, organisations::id> {
    let named = organisations::folded.like(containing(text)).escape('\\');
    organisations::table.filter(named).select(organisations::id)
}

impl Tx<'_> {
    /// Organisations in the order wanted, after a key (a keyset page), each with its own.
    ///
    /// # Errors
    /// When the database fails.
    pub fn organisations_wanted(
        &mut self,
        wanted: &WantedOrganisations,
        after: Option<&OrganisationKey>,
        limit: i64,
    ) -> Result<Vec<(Organisation, OrganisationKey)>, StoreError> {
        let mut query = organisations::table
            .filter(organisations::kind.eq(wanted.kind.word()))
            .limit(limit)
            .select((organisations::body, organisations::folded, organisations::registered_at))
            .into_boxed();
        if let Some(text) = &wanted.text {
            query = query.filter(organisations::folded.like(containing(text)).escape('\\'));
        }
        if let Some((trust, keeps_for)) = wanted.trust {
            let old = self.now().saturating_sub(keeps_for).unwrap_or(Timestamp::MIN).as_microsecond();
            let confirmed_at = organisations::confirmed_at.assume_not_null();
            let is_old = || organisations::confirmed_at.is_not_null().and(confirmed_at.le(old));
            let at_first = organisations::trust.eq(trust.word()).and(diesel::dsl::not(is_old()));
            query = query.filter(at_first.or(organisations::trust_then.eq(trust.word()).and(is_old())));
        }
        query = match wanted.sort {
            OrganisationSort::Name => query.order((organisations::folded, organisations::id)),
            OrganisationSort::Newest => {
                query.order((organisations::registered_at.desc(), organisations::id.desc()))
            }
        };
        if let Some(key) = after {
            let id = key.id.to_string();
            query = match wanted.sort {
                OrganisationSort::Name => {
                    let same = organisations::folded.eq(key.name.clone()).and(organisations::id.gt(id));
                    query.filter(organisations::folded.gt(key.name.clone()).or(same))
                }
                OrganisationSort::Newest => {
                    let same =
                        organisations::registered_at.eq(key.registered_at).and(organisations::id.lt(id));
                    query.filter(organisations::registered_at.lt(key.registered_at).or(same))
                }
            };
        }
        let rows: Vec<(String, String, i64)> = query.load(self.connection)?;
        let keyed = |(body, name, registered_at): (String, String, i64)| {
            let organisation: Organisation = read_body(&body)?;
            let key = OrganisationKey { name, registered_at, id: organisation.id };
            Ok((organisation, key))
        };
        rows.into_iter().map(keyed).collect()
    }

    /// Organisations of a kind, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn organisations_of(
        &mut self,
        kind: OrganisationKind,
        limit: i64,
    ) -> Result<Vec<Organisation>, StoreError> {
        let found = self.organisations_wanted(&WantedOrganisations::of(kind), None, limit)?;
        Ok(found.into_iter().map(|(organisation, _)| organisation).collect())
    }

    /// Organisations of which a register says otherwise than before, and nobody has looked into it, whose name has a text
    /// in it: longest first, after an instant in microseconds and an identifier (a keyset page).
    ///
    /// # Errors
    /// When the database fails.
    pub fn organisations_with_changed_registration(
        &mut self,
        text: Option<&str>,
        after: Option<(i64, OrganisationId)>,
        limit: i64,
    ) -> Result<Vec<Organisation>, StoreError> {
        let (since, id) = after.map_or((i64::MIN, String::new()), |(since, id)| (since, id.to_string()));
        let same_time = organisations::registration_changed_at.eq(since).and(organisations::id.gt(id));
        let mut query = organisations::table
            .filter(organisations::registration_changed_at.is_not_null())
            .filter(organisations::registration_changed_at.gt(since).or(same_time))
            .order((organisations::registration_changed_at, organisations::id))
            .limit(limit)
            .select(organisations::body)
            .into_boxed();
        if let Some(text) = text {
            query = query.filter(organisations::folded.like(containing(text)).escape('\\'));
        }
        read_bodies(&query.load::<String>(self.connection)?)
    }
}
