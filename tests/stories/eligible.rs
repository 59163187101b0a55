//! Whether a provider can apply to a lot: what it is told is what it is refused with.

use crate::registrations::Says;
use domain::Role;
use domain::organisations::{Found, LookupFailed};
use domain::placements::State;
use jiff::SignedDuration;
use marketplace::organisations::check_identifiers;
use serde_json::Value;
use stories::{Provider, Reply, Session, focs_answers, json, story};

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

fn asks(by: &Session, provider: &Provider, lot: &str) -> Reply {
    by.get(&format!("/api/v1/frameworks/focs/lots/{lot}/eligibility?provider={}", provider.id))
}

/// The codes of what stands in the way of a stage.
fn codes(told: &Reply, stage: &str) -> Vec<String> {
    let reasons = told.body["reasons"].as_array().unwrap().iter();
    let of_stage = reasons.filter(|reason| reason["stands_in_the_way_of"] == stage);
    of_stage.map(|reason| reason["code"].as_str().unwrap().to_owned()).collect()
}

fn application(provider: &Provider) -> Value {
    json!({"provider": provider.id, "framework": "focs", "lot": "in-person"})
}

/// What is told stands in the way of beginning, and beginning is refused with the first of it; or begins.
fn is_refused_as_told(provider: &Provider, expected: &[&str]) {
    let told = asks(&provider.owner, provider, "in-person").is(200);
    assert_eq!(codes(&told, "beginning"), expected, "{}", told.text);
    assert_eq!(told.body["may_begin"], expected.is_empty());
    let begun = provider.owner.post("/api/v1/placements", &application(provider));
    match expected.first() {
        None => drop(begun.is(201)),
        Some(code) => assert_eq!(begun.body["code"], *code, "{}", begun.text),
    }
}

/// The provider gives a register number.
fn gives_number(provider: &Provider) {
    let at = format!("/api/v1/organisations/{}", provider.id);
    let version = provider.owner.get(&at).is(200).version();
    let details = json!({
        "name": "Age Well Leeds", "sector": "voluntary", "form": "charity", "contact_email": provider.email,
        "identifiers": [{"scheme": "GB-COH", "number": "1234567"}],
    });
    provider.owner.at_version(version).put(&at, &details).is(200);
}

story! {
    fn each_reason_that_is_told_is_the_one_it_is_refused_with(world) {
        world.focs();
        is_refused_as_told(&world.applicant("Town Hall", "public_body"), &["organisation_public_body_holds_no_place"]);

        let provider = world.applicant("Age Well Leeds", "voluntary");
        gives_number(&provider);
        let ended = Found { registered_name: "AGE WELL".into(), in_force: false, status: "dissolved".into() };
        check_identifiers(&world.market, &Says(Ok(ended))).unwrap();
        is_refused_as_told(&provider, &["organisation_register_answers_against"]);
        // A register that is down stands in nobody's way, and takes nothing back.
        let number = json!({"scheme": "GB-COH", "number": "01234567"});
        let checks = format!("/api/v1/organisations/{}/identifier-checks", provider.id);
        provider.owner.post(&checks, &number).is(202);
        let down = LookupFailed::Trouble(domain::organisations::Trouble::Unreachable);
        check_identifiers(&world.market, &Says(Err(down))).unwrap();
        is_refused_as_told(&provider, &["organisation_register_answers_against"]);
        provider.owner.post(&checks, &number).is(202);
        let active = Found { registered_name: "AGE WELL".into(), in_force: true, status: "active".into() };
        check_identifiers(&world.market, &Says(Ok(active))).unwrap();
        is_refused_as_told(&provider, &[]);
        is_refused_as_told(&provider, &["placement_already_on_lot"]);
    }

    fn a_framework_that_is_closed_is_told_so_beside_everything_else(world) {
        world.focs();
        let provider = world.applicant("Town Hall", "public_body");
        world.clock().advance(days(8 * 365));
        // Signed out by then: the support of the authority asks for it.
        let support = world.of_the_authority(Role::Support);
        let told = asks(&support, &provider, "in-person").is(200);
        assert_eq!(codes(&told, "beginning"), ["organisation_public_body_holds_no_place", "framework_not_open"]);
        assert!(told.body["placement"].is_null());
    }

    fn a_place_that_was_lost_is_told_and_hinders_nobody(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let place = world.puts_on_lot(provider.id, "in-person");
        is_refused_as_told(&provider, &["placement_already_on_lot"]);
        let told = asks(&provider.owner, &provider, "in-person").is(200);
        assert_eq!(told.body["placement"], json!(place));
        world.sets_placement(place, State::Suspended);
        is_refused_as_told(&provider, &["placement_already_on_lot"]);
        world.sets_placement(place, State::OnFramework);
        let manager = world.of_the_authority(Role::CategoryManager);
        let path = format!("/api/v1/placements/{place}");
        manager.does(&path, "removal", &json!({"reason": "It gave its support up"})).is(200);
        let told = asks(&provider.owner, &provider, "in-person").is(200);
        let expected =
            ["eligibility_removed_before", "eligibility_not_checked", "eligibility_no_quality_mark", "eligibility_no_offering"];
        assert_eq!(codes(&told, "being_listed"), expected);
        is_refused_as_told(&provider, &[]);
    }

    fn details_are_confirmed_again_at_each_application(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let begun = provider.owner.post("/api/v1/placements", &application(&provider)).is(201);
        let path = begun.header("location").unwrap().to_owned();
        world.clock().advance(days(29));
        let owner = world.member_of(provider.id, Role::Owner);
        owner.answers(&path, &json!({"answers": focs_answers()})).is(200);
        let told = asks(&owner, &provider, "in-person").is(200);
        assert_eq!(codes(&told, "sending"), ["organisation_details_not_confirmed"]);
        owner.does(&path, "submission", &json!({})).is_problem(409, "organisation_details_not_confirmed");

        let at = format!("/api/v1/organisations/{}", provider.id);
        owner.post(&format!("{at}/confirmation"), &json!({})).is_problem(428, "if_match_required");
        owner.at_version(7).post(&format!("{at}/confirmation"), &json!({})).is_problem(412, "stale");
        let sam = world.person("Sam");
        sam.at_version(1).post(&format!("{at}/confirmation"), &json!({})).is_problem(404, "not_found");
        let browser = world.browser_of(&owner);
        let page = browser.open(&format!("/provider/{}/confirm", provider.id)).is(200).says("Are these details right?");
        let _ = browser.send(&page, "/confirm", &[]).is(200).says("Your details are confirmed");
        assert_eq!(codes(&asks(&owner, &provider, "in-person").is(200), "sending"), [""; 0]);
        owner.does(&path, "submission", &json!({})).is(200);
    }

    fn the_page_says_why_and_leads_to_where_it_can_be_put_right(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let browser = world.browser_of(&provider.owner);
        let lots = browser.open(&format!("/provider/{}/apply", provider.id)).is(200);
        let page = browser.open(&lots.link("Check whether you can apply to lot 1")).is(200);
        let page = page.says("You can apply to this lot").says("You hold no quality mark").says("Good to know");
        assert_eq!(page.link("Go to your quality mark"), format!("/provider/{}/mark", provider.id));
        let begun = browser.send(&page, "/apply", &[]).is(200).says("Your application is started");
        let again = browser.send(&page, "/apply", &[]).is(409).says("Can you send your application to lot 1?");
        assert_eq!(again.link("Go to your application"), begun.path);
        let town = world.applicant("Town Hall", "public_body");
        let hall = world.browser_of(&town.owner);
        let page = hall.open(&format!("/provider/{}/apply/focs/in-person", town.id)).is(200);
        let page = page.says("You cannot apply to this lot now").says("in-house exemption");
        assert!(!page.has_form("/apply"));
        let _ = browser.open(&format!("/provider/{}/apply/focs/in-person", town.id)).is(404);
        let _ = browser.open(&format!("/provider/{}/apply/focs/elsewhere", provider.id)).is(404);
        asks(&provider.owner, &provider, "elsewhere").is_problem(404, "not_found");
        asks(&world.visitor(), &provider, "in-person").is_problem(401, "sign_in");
    }
}
