//! A provider's journey: register, keep the entry and the team, apply, earn the mark, offer support.

mod beginning;
mod confirm;
mod details;
mod entry;
mod home;
mod leaving;
mod partners;
mod register;
mod team;
mod waiting;

pub(crate) use entry::sector_said;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(register::routes)
        .configure(home::routes)
        .configure(confirm::routes)
        .configure(details::routes)
        .configure(leaving::routes)
        .configure(partners::routes)
        .configure(team::routes);
}
