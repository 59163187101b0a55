//! The contract itself: no drift, nothing unnamed, nothing unexplained.

use serde_json::Value;
use std::collections::BTreeSet;
use stories::contract::{Contract, Operation};

fn contract() -> Contract {
    Contract::of(serde_json::to_value(api::openapi()).unwrap())
}

#[track_caller]
fn none_of(operations: impl Iterator<Item = String>, what: &str) {
    let found: Vec<_> = operations.collect();
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

#[test]
fn the_repositorys_contract_is_what_the_handlers_say() {
    let kept =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi.yaml")).unwrap_or_default();
    let says = api::openapi_yaml().unwrap();
    let line = kept.lines().zip(says.lines()).position(|(kept, says)| kept != says);
    assert!(
        kept == says,
        "run `make openapi`: openapi.yaml is out of date from line {:?}",
        line.map(|at| at + 1)
    );
}

#[test]
fn it_is_openapi_3_1_with_a_name_a_version_and_a_server() {
    let contract = contract();
    assert_eq!(contract.json()["openapi"], "3.1.0");
    for fact in ["/info/title", "/info/version", "/info/description", "/servers/0/url"] {
        assert!(contract.json().pointer(fact).is_some_and(Value::is_string), "{fact}");
    }
}

#[test]
fn every_operation_has_a_name_of_its_own_a_tag_and_a_summary() {
    let operations = contract().operations();
    let mut names = BTreeSet::new();
    let lacks = |operation: &&Operation| {
        let named = operation.says["operationId"].as_str().is_some_and(|name| !name.is_empty());
        let tagged = operation.says["tags"].as_array().is_some_and(|tags| tags.len() == 1);
        let explained = operation.says["summary"].is_string() || operation.says["description"].is_string();
        !(named && tagged && explained)
    };
    none_of(operations.iter().filter(lacks).map(Operation::name), "without operationId, tag or summary");
    let twice =
        operations.iter().filter(|operation| !names.insert(operation.says["operationId"].to_string()));
    none_of(twice.map(Operation::name), "operationId is another's too");
}

#[test]
fn every_variable_of_an_address_is_described() {
    let undescribed = |operation: &&Operation| operation.at(|_, _| "x".into()).contains('{');
    none_of(
        contract().operations().iter().filter(undescribed).map(Operation::name),
        "variables not described",
    );
}

#[test]
fn every_body_that_is_sent_or_answered_has_a_schema() {
    let contract = contract();
    let mut faults = vec![];
    for operation in contract.operations() {
        let content = operation.says["requestBody"]["content"].as_object().cloned().unwrap_or_default();
        for (kind, media) in content {
            let schema = contract.resolved(&media["schema"]);
            if schema.as_object().is_none_or(serde_json::Map::is_empty) {
                faults.push(format!("{}: {kind} is sent without a schema", operation.name()));
            }
        }
        for (status, response) in operation.says["responses"].as_object().unwrap() {
            if response["description"].as_str().is_none_or(str::is_empty) {
                faults.push(format!("{}: {status} says nothing", operation.name()));
            }
            for (kind, media) in response["content"].as_object().into_iter().flatten() {
                if contract.resolved(&media["schema"]).as_object().is_none_or(serde_json::Map::is_empty) {
                    faults.push(format!("{}: {status} answers {kind} without a schema", operation.name()));
                }
            }
            if status == "201" && response["content"].is_null() {
                faults.push(format!("{}: what was made is not shown", operation.name()));
            }
        }
    }
    none_of(faults.into_iter(), "bodies");
}

#[test]
fn every_refusal_is_a_problem_and_those_that_must_be_known_are_told() {
    let mut faults = vec![];
    for operation in contract().own_operations() {
        let responses = operation.says["responses"].as_object().unwrap();
        for (status, response) in responses.iter().filter(|(status, _)| status.starts_with(['4', '5'])) {
            let content = response["content"].as_object();
            let is_problem = content.is_some_and(|content| {
                content.values().all(|media| media["schema"]["$ref"] == "#/components/schemas/Problem")
            });
            if !is_problem {
                faults.push(format!("{}: {status} is not a Problem", operation.name()));
            }
        }
        if !responses.keys().any(|status| status.starts_with(['2', '3'])) {
            faults.push(format!("{}: never done", operation.name()));
        }
        let mut must = vec![];
        if !operation.is_open() {
            must.push("401");
        }
        if !operation.variables.is_empty() {
            must.push("404");
        }
        if operation
            .body
            .as_ref()
            .is_some_and(|body| body["properties"].as_object().is_some_and(|it| !it.is_empty()))
        {
            must.push("422");
        }
        let untold: Vec<_> = must.into_iter().filter(|status| !responses.contains_key(*status)).collect();
        if !untold.is_empty() {
            faults.push(format!("{}: does not tell of {untold:?}", operation.name()));
        }
    }
    none_of(faults.into_iter(), "refusals");
}

#[test]
fn every_reference_leads_somewhere() {
    fn references(within: &Value, into: &mut BTreeSet<String>) {
        match within {
            Value::Object(fields) => {
                if let Some(Value::String(reference)) = fields.get("$ref") {
                    into.insert(reference.clone());
                }
                fields.values().for_each(|value| references(value, into));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, into)),
            _ => {}
        }
    }
    let contract = contract();
    let mut all = BTreeSet::new();
    references(contract.json(), &mut all);
    let nowhere = all.into_iter().filter(|at| contract.json().pointer(at.trim_start_matches('#')).is_none());
    none_of(nowhere, "references to nothing");
}
