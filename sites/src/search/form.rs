//! The form by which a directory is searched.

use super::filters;
use super::mistakes::Mistakes;
use super::typed::Typed;
use crate::site::Site;
use askama::Template;
use finder::Answer;
use marketplace::directories::{ANYWHERE, Search};
use ui::components::{Button, Choice, ErrorMessage, Hint, Input, Select};
use ui::{Content, Markup};

/// One question, or with it everything by which the answer is narrowed.
#[derive(Template)]
#[template(path = "search_form.html")]
pub(super) struct Form<'s> {
    action: &'s str,
    place: Input,
    locate: Markup,
    /// Asked with the place, where nothing was found yet.
    question: Markup,
    button: Button,
    /// What narrows the answer, where there is one.
    filters: Markup,
}

impl askama::filters::HtmlSafe for Form<'_> {}

impl<'s> Form<'s> {
    /// Where, and for what service.
    pub fn simple(site: &'s Site, typed: &Typed, mistakes: &Mistakes) -> Self {
        let any = std::iter::once(Choice::new("", site.words.say("search-any-service")));
        let services = filters::services(site).into_iter().map(|(slug, name)| Choice::new(slug, name));
        let service = Select::new("service", site.words.say("search-service"))
            .items(any.chain(services))
            .value(typed.first("service"));
        let mut parts: Vec<Markup> = vec![];
        if typed.first("within_km").is_empty() && ErrorMessage::among(mistakes.all(), "within_km").is_none() {
            parts.push(service.into());
        } else {
            parts.extend([filters::within(site, typed, mistakes).into(), service.into()]);
        }
        Self { question: Markup::joined(parts), ..Self::plain(site, typed, mistakes) }
    }

    /// The same beside what was found.
    pub fn whole(site: &'s Site, typed: &Typed, found: (&Search, &Answer<'_>)) -> Self {
        let filters = filters::all(site, typed, found);
        Self { filters, ..Self::plain(site, typed, &Mistakes::default()) }
    }

    fn plain(site: &'s Site, typed: &Typed, mistakes: &Mistakes) -> Self {
        let words = site.words;
        let anywhere = words.say("anywhere");
        let said = if typed.first("near") == ANYWHERE { &anywhere } else { typed.first("near") };
        let mut place = Input::new("near", words.say("search-place"))
            .hint(Hint::new(words.say("search-place-hint")))
            .value(said)
            .autocomplete("postal-code")
            .classes("app-search__place");
        if let Some(message) = ErrorMessage::among(mistakes.all(), "near") {
            place = place.error_message(message);
        }
        Self {
            action: site.home(),
            place,
            locate: locate(site),
            question: Markup::default(),
            button: Button::new(words.say("search-button")),
            filters: Markup::default(),
        }
    }
}

/// “Use my location”: shown by the script that makes it work.
fn locate(site: &Site) -> Markup {
    let say = |key: &str| Content::from(site.words.say(key));
    Markup::trusted(format!(
        "<div class=\"app-locate\"><button type=\"button\" class=\"app-link-button govuk-body\" data-locate \
         data-waiting=\"{}\" data-denied=\"{}\" data-failed=\"{}\" hidden>{}</button>\
         <p class=\"govuk-body-s\" role=\"status\" data-locate-status></p></div>",
        say("locate-waiting"),
        say("locate-denied"),
        say("locate-failed"),
        say("locate"),
    ))
}
