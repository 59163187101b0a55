//! An offering, as its provider and the authority see it.

use super::answers::answers;
use super::part::{GROUPS, Part};
use super::steps::offered;
use crate::door::parts::{button_form, buttons, heading_of, link_line, section, send, subsection, text};
use crate::door::{Answer, Outcome, Page, SignedIn, Visit};
use crate::words::{count, day, state_tag, when};
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::kernel::time::day_of;
use domain::offerings::{Missing, Offering, State};
use domain::organisations::Organisation;
use domain::services::{Cluster, Service};
use domain::{Action, OfferingId, Timestamp};
use marketplace::{offerings, services};
use ui::Markup;
use ui::components::{SummaryList, SummaryRow, Tag, Task, TaskList, TaskStatus};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// An offering with what stands around it.
pub(super) struct Case {
    pub(super) offering: Offering,
    pub(super) provider: Organisation,
    pub(super) services: Vec<Service>,
    pub(super) clusters: Vec<Cluster>,
    pub(super) may_keep: bool,
    pub(super) now: Timestamp,
}

impl Case {
    /// Where it is in its life.
    pub(super) fn state(&self) -> State {
        self.offering.state_at(self.now)
    }

    /// What it still needs before people can have it.
    pub(super) fn missing(&self) -> Vec<Missing> {
        self.offering.support.missing(day_of(self.now))
    }

    /// The heading above everything about it.
    pub(super) fn headed(&self, title: &str) -> Markup {
        heading_of(self.offering.support.name.as_str(), title)
    }
}

pub(super) async fn case(visit: &Visit, id: OfferingId) -> Result<Case, Answer> {
    visit
        .read(move |work, by| {
            let offering = offerings::show(work, by, id)?;
            let may_keep = by.may(Action::KeepOfferings, &offering).is_ok();
            Ok(Case {
                provider: work.find(offering.provider)?,
                services: services::list(work)?,
                clusters: services::list_clusters(work)?,
                may_keep,
                now: work.now(),
                offering,
            })
        })
        .await
}

/// The pages that are for this provider: one without partners is not asked which of them helps.
pub(super) fn is_asked(case: &Case, part: Part) -> bool {
    let has_partner = || case.provider.partners.iter().any(|partner| partner.confirmed_at.is_some());
    part != Part::Partner || has_partner()
}

/// Whether nothing was said on a page that may stay unsaid.
fn is_optional(case: &Case, part: Part) -> bool {
    let support = &case.offering.support;
    match part {
        Part::Identity => !support.identity_check.supported,
        Part::Safety => !support.visits_homes && support.safeguarding.is_none(),
        _ => false,
    }
}

fn status(case: &Case, missing: &[Missing], part: Part) -> TaskStatus {
    let waits = part.missing(missing).count() > 0;
    // What every draft says without having been asked is not an answer.
    let unasked = matches!(part, Part::Typing | Part::Identity | Part::Hours | Part::Services | Part::Safety);
    let says = part.kept(&case.offering.support).tree();
    let answered = says.as_object().is_some_and(|fields| !fields.is_empty());
    match (waits, answered && !unasked) {
        (true, true) => Tag::new("Incomplete").into(),
        (true, false) => Tag::new("Not started").into(),
        (false, true) => TaskStatus::done("Completed"),
        (false, false) if unasked && !is_optional(case, part) => TaskStatus::done("Completed"),
        (false, false) => TaskStatus::done("Optional"),
    }
}

fn tasks(case: &Case, missing: &[Missing]) -> Markup {
    Markup::joined(GROUPS.iter().enumerate().map(|(place, (title, parts))| {
        let tasks = parts.iter().filter(|part| is_asked(case, **part)).map(|part| {
            Task::new(part.title(), status(case, missing, *part)).href(format!(
                "/offerings/{}/edit/{}",
                case.offering.id,
                part.word()
            ))
        });
        let tasks = TaskList::new(tasks.collect::<Vec<_>>()).id_prefix(format!("tasks-{}", place + 1));
        Markup::joined([subsection(title), tasks.into()])
    }))
}

fn facts(case: &Case) -> Markup {
    let offering = &case.offering;
    let mut rows = vec![SummaryRow::new("State", Markup::from(state_tag(case.state().word())))];
    if let Some(pause) = offering.pause.as_ref().filter(|_| case.state() == State::Paused) {
        let until =
            pause.until.map_or("until it is resumed".to_owned(), |until| format!("until {}", day(until)));
        rows.push(SummaryRow::new("Paused", format!("{until}: {}", pause.reason)));
    }
    if let Some(until) = offering.full_until(case.now) {
        rows.push(SummaryRow::new("Full until", day(until)));
    }
    if let Some(at) = offering.published_at {
        rows.push(SummaryRow::new("First published", when(at)));
    }
    if let Some(on) = offering.last_checked_on {
        rows.push(SummaryRow::new("Last checked by the provider", day(on)));
    }
    if let Some(at) = offering.ended_at {
        rows.push(SummaryRow::new("Ended", when(at)));
    }
    SummaryList::new(rows).into()
}

#[get("/offerings/{id}")]
async fn show(visit: SignedIn, id: Path<OfferingId>) -> Outcome {
    let case = case(&visit, id.into_inner()).await?;
    let missing = case.missing();
    let is_draft = case.state() == State::Draft;
    let why = format!("/offerings/{}/listed", case.offering.id);
    let mut parts =
        vec![heading_of(case.provider.name.as_str(), case.offering.support.name.as_str()), facts(&case)];
    parts.extend(super::review::notice(&case));
    if !is_draft {
        parts.push(link_line("Why it is listed in a directory, or not", &why));
    }
    if is_draft && case.may_keep {
        parts.push(section("Before people can have it"));
        parts.push(text(match missing.len() {
            0 => "Everything that is needed is there. Check what it says, then publish.".to_owned(),
            left => format!(
                "{} still missing. You can stop at any time: each page is saved.",
                count(left, "thing is", "things are")
            ),
        }));
        parts.extend([
            tasks(&case, &missing),
            buttons(offered(&case)),
            link_line("Where it would be listed, or why not", &why),
        ]);
    } else {
        parts.extend([buttons(offered(&case)), section("What it says"), answers(&visit, &case)]);
    }
    parts.push(link_line(
        "What happened to it, when and by whom",
        &format!("/offerings/{}/history", case.offering.id),
    ));
    if case.may_keep {
        let copy = send("Copy this offering").secondary();
        parts.push(button_form(&visit, &format!("/offerings/{}/copy", case.offering.id), copy));
    }
    let back = format!("/provider/{}/offerings", case.provider.id);
    Ok(visit.show(Page::new(case.offering.support.name.to_string(), parts).back(back)))
}
