//! The support that a generated provider gives: one offering a channel, and one a place in person.

use super::chance::Chance;
use super::files::PlaceFacts;
use super::generate::{Drawn, drawn_state, phone};
use super::mix::{GeneratedFacts, Texts};
use super::plan::{MarkPlan, UNDERTAKEN};
use crate::seeds::{BadSeed, word};
use domain::offerings::{
    AreaDraft, BackgroundCheckDraft, Capacity, CostDraft, IdentityCheckDraft, OfferingDraft, PlaceDraft,
    SafeguardingDraft, State, WebChatDraft,
};
use domain::values::hours::HoursDraft;

/// Every offering of a provider, and how far each goes.
pub(super) fn offerings(
    drawn: &Drawn<'_>,
    places: Vec<PlaceFacts>,
    mark: &MarkPlan,
    facts: &GeneratedFacts,
    chance: &mut Chance,
) -> Result<Vec<(OfferingDraft, State)>, BadSeed> {
    let mut drafts = vec![];
    for channel in &drawn.channels {
        let texts = facts.texts.get(channel);
        let missing = || BadSeed::of("demo/generated", format!("no texts for {channel}"));
        let common = common(channel, texts.ok_or_else(missing)?, drawn, facts, chance)?;
        match channel.as_str() {
            "in_person" => {
                for place in &places {
                    drafts.push(in_person(common.clone(), place, facts, chance)?);
                }
            }
            "outreach" => drafts.push(outreach(common, drawn, facts, chance)),
            "telephone" => drafts.push(telephone(common, drawn, facts, chance)?),
            _ => drafts.push(web_chat(common, drawn)),
        }
    }
    let mut offerings = vec![];
    for draft in drafts {
        let state = word("demo/generated", drawn_state(&facts.states.offering, "live", chance))?;
        // Who has only begun with the mark has only begun with its support as well.
        let begun = mark.state == domain::accreditation::State::Draft;
        offerings.push((draft, if begun { State::Draft } else { state }));
    }
    Ok(offerings)
}

fn common(
    channel: &str,
    texts: &Texts,
    drawn: &Drawn<'_>,
    facts: &GeneratedFacts,
    chance: &mut Chance,
) -> Result<OfferingDraft, BadSeed> {
    let mix = &facts.mix;
    let summary = chance.below(texts.summary.len());
    let who_for = chance.weighed(&mix.who_for, |who| who.weight)?;
    let face_to_face = matches!(channel, "in_person" | "outreach");
    let who_types = chance.weighed(&mix.who_types, |who| who.weight)?.value.clone();
    let checks_identity = face_to_face && chance.happens(700);
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let weekly = chance.weighed(&mix.hours, |hours| hours.weight)?.weekly.clone();
    Ok(OfferingDraft {
        name: texts.name.clone(),
        name_cy: Some(texts.name_cy.clone()),
        summary: texts.summary.get(summary).cloned(),
        summary_cy: texts.summary_cy.get(summary).cloned(),
        channels: vec![channel.to_owned()],
        hours: Some(HoursDraft { weekly, ..HoursDraft::default() }),
        booking: Some(chance.weighed(&mix.booking, |booking| booking.weight)?.value.clone()),
        languages: drawn.languages.clone(),
        eligibility: said(&who_for.eligibility),
        eligibility_cy: said(&who_for.eligibility_cy),
        bring: said(&texts.bring),
        bring_cy: said(&texts.bring_cy),
        identity_check: Some(IdentityCheckDraft {
            supported: checks_identity,
            user_is_present: face_to_face,
            user_sees_screen: face_to_face,
        }),
        who_types: Some(who_types),
        commitments: UNDERTAKEN,
        capacity: Some(Capacity {
            people_a_week: chance.between(6, 90),
            wait_days: u16::try_from(chance.between(0, 9)).unwrap_or_default(),
        }),
        clusters: drawn.clusters.clone(),
        ..OfferingDraft::default()
    })
}

fn cost(kind: &str, amount_pence: Option<u32>, per: Option<&str>) -> CostDraft {
    CostDraft { kind: kind.into(), amount_pence, per: per.map(Into::into), note: None, note_cy: None }
}

fn in_person(
    common: OfferingDraft,
    place: &PlaceFacts,
    facts: &GeneratedFacts,
    chance: &mut Chance,
) -> Result<OfferingDraft, BadSeed> {
    let mut costs = vec![cost("travel", None, None)];
    let has = |facility: &str| place.facilities.iter().any(|has| has == facility);
    if has("printing") {
        costs.push(cost("printing", Some(5 * chance.between(1, 6)), Some("page")));
    }
    if has("photographs") {
        costs.push(cost("photographs", Some(50 * chance.between(8, 16)), Some("set")));
    }
    let own_hours = chance.happens(300);
    let weekly = chance.weighed(&facts.mix.hours, |hours| hours.weight)?.weekly.clone();
    let hours = if own_hours { Some(HoursDraft { weekly, ..HoursDraft::default() }) } else { common.hours };
    Ok(OfferingDraft {
        place: Some(PlaceDraft {
            name: place.name.clone(),
            name_cy: None,
            address: place.address.clone(),
            host: Some(place.host.clone()),
            directions: None,
        }),
        hours,
        facilities: place.facilities.clone(),
        costs,
        ..common
    })
}

fn outreach(
    common: OfferingDraft,
    drawn: &Drawn<'_>,
    facts: &GeneratedFacts,
    chance: &mut Chance,
) -> OfferingDraft {
    let reviewed = format!("2026-{:02}-{:02}", chance.between(1, 8), chance.between(1, 28));
    let checks = (1..=chance.between(1, 4)).map(|number| BackgroundCheckDraft {
        who: format!("Visitor {number}"),
        checked_on: reviewed.clone(),
        reference: format!("DEMO-{}", chance.digits(6)),
    });
    let checks = checks.collect();
    let by_mobile = chance.happens(500);
    let range = if by_mobile { &facts.phones.mobile } else { &facts.phones.geographic };
    OfferingDraft {
        area: Some(AreaDraft {
            kind: "radius".into(),
            from: Some(drawn.spot.postcode()),
            km: u16::try_from(chance.between(4, 25)).ok(),
            codes: vec![],
        }),
        phone: Some(phone(range, chance)),
        visits_homes: true,
        safeguarding: Some(SafeguardingDraft {
            lead: "Safeguarding lead".into(),
            policy_reviewed_on: reviewed,
            checks,
        }),
        facilities: vec!["device_to_use".into()],
        ..common
    }
}

fn telephone(
    common: OfferingDraft,
    drawn: &Drawn<'_>,
    facts: &GeneratedFacts,
    chance: &mut Chance,
) -> Result<OfferingDraft, BadSeed> {
    let phones = &facts.phones;
    let number = phone(chance.one_of(&[&phones.freephone, &phones.uk_wide, &phones.geographic])?, chance);
    let text_relay = chance.happens(600).then(|| format!("{} {number}", phones.text_relay_prefix));
    let area = if chance.happens(300) {
        AreaDraft { kind: "everywhere".into(), ..AreaDraft::default() }
    } else {
        let codes = vec![drawn.spot.authority.code.to_string()];
        AreaDraft { kind: "local_authorities".into(), codes, ..AreaDraft::default() }
    };
    let facilities = if text_relay.is_some() { vec!["text_relay".to_owned()] } else { vec![] };
    Ok(OfferingDraft { area: Some(area), phone: Some(number), text_relay, facilities, ..common })
}

fn web_chat(common: OfferingDraft, drawn: &Drawn<'_>) -> OfferingDraft {
    OfferingDraft {
        area: Some(AreaDraft { kind: "everywhere".into(), ..AreaDraft::default() }),
        web_chat: Some(WebChatDraft {
            url: format!("https://chat.{}.example/start", drawn.named.slug),
            answers_at_once: Some(true),
        }),
        // Who types at a distance, and sees the page, is the person helped.
        who_types: Some("user".into()),
        ..common
    }
}
