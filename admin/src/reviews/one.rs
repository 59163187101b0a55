//! One concern or check: what it is about, who looks, what came of it.

use super::finding_said;
use crate::door::parts::{form, heading_of, hidden, link, section, send, text, written};
use crate::door::{Answer, Asking, Outcome, Page, Rejected, Sent, SignedIn, Typed, VERSION, Visit};
use crate::marks::{cause_said, named, who};
use crate::words::{day, said, state_tag, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::accreditation::{Criterion, StandardDefinition, Verdict};
use domain::casework::ReasonDraft;
use domain::organisations::Organisation;
use domain::people::Person;
use domain::reviews::{ConcludeDraft, Finding, Review, ReviewerDraft, Source, State};
use domain::{Action, FieldError, PersonId, ReviewId, Timestamp};
use marketplace::accreditation::{self, Workload};
use marketplace::{At, reviews};
use std::collections::BTreeSet;
use ui::Markup;
use ui::components::{Radio, SummaryList, SummaryRow};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(assign).service(conclude).service(close);
}

/// What the names of fields about judgements begin with.
const JUDGEMENTS: &str = "judgements[";

struct Shown {
    review: Review,
    provider: Organisation,
    standard: StandardDefinition,
    assessor: Option<String>,
    assessors: Vec<Workload>,
    me: Option<PersonId>,
    now: Timestamp,
}

async fn read(visit: &Visit, id: ReviewId) -> Result<Shown, Answer> {
    visit
        .read(move |work, by| {
            let review = reviews::show(work, by, id)?;
            let assessor: Option<Person> = review.assessor.map(|it| work.find(it)).transpose()?;
            let may_tend = by.may(Action::TendReviews, &review).is_ok() && review.state.is_open();
            Ok(Shown {
                provider: work.find(review.provider)?,
                standard: accreditation::standard(work, review.standard)?.definition,
                assessor: assessor.map(|it| it.name.to_string()),
                assessors: if may_tend { accreditation::workloads(work, by)? } else { vec![] },
                me: by.person(),
                now: work.now(),
                review,
            })
        })
        .await
}

const fn source_said(source: Source) -> &'static str {
    match source {
        Source::Authority => "Someone of the authority",
        Source::Department => "Someone of a department",
        Source::Report => "A problem that a member of the public reported",
    }
}

fn facts(shown: &Shown) -> Markup {
    let it = &shown.review;
    let state = if it.is_missed_at(shown.now) { "missed" } else { it.state.word() };
    let mut rows = vec![
        SummaryRow::new("Provider", shown.provider.name.to_string()),
        SummaryRow::new("State", state_tag(state)),
        SummaryRow::new("Due", format!("By the end of {}", day(it.due))),
        SummaryRow::new("Raised", when(it.raised_at)),
    ];
    if let Some(source) = it.source {
        rows.push(SummaryRow::new("From", source_said(source)));
    }
    if let Some(report) = it.report {
        rows.push(SummaryRow::new(
            "Report",
            link("The problem reported", &format!("/authority/reports/{report}")),
        ));
    }
    if let Some(about) = &it.about {
        rows.push(SummaryRow::new("What it is about", written(about.as_str())));
    }
    let criteria = it.criteria.iter().filter_map(|id| shown.standard.criterion(id)).map(named);
    let criteria: Vec<_> = criteria.collect();
    let criteria = if criteria.is_empty() { text("All") } else { crate::door::parts::bullets(criteria) };
    rows.push(SummaryRow::new("Criteria", criteria));
    rows.push(SummaryRow::new("Assessor", shown.assessor.clone().unwrap_or_else(|| "Nobody".to_owned())));
    if let Some(case) = it.accreditation {
        rows.push(SummaryRow::new("Quality mark", link("The case of the mark", &format!("/marks/{case}"))));
    }
    if let Some(result) = &it.result {
        let value = [
            text(format!("{} ({})", finding_said(result.finding), when(result.at))),
            written(result.report.as_str()),
        ];
        rows.push(SummaryRow::new("Finding", Markup::joined(value)));
        for (criterion, judgement) in &result.judgements {
            let value = format!("{}: {}", said(judgement.verdict.word()), judgement.reasons);
            rows.push(SummaryRow::new(format!("Criterion {criterion}"), value));
        }
    }
    if let Some(closing) = &it.closing {
        let value = [text(format!("At {}", when(closing.at))), written(closing.reason.as_str())];
        rows.push(SummaryRow::new("Closed", Markup::joined(value)));
    }
    SummaryList::new(rows).into()
}

/// A criterion that is in question: judged, or left to the report.
fn judgement(asking: &Asking<'_>, criterion: &Criterion) -> [Markup; 2] {
    let name = |field: &str| format!("{JUDGEMENTS}{}][{field}]", criterion.id);
    let verdicts = Verdict::ALL.iter().map(|verdict| Radio::new(verdict.word(), said(verdict.word())));
    let question = format!("Is criterion {} met? (optional)", named(criterion));
    let reasons = format!("Reasons on criterion {} (optional)", criterion.id);
    [
        asking.ask(&name("verdict"), &question).radios(verdicts.collect::<Vec<_>>()).into(),
        asking.ask(&name("reasons"), &reasons).textarea().into(),
    ]
}

/// Leaves out the criteria on which nothing was typed: they are judged by the report alone.
fn leave_out_unjudged(typed: &mut Typed) {
    let of = |name: &str| name.strip_prefix(JUDGEMENTS)?.split_once(']').map(|(id, _)| id.to_owned());
    let filled = typed.0.iter().filter(|(_, value)| !value.trim().is_empty());
    let judged: BTreeSet<String> = filled.filter_map(|(name, _)| of(name)).collect();
    typed.0.retain(|(name, _)| of(name).is_none_or(|id| judged.contains(&id)));
}

/// What can be done to it by whoever looks, each in a form of its own.
fn forms(visit: &Visit, shown: &Shown, asking: &Asking<'_>) -> Vec<Markup> {
    let it = &shown.review;
    let path = |step: &str| format!("/authority/reviews/{}/{step}", it.id);
    let version = || hidden(VERSION, &it.version.to_string());
    let mut parts = vec![];
    if it.state == State::UnderReview && it.assessor == shown.me {
        let findings = Finding::ALL.iter().map(|finding| Radio::new(finding.word(), finding_said(*finding)));
        let findings: Vec<_> = findings.collect();
        let fields: Vec<Markup> = vec![
            version(),
            asking.ask("finding", "What did you find?").radios(findings).into(),
            asking.ask("report", "Report").hint("The provider reads it").up_to_characters(5000).into(),
        ];
        let looked_at = it.criteria.iter().filter_map(|id| shown.standard.criterion(id));
        let judged = looked_at.flat_map(|criterion| judgement(asking, criterion));
        let fields = fields.into_iter().chain(judged).chain([send("Conclude").into()]);
        parts.extend([section("Say what you found"), form(visit, &path("conclude"), fields)]);
    }
    if visit.by.may(Action::TendReviews, it).is_ok() && it.state.is_open() {
        let title =
            if it.assessor.is_some() { "Give it to another assessor" } else { "Give it to an assessor" };
        let fields: Vec<Markup> =
            vec![version(), who(asking, "Who looks?", &shown.assessors), send(title).into()];
        parts.extend([section(title), form(visit, &path("assign"), fields)]);
        let fields: Vec<Markup> = vec![
            version(),
            asking.ask("reason", "Why does nobody need to look?").textarea().into(),
            send("Close it").warning().into(),
        ];
        parts.extend([section("Close it"), form(visit, &path("close"), fields)]);
    }
    parts
}

fn page(visit: &Visit, shown: &Shown, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let title = cause_said(shown.review.cause);
    let mut parts = vec![heading_of(shown.provider.name.as_str(), title), facts(shown)];
    parts.extend(forms(visit, shown, &Asking::of(typed, mistakes)));
    Page::new(title, parts).back("/authority/reviews")
}

#[get("/authority/reviews/{id}")]
async fn show(visit: SignedIn, id: Path<ReviewId>) -> Outcome {
    let shown = read(&visit, id.into_inner()).await?;
    Ok(visit.show(page(&visit, &shown, &Typed::default(), &[])))
}

async fn answered(sent: &Sent, id: ReviewId, done: Result<Review, Rejected>, says: &str) -> Outcome {
    match done {
        Ok(_) => Ok(sent.visit.go(format!("/authority/reviews/{id}"), says)),
        Err(rejected) => {
            let shown = read(&sent.visit, id).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &shown, &sent.typed, mistakes))
        }
    }
}

#[post("/authority/reviews/{id}/assign")]
async fn assign(sent: Sent, id: Path<ReviewId>) -> Outcome {
    let at = At { id: id.into_inner(), version: sent.version };
    let done = sent.act(ReviewerDraft::parse, move |work, by, who| reviews::assign(work, by, at, who)).await;
    answered(&sent, at.id, done, "It is with an assessor.").await
}

#[post("/authority/reviews/{id}/conclude")]
async fn conclude(mut sent: Sent, id: Path<ReviewId>) -> Outcome {
    let at = At { id: id.into_inner(), version: sent.version };
    leave_out_unjudged(&mut sent.typed);
    let done =
        sent.act(ConcludeDraft::parse, move |work, by, found| reviews::conclude(work, by, at, found)).await;
    answered(&sent, at.id, done, "It is concluded. The provider has been told.").await
}

#[post("/authority/reviews/{id}/close")]
async fn close(sent: Sent, id: Path<ReviewId>) -> Outcome {
    let at = At { id: id.into_inner(), version: sent.version };
    let done = sent.act(ReasonDraft::parse, move |work, by, why| reviews::close(work, by, at, why)).await;
    answered(&sent, at.id, done, "It is closed.").await
}
