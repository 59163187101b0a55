//! An entry as one reads it out to someone on the telephone: whole sentences, what matters first.

use crate::hours::open_now;
use crate::offer::full;
use crate::site::Site;
use domain::offerings::{Booking, Channel};
use marketplace::directories::ListedSupport;
use ui::args;

/// What to say of an entry to someone at a distance from it.
pub(crate) fn aloud(site: &Site, listed: &ListedSupport, distance_km: Option<f64>) -> Vec<String> {
    let words = site.words;
    let mut said = vec![where_it_is(site, listed, distance_km)];
    if let Some(full) = full(site, listed) {
        said.push(sentence(&full));
    }
    if let Some(open) = open_now(site, listed) {
        said.extend((!open.is_open).then(|| sentence(&words.say("closed-now"))));
        said.push(sentence(&open.words));
    }
    let phone = listed.phone.as_deref();
    said.push(match (listed.booking, phone) {
        (Booking::Appointment, Some(phone)) => {
            words.say_with("aloud-book-by-phone", &args! { "phone" => phone })
        }
        (booking, _) => words.say_word("aloud-booking", booking.word()),
    });
    if let Some(phone) = phone.filter(|_| listed.booking != Booking::Appointment) {
        said.push(words.say_with("aloud-phone", &args! { "phone" => phone }));
    }
    if let Some(who) = &listed.eligibility {
        let who = site.best(who, listed.eligibility_cy.as_deref());
        said.push(words.say_with("aloud-who-for", &args! { "who" => who }));
    }
    if let Some(bring) = &listed.bring {
        let bring = site.best(bring, listed.bring_cy.as_deref());
        said.push(words.say_with("aloud-bring", &args! { "bring" => bring }));
    }
    said.push(words.say("costs-free"));
    if !listed.costs.is_empty() {
        let costs: Vec<_> =
            listed.costs.iter().map(|cost| words.say_word("cost", cost.kind.word()).to_lowercase()).collect();
        said.push(words.say_with("aloud-costs", &args! { "costs" => costs.join(", ") }));
    }
    said
}

/// Who helps, and where or how.
fn where_it_is(site: &Site, listed: &ListedSupport, distance_km: Option<f64>) -> String {
    let (words, provider) = (site.words, listed.provider.as_str());
    let Some(place) = &listed.place else {
        let ways = listed.channels.iter().filter(|channel| **channel != Channel::InPerson);
        let ways: Vec<_> = ways.map(|channel| words.say_word("aloud-by", channel.word())).collect();
        return words.say_with("aloud-reaches", &args! { "provider" => provider, "ways" => ways.join(", ") });
    };
    let name = site.best(&place.name, place.name_cy.as_deref());
    let place = format!("{name}, {}, {}", place.lines.join(", "), place.town);
    match distance_km {
        Some(km) => {
            let distance = words.distance(km);
            let distance = distance[..1].to_lowercase() + &distance[1..];
            words.say_with(
                "aloud-place-and-distance",
                &args! { "provider" => provider, "place" => place, "distance" => distance },
            )
        }
        None => words.say_with("aloud-place", &args! { "provider" => provider, "place" => place }),
    }
}

/// Words that stand alone elsewhere, as a sentence.
fn sentence(words: &str) -> String {
    format!("{words}.")
}
