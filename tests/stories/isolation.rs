//! Directories with different admission: by no public way does one show anything of what only the other admits.

use crate::listings::{open_world, published};
use domain::Role;
use stories::{Session, World, carers, json, story};

/// What a directory admits, and what it must never show.
struct Side {
    slug: &'static str,
    host: &'static str,
    own: String,
    foreign: String,
    /// Words, a service and a language that only the foreign listing has.
    foreign_words: [&'static str; 2],
    own_service: &'static str,
    foreign_service: &'static str,
    foreign_language: &'static str,
}

/// A directory for drivers that is open.
pub(crate) fn open_drivers(world: &World) {
    let (department, manager) = world.department("Department for Roads");
    let mut drivers = carers();
    drivers["slug"] = json!("drivers");
    drivers["hosts"] = json!(["drivers.example"]);
    drivers["admits"] = json!({"clusters": ["driving"]});
    manager.post(&format!("/api/v1/organisations/{department}/directories"), &drivers).is(201);
    manager.at_version(1).post("/api/v1/directories/drivers/publication", &json!({})).is(200);
}

/// A directory for drivers beside the one for carers, with a listing each.
fn two_sides(world: &World) -> [Side; 2] {
    let (provider, jo) = open_world(world);
    open_drivers(world);
    let of_carers = published(provider, &jo, |draft| {
        draft["name"] = json!("Respite hour");
        draft["name_cy"] = json!("Awr o seibiant");
    });
    let of_drivers = published(provider, &jo, |draft| {
        draft["name"] = json!("Toll desk");
        draft["name_cy"] = json!("Desg tollau");
        draft["services"] = json!(["vehicle-tax"]);
        draft["languages"] = json!(["en", "ur"]);
    });
    world.settle();
    [
        Side {
            slug: "carers",
            host: "carers.example",
            own: of_carers.clone(),
            foreign: of_drivers.clone(),
            foreign_words: ["Toll desk", "Desg tollau"],
            own_service: "carers-allowance",
            foreign_service: "vehicle-tax",
            foreign_language: "ur",
        },
        Side {
            slug: "drivers",
            host: "drivers.example",
            own: of_drivers,
            foreign: of_carers,
            foreign_words: ["Respite hour", "Awr o seibiant"],
            own_service: "vehicle-tax",
            foreign_service: "carers-allowance",
            foreign_language: "pa",
        },
    ]
}

/// Where a directory's pages are, with who asks there: by its short name and by its own host, in both languages.
fn doors(world: &World, side: &Side) -> Vec<(Session, String)> {
    let (named, hosted) = (format!("/d/{}", side.slug), world.visitor().with("Host", side.host));
    vec![
        (world.visitor(), named.clone()),
        (world.visitor(), format!("{named}/cy")),
        (hosted.clone(), String::new()),
        (hosted, "/cy".to_owned()),
    ]
}

fn shows_nothing_foreign(side: &Side, path: &str, text: &str) {
    for foreign in side.foreign_words.iter().chain([&side.foreign.as_str()]) {
        // What was asked for is said again in the form; what was found is not.
        let asked = path.contains(foreign);
        assert!(asked || !text.contains(foreign), "{} shows {foreign} at {path}: {text}", side.slug);
    }
}

story! {
    fn no_page_of_a_directory_shows_what_only_another_admits(world) {
        for side in two_sides(world) {
            for (visitor, base) in doors(world, &side) {
                let entry = |id: &str| format!("{base}/listings/{id}");
                visitor.get(&entry(&side.own)).is(200);
                let gone = visitor.get(&entry(&side.foreign)).is(404);
                assert!(side.foreign_words.iter().all(|words| !gone.text.contains(words)), "{}", gone.text);
                visitor.get(&format!("{}/report", entry(&side.own))).is(200);
                visitor.get(&format!("{}/report", entry(&side.foreign))).is(404);
                let kind = Some("application/x-www-form-urlencoded");
                visitor.send("POST", &format!("{}/report", entry(&side.foreign)), kind, b"wrong=hours").is(404);
                for (page, form) in [("send", "by=email&email=sam%40example.org"), ("letter", "address=Sam"), ("sent", "")] {
                    let (own, foreign) = (format!("{}/{page}", entry(&side.own)), format!("{}/{page}", entry(&side.foreign)));
                    shows_nothing_foreign(&side, &own, &visitor.get(&own).is(200).text);
                    visitor.get(&foreign).is(404);
                    if !form.is_empty() {
                        visitor.send("POST", &foreign, kind, form.as_bytes()).is(404);
                    }
                }
                shows_nothing_foreign(&side, &entry(&side.own), &visitor.get(&entry(&side.own)).is(200).text);
                let service = |slug: &str| format!("{base}/services/{slug}");
                visitor.get(&service(side.foreign_service)).is(404);
                let own = service(side.own_service);
                shows_nothing_foreign(&side, &own, &visitor.get(&own).is(200).text);
                for query in ["", "?near=LS1+4AP", "?near=LS1+4AP&before=YO1+9QL&open_at=now"] {
                    let path = format!("{base}/agent{query}");
                    let page = visitor.get(&path).is(200).text;
                    shows_nothing_foreign(&side, &path, &page);
                    assert!(!page.contains(side.foreign_service), "not even to choose: {page}");
                    assert_eq!(page.contains(&side.own), !query.is_empty(), "its own is there: {path}");
                }
                let path = format!("{base}/agent?near=LS1+4AP&service={}", side.foreign_service);
                assert!(!visitor.get(&path).text.contains("/listings/"), "a service asked for all the same");

                let home = if base.is_empty() { "/" } else { &base };
                for query in ["", "?limit=100", "?near=LS1+4AP", "?near=LS1+4AP&channel=in_person"] {
                    let path = format!("{home}{query}");
                    let page = visitor.get(&path).is(200).text;
                    shows_nothing_foreign(&side, &path, &page);
                    assert_eq!(page.contains(&side.own), !query.is_empty(), "its own is there when one asks: {path}");
                }
                let path = format!("{home}?near=LS1+4AP&language={}", side.foreign_language);
                let none = visitor.get(&path).is(200).text;
                assert!(!none.contains("/listings/"), "{none}");
                let both = format!("{base}/shortlist?id={}&id={}", side.own, side.foreign);
                let list = visitor.get(&both).is(200).text;
                assert!(list.contains(&side.own) && !list.contains(&side.foreign), "{list}");
                assert!(side.foreign_words.iter().all(|words| !list.contains(words)), "{list}");
                if !base.ends_with("/cy") {
                    for file in ["sitemap.xml", "sitemap/1.xml", "robots.txt"] {
                        let path = format!("{base}/{file}");
                        let text = visitor.get(&path).is(200).text;
                        shows_nothing_foreign(&side, &path, &text);
                        assert!(text.contains(&side.own) || file == "robots.txt", "its own is there: {text}");
                    }
                }
                let frame = format!("{base}/embed?near=LS1+4AP");
                let framed = visitor.get(&frame).is(200).text;
                shows_nothing_foreign(&side, &frame, &framed);
                assert!(framed.contains(&side.own), "{framed}");
                for statement in ["accessibility", "cookies", "privacy"] {
                    let path = format!("{base}/{statement}");
                    shows_nothing_foreign(&side, &path, &visitor.get(&path).is(200).text);
                }
            }
        }
    }

    fn no_answer_of_a_directory_has_or_counts_what_only_another_admits(world) {
        for side in two_sides(world) {
            let visitor = world.visitor();
            let listings = format!("/api/v1/directories/{}/listings", side.slug);
            let all = visitor.get(&listings).is(200);
            assert_eq!((&all.body["total"], &all.body["items"][0]["id"]), (&json!(1), &json!(side.own)));
            shows_nothing_foreign(&side, &listings, &all.text);
            let facets = all.body["facets"].to_string();
            for foreign in [side.foreign_service, side.foreign_language] {
                assert!(!facets.contains(&format!("\"{foreign}\"")), "{foreign} in {facets}");
            }
            for format in ["csv", "geojson", "ndjson"] {
                let path = format!("/api/v1/directories/{}/export?format={format}", side.slug);
                let export = visitor.get(&path).is(200);
                assert!(export.text.contains(side.own.as_str()), "its own is there: {}", export.text);
                shows_nothing_foreign(&side, &path, &export.text);
            }
            let services = format!("/api/v1/directories/{}/services", side.slug);
            let own = format!("{services}/{}", side.own_service);
            shows_nothing_foreign(&side, &own, &visitor.get(&own).is(200).text);
            visitor.get(&format!("{services}/{}", side.foreign_service)).is_problem(404, "not_found");
            for form in ["minimal", "full"] {
                let path = format!("{listings}?form={form}");
                shows_nothing_foreign(&side, &path, &visitor.get(&path).is(200).text);
            }
            let keeps = world.of_the_authority(Role::Administrator);
            let key = keeps.post(&format!("/api/v1/directories/{}/keys", side.slug), &json!({"name": "A program"}));
            world.settle();
            let program = world.visitor().with_token(key.body["secret"].as_str().unwrap());
            let batch = format!("{listings}/batch");
            let many = json!({"near": ["LS1 4AP", "LS1"], "limit": 20, "form": "full"});
            let found = program.post(&batch, &many).is(200).text;
            assert!(found.contains(side.own.as_str()), "{found}");
            shows_nothing_foreign(&side, &batch, &found);
            let word = side.foreign_words[0].split(' ').next().unwrap();
            let near = "near=LS1+4AP&within_km=50";
            for query in [
                format!("q={word}"),
                format!("q={}", &word[..3]),
                format!("service={}", side.foreign_service),
                format!("language={}&{near}", side.foreign_language),
                format!("closed_at=now&language={}", side.foreign_language),
                format!("open_at=2027-03-01T10:00&q={word}"),
            ] {
                let found = visitor.get(&format!("{listings}?{query}")).is(200);
                assert_eq!((&found.body["total"], &found.body["items"]), (&json!(0), &json!([])), "{query}");
                assert!(!found.text.contains(side.foreign.as_str()), "{query}");
            }

            visitor.get(&format!("{listings}/{}", side.own)).is(200);
            visitor.get(&format!("{listings}/{}", side.foreign)).is_problem(404, "not_found");
            visitor.get(&format!("{listings}/{}/explanation", side.foreign)).is_problem(401, "sign_in");
            let report = json!({"wrong": "hours"});
            visitor.post(&format!("{listings}/{}/reports", side.foreign), &report).is_problem(404, "not_found");
        }
    }
}
