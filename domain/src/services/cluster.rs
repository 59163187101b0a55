//! Clusters: services grouped by what people need, not by department (rule 10).

use super::service::CannotKeepService;
use crate::kernel::fields::{FieldErrors, Fields};
use crate::values::{Line, Name, Slug};
use crate::{Changed, ClusterId, EventBody, HasSubject, Subject};
use serde::{Deserialize, Serialize};

/// A group of services that answer one need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// Which.
    pub id: ClusterId,
    /// For optimistic locking; the store raises it.
    pub version: i64,
    /// What it says. The slug never changes.
    pub content: ClusterContent,
}

/// What the entry of a cluster says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClusterContent {
    /// Its name in addresses and queries.
    pub slug: Slug,
    /// Its name.
    pub name: Name,
    /// The same in Welsh.
    pub name_cy: Name,
    /// What is in it.
    pub description: Line,
    /// The same in Welsh.
    pub description_cy: Line,
}

/// The raw fields of a cluster.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClusterDraft {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The same in Welsh.
    pub name_cy: String,
    /// What is in it.
    pub description: String,
    /// The same in Welsh.
    pub description_cy: String,
}

impl ClusterDraft {
    /// What the entry says, or every error.
    ///
    /// # Errors
    /// With the pointer of each wrong field.
    pub fn parse(&self) -> Result<ClusterContent, FieldErrors> {
        let mut fields = Fields::new();
        let slug = fields.parse("/slug", &self.slug);
        let name = fields.parse("/name", &self.name);
        let name_cy = fields.parse("/name_cy", &self.name_cy);
        let description = fields.parse("/description", &self.description);
        let description_cy = fields.parse("/description_cy", &self.description_cy);
        fields.finish(|| {
            Some(ClusterContent {
                slug: slug?,
                name: name?,
                name_cy: name_cy?,
                description: description?,
                description_cy: description_cy?,
            })
        })
    }
}

/// What happened to a cluster.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ClusterHappened {
    /// It was entered.
    Entered {
        /// Its short name.
        slug: Slug,
    },
    /// It was changed.
    Revised {
        /// Its short name.
        slug: Slug,
    },
}

impl EventBody for ClusterHappened {
    fn name(&self) -> &'static str {
        match self {
            Self::Entered { .. } => "cluster.entered",
            Self::Revised { .. } => "cluster.revised",
        }
    }
}

impl HasSubject for Cluster {
    fn subject(&self) -> Subject {
        Subject::new("cluster", self.id, None)
    }
}

impl Cluster {
    /// Enters a cluster.
    pub fn entered(id: ClusterId, content: ClusterContent) -> Changed<Self> {
        let happened = ClusterHappened::Entered { slug: content.slug.clone() };
        Changed::by(Self { id, version: 0, content }, &happened)
    }

    /// Changes what the entry says.
    ///
    /// # Errors
    /// When the slug is another.
    pub fn revise(mut self, content: ClusterContent) -> Result<Changed<Self>, CannotKeepService> {
        if content.slug != self.content.slug {
            return Err(CannotKeepService::SlugNeverChanges(self.content.slug));
        }
        let happened = ClusterHappened::Revised { slug: content.slug.clone() };
        self.content = content;
        Ok(Changed::by(self, &happened))
    }
}
