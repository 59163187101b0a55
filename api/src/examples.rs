//! An example of every body that is sent, and of what answers it, as they passed over the wire: `examples.json`, by the
//! name of the operation. A story sends each of them again, so that none outlives what it is an example of.

use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::openapi::path::Operation;
use utoipa::openapi::{Content, OpenApi, RefOr};

const FILE: &str = include_str!("../examples.json");
const JSON: &str = "application/json";

/// What was sent, and what was answered.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Example {
    request: Option<Value>,
    response: Option<Value>,
}

/// Puts every example where it belongs.
pub(crate) fn put_into(contract: &mut OpenApi) {
    // A file that cannot be read leaves every operation without an example, which a story notices.
    let mut examples: BTreeMap<String, Example> = serde_json::from_str(FILE).unwrap_or_default();
    for item in contract.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            let example = operation.operation_id.as_ref().and_then(|name| examples.remove(name));
            show(operation, example.unwrap_or_default());
        }
    }
}

fn show(operation: &mut Operation, Example { request, response }: Example) {
    if let Some(RefOr::T(body)) = &mut operation.request_body {
        put(body.content.get_mut(JSON), request);
    }
    let done = operation.responses.responses.iter_mut().filter(|(status, _)| status.starts_with('2'));
    for (_, done) in done {
        if let RefOr::T(done) = done {
            put(done.content.get_mut(JSON), response.clone());
        }
    }
}

fn put(content: Option<&mut RefOr<Content>>, example: Option<Value>) {
    if let Some(RefOr::T(content)) = content
        && content.example.is_none()
    {
        content.example = example;
    }
}
