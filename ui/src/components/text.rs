use crate::component::{component, from_content};
use crate::html::{Asked, Content};

component! {
    /// Something with consequences.
    pub struct WarningText in "components/warning_text.html" {
        content: content,
        /// Heard before it: "Warning" when empty.
        icon_fallback_text: text,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// Text that stands out from the rest: a quotation, an example.
    pub struct InsetText in "components/inset_text.html" {
        content: content,
        id: text,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// A link that opens more text where it stands; works without script.
    pub struct Details in "components/details.html" asking {
        summary: content,
        content: content,
        open: flag,
        id: text,
        classes: classes,
        attributes: attributes,
    }
}

from_content!(WarningText, InsetText);

impl Details {
    pub fn new(summary: impl Into<Content>, content: impl Into<Content>) -> Self {
        Self { summary: summary.into(), content: content.into(), ..Self::default() }
    }

    /// What is asked in it, as of the group that its summary names.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.content.asks().iter().cloned().map(|field| field.in_group(&self.summary)).collect()
    }
}
