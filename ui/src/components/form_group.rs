//! What every control of a form has around it: label, hint, error message and the group.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::component::{component, from_content};
use crate::html::{Asked, Content};

component! {
    /// The label of one control.
    pub struct Label in "components/label.html" {
        content: content,
        /// The id of the control it names.
        for_id: text,
        /// Whether the label is the page's `h1` as well.
        is_page_heading: flag,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// Help on how to answer, before the control.
    pub struct Hint in "components/hint.html" {
        content: content,
        id: text,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// What is wrong with an answer, in a sentence.
    pub struct ErrorMessage in "components/error_message.html" {
        content: content,
        id: text,
        /// What screen readers hear before it: "Error" unless given, nothing when empty.
        visually_hidden_text: maybe String,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// The box around a control, for what a page adds to it.
    pub struct FormGroup {
        before_input: content,
        after_input: content,
        before_inputs: content,
        after_inputs: content,
        classes: classes,
        attributes: attributes,
    }
}

from_content!(Label, Hint, ErrorMessage);

impl Label {
    /// A label in one of the heading sizes: `xl`, `l`, `m` or `s`.
    #[must_use]
    pub fn size(mut self, size: &str) -> Self {
        self.classes.add(&format!("govuk-label--{size}"));
        self
    }

    /// The page asks one question, and this is its heading.
    #[must_use]
    pub fn as_page_heading(self) -> Self {
        self.size("l").is_page_heading(true)
    }

    /// The field of this id, called as this says. What the page's heading asks needs no other name.
    pub(super) fn names(&self, id: &str) -> Asked {
        let name = if self.is_page_heading { Content::default() } else { self.content.clone() };
        Asked::new(id, name)
    }
}

impl ErrorMessage {
    fn prefix(&self) -> &str {
        self.visually_hidden_text.as_deref().unwrap_or("Error")
    }
}

/// Hint and error message with the ids that the control refers to.
#[derive(Template)]
#[template(path = "components/guidance.html")]
pub(super) struct Guidance {
    hint: Option<Hint>,
    error: Option<ErrorMessage>,
}

impl HtmlSafe for Guidance {}

impl Guidance {
    pub(super) fn of(id: &str, hint: Option<&Hint>, error: Option<&ErrorMessage>) -> Self {
        Self {
            hint: hint.map(|hint| Hint { id: format!("{id}-hint"), ..hint.clone() }),
            error: error.map(|error| ErrorMessage { id: format!("{id}-error"), ..error.clone() }),
        }
    }

    /// The value of `aria-describedby`: what the page gave, then the hint, then the error.
    pub(super) fn described_by(&self, given: &str) -> String {
        let ids = [
            given,
            self.hint.as_ref().map_or("", |hint| &hint.id),
            self.error.as_ref().map_or("", |error| &error.id),
        ];
        ids.into_iter().filter(|id| !id.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// The opening tag of a form group.
#[derive(Template)]
#[template(path = "components/opening.html")]
pub(super) struct Opening<'a> {
    group: &'a FormGroup,
    error: bool,
}

impl HtmlSafe for Opening<'_> {}

impl<'a> Opening<'a> {
    pub(super) fn of(group: &'a FormGroup, error: Option<&ErrorMessage>) -> Self {
        Self { group, error: error.is_some() }
    }
}

/// What a control with one label does the same way as the others.
macro_rules! labelled_control {
    ($name:ident) => {
        impl $name {
            /// The id, which is the name unless another is given.
            pub fn own_id(&self) -> &str {
                if self.id.is_empty() { &self.name } else { &self.id }
            }

            pub(crate) fn asked(&self) -> Vec<$crate::html::Asked> {
                vec![self.label.names(self.own_id())]
            }

            fn opening(&self) -> $crate::components::form_group::Opening<'_> {
                $crate::components::form_group::Opening::of(&self.form_group, self.error_message.as_ref())
            }

            fn label_for_id(&self) -> $crate::components::Label {
                let mut label = self.label.clone();
                label.for_id = self.own_id().to_owned();
                label
            }

            fn guidance(&self) -> $crate::components::form_group::Guidance {
                $crate::components::form_group::Guidance::of(
                    self.own_id(),
                    self.hint.as_ref(),
                    self.error_message.as_ref(),
                )
            }

            fn described(&self) -> String {
                self.guidance().described_by(&self.described_by)
            }
        }
    };
}

/// What radios and checkboxes do the same way: items with a label, a hint and more to reveal.
macro_rules! choosable {
    ($name:ident) => {
        impl $name {
            /// A choice, with the value that the form sends for it.
            pub fn new(value: impl Into<String>, content: impl Into<$crate::html::Content>) -> Self {
                Self { value: value.into(), content: content.into(), ..Self::default() }
            }

            /// Words between the choices, such as "or".
            pub fn divided_by(words: impl Into<String>) -> Self {
                Self { divider: words.into(), ..Self::default() }
            }

            fn reveals_more(&self) -> bool {
                !self.conditional.is_empty()
            }

            fn has_hint(&self) -> bool {
                self.hint.as_ref().is_some_and(|hint| !hint.content.is_empty())
            }

            fn label_for(&self, id: &str, class: &str) -> $crate::components::Label {
                let own = self.label.clone().unwrap_or_default();
                $crate::components::Label {
                    content: self.content.clone(),
                    for_id: id.to_owned(),
                    classes: own.classes.after(class),
                    ..own
                }
            }

            fn hint_of(&self, id: &str, class: &str) -> Option<$crate::components::Hint> {
                let own = self.hint.clone().filter(|_| self.has_hint())?;
                let classes = own.classes.after(class);
                Some($crate::components::Hint { id: format!("{id}-item-hint"), classes, ..own })
            }
        }
    };
}

/// Each choice of a group with its id.
macro_rules! numbered_choices {
    ($group:ident of $item:ident) => {
        impl $group {
            /// The first has no number, so that an error can link to it by the group's name.
            fn numbered(&self) -> Vec<(String, &$item)> {
                let mut numbered = Vec::new();
                for (at, item) in self.items.iter().enumerate() {
                    let Some(item) = item else { continue };
                    let id = match (item.id.as_str(), at) {
                        ("", 0) => self.prefix().to_owned(),
                        ("", at) => format!("{}-{}", self.prefix(), at + 1),
                        (own, _) => own.to_owned(),
                    };
                    numbered.push((id, item));
                }
                numbered
            }

            /// The group, under its first box, and what its choices reveal.
            pub(crate) fn asked(&self) -> Vec<$crate::html::Asked> {
                let first = self.numbered().into_iter().next().map(|(id, _)| id);
                let id = first.unwrap_or_else(|| self.prefix().to_owned());
                let own = $crate::components::Fieldset::names(self.fieldset.as_ref(), id);
                let revealed = self.items.iter().flatten().flat_map(|item| item.conditional.asks()).cloned();
                std::iter::once(own).chain(revealed).collect()
            }
        }
    };
}

/// What a group of radios or checkboxes, or of the parts of a date, does the same way.
macro_rules! grouped_control {
    ($name:ident) => {
        impl $name {
            fn opening(&self) -> $crate::components::form_group::Opening<'_> {
                $crate::components::form_group::Opening::of(&self.form_group, self.error_message.as_ref())
            }

            fn guidance(&self) -> $crate::components::form_group::Guidance {
                $crate::components::form_group::Guidance::of(
                    self.prefix(),
                    self.hint.as_ref(),
                    self.error_message.as_ref(),
                )
            }

            fn described(&self) -> String {
                self.guidance().described_by(self.given_description())
            }

            fn filled_fieldset(&self) -> Option<$crate::components::Fieldset> {
                let own = self.fieldset.clone()?;
                Some($crate::components::Fieldset {
                    described_by: self.described(),
                    role: Self::ROLE.to_owned(),
                    content: $crate::html::Markup::of(&self.inside()).into(),
                    ..own
                })
            }
        }
    };
}

pub(super) use {choosable, grouped_control, labelled_control, numbered_choices};

/// The first letter as a capital, the rest small, as labels made from names are written.
pub(super) fn capitalised(name: &str) -> Content {
    let mut letters = name.chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    Content::Text(first + &letters.as_str().to_lowercase())
}
