//! What stands beside an entry: what else the same place and the same people help with, so that one journey serves
//! for several things.

use crate::offer::channels;
use crate::site::Site;
use marketplace::directories::{ListedSupport, at_the_same_place, lines_of};
use ui::components::Details;
use ui::{Content, Markup, args};

/// The part of an entry's page; nothing when there is nothing.
pub(crate) fn part(site: &Site, listed: &ListedSupport) -> Markup {
    let (words, directory) = (site.words, &site.directory);
    let here = at_the_same_place(&site.listings, directory, listed, site.now);
    let mut lines = lines_of(&site.listings, directory, listed.provider_id, site.now);
    lines.retain(|line| line.id != listed.id && here.iter().all(|other| other.id != line.id));
    let mut names: Vec<_> = site
        .shelf
        .covered_by_others(directory, listed)
        .into_iter()
        .map(|service| Content::from(site.service_name(service)))
        .collect();
    names.sort_by_key(ToString::to_string);
    let others = [(here, "beside-place"), (lines, "beside-provider")];
    let mut parts: Vec<Markup> = others
        .into_iter()
        .filter(|(entries, _)| !entries.is_empty())
        .map(|(entries, key)| list(&words.say(key), entries.iter().map(|other| entry(site, other))))
        .collect();
    if !names.is_empty() {
        let said = args! { "provider" => listed.provider.as_str(), "n" => names.len() };
        let summary = words.say_with("beside-services", &said);
        parts.push(Details::new(summary, bullets(names)).into());
    }
    Markup::joined(parts)
}

/// A link to an entry, with how it helps.
fn entry(site: &Site, listed: &ListedSupport) -> Content {
    let href = format!("{}/listings/{}", site.base, listed.id);
    let name = site.best(&listed.name, listed.name_cy.as_deref());
    let (href, name) = (Content::from(href), Content::from(name));
    let how = format!("{}: {}", listed.provider, channels(site, &listed.channels).join(", "));
    let how = Content::from(how);
    Content::Markup(Markup::trusted(format!("<a class=\"govuk-link\" href=\"{href}\">{name}</a><br>{how}")))
}

fn list(heading: &str, items: impl IntoIterator<Item = Content>) -> Markup {
    let heading = format!("<h2 class=\"govuk-heading-m\">{}</h2>", Content::from(heading));
    Markup::joined([Markup::trusted(heading), bullets(items)])
}

fn bullets(items: impl IntoIterator<Item = Content>) -> Markup {
    let items: String = items.into_iter().map(|item| format!("<li>{item}</li>")).collect();
    Markup::trusted(format!("<ul class=\"govuk-list govuk-list--bullet\">{items}</ul>"))
}
