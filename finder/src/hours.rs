//! When a listing is open: by the week, by the bank holiday and by the day, in British time.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The minutes of a day.
const DAY: u16 = 24 * 60;

/// How far ahead [`Hours::next_opening`] looks, in days.
const FAR_AHEAD: i64 = 60;

/// Deadlines and doors follow the clocks of London. The bundled database has the zone; should it
/// ever not, its rule since 1996 stands in.
static LONDON: LazyLock<TimeZone> = LazyLock::new(|| {
    TimeZone::get("Europe/London")
        .or_else(|_| TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0"))
        .unwrap_or(TimeZone::UTC)
});

/// A part of the United Kingdom with bank holidays of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Division {
    /// England and Wales.
    EnglandAndWales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

/// The bank holidays of each division.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct BankHolidays(BTreeSet<(Division, Date)>);

impl BankHolidays {
    /// Is this day a bank holiday there?
    #[must_use]
    pub fn contains(&self, division: Division, day: Date) -> bool {
        self.0.contains(&(division, day))
    }
}

impl FromIterator<(Division, Date)> for BankHolidays {
    fn from_iter<I: IntoIterator<Item = (Division, Date)>>(days: I) -> Self {
        Self(days.into_iter().collect())
    }
}

/// A stretch of a day, in minutes from its midnight, without its last minute. It may end after the
/// next midnight (up to 2,880) and then still belongs to the day it begins on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// The first minute that is open.
    pub from: u16,
    /// The first minute that is not.
    pub until: u16,
}

/// What bank holidays change.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum OnBankHolidays {
    /// Nothing.
    AsUsual,
    /// Everything: it is closed.
    #[default]
    Closed,
    /// It is open then instead.
    Open(Vec<Stretch>),
}

/// Days that are unlike others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Exception {
    /// The first such day.
    pub first: Date,
    /// The last such day.
    pub last: Date,
    /// When it is open on each; none when it is closed.
    pub open: Vec<Stretch>,
}

/// When a listing is open. An exception outdoes a bank holiday, and that outdoes the week; of two
/// exceptions for one day the later in the list counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Hours {
    /// Whose bank holidays count.
    pub division: Division,
    /// The stretches of an ordinary week.
    pub weekly: Vec<(Weekday, Stretch)>,
    /// What bank holidays change.
    pub bank_holidays: OnBankHolidays,
    /// Days that are unlike others.
    pub exceptions: Vec<Exception>,
}

impl Hours {
    /// Open at every minute of every day.
    #[must_use]
    pub fn always() -> Self {
        let whole = Stretch { from: 0, until: DAY };
        Self {
            division: Division::EnglandAndWales,
            weekly: Weekday::Monday.cycle_forward().take(7).map(|day| (day, whole)).collect(),
            bank_holidays: OnBankHolidays::AsUsual,
            exceptions: Vec::new(),
        }
    }

    /// Is it open at this instant?
    #[must_use]
    pub fn is_open_at(&self, instant: Timestamp, holidays: &BankHolidays) -> bool {
        self.is_open(LocalMinute::of(instant), holidays)
    }

    /// The first instant from this one on at which it is open, to the minute; `None` if there is none
    /// within sixty days.
    #[must_use]
    pub fn next_opening(&self, from: Timestamp, holidays: &BankHolidays) -> Option<Timestamp> {
        if self.is_open_at(from, holidays) {
            return Some(from);
        }
        let today = LONDON.to_datetime(from).date();
        let last = from.checked_add(SignedDuration::from_hours(24 * FAR_AHEAD)).ok()?;
        let opens = |at: &Timestamp| *at > from && *at <= last && self.is_open_at(*at, holidays);
        let opening = (0..=FAR_AHEAD).find_map(|ahead| {
            let day = today.checked_add(Span::new().days(ahead)).ok()?;
            let stretches = self.stretches(day, holidays).filter(is_real);
            stretches.flat_map(|stretch| instants_of(day, stretch.from)).filter(opens).min()
        });
        // Where the clocks jump, a door may be found open at a minute at which none is opened: the one
        // at which it opens was left out, or an hour of it comes again.
        let jump = LONDON.following(from).next().map(|jump| jump.timestamp()).filter(opens);
        opening.into_iter().chain(jump).min()
    }

    pub(crate) fn is_open(&self, at: LocalMinute, holidays: &BankHolidays) -> bool {
        let covers = |stretch: Stretch, minute: u16| (stretch.from..stretch.until).contains(&minute);
        self.stretches(at.day, holidays).any(|stretch| covers(stretch, at.minute))
            || at.day.yesterday().is_ok_and(|before| {
                self.stretches(before, holidays).any(|stretch| covers(stretch, at.minute + DAY))
            })
    }

    /// The stretches that begin on a day.
    fn stretches<'a>(
        &'a self,
        day: Date,
        holidays: &BankHolidays,
    ) -> impl Iterator<Item = Stretch> + use<'a> {
        let exception = self.exceptions.iter().rev().find(|days| (days.first..=days.last).contains(&day));
        let holiday = match &self.bank_holidays {
            OnBankHolidays::AsUsual => None,
            _ if exception.is_some() || !holidays.contains(self.division, day) => None,
            OnBankHolidays::Closed => Some(&[][..]),
            OnBankHolidays::Open(stretches) => Some(&stretches[..]),
        };
        let special = exception.map(|days| &days.open[..]).or(holiday);
        let weekday = day.weekday();
        let usual = self.weekly.iter().filter(move |(on, _)| special.is_none() && *on == weekday);
        special.unwrap_or_default().iter().copied().chain(usual.map(|(_, stretch)| *stretch))
    }
}

/// When a minute of a day is: once, or twice when an hour comes again. One that is left out is taken
/// for those an hour before and after it.
fn instants_of(day: Date, minute: u16) -> impl Iterator<Item = Timestamp> {
    let local = day.at(0, 0, 0, 0).checked_add(Span::new().minutes(i64::from(minute))).ok();
    let zoned = local.map(|local| LONDON.to_ambiguous_zoned(local));
    let either = zoned.map(|zoned| [zoned.clone().earlier(), zoned.later()]);
    either.into_iter().flatten().filter_map(|zoned| Some(zoned.ok()?.timestamp()))
}

fn is_real(stretch: &Stretch) -> bool {
    stretch.from < stretch.until
}

/// A minute by the clocks of London.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct LocalMinute {
    day: Date,
    minute: u16,
}

impl LocalMinute {
    pub fn of(instant: Timestamp) -> Self {
        let local = LONDON.to_datetime(instant);
        let minute = u16::from(local.hour().unsigned_abs()) * 60 + u16::from(local.minute().unsigned_abs());
        Self { day: local.date(), minute }
    }

    /// The same bytes for the same minute, and only for it.
    pub fn to_bytes(self) -> [u8; 6] {
        let [year, era] = self.day.year().to_le_bytes();
        let [minute, hours] = self.minute.to_le_bytes();
        [year, era, self.day.month().unsigned_abs(), self.day.day().unsigned_abs(), minute, hours]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn office() -> Hours {
        let nine_to_five = Stretch { from: 540, until: 1020 };
        let week = Weekday::Monday.cycle_forward().take(5).map(|day| (day, nine_to_five)).collect();
        Hours {
            division: Division::Scotland,
            weekly: week,
            bank_holidays: OnBankHolidays::Closed,
            exceptions: vec![],
        }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn hours_are_by_the_clock_on_the_wall_in_summer_and_in_winter() {
        let none = BankHolidays::default();
        assert!(office().is_open_at(at("2026-07-01T08:00:00Z"), &none)); // nine in summer
        assert!(!office().is_open_at(at("2026-12-01T08:59:59Z"), &none));
        assert!(office().is_open_at(at("2026-12-01T09:00:00Z"), &none));
        assert!(!office().is_open_at(at("2026-12-01T17:00:00Z"), &none)); // the last minute is over
    }

    #[test]
    fn a_bank_holiday_closes_where_it_is_one_and_an_exception_outdoes_it() {
        let holidays: BankHolidays = [(Division::Scotland, date(2026, 11, 30))].into_iter().collect();
        let noon = at("2026-11-30T12:00:00Z");
        let mut hours = office();
        assert!(!hours.is_open_at(noon, &holidays));
        hours.division = Division::EnglandAndWales;
        assert!(hours.is_open_at(noon, &holidays));
        hours.division = Division::Scotland;
        let day = date(2026, 11, 30);
        hours.exceptions.push(Exception {
            first: day,
            last: day,
            open: vec![Stretch { from: 700, until: 740 }],
        });
        assert!(hours.is_open_at(noon, &holidays));
        assert!(!hours.is_open_at(at("2026-11-30T09:30:00Z"), &holidays));
    }

    #[test]
    fn a_stretch_past_midnight_belongs_to_the_day_before() {
        let mut hours = office();
        hours.weekly = vec![(Weekday::Friday, Stretch { from: 1320, until: 1560 })];
        let none = BankHolidays::default();
        assert!(hours.is_open_at(at("2026-11-28T01:59:00Z"), &none)); // Saturday
        assert!(!hours.is_open_at(at("2026-11-28T02:00:00Z"), &none));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

        /// Against a walk from minute to minute, mostly over the nights in which the clocks change.
        #[test]
        fn the_next_opening_is_the_first_open_minute(
            night in proptest::sample::select(vec!["2026-03-28T21:17:30Z", "2026-10-24T21:17:30Z", "2026-11-29T09:00:00Z"]),
            later in 0..600_i64,
            week in proptest::collection::vec((0..7_i8, 0..1440_u16, 1..1440_u16), 0..3),
            closed in proptest::option::of(0..3_i64),
        ) {
            let holidays: BankHolidays = [(Division::Scotland, date(2026, 11, 30))].into_iter().collect();
            let from = at(night) + SignedDuration::from_mins(later);
            let mut hours = office();
            hours.weekly = week
                .into_iter()
                .map(|(day, from, long)| {
                    let day = Weekday::from_monday_zero_offset(day).unwrap();
                    (day, Stretch { from, until: from + long })
                })
                .collect();
            if let Some(days) = closed {
                let day = LONDON.to_datetime(from).date().checked_add(Span::new().days(days)).unwrap();
                hours.exceptions.push(Exception { first: day, last: day, open: vec![] });
            }
            let first = Timestamp::from_second(from.as_second().div_euclid(60) * 60).unwrap();
            let mut minutes = (1..24 * 60 * 10).map(|minute| first + SignedDuration::from_mins(minute));
            let found = hours.next_opening(from, &holidays).filter(|at| *at < first + SignedDuration::from_hours(240));
            let expected = if hours.is_open_at(from, &holidays) {
                Some(from)
            } else {
                minutes.find(|minute| hours.is_open_at(*minute, &holidays))
            };
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn what_is_closed_says_when_it_opens_next() {
        let holidays: BankHolidays = [(Division::Scotland, date(2026, 11, 30))].into_iter().collect();
        let friday_evening = at("2026-11-27T18:00:00Z");
        assert_eq!(office().next_opening(friday_evening, &holidays), Some(at("2026-12-01T09:00:00Z")));
        let noon = at("2026-12-01T12:00:00Z");
        assert_eq!(office().next_opening(noon, &holidays), Some(noon));
        let never = Hours { weekly: vec![], ..office() };
        assert_eq!(never.next_opening(noon, &holidays), None);
        assert_eq!(Hours::always().next_opening(noon, &holidays), Some(noon));
    }
}
