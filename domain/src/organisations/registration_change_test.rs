//! What registers say otherwise than before.

use super::organisation_test::{company, found, now, provider};
use super::*;
use jiff::SignedDuration;

fn says(name: &str, in_force: bool) -> Result<Found, LookupFailed> {
    let status = if in_force { "active" } else { "dissolved" };
    Ok(Found { registered_name: name.into(), in_force, status: status.into() })
}

fn after(organisation: Organisation, answer: Result<Found, LookupFailed>) -> Organisation {
    organisation.record_check(&company(), answer, now()).unwrap().next
}

fn noticed(organisation: &Organisation) -> Vec<WhatChanged> {
    organisation.open_registration_changes().map(|(_, change)| change.what.clone()).collect()
}

#[test]
fn an_end_a_removal_and_another_name_are_noticed_and_trouble_is_not() {
    let verified = after(provider("private", None), found());
    assert_eq!(noticed(&verified), []);
    assert_eq!(noticed(&after(verified.clone(), says("  age well leeds cic ", true))), [], "the same name");
    for trouble in Trouble::ALL {
        let still = after(verified.clone(), Err(LookupFailed::Trouble(*trouble)));
        assert_eq!((noticed(&still), &still.identifiers[0].check), (vec![], &verified.identifiers[0].check));
    }
    let ended = after(verified.clone(), says("AGE WELL LEEDS CIC", false));
    assert_eq!(noticed(&ended), [WhatChanged::Ended { status: "dissolved".into() }]);
    assert_eq!(noticed(&after(ended, says("AGE WELL LEEDS CIC", false))).len(), 1, "noticed once");
    let gone = after(verified.clone(), Err(LookupFailed::NotOnRegister));
    assert_eq!(noticed(&gone), [WhatChanged::Gone]);
    let renamed = after(verified, says("WELL AGED LTD", true));
    let (from, to) = ("AGE WELL LEEDS CIC".into(), "WELL AGED LTD".into());
    assert_eq!(noticed(&renamed), [WhatChanged::Renamed { from, to }]);
}

#[test]
fn a_number_that_was_never_right_is_its_owners_to_mend_and_one_that_has_ended_is_noticed() {
    assert_eq!(noticed(&after(provider("private", None), Err(LookupFailed::NotOnRegister))), []);
    assert_eq!(noticed(&after(provider("private", None), says("X", false))).len(), 1);
}

#[test]
fn what_a_register_takes_back_is_settled_by_that_and_a_new_name_is_not() {
    let verified = after(provider("private", None), found());
    let back = after(after(verified.clone(), says("AGE WELL LEEDS CIC", false)), found());
    assert_eq!((noticed(&back), back.registration_changed_at()), (vec![], None));
    assert_eq!(back.registration_changes.len(), 1, "it stays on record");
    let renamed = after(after(verified, says("WELL AGED LTD", true)), says("WELL AGED LTD", true));
    assert_eq!(noticed(&renamed).len(), 1);
}

#[test]
fn a_change_is_settled_once_by_a_person() {
    let by = uuid::Uuid::from_u128(9).into();
    let ended = after(after(provider("private", None), found()), says("X", false));
    assert_eq!(ended.registration_changed_at(), Some(now()));
    let how = || "Restored by the court: order seen".parse().unwrap();
    let later = now() + SignedDuration::from_hours(1);
    let settled = ended.settle_registration_change(0, how(), by, later).unwrap();
    assert_eq!(settled.events[0].name, "organisation.registration_settled");
    let again = settled.next.settle_registration_change(0, how(), by, later).unwrap_err();
    assert_eq!(again, CannotChangeOrganisation::NoSuchRegistrationChange);
}

#[test]
fn its_sentence_names_the_register() {
    let gone = after(after(provider("private", None), found()), Err(LookupFailed::NotOnRegister));
    assert_eq!(gone.registration_changes[0].sentence(), "Companies House no longer has the number 01234567");
}
