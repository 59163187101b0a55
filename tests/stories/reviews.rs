//! Concerns, spot checks, and the looks at a mark that the Standard plans.

use domain::offerings::Channel;
use domain::{PersonId, Role};
use jiff::SignedDuration;
use serde_json::Value;
use stories::{Provider, Reply, Session, World, evidence, json, judgements, story};

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

fn concern(provider: &Provider) -> Value {
    json!({"provider": provider.id, "about": "People were asked to pay.", "criteria": ["4.1"]})
}

fn raised(by: &Session, provider: &Provider) -> String {
    let told = by.post("/api/v1/concerns", &concern(provider)).is(201).header("location").unwrap().to_owned();
    told.replace("/concerns/", "/reviews/")
}

fn assign(world: &World, review: &str, assessor: PersonId) -> Reply {
    world.of_the_authority(Role::CategoryManager).does(review, "assignment", &json!({"assessor": assessor}))
}

/// A provider with a mark that the whole road led to.
fn accredited(world: &World, name: &str) -> (Provider, String) {
    let provider = world.applicant(name, "voluntary");
    let standard = world.visitor().get("/api/v1/standards/1").is(200).body;
    let started = json!({"provider": provider.id, "scope": {"channels": ["telephone"]}});
    let started = provider.owner.post("/api/v1/accreditations", &started).is(201);
    let case = started.header("location").unwrap().to_owned();
    provider.owner.changes(&case, &json!({"evidence": evidence(&standard)})).is(200);
    provider.owner.does(&case, "submission", &json!({})).is(200);
    let (assessor, person) = world.colleague(Role::Assessor);
    let manager = world.of_the_authority(Role::CategoryManager);
    manager.does(&case, "assignment", &json!({"assessor": person})).is(200);
    assessor.does(&case, "assessment", &json!({"no_conflict": true})).is(200);
    let version = assessor.get(&case).is(200).version();
    let judged = json!({"judgements": judgements(&standard, "met")});
    assessor.at_version(version).patch(&format!("{case}/judgements"), &judged).is(200);
    let decision = json!({"outcome": "accredit", "reasons": "As judged."});
    assessor.does(&case, "recommendation", &decision).is(200);
    world.of_the_authority(Role::DecisionMaker).does(&case, "decision", &decision).is(200);
    (provider, case)
}

story! {
    fn a_department_raises_a_concern_and_an_assessor_finds_it_out(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        world.gives_mark(provider.id, &[Channel::Telephone]);
        let (_, department) = world.department("Department for Work");
        let review = raised(&department, &provider);
        department.get(&review).is_problem(404, "not_found");
        provider.owner.post("/api/v1/concerns", &concern(&provider)).is_problem(403, "wrong_role");

        let reader = world.of_the_authority(Role::Support);
        let shown = reader.get(&review).is(200).body;
        assert_eq!((&shown["source"], &shown["due"]), (&json!("department"), &json!("2027-03-22")));
        let (assessor, person) = world.colleague(Role::Assessor);
        let found = json!({"finding": "to_be_put_right", "report": "Two people paid for printing.",
            "judgements": {"4.1": {"verdict": "partly_met", "reasons": "It was returned"}}});
        assessor.does(&review, "conclusion", &found).is_problem(409, "review_not_under_review");
        assign(world, &review, person).is(200);
        let unknown = json!({"finding": "advised", "report": "x", "judgements": {"77.1": {"verdict": "met", "reasons": "x"}}});
        assessor.does(&review, "conclusion", &unknown).is_problem(422, "review_no_such_criterion");
        assert_eq!(assessor.does(&review, "conclusion", &found).is(200).body["state"], "concluded");
        let letter = &world.mails_to(&provider.email)[0];
        assert!(letter.body.contains("Two people paid for printing.") && !letter.body.contains("Department"));
        let names: Vec<_> = world.events_about(review.rsplit('/').next().unwrap()).into_iter().map(|it| it.0).collect();
        assert_eq!(names, ["review.raised", "review.assigned", "review.concluded"]);
    }

    fn a_concern_is_seen_as_a_risk_in_what_waits_to_be_assessed(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let standard = world.visitor().get("/api/v1/standards/1").is(200).body;
        let started = json!({"provider": provider.id, "scope": {"channels": ["telephone"]}});
        let case = provider.owner.post("/api/v1/accreditations", &started).is(201).header("location").unwrap().to_owned();
        provider.owner.changes(&case, &json!({"evidence": evidence(&standard)})).is(200);
        provider.owner.does(&case, "submission", &json!({})).is(200);
        let manager = world.of_the_authority(Role::CategoryManager);
        let risks = || manager.get(&case).is(200).body["assessment"]["risk"]["reasons"].clone();
        assert_eq!(risks(), json!(["new_provider", "unverified"]));
        assert_eq!(provider.owner.get(&case).is(200).body["assessment"]["risk"]["reasons"], json!([]));
        let review = raised(&manager, &provider);
        assert_eq!(risks(), json!(["new_provider", "unverified", "concerns"]));
        world.settle();
        let log = provider.owner.get("/api/v1/audit/events").is(200).text;
        assert!(log.contains("accreditation.submitted") && !log.contains("risk_seen"), "{log}");
        manager.does(&review, "closing", &json!({"reason": "It was about another provider."})).is(200);
        assert_eq!(risks(), json!(["new_provider", "unverified"]));
        manager.does(&review, "closing", &json!({"reason": "x"})).is_problem(409, "review_is_over");
    }

    fn nobody_with_an_interest_looks(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let (raiser, raiser_id) = world.colleague(Role::Assessor);
        let review = raised(&raiser, &provider);
        assign(world, &review, raiser_id).is_problem(422, "review_raised_by_same");
        let (_, member) = world.colleague(Role::Assessor);
        world.becomes(member, provider.id, Role::Editor);
        assign(world, &review, member).is_problem(422, "review_member_of_provider");
        world.settle();
        // To whom it is about, the log says nothing of it.
        let log = provider.owner.get("/api/v1/audit/events").is(200).text;
        assert!(!log.contains("review."), "{log}");
    }

    fn a_mark_is_looked_at_as_planned_and_what_was_missed_shows(world) {
        world.focs();
        let (provider, case) = accredited(world, "Age Well Leeds");
        let listed = |world: &World, query: &str| {
            let reader = world.of_the_authority(Role::Support);
            reader.get(&format!("/api/v1/reviews?{query}")).is(200).body["items"].clone()
        };
        assert_eq!(listed(world, ""), json!([]));
        world.clock().advance(days(338));
        world.settle();
        let planned = listed(world, "cause=surveillance");
        assert_eq!(planned.as_array().unwrap().len(), 1);
        assert_eq!((&planned[0]["due"], &planned[0]["missed"]), (&json!("2028-03-08"), &json!(false)));
        world.settle();
        assert_eq!(listed(world, "cause=surveillance").as_array().unwrap().len(), 1, "once");
        // Its days are known from the start to those of the authority; its holder is not told how it is watched.
        let checks = |reader: &Session| reader.get(&format!("{case}/planned-checks")).is(200).body["items"].clone();
        let support = world.of_the_authority(Role::Support);
        let task = json!({"on": planned[0]["due"], "review": planned[0]["id"], "state": "raised"});
        assert_eq!(checks(&support)[0], task);
        assert_eq!(checks(&world.member_of(provider.id, Role::Owner)), json!([]));
        let page = case.replace("/api/v1/accreditations", "/marks");
        let _ = world.browser_of(&support).open(&page).is(200).says("Planned checks");
        let review = format!("/api/v1/reviews/{}", planned[0]["id"].as_str().unwrap());
        let manager = world.of_the_authority(Role::CategoryManager);
        manager.does(&review, "closing", &json!({"reason": "x"})).is_problem(409, "review_is_planned");
        world.clock().advance(days(30));
        assert_eq!(listed(world, "missed=true").as_array().unwrap().len(), 1);
        let page = world.browser_of(&world.of_the_authority(Role::Support)).open("/authority/reviews?which=missed");
        let _ = page.is(200).says("Age Well Leeds").says("Missed");
        let (assessor, person) = world.colleague(Role::Assessor);
        assign(world, &review, person).is(200);
        assessor.does(&review, "conclusion", &json!({"finding": "nothing_wrong", "report": "All well."})).is(200);
        assert_eq!(listed(world, "missed=true"), json!([]));
        let log = world.events_about(case.rsplit('/').next().unwrap());
        assert_eq!(log.last().unwrap(), &("accreditation.look_planned".to_owned(), "worker:clock".to_owned()));
        assert!(world.letters_to(&provider).contains(&"What we found about your quality mark".to_owned()));
    }

    fn a_spot_check_goes_by_pages_from_its_start_to_its_finding(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let jo = world.browser_of(&world.of_the_authority(Role::CategoryManager));
        let without = jo.open(&format!("/spot-checks/new?provider={}", provider.id)).is(200);
        let due = [("criteria[]", "3.2"), ("due-day", "30"), ("due-month", "4"), ("due-year", "2027")];
        let _ = jo.send(&without, "/spot-checks/new", &due).is(409).says("holds no mark");
        world.gives_mark(provider.id, &[Channel::Telephone]);
        let whom = jo.open("/concerns?check=yes&name=Age").is(200);
        let page = jo.open(&whom.link("Age Well Leeds")).is(200);
        let _ = jo.send(&page, "/spot-checks/new", &[]).is(422);
        let started = jo.send(&page, "/spot-checks/new", &due).is(200).says("The spot check is started");
        let (assessor, person) = world.colleague(Role::Assessor);
        let person = person.to_string();
        let page = jo.open(&started.path);
        let given = jo.send(&page, "/assign", &[("assessor", person.as_str())]).is(200);
        let sam = world.browser_of(&assessor);
        let page = sam.open(&given.path).is(200);
        let wrong = sam.send(&page, "/conclude", &[("report", "We called: nobody answered.")]).is(422);
        let (verdict, reasons) = ("judgements[3.2][verdict]", "judgements[3.2][reasons]");
        let typed = [("finding", "advised"), ("report", "We called: nobody answered."), (verdict, "partly_met"), (reasons, "")];
        let wrong = sam.send(&wrong, "/conclude", &typed).is(422).says("Reasons on criterion 3.2");
        let typed = [typed[0], typed[1], typed[2], (reasons, "One number of two is old.")];
        let found = sam.send(&wrong, "/conclude", &typed).is(200).says("It is concluded");
        let _ = found.says("Criterion 3.2").says("Partly met: One number of two is old.");
        let _ = sam.open("/authority/reviews?which=concluded").is(200).says("Spot check");
    }

    fn a_concern_comes_out_of_a_page_for_departments(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let (_, department) = world.department("Department for Work");
        let dana = world.browser_of(&department);
        let _ = dana.open("/concerns?name=Bank").is(200).says("No provider has this in its name");
        let whom = dana.open("/concerns?name=well").is(200);
        let page = dana.open(&whom.link("Age Well Leeds")).is(200);
        let wrong = dana.send(&page, "/concerns/new", &[("about", "Nobody was there.")]).is(422);
        let typed = [("about", "Nobody was there."), ("criteria[]", "1.1")];
        let _ = dana.send(&wrong, "/concerns/new", &typed).is(200).says("It is looked into by");
        let _ = dana.open("/authority/reviews").is(403);
        let _ = world.browser_of(&provider.owner).open(&format!("/concerns/new?provider={}", provider.id)).is(403);
    }
}
