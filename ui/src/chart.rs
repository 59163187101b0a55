//! Charts: drawings of numbers that stand in a table beside them, for who sees at a glance more than in rows.

use crate::Markup;
use crate::html::Content;
use std::fmt::Write;

/// Room for a bar, with the gap before the next, in the drawing's own units.
const STEP: u32 = 20;
/// The height of the tallest bar.
const TALL: u64 = 100;

/// Upright bars, one a value, from the left: a day each, say. It is one picture with a sentence; each value is told
/// in the table that must stand beside it.
///
/// The tallest takes the whole height, and what is not nothing is never invisible.
#[must_use]
pub fn bars(sentence: &str, values: &[u64]) -> Markup {
    let most = values.iter().copied().max().unwrap_or_default().max(1);
    let wide = STEP * u32::try_from(values.len().max(1)).unwrap_or(1);
    let mut bars = String::new();
    for (place, value) in (0_u32..).zip(values) {
        // 128 bits: a count of questions times a hundred.
        let height = u128::from(*value) * u128::from(TALL) / u128::from(most);
        let height = if *value > 0 { height.max(1) } else { 0 };
        let (x, y) = (place * STEP + 2, u128::from(TALL) - height);
        let _ = write!(bars, "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{height}\"/>", STEP - 4);
    }
    Markup::trusted(format!(
        "<svg class=\"app-bars\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {wide} {}\" preserveAspectRatio=\"none\">\
         {bars}<path d=\"M0 {TALL}.5H{wide}\"/></svg>",
        Content::from(sentence),
        TALL + 1
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tallest_bar_takes_the_height_and_the_smallest_is_seen() {
        let chart = bars("Questions \"a day\"", &[0, 1, 1_000_000, 500_000]).to_string();
        assert!(chart.contains("aria-label=\"Questions &#34;a day&#34;\""), "{chart}");
        let heights: Vec<_> =
            chart.split("height=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(heights, ["0", "1", "100", "50"]);
        assert!(bars("None", &[0, 0]).to_string().contains("height=\"0\""));
        assert!(bars("None", &[]).to_string().contains("<svg"));
    }
}
