//! Problems that people report with entries of directories, for the authority's support.

mod case;
mod queue;

use actix_web::web::ServiceConfig;
use domain::reports::Wrong;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.configure(queue::routes).configure(case::routes);
}

/// What is wrong, as support reads it.
const fn wrong_said(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::Closed => "Closed or moved",
        Wrong::Hours => "Opening hours",
        Wrong::Contact => "Telephone number or address",
        Wrong::Charged => "Asked for money",
        Wrong::Behaviour => "How someone was treated",
        Wrong::Other => "Something else",
    }
}
