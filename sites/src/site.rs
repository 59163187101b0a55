//! A directory as its pages need it: settings, listings of now, language, address.

use crate::answer;
use actix_web::http::header;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use domain::Timestamp;
use domain::directories::{BrandLink, Directory, HostName, State, Typeface};
use domain::services::Service;
use finder::Snapshot;
use marketplace::Market;
use marketplace::directories::{Previewed, Shelf, Unready};
use marketplace::reference::Named;
use std::sync::Arc;
use ui::brand::{Brand, Colours, Link, Logo};
use ui::page::DirectoryPage;
use ui::{Content, Language, Markup, Words};

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
    /// The scheme and host by which this directory was asked.
    origin: String,
    /// Whether it was asked for by a host under gov.uk, where GDS Transport and the crest may be shown.
    on_gov_uk: bool,
    /// Present on a preview.
    preview: Option<Partly>,
}

/// Whether a preview shows a part only of what the directory will list.
#[derive(Clone, Copy)]
struct Partly(bool);

fn on_gov_uk(request: &HttpRequest) -> bool {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    host.and_then(|host| name_of(host).parse::<HostName>().ok()).is_some_and(|host| host.is_gov_uk())
}

/// A host name without its port.
pub(crate) fn name_of(host: &str) -> &str {
    host.split(':').next().unwrap_or_default()
}

/// The scheme and host by which a directory was asked: its own, or that of all.
fn origin_of(market: &Market, request: &HttpRequest) -> String {
    let base_url = &market.settings().base_url;
    if request.match_info().get("slug").is_some() {
        return base_url.clone();
    }
    // On a host of the directory's own, which was looked up by this very header.
    let scheme = base_url.split_once("://").map_or("https", |(scheme, _)| scheme);
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    format!("{scheme}://{host}")
}

/// A directory as a request finds it.
struct Found {
    directory: Arc<Directory>,
    shelf: Arc<Shelf>,
    listings: Arc<Snapshot>,
    as_of: Timestamp,
    /// What its English addresses begin with.
    root: String,
    preview: Option<Partly>,
}

impl Found {
    /// As the public finds it.
    fn open(
        market: &Market,
        request: &HttpRequest,
        language: Language,
        now: Timestamp,
    ) -> Result<Self, HttpResponse> {
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
        let directory = directory.ok_or_else(|| answer::nothing_here(language))?;
        let listings = live.listings(now).map_err(|reason: Unready| answer::unready(reason, language))?;
        Ok(Self { directory, shelf, listings, as_of, root, preview: None })
    }

    /// As those who keep it will find it.
    fn previewed(previewed: Previewed, now: Timestamp) -> Self {
        let Previewed { directory, shelf, listings, partly } = previewed;
        let root = format!("/directories/{}/preview", directory.content.slug);
        Self { directory, shelf, listings, as_of: now, root, preview: Some(Partly(partly)) }
    }
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
        let previewed = request.extensions().get::<Previewed>().cloned();
        let Found { directory, shelf, listings, as_of, root, preview } = match previewed {
            Some(previewed) => Found::previewed(previewed, now),
            None => Found::open(&market, request, language, now)?,
        };
        let welsh = format!("{root}/cy");
        let (base, other_base) = match language {
            Language::English => (root, welsh),
            Language::Welsh => (welsh, root),
        };
        let (words, on_gov_uk) = (Words::for_language(language), on_gov_uk(request));
        let site = Self {
            origin: origin_of(&market, request),
            market,
            directory,
            shelf,
            listings,
            as_of,
            now,
            language,
            words,
            base,
            other_base,
            on_gov_uk,
            preview,
        };
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
        let logo = brand.logo.as_ref().map(|sha256| Logo {
            address: format!("{}/logo/{sha256}.png", self.base),
            alternative_text: brand.logo_text.as_ref().map(ToString::to_string).unwrap_or_default(),
        });
        let typeface = match brand.typeface {
            Typeface::Transport if !self.on_gov_uk => Typeface::System,
            other => other,
        };
        let links = |links: &[BrandLink]| {
            let link = |link: &BrandLink| {
                let words = self.either(link.words.as_str(), link.words_cy.as_str());
                Link::new(words, link.address.from_base(&self.base))
            };
            links.iter().map(link).collect()
        };
        Brand {
            typeface,
            header_links: links(&brand.header_links),
            footer_links: links(&brand.footer_links),
            phase: brand.phase.clone(),
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
        let page = DirectoryPage::new(self.brand(), title, content)
            .language(self.language)
            .other_language(other)
            .head(self.addresses(path));
        match self.preview {
            Some(partly) => page.notice(self.notice(partly)),
            None => page,
        }
    }

    fn notice(&self, Partly(partly): Partly) -> Markup {
        let partly = if partly { self.words.say("preview-partly") } else { String::new() };
        Markup::trusted(format!(
            "<p class=\"govuk-body\"><strong>{}</strong> {} {} <a class=\"govuk-link\" href=\"/directories/{}\">{}</a></p>",
            Content::from(self.words.say("preview")),
            Content::from(self.words.say("preview-text")),
            Content::from(partly),
            self.directory.content.slug,
            Content::from(self.words.say("preview-back")),
        ))
    }

    /// Whether those who keep the directory look at it as it will be.
    pub const fn is_preview(&self) -> bool {
        self.preview.is_some()
    }

    /// What the directory says at length.
    pub fn guidance(&self) -> Markup {
        let content = &self.directory.content;
        let guidance = if self.in_welsh() { &content.guidance_cy } else { &content.guidance };
        guidance.as_ref().map(|text| ui::guidance::guidance(&text.blocks(), &self.base)).unwrap_or_default()
    }

    /// What search engines are told of a page: its plain address, and the same in each language.
    fn addresses(&self, path: &str) -> Markup {
        let plain = path.split('?').next().unwrap_or_default();
        let canonical = format!("<link rel=\"canonical\" href=\"{}\">", Content::from(self.absolute(plain)));
        let each = self.in_each_language(plain).map(|(language, address)| {
            let (code, address) = (language.code(), Content::from(address));
            format!("<link rel=\"alternate\" hreflang=\"{code}\" href=\"{address}\">")
        });
        Markup::trusted(canonical + &each.concat())
    }

    /// The address of a page of the directory, by which anyone reaches it from anywhere.
    pub fn absolute(&self, path: &str) -> String {
        let below = format!("{}{path}", self.base);
        if below.is_empty() { format!("{}/", self.origin) } else { format!("{}{below}", self.origin) }
    }

    /// The same in English and in Welsh.
    pub fn in_each_language(&self, path: &str) -> [(Language, String); 2] {
        let other = format!("{}{path}", self.other_base);
        let other = if other.is_empty() { "/".to_owned() } else { other };
        let mut both = [
            (self.language, self.absolute(path)),
            (self.language.other(), format!("{}{other}", self.origin)),
        ];
        both.sort();
        both
    }

    /// Where the search is.
    pub fn home(&self) -> &str {
        if self.base.is_empty() { "/" } else { &self.base }
    }
}
