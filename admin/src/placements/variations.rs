//! The authority's list of changed agreements: which are to be countersigned, and who has yet to sign.

use crate::door::parts::{TAKE_AWAY, chooser, heading, link, link_line, text};
use crate::door::{Outcome, Page, SignedIn, encode, sought};
use crate::words::when;
use actix_web::get;
use actix_web::web::{Query, ServiceConfig};
use domain::values::Slug;
use marketplace::frameworks::{self, LotNames};
use marketplace::organisations::Page as Keyset;
use marketplace::placements::{self, AfterVariation, Varied, WaitsFor, WantedVariations};
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, Field, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// How many are on a page.
const ON_A_PAGE: usize = 50;
const HERE: &str = "/authority/variations";

#[derive(Default, Deserialize)]
struct Wanted {
    waits_for: Option<String>,
    framework: Option<String>,
    text: Option<String>,
    after: Option<String>,
}

const fn waits_said(waits_for: WaitsFor) -> &'static str {
    match waits_for {
        WaitsFor::Authority => "For us: to be countersigned",
        WaitsFor::Provider => "For the provider: not signed yet",
    }
}

fn key(text: &str) -> Option<AfterVariation> {
    let (since, id) = text.split_once('~')?;
    Some((since.parse().ok()?, id.parse().ok()?))
}

fn table(found: &[Varied], lots: &LotNames) -> Markup {
    let mut table = Table::new("Changed agreements").first_cell_is_header(true).head([
        Cell::new("Provider"),
        Cell::new("Lot"),
        Cell::new("Wording"),
        Cell::new("Put to the provider"),
        Cell::new("Signed"),
    ]);
    for Varied { placement, provider, variation } in found {
        let version = variation.wording.framework_version;
        let signed = variation.signature.as_ref().map_or_else(|| "Not yet".to_owned(), |it| when(it.at));
        table = table.row([
            Cell::new(link(provider, &format!("/placements/{}/wordings/{version}", placement.id))),
            Cell::new(lots.of(&placement.framework, &placement.lot)),
            Cell::new(format!("Version {version}")),
            Cell::new(when(variation.offered_at)),
            Cell::new(signed),
        ]);
    }
    table.scrolling()
}

#[get("/authority/variations")]
async fn show(visit: SignedIn, query: Query<Wanted>) -> Outcome {
    let query = query.into_inner();
    let waits_for =
        query.waits_for.as_deref().and_then(|word| word.parse().ok()).unwrap_or(WaitsFor::Authority);
    let framework: Option<Slug> = query.framework.as_deref().and_then(|text| text.parse().ok());
    let wanted = WantedVariations { framework, text: query.text.as_deref().and_then(sought), waits_for };
    let (asked, after) = (wanted.clone(), query.after.as_deref().and_then(key));
    let limit = i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX);
    let (mut found, lots, all) = visit
        .read(move |work, by| {
            let found = placements::variations(work, by, &asked, &Keyset { after, limit })?;
            let of_rows = found.iter().map(|it| it.placement.framework.clone());
            let lots = frameworks::lot_names(work, of_rows)?;
            Ok((found, lots, frameworks::names(work)?))
        })
        .await?;
    let any = std::iter::once((String::new(), "All frameworks".to_owned()));
    let slugs = all.into_iter().map(|(slug, name)| (slug.to_string(), name));
    let chosen = wanted.framework.as_ref().map(ToString::to_string).unwrap_or_default();
    let text_sought = wanted.text.as_deref().unwrap_or_default();
    let waits = WaitsFor::ALL.iter().rev().map(|it| (it.word().to_owned(), waits_said(*it).to_owned()));
    let fields: [Markup; 4] = [
        Field::new("text", "Provider's name, or a part of it").value(text_sought).input().into(),
        Field::new("framework", "Framework")
            .value(&chosen)
            .select(any.chain(slugs).collect::<Vec<_>>())
            .into(),
        Field::new("waits_for", "It waits").value(waits_for.word()).select(waits.collect::<Vec<_>>()).into(),
        Button::new("Show").secondary().into(),
    ];
    let title = "Changed agreements";
    let mut parts = vec![
        heading(title),
        text(
            "When a version of a framework words its agreement otherwise, everyone on its lots is asked to sign the \
             change. Until both sides have signed, the agreement that was signed before stays in force.",
        ),
        chooser(HERE, fields),
    ];
    let mut asked = format!("waits_for={waits_for}");
    asked.extend(wanted.framework.iter().map(|slug| format!("&framework={slug}")));
    asked.extend(wanted.text.iter().map(|text| format!("&text={}", encode(text))));
    let more = found.len() > ON_A_PAGE;
    found.truncate(ON_A_PAGE);
    if found.is_empty() {
        parts.push(text("No changed agreements match what you chose."));
    } else {
        parts.push(table(&found, &lots));
        let export = format!("/take-away/placement-variations/export?{asked}");
        parts.push(link_line(TAKE_AWAY, &export));
    }
    if let Some(last) = found.last().filter(|_| more) {
        let it = &last.placement;
        let since = it.submitted_at.unwrap_or(it.started_at).as_microsecond();
        let next = format!("{HERE}?{asked}&after={since}~{}", it.id);
        parts.push(link_line("Next page", &next));
    }
    Ok(visit.show(Page::new(title, parts).back("/authority/placements").wide()))
}
