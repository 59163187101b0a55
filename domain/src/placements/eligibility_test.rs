//! What stands in the way of applying is told whole, and is what the commands refuse with.

use super::tests::{days, framework, lot, now, organisation, started, submit};
use super::*;
use crate::organisations::{Found, LookupFailed, Organisation, RegisterNumber, Scheme};
use crate::values::Slug;
use crate::{Refusal, Timestamp};
use std::collections::BTreeSet;

fn in_person() -> Slug {
    "in-person".parse().unwrap()
}

/// A company, of which its register answered against its number.
fn against(sector: &str) -> Organisation {
    let number = RegisterNumber::parse(Scheme::CompaniesHouse, "01234567").unwrap();
    let mut company = organisation(sector);
    company.identifiers = vec![crate::organisations::Identifier::unverified(number.clone())];
    let ended = Found { registered_name: "X".into(), in_force: false, status: "dissolved".into() };
    company.record_check(&number, Ok::<_, LookupFailed>(ended), now()).unwrap().next
}

fn eligibility(provider: &Organisation, lot: &Slug, own: &[Placement], now: Timestamp) -> Eligibility {
    let framework = framework();
    let candidate = Candidate { provider, framework: &framework, lot, own, now };
    candidate.eligibility(None, &[], &BTreeSet::new(), true)
}

fn codes(of: &Eligibility, stage: Stage) -> Vec<&'static str> {
    of.reasons().into_iter().filter(|reason| reason.stage == stage).map(|reason| reason.code).collect()
}

#[test]
fn everything_that_stands_in_the_way_is_told_at_once() {
    let elsewhere = "elsewhere".parse().unwrap();
    let told = eligibility(&against("public_body"), &elsewhere, &[], days(10));
    assert!(!told.may_begin());
    let expected = [
        "organisation_public_body_holds_no_place",
        "organisation_register_answers_against",
        "framework_not_open",
        "lot_unknown",
    ];
    assert_eq!(codes(&told, Stage::Beginning), expected);
}

#[test]
fn what_is_refused_is_the_first_of_what_was_told() {
    let providers = [organisation("voluntary"), organisation("public_body"), against("voluntary")];
    let mine = [started()];
    for provider in &providers {
        for lot in [in_person(), "elsewhere".parse().unwrap()] {
            for own in [&mine[..], &[]] {
                for at in [now(), days(10)] {
                    let framework = framework();
                    let candidate = Candidate { provider, framework: &framework, lot: &lot, own, now: at };
                    let told = eligibility(provider, &lot, own, at);
                    let begun = Placement::start(mine[0].id, &candidate);
                    let refused = begun.err().map(|refusal| refusal.code());
                    assert_eq!(refused, told.to_begin.first().map(Refusal::code));
                }
            }
        }
    }
}

#[test]
fn details_are_looked_at_again_before_an_application_is_sent() {
    let provider = organisation("voluntary");
    let told =
        |provider: &Organisation, at| codes(&eligibility(provider, &in_person(), &[], at), Stage::Sending);
    assert_eq!(told(&provider, days(27)), [""; 0]);
    assert_eq!(told(&provider, days(28)), ["organisation_details_not_confirmed"]);
    let confirmed = provider.confirm_details(days(28)).unwrap().next;
    assert_eq!(told(&confirmed, days(28)), [""; 0]);
    // Also by the use case: the framework still takes applications.
    let mut early = organisation("voluntary");
    early.registered_at = days(-40);
    let filled = started().fill(tests::fill(4), &early, &lot()).unwrap().next;
    let refused = submit(filled.clone(), &early, &lot(), now()).unwrap_err();
    assert_eq!(refused.code(), "organisation_details_not_confirmed");
    let confirmed = early.confirm_details(now()).unwrap().next;
    assert!(submit(filled, &confirmed, &lot(), now()).is_ok());
}

#[test]
fn a_live_application_is_shown_where_it_stands_in_the_way_and_one_that_ended_does_not() {
    let mine = started();
    let told = eligibility(&organisation("voluntary"), &in_person(), std::slice::from_ref(&mine), now());
    assert_eq!(
        (told.there, codes(&told, Stage::Beginning)),
        (Some(mine.id), vec!["placement_already_on_lot"])
    );
    let withdrawn = mine.withdraw().unwrap().next;
    assert!(eligibility(&organisation("voluntary"), &in_person(), &[withdrawn], now()).may_begin());
}

#[test]
fn cautions_hinder_nobody() {
    let provider = organisation("voluntary");
    let framework = framework();
    let lot = in_person();
    let candidate = Candidate { provider: &provider, framework: &framework, lot: &lot, own: &[], now: now() };
    let told = candidate.eligibility(None, &[], &BTreeSet::new(), false);
    assert!(told.may_begin());
    let expected = ["eligibility_not_checked", "eligibility_no_quality_mark", "eligibility_no_offering"];
    assert_eq!(codes(&told, Stage::BeingListed), expected);
}
