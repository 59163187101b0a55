use crate::component::component;
use crate::html::{Content, Markup};

component! {
    /// The header of GOV.UK, with the crown: only for hosts under gov.uk.
    pub struct Header in "components/header.html" {
        /// `//gov.uk` when empty.
        homepage_url: text,
        product_name: text,
        container_classes: classes,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// A header for everyone else.
    pub struct GenericHeader in "components/generic_header.html" {
        logo: content,
        /// `/` when empty.
        url: text,
        container_classes: classes,
        classes: classes,
        attributes: attributes,
    }
}

impl Header {
    /// The crown and the logotype, as govuk-frontend draws them.
    fn logotype(&self) -> Markup {
        crate::assets::drawing("govuk-logo.svg")
    }
}

impl GenericHeader {
    /// With this logo or name, leading to the first page.
    pub fn new(logo: impl Into<Content>, url: impl Into<String>) -> Self {
        Self { logo: logo.into(), url: url.into(), ..Self::default() }
    }
}
