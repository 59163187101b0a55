//! One report, and closing it.

use super::wrong_said;
use crate::door::parts::{form, heading_of, hidden, link, link_line, section, send, text, written};
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Typed, VERSION, Visit};
use crate::words::{state_tag, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::organisations::Organisation;
use domain::reports::{CloseReportDraft, Outcome as CameOfIt, Report, State};
use domain::{FieldError, ReportId};
use marketplace::reports;
use ui::Markup;
use ui::components::{Radio, SummaryList, SummaryRow};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(close);
}

/// A report with whom it is about.
struct Case {
    report: Report,
    provider: Organisation,
}

async fn case(visit: &Visit, id: ReportId) -> Result<Case, Answer> {
    visit
        .read(move |work, by| {
            let report = reports::show(work, by, id)?;
            Ok(Case { provider: work.find(report.about.provider)?, report })
        })
        .await
}

const fn outcome_said(outcome: CameOfIt) -> &'static str {
    match outcome {
        CameOfIt::PutRight => "It was so, and is put right",
        CameOfIt::NotSo => "It was not so",
        CameOfIt::KnownAlready => "It was reported before",
        CameOfIt::NoReport => "It reports nothing",
    }
}

fn facts(case: &Case) -> SummaryList {
    let report = &case.report;
    let about = &report.about;
    let entry = format!("/d/{}/listings/{}", about.directory, about.offering);
    let told = if report.wrong.is_told_to_the_provider() {
        "Yes, by mail, without who reported it"
    } else {
        "No: how someone was treated is read here alone"
    };
    let mut rows = vec![
        SummaryRow::new("State", Markup::from(state_tag(report.state().word()))),
        SummaryRow::new("What is wrong", wrong_said(report.wrong)),
        SummaryRow::new("Entry", link(about.name.as_str(), &entry)),
        SummaryRow::new("Provider", case.provider.name.as_str()),
        SummaryRow::new("Reported", when(report.made_at)),
        SummaryRow::new("Provider told", told),
    ];
    if let Some(words) = &report.words {
        rows.push(SummaryRow::new("In their words", written(words.as_str())));
    }
    if let Some(email) = &report.email {
        rows.push(SummaryRow::new("Would like an answer", email.as_str()));
    }
    if let Some(closed) = &report.closed {
        rows.push(SummaryRow::new("Closed", when(closed.at)));
        rows.push(SummaryRow::new("What came of it", outcome_said(closed.outcome)));
        rows.push(SummaryRow::new("Reason", closed.reason.as_str()));
    }
    SummaryList::new(rows)
}

fn page(visit: &Visit, case: &Case, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let report = &case.report;
    let title = format!("Report {}", report.reference());
    let mut parts = vec![heading_of("Problems reported", &title), facts(case).into()];
    if report.state() == State::Open {
        let asking = Asking::of(typed, mistakes);
        let outcomes = CameOfIt::ALL.iter().map(|outcome| Radio::new(outcome.word(), outcome_said(*outcome)));
        let reason = asking.ask("reason", "Why, or what was done");
        let reason = reason.hint("No names: it stays when what the person wrote is forgotten");
        let inside = [
            hidden(VERSION, &report.version.to_string()),
            asking.ask("outcome", "What came of it?").radios(outcomes).into(),
            reason.input().into(),
            send("Close the report").into(),
        ];
        let concern = format!("/concerns/new?provider={}&report={}", report.about.provider, report.id);
        parts.push(link_line("Raise a concern about the provider out of this", &concern));
        parts.push(section("Close it"));
        parts.push(form(visit, &format!("/authority/reports/{}/close", report.id), inside));
    } else if report.words.is_some() || report.email.is_some() {
        let months = visit.market().settings().keep_reports_months;
        parts.push(text(format!(
            "What the person wrote is forgotten when the report has been closed for {months} months."
        )));
    }
    Page::new(title, parts).back("/authority/reports")
}

#[get("/authority/reports/{id}")]
async fn show(visit: SignedIn, id: Path<ReportId>) -> Outcome {
    let case = case(&visit, id.into_inner()).await?;
    Ok(visit.show(page(&visit, &case, &Typed::default(), &[])))
}

#[post("/authority/reports/{id}/close")]
async fn close(sent: Sent, id: Path<ReportId>) -> Outcome {
    let (id, version) = (id.into_inner(), sent.version);
    let done = sent
        .act(CloseReportDraft::parse, move |work, by, command| reports::close(work, by, id, version, command))
        .await;
    match done {
        Ok(_) => Ok(sent.visit.go(format!("/authority/reports/{id}"), "The report is closed.")),
        Err(rejected) => {
            let case = case(&sent.visit, id).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &case, &sent.typed, mistakes))
        }
    }
}
