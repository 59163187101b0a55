//! What a browser is answered, with the headers that every page of the app has.

use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, Responder, ResponseError};
use std::fmt;

/// What a handler gives: either is an answer, so that `?` leaves early with one.
pub(crate) type Outcome = Result<Answer, Answer>;

/// Only what this host serves may be loaded, and no other site may frame a page or take its forms.
const CONTENT_SECURITY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
                                form-action 'self'; frame-ancestors 'none'";

/// A page or a redirection.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    status: StatusCode,
    location: Option<String>,
    cookies: Vec<Cookie<'static>>,
    html: String,
}

impl Answer {
    /// A document.
    pub(crate) fn html(status: StatusCode, html: String) -> Self {
        Self { status, location: None, cookies: vec![], html }
    }

    /// 303: look there. After every form that was done, so that reloading does not send it again.
    pub(crate) fn see(path: impl Into<String>) -> Self {
        Self { location: Some(path.into()), ..Self::html(StatusCode::SEE_OTHER, String::new()) }
    }

    /// With a cookie.
    pub(crate) fn with(mut self, cookie: Cookie<'static>) -> Self {
        self.cookies.push(cookie);
        self
    }
}

/// A file to be saved: never shown in the page, whatever is in it.
pub(crate) fn download(name: &str, bytes: Vec<u8>) -> HttpResponse {
    let name = super::encode(name);
    HttpResponse::Ok()
        .content_type("application/octet-stream")
        .insert_header(("Content-Security-Policy", "default-src 'none'; sandbox"))
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("Content-Disposition", format!("attachment; filename*=UTF-8''{name}")))
        .body(bytes)
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status)
    }
}

impl From<&Answer> for HttpResponse {
    fn from(answer: &Answer) -> Self {
        let mut response = Self::build(answer.status);
        response
            .insert_header(("Content-Security-Policy", CONTENT_SECURITY))
            .insert_header(("Referrer-Policy", "same-origin"))
            .insert_header(("Cache-Control", "no-store"))
            .insert_header(("Cross-Origin-Opener-Policy", "same-origin"))
            .insert_header(("Permissions-Policy", "geolocation=(), camera=(), microphone=()"));
        if let Some(location) = &answer.location {
            response.insert_header((LOCATION, location.as_str()));
        }
        for cookie in &answer.cookies {
            response.cookie(cookie.clone());
        }
        if answer.html.is_empty() {
            return response.finish();
        }
        response.content_type("text/html; charset=utf-8").body(answer.html.clone())
    }
}

impl Responder for Answer {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::from(&self)
    }
}

impl ResponseError for Answer {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::from(self)
    }
}
