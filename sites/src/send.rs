//! Sending an entry to someone who asked for it: by email, by text message, or on paper by a letter.

use crate::agent::{Desk, unindexed};
use crate::answer::{self, paragraph};
use crate::report::listed;
use crate::share::read_aloud;
use crate::site::Site;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use domain::sendings::{Addressee, Carrier, SendingDraft};
use domain::{Actor, RefusalKind, Refused};
use marketplace::directories::ListedSupport;
use marketplace::reports::Sender;
use marketplace::sendings::{self, Message};
use ui::components::{
    BackLink, Button, Details, ErrorMessage, ErrorSummary, Hint, Input, NotificationBanner,
};
use ui::{Content, Markup, args};

/// Where an entry is sent from, below it.
pub(crate) const PAGE: &str = "send";
/// Where a letter of it is printed, below it.
pub(crate) const LETTER: &str = "letter";

/// The ways to send an entry, at the end of its page.
pub(crate) fn part(site: &Site, listed: &ListedSupport) -> Markup {
    let link = |page: &str, key: &str| {
        format!(
            "<li><a class=\"govuk-link\" href=\"{}/listings/{}/{page}\">{}</a></li>",
            Content::from(site.base.as_str()),
            listed.id,
            Content::from(site.words.say(key))
        )
    };
    let page = if carries_texts(site) { "send-entry" } else { "send-entry-email" };
    Markup::trusted(format!(
        "<ul class=\"govuk-list app-no-paper\">{}{}</ul>",
        link(PAGE, page),
        link(LETTER, "letter-entry")
    ))
}

fn carries_texts(site: &Site) -> bool {
    site.market.settings().carries_texts
}

/// What is sent: the entry, in the language of the page.
fn message(site: &Site, listed: &ListedSupport) -> Message {
    let words = site.words;
    let name = site.best(&listed.name, listed.name_cy.as_deref());
    let address = site.absolute(&format!("/listings/{}", listed.id));
    let mut paragraphs = vec![words.say_with("send-letter-begins", &args! { "directory" => site.name() })];
    paragraphs.push(read_aloud(site, listed).join("\n"));
    paragraphs.push(words.say("costs-free"));
    paragraphs.push(format!("{}\n{address}", words.say("send-more")));
    paragraphs.push(words.say("send-letter-ends"));
    let place = listed.place.as_ref().map(|place| {
        let name = site.best(&place.name, place.name_cy.as_deref());
        format!("{name}, {}, {} {}", place.lines.join(", "), place.town, place.postcode)
    });
    let booking = words.say_word("booking", listed.booking.word());
    let text = [Some(name.to_owned()), place, listed.phone.clone(), Some(booking), Some(address)];
    Message {
        subject: name.to_owned(),
        letter: paragraphs.join("\n\n"),
        text: text.into_iter().flatten().collect::<Vec<_>>().join("\n"),
    }
}

/// `GET /d/{slug}/listings/{id}/send`
pub(crate) fn ask(site: &Site, request: &HttpRequest) -> HttpResponse {
    match listed(site, request) {
        Some(listed) => form(site, request, &listed, &SendingDraft::default(), None, StatusCode::OK),
        None => answer::gone(site),
    }
}

/// The field in which an address of a kind is typed.
const fn field(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::Email => "email",
        Carrier::Text => "mobile",
    }
}

/// The form of one carrier: each has its own, so that one never asks for both.
fn one_form(
    site: &Site,
    action: &str,
    carrier: Carrier,
    typed: &SendingDraft,
    mistakes: &[(&str, String)],
) -> Markup {
    let (words, name) = (site.words, field(carrier));
    let mut to = Input::new(name, words.say_word("send-to", carrier.word())).width(20);
    to = match carrier {
        Carrier::Email => to.kind("email").spellcheck(false),
        Carrier::Text => to.kind("tel").hint(Hint::new(words.say("send-to-text-hint"))),
    };
    // What is typed here is someone else's, mostly: the browser offers none of its owner's, and keeps it not.
    to = to.autocomplete("off");
    if typed.by == carrier.word() {
        to = to.value(typed.to.as_str());
    }
    if let Some(message) = ErrorMessage::among(mistakes, name) {
        to = to.error_message(message);
    }
    let opened = format!(
        "<h2 class=\"govuk-heading-m\">{}</h2><form action=\"{}\" method=\"post\" novalidate>\
         <input type=\"hidden\" name=\"by\" value=\"{carrier}\">",
        Content::from(words.say_word("send-by", carrier.word())),
        Content::from(action)
    );
    Markup::joined([
        Markup::trusted(opened),
        to.into(),
        Button::new(words.say_word("send-button", carrier.word())).prevent_double_click(true).into(),
        Markup::trusted("</form>".to_owned()),
    ])
}

fn form(
    site: &Site,
    request: &HttpRequest,
    listed: &ListedSupport,
    typed: &SendingDraft,
    mistake: Option<(&str, String)>,
    status: StatusCode,
) -> HttpResponse {
    let words = site.words;
    let mistakes: Vec<_> = mistake.into_iter().collect();
    let desk = Desk::of(request);
    let entry = format!("/listings/{}", listed.id);
    let here = format!("{entry}/{PAGE}{}", desk.carried());
    let action = format!("{}{here}", site.base);
    let message = message(site, listed);
    let pre = |text: &str| format!("<p class=\"govuk-body app-as-typed\">{}</p>", Content::from(text));
    let mut parts = vec![
        heading(site, listed, "send-heading"),
        paragraph(&words.say("send-once")),
        one_form(site, &action, Carrier::Email, typed, &mistakes),
    ];
    let mut shown = pre(&message.letter);
    if carries_texts(site) {
        parts.push(one_form(site, &action, Carrier::Text, typed, &mistakes));
        shown = format!(
            "{shown}<hr class=\"govuk-section-break govuk-section-break--m govuk-section-break--visible\">{}",
            pre(&message.text)
        );
    }
    parts.push(Details::new(words.say("send-what"), Markup::trusted(shown)).into());
    parts.push(Markup::trusted(format!(
        "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}{entry}/{LETTER}{}\">{}</a></p>",
        Content::from(site.base.as_str()),
        Content::from(desk.carried()),
        Content::from(words.say("letter-entry"))
    )));
    let page = site
        .page(words.say("send-heading"), Markup::joined(parts), &here)
        .back_link(way_back(site, &desk, &entry))
        .errors(ErrorSummary::in_language(site.language, &mistakes));
    let mut answer = unindexed(answer::page(status, &page));
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// The heading of a page about an entry.
pub(crate) fn heading(site: &Site, listed: &ListedSupport, key: &str) -> Markup {
    Markup::trusted(format!(
        "<span class=\"govuk-caption-l\">{}</span><h1 class=\"govuk-heading-l\">{}</h1>",
        Content::from(site.best(&listed.name, listed.name_cy.as_deref())),
        Content::from(site.words.say(key))
    ))
}

/// Back to the agent view as it was, or to the entry.
pub(crate) fn way_back(site: &Site, desk: &Desk, entry: &str) -> BackLink {
    if desk.is_in_use() {
        return BackLink::to(desk.address(site)).content(site.words.say("desk-back"));
    }
    BackLink::to(format!("{}{entry}", site.base))
}

/// What was typed. `None`: no form of ours sends this.
fn read(body: &[u8]) -> Option<SendingDraft> {
    let text = std::str::from_utf8(body).ok()?;
    let pairs = web::Query::<Vec<(String, String)>>::from_query(text).ok()?.into_inner();
    let value = |name: &str| {
        pairs.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let carrier: Carrier = value("by").parse().ok()?;
    Some(SendingDraft { by: carrier.to_string(), to: value(field(carrier)) })
}

/// `POST /d/{slug}/listings/{id}/send`
pub(crate) async fn send(site: &Site, request: &HttpRequest, body: &[u8]) -> HttpResponse {
    let Some(listed) = listed(site, request) else { return answer::gone(site) };
    let typed = if answer::is_from_elsewhere(request) { None } else { read(body) };
    let Some(typed) = typed else {
        let mistake = Some(("", site.words.say("send-not-sent")));
        let nothing = SendingDraft::default();
        return form(site, request, &listed, &nothing, mistake, StatusCode::BAD_REQUEST);
    };
    // Whatever is wrong with an address, what helps is to see a right one.
    let Ok(to) = typed.parse() else {
        let carrier = if typed.by == Carrier::Text.word() { Carrier::Text } else { Carrier::Email };
        let mistake = Some((field(carrier), site.words.say_word("send-wrong", carrier.word())));
        return form(site, request, &listed, &typed, mistake, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let sender = Sender::of(&site.market, request.peer_addr().map(|peer| peer.ip()), header);
    let message = message(site, &listed);
    match hand_over(site, listed.id, to.clone(), message, sender).await {
        Ok(()) => {
            let (base, desk) = (&site.base, Desk::of(request).carried());
            let mark = if desk.is_empty() { "?" } else { "&" };
            let there = format!("{base}/listings/{}/sent{desk}{mark}by={}", listed.id, to.carrier());
            HttpResponse::SeeOther()
                .insert_header((header::LOCATION, there))
                .insert_header((header::CACHE_CONTROL, "no-store"))
                .finish()
        }
        Err(refused) => not_sent(site, request, &listed, &typed, refused),
    }
}

async fn hand_over(
    site: &Site,
    id: domain::OfferingId,
    to: Addressee,
    message: Message,
    sender: Sender,
) -> Result<(), Refused> {
    let (market, slug) = (site.market.clone(), site.directory.content.slug.clone());
    let span = tracing::Span::current();
    let send = move || {
        span.in_scope(|| {
            market.write(|work| sendings::send(work, &Actor::Visitor, (&slug, id), &to, &message, &sender))
        })
    };
    web::block(send).await.map_err(Refused::broken).flatten()
}

fn not_sent(
    site: &Site,
    request: &HttpRequest,
    listed: &ListedSupport,
    typed: &SendingDraft,
    refused: Refused,
) -> HttpResponse {
    let say = |key: &str| Some(("", site.words.say(key)));
    match refused {
        Refused::NotFound(_) => answer::gone(site),
        Refused::Rule(reason) => match (reason.kind(), reason.code()) {
            (RefusalKind::TooOften { seconds }, code) => {
                let to_one = code == "too_many_messages_to_one";
                let mistake = say(if to_one { "send-too-many-to-one" } else { "send-too-many" });
                let mut answer = form(site, request, listed, typed, mistake, StatusCode::TOO_MANY_REQUESTS);
                answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
                answer
            }
            _ => form(site, request, listed, typed, say("send-no-texts"), StatusCode::CONFLICT),
        },
        cause => {
            tracing::error!(%cause, "an entry could not be sent");
            let status = StatusCode::SERVICE_UNAVAILABLE;
            form(site, request, listed, typed, say("send-not-sent"), status)
        }
    }
}

/// `/d/{slug}/listings/{id}/sent`: it is on its way. Whoever sent it is led here, so that loading the page again sends
/// nothing again. It does not say to whom: the address is with the message alone.
pub(crate) fn sent(site: &Site, request: &HttpRequest) -> HttpResponse {
    let Some(listed) = listed(site, request) else { return answer::gone(site) };
    let (words, desk) = (site.words, Desk::of(request));
    let by_text = request.query_string().split('&').any(|pair| pair == "by=text");
    let carrier = if by_text { Carrier::Text } else { Carrier::Email };
    let entry = format!("/listings/{}", listed.id);
    let said = words.say_word("send-done", carrier.word());
    let content =
        Markup::joined([heading(site, &listed, "send-done-heading"), paragraph(&words.say("send-kept"))]);
    let path = format!("{entry}/sent{}", desk.carried());
    let page = site
        .page(words.say("send-done-heading"), content, &path)
        .banner(NotificationBanner::success(said))
        .back_link(way_back(site, &desk, &entry));
    unindexed(answer::page(StatusCode::OK, &page))
}
