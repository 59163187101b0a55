//! Reminders of what comes to an end.

use domain::Role;
use domain::offerings::Channel::Telephone;
use jiff::{SignedDuration, ToSpan};
use marketplace::reminders::remind;
use serde_json::Value;
use stories::{Provider, Session, World, focs_answers, json, story};

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

/// How many letters to a provider begin so.
fn times(world: &World, provider: &Provider, subject: &str) -> usize {
    world.letters_to(provider).into_iter().filter(|it| it.starts_with(subject)).count()
}

/// An application that a category manager has taken up, with more answers than those that are asked for.
fn taken_up_with(world: &World, more: &Value) -> (Provider, String, Session) {
    let provider = world.applicant("Age Well Leeds", "voluntary");
    let application = json!({"provider": provider.id, "framework": "focs", "lot": "in-person"});
    let begun = provider.owner.post("/api/v1/placements", &application).is(201);
    let place = begun.header("location").unwrap().to_owned();
    let mut answers = focs_answers();
    for (question, answer) in more.as_object().unwrap() {
        answers[question] = answer.clone();
    }
    provider.owner.answers(&place, &json!({"answers": answers})).is(200);
    provider.owner.does(&place, "submission", &json!({})).is(200);
    let manager = world.of_the_authority(Role::CategoryManager);
    manager.does(&place, "assessment", &json!({})).is(200);
    (provider, place, manager)
}

fn taken_up(world: &World) -> (Provider, String, Session) {
    world.focs();
    taken_up_with(world, &json!({}))
}

story! {
    fn a_mark_that_ends_is_reminded_of_three_times_and_each_once(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        world.gives_mark(provider.id, &[Telephone]);
        let reminders = |world: &stories::World| {
            let letters = world.letters_to(&provider).into_iter();
            letters.filter(|subject| subject.contains("Your quality mark ends")).count()
        };
        world.clock().advance(days(730 - 62));
        assert_eq!(remind(&world.market).unwrap(), 0, "62 days before");
        world.clock().advance(days(3));
        assert_eq!(remind(&world.market).unwrap(), 1);
        assert_eq!(remind(&world.market).unwrap(), 0, "once");
        let other = world.another_node();
        assert_eq!(remind(&other.market).unwrap(), 0, "also by another node, or after a start");
        world.clock().advance(days(32));
        assert_eq!(remind(&world.market).unwrap(), 1, "28 days before");
        world.clock().advance(days(20));
        assert_eq!(remind(&world.market).unwrap(), 1, "7 days before");
        assert_eq!(reminders(world), 3);
        let home = world.browser_of(&world.member_of(provider.id, Role::Editor)).open(&format!("/provider/{}", provider.id)).is(200);
        let _ = home.says("Renew your quality mark");
        world.clock().advance(days(10));
        assert_eq!(remind(&world.market).unwrap(), 0, "it has ended");
    }

    fn an_agreement_that_waits_for_a_signature_is_reminded_of_until_it_is_signed(world) {
        let (provider, place, manager) = taken_up(world);
        manager.does(&place, "acceptance", &json!({"reason": "All answers were good."})).is(200);
        let sent = |world: &World| times(world, &provider, "An agreement waits for your signature");
        assert_eq!(remind(&world.market).unwrap(), 0, "it was just written to");
        world.clock().advance(days(7));
        assert_eq!((remind(&world.market).unwrap(), remind(&world.market).unwrap()), (1, 0));
        assert_eq!(remind(&world.another_node().market).unwrap(), 0, "also by another node, or after a start");
        world.clock().advance(days(21));
        assert_eq!((remind(&world.market).unwrap(), sent(world)), (1, 2));
        let owner = world.member_of(provider.id, Role::Owner);
        let signature = json!({"authority": "Resolution", "name": "Jo Bloggs", "role": "Chair", "confirmed": true});
        owner.does(&place, "signature", &signature).is(200);
        world.clock().advance(days(40));
        assert_eq!(remind(&world.market).unwrap(), 0, "it is signed");
    }

    fn a_question_is_reminded_of_before_its_last_day(world) {
        let (provider, place, manager) = taken_up(world);
        let by = (world.today() + 21.days()).to_string();
        manager.does(&place, "question", &json!({"question": "Which places?", "answer_by": by})).is(200);
        let sent = |world: &World| times(world, &provider, "The question about your application can be answered until");
        world.clock().advance(days(13));
        assert_eq!(remind(&world.market).unwrap(), 0, "8 days before");
        world.clock().advance(days(1));
        assert_eq!((remind(&world.market).unwrap(), remind(&world.market).unwrap()), (1, 0));
        world.clock().advance(days(5));
        assert_eq!((remind(&world.market).unwrap(), sent(world)), (1, 2), "2 days before");
        world.clock().advance(days(2));
        assert_eq!(remind(&world.market).unwrap(), 0, "its last day");
    }

    fn an_insurance_that_runs_out_is_reminded_of_until_a_later_day_is_given(world) {
        let runs_out = |world: &World, in_days: i64| (world.today() + in_days.days()).to_string();
        world.focs();
        let until = runs_out(world, 90);
        let (provider, place, _) = taken_up_with(world, &json!({"liability_insurance": until}));
        let sent = |world: &World| times(world, &provider, "What you told us of lasts until");
        assert_eq!(remind(&world.market).unwrap(), 0, "90 days before");
        for (passes, count) in [(30, 1), (32, 2), (21, 3)] {
            world.clock().advance(days(passes));
            assert_eq!((remind(&world.market).unwrap(), remind(&world.market).unwrap()), (1, 0));
            assert_eq!(sent(world), count);
        }
        let owner = world.member_of(provider.id, Role::Owner);
        let due = owner.get(&format!("/api/v1/organisations/{}/due", provider.id)).is(200);
        let first = &due.body["items"][0];
        assert_eq!((&first["what"], &first["day"], &first["question"]), (&json!("document"), &json!(until), &json!("liability_insurance")));
        let browser = world.browser_of(&owner);
        let home = browser.open(&format!("/provider/{}", provider.id)).is(200);
        let page = browser.open(&home.link("Renew what runs out on")).is(200).says("Until when does it last now?");
        let earlier = [("until-day", "1"), ("until-month", "1"), ("until-year", "2020")];
        let _ = browser.send(&page, "/renew/liability_insurance", &earlier).is(422).says("Give a day after today");
        let later = runs_out(world, 365);
        let renewals = format!("{place}/renewals");
        let asks = |question: &str, until: &str| owner.does(&place, "renewals", &json!({"question": question, "until": until}));
        asks("liability_insurance", &runs_out(world, 3)).is_problem(422, "placement_renewed_not_later");
        asks("mobilisation", &later).is_problem(409, "placement_nothing_to_renew");
        asks("liability_insurance", "soon").is_problem(422, "invalid_fields");
        owner.post(&renewals, &json!({})).is_problem(428, "if_match_required");
        let renewed = asks("liability_insurance", &later).is(200);
        assert_eq!(renewed.body["answers"]["liability_insurance"]["until"], json!(until), "what was sent stays");
        assert_eq!(renewed.body["renewed"]["liability_insurance"]["until"], json!(later));
        world.clock().advance(days(3));
        assert_eq!(remind(&world.market).unwrap(), 0, "it lasts longer now");
        world.clock().advance(days(303));
        assert_eq!((remind(&world.market).unwrap(), sent(world)), (1, 4), "60 days before the later day");
    }

    fn what_has_run_out_is_not_sent(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let application = json!({"provider": provider.id, "framework": "focs", "lot": "in-person"});
        let begun = provider.owner.post("/api/v1/placements", &application).is(201);
        let place = begun.header("location").unwrap().to_owned();
        let mut answers = focs_answers();
        answers["liability_insurance"] = json!("30 June");
        let wrong = provider.owner.changes(&place, &json!({"answers": answers})).is_problem(422, "placement_incomplete");
        assert_eq!(wrong.pointers(), ["/answers/liability_insurance"]);
        answers["liability_insurance"] = json!((world.today() - 1.day()).to_string());
        provider.owner.answers(&place, &json!({"answers": answers})).is(200);
        let refused = provider.owner.does(&place, "submission", &json!({})).is(422);
        assert_eq!(refused.pointers(), ["/answers/liability_insurance"]);
    }

    fn what_is_due_is_listed_by_its_day_for_who_may_know(world) {
        let (provider, place, manager) = taken_up(world);
        world.gives_mark(provider.id, &[Telephone]);
        world.clock().advance(days(700));
        let manager_now = world.of_the_authority(Role::CategoryManager);
        manager_now.does(&place, "acceptance", &json!({"reason": "Good"})).is(200);
        drop(manager);
        let owner = world.member_of(provider.id, Role::Owner);
        let path = format!("/api/v1/organisations/{}/due", provider.id);
        let due = owner.get(&path).is(200);
        let what: Vec<_> = due.body["items"].as_array().unwrap().iter().map(|it| it["what"].as_str().unwrap()).collect();
        assert_eq!(what, ["agreement", "mark_ends"]);
        world.person("Sam").get(&path).is_problem(404, "not_found");
        world.visitor().get(&path).is_problem(401, "sign_in");
        let home = world.browser_of(&owner).open(&format!("/provider/{}", provider.id)).is(200);
        let words = home.words();
        let (sign, renew) = (words.find("Sign the agreement for focs").unwrap(), words.find("Renew your quality mark").unwrap());
        assert!(sign < renew, "{words}");
    }
}
