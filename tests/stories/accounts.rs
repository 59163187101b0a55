//! Accounts: made, proven, signed in to, locked, and given new passwords.

use domain::{Action, Actor, Platform, Role, Timestamp, Worker};
use jiff::SignedDuration;
use marketplace::people::{Seal, seal_one_time_secrets, sealed_otherwise, sign_in};
use marketplace::{Clock, Market};
use stories::{Session, World, json, story};

const PASSWORD: &str = "kettle-otter-lamp";
const JO: &str = "jo@example.org";

fn registers(world: &World, email: &str) {
    let account = json!({"name": "Jo Bloggs", "email": email, "password": PASSWORD});
    world.visitor().post("/api/v1/people", &account).is(202);
}

/// Registers and confirms.
fn has_an_account(world: &World, email: &str) {
    registers(world, email);
    let link = world.link_mailed_to(email);
    world.visitor().post("/api/v1/people/confirmations", &json!({"token": link})).is(204);
}

fn tries(world: &World, email: &str, password: &str) -> stories::Reply {
    world.visitor().post("/api/v1/sessions", &json!({"email": email, "password": password}))
}

fn signs_in(world: &World, email: &str, password: &str) -> Session {
    let signed_in = tries(world, email, password).is(201);
    world.visitor().with_token(signed_in.body["token"].as_str().unwrap())
}

fn now(world: &World) -> Timestamp {
    world.clock().now()
}

story! {
    fn an_account_works_once_its_address_is_confirmed(world) {
        registers(world, JO);
        tries(world, JO, PASSWORD).is_problem(422, "account_not_signed_in");

        let link = world.link_mailed_to(JO);
        world.visitor().post("/api/v1/people/confirmations", &json!({"token": link})).is(204);

        let jo = signs_in(world, JO, PASSWORD);
        let me = jo.get("/api/v1/people/me").is(200);
        assert_eq!((me.body["email"].as_str(), me.body["email_verified"].as_bool()), (Some(JO), Some(true)));
        assert!(!me.text.contains("argon2"));
        let again = world.visitor().post("/api/v1/people/confirmations", &json!({"token": link}));
        again.is_problem(422, "account_link_does_not_work");
        world.visitor().get("/api/v1/people/me").is_problem(401, "sign_in");
    }

    fn a_link_stops_working_in_time(world) {
        registers(world, JO);
        let link = world.link_mailed_to(JO);
        world.clock().advance(SignedDuration::from_hours(72));
        let late = world.visitor().post("/api/v1/people/confirmations", &json!({"token": link}));
        late.is_problem(422, "account_link_does_not_work");

        world.visitor().post("/api/v1/people/confirmation-requests", &json!({"email": JO})).is(202);
        let fresh = world.link_mailed_to(JO);
        assert_ne!(fresh, link);
        world.visitor().post("/api/v1/people/confirmations", &json!({"token": fresh})).is(204);
    }

    fn nothing_tells_whether_an_address_has_an_account(world) {
        has_an_account(world, JO);
        let account = |email: &str| json!({"name": "X", "email": email, "password": "another-password-x"});
        let visitor = world.visitor();
        let known = visitor.post("/api/v1/people", &account(JO)).is(202);
        let unknown = visitor.post("/api/v1/people", &account("al@example.org")).is(202);
        assert_eq!(known.text.replace(JO, "…"), unknown.text.replace("al@example.org", "…"));
        assert_eq!(world.mails_to(JO)[0].subject, "You have a Signpost account already");
        signs_in(world, JO, PASSWORD);

        let wrong = tries(world, JO, "not-the-password").is_problem(422, "account_not_signed_in");
        let nobody = tries(world, "nobody@example.org", PASSWORD).is_problem(422, "account_not_signed_in");
        let no_address = tries(world, "nobody", PASSWORD).is_problem(422, "account_not_signed_in");
        assert_eq!((&wrong.text, &wrong.text), (&nobody.text, &no_address.text));

        let reset = |email: &str| visitor.post("/api/v1/people/password-reset-requests", &json!({"email": email}));
        reset(JO).is(202);
        reset("nobody@example.org").is(202);
        assert!(world.mails_to("nobody@example.org").is_empty());
    }

    fn ten_wrong_passwords_pause_sign_in_also_for_the_right_one(world) {
        has_an_account(world, JO);
        for _ in 0..10 {
            tries(world, JO, "not-the-password").is_problem(422, "account_not_signed_in");
        }
        tries(world, JO, PASSWORD).is_problem(422, "account_not_signed_in");
        world.clock().advance(SignedDuration::from_mins(15));
        signs_in(world, JO, PASSWORD);
    }

    fn a_new_password_by_mail_ends_the_lock_and_every_session(world) {
        has_an_account(world, JO);
        let before = signs_in(world, JO, PASSWORD);
        for _ in 0..10 {
            tries(world, JO, "not-the-password").is(422);
        }
        world.visitor().post("/api/v1/people/password-reset-requests", &json!({"email": JO})).is(202);
        let link = world.link_mailed_to(JO);
        let reset = |password: &str| {
            world.visitor().post("/api/v1/people/password-resets", &json!({"token": link, "password": password}))
        };
        let poor = reset("short").is_problem(422, "invalid_fields");
        assert_eq!(poor.pointers(), ["/password"]);
        reset("a whole new password").is(204);
        reset("a second new password").is_problem(422, "account_link_does_not_work");

        before.get("/api/v1/people/me").is_problem(401, "invalid_token");
        tries(world, JO, PASSWORD).is_problem(422, "account_not_signed_in");
        signs_in(world, JO, "a whole new password");
        assert_eq!(world.mails_to(JO)[0].subject, "Your password was changed");
    }

    fn changing_a_password_needs_the_old_one_and_keeps_this_session_only(world) {
        has_an_account(world, JO);
        let (here, elsewhere) = (signs_in(world, JO, PASSWORD), signs_in(world, JO, PASSWORD));
        let change = |current: &str, password: &str| {
            here.put("/api/v1/people/me/password", &json!({"current": current, "password": password}))
        };
        change("not-the-password", "a whole new password").is_problem(422, "account_wrong_password");
        change(PASSWORD, JO).is_problem(422, "invalid_fields");
        change(PASSWORD, "a whole new password").is(204);
        here.get("/api/v1/people/me").is(200);
        elsewhere.get("/api/v1/people/me").is_problem(401, "invalid_token");
    }

    fn a_session_ends_when_idle_when_old_and_by_signing_out(world) {
        has_an_account(world, JO);
        let idle = signs_in(world, JO, PASSWORD);
        world.clock().advance(SignedDuration::from_hours(2));
        idle.get("/api/v1/sessions/current").is_problem(401, "invalid_token");

        let busy = signs_in(world, JO, PASSWORD);
        for _ in 0..11 {
            world.clock().advance(SignedDuration::from_hours(1));
            busy.get("/api/v1/sessions/current").is(200);
        }
        world.clock().advance(SignedDuration::from_hours(1));
        busy.get("/api/v1/sessions/current").is_problem(401, "invalid_token");

        let out = signs_in(world, JO, PASSWORD);
        out.delete("/api/v1/sessions/current").is(204);
        out.get("/api/v1/sessions/current").is_problem(401, "invalid_token");
    }

    fn signing_in_with_one_time_passwords_takes_each_once(world) {
        has_an_account(world, JO);
        let jo = signs_in(world, JO, PASSWORD);
        let set_up = jo.post("/api/v1/people/me/two-steps/set-up", &json!({})).is(200);
        let secret = set_up.body["secret"].as_str().unwrap().to_owned();
        let code = |world: &World| marketplace::people::code_at(&secret, now(world)).unwrap();
        let using = |code: &str| jo.put("/api/v1/people/me/two-steps", &json!({"secret": secret, "code": code}));
        using("000000").is_problem(422, "account_wrong_code");
        using(&code(world)).is(204);

        tries(world, JO, PASSWORD).is_problem(422, "account_code_needed");
        tries(world, JO, "not-the-password").is_problem(422, "account_not_signed_in");
        let with = |code: &str| {
            let attempt = json!({"email": JO, "password": PASSWORD, "code": code});
            world.visitor().post("/api/v1/sessions", &attempt)
        };
        let once = code(world);
        with(&once).is(201);
        with(&once).is_problem(422, "account_wrong_code");
        world.clock().advance(SignedDuration::from_secs(60));
        let next = code(world);
        jo.post("/api/v1/people/me/two-steps/end", &json!({"code": next})).is(204);
        signs_in(world, JO, PASSWORD);
    }

    fn the_secret_of_codes_lies_under_the_seal_and_locks_nobody_out(world) {
        has_an_account(world, JO);
        let jo = signs_in(world, JO, PASSWORD);
        let set_up = jo.post("/api/v1/people/me/two-steps/set-up", &json!({})).is(200);
        let secret = set_up.body["secret"].as_str().unwrap().to_owned();
        let code = || marketplace::people::code_at(&secret, now(world)).unwrap();
        jo.put("/api/v1/people/me/two-steps", &json!({"secret": secret, "code": code()})).is(204);
        let email = JO.parse().unwrap();
        let kept = || {
            let jo = world.market.read(|work| Ok(work.person_with(&email)?)).unwrap().unwrap();
            serde_json::to_string(&jo).unwrap()
        };
        assert!(kept().contains(&secret), "kept before there was a seal");
        let node = |seal: &str| world.market.clone().with_seal(Seal::of(seal).unwrap());
        let sealing = node("a secret of more than thirty-two letters");
        let signs_in_at = |node: &Market| {
            let draft = json!({"email": JO, "password": PASSWORD, "code": code()});
            sign_in(node, &serde_json::from_value(draft).unwrap())
        };
        signs_in_at(&world.market).unwrap();
        seal_one_time_secrets(&sealing).unwrap();
        seal_one_time_secrets(&sealing).unwrap();
        assert!(!kept().contains(&secret) && kept().contains("sealed:"), "{}", kept());
        assert!(signs_in_at(&sealing).is_err(), "a code is still taken once");
        world.clock().advance(SignedDuration::from_secs(60));
        signs_in_at(&sealing).unwrap();
        world.clock().advance(SignedDuration::from_secs(60));
        for stranger in [node("another secret of thirty-two letters and more"), world.market.clone()] {
            assert!(seal_one_time_secrets(&stranger).is_err(), "a node that does not open it does not start");
            assert!(signs_in_at(&stranger).is_err());
            assert_eq!(sealed_otherwise(&stranger).unwrap().len(), 1);
        }
        assert_eq!(sealed_otherwise(&sealing).unwrap(), []);
        // Another may not take the sealed secret for their own: it is sealed for one person.
        let own_id = jo.get("/api/v1/people/me").is(200).body["id"].clone();
        has_an_account(world, "sam@example.org");
        let moved = world.market.read(|work| Ok(work.person_with(&"sam@example.org".parse().unwrap())?));
        let jo_now = world.market.read(|work| Ok(work.person_with(&email)?)).unwrap().unwrap();
        let sam = domain::people::Person { totp_secret: jo_now.totp_secret, ..moved.unwrap().unwrap() };
        assert_ne!(json!(sam.id), own_id);
        world.market.write(|work| {
            let permit = Actor::Worker(Worker::Clock).may(Action::SealSecrets, &Platform)?;
            let secret = sam.totp_secret.clone().unwrap();
            Ok(work.save(&permit, sam.clone().use_totp(secret))?)
        }).unwrap();
        assert_eq!(sealed_otherwise(&sealing).unwrap().len(), 1, "only hers does not open");
    }

    fn who_lost_what_makes_their_codes_is_let_in_by_password_alone(world) {
        has_an_account(world, JO);
        let jo = signs_in(world, JO, PASSWORD);
        let id = jo.get("/api/v1/people/me").is(200).body["id"].as_str().unwrap().to_owned();
        let administrator = world.of_the_authority(Role::Administrator);
        let at = format!("/api/v1/accounts/{id}");
        let ends = || {
            let version = administrator.get(&at).is(200).version();
            let called = json!({"because": "called_back"});
            administrator.at_version(version).post(&format!("{at}/codes/end"), &called)
        };
        ends().is_problem(409, "account_asks_for_no_code");
        let set_up = jo.post("/api/v1/people/me/two-steps/set-up", &json!({})).is(200);
        let secret = set_up.body["secret"].as_str().unwrap().to_owned();
        let code = marketplace::people::code_at(&secret, now(world)).unwrap();
        jo.put("/api/v1/people/me/two-steps", &json!({"secret": secret, "code": code})).is(204);
        assert_eq!(administrator.get(&at).is(200).body["two_steps"], true);
        tries(world, JO, PASSWORD).is_problem(422, "account_code_needed");
        assert_eq!(ends().is(200).body["two_steps"], false);
        signs_in(world, JO, PASSWORD);
        assert_eq!(world.mails_to(JO)[0].subject, "Your account asks for no security code");
        let support = world.of_the_authority(Role::Support);
        let seen = json!({"because": "seen"});
        support.at_version(1).post(&format!("{at}/codes/end"), &seen).is_problem(403, "wrong_role");
        for unknown in [json!({}), json!({"because": "they said so"})] {
            let refused = administrator.at_version(1).post(&format!("{at}/codes/end"), &unknown);
            assert_eq!(refused.is_problem(422, "invalid_fields").pointers(), ["/because"]);
        }
    }

    fn what_ended_long_ago_is_forgotten(world) {
        has_an_account(world, JO);
        signs_in(world, JO, PASSWORD);
        let month = SignedDuration::from_hours(31 * 24);
        let old = |world: &World| {
            let before = now(world) - SignedDuration::from_hours(30 * 24);
            world.market.read(|work| Ok(work.has_old_sessions_or_links(before, before)?)).unwrap()
        };
        marketplace::people::tend(&world.market).unwrap();
        assert!(!old(world), "nothing is old yet");
        world.clock().advance(month + SignedDuration::from_hours(72));
        assert!(old(world));
        marketplace::people::tend(&world.market).unwrap();
        assert!(!old(world));
        signs_in(world, JO, PASSWORD);
    }

    fn an_account_that_nobody_proved_goes_to_whoever_proves_it(world) {
        let squatter = json!({"name": "Squatter", "email": JO, "password": "the squatter knows"});
        world.visitor().post("/api/v1/people", &squatter).is(202);
        let first = world.link_mailed_to(JO);
        registers(world, JO);
        let old = world.visitor().post("/api/v1/people/confirmations", &json!({"token": first}));
        old.is_problem(422, "account_link_does_not_work");
        let link = world.link_mailed_to(JO);
        world.visitor().post("/api/v1/people/confirmations", &json!({"token": link})).is(204);
        tries(world, JO, "the squatter knows").is_problem(422, "account_not_signed_in");
        signs_in(world, JO, PASSWORD);
    }
}
