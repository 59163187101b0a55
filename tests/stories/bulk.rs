//! Offerings in bulk: out as a file, in as one change.

use crate::admin_provider::registers;
use domain::offerings::OfferingImport;
use domain::{Action, Actor, Role, Worker};
use marketplace::offerings::do_confirmed;
use serde_json::Value;
use stories::{Reply, Session, json, offering_step, story, support};

/// Sends a file of offerings.
fn sends(by: &Session, provider: impl std::fmt::Display, file: &str) -> Reply {
    let path = format!("/api/v1/organisations/{provider}/offerings/imports");
    by.send("POST", &path, Some("text/csv"), file.as_bytes())
}

fn confirms(by: &Session, import: &Reply) -> Reply {
    let path = format!("/api/v1/offering-imports/{}/confirmation", import.id());
    by.at_version(import.version()).post(&path, &json!({}))
}

fn address(import: &Reply) -> String {
    format!("/api/v1/offering-imports/{}", import.id())
}

/// Leaves it to a worker.
fn leaves(by: &Session, import: &Reply) -> Reply {
    let path = format!("{}/confirmation", address(import));
    by.at_version(import.version()).with("Prefer", "respond-async").post(&path, &json!({}))
}

fn exports(by: &Session, provider: impl std::fmt::Display) -> String {
    let file = by.get(&format!("/api/v1/organisations/{provider}/offerings/export")).is(200).text;
    file.trim_start_matches('\u{feff}').to_owned()
}

fn named(name: &str) -> Value {
    let mut draft = support();
    draft["name"] = json!(name);
    draft
}

story! {
    fn what_is_exported_and_sent_back_changes_nothing(world) {
        world.catalogue();
        let (provider, jo) = world.provider("Age Well Leeds");
        let offerings = format!("/api/v1/organisations/{provider}/offerings");
        let mut odd = named("=HYPERLINK(\"https://evil.example\")");
        odd["costs"] = json!([{"kind": "printing", "amount_pence": 20, "per": "page"}, {"kind": "travel"}]);
        odd["reference"] = json!("LDS-014");
        jo.post(&offerings, &odd).is(201);
        let ended = jo.post(&offerings, &named("Ended long ago")).is(201).id();
        jo.at_version(1).post(&offering_step(&ended, "end"), &json!({})).is(200);

        let file = exports(&jo, provider);
        assert!(file.contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\"") || file.contains("'=HYPERLINK"), "{file}");
        assert!(!file.contains("Ended long ago"), "what has ended cannot be changed");
        let looked = sends(&jo, provider, &file).is(201);
        assert_eq!(looked.body["tally"], json!({"begun": 0, "changed": 0, "to_review": 0, "same": 1}));
        assert_eq!(looked.body["rows"], json!([]));
        confirms(&jo, &looked).is_problem(409, "import_changes_nothing");
    }

    fn a_file_begins_and_changes_offerings_once_it_was_looked_at(world) {
        world.catalogue();
        let (provider, jo) = world.provider("Age Well Leeds");
        let offerings = format!("/api/v1/organisations/{provider}/offerings");
        let mut first = named("Help at the library");
        first["reference"] = json!("LDS-001");
        let first = jo.post(&offerings, &first).is(201).id();

        let file = "reference,name,channels,capacity.people_a_week,capacity.wait_days\n\
                    LDS-001,Help at the library,in_person | telephone,25,3\n\
                    LDS-002,Help by telephone,telephone,10,0\n";
        let looked = sends(&jo, provider, file).is(201);
        assert_eq!(looked.body["tally"], json!({"begun": 1, "changed": 1, "to_review": 0, "same": 0}));
        let change = &looked.body["rows"][0]["changes"][0];
        assert_eq!(*change, json!({"field": "capacity.people_a_week", "was": "20", "is": "25"}));
        let before = jo.get(&format!("/api/v1/offerings/{first}")).is(200);
        assert_eq!(before.body["support"]["capacity"]["people_a_week"], 20, "nothing is changed yet");

        let done = confirms(&jo, &looked).is(200);
        assert_eq!(done.body["state"], "done");
        let after = jo.get(&format!("/api/v1/offerings/{first}")).is(200);
        assert_eq!(after.body["support"]["capacity"]["people_a_week"], 25);
        assert_eq!(after.body["support"]["phone"], before.body["support"]["phone"], "a column left out changes nothing");
        let listed = jo.get(&offerings).is(200);
        assert_eq!(listed.body["items"].as_array().unwrap().len(), 2);
        confirms(&jo, &looked).is_problem(412, "stale");
        let again = sends(&jo, provider, file).is(201);
        assert_eq!(again.body["tally"]["same"], 2, "the same file again: its rows are found by their references");

        let history = jo.get(&format!("/api/v1/offerings/{first}/history")).is(200);
        let newest = &history.body["items"][0];
        assert_eq!((&newest["what"], &newest["by"]), (&json!("offering.revised"), &json!("Jo Owner")));
        assert_eq!(newest["changes"][0]["is"], "25");
    }

    fn everything_that_is_wrong_is_told_and_nothing_is_changed(world) {
        world.catalogue();
        let (provider, jo) = world.provider("Age Well Leeds");
        let file = "name,channels,phone,place.name,place.address.lines,place.address.town,place.address.postcode,languages\n\
                    Good,telephone,01632 960100,,,,,en\n\
                    By post,paper,0845 123 4567,,,,,en\n\
                    Nowhere,in_person,,Library,1 High Street,Leeds,ZE9 9ZZ,xx\n";
        let refused = sends(&jo, provider, file).is_problem(422, "invalid_fields");
        let told = ["/3/channels", "/3/phone"];
        assert_eq!(refused.pointers(), told, "{}", refused.text);
        let mended = file.replace("paper,0845 123 4567", "telephone,01632 960100");
        let refused = sends(&jo, provider, &mended).is_problem(422, "invalid_fields");
        assert_eq!(refused.pointers(), ["/4/languages"], "{}", refused.text);
        let mended = mended.replace("ZE9 9ZZ,xx", "ZE9 9ZZ,en");
        let refused = sends(&jo, provider, &mended).is_problem(422, "invalid_fields");
        assert_eq!(refused.pointers(), ["/4/place.address.postcode"], "{}", refused.text);
        let offerings = format!("/api/v1/organisations/{provider}/offerings");
        assert_eq!(jo.get(&offerings).is(200).body["items"], json!([]));

        sends(&jo, provider, "nmae\nA\n").is_problem(422, "invalid_fields");
        sends(&jo, provider, "").is_problem(422, "invalid_fields");
        jo.send("POST", &format!("{offerings}/imports"), Some("text/csv"), b"name\n\xff\xfe\n").is_problem(422, "invalid_fields");
        jo.send("POST", &format!("{offerings}/imports"), Some("application/json"), b"{}").is_problem(415, "not_csv");
        let (_, sam) = world.provider("Silver Surfers York");
        sends(&sam, provider, "name\nTheirs\n").is_problem(404, "not_found");
        sends(&world.visitor(), provider, "name\nTheirs\n").is_problem(401, "sign_in");
        sam.get(&format!("{offerings}/export")).is_problem(404, "not_found");
    }

    fn what_someone_changed_since_it_was_looked_at_is_not_overwritten(world) {
        world.catalogue();
        let (provider, jo) = world.provider("Age Well Leeds");
        let offerings = format!("/api/v1/organisations/{provider}/offerings");
        let id = jo.post(&offerings, &named("Help at the library")).is(201).id();
        let looked = sends(&jo, provider, &format!("id,bring\n{id},A letter\n")).is(201);
        let mut theirs = named("Help at the library");
        theirs["capacity"]["people_a_week"] = json!(99);
        jo.at_version(1).put(&format!("/api/v1/offerings/{id}"), &theirs).is(200);
        confirms(&jo, &looked).is_problem(409, "import_would_do_otherwise");
        let kept = jo.get(&format!("/api/v1/offerings/{id}")).is(200);
        assert_eq!(kept.body["support"]["capacity"]["people_a_week"], 99);
        assert_eq!(kept.body["support"]["bring"], json!(null));
    }

    fn a_reference_is_for_one_offering_and_free_again_when_that_has_ended(world) {
        world.catalogue();
        let (provider, jo) = world.provider("Age Well Leeds");
        let offerings = format!("/api/v1/organisations/{provider}/offerings");
        let mut draft = named("Help at the library");
        draft["reference"] = json!("LDS-001");
        let first = jo.post(&offerings, &draft).is(201).id();
        let refused = jo.post(&offerings, &draft).is_problem(422, "offering_reference_taken");
        assert_eq!(refused.pointers(), ["/reference"]);
        let copy = jo.post(&format!("/api/v1/offerings/{first}/copies"), &json!({})).is(201);
        assert_eq!((&copy.body["state"], &copy.body["support"]["reference"]), (&json!("draft"), &json!(null)));
        jo.at_version(1).post(&offering_step(&first, "end"), &json!({})).is(200);
        jo.post(&offerings, &draft).is(201);
    }

    fn many_rows_are_done_together(world) {
        world.catalogue();
        let (provider, jo) = world.provider("Age Well Leeds");
        let offerings = format!("/api/v1/organisations/{provider}/offerings");
        jo.post(&offerings, &named("Help at the library")).is(201);
        let file = exports(&jo, provider);
        let (first, row) = file.trim_end().split_once('\n').unwrap();
        let id_of = |row: &str| row.split(',').next().unwrap().to_owned();
        let id = id_of(row);
        let mut many = format!("{first}\n");
        for number in 0..1_000 {
            let fresh = row.replace(&id, "").replacen(",,draft,", &format!(",R-{number},draft,"), 1);
            many.push_str(&fresh);
            many.push('\n');
        }
        let looked = sends(&jo, provider, &many).is(201);
        assert_eq!(looked.body["tally"]["begun"], 1_000);
        confirms(&jo, &looked).is(200);
        let again = sends(&jo, provider, &exports(&jo, provider)).is(201);
        assert_eq!(again.body["tally"], json!({"begun": 0, "changed": 0, "to_review": 0, "same": 1_001}));
    }

    fn a_file_is_sent_looked_at_and_done_by_pages(world) {
        world.catalogue();
        let jo = world.browser_of(&world.person("Jo"));
        let home = registers(&jo, "Age Well Leeds");
        let path = format!("{}/offerings/file", home.path);
        let page = jo.open(&path).is(200).says("Download your offerings");
        let _ = jo.send(&page, "/offerings/file", &[]).is(422).says("Choose the file");
        let wrong = jo.hand_in(&page, "/offerings/file", "file", "offerings.csv", b"name,phone\nHelp,0845 123 4567\n").is(422);
        let wrong = wrong.says("Nothing was changed: 1 thing is wrong").says("support is free to the user");
        let looked = jo.hand_in(&wrong, "/offerings/file", "file", "offerings.csv", b"name,channels\nHelp by telephone,telephone\n").is(200);
        let looked = looked.says("Nothing has been changed yet").says("Line 2: Help by telephone");
        let import = looked.path.clone();
        let going = jo.send(&looked, &import, &[]).is(200).says("The file is being imported");
        assert!(going.html.contains("<noscript><meta http-equiv=\"refresh\""), "without script it is shown anew");
        // An impatient second click shows what the first began.
        let _ = jo.send(&looked, &import, &[]).is(200).says("The file is being imported");
        assert!(jo.open(&format!("{import}/progress")).is(200).html.contains("\"goes_on\":true"));
        assert_eq!(do_confirmed(&world.market).unwrap(), 1);
        let _ = jo.open(&import).is(200).says("The file was imported");
        assert!(jo.open(&format!("{import}/progress")).is(200).html.contains("\"goes_on\":false"));
        let list = jo.open(&format!("{}/offerings", home.path)).is(200).says("Help by telephone");
        let offering = list.link("Help by telephone");
        let _ = jo.open(&format!("{offering}/history")).is(200).says("Begun").says("By: Jo");
        let shown = jo.open(&offering).is(200);
        let _ = jo.send(&shown, "/copy", &[]).is(200).says("This is a copy");
        let sam = world.browser_of(&world.person("Sam"));
        let _ = sam.open(&import).is(404);
        let _ = sam.open(&format!("{import}/progress")).is(404);
    }

    fn a_file_that_is_left_to_a_worker_is_done_once_whoever_does_it_and_however_often_it_is_sent(world) {
        world.catalogue();
        let (provider, jo) = world.provider("Age Well Leeds");
        let names = || {
            let listed = jo.get(&format!("/api/v1/organisations/{provider}/offerings")).is(200);
            listed.body["items"].as_array().unwrap().len()
        };
        // Without a name of its own for it, each row would begin an offering each time.
        let file = "name,channels\nHelp by telephone,telephone\n";
        let (first, second) = (sends(&jo, provider, file).is(201), sends(&jo, provider, file).is(201));
        let left = leaves(&jo, &first).is(202);
        assert_eq!((&left.body["state"], left.header("location")), (&json!("confirmed"), Some(&*address(&first))));
        leaves(&jo, &first).is_problem(412, "stale");
        jo.at_version(2).post(&format!("{}/confirmation", address(&first)), &json!({})).is_problem(409, "import_being_done");
        leaves(&jo, &second).is(202);
        assert_eq!(names(), 0, "nothing is done before a worker comes to it");
        // Two nodes at once: one does it, the other finds nothing to do.
        let other = world.another_node();
        let taken_up: usize = std::thread::scope(|scope| {
            let nodes = [&world.market, &other.market];
            let threads: Vec<_> = nodes.map(|market| scope.spawn(|| do_confirmed(market).unwrap())).into();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!((taken_up, names()), (2, 1), "the same file, sent twice, begins one offering");
        let states = [&first, &second].map(|import| jo.get(&address(import)).is(200).body["state"].clone());
        assert!(states.contains(&json!("done")) && states.contains(&json!("not_done")), "{states:?}");
        let not_done = if states[0] == "not_done" { &first } else { &second };
        let told = jo.get(&address(not_done)).is(200);
        assert!(told.body["refusal"].as_str().unwrap().starts_with("This very file was imported"), "{}", told.text);
        leaves(&jo, &told).is_problem(409, "import_not_done");
        // Looked at again, it does again what is seen: that is for whoever looks.
        world.clock().advance(jiff::SignedDuration::from_secs(1));
        let third = sends(&jo, provider, file).is(201);
        assert_eq!(third.body["tally"]["begun"], 1);
        confirms(&jo, &third).is(200);
        assert_eq!(names(), 2);
    }

    fn a_worker_that_is_stopped_leaves_nothing_half_done_and_another_begins_anew(world) {
        world.catalogue();
        let (provider, jo) = world.provider("Age Well Leeds");
        let sent = sends(&jo, provider, "name,channels\nOne,telephone\nTwo,telephone\n").is(201);
        leaves(&jo, &sent).is(202);
        // As if the process had ended after it noted that it begins.
        let id: domain::OfferingImportId = sent.id().parse().unwrap();
        world.market.write(|work| {
            let import: OfferingImport = work.find(id)?;
            let permit = Actor::Worker(Worker::Clerk).may(Action::KeepOfferings, &import)?;
            let now = work.now();
            Ok(work.save(&permit, import.begun(now).unwrap())?)
        }).unwrap();
        let listed = format!("/api/v1/organisations/{provider}/offerings");
        assert_eq!(do_confirmed(&world.market).unwrap(), 0, "someone is at it");
        assert_eq!(jo.get(&listed).is(200).body["items"], json!([]));
        world.clock().advance(jiff::SignedDuration::from_mins(2));
        assert_eq!(do_confirmed(&world.market).unwrap(), 1);
        assert_eq!(jo.get(&listed).is(200).body["items"].as_array().unwrap().len(), 2);
    }

    fn what_is_left_to_a_worker_is_done_with_the_rights_that_its_sender_has_then(world) {
        world.catalogue();
        let (provider, jo) = world.provider("Age Well Leeds");
        let (editor, person) = world.known_member_of(provider, Role::Editor);
        let sent = sends(&editor, provider, "name,channels\nOne,telephone\n").is(201);
        leaves(&editor, &sent).is(202);
        jo.delete(&format!("/api/v1/organisations/{provider}/members/{person}")).is(204);
        assert_eq!(do_confirmed(&world.market).unwrap(), 1);
        let told = jo.get(&address(&sent)).is(200);
        assert_eq!(told.body["state"], "not_done");
        let page = world.browser_of(&jo).open(&format!("/offering-imports/{}", sent.id())).is(200);
        let _ = page.says("The file was not imported").says("Nothing was changed");
    }

    fn every_node_shows_how_far_an_import_is_and_a_worker_that_stopped_leaves_no_number(world) {
        world.catalogue();
        let (provider, jo) = world.provider("Age Well Leeds");
        let rows: String = (1..=1_500).map(|row| format!("Help {row},telephone\n")).collect();
        let sent = sends(&jo, provider, &format!("name,channels\n{rows}")).is(201);
        leaves(&jo, &sent).is(202);
        let id: domain::OfferingImportId = sent.id().parse().unwrap();
        let other = world.another_node();
        let (_, person) = world.known_member_of(provider, Role::Editor);
        let told = || other.market.read(|work| {
            let by = Actor::Person { id: person, memberships: work.memberships_of(person)? };
            marketplace::offerings::import_progress(work, &by, id)
        }).unwrap();
        // Only where another transaction can write while one does, another node can know.
        let is_noted = matches!(world.market.store().database(), store::Database::Postgres(_));
        assert_eq!(told().1, None, "nobody has taken it up");
        let seen = std::thread::scope(|scope| {
            let at_work = scope.spawn(|| do_confirmed(&world.market).unwrap());
            let mut seen = vec![];
            while !at_work.is_finished() {
                seen.extend(told().1);
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            assert_eq!(at_work.join().unwrap(), 1);
            seen
        });
        assert_eq!(!seen.is_empty(), is_noted, "{seen:?}");
        assert!(seen.iter().all(|it| it.of == 1_500 && it.done < 1_500) && seen.is_sorted_by_key(|it| it.done), "{seen:?}");
        assert_eq!((told().0.state.word(), told().1), ("done", None));

        // As if the process had ended while it was at work.
        let again = sends(&jo, provider, "name,channels\nOne,telephone\n").is(201);
        leaves(&jo, &again).is(202);
        let id: domain::OfferingImportId = again.id().parse().unwrap();
        let begun = world.market.write(|work| {
            let import: OfferingImport = work.find(id)?;
            let permit = Actor::Worker(Worker::Clerk).may(Action::KeepOfferings, &import)?;
            let now = work.now();
            Ok(work.save(&permit, import.begun(now).unwrap())?)
        }).unwrap();
        let noted = store::NotedProgress { done: 1, of: 2, noted_at: world.market.clock().now().as_microsecond() };
        world.market.store().note_import_progress((id, begun.version), noted).unwrap();
        let browser = world.browser_of(&jo);
        let page = browser.open(&format!("/offering-imports/{id}")).is(200);
        let _ = if is_noted { page.says("1 of 2 rows are saved") } else { page.says("It is being done") };
        world.clock().advance(jiff::SignedDuration::from_secs(11));
        let _ = browser.open(&format!("/offering-imports/{id}")).is(200).says("It is being done").does_not_say("1 of 2");
        world.clock().advance(jiff::SignedDuration::from_mins(2));
        assert_eq!(do_confirmed(&world.market).unwrap(), 1);
        let _ = browser.open(&format!("/offering-imports/{id}")).is(200).says("The file was imported");
    }
}
