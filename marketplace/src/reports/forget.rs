//! Forgetting what people wrote, once it has served.

use crate::Market;
use domain::reports::Limits;
use domain::{Action, Actor, Platform, Refused, Timestamp, Worker};
use jiff::{Span, tz::TimeZone};

/// The instant before which a report must have been closed for what its maker wrote to be forgotten now.
#[must_use]
pub fn remembers_until_closed_and(months: u8, now: Timestamp) -> Timestamp {
    let there = now.to_zoned(TimeZone::UTC).checked_sub(Span::new().months(i64::from(months)));
    there.map_or(Timestamp::MIN, |zoned| zoned.timestamp())
}

/// Forgets what people wrote in reports that were closed so many months ago, and whence reports came an hour
/// ago. How many reports. Any node may do it at any time.
///
/// # Errors
/// When the database fails.
pub fn forget_due(market: &Market) -> Result<usize, Refused> {
    let (clock, now) = (Actor::Worker(Worker::Clock), market.clock().now());
    let hour_ago = now.checked_sub(Limits::default().within).unwrap_or(Timestamp::MIN);
    if market.read(|work| Ok(work.has_report_senders_before(hour_ago)?))? {
        market.write(|work| Ok(work.forget_report_senders_before(hour_ago)?))?;
    }
    let closed_before = remembers_until_closed_and(market.settings().keep_reports_months, now);
    let mut forgotten = 0;
    while market.read(|work| Ok(!work.reports_to_forget(closed_before)?.is_empty()))? {
        forgotten += market.write(|work| {
            let permit = clock.may(Action::KeepReports, &Platform)?;
            let mut these = 0;
            for report in work.reports_to_forget(closed_before)? {
                if let Some(changed) = report.forget(closed_before) {
                    work.save(&permit, changed)?;
                    these += 1;
                }
            }
            Ok(these)
        })?;
    }
    Ok(forgotten)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_those_of_the_calendar() {
        let on = |day: &str| format!("{day}T12:00:00Z").parse::<Timestamp>().unwrap();
        assert_eq!(remembers_until_closed_and(3, on("2027-05-31")), on("2027-02-28"));
        assert_eq!(remembers_until_closed_and(0, on("2027-05-31")), on("2027-05-31"));
    }
}
