//! How text is searched: part of a name, and words that are kept in one column.

/// Text as a pattern of LIKE that finds just that text.
pub(crate) fn literally(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '%' | '_') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

/// A pattern of what has a text in it, for columns in small letters.
pub(crate) fn containing(text: &str) -> String {
    format!("%{}%", literally(&text.to_lowercase()))
}

/// Words as one column keeps them, each between two spaces: so none is taken for a part of another.
pub(crate) fn between_spaces<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let text: String = words.map(|word| format!(" {word}")).collect();
    if text.is_empty() { text } else { text + " " }
}

/// A pattern of what has a word among such.
pub(crate) fn having(word: &str) -> String {
    format!("% {word} %")
}
