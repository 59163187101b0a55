//! A framework as it stands: its dates, its lots, its next version, and its end by a decision.

use super::list::{DRAFTS, HERE};
use crate::door::parts::{
    button_form, form, heading_of, hidden, link, link_line, section, send, text, written,
};
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Typed, VERSION, Visit};
use crate::words::{count, regime_said, said, state_tag, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::casework::ReasonDraft;
use domain::frameworks::{Ending, Framework, Revision};
use domain::values::{Prose, Slug};
use domain::{Action, FieldError, FieldErrors, Fields, Platform, Timestamp};
use marketplace::frameworks::{self, revise};
use marketplace::placements;
use serde::Deserialize;
use ui::Markup;
use ui::components::{Cell, Radio, SummaryList, SummaryRow, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(end_page).service(end).service(next).service(show);
}

struct Shown {
    framework: Framework,
    /// The versions that are there, the newest first: a first one may have another number than 1.
    versions: Vec<i64>,
    /// How many places wait for the provider's signature under a changed agreement, and for ours.
    waiting: (i64, i64),
    draft: Option<Revision>,
    now: Timestamp,
}

async fn read(visit: &Visit, slug: Slug) -> Result<Shown, Answer> {
    visit
        .read(move |work, by| {
            let _permit = by.may(Action::LoadReference, &Platform)?;
            let (framework, _) = frameworks::show(work, &slug, None)?;
            let draft = revise::drafts(work, by)?.into_iter().find(|draft| draft.framework == slug);
            let versions = frameworks::versions(work, &slug)?;
            let waiting = placements::variations_waiting(work, by, &slug)?;
            Ok(Shown { framework, versions, waiting, draft, now: work.now() })
        })
        .await
}

fn dates(framework: &Framework, now: Timestamp) -> Markup {
    let definition = &framework.definition;
    let known = [
        ("First applications from", definition.dates.opens),
        ("First applications until", definition.dates.closes),
        ("Decisions announced", definition.dates.standstill_starts),
        ("Challenges until", definition.dates.standstill_ends),
        ("Departments buy from", definition.dates.starts),
        ("Departments buy until", definition.dates.expires),
    ];
    let known = known.into_iter().filter_map(|(words, at)| Some(SummaryRow::new(words, when(at?))));
    let windows = definition.reopenings.iter().map(|window| {
        let says = format!("{} until {}", when(window.opens), when(window.closes));
        SummaryRow::new("Opened again", says)
    });
    let first = [
        SummaryRow::new("State", state_tag(framework.state_at(now).word())),
        SummaryRow::new("Takes applications now", if framework.admits_at(now) { "Yes" } else { "No" }),
        SummaryRow::new("Kind of agreement", said(definition.instrument.word())),
        SummaryRow::new("Law", regime_said(definition.regime.as_str())),
    ];
    SummaryList::new(first.into_iter().chain(known).chain(windows).collect::<Vec<_>>()).into()
}

#[get("/authority/frameworks/{slug}")]
async fn show(visit: SignedIn, slug: Path<Slug>) -> Outcome {
    let shown = read(&visit, slug.into_inner()).await?;
    let Shown { framework, versions, waiting, draft, now } = &shown;
    let (definition, here) = (&framework.definition, format!("{HERE}/{}", framework.slug()));
    let mut lots = Table::new("Lots").caption_size("m").first_cell_is_header(true).head([
        Cell::new("Lot"),
        Cell::new("Covers"),
        Cell::new("Questions"),
        Cell::new("Applications"),
    ]);
    for lot in &definition.lots {
        let queue =
            format!("/authority/placements?state=all&framework={}&lot={}", framework.slug(), lot.slug);
        lots = lots.row([
            Cell::new(format!("{}. {}", lot.number, lot.title)),
            Cell::new(crate::words::channels_said(&lot.covers)),
            Cell::new(lot.questions.len().to_string()),
            Cell::new(link(format!("Applications to lot {}", lot.number), &queue)),
        ]);
    }
    let mut parts = vec![heading_of("Framework", definition.name.as_str()), dates(framework, *now)];
    parts.extend(framework.ended.as_ref().map(|ended| written(ended.note.as_str())));
    parts.push(lots.scrolling());
    parts.push(link_line("Its figures", &format!("/authority/statistics/{}", framework.slug())));
    parts.extend(agreement(framework, *waiting));
    parts.push(section("Versions"));
    parts.push(text(format!(
        "Version {} is the newest. Applications keep the version that they began with.",
        definition.version
    )));
    for version in versions {
        parts.push(link_line(
            &format!("Version {version} as a TOML file"),
            &format!("{here}/file?version={version}"),
        ));
    }
    match draft {
        Some(draft) => {
            parts.push(link_line("Go on with the next version", &format!("{DRAFTS}/{}", draft.id)));
        }
        None => parts.push(button_form(&visit, &format!("{here}/drafts"), send("Write the next version"))),
    }
    if Ending::ALL.iter().any(|ending| framework.clone().end(*ending, note(), *now).is_ok()) {
        parts.push(section("End it"));
        parts.push(link_line("End it without a suitable tender, or call it off", &format!("{here}/end")));
    }
    Ok(visit.show(Page::new(definition.name.to_string(), parts).back(HERE)))
}

/// How the agreement stands: since when it reads so, and who has yet to sign a change of it.
fn agreement(framework: &Framework, (provider, authority): (i64, i64)) -> Vec<Markup> {
    let Some(text_now) = &framework.definition.agreement else { return vec![] };
    let list = |waits_for: &str| {
        format!("/authority/variations?framework={}&waits_for={waits_for}", framework.slug())
    };
    let rows = [
        SummaryRow::new("What it is called", text_now.title.to_string()),
        SummaryRow::new("It reads so since", format!("Version {}", framework.agreement_since)),
        SummaryRow::new("Have yet to sign the change", link(provider.to_string(), &list("provider"))),
        SummaryRow::new("To be countersigned", link(authority.to_string(), &list("authority"))),
    ];
    vec![section("Agreement"), SummaryList::new(rows).into()]
}

/// Any note, to ask whether an end is lawful.
fn note() -> Prose {
    #[expect(clippy::unwrap_used, reason = "a word is prose")]
    "–".parse().unwrap()
}

#[post("/authority/frameworks/{slug}/drafts")]
async fn next(sent: Sent, slug: Path<Slug>) -> Outcome {
    let slug = slug.into_inner();
    match sent.visit.write(move |work, by| revise::start_next(work, by, &slug)).await {
        Ok(revision) => Ok(sent.visit.go(format!("{DRAFTS}/{}", revision.id), "The draft is begun.")),
        Err(rejected) => rejected.on(&sent.visit, |_| Page::new("Draft", [Markup::default()]).back(HERE)),
    }
}

/// How a framework is ended.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct EndDraft {
    ending: String,
    reason: String,
}

impl EndDraft {
    fn parse(self) -> Result<(Ending, Prose), FieldErrors> {
        let mut fields = Fields::new();
        let ending = fields.parse("/ending", &self.ending);
        let reason = fields.check("/reason", ReasonDraft { reason: self.reason }.parse());
        fields.finish(|| Some((ending?, reason?)))
    }
}

fn ending_page(visit: &Visit, framework: &Framework, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let here = format!("{HERE}/{}", framework.slug());
    let inside = [
        hidden(VERSION, &framework.version.to_string()),
        asking
            .ask("ending", "How does it end?")
            .radios([
                Radio::new("unsuccessful", "Without a suitable tender")
                    .hint("While it is open, or evaluated"),
                Radio::new("cancelled", "It is called off").hint("Until departments can buy from it"),
            ])
            .into(),
        asking
            .ask("reason", "Reason")
            .hint("It stays with the framework, for everyone to read")
            .up_to_characters(5000)
            .into(),
        send("End the framework").warning().into(),
    ];
    let many = count(framework.definition.lots.len(), "lot", "lots");
    let parts = [
        heading_of(framework.definition.name.as_str(), "End the framework"),
        text(format!("This ends its {many}. It cannot be undone.")),
        form(visit, &format!("{here}/end"), inside),
    ];
    Page::new("End the framework", parts).mistakes(mistakes).back(here)
}

#[get("/authority/frameworks/{slug}/end")]
async fn end_page(visit: SignedIn, slug: Path<Slug>) -> Outcome {
    let shown = read(&visit, slug.into_inner()).await?;
    Ok(visit.show(ending_page(&visit, &shown.framework, &Typed::default(), &[])))
}

#[post("/authority/frameworks/{slug}/end")]
async fn end(sent: Sent, slug: Path<Slug>) -> Outcome {
    let (slug, version) = (slug.into_inner(), sent.version);
    let named = slug.clone();
    let done = sent
        .act(EndDraft::parse, move |work, by, (ending, reason)| {
            frameworks::end(work, by, &named, version, ending, reason)
        })
        .await;
    match done {
        Ok(_) => Ok(sent.visit.go(format!("{HERE}/{slug}"), "The framework is ended.")),
        Err(rejected) => {
            let shown = read(&sent.visit, slug).await?;
            rejected
                .on(&sent.visit, |mistakes| ending_page(&sent.visit, &shown.framework, &sent.typed, mistakes))
        }
    }
}
