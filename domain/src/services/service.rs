//! A government service.

use super::{SupportQuestions, SupportQuestionsDraft, Verdict};
use crate::kernel::fields::{FieldErrors, Fields};
use crate::values::{Name, Nation, Prose, Slug, WebAddress};
use crate::{Changed, EventBody, HasSubject, OrganisationId, Refusal, ServiceId, Subject};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A government service that people may need help with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Which.
    pub id: ServiceId,
    /// For optimistic locking; the store raises it.
    pub version: i64,
    /// Who keeps this entry: the registered department, where there is one.
    pub keeper: Option<OrganisationId>,
    /// What it says. The slug never changes.
    pub content: ServiceContent,
}

/// What the entry of a service says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceContent {
    /// Its name in addresses and queries.
    pub slug: Slug,
    /// Its name.
    pub name: Name,
    /// The same in Welsh.
    pub name_cy: Name,
    /// The department whose service it is, by its short name in the list of departments.
    pub department: Slug,
    /// The clusters it belongs to: at least one (rule 10).
    pub clusters: BTreeSet<Slug>,
    /// Where it is given; never empty.
    pub nations: BTreeSet<Nation>,
    /// Its start page.
    pub url: Option<WebAddress>,
    /// What decides whether it needs support (rule 11).
    pub support: SupportQuestions,
    /// Who cannot be checked online and what they do instead, where it checks identity (rule 12).
    pub identity_route: Option<IdentityRoute>,
}

/// Who cannot be checked online, and their other route (rule 12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityRoute {
    /// Who cannot be checked online.
    pub cannot_be_checked: Prose,
    /// The same in Welsh.
    pub cannot_be_checked_cy: Prose,
    /// What they do instead.
    pub other_route: Prose,
    /// The same in Welsh.
    pub other_route_cy: Prose,
}

/// The raw fields of an [`IdentityRoute`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct IdentityRouteDraft {
    /// Who cannot be checked online.
    pub cannot_be_checked: String,
    /// The same in Welsh.
    pub cannot_be_checked_cy: String,
    /// What they do instead.
    pub other_route: String,
    /// The same in Welsh.
    pub other_route_cy: String,
}

/// The raw fields of a service.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ServiceDraft {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The same in Welsh.
    pub name_cy: String,
    /// The department's short name.
    pub department: String,
    /// Slugs of clusters, 1 to 10.
    pub clusters: Vec<String>,
    /// `england`, `wales`, `scotland`, `northern_ireland`; all four when left out.
    pub nations: Vec<String>,
    /// Its start page.
    pub url: Option<String>,
    /// What decides whether it needs support.
    pub support: SupportQuestionsDraft,
    /// Whether it checks identity online.
    pub identity_check: bool,
    /// Needed when it does.
    pub identity_route: Option<IdentityRouteDraft>,
}

impl ServiceDraft {
    /// What the entry says, or every error.
    ///
    /// # Errors
    /// With pointers such as `/identity_route/other_route_cy`.
    pub fn parse(self) -> Result<ServiceContent, FieldErrors> {
        let mut fields = Fields::new();
        let content = self.read(&mut fields);
        fields.finish(|| content)
    }

    fn read(self, fields: &mut Fields) -> Option<ServiceContent> {
        let slug = fields.parse::<Slug>("/slug", &self.slug);
        let name = fields.parse("/name", &self.name);
        let name_cy = fields.parse("/name_cy", &self.name_cy);
        let department = fields.required("/department", Some(&self.department), "Choose whose service it is");
        let department = department.map(str::to_owned).and_then(|slug| fields.parse("/department", &slug));
        if self.clusters.is_empty() || self.clusters.len() > 10 {
            fields.refuse(
                "/clusters",
                "required",
                "Choose 1 to 10 clusters: what people need, not who provides it",
            );
        }
        let clusters = fields.each("/clusters", self.clusters, |fields, raw| fields.parse("", &raw));
        let nations = if self.nations.is_empty() {
            Some(Nation::ALL.to_vec())
        } else {
            fields.each("/nations", self.nations, |fields, raw| fields.parse("", &raw))
        };
        let url = fields.optional("/url", self.url.as_deref());
        let support = fields.inside("/support", |fields| self.support.read(fields, slug.as_ref()));
        let identity_route = read_route(fields, self.identity_check, self.identity_route);
        Some(ServiceContent {
            slug: slug?,
            name: name?,
            name_cy: name_cy?,
            department: department?,
            clusters: clusters?.into_iter().collect(),
            nations: nations?.into_iter().collect(),
            url: url?,
            support: support?,
            identity_route: identity_route?,
        })
    }
}

fn read_route(
    fields: &mut Fields,
    checks_identity: bool,
    raw: Option<IdentityRouteDraft>,
) -> Option<Option<IdentityRoute>> {
    match (checks_identity, raw) {
        (false, None) => Some(None),
        (false, Some(_)) => {
            let message = "Leave this out, or say that the service checks identity online";
            fields.refuse("/identity_route", "not_wanted", message);
            None
        }
        (true, None) => {
            let message = "Say who cannot be checked online, and what their other route is";
            fields.refuse("/identity_route", "required", message);
            None
        }
        (true, Some(raw)) => fields.inside("/identity_route", |fields| {
            let cannot_be_checked = fields.parse("/cannot_be_checked", &raw.cannot_be_checked);
            let cannot_be_checked_cy = fields.parse("/cannot_be_checked_cy", &raw.cannot_be_checked_cy);
            let other_route = fields.parse("/other_route", &raw.other_route);
            let other_route_cy = fields.parse("/other_route_cy", &raw.other_route_cy);
            Some(Some(IdentityRoute {
                cannot_be_checked: cannot_be_checked?,
                cannot_be_checked_cy: cannot_be_checked_cy?,
                other_route: other_route?,
                other_route_cy: other_route_cy?,
            }))
        }),
    }
}

/// Why an entry of a service cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotKeepService {
    /// The slug stands in addresses and queries.
    #[error("The short name of a service never changes: it is {0}. Enter another service for another name")]
    SlugNeverChanges(Slug),
    /// The name is taken.
    #[error("There is already a service with the short name {0}. Choose another, or edit that one")]
    SlugTaken(Slug),
    /// A cluster that nobody knows.
    #[error("There is no cluster {0}. Choose one of the clusters that exist")]
    UnknownCluster(Slug),
}

impl Refusal for CannotKeepService {
    fn code(&self) -> &'static str {
        match self {
            Self::SlugNeverChanges(_) => "service_slug_never_changes",
            Self::SlugTaken(_) => "service_slug_taken",
            Self::UnknownCluster(_) => "service_cluster_unknown",
        }
    }

    fn pointer(&self) -> Option<String> {
        Some(match self {
            Self::SlugNeverChanges(_) | Self::SlugTaken(_) => "/slug".to_owned(),
            Self::UnknownCluster(_) => "/clusters".to_owned(),
        })
    }
}

/// What happened to the entry of a service.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Happened {
    /// It was entered.
    Entered {
        /// Its short name.
        slug: Slug,
        /// Whether it needs support, and why.
        support: Verdict,
    },
    /// It was changed.
    Revised {
        /// Its short name.
        slug: Slug,
        /// Whether it needs support, and why.
        support: Verdict,
    },
}

impl EventBody for Happened {
    fn name(&self) -> &'static str {
        match self {
            Self::Entered { .. } => "service.entered",
            Self::Revised { .. } => "service.revised",
        }
    }
}

impl HasSubject for Service {
    fn subject(&self) -> Subject {
        Subject::new("service", self.id, self.keeper)
    }
}

impl Service {
    /// Enters a service.
    pub fn entered(id: ServiceId, keeper: Option<OrganisationId>, content: ServiceContent) -> Changed<Self> {
        let happened =
            Happened::Entered { slug: content.slug.clone(), support: Verdict::of(&content.support) };
        Changed::by(Self { id, version: 0, keeper, content }, &happened)
    }

    /// Whether it needs support, and why.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        Verdict::of(&self.content.support)
    }

    /// Changes what the entry says.
    ///
    /// # Errors
    /// When the slug is another.
    pub fn revise(mut self, content: ServiceContent) -> Result<Changed<Self>, CannotKeepService> {
        if content.slug != self.content.slug {
            return Err(CannotKeepService::SlugNeverChanges(self.content.slug));
        }
        let happened =
            Happened::Revised { slug: content.slug.clone(), support: Verdict::of(&content.support) };
        self.content = content;
        Ok(Changed::by(self, &happened))
    }
}
