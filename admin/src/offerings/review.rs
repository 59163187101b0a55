//! Changes to live offerings that touch what was assessed: the queue, old and new side by side, and the decision.

use super::case::{Case, case};
use super::differences::table_of;
use crate::door::parts::{
    TAKE_AWAY, bullets, chooser, form, heading, hidden, link, link_line, section, send, text, written,
};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Stop, Sure, Typed, VERSION, Visit, encode, sought};
use crate::words::{said, when};
use actix_web::web::{Path, Query, ServiceConfig};
use actix_web::{get, post};
use domain::offerings::{Assessed, Offering, ReturnDraft};
use domain::{Action, FieldError, OfferingId};
use marketplace::offerings::{self, ChangeSort, WantedChanges};
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, Field, InsetText, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(queue).service(show).service(approve).service(send_back).service(withdraw);
}

const ON_A_PAGE: i64 = 50;

const HERE: &str = "/authority/changes";

/// Which changes are looked at, and from which on.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Which {
    text: String,
    touches: String,
    sort: String,
    after: String,
}

impl Which {
    /// What is asked for. A word that is none of the choices chooses nothing.
    fn wanted(&self) -> WantedChanges {
        WantedChanges {
            text: sought(&self.text),
            touches: self.touches.parse().ok(),
            sort: self.sort.parse().unwrap_or_default(),
        }
    }

    fn choices(&self, sort: ChangeSort) -> Markup {
        let touched = Assessed::ALL.iter().map(|it| (it.word().to_owned(), said(it.word())));
        let touched = std::iter::once((String::new(), "Any".to_owned())).chain(touched);
        let sorts = [(ChangeSort::Oldest, "Longest first"), (ChangeSort::Newest, "Newest first")];
        let sorts = sorts.map(|(sort, words)| (sort.word(), words));
        let fields: [Markup; 4] = [
            Field::new("text", "Provider's name, or a part of it").value(&self.text).input().into(),
            Field::new("touches", "What it touches")
                .value(&self.touches)
                .select(touched.collect::<Vec<_>>())
                .into(),
            Field::new("sort", "Order").value(sort.word()).select(sorts).into(),
            Button::new("Show").secondary().into(),
        ];
        chooser(HERE, fields)
    }
}

/// The same as part of an address.
fn query(WantedChanges { text, touches, sort }: &WantedChanges) -> String {
    let mut query = format!("sort={sort}");
    query.extend(text.iter().map(|text| format!("&text={}", encode(text))));
    query.extend(touches.iter().map(|it| format!("&touches={it}")));
    query
}

fn key(text: &str) -> Option<(i64, OfferingId)> {
    let (at, id) = text.split_once('~')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

fn because(offering: &Offering) -> Vec<&'static str> {
    offering.proposed.iter().flat_map(|proposal| &proposal.touches).map(|it| it.because()).collect()
}

#[get("/authority/changes")]
async fn queue(visit: SignedIn, which: Query<Which>) -> Outcome {
    let (wanted, after) = (which.wanted(), key(&which.after));
    let asked = wanted.clone();
    let rows =
        visit.read(move |work, by| offerings::list_to_review(work, by, &asked, after, ON_A_PAGE + 1)).await?;
    let on_page = usize::try_from(ON_A_PAGE).unwrap_or_default();
    let head = ["Offering", "Provider", "Why it waits", "Since"].map(Cell::new);
    let table = Table::new("Changes").caption_size("m").first_cell_is_header(true).head(head);
    let mut last = None;
    let table = rows.iter().take(on_page).fold(table, |table, (offering, provider)| {
        let since = offering.proposed.as_ref().map_or(offering.drafted_at, |proposal| proposal.since);
        last = Some((since.as_microsecond(), offering.id));
        table.row([
            Cell::new(link(offering.support.name.as_str(), &format!("/offerings/{}/change", offering.id))),
            Cell::new(provider.as_str()),
            Cell::new(because(offering).join(". ")),
            Cell::new(when(since)),
        ])
    });
    let mut parts = vec![
        heading("Changes to live offerings"),
        text(
            "What people have now stays as it is until you have looked at these. All other changes go live at once.",
        ),
    ];
    parts.push(which.choices(wanted.sort));
    if rows.is_empty() {
        let any = wanted.text.is_none() && wanted.touches.is_none();
        parts.push(text(if any { "No change waits." } else { "No changes match what you chose." }));
    } else {
        parts.push(table.scrolling());
        let export = format!("/take-away/offering-changes/export?{}", query(&wanted));
        parts.push(link_line(TAKE_AWAY, &export));
    }
    if let Some((at, id)) = last.filter(|_| rows.len() > on_page) {
        parts.push(link_line("Next page", &format!("{HERE}?{}&after={at}~{id}", query(&wanted))));
    }
    Ok(visit.show(Page::new("Changes to live offerings", parts).wide()))
}

/// What a person reads of a change on the page of its offering.
pub(super) fn notice(case: &Case) -> Option<Markup> {
    let path = format!("/offerings/{}/change", case.offering.id);
    if case.offering.proposed.is_some() {
        let says = text("A change to it waits for a reviewer. Until then people have it as it is below.");
        return Some(InsetText::new(Markup::joined([says, link_line("See the change", &path)])).into());
    }
    let returned = case.offering.returned.as_ref().filter(|_| case.may_keep)?;
    let says = text(format!("A reviewer sent your change back at {}:", when(returned.at)));
    let then = text("Propose it again, or say that the offering is still right as it is.");
    Some(InsetText::new(Markup::joined([says, written(returned.reasons.as_str()), then])).into())
}

fn page(visit: &Visit, case: &Case, may_review: bool, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let id = case.offering.id;
    let here = format!("/offerings/{id}/change");
    let title = "A change that waits for a reviewer";
    let version = || hidden(VERSION, &case.offering.version.to_string());
    let mut parts = vec![
        case.headed(title),
        text(format!("{} offers this.", case.provider.name)),
        bullets(because(&case.offering)),
        table_of("Before and after", &case.offering.proposed_differences()),
        link_line("See everything that it says now", &format!("/offerings/{id}")),
    ];
    if may_review {
        let asking = Asking::of(typed, mistakes);
        let reasons = asking
            .ask("reasons", "Why do you send it back?")
            .hint("The provider reads this, and can propose the change again")
            .up_to_characters(5000);
        parts.extend([
            section("Approve it"),
            text("People have it at once, and directories list it where the quality mark and the places on lots cover it."),
            form(visit, &format!("{here}/approval"), [version(), send("Approve the change").into()]),
            section("Or send it back"),
            form(
                visit,
                &format!("{here}/return"),
                [version(), reasons.into(), send("Send it back").secondary().into()],
            ),
        ]);
    } else if case.may_keep {
        let button = [version(), send("Take the change back").secondary().into()];
        parts.extend([section("Changed your mind?"), form(visit, &format!("{here}/withdrawal"), button)]);
    }
    let back = if may_review { "/authority/changes".to_owned() } else { format!("/offerings/{id}") };
    Page::new(title, parts).back(back).wide()
}

fn may_review(visit: &Visit, case: &Case) -> bool {
    visit.by.may(Action::ReviewOfferings, &case.offering).is_ok()
}

#[get("/offerings/{id}/change")]
async fn show(visit: SignedIn, id: Path<OfferingId>) -> Outcome {
    let case = case(&visit, id.into_inner()).await?;
    if case.offering.proposed.is_none() {
        return Ok(visit.go(format!("/offerings/{}", case.offering.id), ""));
    }
    let reviews = may_review(&visit, &case);
    Ok(visit.show(page(&visit, &case, reviews, &Typed::default(), &[])))
}

/// Where a decision leads, or the page again with what is wrong.
async fn decided(
    sent: &Sent,
    id: OfferingId,
    done: Result<Offering, crate::door::Rejected>,
    (path, said): (String, &str),
) -> Outcome {
    match done {
        Ok(_) => Ok(sent.visit.go(path, said)),
        Err(rejected) => {
            let case = case(&sent.visit, id).await?;
            if case.offering.proposed.is_none() {
                return Err(sent.visit.stop(Stop::NotFound));
            }
            let reviews = may_review(&sent.visit, &case);
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &case, reviews, &sent.typed, mistakes))
        }
    }
}

#[post("/offerings/{id}/change/approval")]
async fn approve(sent: Sent, id: Path<OfferingId>) -> Outcome {
    let (id, version) = (id.into_inner(), sent.version);
    let done = sent.visit.write(move |work, by| offerings::approve_change(work, by, id, version)).await;
    decided(&sent, id, done, ("/authority/changes".to_owned(), "The change is approved: people have it now."))
        .await
}

#[post("/offerings/{id}/change/return")]
async fn send_back(sent: Sent, id: Path<OfferingId>) -> Outcome {
    let (id, version) = (id.into_inner(), sent.version);
    let done = sent
        .act(ReturnDraft::parse, move |work, by, reasons| {
            offerings::return_change(work, by, id, version, reasons)
        })
        .await;
    decided(&sent, id, done, ("/authority/changes".to_owned(), "The change is sent back with your reasons."))
        .await
}

#[post("/offerings/{id}/change/withdrawal")]
async fn withdraw(sent: Sent, id: Path<OfferingId>) -> Outcome {
    let (id, version) = (id.into_inner(), sent.version);
    sent.sure(&Sure {
        of: case(&sent.visit, id).await?.offering.support.name.as_str(),
        title: "Take the change back",
        points: &["What you changed is gone.", "People have the offering as it is now."],
        does: "Take the change back",
        back: format!("/offerings/{id}/change"),
    })?;
    let done = sent.visit.write(move |work, by| offerings::withdraw_change(work, by, id, version)).await;
    decided(&sent, id, done, (format!("/offerings/{id}"), "The change is taken back.")).await
}
