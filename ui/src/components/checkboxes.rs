use askama::Template;
use askama::filters::HtmlSafe;

use super::form_group::{Guidance, choosable, grouped_control, numbered_choices};
use super::{ErrorMessage, Fieldset, FormGroup, Hint, Label, Legend};
use crate::component::component;

component! {
    /// Any number of choices.
    pub struct Checkboxes in "components/checkboxes.html" asking {
        name: text,
        /// What ids start with: the name unless given.
        id_prefix: text,
        fieldset: maybe Fieldset,
        hint: maybe Hint,
        error_message: maybe ErrorMessage,
        items: slots Checkbox,
        /// The values that are chosen, unless an item says so itself.
        values: many String,
        form_group: one FormGroup,
        described_by: text,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// A choice.
    pub struct Checkbox {
        content: content,
        value: text,
        /// The name of the group unless given.
        name: text,
        id: text,
        label: maybe Label,
        hint: maybe Hint,
        divider: text,
        checked: maybe bool,
        disabled: flag,
        /// `exclusive`: choosing it takes the others away (needs script).
        behaviour: text,
        /// Shown when it is chosen (always shown without script).
        conditional: content,
        attributes: attributes,
    }
}

choosable!(Checkbox);
grouped_control!(Checkboxes);
numbered_choices!(Checkboxes of Checkbox);

#[derive(Template)]
#[template(path = "components/checkbox_items.html")]
struct Inside<'a> {
    checkboxes: &'a Checkboxes,
    guidance: Guidance,
}

impl HtmlSafe for Inside<'_> {}

impl Checkboxes {
    const ROLE: &'static str = "";

    /// Checkboxes under this question.
    pub fn new(name: impl Into<String>, legend: impl Into<Legend>) -> Self {
        Self { name: name.into(), fieldset: Some(Fieldset::asking(legend)), ..Self::default() }
    }

    /// A single box to tick, without a question above it.
    pub fn single(name: impl Into<String>, item: Checkbox) -> Self {
        Self { name: name.into(), items: vec![Some(item)], ..Self::default() }
    }

    #[must_use]
    pub fn small(mut self) -> Self {
        self.classes.add("govuk-checkboxes--small");
        self
    }

    fn prefix(&self) -> &str {
        if self.id_prefix.is_empty() { &self.name } else { &self.id_prefix }
    }

    fn given_description(&self) -> &str {
        match &self.fieldset {
            Some(fieldset) if !fieldset.described_by.is_empty() => &fieldset.described_by,
            _ => &self.described_by,
        }
    }

    fn inside(&self) -> Inside<'_> {
        Inside { checkboxes: self, guidance: self.guidance() }
    }

    fn name_of<'a>(&'a self, item: &'a Checkbox) -> &'a str {
        if item.name.is_empty() { &self.name } else { &item.name }
    }

    fn is_checked(&self, item: &Checkbox) -> bool {
        item.checked.unwrap_or_else(|| self.values.contains(&item.value))
    }

    /// Without a fieldset to carry it, each box is described by the group's hint and error.
    fn description_of(&self, id: &str, item: &Checkbox) -> String {
        let group = if self.fieldset.is_some() { String::new() } else { self.described() };
        let own = if item.has_hint() { format!("{id}-item-hint") } else { String::new() };
        format!("{group} {own}").trim().to_owned()
    }
}
