//! The list of public-sector mail domains over HTTP.

use crate::door::{Answer, AsTable, Asked, Caller, NoBody, Problem, Row, cells};
use actix_web::{HttpResponse, delete, get, put, web};
use domain::organisations::{MailDomain, MailDomainRule, MailDomainRuleDraft};
use domain::values::Line;
use domain::{Actor, Fields};
use marketplace::Work;
use marketplace::organisations;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_mail_domains)
        .service(export_mail_domains)
        .service(set_mail_domain)
        .service(remove_mail_domain);
}

/// Whether addresses of a domain, and of every domain below it, are admitted.
#[derive(Debug, Serialize, ToSchema)]
struct MailDomainView {
    suffix: MailDomain,
    admits: bool,
    reason: Line,
}

impl MailDomainView {
    fn of(rule: &MailDomainRule) -> Self {
        let MailDomainRule { suffix, admits, reason } = rule.clone();
        Self { suffix, admits, reason }
    }
}

impl Row for MailDomainView {
    const HEAD: &'static [&'static str] = &["suffix", "admits", "reason"];

    fn cells(&self) -> Vec<String> {
        cells![self.suffix, self.admits, self.reason]
    }
}

/// Every rule.
#[derive(Debug, Serialize, ToSchema)]
struct MailDomainList {
    items: Vec<MailDomainView>,
}

/// What a rule says, beside its domain.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MailDomainBody {
    /// Whether it admits, as it does when left out, or refuses.
    #[serde(default = "admitting")]
    admits: bool,
    /// Why.
    #[serde(default)]
    reason: String,
}

const fn admitting() -> bool {
    true
}

/// Why a rule is removed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhyQuery {
    /// Why. The log keeps it.
    #[param(required = true, example = "It is let to firms as well")]
    reason: Option<String>,
}

/// List the rules, by domain. The longest that matches decides; what none matches is refused.
#[utoipa::path(
    tag = "mail domains",
    operation_id = "list_mail_domains",
    responses((status = 200, description = "Every rule", body = MailDomainList))
)]
#[get("/mail-domains")]
async fn list_mail_domains(caller: Caller) -> Result<HttpResponse, Problem> {
    let found = caller.read(organisations::list_mail_domains).await?;
    Ok(Answer::ok(&MailDomainList { items: found.0.iter().map(MailDomainView::of).collect() }).into())
}

/// Take the rules away whole, by domain.
#[utoipa::path(
    tag = "mail domains",
    params(AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not yours to do", body = Problem),
    )
)]
#[get("/mail-domains/export")]
pub(crate) async fn export_mail_domains(
    caller: Caller,
    query: web::Query<AsTable>,
) -> Result<HttpResponse, Problem> {
    caller
        .export("mail-domains", query.into_inner(), |work, by, _: Option<()>| {
            let found = organisations::list_mail_domains(work, by)?;
            Ok((found.0.iter().map(MailDomainView::of).collect(), None))
        })
        .await
}

/// Set the rule of a domain, in place of the one it had.
#[utoipa::path(
    tag = "mail domains",
    operation_id = "set_mail_domain",
    request_body = MailDomainBody,
    params(("suffix" = String, Path, description = "The end of the domain, such as gov.uk")),
    responses(
        (status = 200, description = "The rule", body = MailDomainView),
        (status = 403, description = "Not yours to do", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[put("/mail-domains/{suffix}")]
async fn set_mail_domain(
    suffix: web::Path<String>,
    asked: Asked<MailDomainBody>,
) -> Result<HttpResponse, Problem> {
    let (MailDomainBody { admits, reason }, asked) = asked.open();
    let rule = MailDomainRuleDraft { suffix: suffix.into_inner(), admits, reason }.parse()?;
    let unit =
        move |work: &mut Work<'_, '_>, by: &Actor| organisations::set_mail_domain(work, by, rule.clone());
    asked.write(unit, |rule| Answer::ok(&MailDomainView::of(rule))).await
}

/// Remove the rule of a domain, for a reason. Whoever is here stays; who comes is decided on by the rules that are left.
#[utoipa::path(
    tag = "mail domains",
    operation_id = "remove_mail_domain",
    params(("suffix" = String, Path, description = "The end of the domain"), WhyQuery),
    responses(
        (status = 204, description = "Removed"),
        (status = 403, description = "Not yours to do", body = Problem),
        (status = 404, description = "It has none", body = Problem),
        (status = 422, description = "No reason is given", body = Problem),
    )
)]
#[delete("/mail-domains/{suffix}")]
async fn remove_mail_domain(
    suffix: web::Path<String>,
    why: web::Query<WhyQuery>,
    asked: Asked<NoBody>,
) -> Result<HttpResponse, Problem> {
    let suffix: MailDomain = suffix.parse().map_err(|_| Problem::no_such_address())?;
    let mut fields = Fields::new();
    let reason = fields.required("?reason", why.reason.as_deref(), "Say why");
    let reason: Option<Line> = reason.and_then(|reason| fields.parse("?reason", reason));
    let reason = fields.finish(|| reason)?;
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        organisations::remove_mail_domain(work, by, &suffix, reason.clone())
    };
    asked.write(unit, |()| Answer::done()).await
}
