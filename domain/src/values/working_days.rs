//! Working days: Monday to Friday, but for bank holidays.
//!
//! Deadlines of the authority are counted in them. Which days are bank holidays is passed in.

use super::bank_holidays::Holidays;
use crate::Day;
use jiff::ToSpan;
use jiff::civil::Weekday;

impl Holidays {
    /// Whether the authority works on a day.
    #[must_use]
    pub fn is_working_day(&self, day: Day) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.contains(day)
    }

    /// The day that is so many working days after another, which is not counted itself. None after: that day.
    #[must_use]
    pub fn working_days_after(&self, day: Day, count: u32) -> Day {
        let mut reached = day;
        for _ in 0..count {
            reached = reached.saturating_add(1.day());
            while !self.is_working_day(reached) && reached < Day::MAX {
                reached = reached.saturating_add(1.day());
            }
        }
        reached
    }

    /// How many working days lie after one day, up to and with another. Backwards: none.
    #[must_use]
    pub fn working_days_between(&self, after: Day, until: Day) -> u32 {
        let mut day = after;
        let mut count = 0;
        while day < until {
            day = day.saturating_add(1.day());
            count += u32::from(self.is_working_day(day));
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn christmas() -> Holidays {
        [day("2026-12-25"), day("2026-12-28")].into_iter().collect()
    }

    #[test]
    fn weekends_and_bank_holidays_are_passed_over() {
        let friday = day("2026-11-27");
        assert_eq!(Holidays::NONE.working_days_after(friday, 1), day("2026-11-30"));
        assert_eq!(christmas().working_days_after(day("2026-12-24"), 1), day("2026-12-29"));
        assert_eq!(christmas().working_days_after(friday, 0), friday);
    }

    #[test]
    fn what_is_counted_one_way_is_counted_the_other() {
        let from = day("2026-12-21");
        for count in 1..15 {
            let until = christmas().working_days_after(from, count);
            assert_eq!(christmas().working_days_between(from, until), count);
        }
        assert_eq!(christmas().working_days_between(day("2026-12-30"), from), 0);
    }
}
