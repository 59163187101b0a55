//! What was typed and cannot be understood, at the field of the form where it is typed.

use super::Typed;
use crate::site::Site;
use marketplace::directories::BadParameter;
use ui::args;

/// Fields with what is wrong with each: the first word about a field is said.
#[derive(Default)]
pub(super) struct Mistakes(Vec<(&'static str, String)>);

impl Mistakes {
    pub fn all(&self) -> &[(&'static str, String)] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn take(&mut self, site: &Site, wrong: &[BadParameter]) {
        for (field, words) in wrong.iter().map(|wrong| said(site, wrong)) {
            if !self.0.iter().any(|(known, _)| *known == field) {
                self.0.push((field, words));
            }
        }
    }

    /// The form was sent without a place and without anything else to look for.
    pub fn miss_a_place(&mut self, site: &Site, typed: &Typed) {
        let wants_near =
            typed.pairs().iter().any(|(name, _)| name == "near") && typed.first("near").is_empty();
        let asks_otherwise = !typed.without(|name, _| matches!(name, "near" | "within_km")).is_empty();
        if wants_near && !asks_otherwise && self.is_empty() {
            self.0.push(("near", site.words.say("place-missing")));
        }
    }

    pub fn misunderstand(&mut self, site: &Site) {
        self.0.push(("near", site.words.say("bad-request-heading")));
    }
}

/// What is wrong with a parameter, at the field where it is typed.
pub(crate) fn said(site: &Site, wrong: &BadParameter) -> (&'static str, String) {
    let words = site.words;
    let near = |key: &str| ("near", words.say(key));
    match (wrong.name.as_str(), wrong.code) {
        ("near", "postcode_not_in_use") => {
            ("near", words.say_with("postcode-ended", &args! { "postcode" => wrong.given.to_uppercase() }))
        }
        ("near", "in_a_crown_dependency") => near("postcode-crown-dependency"),
        ("near", "not_in_the_united_kingdom") => near("location-outside"),
        ("near", "several_places") => {
            ("near", words.say_with("place-which", &args! { "name" => wrong.given.as_str() }))
        }
        ("near", _) => near("place-malformed"),
        ("within_km", "needs_near") => near("place-missing"),
        ("within_km", _) => ("within_km", words.say("distance-wrong")),
        ("open_at" | "closed_at", _) => ("when", words.say("time-wrong")),
        _ => ("near", words.say_with("filter-unknown", &args! { "value" => wrong.given.as_str() })),
    }
}
