//! Positions packed so that the nearest, and all within a radius, are found by looking at few.
//!
//! They are sorted along a Hilbert curve and cut into leaves of 64; 64 leaves make a node, 64 nodes
//! the next, up to one root. There are no pointers: the children of node i are 64i to 64i + 63.
//! Distances are squared chords between unit vectors, so boxes in space bound them exactly.

use crate::Point;
use crate::bits::{Layers, Masks, Ones, View, narrow, slot};
use crate::point::{Unit, at_least, at_most, chord_to_centimetres, surely_within};
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// A box in space, rounded outwards to half the bytes: boxes are looked at far more than points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cube {
    low: [f32; 3],
    high: [f32; 3],
}

impl Cube {
    pub const EMPTY: Self = Self { low: [f32::INFINITY; 3], high: [f32::NEG_INFINITY; 3] };

    pub fn with(self, Unit(point): Unit) -> Self {
        self.round(&Self {
            low: point.map(|at| half(at).next_down()),
            high: point.map(|at| half(at).next_up()),
        })
    }

    pub fn round(mut self, other: &Self) -> Self {
        for axis in 0..3 {
            self.low[axis] = self.low[axis].min(other.low[axis]);
            self.high[axis] = self.high[axis].max(other.high[axis]);
        }
        self
    }

    /// No point of it is nearer. Rounding is monotone, so neither is any computed distance.
    pub fn nearest(&self, from: Unit) -> f64 {
        let mut sum = 0.0;
        for (axis, at) in from.0.into_iter().enumerate() {
            let outside = (f64::from(self.low[axis]) - at).max(at - f64::from(self.high[axis])).max(0.0);
            sum += outside * outside;
        }
        sum
    }

    /// No point of it is further.
    pub fn farthest(&self, from: Unit) -> f64 {
        let mut sum = 0.0;
        for (axis, at) in from.0.into_iter().enumerate() {
            let across = (at - f64::from(self.low[axis])).max(f64::from(self.high[axis]) - at);
            sum += across * across;
        }
        sum
    }
}

/// The nearest number of half the bytes.
#[expect(clippy::cast_possible_truncation, reason = "between -1 and 1, and rounded outwards by the caller")]
fn half(number: f64) -> f32 {
    number as f32
}

/// More than one centimetre, as an angle: places this much further than another rank after it.
const STEP: f64 = 2.0e-9;

/// A place that was found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Near {
    pub centimetres: u32,
    pub doc: u32,
    pub id: u128,
    chord_squared: f64,
}

impl Near {
    fn key(&self) -> (u32, u128) {
        (self.centimetres, self.id)
    }
}

impl Ord for Near {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialEq for Near {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Near {}

impl PartialOrd for Near {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
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
    /// The boxes of leaves, of the nodes above them, and so on to the root.
    levels: Vec<Vec<Cube>>,
}

impl Tree {
    /// Packs points that are in the order of [`hilbert_order`].
    pub fn pack(points: Vec<Unit>) -> Self {
        let leaves =
            points.chunks(64).map(|points| points.iter().fold(Cube::EMPTY, |cube, point| cube.with(*point)));
        let mut levels = vec![leaves.collect::<Vec<_>>()];
        while let Some(below) = levels.last().filter(|below| below.len() > 1) {
            let above = below.chunks(64).map(|cubes| cubes.iter().fold(Cube::EMPTY, Cube::round));
            let above = above.collect();
            levels.push(above);
        }
        Self { points, levels }
    }

    pub fn memory_bytes(&self) -> usize {
        size_of_val(&*self.points) + self.levels.iter().map(|level| size_of_val(&**level)).sum::<usize>()
    }

    /// The nearest of a view, in order. `ids` tells those apart that are equally far.
    pub fn nearest(&self, view: View<'_>, from: Unit, wanted: Wanted, ids: &[u128]) -> Vec<Near> {
        if wanted.count == 0 || self.points.is_empty() {
            return Vec::new();
        }
        let mut search = Search {
            tree: self,
            view,
            from,
            wanted,
            ids,
            bound: wanted.within.map_or(f64::INFINITY, at_most),
            passed: wanted.after.map_or(0.0, |(centimetres, _)| at_least(centimetres)),
            found: BinaryHeap::with_capacity(wanted.count + 1),
        };
        search.open(self.levels.len() - 1, 0);
        search.found.into_sorted_vec()
    }

    /// Is a place further than so many centimetres?
    pub fn is_beyond(&self, doc: u32, from: Unit, centimetres: u32) -> bool {
        chord_to_centimetres(self.points[doc as usize].chord_squared(from)) > centimetres
    }

    /// All of a view within so many centimetres.
    pub fn within(&self, view: View<'_>, from: Unit, centimetres: u32) -> Masks {
        let (inner, outer) = (surely_within(centimetres), at_most(centimetres));
        let mut found = Masks::new();
        let mut open = vec![(self.levels.len() - 1, 0)];
        while let Some((level, node)) = open.pop() {
            let Some(cube) = self.levels[level].get(node).filter(|cube| cube.nearest(from) <= outer) else {
                continue;
            };
            if level > 0 {
                open.extend(
                    children(view.layers, level, node, self.levels[level - 1].len())
                        .map(|at| (level - 1, at)),
                );
                continue;
            }
            let word = view.word(node);
            let mask = if cube.farthest(from) <= inner {
                word
            } else {
                Ones(word)
                    .filter(|bit| {
                        let chord = self.points[node * 64 + *bit as usize].chord_squared(from);
                        chord <= inner || (chord <= outer && chord_to_centimetres(chord) <= centimetres)
                    })
                    .fold(0, |mask, bit| mask | 1 << bit)
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
    wanted: Wanted,
    ids: &'a [u128],
    /// Squared chords: nothing beyond the one, and nothing nearer than the other, is wanted.
    bound: f64,
    passed: f64,
    /// The best so far, the worst of them on top.
    found: BinaryHeap<Near>,
}

impl Search<'_> {
    fn open(&mut self, level: usize, node: usize) {
        if level == 0 {
            return self.look_at(node);
        }
        let below = &self.tree.levels[level - 1];
        let (mut waiting, mut count) = ([(0.0, 0); 64], 0);
        for child in children(self.view.layers, level, node, below.len()) {
            let nearest = below[child].nearest(self.from);
            if nearest <= self.bound
                && (self.passed == 0.0 || below[child].farthest(self.from) >= self.passed)
            {
                waiting[count] = (nearest, child);
                count += 1;
            }
        }
        // Few are opened before the rest is out of bounds: to choose beats to sort.
        let mut waiting = &mut waiting[..count];
        while let Some((at, &(nearest, child))) =
            waiting.iter().enumerate().min_by(|a, b| a.1.0.total_cmp(&b.1.0))
        {
            if nearest > self.bound {
                return;
            }
            self.open(level - 1, child);
            let last = waiting.len() - 1;
            waiting.swap(at, last);
            waiting = &mut waiting[..last];
        }
    }

    fn look_at(&mut self, leaf: usize) {
        for bit in Ones(self.view.word(leaf)) {
            let doc = slot(leaf, bit);
            let chord_squared = self.tree.points[doc as usize].chord_squared(self.from);
            if chord_squared > self.bound {
                continue;
            }
            let centimetres = chord_to_centimetres(chord_squared);
            let near = Near { centimetres, id: self.ids[doc as usize], doc, chord_squared };
            let is_wanted = self.wanted.within.is_none_or(|within| centimetres <= within)
                && self.wanted.after.is_none_or(|after| near.key() > after);
            if is_wanted {
                self.keep(near);
            }
        }
    }

    fn keep(&mut self, near: Near) {
        if self.found.len() < self.wanted.count {
            self.found.push(near);
        } else if let Some(mut worst) = self.found.peek_mut()
            && near < *worst
        {
            *worst = near;
        } else {
            return;
        }
        if self.found.len() == self.wanted.count
            && let Some(worst) = self.found.peek()
        {
            // Whoever is as many centimetres away as the worst may still be before it by its id.
            let reach = worst.chord_squared.sqrt() + STEP;
            self.bound = self.bound.min(reach * reach);
        }
    }
}

/// The children of a node that have anything of the view.
fn children(layers: &Layers, level: usize, node: usize, count: usize) -> impl Iterator<Item = usize> {
    Ones(layers.word(level, node))
        .map(move |bit| node * 64 + bit as usize)
        .take_while(move |child| *child < count)
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
