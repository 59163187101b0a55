//! One's own account: making it, proving its address, signing in and out, passwords, invitations.

mod department;
mod invitation;
mod own;
mod register;
mod reset;
mod sign_in;
mod two_steps;

pub(crate) use sign_in::sign_in_page;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(department::routes)
        .configure(invitation::routes)
        .configure(own::routes)
        .configure(register::routes)
        .configure(reset::routes)
        .configure(sign_in::routes)
        .configure(two_steps::routes);
}
