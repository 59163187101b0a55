//! The reference files, read into the drafts and definitions of the domain.

use super::{BadSeed, read, word};
use domain::accreditation::{StandardDefinition, StandardDraft};
use domain::frameworks::{Definition, FrameworkDraft};
use domain::organisations::{MailDomainRule, MailDomainRuleDraft};
use domain::services::{ClusterDraft, IdentityRouteDraft, ServiceDraft, SupportQuestionsDraft};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A department or authority.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct Body {
    pub slug: String,
    #[serde(default = "department")]
    pub kind: String,
    #[serde(default)]
    pub fictional: bool,
    pub name: String,
    pub name_cy: String,
    pub abbreviation: String,
    pub since: Option<String>,
    pub mail_domains: Vec<String>,
}

fn department() -> String {
    "department".into()
}

/// All reference data, read and found right.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Reference {
    pub mail_domains: Vec<MailDomainRule>,
    pub bodies: Vec<Body>,
    pub clusters: Vec<ClusterDraft>,
    /// With the slug of the department that keeps each.
    pub services: Vec<ServiceDraft>,
    pub standard: StandardDefinition,
    pub frameworks: Vec<Definition>,
}

#[derive(Deserialize)]
struct BodiesFile {
    departments: Vec<Body>,
}

#[derive(Deserialize)]
struct RulesFile {
    rules: Vec<MailDomainRuleDraft>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServicesFile {
    #[expect(dead_code, reason = "the version of the file's shape, for people")]
    version: u32,
    clusters: Vec<ClusterDraft>,
    identity_routes: Vec<Route>,
    services: Vec<ServiceFacts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Route {
    id: String,
    #[expect(dead_code, reason = "what people call the route in the file")]
    name: String,
    cannot_be_checked: String,
    cannot_be_checked_cy: String,
    other_route: String,
    other_route_cy: String,
    #[expect(dead_code, reason = "where the facts are from, for people")]
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServiceFacts {
    slug: String,
    name: String,
    name_cy: String,
    department: String,
    clusters: Vec<String>,
    nations: Vec<String>,
    url: String,
    needs_support: bool,
    no_support_reason: Option<String>,
    no_support_note: Option<String>,
    identity_check: bool,
    identity_route: Option<String>,
}

/// The rules of public-sector mail domains.
///
/// # Errors
/// When the file is broken.
pub fn mail_domain_rules() -> Result<Vec<MailDomainRule>, BadSeed> {
    let file: RulesFile = read("mail_domains", include_str!("../../../seeds/mail_domains.toml"))?;
    let rules = file.rules.into_iter().map(MailDomainRuleDraft::parse);
    rules.collect::<Result<_, _>>().map_err(|cause| BadSeed::of("mail_domains", cause))
}

/// Departments and authorities.
fn bodies() -> Result<Vec<Body>, BadSeed> {
    let file: BodiesFile = read("departments", include_str!("../../../seeds/departments.toml"))?;
    Ok(file.departments)
}

fn services_file() -> Result<ServicesFile, BadSeed> {
    read("services", include_str!("../../../seeds/services.toml"))
}

/// The clusters of services.
///
/// # Errors
/// When the file is broken.
pub fn cluster_drafts() -> Result<Vec<ClusterDraft>, BadSeed> {
    Ok(services_file()?.clusters)
}

/// The services.
///
/// # Errors
/// When the file is broken, or names a route or a reason that it does not have.
pub fn service_drafts() -> Result<Vec<ServiceDraft>, BadSeed> {
    let file = services_file()?;
    let routes: BTreeMap<String, Route> =
        file.identity_routes.into_iter().map(|route| (route.id.clone(), route)).collect();
    file.services.into_iter().map(|service| service_draft(service, &routes)).collect()
}

fn service_draft(facts: ServiceFacts, routes: &BTreeMap<String, Route>) -> Result<ServiceDraft, BadSeed> {
    let wrong = |what: &str| Err(BadSeed::of("services", format!("{}: {what}", facts.slug)));
    let mut support = SupportQuestionsDraft::default();
    match (facts.needs_support, facts.no_support_reason.as_deref()) {
        (true, None) => {}
        (false, Some("staff_at_work")) => support.users = Some("staff_at_work".into()),
        (false, Some("non_british_overseas")) => support.users = Some("non_british_overseas".into()),
        (false, Some("profiting_intermediary")) => support.intermediary = Some("profits_from_it".into()),
        _ => return wrong("say why it needs no support, and only then"),
    }
    if facts.no_support_note.is_some() == facts.needs_support {
        return wrong("a note belongs to what needs no support, and only there");
    }
    let identity_route = match facts.identity_route.as_ref().map(|id| routes.get(id)) {
        Some(None) => return wrong("there is no such identity route"),
        None => None,
        Some(Some(route)) => Some(IdentityRouteDraft {
            cannot_be_checked: route.cannot_be_checked.clone(),
            cannot_be_checked_cy: route.cannot_be_checked_cy.clone(),
            other_route: route.other_route.clone(),
            other_route_cy: route.other_route_cy.clone(),
        }),
    };
    Ok(ServiceDraft {
        slug: facts.slug,
        name: facts.name,
        name_cy: facts.name_cy,
        department: facts.department,
        clusters: facts.clusters,
        nations: facts.nations,
        url: Some(facts.url),
        support,
        identity_check: facts.identity_check,
        identity_route,
    })
}

/// The Standard.
///
/// # Errors
/// When the file is broken.
pub fn standard() -> Result<StandardDefinition, BadSeed> {
    let draft: StandardDraft = read("standard/v1", include_str!("../../../seeds/standard/v1.toml"))?;
    draft.parse().map_err(|cause| BadSeed::of("standard/v1", cause))
}

/// The frameworks' files, by the framework.
const FRAMEWORKS: [(&str, &str); 5] = [
    ("focs-2012", include_str!("../../../seeds/frameworks/focs-2012.toml")),
    ("focs-rm6283", include_str!("../../../seeds/frameworks/focs-rm6283.toml")),
    ("focs", include_str!("../../../seeds/frameworks/focs.toml")),
    ("help-at-home", include_str!("../../../seeds/frameworks/help-at-home.toml")),
    (
        "digital-training-and-support",
        include_str!("../../../seeds/frameworks/digital-training-and-support.toml"),
    ),
];

/// The frameworks.
///
/// # Errors
/// When a file is broken, or is not called as its framework.
pub fn frameworks() -> Result<Vec<Definition>, BadSeed> {
    let definitions = FRAMEWORKS.into_iter().map(|(name, text)| {
        let draft: FrameworkDraft = read("frameworks", text)?;
        let definition =
            draft.parse().map_err(|cause| BadSeed::of("frameworks", format!("{name}: {cause}")))?;
        if definition.slug.as_str() == name {
            Ok(definition)
        } else {
            Err(BadSeed::of("frameworks", format!("{name}.toml is of {}", definition.slug)))
        }
    });
    definitions.collect()
}

/// All of it, checked: everything that is named exists.
///
/// # Errors
/// When a file is broken, or names what none of them has.
pub fn reference() -> Result<Reference, BadSeed> {
    let reference = Reference {
        mail_domains: mail_domain_rules()?,
        bodies: bodies()?,
        clusters: cluster_drafts()?,
        services: service_drafts()?,
        standard: standard()?,
        frameworks: frameworks()?,
    };
    let is_body = |slug: &str| reference.bodies.iter().any(|body| body.slug == slug);
    let is_cluster = |slug: &String| reference.clusters.iter().any(|cluster| cluster.slug == *slug);
    for body in &reference.bodies {
        let _kind: domain::OrganisationKind = word("departments", &body.kind)?;
        if body.mail_domains.is_empty() {
            return Err(BadSeed::of("departments", format!("{} has no mail domain", body.slug)));
        }
    }
    for service in &reference.services {
        if !is_body(&service.department) || !service.clusters.iter().all(is_cluster) {
            let cause = format!("{} names a department or a cluster that there is not", service.slug);
            return Err(BadSeed::of("services", cause));
        }
    }
    for framework in &reference.frameworks {
        if !is_body(framework.authority.as_str()) {
            return Err(BadSeed::of("frameworks", format!("{} has no such authority", framework.slug)));
        }
    }
    Ok(reference)
}
