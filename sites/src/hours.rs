//! Opening hours in words.

use crate::site::Site;
use domain::kernel::time;
use domain::values::bank_holidays::Holidays;
use domain::values::hours::{BankHolidayRule, Opening, OpeningHours, TimeOfDay, Weekday};
use marketplace::directories::ListedSupport;
use ui::{Words, args};

/// Whether it is open, and until or from when.
pub(crate) struct OpenNow {
    pub is_open: bool,
    pub words: String,
}

fn time_of_day(words: &Words, time: TimeOfDay) -> String {
    // At most 24 hours and 59 minutes: both fit.
    let part = |number: u16| u8::try_from(number).unwrap_or_default();
    words.time(part(time.minutes() / 60), part(time.minutes() % 60))
}

fn range(words: &Words, opening: &Opening) -> String {
    if opening.opens == TimeOfDay::MIDNIGHT && opening.closes == TimeOfDay::END_OF_DAY {
        return words.say("hours-all-day");
    }
    let (from, to) = (time_of_day(words, opening.opens), time_of_day(words, opening.closes));
    words.say_with("hours-range", &args! { "from" => from, "to" => to })
}

fn ranges(words: &Words, openings: &[Opening]) -> String {
    if openings.is_empty() {
        return words.say("closed");
    }
    openings.iter().map(|opening| range(words, opening)).collect::<Vec<_>>().join(", ")
}

fn holidays<'s>(site: &'s Site, listed: &ListedSupport) -> &'s Holidays {
    site.market.reference().bank_holidays().of(listed.bank_holidays_of)
}

fn clock(words: &Words, instant: domain::Timestamp) -> String {
    let local = instant.to_zoned(time::london());
    words.time(local.hour().unsigned_abs(), local.minute().unsigned_abs())
}

/// Whether it is open now. `None`: nobody said when it is.
pub(crate) fn open_now(site: &Site, listed: &ListedSupport) -> Option<OpenNow> {
    let (hours, holidays, words) = (listed.hours.as_ref()?, holidays(site, listed), site.words);
    if hours.open_at(site.now, holidays) {
        let until = hours.closes_after(site.now, holidays).map(|until| clock(words, until));
        let said = match until {
            Some(time) => words.say_with("open-until", &args! { "time" => time }),
            None => words.say("open-now"),
        };
        return Some(OpenNow { is_open: true, words: said });
    }
    let next = hours.next_opening(site.now, holidays);
    let said = next.map_or_else(
        || words.say("closed-temporarily"),
        |next| {
            let (today, day) = (time::day_of(site.now), time::day_of(next));
            let at = clock(words, next);
            if day == today {
                return words.say_with("opens-at", &args! { "time" => at });
            }
            let soon = (day - today).get_days() < 7;
            let day = if soon { words.say_word("day", Weekday::of(day).word()) } else { words.date(day) };
            words.say_with("opens-on", &args! { "day" => day, "time" => at })
        },
    );
    Some(OpenNow { is_open: false, words: said })
}

/// The week, days with the same hours together, then bank holidays.
pub(crate) fn week(words: &Words, hours: &OpeningHours) -> Vec<(String, String)> {
    let on = |day: Weekday| hours.weekly.get(&day).map_or(&[][..], Vec::as_slice);
    let mut runs: Vec<(Weekday, Weekday)> = vec![];
    for &day in Weekday::ALL {
        match runs.last_mut() {
            Some((_, last)) if on(*last) == on(day) => *last = day,
            _ => runs.push((day, day)),
        }
    }
    let name = |day: Weekday| words.say_word("day", day.word());
    let mut rows: Vec<_> = runs
        .into_iter()
        .map(|(first, last)| {
            let days = if first == last {
                name(first)
            } else {
                words.say_with("days-range", &args! { "from" => name(first), "to" => name(last) })
            };
            (days, ranges(words, on(first)))
        })
        .collect();
    match hours.bank_holidays {
        BankHolidayRule::AsUsual => {}
        BankHolidayRule::Closed => rows.push((words.say("bank-holidays"), words.say("closed"))),
        BankHolidayRule::OtherHours => {
            rows.push((words.say("bank-holidays"), ranges(words, &hours.bank_holiday_openings)));
        }
    }
    rows
}

/// Days that are otherwise, from today on.
pub(crate) fn exceptions(site: &Site, hours: &OpeningHours) -> Vec<(String, String)> {
    let today = time::day_of(site.now);
    let coming = hours.exceptions.range(today..);
    let said = coming.map(|(day, exception)| {
        let times = ranges(site.words, &exception.openings);
        let times = match &exception.note {
            Some(note) => format!("{times} ({note})"),
            None => times,
        };
        (site.words.date(*day), times)
    });
    said.collect()
}
