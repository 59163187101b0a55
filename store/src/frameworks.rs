//! Frameworks, and every version of their definitions.

use crate::kept::{kept, read_bodies, read_body};
use crate::patterns::containing;
use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::frameworks::{Definition, Framework, Instrument, State};
use domain::values::Slug;
use domain::{FrameworkId, words};

kept! {
    Framework, FrameworkId, "framework" => frameworks {
        slug: [Text] = |it: &Framework| it.slug().as_str().to_owned(),
        name: [Text] = |it: &Framework| it.definition.name.to_string(),
        folded: [Text] = |it: &Framework| it.definition.name.as_str().to_lowercase(),
        announced: [Text] = |it: &Framework| it.announced.word(),
        instrument: [Text] = |it: &Framework| it.definition.instrument.word(),
        regime: [Text] = |it: &Framework| it.definition.regime.to_string(),
    }
}

words! {
    /// The orders of a list of frameworks.
    #[derive(Default)]
    pub enum FrameworkSort {
        /// By name.
        #[default]
        Name = "name",
        /// What was loaded last for the first time, first.
        Newest = "newest",
    }
}

/// Which frameworks are wanted, in which order. What is `None` is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedFrameworks {
    /// Whose name has this in it.
    pub text: Option<String>,
    /// In this state, as it was last written to the log.
    pub state: Option<State>,
    /// Which are this in law.
    pub instrument: Option<Instrument>,
    /// Let under this law.
    pub regime: Option<String>,
    /// In which order.
    pub sort: FrameworkSort,
}

/// Where a page of frameworks begins: after a name in small letters, and an identifier.
pub type FrameworkKey = (String, FrameworkId);

diesel::table! {
    framework_versions (slug, number) {
        slug -> Text,
        number -> BigInt,
        body -> Text,
        loaded_at -> BigInt,
    }
}

pub(crate) const VERSIONS: TableShape =
    TableShape { name: "framework_versions", columns: &["slug", "number", "body", "loaded_at"] };

fn unreadable(cause: impl std::fmt::Display) -> StoreError {
    StoreError::Unreadable { kind: "framework version", cause: cause.to_string() }
}

impl Tx<'_> {
    /// The framework with a slug.
    ///
    /// # Errors
    /// When the database fails.
    pub fn framework(&mut self, slug: &Slug) -> Result<Option<Framework>, StoreError> {
        let body = frameworks::table
            .filter(frameworks::slug.eq(slug.as_str()))
            .select(frameworks::body)
            .first::<String>(self.connection)
            .optional()?;
        body.map(|body| read_body(&body)).transpose()
    }

    /// Every framework, by slug.
    ///
    /// # Errors
    /// When the database fails.
    pub fn frameworks(&mut self) -> Result<Vec<Framework>, StoreError> {
        let query = frameworks::table.order(frameworks::slug).select(frameworks::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// What every framework is called, by slug.
    ///
    /// # Errors
    /// When the database fails.
    pub fn framework_names(&mut self) -> Result<Vec<(Slug, String)>, StoreError> {
        let rows: Vec<(String, String)> = frameworks::table
            .order(frameworks::slug)
            .select((frameworks::slug, frameworks::name))
            .load(self.connection)?;
        let read = |(slug, name): (String, String)| Ok((slug.parse().map_err(unreadable)?, name));
        rows.into_iter().map(read).collect()
    }

    /// Frameworks in the order wanted, after a key (a keyset page), each with its own.
    ///
    /// # Errors
    /// When the database fails.
    pub fn frameworks_wanted(
        &mut self,
        wanted: &WantedFrameworks,
        after: Option<&FrameworkKey>,
        limit: i64,
    ) -> Result<Vec<(Framework, FrameworkKey)>, StoreError> {
        let mut query =
            frameworks::table.limit(limit).select((frameworks::body, frameworks::folded)).into_boxed();
        if let Some(text) = &wanted.text {
            query = query.filter(frameworks::folded.like(containing(text)).escape('\\'));
        }
        if let Some(state) = wanted.state {
            query = query.filter(frameworks::announced.eq(state.word()));
        }
        if let Some(instrument) = wanted.instrument {
            query = query.filter(frameworks::instrument.eq(instrument.word()));
        }
        if let Some(regime) = &wanted.regime {
            query = query.filter(frameworks::regime.eq(regime.clone()));
        }
        query = match wanted.sort {
            FrameworkSort::Name => query.order((frameworks::folded, frameworks::id)),
            // Identifiers are made in the order of time.
            FrameworkSort::Newest => query.order(frameworks::id.desc()),
        };
        if let Some((name, id)) = after {
            let id = id.to_string();
            query = match wanted.sort {
                FrameworkSort::Name => {
                    let same = frameworks::folded.eq(name.clone()).and(frameworks::id.gt(id));
                    query.filter(frameworks::folded.gt(name.clone()).or(same))
                }
                FrameworkSort::Newest => query.filter(frameworks::id.lt(id)),
            };
        }
        let rows: Vec<(String, String)> = query.load(self.connection)?;
        let keyed = |(body, name): (String, String)| {
            let framework: Framework = read_body(&body)?;
            let key = (name, framework.id);
            Ok((framework, key))
        };
        rows.into_iter().map(keyed).collect()
    }

    /// The laws under which frameworks were let, each once.
    ///
    /// # Errors
    /// When the database fails.
    pub fn framework_regimes(&mut self) -> Result<Vec<String>, StoreError> {
        let query = frameworks::table.select(frameworks::regime).distinct().order(frameworks::regime);
        Ok(query.load(self.connection)?)
    }

    /// A version of a framework's definition.
    ///
    /// # Errors
    /// When the database fails.
    pub fn framework_version(&mut self, slug: &Slug, number: u32) -> Result<Option<Definition>, StoreError> {
        let body = framework_versions::table
            .find((slug.as_str(), i64::from(number)))
            .select(framework_versions::body)
            .first::<String>(self.connection)
            .optional()?;
        body.map(|body| serde_json::from_str(&body).map_err(unreadable)).transpose()
    }

    /// The numbers of the versions of a framework that are kept, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn framework_version_numbers(&mut self, slug: &Slug) -> Result<Vec<i64>, StoreError> {
        let query = framework_versions::table
            .filter(framework_versions::slug.eq(slug.as_str()))
            .order(framework_versions::number.desc())
            .select(framework_versions::number);
        Ok(query.load(self.connection)?)
    }

    /// Keeps a version of a framework's definition.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when that version is there.
    pub fn add_framework_version(&mut self, definition: &Definition) -> Result<(), StoreError> {
        let body = serde_json::to_string(definition).map_err(unreadable)?;
        diesel::insert_into(framework_versions::table)
            .values((
                framework_versions::slug.eq(definition.slug.as_str()),
                framework_versions::number.eq(i64::from(definition.version)),
                framework_versions::body.eq(body),
                framework_versions::loaded_at.eq(self.now().as_microsecond()),
            ))
            .execute(self.connection)?;
        Ok(())
    }
}
