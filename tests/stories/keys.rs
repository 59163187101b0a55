//! Keys of a directory: issued to services, bounded, counted, rotated and revoked.

use super::listings::{open_world, published};
use domain::{Action, Role};
use jiff::SignedDuration;
use marketplace::directories::keys::write_usage;
use serde_json::Value;
use stories::{Reply, Session, World, carers, json, story};

const KEYS: &str = "/api/v1/directories/carers/keys";
const BATCH: &str = "/api/v1/directories/carers/listings/batch";

/// The service manager of the department whose directory it is.
pub(crate) fn manager(world: &World) -> Session {
    let directory = world.market.read(|work| Ok(work.directory_called(&"carers".parse().unwrap())?));
    world.member_of(directory.unwrap().unwrap().owner, Role::ServiceManager)
}

/// A key to the directory for carers, issued by its department.
pub(crate) fn issued(world: &World, draft: &Value) -> Reply {
    manager(world).post(KEYS, draft).is(201)
}

fn secret(reply: &Reply) -> String {
    reply.body["secret"].as_str().unwrap().to_owned()
}

/// Whoever asks by a secret.
fn holder(world: &World, secret: &str) -> Session {
    world.settle();
    world.visitor().with_token(secret)
}

fn ask(holder: &Session, postcodes: usize) -> Reply {
    holder.post(BATCH, &json!({"near": vec!["LS1 4AP"; postcodes]}))
}

story! {
    fn a_key_is_shown_once_and_kept_as_a_hash(world) {
        open_world(world);
        let keeps = manager(world).with("Idempotency-Key", "once");
        let draft = json!({"name": "Bereavement service"});
        let first = keeps.post(KEYS, &draft).is(201);
        let secret = secret(&first);
        assert!(secret.starts_with("spk_") && secret.len() > 40, "{secret}");
        assert_eq!(first.body["quota"], json!({"a_minute": 2000, "a_day": 100_000}));

        let again = keeps.post(KEYS, &draft).is(201);
        assert_eq!((again.id(), again.body.get("secret")), (first.id(), None), "a repeated request is not told it");
        let keeps = manager(world);
        let at = format!("/api/v1/directory-keys/{}", first.id());
        assert_eq!(first.header("location"), Some(at.as_str()));
        for shown in [keeps.get(&at).is(200), keeps.get(KEYS).is(200)] {
            assert!(!shown.text.contains(&secret) && !shown.text.contains("secret"), "{}", shown.text);
        }
        assert_eq!(keeps.get(KEYS).body["items"].as_array().unwrap().len(), 1);
        let log = world.of_the_authority(Role::Administrator).get("/api/v1/audit/events").is(200);
        assert!(!log.text.contains(&secret[4..]), "{}", log.text);
        ask(&holder(world, &secret), 1).is(200);
    }

    fn two_secrets_overlap_while_a_service_changes_over(world) {
        open_world(world);
        let first = issued(world, &json!({"name": "Bereavement service"}));
        let rotate = format!("/api/v1/directory-keys/{}/secret", first.id());
        let keeps = manager(world);
        keeps.post(&rotate, &json!({"overlap_hours": 721})).is_problem(422, "invalid_fields");
        let rotated = keeps.post(&rotate, &json!({"overlap_hours": 2})).is(200);
        let (old, new) = (holder(world, &secret(&first)), holder(world, &secret(&rotated)));
        for each in [&old, &new] {
            ask(each, 1).is(200);
        }
        world.clock().advance(SignedDuration::from_hours(2));
        world.settle();
        ask(&old, 1).is_problem(401, "key_unknown");
        ask(&new, 1).is(200);
    }

    fn a_revoked_key_is_refused_at_once_and_for_good(world) {
        open_world(world);
        let key = issued(world, &json!({"name": "Bereavement service"}));
        let holder = holder(world, &secret(&key));
        ask(&holder, 1).is(200);
        let at = format!("/api/v1/directory-keys/{}", key.id());
        let keeps = manager(world);
        assert!(keeps.delete(&at).is(200).body["revoked_at"].is_string());
        world.settle();
        ask(&holder, 1).is_problem(401, "key_revoked");
        keeps.delete(&at).is_problem(409, "directory_key_revoked");
        keeps.post(&format!("{at}/secret"), &json!({})).is_problem(409, "directory_key_revoked");
    }

    fn a_key_ends_with_its_last_day(world) {
        open_world(world);
        let draft = |day: domain::Day| json!({"name": "A pilot", "ends_on": day.to_string()});
        let yesterday = world.today().yesterday().unwrap();
        let refused = manager(world).post(KEYS, &draft(yesterday)).is_problem(422, "directory_key_ends_in_the_past");
        assert_eq!(refused.pointers(), ["/ends_on"]);
        let key = issued(world, &draft(world.today()));
        let holder = holder(world, &secret(&key));
        ask(&holder, 1).is(200);
        world.clock().advance(SignedDuration::from_hours(24));
        world.settle();
        ask(&holder, 1).is_problem(401, "key_over");
    }

    fn a_quota_is_spent_said_and_begins_anew(world) {
        open_world(world);
        let key = issued(world, &json!({"name": "A small service", "quota": {"a_minute": 5, "a_day": 12}}));
        let holder = holder(world, &secret(&key));
        let first = ask(&holder, 3).is(200);
        assert_eq!(first.header("ratelimit-policy"), Some("\"minute\";q=5;w=60, \"day\";q=12;w=86400"));
        assert!(first.header("ratelimit").unwrap().starts_with("\"minute\";r=2;"), "{first:?}");

        let spent = ask(&holder, 3).is_problem(429, "quota_of_minute_spent");
        let wait: i64 = spent.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=60).contains(&wait), "{wait}");
        assert!(spent.body["detail"].as_str().unwrap().contains("2 are left"), "{}", spent.text);
        ask(&holder, 2).is(200);
        world.clock().advance(SignedDuration::from_secs(wait));
        ask(&holder, 5).is(200);
        world.clock().advance(SignedDuration::from_mins(1));
        let day = ask(&holder, 3).is_problem(429, "quota_of_day_spent");
        assert!(day.header("retry-after").unwrap().parse::<i64>().unwrap() > 60);
        assert_eq!(ask(&holder, 6).is_problem(422, "larger_than_quota").header("retry-after"), None);
        world.clock().advance(SignedDuration::from_hours(24));
        world.settle();
        ask(&holder, 5).is(200);
        ask(&holder, 0).is_problem(422, "invalid_fields");
    }

    fn use_is_counted_by_day_and_over_nodes(world) {
        open_world(world);
        let key = issued(world, &json!({"name": "A small service", "quota": {"a_minute": 5, "a_day": 5}}));
        let holder = holder(world, &secret(&key));
        ask(&holder, 2).is(200);
        ask(&holder, 4).is_problem(429, "quota_of_day_spent");
        write_usage(&world.market).unwrap();
        let usage = format!("/api/v1/directory-keys/{}/usage?days=3", key.id());
        let days = manager(world).get(&usage).is(200).body["days"].clone();
        let today = world.today().to_string();
        assert_eq!(days[2], json!({"day": today, "requests": 1, "questions": 2, "refused": 1}));
        assert_eq!((days.as_array().unwrap().len(), &days[0]["questions"]), (3, &json!(0)));

        // Another node of the same database, which has read what this one counted.
        let other = world.another_node();
        let there = world.visitor().asking(other.base()).with_token(&secret(&key));
        ask(&there, 4).is_problem(429, "quota_of_day_spent");
        ask(&there, 3).is(200);
        write_usage(&other.market).unwrap();
        write_usage(&world.market).unwrap();
        ask(&holder, 1).is_problem(429, "quota_of_day_spent");
        for (query, pointer) in [("days=0", "?days"), ("days=401", "?days")] {
            let path = format!("/api/v1/directory-keys/{}/usage?{query}", key.id());
            assert_eq!(manager(world).get(&path).is_problem(400, "invalid_query").pointers(), [pointer]);
        }
    }

    fn a_key_is_to_one_directory_and_for_the_pages_that_it_names(world) {
        open_world(world);
        let (department, other) = world.department("Department for Roads");
        let mut drivers = carers();
        (drivers["slug"], drivers["hosts"]) = (json!("drivers"), json!([]));
        other.post(&format!("/api/v1/organisations/{department}/directories"), &drivers).is(201);
        other.at_version(1).post("/api/v1/directories/drivers/publication", &json!({})).is(200);
        let theirs = other.post("/api/v1/directories/drivers/keys", &json!({"name": "Theirs"})).is(201);
        ask(&holder(world, &secret(&theirs)), 1).is_problem(403, "key_of_another_directory");

        let site = "https://help.example.gov.uk";
        let pages = issued(world, &json!({"name": "A page", "allowed_origins": [site]}));
        let program = issued(world, &json!({"name": "A program"}));
        let (pages, program) = (holder(world, &secret(&pages)), holder(world, &secret(&program)));
        let answer = ask(&pages.clone().with("Origin", site), 1).is(200);
        assert_eq!(answer.header("access-control-allow-origin"), Some(site));
        assert_eq!(answer.header("vary"), Some("Origin"));
        let refused = ask(&pages.clone().with("Origin", "https://elsewhere.example"), 1);
        assert_eq!(refused.is_problem(403, "key_not_for_this_site").header("access-control-allow-origin"), None);
        ask(&pages, 1).is_problem(403, "key_is_for_pages");
        ask(&program, 1).is(200);
        ask(&program.with("Origin", site), 1).is_problem(403, "key_not_for_this_site");

        for path in [BATCH, "/api/v1/directories/carers/export"] {
            let asks = |origin: &str| {
                let browser = world.visitor().with("Origin", origin).with("Access-Control-Request-Method", "POST");
                browser.send("OPTIONS", path, None, &[])
            };
            let told = asks(site).is(204);
            assert_eq!(told.header("access-control-allow-origin"), Some(site));
            assert_eq!(told.header("access-control-allow-headers"), Some("Authorization, Content-Type"));
            let not = asks("https://elsewhere.example").is_problem(403, "no_key_for_this_site");
            assert_eq!(not.header("access-control-allow-origin"), None);
        }
    }

    fn what_is_no_key_is_refused_as_such(world) {
        open_world(world);
        world.settle();
        ask(&world.visitor(), 1).is_problem(401, "key_required");
        ask(&world.visitor().with_token("spk_guessed"), 1).is_problem(401, "key_unknown");
        ask(&manager(world), 1).is_problem(401, "not_a_key");
        world.visitor().with("Authorization", "Basic eDp5").post(BATCH, &json!({"near": ["LS1"]})).is_problem(401, "invalid_token");
        let key = issued(world, &json!({"name": "A program"}));
        let holder = holder(world, &secret(&key));
        holder.get(KEYS).is_problem(401, "invalid_token");
        for (draft, pointer) in [
            (json!({}), "/name"),
            (json!({"name": "x", "quota": {"a_minute": 0, "a_day": 5}}), "/quota/a_minute"),
            (json!({"name": "x", "quota": {"a_minute": 10, "a_day": 5}}), "/quota/a_day"),
            (json!({"name": "x", "quota": {"a_minute": -1}}), "/quota/a_minute"),
            (json!({"name": "x", "allowed_origins": ["http://help.example"]}), "/allowed_origins/0"),
            (json!({"name": "x", "allowed_origins": vec!["https://a.example"; 21]}), "/allowed_origins"),
            (json!({"name": "x", "ends_on": "31/13/2027"}), "/ends_on"),
        ] {
            let refused = manager(world).post(KEYS, &draft).is_problem(422, "invalid_fields");
            assert_eq!(refused.pointers(), [pointer], "{draft}");
        }
        manager(world).post("/api/v1/directories/nowhere/keys", &json!({"name": "x"})).is_problem(404, "not_found");
    }

    fn every_role_may_what_the_table_says(world) {
        open_world(world);
        let key = issued(world, &json!({"name": "A program"}));
        let (at, directory) = (format!("/api/v1/directory-keys/{}", key.id()), world.market.read(|work| {
            Ok(work.directory_called(&"carers".parse().unwrap())?.unwrap())
        }).unwrap());
        let (stranger, _) = world.department("Department for Roads");
        let (provider, _) = world.provider("Nosy Limited");
        for &role in Role::ALL {
            let of_authority = role.lives_in(domain::OrganisationKind::Authority);
            let mut people = vec![];
            if of_authority {
                people.push((world.of_the_authority(role), true));
            } else if role.lives_in(domain::OrganisationKind::Department) {
                people.push((world.member_of(directory.owner, role), true));
                people.push((world.member_of(stranger, role), false));
            } else {
                people.push((world.member_of(provider, role), false));
            }
            for (who, knows) in people {
                let may = |action| knows && domain::kernel::rights::reach(role, action) != domain::Reach::Never;
                let (reads, keeps) = (may(Action::ReadDirectory), may(Action::KeepDirectories));
                let expected = |allowed: bool, done: u16| match (allowed, knows) {
                    (true, _) => done,
                    (false, true) => 403,
                    (false, false) => 404,
                };
                for path in [KEYS.to_owned(), at.clone(), format!("{at}/usage")] {
                    assert_eq!(who.get(&path).status, expected(reads, 200), "{role} reads {path}");
                }
                let issues = who.post(KEYS, &json!({"name": "Another"}));
                assert_eq!(issues.status, expected(keeps, 201), "{role} issues: {}", issues.text);
                let rotates = who.post(&format!("{at}/secret"), &json!({}));
                assert_eq!(rotates.status, expected(keeps, 200), "{role} rotates");
                if !keeps {
                    assert_eq!(who.delete(&at).status, expected(false, 0), "{role} revokes");
                }
            }
        }
        for path in [KEYS, &at] {
            world.visitor().get(path).is_problem(401, "sign_in");
        }
        world.visitor().delete(&at).is_problem(401, "sign_in");
    }

    fn a_large_export_needs_a_key_and_a_small_one_does_not(world) {
        let (provider, jo) = open_world(world);
        let first: domain::OfferingId = published(provider, &jo, |_| {}).parse().unwrap();
        world.gives_many_like(first, 2_000);
        let key = issued(world, &json!({"name": "A leaflet", "quota": {"a_minute": 4, "a_day": 100}}));
        let holder = holder(world, &secret(&key));
        let export = "/api/v1/directories/carers/export?format=ndjson";
        world.visitor().get(export).is_problem(401, "key_required");
        assert_eq!(world.visitor().get(&format!("{export}&q=number+7")).status, 200, "a small part is open");
        let whole = holder.get(export).is(200);
        assert_eq!(whole.text.lines().count(), 2_001);
        assert_eq!(whole.header("cache-control"), Some("private, max-age=30"));
        assert!(whole.header("ratelimit").unwrap().starts_with("\"minute\";r=1;"), "three thousands begun: {whole:?}");
        holder.get(export).is_problem(429, "quota_of_minute_spent");
        world.visitor().with_token("spk_guessed").get(&format!("{export}&q=x")).is_problem(401, "key_unknown");
    }
}
