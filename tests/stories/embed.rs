//! A directory within pages of other sites: for the sites that it names, and for no other.

use super::keys::{issued, manager};
use super::listings::{open_world, published};
use stories::{Session, World, carers, json, story};

const SITE: &str = "https://help.example.gov.uk";
const EMBED: &str = "/api/v1/directories/carers/embed";

/// A directory with a listing, that names a site.
fn named(world: &World) {
    let (provider, jo) = open_world(world);
    published(provider, &jo, |_| {});
    let mut says = carers();
    says["allowed_origins"] = json!([SITE]);
    let keeps = manager(world);
    let version = keeps.get("/api/v1/directories/carers").is(200).version();
    keeps.at_version(version).put("/api/v1/directories/carers", &says).is(200);
    world.settle();
}

/// A browser that shows a page of a site.
fn page_of(world: &World, origin: &str) -> Session {
    world.visitor().with("Origin", origin)
}

story! {
    fn a_page_of_a_named_site_is_answered_and_no_other(world) {
        named(world);
        let page = page_of(world, SITE);
        let about = page.get(EMBED).is(200);
        assert_eq!(about.body["name_cy"], "Help i ofalwyr");
        assert_eq!(about.body["address"], format!("{}/d/carers", world.base()));
        let found = page.get(&format!("{EMBED}/listings?near=LS1+4AP&limit=5")).is(200);
        for answer in [&about, &found] {
            assert_eq!(answer.header("access-control-allow-origin"), Some(SITE));
            assert_eq!(answer.header("vary"), Some("Origin"));
        }
        let open = world.visitor().get("/api/v1/directories/carers/listings?near=LS1+4AP&limit=5");
        assert_eq!(found.text, open.text, "the same answer as the query's");
        let wrong = page.get(&format!("{EMBED}/listings?near=nowhere")).is_problem(400, "invalid_query");
        assert_eq!(wrong.header("access-control-allow-origin"), Some(SITE), "a page reads why");

        let others = ["https://elsewhere.example", "http://help.example.gov.uk", "https://help.example.gov.uk:8443", "null", ""];
        for path in [EMBED.to_owned(), format!("{EMBED}/listings?near=LS1+4AP")] {
            for origin in others {
                let refused = page_of(world, origin).get(&path).is_problem(403, "not_embedded_here");
                assert_eq!(refused.header("access-control-allow-origin"), None, "{origin}");
            }
            world.visitor().get(&path).is_problem(403, "not_embedded_here");
        }
        page.get("/api/v1/directories/nowhere/embed").is_problem(404, "not_found");
    }

    fn a_page_with_a_key_is_counted_and_bounded(world) {
        named(world);
        let draft = json!({"name": "The page", "allowed_origins": [SITE], "quota": {"a_minute": 2, "a_day": 50}});
        let secret = issued(world, &draft).body["secret"].as_str().unwrap().to_owned();
        world.settle();
        let preflight = page_of(world, SITE).with("Access-Control-Request-Headers", "authorization");
        let told = preflight.send("OPTIONS", EMBED, None, &[]).is(204);
        assert_eq!(told.header("access-control-allow-origin"), Some(SITE));
        page_of(world, "https://elsewhere.example").send("OPTIONS", EMBED, None, &[]).is_problem(403, "not_embedded_here");

        let page = page_of(world, SITE).with_token(&secret);
        for _ in 0..2 {
            let found = page.get(&format!("{EMBED}/listings?near=LS1+4AP")).is(200);
            assert_eq!(found.header("access-control-allow-origin"), Some(SITE));
        }
        let spent = page.get(&format!("{EMBED}/listings?near=LS1+4AP")).is_problem(429, "quota_of_minute_spent");
        assert!(spent.header("retry-after").is_some());
        page_of(world, "https://elsewhere.example").with_token(&secret).get(EMBED).is_problem(403, "key_not_for_this_site");
        page_of(world, SITE).get(&format!("{EMBED}/listings?near=LS1+4AP")).is(200);
    }

    fn a_frame_is_for_pages_of_named_sites_in_both_languages(world) {
        named(world);
        for (path, heading) in [("/d/carers/embed", "Find help near you"), ("/d/carers/cy/embed", "Dod o hyd i help")] {
            let page = world.visitor().get(path).is(200);
            let policy = page.header("content-security-policy").unwrap();
            assert!(policy.contains(&format!("frame-ancestors 'self' {SITE}")), "{policy}");
            assert!(page.text.contains(heading) && !page.text.contains("<header"), "{}", page.text);
            let found = world.visitor().get(&format!("{path}?near=LS1+4AP")).is(200);
            assert!(found.text.contains("/listings/") && found.text.contains("target=\"_blank\""), "{}", found.text);
            assert_eq!(world.visitor().get(&format!("{path}?near=")).status, 400);
            let wrong = world.visitor().get(&format!("{path}?near=%3Cscript%3E")).is(400);
            assert!(!wrong.text.contains("<script>"), "{}", wrong.text);
        }
        let whole = world.visitor().get("/d/carers").is(200);
        assert!(whole.header("content-security-policy").unwrap().ends_with("frame-ancestors 'self'"));
        let hosted = world.visitor().with("Host", "carers.example");
        assert!(hosted.get("/embed").is(200).text.contains("action=\"/embed\""));
    }

    fn the_script_is_one_for_all_with_its_words(world) {
        let script = world.visitor().get("/embed/signpost.js").is(200);
        assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
        assert_eq!(script.header("cross-origin-resource-policy"), Some("cross-origin"));
        for words in ["Find help near you", "Dod o hyd i help yn eich ardal", "customElements.define"] {
            assert!(script.text.contains(words), "{words}");
        }
    }
}
