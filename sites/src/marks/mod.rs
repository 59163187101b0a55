//! A quality mark, as everyone may see it: a page in both languages, and a badge for its holder's own site, which says
//! what the mark is now and cannot show one that has ended.

mod badge;

use crate::answer::{self, paragraph, prose};
use crate::platform::{self, shown};
use crate::standard;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::{self, Path, ServiceConfig};
use actix_web::{HttpResponse, get};
use badge::{Badge, TALL, WIDE};
use domain::accreditation::{MarkStatus, Places, StandardDefinition};
use domain::casework::Suspension;
use domain::kernel::time::day_of;
use domain::{QualityMarkId, Refused, Timestamp};
use marketplace::Market;
use marketplace::accreditation::{PublicMark, quality_mark};
use ui::components::{SummaryList, SummaryRow, Tag, TagColour};
use ui::{Content, Language, Markup, Words, args};

/// A badge is asked for anew each time: an old one could show a mark that has ended.
const ALWAYS_ANEW: &str = "no-cache";

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(badge_in_english)
        .service(badge_in_welsh)
        .service(for_machines)
        .service(in_english)
        .service(in_welsh);
}

async fn read(market: web::Data<Market>, id: &str) -> Result<(PublicMark, Timestamp), Refused> {
    let id: QualityMarkId = id.parse().map_err(|_| Refused::NotFound("quality mark"))?;
    let unit = move || market.read(|work| Ok((quality_mark(work, id)?, work.now())));
    web::block(unit).await.map_err(Refused::broken)?
}

#[get("/quality-marks/{id}")]
async fn in_english(market: web::Data<Market>, id: Path<String>) -> HttpResponse {
    show(market, &id, Language::English).await
}

#[get("/cy/quality-marks/{id}")]
async fn in_welsh(market: web::Data<Market>, id: Path<String>) -> HttpResponse {
    show(market, &id, Language::Welsh).await
}

/// Programs ask the API, which describes itself.
#[get("/quality-marks/{id}.json")]
async fn for_machines(id: Path<String>) -> HttpResponse {
    match id.parse::<QualityMarkId>() {
        Ok(id) => {
            HttpResponse::Found().insert_header((LOCATION, format!("/api/v1/quality-marks/{id}"))).finish()
        }
        Err(_) => HttpResponse::NotFound().finish(),
    }
}

async fn show(market: web::Data<Market>, id: &str, language: Language) -> HttpResponse {
    let base = market.settings().base_url.clone();
    match read(market, id).await {
        Ok((mark, now)) => {
            let (title, content) = page(&mark, &base, now, language);
            answer::html(StatusCode::OK, shown(title, content, language, &format!("/quality-marks/{id}")))
        }
        Err(Refused::NotFound(_)) => answer::no_such_mark(language),
        Err(refused) => answer::broken(&refused, language),
    }
}

const fn colour(status: MarkStatus) -> TagColour {
    match status {
        MarkStatus::InForce => TagColour::Green,
        MarkStatus::Suspended => TagColour::Yellow,
        MarkStatus::Revoked => TagColour::Red,
        MarkStatus::Lapsed => TagColour::Grey,
    }
}

fn page(public: &PublicMark, base: &str, now: Timestamp, language: Language) -> (String, Markup) {
    let PublicMark { mark, provider, partners, standard } = public;
    let words = Words::for_language(language);
    let status = mark.status_at(now);
    let said = words.say_word("mark-status", status.word());
    let channels = mark.scope.channels.iter().map(|channel| words.say_word("channel", channel.word()));
    let places = match &mark.scope.places {
        Places::All => words.say("mark-places-all"),
        Places::Listed(listed) => listed.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Places::AllBut(listed) => {
            let listed = listed.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            format!("{}: {listed}", words.say("mark-places-all-but"))
        }
    };
    let mut rows = vec![
        SummaryRow::new(words.say("mark-now"), Markup::from(Tag::new(said).colour(colour(status)))),
        SummaryRow::new(words.say("mark-holder"), provider.name.to_string()),
        SummaryRow::new(words.say("mark-covers"), channels.collect::<Vec<_>>().join("; ")),
        SummaryRow::new(words.say("mark-places"), places),
    ];
    if !partners.is_empty() {
        let names = partners.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        rows.push(SummaryRow::new(words.say("mark-partners"), names));
    }
    rows.push(SummaryRow::new(words.say("mark-from"), words.date(day_of(mark.starts))));
    // What was taken away counted until then, whatever it was given for.
    let ends = mark.revocation.as_ref().map_or(mark.ends, |revocation| revocation.at);
    rows.push(SummaryRow::new(words.say("mark-until"), words.date(day_of(ends))));
    if let Some(suspension) = mark.suspensions.last().filter(|_| status == MarkStatus::Suspended) {
        rows.push(SummaryRow::new(words.say("mark-since"), suspended(suspension, words)));
    }
    rows.push(SummaryRow::new(words.say("mark-standard"), judged_against(standard, words)));
    if mark.renewal.is_some() {
        rows.push(SummaryRow::new(words.say("mark-renewal"), words.say("mark-renewal-pending")));
    }
    if mark.has_open_conditions() {
        rows.push(SummaryRow::new(words.say("mark-conditions"), words.say("mark-conditions-open")));
    }
    let title = words.say("mark-heading");
    let lead = words.say_with("mark-lead", &args! { "name" => provider.name.as_str() });
    let mut parts = vec![prose(&title, [lead.as_str()]), SummaryList::new(rows).into()];
    if let Some(next) = mark.replaced_by {
        let address = platform::address(language, &format!("/quality-marks/{next}"));
        let link = format!(
            "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{address}\">{}</a></p>",
            Content::from(words.say("mark-replaced"))
        );
        parts.push(Markup::trusted(link));
    }
    parts.push(paragraph(disclaimer(standard, language)));
    if status == MarkStatus::InForce {
        parts.push(for_others(public, base, now, words));
    }
    (title, Markup::joined(parts))
}

/// What the mark is not.
pub(crate) fn disclaimer(standard: &StandardDefinition, language: Language) -> &str {
    match language {
        Language::English => standard.disclaimer.as_str(),
        Language::Welsh => standard.disclaimer_cy.as_str(),
    }
}

/// Since when a mark is suspended, and until when where that is known. Why is between its holder and the authority.
fn suspended(suspension: &Suspension, words: &Words) -> String {
    let since = words.date(day_of(suspension.since));
    match suspension.until {
        Some(until) => {
            words.say_with("mark-suspended-until", &args! { "date" => since, "until" => words.date(until) })
        }
        None => words.say_with("mark-suspended-since", &args! { "date" => since }),
    }
}

/// The version of the Standard that the holder was judged against, to be read.
fn judged_against(standard: &StandardDefinition, words: &Words) -> Markup {
    let address = platform::address(words.language(), &format!("{}/{}", standard::ADDRESS, standard.number));
    let said = words.say_with("mark-standard-version", &args! { "number" => standard.number });
    Markup::trusted(format!("<a class=\"govuk-link\" href=\"{address}\">{}</a>", Content::from(said)))
}

/// Where the badge is drawn that speaks a language.
fn badge_address(id: QualityMarkId, language: Language) -> String {
    platform::address(language, &format!("/quality-marks/{id}.svg"))
}

/// How others can show the mark, or check it: while it counts.
fn for_others(public: &PublicMark, base: &str, now: Timestamp, words: &'static Words) -> Markup {
    let (id, language) = (public.mark.id, words.language());
    let link = |key: &str, path: String| {
        format!("<li><a class=\"govuk-link\" href=\"{path}\">{}</a></li>", Content::from(words.say(key)))
    };
    let links = [
        link("mark-badge", badge_address(id, language)),
        link("mark-badge-other", badge_address(id, language.other())),
        link("mark-credential", format!("/quality-marks/{id}/credential")),
        link("mark-json", format!("/quality-marks/{id}.json")),
    ];
    // It leads back to this page, which says what the badge has no room for.
    let picture = badge_address(id, language);
    let image = |base: &str, alt: String| {
        let alt = Content::from(alt);
        format!("<img src=\"{base}{picture}\" alt=\"{alt}\" width=\"{WIDE}\" height=\"{TALL}\">")
    };
    // What is copied must not say of itself that the mark counts: that is for the picture, which is drawn anew.
    let always = words.say_with("badge-alone", &args! { "name" => public.provider.name.as_str() });
    let page = platform::address(language, &format!("/quality-marks/{id}"));
    let to_copy = Content::from(format!("<a href=\"{base}{page}\">{}</a>", image(base, always)));
    Markup::trusted(format!(
        "<h2 class=\"govuk-heading-m\">{}</h2><p class=\"govuk-body\">{}</p><p class=\"govuk-body app-badge\">{}</p>\
         <ul class=\"govuk-list govuk-list--bullet\">{}</ul>\
         <p class=\"govuk-body\">{}</p><code class=\"app-secret govuk-body-s\">{to_copy}</code>",
        Content::from(words.say("mark-check-heading")),
        Content::from(words.say("mark-check-text")),
        image("", Badge::of(public, now, words).in_words()),
        links.concat(),
        Content::from(words.say("mark-embed")),
    ))
}

/// A badge for the holder's own site.
#[get("/quality-marks/{id}.svg")]
async fn badge_in_english(market: web::Data<Market>, id: Path<String>) -> HttpResponse {
    drawn(market, &id, Language::English).await
}

/// The same in Welsh.
#[get("/cy/quality-marks/{id}.svg")]
async fn badge_in_welsh(market: web::Data<Market>, id: Path<String>) -> HttpResponse {
    drawn(market, &id, Language::Welsh).await
}

async fn drawn(market: web::Data<Market>, id: &str, language: Language) -> HttpResponse {
    match read(market, id).await {
        Ok((public, now)) => HttpResponse::Ok()
            .content_type("image/svg+xml")
            .insert_header(("Cache-Control", ALWAYS_ANEW))
            .insert_header(("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"))
            .body(Badge::of(&public, now, Words::for_language(language)).svg()),
        Err(Refused::NotFound(_)) => HttpResponse::NotFound().finish(),
        Err(refused) => answer::broken(&refused, language),
    }
}
