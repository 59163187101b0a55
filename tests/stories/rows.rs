//! Lists in forms: a row more or less by a button, without script, and nothing typed is lost.

use stories::{Browser, Session, World, json, story, support};

fn offered(world: &World) -> (Session, Browser, String) {
    world.catalogue();
    let (provider, session) = world.provider("Age Well Leeds");
    let mut draft = support();
    draft["place"]["address"]["lines"] = json!(["Unit 1", "Old Mill", "2 High Street"]);
    let offering = session.post(&format!("/api/v1/organisations/{provider}/offerings"), &draft).is(201).id();
    let browser = world.browser_of(&session);
    (session, browser, offering)
}

fn kept(session: &Session, offering: &str) -> serde_json::Value {
    session.get(&format!("/api/v1/offerings/{offering}")).is(200).body["support"].clone()
}

story! {
    fn a_row_is_added_and_taken_out_by_buttons_and_kept_only_when_it_is_saved(world) {
        let (session, jo, offering) = offered(world);
        let costs = jo.open(&format!("/offerings/{offering}/edit/costs")).is(200).says("Cost 1").does_not_say("Cost 2");
        let costs = costs.does_not_say("Remove");
        let first = [("costs[0][kind]", "printing"), ("costs[0][amount_pence]", "0.x0"), ("_more", "costs")];
        let two = jo.send(&costs, "/costs", &first).is(200).says("Cost 2").says("Remove cost 1");
        let two = two.does_not_say("There is a problem");
        assert!(two.html.contains("value=\"0.x0\""), "what was typed stays, right or wrong");
        assert_eq!(kept(&session, &offering)["costs"], json!([]), "nothing is kept yet");
        let second = [("costs[1][kind]", "travel"), ("costs[1][note]", "The bus"), ("_more", "costs")];
        let three = jo.send(&two, "/costs", &second).is(200).says("Cost 3");
        assert!(three.html.split("autofocus").nth(1).unwrap().contains("costs[2][kind]"), "the reader is led to the new row");
        let less = jo.send(&three, "/costs", &[("_less", "costs[0]")]).is(200).says("Cost 2").does_not_say("Cost 3");
        assert!(less.html.contains("name=\"costs[0][note]\" type=\"text\" value=\"The bus\""), "the others move up");
        let _ = jo.send(&less, "/costs", &[]).is(200);
        let costs = kept(&session, &offering)["costs"].clone();
        assert_eq!((costs.as_array().unwrap().len(), &costs[0]["note"]), (1, &json!("The bus")));

        let again = jo.open(&format!("/offerings/{offering}/edit/costs")).is(200).says("Remove cost 1");
        let none = jo.send(&again, "/costs", &[("_less", "costs[0]")]).is(200).does_not_say("Remove");
        let _ = jo.send(&none, "/costs", &[]).is(200);
        assert_eq!(kept(&session, &offering)["costs"], json!([]));
    }

    fn what_two_people_do_at_once_is_seen_also_after_a_row_was_added(world) {
        let (session, jo, offering) = offered(world);
        let page = jo.open(&format!("/offerings/{offering}/edit/declines")).is(200);
        let at = format!("/api/v1/offerings/{offering}");
        let mut other = support();
        other["declines"] = json!([{"reason": "A bad line", "alternative": "The library"}]);
        session.at_version(1).put(&at, &other).is(200);
        let typed = [("declines[0][reason]", "Noise"), ("declines[0][alternative]", "A call"), ("_more", "declines")];
        let page = jo.send(&page, "/declines", &typed).is(200).says("Reason 2");
        let both = jo.send(&page, "/declines", &[]).is(409).says("Someone else has changed this").says("A bad line");
        let _ = both.says("Noise");
    }

    fn times_of_a_day_and_days_that_are_otherwise_have_as_many_rows_as_are_asked_for(world) {
        let (session, jo, offering) = offered(world);
        let path = format!("/offerings/{offering}/edit/hours");
        let hours = jo.open(&path).is(200).says("Add another time on Monday").says("Add another day");
        let more = jo.send(&hours, "/hours", &[("_more", "hours[weekly]?day=monday")]).is(200);
        assert_eq!(more.html.matches("value=\"monday\"").count(), 3);
        let name = more.html.split("value=\"monday\"").nth(2).unwrap();
        let row = name.rsplit("hours[weekly][").next().unwrap().split(']').next().unwrap().to_owned();
        let of_row = |part: &str| format!("hours[weekly][{row}][{part}]");
        let (opens, closes) = (of_row("opens"), of_row("closes"));
        let typed = [(opens.as_str(), "7pm"), (closes.as_str(), "9pm"), ("_more", "hours[exceptions]")];
        let more = jo.send(&more, "/hours", &typed).is(200).says("Day 2");
        let more = jo.send(&more, "/hours", &[("_more", "hours[exceptions][0][openings]")]).is(200);
        assert!(more.html.contains("hours[exceptions][0][openings][1][opens]"));
        let day = |part: &str| format!("hours[exceptions][0][date]-{part}");
        let (on, month, year) = (day("day"), day("month"), day("year"));
        let typed = [
            (on.as_str(), "24"),
            (month.as_str(), "12"),
            (year.as_str(), "2027"),
            ("hours[exceptions][0][openings][0][opens]", "9am"),
            ("hours[exceptions][0][openings][0][closes]", "11am"),
            ("hours[exceptions][0][openings][1][opens]", "1pm"),
            ("hours[exceptions][0][openings][1][closes]", "2pm"),
        ];
        let _ = jo.send(&more, "/hours", &typed).is(200);
        let hours = kept(&session, &offering)["hours"].clone();
        assert_eq!(hours["weekly"]["monday"][1], json!({"opens": "19:00", "closes": "21:00"}));
        assert_eq!(hours["exceptions"]["2027-12-24"]["openings"].as_array().unwrap().len(), 2, "{hours}");
    }

    fn the_record_for_home_visits_is_asked_of_who_visits_and_dropped_of_who_does_not(world) {
        let (session, jo, offering) = offered(world);
        let path = format!("/offerings/{offering}/edit/safety");
        let page = jo.open(&path).is(200);
        let revealed = page.html.split("id=\"conditional-visits_homes\"").nth(1).expect("the record is revealed by yes");
        assert!(revealed.contains("safeguarding[lead]") && revealed.contains("_more"));
        let half = [("visits_homes", "yes"), ("safeguarding[lead]", "Coordinator"), ("safeguarding[checks][0][who]", "Staff 7")];
        let wrong = jo.send(&page, "/safety", &half).is(422).says("There is a problem");
        let _ = jo.send(&wrong, "/safety", &[("visits_homes", "no")]).is(200).does_not_say("There is a problem");
        let support = kept(&session, &offering);
        assert_eq!((&support["visits_homes"], support.get("safeguarding").unwrap_or(&json!(null))), (&json!(false), &json!(null)));
    }

    fn an_address_of_more_lines_than_a_form_begins_with_keeps_them(world) {
        let (session, jo, offering) = offered(world);
        let page = jo.open(&format!("/offerings/{offering}/edit/place")).is(200).says("Address line 3 (optional)");
        let _ = jo.send(&page, "/place", &[("place[directions]", "By the lift")]).is(200);
        let place = kept(&session, &offering)["place"].clone();
        assert_eq!(place["address"]["lines"], json!(["Unit 1", "Old Mill", "2 High Street"]));
        assert_eq!(place["directions"], "By the lift");
    }

    fn register_numbers_are_added_while_registering_and_afterwards(world) {
        let jo = world.browser_of(&world.person("Jo"));
        let page = jo.open("/register/provider/numbers").is(200).does_not_say("Register number 2");
        let typed = [("identifiers[0][scheme]", "GB-CHC"), ("identifiers[0][number]", "1 234"), ("_more", "identifiers")];
        let page = jo.send(&page, "/numbers", &typed).is(200).says("Register number 2").does_not_say("There is a problem");
        assert!(page.html.contains("value=\"1 234\""));
        let _ = jo.open("/register/provider").is(200).does_not_say("Completed");

        let (provider, session) = world.provider("Able Web");
        let sam = world.browser_of(&session);
        let page = sam.open(&format!("/organisation/{provider}/details")).is(200);
        let page = sam.send(&page, "/details", &[("about", "We help."), ("_more", "identifiers")]).is(200);
        let _ = page.says("We help.").says("Register number 2").does_not_say("There is a problem");
    }
}
