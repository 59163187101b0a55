//! Whatever is sent, to whatever the served contract describes: the right refusal, never a 5xx.
//!
//! Nothing here names an operation: one that is added to the API is tried with all of this by itself.

use domain::Role;
use serde_json::Value;
use stories::contract::{Contract, METHODS, Operation, type_of};
use stories::{Reply, Session, World, json, story};
use uuid::Uuid;

fn contract(world: &World) -> Contract {
    // Whatever follows the log has begun to.
    world.settle();
    Contract::of(world.visitor().get("/api/v1/openapi.json").is(200).body)
}

/// Everything that was not as it should be, so that one run tells all of it.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    /// A reply that may be anything but a breakdown; a refusal is a whole problem.
    fn look_at(&mut self, what: &str, reply: &Reply) {
        if reply.status < 400 {
            return;
        }
        let whole = reply.status < 500
            && reply.header("content-type") == Some("application/problem+json")
            && reply.body["status"] == json!(reply.status)
            && ["type", "title", "code", "detail"].iter().all(|field| reply.body[field].is_string());
        if !whole {
            self.note(what, reply);
        }
    }

    /// A reply that must be one of these refusals.
    fn must_be(&mut self, what: &str, reply: &Reply, statuses: &[u16]) {
        self.look_at(what, reply);
        if !statuses.contains(&reply.status) {
            self.note(&format!("{what}: not one of {statuses:?}"), reply);
        }
    }

    fn must_be_at(&mut self, what: &str, reply: &Reply, field: &str) {
        self.must_be(what, reply, &[422]);
        let within = |pointer: &&str| *pointer == field || pointer.starts_with(&format!("{field}/"));
        if !reply.pointers().iter().any(within) {
            self.note(&format!("{what}: does not point to {field}"), reply);
        }
    }

    fn note(&mut self, what: &str, reply: &Reply) {
        let text: String = reply.text.chars().take(300).collect();
        self.0.push(format!("{what}\n    {} {text}", reply.status));
    }

    #[track_caller]
    fn are_none(self) {
        assert!(self.0.is_empty(), "{} faults:\n  {}", self.0.len(), self.0.join("\n  "));
    }
}

fn send(session: &Session, operation: &Operation, address: &str, body: &Value) -> Reply {
    let session = session.at_version(1);
    if operation.body.is_some() {
        session.send(operation.method, address, Some("application/json"), body.to_string().as_bytes())
    } else {
        session.send(operation.method, address, None, &[])
    }
}

/// What a field of a type cannot be.
fn wrong_values(kind: &str) -> &'static [&'static str] {
    match kind {
        "string" => &["7", "{}", "[\"x\"]"],
        "integer" => &["\"x\"", "{}", "1.5", "99999999999999999999"],
        "number" | "boolean" => &["{}", "[1]"],
        "array" => &["{}", "\"x\"", "7"],
        "object" => &["7", "true"],
        _ => &[],
    }
}

story! {
    fn an_address_where_nothing_is_answers_not_found(world) {
        let contract = contract(world);
        let mut faults = Faults::default();
        for session in [world.visitor(), world.person("Jo")] {
            for path in ["/api/v1/", "/api/v1/nothing", "/api/v1/%00", "/api/v1/%ff/x", "/api/v1/../x"] {
                for method in METHODS {
                    faults.must_be(&format!("{method} {path}"), &session.send(method, path, None, &[]), &[404]);
                }
            }
            for operation in contract.own_operations() {
                let path = format!("{}/nothing/here", operation.at_nothing());
                let reply = session.send(operation.method, &path, None, &[]);
                faults.must_be(&operation.name(), &reply, &[404]);
            }
        }
        faults.are_none();
    }

    fn a_method_that_an_address_does_not_take_is_refused_with_those_it_does(world) {
        let contract = contract(world);
        let jo = world.person("Jo");
        let operations = contract.own_operations();
        let mut faults = Faults::default();
        for operation in &operations {
            let address = operation.at_nothing();
            let taken: Vec<_> =
                METHODS.iter().copied().filter(|method| operations.iter().any(|other| other.method == *method && other.path == operation.path)).collect();
            // Where a variable could stand for a fixed word, the other address may take the method.
            let alone = |method: &str| {
                let fits = |other: &Operation| other.method == method && shape_fits(&other.path, &address);
                !operations.iter().any(fits)
            };
            for method in METHODS.iter().filter(|method| !taken.contains(method) && alone(method)) {
                let what = format!("{method} {}", operation.path);
                let reply = jo.send(method, &address, None, &[]);
                faults.must_be(&what, &reply, &[405]);
                if reply.header("allow") != Some(taken.join(", ").as_str()) {
                    faults.note(&format!("{what}: Allow is {:?}, not {taken:?}", reply.header("allow")), &reply);
                }
            }
        }
        faults.are_none();
    }

    fn an_identifier_of_nothing_or_of_no_form_is_not_found(world) {
        let contract = contract(world);
        let (jo, admin) = (world.person("Jo"), world.of_the_authority(Role::Administrator));
        let mut faults = Faults::default();
        for operation in contract.own_operations().iter().filter(|operation| !operation.variables.is_empty()) {
            let body = operation.body.as_ref().map(|schema| contract.sample(schema)).unwrap_or_default();
            for session in [&jo, &admin] {
                let reply = send(session, operation, &operation.at_nothing(), &body);
                let what = format!("{} at nothing", operation.name());
                if operation.body.is_some() {
                    faults.look_at(&what, &reply);
                    if reply.status < 400 {
                        faults.note(&what, &reply);
                    }
                } else {
                    faults.must_be(&what, &reply, &[403, 404]);
                }
            }
            for strange in ["x", "7", "%00", "%ff", "..", "%2e%2e%2f", "0190163d-8694-739b-aea5-966c26f8ad9", "-", "%F0%9F%92%A9"] {
                let address = operation.at(|_, _| strange.to_owned());
                let reply = send(&jo, operation, &address, &body);
                let what = format!("{} at {strange}", operation.name());
                let by_uuid = operation.variables.iter().any(|(_, is_uuid)| *is_uuid);
                if operation.body.is_none() && by_uuid && strange != ".." {
                    // A fixed word elsewhere may take what has no form here.
                    faults.must_be(&what, &reply, &[404, 405]);
                } else {
                    faults.look_at(&what, &reply);
                }
            }
            let long = operation.at(|_, _| "x".repeat(4000));
            faults.look_at(&operation.name(), &send(&jo, operation, &long, &body));
        }
        faults.are_none();
    }

    fn a_body_that_is_not_what_the_contract_says_is_refused_with_what_and_where(world) {
        let contract = contract(world);
        let mut faults = Faults::default();
        for operation in contract.own_operations() {
            let Some(schema) = &operation.body else { continue };
            let jo = world.person("Jo").at_version(1);
            let address = operation.at_nothing();
            let name = operation.name();
            let mut send = |what: &str, kind: Option<&str>, body: &[u8], statuses: &[u16]| {
                let reply = jo.send(operation.method, &address, kind, body);
                faults.must_be(&format!("{name}: {what}"), &reply, statuses);
            };
            let json = Some("application/json");
            send("cut off", json, b"{\"name\": ", &[400]);
            send("something after", json, b"{} {}", &[400]);
            send("bad UTF-8", json, b"{\"\xff\": \"\xff\"}", &[400]);
            send("no JSON at all", json, b"name=x", &[400]);
            send("too deep", json, "[".repeat(100_000).as_bytes(), &[400, 422]);
            send("too deep inside", json, format!("{{\"x\":{}", "[".repeat(100_000)).as_bytes(), &[400, 422]);
            send("a null character", json, b"{\"name\": \"\\u0000\"}", &[422]);
            send("another type", Some("text/plain"), b"{\"x\": \"y\"}", &[415]);
            send("a form", Some("application/x-www-form-urlencoded"), b"x=y", &[415]);
            send("no type", None, b"{\"x\": \"y\"}", &[415]);
            send("huge", json, &vec![b' '; 300_000], &[413]);
            for whole in ["[]", "[\"x\"]", "\"x\"", "7", "true"] {
                send(whole, json, whole.as_bytes(), &[422]);
            }

            let sample = contract.sample(schema);
            faults.look_at(&name, &jo.send(operation.method, &address, None, &[]));
            let mut unknown = sample.clone();
            unknown["surely_unknown"] = json!(1);
            let reply = jo.send(operation.method, &address, json, unknown.to_string().as_bytes());
            faults.must_be(&format!("{name}: an unknown field"), &reply, &[422]);
            if !reply.text.contains("surely_unknown") {
                faults.note(&format!("{name}: does not name the unknown field"), &reply);
            }
            let fields = schema["properties"].as_object().cloned().unwrap_or_default();
            for (field, of) in &fields {
                let of = contract.resolved(of);
                let Some(kind) = type_of(&of) else { continue };
                for wrong in wrong_values(&kind) {
                    let mut body = sample.clone();
                    body[field] = serde_json::from_str(wrong).unwrap();
                    let reply = jo.send(operation.method, &address, json, body.to_string().as_bytes());
                    faults.must_be_at(&format!("{name}: {field} is {wrong}"), &reply, &format!("/{field}"));
                }
            }
        }
        faults.are_none();
    }

    fn texts_of_any_length_and_numbers_of_any_size_break_nothing(world) {
        let contract = contract(world);
        let mut faults = Faults::default();
        for operation in contract.own_operations() {
            let Some(schema) = &operation.body else { continue };
            let sample = contract.sample(schema);
            let fields = schema["properties"].as_object().cloned().unwrap_or_default();
            for role in [Some(Role::Administrator), None] {
                let session = role.map_or_else(|| world.person("Jo"), |role| world.of_the_authority(role));
                faults.look_at(&operation.name(), &send(&session, &operation, &operation.at_nothing(), &sample));
                for (field, of) in &fields {
                    let values = match type_of(&contract.resolved(of)).as_deref() {
                        Some("string") => vec![json!(""), json!("x".repeat(50_000)), json!("\u{202e}\u{1}\r\n'\";--"), Value::Null],
                        Some("integer" | "number") => vec![json!(i64::MAX), json!(i64::MIN), json!(-1), json!(0), Value::Null],
                        Some("array") => vec![json!([]), json!(vec!["x"; 3000]), json!([null]), json!([{}]), Value::Null],
                        _ => vec![Value::Null, json!({})],
                    };
                    for value in values {
                        let mut body = sample.clone();
                        body[field] = value;
                        let session = role.map_or_else(|| world.person("Jo"), |_| session.clone());
                        let reply = send(&session, &operation, &operation.at_nothing(), &body);
                        faults.look_at(&format!("{}: {field}", operation.name()), &reply);
                    }
                }
            }
        }
        faults.are_none();
    }

    fn a_query_that_is_not_understood_is_refused(world) {
        let contract = contract(world);
        let admin = world.of_the_authority(Role::Administrator);
        let mut faults = Faults::default();
        for operation in contract.own_operations().iter().filter(|operation| operation.method == "GET") {
            let address = operation.at_nothing();
            let mut strict = |what: &str, query: &str, statuses: &[u16]| {
                let reply = admin.get(&format!("{address}?{query}"));
                faults.must_be(&format!("{} with {what}", operation.name()), &reply, statuses);
            };
            let declared = operation.says["parameters"].as_array().cloned().unwrap_or_default();
            let asked: Vec<_> = declared.iter().filter(|parameter| parameter["in"] == "query").collect();
            for parameter in &asked {
                let name = parameter["name"].as_str().unwrap();
                strict("a null character", &format!("{name}=%00"), &[400, 404]);
                let schema = contract.resolved(&parameter["schema"]);
                if matches!(type_of(&schema).as_deref(), Some("integer" | "number")) {
                    for wrong in ["x", "99999999999999999999", ""] {
                        strict(wrong, &format!("{name}={wrong}"), &[400, 404]);
                    }
                }
            }
            if !asked.is_empty() {
                strict("an unknown parameter", "surely_unknown=1", &[400, 404]);
            }
            for parameter in asked {
                let name = parameter["name"].as_str().unwrap();
                for strange in ["%ff", "-1", "0", "", "%F0%9F%92%A9", "'", "%0d%0aX:%20y", "NaN", "1e999", "eyJ9", &"x".repeat(5000)] {
                    let reply = admin.get(&format!("{address}?{name}={strange}"));
                    faults.look_at(&format!("{} with {name}={strange}", operation.name()), &reply);
                }
                let reply = admin.get(&format!("{address}?{name}=a&{name}=b"));
                faults.look_at(&format!("{} with {name} twice", operation.name()), &reply);
            }
        }
        faults.are_none();
    }

    fn headers_that_are_not_understood_are_refused(world) {
        let contract = contract(world);
        let mut faults = Faults::default();
        for operation in contract.own_operations() {
            let body = operation.body.as_ref().map(|schema| contract.sample(schema)).unwrap_or_default();
            let address = operation.at_nothing();
            let name = operation.name();
            for token in ["Basic eDp5", "Bearer", "Bearer nobody", "Bearer a.b.c", "x"] {
                let visitor = world.visitor().with("Authorization", token);
                let reply = send(&visitor, &operation, &address, &body);
                if operation.is_open() {
                    faults.look_at(&format!("{name} as {token}"), &reply);
                } else {
                    faults.must_be(&format!("{name} as {token}"), &reply, &[401]);
                }
            }
            let names = |header: &str| {
                let declared = operation.says["parameters"].as_array().cloned().unwrap_or_default();
                declared.iter().any(|parameter| parameter["name"] == header)
            };
            let jo = world.person("Jo");
            let kind = operation.body.as_ref().map(|_| "application/json");
            let bytes = operation.body.as_ref().map(|_| body.to_string()).unwrap_or_default();
            if names("Idempotency-Key") {
                for key in [String::new(), "two words".to_owned(), "x".repeat(201), "é".to_owned()] {
                    let jo = jo.clone().with("Idempotency-Key", &key);
                    let reply = jo.send(operation.method, &address, kind, bytes.as_bytes());
                    faults.must_be(&format!("{name} with key {key:.20}"), &reply, &[400]);
                }
            }
            if names("If-Match") {
                for version in ["x", "*", "\"", "99999999999999999999"] {
                    let jo = jo.clone().with("If-Match", version);
                    let reply = jo.send(operation.method, &address, kind, bytes.as_bytes());
                    faults.must_be(&format!("{name} at version {version}"), &reply, &[400]);
                }
            }
        }
        faults.are_none();
    }

    fn a_visitor_does_nothing_that_is_not_open_to_visitors(world) {
        let contract = contract(world);
        let visitor = world.visitor();
        let mut faults = Faults::default();
        for operation in contract.own_operations().iter().filter(|operation| !operation.is_open()) {
            let body = operation.body.as_ref().map(|schema| contract.sample(schema)).unwrap_or_default();
            let reply = send(&visitor, operation, &operation.at_nothing(), &body);
            let what = format!("{} by a visitor", operation.name());
            if operation.variables.is_empty() && operation.body.is_none() {
                faults.must_be(&what, &reply, &[401]);
            } else {
                faults.must_be(&what, &reply, &[401, 404, 422]);
            }
        }
        faults.are_none();
    }

    fn what_is_someone_elses_is_not_found(world) {
        let contract = contract(world);
        let (jo, sam) = (world.person("Jo"), world.person("Sam"));
        let body = json!({"name": "Age Well Leeds", "sector": "private", "contact_email": "hello@example.org"});
        let provider = jo.post("/api/v1/organisations/providers", &body).is(201).id();
        sam.post("/api/v1/organisations/providers", &body).is(201);
        let mut faults = Faults::default();
        let of_an_organisation = |operation: &Operation| {
            operation.path.starts_with("/api/v1/organisations/{") && operation.variables.iter().all(|(_, uuid)| *uuid)
        };
        for operation in contract.own_operations().iter().filter(|operation| of_an_organisation(operation)) {
            let address = operation.at(|name, _| if operation.path.contains(&format!("organisations/{{{name}}}")) { provider.clone() } else { Uuid::now_v7().to_string() });
            let body = operation.body.as_ref().map(|schema| contract.sample(schema)).unwrap_or_default();
            let reply = send(&sam, operation, &address, &body);
            let what = format!("{} of someone else", operation.name());
            if operation.body.is_none() {
                faults.must_be(&what, &reply, &[403, 404]);
            } else {
                faults.must_be(&what, &reply, &[403, 404, 422]);
            }
        }
        faults.are_none();
    }
}

/// Whether an address fits a path with variables.
fn shape_fits(path: &str, address: &str) -> bool {
    let (path, address): (Vec<_>, Vec<_>) = (path.split('/').collect(), address.split('/').collect());
    path.len() == address.len()
        && path.iter().zip(&address).all(|(own, asked)| own.starts_with('{') || own == asked)
}
