//! The Standard: its versions, and the next one on its way through the board.

mod assessing;
mod case;
mod criterion;
mod facts;
mod group;
mod list;
mod preview;

use crate::door::{Answer, Outcome, Page, Rejected, Sent, Typed, Visit};
use actix_web::web::ServiceConfig;
use domain::accreditation::{Proposal, StandardDraft};
use domain::{Action, FieldError, Platform, StandardProposalId, Timestamp};
use marketplace::At;
use marketplace::accreditation::propose;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .configure(list::routes)
        .configure(facts::routes)
        .configure(assessing::routes)
        .configure(group::routes)
        .configure(preview::routes)
        .configure(criterion::routes)
        .configure(case::routes);
}

const HERE: &str = "/authority/standard";

fn path(id: StandardProposalId) -> String {
    format!("{HERE}/{id}")
}

/// A version on its way, as whoever looks may see it.
struct Shown {
    proposal: Proposal,
    may_write: bool,
    may_approve: bool,
    now: Timestamp,
}

async fn load(visit: &Visit, id: StandardProposalId) -> Result<Shown, Answer> {
    visit
        .read(move |work, by| {
            let may = |action| by.may(action, &Platform).is_ok();
            Ok(Shown {
                proposal: propose::proposal(work, by, id)?,
                may_write: may(Action::ProposeStandard),
                may_approve: may(Action::ApproveStandard),
                now: work.now(),
            })
        })
        .await
}

async fn save(sent: &Sent, id: StandardProposalId, content: StandardDraft) -> Result<Proposal, Rejected> {
    let at = At { id, version: sent.version };
    sent.visit.write(move |work, by| propose::save(work, by, at, content.clone())).await
}

/// The faults at or below a pointer, told from there.
fn faults_in(proposal: &Proposal, now: Timestamp, within: &str) -> Vec<FieldError> {
    let inside = |mut fault: FieldError| {
        let rest = fault.pointer.strip_prefix(within)?.to_owned();
        (rest.is_empty() || rest.starts_with('/')).then(|| {
            fault.pointer = rest;
            fault
        })
    };
    proposal.faults(now).into_iter().filter_map(inside).collect()
}

/// What every part's page ends with: it is saved as it is, and shown again with what is to be put right.
fn saved_or_again(
    sent: &Sent,
    done: Result<Proposal, Rejected>,
    before: &Proposal,
    faults: impl Fn(&Proposal) -> Vec<FieldError>,
    shown: impl Fn(&Proposal, &Typed, &[FieldError]) -> Page,
) -> Outcome {
    match done {
        Ok(proposal) => {
            let faults = faults(&proposal);
            if faults.is_empty() {
                return Ok(sent.visit.go(path(proposal.id), "It is saved."));
            }
            let page = shown(&proposal, &sent.typed, &faults).mistakes(&faults);
            Err(sent.visit.show(page.status(actix_web::http::StatusCode::UNPROCESSABLE_ENTITY)))
        }
        Err(rejected) => rejected.on(&sent.visit, |mistakes| shown(before, &sent.typed, mistakes)),
    }
}
