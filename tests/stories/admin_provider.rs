//! A provider's pages.

use stories::{Browser, Shown, World, story};

const HERE: &str = "/register/provider";

/// Registers a provider page by page and shows its home page.
pub fn registers(browser: &Browser, name: &str) -> Shown {
    let _ = browser.open(HERE).is(200).says("Each page is saved");
    let details = browser.open(&format!("{HERE}/details")).is(200).says("What is your organisation?");
    let typed = [("name", name), ("sector", "voluntary"), ("form", "charity")];
    let contact = browser.send(&details, "/details", &typed).is(200).says("How do we reach it?");
    let typed = [("contact_email", "hello@agewell.example.org")];
    let numbers = browser.send(&contact, "/contact", &typed).is(200).says("Which registers is it on?");
    let check = browser.send(&numbers, "/numbers", &[]).is(200).says("Check your answers").says(name);
    browser.send(&check, "/check", &[]).is(200).says(&format!("{name} is registered"))
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
        let details = browser.open(&format!("{HERE}/details"));
        let wrong = browser.send(&details, "/details", &[("name", ""), ("sector", "voluntary")]).is(422);
        assert!(wrong.html.contains("<title>Error: "), "{}", wrong.html);
        assert!(wrong.html.contains("href=\"#name\"") && wrong.html.contains("id=\"name-error\""));
        assert!(wrong.html.contains("href=\"#form\""));
        // Each is named, and no code of ours is shown.
        let wrong = wrong.says("Name of the organisation: enter something here");
        let none = browser.send(&details, "/details", &[("name", "Age Well")]).is(422);
        let _ = none.says("What is it? Choose one of these").does_not_say("public_undertaking");
        assert_eq!(wrong.form("/details").fields.iter().find(|(name, _)| name == "sector").unwrap().1, "voluntary");
    }

    fn a_registration_that_was_left_is_come_back_to(world) {
        let person = world.person("Jo");
        let jo = world.browser_of(&person);
        let details = jo.open(&format!("{HERE}/details"));
        let typed = [("name", "Age Well Leeds"), ("sector", "voluntary"), ("form", "charity")];
        let _ = jo.send(&details, "/details", &typed).is(200);
        // What is wrong is not kept; what was right before it is.
        let contact = jo.open(&format!("{HERE}/contact")).is(200);
        let lines = jo.send(&contact, "/contact", &[("website", "www.agewell.example.org"), ("address[town]", "Leeds")]).is(422);
        assert!(lines.html.contains("href=\"#address-lines-0\"") && lines.html.contains("id=\"address-lines-0-error\""));

        jo.forget("__Host-signpost");
        let again = world.browser_of(&person);
        let left = again.open(HERE).is(200).says("Completed").says("Not started").says("Continue");
        let _ = again.open(&left.link("Continue")).is(200).says("How do we reach it?");
        // Checked only when every page was saved, and each of them can be changed from there.
        let contact = again.open(&format!("{HERE}/check")).is(200).says("How do we reach it?");
        let numbers = again.send(&contact, "/contact", &[("website", "www.agewell.example.org")]).is(200);
        let check = again.send(&numbers, "/numbers", &[]).is(200).says("Check your answers").says("Age Well Leeds");
        let details = again.open(&format!("{HERE}/details")).is(200);
        let check_again = again.send(&details, "/details", &[("name", "Age Well")]).is(200).says("Check your answers").says("Age Well");
        let _ = again.send(&check_again, "/check", &[]).is(200).says("Age Well is registered");
        // Sent twice, it is one provider; and the next registration begins anew.
        let _ = again.send(&check, "/check", &[]).is(200).says("Welcome");
        let _ = again.open(HERE).is(200).does_not_say("Completed");
        // It is nobody else's.
        let sam = world.browser_of(&world.person("Sam"));
        let _ = sam.open(HERE).is(200).does_not_say("Completed");
    }

    fn leaving_is_asked_before_it_is_done(world) {
        let browser = jo(world);
        let home = registers(&browser, "Age Well Leeds");
        let team = browser.open(&(home.path.replace("/provider/", "/organisation/") + "/team")).is(200);
        let ask = browser.open(&team.link("Leave")).is(200).says("Leave Age Well Leeds").says("Only a new invitation");
        let _ = browser.send(&ask, "/remove", &[]).is(409).says("last owner").says("Leave Age Well Leeds");
        let stranger = world.browser_of(&world.person("Sam"));
        assert!([403, 404].contains(&stranger.open(&ask.path).status));
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
