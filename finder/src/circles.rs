//! Circles packed so that those which cover a position are found by looking at few.
//!
//! A circle is a point in four dimensions: the three of its middle and its radius. Those near each
//! other there (like places, like sizes) stand together, 64 to a leaf, 64 leaves to a group; so most
//! leaves lie wholly in the cover or wholly out of it, and only those on its rim are looked into.
//! Sixty-four boxes or circles are compared in one pass over plain columns of half the bytes, rounded
//! so that the answer is yes, no, or, for the few on the very rim, "ask the listing itself".

use crate::Reach;
use crate::bits::{Masks, Ones, narrow};
use crate::boxes::{Column, Cube, Cubes, NOTHING, blurred, narrower, not_above, wider};
use crate::point::{Unit, at_most, chord_to_centimetres, km_to_centimetres, surely_within};

/// From so many on, all circles of a leaf are compared at once and not one by one.
const MANY: u32 = 12;

/// Sixty-four circles.
#[derive(Debug)]
struct Leaf {
    centre: [Column; 3],
    /// Squared chords: who is this near to the middle is in the circle.
    inner: Column,
    /// And who is further than that is not.
    outer: Column,
}

/// The boxes round sixty-four leaves or groups.
#[derive(Debug)]
struct Boxes {
    cubes: Cubes,
    /// Squared chords: who is this near to all of a box is in every circle of it.
    inner: Column,
    /// And who is further than that from all of it is in none.
    outer: Column,
}

/// One leaf or group.
#[derive(Debug, Clone, Copy)]
struct Node {
    cube: Cube,
    inner: f32,
    outer: f32,
}

/// Circles, to find those that cover a position.
#[derive(Debug, Default)]
pub(crate) struct Circles {
    leaves: Vec<Leaf>,
    /// By group: its leaves.
    groups: Vec<Boxes>,
    /// By sixty-four groups: they.
    tops: Vec<Boxes>,
}

/// A middle and a radius in centimetres.
pub(crate) type Circle = (Unit, u32);

/// The circle of a reach that is one. A negative radius reaches nobody.
pub(crate) fn circle_of(reach: &Reach) -> Option<Circle> {
    match reach {
        Reach::Radius { centre, km } if *km >= 0.0 => Some((centre.unit(), km_to_centimetres(*km))),
        _ => None,
    }
}

/// Does a circle cover a position? Its rim counts, to the centimetre.
pub(crate) fn covers((centre, radius): Circle, from: Unit) -> bool {
    chord_to_centimetres(centre.chord_squared(from)) <= radius
}

impl Circles {
    /// Packs circles that are in [`packing_order`].
    pub fn pack(circles: &[Circle]) -> Self {
        let leaves: Vec<Leaf> = circles.chunks(64).map(Leaf::of).collect();
        let nodes = circles.chunks(64).zip(&leaves).map(|(circles, leaf)| Node {
            cube: circles.iter().fold(Cube::EMPTY, |cube, (centre, _)| cube.with(*centre)),
            inner: leaf.inner.iter().take(circles.len()).copied().fold(f32::INFINITY, f32::min),
            outer: leaf.outer.iter().copied().fold(NOTHING, f32::max),
        });
        let nodes: Vec<Node> = nodes.collect();
        let over = |nodes: &[Node]| nodes.iter().copied().reduce(Node::round).unwrap_or(Node::NONE);
        let above: Vec<Node> = nodes.chunks(64).map(over).collect();
        let boxes = |nodes: &[Node]| nodes.chunks(64).map(Boxes::of).collect();
        Self { leaves, groups: boxes(&nodes), tops: boxes(&above) }
    }

    pub fn memory_bytes(&self) -> usize {
        size_of_val(&*self.leaves) + size_of_val(&*self.groups) + size_of_val(&*self.tops)
    }

    /// The circles that cover a position, of those that `asked` for in each leaf's word. What is on
    /// the very rim of one is left to `exactly`.
    pub fn covering(
        &self,
        from: Unit,
        asked: impl Fn(usize) -> u64,
        exactly: impl Fn(usize) -> bool,
    ) -> Masks {
        let mut found = Masks::new();
        let at = blurred(from);
        for (top, groups) in self.tops.iter().enumerate() {
            let (touched, whole) = groups.look(at);
            for group in Ones(touched) {
                let number = top * 64 + group as usize;
                let (touched, whole) =
                    if whole >> group & 1 == 1 { (u64::MAX, u64::MAX) } else { self.groups[number].look(at) };
                for bit in Ones(touched) {
                    let leaf = number * 64 + bit as usize;
                    let Some(circles) = self.leaves.get(leaf) else { break };
                    let mut mask = asked(leaf);
                    if mask != 0 && whole >> bit & 1 == 0 {
                        mask = circles.covering(at, mask, |bit| exactly(leaf * 64 + bit as usize));
                    }
                    if mask != 0 {
                        found.push((narrow(leaf), mask));
                    }
                }
            }
        }
        found
    }
}

impl Leaf {
    fn of(circles: &[Circle]) -> Self {
        let mut leaf = Self { centre: [[0.0; 64]; 3], inner: [NOTHING; 64], outer: [NOTHING; 64] };
        for (at, (centre, radius)) in circles.iter().enumerate() {
            for (column, value) in leaf.centre.iter_mut().zip(blurred(*centre)) {
                column[at] = value;
            }
            leaf.inner[at] = narrower(surely_within(*radius));
            leaf.outer[at] = wider(at_most(*radius));
        }
        leaf
    }

    /// Those of a word that cover a position.
    fn covering(&self, from: [f32; 3], word: u64, exactly: impl Fn(u32) -> bool) -> u64 {
        let (surely, maybe) = if word.count_ones() < MANY { self.each(from, word) } else { self.all(from) };
        let on_the_rim = Ones(word & maybe & !surely).filter(|bit| exactly(*bit));
        on_the_rim.fold(word & surely, |mask, bit| mask | 1 << bit)
    }

    fn chord_squared(&self, circle: usize, from: [f32; 3]) -> f32 {
        let [x, y, z] = [0, 1, 2].map(|axis| self.centre[axis][circle] - from[axis]);
        x * x + y * y + z * z
    }

    fn each(&self, from: [f32; 3], word: u64) -> (u64, u64) {
        Ones(word).fold((0, 0), |(surely, maybe), bit| {
            let chord = self.chord_squared(bit as usize, from);
            let is = |least: f32| u64::from(chord <= least) << bit;
            (surely | is(self.inner[bit as usize]), maybe | is(self.outer[bit as usize]))
        })
    }

    fn all(&self, from: [f32; 3]) -> (u64, u64) {
        let mut chords = [0.0; 64];
        for (circle, chord) in chords.iter_mut().enumerate() {
            *chord = self.chord_squared(circle, from);
        }
        (not_above(&chords, &self.inner), not_above(&chords, &self.outer))
    }
}

impl Node {
    const NONE: Self = Self { cube: Cube::EMPTY, inner: NOTHING, outer: NOTHING };

    fn round(self, other: Self) -> Self {
        Self {
            cube: self.cube.round(&other.cube),
            inner: self.inner.min(other.inner),
            outer: self.outer.max(other.outer),
        }
    }
}

impl Boxes {
    fn of(nodes: &[Node]) -> Self {
        let cubes = Cubes::of(nodes.iter().map(|node| &node.cube));
        let mut boxes = Self { cubes, inner: [NOTHING; 64], outer: [NOTHING; 64] };
        for (at, node) in nodes.iter().enumerate() {
            (boxes.inner[at], boxes.outer[at]) = (node.inner, node.outer);
        }
        boxes
    }

    /// Which may have circles that cover a position, and which have no others.
    fn look(&self, from: [f32; 3]) -> (u64, u64) {
        let (nearest, farthest) = self.cubes.range(from);
        (not_above(&nearest, &self.outer), not_above(&farthest, &self.inner))
    }
}

/// Where each circle stands when they are packed well: halved again and again, each time across the
/// dimension in which they are spread the widest, at a whole number of groups, or else of leaves.
pub(crate) fn packing_order(circles: &[Circle]) -> Vec<u32> {
    let spots: Vec<[f64; 4]> = circles
        .iter()
        .map(|(Unit([x, y, z]), radius)| [*x, *y, *z, at_most(*radius).sqrt().min(2.0)])
        .collect();
    let mut order: Vec<u32> = (0..narrow(spots.len())).collect();
    halve(&spots, &mut order);
    let mut ranks = vec![0; order.len()];
    for (circle, rank) in order.iter().zip(0..) {
        ranks[*circle as usize] = rank;
    }
    ranks
}

fn halve(spots: &[[f64; 4]], part: &mut [u32]) {
    if part.len() <= 64 {
        return;
    }
    let unit = if part.len() > 64 * 64 { 64 * 64 } else { 64 };
    let middle = (part.len().div_ceil(unit) / 2) * unit;
    let spread = |axis: &usize| {
        let along = |circle: &u32| spots[*circle as usize][*axis];
        let (low, high) = part
            .iter()
            .map(along)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
        high - low
    };
    let widest = (0..4).max_by(|a, b| spread(a).total_cmp(&spread(b))).unwrap_or(0);
    part.select_nth_unstable_by(middle, |a, b| {
        spots[*a as usize][widest].total_cmp(&spots[*b as usize][widest]).then(a.cmp(b))
    });
    let (first, second) = part.split_at_mut(middle);
    halve(spots, first);
    halve(spots, second);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Point;
    use proptest::prelude::*;

    /// Near each other, and with the greatest and the smallest radii.
    fn circle() -> impl Strategy<Value = (Point, u32)> {
        let radius = prop_oneof![
            Just(0),
            Just(u32::MAX),
            1..100_u32,
            100_000..1_500_000_u32,
            100_000..200_000_000_u32
        ];
        ((51.0..51.4, -0.4..0.4), radius)
            .prop_filter_map("on Earth", |((a, b), radius)| Some((Point::new(a, b)?, radius)))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn those_that_cover_a_position_are_found_and_no_others(
            circles in proptest::collection::vec(circle(), 0..9_000),
            from in circle(),
            words in proptest::collection::vec(any::<u64>(), 8),
            on_the_rim_of in 0..9_000_usize,
        ) {
            // Now and then the position is one of a circle's own, so that a radius of 0 covers it.
            let from = circles.get(on_the_rim_of).map_or(from.0, |circle| circle.0).unit();
            let mut circles: Vec<Circle> =
                circles.into_iter().map(|(centre, radius)| (centre.unit(), radius)).collect();
            // A rim that runs through the position to the centimetre, and one a centimetre short of it.
            if let [first, second, ..] = &mut circles[..] {
                first.1 = chord_to_centimetres(first.0.chord_squared(from));
                second.1 = chord_to_centimetres(second.0.chord_squared(from)).saturating_sub(1);
            }
            let ranks = packing_order(&circles);
            let mut packed = circles.clone();
            ranks.iter().zip(&circles).for_each(|(rank, circle)| packed[*rank as usize] = *circle);
            let asked = |leaf: usize| {
                let there = packed.len() - leaf * 64;
                let there = if there < 64 { (1 << there) - 1 } else { u64::MAX };
                words[leaf % 8] & words[(leaf + 1) % 8] & there
            };
            let found = Circles::pack(&packed).covering(from, asked, |circle| covers(packed[circle], from));
            let found: Vec<u32> = crate::bits::each(&found).collect();
            let is_asked = |at: usize| asked(at / 64) >> (at % 64) & 1 == 1;
            let expected: Vec<u32> = packed.iter().enumerate()
                .filter(|(at, circle)| is_asked(*at) && covers(**circle, from))
                .map(|(at, _)| narrow(at))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
