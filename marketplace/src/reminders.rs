//! Reminders of what comes to an end, or has to be done by a day: 60, 28 and 7 days before, once each.

use crate::{Market, Work};
use domain::accreditation::Accreditation;
use domain::casework::{DAYS_BEFORE, reminder_due};
use domain::kernel::time::{day_of, printed_day};
use domain::organisations::Organisation;
use domain::{Day, OrganisationId, Refused};
use jiff::SignedDuration;
use store::outbox::Letter;

/// Something to be reminded of.
struct Due {
    /// What, for the note that it was sent.
    subject: String,
    provider: OrganisationId,
    day: Day,
    /// How many days before it is to be sent.
    before: i32,
    /// The subject line.
    title: String,
    /// What to do.
    says: String,
    path: String,
}

/// Posts every reminder that is due and was not sent. How many.
///
/// # Errors
/// When the database fails; what was posted until then stays.
pub fn remind(market: &Market) -> Result<usize, Refused> {
    let mut posted = 0;
    for due in market.read(all_due)? {
        posted += match market.write(|work| post(work, &due)) {
            Ok(()) => 1,
            // Another node was first.
            Err(Refused::Duplicate(_)) => 0,
            Err(refused) => return Err(refused),
        };
    }
    Ok(posted)
}

fn post(work: &mut Work<'_, '_>, due: &Due) -> Result<(), Refused> {
    work.note_reminder(&due.subject, due.day, due.before)?;
    let provider: Organisation = work.find(due.provider)?;
    let address = format!("{}{}", work.market().settings().base_url, due.path);
    let body = format!("{}\n\n{address}", due.says);
    Ok(work.post(&Letter { to: provider.contact_email, subject: due.title.clone(), body })?)
}

/// Everything that is due now and was not sent.
fn all_due(work: &mut Work<'_, '_>) -> Result<Vec<Due>, Refused> {
    let today = day_of(work.now());
    // A day more: days are London's, and one of them has 25 hours.
    let furthest = i64::from(DAYS_BEFORE[0] + 2);
    let before = work.now() + SignedDuration::from_hours(24 * furthest);
    let sent = work.reminders_sent_of(today)?;
    let marks = work.marks_to_remind_of(before)?;
    let due = marks.iter().flat_map(|case| of_mark(case, today));
    Ok(due.filter(|it| !sent.contains(&(it.subject.clone(), it.day.to_string(), it.before))).collect())
}

/// What of a mark is due: its end, unless a renewal keeps it alive, and its conditions.
fn of_mark(case: &Accreditation, today: Day) -> Vec<Due> {
    let Some(mark) = case.mark.as_ref().filter(|_| case.state.holds_a_mark()) else { return vec![] };
    let mut all = vec![];
    let ends = day_of(mark.ends);
    if let Some(before) = reminder_due(ends, today).filter(|_| mark.renewal.is_none()) {
        all.push(Due {
            subject: format!("mark:{}", mark.id),
            provider: case.provider,
            day: ends,
            before,
            title: format!("Your quality mark ends on {}", printed_day(ends)),
            says: "Apply to renew it before then: a renewal that is sent in time keeps it alive until it is decided. \
                   When it ends, what you offer is gone from every directory."
                .to_owned(),
            path: format!("/provider/{}/mark", case.provider),
        });
    }
    for (place, condition) in mark.conditions.iter().enumerate() {
        let Some(before) = reminder_due(condition.due, today).filter(|_| condition.met_on.is_none()) else {
            continue;
        };
        all.push(Due {
            subject: format!("condition:{}:{place}", mark.id),
            provider: case.provider,
            day: condition.due,
            before,
            title: format!("A condition of your quality mark is due on {}", printed_day(condition.due)),
            says: format!("By the end of that day this is to be done:\n\n{}", condition.text),
            path: format!("/marks/{}", case.id),
        });
    }
    all
}
