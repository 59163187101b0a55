//! From nothing to a listing by pages.

use crate::admin_provider::registers;
use domain::offerings::Channel::Telephone;
use domain::{OrganisationId, Role};
use stories::{Browser, Shown, World, carers, json, story};

/// A directory for carers that is open, and FOCS.
fn directory(world: &World) {
    world.catalogue();
    world.focs();
    let (department, manager) = world.department("Department for Everyday Services");
    manager.post(&format!("/api/v1/organisations/{department}/directories"), &carers()).is(201);
    manager.at_version(1).post("/api/v1/directories/carers/publication", &json!({})).is(200);
}

fn provider_of(home: &Shown) -> OrganisationId {
    home.path.trim_start_matches("/provider/").parse().unwrap()
}

/// Begins an offering and gives its path.
fn begins(jo: &Browser, provider: &str, name: &str, channel: &str) -> String {
    let list = jo.open(&format!("{provider}/offerings")).is(200);
    let typed = [("name", name), ("channels[]", channel)];
    jo.send(&list, "/offerings", &typed).is(200).says("It is begun").path
}

/// Writes one page of an offering.
fn writes(jo: &Browser, offering: &str, part: &str, typed: &[(&str, &str)]) -> Shown {
    let page = jo.open(&format!("{offering}/edit/{part}")).is(200);
    jo.send(&page, &format!("/{part}"), typed)
}

fn takes(jo: &Browser, offering: &str, step: &str, typed: &[(&str, &str)]) -> Shown {
    let page = jo.open(&format!("{offering}/{step}")).is(200);
    jo.send(&page, &format!("/{step}"), typed)
}

/// Writes everything that help by telephone needs, following each page to the next.
fn tells_everything(jo: &Browser, offering: &str) {
    let about = jo.open(&format!("{offering}/edit/about")).is(200);
    let services = jo.send(&about, "/about", &[("summary", "A volunteer goes through it with you.")]).is(200);
    let services = services.says("Which services do you help with?");
    let area = jo.send(&services, "/services", &[("services[]", "carers-allowance")]).is(200);
    let area = area.says("Whom do you serve where they are?");
    let typed = [("area[kind]", "local_authorities"), ("area[codes]", "Leeds\nBradford"), ("area[km]", "12")];
    let contact = jo.send(&area, "/area", &typed).is(200).says("How do people reach you?");
    let hours = jo.send(&contact, "/contact", &[("phone", "01632 960100")]).is(200);
    let hours = hours.says("When can people get help?");
    let week = [("hours[weekly][0][opens]", "09:30"), ("hours[weekly][0][closes]", "17:00")];
    let languages = jo.send(&hours, "/hours", &week).is(200).says("In which languages do you help?");
    let typing = jo.send(&languages, "/languages", &[("languages[]", "en")]).is(200).says("Who types?");
    let undertaken =
        [("commitments[checks_understanding]", "yes"), ("commitments[uses_published_information]", "yes")];
    let capacity = jo.send(&typing, "/typing", &undertaken).is(200).says("How many people can you help?");
    let typed = [("capacity[people_a_week]", "20"), ("capacity[wait_days]", "0")];
    let _ = jo.send(&capacity, "/capacity", &typed).is(200).says("Everything that is needed is there");
}

story! {
    fn an_offering_is_written_page_by_page_published_and_seen(world) {
        directory(world);
        let jo = world.browser_of(&world.person("Jo"));
        let home = registers(&jo, "Age Well Leeds");
        let provider = provider_of(&home);
        world.gives_mark(provider, &[Telephone]);
        world.puts_on_lot(provider, "telephone");

        let offering = begins(&jo, &home.path, "Help by telephone", "telephone");
        let _ = jo.open(&home.path).is(200).says("What waits for you").says("Finish and publish “Help by telephone”");
        let early = jo.open(&offering).is(200).says("Not started");
        assert!(early.html.contains(&format!("href=\"{offering}/edit/contact\"")));
        let missing = takes(&jo, &offering, "publish", &[]).is(422).says("Help by telephone needs a number to call");
        assert!(missing.html.contains("href=\"#phone\"") && missing.html.contains("id=\"phone\""));
        let _ = jo.open(&format!("{offering}/listed")).is(200).says("It is not listed").says("is still a draft");

        tells_everything(&jo, &offering);
        let _ = takes(&jo, &offering, "publish", &[]).is(200).says("It is live").says("Leeds").says("09:30 to 17:00");
        world.settle();
        let found = world.browser().open("/d/carers?near=LS1+5AB").is(200).says("Help by telephone");
        let _ = found.says("Age Well Leeds");
        let why = jo.open(&format!("{offering}/listed")).is(200).says("It is listed").says("by telephone");
        let _ = why.says("The provider stands on lot").says("admits it");

        // What is live stays whole: what a further channel needs comes first, and the page leads there.
        let both = [("channels[]", "telephone"), ("channels[]", "web_chat")];
        let chat = writes(&jo, &offering, "channels", &both).is(422).says("the https address at which the chat opens");
        assert_eq!(chat.link("Answer this first: How do people reach you?"), format!("{offering}/edit/contact"));
        let _ = writes(&jo, &offering, "contact", &[("web_chat[url]", "https://chat.example.org/")]).is(200).says("It is saved");
        let waits = writes(&jo, &offering, "channels", &both).is(200).says("It is sent for review");
        let _ = jo.open(&waits.link("See the change")).is(200).says("It adds a channel").says("web_chat");

        let page = jo.open(&format!("{offering}/pause")).is(200);
        let unsaid = jo.send(&page, "/pause", &[("until-day", "1"), ("until-month", "1"), ("until-year", "2020")]).is(422);
        let unsaid = unsaid.says("There is a problem");
        assert!(unsaid.html.contains("href=\"#reason\"") && unsaid.html.contains("value=\"2020\""));
        let past = jo.send(&unsaid, "/pause", &[("reason", "The line is mended")]).is(422);
        let past = past.says("A pause ends on a day after today");
        assert!(past.html.contains("value=\"The line is mended\"") && past.html.contains("href=\"#until\""));
        let open = [("until-day", ""), ("until-month", ""), ("until-year", "")];
        let _ = jo.send(&past, "/pause", &open).is(200).says("It is paused").says("The line is mended");
        world.settle();
        let _ = world.browser().open("/d/carers?near=LS1+5AB").is(200).does_not_say("Help by telephone");
        let _ = jo.open(&format!("{offering}/listed")).is(200).says("The offering is paused.");
        let _ = takes(&jo, &offering, "resume", &[]).is(200).says("It is live again");
        let _ = takes(&jo, &offering, "confirm", &[]).is(200).says("you checked it today");
        let _ = takes(&jo, &offering, "end", &[]).is(200).says("It has ended");
        assert!(!jo.open(&offering).is(200).html.contains("/edit/"));
    }

    fn what_the_policy_refuses_is_told_at_the_field_and_what_was_typed_is_kept(world) {
        world.catalogue();
        let jo = world.browser_of(&world.person("Jo"));
        let home = registers(&jo, "Age Well Leeds");
        let list = jo.open(&format!("{}/offerings", home.path)).is(200);
        let paper = jo.send(&list, "/offerings", &[("name", "By post"), ("channels[]", "paper")]).is(422);
        let paper = paper.says("Paper is not a channel");
        assert!(paper.html.contains("value=\"By post\"") && paper.html.contains("href=\"#channels\""));

        let offering = begins(&jo, &home.path, "Help by telephone", "telephone");
        let typed = [("phone", "0845 123 4567"), ("text_relay", "18001 0113 496 0000")];
        let wrong = writes(&jo, &offering, "contact", &typed).is(422).says("support is free to the user");
        assert!(wrong.html.contains("value=\"0845 123 4567\"") && wrong.html.contains("href=\"#phone\""));
        assert!(wrong.html.contains("id=\"phone-error\"") && wrong.html.contains("value=\"18001 0113 496 0000\""));

        let half = [("hours[weekly][0][opens]", "09:30"), ("hours[weekly][3][closes]", "tea time")];
        let half = writes(&jo, &offering, "hours", &half).is(422).says("Enter a time such as 9:30am");
        assert!(half.html.contains("value=\"09:30\"") && half.html.contains("value=\"tea time\""));
        assert!(half.html.contains("href=\"#hours-weekly-0-closes\"") && half.html.contains("href=\"#hours-weekly-1-opens\""));

        let half = writes(&jo, &offering, "capacity", &[("capacity[people_a_week]", "20")]).is(422);
        assert!(half.html.contains("href=\"#capacity-wait_days\"") && half.html.contains("value=\"20\""));

        let unseen = [("identity_check[supported]", "yes"), ("identity_check[user_is_present]", "yes")];
        let _ = writes(&jo, &offering, "identity", &unseen).is(422).says("to be present and to see the screen");

        let nowhere = [("area[kind]", "local_authorities"), ("area[codes]", "Leeds\nLeads")];
        let nowhere = writes(&jo, &offering, "area", &nowhere).is(422).says("“Leads” is not the name");
        assert!(nowhere.html.contains("Leeds\nLeads"));

        let place = [("place[name]", "Library"), ("place[address][postcode]", "ZE9 9ZZ")];
        let place = writes(&jo, &offering, "place", &place).is(422).says("Enter the building and street");
        assert!(place.html.contains("value=\"ZE9 9ZZ\""));
    }

    fn home_visits_need_safeguarding_and_prices_are_in_pounds(world) {
        world.catalogue();
        let jo = world.browser_of(&world.person("Jo"));
        let home = registers(&jo, "Age Well Leeds");
        let offering = begins(&jo, &home.path, "Help at home", "outreach");
        let _ = writes(&jo, &offering, "safety", &[("visits_homes", "yes")]).is(200);
        let refused = takes(&jo, &offering, "publish", &[]).is(422).says("Home visits need background checks on record");
        assert!(refused.html.contains("id=\"safeguarding-checks\""));
        let day = |name: &'static str, day, month, year| [(name, "day", day), (name, "month", month), (name, "year", year)];
        let policy = day("safeguarding[policy_reviewed_on]", "20", "4", "2026");
        let checked = day("safeguarding[checks][0][checked_on]", "1", "5", "2026");
        let days: Vec<(String, &str)> =
            policy.into_iter().chain(checked).map(|(name, part, value)| (format!("{name}-{part}"), value)).collect();
        let mut typed: Vec<(&str, &str)> = days.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        typed.extend([("safeguarding[lead]", "Coordinator"), ("safeguarding[checks][0][who]", "Volunteer 7")]);
        let half = writes(&jo, &offering, "safety", &typed).is(422);
        assert!(half.html.contains("href=\"#safeguarding-checks-0-reference\"") && half.html.contains("Volunteer 7"));
        let _ = jo.send(&half, "/safety", &[("safeguarding[checks][0][reference]", "001234")]).is(200);
        let _ = jo.open(&format!("{offering}/publish")).says("Volunteer 7: checked on").does_not_say("Home visits need");

        let wrong = writes(&jo, &offering, "price", &[("price[pence]", "a lot"), ("price[per]", "visit")]).is(422);
        assert!(wrong.html.contains("value=\"a lot\"") && wrong.html.contains("href=\"#price-pence\""));
        let _ = jo.send(&wrong, "/price", &[("price[pence]", "32.50")]).is(200);
        assert!(jo.open(&format!("{offering}/edit/price")).html.contains("value=\"32.50\""));
        let _ = writes(&jo, &offering, "costs", &[("costs[0][kind]", "printing"), ("costs[0][amount_pence]", "0.10")]).is(200);
        let _ = jo.open(&format!("{offering}/publish")).says("Printing, £0.10").says("£32.50 for each visit");
    }

    fn what_someone_else_changed_is_compared_not_lost(world) {
        world.catalogue();
        let jo = world.browser_of(&world.person("Jo"));
        let home = registers(&jo, "Age Well Leeds");
        let offering = begins(&jo, &home.path, "Help", "telephone");
        let mine = jo.open(&format!("{offering}/edit/about")).is(200);
        let _ = writes(&jo, &offering, "about", &[("name", "Theirs")]).is(200);
        let both = jo.send(&mine, "/about", &[("name", "Mine")]).is(409).says("Someone else has changed this");
        let _ = both.clone().says("Theirs").says("Mine");
        let _ = jo.send(&both, "/about", &[]).is(200);
        let _ = jo.open(&offering).is(200).says("Mine");
    }

    fn only_the_provider_writes_and_nobody_else_knows(world) {
        world.catalogue();
        let jo = world.browser_of(&world.person("Jo"));
        let home = registers(&jo, "Age Well Leeds");
        let offering = begins(&jo, &home.path, "Help", "telephone");
        let (_, sam) = world.provider("Silver Surfers York");
        let (department, _) = world.department("Department for Everyday Services");
        let evaluator = world.member_of(department, Role::Evaluator);
        let assessor = world.browser_of(&world.of_the_authority(Role::Assessor));
        let paths = [
            offering.clone(),
            format!("{offering}/edit/about"),
            format!("{offering}/publish"),
            format!("{offering}/listed"),
            format!("{}/offerings", home.path),
        ];
        for stranger in [world.browser_of(&sam), world.browser_of(&evaluator)] {
            for path in &paths {
                let _ = stranger.open(path).is(404).does_not_say("Age Well");
            }
            let token = stranger.open("/home").form("/sign-out").fields[0].1.clone();
            let body = format!("name=Mine&_version=1&_csrf={token}");
            let _ = stranger.post(&format!("{offering}/edit/about"), &body, &[]).is(404);
            let _ = stranger.post(&format!("{offering}/publish"), &body, &[]).is(404);
            let _ = stranger.post(&format!("{}/offerings", home.path), &body, &[]).is(404);
        }
        let page = assessor.open(&offering).is(200);
        assert!(!page.html.contains("/edit/") && !page.html.contains("/publish"));
        let _ = assessor.open(&format!("{offering}/edit/about")).is(403).says("You cannot do this in your role");
        let token = page.form("/sign-out").fields[0].1.clone();
        let body = format!("name=Mine&_version=1&_csrf={token}");
        let _ = assessor.post(&format!("{offering}/edit/about"), &body, &[]).is(403);
        let _ = assessor.post(&format!("{offering}/publish"), &body, &[]).is(403);
        for nowhere in ["/edit/nothing", "/edit/partner", "/nothing", "/revise"] {
            let _ = jo.open(&format!("{offering}{nowhere}")).is(404);
        }
        let _ = world.browser().open(&offering).is(200).says("Sign in");
    }
}
