//! The quality mark: a provider applies with evidence, an assessor judges, someone else decides.

mod apply;
mod case;
mod evidence;
mod fields;
mod judge;
mod moves;
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
        .configure(steps::routes)
        .configure(case::routes);
}
