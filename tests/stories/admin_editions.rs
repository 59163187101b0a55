//! A directory's keepers change it by pages: what they change waits, is looked at, published, and can be taken back.

use crate::brands::{keeper, picture};
use stories::{Browser, Shown, World, carers, json, story};

/// The browser of whoever keeps an open directory for carers.
fn browser(world: &World) -> Browser {
    let manager = keeper(world);
    world.settle();
    world.browser_of(&manager)
}

fn change(helen: &Browser, part: &str, typed: &[(&str, &str)]) -> Shown {
    let page = helen.open(&format!("/directories/carers/edit/{part}")).is(200);
    helen.send(&page, &format!("/edit/{part}"), typed)
}

story! {
    fn what_is_changed_waits_until_it_is_published_and_can_come_back(world) {
        let helen = browser(world);
        let shown = change(&helen, "words", &[("name", "Help for carers")]).is(200);
        let shown = shown.says("What you see below is not live yet. It differs in: Name.");
        let _ = world.browser().open("/d/carers").is(200).says("Carers' help");
        let waits = helen.open(&shown.link("Look at the changes")).is(200);
        let waits = waits.says("Carers' help").says("Help for carers").says("Saved by Sam Staff");
        let _ = helen.open(&waits.link("Preview the directory")).is(200).says("Help for carers");

        // A second page is changed on top of the first; the rest of the brand stays.
        let shown = change(&helen, "look", &[("brand[typeface]", "verdana")]).is(200);
        let _ = shown.says("It differs in: Typeface, Name.").says("Verdana");
        let waits = helen.open("/directories/carers/revision").is(200);
        let live = helen.send(&waits, "/revision/publish", &[]).is(200).says("The changes are live");
        world.settle();
        let _ = world.browser().open("/d/carers").is(200).says("Help for carers");
        let stale = helen.send(&waits, "/revision/publish", &[]).is(200);
        let _ = stale.says("Nothing waits any more");

        let editions = helen.open(&live.link("Editions")).is(200).says("Typeface, Name").says("Everything: it is the first");
        let first = helen.open(&editions.link("Edition 1")).is(200).says("Verdana".to_lowercase().as_str());
        let back = helen.send(&first, "/editions/1/restore", &[]).is(200).says("Edition 1 is back");
        let _ = helen.open(&back.link("Editions")).is(200).says("Back to edition 1").says("Edition 3 (now)");
        world.settle();
        let _ = world.browser().open("/d/carers").is(200).says("Carers' help");

        let _ = change(&helen, "words", &[("name", "Never")]).is(200);
        let waits = helen.open("/directories/carers/revision").is(200);
        let sure = helen.send(&waits, "/revision/drop", &[]).is(200).says("What waits to be published is gone");
        let _ = helen.send(&sure, "/revision/drop", &[]).is(200).says("The changes are dropped").does_not_say("Never");
    }

    fn changes_that_waited_while_others_published_are_compared_first(world) {
        let manager = keeper(world);
        let helen = world.browser_of(&manager);
        let _ = change(&helen, "words", &[("name", "Mine")]).is(200);
        let mut theirs = carers();
        theirs["name"] = json!("Theirs");
        manager.at_version(3).put("/api/v1/directories/carers", &theirs).is(200);
        for page in ["edit/words", "edit/links", "logo"] {
            let first = helen.open(&format!("/directories/carers/{page}")).is(200).says("Compare the two, then go on");
            assert_eq!(first.path, "/directories/carers/revision");
        }
        let waits = helen.open("/directories/carers/revision").is(200).says("edition 2 is live");
        assert!(!waits.has_form("/revision/publish"));
        let kept = helen.send(&waits, "/revision/keep", &[]).is(200).says("can be published now").says("Theirs");
        let _ = helen.send(&kept, "/revision/publish", &[]).is(200).says("The changes are live").says("Mine");
    }

    fn links_and_a_phase_are_asked_row_by_row(world) {
        let helen = browser(world);
        let wrong = change(&helen, "links", &[
            ("brand[header_links][0][words]", "Carer's Allowance"),
            ("brand[header_links][0][address]", "javascript:alert(1)"),
            ("brand[phase]", "beta"),
        ]);
        let wrong = wrong.is(422).says("Say where people tell you what is wrong with it");
        for field in ["brand-header_links-0-words_cy", "brand-header_links-0-address", "brand-feedback"] {
            assert!(wrong.html.contains(&format!("href=\"#{field}\"")), "{field} in {}", wrong.html);
        }
        let right = helen.send(&wrong, "/edit/links", &[
            ("brand[header_links][0][words_cy]", "Lwfans Gofalwr"),
            ("brand[header_links][0][address]", "https://www.gov.uk/carers-allowance"),
            ("brand[feedback]", "team@example.org"),
        ]);
        let _ = right.is(200).says("Carer's Allowance / Lwfans Gofalwr").says("Beta, feedback to team@example.org");
        let again = helen.open("/directories/carers/edit/links").is(200).says("Add another link in the header");
        let gone = [
            ("brand[header_links][0][words]", ""),
            ("brand[header_links][0][words_cy]", ""),
            ("brand[header_links][0][address]", ""),
            ("brand[phase]", ""),
        ];
        let _ = helen.send(&again, "/edit/links", &gone).is(200).says("No banner").does_not_say("Lwfans");
    }

    fn a_logo_is_handed_in_with_what_it_says(world) {
        let helen = browser(world);
        let page = helen.open("/directories/carers/logo").is(200).says("An SVG is not taken");
        let svg = helen.hand_in(&page, "/logo", "brand[logo]", "logo.png", "<svg onload='alert(1)'/>").is(422);
        assert!(svg.says("An SVG can hold scripts").html.contains("href=\"#brand-logo\""));
        let silent = helen.hand_in(&page, "/logo", "brand[logo]", "logo.png", picture()).is(422);
        assert!(silent.says("Say what the logo says").html.contains("href=\"#brand-logo_text\""));
        let mut page = page;
        page.html = page.html.replace("name=\"brand[logo_text]\"", "name=\"brand[logo_text]\" value=\"Carers first\"");
        let saved = helen.hand_in(&page, "/logo", "brand[logo]", "logo.gif", picture()).is(200).says("It is saved");
        let start = saved.html.find("/directories/carers/preview/logo/").unwrap();
        let address = saved.html[start..].split('"').next().unwrap();
        assert_eq!(helen.open(address).is(200).header("content-type"), Some("image/png"));
        let _ = world.browser().open("/d/carers").is(200);
        // Other pages leave it as it is.
        let _ = change(&helen, "look", &[("brand[typeface]", "arial")]).is(200);
        let page = helen.open("/directories/carers/logo").is(200);
        let _ = helen.send(&page, "/logo/remove", &[]).is(200).says("Logo None");
    }
}
