//! Whole pages: what stands around the content.
//!
//! A page has no script and no style within it, so that `Content-Security-Policy: default-src 'self'`
//! holds, and it works without script. What was typed reaches it through templates that escape.

use crate::assets;
use crate::brand::{Brand, Link, Typeface};
use crate::component::component;
use crate::components::{
    BackLink, Breadcrumbs, ErrorSummary, Footer, FooterLink, FooterMeta, GenericHeader, Header,
    LanguageNavigation, LanguageOption, NavigationItem, NavigationSlots, NotificationBanner, PhaseBanner,
    ServiceNavigation, SkipLink, Tag,
};
use crate::html::{Content, Markup};
use crate::words::{Language, Words};

/// Whose clothes the signed-in app wears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Without crown, crest and GDS Transport: for any host.
    #[default]
    Plain,
    /// GOV.UK's own: only for hosts under gov.uk.
    GovUk,
}

component! {
    unjudged
    /// A page of the app for everyone who signs in.
    pub struct AppPage in "pages/app.html" {
        /// What the page is, as in its heading.
        title: text,
        content: content,
        language: one Language,
        look: one Look,
        service_name: text,
        /// Where the service's name leads.
        home: text,
        /// The service's main pages.
        navigation: many NavigationItem,
        /// Present when someone is signed in.
        sign_out: maybe SignOut,
        phase_banner: maybe PhaseBanner,
        back_link: maybe BackLink,
        breadcrumbs: maybe Breadcrumbs,
        error_summary: maybe ErrorSummary,
        banner: maybe NotificationBanner,
        /// The address of this page in the other language; empty when there is none.
        other_language: text,
        /// Whether the content takes the whole width, as tables do, rather than two thirds.
        wide: flag,
        footer_links: many FooterLink,
        /// More for the `head`: a description, a canonical address.
        head: content,
    }
}

component! {
    unjudged
    /// A page of a white-labelled directory.
    pub struct DirectoryPage in "pages/directory.html" {
        /// What the page is, as in its heading.
        title: text,
        content: content,
        language: one Language,
        brand: one Brand,
        /// Above everything: that this is no page of the public's.
        notice: content,
        back_link: maybe BackLink,
        breadcrumbs: maybe Breadcrumbs,
        error_summary: maybe ErrorSummary,
        banner: maybe NotificationBanner,
        /// The address of this page in the other language; empty when there is none.
        other_language: text,
        /// Whether the content takes the whole width, as tables do, rather than two thirds.
        wide: flag,
        /// More for the `head`: a description, a canonical address.
        head: content,
    }
}

component! {
    unjudged
    /// Signs out: a form, since a link may be followed by anything.
    pub struct SignOut in "pages/sign_out.html" {
        /// Where the form is sent.
        action: text,
        /// The field that proves that the form is ours, ready made.
        token: content,
        words: text,
    }
}

impl AppPage {
    /// A page of Signpost in English.
    pub fn new(title: impl Into<String>, content: impl Into<Content>) -> Self {
        Self {
            title: title.into(),
            content: content.into(),
            service_name: "Signpost".to_owned(),
            home: "/".to_owned(),
            ..Self::default()
        }
    }

    /// Shows what is wrong with a form, when something is, and says so in the title.
    #[must_use]
    pub fn errors(mut self, summary: Option<ErrorSummary>) -> Self {
        self.error_summary = summary;
        self
    }

    /// The page as a document.
    pub fn html(&self) -> String {
        Markup::of(self).into()
    }

    fn site(&self) -> &str {
        &self.service_name
    }

    fn theme_colour(&self) -> String {
        match self.look {
            Look::Plain => "#0b0c0c".to_owned(),
            Look::GovUk => "#1d70b8".to_owned(),
        }
    }

    fn is_gov_uk(&self) -> bool {
        self.look == Look::GovUk
    }

    fn brand_stylesheet(&self) -> Option<String> {
        None
    }

    fn header(&self) -> Markup {
        match self.look {
            Look::Plain => GenericHeader::new(self.service_name.as_str(), self.home.as_str()).into(),
            Look::GovUk => Header::default().homepage_url("https://www.gov.uk").into(),
        }
    }

    fn service_navigation(&self) -> ServiceNavigation {
        let words = self.words();
        let sign_out = self.sign_out.as_ref().map(|form| SignOut {
            words: if form.words.is_empty() { words.say("sign-out") } else { form.words.clone() },
            ..form.clone()
        });
        let name = if self.is_gov_uk() { self.service_name.as_str() } else { "" };
        ServiceNavigation::new(name, self.home.as_str())
            .navigation(self.navigation.iter().cloned())
            .menu_button_text(words.say("menu"))
            .aria_label(words.say("service-information"))
            .slots(NavigationSlots {
                navigation_end: sign_out.map(Content::from).unwrap_or_default(),
                ..NavigationSlots::default()
            })
    }

    fn has_service_navigation(&self) -> bool {
        self.is_gov_uk() || !self.navigation.is_empty() || self.sign_out.is_some()
    }

    fn footer(&self) -> Footer {
        let title = self.words().say("support-links");
        let meta =
            FooterMeta::default().visually_hidden_title(title).items(self.footer_links.iter().cloned());
        Footer::default().meta(meta)
    }
}

impl DirectoryPage {
    /// A page of a directory in English.
    pub fn new(brand: Brand, title: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { title: title.into(), content: content.into(), brand, ..Self::default() }
    }

    /// Shows what is wrong with a form, when something is, and says so in the title.
    #[must_use]
    pub fn errors(mut self, summary: Option<ErrorSummary>) -> Self {
        self.error_summary = summary;
        self
    }

    /// The page as a document.
    pub fn html(&self) -> String {
        Markup::of(self).into()
    }

    fn site(&self) -> &str {
        &self.brand.name
    }

    fn theme_colour(&self) -> String {
        self.brand.colours.header_background.to_string()
    }

    fn is_gov_uk(&self) -> bool {
        self.brand.typeface == Typeface::Transport
    }

    fn brand_stylesheet(&self) -> Option<String> {
        Some(self.brand.stylesheet())
    }

    /// That the directory is new, and where to say what is wrong with it.
    fn phase(&self) -> Option<PhaseBanner> {
        let banner = self.brand.phase.as_ref()?;
        let words = self.words();
        let link = format!(
            "{} <a class=\"govuk-link\" href=\"{}\">{}</a>.",
            Content::from(words.say("phase-new")),
            Content::from(banner.feedback.address()),
            Content::from(words.say("phase-feedback"))
        );
        let phase = words.say_word("phase", banner.phase.word());
        Some(PhaseBanner::new(Tag::new(phase), Markup::trusted(link)))
    }

    /// The brand's own links, then those that every public service must have.
    fn footer_links(&self) -> Vec<Link> {
        let words = self.words();
        let mut links = self.brand.footer_links.clone();
        for (key, path) in [
            (words.say("link-accessibility"), "/accessibility"),
            (words.say("link-cookies"), "/cookies"),
            (words.say("link-privacy"), "/privacy"),
        ] {
            links.push(Link::new(key, self.brand.page(path)));
        }
        links
    }
}

/// What both layouts ask of their page.
macro_rules! laid_out {
    ($($page:ident),*) => {
        $(
            impl $page {
                fn words(&self) -> &'static Words {
                    Words::for_language(self.language)
                }

                fn skip_link(&self) -> SkipLink {
                    SkipLink::to("#main-content", self.words().say("skip-to-content"))
                }

                /// `Error: ` before the title, so that people who hear the page know at once.
                fn whole_title(&self) -> String {
                    let title = format!("{} - {}", self.title, self.site());
                    let title = if self.title == self.site() { self.title.clone() } else { title };
                    match &self.error_summary {
                        Some(_) => format!("{} {title}", self.words().say("error-title-prefix")),
                        None => title,
                    }
                }

                fn stylesheet(&self) -> String {
                    assets::address(if self.is_gov_uk() { "govuk.css" } else { "plain.css" })
                }

                /// This page's language and the other one.
                fn languages(&self) -> Option<LanguageNavigation> {
                    if self.other_language.is_empty() {
                        return None;
                    }
                    let other = self.language.other();
                    let label = self.words().say("language-label");
                    let items = [
                        LanguageOption::new(self.language.code(), self.language.own_name(), ""),
                        LanguageOption::new(other.code(), other.own_name(), self.other_language.as_str()),
                    ];
                    Some(LanguageNavigation::default().aria_label(label).items(items))
                }

                /// A back link that says "Back" in the page's language unless it says something else.
                fn way_back(&self) -> Option<BackLink> {
                    let link = self.back_link.clone()?;
                    let content = link.content.or(&self.words().say("back"));
                    Some(link.content(content))
                }

                fn own_breadcrumbs(&self) -> Option<Breadcrumbs> {
                    let crumbs = self.breadcrumbs.clone()?;
                    let is_named = !crumbs.label_text.is_empty();
                    Some(if is_named { crumbs } else { crumbs.label_text(self.words().say("breadcrumbs")) })
                }

                fn own_banner(&self) -> Option<NotificationBanner> {
                    let banner = self.banner.clone()?;
                    let usual = self.words().say(if banner.is_success() { "success" } else { "important" });
                    let title = banner.title.or(&usual);
                    Some(banner.title(title))
                }

                fn has_something_before(&self) -> bool {
                    self.back_link.is_some() || self.breadcrumbs.is_some() || !self.other_language.is_empty()
                }
            }
        )*
    };
}

laid_out!(AppPage, DirectoryPage);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::Mistake;

    fn carers() -> DirectoryPage {
        let mut brand = Brand::new("Carers' help", "/d/carers");
        brand.footer_links.push(Link::new("Carer's Allowance", "/allowance"));
        DirectoryPage::new(brand, "Help near LS1 4AP", Markup::trusted("<h1>Help near LS1 4AP</h1>"))
    }

    #[test]
    fn a_page_needs_nothing_but_what_its_own_host_serves() {
        let pages = [
            carers().html(),
            AppPage::new("Home", "Content").sign_out(SignOut::default().action("/sign-out")).html(),
            AppPage::new("Home", "Content").look(Look::GovUk).html(),
        ];
        for page in pages {
            for forbidden in [
                "<style",
                " style=",
                " onclick=",
                "javascript:",
                "src=\"http",
                "rel=\"stylesheet\" href=\"http",
            ] {
                assert!(!page.contains(forbidden), "{forbidden} in {page}");
            }
            let within = page.split("<script").skip(1).map(|rest| rest.split_once('>').unwrap().1);
            for script in within {
                assert!(script.starts_with("</script>"), "a script within the page: {script:.40}");
            }
        }
    }

    #[test]
    fn a_page_says_its_language_and_offers_the_other() {
        let english = carers().other_language("/d/carers/cy").html();
        assert!(english.contains("<html lang=\"en\""), "{english}");
        assert!(english.contains("hreflang=\"cy\" href=\"/d/carers/cy\""), "{english}");
        let welsh = carers().language(Language::Welsh).back_link(BackLink::to("/")).html();
        assert!(welsh.contains("<html lang=\"cy\""));
        assert!(welsh.contains("Neidio i&#39;r prif gynnwys") && welsh.contains(">Yn ôl</a>"), "{welsh}");
        assert!(welsh.contains("/d/carers/cookies"));
    }

    #[test]
    fn a_page_with_mistakes_says_so_first() {
        fn mistakes() -> [impl Mistake; 1] {
            [("postcode", "Enter a postcode")]
        }
        let page = carers().errors(ErrorSummary::of(&mistakes())).html();
        assert!(page.contains("<title>Error: Help near LS1 4AP - Carers&#39; help</title>"), "{page}");
        assert!(page.contains("href=\"#postcode\""));
        let fine = carers().errors(None).html();
        assert!(fine.contains("<title>Help near"));
    }

    #[test]
    fn what_a_welsh_page_says_by_itself_is_welsh() {
        let banner = NotificationBanner::success("Diolch");
        let page =
            carers().language(Language::Welsh).banner(banner).breadcrumbs(Breadcrumbs::new([("Hafan", "/")]));
        let html = page.html();
        for welsh in ["Llwyddiant", "Briwsion bara", "Dolenni cymorth", "Datganiad hygyrchedd"] {
            assert!(html.contains(welsh), "{welsh}");
        }
        assert!(!html.contains("Success") && !html.contains("Breadcrumb\""), "{html}");
    }

    #[test]
    fn crown_crest_and_typeface_stay_on_gov_uk() {
        let plain = [carers().html(), AppPage::new("Home", "Content").html()];
        for page in plain {
            assert!(!page.contains("govuk-logo") && !page.contains("Crown copyright"), "{page}");
            assert!(page.contains("/assets/plain-"), "run `make assets` first: {page}");
        }
        let official = AppPage::new("Home", "Content").look(Look::GovUk).html();
        assert!(official.contains("GOV.UK") && official.contains("/assets/govuk-"));
    }

    #[test]
    fn names_are_escaped_wherever_they_stand() {
        let mut page = carers().other_language("/?q=\"><script>");
        page.brand.name = "<script>alert(1)</script>".into();
        page.brand.header_links.push(Link::new("<b>", "\"><b>"));
        page.title = "</title><script>".into();
        let html = page.html();
        assert!(!html.contains("<script>") && !html.contains("<b>"), "{html}");
    }
}
