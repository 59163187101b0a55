use crate::component::component;
use crate::html::Content;

component! {
    /// Back to the page before, at the top of a page.
    pub struct BackLink in "components/back_link.html" {
        /// "Back" when empty.
        content: content,
        href: text,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// Lets people who use a keyboard pass over what every page repeats.
    pub struct SkipLink in "components/skip_link.html" {
        content: content,
        href: text,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// Where a page stands.
    pub struct Breadcrumbs in "components/breadcrumbs.html" {
        items: many Crumb,
        collapse_on_mobile: flag,
        /// "Breadcrumb" when empty.
        label_text: text,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// One step of the way; without `href` it is this page.
    pub struct Crumb {
        content: content,
        href: text,
        attributes: attributes,
    }
}

impl BackLink {
    pub fn to(href: impl Into<String>) -> Self {
        Self { href: href.into(), ..Self::default() }
    }
}

impl SkipLink {
    pub fn to(href: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { href: href.into(), content: content.into(), ..Self::default() }
    }
}

impl Breadcrumbs {
    pub fn new(items: impl IntoIterator<Item = impl Into<Crumb>>) -> Self {
        Self::default().items(items)
    }
}

impl Crumb {
    pub fn new(content: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { content: content.into(), href: href.into(), ..Self::default() }
    }
}

impl<C: Into<Content>, H: Into<String>> From<(C, H)> for Crumb {
    fn from((content, href): (C, H)) -> Self {
        Self::new(content, href)
    }
}
