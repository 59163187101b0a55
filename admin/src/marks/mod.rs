//! The quality mark: a provider applies with evidence, an assessor judges, someone else decides.

mod apply;
mod assessed;
mod before;
mod case;
mod conditions;
mod effects;
mod evidence;
mod exclusions;
mod fields;
mod judge;
mod lapse;
mod left;
mod letter;
mod moves;
mod otherwise;
mod papers;
mod queue;
mod sides;
mod steps;
mod visits;

pub(crate) use apply::{channel_said, channels_asked};
pub(crate) use assessed::cause_said;
pub(crate) use case::named;
pub(crate) use fields::who;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(apply::routes)
        .configure(queue::routes)
        .configure(evidence::routes)
        .configure(judge::routes)
        .configure(sides::routes)
        .configure(papers::routes)
        .configure(conditions::routes)
        .configure(visits::routes)
        .configure(lapse::routes)
        .configure(steps::routes)
        .configure(case::routes);
}
