//! The pages on which a directory is set up, each saved by itself.

use crate::door::Typed;
use domain::directories::{DirectoryContent, DirectoryDraft};

/// One page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Words,
    Look,
    Rule,
}

impl Part {
    pub(super) const ALL: [Self; 3] = [Self::Words, Self::Look, Self::Rule];

    /// Its name in addresses.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Look => "look",
            Self::Rule => "rule",
        }
    }

    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Words => "What the directory says",
            Self::Look => "How it looks",
            Self::Rule => "What it lists",
        }
    }

    /// The fields that it asks, as JSON pointers.
    const fn asks(self) -> &'static [&'static str] {
        match self {
            Self::Words => &[
                "/slug",
                "/hosts",
                "/name",
                "/name_cy",
                "/intro",
                "/intro_cy",
                "/contact_email",
                "/allowed_origins",
            ],
            Self::Look => &["/brand"],
            Self::Rule => &[
                "/admits/clusters",
                "/admits/services",
                "/admits/channels",
                "/admits/local_authorities",
                "/admits/nations",
            ],
        }
    }

    /// The page of this name.
    pub(super) fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.word() == word)
    }

    /// Its fields of what is kept.
    pub(super) fn kept(self, content: &DirectoryContent) -> Typed {
        Typed::of(&DirectoryDraft::from(content)).parted(self.asks()).0
    }

    /// What is kept, with its fields as they were typed in their place.
    pub(super) fn over(self, content: &DirectoryContent, typed: Typed) -> Typed {
        let (_, Typed(mut all)) = Typed::of(&DirectoryDraft::from(content)).parted(self.asks());
        all.extend(typed.parted(self.asks()).0.0);
        Typed(all)
    }
}
