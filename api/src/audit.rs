//! The event log over HTTP.

use crate::door::{Answer, Caller, Problem, Query};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get};
use domain::{OrganisationId, Timestamp};
use marketplace::audit::{self, Sealed, Verdict, Wanted};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_events).service(show_verdict);
}

/// Which entries of the log are wanted.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichEvents {
    /// About this thing.
    subject: Option<Uuid>,
    /// The business of this organisation. Left out: of all whose log you may read.
    organisation: Option<OrganisationId>,
    /// By this actor: `person:…`, `client:…`, `worker:…` or `visitor`.
    #[param(example = "worker:clock")]
    actor: Option<String>,
    /// On this framework.
    framework: Option<String>,
    /// At this instant or later.
    #[param(example = "2027-03-01T00:00:00Z")]
    from: Option<Timestamp>,
    /// Before this instant.
    #[param(example = "2027-04-01T00:00:00Z")]
    to: Option<Timestamp>,
}

impl WhichEvents {
    /// The same, as the log is asked for it.
    pub(crate) fn wanted(self) -> Wanted {
        let Self { subject, organisation, actor, framework, from, to } = self;
        Wanted {
            subject,
            organisations: organisation.into_iter().collect(),
            actor,
            framework,
            from: from.map(Timestamp::as_microsecond),
            to: to.map(Timestamp::as_microsecond),
            ..Wanted::default()
        }
    }
}

/// How the log is followed.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Following {
    /// Entries after this number: the `next` of the page before.
    #[param(minimum = 0, default = 0)]
    after: Option<i64>,
    /// At most so many entries, 1 to 1,000.
    #[param(minimum = 1, maximum = 1000, default = 100)]
    limit: Option<i64>,
}

/// One thing that happened.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EventView {
    /// Its place in the one order: 1, 2, 3 and so on, without gaps.
    pub(crate) number: i64,
    pub(crate) id: String,
    pub(crate) at: Timestamp,
    /// Who, by pseudonym.
    #[schema(example = "person:0190163d-8694-739b-aea5-966c26f8ad91")]
    pub(crate) actor: String,
    /// The right it was done by.
    #[schema(example = "register_provider")]
    pub(crate) action: String,
    /// What happened.
    #[schema(example = "organisation.registered")]
    pub(crate) name: String,
    pub(crate) subject: SubjectView,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) organisation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) framework: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lot: Option<String>,
    /// Its facts, by `name`.
    #[schema(value_type = Object)]
    pub(crate) facts: Value,
    /// What chains it to all before it: SHA-256, in hexadecimal.
    pub(crate) hash: String,
}

/// What it is about.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SubjectView {
    #[schema(example = "organisation")]
    pub(crate) kind: String,
    pub(crate) id: String,
}

/// A page of the log.
#[derive(Debug, Serialize, ToSchema)]
struct EventsPage {
    items: Vec<EventView>,
    /// What to send as `after` for what comes next, also when nothing has come yet.
    next: i64,
    /// Whether more is there already.
    more: bool,
}

impl EventView {
    pub(crate) fn of(sealed: Sealed) -> Self {
        let Sealed { number, hash, entry } = sealed;
        Self {
            number,
            id: entry.id,
            at: Timestamp::from_microsecond(entry.at).unwrap_or_default(),
            actor: entry.actor,
            action: entry.action,
            name: entry.name,
            subject: SubjectView { kind: entry.subject_kind, id: entry.subject_id },
            organisation: entry.organisation,
            framework: entry.framework,
            lot: entry.lot,
            facts: serde_json::from_str(&entry.body).unwrap_or_default(),
            hash,
        }
    }
}

pub(crate) fn out_of_range(pointer: &str, sentence: &str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "invalid_query", sentence).at(pointer)
}

/// How many entries are wanted.
pub(crate) fn limit_of(asked: Option<i64>) -> Result<i64, Problem> {
    let limit = asked.unwrap_or(100);
    if (1..=1000).contains(&limit) {
        return Ok(limit);
    }
    Err(out_of_range("?limit", "Ask for 1 to 1,000 entries at a time"))
}

/// Follow the event log.
///
/// Everything that happened, in one order that never changes: whoever has read up to a number has missed
/// nothing before it. Administrators and support read all of it, owners what is their organisation's business.
/// Times are half-open: `from` is in, `to` is not.
#[utoipa::path(
    tag = "audit",
    operation_id = "list_events",
    params(Following, WhichEvents),
    responses(
        (status = 200, description = "A page of the log", body = EventsPage),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 404, description = "No such organisation, or not yours to know", body = Problem),
    )
)]
#[get("/audit/events")]
async fn list_events(caller: Caller, query: Query<WhichEvents, Following>) -> Result<HttpResponse, Problem> {
    let (after, limit) = (query.how.after.unwrap_or(0), limit_of(query.how.limit)?);
    if after < 0 {
        return Err(out_of_range("?after", "Numbers begin at 1: send 0 or the “next” of the page before"));
    }
    let wanted = query.which.wanted();
    let found =
        caller.read(move |work, by| audit::entries(work, by, wanted, after, limit.saturating_add(1))).await?;
    let more = i64::try_from(found.len()).unwrap_or(i64::MAX) > limit;
    let items: Vec<_> =
        found.into_iter().map(EventView::of).take(usize::try_from(limit).unwrap_or(0)).collect();
    let next = items.last().map_or(after, |last| last.number);
    Ok(Answer::ok(&EventsPage { items, next, more }).into())
}

/// Whether the log is as it was sealed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "verdict", rename_all = "snake_case")]
enum VerdictView {
    /// Every entry is there, in order, as it was sealed.
    Whole {
        /// How many.
        entries: i64,
        /// The hash of the last. Keep it elsewhere: the next verdict's chain must pass through it.
        head: String,
    },
    /// Something is not as it was sealed.
    Broken {
        /// The first number where it is not.
        number: i64,
        /// What is wrong there.
        why: String,
    },
}

/// Say whether the event log is whole.
///
/// Follows the chain from the first entry to the last, which takes as long as the log is long.
#[utoipa::path(
    tag = "audit",
    operation_id = "show_verdict",
    responses(
        (status = 200, description = "Whether the chain holds", body = VerdictView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
    )
)]
#[get("/audit/verdict")]
async fn show_verdict(caller: Caller) -> Result<HttpResponse, Problem> {
    let verdict = caller.read(|work, by| audit::verify(work, by, |_| {})).await?;
    let view = match verdict {
        Verdict::Whole { entries, head } => VerdictView::Whole { entries, head },
        Verdict::Broken { number, why } => VerdictView::Broken { number, why },
    };
    Ok(Answer::ok(&view).into())
}
