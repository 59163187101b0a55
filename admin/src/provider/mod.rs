//! A provider's journey: register, keep the entry and the team, apply, earn the mark, offer support.

mod details;
mod entry;
mod home;
mod register;
mod team;

pub(crate) use entry::sector_said;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(register::routes)
        .configure(home::routes)
        .configure(details::routes)
        .configure(team::routes);
}
