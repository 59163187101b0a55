//! Teams: invited, joined, given roles, left, and never without someone who answers.

use domain::Role;
use jiff::SignedDuration;
use stories::{Session, World, json, story};

/// A provider with its owner: the owner and the provider's address.
fn provider(world: &World) -> (Session, String) {
    let owner = world.person_at("Olga Owner", "olga@example.org");
    let details =
        json!({"name": "Age Well", "sector": "private", "contact_email": "hello@agewell.example.org"});
    let id = owner.post("/api/v1/organisations/providers", &details).is(201).id();
    (owner, format!("/api/v1/organisations/{id}"))
}

fn person_id(who: &Session) -> String {
    who.get("/api/v1/people/me").is(200).id()
}

story! {
    fn an_invited_person_joins_in_the_role_they_were_invited_to(world) {
        let (owner, provider) = provider(world);
        let invited = owner.post(&format!("{provider}/invitations"), &json!({"email": "ed@example.org", "role": "editor"}));
        assert_eq!(invited.is(201).body["state"], "open");
        assert!(world.mails_to("ed@example.org")[0].body.contains("Age Well invites you"));
        let link = json!({"token": world.link_mailed_to("ed@example.org")});

        let other = world.person("Other");
        other.post("/api/v1/invitations/acceptances", &link).is_problem(409, "invitation_of_someone_else");
        let ed = world.person_at("Ed Editor", "ed@example.org");
        ed.get(&provider).is_problem(404, "not_found");
        ed.post("/api/v1/invitations/acceptances", &link).is(200);
        ed.post("/api/v1/invitations/acceptances", &link).is_problem(409, "invitation_not_open");

        ed.get(&provider).is(200);
        let members = ed.get(&format!("{provider}/members")).is(200);
        let roles: Vec<_> = members.body["items"].as_array().unwrap().iter().map(|it| it["role"].clone()).collect();
        assert_eq!(roles, [json!("owner"), json!("editor")]);
        // An editor does not manage members.
        let more = json!({"email": "x@example.org", "role": "owner"});
        ed.post(&format!("{provider}/invitations"), &more).is_problem(403, "wrong_role");
    }

    fn someone_without_an_account_makes_one_by_accepting(world) {
        let (owner, provider) = provider(world);
        owner.post(&format!("{provider}/invitations"), &json!({"email": "ed@example.org", "role": "editor"})).is(201);
        let token = world.link_mailed_to("ed@example.org");
        let visitor = world.visitor();
        let accept = |body| visitor.post("/api/v1/invitations/acceptances", &body);
        assert_eq!(accept(json!({"token": token})).is_problem(422, "invalid_fields").pointers(), ["/name", "/password"]);
        accept(json!({"token": "guess", "name": "Ed", "password": "kettle-otter-lamp"})).is_problem(404, "not_found");
        accept(json!({"token": token, "name": "Ed", "password": "kettle-otter-lamp"})).is(200);
        let signed_in = visitor.post("/api/v1/sessions", &json!({"email": "ed@example.org", "password": "kettle-otter-lamp"}));
        let ed = visitor.with_token(signed_in.is(201).body["token"].as_str().unwrap());
        ed.get(&provider).is(200);
    }

    fn an_invitation_ends_by_itself_or_when_it_is_withdrawn(world) {
        let (owner, provider) = provider(world);
        let ed = world.person_at("Ed Editor", "ed@example.org");
        let invitations = format!("{provider}/invitations");
        let invite = || owner.post(&invitations, &json!({"email": "ed@example.org", "role": "editor"})).is(201).id();
        let accept = |token: String| ed.post("/api/v1/invitations/acceptances", &json!({"token": token}));

        let first = invite();
        let link = world.link_mailed_to("ed@example.org");
        ed.delete(&format!("/api/v1/invitations/{first}")).is_problem(404, "not_found");
        owner.delete(&format!("/api/v1/invitations/{first}")).is(204);
        accept(link).is_problem(409, "invitation_not_open");

        owner.post(&invitations, &json!({"email": "late@example.org", "role": "editor"})).is(201);
        let late = json!({
            "token": world.link_mailed_to("late@example.org"), "name": "Late", "password": "kettle-otter-lamp",
        });
        world.clock().advance(SignedDuration::from_hours(14 * 24));
        let refused = world.visitor().post("/api/v1/invitations/acceptances", &late);
        refused.is_problem(409, "invitation_not_open");
    }

    fn the_last_owner_stays_until_another_answers_for_the_provider(world) {
        let (owner, provider) = provider(world);
        let id = person_id(&owner);
        let own = format!("{provider}/members/{id}");
        owner.delete(&own).is_problem(409, "team_last_one_who_answers");
        owner.put(&own, &json!({"role": "editor"})).is_problem(409, "team_last_one_who_answers");
        owner.put(&own, &json!({"role": "assessor"})).is_problem(422, "team_role_not_here");

        owner.post(&format!("{provider}/invitations"), &json!({"email": "ed@example.org", "role": "editor"})).is(201);
        let ed = world.person_at("Ed Editor", "ed@example.org");
        let link = world.link_mailed_to("ed@example.org");
        ed.post("/api/v1/invitations/acceptances", &json!({"token": link})).is(200);
        let eds = format!("{provider}/members/{}", person_id(&ed));
        ed.put(&eds, &json!({"role": "owner"})).is_problem(403, "wrong_role");
        assert_eq!(owner.put(&eds, &json!({"role": "owner"})).is(200).body["role"], "owner");
        owner.delete(&own).is(204);
        owner.get(&provider).is_problem(404, "not_found");
    }

    fn two_owners_who_remove_each_other_at_once_leave_one(world) {
        let (owner, provider) = provider(world);
        let id = provider.rsplit('/').next().unwrap().parse().unwrap();
        let second = world.member_of(id, Role::Owner);
        let (one, two) = (person_id(&owner), person_id(&second));
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let ends = |who: &Session, whom: &str| {
                let (who, at) = (who.clone(), format!("{provider}/members/{whom}"));
                scope.spawn(move || who.delete(&at).status)
            };
            let both = [ends(&owner, &two), ends(&second, &one)];
            both.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(statuses.iter().filter(|status| **status == 204).count(), 1, "{statuses:?}");
        let left = [&owner, &second].map(|who| who.get(&provider).status);
        assert!(left.contains(&200) && left.contains(&404), "{left:?}");
    }

    fn nobody_reaches_into_another_organisation(world) {
        let (_, provider) = provider(world);
        let stranger = world.person("Stranger");
        for path in ["members", "invitations", "api-clients"] {
            stranger.get(&format!("{provider}/{path}")).is_problem(404, "not_found");
        }
        stranger.post(&format!("{provider}/invitations"), &json!({"email": "a@b.cc", "role": "owner"})).is(404);
        let support = world.of_the_authority(Role::Support);
        support.get(&format!("{provider}/members")).is(200);
        support.post(&format!("{provider}/invitations"), &json!({"email": "a@b.cc", "role": "owner"})).is(403);
    }
}
