//! The numbers by which public registers know organisations, each in its register's own shape.
//!
//! Schemes are those of org-id.guide, as Open Referral UK and OCDS use them.

use crate::kernel::NotThisText;
use crate::kernel::blank::{is_blank, is_dash};
use crate::{text_value, words};
use serde::{Deserialize, Serialize};
use std::fmt;

words! {
    /// A public register.
    pub enum Scheme {
        /// Companies House.
        CompaniesHouse = "GB-COH",
        /// The Charity Commission for England and Wales.
        CharityCommission = "GB-CHC",
        /// The Scottish Charity Regulator.
        ScottishCharities = "GB-SC",
        /// The Charity Commission for Northern Ireland.
        NorthernIrishCharities = "GB-NIC",
    }
}

impl Scheme {
    /// The register's name, for people.
    #[must_use]
    pub const fn register(self) -> &'static str {
        match self {
            Self::CompaniesHouse => "Companies House",
            Self::CharityCommission => "the Charity Commission for England and Wales",
            Self::ScottishCharities => "the Scottish Charity Regulator",
            Self::NorthernIrishCharities => "the Charity Commission for Northern Ireland",
        }
    }
}

text_value! {
    /// A company number: eight characters in capitals, `01234567`, `SC123456`, `IP27987R`. Leading zeros that
    /// were left out of an all-digit number are put back.
    pub struct CompanyNumber, parsed by company_number
}

text_value! {
    /// A charity number of one of the three registers; its shape tells which. England and Wales: `1234567`, or
    /// `1234567-1` for a linked charity. Scotland: `SC012345`. Northern Ireland: `NIC100012`.
    pub struct CharityNumber, parsed by charity_number
}

/// The prefixes that Companies House gives out before six digits.
///
/// Source: Companies House, "Uniform resource identifiers customer guide", and the registers opened since (CE,
/// CS, OE, PC, SG). Grouped: England and Wales or the whole country, Scotland, Northern Ireland.
const COMPANY_PREFIXES: &[&str] = &[
    "AC", "BR", "CE", "FC", "GE", "IC", "IP", "LP", "OC", "OE", "PC", "RC", "RS", "SE", "ZC", //
    "CS", "ES", "GS", "SA", "SC", "SF", "SG", "SI", "SL", "SO", "SP", "SR", "SZ", //
    "EN", "GN", "NA", "NC", "NF", "NI", "NL", "NO", "NP", "NR", "NV", "NZ", "R0",
];

/// The registers of societies, whose old numbers may end in one or two letters: `IP27987R`, `SP1234RS`.
const SOCIETY_PREFIXES: &[&str] = &["IP", "SP", "NP", "NO", "RS"];

/// Capitals and digits without what people put between them. Dashes of any length are hyphens.
fn compacted(text: &str) -> String {
    let written = text.chars().filter(|c| !is_blank(*c) && !matches!(c, '.' | ',' | '(' | ')'));
    let written = written.map(|c| if is_dash(c) { '-' } else { c }).take(30);
    written.collect::<String>().to_ascii_uppercase()
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn company_number(text: &str) -> Result<String, NotThisText> {
    let compact = compacted(text).replace('-', "");
    if compact.is_empty() {
        return Err(NotThisText::because("Enter a company number, such as 01234567 or SC123456"));
    }
    if all_digits(&compact) && compact.len() <= 8 {
        if compact.bytes().all(|b| b == b'0') {
            return Err(NotThisText::because("Check the company number: it cannot be all zeros"));
        }
        return Ok(format!("{compact:0>8}"));
    }
    if compact.len() == 8
        && let Some((prefix, rest)) = compact.split_at_checked(2)
        && COMPANY_PREFIXES.contains(&prefix)
    {
        let digits = rest.trim_end_matches(|c: char| c.is_ascii_uppercase());
        let letters = rest.len() - digits.len();
        let society = SOCIETY_PREFIXES.contains(&prefix) && letters <= 2;
        // Some Scottish limited partnerships end in A.
        let scottish_partnership = prefix == "SL" && letters <= 1 && !rest.ends_with(|c| c > 'A');
        if all_digits(digits) && (letters == 0 || society || scottish_partnership) {
            return Ok(compact);
        }
    }
    Err(NotThisText::because(
        "Enter a company number of eight characters as Companies House shows it, such as 01234567 or SC123456",
    ))
}

fn charity_number(text: &str) -> Result<String, NotThisText> {
    let compact = compacted(text);
    let six = |digits: &str| {
        let digits = digits.strip_prefix('-').unwrap_or(digits);
        (digits.len() == 6 && all_digits(digits)).then(|| digits.to_owned())
    };
    if compact.is_empty() {
        return Err(NotThisText::because("Enter a charity number, such as 1234567, SC012345 or NIC100012"));
    }
    if let Some(digits) = compact.strip_prefix("NIC") {
        return six(digits).map(|digits| format!("NIC{digits}")).ok_or_else(|| {
            NotThisText::because(
                "Enter a Northern Irish charity number as NIC and six digits, such as NIC100012",
            )
        });
    }
    if let Some(digits) = compact.strip_prefix("SC") {
        return six(digits).map(|digits| format!("SC{digits}")).ok_or_else(|| {
            NotThisText::because("Enter a Scottish charity number as SC and six digits, such as SC012345")
        });
    }
    let (main, linked) = match compact.split_once(['-', '/']) {
        Some((main, linked)) => (main, Some(linked)),
        None => (compact.as_str(), None),
    };
    let main_is_right = (6..=7).contains(&main.len()) && all_digits(main) && !main.starts_with('0');
    let linked = match linked {
        None => Some(None),
        Some(suffix) if all_digits(suffix) && suffix.len() <= 4 => {
            let suffix = suffix.trim_start_matches('0');
            // Suffix 0 is the main charity itself.
            Some((!suffix.is_empty()).then_some(suffix))
        }
        Some(_) => None,
    };
    match linked {
        Some(None) if main_is_right => Ok(main.to_owned()),
        Some(Some(suffix)) if main_is_right => Ok(format!("{main}-{suffix}")),
        _ => Err(NotThisText::because(
            "Enter a charity number of six or seven digits, such as 1234567, or 1234567-1 for a linked charity",
        )),
    }
}

impl CharityNumber {
    /// Whose register this number is of.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        match self.as_str().get(..2) {
            Some("SC") => Scheme::ScottishCharities,
            Some("NI") => Scheme::NorthernIrishCharities,
            _ => Scheme::CharityCommission,
        }
    }

    /// The number of the main charity, without the suffix of a linked one.
    #[must_use]
    pub fn main(&self) -> &str {
        self.as_str().split('-').next().unwrap_or_default()
    }

    /// The suffix of a linked charity of England and Wales; 0 for a main charity.
    #[must_use]
    pub fn suffix(&self) -> u16 {
        self.as_str().split_once('-').and_then(|(_, suffix)| suffix.parse().ok()).unwrap_or(0)
    }
}

/// A number with its register.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Raw", into = "Raw")]
pub enum RegisterNumber {
    /// Of Companies House.
    Company(CompanyNumber),
    /// Of one of the three charity registers.
    Charity(CharityNumber),
}

#[derive(Serialize, Deserialize)]
struct Raw {
    scheme: Scheme,
    number: String,
}

impl TryFrom<Raw> for RegisterNumber {
    type Error = NotThisText;
    fn try_from(raw: Raw) -> Result<Self, NotThisText> {
        Self::parse(raw.scheme, &raw.number)
    }
}

impl From<RegisterNumber> for Raw {
    fn from(number: RegisterNumber) -> Self {
        Self { scheme: number.scheme(), number: number.as_str().to_owned() }
    }
}

impl RegisterNumber {
    /// A number of a register, in the register's own shape.
    ///
    /// # Errors
    /// A sentence that says what the register's numbers look like.
    pub fn parse(scheme: Scheme, number: &str) -> Result<Self, NotThisText> {
        if scheme == Scheme::CompaniesHouse {
            return number.parse().map(Self::Company);
        }
        let charity: CharityNumber = number.parse()?;
        if charity.scheme() == scheme {
            Ok(Self::Charity(charity))
        } else {
            let (given, meant) = (scheme.register(), charity.scheme().register());
            Err(NotThisText::because(format!(
                "This is not a number of {given}: it looks like one of {meant}"
            )))
        }
    }

    /// Whose register this number is of.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        match self {
            Self::Company(_) => Scheme::CompaniesHouse,
            Self::Charity(number) => number.scheme(),
        }
    }

    /// The number as its register writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Company(number) => number.as_str(),
            Self::Charity(number) => number.as_str(),
        }
    }
}

/// The identifier as org-id.guide has it: `GB-COH-01234567`.
impl fmt::Display for RegisterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.scheme(), self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_prefix_of_companies_house_is_read() {
        for prefix in COMPANY_PREFIXES {
            let number = format!("{prefix}123456");
            assert_eq!(number.to_lowercase().parse::<CompanyNumber>().unwrap().as_str(), number);
        }
        for (typed, canonical) in [
            ("1234567", "01234567"),
            ("sc 123456", "SC123456"),
            ("sc-123456", "SC123456"),
            (" 0123\u{a0}4567\u{200b}", "01234567"),
            ("IP27987R", "IP27987R"),
            ("SP1234RS", "SP1234RS"),
            ("SL01234A", "SL01234A"),
        ] {
            assert_eq!(typed.parse::<CompanyNumber>().unwrap().as_str(), canonical);
        }
    }

    #[test]
    fn other_company_numbers_are_refused() {
        for wrong in [
            "",
            "0",
            "00000000",
            "123456789",
            "XX123456",
            "SC12345",
            "SC1234567",
            "SC12345A",
            "IP123RRR",
            "SL12345B",
            "0123456A",
            "０1234567",
        ] {
            assert!(wrong.parse::<CompanyNumber>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_three_charity_registers_have_shapes_of_their_own() {
        for (typed, canonical, scheme) in [
            ("1234567", "1234567", Scheme::CharityCommission),
            ("202918", "202918", Scheme::CharityCommission),
            ("1053467-2", "1053467-2", Scheme::CharityCommission),
            ("1053467-0", "1053467", Scheme::CharityCommission),
            ("1053467 \u{2013} 2", "1053467-2", Scheme::CharityCommission),
            ("1 053 467", "1053467", Scheme::CharityCommission),
            ("sc012345", "SC012345", Scheme::ScottishCharities),
            ("NIC 100012", "NIC100012", Scheme::NorthernIrishCharities),
            ("nic-100012", "NIC100012", Scheme::NorthernIrishCharities),
            ("sc-012345", "SC012345", Scheme::ScottishCharities),
        ] {
            let number: CharityNumber = typed.parse().unwrap();
            assert_eq!((number.as_str(), number.scheme()), (canonical, scheme));
        }
        for wrong in [
            "",
            "12345",
            "12345678",
            "0234567",
            "SC12345",
            "SC1234567",
            "NIC12345",
            "NI100012",
            "1234567-",
            "1234567-12345",
            "1234567-x",
        ] {
            assert!(wrong.parse::<CharityNumber>().is_err(), "{wrong}");
        }
        let linked: CharityNumber = "1053467-2".parse().unwrap();
        assert_eq!((linked.main(), linked.suffix()), ("1053467", 2));
    }

    #[test]
    fn a_number_belongs_to_the_register_it_is_given_for() {
        let identifier = RegisterNumber::parse(Scheme::ScottishCharities, "SC012345").unwrap();
        assert_eq!(identifier.to_string(), "GB-SC-SC012345");
        assert_eq!(
            RegisterNumber::parse(Scheme::CompaniesHouse, "SC012345").unwrap().to_string(),
            "GB-COH-SC012345"
        );
        let wrong = RegisterNumber::parse(Scheme::CharityCommission, "SC012345").unwrap_err();
        assert!(wrong.0.contains("Scottish Charity Regulator"), "{wrong}");
        let json = serde_json::to_string(&identifier).unwrap();
        assert_eq!(json, r#"{"scheme":"GB-SC","number":"SC012345"}"#);
        assert_eq!(serde_json::from_str::<RegisterNumber>(&json).unwrap(), identifier);
    }

    proptest! {
        #[test]
        fn what_is_read_reads_back(text in "[A-Za-z0-9 /.-]{0,12}") {
            for &scheme in Scheme::ALL {
                if let Ok(number) = RegisterNumber::parse(scheme, &text) {
                    prop_assert_eq!(RegisterNumber::parse(scheme, number.as_str()).unwrap(), number);
                }
            }
        }
    }
}
