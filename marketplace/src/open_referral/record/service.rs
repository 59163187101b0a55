//! An offering as a service.

use super::Given;
use super::hours::{Schedule, schedules};
use super::place::{Phone, Place, ServiceArea, phones, service_areas};
use crate::open_referral::ids::derived;
use domain::offerings::{Booking, Channel, Cost, CostKind};
use domain::values::LanguageCode;
use domain::{Day, OfferingId, OrganisationId};
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is said of a service in one line.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenReferralServiceRow)]
pub struct ServiceRow {
    /// The offering.
    pub id: OfferingId,
    /// Its provider.
    pub organization_id: OrganisationId,
    /// What it is called.
    pub name: String,
    /// The same in Welsh.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternate_name: Option<String>,
    /// What happens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where the web chat opens, or else its page in a directory.
    pub url: String,
    /// `active`: what is paused or suspended is not published.
    pub status: &'static str,
    /// The quality marks that cover it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accreditations: Option<String>,
    /// Who it is for, when it is not for everyone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eligibility_description: Option<String>,
    /// Whether people make an appointment.
    pub application_process: &'static str,
    /// Languages that can be had by asking before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpretation_services: Option<String>,
    /// When its provider last said that all this is right.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub assured_date: Option<Day>,
    /// That it is full for a while, or how long people wait now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert: Option<String>,
    /// When anything in the record last changed, to the millisecond.
    #[schema(format = DateTime, example = "2026-11-22T09:30:00.000Z")]
    pub last_modified: String,
}

/// What else is known of a service.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenReferralServiceDetail)]
pub struct ServiceDetail {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    phones: Vec<Phone>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    schedules: Vec<Schedule>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    service_areas: Vec<ServiceArea>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    languages: Vec<ServiceLanguage>,
    cost_options: Vec<CostOption>,
}

/// A language in which help is given.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenReferralLanguage)]
pub struct ServiceLanguage {
    id: Uuid,
    service_id: OfferingId,
    name: String,
    /// ISO 639.
    #[schema(value_type = String)]
    code: LanguageCode,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
}

/// A cost. The help itself costs nothing.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenReferralCostOption)]
pub struct CostOption {
    id: Uuid,
    service_id: OfferingId,
    option: &'static str,
    /// Pounds, where it is the same for everyone.
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount_description: Option<String>,
}

const fn booking(of: Booking) -> &'static str {
    match of {
        Booking::DropIn => "No appointment is needed",
        Booking::Appointment => "By appointment",
        Booking::Either => "With or without an appointment",
    }
}

/// The row of a service; `changed` in its printed form, `marks` in force for what is listed.
pub(super) fn row(given: &Given<'_>, channels: &BTreeSet<Channel>, changed: String) -> ServiceRow {
    let (offering, support) = (given.offering, &given.offering.support);
    let chat = support.web_chat.as_ref().filter(|_| channels.contains(&Channel::WebChat));
    let on_request: Vec<_> = support
        .languages_on_request
        .iter()
        .filter_map(|code| given.reference.language(code))
        .map(|named| named.name.as_str())
        .collect();
    let wait = support.capacity.map(|capacity| capacity.wait_days).filter(|days| *days > 0);
    ServiceRow {
        id: offering.id,
        organization_id: offering.provider,
        name: support.name.to_string(),
        alternate_name: support.name_cy.as_ref().map(ToString::to_string),
        description: support.summary.as_ref().map(ToString::to_string),
        url: chat.map_or_else(|| given.page(), |chat| chat.url.to_string()),
        status: "active",
        accreditations: accreditations(given, channels),
        eligibility_description: support.eligibility.as_ref().map(ToString::to_string),
        application_process: booking(support.booking),
        interpretation_services: (!on_request.is_empty())
            .then(|| format!("If asked for before: {}", on_request.join(", "))),
        assured_date: offering.last_checked_on,
        alert: offering
            .full_until(given.now)
            .map(|until| format!("Full until {}", until.strftime("%-d %B %Y")))
            .or_else(|| wait.map(waiting)),
        last_modified: changed,
    }
}

fn waiting(days: u16) -> String {
    format!("People wait about {days} {} at present", if days == 1 { "day" } else { "days" })
}

fn accreditations(given: &Given<'_>, channels: &BTreeSet<Channel>) -> Option<String> {
    let covers = given
        .provider
        .marks
        .iter()
        .filter(|mark| mark.in_force(given.now) && !mark.covers(given.offering).is_disjoint(channels));
    let said: Vec<_> =
        covers.map(|mark| format!("{}/api/v1/quality-marks/{}", given.base_url, mark.mark)).collect();
    (!said.is_empty())
        .then(|| format!("Quality mark for assisted digital support, in force: {}", said.join(", ")))
}

/// Everything else of a service.
pub(super) fn detail(given: &Given<'_>, channels: &BTreeSet<Channel>, places: &[Place]) -> ServiceDetail {
    let (offering, support) = (given.offering, &given.offering.support);
    let by: Vec<_> = channels
        .iter()
        .map(|channel| {
            (*channel, places.iter().find(|place| place.channel == *channel).map(|place| place.id))
        })
        .collect();
    ServiceDetail {
        phones: phones(offering.id, support, None),
        schedules: support.hours.as_ref().map(|hours| schedules(offering.id, hours, &by)).unwrap_or_default(),
        service_areas: given.area(channels).map(|area| service_areas(given, area)).unwrap_or_default(),
        languages: languages(given),
        cost_options: cost_options(given),
    }
}

fn languages(given: &Given<'_>) -> Vec<ServiceLanguage> {
    let (id, support) = (given.offering.id, &given.offering.support);
    let on_request = support.languages_on_request.difference(&support.languages);
    let given_in = support.languages.iter().map(|code| (code, None));
    let all = given_in.chain(on_request.map(|code| (code, Some("If asked for before"))));
    all.map(|(code, note)| ServiceLanguage {
        id: derived(id.uuid(), &format!("language/{code}")),
        service_id: id,
        name: given.reference.language(code).map_or(code.as_str(), |named| named.name.as_str()).to_owned(),
        code: code.clone(),
        note,
    })
    .collect()
}

const fn cost(of: CostKind) -> &'static str {
    match of {
        CostKind::Travel => "The way there and back",
        CostKind::CallStandardRate => "A call at the standard rate",
        CostKind::Printing => "Printing and copying",
        CostKind::Scanning => "Scanning",
        CostKind::Photographs => "Photographs for documents",
    }
}

fn cost_options(given: &Given<'_>) -> Vec<CostOption> {
    let id = given.offering.id;
    let option = |number: usize, option: &'static str, pence: Option<u32>, more: Option<String>| CostOption {
        id: derived(id.uuid(), &format!("cost/{number}")),
        service_id: id,
        option,
        amount: pence.map(|pence| f64::from(pence) / 100.0),
        currency: pence.map(|_| "GBP"),
        amount_description: more,
    };
    let free = option(0, "The help itself", Some(0), Some("Free".to_owned()));
    let more = |of: &Cost| {
        let per = of.per.as_ref().map(|per| format!("per {per}"));
        let said: Vec<_> = per.into_iter().chain(of.note.as_ref().map(ToString::to_string)).collect();
        (!said.is_empty()).then(|| said.join(": "))
    };
    let declared = given.offering.support.costs_to_show();
    let declared =
        declared.iter().enumerate().map(|(at, of)| option(at + 1, cost(of.kind), of.amount_pence, more(of)));
    std::iter::once(free).chain(declared).collect()
}
