//! Statistics over HTTP: as JSON, and each table as CSV.

use crate::door::{Answer, AsTable, Caller, Problem, Row, cells};
use actix_web::{HttpResponse, get, web};
use domain::offerings::Channel;
use domain::placements::State;
use domain::values::Slug;
use marketplace::statistics::{self, LotFigures, MonthFigures};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(show_framework_statistics)
        .service(export_framework_lots)
        .service(export_framework_months)
        .service(show_mark_statistics)
        .service(export_mark_statistics)
        .service(export_offering_statistics);
}

/// A lot's figures now.
#[derive(Debug, Serialize, ToSchema)]
struct LotFiguresView {
    #[schema(example = "in-person")]
    lot: String,
    /// How many placements there are in each state.
    by_state: BTreeMap<&'static str, u64>,
}

/// What happened in a month in London.
#[derive(Debug, Serialize, ToSchema)]
struct MonthFiguresView {
    #[schema(example = "2026-11")]
    month: String,
    started: u64,
    submitted: u64,
    accepted: u64,
    rejected: u64,
    withdrawn: u64,
    signed: u64,
    countersigned: u64,
    suspended: u64,
    removed: u64,
}

/// A framework's figures.
#[derive(Debug, Serialize, ToSchema)]
struct FrameworkFigures {
    framework: Slug,
    lots: Vec<LotFiguresView>,
    /// Every month from the first in which something happened.
    months: Vec<MonthFiguresView>,
}

impl LotFiguresView {
    fn of(figures: &LotFigures) -> Self {
        let by_state = figures.by_state.iter().map(|(state, count)| (state.word(), *count)).collect();
        Self { lot: figures.lot.clone(), by_state }
    }
}

impl MonthFiguresView {
    fn of(figures: &MonthFigures) -> Self {
        Self {
            month: figures.month.clone(),
            started: figures.started,
            submitted: figures.submitted,
            accepted: figures.accepted,
            rejected: figures.rejected,
            withdrawn: figures.withdrawn,
            signed: figures.signed,
            countersigned: figures.countersigned,
            suspended: figures.suspended,
            removed: figures.removed,
        }
    }
}

/// Show a framework's figures: its lots by state now, and what happened month by month.
#[utoipa::path(
    tag = "statistics",
    params(("slug" = Slug, Path, description = "The framework", example = "focs")),
    responses(
        (status = 200, description = "Its figures", body = FrameworkFigures),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 404, description = "No such framework", body = Problem),
    )
)]
#[get("/statistics/frameworks/{slug}")]
async fn show_framework_statistics(caller: Caller, slug: web::Path<Slug>) -> Result<HttpResponse, Problem> {
    let (framework, lots, months) =
        caller.read(move |work, by| statistics::framework(work, by, &slug)).await?;
    let view = FrameworkFigures {
        framework: framework.slug().clone(),
        lots: lots.iter().map(LotFiguresView::of).collect(),
        months: months.iter().map(MonthFiguresView::of).collect(),
    };
    Ok(Answer::ok(&view).into())
}

#[derive(Serialize)]
struct LotStateRow {
    lot: String,
    state: &'static str,
    placements: u64,
}

impl Row for LotStateRow {
    const HEAD: &'static [&'static str] = &["lot", "state", "placements"];
    fn cells(&self) -> Vec<String> {
        cells![self.lot, self.state, self.placements]
    }
}

/// Take a framework's lots away: how many placements there are in each state.
#[utoipa::path(
    tag = "statistics",
    params(("slug" = Slug, Path, description = "The framework", example = "focs"), AsTable),
    responses(
        (status = 200, description = "A row a lot and state", body = String, content_type = "text/csv"),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 404, description = "No such framework", body = Problem),
    )
)]
#[get("/statistics/frameworks/{slug}/lots")]
pub(crate) async fn export_framework_lots(
    caller: Caller,
    slug: web::Path<Slug>,
    query: web::Query<AsTable>,
) -> Result<HttpResponse, Problem> {
    let name = format!("{slug}-lots");
    caller
        .export(&name, query.into_inner(), move |work, by, _: Option<()>| {
            let (_, lots, _) = statistics::framework(work, by, &slug)?;
            let rows = lots.iter().flat_map(|lot| {
                State::ALL.iter().map(|state| LotStateRow {
                    lot: lot.lot.clone(),
                    state: state.word(),
                    placements: lot.in_state(*state),
                })
            });
            Ok((rows.collect(), None))
        })
        .await
}

impl Row for MonthFiguresView {
    const HEAD: &'static [&'static str] = &[
        "month",
        "started",
        "submitted",
        "accepted",
        "rejected",
        "withdrawn",
        "signed",
        "countersigned",
        "suspended",
        "removed",
    ];

    fn cells(&self) -> Vec<String> {
        cells![
            self.month,
            self.started,
            self.submitted,
            self.accepted,
            self.rejected,
            self.withdrawn,
            self.signed,
            self.countersigned,
            self.suspended,
            self.removed,
        ]
    }
}

/// Take a framework's months away: what happened in each.
#[utoipa::path(
    tag = "statistics",
    params(("slug" = Slug, Path, description = "The framework", example = "focs"), AsTable),
    responses(
        (status = 200, description = "A row a month", body = String, content_type = "text/csv"),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 404, description = "No such framework", body = Problem),
    )
)]
#[get("/statistics/frameworks/{slug}/months")]
pub(crate) async fn export_framework_months(
    caller: Caller,
    slug: web::Path<Slug>,
    query: web::Query<AsTable>,
) -> Result<HttpResponse, Problem> {
    let name = format!("{slug}-months");
    caller
        .export(&name, query.into_inner(), move |work, by, _: Option<()>| {
            let (_, _, months) = statistics::framework(work, by, &slug)?;
            Ok((months.iter().map(MonthFiguresView::of).collect(), None))
        })
        .await
}

/// How many applications and marks there are in each state.
#[derive(Debug, Serialize, ToSchema)]
struct MarkFigures {
    by_state: BTreeMap<&'static str, u64>,
}

/// Show how many applications for the quality mark, and marks, there are in each state.
#[utoipa::path(
    tag = "statistics",
    responses(
        (status = 200, description = "The figures", body = MarkFigures),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
    )
)]
#[get("/statistics/marks")]
async fn show_mark_statistics(caller: Caller) -> Result<HttpResponse, Problem> {
    let counts = caller.read(statistics::marks).await?;
    let by_state = counts.iter().map(|row| (row.state.word(), row.count)).collect();
    Ok(Answer::ok(&MarkFigures { by_state }).into())
}

#[derive(Serialize)]
struct MarkStateRow {
    state: &'static str,
    applications: u64,
}

impl Row for MarkStateRow {
    const HEAD: &'static [&'static str] = &["state", "applications"];
    fn cells(&self) -> Vec<String> {
        cells![self.state, self.applications]
    }
}

/// Take the figures of quality marks away.
#[utoipa::path(
    tag = "statistics",
    params(AsTable),
    responses(
        (status = 200, description = "A row a state", body = String, content_type = "text/csv"),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
    )
)]
#[get("/statistics/marks/export")]
pub(crate) async fn export_mark_statistics(
    caller: Caller,
    query: web::Query<AsTable>,
) -> Result<HttpResponse, Problem> {
    caller
        .export("quality-marks", query.into_inner(), |work, by, _: Option<()>| {
            let counts = statistics::marks(work, by)?;
            let row =
                |it: &statistics::StateCount| MarkStateRow { state: it.state.word(), applications: it.count };
            Ok((counts.iter().map(row).collect(), None))
        })
        .await
}

#[derive(Serialize)]
struct OfferingRow {
    authority: String,
    name: String,
    in_person: u64,
    outreach: u64,
    telephone: u64,
    web_chat: u64,
}

impl OfferingRow {
    fn of(authority: &str, name: &str, by_channel: &[(Channel, u64)]) -> Self {
        let count = |channel| by_channel.iter().find(|(at, _)| *at == channel).map_or(0, |(_, count)| *count);
        Self {
            authority: authority.to_owned(),
            name: name.to_owned(),
            in_person: count(Channel::InPerson),
            outreach: count(Channel::Outreach),
            telephone: count(Channel::Telephone),
            web_chat: count(Channel::WebChat),
        }
    }
}

impl Row for OfferingRow {
    const HEAD: &'static [&'static str] =
        &["authority", "name", "in_person", "outreach", "telephone", "web_chat"];

    fn cells(&self) -> Vec<String> {
        cells![self.authority, self.name, self.in_person, self.outreach, self.telephone, self.web_chat]
    }
}

/// Take the figures of live offerings away: by channel, a row a local authority. The first row is those that serve
/// people everywhere.
#[utoipa::path(
    tag = "statistics",
    params(AsTable),
    responses(
        (status = 200, description = "A row a local authority", body = String, content_type = "text/csv"),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
    )
)]
#[get("/statistics/offerings")]
pub(crate) async fn export_offering_statistics(
    caller: Caller,
    query: web::Query<AsTable>,
) -> Result<HttpResponse, Problem> {
    caller
        .export("offerings", query.into_inner(), |work, by, _: Option<()>| {
            let figures = statistics::offerings(work, by)?;
            let everywhere = OfferingRow::of("", "Everywhere", &figures.everywhere);
            let each = figures.authorities.iter();
            let each = each.map(|it| OfferingRow::of(it.code.as_str(), &it.name, &it.by_channel));
            Ok((std::iter::once(everywhere).chain(each).collect(), None))
        })
        .await
}
