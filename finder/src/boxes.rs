//! Boxes in space, looked at sixty-four at a time.
//!
//! They stand in plain columns of half the bytes, so that one pass of the processor compares several.
//! What that loses in exactness (a metre on the Earth) is given back by limits that are a little
//! wider or narrower than what they stand for: [`wider`] and [`narrower`].

use crate::point::Unit;

/// What numbers of half the bytes may be out by, as an angle: a metre or so.
const BLUR: f64 = 1.5e-7;

/// What they may be out by as a share of a distance.
const BLURRED_SHARE: f64 = 1.0e-6;

/// A column of sixty-four numbers.
pub(crate) type Column = [f32; 64];

/// No squared chord is so small.
pub(crate) const NOTHING: f32 = f32::NEG_INFINITY;

/// A limit under which every squared chord is that is under this one, also when it was worked out
/// with half the bytes.
pub(crate) fn wider(chord_squared: f64) -> f32 {
    let chord = chord_squared.sqrt() * (1.0 + BLURRED_SHARE) + BLUR;
    half(chord * chord)
}

/// A limit under which no squared chord worked out with half the bytes is unless it is under this one.
pub(crate) fn narrower(chord_squared: f64) -> f32 {
    let chord = chord_squared.sqrt() * (1.0 - BLURRED_SHARE) - BLUR;
    if chord > 0.0 { half(chord * chord) } else { NOTHING }
}

/// The nearest number of half the bytes.
#[expect(clippy::cast_possible_truncation, reason = "what is lost is given back by whoever rounds")]
fn half(number: f64) -> f32 {
    number as f32
}

/// A position with half the bytes.
pub(crate) fn blurred(Unit(position): Unit) -> [f32; 3] {
    position.map(half)
}

/// A box in space, rounded outwards.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cube {
    low: [f32; 3],
    high: [f32; 3],
}

impl Cube {
    pub const EMPTY: Self = Self { low: [f32::INFINITY; 3], high: [f32::NEG_INFINITY; 3] };

    pub fn with(self, point: Unit) -> Self {
        let at = blurred(point);
        self.round(&Self { low: at.map(f32::next_down), high: at.map(f32::next_up) })
    }

    pub fn round(mut self, other: &Self) -> Self {
        for axis in 0..3 {
            self.low[axis] = self.low[axis].min(other.low[axis]);
            self.high[axis] = self.high[axis].max(other.high[axis]);
        }
        self
    }
}

/// Sixty-four boxes; those that are not there are at the middle of the Earth.
#[derive(Debug)]
pub(crate) struct Cubes {
    low: [Column; 3],
    high: [Column; 3],
}

impl Cubes {
    /// At most sixty-four.
    pub fn of<'a>(cubes: impl IntoIterator<Item = &'a Cube>) -> Self {
        let mut all = Self { low: [[0.0; 64]; 3], high: [[0.0; 64]; 3] };
        for (at, cube) in cubes.into_iter().take(64).enumerate() {
            for axis in 0..3 {
                (all.low[axis][at], all.high[axis][at]) = (cube.low[axis], cube.high[axis]);
            }
        }
        all
    }

    /// Squared chords: how near and how far a position is to the points of each box at most.
    pub fn range(&self, from: [f32; 3]) -> (Column, Column) {
        let (mut nearest, mut farthest) = ([0.0; 64], [0.0; 64]);
        for at in 0..64 {
            let (mut near, mut far) = (0.0, 0.0);
            for ((low, high), from) in self.low.iter().zip(&self.high).zip(from) {
                let (below, above) = (low[at] - from, from - high[at]);
                let outside = greater(greater(below, above), 0.0);
                let across = greater(-below, -above);
                near += outside * outside;
                far += across * across;
            }
            (nearest[at], farthest[at]) = (near, far);
        }
        (nearest, farthest)
    }
}

/// The greater of two numbers: in one step where [`f32::max`], which minds what is no number, takes
/// four.
fn greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// Which numbers of a column are not above those of another, as bits.
pub(crate) fn not_above(column: &Column, limits: &Column) -> u64 {
    let mut is = [0; 64];
    for at in 0..64 {
        is[at] = u8::from(column[at] <= limits[at]);
    }
    word_of(&is)
}

/// Sixty-four bytes of 0 or 1 as bits: eight at a time are gathered by one multiplication.
fn word_of(bytes: &[u8; 64]) -> u64 {
    let (eights, _) = bytes.as_chunks::<8>();
    eights.iter().zip(0..).fold(0, |word, (eight, at)| {
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        word | gathered << (8 * at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Point;

    #[test]
    fn bytes_are_gathered_into_the_bits_of_a_word() {
        for bit in 0..64 {
            let mut bytes = [0; 64];
            bytes[bit] = 1;
            assert_eq!(word_of(&bytes), 1 << bit);
        }
        assert_eq!(word_of(&[1; 64]), u64::MAX);
    }

    #[test]
    fn limits_hold_for_what_is_worked_out_with_half_the_bytes() {
        let from = Point::new(51.5074, -0.1278).unwrap().unit();
        for step in 0..20_000_u32 {
            let far = 0.000_000_01 * f64::from(step) * f64::from(step);
            let to = Point::new(51.5074 + far, -0.1278 - far / 3.0).unwrap().unit();
            let chord = from.chord_squared(to);
            let [from, to] = [blurred(from), blurred(to)];
            let blurry: f32 = (0..3).map(|axis| (from[axis] - to[axis]).powi(2)).sum();
            assert!(blurry <= wider(chord) && blurry > narrower(chord), "{step}");
            let (near, far) = Cubes::of(&[Cube::EMPTY.with(Unit(to.map(f64::from)))]).range(from);
            assert!(near[0] <= wider(chord) && far[0] > narrower(chord), "{step}");
        }
    }
}
