//! What a directory will say, what it said, and the pictures for its logo, over HTTP.

use crate::directories::{DirectoryView, changed};
use crate::door::{Answer, Asked, Caller, Listed, NoBody, PageQuery, Problem};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, put, web};
use domain::Timestamp;
use domain::directories::{
    CannotKeepDirectory, ChangedField, Directory, DirectoryContent, DirectoryDraft, Edition, LONGEST_LOGO,
    changes,
};
use domain::values::{Sha256, Slug};
use marketplace::directories::{self, UploadedLogo};
use marketplace::organisations::Page;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(show_revision)
        .service(save_revision)
        .service(list_editions)
        .service(show_edition)
        .service(restore_edition)
        .service(upload_logo);
}

/// What a directory will say once it is published.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevisionView {
    /// The edition that was live when it was saved last.
    begun_from: u32,
    /// Whether something else was published since: it has to be saved again, so that nothing is undone unseen.
    outdated: bool,
    /// Who saved it last.
    #[schema(example = "person:0190163d-8694-739b-aea5-966c26f8ad91")]
    by: String,
    at: Timestamp,
    /// Where those who keep the directory see its pages as they will be.
    #[schema(example = "/directories/carers/preview")]
    preview: String,
    /// The fields that differ from what is live.
    changes: Vec<ChangedField>,
    /// What it will say and admit, as it is kept.
    #[schema(value_type = Object)]
    content: DirectoryContent,
}

impl RevisionView {
    fn of(directory: &Directory) -> Result<Self, CannotKeepDirectory> {
        let revision = directory.revision.as_deref().ok_or(CannotKeepDirectory::NothingWaits)?;
        Ok(Self {
            begun_from: revision.begun_from,
            outdated: revision.begun_from != directory.edition,
            by: revision.by.clone(),
            at: revision.at,
            preview: format!("/directories/{}/preview", directory.content.slug),
            changes: changes(&directory.content, &revision.content),
            content: revision.content.clone(),
        })
    }
}

/// What a directory said from some instant on.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditionView {
    number: u32,
    /// Who published it.
    #[schema(example = "person:0190163d-8694-739b-aea5-966c26f8ad91")]
    by: String,
    at: Timestamp,
    /// The fields that differ from the edition before, as JSON pointers.
    changed: Vec<String>,
    /// The earlier edition that it brought back, when it did.
    restores: Option<u32>,
    /// What it said and admitted, as it is kept.
    #[schema(value_type = Object)]
    content: DirectoryContent,
}

impl EditionView {
    fn of(edition: &Edition) -> Self {
        let Edition { number, content, by, at, changed, restores, .. } = edition.clone();
        Self { number, by, at, changed, restores, content }
    }
}

/// A picture as it is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct LogoView {
    /// What a brand names it by.
    sha256: Sha256,
    width: u32,
    height: u32,
    bytes: u64,
}

/// Show what a directory will say, beside what it says.
#[utoipa::path(
    tag = "directories",
    params(("slug" = String, Path, description = "Its short name", example = "carers")),
    responses(
        (status = 200, description = "What waits, with the version of the directory as `ETag`", body = RevisionView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "Nothing waits", body = Problem),
    )
)]
#[get("/directories/{slug}/revision")]
async fn show_revision(caller: Caller, slug: web::Path<Slug>) -> Result<HttpResponse, Problem> {
    let slug = slug.into_inner();
    let show = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
        let directory = directories::show(work, by, &slug)?;
        Ok((RevisionView::of(&directory)?, directory.version))
    };
    caller.show(show, |(view, version)| Answer::ok(view).at_version(*version)).await
}

/// Save what a directory will say. Nobody else sees it until it is published.
///
/// A directory that was never opened says it at once.
#[utoipa::path(
    tag = "directories",
    request_body = DirectoryDraft,
    params(
        ("slug" = String, Path, description = "Its short name"),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
    ),
    responses(
        (status = 200, description = "Saved", body = DirectoryView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "The address would change, or what it names is not there", body = Problem),
        (status = 412, description = "Someone changed it since", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[put("/directories/{slug}/revision")]
async fn save_revision(asked: Asked<DirectoryDraft>, slug: web::Path<Slug>) -> Result<HttpResponse, Problem> {
    let version = asked.version()?;
    let (draft, asked) = asked.open();
    let content = draft.parse()?;
    let slug = slug.into_inner();
    let save = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
        directories::save_revision(work, by, &slug, version, content.clone())
    };
    asked.write(save, changed).await
}

/// List what a directory said, newest first: who published it, when, and what changed.
#[utoipa::path(
    tag = "directories",
    params(("slug" = String, Path, description = "Its short name"), PageQuery),
    responses(
        (status = 200, description = "A page of editions", body = Listed<EditionView>),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/directories/{slug}/editions")]
async fn list_editions(
    caller: Caller,
    slug: web::Path<Slug>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = query.limit()?;
    let page = Page { after: query.key()?, limit: limit + 1 };
    let slug = slug.into_inner();
    let found = caller.read(move |work, by| directories::editions(work, by, &slug, &page)).await?;
    Ok(Answer::ok(&Listed::of(found, limit, |edition: &Edition| edition.number, EditionView::of)).into())
}

/// Show what a directory said.
#[utoipa::path(
    tag = "directories",
    params(
        ("slug" = String, Path, description = "Its short name"),
        ("number" = u32, Path, description = "Which edition: 1, 2, 3 and so on"),
    ),
    responses(
        (status = 200, description = "The edition", body = EditionView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/directories/{slug}/editions/{number}")]
async fn show_edition(caller: Caller, path: web::Path<(Slug, u32)>) -> Result<HttpResponse, Problem> {
    let (slug, number) = path.into_inner();
    let show = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
        directories::edition(work, by, &slug, number)
    };
    caller.show(show, |edition| Answer::ok(&EditionView::of(edition))).await
}

/// Go back to an earlier edition: it comes back as a new one, and those in between stay.
#[utoipa::path(
    tag = "directories",
    params(
        ("slug" = String, Path, description = "Its short name"),
        ("number" = u32, Path, description = "Which edition"),
        ("If-Match" = String, Header, description = "The `ETag` of the directory that you read"),
    ),
    responses(
        (status = 200, description = "The directory says it again", body = DirectoryView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "It says that already, or what the edition names is there no more", body = Problem),
        (status = 412, description = "Someone changed it since", body = Problem),
    )
)]
#[post("/directories/{slug}/editions/{number}/restoration")]
async fn restore_edition(
    asked: Asked<NoBody>,
    path: web::Path<(Slug, u32)>,
) -> Result<HttpResponse, Problem> {
    let version = asked.version()?;
    let (_, asked) = asked.open();
    let (slug, number) = path.into_inner();
    asked.write(move |work, by| directories::restore(work, by, &slug, version, number), changed).await
}

/// Upload a picture for a directory's logo: a PNG or a JPEG of at most 1,000,000 bytes.
///
/// It is drawn again within 800 by 160 pixels, and kept as a PNG without anything else that was in the file. Nothing shows
/// it until a brand names it: send its `sha256` as `brand.logo`, with what it says as `brand.logo_text`.
#[utoipa::path(
    tag = "directories",
    request_body(content = String, content_type = "image/png", description = "The picture's bytes"),
    params(("slug" = String, Path, description = "Its short name")),
    responses(
        (status = 201, description = "Kept", body = LogoView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 413, description = "Too many bytes", body = Problem),
        (status = 422, description = "No picture that is taken", body = Problem),
    )
)]
#[post("/directories/{slug}/logos")]
async fn upload_logo(
    caller: Caller,
    slug: web::Path<Slug>,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    let bytes = picture(body).await?;
    let slug = slug.into_inner();
    let UploadedLogo { sha256, width, height, bytes } =
        caller.run(move |market, by| directories::upload_logo(market, by, &slug, &bytes)).await?;
    Ok(HttpResponse::Created().insert_header(("Cache-Control", "no-store")).json(LogoView {
        sha256,
        width,
        height,
        bytes,
    }))
}

async fn picture(body: web::Payload) -> Result<web::Bytes, Problem> {
    let whole = body.to_bytes_limited(LONGEST_LOGO).await.map_err(|_| {
        let sentence = format!("Send a picture of at most {LONGEST_LOGO} bytes");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_long", sentence)
    })?;
    whole.map_err(|_| {
        let sentence = "The body did not arrive whole: send it again";
        Problem::new(StatusCode::BAD_REQUEST, "unreadable_body", sentence)
    })
}
