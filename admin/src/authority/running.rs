//! How Signpost runs: whether the log holds, and what happened to mails; stuck ones are sent anew by hand.

use crate::door::parts::{TAKE_AWAY, button_form, chooser, heading, link_line, section, send, text};
use crate::door::{Asking, DAY_AS_TYPED, Outcome, Page, Sent, SignedIn, Typed, Visit, encode, optional_day};
use crate::words::{said, when};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query, ServiceConfig};
use actix_web::{get, post};
use domain::kernel::time::{end_of, start_of};
use domain::outbox::{MailKind, MailState};
use domain::{FieldErrors, Fields, MailId, OrganisationId, Timestamp};
use marketplace::audit;
use marketplace::organisations::Page as Slice;
use marketplace::outbox::{self, Mail, MailSort, SoughtMails};
use serde::{Deserialize, Serialize};
use ui::Markup;
use ui::components::{Button, Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(retry);
}

const HERE: &str = "/authority/running";
/// How many mails are on a page.
const SHOWN: usize = 50;

/// What is asked for, as the form has it.
#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
struct Asked {
    mails: String,
    kind: String,
    recipient: String,
    organisation: String,
    from: String,
    to: String,
    sort: String,
    #[serde(skip_serializing)]
    after: String,
}

impl Asked {
    /// The same, read: days in London, both within. A word that is none of the choices chooses nothing.
    fn sought(&self) -> Result<SoughtMails, FieldErrors> {
        let mut fields = Fields::new();
        let recipient = fields.optional("/recipient", Some(&self.recipient));
        let organisation: Option<Option<OrganisationId>> =
            fields.optional("/organisation", Some(&self.organisation));
        let from = optional_day(&mut fields, "/from", &self.from);
        let to = optional_day(&mut fields, "/to", &self.to);
        fields.finish(|| {
            Some(SoughtMails {
                state: match self.mails.as_str() {
                    "all" => None,
                    word => Some(word.parse().unwrap_or(MailState::Stuck)),
                },
                kind: self.kind.parse().ok(),
                recipient: recipient?,
                organisation: organisation?,
                from: from?.map(|day| start_of(day).as_microsecond()),
                to: to?.map(|day| end_of(day).as_microsecond()),
                sort: self.sort.parse().unwrap_or_default(),
            })
        })
    }
}

/// The same as a file.
fn export(sought: &SoughtMails) -> String {
    let SoughtMails { state, kind, recipient, organisation, from, to, sort } = sought;
    let state = state.map_or("all", MailState::word);
    let mut path = format!("/take-away/outbox/mails/export?format=csv&state={state}&sort={sort}");
    let instant =
        |micros: i64| Timestamp::from_microsecond(micros).map(|at| at.to_string()).unwrap_or_default();
    path.extend(kind.map(|kind| format!("&kind={kind}")));
    path.extend(recipient.as_ref().map(|address| format!("&recipient={}", encode(address.as_str()))));
    path.extend(organisation.map(|id| format!("&organisation={id}")));
    path.extend(from.map(|at| format!("&from={}", encode(&instant(at)))));
    path.extend(to.map(|at| format!("&to={}", encode(&instant(at)))));
    path
}

fn key(text: &str) -> Option<(i64, String)> {
    let (at, id) = text.split_once('~')?;
    Some((at.parse().ok()?, id.to_owned()))
}

fn instant(micros: i64) -> String {
    Timestamp::from_microsecond(micros).map(when).unwrap_or_default()
}

fn fields(asking: &Asking<'_>) -> Vec<Markup> {
    let states = MailState::ALL.iter().map(|state| (state.word().to_owned(), said(state.word())));
    let states = states.chain([("all".to_owned(), "All".to_owned())]);
    let kinds = MailKind::ALL.iter().map(|kind| (kind.word().to_owned(), said(kind.word())));
    let kinds = std::iter::once((String::new(), "Any".to_owned())).chain(kinds);
    let sorts = MailSort::ALL.iter().map(|sort| match sort {
        MailSort::Newest => (sort.word(), "Newest first"),
        MailSort::Oldest => (sort.word(), "Oldest first"),
    });
    vec![
        asking.ask("mails", "State").select(states.collect::<Vec<_>>()).into(),
        asking.ask("kind", "Carried as").select(kinds.collect::<Vec<_>>()).into(),
        asking.ask("recipient", "To which address?").hint("All of it").input().width(30).into(),
        asking
            .ask("organisation", "To which organisation?")
            .hint("Its identifier: to its contact and its people")
            .input()
            .width(30)
            .into(),
        asking.ask("from", "First day, in London").hint(DAY_AS_TYPED).input().width(10).into(),
        asking.ask("to", "Last day, in London").hint("It is searched as well").input().width(10).into(),
        asking.ask("sort", "Order").select(sorts.collect::<Vec<_>>()).into(),
        Button::new("Search").into(),
    ]
}

fn table(visit: &Visit, mails: &[Mail]) -> Markup {
    let head = ["Written", "To", "About", "State", "Tries", "What the mail server said", "Send anew"];
    let table = Table::new("Mails").caption_size("m").head(head.map(Cell::new));
    let table = mails.iter().fold(table, |table, mail| {
        let again = if mail.state == MailState::Stuck.word() {
            button_form(visit, &format!("{HERE}/mails/{}/retry", mail.id), send("Send anew").secondary())
        } else {
            Markup::default()
        };
        table.row([
            Cell::new(instant(mail.written_at)),
            Cell::new(mail.recipient.as_str()),
            Cell::new(mail.subject.as_str()),
            Cell::new(said(&mail.state)),
            Cell::new(mail.attempts.to_string()),
            Cell::new(mail.last_error.as_deref().unwrap_or_default()),
            Cell::new(again),
        ])
    });
    table.scrolling()
}

#[get("/authority/running")]
async fn show(visit: SignedIn, query: Query<Asked>) -> Outcome {
    let mut asked = query.into_inner();
    if asked.mails.is_empty() {
        MailState::Stuck.word().clone_into(&mut asked.mails);
    }
    let typed = Typed::of(&asked);
    let sought = asked.sought();
    let mistakes = sought.as_ref().err().map(|errors| errors.all().to_vec()).unwrap_or_default();
    // Who may not read them is told so, whatever was typed.
    let (first, after) = (sought.clone().unwrap_or_default(), key(&asked.after));
    let limit = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let (mut mails, last) = visit
        .read(move |work, by| {
            let mails = outbox::mails(work, by, &first, &Slice { after, limit })?;
            Ok((mails, audit::last_number(work, by)?))
        })
        .await?;
    let more = mails.len() > SHOWN;
    mails.truncate(SHOWN);
    let mut parts = vec![
        heading("Running it"),
        section("The log"),
        text(format!(
            "{last} entries are numbered and sealed. Whether the chain holds is proved by “signpost audit verify”."
        )),
        section("Mails"),
        chooser(HERE, fields(&Asking::of(&typed, &mistakes))),
    ];
    if let Ok(sought) = &sought {
        if mails.is_empty() {
            parts.push(text("No mails here."));
        } else {
            parts.push(table(&visit, &mails));
            parts.push(link_line(TAKE_AWAY, &export(sought)));
        }
        if let Some(last) = mails.last().filter(|_| more) {
            let next = format!("{HERE}?{}&after={}~{}", typed.encoded(), last.written_at, last.id);
            parts.push(link_line("Next page", &next));
        }
    }
    let page = Page::new("Running it", parts).wide().mistakes(&mistakes);
    let status = if mistakes.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(visit.show(page.status(status)))
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
