//! Reporting a problem with an entry: a form for everyone, and its receipt.

use crate::answer;
use crate::site::Site;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use domain::reports::{Reference, ReportDraft, Wrong};
use domain::{Actor, FieldErrors, OfferingId, RefusalKind, Refused};
use marketplace::directories::ListedSupport;
use marketplace::reports::{self, Sender};
use ui::components::{
    BackLink, Button, ErrorMessage, ErrorSummary, Hint, Input, Label, Legend, Panel, Radio, Radios, Textarea,
};
use ui::{Content, Markup, args};

/// What people write is at most so long, in characters.
const LONGEST: u16 = 5_000;

/// Where a problem with an entry is reported.
pub(crate) fn address(site: &Site, id: OfferingId) -> String {
    format!("{}/listings/{id}/report", site.base)
}

/// The entry that a request is about, when this directory shows it.
pub(crate) fn listed(site: &Site, request: &HttpRequest) -> Option<ListedSupport> {
    let id = request.match_info().get("id")?.parse::<OfferingId>().ok()?;
    let hit = site.listings.listing(site.directory.id.uuid(), id.uuid(), site.now)?;
    serde_json::from_slice(hit.detail).ok()
}

/// `GET /d/{slug}/listings/{id}/report`
pub(crate) fn ask(site: &Site, request: &HttpRequest) -> HttpResponse {
    match listed(site, request) {
        Some(listed) => form(site, &listed, &ReportDraft::default(), &[], StatusCode::OK),
        None => answer::gone(site),
    }
}

fn form(
    site: &Site,
    listed: &ListedSupport,
    typed: &ReportDraft,
    mistakes: &[(&str, String)],
    status: StatusCode,
) -> HttpResponse {
    let words = site.words;
    let kinds = Wrong::ALL.iter().map(|wrong| {
        let radio = Radio::new(wrong.word(), words.say_word("report-kind", wrong.word()));
        if wrong.is_told_to_the_provider() {
            radio
        } else {
            radio.hint(Hint::new(words.say("report-kind-behaviour-hint")))
        }
    });
    let heading = words.say("report-heading");
    let mut wrong = Radios::new("wrong", Legend::new(heading.as_str()).size("l").as_page_heading())
        .items(kinds)
        .value(typed.wrong.as_str());
    let mut details = Textarea::new("words", Label::new(words.say("report-details")))
        .hint(Hint::new(words.say("report-details-hint")))
        .value(typed.words.as_deref().unwrap_or_default());
    let mut email = Input::new("email", words.say("report-email"))
        .hint(Hint::new(words.say("report-email-hint")))
        .value(typed.email.as_deref().unwrap_or_default())
        .kind("email")
        .autocomplete("email");
    if let Some(message) = ErrorMessage::among(mistakes, "wrong") {
        wrong = wrong.error_message(message);
    }
    if let Some(message) = ErrorMessage::among(mistakes, "words") {
        details = details.error_message(message);
    }
    if let Some(message) = ErrorMessage::among(mistakes, "email") {
        email = email.error_message(message);
    }
    let caption = site.best(&listed.name, listed.name_cy.as_deref());
    let caption = format!("<span class=\"govuk-caption-l\">{}</span>", Content::from(caption));
    let opened =
        format!("<form action=\"{}\" method=\"post\" novalidate>", Content::from(address(site, listed.id)));
    let content = Markup::joined([
        Markup::trusted(caption),
        Markup::trusted(opened),
        wrong.into(),
        details.into(),
        email.into(),
        Button::new(words.say("report-send")).prevent_double_click(true).into(),
        Markup::trusted("</form>".to_owned()),
    ]);
    let entry = format!("/listings/{}", listed.id);
    let page = site
        .page(heading, content, &format!("{entry}/report"))
        .back_link(BackLink::to(format!("{}{entry}", site.base)))
        .errors(ErrorSummary::in_language(site.language, mistakes));
    answer::page(status, &page)
}

/// What is wrong with what was typed, in the language of the page.
fn said(site: &Site, errors: &FieldErrors) -> Vec<(&'static str, String)> {
    let words = site.words;
    let say = |error: &domain::FieldError| match (error.pointer.as_str(), error.code) {
        ("/words", "required") => ("words", words.say("report-details-missing")),
        ("/words", _) => ("words", words.say_with("report-details-long", &args! { "max" => LONGEST })),
        ("/email", _) => ("email", words.say("report-email-malformed")),
        _ => ("wrong", words.say("report-choose-kind")),
    };
    errors.all().iter().map(say).collect()
}

/// `POST /d/{slug}/listings/{id}/report`
pub(crate) async fn send(site: &Site, request: &HttpRequest, body: &[u8]) -> HttpResponse {
    let Some(listed) = listed(site, request) else { return answer::gone(site) };
    let typed = if answer::is_from_elsewhere(request) { None } else { read(body) };
    let Some(typed) = typed else {
        let mistakes = [("", site.words.say("report-not-sent"))];
        return form(site, &listed, &ReportDraft::default(), &mistakes, StatusCode::BAD_REQUEST);
    };
    let command = match typed.parse() {
        Ok(command) => command,
        Err(errors) => {
            let mistakes = said(site, &errors);
            return form(site, &listed, &typed, &mistakes, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let sender = Sender::of(&site.market, request.peer_addr().map(|peer| peer.ip()), header);
    let (market, slug, id) = (site.market.clone(), site.directory.content.slug.clone(), listed.id);
    let span = tracing::Span::current();
    let make = move || {
        let visitor = Actor::Visitor;
        span.in_scope(|| {
            market.write(|work| reports::make(work, &visitor, &slug, id, command.clone(), &sender))
        })
    };
    match web::block(make).await.map_err(Refused::broken).flatten() {
        Ok(report) => HttpResponse::SeeOther()
            .insert_header((header::LOCATION, format!("{}/reported/{}", site.base, report.reference())))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .finish(),
        Err(refused) => not_taken(site, &listed, &typed, refused),
    }
}

fn not_taken(site: &Site, listed: &ListedSupport, typed: &ReportDraft, refused: Refused) -> HttpResponse {
    let say = |key: &str| [("", site.words.say(key))];
    match refused {
        Refused::NotFound(_) => answer::gone(site),
        Refused::Rule(reason) => {
            let RefusalKind::TooOften { seconds } = reason.kind() else {
                return form(site, listed, typed, &say("report-not-sent"), StatusCode::CONFLICT);
            };
            let key = if reason.code() == "too_many_reports" {
                "report-too-many"
            } else {
                "report-too-many-of-entry"
            };
            let mut answer = form(site, listed, typed, &say(key), StatusCode::TOO_MANY_REQUESTS);
            answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            answer
        }
        cause => {
            tracing::error!(%cause, "a report could not be taken");
            form(site, listed, typed, &say("report-not-sent"), StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

/// What was typed. `None`: no form of ours sends this.
fn read(body: &[u8]) -> Option<ReportDraft> {
    let text = std::str::from_utf8(body).ok()?;
    let pairs = web::Query::<Vec<(String, String)>>::from_query(text).ok()?.into_inner();
    let field = |name: &str| {
        let (_, value) = pairs.iter().find(|(given, _)| given == name)?;
        Some(value.clone())
    };
    Some(ReportDraft {
        wrong: field("wrong").unwrap_or_default(),
        words: field("words"),
        email: field("email"),
    })
}

/// `/d/{slug}/reported/{reference}`: what the report is called. Whoever sent it is led here, so that loading the
/// page again sends nothing again.
pub(crate) fn receipt(site: &Site, request: &HttpRequest) -> HttpResponse {
    let reference = request.match_info().get("reference").and_then(|text| text.parse::<Reference>().ok());
    let Some(reference) = reference else { return answer::gone(site) };
    let words = site.words;
    let heading = words.say("report-sent-heading");
    let number = format!(
        "{}<br><strong>{reference}</strong>",
        Content::from(words.say("report-sent-reference").as_str())
    );
    let again = format!(
        "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">{}</a></p>",
        Content::from(site.home()),
        Content::from(words.say("search-again"))
    );
    let content = Markup::joined([
        Panel::new(heading.as_str(), Markup::trusted(number)).into(),
        answer::paragraph(&words.say("report-sent")),
        Markup::trusted(again),
    ]);
    answer::page(StatusCode::OK, &site.page(heading, content, &format!("/reported/{reference}")))
}
