//! Places of the demo's providers: real postcodes, coined streets and buildings.

use super::chance::Chance;
use super::files::PlaceFacts;
use super::land::{Land, Spot};
use super::mix::{GeneratedFacts, PerThousand};
use crate::seeds::BadSeed;
use domain::values::AddressDraft;

/// A coined building or street number in a coined street, at a spot.
pub(super) fn address(
    spot: &Spot<'_>,
    facts: &GeneratedFacts,
    chance: &mut Chance,
) -> Result<AddressDraft, BadSeed> {
    let (name, kind) = (chance.one_of(&facts.streets.names)?, chance.one_of(&facts.streets.kinds)?);
    let line = format!("{} {name} {kind}", chance.between(1, 180));
    Ok(AddressDraft { lines: vec![line], town: spot.authority.name.clone(), postcode: spot.postcode() })
}

/// What happens so often in a thousand, each on its own.
pub(super) fn some_of(list: &[PerThousand], chance: &mut Chance) -> Vec<String> {
    list.iter().filter(|item| chance.happens(item.per_thousand)).map(|item| item.value.clone()).collect()
}

/// A place of a provider at a spot.
pub(super) fn place(
    provider: &str,
    spot: &Spot<'_>,
    facts: &GeneratedFacts,
    chance: &mut Chance,
) -> Result<PlaceFacts, BadSeed> {
    let host = &chance.weighed(&facts.mix.hosts, |host| host.weight)?.value;
    let address = address(spot, facts, chance)?;
    let patterns = facts.place_names.get(host).map(Vec::as_slice).unwrap_or_default();
    let street = chance.one_of(&facts.streets.names)?;
    let pattern = chance.one_of(patterns)?;
    let name = pattern.replace("{street}", street).replace("{provider}", provider);
    Ok(PlaceFacts {
        id: String::new(),
        // A place's name is at most as long as any name.
        name: name.chars().take(120).collect(),
        name_cy: None,
        address,
        host: host.clone(),
        languages: None,
        facilities: some_of(&facts.mix.facilities, chance),
        hours: None,
    })
}

/// So many places anywhere, as dense as people are.
pub(super) fn branches(
    provider: &str,
    count: usize,
    facts: &GeneratedFacts,
    land: &Land,
    chance: &mut Chance,
) -> Result<Vec<PlaceFacts>, BadSeed> {
    let spots: Vec<_> = (0..count).filter_map(|_| land.anywhere(chance)).collect();
    spots.iter().map(|spot| place(provider, spot, facts, chance)).collect()
}
