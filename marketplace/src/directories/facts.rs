//! Everything that listings need to know of a provider, loaded once for all of its offerings.

use crate::Work;
use crate::open_referral::Publisher;
use domain::directories::{Facts, MarkFacts, StandingFacts};
use domain::offerings::Offering;
use domain::organisations::Organisation;
use domain::services::Catalogue;
use domain::{OrganisationId, Refused, Timestamp};
use std::sync::Arc;
use store::accreditation::WantedAccreditations;
use store::placements::WantedPlacements;

/// Applications of one provider that are looked at, of either kind: more than any provider has.
const MOST_CASES: i64 = 1_000;

/// A provider as its listings see it.
#[derive(Debug, Clone)]
pub(crate) struct ProviderFacts {
    /// Its name.
    pub name: String,
    /// Its quality marks, in any state.
    pub marks: Vec<MarkFacts>,
    /// Its standing on lots, in any state.
    pub standings: Vec<StandingFacts>,
    /// How open records show it.
    pub publisher: Arc<Publisher>,
}

impl ProviderFacts {
    /// Loads them.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) fn of(work: &mut Work<'_, '_>, provider: OrganisationId) -> Result<Self, Refused> {
        let organisation: Organisation = work.find(provider)?;
        let of_provider = WantedAccreditations { provider: Some(provider), ..Default::default() };
        let applications = work.accreditations_in_order(&of_provider, None, MOST_CASES)?;
        let of_provider = WantedPlacements { provider: Some(provider), ..Default::default() };
        let placements = work.placements_by_age(&of_provider, None, MOST_CASES)?;
        let of_cases = applications.iter().map(|application| application.id.uuid());
        let of_cases = of_cases.chain(placements.iter().map(|placement| placement.id.uuid()));
        let things: Vec<_> = of_cases.chain([provider.uuid()]).collect();
        let changed = work.last_events_about(&things)?.into_values().max();
        let publisher = Publisher::of(&organisation, changed.unwrap_or(Timestamp::MIN));
        let mut standings = vec![];
        for placement in placements {
            let framework = work.framework(&placement.framework)?;
            standings.extend(framework.and_then(|framework| StandingFacts::of(&placement, &framework)));
        }
        Ok(Self {
            name: organisation.name.to_string(),
            marks: applications.iter().filter_map(|it| it.mark.as_ref()).map(MarkFacts::from).collect(),
            standings,
            publisher: Arc::new(publisher),
        })
    }

    /// The facts of one of its offerings.
    pub(crate) fn facts<'a>(&'a self, offering: &'a Offering, catalogue: &'a Catalogue) -> Facts<'a> {
        Facts { offering, marks: &self.marks, standings: &self.standings, catalogue }
    }
}
