//! On what terms help is given: who types, identity, declining, costs, safety, capacity, price.

use crate::door::parts::{group, place, small, text};
use crate::door::{Asking, Rows, Typed};
use crate::words::said;
use domain::offerings::{CostKind, PriceUnit, WhoTypes};
use domain::{FieldErrors, Fields};
use ui::Markup;
use ui::components::{Checkbox, Checkboxes, ErrorMessage, Radio};

/// A box to tick by itself.
fn tick(asking: &Asking<'_>, name: &str, words: &str) -> Markup {
    let mut boxes =
        Checkboxes::single(name, Checkbox::new("yes", words).checked(asking.value(name) == "yes"))
            .id_prefix(ui::components::field_id(name));
    boxes.error_message = ErrorMessage::among(asking.mistakes, name);
    boxes.into()
}

/// Who types, in words.
pub(super) const fn who_types_said(who: WhoTypes) -> &'static str {
    match who {
        WhoTypes::User => "The user, with your help",
        WhoTypes::Provider => "You, for the user",
        WhoTypes::Either => "Whichever suits the user",
    }
}

pub(super) fn typing(asking: &Asking<'_>) -> Vec<Markup> {
    let who = WhoTypes::ALL.iter().map(|who| Radio::new(who.word(), who_types_said(*who)));
    vec![
        small("The user types where possible. Where you type for the user, you answer for accuracy."),
        asking.ask("who_types", "Who types?").radios(who.collect::<Vec<_>>()).into(),
        group(
            "What you undertake",
            [
                tick(
                    asking,
                    "commitments[checks_understanding]",
                    "We make sure that the user has a basic understanding of the service",
                ),
                tick(
                    asking,
                    "commitments[uses_published_information]",
                    "We use only information that is already published",
                ),
                tick(
                    asking,
                    "commitments[answers_for_accuracy]",
                    "We answer for accuracy where we type for the user",
                ),
            ],
        ),
    ]
}

pub(super) fn identity(asking: &Asking<'_>) -> Vec<Markup> {
    let needs = Markup::joined([
        tick(asking, "identity_check[user_is_present]", "The user is there while it happens"),
        tick(asking, "identity_check[user_sees_screen]", "The user sees the screen"),
    ]);
    let answers = [Radio::new("yes", "Yes").conditional(needs), Radio::new("no", "No")];
    vec![
        asking
            .ask("identity_check[supported]", "Do you support online identity checks?")
            .hint("An online identity check needs the user to be present and to see the screen")
            .radios(answers)
            .into(),
    ]
}

/// What is not ticked is a no; an identity check has no answer in between.
pub(super) fn with_every_answer(typed: &mut Typed) {
    for field in ["supported", "user_is_present", "user_sees_screen"] {
        let name = format!("identity_check[{field}]");
        if typed.get(&name).is_empty() {
            typed.set(&name, "no");
        }
    }
}

const DECLINES: Rows<'_> = Rows { list: "declines", one: "Reason", most: 20 };

pub(super) fn declines(asking: &Asking<'_>) -> Vec<Markup> {
    let rows = DECLINES.asked(asking, |row| {
        let ask = |field: &str, label: &str| asking.ask(&format!("{row}[{field}]"), label).input();
        [
            ask("reason", "When you decline"),
            ask("alternative", "What the user does instead"),
            ask("reason_cy", "When you decline, in Welsh (optional)"),
            ask("alternative_cy", "What the user does instead, in Welsh (optional)"),
        ]
    });
    vec![
        text(
            "Where you may decline, for example because the line is bad, say where you guide the user instead. Leave it empty \
             where you never do.",
        ),
        rows,
    ]
}

const COSTS: Rows<'_> = Rows { list: "costs", one: "Cost", most: 20 };

pub(super) fn costs(asking: &Asking<'_>) -> Vec<Markup> {
    let rows = COSTS.asked(asking, |row| {
        let name = |field: &str| format!("{row}[{field}]");
        let kinds = CostKind::ALL.iter().map(|kind| (kind.word().to_owned(), said(kind.word())));
        let kinds = std::iter::once((String::new(), "None".to_owned())).chain(kinds);
        [
            Markup::from(asking.ask(&name("kind"), "What for?").select(kinds)),
            asking
                .ask(&name("amount_pence"), "How much? (optional)")
                .hint("Where it is the same for everyone")
                .input()
                .prefix("£")
                .width(5)
                .into(),
            asking
                .ask(&name("per"), "For what? (optional)")
                .hint("For example, page")
                .input()
                .width(10)
                .into(),
            asking.ask(&name("note"), "More about it (optional)").input().into(),
            asking.ask(&name("note_cy"), "More about it, in Welsh (optional)").input().into(),
        ]
    });
    vec![
        text(
            "Your help is free to the user, and so are languages and facilities. Say here what people may still have to pay for. A call to your number is added by itself where it is not free.",
        ),
        rows,
    ]
}

pub(super) fn capacity(asking: &Asking<'_>) -> Vec<Markup> {
    vec![
        asking.ask("capacity[people_a_week]", "How many people in a week?").input().width(5).numeric().into(),
        asking
            .ask("capacity[wait_days]", "How many days do people wait now?")
            .hint("0 when you help them on the same day")
            .input()
            .width(5)
            .numeric()
            .into(),
    ]
}

pub(super) fn price(asking: &Asking<'_>) -> Vec<Markup> {
    let units = PriceUnit::ALL.iter().map(|unit| (unit.word().to_owned(), said(unit.word())));
    let units = std::iter::once((String::new(), "Choose".to_owned())).chain(units);
    vec![
        text(
            "Departments read it when they award directly. It is never shown to the people helped, for whom it is free.",
        ),
        asking.ask("price[pence]", "Price, without VAT (optional)").input().prefix("£").width(10).into(),
        asking.ask("price[per]", "For what?").select(units).into(),
    ]
}

/// A price of which neither part was given is none.
pub(super) fn without_empty_price(typed: &mut Typed) {
    typed.0.retain(|(name, value)| !name.starts_with("price[") || !value.trim().is_empty());
}

const CHECKS: Rows<'_> = Rows { list: "safeguarding[checks]", one: "Background check", most: 200 };

pub(super) fn safety(asking: &Asking<'_>) -> Vec<Markup> {
    let checks = CHECKS.asked(asking, |row| {
        let name = |field: &str| format!("{row}[{field}]");
        [
            Markup::from(
                asking
                    .ask(&name("who"), "Whose check")
                    .hint("A staff number or a role, where that is enough")
                    .input()
                    .width(20),
            ),
            asking.ask_day(&name("checked_on"), "When was it made?", "").into(),
            asking.ask(&name("reference"), "Its reference").input().width(20).into(),
        ]
    });
    let record: [Markup; 3] = [
        asking
            .ask("safeguarding[lead]", "Who answers for safeguarding?")
            .hint("A role, such as Volunteer coordinator")
            .input()
            .into(),
        asking
            .ask_day(
                "safeguarding[policy_reviewed_on]",
                "When was your policy last reviewed?",
                "For example, 20 4 2026",
            )
            .into(),
        checks,
    ];
    let record = place("safeguarding", "", record);
    let answers = [Radio::new("yes", "Yes").conditional(record), Radio::new("no", "No")];
    vec![
        text(
            "Home visits need a safeguarding policy that was reviewed within the last three years, and background checks on record. Only you and the authority read them.",
        ),
        asking.ask("visits_homes", "Do you visit people at home?").radios(answers).into(),
    ]
}

/// The record for home visits counts only where there are any.
pub(super) fn without_record_where_none_is_needed(typed: &mut Typed) {
    if typed.get("visits_homes") != "yes" {
        typed.0.retain(|(name, _)| !name.starts_with("safeguarding["));
    }
}

/// The fields in which pounds are typed and pence are kept.
fn amounts(typed: &Typed) -> Vec<String> {
    let names = typed.0.iter().map(|(name, _)| name.clone());
    names.filter(|name| name == "price[pence]" || name.ends_with("[amount_pence]")).collect()
}

/// Pence as pounds.
pub(super) fn in_pounds(typed: &mut Typed) {
    for name in amounts(typed) {
        if let Ok(pence) = typed.get(&name).parse::<u32>() {
            typed.set(&name, format!("{}.{:02}", pence / 100, pence % 100));
        }
    }
}

/// `12.5` is 1250 pence.
fn pence(pounds: &str) -> Option<u64> {
    let (whole, part) = pounds.trim().split_once('.').unwrap_or((pounds.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = whole.replace(',', "");
    if whole.is_empty() || whole.len() > 9 || part.len() > 2 || !digits(&whole) || !digits(part) {
        return None;
    }
    let part = format!("{part:0<2}").parse::<u64>().ok()?;
    Some(whole.parse::<u64>().ok()? * 100 + part)
}

/// Pounds as pence.
pub(super) fn in_pence(typed: &mut Typed) -> Result<(), FieldErrors> {
    let mut fields = Fields::new();
    for name in
        amounts(typed).into_iter().filter(|name| !typed.get(name).trim().is_empty()).collect::<Vec<_>>()
    {
        match pence(typed.get(&name)) {
            Some(pence) => typed.set(&name, pence.to_string()),
            None => {
                let pointer = format!("/{}", name.replace('[', "/").replace(']', ""));
                fields.refuse(&pointer, "invalid", "Enter pounds and pence, such as 12.50");
            }
        }
    }
    if !typed.get("price[per]").is_empty() && typed.get("price[pence]").trim().is_empty() {
        fields.refuse("/price/pence", "required", "Enter the price, or choose nothing for what it is");
    }
    fields.finish(|| Some(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pounds_are_pence_and_nothing_is_rounded() {
        for (pounds, wanted) in
            [("12", Some(1200)), ("12.5", Some(1250)), ("0.05", Some(5)), ("1,200.00", Some(120_000))]
        {
            assert_eq!(pence(pounds), wanted, "{pounds}");
        }
        for wrong in ["", "12.345", "-1", "£12", "a", ".5", "9999999999"] {
            assert_eq!(pence(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_kept_in_pence_is_shown_in_pounds_and_comes_back() {
        let mut typed = Typed::read(b"costs[0][amount_pence]=5&price[pence]=3200").unwrap();
        in_pounds(&mut typed);
        assert_eq!((typed.get("costs[0][amount_pence]"), typed.get("price[pence]")), ("0.05", "32.00"));
        in_pence(&mut typed).unwrap();
        assert_eq!((typed.get("costs[0][amount_pence]"), typed.get("price[pence]")), ("5", "3200"));
        typed.set("price[pence]", "a lot");
        assert_eq!(in_pence(&mut typed).unwrap_err().all()[0].pointer, "/price/pence");
    }
}
