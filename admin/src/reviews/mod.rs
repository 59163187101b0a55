//! Concerns, spot checks and planned checks: looks at a mark between assessments.

mod one;
mod queue;
mod raise;
mod raised;

use actix_web::web::ServiceConfig;
use domain::reviews::Finding;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.configure(raised::routes).configure(raise::routes).configure(queue::routes).configure(one::routes);
}

/// What was found, in words.
const fn finding_said(finding: Finding) -> &'static str {
    match finding {
        Finding::NothingWrong => "All is as it should be",
        Finding::Advised => "Something small: the provider was advised",
        Finding::ToBePutRight => "Something is to be put right",
        Finding::MarkInDoubt => "The mark itself is to be decided on",
    }
}
