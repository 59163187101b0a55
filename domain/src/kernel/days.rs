//! Days as people write them: `24 December 2026`, `24/12/2026`, `24 Dec 2026`, in English and in Welsh; and as programs do.
//!
//! Numbers alone are read with the day first, as they are written here. A year has its four figures.

use super::NotThisText;
use super::blank::{is_blank, is_dash};
use super::fields::NO_SUCH_DAY;
use super::time::Day;

const ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WELSH: [&str; 12] = [
    "ionawr",
    "chwefror",
    "mawrth",
    "ebrill",
    "mai",
    "mehefin",
    "gorffennaf",
    "awst",
    "medi",
    "hydref",
    "tachwedd",
    "rhagfyr",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// From so many letters on, the beginning of a name tells it from all others.
const ENOUGH: usize = 3;
/// Longer than any spelling of a day.
const LONGEST: usize = 60;

/// The day that someone wrote.
///
/// # Errors
/// A sentence that says what is missing, or how a day is written.
pub fn read(text: &str) -> Result<Day, NotThisText> {
    let no_such_day = || NotThisText::because(format!("{NO_SUCH_DAY} (2026-12-24)"));
    let text = text.trim_matches(is_blank);
    if text.len() > LONGEST {
        return Err(no_such_day());
    }
    let [year, month, day] = parts(text)?.ok_or_else(no_such_day)?;
    if matches!(year.len(), 1..=3) && is_number(&year) {
        return Err(NotThisText::because("Enter the year with its four figures, such as 2026"));
    }
    let year =
        Some(year).filter(|year| year.len() == 4 && is_number(year)).and_then(|year| year.parse().ok());
    let date = || Day::new(year?, month_of(&month)?, day_of_month(&day)?).ok();
    date().ok_or_else(no_such_day)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Year, month and day as they were written. `None`: these are not three words.
fn parts(text: &str) -> Result<Option<[String; 3]>, NotThisText> {
    let text = text.to_lowercase();
    // Three boxes come as one text, with nothing where nothing was typed.
    if let [year, month, day] =
        text.split('-').map(|part| part.trim_matches(is_blank)).collect::<Vec<_>>()[..]
        && [year, month, day].iter().any(|part| part.is_empty())
    {
        return Err(lacks(year, month, day));
    }
    let separates = |letter: char| is_blank(letter) || is_dash(letter) || matches!(letter, '/' | '.' | ',');
    let mut words: Vec<&str> = text.split(separates).filter(|word| !word.is_empty()).collect();
    if words.len() == 4 && begins_one_of(words[0], &WEEKDAYS).is_some() {
        words.remove(0);
    }
    let [first, second, third] = words[..] else { return Ok(None) };
    let in_order = if first.len() == 4 && is_number(first) {
        [first, second, third]
    } else if named(first).is_some() {
        [third, first, second]
    } else {
        [third, second, first]
    };
    Ok(Some(in_order.map(str::to_owned)))
}

fn lacks(year: &str, month: &str, day: &str) -> NotThisText {
    let parts = [(day, "day"), (month, "month"), (year, "year")];
    let missing: Vec<&str> =
        parts.iter().filter(|(part, _)| part.is_empty()).map(|(_, name)| *name).collect();
    NotThisText::because(format!("The date must include a {}", missing.join(" and a ")))
}

/// The place of the name that a word is, or begins.
fn begins_one_of(word: &str, names: &[&str]) -> Option<usize> {
    if word.len() < ENOUGH {
        return None;
    }
    names.iter().position(|name| name.starts_with(word))
}

/// The month that a word names: `march`, `mar`, `mawrth`.
fn named(word: &str) -> Option<i8> {
    let place = begins_one_of(word, &ENGLISH).or_else(|| begins_one_of(word, &WELSH))?;
    i8::try_from(place + 1).ok()
}

fn month_of(word: &str) -> Option<i8> {
    if is_number(word) && word.len() <= 2 { word.parse().ok() } else { named(word) }
}

/// `24` or `24th`.
fn day_of_month(word: &str) -> Option<i8> {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    if is_number(number) && number.len() <= 2 { number.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_is_read_however_it_is_written() {
        let christmas_eve: Day = "2026-12-24".parse().unwrap();
        for written in [
            "2026-12-24",
            "24 December 2026",
            " 24  december\u{a0}2026\u{200b}",
            "24 Dec 2026",
            "24 Dec. 2026",
            "24th December 2026",
            "Thursday 24 December 2026",
            "Thu, 24 Dec 2026",
            "December 24, 2026",
            "24/12/2026",
            "24.12.2026",
            "24-12-2026",
            "24–12–2026",
            "2026-dec-24",
            "2026/12/24",
            "24 Rhagfyr 2026",
            "24 rhag 2026",
        ] {
            assert_eq!(read(written), Ok(christmas_eve), "{written}");
        }
        assert_eq!(read("3/4/2027").unwrap().to_string(), "2027-04-03", "the day is first");
        assert_eq!(read("2027-7-3").unwrap().to_string(), "2027-07-03");
        for (place, month) in ENGLISH.iter().chain(&WELSH).enumerate() {
            let wanted = format!("2027-{:02}-05", place % 12 + 1);
            assert_eq!(read(&format!("5 {month} 2027")).unwrap().to_string(), wanted);
            assert_eq!(read(&format!("5 {} 2027", &month[..ENOUGH])).unwrap().to_string(), wanted);
        }
    }

    #[test]
    fn what_is_no_day_is_told_what_is_missing() {
        for (written, says) in [
            ("24/12/26", "four figures"),
            ("24 December 26", "four figures"),
            ("26-12-24", "four figures"),
            ("2026--24", "must include a month"),
            ("-12-24", "must include a year"),
            ("--24", "must include a month and a year"),
            ("", NO_SUCH_DAY),
            ("soon", NO_SUCH_DAY),
            ("24 December", NO_SUCH_DAY),
            ("30 February 2027", NO_SUCH_DAY),
            ("12/24/2026", NO_SUCH_DAY),
            ("24 De 2026", NO_SUCH_DAY),
            ("24 Decembers 2026", NO_SUCH_DAY),
            ("0-12-2026", NO_SUCH_DAY),
            ("2026-12-24T10:00", NO_SUCH_DAY),
            ("２４/12/2026", NO_SUCH_DAY),
            ("20261224", NO_SUCH_DAY),
        ] {
            let refused = read(written).unwrap_err();
            assert!(refused.0.contains(says), "{written}: {refused}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(days in 0_i32..60_000, spelling in 0_usize..6) {
            let day = Day::constant(1950, 1, 1) + jiff::Span::new().days(days);
            let spelling = ["%Y-%m-%d", "%-d %B %Y", "%-d/%-m/%Y", "%d.%m.%Y", "%a %-d %b %Y", "%B %-d, %Y"][spelling];
            prop_assert_eq!(read(&day.strftime(spelling).to_string()), Ok(day));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,30}|[0-9/ .-]{0,12}") {
            let _ = read(&text);
        }
    }
}
