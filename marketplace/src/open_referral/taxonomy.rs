//! What services are classified by: our channels, languages, facilities, lots and the quality mark, and what
//! people are helped with.

use super::ids::{derived, mark_of};
use crate::directories::Shelf;
use crate::reference::Reference;
use domain::Timestamp;
use domain::frameworks::Framework;
use domain::offerings::Channel;
use domain::values::{FacilityCode, LanguageCode, Slug};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// The namespace of our taxonomies.
const NAMESPACE: Uuid = Uuid::from_u128(0x8f6d_3c61_52f5_4b0e_9c3a_70de_5b1f_2a44);

/// A list of terms.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenReferralTaxonomy)]
pub struct Taxonomy {
    /// Which.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// What its terms say.
    pub description: String,
}

/// A term that services are classified by.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenReferralTaxonomyTerm)]
pub struct TaxonomyTerm {
    /// Which.
    pub id: Uuid,
    /// The word for it in Signpost's own API.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What it says of a service.
    pub description: String,
    /// The term that it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<Uuid>,
    /// The name of its list.
    pub taxonomy: String,
    /// Its list.
    pub taxonomy_id: Uuid,
    #[serde(skip)]
    pub(super) changed: Timestamp,
}

domain::words! {
    /// Our taxonomies.
    pub(super) enum Kind {
        /// How help reaches a person.
        Channel = "channel",
        /// Languages in which it is given.
        Language = "language",
        /// What makes it easier to use.
        Facility = "facility",
        /// What it can do besides.
        Capability = "capability",
        /// Frameworks and their lots.
        Lot = "lot",
        /// The quality mark.
        QualityMark = "quality_mark",
        /// What people need.
        Need = "need",
        /// Government services.
        GovernmentService = "government_service",
    }
}

impl Kind {
    fn taxonomy(self) -> Taxonomy {
        let (name, description) = match self {
            Self::Channel => ("Channels", "How help reaches a person"),
            Self::Language => ("Languages", "Languages in which help is given"),
            Self::Facility => {
                ("Facilities", "What makes the place or the help easier to use; free of charge")
            }
            Self::Capability => ("Capabilities", "What the provider can do besides"),
            Self::Lot => ("Framework lots", "Frameworks, and the lots on which the provider stands"),
            Self::QualityMark => {
                ("Quality mark", "Whether the help lies within a quality mark of Signpost that is in force")
            }
            Self::Need => ("Needs", "What people need help with: government services grouped by need"),
            Self::GovernmentService => (
                "Government services",
                "Government services that the provider names one by one; who helps with all services of a need \
                 carries the term of the need",
            ),
        };
        Taxonomy { id: self.id(), name: name.to_owned(), description: description.to_owned() }
    }

    fn id(self) -> Uuid {
        derived(NAMESPACE, self.word())
    }

    /// The identifier of the term with a code.
    pub(super) fn term(self, code: &str) -> Uuid {
        derived(self.id(), code)
    }
}

/// The code of the one term of the quality mark.
pub(super) const IN_FORCE: &str = "in_force";
/// The capabilities, with their names and what they say.
pub(super) const IDENTITY_CHECK: &str = "identity_check";
/// Whether someone visits homes.
pub(super) const HOME_VISITS: &str = "home_visits";

/// How a channel is called where people read it.
pub(super) const fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::InPerson => "In person",
        Channel::Outreach => "Outreach visit",
        Channel::Telephone => "Telephone",
        Channel::WebChat => "Web chat",
    }
}

const fn channel_description(channel: Channel) -> &'static str {
    match channel {
        Channel::InPerson => "Someone sits with the person at a place",
        Channel::Outreach => {
            "Someone comes to the person: at home, in a hospital, at a session set up for the day"
        }
        Channel::Telephone => "Someone helps by telephone",
        Channel::WebChat => "Someone helps by web chat while the person uses the service",
    }
}

/// All taxonomies and their terms.
#[derive(Debug, Default)]
pub struct Taxonomies {
    all: BTreeMap<Uuid, Taxonomy>,
    terms: BTreeMap<Uuid, TaxonomyTerm>,
    mark: u128,
}

/// When the last event about each thing was.
pub(super) type Changes = BTreeMap<Uuid, Timestamp>;

impl Taxonomies {
    /// From the lists that come with the program, and from what is kept.
    pub(super) fn of(
        reference: &Reference,
        shelf: &Shelf,
        frameworks: &[Framework],
        changes: &Changes,
    ) -> Self {
        let mut terms = Terms { terms: BTreeMap::new() };
        for channel in Channel::ALL.iter().copied() {
            let (name, says) = (channel_name(channel), channel_description(channel));
            terms.add(Kind::Channel, channel.word(), name, says);
        }
        for (code, named) in reference.languages() {
            terms.add(Kind::Language, code.as_str(), &named.name, &format!("Given in {}", named.name));
        }
        for (code, named) in reference.facilities() {
            terms.add(Kind::Facility, code.as_str(), &named.name, &named.name);
        }
        let says = "Supports people through online identity checks: they are present and see the screen";
        terms.add(Kind::Capability, IDENTITY_CHECK, "Identity checks", says);
        let says = "Visits homes, with safeguarding and background checks on record";
        terms.add(Kind::Capability, HOME_VISITS, "Home visits", says);
        let says = "Lies within a quality mark for assisted digital support that is in force";
        terms.add(Kind::QualityMark, IN_FORCE, "Quality mark in force", says);
        for framework in frameworks {
            terms.add_framework(framework, changes);
        }
        for cluster in shelf.clusters() {
            let content = &cluster.content;
            let (slug, says) = (content.slug.as_str(), content.description.as_str());
            terms.add(Kind::Need, slug, content.name.as_str(), says).changed_with(changes, cluster.id.uuid());
        }
        for service in shelf.services() {
            let (slug, name) = (service.content.slug.as_str(), service.content.name.as_str());
            let says = format!("Help with the government service “{name}”");
            let term = terms.add(Kind::GovernmentService, slug, name, &says);
            term.changed_with(changes, service.id.uuid());
        }
        let all: BTreeMap<_, _> = Kind::ALL.iter().map(|kind| (kind.id(), kind.taxonomy())).collect();
        let mark = mark_of(&(all.values().collect::<Vec<_>>(), terms.terms.values().collect::<Vec<_>>()));
        Self { all, terms: terms.terms, mark }
    }

    /// Every taxonomy, by identifier.
    pub fn all(&self) -> impl Iterator<Item = &Taxonomy> {
        self.all.values()
    }

    /// One taxonomy.
    #[must_use]
    pub fn get(&self, id: Uuid) -> Option<&Taxonomy> {
        self.all.get(&id)
    }

    /// Every term, by identifier.
    pub fn terms(&self) -> impl Iterator<Item = &TaxonomyTerm> {
        self.terms.values()
    }

    /// One term.
    #[must_use]
    pub fn term(&self, id: Uuid) -> Option<&TaxonomyTerm> {
        self.terms.get(&id)
    }

    /// A mark of all of it.
    #[must_use]
    pub const fn mark(&self) -> u128 {
        self.mark
    }

    pub(super) fn of_channel(channel: Channel) -> Uuid {
        Kind::Channel.term(channel.word())
    }

    pub(super) fn of_language(code: &LanguageCode) -> Uuid {
        Kind::Language.term(code.as_str())
    }

    pub(super) fn of_facility(code: &FacilityCode) -> Uuid {
        Kind::Facility.term(code.as_str())
    }

    pub(super) fn of_need(cluster: &Slug) -> Uuid {
        Kind::Need.term(cluster.as_str())
    }

    pub(super) fn of_service(service: &Slug) -> Uuid {
        Kind::GovernmentService.term(service.as_str())
    }
}

/// Terms while they are gathered.
struct Terms {
    terms: BTreeMap<Uuid, TaxonomyTerm>,
}

impl Terms {
    fn add(&mut self, kind: Kind, code: &str, name: &str, says: &str) -> &mut TaxonomyTerm {
        let taxonomy = kind.taxonomy();
        let term = TaxonomyTerm {
            id: kind.term(code),
            code: code.to_owned(),
            name: name.to_owned(),
            description: says.to_owned(),
            parent_id: None,
            taxonomy: taxonomy.name,
            taxonomy_id: taxonomy.id,
            changed: Timestamp::MIN,
        };
        self.terms.entry(term.id).insert_entry(term).into_mut()
    }

    fn add_framework(&mut self, framework: &Framework, changes: &Changes) {
        let definition = &framework.definition;
        let slug = definition.slug.as_str();
        let (name, says) = (definition.name.as_str(), definition.summary.as_str());
        let whole = self.add(Kind::Lot, slug, name, says);
        whole.changed_with(changes, framework.id.uuid());
        let parent = whole.id;
        for lot in &definition.lots {
            let name = format!("{name}, lot {}: {}", lot.number, lot.title);
            let term =
                self.add(Kind::Lot, &lot_code(slug, &lot.number.to_string()), &name, lot.summary.as_str());
            term.changed_with(changes, framework.id.uuid());
            term.parent_id = Some(parent);
        }
    }
}

impl TaxonomyTerm {
    fn changed_with(&mut self, changes: &Changes, thing: Uuid) {
        self.changed = changes.get(&thing).copied().unwrap_or(self.changed);
    }
}

/// The code of a lot: `focs/1`.
pub(super) fn lot_code(framework: &str, number: &str) -> String {
    format!("{framework}/{number}")
}
