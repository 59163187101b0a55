//! Declarations in sections, made once to a framework and reused with a look; answers copied from an earlier application.

use domain::{Actor, Role, Worker};
use stories::{Provider, Session, World, json, story};

const PLACEMENTS: &str = "/api/v1/placements";

/// A framework that is open, with two lots and a declaration in two sections.
pub(crate) fn framework(id: &str, version: u32, reuse: bool, most_calls: u32) -> String {
    format!(
        r#"
        version = {version}
        id = "{id}"
        name = "Help {id}"
        name_cy = "Cymorth"
        summary = "Help."
        summary_cy = "Cymorth."
        authority = "signpost-authority"
        instrument = "open_framework"
        regime = "PA2023"
        [dates]
        opens = "2027-01-01T09:00:00"
        [declaration]
        reuse = {reuse}
        [[declaration.section]]
        id = "standing"
        title = "Your standing"
        intro = "This is about the organisation that applies, not its partners."
        [[declaration.section.questions]]
        id = "insolvent"
        kind = "yes_no"
        question = "Has it been insolvent in the last three years?"
        required = true
        [[declaration.section.questions.follow_ups]]
        when = "yes"
        id = "insolvent_why"
        kind = "text"
        question = "Explain what happened"
        required = true
        max_words = 50
        [[declaration.section]]
        id = "conduct"
        title = "How you work"
        [[declaration.section.questions]]
        id = "free"
        kind = "yes_no"
        must_be = "yes"
        question = "Is your help free to the person?"
        required = true
        {}
        {}
        "#,
        lot(1, "calls", most_calls),
        lot(2, "visits", most_calls),
    )
}

fn lot(number: u32, id: &str, most: u32) -> String {
    format!(
        r#"
        [[lot]]
        number = {number}
        id = "{id}"
        title = "{id}"
        title_cy = "{id}"
        summary = "x"
        summary_cy = "x"
        [[lot.questions]]
        id = "how_many"
        kind = "number"
        question = "How many a week?"
        required = true
        min = 1
        max = {most}
        [[lot.questions]]
        id = "how"
        kind = "text"
        question = "How do you do it?"
        required = true
        max_words = 50
        "#
    )
}

pub(crate) fn loads(world: &World, text: &str) {
    let definition = marketplace::frameworks::read(text).unwrap();
    let by = Actor::Worker(Worker::Seed);
    world.market.write(|work| marketplace::frameworks::load(work, &by, &definition)).unwrap();
}

pub(crate) fn starts(provider: &Provider, framework: &str, lot: &str) -> String {
    let application = json!({"provider": provider.id, "framework": framework, "lot": lot});
    provider.owner.post(PLACEMENTS, &application).is(201).header("location").unwrap().to_owned()
}

pub(crate) fn answers(provider: &Provider, application: &str) {
    let answers = json!({"answers": {"how_many": 8, "how": "By telephone."}});
    provider.owner.changes(application, &answers).is(200);
}

/// The declaration of an application, as its address.
pub(crate) fn declaration(who: &Session, application: &str) -> String {
    format!("/api/v1/declarations/{}", who.get(&format!("{application}/declaration")).is(200).id())
}

pub(crate) fn standing() -> serde_json::Value {
    json!({"section": "standing", "answers": {"insolvent": false}})
}

pub(crate) fn conduct() -> serde_json::Value {
    json!({"section": "conduct", "answers": {"free": true}})
}

fn states(who: &Session, declaration: &str) -> Vec<String> {
    let shown = who.get(declaration).is(200).body;
    let sections = shown["sections"].as_array().unwrap().iter();
    sections.map(|section| section["state"].as_str().unwrap().to_owned()).collect()
}

story! {
    fn a_declaration_is_made_once_for_all_lots_and_kept_with_what_was_submitted(world) {
        loads(world, &framework("north", 1, true, 10));
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let jo = &provider.owner;
        let first = starts(&provider, "north", "calls");
        answers(&provider, &first);
        let declared = declaration(jo, &first);
        let early = jo.does(&first, "submission", &json!({})).is_problem(422, "declaration_not_ready");
        assert_eq!(early.pointers(), ["/declaration/standing", "/declaration/conduct"]);

        let half = jo.changes(&declared, &json!({"section": "standing", "answers": {"insolvent": true}})).is(200);
        assert_eq!(half.body["sections"][0]["state"], "incomplete");
        assert_eq!(half.body["sections"][0]["missing"], json!(["insolvent_why"]));
        jo.changes(&declared, &standing()).is(200);
        let no = jo.changes(&declared, &json!({"section": "conduct", "answers": {"free": false}}));
        assert_eq!(no.is_problem(422, "declaration_answers").pointers(), ["/answers/free"]);
        jo.changes(&declared, &json!({"section": "lost", "answers": {}}))
            .is_problem(422, "declaration_section_unknown");
        jo.changes(&declared, &conduct()).is(200);
        assert_eq!(states(jo, &declared), ["complete", "complete"]);
        jo.does(&first, "submission", &json!({})).is(200);

        let second = starts(&provider, "north", "visits");
        assert_eq!(declaration(jo, &second), declared, "once, and not for each lot");
        answers(&provider, &second);
        jo.does(&second, "submission", &json!({})).is(200);
        let kept = jo.get(&format!("{first}/submission")).is(200).body;
        let sections = &kept["submission"]["declaration"];
        assert_eq!((&sections[0]["title"], &sections[0]["answers"][0]["answer"]), (&json!("Your standing"), &json!(false)));

        // What is declared later changes nothing of what was submitted.
        jo.changes(&declared, &json!({"section": "standing", "answers": {"insolvent": true, "insolvent_why": "Since May."}})).is(200);
        assert_eq!(jo.get(&format!("{first}/submission")).is(200).body, kept);
        let manager = world.of_the_authority(Role::CategoryManager);
        let _ = world.browser_of(&manager)
            .open(&format!("{}/submission", first.trim_start_matches("/api/v1"))).is(200)
            .says("Declaration: Your standing").says("Has it been insolvent");
        assert_eq!(manager.get(&declared).is(200).body["sections"][0]["state"], "complete");
        manager.changes(&declared, &standing()).is_problem(403, "wrong_role");
        let rival = world.applicant("Rival", "private");
        rival.owner.get(&declared).is_problem(404, "not_found");
        rival.owner.get(&format!("/api/v1/declarations?provider={}", provider.id)).is_problem(404, "not_found");
    }

    fn an_earlier_declaration_is_taken_over_where_both_allow_and_confirmed_section_by_section(world) {
        loads(world, &framework("north", 1, true, 10));
        loads(world, &framework("south", 1, true, 10));
        loads(world, &framework("east", 1, false, 10));
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let jo = &provider.owner;
        let earlier = declaration(jo, &starts(&provider, "north", "calls"));
        let to_south = starts(&provider, "south", "calls");
        let later = declaration(jo, &to_south);
        let from = json!({"from": earlier.rsplit('/').next().unwrap()});
        jo.does(&later, "taking-over", &from).is_problem(409, "declaration_nothing_to_take");
        jo.changes(&earlier, &standing()).is(200);
        jo.changes(&earlier, &conduct()).is(200);

        let taken = jo.does(&later, "taking-over", &from).is(200).body;
        assert_eq!(taken["taken_from"]["framework"], "north");
        assert_eq!(states(jo, &later), ["to_review", "to_review"]);
        answers(&provider, &to_south);
        let early = jo.does(&to_south, "submission", &json!({})).is_problem(422, "declaration_not_ready");
        assert!(early.text.contains("to be reviewed and confirmed"), "{}", early.text);
        jo.changes(&later, &json!({"section": "standing", "answers": {}})).is(200);
        assert_eq!(states(jo, &later), ["complete", "to_review"]);
        jo.changes(&later, &json!({"section": "conduct"})).is(200);
        jo.does(&to_south, "submission", &json!({})).is(200);

        let anew = declaration(jo, &starts(&provider, "east", "calls"));
        jo.does(&anew, "taking-over", &from).is_problem(409, "declaration_not_reused");
        let rival = world.applicant("Rival", "private");
        let of_rival = declaration(&rival.owner, &starts(&rival, "south", "calls"));
        rival.owner.does(&of_rival, "taking-over", &from).is_problem(422, "declaration_not_to_take_from");
        rival.owner.does(&of_rival, "taking-over", &json!({"from": "x"})).is_problem(422, "invalid_fields");
        let all = jo.get(&format!("/api/v1/declarations?provider={}", provider.id)).is(200).body;
        let frameworks: Vec<_> = all["items"].as_array().unwrap().iter().map(|it| it["framework"].clone()).collect();
        assert_eq!(frameworks, ["east", "north", "south"]);
    }

    fn an_application_asks_what_its_version_asks_whatever_is_published_later(world) {
        loads(world, &framework("north", 1, true, 10));
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let jo = &provider.owner;
        let first = starts(&provider, "north", "calls");
        answers(&provider, &first);
        let declared = declaration(jo, &first);
        let of_first = |mut body: serde_json::Value| { body["framework_version"] = json!(1); body };
        jo.changes(&declared, &of_first(standing())).is(200);
        jo.changes(&declared, &of_first(conduct())).is(200);
        let newer = framework("north", 2, true, 10).replace("in the last three years", "in the last six years");
        loads(world, &newer);

        let second = starts(&provider, "north", "visits");
        answers(&provider, &second);
        let refused = jo.does(&second, "submission", &json!({})).is_problem(422, "declaration_not_ready");
        assert_eq!(refused.pointers(), ["/declaration/standing"], "worded otherwise: to be confirmed again");
        jo.does(&first, "submission", &json!({})).is(200);
    }

    fn answers_are_copied_from_an_earlier_application_and_looked_at_before_they_are_sent(world) {
        loads(world, &framework("north", 1, true, 10));
        loads(world, &framework("south", 1, true, 5));
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let jo = &provider.owner;
        let earlier = starts(&provider, "north", "calls");
        let from = json!({"from": earlier.rsplit('/').next().unwrap()});
        let other_lot = starts(&provider, "north", "visits");
        jo.does(&other_lot, "copying", &from).is_problem(409, "placement_nothing_to_copy");
        answers(&provider, &earlier);

        jo.changes(&other_lot, &json!({"answers": {"how": "On foot."}})).is(200);
        let copied = jo.does(&other_lot, "copying", &from).is(200).body;
        assert_eq!(copied["answers"], json!({"how_many": 8, "how": "On foot."}), "what was typed stays");
        assert_eq!(copied["copied"]["to_review"], json!(["how_many"]));
        assert_eq!(copied["copied"]["not_taken"][0]["question"], "how");
        let declared = declaration(jo, &other_lot);
        jo.changes(&declared, &standing()).is(200);
        jo.changes(&declared, &conduct()).is(200);
        let early = jo.does(&other_lot, "submission", &json!({})).is_problem(422, "placement_incomplete");
        assert_eq!(early.pointers(), ["/answers/how_many"]);
        jo.changes(&other_lot, &json!({"answers": {"how_many": 9}})).is(200);
        jo.does(&other_lot, "submission", &json!({})).is(200);
        jo.does(&other_lot, "copying", &from).is_problem(409, "placement_no_longer_draft");

        let elsewhere = starts(&provider, "south", "calls");
        let copied = jo.does(&elsewhere, "copying", &from).is(200).body;
        assert_eq!(copied["answers"], json!({"how": "By telephone."}));
        let left = &copied["copied"]["not_taken"][0];
        assert_eq!(left["question"], "how_many");
        assert!(left["why"].as_str().unwrap().contains("between 1 and 5"), "{left}");
        let rival = world.applicant("Rival", "private");
        let of_rival = starts(&rival, "south", "calls");
        rival.owner.does(&of_rival, "copying", &from).is_problem(422, "placement_not_to_copy_from");
        jo.does(&elsewhere, "copying", &json!({"from": elsewhere.rsplit('/').next().unwrap()}))
            .is_problem(422, "placement_not_to_copy_from");
    }

    fn a_provider_declares_takes_over_and_copies_by_pages(world) {
        loads(world, &framework("north", 1, true, 10));
        loads(world, &framework("south", 1, true, 5));
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let jo = world.browser_of(&provider.owner);
        let first = starts(&provider, "north", "calls").trim_start_matches("/api/v1").to_owned();
        answers(&provider, &format!("/api/v1{first}"));
        let page = jo.open(&first).is(200).says("Your declaration").says("Not started");
        let early = jo.open(&format!("{first}/submit")).is(200);
        let refused = jo.send(&early, "/submit", &[]).is(422).says("“Your standing” is not started");
        assert!(refused.html.contains(&format!("href=\"{first}/declaration/standing\"")));
        let list = jo.open(&page.link("Your declaration")).is(200).says("whatever the lots");
        let section = jo.open(&list.link("Your standing")).is(200).says("not its partners");
        let wrong = jo.send(&section, "/standing", &[("answers[insolvent]", "maybe")]).is(422).says("Answer yes or no");
        let half = jo.send(&wrong, "/standing", &[("answers[insolvent]", "yes")]).is(200);
        let half = half.says("still to be answered").says("Incomplete");
        let section = jo.open(&half.link("Your standing")).is(200);
        let next = jo.send(&section, "/standing", &[("answers[insolvent]", "no")]).is(200).says("How you work");
        let refused = jo.send(&next, "/conduct", &[("answers[free]", "no")]).is(422);
        let done = jo.send(&refused.says("Only who answers yes"), "/conduct", &[("answers[free]", "yes")]).is(200);
        let _ = done.does_not_say("Not started").does_not_say("Use what you declared before");

        let second = starts(&provider, "south", "calls").trim_start_matches("/api/v1").to_owned();
        let list = jo.open(&format!("{second}/declaration")).is(200).says("Use what you declared before");
        let none = jo.send(&list, "/take-over", &[]).is(422);
        let id = provider.owner.get(&format!("/api/v1{first}/declaration")).is(200).id();
        let taken = jo.send(&none, "/take-over", &[("from", &id)]).is(200).says("To review");
        let section = jo.open(&taken.link("Your standing")).is(200).says("Confirm and continue");
        let _ = jo.send(&section, "/standing", &[]).is(200).says("How you work");

        let page = jo.open(&second).is(200).says("Copy answers from another application");
        let none = jo.send(&page, "/copy", &[]).is(422);
        let from = first.rsplit('/').next().unwrap();
        let copied = jo.send(&none, "/copy", &[("from", from)]).is(200).says("To review").says("was not copied");
        let copied = copied.says("How many a week?: Enter an amount between 1 and 5");
        let question = jo.open(&copied.link("How do you do it?")).is(200).says("Confirm and continue");
        let _ = jo.send(&question, "/how", &[]).is(200);
        let _ = jo.open(&second).is(200).says("You have looked at all of them").does_not_say("To review “How");
        let sam = world.applicant("Rival", "private");
        let _ = world.browser_of(&sam.owner).open(&format!("{second}/declaration")).is(404);
    }

    fn a_declaration_is_written_page_by_page(world) {
        loads(world, &framework("north", 1, false, 10));
        let manager = world.browser_of(&world.of_the_authority(Role::CategoryManager));
        let page = manager.open("/authority/frameworks/north").is(200);
        let draft = manager.send(&page, "/drafts", &[]).is(200).says("The declaration that providers make").path;
        let here = format!("{draft}/declaration");
        let page = manager.open(&here).is(200).says("How you work");
        let _ = manager.send(&page, "/declaration", &[("reuse", "yes")]).is(200).says("It is saved");
        let page = manager.open(&here).is(200);
        let section = manager.send(&page, "/declaration/sections", &[]).is(200);
        let typed = [("title", "Your people"), ("id", "people")];
        let _ = manager.send(&section, "/sections/2", &typed).is(200).says("Your people").says("1 to put right");
        let section = manager.open(&format!("{draft}/sections/2")).is(200).says("It asks nothing yet");
        let question = manager.send(&section, "/questions", &[]).is(200).says("Declaration: Your people");
        let typed = [("question", "Are all of them checked?"), ("kind", "yes_no"), ("id", "checked"), ("max_words", ""), ("must_be", "yes")];
        let _ = manager.send(&question, "/questions/0", &typed).is(200).says("It is saved");
        let page = manager.open(&format!("{draft}/sections/2")).is(200).says("Are all of them checked?");
        let _ = manager.send(&page, "/sections/2", &[("title", "Your people"), ("id", "people")]).is(200);
        let _ = manager.open(&format!("{draft}/preview/declaration")).is(200).says("Are all of them checked?");
        let page = manager.open(&draft).is(200);
        let _ = manager.send(&page, "/publication", &[]).is(200).says("Version 2 is published");
        let asked = world.visitor().get("/api/v1/frameworks/north").is(200).body["definition"]["declaration"].clone();
        assert_eq!((&asked["reuse"], &asked["sections"][2]["questions"][0]["must_be"]), (&json!(true), &json!("yes")));
        let _ = manager.open(&format!("{draft}/sections/9")).is(404);
    }
}
