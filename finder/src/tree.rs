//! Positions packed so that the nearest, and all within a radius, are found by looking at few.
//!
//! They are sorted along a Hilbert curve and cut into leaves of 64; 64 leaves make a node, 64 nodes
//! the next, up to one root. There are no pointers: the children of node i are 64i to 64i + 63.
//! Distances are squared chords between unit vectors, which boxes in space bound.

use crate::Point;
use crate::bits::{Masks, Ones, View, narrow, slot};
use crate::boxes::{Cube, Cubes, NOTHING, blurred, narrower, not_above, wider};
use crate::point::{Unit, at_least, at_most, chord_to_centimetres, surely_within};
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// More than one centimetre, as an angle: places this much further than another rank after it.
const STEP: f64 = 2.0e-9;

/// A squared chord that is longer by that at least. Whoever is as many centimetres away as the worst
/// that was found may still be before it by its id.
///
/// No root is taken: (c + s)² is at most c² + s² and as much more as c²/n and n·s² together, for any n.
fn a_step_beyond(chord_squared: f64) -> f64 {
    const SHARES: f64 = 1000.0;
    chord_squared * (1.0 + 1.0 / SHARES) + STEP * STEP * (1.0 + SHARES)
}

/// A place that was found. They rank by distance, and then by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Near {
    pub centimetres: u32,
    pub id: u128,
    pub doc: u32,
}

/// Which of the nearest are wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub within: Option<u32>,
    /// Only what comes after this key.
    pub after: Option<(u32, u128)>,
    pub count: usize,
}

/// Places, where document i is point i.
#[derive(Debug)]
pub(crate) struct Tree {
    points: Vec<Unit>,
    /// The boxes round the children of every node: of those above the leaves first, the root last.
    levels: Vec<Vec<Cubes>>,
}

impl Tree {
    /// Packs points that are in the order of [`hilbert_order`].
    pub fn pack(points: Vec<Unit>) -> Self {
        let box_round = |points: &[Unit]| points.iter().fold(Cube::EMPTY, |cube, point| cube.with(*point));
        let mut cubes: Vec<Cube> = points.chunks(64).map(box_round).collect();
        let mut levels = Vec::new();
        while cubes.len() > 1 {
            levels.push(cubes.chunks(64).map(Cubes::of).collect());
            cubes = cubes.chunks(64).map(|cubes| cubes.iter().fold(Cube::EMPTY, Cube::round)).collect();
        }
        Self { points, levels }
    }

    pub fn memory_bytes(&self) -> usize {
        size_of_val(&*self.points) + self.levels.iter().map(|level| size_of_val(&**level)).sum::<usize>()
    }

    /// The children of a node that have anything of a view, as bits; those of a leaf are points.
    fn children(&self, view: View<'_>, level: usize, node: usize) -> u64 {
        let below = self.points.len().div_ceil(1 << (6 * level));
        let there = match below - node * 64 {
            count @ 0..64 => (1 << count) - 1,
            _ => u64::MAX,
        };
        let word = if level == 0 { view.word(node) } else { view.layers.word(level, node) };
        word & there
    }

    /// The nearest of a view, in order. `ids` tells those apart that are equally far.
    pub fn nearest(&self, view: View<'_>, from: Unit, wanted: Wanted, ids: &[u128]) -> Vec<Near> {
        if wanted.count == 0 || self.points.is_empty() {
            return Vec::new();
        }
        let bound = wanted.within.map_or(f64::INFINITY, at_most);
        let (edge, passed) = wanted.after.map_or((0.0, NOTHING), |(centimetres, _)| {
            (at_most(centimetres), narrower(at_least(centimetres)))
        });
        let mut search = Search {
            tree: self,
            view,
            from,
            blurred: blurred(from),
            wanted,
            ids,
            bound,
            inside: wanted.within.map_or(f64::INFINITY, surely_within),
            edge,
            passed,
            best: BinaryHeap::with_capacity(wanted.count + 1),
            found: Vec::with_capacity(4 * wanted.count),
        };
        search.open(self.levels.len(), 0);
        search.in_order()
    }

    /// Is a place further than so many centimetres?
    pub fn is_beyond(&self, doc: u32, from: Unit, centimetres: u32) -> bool {
        chord_to_centimetres(self.points[doc as usize].chord_squared(from)) > centimetres
    }

    /// All of a view within so many centimetres.
    pub fn within(&self, view: View<'_>, from: Unit, centimetres: u32) -> Masks {
        let (inner, outer) = (surely_within(centimetres), at_most(centimetres));
        let (whole, touched) = ([narrower(inner); 64], [wider(outer); 64]);
        let at = blurred(from);
        let is_within = |doc: u32| {
            let chord = self.points[doc as usize].chord_squared(from);
            chord <= inner || (chord <= outer && chord_to_centimetres(chord) <= centimetres)
        };
        let mut found = Masks::new();
        if self.points.is_empty() {
            return found;
        }
        let mut open = vec![(self.levels.len(), 0, false)];
        while let Some((level, node, is_whole)) = open.pop() {
            if level > 0 {
                let children = self.children(view, level, node);
                let (mut of_interest, mut of_whole) = (children, children);
                if !is_whole {
                    let (nearest, farthest) = self.levels[level - 1][node].range(at);
                    of_interest &= not_above(&nearest, &touched);
                    of_whole = of_interest & not_above(&farthest, &whole);
                }
                let child = |bit: u32| (level - 1, node * 64 + bit as usize, of_whole >> bit & 1 == 1);
                open.extend(Ones(of_interest).map(child));
                continue;
            }
            let word = self.children(view, 0, node);
            let mask = if is_whole {
                word
            } else {
                Ones(word).filter(|bit| is_within(slot(node, *bit))).fold(0, |mask, bit| mask | 1 << bit)
            };
            if mask != 0 {
                found.push((narrow(node), mask));
            }
        }
        found
    }
}

/// A search for the nearest: the nearest child first, and no child that is beyond what was found.
struct Search<'a> {
    tree: &'a Tree,
    view: View<'a>,
    from: Unit,
    blurred: [f32; 3],
    wanted: Wanted,
    ids: &'a [u128],
    /// A squared chord: nothing beyond it is wanted.
    bound: f64,
    /// Whoever is no further than this is inside the radius for sure.
    inside: f64,
    /// Whoever is further than this comes after the cursor for sure.
    edge: f64,
    /// No box that is nearer than this with all it has is wanted.
    passed: f32,
    /// The squared chords of as many as are wanted: the best so far, the worst of them on top.
    best: BinaryHeap<Chord>,
    /// What was within the bound when it was looked at.
    found: Vec<(f64, u32)>,
}

/// A squared chord: a number, and so one of an order.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Chord(f64);

impl Eq for Chord {}

impl PartialOrd for Chord {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Chord {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Search<'_> {
    fn open(&mut self, level: usize, node: usize) {
        if level == 0 {
            return self.look_at(node);
        }
        let (nearest, farthest) = self.tree.levels[level - 1][node].range(self.blurred);
        let bound = wider(self.bound);
        let (mut waiting, mut count) = ([(0.0, 0); 64], 0);
        for bit in Ones(self.tree.children(self.view, level, node)) {
            let at = bit as usize;
            if nearest[at] <= bound && farthest[at] >= self.passed {
                waiting[count] = (nearest[at], node * 64 + at);
                count += 1;
            }
        }
        // Few are opened before the rest is out of bounds: to choose beats to sort.
        let mut waiting = &mut waiting[..count];
        while let Some((at, &(nearest, child))) =
            waiting.iter().enumerate().reduce(|best, next| if next.1.0 < best.1.0 { next } else { best })
        {
            if nearest > wider(self.bound) {
                return;
            }
            self.open(level - 1, child);
            let last = waiting.len() - 1;
            waiting.swap(at, last);
            waiting = &mut waiting[..last];
        }
    }

    fn look_at(&mut self, leaf: usize) {
        for bit in Ones(self.tree.children(self.view, 0, leaf)) {
            let doc = slot(leaf, bit);
            let chord = self.tree.points[doc as usize].chord_squared(self.from);
            if chord <= self.bound && self.is_wanted(chord, doc) {
                self.keep(chord, doc);
            }
        }
    }

    /// Is it inside the radius and after the cursor? Only on the very edges must centimetres be known.
    fn is_wanted(&self, chord: f64, doc: u32) -> bool {
        let is_inside = |within: u32| chord <= self.inside || chord_to_centimetres(chord) <= within;
        let is_after = |after: (u32, u128)| {
            chord > self.edge || (chord_to_centimetres(chord), self.ids[doc as usize]) > after
        };
        self.wanted.within.is_none_or(is_inside) && self.wanted.after.is_none_or(is_after)
    }

    fn keep(&mut self, chord: f64, doc: u32) {
        self.found.push((chord, doc));
        if self.best.len() < self.wanted.count {
            self.best.push(Chord(chord));
        } else if let Some(mut worst) = self.best.peek_mut()
            && chord < worst.0
        {
            *worst = Chord(chord);
        } else {
            return;
        }
        if self.best.len() == self.wanted.count
            && let Some(Chord(worst)) = self.best.peek()
        {
            self.bound = self.bound.min(a_step_beyond(*worst));
        }
    }

    /// What was found within the last bound, by centimetres and id.
    fn in_order(self) -> Vec<Near> {
        let within = self.found.iter().filter(|(chord, _)| *chord <= self.bound);
        let near = within.map(|&(chord, doc)| Near {
            centimetres: chord_to_centimetres(chord),
            id: self.ids[doc as usize],
            doc,
        });
        let mut near: Vec<Near> = near.collect();
        near.sort_unstable();
        near.truncate(self.wanted.count);
        near
    }
}

/// How far along a Hilbert curve over the whole Earth a position lies; near ones are mostly near
/// along it. It only decides how well positions are packed, never what is found.
pub(crate) fn hilbert_order(point: Point) -> u64 {
    const ORDER: u32 = 24;
    let cell = |share: f64| scaled(share, ORDER);
    let (mut x, mut y) = (cell((point.longitude() + 180.0) / 360.0), cell((point.latitude() + 90.0) / 360.0));
    let mut along = 0_u64;
    for bit in (0..ORDER).rev() {
        let (right, up) = (x >> bit & 1, y >> bit & 1);
        along = along << 2 | u64::from((3 * right) ^ up);
        if up == 0 {
            if right == 1 {
                let last = (1 << ORDER) - 1;
                (x, y) = (last - x, last - y);
            }
            std::mem::swap(&mut x, &mut y);
        }
    }
    along
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
fn scaled(share: f64, order: u32) -> u32 {
    let last = (1_u32 << order) - 1;
    ((share * f64::from(last)) as u32).min(last)
}
