//! Programs: clients, their tokens, and the keys that sign them.

use domain::{Action, Actor, Worker};
use jiff::SignedDuration;
use marketplace::people::rotate_keys;
use stories::{Reply, Session, World, json, story};

struct Client {
    id: String,
    secret: String,
}

/// A provider's owner, the provider's address, and a client that may keep offerings and read the provider.
fn provider_with_client(world: &World) -> (Session, String, Client) {
    let owner = world.person("Olga Owner");
    let details =
        json!({"name": "Age Well", "sector": "private", "contact_email": "hello@agewell.example.org"});
    let id = owner.post("/api/v1/organisations/providers", &details).is(201).id();
    let provider = format!("/api/v1/organisations/{id}");
    let draft = json!({"name": "Sync", "role": "editor", "scopes": ["organisations", "offerings"]});
    let made = owner.post(&format!("{provider}/api-clients"), &draft).is(201);
    let secret = made.body["secret"].as_str().unwrap().to_owned();
    (owner, provider, Client { id: made.id(), secret })
}

fn form(world: &World, fields: &str) -> Reply {
    world.visitor().send("POST", "/oauth/token", Some("application/x-www-form-urlencoded"), fields.as_bytes())
}

fn asks(world: &World, client: &Client, more: &str) -> Reply {
    let Client { id, secret } = client;
    form(world, &format!("grant_type=client_credentials&client_id={id}&client_secret={secret}{more}"))
}

fn program(world: &World, client: &Client) -> Session {
    let granted = asks(world, client, "").is(200);
    world.visitor().with_token(granted.body["access_token"].as_str().unwrap())
}

fn is_refused(reply: &Reply, status: u16, error: &str) {
    assert_eq!((reply.status, reply.body["error"].as_str()), (status, Some(error)), "{}", reply.text);
    assert_eq!(reply.header("cache-control"), Some("no-store"));
}

story! {
    fn a_program_acts_for_its_organisation_within_its_scopes(world) {
        let (_, provider, client) = provider_with_client(world);
        let granted = asks(world, &client, "").is(200);
        assert_eq!(granted.body["token_type"], "Bearer");
        assert_eq!(granted.body["expires_in"], 600);
        assert_eq!(granted.body["scope"], "organisations offerings");
        let sync = program(world, &client);
        sync.get(&provider).is(200);
        sync.get(&format!("{provider}/members")).is_problem(403, "insufficient_scope");
        // What only people do, a program does not.
        let details = json!({"name": "X", "sector": "private", "contact_email": "x@example.org"});
        sync.post("/api/v1/organisations/providers", &details).is_problem(403, "wrong_role");

        let narrow = asks(world, &client, "&scope=offerings").is(200);
        let narrow = world.visitor().with_token(narrow.body["access_token"].as_str().unwrap());
        narrow.get(&provider).is_problem(403, "insufficient_scope");
    }

    fn a_token_ends_in_time_and_with_its_client(world) {
        let (owner, provider, client) = provider_with_client(world);
        let sync = program(world, &client);
        world.clock().advance(SignedDuration::from_secs(599));
        sync.get(&provider).is(200);
        world.clock().advance(SignedDuration::from_secs(1));
        sync.get(&provider).is_problem(401, "invalid_token");

        let sync = program(world, &client);
        owner.delete(&format!("/api/v1/api-clients/{}", client.id)).is(200);
        sync.get(&provider).is_problem(401, "invalid_token");
        is_refused(&asks(world, &client, ""), 401, "invalid_client");
        owner.delete(&format!("/api/v1/api-clients/{}", client.id)).is_problem(409, "api_client_revoked");
    }

    fn a_new_secret_replaces_the_old_one(world) {
        let (owner, _, client) = provider_with_client(world);
        let changed = owner.post(&format!("/api/v1/api-clients/{}/secret", client.id), &json!({})).is(200);
        is_refused(&asks(world, &client, ""), 401, "invalid_client");
        let secret = changed.body["secret"].as_str().unwrap().to_owned();
        asks(world, &Client { secret, ..client }, "").is(200);
    }

    fn a_secret_is_shown_once_even_when_the_request_is_repeated(world) {
        let (owner, provider, client) = provider_with_client(world);
        let owner = owner.with("Idempotency-Key", "7d1a");
        let draft = json!({"name": "Sync", "role": "editor", "scopes": ["offerings"]});
        let first = owner.post(&format!("{provider}/api-clients"), &draft).is(201);
        let again = owner.post(&format!("{provider}/api-clients"), &draft).is(201);
        assert!(first.body["secret"].is_string() && again.body["secret"].is_null());
        assert_eq!(first.id(), again.id());
        let listed = owner.get(&format!("{provider}/api-clients")).is(200);
        assert_eq!(listed.body["items"].as_array().unwrap().len(), 2);
        assert!(!listed.text.contains(&client.secret) && !listed.text.contains("secret"));
    }

    fn nobody_gives_a_program_a_role_that_is_not_theirs_to_give(world) {
        let (owner, provider, client) = provider_with_client(world);
        let draft = |role: &str, scopes: &[&str]| json!({"name": "X", "role": role, "scopes": scopes});
        let make = |body| owner.post(&format!("{provider}/api-clients"), &body);
        make(draft("assessor", &["offerings"])).is_problem(422, "api_client_role_not_here");
        let wrong = make(draft("chief", &["everything"])).is_problem(422, "invalid_fields");
        assert_eq!(wrong.pointers(), ["/role", "/scopes/0"]);
        make(draft("editor", &[])).is_problem(422, "invalid_fields");
        world.person("Stranger").get(&format!("/api/v1/api-clients/{}", client.id)).is_problem(404, "not_found");
    }

    fn oauth_speaks_as_its_standard_wants(world) {
        let (_, _, client) = provider_with_client(world);
        let Client { id, secret } = &client;
        is_refused(&form(world, "scope=offerings"), 400, "invalid_request");
        is_refused(&form(world, "grant_type=password"), 400, "unsupported_grant_type");
        is_refused(&form(world, "grant_type=client_credentials"), 401, "invalid_client");
        is_refused(&asks(world, &client, "&grant_type=client_credentials"), 400, "invalid_request");
        is_refused(&asks(world, &client, "&scope=people"), 400, "invalid_scope");
        is_refused(&asks(world, &client, "&scope=everything"), 400, "invalid_scope");
        is_refused(&asks(world, &Client { id: id.clone(), secret: "guess".into() }, ""), 401, "invalid_client");
        is_refused(&asks(world, &Client { id: "guess".into(), secret: secret.clone() }, ""), 401, "invalid_client");
        let json = world.visitor().post("/oauth/token", &json!({"grant_type": "client_credentials"}));
        is_refused(&json, 400, "invalid_request");

        let basic = |value: &str| {
            let visitor = world.visitor().with("Authorization", value);
            let kind = Some("application/x-www-form-urlencoded");
            visitor.send("POST", "/oauth/token", kind, b"grant_type=client_credentials")
        };
        let encoded = base64(&format!("{id}:{secret}"));
        basic(&format!("Basic {encoded}")).is(200);
        let wrong = basic("Basic Z3Vlc3M6Z3Vlc3M=");
        is_refused(&wrong, 401, "invalid_client");
        assert!(wrong.header("www-authenticate").unwrap().starts_with("Basic"));
        is_refused(&basic("Basic %%%"), 401, "invalid_client");
    }

    fn keys_take_turns_and_every_live_token_can_be_verified(world) {
        let (_, provider, client) = provider_with_client(world);
        let kids = || -> Vec<String> {
            let keys = world.visitor().get("/.well-known/jwks.json").is(200);
            let keys = keys.body["keys"].as_array().unwrap().clone();
            keys.iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
        };
        let turn = || world.market.write(rotate_keys).unwrap();
        let first = kids();
        assert_eq!(first.len(), 1);
        assert!(!turn(), "nothing to do yet");

        world.clock().advance(SignedDuration::from_hours(29 * 24));
        assert!(turn(), "the next key is published a day ahead");
        assert_eq!(kids().len(), 2);
        world.clock().advance(SignedDuration::from_hours(24) - SignedDuration::from_mins(1));
        let last_of_the_old_key = program(world, &client);
        world.clock().advance(SignedDuration::from_mins(2));
        let first_of_the_new_key = program(world, &client);
        last_of_the_old_key.get(&provider).is(200);
        first_of_the_new_key.get(&provider).is(200);
        turn();
        assert_eq!(kids().len(), 2, "the old key stays while its tokens live");
        world.clock().advance(SignedDuration::from_mins(15));
        turn();
        let after = kids();
        assert_eq!(after.len(), 1);
        assert_ne!(after, first);
    }

    fn what_we_did_not_sign_is_nobody(world) {
        let (_, provider, client) = provider_with_client(world);
        let token = asks(world, &client, "").is(200).body["access_token"].as_str().unwrap().to_owned();
        let parts: Vec<&str> = token.split('.').collect();
        let claims = r#"{"iss":"x","aud":"x","sub":"x","client_id":"x","iat":0,"exp":9999999999,"jti":"x","scope":""}"#;
        for forged in [
            format!("{}.{}.{}", parts[0], base64(claims).trim_end_matches('='), parts[2]),
            format!("{}.{}.", parts[0], parts[1]),
            format!("{}.{}.{}x", parts[0], parts[1], parts[2]),
            "a.b.c".into(),
            "guess".into(),
        ] {
            world.visitor().with_token(&forged).get(&provider).is_problem(401, "invalid_token");
        }
        assert!(Actor::Worker(Worker::Clock).may(Action::ManageApiClients, &domain::Platform).is_err());
    }
}

fn base64(text: &str) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let bytes = [chunk[0], *chunk.get(1).unwrap_or(&0), *chunk.get(2).unwrap_or(&0)];
        let word = u32::from(bytes[0]) << 16 | u32::from(bytes[1]) << 8 | u32::from(bytes[2]);
        for place in 0..4 {
            let sextet = (word >> (18 - 6 * place)) & 63;
            encoded.push(if place <= chunk.len() { char::from(ALPHABET[sextet as usize]) } else { '=' });
        }
    }
    encoded
}
