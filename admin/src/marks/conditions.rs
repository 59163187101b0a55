//! Conditions that wait for someone: their day is over, or the holder says that they are met.

use crate::door::parts::{TAKE_AWAY, chooser, heading, link, link_line, text};
use crate::door::{Outcome, Page, SignedIn, encode, sought};
use crate::words::day;
use actix_web::get;
use actix_web::web::{Query, ServiceConfig};
use domain::Timestamp;
use domain::accreditation::{Accreditation, ConditionWaits};
use marketplace::accreditation::{self, AfterCondition, WantedConditions};
use marketplace::organisations::Page as Keyset;
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, Field, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

const HERE: &str = "/authority/conditions";
/// How many marks are on a page.
const ON_A_PAGE: usize = 50;

/// Which conditions are looked at, and from which mark on.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Which {
    text: String,
    why: String,
    after: String,
}

impl Which {
    /// What is asked for. A word that is none of the choices chooses nothing.
    fn wanted(&self) -> WantedConditions {
        WantedConditions { text: sought(&self.text), why: self.why.parse().ok() }
    }

    fn choices(&self) -> Markup {
        let reasons = ConditionWaits::ALL.iter().map(|why| (why.word(), why_said(*why)));
        let reasons = std::iter::once(("", "Any")).chain(reasons).collect::<Vec<_>>();
        let fields: [Markup; 3] = [
            Field::new("text", "Provider's name, or a part of it").value(&self.text).input().into(),
            Field::new("why", "Why it waits").value(&self.why).select(reasons).into(),
            Button::new("Show").secondary().into(),
        ];
        chooser(HERE, fields)
    }
}

const fn why_said(why: ConditionWaits) -> &'static str {
    match why {
        ConditionWaits::Shown => "The holder says it is met",
        ConditionWaits::Overdue => "Overdue",
    }
}

/// The same as part of an address.
fn query(WantedConditions { text, why }: &WantedConditions) -> String {
    let text = text.iter().map(|text| format!("&text={}", encode(text)));
    let asked: String = text.chain(why.iter().map(|why| format!("&why={why}"))).collect();
    asked.trim_start_matches('&').to_owned()
}

fn key(text: &str) -> Option<AfterCondition> {
    let (day, id) = text.split_once('~')?;
    Some((day.parse().ok()?, id.parse().ok()?))
}

/// A row for each condition of a mark that waits.
fn with_rows(
    table: Table,
    (case, provider): &(Accreditation, String),
    wanted: &WantedConditions,
    now: Timestamp,
) -> Table {
    let all = case.mark.iter().flat_map(|mark| &mark.conditions);
    all.filter(|condition| wanted.has(condition, now)).fold(table, |table, condition| {
        let why = condition.waits_because(now).map_or("", why_said);
        table.row([
            Cell::new(link(provider, &format!("/marks/{}", case.id))),
            Cell::new(condition.text.to_string()),
            Cell::new(day(condition.due)),
            Cell::new(why),
        ])
    })
}

#[get("/authority/conditions")]
async fn show(visit: SignedIn, which: Query<Which>) -> Outcome {
    let (wanted, after) = (which.wanted(), key(&which.after));
    let asked = wanted.clone();
    let limit = i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX);
    let (mut cases, now) = visit
        .read(move |work, by| {
            let cases = accreditation::conditions_waiting(work, by, &asked, &Keyset { after, limit })?;
            Ok((cases, work.now()))
        })
        .await?;
    let more = cases.len() > ON_A_PAGE;
    cases.truncate(ON_A_PAGE);
    let head = ["Provider", "Condition", "Due", "Why it waits"].map(Cell::new);
    let table = Table::new("The longest first").caption_size("m").first_cell_is_header(true).head(head);
    let table = cases.iter().fold(table, |table, it| with_rows(table, it, &wanted, now));
    let mut parts = vec![
        heading("Conditions of marks"),
        text("Conditions whose day is over, and those that a holder says it has met."),
        which.choices(),
    ];
    if cases.is_empty() {
        let any = wanted == WantedConditions::default();
        parts.push(text(if any {
            "No condition waits for anyone."
        } else {
            "No conditions match what you chose."
        }));
    } else {
        parts.push(table.scrolling());
        let export = format!("/take-away/mark-conditions/export?{}", query(&wanted));
        parts.push(link_line(TAKE_AWAY, &export));
    }
    let last = cases.last().filter(|_| more);
    if let Some((since, id)) =
        last.and_then(|(case, _)| Some((accreditation::condition_on(case, None)?, case.id)))
    {
        parts.push(link_line("Next page", &format!("{HERE}?{}&after={since}~{id}", query(&wanted))));
    }
    Ok(visit.show(Page::new("Conditions of marks", parts).wide()))
}
