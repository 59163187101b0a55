//! Conditions that wait for someone: their day is over, or the holder says that they are met.

use crate::door::parts::{heading, link, text};
use crate::door::{Outcome, Page, SignedIn};
use crate::words::day;
use actix_web::get;
use actix_web::web::ServiceConfig;
use domain::organisations::Organisation;
use marketplace::accreditation;
use ui::components::{Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

#[get("/authority/conditions")]
async fn show(visit: SignedIn) -> Outcome {
    let (cases, now) = visit
        .read(|work, by| {
            let mut cases = vec![];
            for case in accreditation::conditions_waiting(work, by)? {
                let provider: Organisation = work.find(case.provider)?;
                cases.push((case, provider.name));
            }
            Ok((cases, work.now()))
        })
        .await?;
    let mut table = Table::new("Oldest application first")
        .caption_size("m")
        .first_cell_is_header(true)
        .head([Cell::new("Provider"), Cell::new("Condition"), Cell::new("Due"), Cell::new("Why it waits")]);
    for (case, name) in &cases {
        let open = case.mark.iter().flat_map(|mark| &mark.conditions).filter(|it| it.met_on.is_none());
        for condition in open.filter(|it| it.is_overdue(now) || it.shown.is_some()) {
            let why = if condition.shown.is_some() { "The holder says it is met" } else { "Overdue" };
            table = table.row([
                Cell::new(link(name.as_str(), &format!("/marks/{}", case.id))),
                Cell::new(condition.text.to_string()),
                Cell::new(day(condition.due)),
                Cell::new(why),
            ]);
        }
    }
    let list = if cases.is_empty() { text("No condition waits for anyone.") } else { table.scrolling() };
    let says = text("Conditions whose day is over, and those that a holder says it has met.");
    Ok(visit.show(Page::new("Conditions of marks", [heading("Conditions of marks"), says, list]).wide()))
}
