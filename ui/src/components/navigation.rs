use crate::component::component;
use crate::html::Content;

component! {
    /// The service's name and its main pages, under the header.
    pub struct ServiceNavigation in "components/service_navigation.html" {
        service_name: text,
        service_url: text,
        navigation: many NavigationItem,
        /// What to call the navigation and the button that opens it on small screens: "Menu" when empty.
        menu_button_text: text,
        menu_button_label: text,
        navigation_label: maybe String,
        navigation_id: text,
        navigation_classes: classes,
        collapse_navigation_on_mobile: maybe bool,
        aria_label: maybe String,
        slots: one NavigationSlots,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// Markup at fixed places of the service navigation.
    pub struct NavigationSlots {
        start: content,
        end: content,
        /// Whether the end stands in one line with the rest.
        end_is_inline: flag,
        navigation_start: content,
        navigation_end: content,
    }
}

component! {
    /// A page in the navigation.
    pub struct NavigationItem {
        content: content,
        href: text,
        /// This very page.
        current: flag,
        /// This page is within it.
        active: flag,
        attributes: attributes,
    }
}

component! {
    /// The page in other languages.
    pub struct LanguageNavigation in "components/language_navigation.html" {
        items: many LanguageOption,
        aria_label: maybe String,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// A language; without `href` it is this page's.
    pub struct LanguageOption {
        content: content,
        href: text,
        lang: text,
        href_lang: text,
        dir: text,
        current: flag,
        /// The language's name in this page's language, heard after its own.
        language_description_text: text,
        classes: classes,
        attributes: attributes,
    }
}

impl ServiceNavigation {
    pub fn new(service_name: impl Into<String>, service_url: impl Into<String>) -> Self {
        Self { service_name: service_name.into(), service_url: service_url.into(), ..Self::default() }
    }

    fn own_menu_text(&self) -> &str {
        if self.menu_button_text.is_empty() { "Menu" } else { &self.menu_button_text }
    }

    fn own_navigation_label(&self) -> &str {
        self.navigation_label.as_deref().filter(|label| !label.is_empty()).unwrap_or(self.own_menu_text())
    }

    fn own_navigation_id(&self) -> &str {
        if self.navigation_id.is_empty() { "navigation" } else { &self.navigation_id }
    }

    fn collapses(&self) -> bool {
        self.collapse_navigation_on_mobile.unwrap_or(self.navigation.len() > 1)
    }

    fn has_navigation(&self) -> bool {
        let slots = &self.slots;
        !self.navigation.is_empty() || !slots.navigation_start.is_empty() || !slots.navigation_end.is_empty()
    }

    /// With more than links in it, it is a landmark of its own.
    fn is_section(&self) -> bool {
        !self.service_name.is_empty() || !self.slots.start.is_empty() || !self.slots.end.is_empty()
    }
}

impl NavigationItem {
    pub fn new(content: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { content: content.into(), href: href.into(), ..Self::default() }
    }

    fn is_active(&self) -> bool {
        self.current || self.active
    }
}

impl LanguageOption {
    /// This page in another language, named in that language.
    pub fn new(lang: &str, content: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { lang: lang.to_owned(), content: content.into(), href: href.into(), ..Self::default() }
    }

    fn own_href_lang(&self) -> &str {
        if self.href_lang.is_empty() { &self.lang } else { &self.href_lang }
    }
}
