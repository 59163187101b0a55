//! Indexing listings.

use super::record::{Record, Records};
use super::text::{Text, TextBuilder};
use super::values::Values;
use super::{Memories, Regions, Segment, UNKNOWN};
use crate::bits::{Masks, add, narrow};
use crate::circles::{Circle, Circles, circle_of, packing_order};
use crate::tree::{Tree, hilbert_order};
use crate::words::Language;
use crate::{Hours, Listing, Reach};
use roaring::RoaringBitmap;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use uuid::Uuid;

/// Fewer listings than this are indexed before a thread has begun.
const WORTH_A_THREAD: usize = 5_000;

/// Does two things, side by side if they are large.
fn side_by_side<A: Send, B>(
    are_large: bool,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    if !are_large {
        return (one(), other());
    }
    std::thread::scope(|scope| {
        let aside = scope.spawn(one);
        let here = other();
        (aside.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), here)
    })
}

/// In which region a listing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Region {
    Place,
    Circle,
    Area,
    Everywhere,
    Rest,
}

fn region(listing: &Listing) -> Region {
    match &listing.reach {
        _ if listing.place.is_some() => Region::Place,
        Some(Reach::Everywhere) => Region::Everywhere,
        Some(Reach::Radius { km, .. }) if *km >= 0.0 => Region::Circle,
        Some(Reach::Authorities(codes)) if !codes.is_empty() => Region::Area,
        _ => Region::Rest,
    }
}

/// Where a listing stands in its region; by name where this is the same. Circles are packed all
/// together.
fn order(listing: &Listing) -> u64 {
    match (listing.place, &listing.reach) {
        (Some(place), _) => hilbert_order(place),
        // Those of one authority together: they are asked for together.
        (None, Some(Reach::Authorities(codes))) => codes.first().map_or(0, |code| code_order(code)),
        _ => 0,
    }
}

/// Listings with circles in the order in which these are packed well: the same for the same listings.
fn in_packing_order<T>(mut of: Vec<(T, &Listing)>) -> Vec<(T, &Listing)> {
    of.sort_unstable_by_key(|(_, listing)| listing.id);
    let circles: Vec<Circle> = of.iter().filter_map(|(_, listing)| circle(listing)).collect();
    let mut ranked: Vec<_> = packing_order(&circles).into_iter().zip(of).collect();
    ranked.sort_unstable_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, listing)| listing).collect()
}

/// Where each listing stands in its region.
fn orders(listings: &[Listing]) -> Vec<u64> {
    let mut orders: Vec<u64> = listings.iter().map(order).collect();
    let circles = listings.iter().enumerate().filter(|(_, listing)| region(listing) == Region::Circle);
    for (rank, (at, _)) in (0..).zip(in_packing_order(circles.collect())) {
        orders[at] = rank;
    }
    orders
}

/// The last eight bytes of a code as a number. It only decides how well listings are packed.
fn code_order(code: &str) -> u64 {
    let last = code.as_bytes().last_chunk::<8>();
    u64::from_be_bytes(last.copied().unwrap_or_default())
}

/// Listings in the order of documents, with the gaps that let regions begin a word.
struct Slots {
    listings: Vec<Option<(String, Listing)>>,
    regions: Regions,
}

impl Slots {
    fn lay_out(listings: Vec<Listing>) -> Self {
        let orders = orders(&listings);
        let mut keyed: Vec<_> = listings
            .into_iter()
            .zip(orders)
            .map(|(listing, order)| (region(&listing), order, listing.sort_name(), listing))
            .collect();
        keyed.sort_by(|a, b| (a.0, a.1, &a.2, a.3.id).cmp(&(b.0, b.1, &b.2, b.3.id)));
        let mut slots: Vec<Option<(String, Listing)>> = Vec::with_capacity(keyed.len() + 256);
        let mut keyed = keyed.into_iter().peekable();
        let mut take = |wanted: Region| -> Range<u32> {
            slots.resize_with(slots.len().next_multiple_of(64), || None);
            let first = narrow(slots.len());
            while let Some((_, _, name, listing)) = keyed.next_if(|(region, ..)| *region == wanted) {
                slots.push(Some((name, listing)));
            }
            first..narrow(slots.len())
        };
        let (places, circles) = (take(Region::Place), take(Region::Circle));
        // Those of authorities are found by the sets of their authorities: only their place is kept.
        take(Region::Area);
        let (everywhere, rest) = (take(Region::Everywhere), take(Region::Rest));
        let regions = Regions { places, circles, everywhere, rest };
        Self { listings: slots, regions }
    }

    /// The listings with their documents.
    fn each(&self) -> impl Iterator<Item = (u32, &str, &Listing)> {
        let filled = |(doc, slot)| {
            let (name, listing): &(String, Listing) = Option::as_ref(slot)?;
            Some((doc, name.as_str(), listing))
        };
        (0_u32..).zip(&self.listings).filter_map(filled)
    }

    /// Which of them have which words.
    fn text(&self) -> Text {
        let mut text = TextBuilder::default();
        for (doc, _, listing) in self.each() {
            text.add(doc, &listing.name, Language::English);
            text.add(doc, &listing.text, Language::English);
            text.add(doc, &listing.text_cy, Language::Welsh);
        }
        text.finish()
    }

    /// What every slot has; a gap has nothing.
    fn column<T>(&self, nothing: &T, of: impl Fn(&Listing) -> T) -> Vec<T>
    where
        T: Clone,
    {
        let value = |slot: &Option<(String, Listing)>| {
            slot.as_ref().map_or(nothing.clone(), |(_, listing)| of(listing))
        };
        self.listings.iter().map(value).collect()
    }
}

/// Numbers equal values alike.
struct Interner<T>(HashMap<T, u32>, Vec<T>);

impl<T: Hash + Eq + Clone> Interner<T> {
    fn number(&mut self, value: &T) -> u32 {
        if let Some(number) = self.0.get(value) {
            return *number;
        }
        let number = narrow(self.1.len());
        self.0.insert(value.clone(), number);
        self.1.push(value.clone());
        number
    }
}

impl Segment {
    /// Indexes listings, of which no two have the same id.
    pub fn build(listings: Vec<Listing>) -> Self {
        let slots = Slots::lay_out(listings);
        let is_large = slots.listings.len() >= WORTH_A_THREAD;
        let (text, rest) = side_by_side(is_large, || slots.text(), || Self::without_text(&slots));
        Self { text, ..rest }
    }

    /// Everything but the words.
    fn without_text(slots: &Slots) -> Self {
        let regions = slots.regions.clone();
        let count = slots.listings.len();
        let ids = slots.column(&0, |listing| listing.id.as_u128());
        let mut by_id: Vec<u32> = slots.each().map(|(doc, ..)| doc).collect();
        by_id.sort_unstable_by_key(|doc| ids[*doc as usize]);
        let mut names: Vec<(&str, u128, u32)> =
            slots.each().map(|(doc, name, l)| (name, l.id.as_u128(), doc)).collect();
        names.sort_unstable();
        let by_name: Vec<u32> = names.into_iter().map(|(.., doc)| doc).collect();
        let ranks = ranks_of(&by_name, count);

        let mut records = Records::default();
        let mut authorities: HashMap<Box<str>, Masks> = HashMap::new();
        let mut directories: HashMap<Uuid, RoaringBitmap> = HashMap::new();
        let (mut hours, mut sets) =
            (Interner(HashMap::new(), Vec::new()), Interner(HashMap::new(), Vec::new()));
        let mut hours_of = vec![UNKNOWN; count];
        let mut directory_set_of = vec![0; count];
        let mut marks = vec![0; count];
        let mut next = 0;
        for (doc, sort_name, listing) in slots.each() {
            while next < doc {
                records.push_nothing();
                next += 1;
            }
            next += 1;
            let at = doc as usize;
            records.push(&record(sort_name, listing));
            if let Some(Reach::Authorities(codes)) = &listing.reach {
                codes.iter().for_each(|code| {
                    add(authorities.entry(code.as_str().into()).or_default(), doc);
                });
            }
            let mut set = listing.directories.clone();
            set.sort_unstable();
            set.dedup();
            for directory in &set {
                directories.entry(*directory).or_default().insert(doc);
            }
            directory_set_of[at] = sets.number(&set);
            hours_of[at] = listing.hours.as_ref().map_or(UNKNOWN, |own| hours.number(own));
            marks[at] = mark(listing, records.bytes(at));
        }
        records.shrink();

        let centres =
            |docs: &Range<u32>| docs.clone().map(|doc| &slots.listings[doc as usize]).collect::<Vec<_>>();
        let points =
            centres(&regions.places).into_iter().filter_map(|slot| Some(slot.as_ref()?.1.place?.unit()));
        let place_circles = slots
            .each()
            .map(|(doc, _, listing)| (doc, listing))
            .filter(|(doc, listing)| regions.places.contains(doc) && circle(listing).is_some());
        let place_circles: Vec<(u32, &Listing)> = in_packing_order(place_circles.collect());
        let facets: Vec<&[_]> = slots
            .listings
            .iter()
            .map(|slot| slot.as_ref().map_or(&[][..], |(_, listing)| &listing.facets[..]))
            .collect();
        let reaches_everywhere = |listing: &Listing| listing.reach == Some(Reach::Everywhere);
        Self {
            ids,
            by_id,
            by_name,
            ranks,
            listed: slots.column(&(0, 0), |listing| {
                let until = listing.listed_until.map_or(i64::MAX, jiff::Timestamp::as_microsecond);
                (listing.listed_from.as_microsecond(), until)
            }),
            marks,
            records,
            directories,
            directory_sets: sets.1,
            directory_set_of,
            values: Values::build(&facets),
            hours: hours.1,
            hours_of,
            places: Tree::pack(points.collect()),
            circles: pack_circles(
                centres(&regions.circles).into_iter().flatten().filter_map(|(_, listing)| circle(listing)),
            ),
            place_circles: pack_circles(place_circles.iter().filter_map(|(_, listing)| circle(listing))),
            place_circle_docs: place_circles.iter().map(|(doc, _)| *doc).collect(),
            places_everywhere: slots
                .each()
                .filter(|(doc, _, listing)| regions.places.contains(doc) && reaches_everywhere(listing))
                .map(|(doc, ..)| doc)
                .collect(),
            authorities,
            text: Text::default(),
            regions,
            memories: Memories::for_slots(count),
        }
    }
}

fn record<'a>(sort_name: &'a str, listing: &'a Listing) -> Record<'a> {
    Record {
        sort_name,
        name: &listing.name,
        text: &listing.text,
        text_cy: &listing.text_cy,
        body: &listing.body,
        detail: &listing.detail,
        place: listing.place,
        reach: listing.reach.clone(),
    }
}

/// The circle that a listing reaches.
fn circle(listing: &Listing) -> Option<Circle> {
    listing.reach.as_ref().and_then(circle_of)
}

/// Circles in the order in which they are given.
pub(super) fn pack_circles(circles: impl Iterator<Item = Circle>) -> Circles {
    Circles::pack(&circles.collect::<Vec<_>>())
}

/// Where each document stands in the order by name.
pub(super) fn ranks_of(by_name: &[u32], count: usize) -> Vec<u32> {
    let mut ranks = vec![0; count];
    for (doc, rank) in by_name.iter().zip(0..) {
        if let Some(place) = ranks.get_mut(*doc as usize) {
            *place = rank;
        }
    }
    ranks
}

/// A hash of what a listing shows and is found by: not of who else lists it, nor until when.
fn mark(listing: &Listing, record: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    listing.id.hash(&mut hasher);
    record.hash(&mut hasher);
    let mut facets: Vec<_> = listing.facets.iter().collect();
    facets.sort_unstable();
    facets.dedup();
    facets.hash(&mut hasher);
    Option::<Hours>::hash(&listing.hours, &mut hasher);
    hasher.finish()
}
