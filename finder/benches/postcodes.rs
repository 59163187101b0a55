//! How long it takes to find a postcode among all of them.

use criterion::{Criterion, criterion_group, criterion_main};
use finder::postcodes::Postcodes;
use std::hint::black_box;

fn postcodes(criterion: &mut Criterion) {
    let file = include_bytes!("../../seeds/postcodes/postcodes.bin");
    let Ok(all) = Postcodes::read(file) else { return };
    // Every 1,009th postcode, so that each look-up meets cold lines of memory.
    let written: Vec<String> = all.iter().step_by(1009).map(|(key, _)| key.to_string()).collect();
    let mut next = written.iter().cycle();
    criterion.bench_function("postcode/find", |bench| {
        bench.iter(|| next.next().map(|text| all.find(black_box(text))));
    });
    let points: Vec<_> = all.iter().step_by(40_009).map(|(_, place)| place.point).collect();
    let mut next = points.iter().cycle();
    criterion.bench_function("postcode/nearest", |bench| {
        bench.iter(|| next.next().map(|point| all.nearest(black_box(*point))));
    });
    criterion
        .bench_function("postcode/outcode", |bench| bench.iter(|| all.resolve(black_box("LS1")).is_ok()));
    let mut group = criterion.benchmark_group("postcode");
    group.sample_size(10);
    group.bench_function("read", |bench| bench.iter(|| Postcodes::read(black_box(file)).is_ok()));
    group.finish();
}

criterion_group!(benches, postcodes);
criterion_main!(benches);
