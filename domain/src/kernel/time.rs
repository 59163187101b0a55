//! Time as the rules see it: instants in UTC, days and deadlines in London.

use jiff::tz::TimeZone;

/// An instant. Stored as microseconds since 1970 in UTC.
pub type Timestamp = jiff::Timestamp;

/// A calendar day, in London.
pub type Day = jiff::civil::Date;

/// The time zone in which deadlines are set and printed.
#[must_use]
pub fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
}

/// The day it is in London at an instant.
#[must_use]
pub fn day_of(instant: Timestamp) -> Day {
    instant.to_zoned(london()).date()
}

/// The first instant of a day in London. Days are half-open: `start_of(day) <= t < start_of(next day)`.
#[must_use]
pub fn start_of(day: Day) -> Timestamp {
    day.to_zoned(london()).map_or(Timestamp::MAX, |start| start.timestamp())
}

/// The first instant after a day in London: what runs "until the end of" a day runs until here.
#[must_use]
pub fn end_of(day: Day) -> Timestamp {
    day.tomorrow().map_or(Timestamp::MAX, start_of)
}

/// An instant as a person in London reads it: `5:00pm BST, 1 July 2027`. Midnight and midday are words, since 12:00am and
/// 12:00pm are read as either.
#[must_use]
pub fn printed(instant: Timestamp) -> String {
    let there = instant.to_zoned(london());
    let as_read = match (there.hour(), there.minute()) {
        (0, 0) => "midnight %Z at the start of %-d %B %Y",
        (12, 0) => "midday %Z, %-d %B %Y",
        _ => "%-I:%M%P %Z, %-d %B %Y",
    };
    there.strftime(as_read).to_string()
}

/// A day as a person reads it: `1 July 2027`.
#[must_use]
pub fn printed_day(day: Day) -> String {
    day.strftime("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_in_summer_is_printed_in_british_summer_time() {
        let summer: Timestamp = "2027-07-01T16:00:00Z".parse().unwrap();
        let winter: Timestamp = "2027-01-01T17:00:00Z".parse().unwrap();
        assert_eq!(printed(summer), "5:00pm BST, 1 July 2027");
        assert_eq!(printed(winter), "5:00pm GMT, 1 January 2027");
        let midday: Timestamp = "2027-07-01T11:00:00Z".parse().unwrap();
        assert_eq!(printed(midday), "midday BST, 1 July 2027");
        let midnight = end_of("2027-06-30".parse().unwrap());
        assert_eq!(printed(midnight), "midnight BST at the start of 1 July 2027");
    }

    #[test]
    fn days_are_half_open_and_follow_london() {
        let day: Day = "2027-07-01".parse().unwrap();
        assert_eq!(start_of(day), "2027-06-30T23:00:00Z".parse().unwrap());
        assert_eq!(end_of(day), "2027-07-01T23:00:00Z".parse().unwrap());
        assert_eq!(day_of(start_of(day)), day);
        assert_eq!(day_of(end_of(day)), day.tomorrow().unwrap());
    }
}
