//! Circles packed so that those which cover a position are found by looking at few.
//!
//! They are sorted by size and, among like sizes, along the curve of [`crate::tree`], 64 to a leaf.

use crate::bits::{Masks, Ones, narrow};
use crate::point::{Unit, at_most, chord_to_centimetres, surely_within};
use crate::tree::Cube;

/// A circle, and which circles it is among.
#[derive(Debug, Clone, Copy)]
struct Node {
    cube: Cube,
    /// Squared chords: whoever is this near to all of the centres is in every circle, and whoever
    /// is further than that from all of them in none.
    inner: f64,
    outer: f64,
}

/// Circles, to find those that cover a position.
#[derive(Debug, Default)]
pub(crate) struct Circles {
    centres: Vec<Unit>,
    centimetres: Vec<u32>,
    leaves: Vec<Node>,
    /// Nodes of 64 leaves.
    groups: Vec<Node>,
}

impl Circles {
    /// Packs circles that are in the order of [`circle_order`].
    pub fn pack(centres: Vec<Unit>, centimetres: Vec<u32>) -> Self {
        let leaves = centres.chunks(64).zip(centimetres.chunks(64)).map(|(centres, radii)| Node {
            cube: centres.iter().fold(Cube::EMPTY, |cube, centre| cube.with(*centre)),
            inner: radii.iter().min().map_or(0.0, |least| surely_within(*least)),
            outer: radii.iter().max().map_or(0.0, |most| at_most(*most)),
        });
        let leaves: Vec<Node> = leaves.collect();
        let groups = leaves.chunks(64).map(|leaves| Node {
            cube: leaves.iter().fold(Cube::EMPTY, |cube, leaf| cube.round(&leaf.cube)),
            inner: leaves.iter().map(|leaf| leaf.inner).fold(f64::INFINITY, f64::min),
            outer: leaves.iter().map(|leaf| leaf.outer).fold(0.0, f64::max),
        });
        let groups = groups.collect();
        Self { centres, centimetres, leaves, groups }
    }

    pub fn memory_bytes(&self) -> usize {
        size_of_val(&*self.centres)
            + size_of_val(&*self.centimetres)
            + size_of_val(&*self.leaves)
            + size_of_val(&*self.groups)
    }

    /// The circles that cover a position, of those that `asked` for in each leaf's word.
    pub fn covering(&self, from: Unit, asked: impl Fn(usize) -> u64) -> Masks {
        let mut found = Masks::new();
        for (group, node) in
            self.groups.iter().enumerate().filter(|(_, node)| node.cube.nearest(from) <= node.outer)
        {
            let leaves = group * 64..(group * 64 + 64).min(self.leaves.len());
            let whole = node.cube.farthest(from) <= node.inner;
            for leaf in leaves {
                let mask = if whole { asked(leaf) } else { self.covering_of(leaf, from, &asked) };
                if mask != 0 {
                    found.push((narrow(leaf), mask));
                }
            }
        }
        found
    }

    fn covering_of(&self, leaf: usize, from: Unit, asked: impl Fn(usize) -> u64) -> u64 {
        let (node, word) = (&self.leaves[leaf], asked(leaf));
        if word == 0 || node.cube.nearest(from) > node.outer {
            return 0;
        }
        if node.cube.farthest(from) <= node.inner {
            return word;
        }
        let covers = |bit: &u32| {
            let circle = leaf * 64 + *bit as usize;
            let Some(radius) = self.centimetres.get(circle) else { return false };
            let chord = self.centres[circle].chord_squared(from);
            chord <= node.outer && (chord <= node.inner || chord_to_centimetres(chord) <= *radius)
        };
        Ones(word).filter(covers).fold(0, |mask, bit| mask | 1 << bit)
    }
}

/// The order of circles: those of like size together, and among them along the curve.
pub(crate) fn circle_order(centimetres: u32, along: u64) -> (u32, u64) {
    (centimetres.checked_ilog2().unwrap_or(0), along)
}
