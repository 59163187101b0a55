//! What is to become of a provider of the demo: its registration, its support, and how far its cases go.

use super::chance::Chance;
use super::files::{AreaFacts, IdentifierFacts, OfferingFacts, PartnerFacts, PlaceFacts, ProviderFacts};
use super::land::Land;
use super::mix::GeneratedFacts;
use super::places::branches;
use crate::seeds::{BadSeed, word};
use domain::offerings::{
    AreaDraft, BackgroundCheckDraft, CommitmentsDraft, IdentityCheckDraft, OfferingDraft, PlaceDraft,
    SafeguardingDraft, WebChatDraft,
};
use domain::organisations::{RegisterProviderDraft, Standing};
use domain::values::Nation;
use domain::{Day, accreditation, offerings, placements};

/// A provider of the demo, and what is to become of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Its name among the demo's sign-ins and addresses.
    pub slug: String,
    /// What it registers with.
    pub registration: RegisterProviderDraft,
    /// How the check of each of its register numbers stands in the end, in the order of the registration's.
    pub checks: Vec<Standing>,
    /// The partners that it names.
    pub partners: Vec<PartnerPlan>,
    /// How far its application for the quality mark goes.
    pub mark: MarkPlan,
    /// Its applications to lots, and how far each goes.
    pub placements: Vec<PlacementPlan>,
    /// Its offerings, and how far each goes.
    pub offerings: Vec<(OfferingDraft, offerings::State)>,
}

/// A partner to name.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of `NamePartnerDraft`")]
pub struct PartnerPlan {
    pub name: String,
    pub sector: String,
    pub contact_email: String,
    pub part: String,
}

/// An application for the quality mark.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkPlan {
    /// How far it goes.
    pub state: accreditation::State,
    /// The channels that it asks for.
    pub channels: Vec<String>,
    /// The day on which it is decided, or sent where it is not.
    pub on: Option<Day>,
    /// What the holder has to do.
    pub conditions: Vec<String>,
    /// The day on which the mark ends, where that is before the Standard would have it.
    pub ends: Option<Day>,
}

/// An application to a lot.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacementPlan {
    /// The framework's slug.
    pub framework: String,
    /// The lot's number.
    pub lot: u32,
    /// How far it goes.
    pub state: placements::State,
}

/// What every provider of the demo undertakes for its support.
pub(super) const UNDERTAKEN: CommitmentsDraft = CommitmentsDraft {
    checks_understanding: true,
    uses_published_information: true,
    answers_for_accuracy: true,
};

impl Plan {
    /// The plan of a provider that is written out in full.
    ///
    /// # Errors
    /// When its facts name what does not exist.
    pub fn of(provider: &ProviderFacts, generated: &GeneratedFacts, land: &Land) -> Result<Self, BadSeed> {
        let read = |text: &str| word("demo/providers", text);
        let mark = match (&provider.quality_mark, &provider.accreditation) {
            (Some(mark), _) => MarkPlan {
                state: read(&mark.state)?,
                channels: mark.channels.clone(),
                on: Some(word("demo/providers", &mark.starts)?),
                conditions: mark.conditions.clone(),
                ends: None,
            },
            (None, Some(application)) => MarkPlan {
                state: read(&application.state)?,
                channels: application.channels.clone(),
                on: Some(word("demo/providers", &application.submitted_on)?),
                conditions: vec![],
                ends: None,
            },
            (None, None) => {
                let missing = format!("{} has neither a mark nor an application for one", provider.slug);
                return Err(BadSeed::of("demo/providers", missing));
            }
        };
        let placements = provider.placements.iter().map(|placement| {
            let state = word("demo/providers", &placement.state)?;
            Ok(PlacementPlan { framework: placement.framework.clone(), lot: placement.lot, state })
        });
        let mut offerings = vec![];
        for (number, facts) in provider.offerings.iter().enumerate() {
            let state: offerings::State = word("demo/providers", &facts.state)?;
            let mut places = facts.places.clone();
            if number == 0 {
                let mut chance = Chance::new(generated.seed, crate::seeds::number_of(&provider.slug));
                let own = &provider.name;
                places.extend(branches(own, provider.generated_places, generated, land, &mut chance)?);
            }
            let drafts = offering_drafts(facts, &places, provider, land)?;
            offerings.extend(drafts.into_iter().map(|draft| (draft, state)));
        }
        let checks = provider.identifiers.iter().map(|number| word("demo/providers", &number.check));
        Ok(Self {
            slug: provider.slug.clone(),
            registration: registration(provider),
            checks: checks.collect::<Result<_, _>>()?,
            partners: provider.partners.iter().map(partner).collect(),
            mark,
            placements: placements.collect::<Result<_, BadSeed>>()?,
            offerings,
        })
    }
}

fn registration(provider: &ProviderFacts) -> RegisterProviderDraft {
    RegisterProviderDraft {
        name: provider.name.clone(),
        sector: provider.sector.clone(),
        form: provider.form.clone(),
        identifiers: provider.identifiers.iter().map(IdentifierFacts::draft).collect(),
        contact_email: provider.contact_email.clone(),
        contact_phone: Some(provider.contact_phone.clone()),
        website: Some(provider.website.clone()),
        address: Some(provider.address.clone()),
        about: Some(provider.about.clone()),
    }
}

fn partner(facts: &PartnerFacts) -> PartnerPlan {
    let PartnerFacts { name, sector, contact_email, part } = facts.clone();
    PartnerPlan { name, sector, contact_email, part }
}

/// An offering is at one place: support that is given at several becomes as many offerings.
fn offering_drafts(
    facts: &OfferingFacts,
    places: &[PlaceFacts],
    provider: &ProviderFacts,
    land: &Land,
) -> Result<Vec<OfferingDraft>, BadSeed> {
    let area = facts.area.as_ref().map(|area| area_draft(area, land)).transpose()?;
    let everywhere = OfferingDraft {
        reference: None,
        name: facts.name.clone(),
        name_cy: Some(facts.name_cy.clone()),
        summary: Some(facts.summary.clone()),
        summary_cy: Some(facts.summary_cy.clone()),
        channels: facts.channels.clone(),
        place: None,
        area,
        phone: facts.phone.clone(),
        text_relay: facts.text_relay.clone(),
        web_chat: facts.chat_url.clone().map(|url| WebChatDraft { url, answers_at_once: Some(true) }),
        hours: Some(facts.hours.clone()),
        booking: Some(facts.booking.clone()),
        languages: facts.languages.clone(),
        languages_on_request: facts.languages_on_request.clone(),
        facilities: facts.facilities.clone(),
        eligibility: facts.eligibility.clone(),
        eligibility_cy: facts.eligibility_cy.clone(),
        bring: facts.bring.clone(),
        bring_cy: facts.bring_cy.clone(),
        identity_check: Some(IdentityCheckDraft {
            supported: facts.supports_identity_check,
            user_is_present: facts.user_is_present,
            user_sees_screen: facts.user_sees_screen,
        }),
        who_types: Some(facts.who_types.clone()),
        commitments: UNDERTAKEN,
        declines: facts.declines.clone(),
        costs: facts.costs.clone(),
        capacity: Some(facts.capacity),
        visits_homes: facts.visits_homes,
        safeguarding: facts.visits_homes.then(|| safeguarding(provider)),
        delivery_partner: None,
        every_service: false,
        services: facts.services.clone(),
        clusters: facts.clusters.clone(),
        price: None,
    };
    if places.is_empty() {
        return Ok(vec![everywhere]);
    }
    Ok(places.iter().map(|place| at_place(&everywhere, place)).collect())
}

/// The same support at a place, with what is otherwise there.
fn at_place(everywhere: &OfferingDraft, place: &PlaceFacts) -> OfferingDraft {
    let mut draft = everywhere.clone();
    draft.place = Some(PlaceDraft {
        name: place.name.clone(),
        name_cy: place.name_cy.clone(),
        address: place.address.clone(),
        host: Some(place.host.clone()),
        directions: None,
    });
    if let Some(languages) = &place.languages {
        draft.languages.clone_from(languages);
    }
    draft.facilities.extend(place.facilities.iter().cloned());
    if let (Some(own), Some(hours)) = (&place.hours, &mut draft.hours) {
        hours.weekly.clone_from(&own.weekly);
    }
    draft
}

fn area_draft(area: &AreaFacts, land: &Land) -> Result<AreaDraft, BadSeed> {
    let of_authorities =
        |codes| AreaDraft { kind: "local_authorities".into(), codes, ..AreaDraft::default() };
    Ok(match area {
        AreaFacts::UnitedKingdom => AreaDraft { kind: "everywhere".into(), ..AreaDraft::default() },
        AreaFacts::LocalAuthorities { codes } => of_authorities(codes.clone()),
        AreaFacts::Nations { nations } => {
            let nations = nations.iter().map(|nation| word("demo/providers", nation));
            of_authorities(land.codes_of(&nations.collect::<Result<Vec<Nation>, _>>()?))
        }
        AreaFacts::Radius { from, km } => {
            AreaDraft { kind: "radius".into(), from: Some(from.clone()), km: Some(*km), codes: vec![] }
        }
    })
}

fn safeguarding(provider: &ProviderFacts) -> SafeguardingDraft {
    let facts = &provider.safeguarding;
    let checked = BackgroundCheckDraft {
        who: "Visitor 1".into(),
        checked_on: facts.policy_reviewed_on.clone(),
        reference: format!("DEMO-{}", provider.slug),
    };
    SafeguardingDraft {
        lead: facts.lead.clone(),
        policy_reviewed_on: facts.policy_reviewed_on.clone(),
        checks: if facts.background_checks_on_record { vec![checked] } else { vec![] },
    }
}
