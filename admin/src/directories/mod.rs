//! Directories under a department's brand: set up, filled, opened and closed.

mod case;
mod edit;
mod editions;
mod feedback;
mod fields;
mod keys;
mod list;
mod logo;
mod part;
mod revision;
mod steps;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    // Before the steps, whose addresses are `/directories/{slug}/` and any word.
    config
        .configure(list::routes)
        .configure(edit::routes)
        .configure(revision::routes)
        .configure(editions::routes)
        .configure(logo::routes)
        .configure(feedback::routes)
        .configure(keys::routes)
        .configure(steps::routes)
        .configure(case::routes);
}
