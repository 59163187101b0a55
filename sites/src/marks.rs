//! A quality mark, as everyone may see it: a page in both languages, and a badge for its holder's own site, which says
//! what the mark is now and cannot show one that has ended.

use crate::answer::{self, paragraph, prose};
use crate::platform::{self, shown};
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::{self, Path, ServiceConfig};
use actix_web::{HttpResponse, get};
use domain::accreditation::{MarkStatus, Places};
use domain::kernel::time::day_of;
use domain::{QualityMarkId, Refused, Timestamp};
use marketplace::Market;
use marketplace::accreditation::{PublicMark, quality_mark};
use ui::components::{SummaryList, SummaryRow, Tag, TagColour};
use ui::{Content, Language, Markup, Words, args};

/// A badge is asked for anew each time: an old one could show a mark that has ended.
const ALWAYS_ANEW: &str = "no-cache";

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(badge).service(for_machines).service(in_english).service(in_welsh);
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
    match read(market, id).await {
        Ok((mark, now)) => {
            let (title, content) = page(&mark, now, language);
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

fn page(public: &PublicMark, now: Timestamp, language: Language) -> (String, Markup) {
    let PublicMark { mark, provider, standard } = public;
    let words = Words::for_language(language);
    let status = mark.status_at(now);
    let said = words.say_word("mark-status", status.word());
    let channels: Vec<String> =
        mark.scope.channels.iter().map(|channel| words.say_word("channel", channel.word())).collect();
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
        SummaryRow::new(words.say("mark-covers"), channels.join(", ")),
        SummaryRow::new(words.say("mark-places"), places),
        SummaryRow::new(words.say("mark-from"), words.date(day_of(mark.starts))),
        SummaryRow::new(words.say("mark-until"), words.date(day_of(mark.ends))),
        SummaryRow::new(words.say("mark-standard"), standard.number.to_string()),
    ];
    if mark.renewal.is_some() {
        rows.push(SummaryRow::new(words.say("mark-renewal"), words.say("mark-renewal-pending")));
    }
    if mark.has_open_conditions() {
        rows.push(SummaryRow::new(words.say("mark-conditions"), words.say("mark-conditions-open")));
    }
    let title = words.say("mark-heading");
    let lead = words.say_with("mark-lead", &args! { "name" => provider.name.as_str() });
    let disclaimer = match language {
        Language::English => standard.disclaimer.as_str(),
        Language::Welsh => standard.disclaimer_cy.as_str(),
    };
    let mut parts = vec![prose(&title, [lead.as_str()]), SummaryList::new(rows).into()];
    if let Some(next) = mark.replaced_by {
        let address = platform::address(language, &format!("/quality-marks/{next}"));
        let link = format!(
            "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{address}\">{}</a></p>",
            Content::from(words.say("mark-replaced"))
        );
        parts.push(Markup::trusted(link));
    }
    parts.push(paragraph(disclaimer));
    if status == MarkStatus::InForce {
        parts.push(for_others(mark.id, words));
    }
    (title, Markup::joined(parts))
}

/// How others can show the mark, or check it: while it counts.
fn for_others(id: QualityMarkId, words: &Words) -> Markup {
    let link = |key: &str, path: String| {
        format!("<li><a class=\"govuk-link\" href=\"{path}\">{}</a></li>", Content::from(words.say(key)))
    };
    let links = [
        link("mark-badge", format!("/quality-marks/{id}.svg")),
        link("mark-credential", format!("/quality-marks/{id}/credential")),
        link("mark-json", format!("/quality-marks/{id}.json")),
    ];
    Markup::trusted(format!(
        "<h2 class=\"govuk-heading-m\">{}</h2><p class=\"govuk-body\">{}</p><ul class=\"govuk-list govuk-list--bullet\">{}</ul>",
        Content::from(words.say("mark-check-heading")),
        Content::from(words.say("mark-check-text")),
        links.concat(),
    ))
}

/// A badge for the holder's own site.
#[get("/quality-marks/{id}.svg")]
async fn badge(market: web::Data<Market>, id: Path<String>) -> HttpResponse {
    match read(market, &id).await {
        Ok((public, now)) => HttpResponse::Ok()
            .content_type("image/svg+xml")
            .insert_header(("Cache-Control", ALWAYS_ANEW))
            .insert_header(("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"))
            .body(drawn(&public, now)),
        Err(Refused::NotFound(_)) => HttpResponse::NotFound().finish(),
        Err(refused) => answer::broken(&refused, Language::English),
    }
}

fn drawn(public: &PublicMark, now: Timestamp) -> String {
    let words = Words::for_language(Language::English);
    let status = public.mark.status_at(now);
    let is_in_force = status == MarkStatus::InForce;
    let (ground, sign) = if is_in_force { ("#00703c", "✓") } else { ("#505a5f", "–") };
    let said = if is_in_force {
        words.say_with("badge-until", &args! { "date" => words.date(day_of(public.mark.ends)) })
    } else {
        words.say_word("mark-status", status.word())
    };
    let heading = words.say("badge-heading");
    let title = Content::from(format!("{heading}: {}: {said}", public.provider.name));
    let (heading, said) = (Content::from(heading), Content::from(said));
    let disclaimer = Content::from(public.standard.disclaimer.as_str());
    let not = Content::from(words.say("badge-not"));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"320\" height=\"80\" viewBox=\"0 0 320 80\" role=\"img\">\
         <title>{title}</title><desc>{disclaimer}</desc><rect width=\"320\" height=\"80\" fill=\"{ground}\"/>\
         <g fill=\"#ffffff\" font-family=\"Arial, Helvetica, sans-serif\">\
         <text x=\"32\" y=\"44\" font-size=\"32\" text-anchor=\"middle\">{sign}</text>\
         <text x=\"60\" y=\"28\" font-size=\"15\" font-weight=\"bold\">{heading}</text>\
         <text x=\"60\" y=\"48\" font-size=\"13\">{said}</text>\
         <text x=\"60\" y=\"68\" font-size=\"11\">{not}</text></g></svg>\n"
    )
}
