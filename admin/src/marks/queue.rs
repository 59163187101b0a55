//! The authority's queue of applications for the quality mark: filtered, in the order wanted, or whole as a table.

use super::assessed::{deadline_said, risk_tag};
use crate::door::parts::{TAKE_AWAY, chooser, heading, link, link_line, text};
use crate::door::{Outcome, Page, SignedIn, Visit, encode, sought};
use crate::words::{said, state_tag, when};
use actix_web::get;
use actix_web::web::{Query, ServiceConfig};
use domain::Role;
use domain::accreditation::{RiskLevel, State};
use marketplace::accreditation::{self, AfterCase, CaseListed, QueueOrder, WantedAccreditations};
use marketplace::organisations::Page as Keyset;
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, Field, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// How many are on a page.
const ON_A_PAGE: usize = 50;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    text: String,
    state: String,
    order: String,
    risk: String,
    only: String,
    after: String,
}

/// What waits for someone of the authority, by role.
pub(crate) fn waiting_for(visit: &Visit) -> WantedAccreditations {
    let mut wanted = WantedAccreditations::default();
    if visit.has_role(Role::Assessor) {
        wanted.assessor = visit.by.person();
        wanted.states = vec![State::Assigned, State::UnderAssessment];
    } else if visit.has_role(Role::DecisionMaker) {
        wanted.states = vec![State::Recommended, State::UnderAppeal];
    } else if visit.has_role(Role::CategoryManager) {
        wanted.states = vec![State::Submitted];
    } else {
        wanted.states = open();
    }
    wanted
}

/// What is sent and not decided.
fn open() -> Vec<State> {
    State::ALL.iter().copied().filter(|state| state.is_open() && *state != State::Draft).collect()
}

impl Wanted {
    fn read(&self, visit: &Visit) -> WantedAccreditations {
        let mut wanted = match (self.state.as_str(), self.state.parse::<State>()) {
            (_, Ok(state)) => WantedAccreditations { states: vec![state], ..Default::default() },
            ("all", _) => WantedAccreditations::default(),
            ("open", _) => WantedAccreditations { states: open(), ..Default::default() },
            // A question about the whole queue is not one about what waits for me.
            _ if self.only == "free" => WantedAccreditations { states: open(), ..Default::default() },
            _ => waiting_for(visit),
        };
        wanted.text = sought(&self.text);
        wanted.order = self.order.parse().unwrap_or_default();
        wanted.risk = self.risk.parse().ok();
        wanted.late = self.only == "late";
        wanted.free = self.only == "free";
        wanted
    }

    /// The same question at another address, without a place in the list.
    fn address(&self, path: &str) -> String {
        let Self { text, state, order, risk, only, .. } = self;
        let asked = [("text", text), ("state", state), ("order", order), ("risk", risk), ("only", only)];
        let asked = asked.iter().filter(|(_, value)| !value.is_empty());
        let asked: Vec<_> = asked.map(|(name, value)| format!("{name}={}", encode(value))).collect();
        format!("{path}?{}", asked.join("&"))
    }
}

fn key(text: &str) -> Option<AfterCase> {
    let (at, id) = text.split_once('~')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

/// The same as a file.
fn export(wanted: &WantedAccreditations) -> String {
    let WantedAccreditations { text, assessor, states, risk, late, free, order, .. } = wanted;
    let states = states.iter().map(|state| state.word()).collect::<Vec<_>>().join(",");
    let mut path =
        format!("/take-away/accreditations/export?order={order}&state={states}&late={late}&free={free}");
    path.extend(text.iter().map(|text| format!("&text={}", encode(text))));
    path.extend(assessor.map(|person| format!("&assessor={person}")));
    path.extend(risk.map(|risk| format!("&risk={risk}")));
    path
}

fn filters(wanted: &Wanted) -> Markup {
    let states = State::ALL.iter().map(|state| (state.word().to_owned(), said(state.word())));
    let states = [("", "Waiting for you"), ("open", "All that is open"), ("all", "All")]
        .map(|(word, words)| (word.to_owned(), words.to_owned()))
        .into_iter()
        .chain(states);
    let orders = QueueOrder::ALL.iter().map(|order| {
        let words = match order {
            QueueOrder::Age => "Oldest first",
            QueueOrder::Deadline => "Deadline first",
            QueueOrder::Risk => "Highest risk first",
        };
        (order.word(), words)
    });
    let risks =
        [("", "Any"), (RiskLevel::Medium.word(), "Medium and high"), (RiskLevel::High.word(), "High")];
    let only = [("", "All of them"), ("late", "Past their deadline"), ("free", "Waiting for an assessor")];
    let order = if wanted.order.is_empty() { QueueOrder::Age.word() } else { &wanted.order };
    let fields: [Markup; 6] = [
        Field::new("text", "Provider's name, or a part of it").value(&wanted.text).input().into(),
        Field::new("state", "State").value(&wanted.state).select(states.collect::<Vec<_>>()).into(),
        Field::new("only", "Which").value(&wanted.only).select(only).into(),
        Field::new("risk", "Risk").value(&wanted.risk).select(risks).into(),
        Field::new("order", "Order").value(order).select(orders.collect::<Vec<_>>()).into(),
        Button::new("Show").secondary().into(),
    ];
    chooser("/authority/marks", fields)
}

#[get("/authority/marks")]
async fn show(visit: SignedIn, query: Query<Wanted>) -> Outcome {
    let wanted = query.into_inner();
    let asked = wanted.read(&visit);
    let (order, export) = (asked.order, export(&asked));
    let page = Keyset { after: key(&wanted.after), limit: i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX) };
    let rows = visit.read(move |work, by| accreditation::queue(work, by, &asked, &page)).await?;
    let head = ["Provider", "State", "Decide by", "Risk", "Assessors", "Since"].map(Cell::new);
    let mut table = Table::new("Applications").caption_size("m").first_cell_is_header(true).head(head);
    for CaseListed { case, provider, assessors, days_left } in rows.iter().take(ON_A_PAGE) {
        let since = case.submitted_at.unwrap_or(case.started_at);
        let nobody = if assessors.is_empty() { "Nobody".to_owned() } else { assessors.join(", ") };
        table = table.row([
            Cell::new(link(provider, &format!("/marks/{}", case.id))),
            Cell::new(Markup::from(state_tag(case.state.word()))),
            Cell::new(deadline_said(case, *days_left)),
            Cell::new(if case.state.is_open() { risk_tag(&case.assessment.risk) } else { Markup::default() }),
            Cell::new(nobody),
            Cell::new(when(since)),
        ]);
    }
    let mut parts = vec![heading("Quality marks"), filters(&wanted)];
    if rows.is_empty() {
        parts.push(text("No applications here."));
    } else {
        parts.push(table.scrolling());
        parts.push(link_line(TAKE_AWAY, &export));
    }
    if let Some(last) = rows.get(ON_A_PAGE - 1).filter(|_| rows.len() > ON_A_PAGE) {
        let after = format!("{}~{}", order.key(&last.case), last.case.id);
        parts.push(link_line("Next page", &format!("{}&after={after}", wanted.address("/authority/marks"))));
    }
    Ok(visit.show(Page::new("Quality marks", parts).wide()))
}
