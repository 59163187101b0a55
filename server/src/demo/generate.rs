//! Providers made by chance: as dense as people are, and the same for the same seed.

use super::chance::Chance;
use super::land::{Land, Spot};
use super::mix::{GeneratedFacts, Numbers, PerThousand};
use super::names::{Named, Names};
use super::places::{address, place, some_of};
use super::plan::{MarkPlan, PlacementPlan, Plan};
use super::support::offerings;
use crate::seeds::{BadSeed, word};
use domain::organisations::{IdentifierDraft, RegisterProviderDraft, Standing};
use std::collections::BTreeMap;

/// The framework on which generated providers stand: its slug, and the lot of each channel by number.
const FRAMEWORK: &str = "focs";
const LOTS: [(&str, u32); 4] = [("in_person", 1), ("outreach", 2), ("telephone", 3), ("web_chat", 4)];

/// Makes providers one after the other. The same facts and land give the same providers; asking for more
/// leaves the first ones as they are.
pub struct Generator<'a> {
    facts: &'a GeneratedFacts,
    land: &'a Land,
    names: Names,
    given: BTreeMap<(String, String), u64>,
    made: u64,
}

/// What is drawn of a provider before its support is.
pub(super) struct Drawn<'a> {
    pub(super) named: Named,
    pub(super) spot: Spot<'a>,
    pub(super) channels: Vec<String>,
    pub(super) clusters: Vec<String>,
    pub(super) languages: Vec<String>,
}

impl<'a> Generator<'a> {
    /// A generator that gives nobody the name or the address of `others` (name and slug).
    #[must_use]
    pub fn beside<'o>(
        others: impl Iterator<Item = (&'o str, &'o str)>,
        facts: &'a GeneratedFacts,
        land: &'a Land,
    ) -> Self {
        Self { facts, land, names: Names::taken_by(others), given: BTreeMap::new(), made: 0 }
    }

    /// The next provider.
    ///
    /// # Errors
    /// When a list of the facts is empty, or they say what the domain does not know.
    pub fn next_provider(&mut self) -> Result<Plan, BadSeed> {
        self.made += 1;
        let mut chance = Chance::new(self.facts.seed, self.made);
        let chance = &mut chance;
        let nowhere = || BadSeed::of("postcodes", "there are none");
        let spot = self.land.anywhere(chance).ok_or_else(nowhere)?;
        let named = self.names.draw(&spot, self.facts, chance)?;
        let mix = &self.facts.mix;
        let channels = chance.weighed(&mix.channels, |row| row.weight)?.values.clone();
        let clusters = chance.weighed(&mix.clusters, |row| row.weight)?.values.clone();
        let languages = self.languages(&spot, chance);
        let identifiers = self.identifiers(&named, &spot, chance)?;
        let check: Standing =
            word("demo/generated", &chance.weighed(&mix.checks, |check| check.weight)?.value)?;
        let drawn = Drawn { named, spot, channels, clusters, languages };
        let registration = self.registration(&drawn, identifiers, chance)?;
        let mark = self.mark(&drawn, chance)?;
        let placements = self.placements(&drawn, &mark, chance)?;
        let places = self.places(&drawn, chance)?;
        let offerings = offerings(&drawn, places, &mark, self.facts, chance)?;
        Ok(Plan {
            slug: drawn.named.slug,
            checks: vec![check; registration.identifiers.len()],
            registration,
            partners: vec![],
            mark,
            placements,
            offerings,
        })
    }

    fn languages(&self, spot: &Spot<'_>, chance: &mut Chance) -> Vec<String> {
        let mut languages = vec!["en".to_owned()];
        languages.extend(some_of(&self.facts.mix.languages, chance));
        let nation = spot.nation().word();
        let of_nation = self.facts.mix.languages_by_nation.iter().filter(|row| row.nation == nation);
        languages
            .extend(of_nation.filter(|row| chance.happens(row.per_thousand)).map(|row| row.value.clone()));
        languages
    }

    /// Numbers that no register has given out and nobody here has.
    fn identifiers(
        &mut self,
        named: &Named,
        spot: &Spot<'_>,
        chance: &mut Chance,
    ) -> Result<Vec<IdentifierDraft>, BadSeed> {
        let (charity, company) = match &named.form {
            None => (false, true),
            Some(form) => {
                let of_form =
                    |row: &super::mix::IdentifierMix| if row.form == *form { row.weight } else { 0 };
                let row = chance.weighed(&self.facts.mix.identifiers, of_form)?;
                (row.charity, row.company)
            }
        };
        let nation = spot.nation().word();
        let mut numbers = vec![];
        for range in
            self.facts.identifiers.ranges.iter().filter(|range| range.nations.iter().any(|n| n == nation))
        {
            let wanted = if range.scheme == "GB-COH" { company } else { charity };
            // The first thousand are for providers that are written out in full.
            let given = self.given.entry((range.scheme.clone(), range.prefix.clone())).or_insert(1000);
            if wanted && *given < 10_u64.pow(range.digits) {
                let width = range.digits as usize;
                let number = format!("{}{given:0width$}", range.prefix);
                numbers.push(IdentifierDraft { scheme: range.scheme.clone(), number });
                *given += 1;
            }
        }
        Ok(numbers)
    }

    fn registration(
        &self,
        drawn: &Drawn<'_>,
        identifiers: Vec<IdentifierDraft>,
        chance: &mut Chance,
    ) -> Result<RegisterProviderDraft, BadSeed> {
        let Named { name, slug, sector, form } = &drawn.named;
        let first = drawn.channels.first().map(String::as_str).unwrap_or_default();
        let about = match self.facts.texts.get(first) {
            Some(texts) => Some(chance.one_of(&texts.summary)?.clone()),
            None => None,
        };
        Ok(RegisterProviderDraft {
            name: name.clone(),
            sector: sector.clone(),
            form: form.clone(),
            identifiers,
            contact_email: format!("hello@{slug}.example"),
            contact_phone: Some(phone(&self.facts.phones.geographic, chance)),
            website: Some(format!("https://{slug}.example")),
            address: Some(address(&drawn.spot, self.facts, chance)?),
            about,
        })
    }

    fn mark(&self, drawn: &Drawn<'_>, chance: &mut Chance) -> Result<MarkPlan, BadSeed> {
        let state = drawn_state(&self.facts.states.accreditation, "accredited", chance);
        Ok(MarkPlan {
            state: word("demo/generated", state)?,
            channels: drawn.channels.clone(),
            on: None,
            conditions: vec![],
            ends: None,
        })
    }

    fn placements(
        &self,
        drawn: &Drawn<'_>,
        mark: &MarkPlan,
        chance: &mut Chance,
    ) -> Result<Vec<PlacementPlan>, BadSeed> {
        let lots = LOTS.iter().filter(|(channel, _)| drawn.channels.iter().any(|drawn| drawn == channel));
        let each = lots.map(|(_, lot)| {
            let state = drawn_state(&self.facts.states.placement, "on_framework", chance);
            let state = word("demo/generated", state)?;
            Ok(PlacementPlan { framework: FRAMEWORK.to_owned(), lot: *lot, state })
        });
        let all: Vec<PlacementPlan> = each.collect::<Result<_, BadSeed>>()?;
        // Who has only begun with the mark has not yet gone further with a lot.
        let begun = mark.state == domain::accreditation::State::Draft;
        let draft = domain::placements::State::Draft;
        Ok(all
            .into_iter()
            .map(|plan| if begun { PlacementPlan { state: draft, ..plan } } else { plan })
            .collect())
    }

    fn places(
        &self,
        drawn: &Drawn<'a>,
        chance: &mut Chance,
    ) -> Result<Vec<super::files::PlaceFacts>, BadSeed> {
        if !drawn.channels.iter().any(|channel| channel == "in_person") {
            return Ok(vec![]);
        }
        let count = chance.weighed(&self.facts.mix.places, |row| row.weight)?.value;
        let mut spots = vec![drawn.spot];
        for _ in 1..count {
            spots.push(self.land.nearby(&drawn.spot, chance));
        }
        spots.iter().map(|spot| place(&drawn.named.name, spot, self.facts, chance)).collect()
    }
}

/// One of the states that are listed, each so often in a thousand, else the rest.
pub(super) fn drawn_state<'s>(listed: &'s [PerThousand], rest: &'s str, chance: &mut Chance) -> &'s str {
    let mut left = chance.between(0, 999);
    for row in listed {
        if left < row.per_thousand {
            return &row.value;
        }
        left -= row.per_thousand;
    }
    rest
}

/// A number of a range that Ofcom keeps for drama.
pub(super) fn phone(range: &Numbers, chance: &mut Chance) -> String {
    format!("{}{}", range.prefix, chance.digits(range.digits))
}
