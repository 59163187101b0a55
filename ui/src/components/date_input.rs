use std::collections::BTreeMap;

use askama::Template;
use askama::filters::HtmlSafe;

use super::form_group::{Guidance, capitalised, grouped_control};
use super::{ErrorMessage, Fieldset, FormGroup, Hint, Input, Label, Legend};
use crate::component::component;
use crate::html::{Asked, Classes, Content};

/// What was typed into each box, by its name.
pub type DateValues = BTreeMap<String, String>;

component! {
    /// A date in three boxes.
    pub struct DateInput in "components/date_input.html" asking {
        id: text,
        /// Put before each box's name with a dash: `start` gives `start-day`.
        name_prefix: text,
        fieldset: maybe Fieldset,
        hint: maybe Hint,
        error_message: maybe ErrorMessage,
        day: maybe DatePart,
        month: maybe DatePart,
        year: maybe DatePart,
        /// Other boxes than day, month and year.
        items: many DatePart,
        /// What was typed, by the boxes' full names.
        values: maybe DateValues,
        form_group: one FormGroup,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// One box of a date.
    pub struct DatePart {
        name: text,
        id: text,
        label: text,
        value: maybe String,
        /// Whether this box is wrong; when no box says so, an error marks them all.
        error: maybe bool,
        /// Whether this part of a date is not asked for.
        omitted: flag,
        inputmode: text,
        autocomplete: text,
        pattern: text,
        classes: classes,
        attributes: attributes,
    }
}

grouped_control!(DateInput);

#[derive(Template)]
#[template(path = "components/date_parts.html")]
struct Inside<'a> {
    date: &'a DateInput,
    guidance: Guidance,
}

impl HtmlSafe for Inside<'_> {}

impl DateInput {
    const ROLE: &'static str = "group";

    /// A date under this question; the boxes are called `{name}-day`, `{name}-month`, `{name}-year`.
    pub fn new(name: impl Into<String>, legend: impl Into<Legend>) -> Self {
        let name = name.into();
        Self {
            id: name.clone(),
            name_prefix: name,
            fieldset: Some(Fieldset::asking(legend)),
            ..Self::default()
        }
    }

    /// What was typed into day, month and year.
    #[must_use]
    pub fn typed(self, day: &str, month: &str, year: &str) -> Self {
        let prefix = self.box_prefix();
        let typed = [("day", day), ("month", month), ("year", year)];
        self.values(typed.map(|(part, value)| (format!("{prefix}{part}"), value.to_owned())))
    }

    /// The boxes' labels in another language than English.
    #[must_use]
    pub fn labelled(self, day: &str, month: &str, year: &str) -> Self {
        let part = |name: &str, label: &str| DatePart::new(name).label(label);
        self.day(part("day", day)).month(part("month", month)).year(part("year", year))
    }

    fn prefix(&self) -> &str {
        &self.id
    }

    fn given_description(&self) -> &str {
        self.fieldset.as_ref().map_or("", |fieldset| &fieldset.described_by)
    }

    fn inside(&self) -> Inside<'_> {
        Inside { date: self, guidance: self.guidance() }
    }

    fn box_prefix(&self) -> String {
        if self.name_prefix.is_empty() { String::new() } else { format!("{}-", self.name_prefix) }
    }

    /// The usual part of this name, as the page gave it.
    fn usual(&self, name: &str) -> DatePart {
        let given = match name {
            "day" => &self.day,
            "month" => &self.month,
            _ => &self.year,
        };
        let mut part = given.clone().unwrap_or_default();
        if part.name.is_empty() {
            part.name = name.to_owned();
        }
        part
    }

    fn parts(&self) -> Vec<DatePart> {
        if self.items.is_empty() {
            let usual = ["day", "month", "year"].map(|name| self.usual(name));
            usual.into_iter().filter(|part| !part.omitted).collect()
        } else {
            self.items.clone()
        }
    }

    /// The date, under its first box.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        let first = self.inputs().into_iter().next().map(|input| input.id);
        vec![Fieldset::names(self.fieldset.as_ref(), first.unwrap_or_else(|| self.id.clone()))]
    }

    fn inputs(&self) -> Vec<Input> {
        let parts = self.parts();
        let all_wrong = self.error_message.is_some() && !parts.iter().any(DatePart::is_wrong);
        parts.iter().map(|part| self.input(part, all_wrong)).collect()
    }

    /// Which of day, month and year a box is, by its name or by the name that the page gave that one.
    fn sort_of(&self, part: &DatePart) -> Option<&'static str> {
        ["day", "month", "year"]
            .into_iter()
            .find(|name| part.name == *name || part.name == self.usual(name).name)
    }

    /// What was typed into a box: given with it, with the usual box of its sort, or among all values.
    fn typed_into(&self, part: &DatePart, sort: Option<&str>, name: &str) -> String {
        let values = || self.values.as_ref();
        let usual = || self.usual(sort?).value.or_else(|| values()?.get(sort?).cloned());
        let by_name = || values()?.get(name).cloned();
        part.value.clone().or_else(usual).or_else(by_name).unwrap_or_default()
    }

    fn input(&self, part: &DatePart, all_wrong: bool) -> Input {
        let sort = self.sort_of(part);
        let name = format!("{}{}", self.box_prefix(), part.name);
        let label = if part.label.is_empty() { capitalised(&part.name) } else { Content::from(&part.label) };
        let own = |value: &str, other: &str| if value.is_empty() { other } else { value }.to_owned();
        Input {
            id: own(&part.id, &format!("{}-{}", self.id, part.name)),
            label: Label::new(label).classes("govuk-date-input__label"),
            classes: part.input_classes(all_wrong, sort == Some("year")),
            value: self.typed_into(part, sort, &name),
            inputmode: own(&part.inputmode, "numeric"),
            autocomplete: part.autocomplete.clone(),
            pattern: part.pattern.clone(),
            attributes: part.attributes.clone(),
            name,
            ..Input::default()
        }
    }
}

impl DatePart {
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    fn is_wrong(&self) -> bool {
        self.error == Some(true) || self.classes.contains("govuk-input--error")
    }

    fn input_classes(&self, all_wrong: bool, is_year: bool) -> Classes {
        let mut before = vec!["govuk-date-input__input"];
        let wrong = self.error == Some(true) || (all_wrong && self.error != Some(false));
        if wrong && !self.classes.contains("govuk-input--error") {
            before.push("govuk-input--error");
        }
        if !self.classes.contains("govuk-input--width-") {
            before.push(if is_year { "govuk-input--width-4" } else { "govuk-input--width-2" });
        }
        self.classes.after(&before.join(" "))
    }
}
