//! Accounts looked after by administrators: found, locked, signed out, and what is kept of a person removed.

use domain::PersonId;
use domain::Role;
use jiff::SignedDuration;
use stories::{Reply, Session, World, json, story};

const ACCOUNTS: &str = "/api/v1/accounts";

fn at(id: PersonId) -> String {
    format!("{ACCOUNTS}/{id}")
}

fn own_id(person: &Session) -> PersonId {
    person.get("/api/v1/people/me").is(200).body["id"].as_str().unwrap().parse().unwrap()
}

fn removes(administrator: &Session, id: PersonId) -> Reply {
    let version = administrator.get(&at(id)).is(200).version();
    administrator.at_version(version).delete(&at(id))
}

/// Everything that the database has, as text, but for the log.
fn names_kept(world: &World, administrator: &Session, name: &str) -> bool {
    let accounts = administrator.get(&format!("{ACCOUNTS}/export?format=ndjson")).is(200).text;
    let mails = ["waiting", "sent", "stuck"].map(|state| {
        administrator.get(&format!("/api/v1/outbox/mails?state={state}&limit=200")).is(200).text
    });
    world.settle();
    let log = administrator.get("/api/v1/audit/export").is(200).text;
    [accounts, mails.concat(), log].concat().contains(name)
}

story! {
    fn what_is_kept_of_a_person_is_removed_and_the_log_stays_whole(world) {
        let administrator = world.of_the_authority(Role::Administrator);
        let (id, owner) = world.provider("Age Well");
        let sam = world.person_at("Samantha Quill", "samantha.quill@example.org");
        let sam_id = own_id(&sam);
        world.becomes(sam_id, id, Role::Editor);
        let invitation = json!({"email": "samantha.quill@example.org", "role": "editor"});
        owner.post(&format!("/api/v1/organisations/{id}/invitations"), &invitation);
        assert!(names_kept(world, &administrator, "amantha"));

        let removed = removes(&administrator, sam_id).is(200).body;
        assert_eq!((&removed["state"], &removed["name"]), (&json!("removed"), &json!("Removed person")));
        assert_eq!((&removed["memberships"], &removed["sessions"]), (&json!([]), &json!([])));
        assert!(!names_kept(world, &administrator, "amantha"), "nobody can find out who this was");
        sam.get("/api/v1/people/me").is_problem(401, "invalid_token");
        removes(&administrator, sam_id).is_problem(409, "account_is_removed");

        world.settle();
        let verdict = administrator.get("/api/v1/audit/verdict").is(200).body;
        assert_eq!(verdict["verdict"], "whole");
        let about = administrator.get(&format!("/api/v1/audit/newest?subject={sam_id}")).is(200).body;
        assert_eq!(about["items"][0]["name"], "account.removed");
        world.person_at("Samantha Quill", "samantha.quill@example.org").get("/api/v1/people/me").is(200);
    }

    fn who_holds_what_nobody_else_does_is_not_removed_and_it_is_said_why(world) {
        let administrator = world.of_the_authority(Role::Administrator);
        let (id, owner) = world.provider("Age Well");
        let owner_id = own_id(&owner);
        let refused = removes(&administrator, owner_id).is_problem(409, "account_answers_alone");
        assert!(refused.text.contains("Age Well"), "{}", refused.text);
        assert_eq!(administrator.get(&at(owner_id)).is(200).body["memberships"].as_array().unwrap().len(), 1);

        let (_, another) = world.known_member_of(id, Role::Owner);
        assert_ne!(another, owner_id);
        removes(&administrator, owner_id).is(200);
        removes(&administrator, own_id(&administrator)).is_problem(409, "account_is_own");
        let support = world.of_the_authority(Role::Support);
        support.get(&at(another)).is(200);
        support.at_version(1).delete(&at(another)).is_problem(403, "wrong_role");
        owner.get(ACCOUNTS).is_problem(401, "invalid_token");
        world.person("Nobody").get(ACCOUNTS).is_problem(403, "wrong_role");
    }

    fn an_account_that_belongs_nowhere_is_removed_two_years_after_its_last_use(world) {
        let (administrator, kept) = world.colleague(Role::Administrator);
        let gone = own_id(&world.person_at("Gone Away", "gone.away@example.org"));
        world.clock().advance(SignedDuration::from_hours(24 * 729));
        marketplace::time_passes::catch_up(&world.market).unwrap();
        let state = |id: PersonId| {
            let shown = world.market.read(|work| Ok(work.find::<domain::people::Person>(id)?));
            domain::people::AccountState::of(&shown.unwrap()).word()
        };
        assert_eq!(state(gone), "proven");
        world.clock().advance(SignedDuration::from_hours(48));
        marketplace::time_passes::catch_up(&world.market).unwrap();
        assert_eq!(state(gone), "removed");
        assert_ne!(state(kept), "removed", "who belongs somewhere is kept");
        drop(administrator);
    }

    fn an_account_is_locked_signed_out_and_unlocked(world) {
        let administrator = world.of_the_authority(Role::Administrator);
        let sam = world.person_at("Sam Quill", "sam.quill@example.org");
        let id = own_id(&sam);
        let post = |what: &str| {
            let version = administrator.get(&at(id)).is(200).version();
            administrator.at_version(version).post(&format!("{}/{what}", at(id)), &json!({}))
        };
        assert_eq!(post("sessions/end").is(200).body, json!({"sessions": 1}));
        sam.get("/api/v1/people/me").is_problem(401, "invalid_token");
        assert_eq!(post("lock").is(200).body["state"], "locked");
        post("lock").is_problem(409, "account_lock_unchanged");
        assert_eq!(post("unlocking").is(200).body["state"], "proven");
        post("unlocking").is_problem(409, "account_lock_unchanged");
        administrator.post(&format!("{}/lock", at(id)), &json!({})).is_problem(428, "if_match_required");
    }

    fn people_are_found_by_name_role_and_organisation_page_by_page_and_taken_away_whole(world) {
        let administrator = world.of_the_authority(Role::Administrator);
        let (id, _) = world.provider("Age Well");
        for (place, name) in ["Zoë 100% Real", "Anna_Bell", "Annabell"].iter().enumerate() {
            let person = own_id(&world.person_at(name, &format!("person{place}@example.org")));
            world.becomes(person, id, Role::Editor);
        }
        let names = |query: &str| -> Vec<String> {
            let reply = administrator.get(&format!("{ACCOUNTS}?{query}")).is(200).body;
            reply["items"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names("text=anna_"), ["Anna_Bell"], "an underscore is an underscore");
        assert_eq!(names("text=100%25"), ["Zoë 100% Real"]);
        assert_eq!(names(&format!("organisation={id}&role=editor")).len(), 3);
        assert_eq!(names(&format!("organisation={id}&role=buyer")).len(), 0);
        let first = administrator.get(&format!("{ACCOUNTS}?role=editor&limit=2")).is(200).body;
        let next = first["next"].as_str().unwrap();
        let rest = administrator.get(&format!("{ACCOUNTS}?role=editor&limit=2&after={next}")).is(200).body;
        assert_eq!(rest["items"].as_array().unwrap().len(), 1);
        let csv = administrator.get(&format!("{ACCOUNTS}/export?role=editor")).is(200).text;
        assert_eq!(csv.lines().count(), 4, "{csv}");
        administrator.get(&format!("{ACCOUNTS}?role=king")).is_problem(422, "invalid_fields");
        administrator.get(&format!("{ACCOUNTS}?colour=red")).is_problem(400, "invalid_query");
    }

    fn an_administrator_looks_after_people_on_pages(world) {
        let administrator = world.browser_of(&world.of_the_authority(Role::Administrator));
        let sam = world.person_at("Sam Quill", "sam.quill@example.org");
        let id = own_id(&sam);
        let found = administrator.open("/authority/people?text=quill").is(200).says("Sam Quill");
        let path = found.link("Sam Quill");
        let page = administrator.open(&path).is(200).says("Signed in now");
        let page = administrator.send(&page, "/end-sessions", &[]).is(200).says("They are not signed in");
        let page = administrator.send(&page, "/lock", &[]).is(200).says("The account is locked");
        let _ = administrator.send(&page, "/unlock", &[]).is(200).says("The account is unlocked");
        let page = administrator.open(&format!("{path}/removal")).is(200).says("This cannot be undone");
        let done = administrator.send(&page, "/remove", &[]).is(200);
        let _ = done.says("What was kept of them is removed").does_not_say("Quill");
        assert_eq!(path, format!("/authority/people/{id}"));
        world.settle();
        let _ = administrator.open("/authority/log").is(200).says("Account removed");
        let _ = administrator.open("/authority/log?from=yesterday").is(422);
        let support = world.browser_of(&world.of_the_authority(Role::Support));
        assert!(!support.open(&path).is(200).has_form("/lock"));
    }
}
