//! A lead and its partners: naming one, confirming as one, ending it.

use super::entry::identity_fields;
use crate::door::parts::{form, heading_of, hidden, link_line, section, send, text};
use crate::door::{Answer, Asking, Outcome, Page, Rejected, Sent, SignedIn, Stop, Typed, VERSION, Visit};
use crate::words::{state_tag, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::organisations::{NamePartnerDraft, Organisation, Partner};
use domain::{Action, FieldError, OrganisationId, OrganisationKind};
use marketplace::organisations::{self, Led};
use ui::components::{Button, Cell, SummaryList, SummaryRow, Table};
use ui::{Content, Markup};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(name_one).service(show_lead).service(confirm).service(end_partnership);
}

fn about(words: &str, name: &str) -> Markup {
    Markup::trusted(format!(
        "{}<span class=\"govuk-visually-hidden\"> {}</span>",
        Content::from(words),
        Content::from(name)
    ))
}

fn row(visit: &Visit, lead: &Organisation, partner: &Partner, may_edit: bool) -> [Cell; 4] {
    let state = match partner.confirmed_at {
        Some(at) => text(format!("Confirmed at {}", when(at))),
        None => Markup::joined([Markup::from(state_tag("waiting")), text("It has not confirmed yet")]),
    };
    let path = format!("/provider/{}/partners/{}/end", lead.id, partner.organisation);
    let button = Button::new(about("End the partnership", &format!("with {}", partner.name))).secondary();
    let end = if may_edit { form(visit, &path, [button]) } else { Markup::default() };
    [
        Cell::new(partner.name.to_string()),
        Cell::new(partner.part.to_string()),
        Cell::new(state),
        Cell::new(end),
    ]
}

fn page(visit: &Visit, lead: &Organisation, typed: &Typed, version: i64, mistakes: &[FieldError]) -> Page {
    let may_edit = visit.by.may(Action::EditOrganisation, &lead.id).is_ok();
    let mut parts = vec![
        heading_of(lead.name.as_str(), "Partners"),
        text(
            "A partner helps people in your name, and you answer for what it does. It has an entry of its own, and confirms \
             for itself. Then you can name it in an application, and in what your quality mark covers.",
        ),
    ];
    if lead.partners.is_empty() {
        parts.push(text("You have named no partner."));
    } else {
        let head = ["Partner", "What it does", "Confirmed", "Change"].map(Cell::new);
        let table = Table::new("Your partners").caption_size("m").first_cell_is_header(true).head(head);
        let rows = lead.partners.iter().map(|partner| row(visit, lead, partner, may_edit));
        parts.push(rows.fold(table, Table::row).scrolling());
    }
    if may_edit {
        let asking = Asking::of(typed, mistakes);
        let mut fields = vec![hidden(VERSION, &version.to_string())];
        fields.extend(identity_fields(&asking));
        fields.extend([
            asking
                .ask("part", "What does it do for you?")
                .hint("For example: it sees people at its three libraries")
                .input()
                .into(),
            asking
                .ask("contact_email", "Email address of who answers for it")
                .hint("We invite them to complete the entry and to confirm")
                .input()
                .kind("email")
                .spellcheck(false)
                .into(),
        ]);
        fields.push(send("Name this partner").into());
        parts.push(section("Name a partner"));
        parts.push(form(visit, &format!("/provider/{}/partners", lead.id), fields));
    }
    Page::new("Partners", parts).back(format!("/provider/{}", lead.id)).mistakes(mistakes)
}

async fn lead(visit: &Visit, id: OrganisationId) -> Result<Organisation, Answer> {
    let found = visit.read(move |work, by| organisations::show(work, by, id)).await?;
    if found.kind == OrganisationKind::Provider { Ok(found) } else { Err(visit.stop(Stop::NotFound)) }
}

#[get("/provider/{id}/partners")]
async fn show(visit: SignedIn, id: Path<OrganisationId>) -> Outcome {
    let lead = lead(&visit, id.into_inner()).await?;
    Ok(visit.show(page(&visit, &lead, &Typed::default(), lead.version, &[])))
}

#[post("/provider/{id}/partners")]
async fn name_one(mut sent: Sent, id: Path<OrganisationId>) -> Outcome {
    let id = id.into_inner();
    if sent.typed.get("sector") != "voluntary" {
        sent.typed.take("form");
    }
    let version = sent.version;
    let unit = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor, command| {
        organisations::name_partner(work, by, id, version, command)
    };
    match sent.act(NamePartnerDraft::parse, unit).await {
        Ok(_) => Ok(sent.visit.go(format!("/provider/{id}/partners"), "The partner is invited to confirm.")),
        Err(rejected) => {
            let lead = lead(&sent.visit, id).await?;
            // Whatever was changed meanwhile, naming one more replaces nothing: the newest version is sent again.
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &lead, &sent.typed, lead.version, mistakes))
        }
    }
}

#[post("/provider/{id}/partners/{partner}/end")]
async fn end_partnership(sent: Sent, path: Path<(OrganisationId, OrganisationId)>) -> Outcome {
    let (id, partner) = path.into_inner();
    let back = if sent.visit.by.belongs_to(partner) {
        format!("/provider/{partner}")
    } else {
        format!("/provider/{id}/partners")
    };
    let done = sent.visit.write(move |work, by| organisations::remove_partner(work, by, id, partner)).await;
    ended(&sent, &back, done.map(drop), "The partnership is ended.")
}

/// Goes back with what was done, or with why it was not: there is no form to put right.
fn ended(sent: &Sent, back: &str, done: Result<(), Rejected>, says: &str) -> Outcome {
    match done {
        Ok(()) => Ok(sent.visit.go(back, says)),
        Err(rejected) => rejected.on(&sent.visit, |mistakes| {
            let why = mistakes.iter().map(|mistake| text(mistake.message.clone()));
            let parts = [crate::door::parts::heading("This was not done")].into_iter().chain(why);
            Page::new("This was not done", parts.chain([link_line("Go back", back)]))
        }),
    }
}

async fn led(visit: &Visit, partner: OrganisationId) -> Result<Led, Answer> {
    let found = visit.read(move |work, by| {
        let _permit = by.may(Action::EditOrganisation, &partner)?;
        organisations::led_by(work, by, partner)
    });
    found.await?.ok_or_else(|| visit.stop(Stop::NotFound))
}

#[get("/provider/{id}/lead")]
async fn show_lead(visit: SignedIn, id: Path<OrganisationId>) -> Outcome {
    let id = id.into_inner();
    let led = led(&visit, id).await?;
    let mut rows = vec![
        SummaryRow::new("Lead", led.name.to_string()),
        SummaryRow::new("What you do for it", led.partner.part.to_string()),
        SummaryRow::new("Named", when(led.partner.named_at)),
    ];
    rows.extend(led.partner.confirmed_at.map(|at| SummaryRow::new("Confirmed", when(at))));
    let title = "Do you work with this provider?";
    let mut parts = vec![heading_of(led.partner.name.as_str(), title), SummaryList::new(rows).into()];
    if led.partner.confirmed_at.is_none() {
        parts.push(text(
            "It named you as its partner. Once you have confirmed, it can name you in its applications, and you help people \
             in its name.",
        ));
        parts.push(form(&visit, &format!("/provider/{id}/lead"), [send("We work with it")]));
    }
    let words = if led.partner.confirmed_at.is_some() { "End the partnership" } else { "We do not" };
    let path = format!("/provider/{}/partners/{id}/end", led.lead);
    parts.push(form(&visit, &path, [Button::new(words).secondary()]));
    Ok(visit.show(Page::new(title, parts).back(format!("/provider/{id}"))))
}

#[post("/provider/{id}/lead")]
async fn confirm(sent: Sent, id: Path<OrganisationId>) -> Outcome {
    let id = id.into_inner();
    let lead = led(&sent.visit, id).await?.lead;
    let done = sent.visit.write(move |work, by| organisations::confirm_partner(work, by, lead, id)).await;
    ended(
        &sent,
        &format!("/provider/{id}"),
        done.map(drop),
        "You have confirmed that you work with this provider.",
    )
}
