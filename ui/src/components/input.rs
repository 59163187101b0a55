use super::form_group::labelled_control;
use super::{ErrorMessage, FormGroup, Hint, Label};
use crate::component::{component, from_content};

component! {
    /// One line of text.
    pub struct Input in "components/input.html" asking {
        name: text,
        /// The name unless given.
        id: text,
        label: one Label,
        hint: maybe Hint,
        error_message: maybe ErrorMessage,
        value: text,
        /// `text` when empty.
        kind: text,
        inputmode: text,
        autocomplete: text,
        autocapitalize: text,
        spellcheck: maybe bool,
        pattern: text,
        disabled: flag,
        /// Shown before and after the box: "£", "per hour".
        prefix: maybe Affix,
        suffix: maybe Affix,
        input_wrapper: one Affix,
        form_group: one FormGroup,
        described_by: text,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// What stands before or after the box of an input.
    pub struct Affix {
        content: content,
        classes: classes,
        attributes: attributes,
    }
}

from_content!(Affix);
labelled_control!(Input);

impl Input {
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    /// As wide as this many characters: 2, 3, 4, 5, 10, 20 or 30.
    #[must_use]
    pub fn width(mut self, characters: u8) -> Self {
        self.classes.add(&format!("govuk-input--width-{characters}"));
        self
    }

    /// For whole numbers: digits, and a keyboard for them.
    #[must_use]
    pub fn numeric(self) -> Self {
        self.inputmode("numeric").spellcheck(false)
    }

    fn input_type(&self) -> &str {
        if self.kind.is_empty() { "text" } else { &self.kind }
    }

    fn is_wrapped(&self) -> bool {
        Affix::shown(&self.prefix).is_some()
            || Affix::shown(&self.suffix).is_some()
            || !self.form_group.before_input.is_empty()
            || !self.form_group.after_input.is_empty()
    }
}

impl Affix {
    fn shown(affix: &Option<Self>) -> Option<&Self> {
        affix.as_ref().filter(|affix| !affix.content.is_empty())
    }
}
