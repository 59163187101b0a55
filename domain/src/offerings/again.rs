//! An offering again as a draft, so that a form can be filled in with what is kept.

use super::{
    Area, AreaDraft, AreaKind, BackgroundCheck, BackgroundCheckDraft, Cost, CostDraft, Decline, DeclineDraft,
    OfferingDraft, Place, PlaceDraft, Price, PriceDraft, Safeguarding, SafeguardingDraft, Support, WebChat,
    WebChatDraft,
};
use crate::values::AddressDraft;
use std::fmt::Display;

fn each<T: Display>(values: impl IntoIterator<Item = T>) -> Vec<String> {
    values.into_iter().map(|value| value.to_string()).collect()
}

fn text<T: Display>(value: Option<&T>) -> Option<String> {
    value.map(ToString::to_string)
}

impl From<&Place> for PlaceDraft {
    fn from(place: &Place) -> Self {
        Self {
            name: place.name.to_string(),
            name_cy: text(place.name_cy.as_ref()),
            address: AddressDraft {
                lines: each(&place.address.lines),
                town: place.address.town.to_string(),
                postcode: place.address.postcode.to_string(),
            },
            host: Some(place.host.to_string()),
            directions: text(place.directions.as_ref()),
        }
    }
}

impl From<&Area> for AreaDraft {
    fn from(area: &Area) -> Self {
        let of = |kind: AreaKind| Self { kind: kind.to_string(), ..Self::default() };
        match area {
            Area::Radius { from, km, .. } => {
                Self { from: Some(from.to_string()), km: Some(*km), ..of(AreaKind::Radius) }
            }
            Area::LocalAuthorities { codes } => Self { codes: each(codes), ..of(AreaKind::LocalAuthorities) },
            Area::Everywhere {} => of(AreaKind::Everywhere),
        }
    }
}

impl From<&WebChat> for WebChatDraft {
    fn from(chat: &WebChat) -> Self {
        Self { url: chat.url.to_string(), answers_at_once: Some(true) }
    }
}

impl From<&Decline> for DeclineDraft {
    fn from(decline: &Decline) -> Self {
        Self {
            reason: decline.reason.to_string(),
            reason_cy: text(decline.reason_cy.as_ref()),
            alternative: decline.alternative.to_string(),
            alternative_cy: text(decline.alternative_cy.as_ref()),
        }
    }
}

impl From<&Cost> for CostDraft {
    fn from(cost: &Cost) -> Self {
        Self {
            kind: cost.kind.to_string(),
            amount_pence: cost.amount_pence,
            per: text(cost.per.as_ref()),
            note: text(cost.note.as_ref()),
            note_cy: text(cost.note_cy.as_ref()),
        }
    }
}

impl From<&BackgroundCheck> for BackgroundCheckDraft {
    fn from(check: &BackgroundCheck) -> Self {
        Self {
            who: check.who.to_string(),
            checked_on: check.checked_on.to_string(),
            reference: check.reference.to_string(),
        }
    }
}

impl From<&Safeguarding> for SafeguardingDraft {
    fn from(safe: &Safeguarding) -> Self {
        Self {
            lead: safe.lead.to_string(),
            policy_reviewed_on: safe.policy_reviewed_on.to_string(),
            checks: safe.checks.iter().map(Into::into).collect(),
        }
    }
}

impl From<&Price> for PriceDraft {
    fn from(price: &Price) -> Self {
        Self { pence: price.pence, per: price.per.to_string() }
    }
}

impl From<&Support> for OfferingDraft {
    fn from(support: &Support) -> Self {
        Self {
            reference: text(support.reference.as_ref()),
            name: support.name.to_string(),
            name_cy: text(support.name_cy.as_ref()),
            summary: text(support.summary.as_ref()),
            summary_cy: text(support.summary_cy.as_ref()),
            channels: each(&support.channels),
            place: support.place.as_ref().map(Into::into),
            area: support.area.as_ref().map(Into::into),
            phone: text(support.phone.as_ref()),
            text_relay: text(support.text_relay.as_ref()),
            web_chat: support.web_chat.as_ref().map(Into::into),
            hours: support.hours.as_ref().map(Into::into),
            booking: Some(support.booking.to_string()),
            languages: each(&support.languages),
            languages_on_request: each(&support.languages_on_request),
            facilities: each(&support.facilities),
            eligibility: text(support.eligibility.as_ref()),
            eligibility_cy: text(support.eligibility_cy.as_ref()),
            bring: text(support.bring.as_ref()),
            bring_cy: text(support.bring_cy.as_ref()),
            identity_check: Some(support.identity_check),
            who_types: Some(support.who_types.to_string()),
            commitments: support.commitments,
            declines: support.declines.iter().map(Into::into).collect(),
            costs: support.costs.iter().map(Into::into).collect(),
            capacity: support.capacity,
            visits_homes: support.visits_homes,
            safeguarding: support.safeguarding.as_ref().map(Into::into),
            delivery_partner: text(support.delivery_partner.as_ref()),
            every_service: support.helps_with.every_service,
            services: each(&support.helps_with.services),
            clusters: each(&support.helps_with.clusters),
            price: support.price.as_ref().map(Into::into),
        }
    }
}
