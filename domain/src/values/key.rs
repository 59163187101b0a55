//! Keys: short names that definitions give to their parts.

use crate::kernel::NotThisText;
use crate::text_value;

text_value! {
    /// The name of a part of a definition, such as a question: 1 to 60 lower-case letters, digits and
    /// underscores, beginning with a letter.
    pub struct Key, parsed by key
}

fn key(text: &str) -> Result<String, NotThisText> {
    let well_formed = (1..=60).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    well_formed.then(|| text.to_owned()).ok_or_else(|| {
        NotThisText::because("Use 1 to 60 lower-case letters, digits and underscores, such as step_free")
    })
}
