//! The quality mark: a provider applies with evidence, an assessor judges, someone else decides.

mod apply;
mod before;
mod case;
mod conditions;
mod effects;
mod evidence;
mod fields;
mod judge;
mod letter;
mod moves;
mod papers;
mod queue;
mod steps;

pub(crate) use apply::{channel_said, channels_asked};

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(apply::routes)
        .configure(queue::routes)
        .configure(evidence::routes)
        .configure(judge::routes)
        .configure(papers::routes)
        .configure(conditions::routes)
        .configure(steps::routes)
        .configure(case::routes);
}
