//! Answers: pages with the headers that keep them safe and fresh, and pages that say what is wrong.

use crate::platform;
use crate::site::Site;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use domain::Refused;
use marketplace::directories::Unready;
use ui::page::DirectoryPage;
use ui::{Content, Language, Markup, Words};

/// How long public caches may keep a page. Rule 9 allows 60 seconds at most.
const FRESH: &str = "public, max-age=30";

/// Nothing from elsewhere (a brand's logo is kept here too), nothing within the page, and no address given away:
/// what people search for stays with them.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
                      form-action 'self'; frame-ancestors 'self'";

/// A page of a directory.
pub(crate) fn page(status: StatusCode, page: &DirectoryPage) -> HttpResponse {
    html(status, page.html())
}

/// A page of a directory with a map: where its pictures come from elsewhere, that host alone may send them.
pub(crate) fn page_with_map(site: &Site, status: StatusCode, page: &DirectoryPage) -> HttpResponse {
    let mut answer = self::page(status, page);
    if let Some(map) = &site.market.settings().map {
        let policy = POLICY.replace("img-src 'self'", &format!("img-src 'self' {}", map.source()));
        if let Ok(policy) = header::HeaderValue::from_str(&policy) {
            answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
    answer
}

/// What a page says that is not for search engines: what someone searched for, or a form.
pub(crate) fn not_indexed() -> Markup {
    Markup::trusted("<meta name=\"robots\" content=\"noindex\">")
}

/// Any public page.
pub(crate) fn html(status: StatusCode, html: String) -> HttpResponse {
    let cache = if status.is_success() { FRESH } else { "no-store" };
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header(("Cache-Control", cache))
        .insert_header(("Content-Security-Policy", POLICY))
        .insert_header(("Referrer-Policy", "no-referrer"))
        .body(html)
}

/// A heading and paragraphs, escaped.
pub(crate) fn prose<'t>(heading: &str, paragraphs: impl IntoIterator<Item = &'t str>) -> Markup {
    let heading = Markup::trusted(format!("<h1 class=\"govuk-heading-l\">{}</h1>", Content::from(heading)));
    let paragraphs = paragraphs.into_iter().map(paragraph);
    Markup::joined(std::iter::once(heading).chain(paragraphs))
}

/// One paragraph, escaped.
pub(crate) fn paragraph(text: &str) -> Markup {
    Markup::trusted(format!("<p class=\"govuk-body\">{}</p>", Content::from(text)))
}

/// A page outside any directory.
pub(crate) fn outside(status: StatusCode, language: Language, heading: &str, text: &str) -> HttpResponse {
    let content = prose(heading, [text]);
    html(status, platform::shown(heading.to_owned(), content, language, ""))
}

/// There is no such page, or no directory to which it could belong.
pub(crate) fn nothing_here(language: Language) -> HttpResponse {
    let words = Words::for_language(language);
    let (heading, text) = (words.say("not-found-heading"), words.say("not-found-text"));
    outside(StatusCode::NOT_FOUND, language, &heading, &text)
}

/// The directory has no such page.
pub(crate) fn no_such_page(site: &Site) -> HttpResponse {
    let heading = site.words.say("not-found-heading");
    let content = prose(&heading, [site.words.say("not-found-text").as_str()]);
    page(StatusCode::NOT_FOUND, &site.page(heading, content, ""))
}

/// There is no such quality mark.
pub(crate) fn no_such_mark(language: Language) -> HttpResponse {
    let words = Words::for_language(language);
    let (heading, text) = (words.say("mark-unknown-heading"), words.say("mark-unknown-text"));
    outside(StatusCode::NOT_FOUND, language, &heading, &text)
}

/// Something failed that the asker cannot mend: the log says what.
pub(crate) fn broken(refused: &Refused, language: Language) -> HttpResponse {
    tracing::error!(%refused, "a public page could not be shown");
    let words = Words::for_language(language);
    let (heading, text) = (words.say("server-error-heading"), words.say("too-many-text"));
    outside(StatusCode::SERVICE_UNAVAILABLE, language, &heading, &text)
}

/// The listings are not there yet, or too old.
pub(crate) fn unready(reason: Unready, language: Language) -> HttpResponse {
    tracing::warn!(%reason, "a directory page could not be shown");
    let words = Words::for_language(language);
    let (heading, text) = (words.say("server-error-heading"), words.say("too-many-text"));
    let mut answer = outside(StatusCode::SERVICE_UNAVAILABLE, language, &heading, &text);
    let soon = header::HeaderValue::from_static("5");
    answer.headers_mut().insert(header::RETRY_AFTER, soon);
    answer
}

/// The directory is closed for a while.
pub(crate) fn closed(site: &Site) -> HttpResponse {
    let heading = site.words.say("paused-heading");
    let content = prose(&heading, [site.words.say("paused-text").as_str()]);
    page(StatusCode::NOT_FOUND, &site.page(heading, content, ""))
}

/// The entry is not listed in this directory, any more or at all.
pub(crate) fn gone(site: &Site) -> HttpResponse {
    let heading = site.words.say("gone-heading");
    let again = format!(
        "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">{}</a></p>",
        Content::from(site.home()),
        Content::from(site.words.say("search-again"))
    );
    let content = prose(&heading, [site.words.say("gone-text").as_str()]);
    let content = Markup::joined([content, Markup::trusted(again)]);
    page(StatusCode::NOT_FOUND, &site.page(heading, content, ""))
}

/// Whether the browser says that a page of another site sent the form.
pub(crate) fn is_from_elsewhere(request: &HttpRequest) -> bool {
    let from = request.headers().get("Sec-Fetch-Site").and_then(|value| value.to_str().ok());
    from.is_some_and(|from| !matches!(from, "same-origin" | "none"))
}
