//! Where a provider can apply, and beginning an application.

use crate::door::parts::{form, heading_of, hidden, link_line, send, small, subsection, text};
use crate::door::{Outcome, Page, Sent, SignedIn, Visit};
use crate::words::{said, state_tag, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::frameworks::{Framework, Lot};
use domain::organisations::Organisation;
use domain::placements::{Placement, StartDraft, State};
use domain::{Action, OrganisationId, Timestamp};
use marketplace::{frameworks, organisations, placements};
use placements::WantedPlacements;
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(start);
}

struct Lots {
    provider: Organisation,
    frameworks: Vec<Framework>,
    own: Vec<Placement>,
    may_apply: bool,
    now: Timestamp,
}

async fn lots(visit: &Visit, id: OrganisationId) -> Result<Lots, crate::door::Answer> {
    visit
        .read(move |work, by| {
            let provider = organisations::show(work, by, id)?;
            let wanted = WantedPlacements { provider: Some(id), ..WantedPlacements::default() };
            let own = placements::list(work, by, &wanted, None, 200)?;
            let may_apply = by.may(Action::ApplyToLot, &id).is_ok();
            Ok(Lots { provider, frameworks: frameworks::list(work)?, own, may_apply, now: work.now() })
        })
        .await
}

fn lot_part(visit: &Visit, lots: &Lots, framework: &Framework, lot: &Lot, admits: bool) -> Markup {
    let own = lots.own.iter().filter(|it| it.framework == *framework.slug() && it.lot == lot.slug);
    let live = own.clone().find(|it| it.state.is_live());
    let title = format!("Lot {}: {}", lot.number, lot.title);
    let eligible = format!("/provider/{}/apply/{}/{}", lots.provider.id, framework.slug(), lot.slug);
    let mut parts = vec![subsection(&title), small(lot.summary.to_string())];
    match live {
        Some(placement) => {
            let tag = state_tag(placement.state_at(lots.now).word());
            let link = crate::door::parts::link(
                format!("Your application to lot {}", lot.number),
                &format!("/placements/{}", placement.id),
            );
            parts.push(text(Markup::joined([Markup::from(tag), Markup::trusted(" "), link])));
            if placement.state == State::Draft {
                parts.push(link_line(&format!("See what is left to do for lot {}", lot.number), &eligible));
            }
        }
        None if admits && lots.may_apply => {
            let fields = [
                hidden("framework", framework.slug().as_str()),
                hidden("lot", lot.slug.as_str()),
                hidden("provider", &lots.provider.id.to_string()),
                send(&format!("Apply to lot {}", lot.number)).secondary().into(),
            ];
            parts.push(form(visit, &format!("/provider/{}/apply", lots.provider.id), fields));
        }
        None => {}
    }
    if live.is_none() {
        parts.push(link_line(&format!("Check whether you can apply to lot {}", lot.number), &eligible));
    }
    for over in lots
        .own
        .iter()
        .filter(|it| it.framework == *framework.slug() && it.lot == lot.slug && !it.state.is_live())
    {
        let words = format!("Earlier application ({})", said(over.state.word()).to_lowercase());
        parts.push(link_line(&words, &format!("/placements/{}", over.id)));
    }
    Markup::joined(parts)
}

fn page(visit: &Visit, lots: &Lots) -> Page {
    let mut parts = vec![heading_of(lots.provider.name.as_str(), "Frameworks and lots")];
    if let Err(reason) = lots.provider.may_hold_places() {
        parts.push(ui::components::WarningText::new(reason.to_string()).into());
    }
    let mut order: Vec<&Framework> = lots.frameworks.iter().collect();
    order.sort_by_key(|framework| !framework.admits_at(lots.now));
    for framework in order {
        let definition = &framework.definition;
        let admits = framework.admits_at(lots.now);
        let takes_part = lots.own.iter().any(|it| it.framework == *framework.slug());
        if framework.state_at(lots.now).is_final() && !takes_part {
            continue;
        }
        let state = state_tag(framework.state_at(lots.now).word());
        let dates = match (definition.dates.closes, definition.dates.expires) {
            (Some(closes), _) if closes > lots.now && admits => {
                format!("Applications close at {}.", when(closes))
            }
            (_, Some(expires)) => format!("It runs until {}.", when(expires)),
            _ => String::new(),
        };
        parts.push(Markup::trusted(format!(
            "<h2 class=\"govuk-heading-m\">{} {state}</h2>",
            ui::Content::from(definition.name.as_str())
        )));
        parts.push(text(definition.summary.to_string()));
        if !dates.is_empty() {
            parts.push(text(dates));
        }
        if !admits {
            parts.push(text("It takes no applications now."));
        }
        parts.extend(definition.lots.iter().map(|lot| lot_part(visit, lots, framework, lot, admits)));
    }
    if lots.frameworks.is_empty() {
        parts.push(text("There is no framework yet."));
    }
    Page::new("Frameworks and lots", parts).back(format!("/provider/{}", lots.provider.id))
}

#[get("/provider/{id}/apply")]
async fn show(visit: SignedIn, id: Path<OrganisationId>) -> Outcome {
    let lots = lots(&visit, id.into_inner()).await?;
    Ok(visit.show(page(&visit, &lots)))
}

#[post("/provider/{id}/apply")]
async fn start(sent: Sent, id: Path<OrganisationId>) -> Outcome {
    let done = sent.act(StartDraft::parse, |work, by, command| placements::start(work, by, &command)).await;
    match done {
        Ok(placement) => {
            Ok(sent.visit.go(format!("/placements/{}", placement.id), "Your application is started."))
        }
        Err(rejected) => {
            // Where the lot is there, everything that stands in the way is shown, and not what came first alone.
            if let Ok(wanted) = sent.draft::<StartDraft>().map(StartDraft::parse)
                && let Ok(wanted) = wanted
                && let Ok(before) = super::eligible::before(&sent.visit, wanted).await
            {
                return rejected.on(&sent.visit, |_| super::eligible::page(&sent.visit, &before));
            }
            let lots = lots(&sent.visit, id.into_inner()).await?;
            rejected.on(&sent.visit, |_| page(&sent.visit, &lots))
        }
    }
}
