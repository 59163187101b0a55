//! What a browser is answered, with the headers that every page of the app has.

use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, Responder, ResponseError};
use marketplace::people::PageOwner;
use std::fmt;

/// What a handler gives: either is an answer, so that `?` leaves early with one.
pub(crate) type Outcome = Result<Answer, Answer>;

/// Only what this host serves may be loaded, and no other site may frame a page or take its forms.
const CONTENT_SECURITY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
                                form-action 'self'; frame-ancestors 'none'";

/// A page or a redirection. A response carries its own with it, so that what is wrapped around all pages finds it.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    status: StatusCode,
    location: Option<String>,
    cookies: Vec<Cookie<'static>>,
    html: Bytes,
    shown_to: Option<PageOwner>,
}

impl Answer {
    /// A document.
    pub(crate) fn html(status: StatusCode, html: String) -> Self {
        Self { status, location: None, cookies: vec![], html: html.into(), shown_to: None }
    }

    /// A document that is shown to one browser alone. It may be kept for it, unless it is told once.
    pub(super) fn shown_to(self, owner: PageOwner, is_told_once: bool) -> Self {
        Self { shown_to: (!is_told_once).then_some(owner), ..self }
    }

    /// The document, its status and whose it is, when it may be kept for its browser.
    pub(super) fn keepable(&self) -> Option<(&PageOwner, StatusCode, &str)> {
        let is_ours_to_mend = self.status.is_server_error();
        let owner = self.shown_to.as_ref().filter(|_| !is_ours_to_mend)?;
        Some((owner, self.status, std::str::from_utf8(&self.html).ok()?))
    }

    /// The same browser led to a page, in place of this document.
    pub(super) fn led_to(self, path: String) -> Self {
        Self { cookies: self.cookies, ..Self::see(path) }
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
        let mut response = response.content_type("text/html; charset=utf-8").body(answer.html.clone());
        response.extensions_mut().insert(answer.clone());
        response
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
