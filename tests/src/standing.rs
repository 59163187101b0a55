//! Providers that have come all the way: a quality mark, and a place on a lot, as if everything before had
//! been done. The road there has stories of its own.

use crate::World;
use domain::accreditation::{Accreditation, Places, QualityMark, Scope, State as MarkState};
use domain::offerings::{Channel, Offering, State as OfferingState, Support};
use domain::placements::{Placement, State as PlaceState};
use domain::values::Slug;
use domain::{
    AccreditationId, Action, Actor, Changed, Day, Membership, OfferingId, OrganisationId, OrganisationKind,
    Permit, PersonId, PlacementId, Platform, Refused, Role, Worker,
};
use jiff::ToSpan;
use marketplace::{accreditation, frameworks};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Someone of an organisation in a role, for saving what nobody did.
fn someone(organisation: OrganisationId, kind: OrganisationKind, role: Role) -> Actor {
    let membership = Membership { organisation, kind, role };
    Actor::Person { id: PersonId::from(Uuid::now_v7()), memberships: vec![membership] }
}

fn permit(role: Role, action: Action) -> Permit {
    let someone = someone(Uuid::now_v7().into(), OrganisationKind::Authority, role);
    someone.may(action, &Platform).expect("the table gives it")
}

impl World {
    /// The FOCS framework of the demo, live, and the Standard.
    pub fn focs(&self) {
        let definition = frameworks::read(include_str!("../../seeds/frameworks/focs.toml")).expect("reads");
        let by = Actor::Worker(Worker::Seed);
        self.market.write(|work| frameworks::load(work, &by, &definition)).expect("loads");
        let standard =
            accreditation::read_standard(include_str!("../../seeds/standard/v1.toml")).expect("reads");
        self.market.write(|work| accreditation::load_standard(work, &by, standard.clone())).expect("loads");
    }

    /// A quality mark for a provider, from now, for two years.
    pub fn gives_mark(&self, provider: OrganisationId, channels: &[Channel]) -> AccreditationId {
        self.gives_mark_at(provider, channels, Places::All)
    }

    /// A quality mark for a provider at some places.
    pub fn gives_mark_at(
        &self,
        provider: OrganisationId,
        channels: &[Channel],
        places: Places,
    ) -> AccreditationId {
        let permit = permit(Role::DecisionMaker, Action::DecideAccreditation);
        let scope = Scope { channels: channels.to_vec(), places, partners: vec![] };
        let saved = self.market.write(|work| {
            let now = work.now();
            let ends = now + (2 * 365 * 24).hours();
            let mark = QualityMark::given(work.fresh_id(), scope.clone(), now, ends, vec![]);
            let case = Accreditation {
                id: work.fresh_id(),
                version: 0,
                provider,
                standard: 1,
                renews: None,
                state: MarkState::Accredited,
                scope: scope.clone(),
                evidence: BTreeMap::new(),
                started_at: now,
                submitted_at: Some(now),
                assessor: None,
                conflicts: vec![],
                clarifications: vec![],
                judgements: BTreeMap::new(),
                recommendation: None,
                decisions: vec![],
                appeal: None,
                mark: Some(mark),
                assessment: Default::default(),
                papers: domain::accreditation::Papers::default(),
            };
            Ok(work.save(&permit, Changed::by(case, &Happened("accreditation.decided")))?.id)
        });
        saved.expect("a mark")
    }

    /// A place for a provider on a lot of FOCS, as its short name says: `in-person`.
    pub fn puts_on_lot(&self, provider: OrganisationId, lot: &str) -> PlacementId {
        let permit = permit(Role::CategoryManager, Action::DecidePlacement);
        let saved = self.market.write(|work| {
            let now = work.now();
            let focs: Slug = "focs".parse().expect("a short name");
            let placement = Placement {
                id: work.fresh_id(),
                version: 0,
                provider,
                framework_version: work.framework(&focs)?.map_or(0, |focs| focs.definition.version),
                framework: focs,
                lot: lot.parse().expect("a short name"),
                state: PlaceState::OnFramework,
                answers: Default::default(),
                renewed: Default::default(),
                copied: None,
                partners: vec![],
                started_at: now,
                submitted_at: Some(now),
                clarifications: vec![],
                decision: None,
                signature: None,
                wording: None,
                countersigned: None,
                variations: vec![],
                agreement_seen: 0,
                suspensions: vec![],
                removal: None,
            };
            Ok(work.save(&permit, Changed::by(placement, &Happened("placement.countersigned")))?.id)
        });
        saved.expect("a placement")
    }

    /// A placement in a state, as if it had come there.
    pub fn sets_placement(&self, id: PlacementId, state: PlaceState) {
        let permit = permit(Role::CategoryManager, Action::DecidePlacement);
        let saved = self.market.write(|work| {
            let placement = Placement { state, ..work.find(id)? };
            Ok(work.save(&permit, Changed::by(placement, &Happened("placement.set")))?)
        });
        saved.map(drop).expect("a placement");
    }

    /// Many more offerings like one of a provider's, named by their numbers.
    pub fn gives_many_like(&self, offering: OfferingId, count: usize) -> Vec<OfferingId> {
        let saved = self.market.write(|work| {
            let first: Offering = work.find(offering)?;
            let owner = someone(first.provider, OrganisationKind::Provider, Role::Owner);
            let permit = owner.may(Action::KeepOfferings, &first)?;
            let copies = (0..count).map(|number| {
                let mut copy = Offering { id: work.fresh_id(), version: 0, ..first.clone() };
                copy.support.name = format!("Help number {number}").parse().expect("a name");
                Ok(work.save(&permit, Changed::by(copy, &Happened("offering.published")))?.id)
            });
            copies.collect::<Result<Vec<_>, Refused>>()
        });
        saved.expect("offerings")
    }

    /// Some offerings saved again, each with another name.
    pub fn renames(&self, offerings: &[OfferingId], name: &str) {
        let saved = self.market.write(|work| {
            for offering in offerings {
                let mut offering: Offering = work.find(*offering)?;
                let owner = someone(offering.provider, OrganisationKind::Provider, Role::Owner);
                let permit = owner.may(Action::KeepOfferings, &offering)?;
                offering.support.name = name.parse().expect("a name");
                work.save(&permit, Changed::by(offering, &Happened("offering.revised")))?;
            }
            Ok(())
        });
        saved.expect("renamed");
    }

    /// Support of a provider, live since now: many at once, for what needs many.
    pub fn gives(&self, provider: OrganisationId, all: impl Iterator<Item = Support>) {
        let owner = someone(provider, OrganisationKind::Provider, Role::Owner);
        let all: Vec<Support> = all.collect();
        let saved = self.market.write(|work| {
            let now = work.now();
            for support in &all {
                let offering = Offering {
                    id: work.fresh_id(),
                    version: 0,
                    provider,
                    state: OfferingState::Live,
                    support: support.clone(),
                    proposed: None,
                    returned: None,
                    pause: None,
                    marked_full_until: None,
                    last_checked_on: None,
                    drafted_at: now,
                    published_at: Some(now),
                    ended_at: None,
                };
                let permit = owner.may(Action::KeepOfferings, &offering)?;
                work.save(&permit, Changed::by(offering, &Happened("offering.published")))?;
            }
            Ok(())
        });
        saved.expect("offerings");
    }

    /// The day it is.
    #[must_use]
    pub fn today(&self) -> Day {
        domain::kernel::time::day_of(self.market.clock().now())
    }
}

/// An event without facts.
struct Happened(&'static str);

impl serde::Serialize for Happened {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        serde::Serialize::serialize(&serde_json::json!({}), to)
    }
}

impl domain::EventBody for Happened {
    fn name(&self) -> &'static str {
        self.0
    }
}
