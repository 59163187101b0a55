//! The next version of the Standard: written by some, approved by others of the board, in force from its day.

use domain::PersonId;
use domain::Role;
use stories::{Reply, Session, World, json, story};

const PROPOSALS: &str = "/api/v1/standard-proposals";

/// A draft of version 2, in force from the first of April.
fn drafted(writer: &Session) -> String {
    let begun = writer.post(&format!("{PROPOSALS}/next"), &json!({})).is(201);
    let mut content = begun.body["content"].clone();
    assert_eq!(content["version"], 2);
    content["in_force_from"] = json!("2027-04-01");
    content["criteria"][0]["title"] = json!("Knows whom it helps, and asks them");
    let here = format!("{PROPOSALS}/{}", begun.id());
    assert_eq!(writer.at_version(1).put(&here, &content).is(200).body["faults"], json!([]));
    here
}

fn does(who: &Session, here: &str, step: &str) -> Reply {
    who.does(here, step, &json!({}))
}

fn on_the_board(world: &World) -> (Session, PersonId) {
    world.colleague(Role::BoardMember)
}

story! {
    fn two_of_the_board_approve_and_running_applications_stay_on_theirs(world) {
        world.focs();
        let manager = world.of_the_authority(Role::CategoryManager);
        let ((one, _), (two, _)) = (on_the_board(world), on_the_board(world));
        let running = world.applicant("Age Well", "private");
        let start = |who: &Session, provider| {
            let body = json!({"provider": provider, "scope": {"channels": ["telephone"]}});
            who.post("/api/v1/accreditations", &body).is(201).body["standard"].clone()
        };
        assert_eq!(start(&running.owner, running.id), json!(1));

        let here = drafted(&manager);
        one.at_version(2).post(&format!("{here}/approval"), &json!({})).is_problem(409, "standard_not_at_that_step");
        does(&manager, &here, "proposal").is(200);
        manager.at_version(3).post(&format!("{here}/approval"), &json!({})).is_problem(403, "wrong_role");
        assert_eq!(does(&one, &here, "approval").is(200).body["state"], "proposed");
        does(&one, &here, "approval").is_problem(409, "standard_approved_before");
        does(&manager, &here, "publication").is_problem(409, "standard_not_at_that_step");
        assert_eq!(does(&two, &here, "approval").is(200).body["state"], "approved");
        let published = does(&manager, &here, "publication").is(200).body;
        assert_eq!(published["approvals"].as_array().unwrap().len(), 2);

        let standard = world.visitor().get("/api/v1/standards/2").is(200).body;
        assert_eq!((&standard["approved_on"], &standard["approved_by"]), (&json!("2027-03-08"), &json!("board")));
        let still = world.applicant("Able Web", "private");
        assert_eq!(start(&still.owner, still.id), json!(1), "it is not in force yet");
        world.clock().advance(jiff::SignedDuration::from_hours(24 * 25));
        let later = world.applicant("Kind Words", "private");
        assert_eq!(start(&later.owner, later.id), json!(2));
    }

    fn who_wrote_at_it_does_not_approve_it_and_what_is_sent_back_is_approved_anew(world) {
        world.focs();
        let manager = world.of_the_authority(Role::CategoryManager);
        let (writer, id) = world.colleague(Role::CategoryManager);
        let _ = world.of_the_authority(Role::Administrator);
        let (one, _) = on_the_board(world);
        let here = drafted(&manager);
        let content = manager.get(&here).is(200).body["content"].clone();
        writer.at_version(2).put(&here, &content).is(200);
        does(&manager, &here, "proposal").is(200);
        world.becomes(id, world.authority(), Role::BoardMember);
        does(&writer, &here, "approval").is_problem(409, "standard_is_own_work");

        does(&one, &here, "approval").is(200);
        manager.at_version(5).put(&here, &content).is_problem(409, "standard_is_no_draft");
        one.does(&here, "sending-back", &json!({"reason": ""})).is_problem(422, "invalid_fields");
        let back = one.does(&here, "sending-back", &json!({"reason": "4.3 is not clear"})).is(200).body;
        assert_eq!((&back["state"], &back["approvals"], &back["sent_back"]), (&json!("draft"), &json!([]), &json!("4.3 is not clear")));
        manager.post(&format!("{PROPOSALS}/next"), &json!({})).is_problem(409, "standard_one_at_a_time");
    }

    fn nobody_goes_round_the_board(world) {
        world.focs();
        for role in [Role::Administrator, Role::CategoryManager, Role::BoardMember] {
            let reply = world.of_the_authority(role).post("/api/v1/standards", &json!({}));
            assert!(matches!(reply.status, 404 | 405), "{role}: {}", reply.status);
        }
        world.of_the_authority(Role::Assessor).get(PROPOSALS).is_problem(403, "wrong_role");
    }

    fn a_version_is_written_and_approved_on_pages(world) {
        world.focs();
        let manager = world.browser_of(&world.of_the_authority(Role::CategoryManager));
        let page = manager.open("/authority/standard").is(200).says("Version 1 as TOML");
        let draft = manager.send(&page, "/authority/standard", &[]).is(200).says("The draft is begun").path;
        let page = manager.open(&format!("{draft}/facts")).is(200);
        let day = [("in_force_from-day", "1"), ("in_force_from-month", "1"), ("in_force_from-year", "2027")];
        let wrong = manager.send(&page, "/facts", &day).is(422);
        let day = [day[0], ("in_force_from-month", "4"), day[2]];
        let _ = manager.send(&wrong, "/facts", &day).is(200).says("It is saved");
        let page = manager.open(&format!("{draft}/criteria/0")).is(200);
        let wrong = manager.send(&page, "/criteria/0", &[("evidence", "")]).is(422).says("Say what evidence");
        let done = manager.send(&wrong, "/criteria/0", &[("evidence", "A report\nA survey")]).is(200).says("It is saved");
        let _ = manager.send(&done, "/propose", &[]).is(200).says("before the board");

        for _ in 0..2 {
            let member = world.browser_of(&on_the_board(world).0);
            let page = member.open(&draft).is(200).says("A survey");
            let _ = member.send(&page, "/approve", &[]).is(200).says("Your approval is on record");
        }
        let page = manager.open(&draft).is(200).says("The board has approved it");
        let _ = manager.send(&page, "/publish", &[]).is(200).says("a version of the Standard now");
        let _ = manager.open("/authority/standard").is(200).says("Version 2 as TOML");
    }

    fn every_field_of_a_version_has_a_page(world) {
        world.focs();
        let manager = world.browser_of(&world.of_the_authority(Role::CategoryManager));
        let page = manager.open("/authority/standard").is(200);
        let draft = manager.send(&page, "/authority/standard", &[]).is(200).path;

        let page = manager.open(&format!("{draft}/assessing")).is(200);
        let terms = [("assessors", "2"), ("within_working_days", "900"), ("visits_required", "yes"), ("surveillance_every_months", "6")];
        let wrong = manager.send(&page, "/assessing", &terms).is(422).says("Decide within 1 to 250 working days");
        assert!(wrong.html.contains("href=\"#within_working_days\""), "{}", wrong.html);
        let right = [terms[0], ("within_working_days", "25"), terms[2], terms[3]];
        let _ = manager.send(&wrong, "/assessing", &right).is(200).says("It is saved");

        let page = manager.open(&format!("{draft}/facts")).is(200);
        let mark = [("mark[lasts_months]", "0"), ("warns", "60, soon")];
        let wrong = manager.send(&page, "/facts", &mark).is(422).says("Enter days as numbers");
        let wrong = manager.send(&wrong, "/facts", &[("warns", "60, 7")]).is(422).says("A mark lasts 1 to 120 months");
        let day = [("in_force_from-day", "1"), ("in_force_from-month", "4"), ("in_force_from-year", "2027"), ("mark[lasts_months]", "36")];
        let _ = manager.send(&wrong, "/facts", &day).is(200).says("It is saved");

        let page = manager.open(&draft).is(200);
        let group = manager.send(&page, "/groups", &[]).is(200);
        let action = group.path.clone();
        let wrong = manager.send(&group, &action, &[("id", "1"), ("title", "It learns")]).is(422);
        let _ = wrong.clone().says("Two groups have the number 1");
        assert!(wrong.html.contains("id=\"title_cy-error\""), "{}", wrong.html);
        let named = [("id", "11"), ("title", "It learns from what goes wrong"), ("title_cy", "Mae'n dysgu")];
        let _ = manager.send(&wrong, &action, &named).is(200).says("It is saved");
        let full = manager.open(&format!("{draft}/groups/0")).is(200).says("it can be removed once they are moved");
        assert!(!full.has_form("/remove"));

        let preview = manager.open(&format!("{draft}/preview")).is(200).says("11. It learns from what goes wrong");
        let preview = preview.says("Two, who do not see each other's judgements").says("25 working days").says("Every 6 months");
        let _ = preview.says("36 months").says("60, 7 days before its end");
        let page = manager.open(&action).is(200);
        let sure = manager.send(&page, "/remove", &[]).is(200).says("Remove this group from the draft");
        let _ = manager.send(&sure, "/remove", &[]).is(200).says("The group is removed").does_not_say("It learns");
        let file = manager.open(&format!("{draft}/file")).is(200);
        assert!(file.html.contains("assessors = 2") && file.html.contains("visits_required = true"), "{}", file.html);
    }
}
