//! Nations, local authorities, and the short codes of reference lists.

use super::bank_holidays::Division;
use crate::kernel::NotThisText;
use crate::{text_value, words};

words! {
    /// A nation of the United Kingdom.
    pub enum Nation {
        /// England.
        England = "england",
        /// Wales.
        Wales = "wales",
        /// Scotland.
        Scotland = "scotland",
        /// Northern Ireland.
        NorthernIreland = "northern_ireland",
    }
}

impl Nation {
    /// Whose bank holidays are kept there.
    #[must_use]
    pub const fn division(self) -> Division {
        match self {
            Self::England | Self::Wales => Division::EnglandAndWales,
            Self::Scotland => Division::Scotland,
            Self::NorthernIreland => Division::NorthernIreland,
        }
    }
}

text_value! {
    /// The ONS code of a local authority: the nation's letter (E, W, S or N) and eight digits.
    pub struct AuthorityCode, parsed by authority_code
}

impl AuthorityCode {
    /// The nation that the first letter names.
    #[must_use]
    pub fn nation(&self) -> Nation {
        match self.as_str().as_bytes().first() {
            Some(b'W') => Nation::Wales,
            Some(b'S') => Nation::Scotland,
            Some(b'N') => Nation::NorthernIreland,
            _ => Nation::England,
        }
    }
}

fn authority_code(text: &str) -> Result<String, NotThisText> {
    let code = text.trim().to_ascii_uppercase();
    let well_formed = code.len() == 9
        && code.starts_with(['E', 'W', 'S', 'N'])
        && code.bytes().skip(1).all(|b| b.is_ascii_digit());
    well_formed.then_some(code).ok_or_else(|| {
        NotThisText::because("Enter the code of a local authority, such as E08000035 for Leeds")
    })
}

text_value! {
    /// The code of a language: two or three lower-case letters of ISO 639, such as `cy` or `bfi`.
    pub struct LanguageCode, parsed by language_code
}

fn language_code(text: &str) -> Result<String, NotThisText> {
    let code = text.trim().to_ascii_lowercase();
    let well_formed = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
    well_formed.then_some(code).ok_or_else(|| {
        NotThisText::because(
            "Enter the code of a language, such as cy for Welsh or bfi for British Sign Language",
        )
    })
}

text_value! {
    /// The code of a facility: 2 to 40 lower-case letters, digits and underscores, such as `step_free`.
    pub struct FacilityCode, parsed by facility_code
}

fn facility_code(text: &str) -> Result<String, NotThisText> {
    let code = text.trim();
    let well_formed = (2..=40).contains(&code.len())
        && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    well_formed
        .then(|| code.to_owned())
        .ok_or_else(|| NotThisText::because("Enter the code of a facility, such as step_free"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_lies_in_the_nation_of_its_letter() {
        let nation = |code: &str| code.parse::<AuthorityCode>().map(|code| code.nation());
        assert_eq!(nation("E08000035"), Ok(Nation::England));
        assert_eq!(nation("w06000015"), Ok(Nation::Wales));
        assert_eq!(nation("S12000036"), Ok(Nation::Scotland));
        assert_eq!(nation("N09000003"), Ok(Nation::NorthernIreland));
        for wrong in ["", "Leeds", "E0800003", "X08000035", "E0800003A", "E080000355"] {
            assert!(nation(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn codes_of_reference_lists_have_one_spelling() {
        assert_eq!("CY".parse::<LanguageCode>().unwrap().as_str(), "cy");
        assert!("welsh".parse::<LanguageCode>().is_err());
        assert!("step_free".parse::<FacilityCode>().is_ok());
        assert!("Step free".parse::<FacilityCode>().is_err());
    }
}
