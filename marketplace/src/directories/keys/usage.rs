//! What was asked by keys: written down now and then by every node, and read by who keeps the directory.

use super::Asked;
use super::show::show;
use crate::{Market, Work};
use domain::kernel::time::day_of;
use domain::{Actor, Day, DirectoryKeyId, Refused};
use jiff::ToSpan;
use std::iter::successors;

/// What was asked by a key is known for so many days: a year, and the month after in which it is asked for.
const KEPT_DAYS: i32 = 400;

/// What was asked by a key on each of the last days, the oldest first and today last. The last ten seconds may
/// still lack.
///
/// # Errors
/// As [`show`].
pub fn usage(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: DirectoryKeyId,
    days: u16,
) -> Result<Vec<(Day, Asked)>, Refused> {
    let key = show(work, by, id)?;
    let today = day_of(work.now());
    let first = today.saturating_sub(i32::from(days.max(1) - 1).days());
    let known = work.key_usage_since(key.id, first)?;
    let all = successors(Some(first), |day| day.tomorrow().ok()).take_while(|day| *day <= today);
    Ok(all.map(|day| (day, known.get(&day).copied().unwrap_or_default())).collect())
}

/// Writes down what this node counted since it last did, and learns what the others did: from here on their
/// share of the day's quota is spent here too.
///
/// # Errors
/// When the database fails: what was counted is kept and written down next time.
pub fn write_usage(market: &Market) -> Result<(), Refused> {
    let meter = market.directories().keys().meter();
    let unwritten = meter.take_unwritten();
    if !unwritten.is_empty() {
        let written = market.write(|work| {
            for (key, day, asked) in &unwritten {
                work.add_key_usage(*key, *day, meter.node(), *asked)?;
            }
            Ok(())
        });
        if let Err(refused) = written {
            meter.put_back(unwritten);
            return Err(refused);
        }
    }
    let today = day_of(market.clock().now());
    let elsewhere = market.read(|work| Ok(work.key_questions_elsewhere(today, meter.node())?))?;
    meter.note_elsewhere(today, elsewhere);
    Ok(())
}

/// Forgets what was asked more than thirteen months ago.
///
/// # Errors
/// When the database fails.
pub fn forget_old_usage(work: &mut Work<'_, '_>) -> Result<usize, Refused> {
    let before = day_of(work.now()).saturating_sub(KEPT_DAYS.days());
    Ok(work.forget_key_usage_before(before)?)
}
