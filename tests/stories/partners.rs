//! A lead and its partners: named, confirmed, named in an application, and there wherever it is said who helps where.

use diesel::connection::SimpleConnection;
use domain::Role;
use store::Database;
use stories::{Provider, World, focs_answers, json, story};

/// The lead names a partner by its page. Who that is.
fn named(world: &World, lead: &Provider) -> domain::OrganisationId {
    let jo = world.browser_of(&lead.owner);
    let home = jo.open(&format!("/provider/{}", lead.id)).is(200);
    let page = jo.open(&home.link("Partners")).is(200).says("You have named no partner");
    let typed = [
        ("name", "Broadfen Reading Rooms"),
        ("sector", "voluntary"),
        ("form", "charity"),
        ("part", "It sees people at its three libraries"),
    ];
    let wrong = jo.send(&page, "/partners", &typed).is(422);
    let email = ("contact_email", "hello@broadfen.example.org");
    let page = jo
        .send(&wrong, "/partners", &[email])
        .is(200)
        .says("invited to confirm")
        .says("It has not confirmed yet");
    let _ = jo.send(&page, "/partners", &[typed[0], typed[1], typed[2], typed[3], email]).is(409);
    let [mail] = world.mails_to("hello@broadfen.example.org").try_into().expect("one invitation");
    assert_eq!(mail.subject, "Age Well Leeds names Broadfen Reading Rooms as its partner");
    assert!(mail.body.contains("“It sees people at its three libraries”"), "{}", mail.body);
    let token = world.link_mailed_to("hello@broadfen.example.org");
    let invited = world.visitor().get(&format!("/invitations/{token}")).is(200).text;
    assert!(invited.contains("has named Broadfen Reading Rooms as its partner"), "{invited}");
    let at = format!("/api/v1/organisations/{}", lead.id);
    let partner = lead.owner.get(&at).is(200).body["partners"][0]["organisation"].clone();
    partner.as_str().unwrap().parse().unwrap()
}

story! {
    fn who_helps_in_the_name_of_a_lead_is_named_wherever_it_is_said_who_helps_where(world) {
        world.focs();
        let lead = world.applicant("Age Well Leeds", "voluntary");
        let jo = world.browser_of(&lead.owner);
        let partner = named(world, &lead);
        let begun = lead.owner.post("/api/v1/placements", &json!({"provider": lead.id, "framework": "focs", "lot": "in-person"}));
        let place = begun.is(201).header("location").unwrap().to_owned();
        let page = place.trim_start_matches("/api/v1").to_owned();
        let case = jo.open(&page).is(200).says("Partners None");
        let _ = jo.open(&case.link("Your partners")).is(200).says("None of your partners has confirmed yet");
        let not_yet = lead.owner.changes(&place, &json!({"partners": [partner]}));
        assert_eq!(not_yet.is_problem(422, "placement_not_a_partner").pointers(), ["/partners"]);

        // The partner confirms for itself.
        let theirs = world.member_of(partner, Role::Owner);
        let led = theirs.get(&format!("/api/v1/organisations/{partner}/lead")).is(200);
        assert_eq!(led.body["led_by"]["name"], "Age Well Leeds");
        assert_eq!(led.body["led_by"]["partner"]["part"], "It sees people at its three libraries");
        let nobody = lead.owner.get(&format!("/api/v1/organisations/{}/lead", lead.id)).is(200);
        assert_eq!(nobody.body, json!({}));
        let rival = world.applicant("Home Help York", "private");
        rival.owner.get(&format!("/api/v1/organisations/{partner}/lead")).is_problem(404, "not_found");
        let ailsa = world.browser_of(&theirs);
        let home = ailsa.open(&format!("/provider/{partner}")).is(200);
        let home = home.says("Whom you work with").does_not_say("Apply for the quality mark");
        let asked = ailsa.open(&home.link("Say whether you work with Age Well Leeds")).is(200).says("three libraries");
        let _ = ailsa.send(&asked, &format!("/provider/{partner}/lead"), &[]).is(200).says("You have confirmed").does_not_say("Say whether");
        assert_eq!(world.letters_to(&lead).last().unwrap(), "Broadfen Reading Rooms is your partner");
        let _ = world.browser_of(&world.applicant("Rival", "private").owner).open(&format!("/provider/{partner}/lead")).is(404);

        let choose = jo.open(&format!("{page}/partners")).is(200).says("It sees people at its three libraries");
        let chosen = partner.to_string();
        let _ = jo.send(&choose, "/partners", &[("partners[]", &chosen)]).is(200).says("Partners Broadfen Reading Rooms");
        lead.owner.answers(&place, &json!({"answers": focs_answers()})).is(200);
        lead.owner.does(&place, "submission", &json!({})).is(200);
        let submitted = lead.owner.get(&format!("{place}/submission")).is(200);
        assert_eq!(submitted.body["submission"]["partners"], json!(["Broadfen Reading Rooms"]));

        let manager = world.of_the_authority(Role::CategoryManager);
        let _ = world.browser_of(&manager).open(&page).is(200).says("Partners Broadfen Reading Rooms");
        manager.does(&place, "assessment", &json!({})).is(200);
        manager.does(&place, "acceptance", &json!({"reason": "All answers were good."})).is(200);
        let letters = world.mails_to(&lead.email);
        let accepted = letters.iter().find(|mail| mail.subject.ends_with("is accepted")).unwrap();
        assert!(accepted.body.contains("in your name on this lot: Broadfen Reading Rooms."), "{}", accepted.body);
        let signature = json!({"authority": "Resolution", "name": "Jo Bloggs", "role": "Chair", "confirmed": true});
        lead.owner.does(&place, "signature", &signature).is(200);
        manager.does(&place, "countersignature", &json!({})).is(200);
        let agreement = lead.owner.get(&format!("{place}/agreement")).is(200);
        assert_eq!(agreement.body["agreement"]["partners"], json!(["Broadfen Reading Rooms"]));
        let _ = jo.open(&format!("{page}/agreement")).is(200).says("Partners Broadfen Reading Rooms");

        let scope = json!({"channels": ["in_person"], "partners": [partner]});
        let begun = lead.owner.post("/api/v1/accreditations", &json!({"provider": lead.id, "scope": scope}));
        let _ = jo.open(&format!("/marks/{}", begun.is(201).id())).is(200).says("Every place; with Broadfen Reading Rooms");
    }

    fn a_partnership_that_ended_is_told_before_an_application_is_sent(world) {
        world.focs();
        let lead = world.applicant("Age Well Leeds", "voluntary");
        let partner = named(world, &lead);
        let ailsa = world.member_of(partner, Role::Owner);
        ailsa.post(&format!("/api/v1/organisations/{}/partners/{partner}/confirmation", lead.id), &json!({})).is(200);
        let begun = lead.owner.post("/api/v1/placements", &json!({"provider": lead.id, "framework": "focs", "lot": "in-person"}));
        let place = begun.is(201).header("location").unwrap().to_owned();
        lead.owner.answers(&place, &json!({"answers": focs_answers(), "partners": [partner]})).is(200);
        let browser = world.browser_of(&ailsa);
        let asked = browser.open(&format!("/provider/{partner}/lead")).is(200).says("Confirmed");
        let _ = browser.send(&asked, "/end", &[]).is(200).says("The partnership is ended");
        assert_eq!(world.letters_to(&lead).last().unwrap(), "Broadfen Reading Rooms is not your partner");
        let _ = browser.open(&format!("/provider/{partner}/lead")).is(404);

        let jo = world.browser_of(&lead.owner);
        let page = jo.open(&format!("/provider/{}/apply/focs/in-person", lead.id)).is(200).says("1 thing is left to do");
        let choose = jo.open(&page.link("Choose your partners again")).is(200);
        let _ = jo.send(&choose, "/partners", &[]).is(200).says("Partners None");
        lead.owner.does(&place, "submission", &json!({})).is(200);
    }

    fn a_partner_from_before_an_entry_said_who_named_it_is_asked_on_its_page(world) {
        let lead = world.applicant("Age Well Leeds", "voluntary");
        let partner = named(world, &lead);
        let (aged, up) = match world.database().database() {
            Database::Sqlite(_) => (
                "UPDATE organisations SET body = json_remove(body, '$.named_by')",
                include_str!("../../migrations/sqlite/0146_partners_know_their_lead/up.sql"),
            ),
            Database::Postgres(_) => (
                "UPDATE organisations SET body = (body::jsonb - 'named_by')::text",
                include_str!("../../migrations/postgresql/0146_partners_know_their_lead/up.sql"),
            ),
        };
        let mut connection = world.database().database().connect().unwrap();
        connection.batch_execute(aged).unwrap();
        let ailsa = world.browser_of(&world.member_of(partner, Role::Owner));
        let _ = ailsa.open(&format!("/provider/{partner}")).is(200).does_not_say("Say whether you work with");
        connection.batch_execute(up).unwrap();
        let home = ailsa.open(&format!("/provider/{partner}")).is(200);
        let asked = ailsa.open(&home.link("Say whether you work with Age Well Leeds")).is(200);
        let _ = ailsa.send(&asked, &format!("/provider/{partner}/lead"), &[]).is(200).says("You have confirmed");
        let jo = world.browser_of(&lead.owner);
        let _ = jo.open(&format!("/provider/{}/partners", lead.id)).is(200).says("Confirmed at");
        let _ = jo.open(&format!("/provider/{}/lead", lead.id)).is(404);
    }

    fn who_is_no_partner_is_refused_by_name(world) {
        world.focs();
        let lead = world.applicant("Age Well Leeds", "voluntary");
        let partner = named(world, &lead);
        let begun = lead.owner.post("/api/v1/placements", &json!({"provider": lead.id, "framework": "focs", "lot": "in-person"}));
        let place = begun.is(201).header("location").unwrap().to_owned();
        let names = |partner: domain::OrganisationId| {
            let refused = lead.owner.changes(&place, &json!({"partners": [partner]}));
            refused.is_problem(422, "placement_not_a_partner").body["detail"].as_str().unwrap().to_owned()
        };
        assert!(names(partner).starts_with("Broadfen Reading Rooms has not confirmed"), "{}", names(partner));
        let rival = world.applicant("Rival", "private").id;
        assert!(!names(rival).contains("Rival") && !names(rival).contains(&rival.to_string()), "{}", names(rival));
        let scope = json!({"channels": ["in_person"], "partners": [partner]});
        let refused = lead.owner.post("/api/v1/accreditations", &json!({"provider": lead.id, "scope": scope}));
        let refused = refused.is_problem(422, "accreditation_not_a_partner");
        assert!(refused.body["detail"].as_str().unwrap().starts_with("Broadfen Reading Rooms has not confirmed"));
        assert_eq!(refused.pointers(), ["/scope/partners"]);
    }
}
