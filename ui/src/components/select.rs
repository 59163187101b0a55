use super::form_group::labelled_control;
use super::{ErrorMessage, FormGroup, Hint, Label};
use crate::component::component;
use crate::html::Content;

component! {
    /// One choice from a long list.
    pub struct Select in "components/select.html" asking {
        name: text,
        /// The name unless given.
        id: text,
        label: one Label,
        hint: maybe Hint,
        error_message: maybe ErrorMessage,
        items: many Choice,
        /// The value that is chosen, unless an item says so itself.
        value: text,
        disabled: flag,
        form_group: one FormGroup,
        described_by: text,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// A choice in a list.
    pub struct Choice {
        content: content,
        /// The content unless given.
        value: maybe String,
        selected: maybe bool,
        disabled: flag,
        attributes: attributes,
    }
}

labelled_control!(Select);

impl Select {
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    fn is_selected(&self, item: &Choice) -> bool {
        let chosen = || match (&item.value, &item.content) {
            (Some(value), _) | (None, Content::Text(value)) => *value == self.value,
            (None, Content::Markup(_)) => false,
        };
        item.selected.unwrap_or_else(|| !self.value.is_empty() && chosen())
    }
}

impl Choice {
    pub fn new(value: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { value: Some(value.into()), content: content.into(), ..Self::default() }
    }
}

impl<V: Into<String>, C: Into<Content>> From<(V, C)> for Choice {
    fn from((value, content): (V, C)) -> Self {
        Self::new(value, content)
    }
}
