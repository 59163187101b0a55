//! Reports: filtered, in the order wanted, page by page, and whole as a table.

use super::wrong_said;
use crate::door::parts::{TAKE_AWAY, chooser, heading, link, link_line, text};
use crate::door::{Outcome, Page, SignedIn};
use crate::words::when;
use actix_web::get;
use actix_web::web::{Query, ServiceConfig};
use domain::ReportId;
use domain::reports::{State, Wrong};
use marketplace::organisations::Page as PageOf;
use marketplace::reports::{self, WantedReports};
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, Field, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

const HERE: &str = "/authority/reports";
/// How many are on a page.
const ON_A_PAGE: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    state: String,
    wrong: String,
    sort: String,
    after: String,
}

impl Wanted {
    /// What is asked for. A word that is none of the choices chooses nothing.
    fn reports(&self) -> WantedReports {
        WantedReports {
            state: match self.state.as_str() {
                "all" => None,
                word => Some(word.parse().unwrap_or(State::Open)),
            },
            wrong: self.wrong.parse().ok(),
            sort: self.sort.parse().unwrap_or_default(),
        }
    }
}

/// The same as part of an address.
fn query(WantedReports { state, wrong, sort }: &WantedReports) -> String {
    let state = state.map_or("all", State::word);
    let mut query = format!("state={state}&sort={sort}");
    query.extend(wrong.map(|wrong| format!("&wrong={wrong}")));
    query
}

fn choices(wanted: &WantedReports) -> Markup {
    let states = [("open", "Open"), ("closed", "Closed"), ("all", "All")];
    let wrongs = Wrong::ALL.iter().map(|wrong| (wrong.word(), wrong_said(*wrong)));
    let wrongs = std::iter::once(("", "Anything")).chain(wrongs);
    let sorts = [("newest", "Newest first"), ("oldest", "Oldest first")];
    let wrong = wanted.wrong.map_or("", Wrong::word);
    let fields: [Markup; 4] = [
        Field::new("state", "State").value(wanted.state.map_or("all", State::word)).select(states).into(),
        Field::new("wrong", "What is wrong").value(wrong).select(wrongs.collect::<Vec<_>>()).into(),
        Field::new("sort", "Order").value(wanted.sort.word()).select(sorts).into(),
        Button::new("Show").secondary().into(),
    ];
    chooser(HERE, fields)
}

fn key(text: &str) -> Option<(i64, ReportId)> {
    let (at, id) = text.split_once('~')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

#[get("/authority/reports")]
async fn show(visit: SignedIn, query: Query<Wanted>) -> Outcome {
    let wanted = query.reports();
    let limit = i64::try_from(ON_A_PAGE).unwrap_or_default() + 1;
    let page = PageOf { after: key(&query.after), limit };
    let asked = wanted.clone();
    let found = visit.read(move |work, by| reports::list(work, by, &asked, &page)).await?;
    let head = ["Entry", "What is wrong", "Reference", "Reported"].map(Cell::new);
    let table = Table::new("Reports").caption_size("m").first_cell_is_header(true).head(head);
    let table = found.iter().take(ON_A_PAGE).fold(table, |table, report| {
        table.row([
            Cell::new(link(report.about.name.as_str(), &format!("/authority/reports/{}", report.id))),
            Cell::new(wrong_said(report.wrong)),
            Cell::new(report.reference().to_string()),
            Cell::new(when(report.made_at)),
        ])
    });
    let mut parts = vec![heading("Problems reported"), choices(&wanted)];
    if found.is_empty() {
        parts.push(text("No reports here."));
    } else {
        parts.push(table.scrolling());
        let export = format!("/take-away/reports/export?{}", self::query(&wanted));
        parts.push(link_line(TAKE_AWAY, &export));
    }
    if let Some(last) = found.get(ON_A_PAGE - 1).filter(|_| found.len() > ON_A_PAGE) {
        let after = format!("{}~{}", last.made_at.as_microsecond(), last.id);
        parts.push(link_line("Next page", &format!("{HERE}?{}&after={after}", self::query(&wanted))));
    }
    Ok(visit.show(Page::new("Problems reported", parts).wide()))
}
