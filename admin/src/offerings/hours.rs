//! Opening hours: a week, days that are otherwise, bank holidays.

use crate::door::parts::{group, section, small};
use crate::door::{Asking, Rows, Typed, entered, one_more};
use crate::words::said;
use domain::offerings::Booking;
use domain::values::hours::Weekday;
use ui::Markup;
use ui::components::Radio;

/// Openings that the form offers for one day; more that are kept are shown as well.
const A_DAY: usize = 2;
const WEEK: &str = "hours[weekly]";
const OTHERWISE: Rows<'_> = Rows { list: "hours[exceptions]", one: "Day", most: 100 };
const ON_HOLIDAYS: &str = "hours[bank_holiday_openings]";

/// Boxes beside each other.
fn beside(boxes: impl IntoIterator<Item = Markup>) -> Markup {
    let boxes = boxes.into_iter().map(|it| it.between("<div class=\"govuk-date-input__item\">", "</div>"));
    Markup::joined(boxes).between("<div class=\"govuk-date-input\">", "</div>")
}

/// From when until when, in two boxes.
fn opening(asking: &Asking<'_>, name: &str) -> [Markup; 2] {
    let time = |part: &str, label: &str| {
        let input = asking.ask(&format!("{name}[{part}]"), label).input();
        Markup::from(input.width(5).spellcheck(false))
    };
    [time("opens", "From"), time("closes", "Until")]
}

/// The rows of a list that are for a day, and as many empty ones as the form offers.
fn rows_of(asking: &Asking<'_>, day: Weekday, next: &mut usize) -> Vec<usize> {
    let own = |row: &usize| asking.value(&format!("{WEEK}[{row}][day]")) == day.word();
    let mut rows: Vec<usize> = (0..asking.typed.rows(WEEK)).filter(own).collect();
    while rows.len() < A_DAY {
        rows.push(*next);
        *next += 1;
    }
    rows
}

fn week(asking: &Asking<'_>) -> Markup {
    let mut next = asking.typed.rows(WEEK);
    Markup::joined(Weekday::ALL.iter().map(|day| {
        let boxes = rows_of(asking, *day, &mut next).into_iter().flat_map(|row| {
            let name = format!("{WEEK}[{row}]");
            let hidden = crate::door::parts::hidden(&format!("{name}[day]"), day.word());
            let [opens, closes] = opening(asking, &name);
            [Markup::joined([hidden, opens]), closes]
        });
        let name = said(day.word());
        let more = one_more(WEEK, Some(("day", day.word())), "Add another time", &format!("on {name}"));
        group(&name, [beside(boxes), more])
    }))
}

/// The openings of a day, and a button for one more.
fn openings(asking: &Asking<'_>, list: &str, unseen: &str) -> Markup {
    let rows =
        (0..asking.typed.rows(list).max(1)).map(|row| beside(opening(asking, &format!("{list}[{row}]"))));
    Markup::joined(rows.chain([one_more(list, None, "Add another time", unseen)]))
}

fn otherwise(asking: &Asking<'_>) -> Markup {
    OTHERWISE.asked(asking, |name| {
        [
            Markup::from(asking.ask_day(&format!("{name}[date]"), "Which day?", "")),
            small("When is it open? Left empty, it is closed."),
            openings(asking, &format!("{name}[openings]"), "on this day"),
            asking
                .ask(&format!("{name}[note]"), "Why? (optional)")
                .hint("People read it. For example, closed for stocktaking")
                .input()
                .into(),
        ]
    })
}

/// Whether people make an appointment, in words.
pub(super) const fn booking_said(booking: Booking) -> &'static str {
    match booking {
        Booking::DropIn => "They come, or call, when it is open",
        Booking::Appointment => "Only by appointment",
        Booking::Either => "With an appointment or without",
    }
}

pub(super) fn fields(asking: &Asking<'_>) -> Vec<Markup> {
    let bookings = Booking::ALL.iter().map(|it| Radio::new(it.word(), booking_said(*it)));
    let holidays = openings(asking, ON_HOLIDAYS, "on bank holidays");
    let rules = [
        Radio::new("closed", "It is closed"),
        Radio::new("as_usual", "It is open as on other days"),
        Radio::new("other_hours", "It is open at other hours").conditional(holidays),
    ];
    vec![
        entered(),
        small("Write times as 9:30am, midday or 17:00. A day that is left empty is closed."),
        week(asking),
        asking.ask("hours[bank_holidays]", "What happens on bank holidays?").radios(rules).into(),
        asking.ask("booking", "Do people make an appointment?").radios(bookings.collect::<Vec<_>>()).into(),
        section("Days that are otherwise (optional)"),
        otherwise(asking),
    ]
}

/// A row with a weekday and no time is no opening; hours on bank holidays count only where they are asked for.
pub(super) fn without_empty_rows(typed: &mut Typed) {
    for row in 0..typed.rows(WEEK) {
        let name = |part: &str| format!("{WEEK}[{row}][{part}]");
        if ["opens", "closes"].iter().all(|part| typed.get(&name(part)).trim().is_empty()) {
            typed.take(&name("day"));
        }
    }
    if typed.get("hours[bank_holidays]") != "other_hours" {
        typed.0.retain(|(name, _)| !name.starts_with(ON_HOLIDAYS));
    }
    *typed = typed.closed_up();
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::offerings::OfferingDraft;

    fn read(form: &str) -> Typed {
        let mut typed = Typed::read(form.as_bytes()).unwrap();
        without_empty_rows(&mut typed);
        typed
    }

    #[test]
    fn days_without_times_are_closed_and_half_an_opening_is_told_at_its_box() {
        let week = "hours[weekly][0][day]=monday&hours[weekly][0][opens]=&hours[weekly][0][closes]=&hours[weekly][2][day]=tuesday&hours[weekly][2][opens]=09:30&hours[weekly][2][closes]=";
        let typed = read(&format!(
            "name=Help&{week}&hours[bank_holidays]=closed&hours[bank_holiday_openings][0][opens]=10:00"
        ));
        assert_eq!(typed.rows(WEEK), 1);
        assert_eq!(typed.get("hours[weekly][0][day]"), "tuesday");
        let wrong = crate::door::draft::<OfferingDraft>(typed.tree()).unwrap().parse().unwrap_err();
        let pointers: Vec<_> = wrong.all().iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/hours/weekly/0/closes"]);
    }

    #[test]
    fn every_day_has_boxes_of_its_own() {
        let typed =
            read("hours[weekly][0][day]=friday&hours[weekly][0][opens]=09:00&hours[weekly][0][closes]=12:00");
        let week = super::week(&Asking::of(&typed, &[])).to_string();
        assert_eq!(week.matches("value=\"friday\"").count(), 2);
        assert!(week.contains("id=\"hours-weekly-0-opens\"") && week.contains("value=\"09:00\""), "{week}");
        assert_eq!(week.matches("[day]\" value=").count(), 14);
        let names: std::collections::BTreeSet<_> =
            week.split(" name=\"").skip(1).map(|at| at.split('"').next()).collect();
        let names: Vec<_> = names.into_iter().flatten().filter(|name| !name.starts_with('_')).collect();
        assert_eq!(names.len(), 42, "every box has a name of its own");
    }
}
