//! The next version of the Standard over HTTP: written, put before the board, approved, published.

use crate::door::{Answer, Asked, Caller, NoBody, Problem, ProblemField, commands};
use actix_web::{HttpResponse, delete, get, post, put, web};
use domain::accreditation::{Approval, Proposal, ProposalState, Standard, StandardDraft};
use domain::casework::ReasonDraft;
use domain::{Actor, PersonId, Refused, StandardProposalId, Timestamp};
use marketplace::Work;
use marketplace::accreditation::propose;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_standard_proposals)
        .service(start_standard_proposal)
        .service(start_next_standard)
        .service(show_standard_proposal)
        .service(save_standard_proposal)
        .service(withdraw_standard_proposal)
        .service(propose_standard)
        .service(approve_standard)
        .service(send_standard_back)
        .service(publish_standard);
}

/// A version of the Standard on its way through the board.
#[derive(Debug, Serialize, ToSchema)]
pub struct StandardProposalView {
    id: StandardProposalId,
    version: i64,
    /// `draft`, `proposed`, `approved`, `published` or `withdrawn`.
    #[schema(inline)]
    state: ProposalState,
    started_at: Timestamp,
    /// Everyone who wrote at it: none of them approves it.
    authors: Vec<PersonId>,
    /// Who of the board approved what is before it.
    approvals: Vec<Approval>,
    /// Why it was sent back last.
    #[serde(skip_serializing_if = "Option::is_none")]
    sent_back: Option<String>,
    /// What it says, as its file would.
    content: StandardDraft,
    /// Everything that would keep it from coming into force.
    faults: Vec<ProblemField>,
}

impl StandardProposalView {
    fn of(proposal: &Proposal, now: Timestamp) -> Self {
        let open = matches!(proposal.state, ProposalState::Draft | ProposalState::Proposed);
        let faults = if open { proposal.faults(now) } else { vec![] };
        Self {
            id: proposal.id,
            version: proposal.version,
            state: proposal.state,
            started_at: proposal.started_at,
            authors: proposal.authors.clone(),
            approvals: proposal.approvals.clone(),
            sent_back: proposal.sent_back.as_ref().map(ToString::to_string),
            content: proposal.content.clone(),
            faults: faults.iter().map(ProblemField::of).collect(),
        }
    }

    fn answer(&self) -> Answer {
        Answer::ok(self).at_version(self.version)
    }

    fn created(&self) -> Answer {
        Answer::created(format!("/api/v1/standard-proposals/{}", self.id), self).at_version(self.version)
    }
}

fn shown(work: &mut Work<'_, '_>, _: &Actor, proposal: Proposal) -> Result<StandardProposalView, Refused> {
    Ok(StandardProposalView::of(&proposal, work.now()))
}

fn published(
    work: &mut Work<'_, '_>,
    by: &Actor,
    (proposal, _): (Proposal, Standard),
) -> Result<StandardProposalView, Refused> {
    shown(work, by, proposal)
}

/// Every version that was ever on its way, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct StandardProposals {
    items: Vec<StandardProposalView>,
}

/// List the versions that are or were before the board, the newest first.
#[utoipa::path(
    tag = "standards",
    responses(
        (status = 200, description = "Every one", body = StandardProposals),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
    )
)]
#[get("/standard-proposals")]
async fn list_standard_proposals(caller: Caller) -> Result<HttpResponse, Problem> {
    let unit = |work: &mut Work<'_, '_>, by: &Actor| {
        let now = work.now();
        let all = propose::proposals(work, by)?;
        Ok(StandardProposals { items: all.iter().map(|it| StandardProposalView::of(it, now)).collect() })
    };
    caller.show(unit, Answer::ok).await
}

/// Begin to write a version from a file's content.
#[utoipa::path(
    tag = "standards",
    request_body = StandardDraft,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer")),
    responses(
        (status = 201, description = "Begun", body = StandardProposalView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 409, description = "Another version is on its way", body = Problem),
        (status = 422, description = "Not the fields of a standard", body = Problem),
    )
)]
#[post("/standard-proposals")]
async fn start_standard_proposal(asked: Asked<StandardDraft>) -> Result<HttpResponse, Problem> {
    let (content, asked) = asked.open();
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let proposal = propose::start(work, by, Some(content.clone()))?;
        shown(work, by, proposal)
    };
    asked.write(unit, StandardProposalView::created).await
}

/// Begin to write the version after the newest, as that one is.
#[utoipa::path(
    tag = "standards",
    request_body = NoBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer")),
    responses(
        (status = 201, description = "Begun", body = StandardProposalView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 404, description = "There is no version to begin from", body = Problem),
        (status = 409, description = "Another version is on its way", body = Problem),
    )
)]
#[post("/standard-proposals/next")]
async fn start_next_standard(asked: Asked<NoBody>) -> Result<HttpResponse, Problem> {
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let proposal = propose::start(work, by, None)?;
        shown(work, by, proposal)
    };
    asked.write(unit, StandardProposalView::created).await
}

/// Show a version on its way, or after.
#[utoipa::path(
    tag = "standards",
    params(("id" = StandardProposalId, Path, description = "Which")),
    responses(
        (status = 200, description = "As it is now", body = StandardProposalView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 404, description = "No such version", body = Problem),
    )
)]
#[get("/standard-proposals/{id}")]
async fn show_standard_proposal(
    caller: Caller,
    id: web::Path<StandardProposalId>,
) -> Result<HttpResponse, Problem> {
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        let proposal = propose::proposal(work, by, *id)?;
        shown(work, by, proposal)
    };
    caller.show(unit, StandardProposalView::answer).await
}

commands! {
    "standards", StandardProposalId => StandardProposalView by shown;

    /// Save what a version says so far, right or wrong. Who saves is an author from then on.
    put "/standard-proposals/{id}" save_standard_proposal(StandardDraft)
        = |work, by, at, content| propose::save(work, by, at, content);

    /// Give a version up.
    delete "/standard-proposals/{id}" withdraw_standard_proposal(NoBody)
        = |work, by, at, _nothing| propose::withdraw(work, by, at);

    /// Put a version before the board. It does not change meanwhile.
    post "/standard-proposals/{id}/proposal" propose_standard(NoBody)
        = |work, by, at, _nothing| propose::propose(work, by, at);

    /// Approve a version, as one of the board. Two approvals are needed, and no author gives one.
    post "/standard-proposals/{id}/approval" approve_standard(NoBody)
        = |work, by, at, _nothing| propose::approve(work, by, at);

    /// Send a version back to be written anew, as one of the board.
    post "/standard-proposals/{id}/sending-back" send_standard_back(ReasonDraft)
        = |work, by, at, draft| propose::send_back(work, by, at, draft.parse()?);
}

commands! {
    "standards", StandardProposalId => StandardProposalView by published;

    /// Make a version of the Standard of what the board approved. Applications that run keep theirs.
    post "/standard-proposals/{id}/publication" publish_standard(NoBody)
        = |work, by, at, _nothing| propose::publish(work, by, at);
}
