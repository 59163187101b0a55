//! Files over HTTP: sent as they are, and given to be saved, never to be shown as a page.

use crate::door::{Caller, Problem};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::values::{FileName, LARGEST_FILE};
use serde::Deserialize;
use utoipa::IntoParams;

/// What a file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct NameQuery {
    /// What it is called: `evidence` when left out. Its ending is set by what it is.
    #[param(example = "policy.pdf")]
    pub(crate) name: Option<String>,
}

/// A file that is sent: by whom, having read which version, what it is called, its bytes.
pub(crate) type SentFile = (Caller, HttpRequest, web::Query<NameQuery>, web::Payload);

/// The bytes of a file that is sent.
pub(crate) async fn whole(body: web::Payload) -> Result<web::Bytes, Problem> {
    let whole = body.to_bytes_limited(LARGEST_FILE).await.map_err(|_| {
        let sentence = "Send a file of at most 20 MB";
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_long", sentence)
    })?;
    whole.map_err(|_| {
        let sentence = "The body did not arrive whole: send it again";
        Problem::new(StatusCode::BAD_REQUEST, "unreadable_body", sentence)
    })
}

/// A file, to be saved under its name.
pub(crate) fn saved(name: &FileName, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/octet-stream")
        .insert_header(("Content-Disposition", attachment(name)))
        .insert_header(("Content-Security-Policy", "default-src 'none'; sandbox"))
        .insert_header(("Cache-Control", "no-store"))
        .body(bytes)
}

/// The name in a header: every byte that is no letter or digit is escaped (RFC 8187).
fn attachment(name: &FileName) -> String {
    let escaped: String = name
        .as_str()
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename*=UTF-8''{escaped}")
}
