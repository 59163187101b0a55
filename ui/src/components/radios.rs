use askama::Template;
use askama::filters::HtmlSafe;

use super::form_group::{Guidance, choosable, grouped_control, numbered_choices};
use super::{ErrorMessage, Fieldset, FormGroup, Hint, Label, Legend};
use crate::component::component;

component! {
    /// One choice from a few.
    pub struct Radios in "components/radios.html" asking {
        name: text,
        /// What ids start with: the name unless given.
        id_prefix: text,
        fieldset: maybe Fieldset,
        hint: maybe Hint,
        error_message: maybe ErrorMessage,
        items: slots Radio,
        /// The value that is chosen, unless an item says so itself.
        value: text,
        form_group: one FormGroup,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// A choice.
    pub struct Radio {
        content: content,
        value: text,
        id: text,
        label: maybe Label,
        hint: maybe Hint,
        divider: text,
        checked: maybe bool,
        disabled: flag,
        /// Shown when it is chosen (always shown without script).
        conditional: content,
        attributes: attributes,
    }
}

choosable!(Radio);
grouped_control!(Radios);
numbered_choices!(Radios of Radio);

#[derive(Template)]
#[template(path = "components/radio_items.html")]
struct Inside<'a> {
    radios: &'a Radios,
    guidance: Guidance,
}

impl HtmlSafe for Inside<'_> {}

impl Radios {
    const ROLE: &'static str = "";

    /// Radios under this question.
    pub fn new(name: impl Into<String>, legend: impl Into<Legend>) -> Self {
        Self { name: name.into(), fieldset: Some(Fieldset::asking(legend)), ..Self::default() }
    }

    /// Beside each other, for two short choices.
    #[must_use]
    pub fn inline(mut self) -> Self {
        self.classes.add("govuk-radios--inline");
        self
    }

    #[must_use]
    pub fn small(mut self) -> Self {
        self.classes.add("govuk-radios--small");
        self
    }

    fn prefix(&self) -> &str {
        if self.id_prefix.is_empty() { &self.name } else { &self.id_prefix }
    }

    fn given_description(&self) -> &str {
        self.fieldset.as_ref().map_or("", |fieldset| &fieldset.described_by)
    }

    fn inside(&self) -> Inside<'_> {
        Inside { radios: self, guidance: self.guidance() }
    }

    fn is_checked(&self, item: &Radio) -> bool {
        item.checked.unwrap_or(!self.value.is_empty() && item.value == self.value)
    }
}
