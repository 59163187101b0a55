//! Every version of the Standard, and what is or was before the board.

use super::{HERE, path};
use crate::door::parts::{button_form, file_form, heading, link, section, send, text};
use crate::door::{Answer, Asking, Outcome, Page, Rejected, Sent, SignedIn, Typed, Visit, download};
use crate::words::{day, state_tag, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{HttpResponse, get, post};
use domain::accreditation::{Proposal, ProposalState, Standard, StandardDraft};
use domain::{Action, FieldError, FieldErrors, Platform};
use marketplace::accreditation::{self, propose};
use ui::Markup;
use ui::components::{Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(begin).service(upload).service(take);
}

struct Listed {
    all: Vec<Standard>,
    proposals: Vec<Proposal>,
    may_write: bool,
}

async fn read(visit: &Visit) -> Result<Listed, Answer> {
    visit
        .read(|work, by| {
            let proposals = propose::proposals(work, by)?;
            let may_write = by.may(Action::ProposeStandard, &Platform).is_ok();
            Ok(Listed { proposals, all: accreditation::standards(work)?, may_write })
        })
        .await
}

fn page(visit: &Visit, listed: &Listed, mistakes: &[FieldError]) -> Page {
    let mut versions = Table::new("Versions").caption_size("m").first_cell_is_header(true).head([
        Cell::new("Version"),
        Cell::new("Approved by the board"),
        Cell::new("In force from"),
        Cell::new("Criteria"),
        Cell::new("File"),
    ]);
    for standard in &listed.all {
        let it = &standard.definition;
        versions = versions.row([
            Cell::new(it.number.to_string()),
            Cell::new(day(it.approved_on)),
            Cell::new(day(it.in_force_from)),
            Cell::new(it.criteria.len().to_string()),
            Cell::new(link(
                format!("Version {} as TOML", it.number),
                &format!("{HERE}/versions/{}", it.number),
            )),
        ]);
    }
    let mut parts = vec![heading("The Standard"), versions.scrolling()];
    let mut rows =
        Table::new("Before the board, now and before").caption_size("m").first_cell_is_header(true);
    rows = rows.head([Cell::new("Version"), Cell::new("State"), Cell::new("Begun"), Cell::new("Approvals")]);
    for it in &listed.proposals {
        rows = rows.row([
            Cell::new(link(format!("Version {}", it.content.version), &path(it.id))),
            Cell::new(Markup::from(state_tag(it.state.word()))),
            Cell::new(when(it.started_at)),
            Cell::new(it.approvals.len().to_string()),
        ]);
    }
    if !listed.proposals.is_empty() {
        parts.push(rows.scrolling());
    }
    let open = |it: &Proposal| !matches!(it.state, ProposalState::Published | ProposalState::Withdrawn);
    if listed.may_write && !listed.proposals.iter().any(open) {
        parts.extend([
            section("The next version"),
            text("It is written as a draft, then at least two of the board approve it who did not write at it."),
            button_form(visit, HERE, send("Begin from the newest version")),
        ]);
        let asking = Asking { typed: &Typed::default(), mistakes };
        let inside: [Markup; 2] = [
            asking
                .ask("file", "Or from a TOML file")
                .file()
                .attributes([("accept", ".toml".to_owned())])
                .into(),
            send("Upload it").secondary().into(),
        ];
        parts.push(file_form(visit, &format!("{HERE}/file"), inside));
    }
    Page::new("The Standard", parts).wide().mistakes(mistakes)
}

#[get("/authority/standard")]
async fn show(visit: SignedIn) -> Outcome {
    let listed = read(&visit).await?;
    Ok(visit.show(page(&visit, &listed, &[])))
}

async fn begun(sent: &Sent, done: Result<Proposal, Rejected>) -> Outcome {
    match done {
        Ok(proposal) => Ok(sent.visit.go(path(proposal.id), "The draft is begun.")),
        Err(rejected) => {
            let listed = read(&sent.visit).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &listed, mistakes))
        }
    }
}

#[post("/authority/standard")]
async fn begin(sent: Sent) -> Outcome {
    let done = sent.visit.write(|work, by| propose::start(work, by, None)).await;
    begun(&sent, done).await
}

#[post("/authority/standard/file")]
async fn upload(mut sent: Sent) -> Outcome {
    let file = sent.file.take().ok_or_else(|| FieldErrors::one("/file", "required", "Choose a file"));
    let content: Result<StandardDraft, FieldErrors> = file.and_then(|file| propose::read(&file.bytes));
    let done = match content {
        Ok(content) => {
            sent.visit.write(move |work, by| propose::start(work, by, Some(content.clone()))).await
        }
        Err(errors) => Err(errors.into()),
    };
    begun(&sent, done).await
}

#[get("/authority/standard/versions/{number}")]
async fn take(visit: SignedIn, number: Path<u32>) -> Result<HttpResponse, Answer> {
    let number = number.into_inner();
    let unit = move |work: &mut marketplace::Work<'_, '_>, _: &domain::Actor| {
        propose::write(&accreditation::standard(work, number)?.definition.written())
    };
    let file = visit.read(unit).await?;
    Ok(download(&format!("standard-v{number}.toml"), file.into_bytes()))
}
