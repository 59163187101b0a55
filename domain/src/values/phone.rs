//! Telephone numbers, judged by the ranges of Ofcom's National Telephone Numbering Plan.
//!
//! Rule 2: support is free to the user, so that a number which costs more than a call to an ordinary
//! geographic number is refused, and the refusal names the range.

use crate::kernel::NotThisText;
use crate::kernel::blank::{is_blank, is_dash};
use crate::text_value;

text_value! {
    /// A United Kingdom telephone number: national digits (`01134960000`), a harmonised short number
    /// (`116123`), either after the text relay prefix with a space (`18001 01134960000`).
    ///
    /// Read with or without spaces, brackets, hyphens and the country code. A number of a range that costs
    /// more is still a number; [`PhoneNumber::tariff`] says what it costs to call.
    pub struct PhoneNumber, parsed by phone_number
}

/// What a call costs the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tariff {
    /// Nothing, from landlines and mobiles.
    Free,
    /// What a call to an ordinary number costs, and part of inclusive minutes.
    Standard,
    /// More than that.
    HigherRate(HigherRate),
}

/// Why a call to a number costs more than an ordinary call. `Display` is the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HigherRate {
    /// 055.
    #[error("055 numbers are corporate numbers, which may cost more than a call to an 01, 02 or 03 number")]
    Corporate,
    /// 056.
    #[error("056 numbers are internet numbers, which may cost more than a call to an 01, 02 or 03 number")]
    LocationIndependent,
    /// 070.
    #[error(
        "070 numbers are personal numbers, not mobiles, and may cost more than a call to an 01, 02 or 03 number"
    )]
    Personal,
    /// 076 (all but 07624).
    #[error("076 numbers are pagers, and cost more than a call to an 01, 02 or 03 number")]
    Pager,
    /// 0843, 0844 and 0845.
    #[error("084 numbers add a service charge to the price of the call")]
    BusinessRate,
    /// 0870, 0871, 0872 and 0873.
    #[error("087 numbers add a service charge to the price of the call")]
    SpecialRate,
    /// 0909, 098 and all other 09.
    #[error("09 numbers are premium rate: they add a high service charge to the price of the call")]
    PremiumRate,
    /// 118.
    #[error("118 numbers are directory enquiries: they add a high service charge to the price of the call")]
    DirectoryEnquiries,
}

impl HigherRate {
    /// What to use instead, as the second half of a refusal.
    pub const INSTEAD: &'static str =
        "Use a number that starts 01, 02, 03, 07 or 080: support is free to the user";
}

/// What text relay puts before a number (Relay UK): the caller types, an assistant speaks.
const TEXT_RELAY: &str = "18001";

impl PhoneNumber {
    /// Whether this number is called through text relay.
    #[must_use]
    pub fn is_text_relay(&self) -> bool {
        self.as_str().starts_with(TEXT_RELAY)
    }

    /// The number itself, without the text relay prefix.
    #[must_use]
    pub fn digits(&self) -> &str {
        self.as_str().strip_prefix(TEXT_RELAY).map_or(self.as_str(), str::trim_start)
    }

    /// Whether it is a mobile telephone, which takes text messages: not through text relay, which speaks.
    #[must_use]
    pub fn takes_texts(&self) -> bool {
        let is_mobile = match self.digits().as_bytes() {
            [b'0', b'7', b'0', ..] => false,
            // The Isle of Man's mobiles share the pagers' range.
            [b'0', b'7', b'6', rest @ ..] => rest.starts_with(b"24"),
            [b'0', b'7', ..] => true,
            _ => false,
        };
        is_mobile && !self.is_text_relay()
    }

    /// What a call costs. Text relay adds nothing.
    #[must_use]
    pub fn tariff(&self) -> Tariff {
        tariff_of(self.digits()).unwrap_or(Tariff::Standard)
    }

    /// Whether users may be asked to call this number (rule 2).
    ///
    /// # Errors
    /// Why it costs more than an ordinary call.
    pub fn costs_no_more_than_an_ordinary_call(&self) -> Result<(), HigherRate> {
        match self.tariff() {
            Tariff::HigherRate(reason) => Err(reason),
            Tariff::Free | Tariff::Standard => Ok(()),
        }
    }

    /// As people write it: `0113 496 0000`, `020 7946 0000`, `01632 960000`.
    #[must_use]
    pub fn printed(&self) -> String {
        let digits = self.digits();
        let groups: &[usize] = match digits.as_bytes() {
            _ if digits.len() < 9 => &[],
            [b'0', b'2', ..] => &[3, 4],
            [b'0', b'1', b'1', ..] | [b'0', b'1', _, b'1', ..] | [b'0', b'3' | b'8' | b'9', ..] => &[4, 3],
            _ => &[5],
        };
        let (mut rest, mut printed) = (digits, String::with_capacity(20));
        if self.is_text_relay() {
            printed.push_str("18001 ");
        }
        for &length in groups {
            let (group, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            printed.push_str(group);
            printed.push(' ');
            rest = after;
        }
        printed + rest
    }

    /// For a link that dials: `tel:+441134960000`. Text relay and short numbers are dialled as they are.
    #[must_use]
    pub fn dialled(&self) -> String {
        match self.digits().strip_prefix('0') {
            Some(national) if !self.is_text_relay() => format!("tel:+44{national}"),
            _ => format!("tel:{}", self.as_str().replace(' ', "")),
        }
    }
}

/// The table of ranges: what a call to a number costs, or why there is no such number.
///
/// Source: Ofcom, National Telephone Numbering Plan (tables A1 and A2), by leading digits; 080 and 116 free
/// of charge since July 2015.
fn tariff_of(digits: &str) -> Result<Tariff, &'static str> {
    use Tariff::{Free, HigherRate as Higher, Standard};
    Ok(match digits.as_bytes() {
        [b'1', b'1', b'6', ..] if digits.len() == 6 => Free,
        [b'1', b'1', b'8', ..] if digits.len() == 6 => Higher(HigherRate::DirectoryEnquiries),
        [b'1', ..] => return Err("Short numbers are for networks and emergencies: enter an ordinary number"),
        [b'0', b'1', b'1'..=b'9', ..] => Standard,
        [b'0', b'2', b'0' | b'3' | b'4' | b'8' | b'9', ..] => Standard,
        [b'0', b'3', b'0' | b'3' | b'4' | b'7', ..] => Standard,
        [b'0', b'5', b'5', ..] => Higher(HigherRate::Corporate),
        [b'0', b'5', b'6', ..] => Higher(HigherRate::LocationIndependent),
        [b'0', b'7', b'0', ..] => Higher(HigherRate::Personal),
        // The Isle of Man's mobiles share the pagers' range.
        [b'0', b'7', b'6', b'2', b'4', ..] => Standard,
        [b'0', b'7', b'6', ..] => Higher(HigherRate::Pager),
        [b'0', b'7', b'1'..=b'9', ..] => Standard,
        [b'0', b'8', b'0', b'0' | b'8', ..] => Free,
        [b'0', b'8', b'4', b'3'..=b'5', ..] => Higher(HigherRate::BusinessRate),
        [b'0', b'8', b'7', b'0'..=b'3', ..] => Higher(HigherRate::SpecialRate),
        [b'0', b'9', ..] => Higher(HigherRate::PremiumRate),
        _ => {
            return Err("No telephone numbers in the United Kingdom start like this: check the first digits");
        }
    })
}

/// How many digits a number of a range may have, its leading zero included.
fn lengths_of(digits: &str) -> &'static [usize] {
    match digits.as_bytes() {
        [b'1', ..] => &[6],
        // A few towns still have five-digit local numbers.
        [b'0', b'1', ..] => &[10, 11],
        // Old freephone numbers have six digits after 0800; 0800 1111 is Childline.
        [b'0', b'8', b'0', b'0', ..] => &[8, 10, 11],
        // 0845 46 4x is a shorter number of the health service.
        [b'0', b'8', b'4', b'5', ..] => &[8, 11],
        _ => &[11],
    }
}

fn phone_number(text: &str) -> Result<String, NotThisText> {
    let refuse = |sentence: &str| Err(NotThisText::because(sentence));
    let between = |c: &char| is_blank(*c) || is_dash(*c) || matches!(c, '(' | ')' | '[' | ']' | '.' | '/');
    let written: String = text.chars().filter(|c| !between(c)).take(40).collect();
    if written.is_empty() {
        return refuse("Enter a telephone number, such as 0113 496 0000");
    }
    let (international, digits) = match written.strip_prefix('+') {
        Some(rest) => (true, rest),
        // A spreadsheet takes `+44` for a number, and keeps it without the sign.
        None => (written.len() == 12 && written.starts_with("44"), written.as_str()),
    };
    if digits.contains(|c: char| !c.is_ascii_digit()) {
        return refuse("Use only digits, spaces, brackets, hyphens and a leading + in a telephone number");
    }
    let (relay, digits) = match digits.strip_prefix(TEXT_RELAY) {
        Some(rest) if !international => (true, rest.to_owned()),
        _ => (false, digits.to_owned()),
    };
    let digits = if international { Some(digits.as_str()) } else { digits.strip_prefix("00") }.map_or(
        Ok(digits.clone()),
        |abroad| match abroad.strip_prefix("44") {
            // "+44 (0)113": the bracketed zero is for callers at home.
            Some(national) => Ok(format!("0{}", national.strip_prefix('0').unwrap_or(national))),
            None => Err(NotThisText::because("Enter a telephone number of the United Kingdom")),
        },
    )?;
    if !digits.starts_with(['0', '1']) {
        return refuse("Enter the whole telephone number, with its area code, such as 0113 496 0000");
    }
    tariff_of(&digits).map_err(NotThisText::because)?;
    if !lengths_of(&digits).contains(&digits.len()) {
        return refuse("Check the telephone number: it has too few or too many digits");
    }
    Ok(if relay { format!("{TEXT_RELAY} {digits}") } else { digits })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> PhoneNumber {
        text.parse().unwrap_or_else(|reason| panic!("{text}: {reason}"))
    }

    #[test]
    fn every_range_has_its_tariff() {
        use Tariff::{Free, HigherRate as Higher, Standard};
        for (text, tariff) in [
            ("0113 496 0000", Standard),
            ("020 7946 0000", Standard),
            ("01632 960000", Standard),
            ("016977 3999", Standard),
            ("0303 123 4567", Standard),
            ("0333 123 4567", Standard),
            ("0345 123 4567", Standard),
            ("03069 990000", Standard),
            ("07700 900000", Standard),
            ("07624 123456", Standard),
            ("0808 157 0000", Free),
            ("0800 123456", Free),
            ("0800 1111", Free),
            ("116 123", Free),
            ("055 1234 5678", Higher(HigherRate::Corporate)),
            ("056 1234 5678", Higher(HigherRate::LocationIndependent)),
            ("070 1234 5678", Higher(HigherRate::Personal)),
            ("07600 123456", Higher(HigherRate::Pager)),
            ("0843 123 4567", Higher(HigherRate::BusinessRate)),
            ("0845 123 4567", Higher(HigherRate::BusinessRate)),
            ("0870 123 4567", Higher(HigherRate::SpecialRate)),
            ("0872 123 4567", Higher(HigherRate::SpecialRate)),
            ("0909 123 4567", Higher(HigherRate::PremiumRate)),
            ("118 500", Higher(HigherRate::DirectoryEnquiries)),
        ] {
            assert_eq!(number(text).tariff(), tariff, "{text}");
        }
    }

    #[test]
    fn one_number_has_one_form_however_it_is_written() {
        for text in [
            "0113 496 0000",
            "(0113) 496-0000",
            "0113.496.0000",
            "0113/4960000",
            "\u{202d}0113\u{a0}496\u{2013}0000\u{202c}",
            "+44 113 496 0000",
            "+44 (0)113 496 0000",
            "(+44) 113 496 0000",
            "00441134960000",
            "441134960000",
        ] {
            assert_eq!(number(text).as_str(), "01134960000", "{text}");
        }
    }

    #[test]
    fn text_relay_keeps_its_prefix_and_costs_what_the_number_costs() {
        let relay = number("18001 0113 496 0000");
        assert!(relay.is_text_relay());
        assert_eq!((relay.as_str(), relay.digits()), ("18001 01134960000", "01134960000"));
        assert_eq!(relay.printed(), "18001 0113 496 0000");
        assert_eq!(relay.dialled(), "tel:1800101134960000");
        assert!(matches!(
            number("18001 0870 123 4567").tariff(),
            Tariff::HigherRate(HigherRate::SpecialRate)
        ));
    }

    #[test]
    fn numbers_are_printed_in_their_usual_groups() {
        for printed in [
            "020 7946 0000",
            "0113 496 0000",
            "0161 496 0000",
            "01632 960000",
            "07700 900000",
            "0808 157 0000",
            "0306 999 0000",
            "116123",
        ] {
            assert_eq!(number(printed).printed(), printed);
        }
        assert_eq!(number("0113 496 0000").dialled(), "tel:+441134960000");
        assert_eq!(number("116 123").dialled(), "tel:116123");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for wrong in [
            "",
            "496 0000",
            "999",
            "112",
            "0113 496 000000",
            "0207 946",
            "04 1234 5678",
            "0500 123456",
            "021 1234 5678",
            "031 1234 5678",
            "0801 123 4567",
            "+33 1 23 45 67 89",
            "0113 496 0000 ext 5",
            "0113 +496 0000",
            "44113496000",
            "０１１３ 496 0000",
            "18001",
        ] {
            assert!(wrong.parse::<PhoneNumber>().is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_what_is_read_reads_back(text in "[0-9+() -]{0,20}") {
            if let Ok(number) = text.parse::<PhoneNumber>() {
                prop_assert_eq!(&number.as_str().parse::<PhoneNumber>().unwrap(), &number);
                prop_assert_eq!(&number.printed().parse::<PhoneNumber>().unwrap(), &number);
            }
        }
    }
}
