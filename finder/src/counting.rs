//! Counting how many of what was found have each value.

use crate::search::{Asking, Found, Part};
use crate::segment::{Admission, Chosen};
use crate::{Facet, FacetCounts, Origin, Query, ValueCount};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The counts of some kinds over all parts.
pub(crate) fn count<'a>(
    parts: &[Part],
    kinds: &[Facet],
    found: &[Found],
    asking: impl Fn(usize) -> Asking<'a>,
) -> Arc<[FacetCounts]> {
    let asked: Vec<Facet> = Facet::ALL.into_iter().filter(|facet| kinds.contains(facet)).collect();
    let mut tallies = found.iter().enumerate().map(|(at, found)| asking(at).tally(found, &asked));
    let Some(mut sums) = tallies.next() else {
        return kinds.iter().map(|facet| FacetCounts { facet: *facet, values: Vec::new() }).collect();
    };
    // The first part is the largest: what it has too is added there, by number.
    let first = &parts[0].segment.values;
    let mut others: BTreeMap<(Facet, &Arc<str>), u64> = BTreeMap::new();
    for (part, tally) in parts[1..].iter().zip(tallies) {
        for kind in &asked {
            for value in part.segment.values.range(*kind).filter(|value| tally[*value as usize] > 0) {
                let (name, count) = (part.segment.values.name(value), tally[value as usize]);
                match first.number(*kind, name) {
                    Some(known) => sums[known as usize] += count,
                    None => *others.entry((*kind, name)).or_default() += count,
                }
            }
        }
    }
    let counts = kinds.iter().map(|facet| {
        let known = first.range(*facet).map(|value| (first.name(value), sums[value as usize]));
        let others =
            others.iter().filter(|((kind, _), _)| kind == facet).map(|((_, name), count)| (*name, *count));
        let all = known.chain(others).filter(|(_, count)| *count > 0);
        let mut values: Vec<_> =
            all.map(|(name, count)| ValueCount { value: Arc::clone(name), count }).collect();
        values.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        FacetCounts { facet: *facet, values }
    });
    counts.collect()
}

/// What the counts of an answer depend on; on the position only when what was found does.
pub(crate) fn key(
    query: &Query,
    chosen: &Chosen<'_>,
    admissions: &[Arc<Admission>],
    found: &[Found],
) -> Vec<u8> {
    let mut key: Vec<u8> = query.count.iter().map(|facet| facet.number()).collect();
    key.push(u8::MAX);
    admissions.iter().for_each(|admission| key.extend(admission.from.to_le_bytes()));
    match &query.origin {
        Origin::Unstated => key.push(0),
        Origin::Elsewhere => key.push(1),
        Origin::At { point, authority } => {
            key.push(2);
            if query.within_km.is_some() || found.iter().any(Found::depends_on_origin) {
                key.push(1);
                key.extend(point.latitude().to_le_bytes());
                key.extend(point.longitude().to_le_bytes());
                key.extend(query.within_km.unwrap_or(-1.0).to_le_bytes());
                key.extend((authority.as_deref().map_or(0, str::len) as u64).to_le_bytes());
                key.extend(authority.as_deref().unwrap_or_default().as_bytes());
            } else {
                key.push(0);
            }
        }
    }
    key.extend_from_slice(&chosen.key);
    key
}
