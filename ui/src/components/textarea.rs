use super::form_group::labelled_control;
use super::{ErrorMessage, FormGroup, Hint, Label};
use crate::component::component;

component! {
    /// Several lines of text.
    pub struct Textarea in "components/textarea.html" asking {
        name: text,
        /// The name unless given.
        id: text,
        label: one Label,
        hint: maybe Hint,
        error_message: maybe ErrorMessage,
        value: text,
        /// Height in lines: 5 unless given.
        rows: maybe u32,
        autocomplete: text,
        spellcheck: maybe bool,
        disabled: flag,
        form_group: one FormGroup,
        described_by: text,
        classes: classes,
        attributes: attributes,
    }
}

labelled_control!(Textarea);

impl Textarea {
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    /// HTML drops a line break right after the opening tag, so one that belongs to the text is doubled.
    fn guarded_value(&self) -> String {
        let guard = if self.value.starts_with(['\n', '\r']) { "\n" } else { "" };
        format!("{guard}{}", self.value)
    }
}
