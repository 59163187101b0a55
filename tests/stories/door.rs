//! The door of the app: whatever is asked of a page is answered by a page, and every page can be gone back to.

use domain::Role;
use jiff::SignedDuration;
use marketplace::Clock;
use std::path::Path;
use stories::{Browser, Shown, World, json, story};

/// Every address that the app declares, with the method that it takes: `/marks/{id}`. The sources are read, so that a
/// new page is tried with all of this by itself.
fn addresses() -> Vec<(&'static str, String)> {
    fn within(folder: &Path, found: &mut Vec<(&'static str, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                within(&path, found);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            for (method, mark) in [("GET", "#[get(\""), ("POST", "#[post(\"")] {
                let declared = source.split(mark).skip(1).filter_map(|rest| rest.split_once('"'));
                found.extend(declared.map(|(address, _)| (method, address.to_owned())));
            }
        }
    }
    let mut found = vec![];
    within(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../admin/src")), &mut found);
    assert!(found.len() > 200, "only {} addresses", found.len());
    found
}

/// An address with the same in place of everything that is left open in it.
fn filled(address: &str, with: &str) -> String {
    let mut parts = address.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| whole + with + part.split_once('}').map_or("", |(_, rest)| rest))
}

/// What is not as it should be about a refusal: it is a page, with the header and the navigation of whoever asks.
fn fault(what: &str, shown: &Shown, statuses: &[u16]) -> Option<String> {
    let is_page = ["<main", "<h1", "govuk-service-navigation", "Your account", "Sign out"]
        .iter()
        .all(|part| shown.html.contains(part));
    let is_right = statuses.contains(&shown.status) && (is_page || shown.status < 400);
    (!is_right)
        .then(|| format!("{what}: {} {}", shown.status, shown.words().chars().take(80).collect::<String>()))
}

fn administrator(world: &World) -> Browser {
    world.browser_of(&world.of_the_authority(Role::Administrator))
}

story! {
    fn an_address_of_no_form_is_answered_by_the_page_that_says_so(world) {
        let browser = administrator(world);
        let mut faults = vec![];
        let open = addresses().into_iter().filter(|(_, address)| address.contains('{'));
        for (method, address) in open {
            for strange in ["zz", "-", "7", "0190163d-8694-739b-aea5-966c26f8ad9", "%F0%9F%92%A9", "%20"] {
                let path = filled(&address, strange);
                let shown = if method == "GET" { browser.open(&path) } else { browser.post(&path, "", &[]) };
                // Where any text may stand, what is asked may be there, or be refused by its role or its state.
                faults.extend(fault(&format!("{method} {path}"), &shown, &[200, 400, 403, 404, 409]));
            }
        }
        let not_found = browser.open("/marks/zz").is(404).says("Page not found");
        assert!(not_found.html.contains("href=\"/home\""), "the way on from there");
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    }

    fn an_address_that_is_not_written_as_addresses_are_is_refused_by_a_page(world) {
        let browser = administrator(world);
        let mut faults = vec![];
        let long = "x".repeat(9_000);
        for (method, address) in addresses() {
            let open = address.contains('{');
            for (strange, statuses) in [("%ff", &[400][..]), ("%00", &[400]), ("%zz", &[400]), (&long, &[414])] {
                let (path, asked) = (filled(&address, strange), format!("{}?a={strange}", filled(&address, "zz")));
                for path in if open { vec![path, asked] } else { vec![asked] } {
                    let shown = if method == "GET" { browser.open(&path) } else { browser.post(&path, "", &[]) };
                    let what: String = format!("{method} {path}").chars().take(90).collect();
                    faults.extend(fault(&what, &shown, statuses));
                }
            }
        }
        let _ = browser.open("/authority/frameworks?from=zz%20%C3%A4").is(200);
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    }

    fn what_a_page_does_not_take_is_refused_by_a_page(world) {
        let browser = administrator(world);
        for (method, path, allow) in
            [("PUT", "/home", "GET, HEAD, POST"), ("DELETE", "/marks/zz", "GET, HEAD, POST"), ("POST", "/home", "GET, HEAD")]
        {
            let shown = browser.asks(method, path).is(405).says("Nothing can be sent to this page");
            assert_eq!(shown.header("allow"), Some(allow), "{method} {path}");
            assert!(shown.html.contains("Your account"), "{method} {path}");
        }
        let _ = browser.asks("PUT", "/nothing").is(404).says("Page not found");
        let _ = browser.open("/nothing/here").is(404).says("Page not found");
        let _ = world.browser().open("/nothing/here").is(404).says("Page not found").says("Go to your home page");
    }

    fn what_was_not_done_is_important_and_no_success(world) {
        let manager = world.browser_of(&world.of_the_authority(Role::CategoryManager));
        let page = manager.open("/authority/frameworks").is(200);
        let begun = manager.send(&page, "/authority/frameworks", &[("id", "help-2028"), ("name", "Help")]).is(200);
        assert!(begun.html.contains("govuk-notification-banner--success"), "{}", begun.html);
        let lot = manager.send(&begun, "/lots", &[]).is(200);
        let draft = lot.path.split("/lots").next().unwrap();
        for (preview, says) in [
            ("0", "It cannot be looked at yet"),
            ("agreement", "There is no agreement to look at yet"),
            ("declaration", "There are things to put right"),
        ] {
            let refused = manager.open(&format!("{draft}/preview/{preview}")).is(200).says(says).says("Important");
            assert!(!refused.html.contains("govuk-notification-banner--success"), "{preview}");
            assert!(refused.html.contains("role=\"alert\""), "{preview}: it is heard at once");
            let _ = manager.open(draft).is(200).does_not_say(says);
        }
    }

    fn codes_are_ended_after_a_question_and_the_log_keeps_how_it_was_known_who_asks(world) {
        let jo = world.person("Jo");
        let id = jo.get("/api/v1/people/me").is(200).body["id"].as_str().unwrap().to_owned();
        let secret = jo.post("/api/v1/people/me/two-steps/set-up", &json!({})).is(200).body["secret"].clone();
        let code = marketplace::people::code_at(secret.as_str().unwrap(), world.clock().now()).unwrap();
        jo.put("/api/v1/people/me/two-steps", &json!({"secret": secret, "code": code})).is(204);
        let browser = administrator(world);
        let path = format!("/authority/people/{id}");

        let person = browser.open(&path).is(200);
        assert!(!person.has_form("/end-codes"), "not by one click");
        let asks = browser.open(&person.link("They lost what makes their security codes")).is(200);
        let unsaid = browser.send(&asks, "/end-codes", &[]).is(422).says("Say how you know that it is them who ask");
        let done = browser.send(&unsaid, "/end-codes", &[("because", "called_back")]).is(200);
        let _ = done.says("asks for no security code any more");

        world.settle();
        let log = world.of_the_authority(Role::Administrator).get(&format!("/api/v1/audit/events?subject={id}")).is(200);
        assert!(log.text.contains("called_back"), "{}", log.text);
        assert_eq!(browser.open(&format!("{path}/end-codes")).is(200).path, path, "there is nothing to end any more");
        let support = world.browser_of(&world.of_the_authority(Role::Support));
        let _ = support.open(&format!("{path}/end-codes")).is(403);
    }

    fn a_refused_form_has_an_address_of_its_own_and_is_shown_there_again(world) {
        let jo = world.person("Jo");
        let browser = world.browser_of(&jo);
        let form = browser.open("/register/provider/details").is(200);
        let typed = [("name", "Age Well <Leeds>"), ("sector", "")];
        let refused = browser.send(&form, "/register/provider/details", &typed).is(422);
        assert!(refused.path.starts_with("/register/provider/details?shown="), "{}", refused.path);
        let again = browser.open(&refused.path).is(422).says("There is a problem");
        assert_eq!(again.html, refused.html);
        assert!(again.html.contains("value=\"Age Well &#60;Leeds&#62;\""), "{}", again.html);
        assert_eq!(again.header("cache-control"), Some("no-store"), "no browser keeps what was typed");
        let form = again.form("/register/provider/details");
        assert!(form.fields.iter().any(|(name, _)| name == "_csrf"), "it can be sent again");

        // Nobody else sees it, and the one who typed it no more once they have signed out.
        let other = world.browser_of(&world.person("Mo"));
        let theirs = other.open(&refused.path).is(200).does_not_say("There is a problem");
        assert_eq!(theirs.path, "/register/provider/details");
        let guessed = browser.open("/register/provider/details?shown=guess").is(200);
        assert_eq!(guessed.path, "/register/provider/details");
        let _ = browser.send(&again, "/sign-out", &[]).is(200).says("You have signed out");
        assert!(browser.open(&refused.path).is(200).path.starts_with("/sign-in?next="));
    }

    fn what_is_kept_to_be_shown_again_ends_and_is_forgotten(world) {
        let visitor = world.browser();
        let form = visitor.open("/register").is(200);
        let typed = [("name", ""), ("email", "jo@example.org"), ("password", "walnut copper lantern")];
        let refused = visitor.send(&form, "/register", &typed).is(422);
        assert!(refused.path.starts_with("/register?shown=") && !refused.html.contains("walnut"), "{}", refused.path);
        let _ = visitor.open(&refused.path).is(422);
        let is_over = || world.market.read(|work| Ok(work.has_pages_to_forget()?)).unwrap();
        assert!(!is_over());
        world.clock().advance(SignedDuration::from_secs(3_601));
        assert_eq!(visitor.open(&refused.path).is(200).path, "/register");
        assert!(is_over());
        marketplace::people::tend(&world.market).unwrap();
        assert!(!is_over());
    }

    fn what_is_told_once_and_what_no_browser_goes_to_is_not_kept(world) {
        let browser = world.browser_of(&world.person("Jo"));
        let set_up = browser.open("/account/two-steps").is(200);
        let refused = browser.send(&set_up, "/account/two-steps", &[("code", "000000")]).is(422);
        assert_eq!(refused.path, "/account/two-steps", "the secret is kept nowhere");
        let form = browser.open("/register/provider/details").is(200);
        let token = form.form("/register/provider/details").fields[0].1.clone();
        let from = format!("{}/register/provider/details", world.base());
        for headers in [
            &[][..],
            &[("Referer", "https://elsewhere.example/x")],
            &[("Referer", from.as_str()), ("Sec-Fetch-Mode", "cors")],
        ] {
            let body = format!("name=&_csrf={token}");
            let answered = browser.post("/register/provider/details", &body, headers).is(422);
            assert_eq!(answered.path, "/register/provider/details", "{headers:?}");
        }
    }

    fn what_cannot_be_taken_back_is_asked_first(world) {
        let manager = world.browser_of(&world.of_the_authority(Role::CategoryManager));
        let page = manager.open("/authority/frameworks").is(200);
        let draft = manager.send(&page, "/authority/frameworks", &[("id", "help-2028"), ("name", "Help")]).is(200);
        let lot = manager.send(&draft, "/lots", &[]).is(200);
        let sure = manager.send(&lot, "/lots/0/remove", &[]).is(200).says("Its questions go with it");
        let _ = manager.open(&sure.path).is(200).says("Its questions go with it");
        assert!(manager.open(&draft.path).html.contains("/lots/0"), "nothing is removed yet");
        let _ = manager.send(&sure, "/lots/0/remove", &[]).is(200).says("The lot is removed");
        let draft = manager.open(&draft.path).is(200);
        let sure = manager.send(&draft, "/discard", &[]).is(200).says("Discard this draft");
        let _ = manager.open(&draft.path).is(200);
        assert_eq!(sure.link("Cancel"), draft.path);
        let _ = manager.send(&sure, "/discard", &[]).is(200).says("The draft is discarded");
    }
}
