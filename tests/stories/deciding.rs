//! Deciding: as recommended or otherwise, on appeal, with the letters; what a visit brought back; what ends with a mark, and
//! what its renewal begins with; what came of a concern.

use crate::accreditation::{ACCREDITATIONS, applied, assessed, assign, decision, standard};
use crate::listings::{open_world, published};
use domain::Role;
use domain::offerings::Channel;
use jiff::SignedDuration;
use serde_json::Value;
use stories::{Provider, Session, Shown, World, evidence, json, judgements, story};

const PDF: &[u8] = b"%PDF-1.7 of the visit";

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

fn page_of(case: &str) -> String {
    case.replace(ACCREDITATIONS, "/marks")
}

/// A case on which the mark in part, with a condition, is recommended.
fn recommended_in_part(world: &World, name: &str) -> (Provider, String) {
    world.focs();
    let provider = world.applicant(name, "voluntary");
    let case = applied(world, &provider);
    let (assessor, id) = world.colleague(Role::Assessor);
    assign(world, &case, id).is(200);
    assessor.does(&case, "assessment", &json!({"no_conflict": true})).is(200);
    let version = assessor.get(&case).is(200).version();
    let judged = json!({"judgements": judgements(&standard(world), "partly_met")});
    assessor.at_version(version).patch(&format!("{case}/judgements"), &judged).is(200);
    let in_part = json!({
        "outcome": "accredit_with_conditions", "reasons": "What is missing can follow.",
        "conditions": [{"text": "Train two more people", "due": "2027-09-01", "check": "The certificates are seen"}],
        "exclusions": [{"channel": "telephone", "reason": "Nobody answers yet"}],
    });
    assessor.does(&case, "recommendation", &in_part).is(200);
    (provider, case)
}

fn field<'a>(page: &'a Shown, form: &str, name: &str) -> &'a str {
    let form = page.html.find(&format!("action=\"{form}\"")).expect("a form");
    let from = page.html[form..].find(&format!("name=\"{name}\"")).map(|at| form + at).expect("a field");
    &page.html[from..(from + 400).min(page.html.len())]
}

fn appealed(world: &World, name: &str) -> (Provider, String, Session) {
    world.focs();
    let provider = world.applicant(name, "voluntary");
    let case = applied(world, &provider);
    assessed(world, &case, "not_met", "refuse");
    let decider = world.of_the_authority(Role::DecisionMaker);
    decider.does(&case, "decision", &decision("refuse")).is(200);
    provider.owner.does(&case, "appeal", &json!({"reason": "The report was there."})).is(200);
    (provider, case, world.of_the_authority(Role::DecisionMaker))
}

story! {
    fn a_decision_begins_as_it_was_recommended(world) {
        let (provider, case) = recommended_in_part(world, "Age Well Leeds");
        let decider = world.of_the_authority(Role::DecisionMaker);
        let margaret = world.browser_of(&decider);
        let decide = format!("{}/decide", page_of(&case));
        let page = margaret.open(&decide).is(200);
        for (name, value) in [
            ("conditions[0][text]", "Train two more people"),
            ("conditions[0][check]", "The certificates are seen"),
            ("exclusions[1][reason]", "Nobody answers yet"),
            ("judgements[1.1][reasons]", "As read and heard"),
        ] {
            assert!(field(&page, &decide, name).contains(value), "{name}: {}", field(&page, &decide, name));
        }
        let letter = margaret.send(&page, "/decide", &[]).is(200).says("Nothing is decided yet");
        let letter = letter.says("Train two more people").says("Nobody answers yet");
        let _ = margaret.send(&letter, "/decide", &[]).is(200).says("The decision is made");
        let decided = decider.get(&case).is(200).body;
        assert_eq!(decided["decisions"][0]["departure"], json!(null), "as recommended");
        assert_eq!(decided["mark"]["scope"]["channels"], json!(["in_person"]));
        assert_eq!(world.letters_to(&provider).last().unwrap(), "You have the quality mark, with conditions");
    }

    fn what_is_decided_otherwise_is_on_record_with_its_reason(world) {
        let (provider, case) = recommended_in_part(world, "Age Well Leeds");
        let decider = world.of_the_authority(Role::DecisionMaker);
        let margaret = world.browser_of(&decider);
        let page = margaret.open(&format!("{}/decide", page_of(&case))).is(200);
        let otherwise = [("judgements[1.1][verdict]", "met"), ("judgements[1.1][reasons]", "The newer survey shows it")];
        let unsaid = margaret.send(&page, "/decide", &otherwise).is(422);
        let unsaid = unsaid.says("This departs from what was recommended (judgements): say why");
        assert!(unsaid.html.contains("href=\"#departure\"") && unsaid.html.contains("The newer survey shows it"));
        let why = [("departure", "The survey of March came after the assessment.")];
        let letter = margaret.send(&unsaid, "/decide", &why).is(200);
        let letter = letter.does_not_say("The survey of March came after the assessment.");
        let done = margaret.send(&letter, "/decide", &[]).is(200).says("Not as recommended in: judgements");
        let _ = done.says("The survey of March came after the assessment.");
        let shown = decider.get(&case).is(200).body;
        let departure = &shown["decisions"][0]["departure"];
        assert_eq!((&departure["in"], &departure["criteria"]), (&json!(["judgements"]), &json!(["1.1"])));
        assert_eq!(departure["judged"]["1.1"]["verdict"], "partly_met", "as the assessor had found");
        assert_eq!(shown["judgements"]["1.1"]["verdict"], "met");

        // The provider reads what was decided, not what was recommended.
        let seen = provider.owner.get(&case).is(200).body;
        assert_eq!((&seen["decisions"][0]["departure"], &seen["judgements"]["1.1"]["verdict"]), (&json!(null), &json!("met")));
        let _ = world.browser_of(&provider.owner).open(&page_of(&case)).is(200).does_not_say("Not as recommended");
        world.settle();
        let administrator = world.of_the_authority(Role::Administrator);
        let about = format!("/api/v1/audit/events?subject={}", case.rsplit('/').next().unwrap());
        assert!(administrator.get(&about).is(200).text.contains("accreditation.departed"));
        let own = provider.owner.get("/api/v1/audit/events").is(200).text;
        assert!(own.contains("accreditation.decided") && !own.contains("accreditation.departed"), "{own}");
    }

    fn a_reason_to_depart_is_given_when_and_only_when_something_departs(world) {
        let (_, case) = recommended_in_part(world, "Age Well Leeds");
        let decider = world.of_the_authority(Role::DecisionMaker);
        let mut same = decider.get(&case).is(200).body["recommendation"].clone();
        let as_sent = |same: &Value| json!({
            "outcome": same["outcome"], "reasons": "As recommended", "departure": same["departure"],
            "conditions": [{"text": "Train two more people", "due": "2027-09-01", "check": "The certificates are seen"}],
            "exclusions": [{"channel": "telephone", "reason": "Nobody answers yet"}],
        });
        same["departure"] = json!("Because");
        let needless = decider.does(&case, "decision", &as_sent(&same));
        assert_eq!(needless.is_problem(422, "accreditation_nothing_departs").pointers(), ["/departure"]);
        let mut refuse = decision("refuse");
        decider.does(&case, "decision-letter", &refuse).is_problem(422, "accreditation_departs_without_reason");
        refuse["departure"] = json!("Nothing of it is there.");
        let decided = decider.does(&case, "decision", &refuse).is(200).body;
        assert_eq!(decided["decisions"][0]["departure"]["in"], json!(["outcome", "conditions", "scope"]));
    }

    fn a_dismissed_appeal_has_a_letter_that_is_read_before_and_kept_after(world) {
        let (provider, case, hears) = appealed(world, "Age Well Leeds");
        let dismiss = json!({"upheld": false, "reasons": "It was of 2019."});
        provider.owner.does(&case, "appeal-letter", &dismiss).is_problem(403, "wrong_role");
        hears.does(&case, "appeal-letter", &json!({"upheld": false})).is_problem(422, "invalid_fields");
        let before = world.letters_to(&provider).len();
        let letter = hears.does(&case, "appeal-letter", &dismiss).is(200).body;
        assert_eq!((letter["subject"].as_str(), world.letters_to(&provider).len()), (Some("Your appeal is dismissed"), before));
        let body = letter["body"].as_str().unwrap();
        assert!(body.contains("It was of 2019.") && body.contains("the quality mark is not given"), "{body}");

        let browser = world.browser_of(&hears);
        let page = browser.open(&format!("{}/hear_appeal", page_of(&case))).is(200).says("The report was there.");
        let typed = [("upheld", "no"), ("reasons", "It was of 2019.")];
        let read = browser.send(&page, "/hear_appeal", &typed).is(200).says("Nothing is decided yet");
        let _ = browser.send(&read.says("Your appeal is dismissed"), "/hear_appeal", &[]).is(200).says("The appeal is decided");
        let mail = world.mails_to(&provider.email).remove(0);
        let sent = (json!(mail.subject), json!(mail.body));
        assert_eq!(sent, (letter["subject"].clone(), letter["body"].clone()), "what was read is what is sent");
        let jo = world.browser_of(&provider.owner);
        let own = jo.open(&page_of(&case)).is(200);
        let _ = jo.open(&own.link("Your appeal is dismissed")).is(200).says("It was of 2019.");
        hears.does(&case, "appeal-letter", &dismiss).is_problem(409, "accreditation_not_under_appeal");
    }

    fn an_upheld_appeal_has_a_letter_of_what_was_decided_anew(world) {
        let (provider, case, hears) = appealed(world, "Age Well Leeds");
        let browser = world.browser_of(&hears);
        let page = browser.open(&format!("{}/hear_appeal", page_of(&case))).is(200);
        let accredit = [("upheld", "yes"), ("outcome", "accredit"), ("reasons", "It was there.")];
        let wrong = browser.send(&page, "/hear_appeal", &accredit).is(422).says("Every essential criterion must be met");
        let names: Vec<String> = judgements(&standard(world), "met").as_object().unwrap().keys()
            .map(|id| format!("judgements[{id}][verdict]")).collect();
        let mut typed = accredit.to_vec();
        typed.extend(names.iter().map(|name| (name.as_str(), "met")));
        let read = browser.send(&wrong, "/hear_appeal", &typed).is(200).says("On your appeal: you have the quality mark");
        let changed = browser.send(&read, "/hear_appeal", &[("_change", "yes")]).is(200).says("Is the appeal upheld?");
        let read = browser.send(&changed, "/hear_appeal", &[]).is(200).says("On your appeal");
        let _ = browser.send(&read, "/hear_appeal", &[]).is(200).says("The appeal is decided");
        let mail = world.mails_to(&provider.email).remove(0);
        assert!(mail.subject.starts_with("On your appeal") && mail.body.contains("is in force"), "{}", mail.body);
        let shown = provider.owner.get(&case).is(200).body;
        assert_eq!((&shown["mark_status"], shown["papers"]["letters"].as_array().unwrap().len()), (&json!("in_force"), 2));
    }

    fn a_visit_brings_files_back_that_are_read_like_evidence(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider);
        let (assessor, id) = world.colleague(Role::Assessor);
        assign(world, &case, id).is(200);
        assessor.does(&case, "assessment", &json!({"no_conflict": true})).is(200);
        let sam = world.browser_of(&assessor);
        let page = sam.open(&format!("{}/visit", page_of(&case))).is(200);
        let typed = [("place", "LS1 4AP"), ("on-day", "8"), ("on-month", "3"), ("on-year", "2027"), ("seen", "A quiet room")];
        let wrong = sam.hand_in_with(&page, "/visit", &typed, ("file", "photo.png"), "<html>").is(422);
        let wrong = wrong.says("This is no PDF, OpenDocument file, PNG or JPEG").says("A quiet room");
        assert_eq!(assessor.get(&case).is(200).body["assessment"]["visits"], json!([]), "all of it or nothing");
        let shown = sam.hand_in(&wrong, "/visit", "file", "photo.pdf", PDF).is(200).says("photo.pdf");
        let report = sam.open(&shown.link("a file to this report")).is(200).says("A quiet room");
        let _ = sam.send(&report, "/visits/0", &[]).is(422).says("Choose a file");
        let report = sam.hand_in(&report, "/visits/0", "file", "notes.docx", b"%PDF-1.4 notes").is(200);
        let report = report.says("The file is with the report").says("notes.pdf");
        let kept = sam.open(&report.link("notes.pdf")).is(200);
        assert_eq!(kept.header("content-disposition"), Some("attachment; filename*=UTF-8''notes.pdf"));

        let address = format!("{case}/visits/0/files?name=plan.pdf");
        let version = assessor.get(&case).is(200).version();
        let bytes = Some("application/octet-stream");
        let added = assessor.at_version(version).send("POST", &address, bytes, b"%PDF-1.5 plan").is(201);
        let files = added.body["assessment"]["visits"][0]["files"].as_array().unwrap().clone();
        assert_eq!(files.len(), 3);
        let again = assessor.at_version(added.version());
        again.send("POST", &format!("{case}/visits/7/files"), bytes, b"%PDF-1.5").is_problem(422, "accreditation_no_such_visit");
        again.send("POST", &address, bytes, b"").is_problem(422, "evidence_file_empty");
        world.colleague(Role::Assessor).0.at_version(added.version()).send("POST", &address, bytes, PDF)
            .is_problem(409, "accreditation_not_the_assessor");
        provider.owner.at_version(added.version()).send("POST", &address, bytes, PDF).is_problem(403, "wrong_role");
        let stranger = json!({"place": "LS1 4AP", "on": "2027-03-08", "seen": "x",
            "files": [{"name": "x.pdf", "sha256": "ab".repeat(32), "bytes": 3}]});
        assessor.does(&case, "visits", &stranger).is_problem(422, "evidence_file_not_handed_in");

        // The provider reads what was seen, with its files, once something is decided.
        let file = format!("{case}/files/{}", files[2]["sha256"].as_str().unwrap());
        provider.owner.get(&file).is_problem(404, "not_found");
        let version = assessor.get(&case).is(200).version();
        let judged = json!({"judgements": judgements(&standard(world), "met")});
        assessor.at_version(version).patch(&format!("{case}/judgements"), &judged).is(200);
        assessor.does(&case, "recommendation", &decision("accredit")).is(200);
        world.of_the_authority(Role::DecisionMaker).does(&case, "decision", &decision("accredit")).is(200);
        assert_eq!(provider.owner.get(&file).is(200).text, "%PDF-1.5 plan");
        let _ = sam.open(&format!("{}/visits/0", page_of(&case))).is(200).does_not_say("Add the file");
    }

    fn a_holder_sees_what_goes_when_its_mark_ends(world) {
        let (provider, jo) = open_world(world);
        published(provider, &jo, |_| {});
        world.settle();
        let support = world.of_the_authority(Role::Support);
        let cases = support.get(&format!("{ACCREDITATIONS}?provider={provider}")).is(200).body;
        let case = format!("{ACCREDITATIONS}/{}", cases["items"][0]["id"].as_str().unwrap());
        let ends = support.get(&case).is(200).body["mark"]["ends"].clone();
        for reader in [&jo, &support] {
            let lapse = reader.get(&format!("{case}/effect?of=lapse")).is(200).body;
            assert_eq!((lapse["goes"].as_array().unwrap().len(), &lapse["on"]), (1, &ends));
            let page = world.browser_of(reader).open(&page_of(&case)).is(200);
            let page = world.browser_of(reader).open(&page.link("What leaves the listings when the mark ends")).is(200);
            let _ = page.says("1 listing that is shown now goes with it").says("Help at the library");
        }
        jo.get(&format!("{case}/effect?of=revocation")).is_problem(403, "wrong_role");
        let rival = world.applicant("Rival", "private");
        rival.owner.get(&format!("{case}/effect?of=lapse")).is_problem(404, "not_found");
        let _ = world.browser_of(&rival.owner).open(&format!("{}/lapse", page_of(&case))).is(404);

        // Near its end, the page of the mark says it itself.
        let end: jiff::Timestamp = ends.as_str().unwrap().parse().unwrap();
        let until = end.duration_since(world.market.clock().now());
        world.clock().advance(until - days(30));
        world.settle();
        let owner = world.member_of(provider, Role::Owner);
        let near = world.browser_of(&owner).open(&page_of(&case)).is(200);
        let _ = near.says("unless you send its renewal before that day").says("1 listing that is shown now goes with it");
        world.clock().advance(days(31));
        world.settle();
        let owner = world.member_of(provider, Role::Owner);
        let after = world.browser_of(&owner).open(&format!("{}/lapse", page_of(&case))).is(200);
        assert_eq!(after.path, page_of(&case), "it is over");
    }

    fn a_renewal_begins_with_what_was_granted_and_is_confirmed(world) {
        let (provider, case) = recommended_in_part(world, "Age Well Leeds");
        let decider = world.of_the_authority(Role::DecisionMaker);
        let in_part = json!({
            "outcome": "accredit_with_conditions", "reasons": "What is missing can follow.",
            "conditions": [{"text": "Train two more people", "due": "2027-09-01", "check": "The certificates are seen"}],
            "exclusions": [{"channel": "telephone", "reason": "Nobody answers yet"}],
        });
        decider.does(&case, "decision", &in_part).is(200);
        let newcomer = world.applicant("Newcomer", "private");
        let nothing = newcomer.owner.post(ACCREDITATIONS, &json!({"provider": newcomer.id}));
        assert_eq!(nothing.is_problem(422, "accreditation_no_scope").pointers(), ["/scope/channels"]);

        world.clock().advance(days(700));
        let owner = world.member_of(provider.id, Role::Owner);
        let jo = world.browser_of(&owner);
        let page = jo.open(&format!("/provider/{}/mark", provider.id)).is(200);
        let page = page.says("It begins with what your mark was given for").does_not_say("How do you help people?");
        let earlier = case.rsplit('/').next().unwrap();
        let started = jo.send(&page, "/mark", &[("from", earlier)]).is(200).says("To be confirmed");
        let renewal = started.path.replace("/marks", ACCREDITATIONS);
        let shown = owner.get(&renewal).is(200).body;
        assert_eq!(shown["scope"]["channels"], json!(["in_person"]), "as it was granted, not as it was asked");
        assert_eq!(shown["papers"]["scope_to_confirm"], true);
        let early = owner.does(&renewal, "submission", &json!({}));
        assert!(early.is_problem(422, "accreditation_incomplete").pointers().contains(&"/scope"));

        let scope = jo.open(&format!("{}/scope", started.path)).is(200).says("To be confirmed").says("LS1 4AP");
        let _ = jo.send(&scope, "/scope", &[]).is(200).does_not_say("To be confirmed");
        let shown = owner.get(&renewal).is(200).body;
        assert_eq!((&shown["papers"]["scope_to_confirm"], &shown["scope"]["places"]["postcodes"]), (&json!(false), &json!(["LS1 4AP"])));
        for criterion in shown["papers"]["to_review"].as_array().unwrap() {
            let review = format!("evidence/{}/review", criterion.as_str().unwrap());
            owner.does(&renewal, &review, &json!({})).is(200);
        }
        owner.does(&renewal, "submission", &json!({})).is(200);
    }

    fn a_renewal_says_what_has_left_and_what_deciding_on_it_would_change(world) {
        let (provider, jo) = open_world(world);
        let telephone = published(provider, &jo, |draft| draft["channels"] = json!(["telephone"]));
        let in_person = published(provider, &jo, |_| {});
        world.settle();
        world.clock().advance(days(700));
        let owner = world.member_of(provider, Role::Owner);
        let started = owner.post(ACCREDITATIONS, &json!({"provider": provider})).is(201);
        let renewal = started.header("location").unwrap().to_owned();
        let left = |reader: &Session| reader.get(&format!("{renewal}/left-since-last-mark")).is(200).body;
        let nothing = left(&owner);
        assert!(nothing["given_at"].is_string());
        assert_eq!((&nothing["channels"], &nothing["places"], &nothing["partners"]), (&json!([]), &json!([]), &json!([])));
        let page = world.browser_of(&owner).open(&page_of(&renewal)).is(200);
        let _ = page.says("Nothing: all of it is asked for again, and given now.");

        // The place closes, and help by telephone is not asked for again.
        for offering in [&telephone, &in_person] {
            owner.does(&format!("/api/v1/offerings/{offering}"), "end", &json!({})).is(200);
        }
        owner.changes(&renewal, &json!({"scope": {"channels": ["in_person"]}})).is(200);
        let gone = left(&owner);
        assert_eq!(gone["channels"], json!([
            {"channel": "in_person", "why": "not_offered"}, {"channel": "telephone", "why": "not_asked"}]));
        assert_eq!(gone["places"], json!([{"postcode": "LS1 4AP", "why": "not_offered"}]));
        let jo = world.browser_of(&owner);
        let _ = jo.open(&page_of(&renewal)).is(200).says("Help at LS1 4AP: asked for, but no offering gives it now");
        let _ = jo.open(&format!("{}/scope", page_of(&renewal))).is(200).says("By telephone: not asked for again");
        world.applicant("Rival", "private").owner.get(&format!("{renewal}/left-since-last-mark")).is(404);
    }

    fn a_renewal_in_part_or_refused_says_which_listings_go(world) {
        let (provider, jo) = open_world(world);
        published(provider, &jo, |_| {});
        world.settle();
        world.clock().advance(days(700));
        let owner = world.member_of(provider, Role::Owner);
        let started = owner.post(ACCREDITATIONS, &json!({"provider": provider})).is(201);
        let renewal = started.header("location").unwrap().to_owned();
        let whole = json!({"scope": {"channels": ["in_person", "telephone"]}, "evidence": evidence(&standard(world))});
        owner.changes(&renewal, &whole).is(200);
        owner.does(&renewal, "submission", &json!({})).is(200);
        let withdrawal = format!("{renewal}/effect?of=withdrawal");
        assert_eq!(owner.get(&withdrawal).is(200).body["goes"], json!([]), "the mark held has a month left");
        assessed(world, &renewal, "met", "accredit");
        let decider = world.of_the_authority(Role::DecisionMaker);
        let foreseen = |body: &Value| decider.does(&renewal, "decision-letter", body).is(200).body["effect"].clone();
        assert_eq!(foreseen(&decision("accredit")), json!({"goes": [], "comes_back": []}), "one gives way to the other");
        let in_part = json!({"outcome": "accredit", "reasons": "As judged.", "departure": "Nobody was there",
            "exclusions": [{"channel": "in_person", "reason": "The place is shut"}]});
        assert_eq!(foreseen(&in_part)["goes"].as_array().unwrap().len(), 1);
        let refuse = json!({"outcome": "refuse", "reasons": "No.", "departure": "The judgements are of last year",
            "judgements": judgements(&standard(world), "not_met")});
        assert_eq!(foreseen(&refuse)["goes"], json!([]), "the mark held has a month left");

        // Once that is over, the mark lives by its renewal alone.
        world.clock().advance(days(60));
        world.settle();
        let decider = world.of_the_authority(Role::DecisionMaker);
        let refused = decider.does(&renewal, "decision-letter", &refuse).is(200).body;
        assert_eq!(refused["effect"]["goes"].as_array().unwrap().len(), 1);
        let owner = world.member_of(provider, Role::Owner);
        assert_eq!(owner.get(&withdrawal).is(200).body["goes"], refused["effect"]["goes"]);
        let page = world.browser_of(&owner).open(&format!("{}/withdraw", page_of(&renewal))).is(200);
        let _ = page.says("1 listing goes at once, from 1 directory.");
        decider.get(&withdrawal).is_problem(403, "wrong_role");
        let browser = world.browser_of(&decider);
        let page = browser.open(&format!("{}/decide", page_of(&renewal))).is(200);
        let _ = browser.send(&page, "/decide", &[]).is(200).says("What the public will see").says("No listing changes");
    }

    fn a_department_reads_back_what_came_of_its_concerns(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        world.gives_mark(provider.id, &[Channel::Telephone]);
        let (_, department) = world.department("Department for Work");
        let (_, other) = world.department("Department for Rest");
        let concern = |about: &str| json!({"provider": provider.id, "about": about, "criteria": ["4.1"]});
        let raised = |about: &str| {
            let raised = department.post("/api/v1/concerns", &concern(about)).is(201);
            raised.header("location").unwrap().to_owned()
        };
        let (one, two) = (raised("People were asked to pay."), raised("Nobody was there."));
        let manager = world.of_the_authority(Role::CategoryManager);
        manager.post("/api/v1/concerns", &concern("Ours")).is(201);

        let (assessor, person) = world.colleague(Role::Assessor);
        let review = one.replace("/concerns/", "/reviews/");
        manager.does(&review, "assignment", &json!({"assessor": person})).is(200);
        assert_eq!(department.get(&one).is(200).body["state"], "under_review");
        let found = json!({"finding": "to_be_put_right", "report": "Two people paid for printing."});
        assessor.does(&review, "conclusion", &found).is(200);
        let closed = two.replace("/concerns/", "/reviews/");
        manager.does(&closed, "closing", &json!({"reason": "It was about another provider."})).is(200);

        let all = department.get("/api/v1/concerns").is(200);
        assert_eq!(all.body["items"].as_array().unwrap().len(), 2, "the authority's own is not among them");
        assert!(!all.text.contains("Two people paid") && !all.text.contains(&person.to_string()), "{}", all.text);
        let outcome = |address: &str| department.get(address).is(200).body["outcome"].clone();
        assert_eq!((&outcome(&one)["finding"], &outcome(&two)["reason"]), (&json!("to_be_put_right"), &json!("It was about another provider.")));
        let first = department.get("/api/v1/concerns?limit=1").is(200).body;
        let second = department.get(&format!("/api/v1/concerns?limit=1&after={}", first["next"].as_str().unwrap())).is(200).body;
        assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);
        other.get(&one).is_problem(404, "not_found");
        assert_eq!(other.get("/api/v1/concerns").is(200).body["items"], json!([]));
        provider.owner.get("/api/v1/concerns").is_problem(403, "wrong_role");
        provider.owner.get(&one).is_problem(403, "wrong_role");
        assert_eq!(manager.get("/api/v1/concerns").is(200).body["items"].as_array().unwrap().len(), 1);

        let dana = world.browser_of(&department);
        let list = dana.open("/concerns/raised").is(200).says("Something is to be put right").says("Closed with a reason");
        let _ = dana.open(&list.link("Age Well Leeds")).is(200).says("What it is about");
        let page = dana.open(&format!("/concerns/raised/{}", two.rsplit('/').next().unwrap())).is(200);
        let _ = page.says("It was about another provider.").says("Nobody was there.");
        let _ = world.browser_of(&provider.owner).open("/concerns/raised").is(403);
        let _ = dana.open("/home").is(200).says("Concerns that you raised");
    }
}
