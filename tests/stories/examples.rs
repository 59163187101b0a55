//! The contract's examples: one for every body, and each understood when it is sent.

use domain::Role;
use serde_json::Value;
use stories::contract::{Contract, Operation};
use stories::story;

fn contract() -> Contract {
    Contract::of(serde_json::to_value(api::openapi()).unwrap())
}

fn example(operation: &Operation) -> Option<&Value> {
    operation.says.pointer("/requestBody/content/application~1json/example")
}

#[test]
fn every_body_that_is_sent_and_every_answer_with_one_has_an_example() {
    let mut lacking = vec![];
    for operation in contract().own_operations() {
        let says = |pointer: &str| operation.says.pointer(pointer).is_some();
        if says("/requestBody/content/application~1json") && example(&operation).is_none() {
            lacking.push(format!("{}: what is sent", operation.name()));
        }
        let answered = operation.says["responses"].as_object().into_iter().flatten();
        let answered = answered.filter(|(status, _)| status.starts_with('2'));
        let mut bodies = answered.filter_map(|(_, answer)| answer.pointer("/content/application~1json"));
        if bodies.any(|body| body.get("example").is_none()) {
            lacking.push(format!("{}: what is answered", operation.name()));
        }
    }
    assert!(lacking.is_empty(), "without an example:\n  {}", lacking.join("\n  "));
}

story! {
    fn every_example_is_understood_when_it_is_sent(world) {
        world.settle();
        let administrator = world.of_the_authority(Role::Administrator).at_version(1);
        let mut faults = vec![];
        for operation in contract().own_operations() {
            let Some(example) = example(&operation) else { continue };
            let address = operation.at_nothing();
            let body = example.to_string();
            let reply = administrator.send(operation.method, &address, Some("application/json"), body.as_bytes());
            // What it is about is not there, or may not be now, or the code has changed since: that is another matter than
            // how it is written.
            let is_misread = matches!(reply.status, 400 | 413 | 415) || reply.status >= 500;
            let is_of_body =
                |pointer: &&str| example.get(pointer.split('/').nth(1).unwrap_or_default()).is_some();
            let has_bad_fields =
                reply.body["code"] == "invalid_fields" && reply.pointers().iter().any(is_of_body);
            if is_misread || has_bad_fields {
                let text: String = reply.text.chars().take(300).collect();
                faults.push(format!("{}: {} {text}", operation.name(), reply.status));
            }
        }
        assert!(faults.is_empty(), "examples that are not understood:\n  {}", faults.join("\n  "));
    }
}
