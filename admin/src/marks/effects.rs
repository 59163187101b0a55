//! What a step about a mark does to what the public sees, shown before it is confirmed.

use super::moves::Move;
use crate::door::parts::text;
use crate::door::{Answer, Visit};
use crate::words::count;
use domain::AccreditationId;
use marketplace::accreditation::{self, ChangedListing, Effect, MarkStep};
use std::collections::BTreeSet;
use ui::Markup;
use ui::components::{Cell, Details, Table, WarningText};

/// The step that a move takes about a mark.
const fn step_of(it: Move) -> Option<MarkStep> {
    match it {
        Move::Suspend => Some(MarkStep::Suspension),
        Move::Reinstate => Some(MarkStep::Reinstatement),
        Move::Revoke => Some(MarkStep::Revocation),
        Move::Withdraw => Some(MarkStep::Withdrawal),
        _ => None,
    }
}

/// What a move would do to listings. `None`: nothing, by its nature.
pub(super) async fn effect_of(
    visit: &Visit,
    id: AccreditationId,
    it: Move,
) -> Result<Option<Effect>, Answer> {
    let Some(step) = step_of(it) else { return Ok(None) };
    visit.read(move |work, by| accreditation::effect(work, by, id, step)).await.map(Some)
}

/// How many listings go or come back, in how many directories; and which.
pub(super) fn effect_said(effect: &Effect) -> Markup {
    let parts =
        [said(&effect.goes, "goes", "go", "from"), said(&effect.comes_back, "comes back", "come back", "in")];
    let parts: Vec<Markup> = parts.into_iter().flatten().collect();
    if parts.is_empty() { text("No listing changes in any directory.") } else { Markup::joined(parts) }
}

fn said(listings: &[ChangedListing], one: &str, many: &str, of: &str) -> Option<Markup> {
    if listings.is_empty() {
        return None;
    }
    let directories: BTreeSet<_> = listings.iter().map(|it| &it.directory).collect();
    let verb = if listings.len() == 1 { one } else { many };
    let says = format!(
        "{} {verb} at once, {of} {}.",
        count(listings.len(), "listing", "listings"),
        count(directories.len(), "directory", "directories")
    );
    Some(Markup::joined([WarningText::new(says).into(), listings_said(listings)]))
}

/// Which listings, and in which directories.
pub(super) fn listings_said(listings: &[ChangedListing]) -> Markup {
    let table = Table::new("Which").caption_size("s").head([Cell::new("Offering"), Cell::new("Directory")]);
    let table = listings.iter().fold(table, |table, it| {
        let path = format!("/offerings/{}", it.offering);
        let name = crate::door::parts::link(&it.name, &path);
        table.row([Cell::new(name), Cell::new(it.directory_name.as_str())])
    });
    Details::new("Show which listings", table.scrolling()).into()
}
