//! Raising a concern, or starting a spot check: first about whom, then what.

use crate::door::parts::{form, heading, heading_of, hidden, link, link_line, send, text};
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Stop, Typed, Visit};
use crate::marks::named;
use actix_web::web::{Query, ServiceConfig};
use actix_web::{get, post};
use domain::accreditation::StandardDefinition;
use domain::organisations::Organisation;
use domain::reviews::{ConcernDraft, LookDraft};
use domain::{Action, FieldError, OrganisationId, Platform, ReportId};
use marketplace::reviews::{self, TO_CHOOSE_FROM};
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Checkbox, Field};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(about_whom).service(show).service(raise).service(show_check).service(check);
}

#[derive(Deserialize)]
struct Named {
    name: Option<String>,
    check: Option<String>,
}

/// Providers whose name has in it what was typed.
#[get("/concerns")]
async fn about_whom(visit: SignedIn, query: Query<Named>) -> Outcome {
    let name = query.name.clone().unwrap_or_default();
    let is_check = query.check.is_some();
    let typed = name.clone();
    let found = visit.read(move |work, by| reviews::providers_called(work, by, &typed)).await?;
    let title = if is_check { "Whose mark is checked?" } else { "Which provider is it about?" };
    let fields: [Markup; 2] = [
        Field::new("name", "Name of the provider, or a part of it").value(&name).input().into(),
        Button::new("Find").secondary().into(),
    ];
    let keep = if is_check { hidden("check", "yes") } else { Markup::default() };
    let search = Markup::trusted(format!(
        "<form method=\"get\" action=\"/concerns\">{keep}{}</form>",
        Markup::joined(fields)
    ));
    let path = if is_check { "/spot-checks/new" } else { "/concerns/new" };
    let rows = found.iter().take(TO_CHOOSE_FROM).map(|provider| {
        let to = format!("{path}?provider={}", provider.id);
        Markup::trusted(format!("<li>{}</li>", link(provider.name.as_str(), &to)))
    });
    let list = Markup::trusted(format!("<ul class=\"govuk-list\">{}</ul>", Markup::joined(rows)));
    let list = if found.is_empty() { text("No provider has this in its name.") } else { list };
    let back =
        if visit.by.may(Action::ReadReviews, &Platform).is_ok() { "/authority/reviews" } else { "/home" };
    let mut parts = vec![heading(title), search, list];
    if found.len() > TO_CHOOSE_FROM {
        parts.push(text(format!(
            "These are the first {TO_CHOOSE_FROM}. Type more of the name to find others."
        )));
    }
    if !is_check {
        parts.push(link_line("Concerns that you raised", "/concerns/raised"));
    }
    Ok(visit.show(Page::new(title, parts).back(back)))
}

#[derive(Clone, Deserialize)]
struct About {
    provider: OrganisationId,
    report: Option<ReportId>,
}

async fn known(
    visit: &Visit,
    provider: OrganisationId,
) -> Result<(Organisation, StandardDefinition), Answer> {
    visit.read(move |work, by| reviews::looked_at_by(work, by, provider)).await
}

fn criteria(asking: &Asking<'_>, standard: &StandardDefinition, question: &str) -> Markup {
    let boxes = standard.criteria.iter();
    let boxes = boxes.map(|criterion| Checkbox::new(criterion.id.as_str(), named(criterion)));
    asking.ask("criteria[]", question).checkboxes(boxes.collect::<Vec<_>>()).into()
}

fn concern_page(
    visit: &Visit,
    provider: &Organisation,
    standard: &StandardDefinition,
    typed: &Typed,
    mistakes: &[FieldError],
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let hint = "What happened, where and when: no names of people who were helped";
    let fields: Vec<Markup> = vec![
        hidden("provider", &provider.id.to_string()),
        hidden("report", typed.get("report")),
        asking.ask("about", "What are you concerned about?").hint(hint).up_to_characters(5000).into(),
        criteria(&asking, standard, "Which criteria of the Standard does it touch?"),
        send("Raise the concern").into(),
    ];
    let parts = [
        heading_of(provider.name.as_str(), "Raise a concern"),
        text(
            "An assessor without an interest looks into it, or it is closed with a reason. The provider is told what was found, not who raised it.",
        ),
        form(visit, "/concerns/new", fields),
    ];
    Page::new("Raise a concern", parts).back("/concerns")
}

#[get("/concerns/new")]
async fn show(visit: SignedIn, query: Query<About>) -> Outcome {
    let (provider, standard) = known(&visit, query.provider).await?;
    let mut typed = Typed::default();
    typed.set("report", query.report.map(|report| report.to_string()).unwrap_or_default());
    Ok(visit.show(concern_page(&visit, &provider, &standard, &typed, &[])))
}

#[post("/concerns/new")]
async fn raise(sent: Sent) -> Outcome {
    let done = sent.act(ConcernDraft::parse, reviews::raise_concern).await;
    match done {
        Ok(review) => {
            let reads = sent.visit.by.may(Action::ReadReviews, &Platform).is_ok();
            let path = if reads {
                format!("/authority/reviews/{}", review.id)
            } else {
                format!("/concerns/raised/{}", review.id)
            };
            let due = crate::words::day(review.due);
            Ok(sent.visit.go(path, format!("Thank you. It is looked into by {due}.")))
        }
        Err(rejected) => {
            let Ok(provider) = sent.typed.get("provider").parse() else {
                return Err(sent.visit.stop(Stop::NotFound));
            };
            let (provider, standard) = known(&sent.visit, provider).await?;
            rejected.on(&sent.visit, |mistakes| {
                concern_page(&sent.visit, &provider, &standard, &sent.typed, mistakes)
            })
        }
    }
}

fn check_page(
    visit: &Visit,
    provider: &Organisation,
    standard: &StandardDefinition,
    typed: &Typed,
    mistakes: &[FieldError],
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let fields: Vec<Markup> = vec![
        hidden("provider", &provider.id.to_string()),
        asking.ask("about", "What is to be looked at? (optional)").up_to_characters(5000).into(),
        criteria(&asking, standard, "Which criteria? None ticked: all of them (optional)"),
        asking.ask_day("due", "By which day?", "For example, 27 3 2027").into(),
        send("Start the spot check").into(),
    ];
    let parts = [
        heading_of(provider.name.as_str(), "Start a spot check"),
        text("A spot check needs no cause. An assessor looks, and the provider is told what was found."),
        form(visit, "/spot-checks/new", fields),
    ];
    Page::new("Start a spot check", parts).back("/concerns?check=yes")
}

#[get("/spot-checks/new")]
async fn show_check(visit: SignedIn, query: Query<About>) -> Outcome {
    if visit.by.may(Action::TendReviews, &Platform).is_err() {
        return Err(visit.stop(Stop::WrongRole));
    }
    let (provider, standard) = known(&visit, query.provider).await?;
    Ok(visit.show(check_page(&visit, &provider, &standard, &Typed::default(), &[])))
}

#[post("/spot-checks/new")]
async fn check(sent: Sent) -> Outcome {
    let now = sent.visit.market().clock().now();
    let parse = |draft: LookDraft| draft.parse(now);
    match sent.act(parse, reviews::spot_check).await {
        Ok(review) => {
            let path = format!("/authority/reviews/{}", review.id);
            Ok(sent.visit.go(path, "The spot check is started. Give it to an assessor."))
        }
        Err(rejected) => {
            let Ok(provider) = sent.typed.get("provider").parse() else {
                return Err(sent.visit.stop(Stop::NotFound));
            };
            let (provider, standard) = known(&sent.visit, provider).await?;
            rejected.on(&sent.visit, |mistakes| {
                check_page(&sent.visit, &provider, &standard, &sent.typed, mistakes)
            })
        }
    }
}
