//! The agreement that providers sign, as a version of a framework words it.

use crate::directories::{Block, limited_markdown, limited_markdown_blocks};
use crate::kernel::NotThisText;
use crate::text_value;
use crate::values::{Line, Sha256};
use crate::{FieldErrors, Fields};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// So long at most, in characters: an agreement with its schedules.
const LONGEST: usize = 100_000;

text_value! {
    /// The terms of an agreement, in the small part of Markdown that guidance has: 1 to 100,000 characters.
    pub struct Terms, parsed by terms
}

fn terms(text: &str) -> Result<String, NotThisText> {
    limited_markdown(text, LONGEST)
}

impl Terms {
    /// Its parts, in order.
    #[must_use]
    pub fn blocks(&self) -> Vec<Block> {
        limited_markdown_blocks(self.as_str())
    }
}

/// The agreement that providers sign. It is in English: that is the text that binds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AgreementText {
    /// What it is called.
    pub title: Line,
    /// What is agreed.
    pub terms: Terms,
}

impl AgreementText {
    /// The one spelling of which the hash is taken: the title, an empty line, the terms.
    #[must_use]
    pub fn spelt(&self) -> String {
        format!("{}\n\n{}\n", self.title, self.terms)
    }

    pub(super) fn written(&self) -> AgreementDraft {
        AgreementDraft { title: self.title.to_string(), terms: self.terms.to_string() }
    }
}

/// Which wording of its framework's agreement somebody signs or is to sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Wording {
    /// The version of the framework that has it.
    pub framework_version: u32,
    /// The hash of its text: title, an empty line, the terms, a line's end.
    pub sha256: Sha256,
}

/// See [`AgreementText`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "the fields are those of `AgreementText`")]
pub struct AgreementDraft {
    pub title: String,
    pub terms: String,
}

impl AgreementDraft {
    /// Whether a form sent it with nothing in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.title.trim().is_empty() && self.terms.trim().is_empty()
    }

    pub(super) fn read(&self, fields: &mut Fields) -> Option<AgreementText> {
        let title = fields.parse("/title", &self.title);
        let terms = fields.parse("/terms", &self.terms);
        Some(AgreementText { title: title?, terms: terms? })
    }

    /// Reads it alone.
    ///
    /// # Errors
    /// With the pointers `/title` and `/terms`.
    pub fn parse(&self) -> Result<AgreementText, FieldErrors> {
        let mut fields = Fields::new();
        let read = self.read(&mut fields);
        fields.finish(|| read)
    }
}
