//! Problems that people report with an entry: they reach the provider and the authority, once, and are forgotten.

use crate::listings::{open_world, published};
use domain::reports::ReportDraft;
use domain::{Actor, Role};
use jiff::SignedDuration;
use marketplace::reports::{self, Sender};
use std::net::{IpAddr, Ipv4Addr};
use stories::{Reply, Session, World, json, story};

fn path(id: &str) -> String {
    format!("/api/v1/directories/carers/listings/{id}/reports")
}

fn hours() -> serde_json::Value {
    json!({"wrong": "hours", "words": "They close at noon", "email": "sam@example.org"})
}

/// A listing of a provider whose letters are read, and the authority's support.
fn listing(world: &World) -> (String, Session, String) {
    let (provider, jo) = open_world(world);
    let id = published(provider, &jo, |_| {});
    world.settle();
    let entry = jo.get(&format!("/api/v1/organisations/{provider}")).is(200);
    let address = entry.body["contact_email"].as_str().unwrap().to_owned();
    (id, world.of_the_authority(Role::Support), address)
}

fn send(world: &World, path: &str, form: &str) -> Reply {
    let kind = Some("application/x-www-form-urlencoded");
    world.visitor().send("POST", path, kind, form.as_bytes())
}

story! {
    fn a_report_reaches_the_provider_without_who_made_it_and_support_with(world) {
        let (id, support, provider) = listing(world);
        let before = world.mails_to(&provider).len();

        let receipt = world.visitor().post(&path(&id), &hours()).is(202);

        let reference = receipt.body["reference"].as_str().unwrap();
        assert_eq!(reference.len(), 8);
        assert!(receipt.body.get("id").is_none(), "a visitor is given a name, not a key");
        let mails = world.mails_to(&provider);
        assert_eq!(mails.len(), before + 1);
        let mail = mails.iter().find(|mail| mail.subject.contains(reference)).unwrap();
        assert!(mail.body.contains("They close at noon") && mail.body.contains(&format!("/d/carers/listings/{id}")), "{}", mail.body);
        assert!(!mail.body.contains("sam@example.org"), "who it was stays with us");
        assert!(world.mails_to("sam@example.org").is_empty(), "nobody can have others written to");

        let listed = support.get("/api/v1/reports").is(200);
        let report = &listed.body["items"][0];
        assert_eq!((report["reference"].as_str(), report["email"].as_str()), (Some(reference), Some("sam@example.org")));
        assert_eq!(report["offering"], json!(id));
    }

    fn how_someone_was_treated_is_for_support_alone(world) {
        let (id, support, provider) = listing(world);
        let before = world.mails_to(&provider).len();
        world.visitor().post(&path(&id), &json!({"wrong": "behaviour", "words": "They shouted"})).is(202);
        assert_eq!(world.mails_to(&provider).len(), before);
        assert_eq!(support.get("/api/v1/reports").is(200).body["items"][0]["wrong"], json!("behaviour"));
    }

    fn only_what_a_directory_shows_can_be_reported_and_every_wrong_field_is_told(world) {
        let (id, support, _) = listing(world);
        let nobody = world.visitor();
        nobody.post("/api/v1/directories/nowhere/listings/0190163d-8694-739b-aea5-966c26f8ad91/reports", &hours()).is_problem(404, "not_found");
        nobody.post(&path("0190163d-8694-739b-aea5-966c26f8ad91"), &hours()).is_problem(404, "not_found");
        nobody.post(&path("nonsense"), &hours()).is(404);
        let wrong = nobody.post(&path(&id), &json!({"wrong": "weather", "email": "sam"})).is_problem(422, "invalid_fields");
        assert_eq!(wrong.pointers(), ["/wrong", "/email"]);
        let wrong = nobody.post(&path(&id), &json!({"wrong": "other"})).is_problem(422, "invalid_fields");
        assert_eq!(wrong.pointers(), ["/words"]);
        assert_eq!(support.get("/api/v1/reports").is(200).body["items"], json!([]));
    }

    fn a_flood_from_one_address_is_stopped_for_an_hour(world) {
        let (id, support, provider) = listing(world);
        let before = world.mails_to(&provider).len();
        for _ in 0..5 {
            world.visitor().post(&path(&id), &hours()).is(202);
        }
        let stopped = world.visitor().post(&path(&id), &hours()).is_problem(429, "too_many_reports");
        assert_eq!(stopped.header("retry-after"), Some("3600"));
        let page = send(world, &format!("/d/carers/listings/{id}/report"), "wrong=hours").is(429);
        assert!(page.text.contains("Nothing was sent: try again in an hour") && page.text.contains("<title>Error: "), "{}", page.text);
        let page = send(world, &format!("/d/carers/cy/listings/{id}/report"), "wrong=hours").is(429);
        assert!(page.text.contains("ymhen awr"), "{}", page.text);
        assert_eq!(world.mails_to(&provider).len(), before + 5);
        assert_eq!(support.get("/api/v1/reports").is(200).body["items"].as_array().unwrap().len(), 5);

        world.clock().advance(SignedDuration::from_hours(1));
        world.settle();
        world.visitor().post(&path(&id), &hours()).is(202);
    }

    fn a_flood_about_one_entry_is_stopped_whoever_sends_it(world) {
        let (id, _, _) = listing(world);
        let draft = ReportDraft { wrong: "closed".into(), ..ReportDraft::default() };
        let (directory, offering) = ("carers".parse().unwrap(), id.parse().unwrap());
        for last in 1..=11 {
            let sender = Sender::of(&world.market, Some(IpAddr::V4(Ipv4Addr::new(192, 0, 2, last))), |_| None);
            let made = world.market.write(|work| {
                reports::make(work, &Actor::Visitor, &directory, offering, draft.parse()?, &sender)
            });
            match made {
                Ok(_) => assert!(last <= 10),
                Err(refused) => assert_eq!((last, refused.rule_code()), (11, Some("too_many_reports_of_entry"))),
            }
        }
    }

    fn support_closes_a_report_with_a_reason_and_nobody_else_may(world) {
        let (id, support, _) = listing(world);
        world.visitor().post(&path(&id), &hours()).is(202);
        let report = support.get("/api/v1/reports").is(200).body["items"][0]["id"].as_str().unwrap().to_owned();
        let (one, closing) = (format!("/api/v1/reports/{report}"), format!("/api/v1/reports/{report}/closing"));
        let reason = json!({"outcome": "put_right", "reason": "The hours are changed"});

        world.visitor().get("/api/v1/reports").is_problem(401, "sign_in");
        let jo = world.person("Jo");
        jo.get("/api/v1/reports").is(403);
        jo.get(&one).is(403);
        let assessor = world.of_the_authority(Role::Assessor);
        assessor.at_version(1).post(&closing, &reason).is_problem(403, "wrong_role");

        support.at_version(1).post(&closing, &json!({"outcome": "gone"})).is_problem(422, "invalid_fields");
        let closed = support.at_version(1).post(&closing, &reason).is(200);
        assert_eq!((closed.body["state"].as_str(), closed.body["outcome"].as_str()), (Some("closed"), Some("put_right")));
        support.at_version(1).post(&closing, &reason).is_problem(412, "stale");
        support.at_version(2).post(&closing, &reason).is_problem(409, "report_closed");
        assert_eq!(support.get("/api/v1/reports").is(200).body["items"], json!([]));
        assert_eq!(support.get("/api/v1/reports?state=closed").is(200).body["items"].as_array().unwrap().len(), 1);
    }

    fn what_people_wrote_is_forgotten_three_months_after_it_was_closed(world) {
        let (id, support, _) = listing(world);
        world.visitor().post(&path(&id), &hours()).is(202);
        world.visitor().post(&path(&id), &hours()).is(202);
        let listed = support.get("/api/v1/reports").is(200);
        let (open, closed) = (listed.body["items"][0]["id"].clone(), listed.body["items"][1]["id"].clone());
        let (open, closed) = (open.as_str().unwrap(), closed.as_str().unwrap());
        let reason = json!({"outcome": "not_so", "reason": "It is open"});
        support.at_version(1).post(&format!("/api/v1/reports/{closed}/closing"), &reason).is(200);

        world.clock().advance(SignedDuration::from_hours(80 * 24));
        assert_eq!(reports::forget_due(&world.market).unwrap(), 0);
        world.clock().advance(SignedDuration::from_hours(20 * 24));
        assert_eq!(reports::forget_due(&world.market).unwrap(), 1);
        assert_eq!(reports::forget_due(&world.market).unwrap(), 0, "once");

        let support = world.of_the_authority(Role::Support);
        let forgotten = support.get(&format!("/api/v1/reports/{closed}")).is(200);
        assert!(forgotten.body.get("email").is_none() && forgotten.body.get("words").is_none(), "{}", forgotten.text);
        assert_eq!(forgotten.body["reason"], json!("It is open"));
        assert_eq!(support.get(&format!("/api/v1/reports/{open}")).is(200).body["email"], json!("sam@example.org"));
    }

    fn anyone_reports_by_a_page_in_either_language_without_script(world) {
        let (id, support, _) = listing(world);
        let visitor = world.visitor();
        let entry = visitor.get(&format!("/d/carers/listings/{id}")).is(200);
        let here = format!("/d/carers/listings/{id}/report");
        assert!(entry.text.contains(&format!("href=\"{here}\"")), "{}", entry.text);
        let form = visitor.get(&here).is(200);
        for said in ["What is wrong with this entry?", "Help at the library", "Only if you would like an answer", "Only our support team"] {
            assert!(form.text.contains(said), "{said} in {}", form.text);
        }
        let wrong = send(world, &here, "wrong=other&words=&email=%3Csam%3E").is(422);
        for said in ["<title>Error: ", "href=\"#words\"", "Tell us what is wrong", "href=\"#email\"", "value=\"&#60;sam&#62;\""] {
            assert!(wrong.text.contains(said), "{said} in {}", wrong.text);
        }
        assert!(send(world, &here, "").is(422).text.contains("href=\"#wrong\""));
        send(world, &here, "wrong=%ff&words=%00").is(422);
        let kind = Some("application/x-www-form-urlencoded");
        visitor.with("Sec-Fetch-Site", "cross-site").send("POST", &here, kind, b"wrong=hours").is(400);

        let sent = send(world, &here, "wrong=other&words=The+door+sticks&email=").is(303);
        let receipt = world.visitor().get(sent.header("location").unwrap()).is(200);
        let reference = sent.header("location").unwrap().rsplit('/').next().unwrap();
        assert!(receipt.text.contains("Your report has been sent") && receipt.text.contains(reference));
        assert_eq!(support.get("/api/v1/reports").is(200).body["items"][0]["words"], json!("The door sticks"));

        let welsh = world.visitor().get(&format!("/d/carers/cy/listings/{id}/report")).is(200);
        assert!(welsh.text.contains("Beth sydd o&#39;i le ar y cofnod hwn?"), "{}", welsh.text);
        let sent = send(world, &format!("/d/carers/cy/listings/{id}/report"), "wrong=hours").is(303);
        assert!(sent.header("location").unwrap().starts_with("/d/carers/cy/reported/"));
        assert!(world.visitor().get("/d/carers/privacy").is(200).text.contains("for 3 months after that"));
        world.visitor().get("/d/carers/reported/nonsense").is(404);
        world.visitor().get("/d/carers/listings/0190163d-8694-739b-aea5-966c26f8ad91/report").is(404);
        let own = world.visitor().with("Host", "carers.example");
        own.get(&format!("/listings/{id}/report")).is(200);
    }

    fn support_reads_and_closes_reports_by_pages(world) {
        let (id, support, _) = listing(world);
        world.visitor().post(&path(&id), &hours()).is(202);
        let sam = world.browser_of(&support);
        let home = sam.open("/home").is(200);
        let list = sam.open(&home.link("Problems reported")).is(200).says("Help at the library");
        let page = sam.open(&list.link("Help at the library")).is(200).says("They close at noon").says("sam@example.org");
        let wrong = sam.send(&page, "/close", &[]).is(422).says("Choose what came of it").says("Say why, or what was done");
        let typed = [("outcome", "put_right"), ("reason", "The hours are changed")];
        let closed = sam.send(&wrong, "/close", &typed).is(200).says("The report is closed").says("The hours are changed");
        assert!(!closed.has_form("/close"), "once");
        let _ = sam.send(&page, "/close", &typed).is(409);
        let _ = sam.open("/authority/reports").is(200).says("No reports here").does_not_say("Help at the library");
        let _ = sam.open("/authority/reports?state=closed").is(200).says("Help at the library");
        let jo = world.person("Jo");
        let _ = world.browser_of(&jo).open("/authority/reports").is(403);
    }
}
