//! What is asked about an offering itself: what it is, where it is given, how it is reached.

use crate::door::parts::{bullets, group, small};
use crate::door::{Asking, Typed};
use crate::local_authorities;
use crate::marks::channels_asked;
use crate::words::said;
use domain::offerings::PlaceHost;
use marketplace::reference::Reference;
use ui::Markup;
use ui::components::{Details, Radio};

pub(super) fn about(asking: &Asking<'_>) -> Vec<Markup> {
    let welsh = "Shown on the Welsh pages. Left empty, they show the English";
    vec![
        asking
            .ask("name", "What is it called?")
            .hint("For example, Help at Headingley library")
            .input()
            .into(),
        asking
            .ask("summary", "What happens when someone comes for help?")
            .hint("In plain words, for the people who might come")
            .up_to_characters(5000)
            .into(),
        asking
            .ask("eligibility", "Who is it for? (optional)")
            .hint("Only when it is not for everyone. For example, people who live in Bradford")
            .input()
            .into(),
        asking
            .ask("bring", "What do people bring, or have at hand? (optional)")
            .hint("For example, the letter that it is about and your National Insurance number")
            .input()
            .into(),
        asking
            .ask("reference", "Your own reference (optional)")
            .hint("What your records call it, such as LDS-014. It is not shown to the public")
            .input()
            .width(20)
            .into(),
        group(
            "In Welsh (optional)",
            [
                Markup::from(asking.ask("name_cy", "Name in Welsh").hint(welsh).input()),
                asking.ask("summary_cy", "What happens, in Welsh").up_to_characters(5000).into(),
                asking.ask("eligibility_cy", "Who it is for, in Welsh").input().into(),
                asking.ask("bring_cy", "What people bring, in Welsh").input().into(),
            ],
        ),
    ]
}

pub(super) fn channels(asking: &Asking<'_>) -> Vec<Markup> {
    let more = [
        "In person at a place: its address",
        "By outreach visit: whom you serve, and a number to arrange it by",
        "By telephone: whom you serve, and the number",
        "By web chat: whom you serve, and where the chat opens",
    ];
    vec![
        channels_asked(asking, "channels[]", "Choose every way"),
        Details::new("What each way needs before people can have it", bullets(more)).into(),
    ]
}

pub(super) fn place(asking: &Asking<'_>) -> Vec<Markup> {
    let hosts = PlaceHost::ALL.iter().map(|host| (host.word().to_owned(), said(host.word())));
    let hosts = std::iter::once((String::new(), "Choose".to_owned())).chain(hosts);
    let lines = (0..asking.lines("place[address][lines]").max(2)).map(|line| {
        let optional = if line == 0 { "" } else { " (optional)" };
        let label = format!("Address line {}{optional}", line + 1);
        Markup::from(asking.ask_line("place[address][lines]", line, &label).input())
    });
    let mut address: Vec<Markup> = lines.collect();
    address.extend([
        asking.ask("place[address][town]", "Town or city").input().width(20).into(),
        asking.ask("place[address][postcode]", "Postcode").input().width(10).spellcheck(false).into(),
    ]);
    vec![
        small("Needed for help in person at a place. Leave all of it empty where people do not come to you."),
        asking.ask("place[name]", "What is the place called?").input().into(),
        asking.ask("place[name_cy]", "The same in Welsh (optional)").input().into(),
        group("Its address", address),
        asking.ask("place[host]", "Whose building is it in?").select(hosts).into(),
        asking
            .ask("place[directions]", "How do people find you once there? (optional)")
            .hint("For example, on the first floor, beside the lift")
            .input()
            .into(),
    ]
}

/// A place of which only the list of buildings was sent is no place.
pub(super) fn without_empty_place(typed: &mut Typed) {
    let says = |(name, value): &(String, String)| {
        name.starts_with("place[") && name != "place[host]" && !value.trim().is_empty()
    };
    if !typed.0.iter().any(says) {
        typed.take("place[host]");
    }
}

/// The field in which local authorities are typed.
pub(super) const AUTHORITIES: &str = "area[codes]";

pub(super) fn area(asking: &Asking<'_>, reference: &Reference) -> Vec<Markup> {
    let radius = Markup::joined([
        Markup::from(
            asking
                .ask("area[from]", "Postcode in the middle")
                .hint("Left empty, it is the postcode of the place")
                .input()
                .width(10)
                .spellcheck(false),
        ),
        asking.ask("area[km]", "How far").input().width(5).numeric().suffix("km").into(),
    ]);
    let named = local_authorities::asked(asking, AUTHORITIES, "Local authorities", reference);
    let kinds = [
        Radio::new("radius", "People within a distance of a postcode").conditional(radius),
        Radio::new("local_authorities", "People of some local authorities").conditional(named),
        Radio::new("everywhere", "Everyone in the United Kingdom, and British citizens overseas"),
        Radio::new("", "Nobody: people come to us"),
    ];
    vec![
        small("Needed for help by visit, by telephone and by web chat."),
        asking.ask("area[kind]", "Whom do you serve?").radios(kinds).into(),
    ]
}

/// What was typed for another kind of area than the chosen one is dropped.
pub(super) fn of_one_kind(typed: &mut Typed) {
    let kept: &[&str] = match typed.get("area[kind]") {
        "radius" => &["area[kind]", "area[from]", "area[km]"],
        "local_authorities" => &["area[kind]", AUTHORITIES],
        _ => &["area[kind]"],
    };
    typed.0.retain(|(name, value)| {
        !name.starts_with("area[") || (kept.contains(&name.as_str()) && !value.is_empty())
    });
}

pub(super) fn contact(asking: &Asking<'_>) -> Vec<Markup> {
    vec![
        asking
            .ask("phone", "Telephone number")
            .hint("Starting 01, 02, 03, 07 or 080: support is free to the user. Needed for help by telephone and for visits")
            .input()
            .kind("tel")
            .width(20)
            .into(),
        asking
            .ask("text_relay", "Number through text relay (optional)")
            .hint("For example, 18001 0113 496 0000")
            .input()
            .kind("tel")
            .width(20)
            .into(),
        asking
            .ask("web_chat[url]", "Where does the web chat open?")
            .hint("An address that starts with https://. Someone answers while the user waits. Needed for help by web chat")
            .input()
            .kind("url")
            .spellcheck(false)
            .into(),
    ]
}
