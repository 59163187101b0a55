//! “Did you find help?”: asked where people look, counted without anything about them.

use crate::answer;
use crate::site::Site;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use domain::directories::{AskedOn, FoundHelp, HelpAnswer};
use domain::{Actor, RefusalKind, Refused};
use marketplace::directories;
use marketplace::reports::Sender;
use ui::{Content, Markup};

/// The question, at the end of a page.
pub(crate) fn part(site: &Site, on: AskedOn) -> Markup {
    let say = |key: &str| Content::from(site.words.say(key));
    Markup::trusted(format!(
        "<form class=\"app-feedback app-no-paper\" action=\"{}/feedback\" method=\"post\">\
         <input type=\"hidden\" name=\"page\" value=\"{on}\"><fieldset class=\"govuk-fieldset\">\
         <legend class=\"govuk-fieldset__legend govuk-fieldset__legend--s\">{}</legend>\
         <button class=\"govuk-button govuk-button--secondary\" name=\"found\" value=\"yes\">{}</button> \
         <button class=\"govuk-button govuk-button--secondary\" name=\"found\" value=\"no\">{}</button>\
         </fieldset></form>",
        site.base,
        say("feedback-question"),
        say("yes"),
        say("no"),
    ))
}

/// `POST /d/{slug}/feedback`
pub(crate) async fn send(site: &Site, request: &HttpRequest, body: &[u8]) -> HttpResponse {
    let Some(given) = (!answer::is_from_elsewhere(request)).then(|| read(body)).flatten() else {
        return said(site, StatusCode::BAD_REQUEST, "feedback-not-counted");
    };
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let sender = Sender::of(&site.market, request.peer_addr().map(|peer| peer.ip()), header);
    let (market, slug) = (site.market.clone(), site.directory.content.slug.clone());
    let span = tracing::Span::current();
    let count = move || {
        span.in_scope(|| {
            market.write(|work| directories::answer(work, &Actor::Visitor, &slug, given, &sender))
        })
    };
    match web::block(count).await.map_err(Refused::broken).flatten() {
        Ok(()) => HttpResponse::SeeOther()
            .insert_header((header::LOCATION, format!("{}/feedback?found={}", site.base, given.found)))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .finish(),
        Err(Refused::Rule(reason)) => {
            let mut answer = said(site, StatusCode::TOO_MANY_REQUESTS, "feedback-too-many");
            if let RefusalKind::TooOften { seconds } = reason.kind() {
                answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            answer
        }
        Err(refused) => {
            tracing::error!(%refused, "an answer could not be counted");
            said(site, StatusCode::SERVICE_UNAVAILABLE, "feedback-not-counted")
        }
    }
}

/// What was answered. `None`: no form of ours sends this.
fn read(body: &[u8]) -> Option<HelpAnswer> {
    let text = std::str::from_utf8(body).ok()?;
    let pairs = web::Query::<Vec<(String, String)>>::from_query(text).ok()?.into_inner();
    let field = |name: &str| pairs.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str());
    Some(HelpAnswer { on: field("page")?.parse::<AskedOn>().ok()?, found: field("found")?.parse().ok()? })
}

/// `GET /d/{slug}/feedback`: thanks, and for who found nothing, what else there is.
pub(crate) fn thank(site: &Site, request: &HttpRequest) -> HttpResponse {
    let found_none = request.query_string() == format!("found={}", FoundHelp::No);
    said(site, StatusCode::OK, if found_none { "feedback-none-found" } else { "feedback-thanks-text" })
}

fn said(site: &Site, status: StatusCode, key: &str) -> HttpResponse {
    let words = site.words;
    let heading = words.say(if status.is_success() { "feedback-thanks" } else { "feedback-question" });
    let link = |href: &str, key: &str| {
        format!(
            "<li><a class=\"govuk-link\" href=\"{}\">{}</a></li>",
            Content::from(href),
            Content::from(words.say(key))
        )
    };
    let anywhere = format!("{}?near={}", site.home(), directories::ANYWHERE);
    let ways = [link(site.home(), "search-again"), link(&anywhere, "anywhere-link")].concat();
    let content = Markup::joined([
        answer::prose(&heading, [words.say(key).as_str()]),
        Markup::trusted(format!("<ul class=\"govuk-list\">{ways}</ul>")),
    ]);
    answer::page(status, &site.page(heading, content, "/feedback").head(answer::not_indexed()))
}
