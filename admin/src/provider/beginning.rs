//! What a provider has not begun yet of what it takes to be listed.

use super::home::Standing;
use crate::door::parts::{bullets, link, section, text};
use domain::OrganisationKind;
use domain::organisations::Sector;
use ui::Markup;

/// What is still to be begun, and where. `None`: everything is, or it is not for whoever looks.
pub(super) fn beginning(it: &Standing) -> Option<Markup> {
    // A partner helps in its lead's name, and begins none of these.
    if it.provider.kind != OrganisationKind::Provider {
        return None;
    }
    let id = it.provider.id;
    // A public body holds no place on a lot: its buildings are where others help.
    let may_stand = it.provider.sort.is_some_and(|sort| sort.sector() != Sector::PublicBody);
    let steps = [
        (it.marks.is_empty(), "Apply for the quality mark", format!("/provider/{id}/mark")),
        (
            it.placements.is_empty() && may_stand,
            "Apply for a place on a lot",
            format!("/provider/{id}/apply"),
        ),
        (it.offerings.is_empty(), "Say what you offer", format!("/provider/{id}/offerings")),
    ];
    let open = steps.iter().filter(|(is_open, ..)| *is_open && it.may_edit);
    let links: Vec<Markup> = open.map(|(_, words, path)| link(*words, path)).collect();
    if links.is_empty() {
        return None;
    }
    let says = "Directories list what you offer while you hold the quality mark and stand on a lot that covers it. Begin with any of these:";
    Some(Markup::joined([section("What to do next"), text(says), bullets(links)]))
}
