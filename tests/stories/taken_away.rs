//! Lists taken away whole from their pages, by those who may read them and by nobody else, without what is secret.

use super::keys::{issued, manager};
use super::listings::open_world;
use domain::Role;
use serde_json::Value;
use stories::{World, json, story};

/// What the API hands over, as NDJSON.
fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn admits(world: &World) {
    let administrator = world.of_the_authority(Role::Administrator);
    let rule = json!({"reason": "=HYPERLINK(\"x\")"});
    administrator.put("/api/v1/mail-domains/gov.uk", &rule).is(200);
    let rule = json!({"admits": false, "reason": "Let to others"});
    administrator.put("/api/v1/mail-domains/parish.gov.uk", &rule).is(200);
}

story! {
    fn a_department_takes_its_directories_and_team_away_and_others_do_not(world) {
        let filled = world.fills_lists(600);
        let at = format!("/api/v1/organisations/{}", filled.department);
        for (list, count, first) in [("directories", 601, "id"), ("members", 601, "person")] {
            let path = format!("{at}/{list}/export?format=ndjson");
            let whole = rows(&filled.manager.get(&path).is(200).text);
            let each: std::collections::BTreeSet<_> = whole.iter().map(|row| row[first].to_string()).collect();
            assert_eq!((whole.len(), each.len()), (count, count), "{list}: more than are read at a time");
            filled.owner.get(&path).is_problem(404, "not_found");
            world.visitor().get(&path).is_problem(401, "sign_in");
        }
        let nobody = "/api/v1/organisations/0190163d-8694-739b-aea5-966c26f8ad91";
        let support = world.of_the_authority(Role::Administrator);
        for list in ["members", "directories"] {
            support.get(&format!("{nobody}/{list}/export")).is_problem(404, "not_found");
        }
        let browser = world.browser_of(&filled.manager);
        for page in [format!("/department/{}/directories", filled.department), format!("/organisation/{}/team", filled.department)] {
            let saved = browser.open(&browser.open(&page).is(200).link("as CSV")).is(200);
            assert_eq!(saved.html.lines().count(), 602, "{page}");
        }
    }

    fn keys_are_taken_away_without_their_secrets(world) {
        open_world(world);
        let origins = json!(["https://www.example.org", "https://help.example.org"]);
        let one = issued(world, &json!({"name": "Bereavement service", "allowed_origins": origins}));
        let other = issued(world, &json!({"name": "=Blue badge", "ends_on": "2027-12-31"}));
        let at = "/api/v1/directories/carers/keys/export";
        let keeps = manager(world);
        let whole = keeps.get(&format!("{at}?format=ndjson")).is(200).text;
        assert_eq!(rows(&whole).iter().map(|row| row["works"] == true).collect::<Vec<_>>(), [true, true]);
        let csv = keeps.get(at).is(200).text;
        assert!(csv.contains("'=Blue badge") && csv.contains("2027-12-31"), "{csv}");
        for secret in [one, other].map(|reply| reply.body["secret"].as_str().unwrap().to_owned()) {
            for text in [&whole, &csv] {
                assert!(!text.contains(&secret[4..]) && !text.contains("secret"), "{text}");
            }
        }
        let browser = world.browser_of(&keeps);
        let page = browser.open("/directories/carers/keys").is(200);
        assert_eq!(browser.open(&page.link("as CSV")).is(200).html.lines().count(), 3);
        world.provider("Age Well").1.get(at).is_problem(404, "not_found");
        world.visitor().get(at).is_problem(401, "sign_in");
    }

    fn a_list_of_keys_goes_on_with_a_next_page(world) {
        open_world(world);
        for number in 0..52 {
            issued(world, &json!({"name": format!("Service {number:02}")}));
        }
        let browser = world.browser_of(&manager(world));
        let page = browser.open("/directories/carers/keys").is(200).says("Service 51").does_not_say("Service 01");
        let _ = browser.open(&page.link("Next page")).is(200).says("Service 01").says("Service 00").does_not_say("Service 02");
    }

    fn mail_domains_are_taken_away_by_who_keeps_them(world) {
        admits(world);
        let at = "/api/v1/mail-domains/export";
        let administrator = world.of_the_authority(Role::Administrator);
        let csv = administrator.get(at).is(200).text;
        assert_eq!(csv, "suffix,admits,reason\ngov.uk,true,\"'=HYPERLINK(\"\"x\"\")\"\nparish.gov.uk,false,Let to others\n");
        let browser = world.browser_of(&administrator);
        let page = browser.open("/authority/mail-domains").is(200);
        assert_eq!(browser.open(&page.link("as CSV")).is(200).html, csv);
        world.of_the_authority(Role::Support).get(at).is_problem(403, "wrong_role");
    }
}
