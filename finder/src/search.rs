//! One question to one part of a snapshot.

use crate::bits::{Gone, Masks, Ones, View, count, each, narrow};
use crate::cursor::Key;
use crate::point::{Unit, km_to_centimetres};
use crate::segment::{Segment, Selection, Whole, words_of};
use crate::tree::{Near, Wanted};
use crate::{Facet, Origin, Query};
use std::collections::BinaryHeap;
use std::sync::Arc;

/// A segment without what is gone from it.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub segment: Arc<Segment>,
    pub gone: Arc<Gone>,
}

/// What one part has to say.
pub(crate) struct Found {
    pub total: u64,
    /// The first places after the cursor, in order.
    pub near: Vec<Near>,
    /// The first documents without a distance after the cursor, in order.
    pub named: Vec<u32>,
    /// What was found, for counting: regions whole, and these documents besides.
    wholes: &'static [Whole],
    loose: Loose,
}

/// Documents, some of them word by word.
#[derive(Default)]
struct Loose {
    masks: Masks,
    docs: Vec<u32>,
}

impl Loose {
    fn count(&self) -> u64 {
        count(&self.masks) + self.docs.len() as u64
    }

    fn each(&self) -> impl Iterator<Item = u32> {
        each(&self.masks).chain(self.docs.iter().copied())
    }
}

impl Found {
    /// Does what was found, and not only its order, depend on where it was asked from?
    pub fn depends_on_origin(&self) -> bool {
        self.loose.count() > 0
    }
}

/// A part and what of it a question chooses.
#[derive(Clone, Copy)]
pub(crate) struct Asking<'a> {
    pub part: &'a Part,
    pub selection: &'a Selection,
    pub query: &'a Query,
    pub after: Option<&'a Key>,
}

impl Asking<'_> {
    pub fn find(self) -> Found {
        match &self.query.origin {
            Origin::Unstated => self.by_name(),
            Origin::Elsewhere => self.reaching_everywhere(),
            Origin::At { point, authority } => {
                let within = self.query.within_km.map(km_to_centimetres);
                self.around(point.unit(), authority.as_deref(), within)
            }
        }
    }

    /// How many of what was found have each value of these kinds, by the numbers of the values.
    pub fn tally(self, found: &Found, kinds: &[Facet]) -> Vec<u64> {
        let values = &self.segment().values;
        let mut counts = vec![0_u64; values.len()];
        for whole in found.wholes {
            for kind in kinds {
                let range = values.range(*kind);
                let known = self.segment().tally(self.selection, *whole, *kind);
                let counts = &mut counts[range.start as usize..range.end as usize];
                counts.iter_mut().zip(known).for_each(|(count, more)| *count += more);
            }
            for doc in self.gone_of(*whole) {
                values
                    .of(doc)
                    .iter()
                    .for_each(|at| counts[*at as usize] = counts[*at as usize].wrapping_sub(1));
            }
        }
        for doc in found.loose.each() {
            values.of(doc).iter().for_each(|at| counts[*at as usize] = counts[*at as usize].wrapping_add(1));
        }
        counts
    }

    fn by_name(self) -> Found {
        let total = self.selection.set.len() - self.gone_of(Whole::All).count() as u64;
        let (segment, view) = (self.segment(), self.view());
        let (first, wanted) = (self.first_rank(), self.wanted());
        // Where few are chosen, to sort them is quicker than to look for them among all.
        let named = if self.selection.set.len() * 64 < segment.by_name.len() as u64 {
            let mut first = First::of(wanted, first, segment);
            self.selection.set.iter().filter(|doc| view.contains(*doc)).for_each(|doc| first.offer(doc));
            first.in_order()
        } else {
            let rest = segment.by_name.get(first as usize..).unwrap_or_default();
            rest.iter().copied().filter(|doc| view.contains(*doc)).take(wanted).collect()
        };
        Found { total, near: Vec::new(), named, wholes: &[Whole::All], loose: Loose::default() }
    }

    fn reaching_everywhere(self) -> Found {
        let view = self.view();
        let docs = self.segment().places_everywhere.iter().filter(|doc| view.contains(*doc)).collect();
        let loose = Loose { masks: Masks::new(), docs };
        let total = self.everywhere() + loose.count();
        let named = self.first_named(&loose);
        Found { total, near: Vec::new(), named, wholes: &[Whole::Everywhere], loose }
    }

    fn around(self, from: Unit, authority: Option<&str>, within: Option<u32>) -> Found {
        let (segment, view) = (self.segment(), self.view());
        let mut loose = self.reaching(from, authority, within);
        let reached = self.everywhere() + loose.count();
        let near = match self.after {
            Some(Key::Named(..)) => Vec::new(),
            Some(Key::Place(centimetres, id)) => {
                self.nearest(from, within, Some((*centimetres, id.as_u128())))
            }
            None => self.nearest(from, within, None),
        };
        let named = if near.len() < self.wanted() { self.first_named(&loose) } else { Vec::new() };
        let (places, wholes): (u64, &[Whole]) = match within {
            None => {
                let gone = self.gone_of(Whole::Places).count() as u64;
                (self.selection.places - gone, &[Whole::Places, Whole::Everywhere])
            }
            Some(centimetres) => {
                let places = segment.places.within(view, from, centimetres);
                let count = count(&places);
                loose.masks.extend(places);
                (count, &[Whole::Everywhere])
            }
        };
        Found { total: places + reached, near, named, wholes, loose }
    }

    /// What reaches a position, besides what reaches everywhere and has no place. What has a place
    /// is found by that, unless the place is beyond the radius asked for.
    fn reaching(self, from: Unit, authority: Option<&str>, within: Option<u32>) -> Loose {
        let (segment, view) = (self.segment(), self.view());
        let first_word = words_of(&segment.regions.circles).start;
        let first = segment.regions.circles.start;
        let mut masks = segment.circles.covering(
            from,
            |leaf| view.word(first_word + leaf),
            |circle| segment.covers(first + narrow(circle), from),
        );
        masks.iter_mut().for_each(|(word, _)| *word += first / 64);
        let of_authority =
            authority.and_then(|code| segment.authorities.get(code)).map_or(&[][..], Vec::as_slice);
        let places = words_of(&segment.regions.places).end;
        let (with_place, without) =
            of_authority.split_at(of_authority.partition_point(|(word, _)| (*word as usize) < places));
        let chosen = |&(word, mask): &(u32, u64)| (word, mask & view.word(word as usize));
        masks.extend(without.iter().map(chosen).filter(|(_, mask)| *mask != 0));
        let mut docs = Vec::new();
        let Some(within) = within else { return Loose { masks, docs } };
        let is_beyond = |doc: &u32| view.contains(*doc) && segment.places.is_beyond(*doc, from, within);
        docs.extend(each(with_place).filter(is_beyond));
        docs.extend(segment.places_everywhere.iter().filter(is_beyond));
        let known = segment.place_circle_docs.len();
        let there = |leaf: usize| match known - leaf * 64 {
            left @ 0..64 => (1 << left) - 1,
            _ => u64::MAX,
        };
        let covers = |circle: usize| segment.covers(segment.place_circle_docs[circle], from);
        let covering = segment.place_circles.covering(from, there, covers);
        docs.extend(
            each(&covering).map(|circle| segment.place_circle_docs[circle as usize]).filter(is_beyond),
        );
        Loose { masks, docs }
    }

    fn nearest(self, from: Unit, within: Option<u32>, after: Option<(u32, u128)>) -> Vec<Near> {
        let wanted = Wanted { within, after, count: self.wanted() };
        self.segment().places.nearest(self.view(), from, wanted, &self.segment().ids)
    }

    /// The first by name of these and of what reaches everywhere without a place.
    fn first_named(self, loose: &Loose) -> Vec<u32> {
        let (segment, view) = (self.segment(), self.view());
        let first_rank = self.first_rank();
        let mut first = First::of(self.wanted(), first_rank, segment);
        loose.each().for_each(|doc| first.offer(doc));
        let region = &segment.regions.everywhere;
        let ranks = &segment.ranks[region.start as usize..region.end as usize];
        let skipped = ranks.partition_point(|rank| *rank < first_rank);
        let begin = region.start as usize + skipped;
        let words = begin / 64..words_of(region).end;
        let docs = words.flat_map(|at| {
            let word = view.word(at);
            let word = if at == begin / 64 { word & (u64::MAX << (begin % 64)) } else { word };
            Ones(word).map(move |bit| crate::bits::slot(at, bit))
        });
        docs.take(self.wanted()).for_each(|doc| first.offer(doc));
        first.in_order()
    }

    /// The first rank after the cursor.
    fn first_rank(self) -> u32 {
        match self.after {
            Some(Key::Named(name, id)) => self.segment().rank_after(name, id.as_u128()),
            Some(Key::Place(..)) | None => 0,
        }
    }

    /// How many reach everywhere without a place.
    fn everywhere(self) -> u64 {
        self.selection.everywhere - self.gone_of(Whole::Everywhere).count() as u64
    }

    /// What is chosen, in a region, and gone.
    fn gone_of(self, whole: Whole) -> impl Iterator<Item = u32> {
        let region = self.segment().region(whole);
        let layers = &self.selection.layers;
        let chosen = move |doc: &u32| layers.word(0, *doc as usize / 64) >> (doc % 64) & 1 == 1;
        self.part.gone.set.range(region).filter(chosen)
    }

    /// One more than the page, to know whether there is another.
    fn wanted(self) -> usize {
        self.query.limit + 1
    }

    fn view(&self) -> View<'_> {
        View { layers: &self.selection.layers, gone: &self.part.gone }
    }

    fn segment(&self) -> &Segment {
        &self.part.segment
    }
}

/// Keeps the first documents by name of those it is offered.
struct First<'a> {
    segment: &'a Segment,
    wanted: usize,
    from: u32,
    ranks: BinaryHeap<u32>,
}

impl<'a> First<'a> {
    fn of(wanted: usize, from: u32, segment: &'a Segment) -> Self {
        Self { segment, wanted, from, ranks: BinaryHeap::with_capacity(wanted + 1) }
    }

    fn offer(&mut self, doc: u32) {
        let rank = self.segment.ranks[doc as usize];
        let is_late = self.ranks.len() == self.wanted && self.ranks.peek().is_some_and(|last| rank >= *last);
        if rank >= self.from && !is_late {
            self.ranks.push(rank);
            if self.ranks.len() > self.wanted {
                self.ranks.pop();
            }
        }
    }

    fn in_order(self) -> Vec<u32> {
        self.ranks.into_sorted_vec().into_iter().map(|rank| self.segment.by_name[rank as usize]).collect()
    }
}
