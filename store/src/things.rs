//! Things of every kind by their names: beside what is told of them, and to look for them by.

use crate::directories::directories;
use crate::frameworks::frameworks;
use crate::kept::read_bodies;
use crate::offerings::offerings;
use crate::organisations::organisations;
use crate::patterns::containing;
use crate::people::accounts::people;
use crate::people::clients::api_clients;
use crate::services::clusters::clusters;
use crate::services::services;
use crate::{StoreError, Tx};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use domain::OrganisationId;
use domain::people::{ApiClient, Person};
use domain::services::Cluster;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A thing that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// Which.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its name in addresses, where it has one.
    pub slug: Option<String>,
}

/// A row of a thing with a name.
type Row = (String, String, Option<String>);

impl Called {
    fn read((id, name, slug): Row) -> Result<Self, StoreError> {
        let id = id.parse().map_err(|cause: uuid::Error| StoreError::Unreadable {
            kind: "identifier",
            cause: cause.to_string(),
        })?;
        Ok(Self { id, name, slug })
    }
}

/// The kinds of things that are looked for by name.
const LOOKED_FOR: [&str; 5] = ["organisation", "offering", "service", "directory", "framework"];

/// Where a kind of thing keeps its names: in which table, and what it is called in addresses by.
macro_rules! with_names {
    ($kind:expr, $rows:ident, $otherwise:expr) => {
        match $kind {
            "organisation" => $rows!(organisations, sql::<Nullable<Text>>("NULL")),
            "offering" => $rows!(offerings, sql::<Nullable<Text>>("NULL")),
            "service" => $rows!(services, services::slug.nullable()),
            "directory" => $rows!(directories, directories::slug.nullable()),
            "framework" => $rows!(frameworks, frameworks::slug.nullable()),
            _ => $otherwise,
        }
    };
}

impl Tx<'_> {
    /// What things of a kind are called, by their identifiers. Those of a kind without names have none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn names_of(
        &mut self,
        kind: &str,
        ids: &BTreeSet<Uuid>,
    ) -> Result<BTreeMap<Uuid, Called>, StoreError> {
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        macro_rules! read {
            ($table:ident, $slug:expr) => {
                $table::table
                    .filter($table::id.eq_any(ids))
                    .select(($table::id, $table::name, $slug))
                    .load::<Row>(self.connection)?
            };
        }
        macro_rules! read_whole {
            ($table:ident, $thing:ty, $row:expr) => {{
                let query = $table::table.filter($table::id.eq_any(ids)).select($table::body);
                let found: Vec<$thing> = read_bodies(&query.load::<String>(self.connection)?)?;
                found.into_iter().map($row).collect()
            }};
        }
        let rows = with_names!(
            kind,
            read,
            match kind {
                "person" => read_whole!(people, Person, |it| (it.id.to_string(), it.name.to_string(), None)),
                "client" =>
                    read_whole!(api_clients, ApiClient, |it| (it.id.to_string(), it.name.to_string(), None)),
                "cluster" => read_whole!(clusters, Cluster, |it| {
                    (it.id.to_string(), it.content.name.to_string(), Some(it.content.slug.to_string()))
                }),
                _ => vec![],
            }
        );
        rows.into_iter().map(|row| Called::read(row).map(|it| (it.id, it))).collect()
    }

    /// Things that have a text in their names, each with its kind; of a kind those first that are called just so.
    ///
    /// # Errors
    /// When the database fails.
    pub fn things_called(
        &mut self,
        text: &str,
        of_each: i64,
    ) -> Result<Vec<(&'static str, Called)>, StoreError> {
        let mut all = vec![];
        for kind in LOOKED_FOR {
            macro_rules! find {
                ($table:ident, $slug:expr) => {
                    $table::table
                        .filter($table::folded.like(containing(text)).escape('\\'))
                        .order(($table::folded.ne(text.to_lowercase()), $table::folded, $table::id))
                        .limit(of_each)
                        .select(($table::id, $table::name, $slug))
                        .load::<Row>(self.connection)?
                };
            }
            let rows = with_names!(kind, find, vec![]);
            for row in rows {
                all.push((kind, Called::read(row)?));
            }
        }
        Ok(all)
    }

    /// Organisations that have a text in their names, those first that are called just so; of these only, where some are
    /// given.
    ///
    /// # Errors
    /// When the database fails.
    pub fn organisations_called(
        &mut self,
        text: &str,
        among: Option<&[OrganisationId]>,
        limit: i64,
    ) -> Result<Vec<Called>, StoreError> {
        let mut query = organisations::table
            .filter(organisations::folded.like(containing(text)).escape('\\'))
            .order((organisations::folded.ne(text.to_lowercase()), organisations::folded, organisations::id))
            .limit(limit)
            .select((organisations::id, organisations::name, sql::<Nullable<Text>>("NULL")))
            .into_boxed();
        if let Some(among) = among {
            query = query.filter(organisations::id.eq_any(among.iter().map(ToString::to_string)));
        }
        query.load::<Row>(self.connection)?.into_iter().map(Called::read).collect()
    }
}
