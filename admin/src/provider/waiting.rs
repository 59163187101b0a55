//! What waits for a provider: what is due, by its day, and then what else it has begun.

use super::home::Standing;
use crate::words::day;
use domain::accreditation;
use domain::due::{Due, What};
use domain::offerings::State;
use domain::placements;

/// Something to be done: in words, and where.
type ToDo = (String, String);

fn due_said(it: &Standing, due: &Due) -> ToDo {
    let on = day(due.day);
    match &due.what {
        What::MarkEnds { .. } => (
            format!("Renew your quality mark: it ends on {on}"),
            format!("/provider/{}/mark", it.provider.id),
        ),
        What::Condition { case, .. } => {
            (format!("Meet a condition of your quality mark by the end of {on}"), format!("/marks/{case}"))
        }
        What::MarkQuestion { case, .. } => {
            (format!("Answer the assessor's question by the end of {on}"), format!("/marks/{case}"))
        }
        What::PlacementQuestion { placement, framework, lot, .. } => (
            format!(
                "Answer the question about your application to {framework}, lot {lot}, by the end of {on}"
            ),
            format!("/placements/{placement}"),
        ),
        What::Agreement { placement, framework, lot } => (
            format!("Sign the agreement for {framework}, lot {lot}: you were accepted on {on}"),
            format!("/placements/{placement}"),
        ),
        What::Document { placement, framework, lot, question, asks } => {
            let over = if it.is_over(due.day) { "ran out" } else { "runs out" };
            (
                format!("Renew what {over} on {on}: {asks} ({framework}, lot {lot})"),
                format!("/placements/{placement}/renew/{question}"),
            )
        }
        What::Declared { declaration, framework, question, asks } => {
            let over = if it.is_over(due.day) { "ran out" } else { "runs out" };
            (
                format!("Renew what {over} on {on}: {asks} (your declaration to {framework})"),
                format!("/declarations/{declaration}/renew/{question}"),
            )
        }
    }
}

/// What there is to be done, and where: what is due first, by its day.
pub(super) fn waiting(it: &Standing) -> Vec<ToDo> {
    let details = format!("/organisation/{}/details", it.provider.id);
    let registers = it.provider.open_registration_changes().filter(|_| it.may_edit);
    let registers = registers
        .map(|(_, change)| (format!("Look at your details: {}", change.sentence()), details.clone()));
    let led = it.led_by.iter().filter(|led| it.may_edit && led.partner.confirmed_at.is_none());
    let led = led.map(|led| {
        (format!("Say whether you work with {}", led.name), format!("/provider/{}/lead", it.provider.id))
    });
    let due = it.due.iter().map(|due| due_said(it, due));
    let lots = it.placements.iter().filter(|it| it.state == placements::State::Draft);
    let lots = lots.map(|placement| {
        let words =
            format!("Finish your application to {}", it.lots.of(&placement.framework, &placement.lot));
        (words, format!("/placements/{}", placement.id))
    });
    let varied = it.placements.iter().filter_map(|placement| {
        let version = placement.variation_to_sign()?.wording.framework_version;
        let lot = it.lots.of(&placement.framework, &placement.lot);
        let words = format!("Read and sign the changed agreement for {lot}");
        Some((words, format!("/placements/{}/wordings/{version}", placement.id)))
    });
    let marks = it.marks.iter().filter(|mark| mark.state == accreditation::State::Draft).map(|mark| {
        ("Finish your application for the quality mark".to_owned(), format!("/marks/{}", mark.id))
    });
    let returned = it.offerings.iter().filter(|offering| offering.returned.is_some());
    let returned = returned.map(|it| {
        let words = format!("Look at the change to “{}” that a reviewer sent back", it.support.name);
        (words, format!("/offerings/{}", it.id))
    });
    let drafts = it.offerings.iter().filter(|offering| offering.state == State::Draft);
    let drafts = drafts
        .map(|it| (format!("Finish and publish “{}”", it.support.name), format!("/offerings/{}", it.id)));
    registers
        .chain(led)
        .chain(due)
        .chain(varied)
        .chain(lots)
        .chain(marks)
        .chain(returned)
        .chain(drafts)
        .collect()
}
