//! When someone is reminded of a day that comes.

use crate::Day;

/// So many days before its day, something is reminded of.
pub const DAYS_BEFORE: [i32; 3] = [60, 28, 7];

/// Which reminder is due: the nearest that its day has come to. What was missed while nobody worked is not sent
/// late, beside a nearer one. `None` before the first, and once the day has come.
#[must_use]
pub fn reminder_due(day: Day, today: Day) -> Option<i32> {
    let left = today.until(day).ok()?.get_days();
    DAYS_BEFORE.into_iter().rev().find(|before| left <= *before).filter(|_| left > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reminder_is_due_from_its_day_until_the_next() {
        let day: Day = "2027-06-30".parse().unwrap();
        let due = |today: &str| reminder_due(day, today.parse().unwrap());
        assert_eq!(due("2027-04-30"), None, "61 days");
        assert_eq!((due("2027-05-01"), due("2027-06-01")), (Some(60), Some(60)));
        assert_eq!((due("2027-06-02"), due("2027-06-22")), (Some(28), Some(28)));
        assert_eq!((due("2027-06-23"), due("2027-06-29")), (Some(7), Some(7)));
        assert_eq!((due("2027-06-30"), due("2028-01-01")), (None, None));
    }
}
