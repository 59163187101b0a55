//! A version as the board, and providers, will read it.

use super::case::to_be_read;
use super::{load, path};
use crate::door::parts::heading_of;
use crate::door::{Outcome, Page, SignedIn};
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::StandardProposalId;
use ui::components::InsetText;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

#[get("/authority/standard/{id}/preview")]
async fn show(visit: SignedIn, id: Path<StandardProposalId>) -> Outcome {
    let shown = load(&visit, id.into_inner()).await?;
    let content = &shown.proposal.content;
    let faults = shown.proposal.faults(shown.now).len();
    let mut parts = vec![heading_of(&format!("Version {}", content.version), &content.title)];
    if faults > 0 {
        let many = crate::words::count(faults, "thing is", "things are");
        parts.push(
            InsetText::new(format!("This is a draft: {many} to put right before the board sees it.")).into(),
        );
    }
    parts.extend(to_be_read(&shown));
    Ok(visit.show(Page::new(content.title.clone(), parts).back(path(shown.proposal.id))))
}
