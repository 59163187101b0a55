//! Why an offering is listed in each directory, or not: the facts that decide it, and where each can be changed.

use super::case::{Case, case};
use crate::door::parts::{link, section, small, text};
use crate::door::{Outcome, Page, SignedIn};
use crate::words::{channels_said, when};
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::OfferingId;
use domain::directories::{Directory, Entitlement, Fact, State};
use marketplace::directories;
use ui::components::{SummaryList, SummaryRow, Tag, TagColour};
use ui::{Content, Markup};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// What a fact is called.
const fn fact_said(fact: Fact) -> &'static str {
    match fact {
        Fact::OfferingIsLive => "It is live",
        Fact::WithinQualityMark => "A quality mark covers it",
        Fact::StandsOnLot => "A place on a lot covers it",
        Fact::DirectoryAdmits => "The directory admits it",
    }
}

/// Where a fact that does not hold can be changed, for who may. A directory that is closed is its department's.
fn remedy(case: &Case, directory: &Directory, fact: Fact) -> Option<(&'static str, String)> {
    let (offering, provider) = (case.offering.id, case.provider.id);
    let (words, path) = match fact {
        Fact::OfferingIsLive => ("Go to the offering", format!("/offerings/{offering}")),
        Fact::WithinQualityMark => ("Go to your quality mark", format!("/provider/{provider}/mark")),
        Fact::StandsOnLot => ("Go to frameworks and lots", format!("/provider/{provider}/apply")),
        Fact::DirectoryAdmits if directory.state != State::Live => return None,
        Fact::DirectoryAdmits => ("See what you offer", format!("/offerings/{offering}")),
    };
    case.may_keep.then_some((words, path))
}

fn chain(case: &Case, directory: &Directory, entitlement: &Entitlement) -> Markup {
    let rows = entitlement.chain.iter().map(|link| {
        let tag = if link.holds {
            Tag::new("Yes").colour(TagColour::Green)
        } else {
            Tag::new("No").colour(TagColour::Red)
        };
        let sentence = Content::from(link.sentence.as_str());
        let row = SummaryRow::new(fact_said(link.fact), Markup::trusted(format!("{tag}<br>{sentence}")));
        match remedy(case, directory, link.fact).filter(|_| !link.holds) {
            Some((words, path)) => row.action(words, path, ""),
            None => row,
        }
    });
    SummaryList::new(rows.collect::<Vec<_>>()).into()
}

fn of_directory(case: &Case, directory: &Directory, entitlement: &Entitlement) -> Markup {
    let path = format!("/d/{}", directory.content.slug);
    let verdict = if entitlement.listed {
        let until = entitlement.until.map_or_else(String::new, |at| format!(" until {}", when(at)));
        format!("It is listed{until}: {}.", channels_said(&entitlement.channels).to_lowercase())
    } else {
        let from = entitlement.from.map_or_else(String::new, |at| format!(" It will be from {}.", when(at)));
        format!("It is not listed.{from}")
    };
    Markup::joined([
        section(directory.content.name.as_str()),
        text(Markup::trusted(format!("<strong>{}</strong>", Content::from(verdict)))),
        chain(case, directory, entitlement),
        text(link(format!("See the directory at {path}"), &path)),
    ])
}

#[get("/offerings/{id}/listed")]
async fn show(visit: SignedIn, id: Path<OfferingId>) -> Outcome {
    let id = id.into_inner();
    let case = case(&visit, id).await?;
    let explained = visit.read(move |work, by| directories::explain_everywhere(work, by, id)).await?;
    let title = "Why it is listed, or not";
    let mut parts = vec![
        case.headed(title),
        text(
            "A directory lists it exactly while four things hold: it is live, it lies inside the scope of your quality mark, you stand on a lot that covers its channel, and the directory admits it.",
        ),
    ];
    if explained.is_empty() {
        parts.push(text("No directory is open yet."));
    }
    parts
        .extend(explained.iter().map(|(directory, entitlement)| of_directory(&case, directory, entitlement)));
    parts.push(small("When one of them ends, the listing is gone from every directory at once."));
    Ok(visit.show(Page::new(title, parts).back(format!("/offerings/{id}"))))
}
