//! What a provider offers: written page by page, published, paused, and why it is listed or not.

mod again;
mod answers;
mod bulk;
mod case;
mod differences;
mod fields;
mod full;
mod groups;
mod history;
mod hours;
mod import;
mod list;
mod listed;
mod part;
mod review;
mod steps;
mod terms;

pub(crate) use groups::{by_cluster, clusters_asked};

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(bulk::routes)
        .configure(import::routes)
        .configure(list::routes)
        .configure(again::routes)
        .configure(listed::routes)
        // Before the steps, whose address would take these for one.
        .configure(history::routes)
        .configure(review::routes)
        .configure(full::routes)
        .configure(steps::routes)
        .configure(case::routes);
}
