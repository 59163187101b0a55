//! Reports of problems: anyone makes them, the authority's support reads and closes them.

use crate::door::{Answer, AsTable, Asked, Caller, Listed, PageQuery, Problem, Query, Row, cells};
use crate::listings::open_or_problem;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use domain::reports::{CloseReportDraft, Report, ReportDraft, State};
use domain::values::Slug;
use domain::{Fields, OfferingId, ReportId, Timestamp};
use marketplace::organisations::Page;
use marketplace::reports::{self, AfterReport, ReportSort, Sender, WantedReports};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(report_problem)
        .service(list_reports)
        .service(export_reports)
        .service(show_report)
        .service(close_report);
}

/// What someone who reports is told.
#[derive(Debug, Serialize, ToSchema)]
struct ReceiptView {
    /// What the report is called, when one writes about it.
    #[schema(example = "7KQ2M4XA")]
    reference: String,
}

/// A report of a problem.
#[derive(Debug, Serialize, ToSchema)]
struct ReportView {
    id: ReportId,
    /// What it is called.
    reference: String,
    state: State,
    /// The directory in which it was read.
    directory: String,
    /// The offering.
    offering: OfferingId,
    /// What the offering was called.
    offering_name: String,
    /// Who gives it.
    provider: domain::OrganisationId,
    wrong: domain::reports::Wrong,
    /// The reporter's own words, until they are forgotten.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    /// Where the reporter can be asked, until it is forgotten.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    made_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<domain::reports::Outcome>,
    /// Why it was closed, or what was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl ReportView {
    fn of(it: &Report) -> Self {
        let closed = it.closed.as_ref();
        Self {
            id: it.id,
            reference: it.reference().to_string(),
            state: it.state(),
            directory: it.about.directory.to_string(),
            offering: it.about.offering,
            offering_name: it.about.name.to_string(),
            provider: it.about.provider,
            wrong: it.wrong,
            words: it.words.as_ref().map(ToString::to_string),
            email: it.email.as_ref().map(ToString::to_string),
            made_at: it.made_at,
            closed_at: closed.map(|closed| closed.at),
            outcome: closed.map(|closed| closed.outcome),
            reason: closed.map(|closed| closed.reason.to_string()),
        }
    }
}

/// Report a problem with an entry of an open directory. No sign-in is needed.
///
/// The provider is told by mail, without who reported; how someone was treated goes to the authority's
/// support alone. In an hour five are taken from one network address, and ten about one entry.
#[utoipa::path(
    tag = "directories",
    operation_id = "report_problem",
    request_body = ReportDraft,
    params(
        ("slug" = String, Path, description = "The directory's short name", example = "carers"),
        ("id" = OfferingId, Path, description = "The offering"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer"),
    ),
    security(()),
    responses(
        (status = 202, description = "It is taken", body = ReceiptView),
        (status = 404, description = "Not listed in this directory, or no open directory", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
        (status = 429, description = "Too many were sent: see `Retry-After`", body = Problem, headers(("Retry-After" = u32))),
        (status = 503, description = "The listings are being read, or are too old", body = Problem),
    )
)]
#[post("/directories/{slug}/listings/{id}/reports")]
async fn report_problem(
    request: HttpRequest,
    asked: Asked<ReportDraft>,
    path: web::Path<(Slug, OfferingId)>,
) -> Result<HttpResponse, Problem> {
    let (slug, id) = path.into_inner();
    let (draft, asked) = asked.open();
    let market = asked.market();
    open_or_problem(&market, slug.as_str())?;
    let command = draft.parse()?;
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let sender = Sender::of(&market, request.peer_addr().map(|peer| peer.ip()), header);
    asked
        .write(
            move |work, by| reports::make(work, by, &slug, id, command.clone(), &sender),
            |it| Answer::accepted(&ReceiptView { reference: it.reference().to_string() }),
        )
        .await
}

/// Which reports are wanted, in which order.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichReports {
    /// How far they are: `open`, `closed` or `all`. Left out: `open`.
    state: Option<String>,
    /// What is wrong: `closed`, `hours`, `contact`, `charged`, `behaviour` or `other`.
    wrong: Option<String>,
    /// `newest`, or `oldest`: which comes first. Left out: `newest`.
    sort: Option<String>,
}

impl WhichReports {
    fn wanted(self) -> Result<WantedReports, Problem> {
        let mut fields = Fields::new();
        let state = match self.state.as_deref() {
            Some("all") => Some(None),
            state => fields.optional("?state", state).map(|state| Some(state.unwrap_or(State::Open))),
        };
        let wrong = fields.optional("?wrong", self.wrong.as_deref());
        let sort: Option<Option<ReportSort>> = fields.optional("?sort", self.sort.as_deref());
        let wanted = fields
            .finish(|| Some(WantedReports { state: state?, wrong: wrong?, sort: sort?.unwrap_or_default() }));
        Ok(wanted?)
    }
}

fn key(report: &Report) -> AfterReport {
    (report.made_at.as_microsecond(), report.id)
}

/// List reports of problems: for the authority's support.
#[utoipa::path(
    tag = "reports",
    operation_id = "list_reports",
    params(WhichReports, PageQuery),
    responses(
        (status = 200, description = "A page of reports", body = Listed<ReportView>),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/reports")]
async fn list_reports(
    caller: Caller,
    query: Query<WhichReports, PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (wanted, limit) = (query.which.wanted()?, query.how.limit()?);
    let page = Page { after: query.how.key::<AfterReport>()?, limit: limit + 1 };
    let found = caller.read(move |work, by| reports::list(work, by, &wanted, &page)).await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, ReportView::of)).into())
}

impl Row for ReportView {
    const HEAD: &'static [&'static str] = &[
        "id",
        "reference",
        "state",
        "directory",
        "offering",
        "offering_name",
        "provider",
        "wrong",
        "words",
        "email",
        "made_at",
        "closed_at",
        "outcome",
        "reason",
    ];

    fn cells(&self) -> Vec<String> {
        cells![
            self.id,
            self.reference,
            self.state,
            self.directory,
            self.offering,
            self.offering_name,
            self.provider,
            self.wrong,
            self.words.as_deref().unwrap_or_default(),
            self.email.as_deref().unwrap_or_default(),
            self.made_at,
            self.closed_at.map(|at| at.to_string()).unwrap_or_default(),
            self.outcome.map(|outcome| outcome.to_string()).unwrap_or_default(),
            self.reason.as_deref().unwrap_or_default(),
        ]
    }
}

/// Take reports of problems away whole, as they are filtered.
#[utoipa::path(
    tag = "reports",
    params(WhichReports, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/reports/export")]
pub(crate) async fn export_reports(
    caller: Caller,
    query: Query<WhichReports, AsTable>,
) -> Result<HttpResponse, Problem> {
    let wanted = query.which.wanted()?;
    caller
        .export_list(
            "reports",
            query.how,
            move |work, by, page| reports::list(work, by, &wanted, page),
            key,
            |it, _| ReportView::of(&it),
        )
        .await
}

/// Show a report of a problem.
#[utoipa::path(
    tag = "reports",
    operation_id = "show_report",
    params(("id" = ReportId, Path, description = "The report")),
    responses(
        (status = 200, description = "The report", body = ReportView, headers(("ETag" = String))),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 404, description = "There is none", body = Problem),
    )
)]
#[get("/reports/{id}")]
async fn show_report(caller: Caller, id: web::Path<ReportId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    caller
        .show(
            move |work, by| reports::show(work, by, id),
            |it| Answer::ok(&ReportView::of(it)).at_version(it.version),
        )
        .await
}

/// Close a report, with what came of it.
#[utoipa::path(
    tag = "reports",
    operation_id = "close_report",
    request_body = CloseReportDraft,
    params(
        ("id" = ReportId, Path, description = "The report"),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer"),
    ),
    responses(
        (status = 200, description = "Closed", body = ReportView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 404, description = "There is none", body = Problem),
        (status = 409, description = "It is closed", body = Problem),
        (status = 412, description = "Someone changed it since", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/reports/{id}/closing")]
async fn close_report(
    asked: Asked<CloseReportDraft>,
    id: web::Path<ReportId>,
) -> Result<HttpResponse, Problem> {
    let version = asked.version()?;
    let (draft, asked) = asked.open();
    let command = draft.parse()?;
    let id = id.into_inner();
    asked
        .write(
            move |work, by| reports::close(work, by, id, version, command.clone()),
            |it| Answer::ok(&ReportView::of(it)).at_version(it.version),
        )
        .await
}
