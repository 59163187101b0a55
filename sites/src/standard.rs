//! The Standard, as everyone may read it: what a quality mark says that its holder is.

use crate::answer::{self, paragraph, prose};
use crate::marks::disclaimer;
use crate::platform::{self, shown};
use actix_web::http::StatusCode;
use actix_web::web::{self, Path, ServiceConfig};
use actix_web::{HttpResponse, get};
use domain::accreditation::{Criterion, Measure, Standard, StandardDefinition};
use domain::{Refused, Timestamp};
use marketplace::{Market, accreditation};
use ui::components::{SummaryList, SummaryRow};
use ui::{Content, Language, Markup, Words, args};

/// Where the version in force is; each version is below.
pub(crate) const ADDRESS: &str = "/standard";

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(now_in_english).service(now_in_welsh).service(in_english).service(in_welsh);
}

#[get("/standard")]
async fn now_in_english(market: web::Data<Market>) -> HttpResponse {
    show(market, None, Language::English).await
}

#[get("/cy/standard")]
async fn now_in_welsh(market: web::Data<Market>) -> HttpResponse {
    show(market, None, Language::Welsh).await
}

#[get("/standard/{number}")]
async fn in_english(market: web::Data<Market>, number: Path<String>) -> HttpResponse {
    show(market, Some(number.into_inner()), Language::English).await
}

#[get("/cy/standard/{number}")]
async fn in_welsh(market: web::Data<Market>, number: Path<String>) -> HttpResponse {
    show(market, Some(number.into_inner()), Language::Welsh).await
}

/// A version, or the one in force, among all of them.
async fn show(market: web::Data<Market>, number: Option<String>, language: Language) -> HttpResponse {
    let unit = move || market.read(|work| Ok((accreditation::standards(work)?, work.now())));
    let (all, now) = match web::block(unit).await.map_err(Refused::broken).and_then(|read| read) {
        Ok(read) => read,
        Err(refused) => return answer::broken(&refused, language),
    };
    let wanted = |standard: &&Standard| match &number {
        Some(number) => standard.definition.number.to_string() == *number,
        None => standard.definition.is_in_force(now),
    };
    let Some(standard) = all.iter().find(wanted) else { return answer::nothing_here(language) };
    let (title, content) = page(&standard.definition, &all, now, language);
    let path = number.map_or_else(|| ADDRESS.to_owned(), |number| format!("{ADDRESS}/{number}"));
    answer::html(StatusCode::OK, shown(title, content, language, &path))
}

fn page(
    standard: &StandardDefinition,
    all: &[Standard],
    now: Timestamp,
    language: Language,
) -> (String, Markup) {
    let words = Words::for_language(language);
    let title = match language {
        Language::English => &standard.title,
        Language::Welsh => &standard.title_cy,
    };
    let current = all.iter().find(|one| one.definition.is_in_force(now)).map(|one| one.definition.number);
    let version = |of: &StandardDefinition| {
        let key = if current == Some(of.number) { "standard-in-force" } else { "standard-version" };
        words.say_with(key, &args! { "number" => of.number, "date" => words.date(of.in_force_from) })
    };
    let lead = words.say("standard-lead");
    let opening = [version(standard), lead, disclaimer(standard, language).to_owned()];
    let mut parts = vec![prose(title.as_str(), opening.iter().map(String::as_str))];
    if language == Language::Welsh {
        parts.push(paragraph(&words.say("standard-language")));
    }
    for group in &standard.groups {
        let name = match language {
            Language::English => &group.title,
            Language::Welsh => &group.title_cy,
        };
        parts.push(heading("h2", "m", &format!("{}. {name}", group.id)));
        let criteria = standard.criteria.iter().filter(|criterion| criterion.group == group.id);
        parts.extend(criteria.map(|it| criterion(it, words)));
    }
    let others = all.iter().filter(|other| other.definition.number != standard.number);
    let others: String = others
        .map(|other| {
            let of = &other.definition;
            let address = platform::address(language, &format!("{ADDRESS}/{}", of.number));
            let said = Content::from(version(of));
            format!("<li><a class=\"govuk-link\" href=\"{address}\">{said}</a></li>")
        })
        .collect();
    if !others.is_empty() {
        parts.push(heading("h2", "m", &words.say("standard-others")));
        parts.push(Markup::trusted(format!("<ul class=\"govuk-list\">{others}</ul>")));
    }
    (title.to_string(), Markup::joined(parts))
}

fn heading(level: &str, size: &str, text: &str) -> Markup {
    Markup::trusted(format!("<{level} class=\"govuk-heading-{size}\">{}</{level}>", Content::from(text)))
}

/// Criteria are written in English only, and are marked as that where the page is in Welsh.
fn criterion(criterion: &Criterion, words: &Words) -> Markup {
    let english = |inside: Markup| match words.language() {
        Language::English => inside,
        Language::Welsh => Markup::trusted(format!("<div lang=\"en\">{inside}</div>")),
    };
    let said = |text: &str| english(Markup::from(Content::from(text)));
    let weight = if criterion.essential { "standard-essential" } else { "standard-desirable" };
    let evidence: String =
        criterion.evidence.iter().map(|line| format!("<li>{}</li>", Content::from(line.as_str()))).collect();
    let evidence = Markup::trusted(format!("<ul class=\"govuk-list govuk-list--bullet\">{evidence}</ul>"));
    let mut rows = vec![
        SummaryRow::new(words.say("standard-statement"), said(criterion.statement.as_str())),
        SummaryRow::new(words.say("standard-weight"), words.say(weight)),
        SummaryRow::new(words.say("standard-evidence"), english(evidence)),
        SummaryRow::new(words.say("standard-judged"), said(criterion.judged_by.as_str())),
    ];
    if let Some(Measure { name, unit, threshold, direction }) = &criterion.measure {
        let measure = format!("{name}: {} {threshold} {}", spaced(direction.word()), spaced(unit.as_str()));
        rows.push(SummaryRow::new(words.say("standard-measure"), said(&measure)));
    }
    let title = format!("{} {}", criterion.id, criterion.title);
    Markup::joined([english(heading("h3", "s", &title)), SummaryList::new(rows).into()])
}

fn spaced(word: &str) -> String {
    word.replace('_', " ")
}
