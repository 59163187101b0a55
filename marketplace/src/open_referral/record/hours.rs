//! Opening hours as schedules: one for each channel and stretch of the day.

use crate::open_referral::ids::derived;
use crate::open_referral::taxonomy::channel_name;
use domain::offerings::Channel;
use domain::values::hours::{BankHolidayRule, Opening, OpeningHours, TimeOfDay, Weekday};
use domain::{Day, OfferingId};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// When help can be had by one channel.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[schema(as = OpenReferralSchedule)]
pub struct Schedule {
    id: Uuid,
    #[schema(value_type = Uuid)]
    service_id: Option<OfferingId>,
    /// Where, when the channel has a location.
    #[serde(skip_serializing_if = "Option::is_none")]
    service_at_location_id: Option<Uuid>,
    /// The one day for which it holds, with `valid_to`; without them: every week.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    valid_from: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<Day>,
    /// `WEEKLY`
    #[serde(skip_serializing_if = "Option::is_none")]
    freq: Option<&'static str>,
    /// Days of the week, as iCalendar writes them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "MO,TU,FR")]
    byday: Option<String>,
    /// By the clocks of London. A schedule of one day without times is closed on that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "09:30")]
    opens_at: Option<String>,
    /// By the clocks of London; 23:59 is the end of the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "17:00")]
    closes_at: Option<String>,
    /// How it is attended: the channel.
    #[schema(example = "Telephone")]
    attending_type: &'static str,
    /// What happens on bank holidays, or why a day is otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
}

const fn byday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

/// The standard's times have no 24:00.
fn time(of: TimeOfDay) -> String {
    if of == TimeOfDay::END_OF_DAY { "23:59".to_owned() } else { of.to_string() }
}

fn on_bank_holidays(hours: &OpeningHours) -> String {
    match hours.bank_holidays {
        BankHolidayRule::Closed => "Closed on bank holidays".to_owned(),
        BankHolidayRule::AsUsual => "Open on bank holidays as on other days".to_owned(),
        BankHolidayRule::OtherHours => {
            let stretch = |opening: &Opening| format!("{} to {}", time(opening.opens), time(opening.closes));
            let stretches: Vec<_> = hours.bank_holiday_openings.iter().map(stretch).collect();
            format!("Open on bank holidays from {}", stretches.join(" and from "))
        }
    }
}

/// The schedules of an offering; `by` are its channels, each with its location where it has one.
pub(super) fn schedules(
    offering: OfferingId,
    hours: &OpeningHours,
    by: &[(Channel, Option<Uuid>)],
) -> Vec<Schedule> {
    let mut weekly: BTreeMap<Opening, Vec<&'static str>> = BTreeMap::new();
    for (day, openings) in &hours.weekly {
        openings.iter().for_each(|opening| weekly.entry(*opening).or_default().push(byday(*day)));
    }
    let bank_holidays = on_bank_holidays(hours);
    let mut schedules = vec![];
    for (channel, location) in by {
        let schedule = |name: String| Schedule {
            id: derived(offering.uuid(), &format!("schedule/{channel}/{name}")),
            service_id: Some(offering),
            service_at_location_id: *location,
            attending_type: channel_name(*channel),
            ..Schedule::default()
        };
        let open = |schedule: Schedule, opening: &Opening| Schedule {
            opens_at: Some(time(opening.opens)),
            closes_at: Some(time(opening.closes)),
            ..schedule
        };
        for (opening, days) in &weekly {
            let every_week = schedule(format!("{}-{}", opening.opens, opening.closes));
            schedules.push(Schedule {
                freq: Some("WEEKLY"),
                byday: Some(days.join(",")),
                description: Some(bank_holidays.clone()),
                ..open(every_week, opening)
            });
        }
        for (day, exception) in &hours.exceptions {
            let on_the_day = |name: String| Schedule {
                valid_from: Some(*day),
                valid_to: Some(*day),
                description: exception.note.clone(),
                ..schedule(name)
            };
            if exception.openings.is_empty() {
                let closed = exception.note.clone().unwrap_or_else(|| "Closed on this day".to_owned());
                schedules.push(Schedule { description: Some(closed), ..on_the_day(day.to_string()) });
            }
            for opening in &exception.openings {
                schedules.push(open(on_the_day(format!("{day}/{}", opening.opens)), opening));
            }
        }
    }
    schedules
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::values::hours::{ExceptionDraft, HoursDraft, OpeningDraft, WeeklyDraft};
    use serde_json::{Value, json};

    fn weekly(day: &str, opens: &str, closes: &str) -> WeeklyDraft {
        WeeklyDraft { day: day.into(), opens: opens.into(), closes: closes.into() }
    }

    #[test]
    fn days_with_the_same_hours_are_one_schedule_and_each_exception_is_its_own() {
        let late = OpeningDraft { opens: "10:00".into(), closes: "24:00".into() };
        let exception = |date: &str, openings, note: Option<&str>| ExceptionDraft {
            date: date.into(),
            openings,
            note: note.map(str::to_owned),
        };
        let hours = HoursDraft {
            weekly: vec![weekly("monday", "09:00", "17:00"), weekly("friday", "09:00", "17:00")],
            exceptions: vec![
                exception("2026-12-23", vec![late], None),
                exception("2026-12-24", vec![], Some("Stocktaking")),
            ],
            ..HoursDraft::default()
        };
        let hours = hours.parse().unwrap();
        let offering = OfferingId::from(Uuid::from_u128(1));
        let of = |name: &'static str| {
            move |schedule: &Schedule| {
                serde_json::to_value(schedule).unwrap().get(name).cloned().unwrap_or(Value::Null)
            }
        };
        let made = schedules(offering, &hours, &[(Channel::Telephone, None)]);
        let column = |name| made.iter().map(of(name)).collect::<Vec<_>>();
        assert_eq!(column("byday"), [json!("MO,FR"), json!(null), json!(null)]);
        assert_eq!(column("closes_at"), [json!("17:00"), json!("23:59"), json!(null)]);
        assert_eq!(column("valid_from"), [json!(null), json!("2026-12-23"), json!("2026-12-24")]);
        assert_eq!(
            column("description"),
            [json!("Closed on bank holidays"), json!(null), json!("Stocktaking")]
        );
        assert_eq!(column("attending_type"), [json!("Telephone"), json!("Telephone"), json!("Telephone")]);
    }
}
