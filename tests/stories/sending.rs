//! What is left to do before an application can be sent: everything is told, and leads to where it is put right.

use crate::declarations::{conduct, declaration, framework, loads, standing, starts};
use domain::Role;
use jiff::SignedDuration;
use stories::{Provider, Reply, Session, json, story};

fn asks(by: &Session, provider: &Provider, lot: &str) -> Reply {
    by.get(&format!("/api/v1/frameworks/north/lots/{lot}/eligibility?provider={}", provider.id)).is(200)
}

/// What stands in the way of sending: each code, with what it is about.
fn left(told: &Reply) -> Vec<(String, String)> {
    let reasons = told.body["reasons"].as_array().unwrap().iter();
    let of_sending = reasons.filter(|reason| reason["stands_in_the_way_of"] == "sending");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    of_sending.map(|reason| (text(&reason["code"]), text(&reason["pointer"]))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(code, pointer)| ((*code).to_owned(), (*pointer).to_owned())).collect()
}

story! {
    fn everything_that_keeps_an_application_from_being_sent_is_told_and_nothing_comes_after(world) {
        loads(world, &framework("north", 1, true, 10));
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let jo = &provider.owner;
        assert_eq!(asks(jo, &provider, "calls").body["may_send"], true, "nothing that nobody asked yet is missing");
        let first = starts(&provider, "north", "calls");
        world.clock().advance(SignedDuration::from_hours(24 * 29));
        let jo = &world.member_of(provider.id, Role::Owner);
        let told = asks(jo, &provider, "calls");
        assert_eq!((&told.body["may_begin"], &told.body["may_send"]), (&json!(false), &json!(false)));
        let all = [
            ("organisation_details_not_confirmed", ""),
            ("declaration_not_ready", "/declaration/standing"),
            ("declaration_not_ready", "/declaration/conduct"),
            ("placement_incomplete", "/answers/how_many"),
            ("placement_incomplete", "/answers/how"),
        ];
        assert_eq!(left(&told), pairs(&all), "{}", told.text);

        // Whatever is mended, what is left is what sending is refused with: the first of it, and no other.
        let at = format!("/api/v1/organisations/{}", provider.id);
        let version = jo.get(&at).is(200).version();
        jo.does(&first, "submission", &json!({})).is_problem(409, "organisation_details_not_confirmed");
        jo.at_version(version).post(&format!("{at}/confirmation"), &json!({})).is(200);
        jo.does(&first, "submission", &json!({})).is_problem(422, "declaration_not_ready");
        let declared = declaration(jo, &first);
        jo.changes(&declared, &standing()).is(200);
        assert_eq!(left(&asks(jo, &provider, "calls")), pairs(&all[2..]));
        jo.changes(&declared, &conduct()).is(200);
        jo.changes(&first, &json!({"answers": {"how_many": 8}})).is(200);
        assert_eq!(left(&asks(jo, &provider, "calls")), pairs(&all[4..]));
        jo.does(&first, "submission", &json!({})).is_problem(422, "placement_incomplete");
        jo.changes(&first, &json!({"answers": {"how": "By telephone."}})).is(200);
        let told = asks(jo, &provider, "calls");
        assert_eq!((left(&told), &told.body["may_send"]), (vec![], &json!(true)));
        jo.does(&first, "submission", &json!({})).is(200);
        assert_eq!(asks(jo, &provider, "calls").body["may_send"], false, "it was sent");

        // What was copied is looked at first.
        let second = json!({"provider": provider.id, "framework": "north", "lot": "visits"});
        let second = jo.post("/api/v1/placements", &second).is(201).header("location").unwrap().to_owned();
        jo.does(&second, "copying", &json!({"from": first.rsplit('/').next().unwrap()})).is(200);
        assert_eq!(left(&asks(jo, &provider, "visits")), pairs(&all[3..]));
        let sentences = asks(jo, &provider, "visits").text;
        assert!(sentences.contains("“How many a week?” This was copied from an earlier application"), "{sentences}");
        jo.changes(&second, &json!({"answers": {"how_many": 8, "how": "On foot."}})).is(200);
        assert_eq!(left(&asks(jo, &provider, "visits")), []);
        jo.does(&second, "submission", &json!({})).is(200);
    }

    fn pages_say_what_is_left_and_lead_to_it(world) {
        loads(world, &framework("north", 1, true, 10));
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let at = format!("/provider/{}/apply/north/calls", provider.id);
        let browser = world.browser_of(&provider.owner);
        let page = browser.open(&at).is(200).says("What you will be asked").says("How many a week?");
        let begun = browser.send(&page.says("To declare, once to the framework: Your standing"), "/apply", &[]);
        let begun = begun.is(200).says("4 things are left to do before you can submit");
        let submit = browser.open(&begun.link("Check your answers and submit")).is(200);
        let _ = submit.says("Put right first").says("“How many a week?” Answer this question");

        let lots = browser.open(&format!("/provider/{}/apply", provider.id)).is(200);
        let page = browser.open(&lots.link("See what is left to do for lot 1")).is(200);
        let page = page.says("You cannot send your application yet: 4 things are left to do");
        assert_eq!(page.link("Go to your application"), begun.path);
        let section = browser.open(&page.link("The section “Your standing” is not started")).is(200);
        let next = browser.send(&section, "/standing", &[("answers[insolvent]", "no")]).is(200).says("How you work");
        let _ = browser.send(&next, "/conduct", &[("answers[free]", "yes")]).is(200);
        let page = browser.open(&at).is(200).says("2 things are left to do").does_not_say("The section");
        let question = browser.open(&page.link("“How many a week?” Answer this question")).is(200);
        let next = browser.send(&question, "/how_many", &[("answers[how_many]", "8")]).is(200);
        let _ = browser.send(&next, "/how", &[("answers[how]", "By telephone")]).is(200).says("Check your answers, then submit");
        let _ = browser.open(&at).is(200).says("You can send your application.").does_not_say("left to do");

        // Who has no part in it sees where it stands, and is led nowhere.
        let support = world.of_the_authority(Role::Support);
        let seen = world.browser_of(&support).open(&at).is(200).says("You can send your application");
        assert!(!seen.has_form("/apply"));
    }
}
