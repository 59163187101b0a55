//! Listings to ask for: offerings at real postcodes, as dense as people are, kept as any other and read by the server
//! from its database. Providers, marks and the directory come by the ways that stories take.

use domain::OrganisationId;
use domain::offerings::Channel::{InPerson, Telephone};
use domain::offerings::{Offering, Support};
use domain::values::FacilityCode;
use marketplace::reference::Reference;
use stories::{Session, World, carers, json, support};

/// Offerings of one provider.
const EACH: usize = 200;
/// Postcodes that are asked for: ten times as many as a server keeps answers, so that each is a new question again.
const ASKED: usize = 50_000;

/// What was made.
pub struct Made {
    /// Someone's postcodes.
    pub postcodes: Vec<String>,
    /// The same as rows of a table: number, degrees east and north.
    pub asked_rows: Vec<String>,
    /// The listings as rows of a table: name, what lists show, facilities, degrees east and north.
    pub rows: Vec<String>,
    /// A provider that may be listed.
    pub provider: OrganisationId,
    /// Its owner.
    pub owner: Session,
}

/// What names are made of.
const WORDS: [&str; 16] = [
    "Benefits",
    "Forms",
    "Carers",
    "Driving",
    "Library",
    "Friendly",
    "Computer",
    "Training",
    "Scanning",
    "Student",
    "Housing",
    "Community",
    "Volunteer",
    "Identity",
    "Pension",
    "Advice",
];

/// The same numbers every time (an additive sequence through a mixer).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % end as u64).expect("small")
    }
}

/// Makes so many listings, and a directory that shows them.
pub fn make(world: &World, count: usize) -> Made {
    world.catalogue();
    world.focs();
    let (department, manager) = world.department("Department for Everyday Services");
    manager.post(&format!("/api/v1/organisations/{department}/directories"), &carers()).is(201);
    manager.at_version(1).post("/api/v1/directories/carers/publication", &json!({})).is(200);
    let mut drivers = carers();
    drivers["slug"] = json!("drivers");
    drivers["hosts"] = json!(["drivers.example"]);
    drivers["admits"] = json!({"clusters": ["driving"]});
    manager.post(&format!("/api/v1/organisations/{department}/directories"), &drivers).is(201);
    manager.at_version(1).post("/api/v1/directories/drivers/publication", &json!({})).is(200);

    let reference = world.market.reference();
    let known = reference.postcodes().expect("postcodes");
    let all: Vec<String> = known.iter().step_by(3).map(|(key, _)| key.to_string()).collect();
    let mut dice = Dice(2026);
    let mut model: Option<Offering> = None;
    let bar = server::progress("making listings", count as u64);
    let (mut first, mut rows) = (None, vec![]);
    let mut left = count;
    while left > 0 {
        let batch = left.min(EACH);
        let (provider, owner) = world.provider(&format!("Provider {}", left / EACH));
        world.gives_mark(provider, &[InPerson, Telephone]);
        world.puts_on_lot(provider, "in-person");
        let model = model.get_or_insert_with(|| {
            let drafted =
                owner.post(&format!("/api/v1/organisations/{provider}/offerings"), &support()).is(201);
            let id = drafted.id().parse().expect("an identifier");
            world.market.read(|work| Ok(work.find(id)?)).expect("an offering")
        });
        let made = (0..batch).map(|_| elsewhere(model, &all[dice.below(all.len())], reference, &mut dice));
        let made: Vec<Support> = made.collect();
        rows.extend(made.iter().map(row));
        world.gives(provider, made.into_iter());
        left -= batch;
        bar.inc(batch as u64);
        first.get_or_insert((provider, owner));
    }
    bar.finish_and_clear();
    let (provider, owner) = first.expect("a provider");
    let postcodes: Vec<String> = (0..ASKED).map(|_| all[dice.below(all.len())].clone()).collect();
    let places = postcodes.iter().filter_map(|postcode| known.find(postcode));
    let asked_rows = places
        .zip(1..)
        .map(|(place, number)| format!("{number}\t{}\t{}", place.point.longitude(), place.point.latitude()));
    Made { asked_rows: asked_rows.collect(), postcodes, rows, provider, owner }
}

/// A listing as a row of a table: what lists show of one takes some 300 bytes.
fn row(support: &Support) -> String {
    let location = support.place.as_ref().and_then(|place| place.location.as_ref()).expect("a position");
    let facilities = support.facilities.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let body = format!("{:300}", support.name);
    format!(
        "{}\t{body}\t{{{facilities}}}\t{}\t{}",
        support.name,
        location.position.longitude(),
        location.position.latitude()
    )
}

/// The same support at another place, with some of what people look for.
fn elsewhere(model: &Offering, postcode: &str, reference: &Reference, dice: &mut Dice) -> Support {
    let mut support = model.support.clone();
    let (first, second) = (WORDS[dice.below(WORDS.len())], WORDS[dice.below(WORDS.len())]);
    support.name = format!("{first} {second} {}", dice.below(5_000)).parse().expect("a name");
    let place = support.place.as_mut().expect("a place");
    place.address.postcode = postcode.parse().expect("a postcode");
    place.location = reference.locate(&place.address.postcode);
    for (facility, odds) in [("step_free", 2), ("hearing_loop", 3), ("quiet_space", 6), ("printing", 3)] {
        let facility: FacilityCode = facility.parse().expect("a code");
        if dice.below(odds) == 0 {
            support.facilities.insert(facility);
        } else {
            support.facilities.remove(&facility);
        }
    }
    if dice.below(4) == 0 {
        support.languages.insert("cy".parse().expect("a code"));
    }
    support
}
