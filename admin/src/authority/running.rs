//! How Signpost runs: whether the log holds, and what happened to mails; stuck ones are sent anew by hand.

use crate::door::parts::{button_form, filter, heading, link_line, section, send, text};
use crate::door::{Outcome, Page, Sent, SignedIn};
use crate::words::{said, when};
use actix_web::web::{Path, Query, ServiceConfig};
use actix_web::{get, post};
use domain::outbox::MailState;
use domain::{MailId, Timestamp};
use marketplace::{audit, outbox};
use serde::Deserialize;
use ui::Markup;
use ui::components::{Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(retry);
}

const HERE: &str = "/authority/running";
/// How many mails are on a page.
const SHOWN: usize = 50;

#[derive(Deserialize)]
struct Wanted {
    mails: Option<String>,
    after: Option<String>,
}

fn key(text: &str) -> Option<(i64, String)> {
    let (at, id) = text.split_once('~')?;
    Some((at.parse().ok()?, id.to_owned()))
}

fn instant(micros: i64) -> String {
    Timestamp::from_microsecond(micros).map(when).unwrap_or_default()
}

#[get("/authority/running")]
async fn show(visit: SignedIn, query: Query<Wanted>) -> Outcome {
    let state = query.mails.as_deref().and_then(|word| word.parse().ok()).unwrap_or(MailState::Stuck);
    let after = query.after.as_deref().and_then(key);
    let limit = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let (mut mails, last) = visit
        .read(move |work, by| {
            let page = marketplace::organisations::Page { after, limit };
            let mails = outbox::mails_in(work, by, state, &page)?;
            Ok((mails, audit::last_number(work, by)?))
        })
        .await?;
    let more = mails.len() > SHOWN;
    mails.truncate(SHOWN);
    let mut rows =
        Table::new(format!("Mails: {}", said(state.word()).to_lowercase())).caption_size("m").head([
            Cell::new("Written"),
            Cell::new("To"),
            Cell::new("About"),
            Cell::new("Tries"),
            Cell::new("What the mail server said"),
            Cell::new("Send anew"),
        ]);
    for mail in &mails {
        let again = if state == MailState::Stuck {
            button_form(&visit, &format!("{HERE}/mails/{}/retry", mail.id), send("Send anew").secondary())
        } else {
            Markup::default()
        };
        rows = rows.row([
            Cell::new(instant(mail.written_at)),
            Cell::new(mail.recipient.as_str()),
            Cell::new(mail.subject.as_str()),
            Cell::new(mail.attempts.to_string()),
            Cell::new(mail.last_error.as_deref().unwrap_or_default()),
            Cell::new(again),
        ]);
    }
    let choices = MailState::ALL.iter().map(|state| (state.word().to_owned(), said(state.word())));
    let mut parts = vec![
        heading("Running it"),
        section("The log"),
        text(format!(
            "{last} entries are numbered and sealed. Whether the chain holds is proved by “signpost audit verify”."
        )),
        section("Mails"),
        filter(choices, state.word(), HERE, "mails"),
        if mails.is_empty() { text("No mails here.") } else { rows.scrolling() },
    ];
    if let Some(last) = mails.last().filter(|_| more) {
        let next = format!("{HERE}?mails={state}&after={}~{}", last.written_at, last.id);
        parts.push(link_line("Older mails", &next));
    }
    Ok(visit.show(Page::new("Running it", parts).wide()))
}

#[post("/authority/running/mails/{id}/retry")]
async fn retry(sent: Sent, id: Path<MailId>) -> Outcome {
    let id = id.into_inner();
    match sent.visit.write(move |work, by| outbox::retry_stuck(work, by, id)).await {
        Ok(_) => Ok(sent.visit.go(HERE, "The mail is sent again within a minute.")),
        Err(rejected) => {
            rejected.on(&sent.visit, |_| Page::new("Mail", [heading("This mail is not stuck any more")]))
        }
    }
}
