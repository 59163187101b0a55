//! Entries of the log as a table: what they are about and who did it by name, each leading to its page.

use super::HERE;
use crate::door::parts::{about, link};
use crate::door::{Visit, encode};
use crate::words::{said, when};
use domain::{Action, Timestamp};
use marketplace::audit::{Called, Entry, Names, Sealed};
use ui::components::{Cell, Table};
use ui::{Content, Markup};

/// The page of a thing, where it has one that whoever looks may open.
fn page_of(visit: &Visit, kind: &str, id: &str, called: Option<&Called>) -> Option<String> {
    let slug = called.and_then(|it| it.slug.as_deref());
    let (needs, path, id) = match kind {
        "organisation" => (Action::ReadOrganisation, "/authority/providers", Some(id)),
        "placement" => (Action::ReadPlacement, "/placements", Some(id)),
        "accreditation" => (Action::ReadAccreditation, "/marks", Some(id)),
        "offering" => (Action::ReadOffering, "/offerings", Some(id)),
        "review" => (Action::ReadReviews, "/authority/reviews", Some(id)),
        "report" => (Action::ReadReports, "/authority/reports", Some(id)),
        "person" => (Action::ReadPeople, "/authority/people", Some(id)),
        "directory_key" => (Action::ReadDirectory, "/directory-keys", Some(id)),
        "framework_revision" => (Action::LoadReference, "/authority/framework-drafts", Some(id)),
        "standard_proposal" => (Action::ProposeStandard, "/authority/standard", Some(id)),
        "directory" => (Action::ReadDirectory, "/directories", slug),
        "framework" => (Action::LoadReference, "/authority/frameworks", slug),
        "service" => (Action::KeepServices, "/authority/services", slug),
        "cluster" => (Action::KeepServices, "/authority/clusters", slug),
        _ => return None,
    };
    // What has a name and is not found by it is gone.
    let is_there = called.is_some() || !matches!(kind, "organisation" | "offering" | "person");
    id.filter(|_| is_there && visit.may(needs)).map(|id| format!("{path}/{id}"))
}

/// The end of an identifier, by which rows are told apart: whole, it would fill the table. Its link has all of it.
fn short(id: &str) -> String {
    let end = id.len().saturating_sub(8);
    if end > 8 { format!("…{}", id.get(end..).unwrap_or(id)) } else { id.to_owned() }
}

/// A name that leads to the page of what has it, and the search for it alone.
fn leading(name: &str, page: Option<String>, search: &str) -> Markup {
    let search = format!("{HERE}?{search}");
    match page {
        None => link(name, &search),
        Some(page) => {
            let only = link(about("only", &format!("what the log has of {name}")), &search);
            Markup::trusted(format!("{} ({only})", link(name, &page)))
        }
    }
}

fn subject(visit: &Visit, entry: &Entry, names: &Names) -> Markup {
    let (kind, id) = (entry.subject_kind.as_str(), entry.subject_id.as_str());
    let called = names.of(kind, id);
    let name = called.map_or_else(|| format!("{} {}", said(kind), short(id)), |it| it.name.clone());
    let leads = leading(&name, page_of(visit, kind, id, called), &format!("subject={}", encode(id)));
    // What is named says what it is; what an organisation's own entry is about is said already.
    let kind = called.map(|_| Content::from(said(kind)).to_string());
    let whose = entry.organisation.as_deref().filter(|whose| *whose != id).map(|whose| {
        let called = names.of("organisation", whose);
        let name = called.map_or_else(|| format!("organisation {}", short(whose)), |it| it.name.clone());
        format!("of {}", link(name.as_str(), &format!("{HERE}?organisation={}", encode(whose))))
    });
    let below: Vec<String> = kind.into_iter().chain(whose).collect();
    let below = if below.is_empty() { String::new() } else { format!("<br>{}", below.join(" ")) };
    Markup::trusted(format!("{leads}{below}"))
}

/// Who did it: by name, or as the log has it: `Worker clock`.
fn actor(visit: &Visit, entry: &Entry, names: &Names) -> Markup {
    let called = names.of_actor(&entry.actor);
    let search = format!("actor={}", encode(&entry.actor));
    match entry.actor.split_once(':') {
        Some((kind, id)) => {
            let name = called.map_or_else(|| format!("{} {}", said(kind), short(id)), |it| it.name.clone());
            leading(&name, page_of(visit, kind, id, called), &search)
        }
        None => leading(&said(&entry.actor), None, &search),
    }
}

/// What the log keeps of it, as it keeps it.
fn facts(body: &str) -> Markup {
    if matches!(body, "{}" | "null") {
        return Markup::default();
    }
    Markup::trusted(format!("<span class=\"app-facts\">{}</span>", Content::from(body)))
}

pub(super) fn table(visit: &Visit, found: &[Sealed], names: &Names) -> Markup {
    let heads = ["Number", "When", "What happened", "About", "By", "Facts"].map(Cell::new);
    let table = Table::new("Entries, the newest first").caption_size("m").head(heads);
    let table = found.iter().fold(table, |table, Sealed { number, entry, .. }| {
        let at = Timestamp::from_microsecond(entry.at).map(when).unwrap_or_default();
        table.row([
            Cell::new(number.to_string()),
            Cell::new(at),
            Cell::new(said(&entry.name.replace('.', " "))),
            Cell::new(subject(visit, entry, names)),
            Cell::new(actor(visit, entry, names)),
            Cell::new(facts(&entry.body)),
        ])
    });
    table.scrolling()
}
