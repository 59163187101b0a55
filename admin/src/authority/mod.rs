//! What the authority looks after besides decisions: providers, people, the Standard, figures, and how Signpost runs.

mod codes;
mod log;
mod mail_domains;
mod people;
mod providers;
mod registrations;
mod running;
mod standard;
mod statistics;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(providers::routes)
        .configure(registrations::routes)
        .configure(running::routes)
        .configure(log::routes)
        .configure(mail_domains::routes)
        .configure(codes::routes)
        .configure(people::routes)
        .configure(standard::routes)
        .configure(statistics::routes);
}
