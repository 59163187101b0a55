//! Times of day as people write them: `9am`, `9.30pm`, `09:30`, `0930`, `midday`, `midnight`; and as spreadsheets do.
//!
//! After GOV.UK's style for times, and wider: whoever types is not made to spell.

use crate::kernel::NotThisText;
use crate::kernel::blank::is_blank;

const NOON: u16 = 12 * 60;
const WORDS: [(&str, u16); 3] = [("midday", NOON), ("noon", NOON), ("midnight", 0)];
/// What may stand before one of those words.
const BEFORE_WORDS: [&str; 5] = ["", "12", "12:00", "12.00", "1200"];
/// What tells the half of the day, and the minutes that it adds.
const HALVES: [(&str, u16); 6] =
    [("am", 0), ("a.m.", 0), ("a.m", 0), ("pm", NOON), ("p.m.", NOON), ("p.m", NOON)];
/// Longer than any spelling of a time, blanks left out.
const LONGEST: usize = 20;

/// Minutes after midnight, 0 to 1,440.
pub(super) fn minutes(text: &str) -> Result<u16, NotThisText> {
    let wrong = || NotThisText::because("Enter a time such as 9:30am, 5pm or 17:00");
    let letters = text.chars().filter(|letter| !is_blank(*letter)).flat_map(char::to_lowercase);
    let written: String = letters.take(LONGEST + 1).collect();
    for (word, minutes) in WORDS {
        if written.strip_suffix(word).is_some_and(|before| BEFORE_WORDS.contains(&before)) {
            return Ok(minutes);
        }
    }
    let half = HALVES.iter().find_map(|(word, adds)| Some((written.strip_suffix(word)?, *adds)));
    if let Some((clock, adds)) = half {
        let (hour, minute) =
            clock_time(clock).filter(|(hour, _)| (1..=12).contains(hour)).ok_or_else(wrong)?;
        return Ok(hour % 12 * 60 + minute.unwrap_or(0) + adds);
    }
    let clock = ["hours", "hrs"].iter().find_map(|word| written.strip_suffix(word)).unwrap_or(&written);
    match clock_time(clock).ok_or_else(wrong)? {
        (12, None) => Err(NotThisText::because("Enter midday or midnight: 12 alone is read as either")),
        (hour @ 1..=11, None) => {
            Err(NotThisText::because(format!("Enter {hour}am or {hour}pm: {hour} alone is read as either")))
        }
        (hour, minute) => Some(hour * 60 + minute.unwrap_or(0)).filter(|it| *it <= 24 * 60).ok_or_else(wrong),
    }
}

/// Hour and minute of `9`, `930`, `9:30`, `9.30` or `09:30:00`.
fn clock_time(text: &str) -> Option<(u16, Option<u16>)> {
    let number = |digits: &str, most: usize| {
        let is_number =
            (1..=most).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse::<u16>().ok())?
    };
    let minute = |digits: &str| number(digits, 2).filter(|minute| digits.len() == 2 && *minute < 60);
    match text.split([':', '.']).collect::<Vec<_>>()[..] {
        [hour] if hour.len() <= 2 => Some((number(hour, 2)?, None)),
        [both] => {
            let (hour, rest) = both.split_at_checked(both.len() - 2)?;
            Some((number(hour, 2)?, Some(minute(rest)?)))
        }
        [hour, rest] | [hour, rest, "00"] => Some((number(hour, 2)?, Some(minute(rest)?))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Opening, TimeOfDay};
    use proptest::prelude::*;

    fn read(text: &str) -> Result<String, String> {
        text.parse::<TimeOfDay>().map(|time| time.to_string()).map_err(|reason| reason.0)
    }

    #[test]
    fn a_time_is_read_however_it_is_written() {
        for (written, time) in [
            ("9.00", "09:00"),
            ("9am", "09:00"),
            ("9 AM", "09:00"),
            ("9.30pm", "21:30"),
            ("9:30 p.m.", "21:30"),
            ("930pm", "21:30"),
            ("09:00", "09:00"),
            ("9:00", "09:00"),
            ("0900", "09:00"),
            ("900", "09:00"),
            ("1730hrs", "17:30"),
            ("0900 hours", "09:00"),
            ("17", "17:00"),
            ("09:30:00", "09:30"),
            (" 9:30\u{a0}am\u{200b}", "09:30"),
            ("noon", "12:00"),
            ("Midday", "12:00"),
            ("12 noon", "12:00"),
            ("12:00 midday", "12:00"),
            ("12pm", "12:00"),
            ("12.30pm", "12:30"),
            ("12:30am", "00:30"),
            ("midnight", "00:00"),
            ("12 midnight", "00:00"),
            ("12am", "00:00"),
            ("24:00", "24:00"),
            ("2400", "24:00"),
            ("24", "24:00"),
        ] {
            assert_eq!(read(written).as_deref(), Ok(time), "{written}");
        }
    }

    #[test]
    fn what_is_no_time_or_one_of_two_is_told_how_to_write_it() {
        for (written, says) in [
            ("9", "9am or 9pm"),
            ("12", "midday or midnight"),
            ("", "such as 9:30am"),
            ("25:00", "such as"),
            ("24:30", "such as"),
            ("9:5", "such as"),
            ("9:60", "such as"),
            ("9.5", "such as"),
            ("13pm", "such as"),
            ("0am", "such as"),
            ("17:30pm", "such as"),
            ("9 noon", "such as"),
            ("9:30:15", "such as"),
            ("12345", "such as"),
            ("-9:00", "such as"),
            ("９:00", "such as"),
            ("é9", "such as"),
            ("am", "such as"),
            ("half past nine", "such as"),
        ] {
            let refused = read(written).unwrap_err();
            assert!(refused.contains(says), "{written}: {refused}");
        }
    }

    #[test]
    fn midnight_closes_at_the_end_of_the_day() {
        let between = |opens: &str, closes: &str| {
            let opening = Opening::between(opens.parse().unwrap(), closes.parse().unwrap());
            opening.map(|it| format!("{} to {}", it.opens, it.closes)).map_err(|reason| reason.0)
        };
        assert_eq!(between("10pm", "midnight").as_deref(), Ok("22:00 to 24:00"));
        assert_eq!(between("midnight", "noon").as_deref(), Ok("00:00 to 12:00"));
        assert!(between("midnight", "midnight").unwrap_err().contains("00:00 to 24:00"));
        assert!(between("9:00", "5:00").unwrap_err().contains("enter 17:00"));
        assert!(!between("22:00", "2am").unwrap_err().contains("14:00"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(minutes in 0_u16..1_440, spelling in 0_usize..8) {
            let (hour, minute) = (minutes / 60, minutes % 60);
            let (twelve, half) = (if hour % 12 == 0 { 12 } else { hour % 12 }, if hour < 12 { "am" } else { "pm" });
            let written = match spelling {
                0 => format!("{hour:02}:{minute:02}"),
                1 => format!("{hour}:{minute:02}"),
                2 => format!("{hour}.{minute:02}"),
                3 => format!("{hour:02}{minute:02}"),
                4 => format!("{hour}:{minute:02}:00"),
                5 => format!("{twelve}:{minute:02}{half}"),
                6 => format!("{twelve}.{minute:02} {}", half.to_uppercase()),
                _ if minute == 0 => format!("{twelve}{half}"),
                _ => format!("{twelve}{minute:02}{half}"),
            };
            let time = written.parse::<TimeOfDay>();
            prop_assert_eq!(time.as_ref().map(|it| it.minutes()), Ok(minutes), "{}", written);
            prop_assert_eq!(time.unwrap().to_string().parse::<TimeOfDay>().unwrap().minutes(), minutes);
        }

        #[test]
        fn any_text_is_read_or_refused_and_what_is_read_reads_back(text in "\\PC{0,12}|[0-9:. apmhrs]{0,10}") {
            if let Ok(time) = text.parse::<TimeOfDay>() {
                prop_assert_eq!(time.to_string().parse::<TimeOfDay>().unwrap(), time);
            }
        }
    }
}
