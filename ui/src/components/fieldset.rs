use crate::component::{component, from_content};

component! {
    /// Groups controls that answer one question.
    pub struct Fieldset in "components/fieldset.html" {
        content: content,
        legend: maybe Legend,
        described_by: text,
        role: text,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// The question that a fieldset answers.
    pub struct Legend {
        content: content,
        /// Whether it is the page's `h1` as well.
        is_page_heading: flag,
        classes: classes,
    }
}

from_content!(Legend);

impl Legend {
    /// A legend in one of the heading sizes: `xl`, `l`, `m` or `s`.
    #[must_use]
    pub fn size(mut self, size: &str) -> Self {
        self.classes.add(&format!("govuk-fieldset__legend--{size}"));
        self
    }

    /// The page asks one question, and this is its heading.
    #[must_use]
    pub fn as_page_heading(self) -> Self {
        self.size("l").is_page_heading(true)
    }
}

impl Fieldset {
    /// A fieldset that asks this.
    pub fn asking(legend: impl Into<Legend>) -> Self {
        Self { legend: Some(legend.into()), ..Self::default() }
    }

    fn shown_legend(&self) -> Option<&Legend> {
        self.legend.as_ref().filter(|legend| !legend.content.is_empty())
    }
}
