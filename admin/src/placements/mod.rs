//! Places on lots: a provider applies and signs, the authority decides.

mod apply;
mod case;
mod question;
mod queue;
mod steps;
mod submission;

pub(crate) use steps::suspension_fields;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(apply::routes)
        .configure(queue::routes)
        .configure(question::routes)
        .configure(submission::routes)
        .configure(steps::routes)
        .configure(case::routes);
}
