//! A request that writes: who, what, at which version, and whether it was asked before.

use super::caller::in_background;
use super::{Answer, Caller, Problem};
use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use domain::{Actor, Refused};
use marketplace::GivenAnswer;
use marketplace::{Market, Work};
use ring::digest::{SHA256, digest};
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;

/// A body is at most so long, in bytes.
const LONGEST_BODY: usize = 256 * 1024;

/// What a request without a body carries.
#[derive(Debug, Clone, Copy, Default, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoBody {}

/// A request that writes, with its JSON body read as a draft.
pub struct Asked<Draft> {
    caller: Caller,
    /// What was sent.
    pub body: Draft,
    version: Option<i64>,
    key: Option<String>,
    fingerprint: String,
}

impl<Draft: DeserializeOwned + 'static> FromRequest for Asked<Draft> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let caller = Caller::of(&request).await?;
            let (bytes, body) = read_body(&request, &mut payload).await?;
            Ok(Self {
                caller,
                body,
                version: if_match(&request)?,
                key: idempotency_key(&request)?,
                fingerprint: fingerprint(&request, &bytes),
            })
        })
    }
}

/// What was sent, as bytes and as a draft.
///
/// # Errors
/// When it did not arrive whole, is too long, is not JSON or not of the draft's shape.
pub(super) async fn read_body<Draft: DeserializeOwned>(
    request: &HttpRequest,
    payload: &mut Payload,
) -> Result<(web::Bytes, Draft), Problem> {
    let bytes = web::Bytes::from_request(request, payload).await.map_err(|error| unreadable(&error))?;
    let draft = read_json(request, &bytes)?;
    Ok((bytes, draft))
}

fn unreadable(error: &actix_web::Error) -> Problem {
    if error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE {
        too_long()
    } else {
        Problem::new(
            StatusCode::BAD_REQUEST,
            "unreadable_body",
            "The body did not arrive whole: send it again",
        )
    }
}

fn too_long() -> Problem {
    let sentence = format!("Send at most {LONGEST_BODY} bytes");
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_long", sentence)
}

fn read_json<Draft: DeserializeOwned>(request: &HttpRequest, bytes: &[u8]) -> Result<Draft, Problem> {
    if bytes.len() > LONGEST_BODY {
        return Err(too_long());
    }
    // A request that needs no body may come without one.
    let bytes = if bytes.is_empty() { b"{}" } else { bytes };
    if bytes != b"{}" && request.content_type() != "application/json" {
        let sentence = "Send JSON, with “Content-Type: application/json”";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json", sentence));
    }
    let text = std::str::from_utf8(bytes).map_err(|cause| not_json(&cause))?;
    // First that it is JSON at all, to its end: a field at fault must not hide that it is not.
    serde_json::from_str::<serde::de::IgnoredAny>(text).map_err(|cause| not_json(&cause))?;
    // A list would be taken for the fields in their order.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
        let sentence = "Send a JSON object, with the fields by their names";
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_fields", sentence).at(""));
    }
    if has_null_character(bytes) {
        let sentence = "Remove the null characters (\\u0000): no text has them";
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_fields", sentence).at(""));
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let pointer = pointer_of(error.path());
        let cause = error.into_inner();
        if cause.is_data() {
            let sentence = format!("This is not what belongs here: {cause}");
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_fields", sentence).at(pointer)
        } else {
            not_json(&cause)
        }
    })
}

fn not_json(cause: &dyn std::fmt::Display) -> Problem {
    let sentence = format!("The body is not JSON: {cause}");
    Problem::new(StatusCode::BAD_REQUEST, "invalid_json", sentence)
}

/// Whether JSON spells the character U+0000, which PostgreSQL cannot keep: `\u0000` after an even number of
/// backslashes.
fn has_null_character(json: &[u8]) -> bool {
    let spelt = |at: usize| {
        let backslashes = json[..at].iter().rev().take_while(|byte| **byte == b'\\').count();
        backslashes % 2 == 0
    };
    json.windows(6).enumerate().any(|(at, window)| window == b"\\u0000" && spelt(at))
}

fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => String::new(),
        })
        .collect()
}

/// The version that the asker read, for what is not sent as JSON.
///
/// # Errors
/// 428 when it was not said.
pub(crate) fn version_read(request: &HttpRequest) -> Result<i64, Problem> {
    if_match(request)?.ok_or_else(not_read)
}

fn not_read() -> Problem {
    let sentence = "Read it first, then send its ETag in If-Match, so that nobody's change is lost";
    Problem::new(StatusCode::PRECONDITION_REQUIRED, "if_match_required", sentence)
}

fn if_match(request: &HttpRequest) -> Result<Option<i64>, Problem> {
    let Some(value) = request.headers().get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim().trim_start_matches("W/").trim_matches('"');
    text.parse().map(Some).map_err(|_| {
        let sentence = "Send back in If-Match the ETag that you were given, such as \"3\"";
        Problem::new(StatusCode::BAD_REQUEST, "invalid_if_match", sentence)
    })
}

fn idempotency_key(request: &HttpRequest) -> Result<Option<String>, Problem> {
    let Some(value) = request.headers().get("Idempotency-Key") else { return Ok(None) };
    let key = value.to_str().unwrap_or_default().trim();
    let well_formed = (1..=200).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    if well_formed {
        return Ok(Some(key.to_owned()));
    }
    let sentence = "Make the Idempotency-Key 1 to 200 visible ASCII characters, such as a UUID";
    Err(Problem::new(StatusCode::BAD_REQUEST, "invalid_idempotency_key", sentence))
}

/// A hash of what was asked: method, address, version and body.
fn fingerprint(request: &HttpRequest, bytes: &[u8]) -> String {
    let if_match = request.headers().get(header::IF_MATCH).map_or(&b""[..], |value| value.as_bytes());
    let head = format!("{} {}\n", request.method(), request.uri());
    let whole = [head.as_bytes(), if_match, b"\n", bytes].concat();
    digest(&SHA256, &whole).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl<Draft> Asked<Draft> {
    /// Who asks.
    pub const fn by(&self) -> &Actor {
        &self.caller.by
    }

    /// The version that the asker read.
    ///
    /// # Errors
    /// 428 when it was not said.
    pub fn version(&self) -> Result<i64, Problem> {
        self.version.ok_or_else(not_read)
    }

    /// The market that is asked.
    pub(crate) fn market(&self) -> web::Data<Market> {
        self.caller.market.clone()
    }

    /// The token that the asker sent.
    pub(crate) fn token(&self) -> Option<String> {
        self.caller.token.clone()
    }

    /// Runs what takes several transactions, such as what hashes a password between them. Its answer is not
    /// remembered: it may hold a secret.
    ///
    /// # Errors
    /// The refusal, as a problem.
    pub async fn run<T: Send + 'static>(
        self,
        unit: impl FnOnce(&Market, &Actor) -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Problem> {
        self.caller.run(unit).await
    }

    /// Separates what was sent from the rest.
    pub fn open(self) -> (Draft, Asked<()>) {
        let Self { caller, body, version, key, fingerprint } = self;
        (body, Asked { caller, body: (), version, key, fingerprint })
    }

    /// Runs a use case that writes and answers. With an idempotency key the answer is remembered in the
    /// same transaction; the same request with the same key is given it again, another is refused.
    ///
    /// # Errors
    /// The refusal, as a problem.
    pub async fn write<T>(
        self,
        unit: impl Fn(&mut Work<'_, '_>, &Actor) -> Result<T, Refused> + Send + 'static,
        answer: impl Fn(&T) -> Answer + Send + 'static,
    ) -> Result<HttpResponse, Problem> {
        let Self { caller: Caller { by, market, .. }, key, fingerprint, .. } = self;
        let outcome = in_background(move || {
            market.write(|work| {
                let Some(key) = &key else { return unit(work, &by).map(|done| Ok(answer(&done))) };
                let actor = by.id().to_string();
                if let Some(given) = work.answer_given(&actor, key)? {
                    return Ok(repeat(given, &fingerprint));
                }
                let answer = answer(&unit(work, &by)?);
                // A rival with the same key was first: run again, and give its answer.
                let first = work.remember_answer(&actor, key, &remembered(&answer, &fingerprint));
                first.map_err(Refused::from).map_err(|refused| match refused {
                    Refused::Duplicate(_) => Refused::Busy,
                    other => other,
                })?;
                Ok(Ok(answer))
            })
        });
        outcome.await?.map(Into::into)
    }
}

fn remembered(answer: &Answer, fingerprint: &str) -> GivenAnswer {
    GivenAnswer {
        fingerprint: fingerprint.to_owned(),
        status: answer.status,
        headers: serde_json::to_string(&answer.headers).unwrap_or_default(),
        body: answer.remembered.as_ref().unwrap_or(&answer.body).clone(),
    }
}

fn repeat(given: GivenAnswer, fingerprint: &str) -> Result<Answer, Problem> {
    if given.fingerprint != fingerprint {
        let sentence = "This Idempotency-Key was used for another request: take a new key for a new request";
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused", sentence));
    }
    let headers = serde_json::from_str(&given.headers).unwrap_or_default();
    Ok(Answer { status: given.status, headers, body: given.body, remembered: None })
}
