//! Declarations over HTTP: what a provider declares to a framework, section by section.

use crate::door::{Answer, Caller, Problem, commands};
use actix_web::{HttpResponse, get, patch, post, web};
use domain::casework::RenewDraft;
use domain::declarations::{Declaration, DeclareDraft, TakeOverDraft, TakenFrom};
use domain::frameworks::questions::{Answers, Question, check_partly};
use domain::frameworks::{AskedDeclaration, Section};
use domain::values::{Key, Slug};
use domain::{Actor, DeclarationId, Denied, FieldErrors, OrganisationId, PlacementId, Refused, Timestamp};
use marketplace::Work;
use marketplace::declarations::{self, Asked};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_declarations)
        .service(show_declaration)
        .service(show_declaration_of_placement)
        .service(declare_section)
        .service(take_over_declaration)
        .service(renew_declared);
}

/// A declaration, as a version of its framework asks it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeclarationView {
    id: DeclarationId,
    version: i64,
    provider: OrganisationId,
    framework: Slug,
    /// The version that asks.
    framework_version: u32,
    /// Whether what was declared to another framework may be taken over.
    reuse: bool,
    sections: Vec<SectionView>,
    answers: Answers,
    /// Where answers were taken over from last, and which were not.
    taken_from: Option<TakenFrom>,
    started_at: Timestamp,
}

/// A section, what it asks, and how far it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct SectionView {
    id: Key,
    title: String,
    intro: Option<String>,
    /// `not_started`, `incomplete`, `to_review`, `complete`.
    #[schema(example = "to_review")]
    state: &'static str,
    /// The required questions that are still to be answered.
    missing: Vec<Key>,
    /// When the provider confirmed it, as it is asked here.
    confirmed_at: Option<Timestamp>,
    questions: Vec<Question>,
}

impl SectionView {
    fn of(declaration: &Declaration, section: &Section) -> Self {
        let partly = check_partly(&section.questions, &declaration.answers_to(section));
        Self {
            id: section.id.clone(),
            title: section.title.to_string(),
            intro: section.intro.as_ref().map(ToString::to_string),
            state: declaration.state_of(section).word(),
            missing: partly.map(|partly| partly.missing).unwrap_or_default(),
            confirmed_at: declaration.confirmed_at(section),
            questions: section.questions.clone(),
        }
    }
}

impl DeclarationView {
    fn of(asked: Asked) -> Self {
        let Asked { declaration, framework_version, asks: AskedDeclaration { reuse, sections } } = asked;
        Self {
            id: declaration.id,
            version: declaration.version,
            provider: declaration.provider,
            framework: declaration.framework.clone(),
            framework_version,
            reuse,
            sections: sections.iter().map(|section| SectionView::of(&declaration, section)).collect(),
            answers: declaration.answers,
            taken_from: declaration.taken_from,
            started_at: declaration.started_at,
        }
    }

    fn answer(&self) -> Answer {
        Answer::ok(self).at_version(self.version)
    }
}

/// A declaration in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeclarationSummary {
    id: DeclarationId,
    version: i64,
    framework: Slug,
    /// How many sections are confirmed, in whatever words.
    confirmed: usize,
    started_at: Timestamp,
}

/// What a provider declares.
#[derive(Debug, Serialize, ToSchema)]
pub struct Declarations {
    /// By framework: one to each at most.
    items: Vec<DeclarationSummary>,
}

/// Whose declarations are wanted.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DeclarationsQuery {
    /// Of which provider.
    #[param(required = true)]
    provider: Option<OrganisationId>,
}

/// List what a provider declares, by framework.
#[utoipa::path(
    tag = "placements",
    params(DeclarationsQuery),
    responses(
        (status = 200, description = "One declaration to each framework at most", body = Declarations),
        (status = 404, description = "No such provider of yours", body = Problem),
        (status = 422, description = "No provider is named", body = Problem),
    )
)]
#[get("/declarations")]
async fn list_declarations(
    caller: Caller,
    query: web::Query<DeclarationsQuery>,
) -> Result<HttpResponse, Problem> {
    let missing = || FieldErrors::one("?provider", "required", "Say which provider");
    let provider = query.provider;
    let all = caller.read(move |work, by| match provider {
        Some(provider) => declarations::list(work, by, provider),
        // Whoever has not signed in is told that first.
        None if matches!(by, Actor::Visitor) => Err(Denied::SignIn.into()),
        None => Err(missing().into()),
    });
    let all = all.await?;
    let summary = |it: Declaration| DeclarationSummary {
        id: it.id,
        version: it.version,
        confirmed: it.confirmed.len(),
        started_at: it.started_at,
        framework: it.framework,
    };
    Ok(Answer::ok(&Declarations { items: all.into_iter().map(summary).collect() }).into())
}

/// Which version of the framework asks.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct AskingQuery {
    /// Left out: the newest.
    framework_version: Option<u32>,
}

/// Show a declaration as a version of its framework asks it.
#[utoipa::path(
    tag = "placements",
    params(("id" = DeclarationId, Path, description = "Which"), AskingQuery),
    responses(
        (status = 200, description = "The declaration", body = DeclarationView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "That version asks for none", body = Problem),
    )
)]
#[get("/declarations/{id}")]
async fn show_declaration(
    caller: Caller,
    id: web::Path<DeclarationId>,
    query: web::Query<AskingQuery>,
) -> Result<HttpResponse, Problem> {
    let (id, version) = (id.into_inner(), query.framework_version);
    let show = move |work: &mut Work<'_, '_>, by: &Actor| {
        Ok(DeclarationView::of(declarations::show(work, by, id, version)?))
    };
    caller.show(show, DeclarationView::answer).await
}

/// Show the declaration that goes with an application, as the version to which it was made asks it.
#[utoipa::path(
    tag = "placements",
    params(("id" = PlacementId, Path, description = "The application")),
    responses(
        (status = 200, description = "The declaration", body = DeclarationView),
        (status = 404, description = "Not there, not yours to know, or none is asked for", body = Problem),
    )
)]
#[get("/placements/{id}/declaration")]
async fn show_declaration_of_placement(
    caller: Caller,
    id: web::Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let show = move |work: &mut Work<'_, '_>, by: &Actor| {
        let asked = declarations::asked_by(work, by, id)?.ok_or(Refused::NotFound("declaration"))?;
        Ok(DeclarationView::of(asked))
    };
    caller.show(show, DeclarationView::answer).await
}

fn answered(
    work: &mut Work<'_, '_>,
    _by: &Actor,
    (declaration, version): (Declaration, Option<u32>),
) -> Result<DeclarationView, Refused> {
    Ok(DeclarationView::of(Asked::of(work, declaration, version)?))
}

commands! {
    "placements", DeclarationId => DeclarationView by answered;

    /// Answer a section of the declaration, laid over what is there. Saved whole, it is confirmed.
    patch "/declarations/{id}" declare_section(DeclareDraft)
        = |work, by, at, draft| {
            let command = draft.parse()?;
            let version = command.1;
            declarations::declare(work, by, at, command).map(|done| (done, version))
        };

    /// Take over what was confirmed in an earlier declaration of the same provider. Each section is then to be reviewed.
    post "/declarations/{id}/taking-over" take_over_declaration(TakeOverDraft)
        = |work, by, at, draft| {
            let command = draft.parse()?;
            let version = command.1;
            declarations::take_over(work, by, at, command).map(|done| (done, version))
        };

    /// Give a later day for something that was declared and runs out. Its section stays confirmed.
    post "/declarations/{id}/renewals" renew_declared(RenewDraft)
        = |work, by, at, draft| {
            declarations::renew(work, by, at, draft.parse(work.now())?).map(|done| (done, None))
        };
}
