//! The bytes of an answer with listings: what is ready made is copied; the rest is numbers and short codes.
//!
//! Nothing here goes through `write!`: the machinery of formatting took longer for a page than to find what is on it.

use crate::form::Form;
use crate::listings::OriginView;
use finder::{Answer, Facet, FacetCounts, Hit};
use marketplace::directories::FoundOrigin;

/// What a listing has beside its ready-made bytes, at most.
const BESIDE: usize = 64;
/// What an answer has beside its listings, nearly always.
const AROUND: usize = 4_096;

/// A page of the directory query.
pub(crate) fn page(origin: Option<&FoundOrigin>, found: &Answer<'_>, form: Form) -> Vec<u8> {
    let bodies: usize = found.hits.iter().map(|hit| hit.body.len() + BESIDE).sum();
    let mut to = Vec::with_capacity(bodies + AROUND);
    to.extend_from_slice(b"{\"origin\":");
    write_origin(&mut to, origin);
    to.extend_from_slice(b",\"total\":");
    write_number(&mut to, found.total);
    to.extend_from_slice(b",\"items\":[");
    write_hits(&mut to, &found.hits, form);
    to.extend_from_slice(b"],\"facets\":{");
    for (position, counts) in found.facets.iter().enumerate() {
        if position > 0 {
            to.push(b',');
        }
        write_counts(&mut to, counts);
    }
    to.extend_from_slice(b"},\"next\":");
    match &found.next {
        Some(cursor) => write_plain(&mut to, &cursor.to_string()),
        None => to.extend_from_slice(b"null"),
    }
    to.push(b'}');
    to
}

/// Listings with commas between.
pub(crate) fn write_hits(to: &mut Vec<u8>, hits: &[Hit<'_>], form: Form) {
    for (position, hit) in hits.iter().enumerate() {
        if position > 0 {
            to.push(b',');
        }
        form.write(to, hit);
    }
}

/// What is told of a listing because it was asked for from here and now.
pub(crate) fn write_answered(to: &mut Vec<u8>, hit: &Hit<'_>) {
    to.extend_from_slice(b",\"distance_km\":");
    match hit.distance_km {
        Some(km) => write_km(to, km),
        None => to.extend_from_slice(b"null"),
    }
    if let Some(opens_at) = hit.opens_at {
        to.extend_from_slice(b",\"opens_at\":");
        write_plain(to, &opens_at.to_string());
    }
}

/// Where the person is, as it was understood.
pub(crate) fn write_origin(to: &mut Vec<u8>, origin: Option<&FoundOrigin>) {
    let view = origin.map(|origin| OriginView {
        postcode: origin.postcode.clone(),
        name: origin.named.as_ref().map(|named| named.name.clone()),
        latitude: origin.point.map(finder::Point::latitude),
        longitude: origin.point.map(finder::Point::longitude),
        precision: origin.precision.to_owned(),
    });
    // Writing to a vector cannot fail, and the view has no map with keys that are not text.
    let _ = serde_json::to_writer(to, &view);
}

fn write_counts(to: &mut Vec<u8>, counts: &FacetCounts) {
    write_plain(to, Facet::as_str(counts.facet));
    to.extend_from_slice(b":[");
    for (position, one) in counts.values.iter().enumerate() {
        to.extend_from_slice(if position == 0 { b"{\"value\":" } else { b",{\"value\":" });
        write_plain(to, &one.value);
        to.extend_from_slice(b",\"count\":");
        write_number(to, one.count);
        to.push(b'}');
    }
    to.push(b']');
}

/// A text in which nothing needs escaping: a code, a short name, a cursor, an instant.
fn write_plain(to: &mut Vec<u8>, text: &str) {
    debug_assert!(text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\'), "{text}");
    to.push(b'"');
    to.extend_from_slice(text.as_bytes());
    to.push(b'"');
}

fn write_number(to: &mut Vec<u8>, number: u64) {
    to.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Kilometres to the metre, always with three digits behind the point.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "no distance is negative or beyond the Earth"
)]
fn write_km(to: &mut Vec<u8>, km: f64) {
    let metres = (km * 1_000.0).round() as u64;
    write_number(to, metres / 1_000);
    let digit = |place: u64| b'0' + (metres / place % 10) as u8;
    to.extend_from_slice(&[b'.', digit(100), digit(10), digit(1)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kilometres_are_written_to_the_metre() {
        for (km, written) in [
            (0.0, "0.000"),
            (0.000_4, "0.000"),
            (0.012_34, "0.012"),
            (1.0, "1.000"),
            (12.345_67, "12.346"),
            (20_015.0, "20015.000"),
        ] {
            let mut to = vec![];
            write_km(&mut to, km);
            assert_eq!(String::from_utf8(to).unwrap(), written);
        }
    }
}
