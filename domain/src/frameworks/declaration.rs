//! The declaration that a framework asks of a provider, once and not for each lot: sections of questions.

use super::questions::{Kind, Question, QuestionDraft, parse_questions_among};
use crate::Fields;
use crate::values::{Key, Line, Prose};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// What a framework asks a provider to declare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AskedDeclaration {
    /// Whether a provider may take over what it declared to another framework, and confirm it section by section.
    pub reuse: bool,
    /// Its sections, in order. No two questions of them have the same key.
    pub sections: Vec<Section>,
}

/// A part of a declaration, answered and confirmed as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DeclarationSection)]
pub struct Section {
    /// Its key in the declaration.
    pub id: Key,
    /// What it is about.
    pub title: Line,
    /// What is said before its questions.
    pub intro: Option<Prose>,
    /// What it asks.
    pub questions: Vec<Question>,
}

impl AskedDeclaration {
    /// The section with a key.
    #[must_use]
    pub fn section(&self, id: &Key) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == *id)
    }

    pub(super) fn written(&self) -> DeclarationDraft {
        let section = |section: &Section| SectionDraft {
            id: section.id.to_string(),
            title: section.title.to_string(),
            intro: section.intro.as_ref().map(ToString::to_string),
            questions: section.questions.iter().map(Question::written).collect(),
        };
        DeclarationDraft { reuse: self.reuse, sections: self.sections.iter().map(section).collect() }
    }
}

impl Section {
    /// The keys of its questions, follow-ups included.
    #[must_use]
    pub fn keys(&self) -> BTreeSet<&Key> {
        self.questions.iter().flat_map(Question::with_follow_ups).map(|question| &question.id).collect()
    }
}

/// See [`AskedDeclaration`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = AskedDeclarationDraft)]
#[expect(missing_docs, reason = "the fields are those of `AskedDeclaration`")]
pub struct DeclarationDraft {
    pub reuse: bool,
    #[serde(rename = "section")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<SectionDraft>,
}

/// See [`Section`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = DeclarationSectionDraft)]
#[expect(missing_docs, reason = "the fields are those of `Section`")]
pub struct SectionDraft {
    pub id: String,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intro: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<QuestionDraft>,
}

impl DeclarationDraft {
    pub(super) fn read(self, fields: &mut Fields) -> Option<AskedDeclaration> {
        if self.sections.is_empty() {
            fields.refuse("/section", "required", "A declaration has at least one section");
        }
        let (mut sections, mut asked) = (BTreeSet::new(), BTreeSet::new());
        let read = fields.each("/section", self.sections, |fields, draft| {
            let section = draft.read(fields, &mut asked)?;
            if !sections.insert(section.id.clone()) {
                fields.refuse("/id", "repeated", format!("Two sections have the key {}", section.id));
            }
            Some(section)
        });
        Some(AskedDeclaration { reuse: self.reuse, sections: read? })
    }
}

impl SectionDraft {
    fn read(self, fields: &mut Fields, asked: &mut BTreeSet<Key>) -> Option<Section> {
        let id = fields.parse("/id", &self.id);
        let title = fields.parse("/title", &self.title);
        let intro = fields.optional("/intro", self.intro.as_deref());
        if self.questions.is_empty() {
            fields.refuse("/questions", "required", "A section asks at least one thing");
        }
        let questions = fields.take(parse_questions_among(self.questions, asked));
        for (place, question) in questions.iter().flatten().enumerate() {
            let takes_files = |it: &&Question| matches!(it.kind, Kind::File { .. });
            if question.with_follow_ups().iter().any(takes_files) {
                let sentence = "A declaration is words, not files: ask for a file in a lot's questions";
                fields.refuse(&format!("/questions/{place}/kind"), "not_in_a_declaration", sentence);
            }
        }
        Some(Section { id: id?, title: title?, intro: intro?, questions: questions? })
    }
}
