//! Problems (RFC 9457): the one catalogue from refusals to HTTP.

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpResponse, ResponseError};
use domain::{Denied, FieldErrors, RefusalKind, Refused};
use serde::Serialize;
use std::fmt;
use utoipa::ToSchema;

/// Why a request was not done: what, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// An address that names the kind of problem.
    #[serde(rename = "type")]
    #[schema(rename = "type", example = "https://signpost.example/problems/stale")]
    pub kind: String,
    /// The kind of problem in words.
    pub title: String,
    /// The HTTP status.
    #[schema(example = 412)]
    pub status: u16,
    /// A stable code, for programs.
    #[schema(example = "stale")]
    pub code: String,
    /// What is wrong with this request, and what to do.
    pub detail: String,
    /// The fields at fault, as JSON pointers into what was sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
    /// After how many seconds it may be tried again, where that is known: a header says it.
    #[serde(skip)]
    pub wait_seconds: Option<u32>,
}

/// One field at fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProblemField {
    /// A JSON pointer into what was sent, or the name of a query parameter after `?`.
    #[schema(example = "/identifiers/0/number")]
    pub pointer: String,
    /// A stable code.
    pub code: String,
    /// What is wrong and what to do.
    pub detail: String,
}

impl ProblemField {
    /// A field at fault.
    pub(crate) fn of(fault: &domain::FieldError) -> Self {
        Self { pointer: fault.pointer.clone(), code: fault.code.to_owned(), detail: fault.message.clone() }
    }
}

impl Problem {
    /// A problem with a status, a stable code and a sentence.
    pub fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("urn:signpost:problem:{code}"),
            title: status.canonical_reason().unwrap_or("Problem").to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            detail: detail.into(),
            errors: vec![],
            wait_seconds: None,
        }
    }

    /// The same, at one field.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        let field =
            ProblemField { pointer: pointer.into(), code: self.code.clone(), detail: self.detail.clone() };
        self.errors.push(field);
        self
    }

    /// The same, its fields below a pointer: where a draft was part of what was sent.
    #[must_use]
    pub fn below(mut self, pointer: &str) -> Self {
        for field in &mut self.errors {
            field.pointer.insert_str(0, pointer);
        }
        self
    }

    /// Nothing lives at this address.
    #[must_use]
    pub fn no_such_address() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "There is nothing at this address")
    }

    /// The query string is not what this address takes.
    #[must_use]
    pub fn of_query(error: &actix_web::error::QueryPayloadError) -> Self {
        let actix_web::error::QueryPayloadError::Deserialize(cause) = error else {
            return Self::new(StatusCode::BAD_REQUEST, "invalid_query", error.to_string());
        };
        Self::new(StatusCode::BAD_REQUEST, "invalid_query", format!("The query is not understood: {cause}"))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.status, self.code, self.detail)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        response.insert_header((CONTENT_TYPE, "application/problem+json"));
        response.insert_header(("Cache-Control", "no-store"));
        if self.status == 401 {
            response.insert_header((WWW_AUTHENTICATE, "Bearer realm=\"signpost\""));
        }
        if matches!(self.status, 429 | 503) {
            response.insert_header((RETRY_AFTER, self.wait_seconds.unwrap_or(1)));
        }
        response.body(serde_json::to_vec(self).unwrap_or_default())
    }
}

impl From<FieldErrors> for Problem {
    fn from(errors: FieldErrors) -> Self {
        let count = errors.all().len();
        let detail = if count == 1 { "One field".to_owned() } else { format!("{count} fields") };
        let mut problem = Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid_fields",
            format!("{detail} cannot be what was sent: see errors"),
        );
        problem.errors = errors
            .all()
            .iter()
            .map(|error| ProblemField {
                pointer: error.pointer.clone(),
                code: error.code.to_owned(),
                detail: error.message.clone(),
            })
            .collect();
        problem
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        let sentence = refused.to_string();
        match refused {
            Refused::NotFound(_) | Refused::Denied(Denied::Hidden) => {
                Self::new(StatusCode::NOT_FOUND, "not_found", "There is nothing here with that identifier")
            }
            Refused::Denied(Denied::SignIn) => Self::new(StatusCode::UNAUTHORIZED, "sign_in", sentence),
            Refused::Denied(Denied::WrongRole(_)) => Self::new(StatusCode::FORBIDDEN, "wrong_role", sentence),
            Refused::Denied(Denied::MissingScope(_)) => {
                Self::new(StatusCode::FORBIDDEN, "insufficient_scope", sentence)
            }
            Refused::Invalid(errors) => errors.into(),
            Refused::Stale { .. } => Self::new(StatusCode::PRECONDITION_FAILED, "stale", sentence),
            Refused::Duplicate(_) => Self::new(
                StatusCode::CONFLICT,
                "duplicate",
                "This is already there: read what is there before you add it again",
            ),
            Refused::Busy => Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", sentence),
            Refused::Rule(refusal) => {
                let status = match refusal.kind() {
                    RefusalKind::Conflict | RefusalKind::NotYet => StatusCode::CONFLICT,
                    RefusalKind::Unacceptable => StatusCode::UNPROCESSABLE_ENTITY,
                    RefusalKind::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
                };
                let mut problem = Self::new(status, refusal.code(), sentence);
                if let RefusalKind::TooOften { seconds } = refusal.kind() {
                    problem.wait_seconds = Some(seconds);
                }
                match (refusal.fields(), refusal.pointer()) {
                    (Some(fields), _) => {
                        problem.errors = Self::from(fields.clone()).errors;
                        problem
                    }
                    (None, Some(pointer)) => problem.at(pointer),
                    (None, None) => problem,
                }
            }
            Refused::Broken(cause) => {
                // The log hears everything; the client hears nothing but that it is our fault.
                tracing::error!(%cause, "a request failed on our side");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "broken", sentence)
            }
        }
    }
}
