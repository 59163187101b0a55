//! Frameworks, and every version of their definitions.

use crate::kept::{kept, read_bodies, read_body};
use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::FrameworkId;
use domain::frameworks::{Definition, Framework};
use domain::values::Slug;

kept! {
    Framework, FrameworkId, "framework" => frameworks {
        slug: [Text] = |it: &Framework| it.slug().as_str().to_owned(),
        name: [Text] = |it: &Framework| it.definition.name.to_string(),
    }
}

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

    /// Frameworks by slug, after one (a keyset page).
    ///
    /// # Errors
    /// When the database fails.
    pub fn some_frameworks(
        &mut self,
        after: Option<&Slug>,
        limit: i64,
    ) -> Result<Vec<Framework>, StoreError> {
        let after = after.map_or("", Slug::as_str);
        let query = frameworks::table
            .filter(frameworks::slug.gt(after))
            .order(frameworks::slug)
            .limit(limit)
            .select(frameworks::body);
        read_bodies(&query.load::<String>(self.connection)?)
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
