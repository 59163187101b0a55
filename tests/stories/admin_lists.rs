//! Lists that the authority looks through: sorted, filtered, page by page and whole; and the mail domains it keeps.

use domain::Role;
use jiff::SignedDuration;
use marketplace::outbox::Letter;
use std::collections::BTreeSet;
use stories::{Browser, Shown, World, story};

/// The links of a list to the pages of its rows, from a page to the last, in order.
fn rows(browser: &Browser, first: &str, below: &str) -> Vec<String> {
    let mut all = vec![];
    let mut page = browser.open(first).is(200);
    loop {
        all.extend(linked(&page, below));
        if !page.words().contains("Next page") {
            return all;
        }
        page = browser.open(&page.link("Next page")).is(200);
    }
}

fn linked(page: &Shown, below: &str) -> Vec<String> {
    let links = page.html.split("<a class=\"govuk-link\" href=\"").skip(1);
    let links = links.filter_map(|link| link.split('"').next());
    links.filter(|path| path.starts_with(below)).map(ToOwned::to_owned).collect()
}

fn posts(world: &World, to: &str, subject: &str) {
    let posted = world.market.write(|work| {
        let to = to.parse().unwrap();
        Ok(work.post(&Letter { to, subject: subject.to_owned(), body: "Read it".to_owned() })?)
    });
    posted.unwrap();
}

story! {
    fn a_list_of_people_has_everyone_once_in_every_order(world) {
        let filled = world.fills_lists(120);
        let administrator = world.browser_of(&world.of_the_authority(Role::Administrator));
        let by_name = rows(&administrator, "/authority/people", "/authority/people/");
        let everyone: BTreeSet<_> = by_name.iter().collect();
        assert!(by_name.len() > 120 && everyone.len() == by_name.len(), "{} of {}", everyone.len(), by_name.len());
        for sort in ["newest", "signed_in"] {
            let sorted = rows(&administrator, &format!("/authority/people?sort={sort}"), "/authority/people/");
            assert_eq!(sorted.iter().collect::<BTreeSet<_>>(), everyone, "{sort}");
            assert_eq!(sorted.len(), by_name.len(), "{sort}");
        }
        let newest = administrator.open("/authority/people?sort=newest&text=person").is(200).says("Registered");
        assert!(newest.words().find("Person 00000") < newest.words().find("Person 00001"));
        let of_department = format!("/authority/people?sort=newest&organisation={}", filled.department);
        assert_eq!(rows(&administrator, &of_department, "/authority/people/").len(), 121, "its manager and buyers");
        // A word that is no order chooses none.
        let _ = administrator.open("/authority/people?sort=body&after=nonsense").is(200).says("Person 00000");
        let csv = administrator.open(&administrator.open("/authority/people?sort=newest&text=person").link("as CSV")).is(200);
        assert_eq!(csv.html.lines().count(), 121);
        assert!(csv.html.lines().nth(1).unwrap().contains("Person 00000"), "{}", csv.html);
    }

    fn a_list_of_organisations_has_each_once_in_every_order_and_part_of_a_name_finds_some(world) {
        let _ = world.fills_lists(60);
        let support = world.browser_of(&world.of_the_authority(Role::Support));
        let of_a_sort = |sort: &str| rows(&support, &format!("/authority/providers?sort={sort}"), "/authority/providers/");
        let (by_name, newest) = (of_a_sort("name"), of_a_sort("newest"));
        assert_eq!((by_name.len(), newest.len()), (61, 61));
        assert_eq!(by_name.iter().collect::<BTreeSet<_>>(), newest.iter().collect());
        let found = support.open("/authority/providers?text=DER+0001").is(200).says("Provider 00019");
        assert_eq!(linked(&found, "/authority/providers/").len(), 10);
        let csv = support.open(&found.link("as CSV")).is(200);
        assert_eq!(csv.html.lines().count(), 11);
        // What is a wildcard to the database is a letter here.
        let _ = support.open("/authority/providers?text=Provider%25").is(200).says("No organisations match what you chose");
        let api = world.of_the_authority(Role::Support);
        api.get("/api/v1/organisations?sort=body").is_problem(422, "invalid_fields");
        api.get("/api/v1/accounts?sort=password").is_problem(422, "invalid_fields");
        api.get("/api/v1/organisations?after=nonsense").is_problem(400, "invalid_cursor");
        api.get("/api/v1/organisations?srot=name").is_problem(400, "invalid_query");
    }

    fn mails_are_found_by_address_organisation_kind_and_day(world) {
        let (provider, owner) = world.provider("Age Well");
        let me = owner.get("/api/v1/people/me").is(200).body["email"].as_str().unwrap().to_owned();
        posts(world, "other@example.org", "To somebody else");
        posts(world, &me, "To its owner");
        world.clock().advance(SignedDuration::from_hours(48));
        posts(world, "jo@example.org", "To its contact");
        let support = world.browser_of(&world.of_the_authority(Role::Support));
        let mails = |query: &str| support.open(&format!("/authority/running?mails=waiting&{query}")).is(200);

        let theirs = mails(&format!("organisation={provider}")).says("To its owner").says("To its contact");
        let _ = theirs.does_not_say("To somebody else");
        let _ = mails("recipient=OTHER%40example.org").says("To somebody else").does_not_say("To its");
        let _ = mails("from=2027-03-09").says("To its contact").does_not_say("To its owner");
        let _ = mails("to=2027-03-08").says("To its owner").does_not_say("To its contact");
        let _ = mails("kind=text").says("No mails here");
        let oldest = mails("sort=oldest");
        assert!(oldest.words().find("To its owner") < oldest.words().find("To its contact"));
        let csv = support.open(&mails(&format!("organisation={provider}&from=2027-03-09")).link("as CSV")).is(200);
        assert!(csv.html.contains("To its contact") && !csv.html.contains("To its owner"), "{}", csv.html);
        let wrong = support.open("/authority/running?recipient=nobody&from=tomorrow").is(422);
        assert!(wrong.html.contains("id=\"recipient-error\"") && wrong.html.contains("id=\"from-error\""), "{}", wrong.html);
        let api = world.of_the_authority(Role::Support);
        api.get("/api/v1/outbox/mails?state=lost").is_problem(422, "invalid_fields");
        api.get("/api/v1/outbox/mails?organisation=0190163d-8694-739b-aea5-966c26f8ad91").is_problem(404, "not_found");
        world.of_the_authority(Role::Assessor).get("/api/v1/outbox/mails/export").is_problem(403, "wrong_role");
    }

    fn nobody_finds_by_an_address_what_was_sent_to_it_in_passing(world) {
        let sent = world.market.write(|work| {
            let letter = Letter {
                to: "friend@example.org".parse().unwrap(),
                subject: "Someone sent you this".to_owned(),
                body: "Read it".to_owned(),
            };
            Ok(work.post_in_passing(&letter)?)
        });
        sent.unwrap();
        let support = world.browser_of(&world.of_the_authority(Role::Support));
        let _ = support.open("/authority/running?mails=waiting").is(200).says("Someone sent you this");
        let by_address = support.open("/authority/running?mails=all&recipient=friend%40example.org").is(200);
        let _ = by_address.says("No mails here");
    }

    fn an_administrator_keeps_the_mail_domains_and_is_told_what_a_removal_means(world) {
        let administrator = world.browser_of(&world.of_the_authority(Role::Administrator));
        let here = "/authority/mail-domains";
        let page = administrator.open(here).is(200).says("There is no rule yet");
        let wrong = administrator.send(&page, here, &[("suffix", "uk"), ("reason", "")]).is(422);
        for field in ["suffix-error", "admits-error", "reason-error"] {
            assert!(wrong.html.contains(&format!("id=\"{field}\"")), "{field}: {}", wrong.html);
        }
        let rule = [("suffix", "gov.uk"), ("admits", "yes"), ("reason", "Government")];
        let page = administrator.send(&wrong, here, &rule).is(200).says("The rule of gov.uk is set").says("Admitted");
        let rule = [("suffix", "parish.gov.uk"), ("admits", "no"), ("reason", "Let to others")];
        let page = administrator.send(&page, here, &rule).is(200).says("Refused");

        let _ = world.person_at("Ann", "ann@dvla.gov.uk");
        let _ = world.person_at("Bob", "bob@parish.gov.uk");
        let removal = administrator.open(&format!("{here}/gov.uk/remove")).is(200);
        let removal = removal.says("1 person").says("Refused: no other rule covers them").says("Who is here already stays");
        let wrong = administrator.send(&removal, "/remove", &[]).is(422);
        assert!(wrong.html.contains("id=\"reason-error\""), "{}", wrong.html);
        let longer = administrator.open(&page.link("Remove the rule of parish.gov.uk")).is(200);
        let longer = longer.says("Admitted, by the rule of gov.uk");
        let done = administrator.send(&longer, "/remove", &[("reason", "They are a council again")]).is(200);
        let _ = done.says("The rule of parish.gov.uk is removed").does_not_say("Let to others");
        let log = world.of_the_authority(Role::Support);
        world.settle();
        let newest = log.get("/api/v1/audit/newest?limit=20").is(200).body["items"].clone();
        let removed = newest.as_array().unwrap().iter().find(|it| it["name"] == "mail_domain.removed").unwrap();
        assert_eq!(removed["facts"]["reason"], "They are a council again");

        let support = world.browser_of(&world.of_the_authority(Role::Support));
        let _ = support.open(here).is(403);
        let _ = administrator.open(&format!("{here}/nowhere.example/remove")).is(404);
    }

    fn conditions_wait_page_by_page_the_longest_first(world) {
        let _ = world.fills_lists(70);
        let decision_maker = world.browser_of(&world.of_the_authority(Role::DecisionMaker));
        let all = rows(&decision_maker, "/authority/conditions", "/marks/");
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 70);
    }

    fn long_lists_of_departments_and_frameworks_go_on_with_a_next_page(world) {
        let filled = world.fills_lists(70);
        world.fills_frameworks(70);
        let manager = world.browser_of(&filled.manager);
        let department = format!("/department/{}", filled.department);
        assert_eq!(rows(&manager, &format!("{department}/services"), &format!("{department}/services/")).len(), 70);
        assert_eq!(rows(&manager, &format!("{department}/directories"), "/directories/").len(), 71);
        let team = format!("/organisation/{}/team", filled.department);
        let page = manager.open(&team).is(200);
        let next = manager.open(&page.link("Next page")).is(200);
        let on = |page: &Shown| page.words().matches("@example.org").count();
        assert_eq!(on(&page) + on(&next), 71);
        let keeper = world.browser_of(&world.of_the_authority(Role::CategoryManager));
        assert_eq!(rows(&keeper, "/authority/frameworks", "/authority/frameworks/").len(), 71);
    }

    fn reports_reviews_changes_and_conditions_are_sorted_and_taken_away_whole(world) {
        let _ = world.fills_lists(60);
        let support = world.of_the_authority(Role::Support);
        let manager = world.of_the_authority(Role::CategoryManager);
        let decision_maker = world.of_the_authority(Role::DecisionMaker);
        for (who, page, below, count) in [
            (&support, "/authority/reports?sort=oldest&state=all", "/authority/reports/", 60),
            (&support, "/authority/reports?sort=newest&wrong=hours", "/authority/reports/", 10),
            (&manager, "/authority/reviews?which=open&sort=due_last", "/authority/reviews/", 60),
            (&manager, "/authority/changes?sort=newest", "/offerings/", 60),
            (&manager, "/authority/changes?sort=oldest", "/offerings/", 60),
            (&decision_maker, "/authority/conditions", "/marks/", 60),
        ] {
            let browser = world.browser_of(who);
            let all = rows(&browser, page, below);
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), count, "{page}");
            let csv = browser.open(&browser.open(page).is(200).link("as CSV")).is(200);
            assert_eq!(csv.html.lines().count(), count + 1, "{page}: {}", csv.html);
        }
        let first = |page: &str| linked(&world.browser_of(&manager).open(page), "/authority/reviews/")[0].clone();
        assert_ne!(first("/authority/reviews?which=open"), first("/authority/reviews?which=open&sort=due_last"));
        let conditions = decision_maker.get("/api/v1/mark-conditions?limit=1").is(200).body;
        assert_eq!(conditions["items"][0]["conditions"][0]["overdue"], true);
        assert!(conditions["next"].is_string(), "{conditions}");
        manager.get("/api/v1/mark-conditions").is_problem(403, "wrong_role");
        support.get("/api/v1/offering-changes/export").is_problem(403, "wrong_role");
        manager.get("/api/v1/reviews/export?sort=body").is_problem(422, "invalid_fields");
        manager.get("/api/v1/reports/export").is_problem(403, "wrong_role");
    }

    fn who_has_an_interest_in_a_provider_does_not_see_its_conditions(world) {
        let _ = world.fills_lists(3);
        let (decision_maker, person) = world.colleague(Role::DecisionMaker);
        let listed = decision_maker.get("/api/v1/mark-conditions").is(200).body["items"].clone();
        let provider = listed[0]["provider"].as_str().unwrap().parse().unwrap();
        assert_eq!(listed.as_array().unwrap().len(), 3);
        world.market.write(|work| Ok(work.remember_conflict(person, provider)?)).unwrap();
        let left = decision_maker.get("/api/v1/mark-conditions").is(200).body["items"].clone();
        assert_eq!(left.as_array().unwrap().len(), 2);
    }

    fn a_table_is_saved_from_a_page_by_whoever_signed_in_there_and_the_api_takes_no_cookie(world) {
        let support = world.browser_of(&world.of_the_authority(Role::Support));
        let path = support.open("/authority/providers?kind=authority").is(200).link("as CSV");
        let saved = support.open(&path).is(200);
        assert!(saved.header("content-disposition").unwrap().contains("organisations.csv"));
        let at_the_api = path.replace("/take-away/", "/api/v1/");
        let _ = support.open(&at_the_api).is(401);
        let _ = world.browser().open(&path).is(401);
        let stranger = world.browser_of(&world.person("Sam"));
        let _ = stranger.open(&path).is(403);
    }
}
