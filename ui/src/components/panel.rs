use super::Button;
use crate::component::component;
use crate::html::Content;

component! {
    /// Confirms that something is done, or stops to make sure it should be.
    pub struct Panel in "components/panel.html" {
        title: content,
        content: content,
        /// 1 unless given.
        heading_level: maybe u8,
        /// For an interruption only.
        actions: maybe PanelActions,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// What can be done from an interruption.
    pub struct PanelActions {
        items: many PanelAction,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// A button, or a link when it has `href` and is not of the type `button`.
    pub struct PanelAction {
        content: content,
        kind: text,
        href: text,
        classes: classes,
        attributes: attributes,
    }
}

impl Panel {
    /// Something is done: "Application sent", with its reference in the body.
    pub fn new(title: impl Into<Content>, content: impl Into<Content>) -> Self {
        Self { title: title.into(), content: content.into(), ..Self::default() }
    }

    fn interrupts(&self) -> bool {
        self.classes.contains("govuk-panel--interruption")
    }

    fn shown_actions(&self) -> Option<&PanelActions> {
        self.actions.as_ref().filter(|_| self.interrupts())
    }
}

impl PanelAction {
    fn is_link(&self) -> bool {
        !self.href.is_empty() && self.kind != "button"
    }

    fn button(&self) -> Button {
        Button {
            content: self.content.clone(),
            kind: if self.kind.is_empty() { "button".into() } else { self.kind.clone() },
            href: self.href.clone(),
            classes: self.classes.after("govuk-button--inverse"),
            attributes: self.attributes.clone(),
            ..Button::default()
        }
    }
}
