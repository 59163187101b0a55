//! The log as people search it: by names, by days as they are written, and by what its rows lead to.

use domain::Role;
use jiff::SignedDuration;
use stories::{json, story};

const LOG: &str = "/authority/log";

/// Numbers of the entries on a page.
fn entries(page: &stories::Shown) -> usize {
    page.html.matches("<tr class=\"govuk-table__row\">").count().saturating_sub(1)
}

story! {
    fn the_log_is_asked_by_names_and_its_rows_lead_to_what_they_name(world) {
        let jo = world.person("Jo Bloggs");
        let details = |name: &str| json!({"name": name, "sector": "private", "contact_email": "hello@example.org"});
        let register = |name: &str| jo.post("/api/v1/organisations/providers", &details(name)).is(201).id();
        let (leeds, york) = (register("Age Well Leeds"), register("Age Well York"));
        world.settle();
        let administrator = world.browser_of(&world.of_the_authority(Role::Administrator));

        let page = administrator.open(&format!("{LOG}?organisation=well+leeds")).is(200);
        let page = page.says("Age Well Leeds").says("Jo Bloggs").does_not_say("Age Well York");
        let page = administrator.open(&page.link("Age Well Leeds")).is(200).says("Age Well Leeds");
        let _ = administrator.open(&page.link("What happened to it, in the log")).is(200).says("Age Well Leeds");

        // A name of several is asked about, and each answer is a link.
        let page = administrator.open(&format!("{LOG}?organisation=Age+Well")).is(422);
        let page = page.says("There is a problem").says("This fits more than one");
        let page = page.says("The business of which of these?").does_not_say("Entries, the newest first");
        let chosen = administrator.open(&page.link("Age Well York")).is(200).says("Age Well York");
        assert!(chosen.words().contains("Entries, the newest first") && !chosen.words().contains("Age Well Leeds"));
        for (field, none) in [
            ("organisation", "No organisation is called so"),
            ("actor", "Nobody has this name or email address"),
            ("subject", "Nothing is called so"),
        ] {
            let page = administrator.open(&format!("{LOG}?{field}=zzz")).is(422).says(none);
            assert!(page.html.contains(&format!("href=\"#{field}\"")), "{}", page.html);
        }

        let me = jo.get("/api/v1/people/me").is(200).body;
        let by_address = administrator.open(&format!("{LOG}?actor={}", me["email"].as_str().unwrap())).is(200);
        let by_name = administrator.open(&format!("{LOG}?actor=jo+bloggs")).is(200).says("Age Well York");
        assert_eq!(entries(&by_address), entries(&by_name));
        let whole = administrator.open(&by_name.link("as CSV")).is(200);
        assert_eq!(whole.html.lines().count(), entries(&by_name) + 1, "{}", whole.html);
        let _ = administrator.open(&format!("{LOG}?actor=seed")).is(200).does_not_say("Jo Bloggs (only");

        // About what: by its name, and by the address of its page.
        let named = administrator.open(&format!("{LOG}?subject=age+well+york")).is(200).says("Age Well York");
        let address = format!("{LOG}?subject=https%3A%2F%2Fexample.org%2Fauthority%2Fproviders%2F{york}");
        assert_eq!(entries(&administrator.open(&address).is(200)), entries(&named));
        assert_eq!(entries(&administrator.open(&format!("{LOG}?subject={leeds}")).is(200)), entries(&named));

        // Their owner reads what is their own, and is told of nobody else's names.
        let owner = world.browser_of(&jo);
        let own = owner.open(LOG).is(200).says("Age Well York");
        assert!(!own.html.contains("/authority/people/"), "{}", own.html);
        let _ = world.provider("Able Web");
        let _ = owner.open(&format!("{LOG}?organisation=Able+Web")).is(422).says("No organisation is called so");
        let _ = owner.open(&format!("{LOG}?actor=Jo")).is(422).says("Nobody has this name");
    }

    fn days_are_typed_as_people_write_them_and_what_is_no_day_is_said_at_its_field(world) {
        let jo = world.person("Jo Bloggs");
        let details = json!({"name": "Age Well", "sector": "private", "contact_email": "hello@example.org"});
        jo.post("/api/v1/organisations/providers", &details).is(201);
        world.clock().advance(SignedDuration::from_hours(48));
        world.settle();
        let administrator = world.browser_of(&world.of_the_authority(Role::Administrator));
        let registered = "Organisation registered";
        // The clock of a story begins on 8 March 2027.
        for (days, found) in [
            ("from=8%2F3%2F2027&to=8+March+2027", true),
            ("from=2027-03-08", true),
            ("from=9th+Mar+2027", false),
            ("to=07.03.2027", false),
            ("to=8%2F03%2F2027", true),
        ] {
            let page = administrator.open(&format!("{LOG}?organisation=Age+Well&{days}")).is(200);
            assert_eq!(page.words().contains(registered), found, "{days}: {}", page.words());
        }
        let page = administrator.open(&format!("{LOG}?from=31%2F2%2F2027&to=tomorrow")).is(422);
        let page = page.says("There is a problem").says("Enter a real day, such as 27/3/2027 or 27 March 2027");
        assert!(page.html.contains("href=\"#from\"") && page.html.contains("href=\"#to\""), "{}", page.html);
        assert!(page.html.contains("value=\"31/2/2027\"") && page.html.contains("value=\"tomorrow\""));
        let turned = administrator.open(&format!("{LOG}?from=9%2F3%2F2027&to=8%2F3%2F2027")).is(422);
        let _ = turned.says("Enter a last day that is not before the first");
    }
}
