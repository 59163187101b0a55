use crate::component::component;
use crate::html::Content;

component! {
    /// Sends a form, or looks like it: with `href` it is a link.
    pub struct Button in "components/button.html" {
        content: content,
        /// Name and value that the form sends for the button that was pressed.
        name: text,
        value: text,
        /// `submit` when empty.
        kind: text,
        href: text,
        disabled: flag,
        /// Whether a second press within a second is ignored (needs script).
        prevent_double_click: maybe bool,
        is_start_button: flag,
        id: text,
        classes: classes,
        attributes: attributes,
    }
}

impl Button {
    /// A button that sends its form.
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }

    /// A link that looks like a button.
    pub fn link(content: impl Into<Content>, href: impl Into<String>) -> Self {
        Self::new(content).href(href)
    }

    /// For what matters less than the page's main action.
    #[must_use]
    pub fn secondary(mut self) -> Self {
        self.classes.add("govuk-button--secondary");
        self
    }

    /// For what destroys something.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.classes.add("govuk-button--warning");
        self
    }

    /// With the arrow that starts a journey.
    #[must_use]
    pub fn start(self) -> Self {
        self.is_start_button(true)
    }

    fn own_kind(&self) -> &str {
        if self.kind.is_empty() { "submit" } else { &self.kind }
    }
}
