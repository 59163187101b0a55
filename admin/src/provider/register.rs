//! Registering a provider, page by page, with all answers checked before they are sent. What was answered travels
//! with the form until then.

use super::entry::{FIRST, SECOND, answers, contact_fields, identity_fields, number_fields};
use crate::door::parts::{buttons, form, heading_of, hidden, send, text};
use crate::door::{Asking, Outcome, Page, Rejected, Sent, SignedIn, Typed, Visit};
use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{get, post};
use domain::FieldError;
use domain::organisations::RegisterProviderDraft;
use marketplace::organisations;
use ui::Markup;
use ui::components::{Button, Tag, Task, TaskList, TaskStatus};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(start).service(step);
}

const HERE: &str = "/register/provider";

/// The pages in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Details,
    Contact,
    Numbers,
    Check,
}

impl Part {
    const ALL: [Self; 4] = [Self::Details, Self::Contact, Self::Numbers, Self::Check];

    const fn word(self) -> &'static str {
        match self {
            Self::Details => "details",
            Self::Contact => "contact",
            Self::Numbers => "numbers",
            Self::Check => "check",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Details => "What is your organisation?",
            Self::Contact => "How do we reach it?",
            Self::Numbers => "Which registers is it on?",
            Self::Check => "Check your answers",
        }
    }

    /// The names of the fields that this page asks.
    const fn asks(self) -> &'static [&'static str] {
        match self {
            Self::Details => FIRST,
            Self::Contact => SECOND,
            Self::Numbers => &["/identifiers"],
            Self::Check => &[],
        }
    }

    fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.word() == word)
    }

    fn owns(self, pointer: &str) -> bool {
        self.asks().iter().any(|own| pointer == *own || pointer.starts_with(&format!("{own}/")))
    }

    fn owns_field(self, name: &str) -> bool {
        self.owns(&format!("/{}", name.replace('[', "/").replace(']', "")))
    }
}

fn progress(now: Part) -> Markup {
    let tasks = Part::ALL.into_iter().map(|part| {
        let status = match part.cmp(&now) {
            std::cmp::Ordering::Less => TaskStatus::done("Completed"),
            std::cmp::Ordering::Equal => Tag::new("In progress").into(),
            std::cmp::Ordering::Greater => TaskStatus::waiting("Not started"),
        };
        Task::new(part.title(), status)
    });
    TaskList::new(tasks.collect::<Vec<_>>()).into()
}

fn page(visit: &Visit, part: Part, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let others =
        typed.0.iter().filter(|(name, _)| !part.owns_field(name)).map(|(name, value)| hidden(name, value));
    let mut fields: Vec<Markup> = others.collect();
    fields.push(hidden("_part", part.word()));
    match part {
        Part::Details => fields.extend(identity_fields(&asking)),
        Part::Contact => fields.extend(contact_fields(&asking)),
        Part::Numbers => fields.extend(number_fields(&asking)),
        Part::Check => {
            fields.push(answers(typed, |row, _, _| row));
            fields.push(text("By registering you say that you may act for this organisation. You become its owner on Signpost."));
        }
    }
    let next = if part == Part::Check { "Register" } else { "Continue" };
    let mut row = vec![send(next).name("_go").value("on")];
    if part != Part::Details {
        row.push(Button::new("Back").secondary().name("_go").value("back"));
    }
    fields.push(buttons(row));
    let mut parts = vec![heading_of("Register a provider", part.title())];
    if part == Part::Details && mistakes.is_empty() {
        parts.push(text("There are four steps. Your answers are kept while you go back and forth."));
        parts.push(progress(part));
    }
    parts.push(form(visit, HERE, fields));
    Page::new(part.title(), parts).mistakes(mistakes)
}

#[get("/register/provider")]
async fn start(visit: SignedIn) -> Outcome {
    let mut typed = Typed::default();
    let account = visit.read(marketplace::people::me).await?;
    typed.set("contact_email", account.person.email.to_string());
    Ok(visit.show(page(&visit, Part::Details, &typed, &[])))
}

/// What is wrong on this page or on one before it.
fn wrong_until(part: Part, mistakes: Vec<FieldError>) -> Vec<FieldError> {
    let is_asked =
        |mistake: &FieldError| Part::ALL.iter().any(|own| *own <= part && own.owns(&mistake.pointer));
    mistakes.into_iter().filter(is_asked).collect()
}

#[post("/register/provider")]
async fn step(mut sent: Sent) -> Outcome {
    let part = Part::of(sent.aside.get("_part")).unwrap_or(Part::Details);
    let place = Part::ALL.iter().position(|at| *at == part).unwrap_or_default();
    // A form that only a voluntary organisation has is dropped when another sort was chosen after it.
    if sent.typed.get("sector") != "voluntary" {
        sent.typed.take("form");
    }
    if sent.aside.get("_go") == "back" {
        return Ok(sent.visit.show(page(&sent.visit, Part::ALL[place.saturating_sub(1)], &sent.typed, &[])));
    }
    if part != Part::Check {
        let parsed = sent.draft().and_then(|draft: RegisterProviderDraft| Ok(draft.parse()?));
        let wrong = match parsed {
            Ok(_) => vec![],
            Err(Rejected::Mistakes { mistakes, .. }) => wrong_until(part, mistakes),
            Err(other) => {
                return other.on(&sent.visit, |mistakes| page(&sent.visit, part, &sent.typed, mistakes));
            }
        };
        let first = Part::ALL.into_iter().find(|own| wrong.iter().any(|mistake| own.owns(&mistake.pointer)));
        let (shown, status) = match first {
            Some(first) => (first, StatusCode::UNPROCESSABLE_ENTITY),
            None => (Part::ALL[(place + 1).min(3)], StatusCode::OK),
        };
        return Ok(sent.visit.show(page(&sent.visit, shown, &sent.typed, &wrong).status(status)));
    }
    let done = sent.act(RegisterProviderDraft::parse, organisations::register_provider).await;
    match done {
        Ok(provider) => {
            let said = format!("{} is registered. You are its owner.", provider.name);
            Ok(sent.visit.go(format!("/provider/{}", provider.id), &said))
        }
        Err(rejected) => rejected.on(&sent.visit, |mistakes| {
            let owner =
                Part::ALL.into_iter().find(|own| mistakes.iter().any(|mistake| own.owns(&mistake.pointer)));
            page(&sent.visit, owner.unwrap_or(Part::Check), &sent.typed, mistakes)
        }),
    }
}
