//! How a postcode is written, by the rules of BS 7666 and the Royal Mail's address file.

use std::fmt;

/// The letters that the inward half uses: the alphabet without C, I, K, M, O and V.
const INWARD_LETTERS: &[u8; 20] = b"ABDEFGHJLNPQRSTUWXYZ";

/// Inward codes that an outward code can have: ten sectors of twenty times twenty units.
pub(super) const INWARD_CODES: u16 = 4000;

/// The first half of a postcode, such as `LS1` or `EC1A`: in capitals, padded with spaces.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Outcode(pub(super) [u8; 4]);

impl Outcode {
    /// The canonical text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default().trim_end()
    }

    /// The letters that begin it, such as `LS`.
    #[must_use]
    pub fn area(&self) -> &str {
        let text = self.as_str();
        &text[..text.bytes().take_while(u8::is_ascii_uppercase).count()]
    }

    /// Reads canonical or padded bytes: one or two letters, a digit, and perhaps one more.
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let class = |at: usize| match text.get(at) {
            Some(b'A'..=b'Z') => 'A',
            Some(b'0'..=b'9') => '9',
            None => ' ',
            Some(_) => '?',
        };
        let third = |allowed: &[u8], at: usize| text.get(at).is_some_and(|letter| allowed.contains(letter));
        let shaped = match (class(0), class(1), class(2), class(3)) {
            ('A', '9', ' ', ' ') | ('A', '9', '9', ' ') | ('A', 'A', '9', ' ') | ('A', 'A', '9', '9') => true,
            ('A', '9', 'A', ' ') => third(b"ABCDEFGHJKPSTUW", 2),
            ('A', 'A', '9', 'A') => third(b"ABEHMNPRVWXY", 3),
            _ => false,
        };
        let first = !matches!(text.first()?, b'Q' | b'V' | b'X');
        let second = !matches!(text.get(1)?, b'I' | b'J' | b'Z');
        let mut code = [b' '; 4];
        (shaped && first && second && text.len() <= 4).then(|| {
            code[..text.len()].copy_from_slice(text);
            Self(code)
        })
    }
}

impl fmt::Debug for Outcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Outcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A whole postcode of a right shape; whether it exists is for [`super::Postcodes`] to say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    pub(super) outcode: Outcode,
    /// The inward code as a number below 4,000: sector, first letter, second letter.
    pub(super) inward: u16,
}

impl Key {
    /// Reads a whole postcode, lenient in case and spaces and strict in shape.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match Written::parse(text)? {
            Written::Whole(key) => Some(key),
            Written::Sector(..) | Written::Outcode(_) => None,
        }
    }

    /// The first half.
    #[must_use]
    pub const fn outcode(self) -> Outcode {
        self.outcode
    }

    pub(super) const fn new(outcode: Outcode, inward: u16) -> Self {
        Self { outcode, inward }
    }
}

impl fmt::Display for Key {
    /// The canonical text: `LS1 4AP`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = |place: u16| char::from(INWARD_LETTERS[usize::from(place % 20)]);
        let (sector, first, second) = (self.inward / 400, self.inward / 20, self.inward);
        write!(f, "{} {sector}{}{}", self.outcode, letter(first), letter(second))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What someone wrote where a postcode was asked for, by its shape alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// All of it: `LS1 4AP`.
    Whole(Key),
    /// The outcode and the sector's digit, with the space that tells `LS1 4` from `LS14`.
    Sector(Outcode, u8),
    /// The first half alone: `LS1`.
    Outcode(Outcode),
}

impl fmt::Display for Written {
    /// The canonical text: `LS1 4AP`, `LS1 4` or `LS1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(key) => key.fmt(f),
            Self::Sector(outcode, sector) => write!(f, "{outcode} {sector}"),
            Self::Outcode(outcode) => outcode.fmt(f),
        }
    }
}

impl Written {
    /// Reads what was written. Case, and spaces round and between the halves, do not matter; any
    /// other mark, and any shape that no postcode has, is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut letters = [0_u8; 7];
        let (mut count, mut gap) = (0, None);
        for byte in text.trim().bytes() {
            match byte {
                b' ' => gap = Some(count),
                _ if byte.is_ascii_alphanumeric() && count < letters.len() => {
                    letters[count] = byte.to_ascii_uppercase();
                    count += 1;
                }
                _ => return None,
            }
        }
        let text = &letters[..count];
        if let Some((outward, inward)) = text.split_last_chunk::<3>()
            && let Some(inward) = parse_inward(*inward)
        {
            let outcode = Outcode::parse(outward)?;
            return (gap.is_none_or(|at| at == outward.len()))
                .then_some(Self::Whole(Key { outcode, inward }));
        }
        match gap {
            None => Outcode::parse(text).map(Self::Outcode),
            Some(at) => match text.split_at_checked(at)? {
                (outward, [digit @ b'0'..=b'9']) => {
                    Some(Self::Sector(Outcode::parse(outward)?, digit - b'0'))
                }
                _ => None,
            },
        }
    }
}

/// The inward code as a number below 4,000.
fn parse_inward([sector, first, second]: [u8; 3]) -> Option<u16> {
    let place = |letter| INWARD_LETTERS.iter().zip(0_u16..).find(|(l, _)| **l == letter).map(|(_, at)| at);
    let sector = sector.is_ascii_digit().then(|| u16::from(sector - b'0'))?;
    Some(sector * 400 + place(first)? * 20 + place(second)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_spaces_do_not_matter() {
        for text in ["LS1 4AP", "ls14ap", "  Ls1   4aP ", "LS14AP"] {
            assert_eq!(Key::parse(text).map(|key| key.to_string()), Some("LS1 4AP".to_owned()), "{text}");
        }
    }

    #[test]
    fn every_shape_is_read_and_written_back() {
        for text in ["M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB", "ZE3 9JZ"] {
            assert_eq!(Key::parse(text).map(|key| key.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn other_shapes_are_refused() {
        let wrong = [
            "", "LS", "1LS 4AP", "LS1 4CP", "LS1-4AP", "LS1 4APX", "QS1 4AP", "LS1Z 4AP", "L S14AP",
            "LS1 AAP", "ŁS1 4AP",
        ];
        for text in wrong {
            assert_eq!(Written::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_partial_postcode_says_which_part_it_is() {
        let outcode = |text: &[u8]| Outcode::parse(text).unwrap();
        assert_eq!(Written::parse("ls14"), Some(Written::Outcode(outcode(b"LS14"))));
        assert_eq!(Written::parse("ls1 4"), Some(Written::Sector(outcode(b"LS1"), 4)));
        assert_eq!(outcode(b"EC1A").area(), "EC");
    }
}
