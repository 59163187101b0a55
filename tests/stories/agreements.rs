//! The agreement: read before it is signed, kept word for word, and changed only when both sides have signed.

use domain::Role;
use stories::{Provider, Session, World, focs_answers, json, story};

const PLACEMENTS: &str = "/api/v1/placements";

fn signature() -> serde_json::Value {
    json!({"authority": "Resolution of the trustees", "name": "Jo Bloggs", "role": "Chair", "confirmed": true})
}

/// An application that was accepted, as its address.
fn accepted(provider: &Provider, manager: &Session) -> String {
    let application = json!({"provider": provider.id, "framework": "focs", "lot": "in-person"});
    let started = provider.owner.post(PLACEMENTS, &application).is(201);
    let address = started.header("location").unwrap().to_owned();
    provider.owner.answers(&address, &json!({"answers": focs_answers()})).is(200);
    provider.owner.does(&address, "submission", &json!({})).is(200);
    manager.does(&address, "assessment", &json!({})).is(200);
    manager.does(&address, "acceptance", &json!({"reason": "All answers were good."})).is(200);
    address
}

/// A provider that stands on the lot, the address of its placement, and a category manager.
fn on_the_lot(world: &World) -> (Provider, String, Session) {
    world.focs();
    let provider = world.applicant("Age Well Leeds", "voluntary");
    let manager = world.of_the_authority(Role::CategoryManager);
    let place = accepted(&provider, &manager);
    provider.owner.does(&place, "signature", &signature()).is(200);
    manager.does(&place, "countersignature", &json!({})).is(200);
    (provider, place, manager)
}

/// Publishes the next version of the framework with other terms; gives its number.
fn publishes(manager: &Session, terms: &str) -> i64 {
    let draft = manager.post("/api/v1/frameworks/focs/drafts", &json!({})).is(201);
    let mut content = draft.body["content"].clone();
    content["agreement"]["terms"] = json!(terms);
    let here = format!("/api/v1/framework-drafts/{}", draft.id());
    let saved = manager.at_version(1).put(&here, &content).is(200);
    assert_eq!(saved.body["faults"], json!([]));
    manager.at_version(2).post(&format!("{here}/publication"), &json!({})).is(200);
    content["version"].as_i64().unwrap()
}

fn signs(version: i64) -> serde_json::Value {
    let mut signature = signature();
    signature["framework_version"] = json!(version);
    signature
}

fn hash(text: &str) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, text.as_bytes());
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

story! {
    fn the_agreement_is_read_before_it_is_signed_and_kept_with_both_signatures(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let manager = world.of_the_authority(Role::CategoryManager);
        let place = accepted(&provider, &manager);
        let path = place.trim_start_matches("/api/v1").to_owned();

        let jo = world.browser_of(&provider.owner);
        let page = jo.open(&format!("{path}/sign")).is(200).says("What the provider undertakes");
        let page = page.says("Age Well Leeds has given me authority to sign, and is bound by it");
        let typed = [("name", "Jo Bloggs"), ("role", "Chair"), ("authority", "Resolution of the trustees")];
        let wrong = jo.send(&page, "/sign", &typed).is(422).says("Confirm that you may sign");
        let _ = jo.send(&wrong, "/sign", &[typed[0], typed[1], typed[2], ("confirmed", "yes")]).is(200);
        let seen = world.browser_of(&manager).open(&format!("{path}/countersign")).is(200);
        let _ = seen.says("Signed by Jo Bloggs, Chair").says("What the provider undertakes");
        manager.does(&place, "countersignature", &json!({})).is(200);

        let signed = provider.owner.get(&format!("{place}/agreement")).is(200).body;
        let text = &signed["agreement"]["text"];
        let spelt = format!("{}\n\n{}\n", text["title"].as_str().unwrap(), text["terms"].as_str().unwrap());
        assert_eq!(text["sha256"], hash(&spelt).as_str(), "anyone can tell that this is the text that was signed");
        assert_eq!(signed["sha256"], hash(signed["document"].as_str().unwrap()).as_str());
        let wordings = provider.owner.get(&format!("{place}/wordings")).is(200).body;
        let first = &wordings["items"][0];
        assert_eq!((&first["in_force"], &first["sha256"]), (&json!(true), &text["sha256"]));
        assert_eq!(first["signature"]["name"], "Jo Bloggs");
        let _ = jo.open(&format!("{path}/agreement")).is(200).says("What the provider undertakes").says("Jo Bloggs, Chair");
    }

    fn a_changed_agreement_is_put_to_who_signed_the_earlier_one_and_binds_when_both_have_signed(world) {
        let (provider, place, manager) = on_the_lot(world);
        let before = provider.owner.get(&format!("{place}/agreement")).is(200).body;
        let version = publishes(&manager, "## 1. All new\n\nHelp is given **seven days** a week.");
        world.settle();
        world.settle();

        let letters = world.letters_to(&provider);
        let put = "A change to the agreement for lot 1 waits for you to sign";
        assert_eq!(letters.iter().filter(|subject| *subject == put).count(), 1, "{letters:?}");
        let waiting = provider.owner.get(&place).is(200).body;
        assert_eq!(waiting["stands"], true, "nobody loses a place by not signing");
        assert_eq!(waiting["variations"][0]["wording"]["framework_version"], version);
        let unsigned = manager.get("/api/v1/placement-variations?waits_for=provider&framework=focs").is(200).body;
        assert_eq!(unsigned["items"][0]["provider_name"], "Age Well Leeds");
        manager.does(&place, "variation/countersignature", &json!({"framework_version": version}))
            .is_problem(409, "placement_variation_not_signed");

        let editor = world.member_of(provider.id, Role::Editor);
        editor.does(&place, "variation/signature", &signs(version)).is_problem(403, "wrong_role");
        provider.owner.does(&place, "variation/signature", &signs(version + 1))
            .is_problem(409, "placement_variation_unknown");
        let empty = provider.owner.does(&place, "variation/signature", &json!({})).is_problem(422, "invalid_fields");
        assert_eq!(empty.pointers(), ["/framework_version", "/authority", "/name", "/role", "/confirmed"]);
        let signed = provider.owner.does(&place, "variation/signature", &signs(version)).is(200).body;
        let signed_at = signed["variations"][0]["signature"]["at"].clone();
        world.clock().advance(jiff::SignedDuration::from_hours(1));
        provider.owner.does(&place, "variation/signature", &signs(version))
            .is_problem(409, "placement_variation_signed");
        let wordings = |who: &Session| who.get(&format!("{place}/wordings")).is(200).body["items"].clone();
        assert_eq!(wordings(&provider.owner)[0]["in_force"], true, "until both have signed");

        provider.owner.does(&place, "variation/countersignature", &json!({"framework_version": version}))
            .is_problem(403, "wrong_role");
        let queue = manager.get("/api/v1/placement-variations").is(200).body;
        assert_eq!(queue["items"].as_array().unwrap().len(), 1);
        let done = manager.does(&place, "variation/countersignature", &json!({"framework_version": version})).is(200);
        assert_eq!(done.body["variations"][0]["signature"]["at"], signed_at, "the date never moves");
        manager.does(&place, "variation/countersignature", &json!({"framework_version": version}))
            .is_problem(409, "placement_variation_signed");
        assert_eq!(manager.get("/api/v1/placement-variations").is(200).body["items"], json!([]));

        let both = wordings(&manager);
        assert_eq!((&both[0]["in_force"], &both[1]["in_force"]), (&json!(false), &json!(true)));
        let kept = manager.get(&format!("{place}/variations/{version}")).is(200).body;
        assert_eq!(kept["agreement"]["text"]["sha256"], both[1]["sha256"]);
        assert_eq!(kept["agreement"]["varies_sha256"], before["sha256"], "it names what it changes");
        let first = provider.owner.get(&format!("{place}/agreement")).is(200).body;
        assert_eq!(first, before, "what was signed first stays as it was");
        let id = place.rsplit('/').next().unwrap();
        let names: Vec<_> = world.events_about(id).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names[names.len() - 3..], [
            "placement.variation_offered", "placement.variation_signed", "placement.variation_countersigned",
        ]);
        let last = world.letters_to(&provider).pop().unwrap();
        assert_eq!(last, "The changed agreement for lot 1 is in force");
        let (_, sam) = world.provider("Silver Surfers York");
        sam.get(&format!("{place}/wordings")).is_problem(404, "not_found");
        sam.get(&format!("{place}/variations/{version}")).is_problem(404, "not_found");
        sam.get("/api/v1/placement-variations").is_problem(403, "wrong_role");
        manager.get("/api/v1/placement-variations?waits_for=nobody").is_problem(422, "invalid_fields");
    }

    fn a_wording_that_is_not_signed_gives_way_and_the_same_words_are_put_to_nobody(world) {
        let (provider, place, manager) = on_the_lot(world);
        let first = publishes(&manager, "One.");
        world.settle();
        let second = publishes(&manager, "Two.");
        world.settle();
        provider.owner.does(&place, "variation/signature", &signs(first))
            .is_problem(409, "placement_variation_unknown");
        provider.owner.does(&place, "variation/signature", &signs(second)).is(200);

        let draft = manager.post("/api/v1/frameworks/focs/drafts", &json!({})).is(201);
        let here = format!("/api/v1/framework-drafts/{}", draft.id());
        manager.at_version(1).post(&format!("{here}/publication"), &json!({})).is(200);
        world.settle();
        let place_now = provider.owner.get(&place).is(200).body;
        assert_eq!(place_now["variations"].as_array().unwrap().len(), 1, "another version with the same words");
    }

    fn a_changed_agreement_is_signed_and_countersigned_by_pages(world) {
        let (provider, place, manager) = on_the_lot(world);
        let path = place.trim_start_matches("/api/v1").to_owned();
        let browser = world.browser_of(&manager);
        let frameworks = browser.open("/authority/frameworks/focs").is(200).says("It reads so since");
        let frameworks = frameworks.says("Version 2 as a TOML file").does_not_say("Version 1 as a TOML file");
        let draft = browser.send(&frameworks, "/drafts", &[]).is(200).path;
        let page = browser.open(&format!("{draft}/agreement")).is(200).says("it is kept word for word");
        let wrong = browser.send(&page, "/agreement", &[("terms", "<b>x</b>")]).is(422).says("HTML is not taken here");
        let _ = browser.send(&wrong, "/agreement", &[("terms", "## 1. Hours\n\nSeven days a week.")]).is(200);
        let _ = browser.open(&format!("{draft}/preview/agreement")).is(200).says("Seven days a week.");
        let page = browser.open(&draft).is(200);
        let _ = browser.send(&page, "/publication", &[]).is(200).says("Version 3 is published");
        world.settle();

        let jo = world.browser_of(&provider.owner);
        let home = jo.open(&format!("/provider/{}", provider.id)).is(200);
        let task = home.link("Read and sign the changed agreement for Front Office Counter Services, lot 1");
        let page = jo.open(&task).is(200).says("Seven days a week.").says("Nobody loses a place by not signing");
        let page = page.says("What is new or changed").says("What it no longer says");
        let _ = browser.open("/authority/variations?waits_for=provider").is(200).says("Age Well Leeds").says("Not yet");
        let typed = [("name", "Jo Bloggs"), ("role", "Chair"), ("authority", "The trustees")];
        let wrong = jo.send(&page, "/sign", &typed).is(422).says("Confirm that you may sign");
        let done = jo.send(&wrong, "/sign", &[typed[0], typed[1], typed[2], ("confirmed", "yes")]).is(200);
        let _ = done.says("The changed agreement is signed").does_not_say("Read and sign the changed agreement");

        let queue = browser.open("/authority/variations").is(200);
        let page = browser.open(&queue.link("Age Well Leeds")).is(200).says("Jo Bloggs, Chair");
        let _ = browser.send(&page, "/countersign", &[]).is(200).says("The changed agreement is in force");
        let _ = jo.open(&format!("{path}/wordings")).is(200).says("In force").says("Varied since");
        let _ = jo.open(&format!("{path}/variations/3")).is(200).says("Seven days a week.").says("what it changes");
        let file = jo.open(&format!("{path}/variations/3.json")).is(200);
        assert!(file.header("content-disposition").unwrap().contains("agreement-3.json"));
        let _ = jo.open(&format!("{path}/wordings/9")).is(404);
        let _ = jo.open("/authority/variations").is(403);
    }
}
