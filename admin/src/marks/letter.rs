//! The letter about a decision, and what it does to listings: read by whoever decides before anything is decided or
//! sent.

use super::effects::effect_said;
use super::moves::Move;
use super::papers::letter_said;
use crate::door::parts::{form, heading_of, hidden, section, send, text};
use crate::door::{Page, Rejected, Sent, VERSION, Visit};
use domain::AccreditationId;
use domain::accreditation::commands::{DecideDraft, HearAppealDraft};
use marketplace::At;
use marketplace::accreditation::{self, Foreseen};
use ui::Markup;

/// Says that the letter was read.
const READ: &str = "_read";
/// Says that the decision is to be changed.
const CHANGE: &str = "_change";

/// Whether whoever decides has read the letter.
pub(super) fn was_read(sent: &Sent) -> bool {
    !sent.aside.get(READ).is_empty() && !wants_change(sent)
}

/// Whether whoever decides goes back from the letter to the form.
pub(super) fn wants_change(sent: &Sent) -> bool {
    !sent.aside.get(CHANGE).is_empty()
}

/// Whether a letter tells of a move, to be read before it is made.
pub(super) const fn tells_of(it: Move) -> bool {
    matches!(it, Move::Decide | Move::HearAppeal)
}

/// The letter that a decision, or what came of an appeal, would be told by, and what it would do to listings.
pub(super) async fn previewed(sent: &Sent, it: Move, at: At<AccreditationId>) -> Result<Foreseen, Rejected> {
    let now = sent.visit.market().clock().now();
    if it == Move::HearAppeal {
        let parse = |draft: HearAppealDraft| draft.parse(now);
        return sent
            .act(parse, move |work, by, how| accreditation::preview_appeal_letter(work, by, at, &how))
            .await;
    }
    let parse = |draft: DecideDraft| draft.parse(now);
    sent.act(parse, move |work, by, how| accreditation::preview_letter(work, by, at, &how)).await
}

/// The letter, with all that was typed beside it unseen.
pub(super) fn page(visit: &Visit, provider: &str, here: &str, sent: &Sent, foreseen: &Foreseen) -> Page {
    let typed = sent.typed.0.iter().map(|(name, value)| hidden(name, value));
    let version = hidden(VERSION, &sent.version.to_string());
    let kept: Vec<Markup> = std::iter::once(version).chain(typed).chain([hidden(READ, "yes")]).collect();
    let buttons = crate::door::parts::buttons([
        send("Decide and send this letter"),
        send("Change the decision").secondary().name(CHANGE).value("yes"),
    ]);
    let parts = [
        heading_of(provider, "The letter"),
        text("Nothing is decided yet. The provider is sent this, and can read it here later:"),
        letter_said(&foreseen.letter),
        section("What the public will see"),
        effect_said(&foreseen.effect),
        form(visit, here, kept.into_iter().chain([buttons])),
    ];
    Page::new("The letter", parts)
}
