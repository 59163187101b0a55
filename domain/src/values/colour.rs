//! Colours, and whether text can be read on them.
//!
//! Source: WCAG 2.2, success criterion 1.4.3 and the definitions of relative luminance and contrast ratio.

use crate::kernel::NotThisText;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The least contrast of ordinary text at level AA.
pub const AA_TEXT: f64 = 4.5;
/// The least contrast of large text, and of the parts of controls, at level AA.
pub const AA_LARGE_TEXT: f64 = 3.0;

/// An opaque colour of sRGB, written `#rrggbb` in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    /// `#000000`
    pub const BLACK: Self = Self::new(0, 0, 0);
    /// `#ffffff`
    pub const WHITE: Self = Self::new(255, 255, 255);

    /// A colour from its three parts.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Red, green and blue.
    #[must_use]
    pub const fn parts(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }

    /// How bright this is, from 0 for black to 1 for white.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The contrast ratio of two colours, from 1 (the same) to 21 (black on white). It has no direction.
    #[must_use]
    pub fn contrast_with(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        (one / two).max(two / one)
    }

    /// Black or white, whichever can be read better on this colour. One of them always reaches 4.5.
    #[must_use]
    pub fn best_text(self) -> Self {
        if self.contrast_with(Self::WHITE) >= self.contrast_with(Self::BLACK) {
            Self::WHITE
        } else {
            Self::BLACK
        }
    }

    /// The colour nearest to this one, darker or lighter in the same hue, that reaches a contrast with
    /// `against`. Itself when it already does. `None` when neither black nor white would.
    #[must_use]
    pub fn nearest_passing(self, against: Self, ratio: f64) -> Option<Self> {
        let passes = |colour: &Self| colour.contrast_with(against) >= ratio;
        let towards = |end: Self| (0..=u8::MAX).map(|share| self.mixed(end, share)).find(passes);
        [towards(Self::BLACK), towards(Self::WHITE)]
            .into_iter()
            .flatten()
            .min_by_key(|found| self.distance(*found))
    }

    /// `share` of 255 parts of another colour, the rest of this one.
    fn mixed(self, other: Self, share: u8) -> Self {
        let mix = |own: u8, others: u8| {
            let sum = u32::from(own) * u32::from(255 - share) + u32::from(others) * u32::from(share);
            u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
        };
        Self::new(mix(self.red, other.red), mix(self.green, other.green), mix(self.blue, other.blue))
    }

    /// The square of the distance in the cube of the three parts.
    fn distance(self, other: Self) -> u32 {
        self.parts().iter().zip(other.parts()).map(|(one, two)| u32::from(one.abs_diff(two)).pow(2)).sum()
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl FromStr for Colour {
    type Err = NotThisText;
    fn from_str(text: &str) -> Result<Self, NotThisText> {
        let part = |hex: &str, at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        text.trim()
            .strip_prefix('#')
            .filter(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|hex| Some(Self::new(part(hex, 0)?, part(hex, 2)?, part(hex, 4)?)))
            .ok_or_else(|| {
                NotThisText::because("Enter a colour as # and six digits or letters a to f, such as #1d70b8")
            })
    }
}

impl TryFrom<String> for Colour {
    type Error = NotThisText;
    fn try_from(text: String) -> Result<Self, NotThisText> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn contrast_follows_wcag() {
        assert!((Colour::BLACK.contrast_with(Colour::WHITE) - 21.0).abs() < 1e-9);
        assert!((colour("#767676").contrast_with(Colour::WHITE) - 4.54).abs() < 0.01);
        assert!((colour("#777777").contrast_with(Colour::WHITE) - 4.48).abs() < 0.01);
        assert!((colour("#1d70b8").contrast_with(Colour::WHITE) - 5.17).abs() < 0.05);
    }

    #[test]
    fn only_a_hash_and_six_hexadecimal_digits_are_a_colour() {
        assert_eq!(colour(" #1D70B8 ").to_string(), "#1d70b8");
        for wrong in ["", "1d70b8", "#1d70b", "#1d70b8ff", "#+d70b8", "red", "#é0b8", "#gggggg"] {
            assert!(wrong.parse::<Colour>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_pale_brand_is_darkened_as_little_as_makes_white_text_readable() {
        let suggested = colour("#ffdd00").nearest_passing(Colour::WHITE, AA_TEXT).unwrap();
        assert!(suggested.contrast_with(Colour::WHITE) >= AA_TEXT);
        assert!(suggested.contrast_with(Colour::WHITE) < 4.7, "{suggested} is darker than it needs to be");
        assert_eq!(colour("#003078").nearest_passing(Colour::WHITE, AA_TEXT), Some(colour("#003078")));
        assert_eq!(colour("#777777").nearest_passing(colour("#777777"), 21.0), None);
    }

    proptest! {
        #[test]
        fn at_level_aa_there_is_always_a_colour_that_passes(own: [u8; 3], other: [u8; 3]) {
            let own = Colour::new(own[0], own[1], own[2]);
            let other = Colour::new(other[0], other[1], other[2]);
            let found = own.nearest_passing(other, AA_TEXT).unwrap();
            prop_assert!(found.contrast_with(other) >= AA_TEXT);
            prop_assert!(other.best_text().contrast_with(other) >= AA_TEXT);
            prop_assert_eq!(own.to_string().parse::<Colour>().unwrap(), own);
        }
    }
}
