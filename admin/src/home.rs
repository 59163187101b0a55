//! The home page: what waits for whoever has signed in.

use crate::door::parts::{buttons, heading, text};
use crate::door::{Outcome, Page, SignedIn};
use actix_web::get;
use actix_web::web::ServiceConfig;
use marketplace::people;
use ui::components::Button;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(home);
}

#[get("/home")]
async fn home(visit: SignedIn) -> Outcome {
    let account = visit.read(people::me).await?;
    let name = account.person.name.to_string();
    let parts = [
        heading(&format!("Welcome, {name}")),
        text("You do not belong to an organisation yet. Register yours, or ask a colleague to invite you."),
        buttons([
            Button::link("Register a provider", "/register/provider").start(),
            Button::link("Register a department", "/register/department").secondary(),
        ]),
    ];
    Ok(visit.show(Page::new("Home", parts)))
}
