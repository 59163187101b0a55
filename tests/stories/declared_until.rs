//! What is declared and runs out: in the list of what is due, reminded of, renewed.

use crate::declarations::{answers, conduct, declaration, framework, loads, standing, starts};
use domain::Role;
use jiff::{SignedDuration, ToSpan};
use marketplace::reminders::remind;
use serde_json::Value;
use stories::{Provider, World, json, story};

/// A framework whose declaration asks until when a registration lasts.
fn asking_until_when(id: &str) -> String {
    let section = r#"
        [[declaration.section]]
        id = "privacy"
        title = "Personal data"
        [[declaration.section.questions]]
        id = "registered_until"
        kind = "until"
        question = "Until when does your data protection registration last?"
        required = true
        [[lot]]"#;
    framework(id, 1, true, 10).replacen("[[lot]]", section.trim_start(), 1)
}

fn in_days(world: &World, count: i64) -> String {
    (world.today() + count.days()).to_string()
}

/// An application with everything declared, a registration that lasts so many days included.
fn declares(world: &World, lasts: i64) -> (Provider, String, String) {
    loads(world, &asking_until_when("north"));
    let provider = world.applicant("Age Well Leeds", "voluntary");
    let place = starts(&provider, "north", "calls");
    answers(&provider, &place);
    let declared = declaration(&provider.owner, &place);
    provider.owner.changes(&declared, &standing()).is(200);
    provider.owner.changes(&declared, &conduct()).is(200);
    let until = json!({"section": "privacy", "answers": {"registered_until": in_days(world, lasts)}});
    provider.owner.changes(&declared, &until).is(200);
    (provider, place, declared)
}

fn due(world: &World, provider: &Provider) -> Vec<Value> {
    let owner = world.member_of(provider.id, Role::Owner);
    let due = owner.get(&format!("/api/v1/organisations/{}/due", provider.id)).is(200).body;
    due["items"].as_array().unwrap().clone()
}

story! {
    fn what_is_declared_and_runs_out_is_reminded_of_until_a_later_day_is_given(world) {
        let (provider, place, declared) = declares(world, 90);
        let until = in_days(world, 90);
        world.clock().advance(SignedDuration::from_hours(24 * 40));
        assert_eq!((due(world, &provider), remind(&world.market).unwrap()), (vec![], 0), "nothing was sent: nobody is held to it");
        let owner = world.member_of(provider.id, Role::Owner);
        let at = format!("/api/v1/organisations/{}", provider.id);
        let version = owner.get(&at).is(200).version();
        owner.at_version(version).post(&format!("{at}/confirmation"), &json!({})).is(200);
        owner.does(&place, "submission", &json!({})).is(200);
        let kept = owner.get(&format!("{place}/submission")).is(200).body;
        let sent = |world: &World| {
            let letters = world.letters_to(&provider).into_iter();
            letters.filter(|subject| subject.starts_with("What you declared lasts until")).count()
        };
        assert_eq!((remind(&world.market).unwrap(), remind(&world.market).unwrap()), (1, 0), "50 days before");
        assert_eq!(remind(&world.another_node().market).unwrap(), 0, "also by another node, or after a start");
        for (passes, count) in [(22, 2), (21, 3)] {
            world.clock().advance(SignedDuration::from_hours(24 * passes));
            assert_eq!((remind(&world.market).unwrap(), sent(world)), (1, count));
        }
        let first = due(world, &provider)[0].clone();
        assert_eq!((&first["what"], &first["day"]), (&json!("declared"), &json!(until)));
        assert_eq!((&first["question"], &first["framework"]), (&json!("registered_until"), &json!("north")));
        assert!(declared.ends_with(first["declaration"].as_str().unwrap()));

        let owner = world.member_of(provider.id, Role::Owner);
        let later = in_days(world, 300);
        let asks = |question: &str, until: &str| owner.does(&declared, "renewals", &json!({"question": question, "until": until}));
        asks("registered_until", &in_days(world, 3)).is_problem(422, "declaration_renewed_not_later");
        asks("insolvent", &later).is_problem(409, "declaration_nothing_to_renew");
        asks("registered_until", "soon").is_problem(422, "invalid_fields");
        owner.post(&format!("{declared}/renewals"), &json!({})).is_problem(428, "if_match_required");
        let rival = world.applicant("Rival", "private");
        rival.owner.at_version(4).post(&format!("{declared}/renewals"), &json!({"question": "registered_until", "until": later}))
            .is_problem(404, "not_found");
        let renewed = asks("registered_until", &later).is(200).body;
        assert_eq!(renewed["answers"]["registered_until"]["until"], json!(later));
        assert_eq!(renewed["sections"][2]["state"], "complete", "nothing is to be confirmed again");
        assert_eq!(owner.get(&format!("{place}/submission")).is(200).body, kept, "what was sent stays");
        assert_eq!((due(world, &provider), remind(&world.market).unwrap()), (vec![], 0));
        world.clock().advance(SignedDuration::from_hours(24 * 250));
        assert_eq!((remind(&world.market).unwrap(), sent(world)), (1, 4), "60 days before the later day");
    }

    fn what_has_run_out_keeps_an_application_from_being_sent_and_is_renewed_by_pages(world) {
        let (provider, place, _) = declares(world, 20);
        world.clock().advance(SignedDuration::from_hours(24 * 21));
        let owner = world.member_of(provider.id, Role::Owner);
        let refused = owner.does(&place, "submission", &json!({})).is_problem(422, "declaration_not_ready");
        assert_eq!(refused.pointers(), ["/declaration/privacy"]);
        let browser = world.browser_of(&owner);
        let eligible = browser.open(&format!("/provider/{}/apply/north/calls", provider.id)).is(200);
        let section = browser.open(&eligible.link("“Personal data” tells of something that has run out")).is(200);
        let day = world.today() + 30.days();
        let typed = |field: &str, value: i64| (format!("answers[registered_until]-{field}"), value.to_string());
        let fields = [typed("day", day.day().into()), typed("month", day.month().into()), typed("year", day.year().into())];
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let _ = browser.send(&section, "/privacy", &fields).is(200);
        owner.does(&place, "submission", &json!({})).is(200);

        let home = browser.open(&format!("/provider/{}", provider.id)).is(200);
        let page = browser.open(&home.link("Renew what runs out on")).is(200);
        let page = page.says("Your declaration to Help north").says("Until when does it last now?");
        let sooner = [("until-day", "1"), ("until-month", "1"), ("until-year", "2020")];
        let again = browser.send(&page, "/renew/registered_until", &sooner).is(422).says("Give a day after today");
        let later = [("until-day", "1"), ("until-month", "1"), ("until-year", "2031")];
        let _ = browser.send(&again, "/renew/registered_until", &later).is(200).says("The new day is kept")
            .does_not_say("Renew what runs out");
        let rival = world.browser_of(&world.applicant("Rival", "private").owner);
        let _ = rival.open(&page.path).is(404);
        let _ = browser.open(&page.path.replace("registered_until", "insolvent")).is(404);
    }
}
