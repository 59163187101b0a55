//! Directories and the host names that they own.

use crate::kept::{kept, read_bodies, read_body};
use crate::patterns::containing;
use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::directories::{Directory, HostName, State};
use domain::values::Slug;
use domain::{DirectoryId, OrganisationId};

kept! {
    Directory, DirectoryId, "directory" => directories {
        slug: [Text] = |it: &Directory| it.content.slug.as_str().to_owned(),
        owner: [Text] = |it: &Directory| it.owner.to_string(),
        state: [Text] = |it: &Directory| it.state.word(),
        name: [Text] = |it: &Directory| it.content.name.as_str().to_owned(),
        folded: [Text] = |it: &Directory| it.content.name.as_str().to_lowercase(),
    }
}

diesel::table! {
    directory_hosts (host) {
        host -> Text,
        directory -> Text,
    }
}

pub(crate) const HOSTS: TableShape = TableShape { name: "directory_hosts", columns: &["host", "directory"] };

/// Which directories are wanted. What is `None` is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedDirectories {
    /// Of this department.
    pub owner: Option<OrganisationId>,
    /// Whose name has this in it.
    pub text: Option<String>,
    /// In this state.
    pub state: Option<State>,
}

/// Where a page of directories begins: after a name in small letters, and an identifier.
pub type AfterDirectory = (String, DirectoryId);

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

    /// Directories by name, after a key (a keyset page), each with its own.
    ///
    /// # Errors
    /// When the database fails.
    pub fn directories_wanted(
        &mut self,
        wanted: &WantedDirectories,
        after: Option<&AfterDirectory>,
        limit: i64,
    ) -> Result<Vec<(Directory, AfterDirectory)>, StoreError> {
        let mut query = directories::table
            .order((directories::folded, directories::id))
            .limit(limit)
            .select((directories::body, directories::folded))
            .into_boxed();
        if let Some(owner) = wanted.owner {
            query = query.filter(directories::owner.eq(owner.to_string()));
        }
        if let Some(text) = &wanted.text {
            query = query.filter(directories::folded.like(containing(text)).escape('\\'));
        }
        if let Some(state) = wanted.state {
            query = query.filter(directories::state.eq(state.word()));
        }
        if let Some((name, id)) = after {
            let same_name = directories::folded.eq(name.clone()).and(directories::id.gt(id.to_string()));
            query = query.filter(directories::folded.gt(name.clone()).or(same_name));
        }
        let rows: Vec<(String, String)> = query.load(self.connection)?;
        let keyed = |(body, name): (String, String)| {
            let directory: Directory = read_body(&body)?;
            let key = (name, directory.id);
            Ok((directory, key))
        };
        rows.into_iter().map(keyed).collect()
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
