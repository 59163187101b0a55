//! The queue of applications for the quality mark, taken away whole; and which of them a list is of.

use crate::door::{AsTable, Caller, Problem, Query, Row, cells, sought};
use actix_web::{HttpResponse, get};
use domain::accreditation::State;
use domain::{Fields, OrganisationId, PersonId};
use marketplace::accreditation::{self, CaseListed, QueueOrder, WantedAccreditations};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(export_accreditations);
}

/// Which applications are wanted, in which order.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichAccreditations {
    /// Of one provider. Without it: of all, for those who may read any.
    provider: Option<OrganisationId>,
    /// Of providers whose name has this in it.
    text: Option<String>,
    /// Given to one assessor, alone or as one of two, or to settle between them.
    assessor: Option<PersonId>,
    /// In these states, with commas between: `submitted,recommended`.
    state: Option<String>,
    /// Of this risk and above: `low`, `medium` or `high`.
    risk: Option<String>,
    /// Only those that should have been decided by now.
    #[param(default = false)]
    late: Option<bool>,
    /// Only those that wait for an assessor.
    #[param(default = false)]
    free: Option<bool>,
    /// `age` (the oldest first), `deadline` (what is to be decided first) or `risk` (the highest first).
    #[param(default = "age")]
    order: Option<String>,
}

impl WhichAccreditations {
    pub(crate) fn wanted(self) -> Result<WantedAccreditations, Problem> {
        let Self { provider, text, assessor, state, risk, late, free, order } = self;
        let mut fields = Fields::new();
        let words = state.as_deref().unwrap_or_default().split(',').filter(|word| !word.is_empty());
        let states: Vec<Option<State>> = words.map(|word| fields.parse("?state", word)).collect();
        let risk = fields.optional("?risk", risk.as_deref());
        let order = fields.optional::<QueueOrder>("?order", order.as_deref());
        Ok(fields.finish(|| {
            Some(WantedAccreditations {
                provider,
                text: sought(text),
                assessor,
                states: states.into_iter().collect::<Option<_>>()?,
                risk: risk?,
                late: late.unwrap_or_default(),
                free: free.unwrap_or_default(),
                hidden: vec![],
                order: order?.unwrap_or_default(),
            })
        })?)
    }
}

/// An application as a row of a table.
#[derive(Serialize)]
struct CaseRow {
    id: String,
    provider: String,
    provider_name: String,
    state: &'static str,
    renewal: bool,
    standard: u32,
    submitted_at: String,
    decide_by: String,
    working_days_left: String,
    risk: &'static str,
    risk_reasons: String,
    assessors: String,
}

impl CaseRow {
    fn of(CaseListed { case, provider, assessors, days_left }: CaseListed) -> Self {
        let risk = &case.assessment.risk;
        let reasons: Vec<_> = risk.reasons.iter().map(|reason| reason.word()).collect();
        Self {
            id: case.id.to_string(),
            provider: case.provider.to_string(),
            provider_name: provider,
            state: case.state.word(),
            renewal: case.renews.is_some(),
            standard: case.standard,
            submitted_at: case.submitted_at.map(|at| at.to_string()).unwrap_or_default(),
            decide_by: case.assessment.decide_by.map(|day| day.to_string()).unwrap_or_default(),
            working_days_left: days_left.map(|days| days.to_string()).unwrap_or_default(),
            risk: risk.level().word(),
            risk_reasons: reasons.join(" "),
            assessors: assessors.join("; "),
        }
    }
}

impl Row for CaseRow {
    const HEAD: &'static [&'static str] = &[
        "id",
        "provider",
        "provider_name",
        "state",
        "renewal",
        "standard",
        "submitted_at",
        "decide_by",
        "working_days_left",
        "risk",
        "risk_reasons",
        "assessors",
    ];

    fn cells(&self) -> Vec<String> {
        cells![
            self.id,
            self.provider,
            self.provider_name,
            self.state,
            self.renewal,
            self.standard,
            self.submitted_at,
            self.decide_by,
            self.working_days_left,
            self.risk,
            self.risk_reasons,
            self.assessors,
        ]
    }
}

/// Take the queue away whole, as it is filtered and sorted.
#[utoipa::path(
    tag = "accreditation",
    params(WhichAccreditations, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/accreditations/export")]
pub(crate) async fn export_accreditations(
    caller: Caller,
    query: Query<WhichAccreditations, AsTable>,
) -> Result<HttpResponse, Problem> {
    let wanted = query.which.wanted()?;
    let order = wanted.order;
    caller
        .export_list(
            "quality-marks",
            query.how,
            move |work, by, page| accreditation::queue(work, by, &wanted, page),
            move |it| (order.key(&it.case), it.case.id),
            |it, _| CaseRow::of(it),
        )
        .await
}
