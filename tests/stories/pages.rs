//! The pages of a directory: in its brand, in both languages, for everyone.

use crate::listings::{open_directory, open_world, published};
use domain::offerings::Channel::InPerson;
use stories::{Reply, World, json, offering_step, story};

fn page(world: &World, path: &str) -> Reply {
    world.visitor().get(path)
}

story! {
    fn a_directory_welcomes_in_its_brand_and_in_both_languages(world) {
        open_world(world);
        world.settle();
        let english = page(world, "/d/carers").is(200);
        assert!(english.text.contains("<html lang=\"en\""), "{}", english.text);
        assert!(english.text.contains("People who help carers to use services online."));
        assert!(english.text.contains("href=\"/d/carers/cy\""), "the other language");
        assert_eq!(english.header("referrer-policy"), Some("no-referrer"), "a postcode goes nowhere");
        let welsh = page(world, "/d/carers/cy").is(200);
        assert!(welsh.text.contains("<html lang=\"cy\"") && welsh.text.contains("Help i ofalwyr"), "{}", welsh.text);

        let start = english.text.find("/d/carers/brand.css").unwrap();
        let address = english.text[start..].split('"').next().unwrap();
        let styles = page(world, address).is(200);
        assert!(styles.text.contains("--brand-header-background:#00594f"), "{}", styles.text);
        assert!(styles.header("cache-control").unwrap().contains("immutable"));
        for statement in ["accessibility", "cookies", "privacy"] {
            page(world, &format!("/d/carers/{statement}")).is(200);
            page(world, &format!("/d/carers/cy/{statement}")).is(200);
        }
    }

    fn people_find_help_near_their_postcode_and_read_about_it(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        world.settle();

        let found = page(world, "/d/carers?near=ls1+5ab&utm_source=letter").is(200);
        for said in ["Help near LS1 5AB", "1 result", "Help at the library", "miles away", "Open until 5pm", "In person",
            "Punjabi", "In person (1)"]
        {
            assert!(found.text.contains(said), "{said} in {}", found.text);
        }
        let link = format!("/d/carers/listings/{id}?near=ls1+5ab");
        assert!(found.text.contains(&link), "{link}");

        let entry = page(world, &link).is(200);
        for said in ["1 High Street", "Monday to Tuesday", "9am to 5pm", "Carer&#39;s Allowance", "0.4 miles away", "Back to results"] {
            assert!(entry.text.contains(said), "{said} in {}", entry.text);
        }
        let welsh = page(world, &format!("/d/carers/cy/listings/{id}")).is(200);
        assert!(welsh.text.contains("Help yn y llyfrgell"));
    }

    fn filters_narrow_and_say_how_many_there_would_be(world) {
        let (provider, jo) = open_directory(world);
        world.gives_mark(provider, &[InPerson]);
        world.puts_on_lot(provider, "in-person");
        published(provider, &jo, |_| {});
        published(provider, &jo, |draft| {
            (draft["name"], draft["languages"]) = (json!("Help in the hall"), json!(["en", "ur"]));
        });
        world.settle();
        let all = page(world, "/d/carers?near=LS1+4AP").is(200);
        assert!(all.text.contains("2 results") && all.text.contains("English (2)") && all.text.contains("Urdu (1)"));
        let urdu = page(world, "/d/carers?near=LS1+4AP&language=ur").is(200);
        assert!(urdu.text.contains("1 result") && !urdu.text.contains("Help at the library"), "{}", urdu.text);
        assert!(urdu.text.contains("English (2)"), "the counts say what choosing them would find");
        assert!(urdu.text.contains("href=\"/d/carers?near=LS1+4AP\""), "a way to take the filter away");
    }

    fn a_wrong_postcode_is_said_at_the_field_and_kept(world) {
        open_world(world);
        world.settle();
        for (typed, said) in [
            ("", "Enter a postcode or a town"),
            ("nowhere", "Enter a UK postcode"),
            ("ZE9+9ZZ", "The postcode ZE9 9ZZ is not in use"),
            ("%3Cscript%3E", "Enter a UK postcode"),
        ] {
            let refused = page(world, &format!("/d/carers?near={typed}")).is(400);
            assert!(refused.text.contains(said), "{said} in {}", refused.text);
            assert!(refused.text.contains("<title>Error: ") && refused.text.contains("href=\"#near\""));
            assert!(!refused.text.contains("<script>"), "what was typed is escaped");
        }
        let part = page(world, "/d/carers?near=LS1").is(200);
        assert!(part.text.contains("We used the middle of LS1"), "{}", part.text);
    }

    fn a_page_is_handed_on_by_its_plain_address_and_as_one_would_read_it_aloud(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        world.settle();
        let plain = format!("{}/d/carers/listings/{id}", world.base());

        let entry = page(world, &format!("/d/carers/listings/{id}?near=ls1+5ab")).is(200).text;

        assert!(entry.contains("Share or print this page") && entry.contains(&format!(">{plain}</a>")), "{entry}");
        let mail = entry.split("href=\"mailto:?subject=Help%20at%20the%20library&#38;body=").nth(1).unwrap();
        let mail = mail.split('"').next().unwrap();
        for said in ["1%20High%20Street%2C%20Leeds%2C%20LS1%204AP", "Monday%20to%20Tuesday%2C%209am%20to%205pm", "%0D%0Ahttp%3A%2F%2F"] {
            assert!(mail.contains(said), "{said} in {mail}");
        }
        assert!(!mail.contains("ls1") && !mail.contains('+'), "where the reader is stays with them: {mail}");
        assert!(entry.contains("href=\"sms:?&#38;body=Help%20at%20the%20library%0A"), "{entry}");
        let welsh = page(world, &format!("/d/carers/cy/listings/{id}")).is(200).text;
        assert!(welsh.contains("Anfon hwn drwy neges destun") && welsh.contains("/d/carers/cy/listings/"), "{welsh}");
        let results = page(world, "/d/carers?near=LS1+4AP").is(200).text;
        assert!(results.contains("/d/carers?near=LS1+4AP</a>"), "{results}");
        assert!(!page(world, "/d/carers").is(200).text.contains("Share or print"), "nothing found, nothing to share");
        let port = world.base().rsplit(':').next().unwrap();
        let own = world.visitor().with("Host", &format!("carers.example:{port}"));
        let entry = own.get(&format!("/listings/{id}")).is(200).text;
        assert!(entry.contains(&format!(">http://carers.example:{port}/listings/{id}</a>")), "{entry}");
    }

    fn what_is_gone_says_so_and_what_never_was_too(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        jo.at_version(2).post(&offering_step(&id, "end"), &json!({})).is(200);
        world.settle();
        let gone = page(world, &format!("/d/carers/listings/{id}")).is(404);
        assert!(gone.text.contains("no longer in the directory"), "{}", gone.text);
        page(world, "/d/carers/listings/nonsense").is(404);
        assert!(page(world, "/d/nowhere").is(404).text.contains("Page not found"));
    }

    fn the_front_page_leads_to_every_open_directory_in_both_languages(world) {
        let none = page(world, "/").is(200);
        assert!(none.text.contains("No directory is open yet"), "{}", none.text);
        open_world(world);
        world.settle();
        let front = page(world, "/").is(200);
        assert!(front.text.contains("href=\"/d/carers\"") && front.text.contains("href=\"/cy\""), "{}", front.text);
        let welsh = page(world, "/cy").is(200);
        assert!(welsh.text.contains("href=\"/d/carers/cy\"") && welsh.text.contains("Help i ofalwyr"), "{}", welsh.text);
        for (path, says) in [
            ("/accessibility", "the pages of Signpost itself"),
            ("/cookies", "one cookie"),
            ("/privacy", "we keep nothing"),
            ("/cy/accessibility", "Datganiad hygyrchedd"),
            ("/cy/cookies", "Cwcis"),
            ("/cy/privacy", "Preifatrwydd"),
        ] {
            assert!(page(world, path).is(200).text.contains(says), "{path}");
        }
    }

    fn a_directory_answers_on_its_own_host_from_the_root(world) {
        open_world(world);
        world.settle();
        let own = world.visitor().with("Host", "carers.example");
        let home = own.get("/").is(200);
        assert!(home.text.contains("Carers&#39; help") && home.text.contains("href=\"/cy\""), "{}", home.text);
        assert!(own.get("/cy").is(200).text.contains("Help i ofalwyr"));
        assert!(own.get("/cookies").is(200).text.contains("sets no cookies"));
        own.get("/api/v1/directories/carers/listings").is(200);
    }
}
