//! What a provider's own records call an offering.

use crate::kernel::NotThisText;
use crate::text_value;

text_value! {
    /// What a provider's own records call an offering: 1 to 60 visible characters and single spaces. It is the
    /// key by which a row of a table finds its offering again.
    pub struct Reference, parsed by reference
}

fn reference(text: &str) -> Result<String, NotThisText> {
    let text = text.trim();
    let well_formed = (1..=60).contains(&text.chars().count())
        && !text.contains(|c: char| c.is_control() || (c.is_whitespace() && c != ' '))
        && !text.contains("  ");
    well_formed
        .then(|| text.to_owned())
        .ok_or_else(|| NotThisText::because("Use 1 to 60 characters on one line, such as LDS-014"))
}
