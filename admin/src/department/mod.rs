//! A department's journey: its services and whether each needs support, and the directories in which their users
//! find help.

mod clusters;
mod home;
mod keeper;
mod service;
mod service_fields;
mod services;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(home::routes)
        .configure(services::routes)
        .configure(clusters::routes)
        .configure(service::routes);
}
