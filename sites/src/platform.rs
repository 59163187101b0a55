//! The public pages of Signpost itself: where its directories are, and what a public service has to say about itself.

use crate::answer::{self, paragraph, prose};
use crate::{sitemap, standard};
use actix_web::http::StatusCode;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use marketplace::Market;
use std::fmt::Write;
use ui::components::FooterLink;
use ui::components::NavigationItem;
use ui::page::AppPage;
use ui::{Content, Language, Markup, Words, args};

/// A page, in one language.
struct Front {
    market: web::Data<Market>,
    language: Language,
    words: &'static Words,
}

type Page = fn(&Front) -> (String, Markup);

const PAGES: [(&str, Page); 4] =
    [("", front), ("/accessibility", accessibility), ("/cookies", cookies), ("/privacy", privacy)];

/// What addresses in a language begin with.
const fn root(language: Language) -> &'static str {
    match language {
        Language::English => "",
        Language::Welsh => "/cy",
    }
}

pub(crate) fn address(language: Language, path: &str) -> String {
    let address = format!("{}{path}", root(language));
    if address.is_empty() { "/".to_owned() } else { address }
}

/// The pages, on every host that no directory owns.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(web::resource("/robots.txt").route(web::get().to(sitemap::robots_of_all)));
    for language in [Language::English, Language::Welsh] {
        for (path, page) in PAGES {
            let answer = move |_: HttpRequest, market: web::Data<Market>| async move {
                Front { market, language, words: Words::for_language(language) }.show(path, page)
            };
            config.service(web::resource(address(language, path)).route(web::get().to(answer)));
        }
    }
}

impl Front {
    fn show(&self, path: &str, page: Page) -> HttpResponse {
        let (heading, content) = page(self);
        answer::html(StatusCode::OK, shown(heading, content, self.language, path))
    }

    fn contact(&self, words: &str) -> Option<Markup> {
        let email = self.market.settings().contact.as_ref()?;
        Some(paragraph(&self.words.say_with(words, &args! { "email" => email.as_str() })))
    }

    fn subheading(&self, words: &str) -> Markup {
        Markup::trusted(format!(
            "<h2 class=\"govuk-heading-m\">{}</h2>",
            Content::from(self.words.say(words))
        ))
    }
}

/// A page of Signpost itself at a path, which is the same in both languages below their roots.
pub(crate) fn shown(heading: String, content: Markup, language: Language, path: &str) -> String {
    let words = Words::for_language(language);
    let footer = [
        ("link-accessibility", "/accessibility"),
        ("link-cookies", "/cookies"),
        ("link-privacy", "/privacy"),
    ];
    let footer = footer.map(|(key, path)| FooterLink::new(words.say(key), address(language, path)));
    let navigation = [("front-sign-in", "/sign-in"), ("front-register", "/register")];
    let navigation = navigation.map(|(key, path)| NavigationItem::new(words.say(key), path));
    AppPage::new(heading, content)
        .language(language)
        .home(address(language, ""))
        .navigation(navigation)
        .other_language(address(language.other(), path))
        .footer_links(footer)
        .html()
}

fn front(site: &Front) -> (String, Markup) {
    let heading = site.words.say("front-heading");
    let mut parts =
        vec![prose(&heading, [site.words.say("front-text").as_str()]), site.subheading("front-directories")];
    let shelf = site.market.directories().shelf();
    let mut links = String::new();
    for directory in shelf
        .directories()
        .filter(|directory| shelf.open_directory(directory.content.slug.as_str()).is_some())
    {
        let content = &directory.content;
        let (name, about) = match site.language {
            Language::English => (&content.name, &content.intro),
            Language::Welsh => (&content.name_cy, &content.intro_cy),
        };
        // Writing to a string cannot fail.
        let _ = write!(
            links,
            "<li><a class=\"govuk-link\" href=\"/d/{}{}\">{}</a><br>{}</li>",
            content.slug,
            root(site.language),
            Content::from(name.as_str()),
            Content::from(about.as_str()),
        );
    }
    parts.push(if links.is_empty() {
        paragraph(&site.words.say("front-none"))
    } else {
        Markup::trusted(format!("<ul class=\"govuk-list govuk-list--spaced\">{links}</ul>"))
    });
    parts.push(site.subheading("front-work-heading"));
    parts.push(paragraph(&site.words.say("front-work")));
    let standard = address(site.language, standard::ADDRESS);
    let doors = [
        ("front-standard", standard.as_str()),
        ("front-register", "/register"),
        ("front-sign-in", "/sign-in"),
    ];
    let doors = doors.map(|(key, path)| {
        let words = site.words.say(key);
        format!("<li><a class=\"govuk-link\" href=\"{path}\">{}</a></li>", Content::from(words))
    });
    parts.push(Markup::trusted(format!("<ul class=\"govuk-list\">{}</ul>", doors.concat())));
    (heading, Markup::joined(parts))
}

fn accessibility(site: &Front) -> (String, Markup) {
    let words = site.words;
    let heading = words.say("accessibility-heading");
    let said = ["platform-accessibility-scope", "accessibility-aim", "accessibility-standard"]
        .map(|key| words.say(key));
    let mut parts = vec![prose(&heading, said.iter().map(String::as_str))];
    if let Some(contact) = site.contact("accessibility-contact") {
        parts.extend([site.subheading("accessibility-contact-heading"), contact]);
    }
    parts.push(site.subheading("accessibility-enforcement-heading"));
    parts.push(paragraph(&words.say("accessibility-enforcement")));
    (heading, Markup::joined(parts))
}

fn cookies(site: &Front) -> (String, Markup) {
    let heading = site.words.say("cookies-heading");
    let said = ["cookies-session", "platform-cookies"].map(|key| site.words.say(key));
    let content = prose(&heading, said.iter().map(String::as_str));
    (heading, content)
}

fn privacy(site: &Front) -> (String, Markup) {
    let heading = site.words.say("privacy-heading");
    let said = site.words.say("platform-privacy-people");
    let parts = std::iter::once(prose(&heading, [said.as_str()])).chain(site.contact("privacy-contact"));
    let content = Markup::joined(parts);
    (heading, content)
}
