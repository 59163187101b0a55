use crate::component::component;
use crate::html::{Content, Markup};

component! {
    /// The footer of GOV.UK, with the royal coat of arms: only for hosts under gov.uk.
    pub struct Footer in "components/footer.html" {
        navigation: many FooterSection,
        meta: maybe FooterMeta,
        /// The licence of the content: the Open Government Licence unless given.
        content_licence: maybe FooterText,
        /// Whether nothing is said about a licence.
        without_licence: flag,
        /// Crown copyright unless given.
        copyright: maybe FooterText,
        container_classes: classes,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// Links under a heading.
    pub struct FooterSection {
        title: text,
        items: many FooterLink,
        /// How many columns the links stand in.
        columns: maybe u8,
        /// How wide the section is: `full` when empty.
        width: text,
    }
}

component! {
    /// The small links at the end.
    pub struct FooterMeta {
        /// "Support links" when empty.
        visually_hidden_title: text,
        items: many FooterLink,
        content: content,
    }
}

component! {
    /// A link in the footer.
    pub struct FooterLink {
        content: content,
        href: text,
        attributes: attributes,
    }
}

component! {
    /// A sentence in the footer.
    pub struct FooterText {
        content: content,
    }
}

impl FooterLink {
    pub fn new(content: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { content: content.into(), href: href.into(), ..Self::default() }
    }

    fn is_whole(&self) -> bool {
        !self.href.is_empty() && !self.content.is_empty()
    }
}

impl FooterText {
    fn given(text: &Option<Self>) -> Option<&Content> {
        text.as_ref().map(|text| &text.content).filter(|content| !content.is_empty())
    }
}

impl Footer {
    fn crown(&self) -> Markup {
        crate::assets::drawing("govuk-crown.svg")
    }

    fn licence_logo(&self) -> Markup {
        crate::assets::drawing("govuk-licence.svg")
    }
}
