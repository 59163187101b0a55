//! Cells that no spreadsheet takes for a formula.

/// Whether a spreadsheet would run it, were it not for apostrophes before it.
fn begins_like_a_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A cell as it leaves: with an apostrophe before what a spreadsheet would run.
#[must_use]
pub fn guarded(text: &str) -> String {
    if begins_like_a_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// A cell as it comes back: without the apostrophe that it left with.
#[must_use]
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(bare) if begins_like_a_formula(bare) => bare,
        _ => text,
    }
}
