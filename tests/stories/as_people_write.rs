//! Days, times, numbers and addresses are read as people write them, by every door alike.

use crate::admin_provider::registers;
use stories::{json, story, support};

story! {
    fn opening_hours_are_read_as_people_write_times(world) {
        world.catalogue();
        let jo = world.browser_of(&world.person("Jo"));
        let home = registers(&jo, "Age Well Leeds");
        let list = jo.open(&format!("{}/offerings", home.path)).is(200);
        let begun = jo.send(&list, "/offerings", &[("name", "Help by telephone"), ("channels[]", "telephone")]).is(200);
        let hours = jo.open(&format!("{}/edit/hours", begun.path)).is(200);
        let monday = |opens, closes| [("hours[weekly][0][opens]", opens), ("hours[weekly][0][closes]", closes)];
        for (typed, says) in [
            (monday("9", "5pm"), "Enter 9am or 9pm: 9 alone is read as either"),
            (monday("9am", "teatime"), "Enter a time such as 9:30am, 5pm or 17:00"),
            (monday("9.00", "5.00"), "If it closes in the afternoon, enter 17:00"),
        ] {
            let wrong = jo.send(&hours, "/hours", &typed).is(422).says(says);
            assert!(wrong.html.contains(&format!("value=\"{}\"", typed[0].1)), "what was typed stays");
        }
        let typed = [
            ("hours[weekly][0][opens]", "9.30am"),
            ("hours[weekly][0][closes]", "noon"),
            ("hours[weekly][2][opens]", "1730"),
            ("hours[weekly][2][closes]", "midnight"),
            ("hours[exceptions][0][date]-day", " 24 "),
            ("hours[exceptions][0][date]-month", "Dec"),
            ("hours[exceptions][0][date]-year", "2027"),
        ];
        let _ = jo.send(&hours, "/hours", &typed).is(200);
        let says = jo.open(&format!("{}/publish", begun.path)).is(200);
        let says = says.says("Monday: 09:30 to 12:00").says("Tuesday: 17:30 to 24:00");
        let _ = says.says("24 December 2027: closed");
    }

    fn a_file_has_times_and_days_as_a_spreadsheet_writes_them(world) {
        world.catalogue();
        let (provider, jo) = world.provider("Age Well Leeds");
        let path = format!("/api/v1/organisations/{provider}/offerings/imports");
        let file = "reference,name,channels,phone,hours.weekly.1.day,hours.weekly.1.opens,hours.weekly.1.closes,hours.exceptions.1.date\n\
                    A-1,Help,telephone,441632960100,monday,9:00:00,5pm,24/12/2027\n";
        let sent = |file: &str| jo.send("POST", &path, Some("text/csv"), file.as_bytes());
        let looked = sent(file).is(201);
        let confirmed = format!("/api/v1/offering-imports/{}/confirmation", looked.id());
        jo.at_version(looked.version()).post(&confirmed, &json!({})).is(200);
        let kept = jo.get(&format!("/api/v1/organisations/{provider}/offerings")).is(200);
        let kept = jo.get(&format!("/api/v1/offerings/{}", kept.body["items"][0]["id"].as_str().unwrap())).is(200).body;
        let hours = &kept["support"]["hours"];
        assert_eq!(hours["weekly"]["monday"], json!([{"opens": "09:00", "closes": "17:00"}]));
        assert!(hours["exceptions"].get("2027-12-24").is_some(), "{hours}");
        assert_eq!(kept["support"]["phone"], "01632960100");
        let wrong = sent(&file.replace("9:00:00", "9").replace("/2027", "/27")).is_problem(422, "invalid_fields");
        assert_eq!(wrong.pointers(), ["/2/hours.weekly.1.opens", "/2/hours.exceptions.1.date"]);
        assert!(wrong.text.contains("9am or 9pm") && wrong.text.contains("four figures"), "{}", wrong.text);
    }

    fn a_day_typed_in_words_is_kept_and_half_a_day_is_told_what_it_lacks(world) {
        world.catalogue();
        let (provider, session) = world.provider("Age Well Leeds");
        let offering = session.post(&format!("/api/v1/organisations/{provider}/offerings"), &support()).is(201).id();
        let jo = world.browser_of(&session);
        let safety = jo.open(&format!("/offerings/{offering}/edit/safety")).is(200);
        let policy = |day, month, year| {
            let name = |part: &str| format!("safeguarding[policy_reviewed_on]-{part}");
            [(name("day"), day), (name("month"), month), (name("year"), year)]
        };
        for (typed, says) in [
            (policy("20", "April", "26"), "Enter the year with its four figures"),
            (policy("20", "", "2026"), "The date must include a month"),
            (policy("", "4", ""), "The date must include a day and a year"),
            (policy("31", "sept", "2026"), "Enter a date that exists"),
        ] {
            let mut all = vec![("visits_homes", "yes"), ("safeguarding[lead]", "Coordinator")];
            all.extend(typed.iter().map(|(name, value)| (name.as_str(), *value)));
            let wrong = jo.send(&safety, "/safety", &all).is(422).says(says).does_not_say("2026-12-24");
            for (name, value) in typed.iter().filter(|(_, value)| !value.is_empty()) {
                assert!(wrong.html.contains(&format!("name=\"{name}\" type=\"text\" value=\"{value}\"")), "{name} stays");
            }
        }
        let typed = policy("20", "april", "2026");
        let mut all = vec![("visits_homes", "yes"), ("safeguarding[lead]", "Coordinator")];
        all.extend(typed.iter().map(|(name, value)| (name.as_str(), *value)));
        let _ = jo.send(&safety, "/safety", &all).is(200);
        let kept = session.get(&format!("/api/v1/offerings/{offering}")).is(200).body;
        assert_eq!(kept["support"]["safeguarding"]["policy_reviewed_on"], "2026-04-20");
    }

    fn numbers_and_addresses_are_read_as_they_are_pasted(world) {
        let jo = world.person("Jo");
        let registered = jo.post("/api/v1/organisations/providers", &json!({
            "name": "Age Well Leeds\u{200b}",
            "sector": "voluntary",
            "form": "charity",
            "identifiers": [
                {"scheme": "GB-COH", "number": " sc\u{a0}123 456 "},
                {"scheme": "GB-CHC", "number": "1 053 467 \u{2013} 2"},
            ],
            "contact_email": "\u{a0}Hello@AgeWell.example.org \u{feff}",
            "contact_phone": "\u{202d}(+44) 1632\u{a0}960\u{2011}100\u{202c}",
            "address": {"lines": ["1 High Street"], "town": "Leeds", "postcode": "(ls1-4ap)."},
        }));
        let entry = registered.is(201).body;
        assert_eq!(entry["identifiers"][0]["number"], "SC123456");
        assert_eq!(entry["identifiers"][1]["number"], "1053467-2");
        assert_eq!(entry["contact_email"], "hello@agewell.example.org");
        assert_eq!(entry["contact_phone"], "01632960100");
        assert_eq!(entry["address"]["postcode"], "LS1 4AP");
        assert_eq!(entry["name"], "Age Well Leeds");
    }
}
