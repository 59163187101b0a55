//! What we write to providers about problems with their entries.

use domain::organisations::Organisation;
use domain::reports::{Report, Wrong};
use store::outbox::Letter;

/// What is wrong, as a sentence about the entry.
const fn said(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::Closed => "It is closed or has moved.",
        Wrong::Hours => "The opening hours are not right.",
        Wrong::Contact => "The telephone number, the address or another way to reach you is not right.",
        Wrong::Charged => "Someone was asked to pay.",
        Wrong::Behaviour => "Someone was not treated well.",
        Wrong::Other => "Something else is wrong.",
    }
}

/// Tells a provider what someone reported. Who it was stays with us.
pub(super) fn to_provider(report: &Report, provider: &Organisation, base_url: &str) -> Letter {
    let (name, reference) = (&report.about.name, report.reference());
    let mut paragraphs = vec![
        format!("Someone reported a problem with your entry “{name}”. We do not pass on who it was."),
        said(report.wrong).to_owned(),
    ];
    if let Some(words) = &report.words {
        paragraphs.push(format!("They wrote:\n{words}"));
    }
    let entry = format!("{base_url}/d/{}/listings/{}", report.about.directory, report.about.offering);
    let offering = format!("{base_url}/offerings/{}", report.about.offering);
    paragraphs.push(format!("The entry as people see it: {entry}"));
    paragraphs.push(format!("Check it, and put right what is wrong: {offering}"));
    paragraphs.push(format!("If you write to us about it, give us its reference: {reference}"));
    Letter {
        to: provider.contact_email.clone(),
        subject: format!("A problem was reported with your entry ({reference})"),
        body: paragraphs.join("\n\n"),
    }
}
