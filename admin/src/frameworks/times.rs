//! When a framework moves on, and when newcomers apply while it runs.

use super::draft::{faults_in, load, path, save, save_buttons};
use crate::door::parts::{form, heading, hidden, section, text};
use crate::door::{Asking, Outcome, Page, Rows, Sent, SignedIn, Typed, VERSION, Visit};
use actix_web::http::StatusCode;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::frameworks::{DatesDraft, Revision, WindowDraft};
use domain::kernel::days;
use domain::values::hours::TimeOfDay;
use domain::{FieldError, FrameworkRevisionId};
use marketplace::At;
use ui::Markup;
use ui::components::Field;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(keep);
}

/// Every date with what it is called.
const DATES: [(&str, &str); 6] = [
    ("opens", "First applications are taken from"),
    ("closes", "First applications are taken until"),
    ("standstill_starts", "What was decided is announced"),
    ("standstill_ends", "The time for a challenge is over"),
    ("starts", "Departments may buy from"),
    ("expires", "Departments may buy until"),
];

/// Times at which newcomers apply.
const REOPENINGS: Rows<'_> = Rows { list: "reopenings", one: "Time", most: 50 };

fn date<'a>(dates: &'a mut DatesDraft, name: &str) -> &'a mut Option<String> {
    match name {
        "opens" => &mut dates.opens,
        "closes" => &mut dates.closes,
        "standstill_starts" => &mut dates.standstill_starts,
        "standstill_ends" => &mut dates.standstill_ends,
        "starts" => &mut dates.starts,
        _ => &mut dates.expires,
    }
}

/// The name of the field for the hour of a civil time: `dates[opens_at]` for `dates[opens]`.
fn hour_of(name: &str) -> String {
    format!("{}_at]", name.trim_end_matches(']'))
}

/// The two fields of a civil time: a day, and an hour beside it.
fn asked(asking: &Asking<'_>, name: &str, words: &str) -> [Markup; 2] {
    let hour = hour_of(name);
    let hour = Field::new(hour.clone(), format!("{words}: at what time in London?"))
        .value(asking.value(&hour))
        .hint("Left empty: from the first minute of the day. For example, 5pm or 17:00");
    [asking.ask_day(name, words, "").into(), hour.input().width(5).into()]
}

fn spelt(typed: &mut Typed, name: &str, civil: Option<&str>) {
    let (day, hour) = civil.unwrap_or_default().split_once('T').unwrap_or_default();
    typed.set(name, day);
    let hour = hour.get(..5).unwrap_or(hour);
    typed.set(&hour_of(name), if hour == "00:00" { "" } else { hour });
}

/// A civil time as a definition writes it. `None`: no day was typed.
fn civil(typed: &Typed, name: &str) -> Option<String> {
    let (day, hour) = (typed.get(name).trim(), typed.get(&hour_of(name)).trim());
    if day.is_empty() && hour.is_empty() {
        return None;
    }
    let day = days::read(day).map_or_else(|_| day.to_owned(), |day| day.to_string());
    let hour = match hour.parse::<TimeOfDay>() {
        Ok(time) => time.to_string(),
        Err(_) if hour.is_empty() => TimeOfDay::MIDNIGHT.to_string(),
        Err(_) => hour.to_owned(),
    };
    Some(format!("{day}T{hour}:00"))
}

fn typed_of(revision: &Revision) -> Typed {
    let mut typed = Typed::default();
    let mut dates = revision.content.dates.clone();
    for (name, _) in DATES {
        spelt(&mut typed, &format!("dates[{name}]"), date(&mut dates, name).as_deref());
    }
    for (place, window) in revision.content.reopenings.iter().enumerate() {
        spelt(&mut typed, &format!("reopenings[{place}][opens]"), Some(&window.opens));
        spelt(&mut typed, &format!("reopenings[{place}][closes]"), Some(&window.closes));
    }
    typed
}

fn page(visit: &Visit, revision: &Revision, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let back = path(revision.id);
    let mut inside = vec![
        hidden(VERSION, &revision.version.to_string()),
        text(
            "Times are London's. What is not known, or not set yet, is left empty. The framework moves on by itself.",
        ),
    ];
    for (name, words) in DATES {
        inside.extend(asked(&asking, &format!("dates[{name}]"), words));
    }
    inside.push(section("When it is opened again (optional)"));
    inside.push(REOPENINGS.asked(&asking, |row| {
        let opens = asked(&asking, &format!("{row}[opens]"), "Newcomers apply from");
        opens.into_iter().chain(asked(&asking, &format!("{row}[closes]"), "Newcomers apply until"))
    }));
    inside.push(save_buttons(&back));
    let parts = [heading("Dates"), form(visit, &format!("{back}/dates"), inside)];
    Page::new("Dates", parts).mistakes(mistakes).back(back)
}

#[get("/authority/framework-drafts/{id}/dates")]
async fn show(visit: SignedIn, id: Path<FrameworkRevisionId>) -> Outcome {
    let revision = load(&visit, id.into_inner()).await?;
    Ok(visit.show(page(&visit, &revision, &typed_of(&revision), &[])))
}

#[post("/authority/framework-drafts/{id}/dates")]
async fn keep(sent: Sent, id: Path<FrameworkRevisionId>) -> Outcome {
    let at = At { id: id.into_inner(), version: sent.version };
    let before = load(&sent.visit, at.id).await?;
    if let Err(asked) = sent.is_to_be_kept() {
        let seen = Revision { version: sent.version, ..before };
        return asked.on(&sent.visit, |mistakes| page(&sent.visit, &seen, &sent.typed, mistakes));
    }
    let mut content = before.content.clone();
    for (name, _) in DATES {
        *date(&mut content.dates, name) = civil(&sent.typed, &format!("dates[{name}]"));
    }
    let rows = (0..sent.typed.rows("reopenings")).filter_map(|place| {
        let opens = civil(&sent.typed, &format!("reopenings[{place}][opens]"));
        let closes = civil(&sent.typed, &format!("reopenings[{place}][closes]"));
        let is_row = opens.is_some() || closes.is_some();
        is_row.then(|| WindowDraft { opens: opens.unwrap_or_default(), closes: closes.unwrap_or_default() })
    });
    content.reopenings = rows.collect();
    match save(&sent.visit, at, content).await {
        Ok(revision) => {
            let mut faults: Vec<FieldError> = vec![];
            for within in ["/dates", "/reopenings"] {
                let told = faults_in(&revision, within).into_iter();
                faults.extend(
                    told.map(|fault| FieldError { pointer: format!("{within}{}", fault.pointer), ..fault }),
                );
            }
            if faults.is_empty() {
                return Ok(sent.visit.go(path(at.id), "It is saved."));
            }
            let page = page(&sent.visit, &revision, &sent.typed, &faults);
            Err(sent.visit.show(page.status(StatusCode::UNPROCESSABLE_ENTITY)))
        }
        Err(rejected) => {
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &before, &sent.typed, mistakes))
        }
    }
}
