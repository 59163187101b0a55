//! How long questions and changes take, on listings at real postcodes.
//!
//! 100,000 listings; `FINDER_BENCH_LISTINGS=1000000 cargo bench -p finder --bench query` takes more.
//! Times are of the processor, so that they mean something on a machine that others use as well.

mod on_cpu;

use criterion::{BatchSize, Criterion, SamplingMode, criterion_group, criterion_main};
use finder::postcodes::Postcodes;
use finder::{
    BankHolidays, Change, Division, Facet, Filter, Finder, Hours, Listing, OnBankHolidays, Origin, Point,
    Query, Reach, Stretch,
};
use jiff::Timestamp;
use jiff::civil::Weekday;
use on_cpu::OnCpu;
use std::hint::black_box;
use std::time::{Duration, Instant};
use uuid::Uuid;

const DIRECTORY: Uuid = Uuid::from_u128(1);

/// The same numbers every time (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.roll() % end
    }

    fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[usize::try_from(self.below(of.len() as u64)).unwrap_or(0)]
    }

    fn is_one_in(&mut self, odds: u64) -> bool {
        self.below(odds) == 0
    }
}

const WORDS: [&str; 24] = [
    "benefits",
    "forms",
    "carers",
    "allowance",
    "driving",
    "licence",
    "library",
    "friendly",
    "computers",
    "training",
    "scanning",
    "printing",
    "students",
    "finance",
    "housing",
    "community",
    "centre",
    "volunteers",
    "appointments",
    "identity",
    "pension",
    "visas",
    "council",
    "advice",
];

fn listing(number: u64, postcodes: &[(Point, String)], dice: &mut Dice) -> Listing {
    let (point, authority) = dice.one_of(postcodes).clone();
    let mut listing = Listing::new(Uuid::from_u128(u128::from(number) << 64 | u128::from(dice.roll())), "");
    listing.name = format!("{} {} {}", dice.one_of(&WORDS), dice.one_of(&WORDS), number % 5000);
    listing.directories = vec![DIRECTORY];
    let channel = match dice.below(20) {
        0..13 => {
            listing.place = Some(point);
            "in-person"
        }
        13..16 => {
            let km = 2.0 + f64::from(u8::try_from(dice.below(14)).unwrap_or(0));
            listing.reach = Some(Reach::Radius { centre: point, km });
            "outreach"
        }
        16..18 => {
            listing.reach = Some(Reach::Authorities(vec![authority]));
            "outreach"
        }
        18 => {
            listing.reach = Some(Reach::Everywhere);
            "telephone"
        }
        _ => {
            listing.reach = Some(Reach::Everywhere);
            "web-chat"
        }
    };
    let mut facets = vec![(Facet::Channel, channel.to_owned()), (Facet::Language, "en".to_owned())];
    facets.push((Facet::Provider, format!("provider-{}", dice.below(3500))));
    facets.push((Facet::Cluster, format!("cluster-{}", dice.below(8))));
    facets.extend((0..3).map(|_| (Facet::Service, format!("service-{}", dice.below(60)))));
    for (facet, value, odds) in [
        (Facet::Language, "cy", 5),
        (Facet::Language, "bsl", 9),
        (Facet::Facility, "step-free", 2),
        (Facet::Facility, "hearing-loop", 3),
        (Facet::Facility, "quiet-room", 6),
        (Facet::Capability, "scanning", 3),
        (Facet::Capability, "identity", 4),
        (Facet::Cost, "travel", 2),
    ] {
        if dice.is_one_in(odds) {
            facets.push((facet, value.to_owned()));
        }
    }
    listing.facets = facets;
    let from = 480 + 30 * u16::try_from(dice.below(6)).unwrap_or(0);
    let week = Weekday::Monday.cycle_forward().take(5).map(|day| (day, Stretch { from, until: from + 480 }));
    listing.hours = Some(Hours {
        division: Division::EnglandAndWales,
        weekly: week.collect(),
        bank_holidays: OnBankHolidays::Closed,
        exceptions: Vec::new(),
    });
    listing.text = (0..12).map(|_| *dice.one_of(&WORDS)).collect::<Vec<_>>().join(" ");
    // One word in common with few, as names of places are.
    listing.text.push_str(&format!(" place{}", dice.below(20_000)));
    listing.body = vec![b'x'; 230];
    listing
}

fn filter(facet: Facet, value: &str) -> Filter {
    Filter::new(facet, value)
}

fn queries(criterion: &mut Criterion<OnCpu>) {
    let Ok(postcodes) = Postcodes::read(include_bytes!("../../seeds/postcodes/postcodes.bin")) else {
        return;
    };
    let points: Vec<_> =
        postcodes.iter().step_by(7).map(|(_, place)| (place.point, place.authority.to_owned())).collect();
    let count: u64 =
        std::env::var("FINDER_BENCH_LISTINGS").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let mut dice = Dice(2026);
    let listings: Vec<Listing> = (0..count).map(|number| listing(number, &points, &mut dice)).collect();
    let start = Instant::now();
    let finder = Finder::new(listings, BankHolidays::default());
    let memory = finder.snapshot().memory();
    let per = |bytes: usize| bytes as u64 / count;
    println!("{count} listings indexed in {:?}", start.elapsed());
    println!("bytes a listing: {} of its own, {} of index", per(memory.listings), per(memory.index));
    let mut file = std::io::Cursor::new(vec![]);
    finder.snapshot().save(0, b"", &mut file).expect("memory takes it");
    let file = file.into_inner();
    let start = Instant::now();
    let saved = finder::Saved::read(&file).expect("whole");
    println!("{} listings read from {} MB in {:?}", saved.len(), file.len() >> 20, start.elapsed());
    drop((saved, file));

    let now: Timestamp = Timestamp::from_second(1_795_600_000).unwrap_or_default();
    let plain = Query::new(DIRECTORY, now);
    let asked = |filters: Vec<Filter>| Query { filters, ..plain.clone() };
    let one = vec![filter(Facet::Facility, "step-free")];
    let three = vec![
        filter(Facet::Channel, "in-person"),
        filter(Facet::Facility, "hearing-loop"),
        filter(Facet::Capability, "identity"),
    ];
    let text = |text: &str| Query { text: Some(text.to_owned()), ..plain.clone() };
    let facets =
        vec![Facet::Channel, Facet::Language, Facet::Facility, Facet::Service, Facet::Cluster, Facet::Cost];
    let cases = [
        ("no filter", plain.clone()),
        ("one filter", asked(one.clone())),
        ("three filters, one in twenty", asked(three.clone())),
        ("by telephone", asked(vec![filter(Facet::Channel, "telephone")])),
        ("a rare provider", asked(vec![filter(Facet::Provider, "provider-17")])),
        ("one filter within 10 km", Query { within_km: Some(10.0), ..asked(one.clone()) }),
        ("open at an hour", Query { open_at: Some(now), ..asked(one.clone()) }),
        ("text", text("benefits forms")),
        ("text with a slip", text("benfits")),
        ("text of a place", text("place1234")),
        ("one filter, facets", Query { count: facets.clone(), ..asked(one.clone()) }),
        (
            "one filter within 10 km, facets",
            Query { count: facets.clone(), within_km: Some(10.0), ..asked(one.clone()) },
        ),
    ];
    let mut group = criterion.benchmark_group(format!("nearest 20 of {count}"));
    group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2)).sample_size(15);
    group.sampling_mode(SamplingMode::Flat);
    for (name, query) in cases {
        group.bench_function(name, |bench| {
            let snapshot = finder.snapshot();
            let mut query = query.clone();
            bench.iter(|| {
                let (point, authority) = dice.one_of(&points);
                query.origin = Origin::At { point: *point, authority: Some(authority.clone()) };
                black_box(snapshot.search(&query).map(|answer| answer.total))
            });
        });
    }
    // Outside the closures, which are called anew for each sample.
    let mut number = 0_u64;
    group.bench_function("a filter never asked before", |bench| {
        let snapshot = finder.snapshot();
        bench.iter(|| {
            number += 1;
            let (point, authority) = dice.one_of(&points);
            let mut query = asked(vec![filter(Facet::Facility, "step-free"), filter(Facet::Cost, "travel")]);
            query
                .filters
                .push(Filter { facet: Facet::Language, any_of: vec!["en".into(), format!("x{number}")] });
            query.origin = Origin::At { point: *point, authority: Some(authority.clone()) };
            black_box(snapshot.search(&query).map(|answer| answer.total))
        });
    });
    group.bench_function("facets never asked before", |bench| {
        let snapshot = finder.snapshot();
        bench.iter(|| {
            number += 1;
            let mut query = asked(one.clone());
            query
                .filters
                .push(Filter { facet: Facet::Language, any_of: vec!["en".into(), format!("y{number}")] });
            query.count.clone_from(&facets);
            black_box(snapshot.search(&query).map(|answer| answer.total))
        });
    });
    group.bench_function("text with a slip never asked before", |bench| {
        let snapshot = finder.snapshot();
        bench.iter(|| {
            number += 1;
            let (point, authority) = dice.one_of(&points);
            let mut query = text(&format!("plxce{}", number * 7919 % 20_000));
            query.origin = Origin::At { point: *point, authority: Some(authority.clone()) };
            black_box(snapshot.search(&query).map(|answer| answer.total))
        });
    });
    group.bench_function("version", |bench| {
        let snapshot = finder.snapshot();
        bench.iter(|| black_box(snapshot.version(DIRECTORY, now)));
    });
    group.bench_function("apply one change", |bench| {
        let mut number = count + number;
        bench.iter_batched(
            || {
                number += 1;
                Change::Upsert(Box::new(listing(number, &points, &mut Dice(number))))
            },
            |change| finder.apply([change]),
            BatchSize::SmallInput,
        );
    });
    group.bench_function("one filter, over changes", |bench| {
        let snapshot = finder.snapshot();
        let mut query = asked(one.clone());
        bench.iter(|| {
            let (point, authority) = dice.one_of(&points);
            query.origin = Origin::At { point: *point, authority: Some(authority.clone()) };
            black_box(snapshot.search(&query).map(|answer| answer.total))
        });
    });
    group.finish();
    let start = Instant::now();
    finder.merge();
    println!("merged in {:?}", start.elapsed());
}

criterion_group!(name = benches; config = Criterion::default().with_measurement(OnCpu); targets = queries);
criterion_main!(benches);
