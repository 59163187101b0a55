//! Directories under a department's brand: set up, filled, opened and closed.

mod case;
mod edit;
mod feedback;
mod fields;
mod list;
mod part;
mod steps;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(list::routes)
        .configure(edit::routes)
        // Before the steps, whose addresses have one word after the directory's as well.
        .configure(feedback::routes)
        .configure(steps::routes)
        .configure(case::routes);
}
