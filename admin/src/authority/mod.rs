//! What the authority looks after besides decisions: who the providers are, and how Signpost runs.

mod providers;
mod running;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.configure(providers::routes).configure(running::routes);
}
