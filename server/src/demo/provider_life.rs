//! The life of a provider: it registers, earns the mark, stands on lots, offers support.

use super::cast::{Cast, acting};
use super::lot_life::{self, LotPapers};
use super::mark_life::{self, MarkPeople, in_days};
use super::paperwork::MarkPapers;
use super::plan::{PartnerPlan, Plan};
use crate::seeds::{BadSeed, number_of};
use domain::offerings::{Full, MOST_DAYS_FULL, Pause, State};
use domain::organisations::{NamePartnerDraft, Organisation};
use domain::{Actor, OrganisationId, Refused};
use marketplace::{Work, offerings, organisations};
use std::collections::BTreeMap;

/// Days of waiting after which a provider of the demo took nobody new for a while.
const LONG_WAIT: u16 = 8;

/// A provider that has registered.
#[derive(Debug, Clone)]
pub(super) struct Registered {
    pub(super) id: OrganisationId,
    pub(super) owner: Actor,
    pub(super) partners: Vec<OrganisationId>,
}

/// Everyone who has a part in the lives of providers, with the papers that they use.
pub(super) struct Troupe<'a> {
    pub(super) cast: &'a Cast,
    pub(super) category_manager: &'a Actor,
    pub(super) assessors: [&'a Actor; 2],
    pub(super) decision_maker: &'a Actor,
    pub(super) mark_papers: MarkPapers,
    pub(super) lots: BTreeMap<(String, u32), LotPapers>,
}

impl Troupe<'_> {
    /// The provider, which registers unless it has.
    pub(super) fn registered(
        &self,
        work: &mut Work<'_, '_>,
        plan: &Plan,
        early: Option<&Registered>,
    ) -> Result<Registered, Refused> {
        match early {
            Some(registered) => Ok(registered.clone()),
            None => self.register(work, plan),
        }
    }

    /// The provider registers; its partners are named, and confirm.
    pub(super) fn register(&self, work: &mut Work<'_, '_>, plan: &Plan) -> Result<Registered, Refused> {
        let registration = plan.registration.clone().parse()?;
        let owner = self.cast.owner(work, &plan.slug, &registration.name)?;
        let provider = organisations::register_provider(work, &owner, registration)?;
        let owner = acting(work, owner.person().ok_or(domain::Denied::SignIn)?)?;
        self.cast.enrol_editors(work, &plan.slug, provider.id)?;
        let id = provider.id;
        let mut lead = provider;
        for partner in &plan.partners {
            lead = self.name_partner(work, &owner, &lead, partner)?;
        }
        let partners = lead.partners.iter().map(|partner| partner.organisation).collect();
        Ok(Registered { id, owner, partners })
    }

    fn name_partner(
        &self,
        work: &mut Work<'_, '_>,
        owner: &Actor,
        lead: &Organisation,
        plan: &PartnerPlan,
    ) -> Result<Organisation, Refused> {
        let PartnerPlan { name, sector, contact_email, part } = plan.clone();
        let form = (sector == "voluntary").then(|| "community_group".to_owned());
        let named = NamePartnerDraft { name, sector, form, contact_email, part }.parse()?;
        let (name, email) = (named.name.clone(), named.contact_email.clone());
        let lead = organisations::name_partner(work, owner, lead.id, lead.version, named)?;
        let Some(partner) = lead.partners.last().map(|partner| partner.organisation) else { return Ok(lead) };
        let theirs = self.cast.of_partner(work, partner, &name, email)?;
        organisations::confirm_partner(work, &theirs, lead.id, partner)
    }

    /// The provider applies for the quality mark.
    pub(super) fn seek_mark(
        &self,
        work: &mut Work<'_, '_>,
        plan: &Plan,
        provider: &Registered,
    ) -> Result<(), Refused> {
        let [first, second] = self.assessors;
        let people = MarkPeople {
            owner: &provider.owner,
            category_manager: self.category_manager,
            assessor: if number_of(&plan.slug).is_multiple_of(2) { first } else { second },
            decision_maker: self.decision_maker,
        };
        mark_life::lead(work, &people, provider.id, &provider.partners, &plan.mark, &self.mark_papers)
    }

    /// The provider applies to lots.
    pub(super) fn seek_lots(
        &self,
        work: &mut Work<'_, '_>,
        plan: &Plan,
        provider: &Registered,
    ) -> Result<(), Refused> {
        for placement in &plan.placements {
            let papers = self.lots.get(&(placement.framework.clone(), placement.lot));
            let missing = || BadSeed::of("demo", format!("{} has no such lot", placement.framework));
            let papers = papers.ok_or_else(|| Refused::broken(missing()))?;
            lot_life::lead(work, &provider.owner, self.category_manager, provider.id, placement, papers)?;
        }
        Ok(())
    }

    /// The provider writes its offerings, and publishes those that are whole.
    pub(super) fn offer(
        &self,
        work: &mut Work<'_, '_>,
        plan: &Plan,
        provider: &Registered,
    ) -> Result<(), Refused> {
        let owner = &provider.owner;
        for (draft, wanted) in &plan.offerings {
            let offering = offerings::draft(work, owner, provider.id, draft.clone().parse()?)?;
            if *wanted == State::Draft {
                continue;
            }
            let offering = offerings::publish(work, owner, offering.id, offering.version)?;
            match wanted {
                State::Paused => {
                    let reason = "The room is being painted".parse().map_err(Refused::broken)?;
                    let until = Some(in_days(work, 180));
                    offerings::pause(work, owner, offering.id, offering.version, Pause { reason, until })?;
                }
                State::Ended => {
                    offerings::end(work, owner, offering.id, offering.version)?;
                }
                // So long a wait that it took nobody new for a while: some of them still do not.
                State::Live if draft.capacity.is_some_and(|capacity| capacity.wait_days >= LONG_WAIT) => {
                    let full = Full { until: in_days(work, MOST_DAYS_FULL) };
                    offerings::fill(work, owner, offering.id, offering.version, full)?;
                }
                State::Draft | State::Live => {}
            }
        }
        Ok(())
    }
}
