//! Bank holidays: dates that are passed in, one list for each division of the United Kingdom.
//!
//! Which days they are is data (GOV.UK publishes it; a proclamation may add one), never a rule here.

use crate::Day;
use crate::words;
use std::collections::BTreeMap;

words! {
    /// A part of the United Kingdom with bank holidays of its own, spelt as GOV.UK's list spells it.
    pub enum Division {
        /// England and Wales.
        EnglandAndWales = "england-and-wales",
        /// Scotland.
        Scotland = "scotland",
        /// Northern Ireland.
        NorthernIreland = "northern-ireland",
    }
}

/// The bank holidays of one division: the day off, and its names in English and Welsh.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holidays(BTreeMap<Day, HolidayName>);

/// What a bank holiday is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayName {
    /// In English.
    pub en: String,
    /// In Welsh.
    pub cy: String,
}

impl Holidays {
    /// A calendar without any bank holiday.
    pub const NONE: &'static Self = &Self(BTreeMap::new());

    /// The bank holiday on a day.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<&HolidayName> {
        self.0.get(&day)
    }

    /// Whether a day is one.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        self.0.contains_key(&day)
    }

    /// All of them, earliest first.
    pub fn days(&self) -> impl Iterator<Item = Day> + '_ {
        self.0.keys().copied()
    }
}

impl FromIterator<(Day, HolidayName)> for Holidays {
    fn from_iter<I: IntoIterator<Item = (Day, HolidayName)>>(days: I) -> Self {
        Self(days.into_iter().collect())
    }
}

impl FromIterator<Day> for Holidays {
    fn from_iter<I: IntoIterator<Item = Day>>(days: I) -> Self {
        let unnamed =
            |day| (day, HolidayName { en: String::from("Bank holiday"), cy: String::from("Gŵyl banc") });
        days.into_iter().map(unnamed).collect()
    }
}

/// The bank holidays of all three divisions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BankHolidays(BTreeMap<Division, Holidays>);

impl BankHolidays {
    /// Those of one division; none when nothing is known of it.
    #[must_use]
    pub fn of(&self, division: Division) -> &Holidays {
        self.0.get(&division).unwrap_or(Holidays::NONE)
    }
}

impl FromIterator<(Division, Holidays)> for BankHolidays {
    fn from_iter<I: IntoIterator<Item = (Division, Holidays)>>(divisions: I) -> Self {
        Self(divisions.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_division_keeps_its_own_days() {
        let st_andrews: Day = "2026-11-30".parse().unwrap();
        let all: BankHolidays =
            [(Division::Scotland, [st_andrews].into_iter().collect())].into_iter().collect();
        assert!(all.of(Division::Scotland).contains(st_andrews));
        assert!(!all.of(Division::EnglandAndWales).contains(st_andrews));
    }
}
