//! Placements: applying to a lot, deciding, signing, standing on it, and leaving it for a while.

use domain::Role;
use jiff::SignedDuration;
use stories::{Provider, Session, World, focs_answers, json, story};

const PLACEMENTS: &str = "/api/v1/placements";

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

fn application(provider: &Provider) -> serde_json::Value {
    json!({"provider": provider.id, "framework": "focs", "lot": "in-person"})
}

/// An application that was sent, as its address.
fn applied(provider: &Provider) -> String {
    let started = provider.owner.post(PLACEMENTS, &application(provider)).is(201);
    let address = started.header("location").unwrap().to_owned();
    provider.owner.answers(&address, &json!({"answers": focs_answers()})).is(200);
    provider.owner.does(&address, "submission", &json!({})).is(200);
    address
}

fn signature() -> serde_json::Value {
    json!({"authority": "Resolution of the trustees", "name": "Jo Bloggs", "role": "Chair", "confirmed": true})
}

/// A provider that stands on the lot, the address of its placement, and a category manager.
fn on_the_lot(world: &World) -> (Provider, String, Session) {
    world.focs();
    let provider = world.applicant("Age Well Leeds", "voluntary");
    let manager = world.of_the_authority(Role::CategoryManager);
    let place = applied(&provider);
    manager.does(&place, "assessment", &json!({})).is(200);
    manager.does(&place, "acceptance", &json!({"reason": "All answers were good."})).is(200);
    provider.owner.does(&place, "signature", &signature()).is(200);
    assert_eq!(manager.does(&place, "countersignature", &json!({})).is(200).body["stands"], true);
    (provider, place, manager)
}

story! {
    fn a_provider_applies_is_accepted_signs_and_stands_on_the_lot(world) {
        let (provider, place, _) = on_the_lot(world);
        let id = place.rsplit('/').next().unwrap();
        let names: Vec<_> = world.events_about(id).into_iter().map(|(name, _)| name).collect();
        assert_eq!(
            names,
            [
                "placement.started",
                // What is typed, and then the file.
                "placement.filled",
                "placement.filled",
                "placement.submitted",
                "placement.taken",
                "placement.accepted",
                "placement.signed",
                "placement.countersigned",
            ]
        );
        assert_eq!(
            world.letters_to(&provider),
            [
                "Your application to lot 1 has arrived",
                "Your application to lot 1 is accepted",
                "You have a place on lot 1",
            ]
        );
    }

    fn answers_are_saved_as_they_come_and_sent_when_complete(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let jo = &provider.owner;
        let started = jo.post(PLACEMENTS, &application(&provider)).is(201);
        let address = started.header("location").unwrap().to_owned();
        assert_eq!(started.body["missing"].as_array().unwrap().len(), 9);

        let some = json!({"answers": {"places_at_start": "12", "price": "32.00", "step_free": "no"}});
        let saved = jo.changes(&address, &some).is(200);
        assert_eq!(saved.body["answers"]["price"], json!({"pence": 3_200}));
        let wrong = json!({"answers": {"places_at_start": 0, "shoe_size": 9}});
        let refused = jo.changes(&address, &wrong).is_problem(422, "placement_incomplete");
        assert_eq!(refused.pointers(), ["/answers/shoe_size", "/answers/places_at_start"]);

        let early = jo.does(&address, "submission", &json!({})).is_problem(422, "placement_incomplete");
        assert!(early.pointers().contains(&"/answers/step_free_instead"), "{}", early.text);

        jo.answers(&address, &json!({"answers": focs_answers()})).is(200);
        jo.does(&address, "submission", &json!({})).is(200);
        jo.does(&address, "submission", &json!({})).is_problem(409, "placement_already_submitted");
        jo.changes(&address, &some).is_problem(409, "placement_no_longer_draft");
    }

    fn a_public_body_is_pointed_to_the_exemption(world) {
        world.focs();
        let council = world.applicant("A Council", "public_body");
        let refused = council.owner.post(PLACEMENTS, &application(&council));
        let refused = refused.is_problem(422, "organisation_public_body_holds_no_place");
        assert!(refused.text.contains("in-house exemption"));
        let undertaking = world.applicant("A Post Office", "public_undertaking");
        undertaking.owner.post(PLACEMENTS, &application(&undertaking)).is(201);
    }

    fn a_provider_has_one_live_application_to_a_lot(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let first = provider.owner.post(PLACEMENTS, &application(&provider)).is(201);
        provider.owner.post(PLACEMENTS, &application(&provider)).is_problem(409, "placement_already_on_lot");
        let address = first.header("location").unwrap();
        provider.owner.does(address, "withdrawal", &json!({})).is(200);
        provider.owner.post(PLACEMENTS, &application(&provider)).is(201);
    }

    fn others_know_nothing_of_it_and_nobody_does_anothers_part(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let rival = world.applicant("Rival", "private");
        let place = applied(&provider);

        rival.owner.get(&place).is_problem(404, "not_found");
        rival.owner.at_version(3).post(&format!("{place}/withdrawal"), &json!({})).is_problem(404, "not_found");
        rival.owner.post(PLACEMENTS, &application(&provider)).is_problem(404, "not_found");
        provider.owner.does(&place, "assessment", &json!({})).is_problem(403, "wrong_role");
        world.of_the_authority(Role::Assessor).at_version(3).post(&format!("{place}/acceptance"),
            &json!({"reason": "x"})).is_problem(403, "wrong_role");
        let editor = world.member_of(provider.id, Role::Editor);
        let manager = world.of_the_authority(Role::CategoryManager);
        manager.does(&place, "assessment", &json!({})).is(200);
        manager.does(&place, "acceptance", &json!({"reason": "Good"})).is(200);
        editor.does(&place, "signature", &signature()).is_problem(403, "wrong_role");
    }

    fn a_change_needs_the_version_that_was_read(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let place = applied(&provider);
        let withdraw = format!("{place}/withdrawal");
        provider.owner.post(&withdraw, &json!({})).is_problem(428, "if_match_required");
        provider.owner.at_version(1).post(&withdraw, &json!({})).is_problem(412, "stale");
        provider.owner.at_version(3).post(&withdraw, &json!({"why": 1})).is_problem(422, "invalid_fields");
    }

    fn a_question_is_answered_by_its_day(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let manager = world.of_the_authority(Role::CategoryManager);
        let place = applied(&provider);
        manager.does(&place, "assessment", &json!({})).is(200);
        let question = json!({"question": "Which places?", "answer_by": "2027-03-12"});
        manager.does(&place, "question", &question).is(200);
        manager.does(&place, "assessment", &json!({})).is_problem(409, "placement_still_time_to_answer");
        provider.owner.does(&place, "answer", &json!({"answer": "Leeds and York"})).is(200);
        manager.does(&place, "question", &json!({"question": "Since when?", "answer_by": "2027-03-12"})).is(200);
        world.clock().advance(days(6));
        let manager = world.of_the_authority(Role::CategoryManager);
        assert_eq!(manager.does(&place, "assessment", &json!({})).is(200).body["state"], "under_assessment");
    }

    fn a_suspension_with_an_end_is_over_by_itself(world) {
        let (provider, place, manager) = on_the_lot(world);
        let until = "2027-04-08";
        let suspension = json!({"reason": "Safeguarding lapsed", "grounds": "urgent", "until": until});
        let suspended = manager.does(&place, "suspension", &suspension).is(200);
        assert_eq!((&suspended.body["state"], &suspended.body["stands"]), (&json!("suspended"), &json!(false)));
        assert!(world.letters_to(&provider).contains(&"Your place on lot 1 is suspended".to_owned()));

        world.clock().advance(days(31));
        let manager = world.of_the_authority(Role::CategoryManager);
        let back = manager.get(&place).is(200);
        assert_eq!(back.body["stands"], true, "before anyone writes it down");
        assert_eq!((&back.body["state"], &back.body["state_now"]), (&json!("suspended"), &json!("on_framework")));

        let id = place.rsplit('/').next().unwrap();
        let last = world.events_about(id).pop().unwrap();
        assert_eq!(last, ("placement.reinstated".to_owned(), "worker:clock".to_owned()));
        assert_eq!(manager.get(&place).is(200).body["state"], "on_framework");
        assert_eq!(world.letters_to(&provider).last().unwrap(), "You are back on lot 1");
    }

    fn a_provider_is_heard_first_unless_people_are_at_risk(world) {
        let (_, place, manager) = on_the_lot(world);
        let unheard = json!({"reason": "Late returns", "grounds": "heard"});
        let refused = manager.does(&place, "suspension", &unheard).is_problem(422, "invalid_fields");
        assert_eq!(refused.pointers(), ["/heard_on"]);
        let heard = json!({"reason": "Late returns", "grounds": "heard", "heard_on": "2027-03-08"});
        manager.does(&place, "suspension", &heard).is(200);
        manager.does(&place, "suspension", &heard).is_problem(409, "placement_not_on_framework");
        manager.does(&place, "removal", &json!({"reason": "For good"})).is(200);
        manager.does(&place, "reinstatement", &json!({})).is_problem(409, "placement_not_suspended");
    }

    fn the_queue_is_by_age_and_in_pages(world) {
        world.focs();
        let manager = world.of_the_authority(Role::CategoryManager);
        let mut sent = vec![];
        for number in 0..3 {
            let provider = world.applicant(&format!("Provider {number}"), "private");
            sent.push(applied(&provider).rsplit('/').next().unwrap().to_owned());
            world.clock().advance(SignedDuration::from_mins(1));
        }
        let queue = format!("{PLACEMENTS}?framework=focs&lot=in-person&state=submitted&limit=2");
        let first = manager.get(&queue).is(200);
        let next = first.body["next"].as_str().unwrap();
        let second = manager.get(&format!("{queue}&after={next}")).is(200);
        let items = |page: &stories::Reply| page.body["items"].as_array().unwrap().clone();
        let ids: Vec<_> = [items(&first), items(&second)].concat().iter().map(|it| it["id"].clone()).collect();
        assert_eq!(ids, sent);
        assert_eq!(second.body.get("next"), None);

        let jo = world.applicant("Another", "private");
        jo.owner.get(PLACEMENTS).is_problem(403, "wrong_role");
        assert_eq!(jo.owner.get(&format!("{PLACEMENTS}?provider={}", jo.id)).is(200).body["items"], json!([]));
        manager.get(&format!("{PLACEMENTS}?state=lost")).is_problem(422, "invalid_fields");
        manager.get(&format!("{PLACEMENTS}?sort_by=name")).is_problem(400, "invalid_query");
    }

    fn an_application_keeps_the_version_it_was_started_against(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let started = provider.owner.post(PLACEMENTS, &application(&provider)).is(201);
        let address = started.header("location").unwrap().to_owned();

        let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../seeds/frameworks/focs.toml"));
        let newer = text.unwrap().replacen("version = 2", "version = 3", 1).replace("max = 15000", "max = 5");
        let newer = marketplace::frameworks::read(&newer).unwrap();
        let seed = domain::Actor::Worker(domain::Worker::Seed);
        world.market.write(|work| marketplace::frameworks::load(work, &seed, &newer)).unwrap();

        provider.owner.answers(&address, &json!({"answers": focs_answers()})).is(200);
        let sent = provider.owner.does(&address, "submission", &json!({})).is(200);
        assert_eq!(sent.body["framework_version"], 2);
        let other = world.applicant("Later", "private");
        let later = other.owner.post(PLACEMENTS, &application(&other)).is(201);
        let refused = other.owner.changes(later.header("location").unwrap(), &json!({"answers": focs_answers()}));
        assert_eq!(refused.is_problem(422, "placement_incomplete").pointers(), ["/answers/places_at_start"]);
    }
}
