//! Charts: drawings of numbers that stand in a table beside them, for who sees at a glance more than in rows. Each can be
//! read by itself: its bars have names and numbers, which are text of the page and not of the drawing, so that they wrap
//! on a narrow screen, grow with the reader's letters, and are heard.

use crate::Markup;
use crate::html::Content;
use std::fmt::Write;

/// Room for an upright bar, with the gap before the next, in the drawing's own units.
const STEP: u32 = 20;
/// The height of the tallest upright bar.
const TALL: u64 = 100;

/// A large number as people read it: `100,000`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut said = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

/// How long a bar is, of `whole` for the longest: what is not nothing is never invisible.
fn length(value: u64, most: u64, whole: u64) -> u128 {
    // 128 bits: a count times the whole.
    let length = u128::from(value) * u128::from(whole) / u128::from(most.max(1));
    if value > 0 { length.max(1) } else { 0 }
}

/// A bar a row, each with its name before it and its number after it: for kinds of things, and for few months.
#[must_use]
pub fn rows<N: Into<Content>>(caption: &str, bars: impl IntoIterator<Item = (N, u64)>) -> Markup {
    let bars: Vec<(Content, u64)> = bars.into_iter().map(|(name, value)| (name.into(), value)).collect();
    let most = bars.iter().map(|(_, value)| *value).max().unwrap_or_default();
    let mut rows = String::new();
    for (name, value) in bars {
        // In halves of a hundredth, so that the smallest is still seen. Writing to a string cannot fail.
        let long = length(value, most, 200);
        let _ = write!(
            rows,
            "<li class=\"app-chart__row\"><span class=\"app-chart__name\">{name}</span> <span class=\"app-chart__bar\">\
             <svg aria-hidden=\"true\" width=\"{}.{}%\" height=\"20\"><rect width=\"100%\" height=\"100%\"/></svg>\
             <span class=\"app-chart__number\">{}</span></span></li>",
            long / 2,
            long % 2 * 5,
            grouped(value)
        );
    }
    figure(caption, &format!("<ul class=\"app-chart__rows govuk-body-s\">{rows}</ul>"))
}

/// Upright bars from the left, too many for each to be named: a day each, say. The axes say how tall the tallest is, and
/// what the first and the last are; the browser says of each what it is where one points at it.
#[must_use]
pub fn upright(caption: &str, bars: &[(String, u64)]) -> Markup {
    let most = bars.iter().map(|(_, value)| *value).max().unwrap_or_default();
    let wide = STEP * u32::try_from(bars.len().max(1)).unwrap_or(1);
    let mut drawn = String::new();
    for (place, (name, value)) in (0_u32..).zip(bars) {
        let height = length(*value, most, TALL);
        let (x, y) = (place * STEP + 2, u128::from(TALL) - height);
        let said = Content::from(format!("{name}: {}", grouped(*value)));
        let width = STEP - 4;
        let _ = write!(
            drawn,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"><title>{said}</title></rect>"
        );
    }
    let end = |bar: Option<&(String, u64)>| {
        bar.map_or_else(Content::default, |(name, _)| Content::from(name.as_str()))
    };
    let most = grouped(most);
    figure(
        caption,
        &format!(
            "<div class=\"app-chart__upright govuk-body-s\">\
             <div class=\"app-chart__scale\"><span>{most}</span><span>0</span></div>\
             <svg role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {wide} {TALL}\" preserveAspectRatio=\"none\">{drawn}</svg>\
             <div class=\"app-chart__ends\"><span>{}</span><span>{}</span></div></div>",
            Content::from(format!("{caption}: at most {most}")),
            end(bars.first()),
            end(bars.last()),
        ),
    )
}

fn figure(caption: &str, inside: &str) -> Markup {
    Markup::trusted(format!(
        "<figure class=\"app-chart\"><figcaption class=\"govuk-heading-s\">{}</figcaption>{inside}</figure>",
        Content::from(caption)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in an attribute, each time.
    fn each<'a>(chart: &'a str, attribute: &str) -> Vec<&'a str> {
        let begin = format!(" {attribute}=\"");
        chart.split(&begin).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
    }

    #[test]
    fn a_row_has_a_name_a_bar_in_proportion_and_a_number() {
        let chart =
            rows("Offerings", [("None <yet>", 0), ("One", 1), ("Most", 1_000_000), ("Half", 500_000)])
                .to_string();
        let long: Vec<_> = each(&chart, "width").into_iter().filter(|it| *it != "100%").collect();
        assert_eq!(long, ["0.0%", "0.5%", "100.0%", "50.0%"]);
        assert!(
            chart.contains("None &#60;yet&#62;</span>") && chart.contains(">1,000,000</span>"),
            "{chart}"
        );
        assert!(rows("Nothing", [("None", 0)]).to_string().contains("0.0%"));
    }

    #[test]
    fn the_tallest_bar_takes_the_height_and_the_smallest_is_seen() {
        let day = |name: &str, value| (name.to_owned(), value);
        let days = [day("1 May", 0), day("2 May", 1), day("3 May", 1_000_000), day("4 \"May\"", 500_000)];
        let chart = upright("Questions", &days).to_string();
        assert!(chart.contains("aria-label=\"Questions: at most 1,000,000\""), "{chart}");
        assert_eq!(each(&chart, "height"), ["0", "1", "100", "50"]);
        assert!(chart.contains("<title>4 &#34;May&#34;: 500,000</title>"), "{chart}");
        assert!(chart.contains("<span>1 May</span><span>4 &#34;May&#34;</span>"), "{chart}");
        assert!(upright("None", &[day("1 May", 0)]).to_string().contains("height=\"0\""));
        assert!(upright("None", &[]).to_string().contains("<svg"));
    }
}
