//! Raw opening hours, as JSON, forms and rows give them.

use super::{BankHolidayRule, Exception, Opening, OpeningHours, TimeOfDay, Weekday};
use crate::Day;
use crate::values::Line;
use crate::{FieldErrors, Fields};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Openings that one day may have.
const MOST_OPENINGS: usize = 6;
/// Excepted days that one offering may have.
const MOST_EXCEPTIONS: usize = 100;

/// Raw opening hours. Limits: 6 openings a day, 100 excepted days.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursDraft {
    /// The week that repeats, one entry an opening.
    #[serde(default)]
    pub weekly: Vec<WeeklyDraft>,
    /// Days that are otherwise.
    #[serde(default)]
    pub exceptions: Vec<ExceptionDraft>,
    /// `closed` (which it is when left out), `as_usual` or `other_hours`.
    #[serde(default)]
    pub bank_holidays: Option<String>,
    /// The openings of a bank holiday with other hours.
    #[serde(default)]
    pub bank_holiday_openings: Vec<OpeningDraft>,
}

/// A raw opening of a weekday.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WeeklyDraft {
    /// `monday` to `sunday`.
    pub day: String,
    /// `09:30`, or as people write it: `9:30am`, `midday`.
    pub opens: String,
    /// `17:00`, `5pm`; at most `24:00`, which `midnight` is here.
    pub closes: String,
}

/// A raw opening.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OpeningDraft {
    /// `09:30`, or as people write it: `9:30am`, `midday`.
    pub opens: String,
    /// `17:00`, `5pm`; at most `24:00`, which `midnight` is here.
    pub closes: String,
}

/// A raw day that is otherwise.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExceptionDraft {
    /// `2026-12-24`, or `24 December 2026`.
    #[serde(default)]
    pub date: String,
    /// When it is open on that day; none is closed.
    #[serde(default)]
    pub openings: Vec<OpeningDraft>,
    /// Why.
    #[serde(default)]
    pub note: Option<String>,
}

impl HoursDraft {
    /// The hours, or every error.
    ///
    /// # Errors
    /// With pointers such as `/weekly/2/closes`.
    pub fn parse(self) -> Result<OpeningHours, FieldErrors> {
        let mut fields = Fields::new();
        let hours = self.read(&mut fields);
        fields.finish(|| hours)
    }

    /// The hours, read as part of something larger.
    pub fn read(self, fields: &mut Fields) -> Option<OpeningHours> {
        let weekly = read_week(fields, &self.weekly);
        let exceptions = read_exceptions(fields, self.exceptions);
        let word = self.bank_holidays.as_deref().unwrap_or(BankHolidayRule::Closed.word());
        let bank_holidays = fields.parse::<BankHolidayRule>("/bank_holidays", word);
        let openings = read_openings(fields, "/bank_holiday_openings", &self.bank_holiday_openings);
        let at_other_hours = bank_holidays == Some(BankHolidayRule::OtherHours);
        if at_other_hours && self.bank_holiday_openings.is_empty() {
            let message = "Enter the hours on bank holidays, or say that it is closed then";
            fields.refuse("/bank_holiday_openings", "required", message);
            return None;
        }
        if bank_holidays.is_some() && !at_other_hours && !self.bank_holiday_openings.is_empty() {
            let message = "Hours for bank holidays need the rule “other_hours”";
            fields.refuse("/bank_holiday_openings", "not_wanted", message);
            return None;
        }
        Some(OpeningHours {
            weekly: weekly?,
            exceptions: exceptions?,
            bank_holidays: bank_holidays?,
            bank_holiday_openings: openings?,
        })
    }
}

fn read_opening(fields: &mut Fields, opens: &str, closes: &str) -> Option<Opening> {
    let opens = fields.parse::<TimeOfDay>("/opens", opens);
    let closes = fields.parse::<TimeOfDay>("/closes", closes);
    fields.check("/closes", Opening::between(opens?, closes?))
}

fn read_week(fields: &mut Fields, raw: &[WeeklyDraft]) -> Option<BTreeMap<Weekday, Vec<Opening>>> {
    if raw.len() > MOST_OPENINGS * 7 {
        fields.refuse("/weekly", "too_many", format!("Use at most {MOST_OPENINGS} openings a day"));
        return None;
    }
    let read = fields.each("/weekly", raw, |fields, raw| {
        let day = fields.parse::<Weekday>("/day", &raw.day);
        let opening = read_opening(fields, &raw.opens, &raw.closes);
        Some((day?, opening?))
    })?;
    let mut week: BTreeMap<Weekday, Vec<Opening>> = BTreeMap::new();
    for (day, opening) in read {
        week.entry(day).or_default().push(opening);
    }
    let tidy = week
        .into_iter()
        .map(|(day, openings)| Some((day, tidied(fields, "/weekly", &format!("On {day}"), openings)?)))
        .collect::<Vec<_>>();
    tidy.into_iter().collect()
}

fn read_exceptions(fields: &mut Fields, raw: Vec<ExceptionDraft>) -> Option<BTreeMap<Day, Exception>> {
    if raw.len() > MOST_EXCEPTIONS {
        fields.refuse("/exceptions", "too_many", format!("Use at most {MOST_EXCEPTIONS} exceptions"));
        return None;
    }
    let mut seen = BTreeMap::new();
    let read = fields.each("/exceptions", raw, |fields, raw| {
        let day = fields.near_day("/date", &raw.date);
        let openings = read_openings(fields, "/openings", &raw.openings);
        let note = fields.optional::<Line>("/note", raw.note.as_deref());
        let day = day?;
        if seen.insert(day, ()).is_some() {
            let message = format!("{day} is there twice: put all of its openings into one exception");
            fields.refuse("/date", "repeated", message);
            return None;
        }
        Some((day, Exception { openings: openings?, note: note?.map(|line| line.as_str().to_owned()) }))
    })?;
    Some(read.into_iter().collect())
}

fn read_openings(fields: &mut Fields, pointer: &str, raw: &[OpeningDraft]) -> Option<Vec<Opening>> {
    if raw.len() > MOST_OPENINGS {
        fields.refuse(pointer, "too_many", format!("Use at most {MOST_OPENINGS} openings a day"));
        return None;
    }
    let openings = fields.each(pointer, raw, |fields, raw| read_opening(fields, &raw.opens, &raw.closes))?;
    tidied(fields, pointer, "On that day", openings)
}

/// The openings of a day in order, those that touch made one; overlaps are refused.
fn tidied(
    fields: &mut Fields,
    pointer: &str,
    when: &str,
    mut openings: Vec<Opening>,
) -> Option<Vec<Opening>> {
    if openings.len() > MOST_OPENINGS {
        fields.refuse(pointer, "too_many", format!("{when}, use at most {MOST_OPENINGS} openings"));
        return None;
    }
    openings.sort();
    let mut tidy: Vec<Opening> = Vec::with_capacity(openings.len());
    for opening in openings {
        match tidy.last_mut() {
            Some(last) if opening.opens < last.closes => {
                let message = format!(
                    "{when}, {} to {} overlaps {} to {}: enter them as one",
                    last.opens, last.closes, opening.opens, opening.closes
                );
                fields.refuse(pointer, "overlapping", message);
                return None;
            }
            Some(last) if opening.opens == last.closes => last.closes = opening.closes,
            _ => tidy.push(opening),
        }
    }
    Some(tidy)
}

/// The hours again as a draft, so that a form can be filled in with what is kept.
impl From<&OpeningHours> for HoursDraft {
    fn from(hours: &OpeningHours) -> Self {
        let raw = |opening: &Opening| OpeningDraft {
            opens: opening.opens.to_string(),
            closes: opening.closes.to_string(),
        };
        let weekly = hours.weekly.iter().flat_map(|(day, openings)| {
            openings.iter().map(|opening| WeeklyDraft {
                day: day.to_string(),
                opens: opening.opens.to_string(),
                closes: opening.closes.to_string(),
            })
        });
        let exceptions = hours.exceptions.iter().map(|(day, exception)| ExceptionDraft {
            date: day.to_string(),
            openings: exception.openings.iter().map(raw).collect(),
            note: exception.note.clone(),
        });
        Self {
            weekly: weekly.collect(),
            exceptions: exceptions.collect(),
            bank_holidays: Some(hours.bank_holidays.to_string()),
            bank_holiday_openings: hours.bank_holiday_openings.iter().map(raw).collect(),
        }
    }
}
