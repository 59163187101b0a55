//! A segment in a file: what is costly to work out is kept, the rest is worked out again.

use super::build::{pack_circles, ranks_of};
use super::record::Records;
use super::text::Text;
use super::values::Values;
use super::{Memories, Regions, Segment};
use crate::Hours;
use crate::bits::{Masks, add, each};
use crate::circles::{Circle, circle_of};
use crate::columns::Columns;
use crate::parts::Pieces;
use crate::saved::{put_hours, take_hours};
use crate::tree::Tree;
use roaring::RoaringBitmap;
use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::Range;
use uuid::Uuid;

impl Segment {
    /// Writes it.
    pub fn save(&self, to: &mut Columns<impl Write>) -> io::Result<()> {
        let Regions { places, circles, everywhere, rest } = &self.regions;
        let bounds = [places, circles, everywhere, rest].map(|region| [region.start, region.end]);
        to.numbers(bounds.as_flattened())?;
        to.numbers(&self.ids)?;
        to.numbers(&self.by_id)?;
        to.numbers(&self.by_name)?;
        let (from, until): (Vec<i64>, Vec<i64>) = self.listed.iter().copied().unzip();
        to.numbers(&from)?;
        to.numbers(&until)?;
        to.numbers(&self.marks)?;
        self.records.save(to)?;
        to.length(self.directory_sets.len())?;
        for set in &self.directory_sets {
            to.numbers(&set.iter().map(Uuid::as_u128).collect::<Vec<_>>())?;
        }
        to.numbers(&self.directory_set_of)?;
        self.values.save(to)?;
        to.length(self.hours.len())?;
        for hours in &self.hours {
            let mut bytes = Vec::new();
            put_hours(&mut bytes, hours);
            to.bytes(&bytes)?;
        }
        to.numbers(&self.hours_of)?;
        to.numbers(&self.place_circle_docs)?;
        to.set(&self.places_everywhere)?;
        to.length(self.authorities.len())?;
        let mut authorities: Vec<_> = self.authorities.iter().collect();
        authorities.sort_unstable_by_key(|(code, _)| *code);
        for (code, masks) in authorities {
            to.bytes(code.as_bytes())?;
            to.set(&each(masks).collect())?;
        }
        self.text.save(to)
    }

    /// Reads one that was written.
    pub fn read(from: &mut Pieces<'_>) -> Option<Self> {
        let regions = take_regions(from)?;
        let (ids, by_id, by_name) = (from.numbers()?, from.numbers()?, from.numbers()?);
        let listed = from.numbers()?.into_iter().zip(from.numbers()?).collect();
        let marks = from.numbers()?;
        let records = Records::read(from)?;
        let count = from.column_length()?;
        let directory_sets: Vec<Vec<Uuid>> = (0..count)
            .map(|_| Some(from.numbers()?.into_iter().map(Uuid::from_u128).collect()))
            .collect::<Option<_>>()?;
        let directory_set_of: Vec<u32> = from.numbers()?;
        let values = Values::read(from)?;
        let count = from.column_length()?;
        let hours: Vec<Hours> =
            (0..count).map(|_| take_hours(&mut Pieces(from.column_bytes()?))).collect::<Option<_>>()?;
        let (hours_of, place_circle_docs, places_everywhere) =
            (from.numbers()?, from.numbers::<u32>()?, from.set()?);
        let count = from.column_length()?;
        let masks = |set: RoaringBitmap| {
            let mut masks = Masks::new();
            set.iter().for_each(|doc| add(&mut masks, doc));
            masks
        };
        let authorities = (0..count)
            .map(|_| Some((from.column_text()?.into(), masks(from.set()?))))
            .collect::<Option<_>>()?;
        let text = Text::read(from)?;
        let circle = |doc: u32| -> Option<Circle> { circle_of(records.get(doc as usize).reach.as_ref()?) };
        let points = regions.places.clone().filter_map(|doc| Some(records.shown(doc as usize).place?.unit()));
        Some(Self {
            ranks: ranks_of(&by_name, ids.len()),
            directories: directories(&by_id, &directory_sets, &directory_set_of)?,
            places: Tree::pack(points.collect()),
            circles: pack_circles(regions.circles.clone().filter_map(circle)),
            place_circles: pack_circles(place_circle_docs.iter().copied().filter_map(circle)),
            memories: Memories::for_slots(ids.len()),
            regions,
            ids,
            by_id,
            by_name,
            listed,
            marks,
            records,
            directory_sets,
            directory_set_of,
            values,
            hours,
            hours_of,
            place_circle_docs,
            places_everywhere,
            authorities,
            text,
        })
    }
}

fn take_regions(from: &mut Pieces<'_>) -> Option<Regions> {
    let bounds: Vec<u32> = from.numbers()?;
    let bounds: Vec<Range<u32>> = bounds.chunks_exact(2).map(|pair| pair[0]..pair[1]).collect();
    let [places, circles, everywhere, rest] = bounds.try_into().ok()?;
    Some(Regions { places, circles, everywhere, rest })
}

/// Which documents each directory has.
fn directories(docs: &[u32], sets: &[Vec<Uuid>], set_of: &[u32]) -> Option<HashMap<Uuid, RoaringBitmap>> {
    let mut docs = docs.to_vec();
    docs.sort_unstable();
    let mut by_set = vec![RoaringBitmap::new(); sets.len()];
    for doc in docs {
        let set = *set_of.get(doc as usize)?;
        by_set.get_mut(set as usize)?.insert(doc);
    }
    let mut directories: HashMap<Uuid, RoaringBitmap> = HashMap::new();
    for (set, docs) in sets.iter().zip(&by_set) {
        for directory in set {
            *directories.entry(*directory).or_default() |= docs;
        }
    }
    Some(directories)
}
