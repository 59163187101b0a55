//! Drafts as files: handed in, and taken away.

use super::draft::{self, load};
use crate::door::{Answer, Outcome, Rejected, Sent, SignedIn, download};
use actix_web::web::{Path, Query, ServiceConfig};
use actix_web::{HttpResponse, get, post};
use domain::frameworks::FrameworkDraft;
use domain::values::Slug;
use domain::{FieldErrors, FrameworkRevisionId};
use marketplace::At;
use marketplace::frameworks::{self, revise};
use serde::Deserialize;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(take).service(replace).service(take_published);
}

/// What a file that was handed in says.
pub(super) fn handed_in(sent: &mut Sent) -> Result<FrameworkDraft, FieldErrors> {
    let file = sent.file.take().ok_or_else(|| FieldErrors::one("/file", "required", "Choose a file"))?;
    revise::read(&file.bytes)
}

#[get("/authority/framework-drafts/{id}/file")]
async fn take(visit: SignedIn, id: Path<FrameworkRevisionId>) -> Result<HttpResponse, Answer> {
    let id = id.into_inner();
    let unit = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
        let revision = revise::draft(work, by, id)?;
        let file = revise::write(&revision.content)?;
        Ok((format!("{}-draft.toml", revision.framework), file))
    };
    let (name, file) = visit.read(unit).await?;
    Ok(download(&name, file.into_bytes()))
}

#[derive(Deserialize)]
struct Wanted {
    version: Option<u32>,
}

#[get("/authority/frameworks/{slug}/file")]
async fn take_published(
    visit: SignedIn,
    slug: Path<Slug>,
    query: Query<Wanted>,
) -> Result<HttpResponse, Answer> {
    let slug = slug.into_inner();
    let unit = move |work: &mut marketplace::Work<'_, '_>, _: &domain::Actor| {
        let (_, definition) = frameworks::show(work, &slug, query.version)?;
        let file = revise::write(&definition.written())?;
        Ok((format!("{slug}-v{}.toml", definition.version), file))
    };
    let (name, file) = visit.read(unit).await?;
    Ok(download(&name, file.into_bytes()))
}

#[post("/authority/framework-drafts/{id}/file")]
async fn replace(mut sent: Sent, id: Path<FrameworkRevisionId>) -> Outcome {
    let at = At { id: id.into_inner(), version: sent.version };
    let done = match handed_in(&mut sent) {
        Ok(content) => sent.visit.write(move |work, by| revise::save(work, by, at, content.clone())).await,
        Err(errors) => Err(Rejected::from(errors)),
    };
    match done {
        Ok(_) => Ok(sent.visit.go(draft::path(at.id), "The draft says now what the file says.")),
        Err(rejected) => {
            let revision = load(&sent.visit, at.id).await?;
            rejected.on(&sent.visit, |mistakes| draft::page(&sent.visit, &revision, mistakes))
        }
    }
}
