//! What has to be said before the results: how exactly the place was found, that a border is near, and who cannot be
//! checked online.

use super::typed::Typed;
use crate::answer;
use crate::site::Site;
use domain::values::AuthorityCode;
use finder::Origin;
use marketplace::directories::{ListedSupport, Search};
use ui::components::{Details, InsetText};
use ui::{Markup, args};

/// So far, in kilometres, a place on the other side of a border is one that people may think of as near.
const NEAR_A_BORDER_KM: f64 = 50.0;

/// The notes, each where it applies.
pub(super) fn of(
    site: &Site,
    search: &Search,
    typed: &Typed,
    listed: &[(ListedSupport, Option<f64>)],
) -> Vec<Markup> {
    let exactness = exactness(site, search).map(|text| InsetText::new(text).into());
    let border = border(site, search, listed).map(|text| InsetText::new(text).into());
    exactness.into_iter().chain(border).chain(identity_route(site, typed)).collect()
}

/// How exactly the place was found, where distances could mislead.
fn exactness(site: &Site, search: &Search) -> Option<String> {
    let origin = search.origin.as_ref()?;
    let area = match origin.precision {
        "sector" | "outcode" => origin.postcode.as_deref()?,
        "town" | "authority" => origin.named.as_ref()?.say(site.in_welsh()),
        "elsewhere" if origin.postcode.is_some() => return Some(site.words.say("note-forces")),
        "elsewhere" => return Some(site.words.say("note-anywhere")),
        _ => return None,
    };
    Some(site.words.say_with("postcode-incomplete", &args! { "area" => area }))
}

/// Services differ between the nations: what is nearest may be for people on the other side of a border.
fn border(site: &Site, search: &Search, listed: &[(ListedSupport, Option<f64>)]) -> Option<String> {
    let Origin::At { authority: Some(own), .. } = &search.query.origin else { return None };
    let own = own.parse::<AuthorityCode>().ok()?.nation();
    let places = listed
        .iter()
        .filter(|(_, km)| km.is_some_and(|km| km <= NEAR_A_BORDER_KM))
        .filter_map(|(listed, _)| listed.place.as_ref());
    let other = places.map(|place| place.authority.nation()).find(|nation| *nation != own)?;
    let nation = site.words.say_word("nation", other.word());
    Some(site.words.say_with("note-border", &args! { "nation" => nation }))
}

fn identity_route(site: &Site, typed: &Typed) -> Option<Markup> {
    let service = site.shelf.service(typed.first("service"))?;
    let route = service.content.identity_route.as_ref()?;
    let who = site.either(route.cannot_be_checked.as_str(), route.cannot_be_checked_cy.as_str());
    let instead = site.either(route.other_route.as_str(), route.other_route_cy.as_str());
    let content = Markup::joined([answer::paragraph(who), answer::paragraph(instead)]);
    Some(Details::new(site.words.say("identity-cannot-be-checked"), content).into())
}
