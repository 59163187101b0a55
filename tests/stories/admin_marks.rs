//! From evidence to quality mark by pages.

use crate::admin_provider::registers;
use domain::accreditation::StandardDefinition;
use domain::{Actor, Role, Worker};
use stories::{Browser, Shown, World, story};

/// The Standard of the demo, loaded.
pub fn standard(world: &World) -> StandardDefinition {
    let text = include_str!("../../seeds/standard/v1.toml");
    let definition = marketplace::accreditation::read_standard(text).unwrap();
    let by = Actor::Worker(Worker::Seed);
    let load = |work: &mut marketplace::Work<'_, '_>| {
        marketplace::accreditation::load_standard(work, &by, definition.clone())
    };
    world.market.write(load).unwrap().0.definition
}

fn makes(browser: &Browser, application: &str, step: &str, typed: &[(&str, &str)]) -> Shown {
    let page = browser.open(&format!("{application}/{step}")).is(200);
    let shown = browser.send(&page, &format!("/{step}"), typed);
    // Who decides reads the letter first.
    let reads = shown.html.contains("name=\"_read\"");
    if reads { browser.send(&shown, &format!("/{step}"), &[]) } else { shown }
}

/// Earns the mark for help in person; gives the application's path.
pub fn earns_the_mark(world: &World, jo: &Browser, provider: &str) -> String {
    let standard = standard(world);
    let page = jo.open(&format!("{provider}/mark")).is(200);
    let application = jo.send(&page, "/mark", &[("scope[channels][]", "in_person")]).is(200).path;
    for criterion in standard.essential() {
        let page = jo.open(&format!("{application}/evidence/{}", criterion.id)).is(200);
        let name = format!("evidence[{}][text]", criterion.id);
        let _ = jo
            .send(&page, &format!("/{}", criterion.id), &[(name.as_str(), "We do, and here is how.")])
            .is(200);
    }
    let _ = makes(jo, &application, "submit", &[]).is(200).says("Your application is submitted");

    let assessor = world.browser_of(&world.of_the_authority(Role::Assessor));
    let manager = world.browser_of(&world.of_the_authority(Role::CategoryManager));
    let _ = manager.open("/authority/marks").is(200).says("Age Well");
    let assign = manager.open(&format!("{application}/assign")).is(200);
    let who = assign.html.split("name=\"assessor\"").nth(1).unwrap();
    let who = who.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let _ = manager.send(&assign, "/assign", &[("assessor", &who)]).is(200).says("with its assessor");

    let _ = assessor.open("/authority/marks").is(200).says("Assigned");
    let _ = makes(&assessor, &application, "begin", &[]).is(422).says("no interest");
    let _ =
        makes(&assessor, &application, "begin", &[("no_conflict", "yes")]).is(200).says("Under assessment");
    for criterion in standard.essential() {
        let page = assessor.open(&format!("{application}/judge/{}", criterion.id)).is(200);
        let (verdict, reasons) = (
            format!("judgements[{}][verdict]", criterion.id),
            format!("judgements[{}][reasons]", criterion.id),
        );
        let typed = [(verdict.as_str(), "met"), (reasons.as_str(), "The evidence shows it.")];
        let _ = assessor.send(&page, &format!("/{}", criterion.id), &typed).is(200);
    }
    let accredit = [("outcome", "accredit"), ("reasons", "All essential criteria are met.")];
    let _ = makes(&assessor, &application, "recommend", &accredit).is(200).says("with a decision maker");

    let decides = world.browser_of(&world.of_the_authority(Role::DecisionMaker));
    let _ = decides.open("/authority/marks").is(200).says("Recommended");
    let _ = makes(&decides, &application, "decide", &accredit)
        .is(200)
        .says("The decision is made")
        .says("Accredited");
    application
}

story! {
    fn a_provider_earns_the_quality_mark_by_pages(world) {
        let jo = world.browser_of(&world.person("Jo"));
        let home = registers(&jo, "Age Well Leeds");
        let application = earns_the_mark(world, &jo, &home.path);
        // Once it is decided the provider reads why, but not who assessed.
        let _ = jo.open(&application).is(200).says("The evidence shows it.").does_not_say("Sam Staff");
        let _ = jo.open(&format!("{}/mark", home.path)).is(200).says("in force");
    }

    fn a_conditional_mark_needs_its_conditions_and_keeps_what_was_typed(world) {
        let jo = world.browser_of(&world.person("Jo"));
        let home = registers(&jo, "Age Well Leeds");
        standard(world);
        let page = jo.open(&format!("{}/mark", home.path));
        let wrong = jo.send(&page, "/mark", &[("scope[places]", "LS1 4AP\nnowhere")]).is(422);
        assert!(wrong.html.contains("href=\"#scope-channels\"") && wrong.html.contains("LS1 4AP\nnowhere"));
        let typed = [("scope[channels][]", "telephone"), ("scope[places]", "LS1 4AP")];
        let application = jo.send(&wrong, "/mark", &typed).is(200).says("LS1 4AP");
        let missing = makes(&jo, &application.path, "submit", &[]).is(422);
        assert!(missing.has_form("/submit"));
        let scope = jo.open(&format!("{}/scope", application.path)).is(200);
        assert!(scope.html.contains("LS1 4AP"));
        let _ = jo.send(&scope, "/scope", &[("scope[places]", "")]).is(200).says("Every place");
    }

    fn nobody_but_the_assessor_judges(world) {
        let jo = world.browser_of(&world.person("Jo"));
        let home = registers(&jo, "Age Well Leeds");
        let application = earns_the_mark(world, &jo, &home.path);
        let sam = world.browser_of(&world.person("Sam"));
        let _ = sam.open(&application).is(404);
        let _ = jo.open("/authority/marks").is(403);
        let token = jo.open(&application).form("/sign-out").fields[0].1.clone();
        let body = format!("grounds=urgent&reason=x&_version=1&_csrf={token}");
        let _ = jo.post(&format!("{application}/revoke"), &body, &[]).is(403);
    }
}
