//! Issuing a key to a directory.

use super::{list_path, secret_page};
use crate::directories::case::{Case, case};
use crate::directories::fields::from_lines;
use crate::door::parts::{form, group, send};
use crate::door::{Answer, Asking, Outcome, Page, Rejected, Sent, SignedIn, Stop, Typed, Visit};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::FieldError;
use domain::directories::keys::{DirectoryKeyDraft, QuotaDraft};
use domain::values::Slug;
use marketplace::directories::keys;
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(ask).service(issue);
}

fn page(visit: &Visit, case: &Case, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let number = |name: &str, label: &str| Markup::from(asking.ask(name, label).input().width(10).numeric());
    let inside = vec![
        asking.ask("name", "Which service asks by it?").input().into(),
        group(
            "How many questions may it ask?",
            [
                crate::door::parts::text(
                    "A postcode of many asked at once is one question, a thousand listings taken away are one, and so is a search in an embedded directory.",
                ),
                number("quota[a_minute]", "In a minute"),
                number("quota[a_day]", "In a day"),
            ],
        ),
        asking
            .ask("allowed_origins", "Which sites’ pages may ask by it? (optional)")
            .hint("One a line, such as https://www.example.gov.uk. Left empty, programs may, and no page")
            .textarea()
            .rows(3_u32)
            .spellcheck(false)
            .into(),
        asking.ask_day("ends_on", "Last day on which it works (optional)", "For example, 31 3 2027").into(),
        send("Issue the key").into(),
    ];
    let path = format!("{}/issue-key", case.path());
    Page::new("Issue a key", [case.headed("Issue a key"), form(visit, &path, inside)])
        .back(list_path(&case.directory.content.slug))
}

async fn kept(visit: &Visit, slug: &Slug) -> Result<Case, Answer> {
    let case = case(visit, slug).await?;
    if case.may_keep { Ok(case) } else { Err(visit.stop(Stop::WrongRole)) }
}

#[get("/directories/{slug}/issue-key")]
async fn ask(visit: SignedIn, slug: Path<Slug>) -> Outcome {
    let case = kept(&visit, &slug).await?;
    let usual = QuotaDraft::default();
    let mut typed = Typed::default();
    typed.set("quota[a_minute]", usual.a_minute.to_string());
    typed.set("quota[a_day]", usual.a_day.to_string());
    Ok(visit.show(page(&visit, &case, &typed, &[])))
}

#[post("/directories/{slug}/issue-key")]
async fn issue(sent: Sent, slug: Path<Slug>) -> Outcome {
    let slug = slug.into_inner();
    let mut given = sent.typed.clone();
    from_lines(&mut given);
    let read = crate::door::draft::<DirectoryKeyDraft>(given.tree()).and_then(DirectoryKeyDraft::parse);
    let named = slug.clone();
    let done = match read {
        Ok(command) => {
            let issue = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
                keys::issue(work, by, &named, command.clone())
            };
            sent.visit.write(issue).await
        }
        Err(errors) => Err(Rejected::from(errors)),
    };
    match done {
        Ok(new) => Ok(sent.visit.show(secret_page(&new, "The key is issued"))),
        Err(rejected) => {
            let case = kept(&sent.visit, &slug).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &case, &sent.typed, mistakes))
        }
    }
}
