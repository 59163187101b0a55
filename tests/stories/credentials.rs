//! A mark as others can check it: its credential, the keys that sign, the lists that say what became of it. Read here as a
//! stranger would, by the addresses that the credential itself names.

use crate::accreditation::accredited;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Role;
use jiff::SignedDuration;
use marketplace::people::{Seal, rotate_keys, seal_keys};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::Value;
use std::io::Read;
use stories::{World, json, story};

/// A token that was verified by the key that it names.
struct Verified {
    kid: String,
    claims: Value,
}

fn part(text: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
}

fn verified(world: &World, token: &str) -> Verified {
    let parts: Vec<&str> = token.split('.').collect();
    let header = part(parts[0]);
    assert_eq!(
        (&header["alg"], &header["typ"], &header["cty"]),
        (&json!("ES256"), &json!("vc+jwt"), &json!("vc"))
    );
    let kid = header["kid"].as_str().unwrap().to_owned();
    let key = world.visitor().get(kid.strip_prefix(world.base()).unwrap()).is(200).body;
    assert_eq!((&key["kid"], &key["id"], &key["d"]), (&json!(kid), &json!(kid), &Value::Null));
    let half = |name: &str| URL_SAFE_NO_PAD.decode(key[name].as_str().unwrap()).unwrap();
    let point = [vec![4], half("x"), half("y")].concat();
    let said = format!("{}.{}", parts[0], parts[1]);
    let signature = URL_SAFE_NO_PAD.decode(parts[2]).unwrap();
    let checked = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(said.as_bytes(), &signature);
    assert!(checked.is_ok(), "signed by the key that it names");
    let claims = part(parts[1]);
    assert_eq!(claims["iss"], format!("{}/issuer", world.base()));
    assert_eq!(claims["jti"], claims["id"]);
    Verified { kid, claims }
}

fn credential(world: &World, mark: &str) -> Verified {
    let shown = world.visitor().get(mark).is(200).body;
    let address = shown["credential"].as_str().unwrap().strip_prefix(world.base()).unwrap().to_owned();
    let reply = world.visitor().get(&address).is(200);
    assert_eq!(reply.header("content-type"), Some("application/vc+jwt"));
    assert_eq!(reply.header("cache-control"), Some("no-cache"), "no copy outlives the mark");
    verified(world, &reply.text)
}

/// What the lists that a credential names say of it: `(revocation, suspension)`.
fn status(world: &World, credential: &Value) -> (bool, bool) {
    // What was decided reaches the lists by the change feed.
    world.settle();
    let bits: Vec<bool> = credential["credentialStatus"]
        .as_array()
        .unwrap()
        .iter()
        .zip(["revocation", "suspension"])
        .map(|(entry, purpose)| {
            assert_eq!(
                (&entry["type"], &entry["statusPurpose"]),
                (&json!("BitstringStatusListEntry"), &json!(purpose))
            );
            let list = entry["statusListCredential"].as_str().unwrap();
            let reply = world.visitor().get(list.strip_prefix(world.base()).unwrap()).is(200);
            let claims = verified(world, &reply.text).claims;
            assert_eq!((&claims["id"], &claims["issuer"]), (&json!(list), &credential["issuer"]["id"]));
            let subject = &claims["credentialSubject"];
            assert_eq!(subject["statusPurpose"], purpose);
            let gzip = URL_SAFE_NO_PAD.decode(&subject["encodedList"].as_str().unwrap()[1..]).unwrap();
            let mut bits = vec![];
            flate2::read::GzDecoder::new(&gzip[..]).read_to_end(&mut bits).unwrap();
            assert_eq!(bits.len(), 16_384);
            let index: usize = entry["statusListIndex"].as_str().unwrap().parse().unwrap();
            bits[index / 8] & (0x80 >> (index % 8)) != 0
        })
        .collect();
    (bits[0], bits[1])
}

story! {
    fn anyone_can_verify_a_mark_and_hear_what_became_of_it(world) {
        let (_, case, mark) = accredited(world, "Age Well Leeds");
        let badge = credential(world, &mark).claims;
        assert_eq!(badge["credentialSubject"]["identifier"][0]["identityHash"], "Age Well Leeds");
        assert!(badge["description"].as_str().unwrap().contains("not accreditation by"));
        assert_eq!(badge["validFrom"], "2027-03-08T12:00:00Z");
        assert_eq!(badge["validUntil"], world.visitor().get(&mark).body["ends"]);
        assert_eq!(status(world, &badge), (false, false));

        let decider = world.of_the_authority(Role::DecisionMaker);
        let address = badge["id"].as_str().unwrap().strip_prefix(world.base()).unwrap().to_owned();
        decider.does(&case, "suspension", &json!({"grounds": "urgent", "reason": "A check had run out."})).is(200);
        assert_eq!(status(world, &badge), (false, true));
        world.visitor().get(&address).is_problem(409, "credential_mark_suspended");
        assert_eq!(world.visitor().get(&mark).body["credential"], Value::Null);

        decider.does(&case, "reinstatement", &json!({})).is(200);
        assert_eq!(status(world, &badge), (false, false));
        let again = credential(world, &mark).claims;
        assert_eq!(again["credentialStatus"], badge["credentialStatus"], "its place is its own");

        let (_, _, other) = accredited(world, "Other");
        let other = credential(world, &other).claims;
        assert_ne!(other["credentialStatus"], badge["credentialStatus"]);

        decider.does(&case, "revocation", &json!({"grounds": "urgent", "reason": "People had to pay."})).is(200);
        assert_eq!(status(world, &badge), (true, false));
        assert_eq!(status(world, &other), (false, false));
        world.visitor().get(&address).is_problem(409, "credential_mark_ended");
    }

    fn a_mark_that_time_has_ended_is_on_the_list_before_anyone_wrote_it_down(world) {
        let (_, _, mark) = accredited(world, "Age Well Leeds");
        let badge = credential(world, &mark).claims;
        world.clock().advance(SignedDuration::from_hours(24 * 365 * 3));
        assert_eq!(status(world, &badge), (true, false));
        world.settle();
        assert_eq!(status(world, &badge), (true, false));
    }

    fn a_credential_is_verified_long_after_its_key_had_its_turn(world) {
        let (_, _, mark) = accredited(world, "Age Well Leeds");
        let address = format!("{}/credential", mark.strip_prefix("/api/v1").unwrap());
        let token = world.visitor().get(&address).is(200).text;
        let first = verified(world, &token).kid;
        for _ in 0..4 {
            world.clock().advance(SignedDuration::from_hours(29 * 24));
            world.market.write(rotate_keys).unwrap();
        }
        let name = first.rsplit('/').next().unwrap();
        let tokens = world.visitor().get("/.well-known/jwks.json").is(200);
        assert!(!tokens.text.contains(name), "no token that it signed is in use");
        assert_eq!(verified(world, &token).kid, first);
        assert_ne!(credential(world, &mark).kid, first);
        let kept = world.market.read(|work| Ok(work.signing_keys()?)).unwrap();
        assert!(kept.iter().any(|key| key.kid == name && key.is_retired()), "nothing more can be signed with it");

        let keys = world.visitor().get("/issuer/keys").is(200).body;
        assert!(keys["keys"].as_array().unwrap().iter().any(|key| key["kid"] == first.as_str()));
        let issuer = world.visitor().get("/issuer").is(200).body;
        assert!(issuer["assertionMethod"].as_array().unwrap().contains(&json!(first)));
        assert_eq!(issuer["id"], format!("{}/issuer", world.base()));
        let did = world.visitor().get("/.well-known/did.json").is(200).body;
        assert_eq!(did["alsoKnownAs"][0], issuer["id"]);
        assert!(did["verificationMethod"].to_string().contains(name));
    }

    fn a_list_is_signed_once_while_nothing_changes(world) {
        let (_, case, _) = accredited(world, "Age Well Leeds");
        world.settle();
        let list = |world: &World| world.visitor().get("/status-lists/suspension/1").is(200).text;
        let first = list(world);
        world.clock().advance(SignedDuration::from_secs(20));
        assert_eq!(list(world), first, "nothing changed, and the minute is the same");
        let decider = world.of_the_authority(Role::DecisionMaker);
        decider.does(&case, "suspension", &json!({"grounds": "urgent", "reason": "A check had run out."})).is(200);
        world.settle();
        let second = list(world);
        let said = |token: &str| verified(world, token).claims["credentialSubject"]["encodedList"].clone();
        assert_ne!(said(&second), said(&first));
        world.clock().advance(SignedDuration::from_secs(60));
        let third = list(world);
        assert_eq!((third == second, said(&third) == said(&second)), (false, true), "signed anew, and says the same");
    }

    fn keys_are_kept_under_a_seal_that_every_node_has(world) {
        let (_, _, mark) = accredited(world, "Age Well Leeds");
        let before = credential(world, &mark).kid;
        let node = |secret: &str| world.market.clone().with_seal(Seal::of(secret).unwrap());
        let sealing = node("a secret of more than thirty-two letters");
        let kept = || world.market.read(|work| Ok(work.signing_keys()?)).unwrap();
        let plain = kept();
        seal_keys(&sealing).unwrap();
        seal_keys(&sealing).unwrap();
        for (sealed, plain) in kept().iter().zip(&plain) {
            assert!(sealed.private.starts_with("sealed:") && !sealed.private.contains(&plain.private));
            assert_eq!(sealed.public, plain.public);
        }
        let mark = mark.rsplit('/').next().unwrap().parse().unwrap();
        let token = marketplace::accreditation::credential(&sealing, mark).unwrap();
        assert_eq!(verified(world, &token).kid, before, "the same key signs on");
        world.clock().advance(SignedDuration::from_hours(30 * 24));
        sealing.write(rotate_keys).unwrap();
        assert!(kept().iter().all(|key| key.is_retired() || key.private.starts_with("sealed:")), "those made since");
        let token = marketplace::accreditation::credential(&sealing, mark).unwrap();
        assert_ne!(verified(world, &token).kid, before);
        for stranger in [node("another secret of thirty-two letters and more"), world.market.clone()] {
            assert!(seal_keys(&stranger).is_err(), "a node that does not open them does not start");
            assert!(marketplace::accreditation::credential(&stranger, mark).is_err());
        }
    }

    fn what_is_not_there_is_said(world) {
        world.focs();
        let asked = |path: &str| world.visitor().get(path);
        asked("/quality-marks/0190163d-8694-739b-aea5-966c26f8ad91/credential").is_problem(404, "not_found");
        for path in ["/status-lists/refusal/1", "/status-lists/suspension/0", "/status-lists/suspension/2"] {
            asked(path).is_problem(404, "not_found");
        }
        asked("/status-lists/suspension/first").is(404);
        asked("/status-lists/suspension/1").is(200);
        asked("/issuer/keys/guess").is_problem(404, "not_found");
    }
}
