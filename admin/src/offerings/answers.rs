//! Everything that an offering says, to be read and checked.

use super::case::{Case, is_asked};
use super::hours::booking_said;
use super::part::{GROUPS, Part};
use super::terms::who_types_said;
use crate::door::Visit;
use crate::door::parts::{bullets, link, place, section, text, written};
use crate::marks::channel_said;
use crate::words::{day, said};
use domain::offerings::{Area, State, Support};
use domain::values::hours::{Opening, OpeningHours, Weekday};
use marketplace::reference::Reference;
use ui::components::{SummaryList, SummaryRow, field_id};
use ui::{Content, Markup};

fn lines(lines: impl IntoIterator<Item = String>) -> Markup {
    written(&lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
}

fn maybe<T: ToString>(label: &str, value: Option<&T>) -> String {
    value.map_or_else(String::new, |value| format!("{label}{}", value.to_string()))
}

fn times(openings: &[Opening]) -> String {
    let each = openings.iter().map(|it| format!("{} to {}", it.opens, it.closes));
    let all = each.collect::<Vec<_>>().join(", ");
    if all.is_empty() { "closed".to_owned() } else { all }
}

fn hours(hours: &OpeningHours) -> Markup {
    let week = Weekday::ALL.iter().filter_map(|day| {
        let openings = hours.weekly.get(day)?;
        Some(format!("{}: {}", said(day.word()), times(openings)))
    });
    let exceptions = hours.exceptions.iter().map(|(on, exception)| {
        format!("{}: {}{}", day(*on), times(&exception.openings), maybe(". ", exception.note.as_ref()))
    });
    let holidays = match hours.bank_holiday_openings.as_slice() {
        [] => said(hours.bank_holidays.word()).to_lowercase(),
        openings => times(openings),
    };
    lines(week.chain(exceptions).chain([format!("Bank holidays: {holidays}")]))
}

fn area(area: &Area, reference: &Reference) -> Markup {
    match area {
        Area::Radius { from, km, .. } => text(format!("Within {km} km of {from}")),
        Area::LocalAuthorities { codes } => {
            bullets(codes.iter().map(|code| reference.authority(code).unwrap_or(code.as_str()).to_owned()))
        }
        Area::Everywhere {} => text("Everywhere in the United Kingdom, and its citizens overseas"),
    }
}

fn pounds(pence: u32) -> String {
    format!("£{}.{:02}", pence / 100, pence % 100)
}

fn services(case: &Case, support: &Support) -> Markup {
    let helps = &support.helps_with;
    let every = helps.every_service.then(|| "Every government service".to_owned());
    let clusters = helps.clusters.iter().map(|slug| {
        let known = case.clusters.iter().find(|it| it.content.slug == *slug);
        format!("Everything in: {}", known.map_or(slug.as_str(), |it| it.content.name.as_str()))
    });
    let services = helps.services.iter().map(|slug| {
        let known = case.services.iter().find(|it| it.content.slug == *slug);
        known.map_or(slug.as_str(), |it| it.content.name.as_str()).to_owned()
    });
    bullets(every.into_iter().chain(clusters).chain(services))
}

fn safety(support: &Support) -> Markup {
    let visits = if support.visits_homes { "Yes" } else { "No" };
    let record = support.safeguarding.iter().flat_map(|safe| {
        let policy =
            format!("{} answers for it; policy reviewed on {}", safe.lead, day(safe.policy_reviewed_on));
        let checks = safe.checks.iter();
        let checks =
            checks.map(|it| format!("{}: checked on {}, {}", it.who, day(it.checked_on), it.reference));
        std::iter::once(policy).chain(checks)
    });
    lines(std::iter::once(visits.to_owned()).chain(record))
}

fn commitments(support: &Support) -> Markup {
    let given = &support.commitments;
    let undertaken = [
        (given.checks_understanding, "You make sure that the user understands the service"),
        (given.uses_published_information, "You use only published information"),
        (given.answers_for_accuracy, "You answer for accuracy"),
    ];
    let undertaken =
        undertaken.into_iter().filter(|(is_given, _)| *is_given).map(|(_, words)| words.to_owned());
    lines(std::iter::once(who_types_said(support.who_types).to_owned()).chain(undertaken))
}

fn named<C: ToString>(codes: impl IntoIterator<Item = C>, name: impl Fn(&C) -> Option<String>) -> String {
    let names = codes.into_iter().map(|code| name(&code).unwrap_or_else(|| code.to_string()));
    names.collect::<Vec<_>>().join(", ")
}

/// What a page says, in words.
fn value(part: Part, case: &Case, reference: &Reference) -> Markup {
    let support = &case.offering.support;
    match part {
        Part::About => Markup::joined([
            lines([support.name.to_string(), maybe("", support.eligibility.as_ref())]),
            written(support.summary.as_ref().map_or("", |summary| summary.as_str())),
            lines([maybe("To bring: ", support.bring.as_ref())]),
            lines([
                maybe("In Welsh: ", support.name_cy.as_ref()),
                maybe("", support.summary_cy.as_ref()),
                maybe("", support.eligibility_cy.as_ref()),
                maybe("", support.bring_cy.as_ref()),
            ]),
        ]),
        Part::Channels => bullets(support.channels.iter().map(|channel| channel_said(*channel))),
        Part::Services => services(case, support),
        Part::Place => support.place.as_ref().map_or_else(Markup::default, |place| {
            lines([
                place.name.to_string(),
                place.address.printed(),
                said(place.host.word()),
                maybe("", place.directions.as_ref()),
            ])
        }),
        Part::Area => support.area.as_ref().map_or_else(Markup::default, |it| area(it, reference)),
        Part::Contact => lines([
            support.phone.as_ref().map_or_else(String::new, domain::values::PhoneNumber::printed),
            maybe("Text relay: ", support.text_relay.as_ref()),
            support.web_chat.as_ref().map_or_else(String::new, |chat| chat.url.to_string()),
        ]),
        Part::Hours => Markup::joined([
            support.hours.as_ref().map_or_else(Markup::default, hours),
            text(booking_said(support.booking)),
        ]),
        Part::Languages => {
            let name = |code: &&domain::values::LanguageCode| Some(reference.language(code)?.name.clone());
            let asked = named(&support.languages_on_request, name);
            let asked = if asked.is_empty() { asked } else { format!("If people ask: {asked}") };
            lines([named(&support.languages, name), asked])
        }
        Part::Facilities => {
            lines([named(&support.facilities, |code| Some(reference.facility(code)?.name.clone()))])
        }
        Part::Typing => commitments(support),
        Part::Identity => text(if support.identity_check.supported {
            "Yes: the user is there and sees the screen"
        } else {
            "No"
        }),
        Part::Declines => {
            lines(support.declines.iter().map(|it| format!("{}: {}", it.reason, it.alternative)))
        }
        Part::Costs => lines(support.costs_to_show().iter().map(|cost| {
            let amount = cost.amount_pence.map_or_else(String::new, |pence| format!(", {}", pounds(pence)));
            let per = maybe(" per ", cost.per.as_ref());
            format!("{}{amount}{per}{}", said(cost.kind.word()), maybe(". ", cost.note.as_ref()))
        })),
        Part::Safety => safety(support),
        Part::Capacity => support.capacity.map_or_else(Markup::default, |it| {
            text(format!("{} people a week; people wait {} days", it.people_a_week, it.wait_days))
        }),
        Part::Price => support.price.map_or_else(Markup::default, |price| {
            text(format!("{} for each {}", pounds(price.pence), said(price.per.word()).to_lowercase()))
        }),
        Part::Partner => {
            let partner = support.delivery_partner;
            let mut partners = case.provider.partners.iter();
            let known = partners.find(|it| Some(it.organisation) == partner);
            text(known.map_or_else(|| case.provider.name.to_string(), |it| it.name.to_string()))
        }
    }
}

/// Everything that it says, page by page.
pub(super) fn answers(visit: &Visit, case: &Case) -> Markup {
    let market = visit.market();
    let missing = case.missing();
    let is_open = case.may_keep && case.state() != State::Ended;
    Markup::joined(GROUPS.iter().map(|(title, parts)| {
        let rows = parts.iter().filter(|part| is_asked(case, **part)).map(|part| {
            let path = format!("/offerings/{}/edit/{}", case.offering.id, part.word());
            let mut said = value(*part, case, market.reference());
            // Where the page tells of a mistake, its link leads here.
            for wanted in part.missing(&missing) {
                let id = field_id(wanted.pointer);
                let words = Content::from(wanted.message);
                let words = if is_open { link(words, &path) } else { words.into() };
                said = Markup::joined([said, place(&id, "", [text(words)])]);
            }
            if said.is_empty() {
                said = text("Nothing");
            }
            let row = SummaryRow::new(part.title(), said);
            if is_open { row.action("Change", path, part.title()) } else { row }
        });
        Markup::joined([section(title), SummaryList::new(rows.collect::<Vec<_>>()).into()])
    }))
}
