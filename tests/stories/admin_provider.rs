//! A provider's pages.

use stories::{Browser, Shown, World, story};

const HERE: &str = "/register/provider";

/// Registers a provider page by page and shows its home page.
pub fn registers(browser: &Browser, name: &str) -> Shown {
    let details = browser.open(HERE).is(200).says("What is your organisation?");
    let typed = [("name", name), ("sector", "voluntary"), ("form", "charity"), ("_go", "on")];
    let contact = browser.send(&details, HERE, &typed).is(200).says("How do we reach it?");
    let typed = [("contact_email", "hello@agewell.example.org"), ("_go", "on")];
    let numbers = browser.send(&contact, HERE, &typed).is(200).says("Which registers is it on?");
    let check = browser.send(&numbers, HERE, &[("_go", "on")]).is(200).says("Check your answers").says(name);
    browser.send(&check, HERE, &[("_go", "on")]).is(200).says(&format!("{name} is registered"))
}

fn jo(world: &World) -> Browser {
    world.browser_of(&world.person("Jo"))
}

story! {
    fn a_provider_registers_page_by_page(world) {
        let browser = jo(world);
        let home = registers(&browser, "Age Well Leeds");
        assert!(home.path.starts_with("/provider/"));
        let _ = home.says("Unverified");
    }

    fn errors_are_told_at_the_top_and_at_the_field_and_what_was_typed_is_kept(world) {
        let browser = jo(world);
        let details = browser.open(HERE);
        let wrong = browser.send(&details, HERE, &[("name", ""), ("sector", "voluntary"), ("_go", "on")]).is(422);
        assert!(wrong.html.contains("<title>Error: "), "{}", wrong.html);
        assert!(wrong.html.contains("href=\"#name\"") && wrong.html.contains("id=\"name-error\""));
        assert!(wrong.html.contains("href=\"#form\""));
        assert_eq!(wrong.form(HERE).fields.iter().find(|(name, _)| name == "sector").unwrap().1, "voluntary");
    }

    fn an_organisation_is_not_there_for_others(world) {
        let home = registers(&jo(world), "Age Well Leeds");
        let sam = world.browser_of(&world.person("Sam"));
        let team = home.path.replace("/provider/", "/organisation/") + "/team";
        for path in [home.path.clone(), team, home.path.replace("/provider/", "/organisation/") + "/details"] {
            let _ = sam.open(&path).is(404).says("Page not found").does_not_say("Age Well");
        }
    }

    fn an_entry_that_someone_else_changed_is_compared_not_lost(world) {
        let browser = jo(world);
        let home = registers(&browser, "Age Well Leeds");
        let details = home.path.replace("/provider/", "/organisation/") + "/details";
        let mine = browser.open(&details).is(200);
        let theirs = browser.open(&details);
        let _ = browser.send(&theirs, "/details", &[("website", "https://theirs.example")]).is(200).says("The entry is saved");
        let both = browser.send(&mine, "/details", &[("website", "https://mine.example")]).is(409);
        let both = both.says("Someone else has changed this").says("https://theirs.example").says("https://mine.example");
        let _ = browser.send(&both, "/details", &[]).is(200).says("The entry is saved");
        assert!(browser.open(&details).html.contains("value=\"https://mine.example"));
    }

    fn an_owner_invites_an_editor_who_makes_an_account_by_it(world) {
        let browser = jo(world);
        let home = registers(&browser, "Age Well Leeds");
        let team = browser.open(&(home.path.replace("/provider/", "/organisation/") + "/team")).is(200);
        let wrong = browser.send(&team, "/team", &[("email", "nowhere")]).is(422);
        assert!(wrong.html.contains("value=\"nowhere\""));
        let invited = browser.send(&team, "/team", &[("email", "kim@example.org"), ("role", "editor")]).is(200);
        let _ = invited.says("We have invited kim@example.org");
        let link = format!("/invitations/{}", world.link_mailed_to("kim@example.org"));
        let kim = world.browser();
        let join = kim.open(&link).is(200).says("Join Age Well Leeds");
        let typed = [("name", "Kim Lee"), ("password", "walnut copper lantern")];
        let joined = kim.send(&join, "/join", &typed).is(200).says("You have joined Age Well Leeds");
        assert_eq!(joined.path, home.path);
        // An editor keeps no team.
        assert!(!kim.open(&team.path).is(200).has_form("/team"));
        let token = joined.form("/sign-out").fields[0].1.clone();
        let _ = kim.post(&team.path, &format!("email=x@example.org&role=editor&_csrf={token}"), &[]).is(403).says("You cannot do this in your role");
    }
}
