//! Directories under a department's brand: set up, filled, opened and closed.

mod case;
mod edit;
mod fields;
mod keys;
mod list;
mod part;
mod steps;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    // Keys before steps, whose addresses take any word.
    config
        .configure(list::routes)
        .configure(edit::routes)
        .configure(keys::routes)
        .configure(steps::routes)
        .configure(case::routes);
}
