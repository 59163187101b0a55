//! What a provider offers: written page by page, published, paused, and why it is listed or not.

mod again;
mod answers;
mod case;
mod fields;
mod full;
mod groups;
mod hours;
mod list;
mod listed;
mod part;
mod steps;
mod terms;

pub(crate) use groups::{by_cluster, clusters_asked};

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(list::routes)
        .configure(again::routes)
        .configure(listed::routes)
        // Before the steps, whose address would take these for one.
        .configure(full::routes)
        .configure(steps::routes)
        .configure(case::routes);
}
