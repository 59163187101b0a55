//! Where the person who asks is: what they wrote, understood as a postcode, a part of one, the name of a
//! place, or as nowhere in particular. Whoever has no place in the United Kingdom, or does not know it, is led
//! on to what reaches everyone.

use super::search::FoundOrigin;
use crate::reference::places::{Meant, NamedPlace};
use crate::reference::{Named, Reference};
use finder::Origin;
use finder::postcodes::{Unresolved, Written};

/// Written instead of a place: only what reaches everyone is asked for, also from abroad.
pub const ANYWHERE: &str = "anywhere";
/// The same as people write it in Welsh.
const ANYWHERE_CY: &str = "unrhyw le";

/// The way on that every refusal ends with.
const WAY_ON: &str = "“anywhere” finds who helps everyone by telephone or web chat";

/// A place as it was understood.
pub(super) type Near = (Origin, FoundOrigin);

/// Why what was written leads to no place, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NoPlace {
    pub code: &'static str,
    pub detail: String,
    /// The places of which one is meant.
    pub choices: Vec<Named>,
}

impl NoPlace {
    fn because(code: &'static str, reason: &str) -> Self {
        Self { code, detail: format!("{reason}; {WAY_ON}"), choices: vec![] }
    }
}

/// Understands what was written.
pub(super) fn understood(reference: &Reference, written: &str) -> Result<Near, NoPlace> {
    if [ANYWHERE, ANYWHERE_CY].iter().any(|word| written.eq_ignore_ascii_case(word)) {
        return Ok(elsewhere(None));
    }
    let resolved = match reference.postcodes() {
        Some(postcodes) => postcodes.resolve(written),
        None => Err(Unresolved::NotAPostcode),
    };
    match resolved {
        Ok(place) => {
            let origin = Origin::At { point: place.point, authority: Some(place.authority.to_owned()) };
            let found = FoundOrigin {
                postcode: Written::parse(written).map(|written| written.to_string()),
                named: None,
                point: Some(place.point),
                precision: place.precision.as_str(),
            };
            Ok((origin, found))
        }
        Err(Unresolved::Forces) => Ok(elsewhere(Some(written.to_ascii_uppercase()))),
        Err(Unresolved::NotAPostcode) => by_name(reference, written),
        Err(Unresolved::NotInUse(outcode)) => Err(NoPlace::because(
            "postcode_not_in_use",
            &format!(
                "No such postcode is in use: it may be mistyped, have ended or be very new. Check it, give its first \
                 half ({outcode}) or the name of a place"
            ),
        )),
        Err(Unresolved::NoSuchOutcode(outcode)) => Err(NoPlace::because(
            "postcode_not_in_use",
            &format!("No postcode begins with {outcode}: check it, or give the name of a place"),
        )),
        Err(Unresolved::CrownDependency(_)) => Err(NoPlace::because(
            "in_a_crown_dependency",
            "This postcode is in Jersey, Guernsey or the Isle of Man, which have public services of their own and are \
             not part of the United Kingdom",
        )),
    }
}

/// Nowhere that distances could be reckoned from.
fn elsewhere(postcode: Option<String>) -> Near {
    (Origin::Elsewhere, FoundOrigin { postcode, named: None, point: None, precision: "elsewhere" })
}

fn by_name(reference: &Reference, written: &str) -> Result<Near, NoPlace> {
    match reference.places().called(written) {
        Some(Meant::One(place)) => Ok(at(place)),
        Some(Meant::Several(places)) => {
            let choices: Vec<_> = places.iter().map(|place| place.label()).collect();
            let names: Vec<_> = choices.iter().map(|named| named.name.as_str()).collect();
            let detail = format!("Several places may be meant. Ask for one of them: {}", names.join("; "));
            Err(NoPlace { code: "several_places", detail, choices })
        }
        None => Err(NoPlace::because(
            "invalid_near",
            "Give a postcode of the United Kingdom such as LS1 4AP, its first half, or the name of a town or of a \
             local authority",
        )),
    }
}

fn at(place: &NamedPlace) -> Near {
    let authority = Some(place.authority.to_string());
    let precision = if place.is_authority() { "authority" } else { "town" };
    let named = Some(place.label());
    let found = FoundOrigin { postcode: None, named, point: Some(place.point), precision };
    (Origin::At { point: place.point, authority }, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference() -> Reference {
        Reference::built_in().unwrap()
    }

    #[test]
    fn what_is_understood_says_how_exactly() {
        let reference = reference();
        for (written, precision, has_place) in [
            ("ls1 4ap", "postcode", true),
            ("LS1 4", "sector", true),
            ("LS1", "outcode", true),
            ("Leeds", "authority", true),
            ("Truro", "town", true),
            ("BFPO 12", "elsewhere", false),
            ("BF1 3AA", "elsewhere", false),
            ("Anywhere", "elsewhere", false),
            ("unrhyw le", "elsewhere", false),
        ] {
            let (origin, found) = understood(&reference, written).unwrap();
            assert_eq!((found.precision, found.point.is_some()), (precision, has_place), "{written}");
            assert_eq!(matches!(origin, Origin::At { authority: Some(_), .. }), has_place, "{written}");
        }
    }

    #[test]
    fn what_is_no_place_says_why_and_leads_on() {
        let reference = reference();
        for (written, code, says) in [
            ("LS1 0ZZ", "postcode_not_in_use", "(LS1)"),
            ("ZE9 9ZZ", "postcode_not_in_use", "begins with ZE9"),
            ("JE2 3AB", "in_a_crown_dependency", "not part of the United Kingdom"),
            ("IM1 1AA", "in_a_crown_dependency", "Isle of Man"),
            ("Xanadu", "invalid_near", "LS1 4AP"),
        ] {
            let reason = understood(&reference, written).unwrap_err();
            assert_eq!(reason.code, code, "{written}");
            assert!(reason.detail.contains(says) && reason.detail.contains(WAY_ON), "{}", reason.detail);
        }
        let which = understood(&reference, "Newport").unwrap_err();
        assert_eq!(which.code, "several_places");
        assert_eq!(which.choices.len(), 3);
        for choice in &which.choices {
            assert!(understood(&reference, &choice.name).is_ok(), "each can be asked for: {}", choice.name);
            assert!(understood(&reference, &choice.name_cy).is_ok(), "in Welsh too: {}", choice.name_cy);
        }
    }
}
