//! A time of the day, and an opening between two of them.

use super::written;
use crate::kernel::{NotThisText, time};
use crate::{Day, Timestamp};
use jiff::tz::AmbiguousOffset;
use std::{fmt, str::FromStr};

/// Minutes since midnight, 00:00 to 24:00. Printed as `09:30`, and read as people write it; 24:00 only closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// The start of a day.
    pub const MIDNIGHT: Self = Self(0);
    /// The end of a day.
    pub const END_OF_DAY: Self = Self(24 * 60);

    /// So many minutes after midnight, at most 1,440.
    #[must_use]
    pub const fn after_midnight(minutes: u16) -> Option<Self> {
        if minutes <= Self::END_OF_DAY.0 { Some(Self(minutes)) } else { None }
    }

    /// Minutes since midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// The instant at which a day in London reaches this time: the first one where the clocks go
    /// back, the moment of the change where they go forward over it.
    #[must_use]
    pub fn on(self, day: Day) -> Timestamp {
        let (Ok(hour), Ok(minute)) = (i8::try_from(self.0 / 60), i8::try_from(self.0 % 60)) else {
            return time::end_of(day);
        };
        if hour == 24 {
            return time::end_of(day);
        }
        let zone = time::london();
        let ambiguous = zone.to_ambiguous_timestamp(day.at(hour, minute, 0, 0));
        let in_the_gap = matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. });
        let Ok(instant) = ambiguous.compatible() else { return time::end_of(day) };
        if !in_the_gap {
            return instant;
        }
        // The change itself may be this very instant, and `preceding` looks strictly before.
        let just_after = instant.saturating_add(jiff::SignedDuration::from_secs(1)).unwrap_or(instant);
        zone.preceding(just_after).next().map_or(instant, |change| change.timestamp())
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = NotThisText;
    fn from_str(text: &str) -> Result<Self, NotThisText> {
        written::minutes(text).map(Self)
    }
}

impl serde::Serialize for TimeOfDay {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for TimeOfDay {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// One stretch of a day in which it is open: from `opens`, and until just before `closes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// When it opens.
    pub opens: TimeOfDay,
    /// When it closes, later on the same day; 24:00 is the end of the day.
    pub closes: TimeOfDay,
}

impl Opening {
    /// An opening within one day. One that closes at midnight lasts until the end of the day.
    ///
    /// # Errors
    /// When it does not close after it opens: past midnight takes two openings.
    pub fn between(opens: TimeOfDay, closes: TimeOfDay) -> Result<Self, NotThisText> {
        let at_midnight = closes == TimeOfDay::MIDNIGHT;
        if at_midnight && opens == TimeOfDay::MIDNIGHT {
            return Err(NotThisText::because(
                "00:00 to 00:00 is read as all day or as never. Enter 00:00 to 24:00 for the whole day, and nothing for a day \
                 on which it is closed",
            ));
        }
        let closes = if at_midnight { TimeOfDay::END_OF_DAY } else { closes };
        if opens < closes {
            return Ok(Self { opens, closes });
        }
        let afternoon = TimeOfDay::after_midnight(closes.0 + TimeOfDay::END_OF_DAY.0 / 2);
        let afternoon = afternoon.filter(|afternoon| opens < *afternoon);
        let afternoon =
            afternoon.map_or_else(String::new, |it| format!("If it closes in the afternoon, enter {it}. "));
        Err(NotThisText::because(format!(
            "{opens} to {closes} does not end later on the same day. {afternoon}If it runs past midnight, enter {opens} to \
             24:00 here and 00:00 to {closes} on the next day"
        )))
    }
}
