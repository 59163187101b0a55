//! The event log over HTTP, from its end and taken away whole.

use crate::audit::{EventView, WhichEvents, limit_of, out_of_range};
use crate::door::{Answer, AsTable, Caller, Problem, Query, Row, TableFormat, cells};
use actix_web::{HttpResponse, get};
use domain::Actor;
use marketplace::Work;
use marketplace::audit::{self, Sealed};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_newest_events).service(export_events);
}

/// How the log is searched from its end.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct FromTheEnd {
    /// Entries before this number: the `next` of the page before. Left out: from the end.
    #[param(minimum = 1)]
    before: Option<i64>,
    /// At most so many entries, 1 to 1,000.
    #[param(minimum = 1, maximum = 1000, default = 100)]
    limit: Option<i64>,
}

/// A page of the log, the newest first.
#[derive(Debug, Serialize, ToSchema)]
struct NewestPage {
    items: Vec<EventView>,
    /// What to send as `before` for what is older; absent where there is nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<i64>,
}

/// Search the event log, the newest entries first.
///
/// The same entries as the log that is followed, by the same rights, read from the end.
#[utoipa::path(
    tag = "audit",
    params(FromTheEnd, WhichEvents),
    responses(
        (status = 200, description = "A page of the log", body = NewestPage),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 404, description = "No such organisation, or not yours to know", body = Problem),
    )
)]
#[get("/audit/newest")]
async fn list_newest_events(
    caller: Caller,
    query: Query<WhichEvents, FromTheEnd>,
) -> Result<HttpResponse, Problem> {
    let (before, limit) = (query.how.before, limit_of(query.how.limit)?);
    if before.is_some_and(|before| before < 1) {
        return Err(out_of_range("?before", "Numbers begin at 1: send the “next” of the page before"));
    }
    let wanted = query.which.wanted();
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        audit::newest_entries(work, by, wanted, before, limit.saturating_add(1))
    };
    let mut found = caller.read(unit).await?;
    let more = i64::try_from(found.len()).unwrap_or(i64::MAX) > limit;
    found.truncate(usize::try_from(limit).unwrap_or_default());
    let next = found.last().filter(|_| more).map(|last| last.number);
    Ok(Answer::ok(&NewestPage { items: found.into_iter().map(EventView::of).collect(), next }).into())
}

impl Row for EventView {
    const HEAD: &'static [&'static str] = &[
        "number",
        "id",
        "at",
        "actor",
        "action",
        "name",
        "subject_kind",
        "subject",
        "organisation",
        "framework",
        "lot",
        "facts",
        "hash",
    ];

    fn cells(&self) -> Vec<String> {
        let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
        cells![
            self.number,
            self.id,
            self.at,
            self.actor,
            self.action,
            self.name,
            self.subject.kind,
            self.subject.id,
            text(&self.organisation),
            text(&self.framework),
            text(&self.lot),
            self.facts,
            self.hash,
        ]
    }
}

/// Take the event log away whole, or a part of it, oldest first.
#[utoipa::path(
    tag = "audit",
    params(AsTable, WhichEvents),
    responses(
        (status = 200, description = "Every entry", body = String, content_type = "application/x-ndjson"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 404, description = "No such organisation, or not yours to know", body = Problem),
    )
)]
#[get("/audit/export")]
pub(crate) async fn export_events(
    caller: Caller,
    query: Query<WhichEvents, AsTable>,
) -> Result<HttpResponse, Problem> {
    let (wanted, format) = (query.which.wanted(), query.how.format.unwrap_or(TableFormat::NdJson));
    let how = AsTable { format: Some(format) };
    caller
        .export_list(
            "events",
            how,
            move |work, by, page| {
                audit::entries(work, by, wanted.clone(), page.after.unwrap_or(0), page.limit)
            },
            |it: &Sealed| it.number,
            |it, _| EventView::of(it),
        )
        .await
}
