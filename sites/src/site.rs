//! A directory as its pages need it: settings, listings of now, language, address.

use crate::answer;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::Timestamp;
use domain::directories::{Directory, State};
use domain::services::Service;
use finder::Snapshot;
use marketplace::Market;
use marketplace::directories::{Shelf, Unready};
use marketplace::reference::Named;
use std::sync::Arc;
use ui::brand::{Brand, Colours, Logo};
use ui::page::DirectoryPage;
use ui::{Language, Markup, Words};

/// A directory that is open, asked for in one language.
pub(crate) struct Site {
    pub market: web::Data<Market>,
    pub directory: Arc<Directory>,
    pub shelf: Arc<Shelf>,
    pub listings: Arc<Snapshot>,
    /// The instant whose state is shown.
    pub as_of: Timestamp,
    pub now: Timestamp,
    pub language: Language,
    pub words: &'static Words,
    /// What addresses in this language begin with: `/d/carers`, `/d/carers/cy`, or on a host of its own
    /// nothing and `/cy`.
    pub base: String,
    /// The same in the other language.
    other_base: String,
}

/// A host name without its port.
pub(crate) fn name_of(host: &str) -> &str {
    host.split(':').next().unwrap_or_default()
}

impl Site {
    /// The site that a request is for.
    ///
    /// # Errors
    /// The page that says why there is none.
    pub fn of(request: &HttpRequest, language: Language) -> Result<Self, HttpResponse> {
        let Some(market) = request.app_data::<web::Data<Market>>().cloned() else {
            return Err(HttpResponse::InternalServerError().finish());
        };
        let now = market.clock().now();
        let live = market.directories();
        let as_of = live.as_of(now).map_err(|reason| answer::unready(reason, language))?;
        let shelf = live.shelf();
        let (directory, root) = match request.match_info().get("slug") {
            Some(slug) => (shelf.directory(slug), format!("/d/{slug}")),
            None => {
                let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
                (shelf.of_host(name_of(host.unwrap_or_default())), String::new())
            }
        };
        let directory = directory.filter(|directory| directory.state != State::Draft).cloned();
        let directory = directory.ok_or_else(|| answer::no_such_directory(language))?;
        let listings = live.listings(now).map_err(|reason: Unready| answer::unready(reason, language))?;
        let welsh = format!("{root}/cy");
        let (base, other_base) = match language {
            Language::English => (root, welsh),
            Language::Welsh => (welsh, root),
        };
        let words = Words::for_language(language);
        let site = Self { market, directory, shelf, listings, as_of, now, language, words, base, other_base };
        if site.directory.state == State::Paused {
            return Err(answer::closed(&site));
        }
        Ok(site)
    }

    pub fn in_welsh(&self) -> bool {
        self.language == Language::Welsh
    }

    /// One text or the other, by the language.
    pub fn either<'t>(&self, english: &'t str, welsh: &'t str) -> &'t str {
        if self.in_welsh() { welsh } else { english }
    }

    /// A text, in Welsh where there is one.
    pub fn best<'t>(&self, english: &'t str, welsh: Option<&'t str>) -> &'t str {
        welsh.filter(|welsh| self.in_welsh() && !welsh.is_empty()).unwrap_or(english)
    }

    /// The directory's name.
    pub fn name(&self) -> &str {
        let content = &self.directory.content;
        self.either(content.name.as_str(), content.name_cy.as_str())
    }

    /// What something on a reference list is called.
    pub fn called(&self, named: Option<&Named>, code: &str) -> String {
        named.map_or_else(|| code.to_owned(), |named| named.say(self.in_welsh()).to_owned())
    }

    /// What a service is called.
    pub fn service_name<'s>(&self, service: &'s Service) -> &'s str {
        if self.in_welsh() { service.content.name_cy.as_str() } else { service.content.name.as_str() }
    }

    /// Whether the directory is for a service.
    pub fn is_for(&self, service: &Service) -> bool {
        let content = &service.content;
        self.directory.content.admits.is_for(&content.slug, &content.clusters)
    }

    /// The directory's look.
    pub fn brand(&self) -> Brand {
        let brand = &self.directory.content.brand;
        let logo = brand.logo.as_ref().map(|address| Logo {
            address: address.to_string(),
            alternative_text: brand.logo_text.as_ref().map(ToString::to_string).unwrap_or_default(),
        });
        Brand {
            colours: Colours {
                header_background: brand.header_background,
                header_text: brand.header_text,
                link: brand.link,
                button: brand.button,
                button_text: brand.button_text,
                accent: brand.accent,
            },
            logo,
            ..Brand::new(self.name(), self.base.clone())
        }
    }

    /// A page of the directory; `path` is its address below the base, with its query.
    pub fn page(&self, title: impl Into<String>, content: Markup, path: &str) -> DirectoryPage {
        let other = format!("{}{path}", self.other_base);
        let other = if other.is_empty() { "/".to_owned() } else { other };
        DirectoryPage::new(self.brand(), title, content).language(self.language).other_language(other)
    }

    /// Where the search is.
    pub fn home(&self) -> &str {
        if self.base.is_empty() { "/" } else { &self.base }
    }
}
