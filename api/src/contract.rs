//! What the contract says of every operation alike.

use crate::door::{Problem, TableFormat};
use crate::examples;
use crate::form::Form;
use domain::MailId;
use domain::frameworks::questions::FollowUp;
use domain::offerings::CostKind;
use domain::outbox::MailState;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{ContentBuilder, RefOr, Response, ResponseBuilder};
use utoipa::{OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Signpost",
        description = "The marketplace for assisted digital support. Problems follow RFC 9457 and carry a stable \
                       `code`. Everything that is edited has an `ETag`; send it back in `If-Match`. Every POST takes \
                       an `Idempotency-Key`. Lists are keyset pages: follow `next`.",
        license(name = "MIT", identifier = "MIT")
    ),
    servers((url = "/", description = "This Signpost")),
    // What stands only in addresses and queries, or in itself, is not found by itself.
    components(schemas(MailId, MailState, FollowUp, CostKind, Form, TableFormat)),
    modifiers(&Security)
)]
struct Contract;

/// How callers prove who they are.
struct Security;

impl utoipa::Modify for Security {
    fn modify(&self, contract: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A token from `/oauth/token` (programs) or `/api/v1/sessions` (people)"))
            .build();
        let components = contract.components.get_or_insert_with(Default::default);
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
        let key = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A key of the directory, which begins with `spk_`"))
            .build();
        components.add_security_scheme("key", SecurityScheme::Http(key));
        contract.security = Some(vec![SecurityRequirement::new("bearer", Vec::<String>::new())]);
    }
}

/// How problems are sent (RFC 9457).
const PROBLEM: &str = "application/problem+json";

/// The contract before any handler has spoken.
pub(crate) fn beginning() -> utoipa::openapi::OpenApi {
    Contract::openapi()
}

/// The contract with what the door itself answers, whichever handler is asked.
pub(crate) fn finished(mut contract: utoipa::openapi::OpenApi) -> utoipa::openapi::OpenApi {
    for item in contract.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        operations.into_iter().flatten().for_each(tell_of_the_door);
    }
    examples::put_into(&mut contract);
    contract
}

fn tell_of_the_door(operation: &mut Operation) {
    let parameters = operation.parameters.as_deref().unwrap_or_default();
    let takes = |place: &ParameterIn| {
        let there =
            |parameter: &RefOr<Parameter>| matches!(parameter, RefOr::T(it) if it.parameter_in == *place);
        parameters.iter().any(there)
    };
    let (by_path, by_query, by_header) =
        (takes(&ParameterIn::Path), takes(&ParameterIn::Query), takes(&ParameterIn::Header));
    let takes_json = operation
        .request_body
        .as_ref()
        .is_some_and(|body| matches!(body, RefOr::T(body) if body.content.contains_key("application/json")));
    let refusals =
        operation.responses.responses.iter_mut().filter(|(status, _)| status.starts_with(['4', '5']));
    for (_, refusal) in refusals {
        if let RefOr::T(refusal) = refusal
            && let Some(content) = refusal.content.shift_remove("application/json")
        {
            refusal.content.insert(PROBLEM.to_owned(), content);
        }
    }
    let mut tell = |applies: bool, status: &str, description: &str| {
        let told = &mut operation.responses.responses;
        if applies && !told.contains_key(status) {
            told.insert(status.to_owned(), RefOr::T(problem(description)));
        }
    };
    let bad_request = match (takes_json, by_query) {
        (true, _) => "The body is not JSON, or a header is not understood",
        (false, true) => "The query is not understood",
        (false, false) => "A header is not understood",
    };
    tell(takes_json || by_query || by_header, "400", bad_request);
    tell(!is_open(operation.security.as_deref()), "401", "Nobody has signed in, or the token has ended");
    tell(by_path, "404", "Not there, or not yours to know");
    tell(takes_json, "413", "The body is too long");
    tell(takes_json, "415", "The body is not sent as JSON");
    tell(takes_json, "422", "Fields cannot be what was sent");
}

/// Whether an operation says that visitors may use it.
fn is_open(security: Option<&[SecurityRequirement]>) -> bool {
    security.is_some_and(|schemes| {
        schemes.is_empty() || schemes.iter().any(|scheme| *scheme == SecurityRequirement::default())
    })
}

fn problem(description: &str) -> Response {
    let schema = RefOr::Ref(utoipa::openapi::Ref::from_schema_name(Problem::name()));
    let content = ContentBuilder::new().schema(Some(schema)).build();
    ResponseBuilder::new().description(description).content(PROBLEM, content).build()
}
