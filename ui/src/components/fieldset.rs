use crate::component::{component, from_content};
use crate::html::Asked;

component! {
    /// Groups controls that answer one question.
    pub struct Fieldset in "components/fieldset.html" asking {
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

    /// A question of this id, called as its legend says. What the page's heading asks needs no other name.
    pub(super) fn names(fieldset: Option<&Self>, id: String) -> Asked {
        let legend = fieldset.and_then(Self::shown_legend).filter(|legend| !legend.is_page_heading);
        Asked::new(id, legend.map(|legend| legend.content.clone()).unwrap_or_default())
    }

    /// What is asked in it, as of its group.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        let asked = self.content.asks().iter().cloned();
        match self.shown_legend().filter(|legend| !legend.is_page_heading) {
            Some(legend) => asked.map(|field| field.in_group(&legend.content)).collect(),
            None => asked.collect(),
        }
    }

    fn shown_legend(&self) -> Option<&Legend> {
        self.legend.as_ref().filter(|legend| !legend.content.is_empty())
    }
}
