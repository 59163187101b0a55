//! Places by the names that people give them: local authorities, and towns that are no authority's namesake.

use super::Named;
use domain::values::AuthorityCode;
use finder::Point;
use finder::postcodes::Postcodes;
use finder::words::sort_key;
use serde::Deserialize;

/// So many places are offered to choose from; a name that fits more says too little.
const MOST_CHOICES: usize = 10;

/// What stands before or after the name by which people call an authority.
const STYLES: [&str; 5] = ["city of ", " city", " city of", " county of", "county "];

/// A place with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedPlace {
    /// What it is called.
    pub named: Named,
    /// Where it is, when others are called the same.
    pub county: Option<Named>,
    /// Its middle.
    pub point: Point,
    /// The local authority that it is, or that its middle lies in.
    pub authority: AuthorityCode,
    /// How great it is beside others, in postcodes; 0 for a town.
    pub weight: u32,
    /// Folded names by which it is found.
    keys: Vec<String>,
    /// The same with the county, for a town.
    labels: Vec<String>,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Meant<'p> {
    /// One place.
    One(&'p NamedPlace),
    /// Several: who asks must say which.
    Several(Vec<&'p NamedPlace>),
}

/// Every place with a name.
#[derive(Debug, Default)]
pub struct Places(Vec<NamedPlace>);

#[derive(Deserialize)]
struct TownRow {
    name: String,
    name_cy: String,
    county: String,
    county_cy: String,
    outcode: String,
}

impl NamedPlace {
    /// A local authority.
    pub(super) fn authority(code: AuthorityCode, named: Named, point: Point, weight: u32) -> Self {
        let mut keys = vec![folded(&named.name), folded(&named.name_cy)];
        let short = STYLES.iter().filter_map(|style| {
            let key = keys[0].as_str();
            if style.starts_with(' ') { key.strip_suffix(style) } else { key.strip_prefix(style) }
        });
        let short: Vec<_> = short.map(str::to_owned).collect();
        keys.extend(short);
        Self { named, county: None, point, authority: code, weight, keys, labels: vec![] }
    }

    /// Is it an authority, and not a town in one?
    #[must_use]
    pub const fn is_authority(&self) -> bool {
        self.county.is_none()
    }

    /// Its name, with its county where it is a town.
    #[must_use]
    pub fn label(&self) -> Named {
        let with = |name: &str, county: Option<&str>| match county {
            Some(county) if county != name => format!("{name}, {county}"),
            _ => name.to_owned(),
        };
        let county = self.county.as_ref();
        Named {
            name: with(&self.named.name, county.map(|it| it.name.as_str())),
            name_cy: with(&self.named.name_cy, county.map(|it| it.name_cy.as_str())),
        }
    }

    fn is_called(&self, key: &str) -> bool {
        self.keys.iter().chain(&self.labels).any(|own| own == key)
    }

    /// Does its name have all of these words, among others?
    fn has_words(&self, words: &[&str]) -> bool {
        self.keys.iter().any(|key| words.iter().all(|word| key.split(' ').any(|own| own == *word)))
    }
}

impl Places {
    pub(super) fn of_authorities(authorities: Vec<NamedPlace>) -> Self {
        Self(authorities)
    }

    /// Adds the towns of a list, each at the middle of its outcode. One whose outcode is unknown is left out.
    ///
    /// # Errors
    /// When the list is broken.
    pub(super) fn add_towns(&mut self, list: &str, postcodes: &Postcodes) -> Result<(), csv::Error> {
        self.0.retain(NamedPlace::is_authority);
        for row in csv::Reader::from_reader(list.as_bytes()).deserialize::<TownRow>() {
            let row = row?;
            let Ok(place) = postcodes.resolve(&row.outcode) else { continue };
            let Ok(authority) = place.authority.parse() else { continue };
            let keys = vec![folded(&row.name), folded(&row.name_cy)];
            let named = Named { name: row.name, name_cy: row.name_cy };
            let county = Some(Named { name: row.county, name_cy: row.county_cy });
            let mut town =
                NamedPlace { named, county, point: place.point, authority, weight: 0, keys, labels: vec![] };
            let label = town.label();
            town.labels = vec![folded(&label.name), folded(&label.name_cy)];
            self.0.push(town);
        }
        Ok(())
    }

    /// Every place.
    pub fn iter(&self) -> impl Iterator<Item = &NamedPlace> {
        self.0.iter()
    }

    /// What a name stands for: the place that is called so, or those whose names have its words. `None`:
    /// nothing that we know.
    #[must_use]
    pub fn called(&self, name: &str) -> Option<Meant<'_>> {
        let key = folded(name);
        let mut called: Vec<&NamedPlace> = self.0.iter().filter(|place| place.is_called(&key)).collect();
        if called.is_empty() {
            let words: Vec<_> = key.split(' ').collect();
            if words.iter().any(|word| word.len() < 3) {
                return None;
            }
            called = self.0.iter().filter(|place| place.has_words(&words)).collect();
        }
        // A town stands for the authority of its name that it lies in: one place, not two.
        let towns: Vec<_> = called.iter().copied().filter(|place| !place.is_authority()).collect();
        called.retain(|place| {
            let is_same = |town: &&NamedPlace| {
                town.authority == place.authority && town.keys.iter().any(|key| place.keys.contains(key))
            };
            !place.is_authority() || !towns.iter().any(is_same)
        });
        match called.as_slice() {
            [] => None,
            [one] => Some(Meant::One(one)),
            several if several.len() <= MOST_CHOICES => Some(Meant::Several(called)),
            _ => None,
        }
    }
}

/// A name without case, accents and marks; a dash or a comma is a space.
fn folded(name: &str) -> String {
    let letters = name.replace('&', " and ");
    let kept = letters.chars().filter(|letter| !matches!(letter, '\'' | '’' | '.'));
    let spaced: String = kept.map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    sort_key(&spaced)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Reference;

    fn meant(reference: &Reference, name: &str) -> Vec<String> {
        match reference.places().called(name) {
            None => vec![],
            Some(Meant::One(place)) => vec![place.label().name],
            Some(Meant::Several(places)) => places.iter().map(|place| place.label().name).collect(),
        }
    }

    #[test]
    fn a_place_is_known_by_the_names_that_people_give_it() {
        let reference = Reference::built_in().unwrap();
        for (name, expected) in [
            ("Leeds", &["Leeds"][..]),
            ("  LEEDS ", &["Leeds"]),
            ("Caerdydd", &["Cardiff"]),
            ("hull", &["Kingston upon Hull, City of"]),
            ("Bristol", &["Bristol, City of"]),
            ("Edinburgh", &["City of Edinburgh"]),
            ("Durham", &["Durham, County Durham"]),
            ("St Helens", &["St. Helens"]),
            ("stoke on trent", &["Stoke-on-Trent"]),
            ("Kings Lynn", &["King's Lynn, Norfolk"]),
            ("Newport", &["Newport, Gwent", "Newport, Isle of Wight", "Newport, Shropshire"]),
            ("Newport, Isle of Wight", &["Newport, Isle of Wight"]),
            ("Bangor", &["Bangor, Gwynedd", "Bangor, Northern Ireland"]),
            ("Cheshire", &["Cheshire East", "Cheshire West and Chester"]),
            ("nowhere", &[]),
            ("of", &[]),
            ("and", &[]),
            ("", &[]),
        ] {
            assert_eq!(meant(&reference, name), expected, "{name}");
        }
    }

    #[test]
    fn every_town_of_the_list_lies_at_postcodes_that_exist() {
        let reference = Reference::built_in().unwrap();
        let towns = reference.places().iter().filter(|place| !place.is_authority()).count();
        let listed = include_str!("../../../seeds/postcodes/towns.csv").lines().skip(1).count();
        assert_eq!(towns, listed);
    }

    #[test]
    fn every_authority_of_wales_has_its_welsh_name() {
        let reference = Reference::built_in().unwrap();
        let welsh = reference.places().iter().filter(|place| place.authority.as_str().starts_with('W'));
        let welsh: Vec<_> = welsh.filter(|place| place.is_authority()).collect();
        assert_eq!(welsh.len(), 22);
        let differing = welsh.iter().filter(|place| place.named.name != place.named.name_cy).count();
        assert_eq!(differing, 15, "the others are called the same");
    }
}
