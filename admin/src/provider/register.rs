//! Registering a provider: a list of what is asked, a page for each, and all answers checked before they are sent. Each
//! page is saved, so that it can be left and come back to.

use super::entry::{FIRST, SECOND, answers, contact_fields, identity_fields, number_fields};
use crate::door::parts::{bullets, buttons, form, heading, heading_of, send, text};
use crate::door::{
    Answer, Asking, Outcome, Page, Rejected, Sent, SignedIn, Stop, Typed, Visit, draft, is_within,
};
use actix_web::http::StatusCode;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::FieldError;
use domain::organisations::RegisterProviderDraft;
use marketplace::{organisations, people};
use ui::Markup;
use ui::components::{Button, Task, TaskList, TaskStatus};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(start).service(check).service(register).service(show).service(save);
}

const HERE: &str = "/register/provider";

/// The pages on which something is asked, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Details,
    Contact,
    Numbers,
}

impl Part {
    const ALL: [Self; 3] = [Self::Details, Self::Contact, Self::Numbers];

    const fn word(self) -> &'static str {
        match self {
            Self::Details => "details",
            Self::Contact => "contact",
            Self::Numbers => "numbers",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Details => "What is your organisation?",
            Self::Contact => "How do we reach it?",
            Self::Numbers => "Which registers is it on?",
        }
    }

    /// The pointers to the fields that this page asks.
    const fn asks(self) -> &'static [&'static str] {
        match self {
            Self::Details => FIRST,
            Self::Contact => SECOND,
            Self::Numbers => &["/identifiers"],
        }
    }

    fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.word() == word)
    }

    fn owns(self, mistake: &FieldError) -> bool {
        self.asks().iter().any(|own| is_within(&mistake.pointer, own))
    }

    fn path(self) -> String {
        format!("{HERE}/{}", self.word())
    }
}

/// What was answered so far, and on which pages.
#[derive(Debug, Clone, Default)]
struct Begun(Typed);

/// Stands among the answers for a page that was saved. No field of a draft has such a name.
const SAVED: &str = "_saved";

impl Begun {
    fn is_saved(&self, part: Part) -> bool {
        self.0.all(SAVED).any(|word| word == part.word())
    }

    /// The first page that is still to be answered. `None`: all of them are.
    fn next(&self) -> Option<Part> {
        Part::ALL.into_iter().find(|part| !self.is_saved(*part))
    }

    /// With the answers of one page in place of what it had.
    fn with(self, part: Part, sent: &Typed) -> Self {
        let (_, mut all) = self.0.parted(part.asks());
        all.0.extend(sent.clone().parted(part.asks()).0.0);
        // What only a voluntary organisation is asked goes when another sort is chosen after it.
        if all.get("sector") != "voluntary" {
            all.take("form");
        }
        if !all.all(SAVED).any(|word| word == part.word()) {
            all.0.push((SAVED.to_owned(), part.word().to_owned()));
        }
        Self(all)
    }

    fn answers(&self) -> Typed {
        Typed(self.0.0.iter().filter(|(name, _)| name != SAVED).cloned().collect())
    }

    /// Everything that is wrong or missing.
    fn mistakes(&self) -> Vec<FieldError> {
        let parsed =
            draft(self.answers().tree()).and_then(|draft: RegisterProviderDraft| draft.parse().map(|_| ()));
        match parsed.map_err(Rejected::from) {
            Err(Rejected::Mistakes { mistakes, .. }) => mistakes,
            _ => vec![],
        }
    }
}

async fn begun(visit: &Visit) -> Result<Begun, Answer> {
    let kept = visit.read(organisations::registration_begun).await?;
    Ok(Begun(kept.and_then(|kept| Typed::read(kept.as_bytes())).unwrap_or_default()))
}

#[get("/register/provider")]
async fn start(visit: SignedIn) -> Outcome {
    let begun = begun(&visit).await?;
    let tasks = Part::ALL.into_iter().map(|part| {
        let status = if begun.is_saved(part) {
            TaskStatus::done("Completed")
        } else {
            TaskStatus::waiting("Not started")
        };
        Task::new(part.title(), status).href(part.path())
    });
    let tasks = TaskList::new(tasks.collect::<Vec<_>>());
    let (go, path) = match begun.next() {
        Some(part) if Part::ALL.into_iter().any(|part| begun.is_saved(part)) => ("Continue", part.path()),
        Some(part) => ("Start", part.path()),
        None => ("Check your answers and register", format!("{HERE}/check")),
    };
    let asked = [
        "what your organisation is called, and what it is",
        "an email address to which we write. A telephone number, a website and an address if it has them",
        "its numbers in registers of companies and charities. A small group without any can register too",
    ];
    let parts = [
        heading("Register a provider"),
        text("It takes about 5 minutes. Each page is saved: you can stop and come back. We ask for:"),
        bullets(asked),
        tasks.into(),
        buttons([Button::link(go, path)]),
    ];
    Ok(visit.show(Page::new("Register a provider", parts).back("/home")))
}

fn page(visit: &Visit, part: Part, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let mut fields = match part {
        Part::Details => identity_fields(&asking),
        Part::Contact => contact_fields(&asking),
        Part::Numbers => number_fields(&asking),
    };
    fields.push(send("Save and continue").into());
    let parts = [heading_of("Register a provider", part.title()), form(visit, &part.path(), fields)];
    Page::new(part.title(), parts).mistakes(mistakes).back(HERE)
}

#[get("/register/provider/{part}")]
async fn show(visit: SignedIn, part: Path<String>) -> Outcome {
    let Some(part) = Part::of(&part) else { return Err(visit.stop(Stop::NotFound)) };
    let begun = begun(&visit).await?;
    let mut typed = begun.answers();
    if part == Part::Contact && !begun.is_saved(part) {
        let account = visit.read(people::me).await?;
        typed.set("contact_email", account.person.email.to_string());
    }
    Ok(visit.show(page(&visit, part, &typed, &[])))
}

#[post("/register/provider/{part}")]
async fn save(sent: Sent, part: Path<String>) -> Outcome {
    let Some(part) = Part::of(&part) else { return Err(sent.visit.stop(Stop::NotFound)) };
    let begun = begun(&sent.visit).await?.with(part, &sent.typed);
    if let Err(asked) = sent.is_to_be_kept() {
        return asked.on(&sent.visit, |mistakes| page(&sent.visit, part, &begun.answers(), mistakes));
    }
    let wrong: Vec<_> = begun.mistakes().into_iter().filter(|mistake| part.owns(mistake)).collect();
    if !wrong.is_empty() {
        let page = page(&sent.visit, part, &begun.answers(), &wrong);
        return Err(sent.visit.show(page.status(StatusCode::UNPROCESSABLE_ENTITY)));
    }
    let answers = begun.0.encoded();
    let keep = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
        organisations::keep_registration_begun(work, by, &answers)
    };
    match sent.visit.write(keep).await {
        Ok(()) => {
            let next = begun.next().map_or_else(|| format!("{HERE}/check"), Part::path);
            Ok(sent.visit.go(next, ""))
        }
        Err(rejected) => {
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, part, &begun.answers(), mistakes))
        }
    }
}

fn check_page(visit: &Visit, begun: &Begun, mistakes: &[FieldError]) -> Page {
    let title = "Check your answers";
    let all =
        answers(&begun.answers(), |row, part, what| row.action("Change", format!("{HERE}/{part}"), what));
    let says =
        "By registering you say that you may act for this organisation. You become its owner on Signpost.";
    let form = form(visit, &format!("{HERE}/check"), [text(says), Markup::from(send("Register"))]);
    Page::new(title, [heading_of("Register a provider", title), all, form]).mistakes(mistakes).back(HERE)
}

#[get("/register/provider/check")]
async fn check(visit: SignedIn) -> Outcome {
    let begun = begun(&visit).await?;
    if let Some(part) = begun.next() {
        return Ok(visit.go(part.path(), ""));
    }
    Ok(visit.show(check_page(&visit, &begun, &[])))
}

#[post("/register/provider/check")]
async fn register(mut sent: Sent) -> Outcome {
    let begun = begun(&sent.visit).await?;
    if begun.next().is_some() {
        // Sent twice: the first has registered it already.
        return Ok(sent.visit.go("/home", ""));
    }
    sent.typed = begun.answers();
    let done = sent.act(RegisterProviderDraft::parse, organisations::register_begun).await;
    match done {
        Ok(provider) => {
            let said = format!("{} is registered. You are its owner.", provider.name);
            Ok(sent.visit.go(format!("/provider/{}", provider.id), &said))
        }
        Err(rejected) => rejected.on(&sent.visit, |mistakes| {
            let owner = Part::ALL.into_iter().find(|part| mistakes.iter().any(|mistake| part.owns(mistake)));
            match owner {
                Some(part) => page(&sent.visit, part, &sent.typed, mistakes),
                None => check_page(&sent.visit, &begun, mistakes),
            }
        }),
    }
}
