//! Conditions of marks that wait for a decision maker: overdue, or said to be met.

use crate::door::{AT_ONCE, Answer, AsTable, Caller, Listed, PageQuery, Problem, Row, cells};
use actix_web::{HttpResponse, get, web};
use domain::accreditation::Accreditation;
use domain::{AccreditationId, Day, OrganisationId, Timestamp};
use marketplace::accreditation;
use marketplace::organisations::Page;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_conditions_waiting).service(export_conditions_waiting);
}

/// A condition that waits.
#[derive(Debug, Serialize, ToSchema)]
struct ConditionWaitingView {
    /// Its place among the conditions of the mark, from 0: as it is found to be met by.
    place: usize,
    text: String,
    /// By the end of which day.
    #[schema(example = "2027-03-22")]
    due: String,
    /// Whether that day is over.
    overdue: bool,
    /// What the holder says it has done.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<String>,
}

/// A mark with conditions that wait.
#[derive(Debug, Serialize, ToSchema)]
struct MarkWithConditionsView {
    /// The application that the mark came of.
    accreditation: AccreditationId,
    provider: OrganisationId,
    provider_name: String,
    conditions: Vec<ConditionWaitingView>,
}

impl MarkWithConditionsView {
    fn of((case, provider): &(Accreditation, String), now: Timestamp) -> Self {
        let conditions = case.mark.iter().flat_map(|mark| mark.conditions.iter().enumerate());
        let waiting =
            conditions.filter(|(_, it)| it.met_on.is_none() && (it.is_overdue(now) || it.shown.is_some()));
        let view = |(place, it): (usize, &domain::accreditation::Condition)| ConditionWaitingView {
            place,
            text: it.text.to_string(),
            due: it.due.to_string(),
            overdue: it.is_overdue(now),
            shown: it.shown.as_ref().map(|shown| shown.text.to_string()),
        };
        Self {
            accreditation: case.id,
            provider: case.provider,
            provider_name: provider.clone(),
            conditions: waiting.map(view).collect(),
        }
    }

    fn rows(self) -> impl Iterator<Item = ConditionRow> {
        let Self { accreditation, provider, provider_name, conditions } = self;
        conditions.into_iter().map(move |ConditionWaitingView { place, text, due, overdue, shown }| {
            let provider_name = provider_name.clone();
            ConditionRow { accreditation, provider, provider_name, place, text, due, overdue, shown }
        })
    }
}

/// A condition as a row of a table.
#[derive(Serialize)]
struct ConditionRow {
    accreditation: AccreditationId,
    provider: OrganisationId,
    provider_name: String,
    place: usize,
    text: String,
    due: String,
    overdue: bool,
    shown: Option<String>,
}

impl Row for ConditionRow {
    const HEAD: &'static [&'static str] =
        &["accreditation", "provider", "provider_name", "place", "text", "due", "overdue", "shown"];

    fn cells(&self) -> Vec<String> {
        cells![
            self.accreditation,
            self.provider,
            self.provider_name,
            self.place,
            self.text,
            self.due,
            self.overdue,
            self.shown.as_deref().unwrap_or_default(),
        ]
    }
}

/// Where a page begins: after a mark.
type Key = (Day, AccreditationId);

fn key((case, _): &(Accreditation, String)) -> Option<Key> {
    Some((accreditation::condition_on(case)?, case.id))
}

/// List marks with conditions that wait for a decision maker, the longest first.
#[utoipa::path(
    tag = "accreditation",
    params(PageQuery),
    responses(
        (status = 200, description = "A page of marks", body = Listed<MarkWithConditionsView>),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
    )
)]
#[get("/mark-conditions")]
async fn list_conditions_waiting(
    caller: Caller,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = query.limit()?;
    let page = Page { after: query.key::<Key>()?, limit: limit + 1 };
    let (found, now) = caller
        .read(move |work, by| Ok((accreditation::conditions_waiting(work, by, &page)?, work.now())))
        .await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, |it| MarkWithConditionsView::of(it, now))).into())
}

/// Take conditions that wait for a decision maker away whole, a row each.
#[utoipa::path(
    tag = "accreditation",
    params(AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
    )
)]
#[get("/mark-conditions/export")]
pub(crate) async fn export_conditions_waiting(
    caller: Caller,
    query: web::Query<AsTable>,
) -> Result<HttpResponse, Problem> {
    caller
        .export("mark-conditions", query.into_inner(), move |work, by, after: Option<Key>| {
            let found = accreditation::conditions_waiting(work, by, &Page { after, limit: AT_ONCE })?;
            let full = i64::try_from(found.len()) == Ok(AT_ONCE);
            let next = found.last().filter(|_| full).and_then(key);
            let now = work.now();
            Ok((found.iter().flat_map(|it| MarkWithConditionsView::of(it, now).rows()).collect(), next))
        })
        .await
}
