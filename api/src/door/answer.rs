//! What a use case that wrote is answered with: plain data, so that it can be remembered and repeated.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde::Serialize;

/// A status, its headers and a JSON body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    pub(crate) remembered: Option<String>,
}

impl Answer {
    fn new(status: StatusCode, body: String) -> Self {
        Self { status: status.as_u16(), headers: vec![], body, remembered: None }
    }

    fn json(status: StatusCode, view: &impl Serialize) -> Self {
        // Views are plain structs of text, numbers and lists: they always have a JSON form.
        Self::new(status, serde_json::to_string(view).unwrap_or_default())
    }

    /// 201: something new is at `location`.
    pub fn created(location: impl Into<String>, view: &impl Serialize) -> Self {
        Self::json(StatusCode::CREATED, view).with("Location", location)
    }

    /// 200: this is how it is now.
    pub fn ok(view: &impl Serialize) -> Self {
        Self::json(StatusCode::OK, view)
    }

    /// 202: it will be done.
    pub fn accepted(view: &impl Serialize) -> Self {
        Self::json(StatusCode::ACCEPTED, view)
    }

    /// 204: done, nothing to say.
    #[must_use]
    pub fn done() -> Self {
        Self::new(StatusCode::NO_CONTENT, String::new())
    }

    /// Given once: what is remembered for a repeated request is this instead, without the secret.
    #[must_use]
    pub fn remembered_as(mut self, view: &impl Serialize) -> Self {
        self.remembered = Some(serde_json::to_string(view).unwrap_or_default());
        self
    }

    /// With the version that `If-Match` takes.
    #[must_use]
    pub fn at_version(self, version: i64) -> Self {
        self.with("ETag", format!("\"{version}\""))
    }

    /// Where it can be looked at.
    #[must_use]
    pub fn located(self, location: &str) -> Self {
        self.with("Location", location)
    }

    fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }
}

impl From<Answer> for HttpResponse {
    fn from(answer: Answer) -> Self {
        let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = Self::build(status);
        response.insert_header(("Cache-Control", "no-store"));
        for (name, value) in answer.headers {
            response.insert_header((name, value));
        }
        if answer.body.is_empty() {
            response.finish()
        } else {
            response.content_type("application/json").body(answer.body)
        }
    }
}
