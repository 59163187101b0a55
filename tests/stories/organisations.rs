//! Organisations: their numbers, how each was checked, partners, departments.

use domain::Role;
use domain::organisations::{Found, LookupFailed, RegisterNumber, Trouble};
use jiff::SignedDuration;
use marketplace::organisations::{Registry, check_identifiers};
use stories::{Reply, Session, World, json, story};

const PROVIDERS: &str = "/api/v1/organisations/providers";

/// A register that answers one thing.
struct Says(Result<&'static str, LookupFailed>);

impl Registry for Says {
    fn look_up(&self, _: &RegisterNumber) -> Result<Found, LookupFailed> {
        let found =
            |name: &str| Found { registered_name: name.into(), in_force: true, status: "active".into() };
        self.0.map(found)
    }
}

fn details(number: &str) -> serde_json::Value {
    json!({
        "name": "Age Well Leeds",
        "sector": "private",
        "contact_email": "hello@agewell.example.org",
        "identifiers": [{"scheme": "GB-COH", "number": number}],
    })
}

fn provider(world: &World) -> (Session, String) {
    let owner = world.person("Olga Owner");
    let id = owner.post(PROVIDERS, &details("1234567")).is(201).id();
    (owner, format!("/api/v1/organisations/{id}"))
}

fn checked(world: &World, says: Result<&'static str, LookupFailed>) -> usize {
    check_identifiers(&world.market, &Says(says)).unwrap()
}

fn trust_and_standing(shown: &Reply) -> (String, String) {
    let word = |value: &serde_json::Value| value.as_str().unwrap_or("none").to_owned();
    (word(&shown.body["trust"]), word(&shown.body["identifiers"][0]["standing"]))
}

fn admit_gov_uk(world: &World) {
    let administrator = world.of_the_authority(Role::Administrator);
    let rule = json!({"reason": "Central and local government"});
    administrator.put("/api/v1/mail-domains/gov.uk", &rule).is(200);
}

story! {
    fn a_number_is_verified_by_its_register_until_that_is_too_long_ago(world) {
        let (owner, at) = provider(world);
        let fresh = owner.get(&at).is(200);
        assert_eq!(trust_and_standing(&fresh), ("unverified".into(), "unverified".into()));

        assert_eq!(checked(world, Ok("AGE WELL LEEDS LTD")), 1);
        let verified = owner.get(&at).is(200);
        assert_eq!(trust_and_standing(&verified), ("verified".into(), "verified".into()));
        assert_eq!(verified.body["identifiers"][0]["registered_name"], "AGE WELL LEEDS LTD");
        assert_eq!(checked(world, Ok("AGE WELL LEEDS LTD")), 0, "asked once, not again and again");

        world.clock().advance(SignedDuration::from_hours(365 * 24));
        let owner = world.of_the_authority(Role::Support);
        assert_eq!(trust_and_standing(&owner.get(&at).is(200)), ("stale".into(), "stale".into()));
        assert_eq!(checked(world, Err(LookupFailed::Trouble(Trouble::TimedOut))), 1);
        let still = owner.get(&at).is(200);
        assert_eq!(trust_and_standing(&still), ("stale".into(), "stale".into()));
        assert_eq!(still.body["identifiers"][0]["trouble"], "timed_out");
        world.clock().advance(SignedDuration::from_mins(30));
        assert_eq!(checked(world, Ok("AGE WELL LEEDS LTD")), 1);
        assert_eq!(trust_and_standing(&owner.get(&at).is(200)), ("verified".into(), "verified".into()));
    }

    fn a_register_that_is_down_verifies_nobody_and_is_asked_again(world) {
        let (owner, at) = provider(world);
        for trouble in [Trouble::Unreachable, Trouble::TooManyRequests, Trouble::KeyRefused, Trouble::Unintelligible] {
            assert_eq!(checked(world, Err(LookupFailed::Trouble(trouble))), 1, "{trouble}");
            assert_eq!(checked(world, Ok("X")), 0, "not before its time");
            let shown = owner.get(&at).is(200);
            assert_eq!(trust_and_standing(&shown), ("unverified".into(), "unverified".into()));
            assert_eq!(shown.body["identifiers"][0]["trouble"], trouble.word());
            world.clock().advance(SignedDuration::from_mins(30));
        }
    }

    fn a_number_that_the_register_does_not_know_fails_visibly(world) {
        let (owner, at) = provider(world);
        checked(world, Err(LookupFailed::NotOnRegister));
        let failed = owner.get(&at).is(200);
        assert_eq!(trust_and_standing(&failed), ("failed".into(), "failed".into()));
        assert_eq!(failed.body["identifiers"][0]["reason"], "not_on_register");

        let again = json!({"scheme": "GB-COH", "number": "01234567"});
        owner.post(&format!("{at}/identifier-checks"), &again).is(202);
        assert_eq!(checked(world, Ok("AGE WELL LEEDS LTD")), 1);
        assert_eq!(trust_and_standing(&owner.get(&at).is(200)).0, "verified");
        let other = json!({"scheme": "GB-COH", "number": "7654321"});
        owner.post(&format!("{at}/identifier-checks"), &other).is_problem(409, "organisation_no_such_identifier");
        owner.post(&format!("{at}/identifier-checks"), &json!({"scheme": "GB-SC", "number": "1"})).is(422);
    }

    fn one_register_number_has_one_organisation(world) {
        let (owner, at) = provider(world);
        let rival = world.person("Rival");
        let taken = rival.post(PROVIDERS, &details("01234567")).is_problem(409, "organisation_identifier_taken");
        assert_eq!(taken.pointers(), ["/identifiers"]);

        let mut edited = details("7654321");
        edited["name"] = json!("Age Well");
        owner.at_version(1).put(&at, &edited).is(200);
        rival.post(PROVIDERS, &details("01234567")).is(201);
    }

    fn of_rivals_for_a_number_at_once_one_registers(world) {
        let rivals: Vec<Session> = (0..4).map(|number| world.person(&format!("Rival {number}"))).collect();
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let threads: Vec<_> =
                rivals.iter().map(|rival| scope.spawn(move || rival.post(PROVIDERS, &details("1234567")).status)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
        assert!(statuses.iter().all(|status| [201, 409].contains(status)), "{statuses:?}");
    }

    fn edits_need_the_version_that_was_read(world) {
        let (owner, at) = provider(world);
        owner.put(&at, &details("1234567")).is_problem(428, "if_match_required");
        let mut edited = details("1234567");
        edited["about"] = json!("We help at home.");
        assert_eq!(owner.at_version(1).put(&at, &edited).is(200).version(), 2);
        owner.at_version(1).put(&at, &edited).is_problem(412, "stale");
        edited["sector"] = json!(null);
        owner.at_version(2).put(&at, &edited).is_problem(422, "organisation_not_a_provider");
    }

    fn a_small_group_without_a_number_is_vouched_for_by_the_authority_only(world) {
        let owner = world.person("Olga Owner");
        let group = json!({
            "name": "Larkhaugh Neighbours", "sector": "voluntary", "form": "community_group",
            "contact_email": "hello@larkhaugh.example.org",
        });
        let registered = owner.post(PROVIDERS, &group).is(201);
        assert_eq!(registered.body["trust"], "unverified");
        let at = format!("/api/v1/organisations/{}", registered.id());
        let how = json!({"how": "Constitution seen; two trustees called"});
        owner.at_version(1).post(&format!("{at}/voucher"), &how).is_problem(403, "wrong_role");
        let manager = world.of_the_authority(Role::CategoryManager);
        manager.at_version(1).post(&format!("{at}/voucher"), &json!({})).is_problem(422, "invalid_fields");
        assert_eq!(manager.at_version(1).post(&format!("{at}/voucher"), &how).is(200).body["trust"], "vouched");
    }

    fn a_public_body_registers_but_may_hold_no_place(world) {
        let mut body = details("1234567");
        body["sector"] = json!("public_body");
        let registered = world.person("Olga").post(PROVIDERS, &body).is(201);
        assert_eq!(registered.body["may_hold_places"], false);
    }

    fn a_partner_confirms_for_itself(world) {
        let (owner, at) = provider(world);
        let partner = json!({
            "name": "Broadfen Friends", "contact_email": "ailsa@broadfen.example", "sector": "voluntary",
            "form": "charity", "part": "Visits at home",
        });
        let lead = owner.at_version(1).post(&format!("{at}/partners"), &partner).is(200);
        let named = lead.body["partners"][0]["organisation"].as_str().unwrap().to_owned();
        assert!(lead.body["partners"][0]["confirmed_at"].is_null());
        let confirmation = format!("{at}/partners/{named}/confirmation");
        owner.post(&confirmation, &json!({})).is_problem(404, "not_found");

        let ailsa = world.person_at("Ailsa", "ailsa@broadfen.example");
        let link = world.link_mailed_to("ailsa@broadfen.example");
        ailsa.post("/api/v1/invitations/acceptances", &json!({"token": link})).is(200);
        ailsa.post(&confirmation, &json!({})).is(200);
        ailsa.post(&confirmation, &json!({})).is_problem(409, "organisation_partner_already_confirmed");
        assert!(owner.get(&at).is(200).body["partners"][0]["confirmed_at"].is_string());
        owner.delete(&format!("{at}/partners/{named}")).is(200);
        ailsa.post(&confirmation, &json!({})).is_problem(409, "organisation_no_such_partner");
    }

    fn departments_register_from_public_sector_addresses_that_an_administrator_keeps(world) {
        let department = json!({"name": "DVLA", "contact_email": "help@dvla.gov.uk"});
        let jo = world.person_at("Jo", "jo@dvla.gov.uk");
        let register = |who: &Session| who.post("/api/v1/organisations/departments", &department);
        register(&jo).is_problem(422, "organisation_mail_domain_not_admitted");
        admit_gov_uk(world);
        let registered = register(&jo).is(201);
        assert_eq!(registered.body["kind"], "department");
        register(&world.person_at("Mallory", "m@notgov.uk")).is_problem(422, "organisation_mail_domain_not_admitted");

        let team = format!("/api/v1/organisations/{}/invitations", registered.id());
        let outside = json!({"email": "x@example.org", "role": "buyer"});
        jo.post(&team, &outside).is_problem(422, "invitation_mail_domain_not_admitted");
        jo.post(&team, &json!({"email": "x@dvla.gov.uk", "role": "evaluator"})).is(201);
    }

    fn only_an_administrator_keeps_the_mail_domains(world) {
        let rule = json!({"reason": "Test"});
        world.visitor().get("/api/v1/mail-domains").is_problem(401, "sign_in");
        world.of_the_authority(Role::Support).put("/api/v1/mail-domains/gov.uk", &rule).is_problem(403, "wrong_role");
        let administrator = world.of_the_authority(Role::Administrator);
        administrator.put("/api/v1/mail-domains/uk", &rule).is_problem(422, "invalid_fields");
        administrator.put("/api/v1/mail-domains/gov.uk", &rule).is(200);
        administrator.put("/api/v1/mail-domains/GOV.UK", &json!({"reason": "Other", "admits": false})).is(200);
        let listed = administrator.get("/api/v1/mail-domains").is(200);
        assert_eq!(listed.body["items"], json!([{"suffix": "gov.uk", "admits": false, "reason": "Other"}]));
        administrator.delete("/api/v1/mail-domains/gov.uk").is_problem(422, "invalid_fields");
        administrator.delete("/api/v1/mail-domains/gov.uk?reason=A+mistake").is(204);
        administrator.delete("/api/v1/mail-domains/gov.uk?reason=A+mistake").is_problem(404, "not_found");
    }
}
