//! Directories and the host names that they own.

use crate::kept::{kept, read_bodies, read_body};
use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::directories::{Directory, HostName};
use domain::values::Slug;
use domain::{DirectoryId, OrganisationId};

kept! {
    Directory, DirectoryId, "directory" => directories {
        slug: [Text] = |it: &Directory| it.content.slug.as_str().to_owned(),
        owner: [Text] = |it: &Directory| it.owner.to_string(),
        state: [Text] = |it: &Directory| it.state.word(),
        name: [Text] = |it: &Directory| it.content.name.as_str().to_owned(),
    }
}

diesel::table! {
    directory_hosts (host) {
        host -> Text,
        directory -> Text,
    }
}

pub(crate) const HOSTS: TableShape = TableShape { name: "directory_hosts", columns: &["host", "directory"] };

impl Tx<'_> {
    /// Every directory, by short name. There are as many as departments want: hundreds.
    ///
    /// # Errors
    /// When the database fails.
    pub fn directories(&mut self) -> Result<Vec<Directory>, StoreError> {
        let query = directories::table.order(directories::slug).select(directories::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// The directory with a short name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn directory_called(&mut self, slug: &Slug) -> Result<Option<Directory>, StoreError> {
        let query = directories::table.filter(directories::slug.eq(slug.as_str())).select(directories::body);
        query.first::<String>(self.connection).optional()?.map(|body| read_body(&body)).transpose()
    }

    /// Directories of an owner, or of everyone, by name, after a name and an identifier.
    ///
    /// # Errors
    /// When the database fails.
    pub fn directories_of(
        &mut self,
        owner: Option<OrganisationId>,
        after: Option<(&str, DirectoryId)>,
        limit: i64,
    ) -> Result<Vec<Directory>, StoreError> {
        let mut query = directories::table
            .order((directories::name, directories::id))
            .limit(limit)
            .select(directories::body)
            .into_boxed();
        if let Some(owner) = owner {
            query = query.filter(directories::owner.eq(owner.to_string()));
        }
        if let Some((name, id)) = after {
            let same_name = directories::name.eq(name.to_owned()).and(directories::id.gt(id.to_string()));
            query = query.filter(directories::name.gt(name.to_owned()).or(same_name));
        }
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// Gives a saved directory the host names that it says are its own.
    ///
    /// # Errors
    /// The host name that another directory has; else when the database fails.
    pub fn own_hosts(&mut self, directory: &Directory) -> Result<Result<(), HostName>, StoreError> {
        let id = directory.id.to_string();
        diesel::delete(directory_hosts::table.filter(directory_hosts::directory.eq(&id)))
            .execute(self.connection)?;
        for host in &directory.content.hosts {
            let taken =
                directory_hosts::table.find(host.as_str()).count().get_result::<i64>(self.connection)?;
            if taken > 0 {
                return Ok(Err(host.clone()));
            }
            diesel::insert_into(directory_hosts::table)
                .values((directory_hosts::host.eq(host.as_str()), directory_hosts::directory.eq(&id)))
                .execute(self.connection)?;
        }
        Ok(Ok(()))
    }
}
