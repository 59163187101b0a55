//! What has left the scope since the last mark: for the provider who confirms what is asked for, and for the assessor.

use super::apply::channel_said;
use crate::door::parts::{bullets, text};
use crate::words::day;
use domain::accreditation::Gone;
use domain::kernel::time::day_of;
use marketplace::accreditation::LeftSince;
use ui::Markup;
use ui::components::{InsetText, SummaryRow};

const fn why_said(why: Gone) -> &'static str {
    match why {
        Gone::NotAsked => "not asked for again",
        Gone::NotOffered => "asked for, but no offering gives it now",
        Gone::NoPartner => "no confirmed partner any more",
    }
}

/// Each thing with its reason.
fn said(LeftSince { left, partners, .. }: &LeftSince) -> Markup {
    if left.is_nothing() {
        return text("Nothing: all of it is asked for again, and given now.");
    }
    let channels = left.channels.iter().map(|it| (channel_said(it.what).to_owned(), it.why));
    let places = left.places.iter().map(|it| (format!("Help at {}", it.what), it.why));
    let partners = left.partners.iter().map(|it| {
        let name = partners.get(&it.what).map_or("A partner", |name| name.as_str());
        (format!("With {name}"), it.why)
    });
    bullets(channels.chain(places).chain(partners).map(|(what, why)| format!("{what}: {}", why_said(why))))
}

/// A row for the facts of an application.
pub(super) fn row(since: &LeftSince) -> SummaryRow {
    let given = format!("Of what the mark of {} was given for:", day(day_of(since.mark.starts)));
    SummaryRow::new("Left since the last mark", Markup::joined([text(given), said(since)]))
}

/// The same beside the fields of the scope, where there is anything.
pub(super) fn beside_scope(since: &LeftSince) -> Markup {
    if since.left.is_nothing() {
        return Markup::default();
    }
    let given = day(day_of(since.mark.starts));
    let says = format!("Your mark of {given} was also given for what is not asked for, or not given, now:");
    InsetText::new(Markup::joined([text(says), said(since)])).into()
}
