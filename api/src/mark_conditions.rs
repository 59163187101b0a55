//! Conditions of marks that wait for a decision maker: overdue, or said to be met.

use crate::door::{AT_ONCE, Answer, AsTable, Caller, Listed, PageQuery, Problem, Query, Row, cells, sought};
use actix_web::{HttpResponse, get};
use domain::accreditation::{Accreditation, ConditionWaits};
use domain::{AccreditationId, Fields, OrganisationId, Timestamp};
use marketplace::accreditation::{self, AfterCondition, WantedConditions};
use marketplace::organisations::Page;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_conditions_waiting).service(export_conditions_waiting);
}

/// Which conditions are wanted.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichConditions {
    /// Of providers whose name has this in it.
    text: Option<String>,
    /// Why one waits: `shown` (the holder says that it is met) or `overdue`. Left out: both.
    why: Option<String>,
}

impl WhichConditions {
    fn wanted(self) -> Result<WantedConditions, Problem> {
        let mut fields = Fields::new();
        let why: Option<Option<ConditionWaits>> = fields.optional("?why", self.why.as_deref());
        Ok(fields.finish(|| Some(WantedConditions { text: sought(self.text), why: why? }))?)
    }
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
    fn of((case, provider): &(Accreditation, String), wanted: &WantedConditions, now: Timestamp) -> Self {
        let conditions = case.mark.iter().flat_map(|mark| mark.conditions.iter().enumerate());
        let waiting = conditions.filter(|(_, it)| wanted.has(it, now));
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

fn key((case, _): &(Accreditation, String)) -> Option<AfterCondition> {
    Some((accreditation::condition_on(case, None)?, case.id))
}

/// List marks with conditions that wait for a decision maker, the longest first.
#[utoipa::path(
    tag = "accreditation",
    params(WhichConditions, PageQuery),
    responses(
        (status = 200, description = "A page of marks", body = Listed<MarkWithConditionsView>),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 422, description = "There is no such reason", body = Problem),
    )
)]
#[get("/mark-conditions")]
async fn list_conditions_waiting(
    caller: Caller,
    query: Query<WhichConditions, PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (wanted, limit) = (query.which.wanted()?, query.how.limit()?);
    let page = Page { after: query.how.key::<AfterCondition>()?, limit: limit + 1 };
    let asked = wanted.clone();
    let (found, now) = caller
        .read(move |work, by| Ok((accreditation::conditions_waiting(work, by, &asked, &page)?, work.now())))
        .await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, |it| MarkWithConditionsView::of(it, &wanted, now))).into())
}

/// Take conditions that wait for a decision maker away whole, a row each.
#[utoipa::path(
    tag = "accreditation",
    params(WhichConditions, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 422, description = "There is no such reason", body = Problem),
    )
)]
#[get("/mark-conditions/export")]
pub(crate) async fn export_conditions_waiting(
    caller: Caller,
    query: Query<WhichConditions, AsTable>,
) -> Result<HttpResponse, Problem> {
    let wanted = query.which.wanted()?;
    caller
        .export("mark-conditions", query.how, move |work, by, after: Option<AfterCondition>| {
            let page = Page { after, limit: AT_ONCE };
            let found = accreditation::conditions_waiting(work, by, &wanted, &page)?;
            let full = i64::try_from(found.len()) == Ok(AT_ONCE);
            let next = found.last().filter(|_| full).and_then(key);
            let now = work.now();
            Ok((
                found.iter().flat_map(|it| MarkWithConditionsView::of(it, &wanted, now).rows()).collect(),
                next,
            ))
        })
        .await
}
