//! Names for providers that nobody else has.

use super::chance::Chance;
use super::land::Spot;
use super::mix::{GeneratedFacts, Pattern};
use crate::seeds::BadSeed;
use domain::values::Nation;
use std::collections::HashSet;

/// How often a name is drawn again before it is told apart by a street, and then by a number.
const DRAWS: u32 = 40;

/// A provider's name, and what the name says it is.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) slug: String,
    pub(super) sector: String,
    pub(super) form: Option<String>,
}

/// The names that are taken. All names are drawn from one of these.
#[derive(Default)]
pub(super) struct Names {
    taken: HashSet<String>,
    slugs: HashSet<String>,
}

impl Names {
    /// Names that others have.
    pub(super) fn taken_by<'a>(others: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut names = Self::default();
        for (name, slug) in others {
            names.taken.insert(name.to_lowercase());
            names.slugs.insert(slug.to_owned());
        }
        names
    }

    /// A name for a provider whose first place is at a spot.
    pub(super) fn draw(
        &mut self,
        spot: &Spot<'_>,
        facts: &GeneratedFacts,
        chance: &mut Chance,
    ) -> Result<Named, BadSeed> {
        let pattern = pattern(spot, facts, chance)?;
        for draw in 0.. {
            let mut name = write(pattern, &spot.authority.name, facts, chance)?;
            if draw >= DRAWS {
                name = format!("{name} ({})", chance.one_of(&facts.streets.names)?);
            }
            if draw >= 2 * DRAWS {
                name = format!("{name} {draw}");
            }
            let slug = slug_of(&name);
            let is_new = !self.taken.contains(&name.to_lowercase()) && !self.slugs.contains(&slug);
            if is_new && name.chars().count() <= 120 {
                self.taken.insert(name.to_lowercase());
                self.slugs.insert(slug.clone());
                let (sector, form) = (pattern.sector.clone(), pattern.form.clone());
                return Ok(Named { name, slug, sector, form });
            }
        }
        Err(BadSeed::of("demo/generated", "no name is left"))
    }
}

fn pattern<'a>(
    spot: &Spot<'_>,
    facts: &'a GeneratedFacts,
    chance: &mut Chance,
) -> Result<&'a Pattern, BadSeed> {
    let welsh = &facts.names.welsh;
    if spot.nation() == Nation::Wales && chance.happens(welsh.per_thousand) {
        return chance.weighed(&welsh.patterns, |pattern| pattern.weight);
    }
    let sector = &chance.weighed(&facts.mix.sectors, |sector| sector.weight)?.value;
    let of_sector = |pattern: &Pattern| if pattern.sector == *sector { pattern.weight } else { 0 };
    chance.weighed(&facts.names.patterns, of_sector)
}

fn write(
    pattern: &Pattern,
    area: &str,
    facts: &GeneratedFacts,
    chance: &mut Chance,
) -> Result<String, BadSeed> {
    let names = &facts.names;
    let coined = format!("{}{}", chance.one_of(&names.starts)?, chance.one_of(&names.ends)?);
    let coined_cy = format!("{}{}", chance.one_of(&names.starts_cy)?, chance.one_of(&names.ends_cy)?);
    let written = pattern.pattern.replace("{coined_cy}", &coined_cy);
    Ok(written.replace("{coined}", &coined).replace("{area}", area))
}

/// A name as part of an address: at most 60 lower-case letters, digits and single hyphens.
fn slug_of(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.to_lowercase().chars() {
        let plain = match letter {
            'â' => 'a',
            'ê' | 'ë' => 'e',
            'î' => 'i',
            'ô' => 'o',
            'û' => 'u',
            'ŵ' => 'w',
            'ŷ' => 'y',
            other => other,
        };
        match plain {
            'a'..='z' | '0'..='9' => slug.push(plain),
            '\'' | '’' => {}
            _ if !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let end = slug.char_indices().nth(60).map_or(slug.len(), |(end, _)| end);
    slug.get(..end).unwrap_or(&slug).trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_part_of_an_address() {
        assert_eq!(slug_of("Dôl-y-Crëyr Helpers"), "dol-y-creyr-helpers");
        assert_eq!(slug_of("Elmlea Carers' Circle, Leeds"), "elmlea-carers-circle-leeds");
        assert!(slug_of(&"Elm ".repeat(40)).len() <= 60);
    }
}
