//! Where the demo's providers are: every postcode of the country, by local authority.

use super::chance::Chance;
use domain::values::{AuthorityCode, Nation};
use finder::postcodes::{Key, Postcodes};
use std::collections::HashMap;

/// A local authority with its postcodes.
#[derive(Debug)]
pub struct Authority {
    /// Its ONS code.
    pub code: AuthorityCode,
    /// What people call it: `Bristol`, not `Bristol, City of`.
    pub name: String,
    homes: Vec<u32>,
}

/// Every postcode, by local authority. There are about as many postcodes as people anywhere, so that what is
/// drawn from here is as dense as people are.
pub struct Land {
    homes: Vec<(Key, u16)>,
    authorities: Vec<Authority>,
}

/// A postcode with its local authority.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    postcode: Key,
    /// The local authority.
    pub authority: &'a Authority,
}

impl Spot<'_> {
    /// The postcode, written out: `LS1 4AP`.
    #[must_use]
    pub fn postcode(&self) -> String {
        self.postcode.to_string()
    }

    /// Its nation.
    #[must_use]
    pub fn nation(&self) -> Nation {
        self.authority.code.nation()
    }
}

impl Land {
    /// Surveys the postcodes. `name_of` knows what an authority is called; postcodes of those that it does not
    /// know are left out.
    pub fn survey(postcodes: &Postcodes, name_of: impl Fn(&AuthorityCode) -> Option<String>) -> Self {
        let (mut homes, mut authorities) = (Vec::with_capacity(postcodes.len()), Vec::<Authority>::new());
        let mut known: HashMap<String, Option<u16>> = HashMap::new();
        // Neighbours in the list are neighbours on the land: most rows have the authority of the row before.
        let mut last: (String, Option<u16>) = (String::new(), None);
        for (postcode, place) in postcodes.iter() {
            if place.authority != last.0 {
                let number = *known.entry(place.authority.to_owned()).or_insert_with(|| {
                    let code: AuthorityCode = place.authority.parse().ok()?;
                    let name = spoken(&name_of(&code)?);
                    authorities.push(Authority { code, name, homes: vec![] });
                    u16::try_from(authorities.len() - 1).ok()
                });
                last = (place.authority.to_owned(), number);
            }
            let Some(number) = last.1 else { continue };
            if let (Some(authority), Ok(home)) =
                (authorities.get_mut(usize::from(number)), u32::try_from(homes.len()))
            {
                authority.homes.push(home);
                homes.push((postcode, number));
            }
        }
        Self { homes, authorities }
    }

    fn spot(&self, home: usize) -> Option<Spot<'_>> {
        let (postcode, number) = *self.homes.get(home)?;
        Some(Spot { postcode, authority: self.authorities.get(usize::from(number))? })
    }

    /// A postcode of the whole country. `None`: there are none.
    pub fn anywhere(&self, chance: &mut Chance) -> Option<Spot<'_>> {
        self.spot(chance.below(self.homes.len()))
    }

    /// Another postcode of the same local authority.
    pub fn nearby<'a>(&'a self, spot: &Spot<'a>, chance: &mut Chance) -> Spot<'a> {
        let homes = &spot.authority.homes;
        let home = homes.get(chance.below(homes.len())).and_then(|home| usize::try_from(*home).ok());
        home.and_then(|home| self.spot(home)).unwrap_or(*spot)
    }

    /// The codes of the local authorities of some nations.
    pub fn codes_of(&self, nations: &[Nation]) -> Vec<String> {
        let codes = self.authorities.iter().map(|authority| &authority.code);
        let mut codes: Vec<_> =
            codes.filter(|code| nations.contains(&code.nation())).map(ToString::to_string).collect();
        codes.sort_unstable();
        codes
    }
}

/// An official name as people say it.
fn spoken(official: &str) -> String {
    let plain = [", City of", ", County of"].iter().find_map(|suffix| official.strip_suffix(suffix));
    plain.unwrap_or(official).to_owned()
}
