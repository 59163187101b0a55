//! Evidence in files, what exactly was sent, beginning again, letters, being heard, and what a step would do.

use crate::accreditation::{
    ACCREDITATIONS, accredited, application, applied, assessed, assign, decision, standard,
};
use crate::admin_marks;
use crate::admin_provider::registers;
use crate::listings::{open_world, published};
use domain::Role;
use jiff::SignedDuration;
use ring::digest::{SHA256, digest};
use serde_json::Value;
use stories::{Provider, Reply, Session, World, json, story};

const PDF: &[u8] = b"%PDF-1.7 of the policy";

fn hands_in(by: &Session, case: &str, criterion: &str, name: &str, bytes: &[u8]) -> Reply {
    let version = by.get(case).is(200).version();
    let path = format!("{case}/evidence/{criterion}/files?name={name}");
    by.at_version(version).send("POST", &path, Some("application/octet-stream"), bytes)
}

fn started(world: &World, name: &str) -> (Provider, String) {
    world.focs();
    let provider = world.applicant(name, "voluntary");
    let started = provider.owner.post(ACCREDITATIONS, &application(&provider)).is(201);
    let case = started.header("location").unwrap().to_owned();
    (provider, case)
}

fn sha256(bytes: &[u8]) -> String {
    digest(&SHA256, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

story! {
    fn a_file_is_evidence_for_those_who_judge_it_and_for_nobody_else(world) {
        let (provider, case) = started(world, "Age Well Leeds");
        let owner = &provider.owner;
        let kept = hands_in(owner, &case, "1.1", "..%2FPolicy.exe", PDF).is(201);
        let file = kept.body["evidence"]["1.1"]["files"][0].clone();
        assert_eq!(file, json!({"name": "Policy.pdf", "sha256": sha256(PDF), "bytes": PDF.len()}));

        hands_in(owner, &case, "1.1", "a.pdf", b"<html>").is_problem(422, "evidence_file_of_another_kind");
        hands_in(owner, &case, "1.1", "a.pdf", b"").is_problem(422, "evidence_file_empty");
        hands_in(owner, &case, "77.1", "a.pdf", PDF).is_problem(422, "accreditation_no_such_criterion");
        let path = format!("{case}/evidence/1.1/files?name=a.pdf");
        owner.send("POST", &path, None, PDF).is_problem(428, "if_match_required");
        let stranger = json!({"name": "x.pdf", "sha256": "ab".repeat(32), "bytes": 3});
        let named = json!({"evidence": {"1.1": {"text": "See it", "files": [stranger]}}});
        owner.changes(&case, &named).is_problem(422, "evidence_file_not_handed_in");

        // What is typed leaves the files as they are, unless it says which stay.
        let typed = owner.changes(&case, &json!({"evidence": {"1.1": {"text": "See the policy"}}})).is(200);
        assert_eq!(typed.body["evidence"]["1.1"]["files"], json!([file]));
        let address = format!("{case}/evidence/1.1/files/{}", sha256(PDF));
        let removed = owner.at_version(typed.version()).delete(&address).is(200);
        assert_eq!(removed.body["evidence"]["1.1"]["files"], json!([]));
        for number in 0..10 {
            let bytes = [PDF, &[number]].concat();
            hands_in(owner, &case, "1.1", "part.pdf", &bytes).is(201);
        }
        hands_in(owner, &case, "1.1", "part.pdf", b"%PDF-1").is_problem(409, "evidence_file_one_too_many");

        let hash = sha256(&[PDF, &[0]].concat());
        let address = format!("{case}/files/{hash}");
        let read = owner.get(&address).is(200);
        assert_eq!(read.header("content-disposition"), Some("attachment; filename*=UTF-8''part.pdf"));
        assert_eq!(read.header("content-type"), Some("application/octet-stream"));
        assert_eq!(read.header("x-content-type-options"), Some("nosniff"));
        world.of_the_authority(Role::Assessor).get(&address).is(200);
        world.applicant("Rival", "private").owner.get(&address).is_problem(404, "not_found");
        world.visitor().get(&address).is(401);
        owner.get(&format!("{case}/files/{}", "cd".repeat(32))).is_problem(404, "not_found");
        // The same bytes in another's application are another's.
        let (rival, other) = started(world, "Home Help York");
        rival.owner.get(&format!("{other}/files/{hash}")).is_problem(404, "not_found");

        owner.changes(&case, &json!({"evidence": stories::evidence(&standard(world))})).is(200);
        owner.does(&case, "submission", &json!({})).is(200);
        hands_in(owner, &case, "1.1", "a.pdf", PDF).is_problem(409, "accreditation_no_longer_draft");
        world.of_the_authority(Role::Support).get(&address).is(200);
    }

    fn what_was_sent_stays_as_it_was(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider);
        let first = provider.owner.get(&format!("{case}/submissions/1")).is(200);
        assert_eq!(first.body["sha256"], sha256(first.body["text"].as_str().unwrap().as_bytes()));
        assert_eq!(first.body["submission"]["provider"]["name"], "Age Well Leeds");

        let (assessor, id) = world.colleague(Role::Assessor);
        assign(world, &case, id).is(200);
        assessor.does(&case, "assessment", &json!({"no_conflict": true})).is(200);
        assessor.does(&case, "question", &json!({"question": "Since when?", "answer_by": "2027-04-01"})).is(200);
        let newer = json!({"evidence": {"1.1": {"text": "See the report of April"}}});
        provider.owner.changes(&case, &newer).is(200);
        hands_in(&provider.owner, &case, "1.1", "april.pdf", PDF).is(201);
        provider.owner.does(&case, "answer", &json!({"answer": "Since April."})).is(200);

        let sent = provider.owner.get(&format!("{case}/submissions")).is(200).body;
        assert_eq!(sent["items"].as_array().unwrap().len(), 2);
        let again = assessor.get(&format!("{case}/submissions/1")).is(200);
        assert_eq!(again.body, first.body, "for ever");
        let second = assessor.get(&format!("{case}/submissions/2")).is(200).body;
        assert_eq!(second["submission"]["evidence"]["1.1"]["text"], "See the report of April");
        assert_eq!(second["submission"]["clarifications"][0]["answer"], "Since April.");
        assessor.get(&format!("{case}/submissions/3")).is_problem(404, "not_found");
        world.applicant("Rival", "private").owner.get(&format!("{case}/submissions/1")).is_problem(404, "not_found");

        world.settle();
        let log = world.market.read(|work| Ok(work.entries_after(0, 10_000)?)).unwrap();
        let hash = first.body["sha256"].as_str().unwrap();
        assert!(log.iter().any(|sealed| format!("{:?}", sealed.entry).contains(hash)), "the log has the hash");
    }

    fn a_refused_application_is_the_beginning_of_the_next(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider);
        assessed(world, &case, "not_met", "refuse");
        let decider = world.of_the_authority(Role::DecisionMaker);
        let preview = decider.does(&case, "decision-letter", &decision("refuse")).is(200).body;
        assert_eq!(world.letters_to(&provider).len(), 1, "nothing is sent by looking");
        assert_eq!(decider.get(&case).is(200).body["state"], "recommended");
        decider.does(&case, "decision-letter", &decision("accredit")).is_problem(422, "accreditation_essential_not_met");

        let decided = decider.does(&case, "decision", &decision("refuse")).is(200);
        let mail = world.mails_to(&provider.email).remove(0);
        let letter = json!({"subject": preview["subject"], "body": preview["body"]});
        assert_eq!(json!({"subject": mail.subject, "body": mail.body}), letter, "what was read is what is sent");
        assert_eq!(preview["effect"], json!({"goes": [], "comes_back": []}));
        assert!(mail.body.contains("(not met): As read and heard") && mail.body.contains("within 28 days"));
        let read_later = provider.owner.get(&case).is(200).body["papers"]["letters"][0].clone();
        assert_eq!(read_later, letter);

        let mut again = application(&provider);
        again["from"] = decided.body["id"].clone();
        let rival = world.applicant("Rival", "private");
        let stolen = json!({"provider": rival.id, "scope": again["scope"], "from": again["from"]});
        rival.owner.post(ACCREDITATIONS, &stolen).is_problem(422, "accreditation_cannot_begin_from");
        let next = provider.owner.post(ACCREDITATIONS, &again).is(201);
        let next_case = next.header("location").unwrap().to_owned();
        assert_eq!(next.body["evidence"], decided.body["evidence"]);
        assert_eq!(next.body["papers"]["begun_from"], decided.body["id"]);
        let waiting = next.body["papers"]["to_review"].as_array().unwrap().clone();
        let early = provider.owner.does(&next_case, "submission", &json!({}));
        let early = early.is_problem(422, "accreditation_incomplete");
        assert_eq!(early.pointers().len(), waiting.len());

        let newer = json!({"evidence": {"1.1": {"text": "Newer research"}}});
        provider.owner.changes(&next_case, &newer).is(200);
        for criterion in waiting.iter().filter_map(Value::as_str).filter(|id| *id != "1.1") {
            provider.owner.does(&next_case, &format!("evidence/{criterion}/review"), &json!({})).is(200);
        }
        let twice = provider.owner.does(&next_case, "evidence/1.1/review", &json!({}));
        twice.is_problem(409, "accreditation_nothing_to_review");
        provider.owner.does(&next_case, "submission", &json!({})).is(200);
        assert_eq!(provider.owner.get(&case).is(200).body["evidence"], decided.body["evidence"]);
    }

    fn a_step_says_which_listings_go_before_it_is_taken(world) {
        let (provider, jo) = open_world(world);
        let offering = published(provider, &jo, |_| {});
        world.settle();
        let decider = world.of_the_authority(Role::DecisionMaker);
        let cases = decider.get(&format!("{ACCREDITATIONS}?provider={provider}")).is(200).body;
        let case = format!("{ACCREDITATIONS}/{}", cases["items"][0]["id"].as_str().unwrap());
        let effect = |of: &str| decider.get(&format!("{case}/effect?of={of}")).is(200).body;
        let suspension = effect("suspension");
        assert_eq!(suspension["goes"].as_array().unwrap().len(), 1);
        assert!(offering.contains(suspension["goes"][0]["offering"].as_str().unwrap()));
        assert_eq!(effect("lapse")["goes"], suspension["goes"]);
        assert_eq!(effect("reinstatement"), json!({"goes": [], "comes_back": []}));
        decider.get(&format!("{case}/effect?of=magic")).is(422);
        jo.get(&format!("{case}/effect?of=suspension")).is_problem(403, "wrong_role");

        let page = world.browser_of(&decider).open(&format!("{}/suspend", case.replace("/api/v1/accreditations", "/marks")));
        let _ = page.is(200).says("1 listing goes at once, from 1 directory.");
        decider.does(&case, "suspension", &json!({"grounds": "urgent", "reason": "A check had run out."})).is(200);
        assert_eq!(effect("reinstatement")["comes_back"], suspension["goes"]);
        let own = world.browser_of(&jo).open(&case.replace("/api/v1/accreditations", "/marks")).is(200);
        let _ = own.says("It lasts until it is decided otherwise.").says("A check had run out.");
        assert_eq!(effect("revocation"), json!({"goes": [], "comes_back": []}));
    }

    fn a_holder_is_heard_before_its_mark_is_suspended(world) {
        let (provider, case, _) = accredited(world, "Age Well Leeds");
        let decider = world.of_the_authority(Role::DecisionMaker);
        let heard = json!({"grounds": "heard", "heard_on": "2027-03-08", "reason": "Late returns"});
        provider.owner.does(&case, "notice-answer", &json!({"answer": "x"})).is_problem(409, "accreditation_no_notice");
        let notice = json!({"notice": "No returns for two quarters.", "answer_by": "2027-03-20"});
        provider.owner.does(&case, "notice", &notice).is_problem(403, "wrong_role");
        decider.does(&case, "notice", &json!({"notice": "", "answer_by": "2027-03-08"})).is_problem(422, "invalid_fields");
        decider.does(&case, "notice", &notice).is(200);
        assert_eq!(world.letters_to(&provider).last().unwrap(), "We consider whether your quality mark can stand");
        decider.does(&case, "suspension", &heard).is_problem(409, "accreditation_still_time_to_answer");
        decider.does(&case, "revocation", &heard).is_problem(409, "accreditation_still_time_to_answer");
        decider.does(&case, "notice", &notice).is_problem(409, "accreditation_still_time_to_answer");

        let answered = provider.owner.does(&case, "notice-answer", &json!({"answer": "They are sent now."})).is(200);
        assert_eq!(answered.body["papers"]["hearings"][0]["answer"], "They are sent now.");
        provider.owner.does(&case, "notice-answer", &json!({"answer": "x"})).is_problem(409, "accreditation_no_notice");
        decider.does(&case, "suspension", &heard).is(200);
        decider.does(&case, "reinstatement", &json!({})).is(200);

        // Who does not answer in time was heard as well; and safety does not wait.
        decider.does(&case, "notice", &notice).is(200);
        decider.does(&case, "suspension", &json!({"grounds": "urgent", "reason": "A check had run out."})).is(200);
        world.clock().advance(SignedDuration::from_hours(24 * 14));
        let owner = world.member_of(provider.id, Role::Owner);
        owner.does(&case, "notice-answer", &json!({"answer": "x"})).is_problem(409, "accreditation_too_late_to_answer");
        world.of_the_authority(Role::DecisionMaker).does(&case, "revocation", &heard).is(200);
    }

    fn a_condition_waits_for_a_decision_maker_when_it_is_overdue_or_said_to_be_met(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider);
        assessed(world, &case, "partly_met", "refuse");
        let decider = world.of_the_authority(Role::DecisionMaker);
        let mut conditional = decision("accredit_with_conditions");
        conditional["conditions"] = json!([
            {"text": "Train two more people", "due": "2027-04-01", "check": "The certificates are seen"},
            {"text": "Write the policy down", "due": "2027-05-01"},
        ]);
        conditional["departure"] = json!("What is missing can follow.");
        decider.does(&case, "decision", &conditional).is(200);
        let letter = world.mails_to(&provider.email).remove(0).body;
        assert!(letter.contains("1 April 2027: Train two more people (how it is checked: The certificates are seen)"), "{letter}");
        let waiting = |world: &World| {
            world.browser_of(&world.of_the_authority(Role::DecisionMaker)).open("/authority/conditions").is(200)
        };
        let _ = waiting(world).says("No condition waits");
        let unclear = provider.owner.does(&case, "condition-answer", &json!({}));
        assert_eq!(unclear.is_problem(422, "invalid_fields").pointers(), ["/condition", "/text"]);
        let shown = json!({"condition": 1, "text": "See the policy of March"});
        provider.owner.does(&case, "condition-answer", &shown).is(200);
        let _ = waiting(world).says("The holder says it is met").does_not_say("Train two");
        world.clock().advance(SignedDuration::from_hours(24 * 30));
        let _ = waiting(world).says("Train two more people").says("Overdue");
        let decider = world.of_the_authority(Role::DecisionMaker);
        decider.does(&case, "conditions-met", &json!({"condition": 1})).is(200);
        let _ = waiting(world).does_not_say("Write the policy");
        let owner = world.member_of(provider.id, Role::Owner);
        owner.does(&case, "condition-answer", &shown).is_problem(422, "accreditation_no_such_condition");
        let _ = world.browser_of(&owner).open("/authority/conditions").is(403);
    }

    fn evidence_is_handed_in_and_compared_by_pages(world) {
        let jo = world.browser_of(&world.person("Jo"));
        let home = registers(&jo, "Age Well Leeds");
        admin_marks::standard(world);
        let page = jo.open(&format!("{}/mark", home.path)).is(200);
        let application = jo.send(&page, "/mark", &[("scope[channels][]", "in_person")]).is(200).path;
        let evidence = format!("{application}/evidence/1.1");
        let wrong = jo.hand_in(&jo.open(&evidence), "/1.1", "file", "policy.pdf", "<html>").is(422);
        let wrong = wrong.says("This is no PDF, OpenDocument file, PNG or JPEG");
        assert!(wrong.html.contains("href=\"#file\""), "the message leads to the field");
        let _ = jo.hand_in(&wrong, "/1.1", "file", "policy.docx", PDF).is(200);
        let page = jo.open(&evidence).is(200).says("policy.pdf");
        let file = format!("{application}/files/{}", sha256(PDF));
        let kept = jo.open(&file).is(200);
        assert_eq!(kept.header("content-disposition"), Some("attachment; filename*=UTF-8''policy.pdf"));
        let _ = world.browser_of(&world.person("Sam")).open(&file).is(404);
        let typed = [("evidence[1.1][text]", "We do."), ("_stay", "yes")];
        let page = jo.send(&page, "/1.1", &typed).is(200).says("policy.pdf").says("It is saved");
        let hash = sha256(PDF);
        let page = jo.send(&page, "/1.1", &[("_remove[]", hash.as_str()), ("_stay", "yes")]).is(200);
        let _ = page.does_not_say("policy.pdf");
        assert!(jo.open(&evidence).html.contains("We do."), "what was typed stays");
    }

    fn evidence_that_was_copied_is_looked_at_again_by_pages(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider);
        assessed(world, &case, "not_met", "refuse");
        world.of_the_authority(Role::DecisionMaker).does(&case, "decision", &decision("refuse")).is(200);
        let jo = world.browser_of(&provider.owner);
        let page = jo.open(&format!("/provider/{}/mark", provider.id)).is(200).says("Begin from my application of");
        let earlier = case.rsplit('/').next().unwrap();
        let typed = [("scope[channels][]", "in_person"), ("from", earlier)];
        let application = jo.send(&page, "/mark", &typed).is(200).says("To look at again").path;
        let page = jo.open(&format!("{application}/evidence/1.1")).is(200);
        let page = page.says("Last time it was judged:").says("As read and heard").does_not_say("What has changed");
        let page = page.says("If it is still true, save it as it is");
        let next = jo.send(&page, "/1.1", &[]).is(200);
        assert_ne!(next.path, page.path, "the next one is asked");
        let waits = format!("{ACCREDITATIONS}/{}", application.rsplit('/').next().unwrap());
        let waits = provider.owner.get(&waits).is(200).body;
        assert!(!waits["papers"]["to_review"].as_array().unwrap().contains(&json!("1.1")), "it was looked at");
        assert_eq!(waits["evidence"]["1.1"]["text"], "See the report of March");
        let typed = [("evidence[1.1][text]", "Newer research"), ("_stay", "yes")];
        let page = jo.send(&jo.open(&format!("{application}/evidence/1.1")), "/1.1", &typed).is(200);
        let _ = page.says("What has changed").says("See the report of March").says("Newer research");
        let _ = jo.open(&application).is(200).says("To look at again").says("An earlier application");

        // Whoever judges it has both before them.
        let case = format!("{ACCREDITATIONS}/{}", application.rsplit('/').next().unwrap());
        for criterion in provider.owner.get(&case).is(200).body["papers"]["to_review"].as_array().unwrap() {
            let review = format!("evidence/{}/review", criterion.as_str().unwrap());
            provider.owner.does(&case, &review, &json!({})).is(200);
        }
        provider.owner.does(&case, "submission", &json!({})).is(200);
        let (assessor, id) = world.colleague(Role::Assessor);
        assign(world, &case, id).is(200);
        assessor.does(&case, "assessment", &json!({"no_conflict": true})).is(200);
        let page = world.browser_of(&assessor).open(&format!("{application}/judge/1.1")).is(200);
        let page = page.says("See the report of March").says("Newer research");
        let _ = page.says("Last time it was judged:").says("As read and heard");
    }

    fn whoever_decides_reads_the_letter_first_and_the_provider_later(world) {
        let jo = world.browser_of(&world.person("Jo"));
        let home = registers(&jo, "Age Well Leeds");
        let application = admin_marks::earns_the_mark(world, &jo, &home.path);
        let case = jo.open(&application).is(200).says("What exactly was sent").says("You have the quality mark");
        let _ = jo.open(&case.link("You have the quality mark")).is(200).says("is in force and ends on");
        let sent = jo.open(&format!("{application}/submissions/1")).is(200);
        let _ = sent.says("We do, and here is how.").says("SHA-256");
        let _ = jo.open(&format!("{application}/submissions/2")).is(404);
        let _ = jo.open(&format!("{application}/letters/2")).is(404);
    }
}
