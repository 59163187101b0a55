//! A version on its way: its parts, who wrote and approved it, and the step that comes next.

use super::{HERE, Shown, faults_in, load, path};
use crate::door::parts::{element, form, heading_of, hidden, link, link_line, section, send, text, written};
use crate::door::{
    Answer, Asking, Outcome, Page, Sent, SignedIn, Stop, Sure, Typed, VERSION, Visit, download,
};
use crate::words::{count, said_within, state_tag, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{HttpResponse, get, post};
use domain::accreditation::{CriterionDraft, Measure, ProposalState, ProposalStep};
use domain::casework::ReasonDraft;
use domain::{Action, Day, FieldError, StandardProposalId};
use marketplace::At;
use marketplace::accreditation::propose;
use ui::Markup;
use ui::components::{Button, SummaryList, SummaryRow, Tag, Task, TaskList, TaskStatus};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(take).service(add_criterion).service(take_step).service(show);
}

fn status(faults: usize) -> TaskStatus {
    match faults {
        0 => TaskStatus::done("Completed"),
        some => Tag::new(format!("{some} to put right")).into(),
    }
}

fn tasks(shown: &Shown) -> Markup {
    let (content, here) = (&shown.proposal.content, path(shown.proposal.id));
    let faults = faults_in(&shown.proposal, shown.now, "");
    let of_facts = faults.iter().filter(|fault| super::facts::is_of_facts(fault)).count();
    let of = |part: &str| faults.iter().filter(|fault| crate::door::is_within(&fault.pointer, part)).count();
    let mut tasks = vec![
        Task::new("Title, day in force and terms of the mark", status(of_facts))
            .href(format!("{here}/facts")),
        Task::new("How applications are assessed", status(of("/assessing")))
            .href(format!("{here}/assessing")),
    ];
    for (place, group) in content.groups.iter().enumerate() {
        let words = format!("Group {}: {}", group.id, group.title);
        tasks.push(
            Task::new(words, status(of(&format!("/groups/{place}")))).href(format!("{here}/groups/{place}")),
        );
    }
    for (place, criterion) in content.criteria.iter().enumerate() {
        let own = of(&format!("/criteria/{place}"));
        let kind = if criterion.essential { "essential" } else { "desirable" };
        let words = format!("{} {} ({kind})", criterion.id, criterion.title);
        tasks.push(Task::new(words, status(own)).href(format!("{here}/criteria/{place}")));
    }
    TaskList::new(tasks).into()
}

/// A number of months, or that there are none.
fn every_months(months: u32) -> String {
    if months == 0 { "None are planned".to_owned() } else { format!("Every {months} months") }
}

/// How applications are assessed, to be read.
fn assessing(shown: &Shown) -> Markup {
    let terms = &shown.proposal.content.assessing;
    let assessors =
        if terms.wants_two() { "Two, who do not see each other's judgements" } else { "One person" };
    let visits =
        if terms.visits_required { "Before a mark is recommended" } else { "Where the assessor wants to" };
    let rows = [
        SummaryRow::new("Who assesses", assessors),
        SummaryRow::new("Decided within", count_of_days(terms.within_working_days)),
        SummaryRow::new("Places are visited", visits),
        SummaryRow::new("Looks at a mark", every_months(terms.surveillance_every_months)),
    ];
    SummaryList::new(rows).into()
}

fn count_of_days(days: u32) -> String {
    count(usize::try_from(days).unwrap_or_default(), "working day", "working days")
}

/// All that a version says, to be read: by who approves it, and by who writes it.
pub(super) fn to_be_read(shown: &Shown) -> Vec<Markup> {
    let content = &shown.proposal.content;
    let mark = &content.mark;
    let days = mark.warns_days_before.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let of_the_mark = [
        SummaryRow::new(
            "It lasts",
            count(usize::try_from(mark.lasts_months).unwrap_or_default(), "month", "months"),
        ),
        SummaryRow::new(
            "A renewal may be sent",
            format!("{} days before its end", mark.renewal_opens_days_before),
        ),
        SummaryRow::new("Its holder is warned", format!("{days} days before its end")),
        SummaryRow::new(
            "A decision can be appealed against",
            format!("Within {} days", mark.appeal_within_days),
        ),
        SummaryRow::new("What it is not", written(&content.disclaimer)),
        SummaryRow::new("The same in Welsh", written(&content.disclaimer_cy)),
    ];
    let mut parts = vec![
        section("The mark"),
        SummaryList::new(of_the_mark).into(),
        section("How applications are assessed"),
        assessing(shown),
        section("Criteria"),
    ];
    for group in &content.groups {
        parts.push(crate::door::parts::subsection(&format!("{}. {}", group.id, group.title)));
        parts.push(text(format!("In Welsh: {}", group.title_cy)));
        parts.push(criteria(shown, |criterion| criterion.group == group.id));
    }
    let known: Vec<u32> = content.groups.iter().map(|group| group.id).collect();
    parts.push(criteria(shown, |criterion| !known.contains(&criterion.group)));
    parts
}

/// Some of the criteria, to be read.
fn criteria(shown: &Shown, wanted: impl Fn(&CriterionDraft) -> bool) -> Markup {
    let wanted = shown.proposal.content.criteria.iter().filter(|criterion| wanted(criterion));
    Markup::joined(wanted.map(|criterion| {
        let kind = if criterion.essential { "Essential" } else { "Desirable" };
        let mut rows = vec![
            SummaryRow::new("What must be so", written(&criterion.statement)),
            SummaryRow::new("Weight", kind),
            SummaryRow::new(
                "Evidence",
                crate::door::parts::bullets(criterion.evidence.iter().map(String::as_str)),
            ),
            SummaryRow::new("How it is judged", written(&criterion.judged_by)),
        ];
        if let Some(measure) = &criterion.measure {
            let Measure { name, unit, threshold, direction } = measure;
            let (unit, direction) = (said_within(unit.as_str()), said_within(direction.word()));
            rows.push(SummaryRow::new("Measure", format!("{name}: {direction} {threshold} {unit}")));
        }
        Markup::joined([
            element("h4", "govuk-heading-s", format!("{} {}", criterion.id, criterion.title)),
            SummaryList::new(rows).into(),
        ])
    }))
}

/// The day as people read it, where it is one.
fn in_force(text: &str) -> String {
    text.parse::<Day>().map_or_else(|_| text.to_owned(), crate::words::day)
}

fn button(visit: &Visit, shown: &Shown, step: ProposalStep, button: Button) -> Markup {
    let version = hidden(VERSION, &shown.proposal.version.to_string());
    form(visit, &format!("{}/{}", path(shown.proposal.id), step.word()), [version, button.into()])
}

fn steps(visit: &Visit, shown: &Shown, typed: &Typed, mistakes: &[FieldError]) -> Vec<Markup> {
    let proposal = &shown.proposal;
    let lawful = |step| proposal.state.after(step).is_some();
    let mut parts = vec![];
    if shown.may_write && lawful(ProposalStep::Propose) {
        let faults = proposal.faults(shown.now).len();
        parts.push(section("Put it before the board"));
        parts.push(if faults == 0 {
            button(visit, shown, ProposalStep::Propose, send("Put it before the board"))
        } else {
            text(format!("Not yet: there are {} to put right.", count(faults, "thing", "things")))
        });
    }
    if shown.may_approve && lawful(ProposalStep::Approve) {
        parts.push(section("As one of the board"));
        let me = visit.by.person();
        if me.is_some_and(|me| proposal.authors.contains(&me)) {
            parts.push(text("You wrote at this version: others of the board approve it."));
        } else if me.is_some_and(|me| proposal.approvals.iter().any(|it| it.by == me)) {
            parts.push(text("You have approved it. At least one more of the board has to."));
        } else {
            parts.push(button(visit, shown, ProposalStep::Approve, send("Approve this version")));
        }
    }
    if shown.may_approve && lawful(ProposalStep::SendBack) {
        let asking = Asking::of(typed, mistakes);
        let inside = [
            hidden(VERSION, &proposal.version.to_string()),
            asking.ask("reason", "What is to be changed?").up_to_characters(5000).into(),
            send("Send it back").secondary().into(),
        ];
        parts.push(form(visit, &format!("{}/{}", path(proposal.id), ProposalStep::SendBack.word()), inside));
    }
    if shown.may_write && lawful(ProposalStep::Publish) {
        parts.push(section("Publish it"));
        let says = format!(
            "The board has approved it. It is in force from {}; applications that run keep their version.",
            in_force(&proposal.content.in_force_from)
        );
        parts.push(text(says));
        parts.push(button(visit, shown, ProposalStep::Publish, send("Publish it")));
    }
    if shown.may_write && lawful(ProposalStep::Withdraw) {
        parts.push(section("Give it up"));
        parts.push(button(visit, shown, ProposalStep::Withdraw, send("Withdraw this version").warning()));
    }
    parts
}

fn page(visit: &Visit, shown: &Shown, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let (proposal, here) = (&shown.proposal, path(shown.proposal.id));
    let title = format!("Version {} of the Standard", proposal.content.version);
    let mut rows = vec![
        SummaryRow::new("State", state_tag(proposal.state.word())),
        SummaryRow::new("In force from", in_force(&proposal.content.in_force_from)),
        SummaryRow::new("Written by", count(proposal.authors.len(), "person", "people")),
        SummaryRow::new("File", link("Take it away as TOML", &format!("{here}/file"))),
    ];
    for approval in &proposal.approvals {
        rows.push(SummaryRow::new("Approved", format!("{}, by {}", when(approval.at), approval.by)));
    }
    if let Some(reason) = &proposal.sent_back {
        rows.push(SummaryRow::new("Sent back", written(reason.as_str())));
    }
    let mut parts = vec![heading_of("The Standard", &title), SummaryList::new(rows).into()];
    if proposal.state == ProposalState::Draft && shown.may_write {
        parts.extend([section("Write it"), tasks(shown)]);
        let version = hidden(VERSION, &proposal.version.to_string());
        let add = [version, send("Add a criterion").secondary().into()];
        parts.push(form(visit, &format!("{here}/criteria"), add));
        let add = [hidden(VERSION, &proposal.version.to_string()), send("Add a group").secondary().into()];
        parts.push(form(visit, &format!("{here}/groups"), add));
        parts.push(link_line("See it as it will be read", &format!("{here}/preview")));
    } else {
        parts.extend(to_be_read(shown));
    }
    parts.extend(steps(visit, shown, typed, mistakes));
    if visit.may(Action::ReadAudit) {
        let log = format!("/authority/log?subject={}", proposal.id);
        parts.push(link_line("What happened to it, in the log", &log));
    }
    Page::new(title, parts).mistakes(mistakes).back(HERE)
}

#[get("/authority/standard/{id}")]
async fn show(visit: SignedIn, id: Path<StandardProposalId>) -> Outcome {
    let shown = load(&visit, id.into_inner()).await?;
    Ok(visit.show(page(&visit, &shown, &Typed::default(), &[])))
}

#[get("/authority/standard/{id}/file")]
async fn take(visit: SignedIn, id: Path<StandardProposalId>) -> Result<HttpResponse, Answer> {
    let id = id.into_inner();
    let unit = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
        let proposal = propose::proposal(work, by, id)?;
        Ok((proposal.content.version, propose::write(&proposal.content)?))
    };
    let (number, file) = visit.read(unit).await?;
    Ok(download(&format!("standard-v{number}-draft.toml"), file.into_bytes()))
}

#[post("/authority/standard/{id}/criteria")]
async fn add_criterion(sent: Sent, id: Path<StandardProposalId>) -> Outcome {
    let id = id.into_inner();
    let shown = load(&sent.visit, id).await?;
    let mut content = shown.proposal.content.clone();
    let group = content.groups.last().map_or(1, |group| group.id);
    content.criteria.push(CriterionDraft {
        id: String::new(),
        group,
        title: String::new(),
        statement: String::new(),
        essential: false,
        evidence: vec![],
        judged_by: String::new(),
        measure: None,
    });
    let place = content.criteria.len() - 1;
    match super::save(&sent, id, content).await {
        Ok(_) => Ok(sent.visit.go(format!("{}/criteria/{place}", path(id)), "")),
        Err(rejected) => {
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &shown, &sent.typed, mistakes))
        }
    }
}

const fn done(step: ProposalStep) -> &'static str {
    match step {
        ProposalStep::Propose => "It is before the board. It does not change meanwhile.",
        ProposalStep::Approve => "Your approval is on record.",
        ProposalStep::SendBack => "It is sent back to be written anew.",
        ProposalStep::Publish => "It is a version of the Standard now.",
        ProposalStep::Withdraw => "This version is withdrawn.",
    }
}

#[post("/authority/standard/{id}/{step}")]
async fn take_step(sent: Sent, path_of: Path<(StandardProposalId, String)>) -> Outcome {
    let (id, word) = path_of.into_inner();
    let Ok(step) = word.parse::<ProposalStep>() else { return Err(sent.visit.stop(Stop::NotFound)) };
    let at = At { id, version: sent.version };
    if step == ProposalStep::Withdraw {
        sent.sure(&Sure {
            of: "The Standard",
            title: "Withdraw this version",
            points: &[
                "It never comes into force, and is not written any further.",
                "Approvals that it has stay on record, and count for nothing.",
            ],
            does: "Withdraw this version",
            back: path(id),
        })?;
    }
    let visit = &sent.visit;
    let outcome = match step {
        ProposalStep::Propose => visit.write(move |work, by| propose::propose(work, by, at).map(drop)).await,
        ProposalStep::Approve => visit.write(move |work, by| propose::approve(work, by, at).map(drop)).await,
        ProposalStep::Publish => visit.write(move |work, by| propose::publish(work, by, at).map(drop)).await,
        ProposalStep::Withdraw => {
            visit.write(move |work, by| propose::withdraw(work, by, at).map(drop)).await
        }
        ProposalStep::SendBack => {
            let send_back = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor, why| {
                propose::send_back(work, by, at, why).map(drop)
            };
            sent.act(ReasonDraft::parse, send_back).await
        }
    };
    match outcome {
        Ok(()) => Ok(sent.visit.go(path(id), done(step))),
        Err(rejected) => {
            let shown = load(&sent.visit, id).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &shown, &sent.typed, mistakes))
        }
    }
}
