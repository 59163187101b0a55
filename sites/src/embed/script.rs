//! `/embed/signpost.js`: the element, with its words in both languages.

use actix_web::HttpResponse;
use actix_web::web::{self, ServiceConfig};
use domain::offerings::Channel;
use serde_json::{Map, Value, json};
use std::sync::OnceLock;
use ui::{Language, Words, args};

/// What the element does: plain, as it stands in the repository.
const ELEMENT: &str = include_str!("signpost.js");

/// Its address never changes, for it stands in other sites' pages: an hour, then it is asked for again.
const FRESH: &str = "public, max-age=3600";

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.route("/embed/signpost.js", web::get().to(show));
}

/// A number of each plural category, in every language that has it, by the category's name in scripts.
const PLURALS: [(&str, u32); 6] =
    [("zero", 0), ("one", 1), ("two", 2), ("few", 3), ("many", 6), ("other", 10)];

/// A message that counts, in every plural form of its language, with `{n}` for the number.
fn forms(words: &Words, key: &str, counted: &'static str) -> Value {
    let form = |(category, number): (&str, u32)| {
        let mut arguments = ui::words::Arguments::new();
        arguments.set(counted, number);
        let said = words.say_with(key, &arguments);
        (category.to_owned(), Value::from(said.replacen(&number.to_string(), "{n}", 1)))
    };
    PLURALS.map(form).into_iter().collect::<Map<_, _>>().into()
}

fn words_of(language: Language) -> Value {
    let words = Words::for_language(language);
    let channel = |channel: &Channel| {
        (channel.word().to_owned(), Value::from(words.say_word("channel", channel.word())))
    };
    json!({
        "heading": words.say("search-heading"),
        "postcode": words.say("search-place"),
        "hint": words.say("search-place-hint"),
        "search": words.say("search-button"),
        "searching": words.say("embed-searching"),
        "results": words.say("results-list"),
        "nobody": words.say("no-results-heading"),
        "count": forms(words, "results-count", "n"),
        "miles": forms(words, "distance-miles", "miles"),
        "close": words.say_with("distance-here", &args! { "miles" => 0.1 }),
        "telephone": words.say("telephone-number"),
        "channels": Channel::ALL.iter().map(channel).collect::<Map<_, _>>(),
        "missing": words.say("place-missing"),
        "malformed": words.say("place-malformed"),
        "unknown": words.say_with("postcode-ended", &args! { "postcode" => "{near}" }),
        "whole": words.say("embed-whole"),
        "newTab": words.say("embed-new-tab"),
        "notHere": words.say("embed-not-here"),
        "unavailable": words.say("embed-unavailable"),
    })
}

fn script() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| {
        let words = json!({"en": words_of(Language::English), "cy": words_of(Language::Welsh)});
        // A block, so that the words are not the page's.
        format!("{{\nconst WORDS = {words};\n{ELEMENT}}}\n")
    })
}

async fn show() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .insert_header(("Cache-Control", FRESH))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .insert_header(("Access-Control-Allow-Origin", "*"))
        .body(script())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_count_keeps_a_place_for_its_number() {
        for language in [Language::English, Language::Welsh] {
            let words = words_of(language);
            for key in ["count", "miles"] {
                let forms = words[key].as_object().unwrap();
                let without: Vec<_> =
                    forms.iter().filter(|(_, form)| !form.as_str().unwrap().contains("{n}")).collect();
                // Nothing found is said by itself.
                assert!(without.iter().all(|(category, _)| *category == "zero"), "{without:?}");
            }
        }
        assert_eq!(words_of(Language::Welsh)["miles"]["two"], "{n} filltir i ffwrdd");
    }
}
