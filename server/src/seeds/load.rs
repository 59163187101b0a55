//! Loading the reference data through the use cases, as the platform's own hands.

use super::{BadSeed, Body, organisation_id, reference, word};
use domain::accreditation::StandardDefinition;
use domain::frameworks::Definition;
use domain::organisations::{MailDomainRule, RegisterDepartmentDraft};
use domain::services::{ClusterDraft, ServiceDraft};
use domain::{Actor, OrganisationKind, Refused, Worker};
use marketplace::frameworks::Loaded;
use marketplace::organisations::Entered;
use marketplace::{Market, Work, accreditation, frameworks, organisations, services};

const SEED: Actor = Actor::Worker(Worker::Seed);

/// Why reference data was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum NotLoaded {
    /// A file is broken.
    #[error(transparent)]
    Broken(#[from] BadSeed),
    /// A use case refused.
    #[error("{what}: {refused}")]
    Refused {
        /// What was being loaded.
        what: String,
        /// Why not.
        refused: Refused,
    },
}

/// What came of loading one kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// What was loaded, in the plural.
    pub what: &'static str,
    /// How many are new.
    pub new: usize,
    /// How many were there, and stay as they are.
    pub there: usize,
}

/// Loads everything that the program brings: what is there stays as it is, so that loading again changes nothing.
/// `step` hears of each thing that was looked at.
///
/// # Errors
/// When a file is broken or a use case refuses. What was loaded until then stays: load again.
pub fn load(market: &Market, mut step: impl FnMut()) -> Result<Vec<Tally>, NotLoaded> {
    let all = reference()?;
    let mut each = Each { market, step: &mut step };
    Ok(vec![
        each.of("mail domains", &all.mail_domains, |rule| rule.suffix.to_string(), enter_rule)?,
        each.of("departments and authorities", &all.bodies, |body| body.slug.clone(), enter_body)?,
        each.of("versions of the Standard", &[all.standard], |it| it.number.to_string(), load_standard)?,
        each.of("frameworks", &all.frameworks, |framework| framework.slug.to_string(), load_framework)?,
        each.of("clusters of services", &all.clusters, |cluster| cluster.slug.clone(), enter_cluster)?,
        each.of("services", &all.services, |service| service.slug.clone(), enter_service)?,
    ])
}

/// How many things [`load`] looks at.
///
/// # Errors
/// When a file is broken.
pub fn count() -> Result<usize, BadSeed> {
    let all = reference()?;
    let lists = [all.mail_domains.len(), all.bodies.len(), all.clusters.len(), all.services.len()];
    Ok(lists.iter().sum::<usize>() + all.frameworks.len() + 1)
}

struct Each<'a> {
    market: &'a Market,
    step: &'a mut dyn FnMut(),
}

impl Each<'_> {
    /// Loads things of a kind, each in a transaction of its own; `one` says whether it is new.
    fn of<T>(
        &mut self,
        what: &'static str,
        things: &[T],
        name: impl Fn(&T) -> String,
        one: impl Fn(&mut Work<'_, '_>, &T) -> Result<bool, Refused>,
    ) -> Result<Tally, NotLoaded> {
        let mut tally = Tally { what, new: 0, there: 0 };
        for thing in things {
            let refused = |refused| NotLoaded::Refused { what: format!("{what}: {}", name(thing)), refused };
            if self.market.write(|work| one(work, thing)).map_err(refused)? {
                tally.new += 1;
            } else {
                tally.there += 1;
            }
            (self.step)();
        }
        Ok(tally)
    }
}

fn enter_rule(work: &mut Work<'_, '_>, rule: &MailDomainRule) -> Result<bool, Refused> {
    let there = organisations::list_mail_domains(work, &SEED)?;
    let is_new = there.0.iter().all(|known| known.suffix != rule.suffix);
    if is_new {
        organisations::set_mail_domain(work, &SEED, rule.clone())?;
    }
    Ok(is_new)
}

/// Enters a body. Where it is written to is not among the facts: its own people say so, and until then mail to it
/// goes to an address of its domain that nobody reads.
fn enter_body(work: &mut Work<'_, '_>, body: &Body) -> Result<bool, Refused> {
    let domain = body.mail_domains.first().map(String::as_str).unwrap_or_default();
    let draft = RegisterDepartmentDraft {
        name: body.name.clone(),
        contact_email: format!("no-reply@{domain}"),
        website: None,
        about: None,
    };
    let kind: OrganisationKind = word("departments", &body.kind).map_err(Refused::broken)?;
    let id = organisation_id(&body.slug);
    let (_, entered) = organisations::enter_body(work, &SEED, id, kind, draft.parse()?)?;
    Ok(entered == Entered::New)
}

fn load_standard(work: &mut Work<'_, '_>, standard: &StandardDefinition) -> Result<bool, Refused> {
    let (_, loaded) = accreditation::load_standard(work, &SEED, standard.clone())?;
    Ok(loaded == Loaded::New)
}

fn load_framework(work: &mut Work<'_, '_>, framework: &Definition) -> Result<bool, Refused> {
    let (_, loaded) = frameworks::load(work, &SEED, framework)?;
    Ok(loaded == Loaded::New)
}

fn enter_cluster(work: &mut Work<'_, '_>, cluster: &ClusterDraft) -> Result<bool, Refused> {
    let content = cluster.parse()?;
    let is_new = services::list_clusters(work)?.iter().all(|there| there.content.slug != content.slug);
    if is_new {
        services::enter_cluster(work, &SEED, content)?;
    }
    Ok(is_new)
}

fn enter_service(work: &mut Work<'_, '_>, service: &ServiceDraft) -> Result<bool, Refused> {
    let content = service.clone().parse()?;
    match services::show(work, &content.slug) {
        Ok(_there) => Ok(false),
        Err(Refused::NotFound(_)) => {
            services::enter(work, &SEED, Some(organisation_id(&service.department)), content)?;
            Ok(true)
        }
        Err(refused) => Err(refused),
    }
}
