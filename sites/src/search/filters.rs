//! Everything by which a search is narrowed: each value with how many would be found, what is chosen with a way to
//! take it away.

use super::mistakes::Mistakes;
use super::typed::{Typed, address};
use super::when;
use crate::site::Site;
use domain::offerings::Channel;
use finder::{Answer, Facet, FacetCounts, Query};
use marketplace::directories::{CAPABILITIES, Search};
use ui::components::{
    Button, Checkbox, Checkboxes, Choice, Details, ErrorMessage, Hint, Input, Legend, Select,
};
use ui::{Content, Markup, args};

/// Distances to choose from, in miles.
const MILES: [u16; 6] = [1, 2, 5, 10, 20, 50];
/// The kinds of the form, in its order. Opening hours come after the first.
const KINDS: [(Facet, &str); 7] = [
    (Facet::Channel, "filter-channel"),
    (Facet::Capability, "filter-capability"),
    (Facet::Language, "filter-language"),
    (Facet::Facility, "filter-facility"),
    (Facet::Cost, "filter-cost"),
    (Facet::Eligibility, "filter-eligibility"),
    (Facet::Cluster, "filter-cluster"),
];

/// A filter that is chosen, with the search that does without it.
pub(super) struct ChosenFilter {
    pub words: String,
    pub href: String,
}

/// How far away.
pub(super) fn within(site: &Site, typed: &Typed, mistakes: &Mistakes) -> Select {
    let words = site.words;
    let distances = MILES.iter().map(|miles| {
        let label = words.say_with("search-within-miles", &args! { "miles" => *miles });
        Choice::new(format!("{:.1}", f64::from(*miles) * 1.609_344), label)
    });
    let any = std::iter::once(Choice::new("", words.say("search-any-distance")));
    let within = Select::new("within_km", words.say("search-within"))
        .items(any.chain(distances))
        .value(typed.first("within_km"));
    match ErrorMessage::among(mistakes.all(), "within_km") {
        Some(message) => within.error_message(message),
        None => within,
    }
}

/// The services that this directory is for, by name: those of its rule, or all.
pub(crate) fn services(site: &Site) -> Vec<(String, String)> {
    let mut named: Vec<_> = site
        .shelf
        .services()
        .filter(|service| site.is_for(service))
        .map(|service| (service.content.slug.to_string(), site.service_name(service).to_owned()))
        .collect();
    named.sort_by(|one, other| one.1.cmp(&other.1));
    named
}

/// What a value of a filter is called.
fn value_name(site: &Site, facet: Facet, value: &str) -> String {
    let reference = site.market.reference();
    let facility = || site.called(value.parse().ok().and_then(|code| reference.facility(&code)), value);
    match facet {
        Facet::Channel => site.words.say_word("channel", value),
        Facet::Language => site.called(value.parse().ok().and_then(|code| reference.language(&code)), value),
        Facet::Facility => facility(),
        Facet::Capability if matches!(value, "identity_check" | "home_visits") => {
            site.words.say_word("capability", value)
        }
        Facet::Capability => facility(),
        Facet::Cost => site.words.say_word("cost", value),
        Facet::Eligibility => site.words.say_word("eligibility", value),
        Facet::Service => {
            site.shelf.service(value).map_or(value, |service| site.service_name(service)).to_owned()
        }
        Facet::Cluster => site
            .shelf
            .cluster(value)
            .map_or(value, |it| site.either(it.content.name.as_str(), it.content.name_cy.as_str()))
            .to_owned(),
        Facet::Lot | Facet::Provider => value.to_owned(),
    }
}

/// The counts of a kind as they are while nothing of that kind is chosen: so many would be found.
fn counts(site: &Site, (search, answer): (&Search, &Answer<'_>), facet: Facet) -> Vec<(String, u64)> {
    let of = |counts: &[FacetCounts]| {
        let found = counts.iter().find(|counts| counts.facet == facet);
        found.map_or_else(Vec::new, |counts| {
            counts.values.iter().map(|value| (value.value.to_string(), value.count)).collect()
        })
    };
    if search.chosen(facet).is_empty() {
        return of(&answer.facets);
    }
    let mut without = Query { limit: 1, after: None, count: vec![facet], ..search.query.clone() };
    without.filters.retain(|filter| filter.facet != facet);
    site.listings.search(&without).map(|answer| of(&answer.facets)).unwrap_or_default()
}

/// All filters, kind by kind. On a small screen they are folded away, so that results come soon.
pub(super) fn all(site: &Site, typed: &Typed, found: (&Search, &Answer<'_>)) -> Markup {
    let words = site.words;
    let mut parts: Vec<Markup> = vec![];
    if found.0.origin.as_ref().is_some_and(|origin| origin.point.is_some()) {
        parts.push(within(site, typed, &Mistakes::default()).into());
    }
    parts.push(service(site, typed, found).into());
    let mut kinds = KINDS.iter().map(|(facet, title)| kind(site, typed, found, *facet, title));
    parts.extend(kinds.next().flatten());
    let is_chosen = when::chosen(site, typed).is_some();
    parts.push(folded(
        &words.say("filter-open"),
        usize::from(is_chosen),
        when::choice(site, typed, found.0),
        site,
    ));
    parts.extend(kinds.flatten());
    let looked_for = Input::new("q", words.say("search-words"))
        .hint(Hint::new(words.say("search-words-hint")))
        .value(typed.first("q"));
    parts.push(looked_for.into());
    parts.push(Button::new(words.say("filters-apply")).secondary().into());
    let count = words.say_with("filters-chosen", &args! { "n" => chosen(site, typed).len() });
    Markup::trusted(format!(
        "<details class=\"app-filters\"><summary class=\"app-filters__summary\"><span class=\"govuk-heading-m\">{}</span> \
         <span class=\"govuk-body-s\">{}</span></summary><div class=\"app-filters__inside\">{}</div></details>",
        Content::from(words.say("filters")),
        Content::from(count),
        Markup::joined(parts),
    ))
}

fn service(site: &Site, typed: &Typed, found: (&Search, &Answer<'_>)) -> Select {
    let words = site.words;
    let counts = counts(site, found, Facet::Service);
    let counted = |(slug, name): (String, String)| {
        let n = counts.iter().find(|(value, _)| *value == slug).map_or(0, |(_, count)| *count);
        Choice::new(slug, words.say_with("filter-count", &args! { "value" => name, "n" => n }))
    };
    let any = std::iter::once(Choice::new("", words.say("search-any-service")));
    Select::new("service", words.say("search-service"))
        .items(any.chain(services(site).into_iter().map(counted)))
        .value(typed.first("service"))
}

/// One kind: its values with how many would be found. Nothing where no listing has any.
fn kind(
    site: &Site,
    typed: &Typed,
    found: (&Search, &Answer<'_>),
    facet: Facet,
    title: &str,
) -> Option<Markup> {
    let picked: Vec<_> = typed.all(facet.as_str()).collect();
    let boxes = boxes(site, facet, &picked, found);
    if boxes.is_empty() {
        return None;
    }
    let title = site.words.say(title);
    let legend = Legend::new(title.as_str()).classes("govuk-visually-hidden");
    let values = Checkboxes::new(facet.as_str(), legend).small().items(boxes.into_iter().map(Some));
    let content = Markup::trusted(format!("<div class=\"app-filters__values\">{values}</div>"));
    Some(folded(&title, picked.len(), content, site))
}

/// A kind under its name, unfolded when something of it is chosen.
fn folded(title: &str, chosen: usize, content: Markup, site: &Site) -> Markup {
    let summary = match chosen {
        0 => title.to_owned(),
        n => format!("{title} ({})", site.words.say_with("filters-chosen-of-kind", &args! { "n" => n })),
    };
    Details::new(summary, content).open(chosen > 0).classes("app-filters__kind").into()
}

/// The values of one kind to choose from.
fn boxes(site: &Site, facet: Facet, picked: &[&str], found: (&Search, &Answer<'_>)) -> Vec<Checkbox> {
    let mut values = counts(site, found, facet);
    match facet {
        Facet::Channel => {
            values.sort_by_key(|(value, _)| Channel::ALL.iter().position(|channel| channel.word() == value));
        }
        // What can be done there has a kind of its own.
        Facet::Facility => values.retain(|(value, _)| !CAPABILITIES.contains(&value.as_str())),
        // Who asks about costs asks for none.
        Facet::Cost => values.retain(|(value, _)| value == "none"),
        _ => {}
    }
    for value in picked {
        if !values.iter().any(|(known, _)| known == value) {
            values.push(((*value).to_owned(), 0));
        }
    }
    let each = |(value, count): (String, u64)| {
        let name = value_name(site, facet, &value);
        let label = site.words.say_with("filter-count", &args! { "value" => name, "n" => count });
        let checked = picked.contains(&value.as_str());
        Checkbox::new(value, label).checked(checked)
    };
    values.into_iter().map(each).collect()
}

/// Every filter that is chosen, with the search that does without it.
pub(super) fn chosen(site: &Site, typed: &Typed) -> Vec<ChosenFilter> {
    let without = |name: &str, value: Option<&str>| {
        let drop = |n: &str, v: &str| n == "after" || (n == name && value.is_none_or(|value| v == value));
        address(site.home(), &typed.without(drop))
    };
    let remove = |said: &str| site.words.say_with("filter-remove", &args! { "filter" => said });
    let kinds = KINDS.iter().map(|(facet, _)| *facet).chain([Facet::Service, Facet::Provider, Facet::Lot]);
    let mut chosen: Vec<_> = kinds
        .flat_map(|facet| typed.all(facet.as_str()).map(move |value| (facet, value)))
        .map(|(facet, value)| ChosenFilter {
            words: remove(&value_name(site, facet, value)),
            href: without(facet.as_str(), Some(value)),
        })
        .collect();
    if let Some((name, said)) = when::chosen(site, typed) {
        chosen.push(ChosenFilter { words: remove(&said), href: without(name, None) });
    }
    let looked_for = typed.first("q");
    if !looked_for.is_empty() {
        let said = format!("“{looked_for}”");
        chosen.push(ChosenFilter { words: remove(&said), href: without("q", None) });
    }
    if let Ok(km) = typed.first("within_km").parse::<f64>() {
        let miles = (km / 1.609_344).round();
        let said = site.words.say_with("search-within-miles", &args! { "miles" => miles });
        chosen.push(ChosenFilter { words: remove(&said), href: without("within_km", None) });
    }
    chosen
}
