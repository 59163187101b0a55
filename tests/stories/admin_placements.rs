//! From application to place by pages.

use crate::admin_provider::registers;
use domain::Role;
use domain::frameworks::Framework;
use domain::frameworks::questions::{Kind, Question};
use domain::{Actor, Worker};
use stories::{Browser, Shown, World, story};

/// The framework of the demo, loaded.
pub fn focs(world: &World) -> Framework {
    let definition = marketplace::frameworks::read(include_str!("../../seeds/frameworks/focs.toml")).unwrap();
    let by = Actor::Worker(Worker::Seed);
    let loaded = world.market.write(|work| marketplace::frameworks::load(work, &by, &definition));
    loaded.unwrap().0
}

fn answer_to(question: &Question) -> Vec<(String, String)> {
    let name = format!("answers[{}]", question.id);
    match &question.kind {
        Kind::Text { .. } => vec![(name, "As the policy says.".into())],
        Kind::Choice { options } => vec![(name, options[0].value.to_string())],
        Kind::Choices { options, .. } => vec![(format!("{name}[]"), options[0].value.to_string())],
        Kind::Number { min, .. } => vec![(name, min.to_string())],
        Kind::Money { .. } => vec![(name, "12.50".into())],
        Kind::YesNo { follow_ups, .. } => {
            let mut all = vec![(name, "yes".into())];
            all.extend(follow_ups.iter().flat_map(|further| answer_to(&further.question)));
            all
        }
        Kind::Until => [("day", "30"), ("month", "6"), ("year", "2029")]
            .map(|(part, value)| (format!("{name}-{part}"), value.into()))
            .into(),
        Kind::File { .. } => vec![],
    }
}

/// Answers every question of a lot, page by page.
pub fn answers_all(browser: &Browser, application: &str, questions: &[Question]) {
    for question in questions {
        let page = browser.open(&format!("{application}/questions/{}", question.id)).is(200);
        if matches!(question.kind, Kind::File { .. }) {
            let name = format!("answers[{}]", question.id);
            let _ = browser.hand_in(&page, "/file", &name, "policy.pdf", "%PDF-1.7 a policy").is(200);
            continue;
        }
        let answer = answer_to(question);
        let typed: Vec<(&str, &str)> =
            answer.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let _ = browser.send(&page, &format!("/{}", question.id), &typed).is(200);
    }
}

/// Takes a step on an application and gives the page it leads to.
fn steps(browser: &Browser, application: &str, step: &str, typed: &[(&str, &str)]) -> Shown {
    let page = browser.open(&format!("{application}/{step}")).is(200);
    browser.send(&page, &format!("/{step}"), typed)
}

/// Stands a provider on the first lot; gives the application's path.
pub fn stands_on_lot_1(world: &World, jo: &Browser, provider: &str) -> String {
    let focs = focs(world);
    let lots = jo.open(&format!("{provider}/apply")).is(200).says("Lot 1: Help in person at a place");
    let application = jo.send(&lots, "/apply", &[]).is(200).says("Your application is started").path;
    answers_all(jo, &application, &focs.definition.lots[0].questions);
    let _ = steps(jo, &application, "submit", &[]).is(200).says("Your application is submitted");
    let manager = world.browser_of(&world.of_the_authority(Role::CategoryManager));
    let queue = manager.open("/authority/placements").is(200).says("Submitted");
    assert_eq!(queue.link("Age Well"), application);
    let _ = steps(&manager, &application, "take", &[]).is(200);
    let _ = steps(&manager, &application, "accept", &[("reason", "Complete.")]).is(200).says("asked to sign");
    let signs =
        [("name", "Jo Bloggs"), ("role", "Director"), ("authority", "Director"), ("confirmed", "yes")];
    let _ = steps(jo, &application, "sign", &signs).is(200).says("The agreement is signed");
    let _ = steps(&manager, &application, "countersign", &[]).is(200).says("On framework");
    application
}

story! {
    fn a_provider_applies_and_the_authority_decides_by_pages(world) {
        let jo = world.browser_of(&world.person("Jo"));
        let home = registers(&jo, "Age Well Leeds");
        let application = stands_on_lot_1(world, &jo, &home.path);
        let _ = jo.open(&application).is(200).says("On framework").says("Jo Bloggs, Director");

        let manager = world.browser_of(&world.of_the_authority(Role::CategoryManager));
        let page = manager.open(&format!("{application}/suspend"));
        let wrong = manager.send(&page, "/suspend", &[("reason", "Safeguarding lapsed"), ("grounds", "heard")]).is(422);
        assert!(wrong.html.contains("Safeguarding lapsed") && wrong.html.contains("href=\"#heard_on\""));
        let until = [("grounds", "urgent"), ("until-day", "1"), ("until-month", "6"), ("until-year", "2027")];
        let _ = manager.send(&wrong, "/suspend", &until).is(200).says("Suspended").says("until 1 June 2027");
        let _ = steps(&manager, &application, "reinstate", &[]).is(200).says("On framework");
    }

    fn what_is_missing_is_told_and_what_was_typed_is_kept(world) {
        let focs = focs(world);
        let jo = world.browser_of(&world.person("Jo"));
        let home = registers(&jo, "Age Well Leeds");
        let lots = jo.open(&format!("{}/apply", home.path));
        let application = jo.send(&lots, "/apply", &[]).is(200);
        let _ = application.clone().says("Not started");
        let missing = steps(&jo, &application.path, "submit", &[]).is(422);
        assert!(missing.says("Answer this question").has_form("/submit"));

        let path = format!("{}/questions/places_at_start", application.path);
        let question = jo.open(&path);
        let wrong = jo.send(&question, "/places_at_start", &[("answers[places_at_start]", "many")]).is(422);
        assert!(wrong.html.contains("value=\"many\"") && wrong.html.contains("href=\"#answers-places_at_start\""));
        let next = jo.send(&wrong, "/places_at_start", &[("answers[places_at_start]", "1,200")]).is(200);
        assert!(next.path.ends_with(focs.definition.lots[0].questions[1].id.as_str()));

        let file = jo.open(&format!("{}/questions/safeguarding_policy", application.path)).is(200);
        let name = "answers[safeguarding_policy]";
        let _ = jo.hand_in(&file, "/file", name, "policy.exe", "MZ").is(422).says("ends in pdf");
        let _ = jo.hand_in(&file, "/file", name, "", "").is(422).says("Choose a file");
        let _ = jo.hand_in(&file, "/file", name, "policy.pdf", "MZ").is(422).says("This file is no pdf inside");
        let _ = jo.hand_in(&file, "/file", name, "policy.pdf", "%PDF-1.7").is(200);
        let kept = jo.open(&format!("{}/files/safeguarding_policy", application.path)).is(200);
        assert_eq!(kept.html, "%PDF-1.7");
        assert!(kept.header("content-disposition").unwrap().starts_with("attachment"));
    }

    fn only_the_authority_sees_the_queue_and_only_a_category_manager_decides(world) {
        let jo = world.browser_of(&world.person("Jo"));
        let home = registers(&jo, "Age Well Leeds");
        let _ = jo.open("/authority/placements").is(403).says("You cannot do this in your role");
        let application = stands_on_lot_1(world, &jo, &home.path);
        let sam = world.browser_of(&world.person("Sam"));
        let _ = sam.open(&application).is(404);
        let support = world.browser_of(&world.of_the_authority(Role::Support));
        let page = support.open(&application).is(200);
        assert!(!page.html.contains("/suspend"));
        let token = page.form("/sign-out").fields[0].1.clone();
        let body = format!("reason=x&grounds=urgent&_version=9&_csrf={token}");
        let _ = support.post(&format!("{application}/suspend"), &body, &[]).is(403);
    }
}
