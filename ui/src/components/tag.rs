use crate::component::{component, from_content};

component! {
    /// The state of a thing, in a word or two.
    pub struct Tag in "components/tag.html" {
        content: content,
        classes: classes,
        attributes: attributes,
    }
}

from_content!(Tag);

/// The colours a tag may have beside the usual blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagColour {
    Grey,
    Green,
    Teal,
    Blue,
    Purple,
    Magenta,
    Red,
    Orange,
    Yellow,
}

impl Tag {
    /// Colour helps people who see it; the words alone must be enough.
    #[must_use]
    pub fn colour(mut self, colour: TagColour) -> Self {
        self.classes.add(match colour {
            TagColour::Grey => "govuk-tag--grey",
            TagColour::Green => "govuk-tag--green",
            TagColour::Teal => "govuk-tag--teal",
            TagColour::Blue => "govuk-tag--blue",
            TagColour::Purple => "govuk-tag--purple",
            TagColour::Magenta => "govuk-tag--magenta",
            TagColour::Red => "govuk-tag--red",
            TagColour::Orange => "govuk-tag--orange",
            TagColour::Yellow => "govuk-tag--yellow",
        });
        self
    }
}
