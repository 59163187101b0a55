//! What is made by chance is the same every time, and right.

use super::generate::Generator;
use super::land::Land;
use super::mix::GeneratedFacts;
use super::plan::Plan;
use super::{chance::Chance, files};
use domain::values::{AuthorityCode, Nation};
use finder::postcodes::Postcodes;
use proptest::prelude::{ProptestConfig, proptest};
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

static LAND: LazyLock<Land> = LazyLock::new(|| {
    let postcodes = Postcodes::read(include_bytes!("../../../seeds/postcodes/postcodes.bin")).unwrap();
    Land::survey(&postcodes, |code| Some(format!("Area {code}, City of")))
});

fn made(facts: &GeneratedFacts, count: usize) -> Vec<Plan> {
    let mut generator =
        Generator::beside([("Silverbeck Leeds", "silverbeck-leeds")].into_iter(), facts, &LAND);
    (0..count).map(|_| generator.next_provider().unwrap()).collect()
}

fn is_for_drama(number: &str) -> bool {
    let digits: String = number.trim_start_matches("18001").chars().filter(char::is_ascii_digit).collect();
    ["01632960", "07700900", "08081570", "03069990"].iter().any(|range| digits.starts_with(range))
}

fn every_draft_parses(plan: &Plan) {
    let registration = plan.registration.clone().parse();
    let registration = registration.unwrap_or_else(|errors| panic!("{}: {errors}", plan.slug));
    assert_eq!(registration.identifiers.len(), plan.checks.len());
    assert!(plan.slug.parse::<domain::values::Slug>().is_ok(), "{}", plan.slug);
    assert!(plan.registration.contact_email.ends_with(".example"));
    assert!(is_for_drama(plan.registration.contact_phone.as_deref().unwrap()));
    for (draft, state) in &plan.offerings {
        let support = draft.clone().parse().unwrap_or_else(|errors| panic!("{}: {errors}", plan.slug));
        let missing = support.missing("2026-09-01".parse().unwrap());
        assert!(
            missing.is_empty() || *state == domain::offerings::State::Draft,
            "{}: {missing:?}",
            plan.slug
        );
        for number in [&draft.phone, &draft.text_relay].into_iter().flatten() {
            assert!(is_for_drama(number), "{number} is somebody's");
        }
    }
}

#[test]
fn providers_that_are_written_out_in_full_are_right() {
    let generated = files::generated().unwrap();
    let providers = files::providers().unwrap();
    for facts in &providers {
        let plan = Plan::of(facts, &generated, &LAND).unwrap();
        every_draft_parses(&plan);
        assert!(facts.identifiers.iter().all(|number| number.demo), "{}", facts.slug);
    }
    let postern = Plan::of(&providers[0], &generated, &LAND).unwrap();
    assert!(postern.offerings.len() > 400);
}

#[test]
fn names_addresses_and_numbers_are_nobody_elses() {
    let plans = made(&files::generated().unwrap(), 3000);
    let unique = |texts: Vec<String>| texts.len() == texts.iter().collect::<HashSet<_>>().len();
    assert!(unique(plans.iter().map(|plan| plan.registration.name.clone()).collect()));
    assert!(unique(plans.iter().map(|plan| plan.slug.clone()).collect()));
    let numbers = plans.iter().flat_map(|plan| &plan.registration.identifiers);
    assert!(unique(numbers.map(|number| format!("{}-{}", number.scheme, number.number)).collect()));
    plans.iter().for_each(every_draft_parses);
}

#[test]
fn providers_are_as_dense_as_people_are() {
    let mut chance = Chance::new(1, 1);
    let mut by_nation = BTreeMap::<Nation, u32>::new();
    for _ in 0..20_000 {
        *by_nation.entry(LAND.anywhere(&mut chance).unwrap().nation()).or_default() += 1;
    }
    // Roughly as the census has it: 84, 8, 5 and 3 in a hundred.
    assert!((16_000..17_600).contains(&by_nation[&Nation::England]), "{by_nation:?}");
    assert!((1_300..2_000).contains(&by_nation[&Nation::Scotland]), "{by_nation:?}");
    assert!((700..1_300).contains(&by_nation[&Nation::Wales]), "{by_nation:?}");
    assert!((400..1_000).contains(&by_nation[&Nation::NorthernIreland]), "{by_nation:?}");
}

#[test]
fn authorities_are_named_as_people_say_them() {
    let mut chance = Chance::new(1, 1);
    let spot = LAND.anywhere(&mut chance).unwrap();
    assert!(!spot.authority.name.contains("City of"));
    let code: &AuthorityCode = &spot.authority.code;
    assert!(LAND.codes_of(&[code.nation()]).contains(&code.to_string()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn the_same_seed_makes_the_same_providers_and_more_of_them_leave_the_first(seed: u64, count in 1_usize..40) {
        let facts = GeneratedFacts { seed, ..files::generated().unwrap() };
        let plans = made(&facts, count);
        assert_eq!(made(&facts, count), plans);
        assert_eq!(made(&facts, count + 3)[..count], plans[..]);
        plans.iter().for_each(every_draft_parses);
    }
}
