use super::ErrorMessage;
use crate::component::component;
use crate::html::Content;

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

impl ErrorSummary {
    /// One line an error, from pairs of field id and message. `None` when nothing is wrong.
    pub fn of<F: AsRef<str>, M: AsRef<str>>(errors: &[(F, M)]) -> Option<Self> {
        if errors.is_empty() {
            return None;
        }
        let links = errors.iter().map(|(field, message)| ErrorLink::to(field.as_ref(), message.as_ref()));
        Some(Self { title: "There is a problem".into(), ..Self::default() }.error_list(links))
    }
}

impl ErrorLink {
    /// A message that leads to a field; without a field it is text alone.
    pub fn to(field: &str, message: impl Into<Content>) -> Self {
        let href = if field.is_empty() { String::new() } else { format!("#{field}") };
        Self { content: message.into(), href, ..Self::default() }
    }
}

impl ErrorMessage {
    /// The message for this field among a form's errors.
    pub fn among<F: AsRef<str>, M: AsRef<str>>(errors: &[(F, M)], field: &str) -> Option<Self> {
        errors.iter().find(|(of, _)| of.as_ref() == field).map(|(_, message)| Self::from(message.as_ref()))
    }
}
