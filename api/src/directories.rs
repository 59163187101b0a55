//! Directories' settings over HTTP. What is listed in them is in `listings`.

use crate::door::{Answer, Asked, Caller, NoBody, Problem};
use actix_web::{HttpResponse, delete, get, post, put, web};
use domain::directories::{Directory, DirectoryContent, DirectoryDraft, State};
use domain::values::Slug;
use domain::{DirectoryId, OrganisationId};
use marketplace::directories;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(set_up_directory)
        .service(show_directory)
        .service(revise_directory)
        .service(publish)
        .service(pause)
        .service(resume)
        .service(drop_revision)
        .service(publish_revision);
}

/// A directory's settings.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectoryView {
    id: DirectoryId,
    owner: OrganisationId,
    state: State,
    version: i64,
    /// The number of the edition that it says.
    edition: u32,
    /// Whether a revision waits to be published: `/directories/{slug}/revision`.
    revision_waits: bool,
    /// Where people find it.
    #[schema(example = "/d/carers")]
    address: String,
    /// What it says and admits, as it is kept.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    content: DirectoryContent,
}

impl DirectoryView {
    pub(crate) fn of(directory: &Directory) -> Self {
        Self {
            id: directory.id,
            owner: directory.owner,
            state: directory.state,
            version: directory.version,
            edition: directory.edition,
            revision_waits: directory.revision.is_some(),
            address: format!("/d/{}", directory.content.slug),
            content: directory.content.clone(),
        }
    }
}

pub(crate) fn changed(directory: &Directory) -> Answer {
    Answer::ok(&DirectoryView::of(directory)).at_version(directory.version)
}

/// Set a directory of a department up, as a draft.
///
/// Colours on which text cannot be read are refused with the nearest colour that passes.
#[utoipa::path(
    tag = "directories",
    operation_id = "set_up_directory",
    request_body = DirectoryDraft,
    params(
        ("id" = OrganisationId, Path, description = "The department"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer"),
    ),
    responses(
        (status = 201, description = "Set up", body = DirectoryView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "The address or a host name is taken", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/organisations/{id}/directories")]
async fn set_up_directory(
    asked: Asked<DirectoryDraft>,
    id: web::Path<OrganisationId>,
) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let content = draft.parse()?;
    let owner = id.into_inner();
    asked
        .write(
            move |work, by| directories::set_up(work, by, owner, content.clone()),
            |it| {
                let address = format!("/api/v1/directories/{}", it.content.slug);
                Answer::created(address, &DirectoryView::of(it)).at_version(it.version)
            },
        )
        .await
}

/// Show a directory's settings.
#[utoipa::path(
    tag = "directories",
    operation_id = "show_directory",
    params(("slug" = String, Path, description = "Its short name", example = "carers")),
    responses(
        (status = 200, description = "The directory", body = DirectoryView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/directories/{slug}")]
async fn show_directory(caller: Caller, slug: web::Path<Slug>) -> Result<HttpResponse, Problem> {
    let slug = slug.into_inner();
    caller.show(move |work, by| directories::show(work, by, &slug), changed).await
}

/// Change what a directory says and admits, at once. Its listings follow.
///
/// To look at it first, or to let others look, save a revision instead.
#[utoipa::path(
    tag = "directories",
    operation_id = "revise_directory",
    request_body = DirectoryDraft,
    params(
        ("slug" = String, Path, description = "Its short name"),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
    ),
    responses(
        (status = 200, description = "Changed", body = DirectoryView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "A host name is taken, or the address would change", body = Problem),
        (status = 412, description = "Someone changed it since", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[put("/directories/{slug}")]
async fn revise_directory(
    asked: Asked<DirectoryDraft>,
    slug: web::Path<Slug>,
) -> Result<HttpResponse, Problem> {
    let version = asked.version()?;
    let (draft, asked) = asked.open();
    let content = draft.parse()?;
    let slug = slug.into_inner();
    asked.write(move |work, by| directories::revise(work, by, &slug, version, content.clone()), changed).await
}

/// A handler for a step that needs nothing but the directory and its version.
macro_rules! steps {
    ($($(#[$doc:meta])* $method:ident $path:literal $verb:ident as $operation:literal, $done:literal;)+) => {$(
        $(#[$doc])*
        #[utoipa::path(
            tag = "directories",
            operation_id = $operation,
            params(
                ("slug" = String, Path, description = "Its short name"),
                ("If-Match" = String, Header, description = "The `ETag` that you read"),
            ),
            responses(
                (status = 200, description = $done, body = DirectoryView),
                (status = 404, description = "Not there, or not yours to know", body = Problem),
                (status = 409, description = "Not possible as things are", body = Problem),
                (status = 412, description = "Someone changed it since", body = Problem),
            )
        )]
        #[$method($path)]
        async fn $verb(asked: Asked<NoBody>, slug: web::Path<Slug>) -> Result<HttpResponse, Problem> {
            let version = asked.version()?;
            let (_, asked) = asked.open();
            let slug = slug.into_inner();
            asked.write(move |work, by| directories::$verb(work, by, &slug, version), changed).await
        }
    )+};
}

steps! {
    /// Open a directory to everyone.
    post "/directories/{slug}/publication" publish as "publish_directory", "It is open";
    /// Close a directory for a while.
    post "/directories/{slug}/pause" pause as "pause_directory", "It is closed";
    /// Open a directory again.
    post "/directories/{slug}/resumption" resume as "resume_directory", "It is open again";
    /// Take back what a directory was to say. What it says stays.
    delete "/directories/{slug}/revision" drop_revision as "drop_revision", "Nothing waits any more";
    /// Publish what waits. The directory says it from now on, and its listings follow.
    post "/directories/{slug}/revision/publication" publish_revision as "publish_revision", "Published, as a new edition";
}
