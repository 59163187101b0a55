//! Registering a department: by someone whose address is in the public sector, who becomes its buyer.

use crate::door::parts::{form, heading, send, text};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Typed, Visit};
use actix_web::web::ServiceConfig;
use actix_web::{get, post};
use domain::FieldError;
use domain::organisations::RegisterDepartmentDraft;
use marketplace::{organisations, people};
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(ask).service(register);
}

const TITLE: &str = "Register a department";
const HERE: &str = "/register/department";

fn page(visit: &Visit, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let fields: [Markup; 5] = [
        asking
            .ask("name", "Name of the department or public body")
            .input()
            .autocomplete("organization")
            .into(),
        asking
            .ask("contact_email", "Contact email address")
            .hint("We write to it about what you buy")
            .input()
            .kind("email")
            .spellcheck(false)
            .into(),
        asking
            .ask("website", "Website (optional)")
            .hint("For example, https://www.example.gov.uk")
            .input()
            .into(),
        asking.ask("about", "What does it do? (optional)").up_to_characters(5000).into(),
        send("Register").into(),
    ];
    let parts = [
        heading(TITLE),
        text(
            "Departments and public bodies register here to buy support and to show their users where help is.",
        ),
        text(
            "Your own email address must be in the public sector, such as name@department.gov.uk. You become the department's buyer.",
        ),
        form(visit, HERE, fields),
    ];
    Page::new(TITLE, parts).mistakes(mistakes).back("/home")
}

#[get("/register/department")]
async fn ask(visit: SignedIn) -> Outcome {
    let mut typed = Typed::default();
    let account = visit.read(people::me).await?;
    typed.set("contact_email", account.person.email.to_string());
    Ok(visit.show(page(&visit, &typed, &[])))
}

#[post("/register/department")]
async fn register(sent: Sent) -> Outcome {
    match sent.act(RegisterDepartmentDraft::parse, organisations::register_department).await {
        Ok(department) => {
            let said = format!("{} is registered. You are its buyer.", department.name);
            Ok(sent.visit.go("/home", &said))
        }
        Err(rejected) => rejected.on(&sent.visit, |mistakes| page(&sent.visit, &sent.typed, mistakes)),
    }
}
