//! Reminders of what comes to an end, or has to be done by a day, once each.

use crate::{Market, Work, due};
use domain::casework::DAYS_BEFORE;
use domain::due::{Due, What};
use domain::kernel::time::{day_of, printed_day};
use domain::organisations::Organisation;
use domain::{Day, OrganisationId, Refused};
use jiff::{SignedDuration, ToSpan};
use store::outbox::Letter;

/// A reminder to be sent.
struct Reminder {
    due: Due,
    provider: OrganisationId,
    /// How many days before its day it is to be sent; after it when negative.
    before: i32,
}

/// What a reminder says.
struct Says {
    /// The subject line.
    title: String,
    /// What to do.
    text: String,
    path: String,
}

/// Posts every reminder that is due and was not sent. How many.
///
/// # Errors
/// When the database fails; what was posted until then stays.
pub fn remind(market: &Market) -> Result<usize, Refused> {
    let mut posted = 0;
    for reminder in market.read(all_due)? {
        posted += match market.write(|work| post(work, &reminder)) {
            Ok(()) => 1,
            // Another node was first.
            Err(Refused::Duplicate(_)) => 0,
            Err(refused) => return Err(refused),
        };
    }
    Ok(posted)
}

fn post(work: &mut Work<'_, '_>, reminder: &Reminder) -> Result<(), Refused> {
    let due = &reminder.due;
    work.note_reminder(&due.key(), due.day, reminder.before)?;
    let provider: Organisation = work.find(reminder.provider)?;
    let Says { title, text, path } = said(due, provider.id);
    let body = format!("{text}\n\n{}{path}", work.market().settings().base_url);
    Ok(work.post(&Letter { to: provider.contact_email, subject: title, body })?)
}

/// Everything that is to be reminded of now and was not.
fn all_due(work: &mut Work<'_, '_>) -> Result<Vec<Reminder>, Refused> {
    let today = day_of(work.now());
    // A day more: days are London's, and one of them has 25 hours.
    let furthest = i64::from(DAYS_BEFORE[0] + 2);
    let before = work.now() + SignedDuration::from_hours(24 * furthest);
    let mut all: Vec<(OrganisationId, Due)> = vec![];
    for case in work.marks_to_remind_of(before)? {
        all.extend(Due::of_case(&case).into_iter().map(|due| (case.provider, due)));
    }
    for placement in work.placements_to_remind_of(before)? {
        let of_it = due::of_placement(work, &placement)?;
        all.extend(of_it.into_iter().map(|due| (placement.provider, due)));
    }
    for declaration in work.declarations_to_remind_of(before)? {
        let of_it = due::of_declaration(work, &declaration)?;
        all.extend(of_it.into_iter().map(|due| (declaration.provider, due)));
    }
    let reminders = all.into_iter().filter_map(|(provider, due)| {
        let before = due.reminder(today)?;
        Some(Reminder { due, provider, before })
    });
    let reminders: Vec<_> = reminders.collect();
    let first: Option<Day> = reminders.iter().map(|it| it.due.day).min();
    let sent = work.reminders_sent_of(first.unwrap_or(today).min(today - 1.day()))?;
    let was_sent = |it: &Reminder| sent.contains(&(it.due.key(), it.due.day.to_string(), it.before));
    Ok(reminders.into_iter().filter(|it| !was_sent(it)).collect())
}

fn said(due: &Due, provider: OrganisationId) -> Says {
    let day = printed_day(due.day);
    match &due.what {
        What::MarkEnds { .. } => Says {
            title: format!("Your quality mark ends on {day}"),
            text: "Apply to renew it before then: a renewal that is sent in time keeps it alive until it is decided. \
                   When it ends, what you offer is gone from every directory."
                .to_owned(),
            path: format!("/provider/{provider}/mark"),
        },
        What::Condition { case, text, .. } => Says {
            title: format!("A condition of your quality mark is due on {day}"),
            text: format!("By the end of that day this is to be done:\n\n{text}"),
            path: format!("/marks/{case}"),
        },
        What::MarkQuestion { case, .. } => Says {
            title: format!("The assessor’s question can be answered until {day}"),
            text: "After the end of that day your application for the quality mark is judged without your answer."
                .to_owned(),
            path: format!("/marks/{case}"),
        },
        What::PlacementQuestion { placement, framework, lot, .. } => Says {
            title: format!("The question about your application can be answered until {day}"),
            text: format!(
                "It is about your application to {framework}, lot {lot}. After the end of that day it is decided without your answer."
            ),
            path: format!("/placements/{placement}"),
        },
        What::Agreement { placement, framework, lot } => Says {
            title: "An agreement waits for your signature".to_owned(),
            text: format!(
                "Your application to {framework}, lot {lot}, was accepted on {day}. You stand on the lot once you have signed the agreement and the authority has countersigned it."
            ),
            path: format!("/placements/{placement}/sign"),
        },
        What::Document { placement, framework, lot, question, asks } => Says {
            title: format!("What you told us of lasts until {day}"),
            text: format!(
                "In your application to {framework}, lot {lot}, we asked: {asks}\n\nRenew it before then, and tell us the new day."
            ),
            path: format!("/placements/{placement}/renew/{question}"),
        },
        What::Declared { declaration, framework, question, asks } => Says {
            title: format!("What you declared lasts until {day}"),
            text: format!(
                "In your declaration to {framework}, we asked: {asks}\n\nRenew it before then, and tell us the new day."
            ),
            path: format!("/declarations/{declaration}/renew/{question}"),
        },
    }
}
