//! Handing a page on: its plain address, a letter or a text message with what one would read aloud, and paper.

use crate::hours::week;
use crate::site::Site;
use marketplace::directories::ListedSupport;
use ui::{Content, Markup};

/// An entry as one would read it out on the telephone, a line a fact.
pub(crate) fn read_aloud(site: &Site, listed: &ListedSupport) -> Vec<String> {
    let words = site.words;
    let mut lines = vec![
        site.best(&listed.name, listed.name_cy.as_deref()).to_owned(),
        format!("{}: {}", words.say("provider"), listed.provider),
    ];
    if let Some(place) = &listed.place {
        let mut parts = vec![site.best(&place.name, place.name_cy.as_deref()).to_owned()];
        parts.extend(place.lines.iter().cloned());
        parts.extend([place.town.clone(), place.postcode.clone()]);
        lines.push(format!("{}: {}", words.say("address"), parts.join(", ")));
    }
    if let Some(phone) = &listed.phone {
        lines.push(format!("{}: {phone}", words.say("telephone-number")));
    }
    lines.push(format!("{}: {}", words.say("booking"), words.say_word("booking", listed.booking.word())));
    lines.extend(crate::offer::full(site, listed));
    if let Some(bring) = &listed.bring {
        let bring = site.best(bring, listed.bring_cy.as_deref());
        lines.push(format!("{}: {bring}", words.say("bring")));
    }
    if let Some(hours) = &listed.hours {
        let times = week(words, hours).into_iter().map(|(day, times)| format!("{day}, {times}"));
        lines.push(format!("{}: {}", words.say("opening-hours"), times.collect::<Vec<_>>().join("; ")));
    }
    lines
}

/// The part of a page by which it is handed on. What is sent says `lines` and ends with the address.
pub(crate) fn part(site: &Site, path: &str, subject: &str, lines: &[String]) -> Markup {
    // Nobody else could open the address of a preview.
    if site.is_preview() {
        return Markup::default();
    }
    let words = site.words;
    let address = site.absolute(path);
    let mut said = lines.to_vec();
    said.push(address.clone());
    let body = encoded(&said.join("\r\n"));
    let mail = format!("mailto:?subject={}&body={body}", encoded(subject));
    // The odd “?&” is what every telephone takes: some look for the one mark, some for the other.
    let text = format!("sms:?&body={}", encoded(&said.join("\n")));
    let link = |href: &str, key: &str| {
        format!(
            "<li><a class=\"govuk-link\" href=\"{}\">{}</a></li>",
            Content::from(href),
            Content::from(words.say(key))
        )
    };
    let shown = Content::from(address.as_str());
    Markup::trusted(format!(
        "<div class=\"app-share\"><h2 class=\"govuk-heading-m app-no-paper\">{}</h2>\
         <p class=\"govuk-body\">{} <a class=\"govuk-link\" href=\"{shown}\">{shown}</a></p>\
         <ul class=\"govuk-list app-no-paper\">{}{}</ul><p class=\"govuk-body app-no-paper\">{}</p></div>",
        Content::from(words.say("share-heading")),
        Content::from(words.say("share-address")),
        link(&mail, "share-email"),
        link(&text, "share-text"),
        Content::from(words.say("share-print")),
    ))
}

/// Text as it stands in a `mailto:` or `sms:` address (RFC 6068, RFC 5724): a space is `%20`, never `+`.
fn encoded(text: &str) -> String {
    let mut address = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                address.push(char::from(byte));
            }
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn what_is_sent_cannot_become_another_part_of_the_address() {
        assert_eq!(encoded("Tŷ & Co?\r\n"), "T%C5%B7%20%26%20Co%3F%0D%0A");
    }
}
