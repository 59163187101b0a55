//! Postcodes, in the one shape that Royal Mail gives them.

use crate::kernel::NotThisText;
use crate::kernel::blank::{is_blank, is_dash};
use crate::text_value;

text_value! {
    /// A whole postcode in capitals with one space: `LS1 4AP`. Its shape is right; whether it exists is for
    /// the gazetteer to say.
    pub struct Postcode, parsed by postcode
}
text_value! {
    /// The first half of a postcode, for a district: `LS1`.
    pub struct Outcode, parsed by outcode
}

impl Postcode {
    /// The district this postcode lies in.
    #[must_use]
    pub fn outcode(&self) -> Outcode {
        Outcode(self.as_str().split(' ').next().unwrap_or_default().to_owned())
    }

    /// Without the space: `LS14AP`.
    #[must_use]
    pub fn compact(&self) -> String {
        self.as_str().replace(' ', "")
    }
}

/// The shapes of the first half. The letters that a place may hold are those of BS 7666.
fn is_outward(text: &[u8]) -> bool {
    let first = |c: u8| c.is_ascii_uppercase() && !b"QVX".contains(&c);
    let second = |c: u8| c.is_ascii_uppercase() && !b"IJZ".contains(&c);
    let third = |c: u8| b"ABCDEFGHJKPSTUW".contains(&c);
    let fourth = |c: u8| b"ABEHMNPRVWXY".contains(&c);
    match *text {
        [a, b] => first(a) && b.is_ascii_digit(),
        [a, b, c] if b.is_ascii_digit() => first(a) && (c.is_ascii_digit() || third(c)),
        [a, b, c] => first(a) && second(b) && c.is_ascii_digit(),
        [a, b, c, d] => first(a) && second(b) && c.is_ascii_digit() && (d.is_ascii_digit() || fourth(d)),
        _ => false,
    }
}

/// The second half: a digit and two letters, none of those that are easily misread.
fn is_inward(text: &[u8]) -> bool {
    let letter = |c: u8| c.is_ascii_uppercase() && !b"CIKMOV".contains(&c);
    matches!(*text, [a, b, c] if a.is_ascii_digit() && letter(b) && letter(c))
}

/// Capitals and digits, without spaces and what else people put between or around them. `None`: something else.
fn compacted(text: &str) -> Option<String> {
    let between = |c: &char| is_blank(*c) || is_dash(*c) || matches!(c, '.' | ',' | '(' | ')');
    let text: String = text.chars().filter(|c| !between(c)).take(9).collect();
    text.bytes().all(|b| b.is_ascii_alphanumeric()).then(|| text.to_ascii_uppercase())
}

fn postcode(text: &str) -> Result<String, NotThisText> {
    if text.trim().is_empty() {
        return Err(NotThisText::because("Enter a postcode, such as LS1 4AP"));
    }
    let compact = compacted(text).unwrap_or_default();
    let (outward, inward) = compact.split_at_checked(compact.len().saturating_sub(3)).unwrap_or_default();
    if is_outward(outward.as_bytes()) && is_inward(inward.as_bytes()) {
        return Ok(format!("{outward} {inward}"));
    }
    Err(NotThisText::because(if is_outward(compact.as_bytes()) {
        "Enter the whole postcode, such as LS1 4AP, not only its first half"
    } else {
        "Enter a whole postcode of the United Kingdom, such as LS1 4AP"
    }))
}

fn outcode(text: &str) -> Result<String, NotThisText> {
    compacted(text)
        .filter(|compact| is_outward(compact.as_bytes()))
        .ok_or_else(|| NotThisText::because("Enter the first half of a postcode, such as LS1"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_shape_is_read_however_it_is_typed() {
        for (typed, canonical) in [
            ("ls14ap", "LS1 4AP"),
            (" LS1  4AP ", "LS1 4AP"),
            ("LS1-4AP", "LS1 4AP"),
            ("(LS1\u{a0}4AP).", "LS1 4AP"),
            ("\u{200b}LS1\t4AP\u{feff}", "LS1 4AP"),
            ("m1 1ae", "M1 1AE"),
            ("B33 8TH", "B33 8TH"),
            ("w1a0ax", "W1A 0AX"),
            ("CR2 6XH", "CR2 6XH"),
            ("dn551pt", "DN55 1PT"),
            ("EC1A 1BB", "EC1A 1BB"),
            ("BT1 1AA", "BT1 1AA"),
        ] {
            assert_eq!(typed.parse::<Postcode>().unwrap().as_str(), canonical);
        }
        assert_eq!("EC1A 1BB".parse::<Postcode>().unwrap().outcode().as_str(), "EC1A");
    }

    #[test]
    fn other_shapes_are_refused_and_half_a_postcode_is_recognised() {
        for wrong in [
            "",
            "LS1 4A",
            "QS1 4AP",
            "LS1 4CP",
            "LS1 4A0",
            "LS100 4AP",
            "1LS 4AP",
            "LS1/4AP",
            "ＬS1 4AP",
            "LS1 4AP X",
        ] {
            assert!(wrong.parse::<Postcode>().is_err(), "{wrong}");
        }
        let half = "LS1".parse::<Postcode>().unwrap_err();
        assert!(half.0.contains("not only its first half"), "{half}");
        assert!("LS1".parse::<Outcode>().is_ok() && "LS1 4AP".parse::<Outcode>().is_err());
    }

    proptest! {
        #[test]
        fn what_is_read_reads_back(text in "\\PC{0,10}|[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}") {
            if let Ok(postcode) = text.parse::<Postcode>() {
                prop_assert_eq!(postcode.as_str().parse::<Postcode>().unwrap(), postcode.clone());
                prop_assert_eq!(postcode.compact().parse::<Postcode>().unwrap(), postcode);
            }
        }
    }
}
