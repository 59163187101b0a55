//! Frameworks as those who run them see them: how they stand, and their next versions as drafts.

mod agreement;
mod asks;
mod case;
mod declaration;
mod draft;
mod facts;
mod file;
mod list;
mod lot;
mod preview;
mod question;
mod times;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(list::routes)
        .configure(file::routes)
        .configure(agreement::routes)
        .configure(declaration::routes)
        .configure(asks::routes)
        .configure(preview::routes)
        .configure(question::routes)
        .configure(lot::routes)
        .configure(facts::routes)
        .configure(times::routes)
        .configure(draft::routes)
        .configure(case::routes);
}
