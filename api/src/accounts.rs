//! Others' accounts over HTTP: found, locked, unlocked, signed out, removed. For those who keep the platform.

use crate::door::{
    Answer, AsTable, Asked, Caller, Listed, NoBody, PageQuery, Problem, Query, Row, cells, commands, sought,
};
use actix_web::{HttpResponse, delete, get, post, web};
use domain::people::{AccountState, EndCodesDraft, Person, Session};
use domain::{Actor, Fields, Membership, OrganisationId, PersonId, Refused, Role, Timestamp};
use marketplace::Work;
use marketplace::organisations::Page;
use marketplace::people::{
    self, PeopleSort, PersonKey, PersonListed, PersonShown, PersonSummary, WantedPeople,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_accounts)
        .service(export_accounts)
        .service(show_account)
        .service(lock_account)
        .service(unlock_account)
        .service(end_codes_of_account)
        .service(end_sessions_of_account)
        .service(remove_account);
}

/// Where someone belongs.
#[derive(Debug, Serialize, ToSchema)]
struct PlaceOfPerson {
    organisation: OrganisationId,
    name: String,
    /// `provider`, `partner`, `department` or `authority`.
    kind: &'static str,
    #[schema(example = "owner")]
    role: &'static str,
}

/// Someone's account.
#[derive(Debug, Serialize, ToSchema)]
struct AccountOfPerson {
    id: PersonId,
    version: i64,
    name: String,
    email: String,
    /// `unproven`, `proven`, `locked` or `removed`.
    #[schema(inline)]
    state: AccountState,
    registered_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    signed_in_at: Option<Timestamp>,
    /// Whether it asks for a security code besides the password.
    two_steps: bool,
    memberships: Vec<PlaceOfPerson>,
}

/// A session that someone has.
#[derive(Debug, Serialize, ToSchema)]
struct SessionOfAccount {
    started_at: Timestamp,
    /// To within a minute.
    seen_at: Timestamp,
}

/// Someone's account with their sessions.
#[derive(Debug, Serialize, ToSchema)]
struct AccountWithSessions {
    #[serde(flatten)]
    account: AccountOfPerson,
    sessions: Vec<SessionOfAccount>,
}

impl AccountOfPerson {
    fn of(summary: &PersonSummary) -> Self {
        let PersonSummary { person, memberships } = summary;
        let membership = |(at, name): &(Membership, domain::values::Name)| PlaceOfPerson {
            organisation: at.organisation,
            name: name.to_string(),
            kind: at.kind.word(),
            role: at.role.word(),
        };
        Self {
            id: person.id,
            version: person.version,
            name: person.name.to_string(),
            email: person.email.to_string(),
            state: summary.state(),
            registered_at: person.registered_at,
            signed_in_at: person.signed_in_at,
            two_steps: person.totp_secret.is_some(),
            memberships: memberships.iter().map(membership).collect(),
        }
    }
}

impl AccountWithSessions {
    fn of(shown: &PersonShown) -> Self {
        let session = |it: &Session| SessionOfAccount { started_at: it.started_at, seen_at: it.seen_at };
        Self {
            account: AccountOfPerson::of(&shown.summary),
            sessions: shown.sessions.iter().map(session).collect(),
        }
    }

    fn answer(&self) -> Answer {
        Answer::ok(self).at_version(self.account.version)
    }
}

fn shown(work: &mut Work<'_, '_>, by: &Actor, person: Person) -> Result<AccountWithSessions, Refused> {
    Ok(AccountWithSessions::of(&people::show_person(work, by, person.id)?))
}

/// Which accounts are wanted, in which order.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichAccounts {
    /// Whose name or address has this in it.
    text: Option<String>,
    /// Who have this role somewhere.
    role: Option<String>,
    /// Who belong to this organisation.
    organisation: Option<OrganisationId>,
    /// `unproven`, `proven`, `locked` or `removed`.
    state: Option<String>,
    /// `name`, `newest` (who registered last, first) or `signed_in` (who signed in last, first). Left out: `name`.
    sort: Option<String>,
}

impl WhichAccounts {
    fn wanted(self) -> Result<WantedPeople, Problem> {
        let Self { text, role, organisation, state, sort } = self;
        let mut fields = Fields::new();
        let role: Option<Option<Role>> = fields.optional("?role", role.as_deref());
        let state: Option<Option<AccountState>> = fields.optional("?state", state.as_deref());
        let sort: Option<Option<PeopleSort>> = fields.optional("?sort", sort.as_deref());
        let text = sought(text);
        let wanted = fields.finish(|| {
            let sort = sort?.unwrap_or_default();
            Some(WantedPeople { text, role: role?, organisation, state: state?, sort })
        });
        Ok(wanted?)
    }
}

fn key((_, key): &PersonListed) -> PersonKey {
    key.clone()
}

/// List accounts.
#[utoipa::path(
    tag = "accounts",
    params(WhichAccounts, PageQuery),
    responses(
        (status = 200, description = "A page of accounts", body = Listed<AccountOfPerson>),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/accounts")]
async fn list_accounts(
    caller: Caller,
    query: Query<WhichAccounts, PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (wanted, limit) = (query.which.wanted()?, query.how.limit()?);
    let page = Page { after: query.how.key()?, limit: limit + 1 };
    let found = caller.read(move |work, by| people::find(work, by, &wanted, &page)).await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, |(it, _)| AccountOfPerson::of(it))).into())
}

#[derive(Serialize)]
struct AccountRow {
    id: String,
    name: String,
    email: String,
    state: &'static str,
    registered_at: Timestamp,
    signed_in_at: String,
    belongs_to: String,
}

impl AccountRow {
    fn of(summary: &PersonSummary) -> Self {
        let PersonSummary { person, memberships } = summary;
        let places = memberships.iter().map(|(at, name)| format!("{name} ({})", at.role));
        Self {
            id: person.id.to_string(),
            name: person.name.to_string(),
            email: person.email.to_string(),
            state: summary.state().word(),
            registered_at: person.registered_at,
            signed_in_at: person.signed_in_at.map(|at| at.to_string()).unwrap_or_default(),
            belongs_to: places.collect::<Vec<_>>().join("; "),
        }
    }
}

impl Row for AccountRow {
    const HEAD: &'static [&'static str] =
        &["id", "name", "email", "state", "registered_at", "signed_in_at", "belongs_to"];

    fn cells(&self) -> Vec<String> {
        cells![
            self.id,
            self.name,
            self.email,
            self.state,
            self.registered_at,
            self.signed_in_at,
            self.belongs_to
        ]
    }
}

/// Take accounts away whole, as they are filtered.
#[utoipa::path(
    tag = "accounts",
    params(WhichAccounts, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/accounts/export")]
pub(crate) async fn export_accounts(
    caller: Caller,
    query: Query<WhichAccounts, AsTable>,
) -> Result<HttpResponse, Problem> {
    let wanted = query.which.wanted()?;
    caller
        .export_list(
            "accounts",
            query.how,
            move |work, by, page| people::find(work, by, &wanted, page),
            key,
            |(it, _), _| AccountRow::of(&it),
        )
        .await
}

/// Show someone's account, with the sessions that they have.
#[utoipa::path(
    tag = "accounts",
    params(("id" = PersonId, Path, description = "Which")),
    responses(
        (status = 200, description = "The account", body = AccountWithSessions),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 404, description = "No such account", body = Problem),
    )
)]
#[get("/accounts/{id}")]
async fn show_account(caller: Caller, id: web::Path<PersonId>) -> Result<HttpResponse, Problem> {
    caller
        .show(
            move |work, by| Ok(AccountWithSessions::of(&people::show_person(work, by, *id)?)),
            AccountWithSessions::answer,
        )
        .await
}

commands! {
    "accounts", PersonId => AccountWithSessions by shown;

    /// Let nobody sign in to an account until it is unlocked, and end its sessions.
    post "/accounts/{id}/lock" lock_account(NoBody)
        = |work, by, at, _nothing| people::lock(work, by, at);

    /// Let its person sign in again, also after too many wrong passwords.
    post "/accounts/{id}/unlocking" unlock_account(NoBody)
        = |work, by, at, _nothing| people::unlock(work, by, at);

    /// Let its person, who cannot give a security code any more, sign in by password alone. They are written to.
    post "/accounts/{id}/codes/end" end_codes_of_account(EndCodesDraft)
        = |work, by, at, sent| people::end_codes(work, by, at, sent.parse()?);

    /// Remove what is kept of a person, who asked for it. The log stays whole: it never held their name.
    delete "/accounts/{id}" remove_account(NoBody)
        = |work, by, at, _nothing| people::remove_person(work, by, at);
}

/// How many sessions were ended.
#[derive(Debug, Serialize, ToSchema)]
struct SessionsEnded {
    sessions: usize,
}

/// End every session of someone. They can sign in again.
#[utoipa::path(
    tag = "accounts",
    request_body = NoBody,
    params(
        ("id" = PersonId, Path, description = "Whose"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer"),
    ),
    responses(
        (status = 200, description = "They are ended", body = SessionsEnded),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for your role", body = Problem),
        (status = 404, description = "No such account", body = Problem),
    )
)]
#[post("/accounts/{id}/sessions/end")]
async fn end_sessions_of_account(
    id: web::Path<PersonId>,
    asked: Asked<NoBody>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    asked
        .write(
            move |work, by| Ok(SessionsEnded { sessions: people::end_sessions(work, by, id)? }),
            Answer::ok,
        )
        .await
}
