use domain::FieldError;

use super::ErrorMessage;
use crate::component::component;
use crate::html::Content;
use crate::words::{Language, Words};

component! {
    /// Everything that is wrong with a form, at the top of its page, each linked to its field.
    pub struct ErrorSummary in "components/error_summary.html" {
        title: content,
        description: content,
        error_list: many ErrorLink,
        disable_auto_focus: maybe bool,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// One thing that is wrong.
    pub struct ErrorLink {
        content: content,
        href: text,
        attributes: attributes,
    }
}

/// Something wrong in a field of a form: a pair of field and message, or what the domain says.
pub trait Mistake {
    /// The field's name, or the JSON pointer to it.
    fn field(&self) -> &str;
    /// What is wrong and what to do.
    fn message(&self) -> &str;
}

impl<F: AsRef<str>, M: AsRef<str>> Mistake for (F, M) {
    fn field(&self) -> &str {
        self.0.as_ref()
    }

    fn message(&self) -> &str {
        self.1.as_ref()
    }
}

impl Mistake for FieldError {
    fn field(&self) -> &str {
        &self.pointer
    }

    fn message(&self) -> &str {
        &self.message
    }
}

/// The id of a field by its name in a form or the JSON pointer to it, which come to the same:
/// `places[0][name]` and `/places/0/name` are `places-0-name`.
pub fn field_id(name: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let parts = name.split(|c| !kept(c)).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

impl ErrorSummary {
    /// One line a mistake, each leading to its field. `None` when nothing is wrong.
    pub fn of(mistakes: &[impl Mistake]) -> Option<Self> {
        Self::in_language(Language::English, mistakes)
    }

    /// The same under a title in this language.
    pub fn in_language(language: Language, mistakes: &[impl Mistake]) -> Option<Self> {
        if mistakes.is_empty() {
            return None;
        }
        let links =
            mistakes.iter().map(|mistake| ErrorLink::to(&field_id(mistake.field()), mistake.message()));
        let title = Words::for_language(language).say("error-summary-title");
        Some(Self { title: title.into(), ..Self::default() }.error_list(links))
    }
}

impl ErrorLink {
    /// A message that leads to the element of this id; without one it is text alone.
    pub fn to(id: &str, message: impl Into<Content>) -> Self {
        let href = if id.is_empty() { String::new() } else { format!("#{id}") };
        Self { content: message.into(), href, ..Self::default() }
    }
}

impl ErrorMessage {
    /// The first message for this field among a form's mistakes.
    pub fn among(mistakes: &[impl Mistake], field: &str) -> Option<Self> {
        let id = field_id(field);
        let mistake = mistakes.iter().find(|mistake| field_id(mistake.field()) == id)?;
        Some(Self::from(mistake.message()))
    }
}
