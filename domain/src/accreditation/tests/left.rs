//! What a mark was given for and is there no more.

use super::*;
use crate::offerings::{Offering, OfferingDraft};

/// An offering in person at a postcode, in a state.
fn at(postcode: &str, channels: &[&str], state: &str) -> Offering {
    let draft = json!({"name": "Help", "channels": channels, "place": {
        "name": "The library", "address": {"lines": ["1 High Street"], "town": "Leeds", "postcode": postcode}}});
    let support = serde_json::from_value::<OfferingDraft>(draft).unwrap().parse().unwrap();
    let drafted = Offering::drafted(Uuid::from_u128(9).into(), organisation_id(1), support, now()).next;
    let ended_at = (state == "ended").then(|| days(10));
    Offering { state: state.parse().unwrap(), published_at: Some(now()), ended_at, ..drafted }
}

fn asked(case: &Accreditation, channels: &[Channel], places: Places) -> Scope {
    Scope { channels: channels.to_vec(), places, ..case.scope.clone() }
}

#[test]
fn what_is_not_asked_for_again_and_what_nobody_gives_any_more_has_left() {
    let held = accredited();
    let whole = [at("LS1 4AP", &["in_person", "telephone"], "live")];
    let again = mark(&held).scope.clone();
    assert!(LeftScope::since(mark(&held), &again, &provider(), &whole).is_nothing());

    let less = asked(&held, &[Channel::InPerson], Places::Listed(vec!["LS2 7EY".parse().unwrap()]));
    let left = LeftScope::since(mark(&held), &less, &provider(), &whole);
    assert_eq!(left.channels, [Left { what: Channel::Telephone, why: Gone::NotAsked }]);
    assert_eq!(left.places, [Left { what: "LS1 4AP".parse().unwrap(), why: Gone::NotAsked }]);
    assert_eq!(left.partners, []);

    let closed =
        [at("LS1 4AP", &["in_person", "telephone"], "ended"), at("LS2 7EY", &["in_person"], "paused")];
    let left = LeftScope::since(mark(&held), &again, &provider(), &closed);
    assert_eq!(left.channels, [Left { what: Channel::Telephone, why: Gone::NotOffered }]);
    assert_eq!(left.places, [Left { what: "LS1 4AP".parse().unwrap(), why: Gone::NotOffered }]);

    let alone = provider().remove_partner(organisation_id(PARTNER)).unwrap().next;
    let left = LeftScope::since(mark(&held), &again, &alone, &whole);
    assert_eq!(left.partners, [Left { what: organisation_id(PARTNER), why: Gone::NoPartner }]);
}

#[test]
fn of_a_mark_for_every_place_those_count_at_which_help_was_given_meanwhile() {
    let held = accredited();
    let everywhere = QualityMark {
        scope: asked(&held, &[Channel::InPerson], Places::AllBut(vec!["LS3 1AA".parse().unwrap()])),
        ..mark(&held).clone()
    };
    let again = asked(&held, &[Channel::InPerson], Places::All);
    let there = [
        at("LS1 4AP", &["in_person"], "live"),
        at("LS2 7EY", &["in_person"], "ended"),
        at("LS3 1AA", &["in_person"], "ended"),
        Offering { ended_at: Some(days(-1)), ..at("LS4 2AA", &["in_person"], "ended") },
        Offering { published_at: None, ..at("LS5 3AA", &["in_person"], "draft") },
    ];
    let left = LeftScope::since(&everywhere, &again, &provider(), &there);
    assert_eq!(left.places, [Left { what: "LS2 7EY".parse().unwrap(), why: Gone::NotOffered }]);
}
