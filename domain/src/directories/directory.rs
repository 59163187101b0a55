//! A white-labelled directory and what can be done to it.

use super::{
    AdmissionRule, Brand, CannotKeepDirectory, Edition, EmbedOrigin, Guidance, Happened, HostName, Revision,
    changes,
};
use crate::kernel::rights::ActorId;
use crate::values::{EmailAddress, Name, Prose, Slug};
use crate::{Changed, DirectoryId, HasSubject, OrganisationId, Subject, Timestamp, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

words! {
    /// Where a directory is in its life.
    pub enum State {
        /// Being set up; only its owner sees it.
        Draft = "draft",
        /// Open to everyone.
        Live = "live",
        /// Closed for a while.
        Paused = "paused",
    }
}

words! {
    /// What can be done to a directory as a whole.
    pub enum Step {
        /// Open it.
        Publish = "publish",
        /// Close it for a while.
        Pause = "pause",
        /// Open it again.
        Resume = "resume",
        /// Change what it says and admits.
        Revise = "revise",
    }
}

impl State {
    /// Every lawful step. `None`: refused.
    #[must_use]
    pub const fn after(self, step: Step) -> Option<Self> {
        use State::{Draft, Live, Paused};
        Some(match (self, step) {
            (Draft, Step::Publish) | (Paused, Step::Resume) => Live,
            (Live, Step::Pause) => Paused,
            (_, Step::Revise) => self,
            _ => return None,
        })
    }
}

/// A directory under its own brand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Directory {
    /// Which.
    pub id: DirectoryId,
    /// For optimistic locking; the store raises it.
    pub version: i64,
    /// The department whose directory it is.
    pub owner: OrganisationId,
    /// Where it is in its life.
    pub state: State,
    /// What it says and admits. The slug never changes.
    pub content: DirectoryContent,
    /// The number of the edition that this is.
    #[serde(default = "first")]
    pub edition: u32,
    /// What it will say, when something waits to be published.
    #[serde(default)]
    pub revision: Option<Box<Revision>>,
}

/// Directories from before editions were counted say their first.
const fn first() -> u32 {
    1
}

/// What a directory says and admits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectoryContent {
    /// Its name in addresses: `/d/{slug}`.
    pub slug: Slug,
    /// Host names of its own; no other directory has them.
    pub hosts: BTreeSet<HostName>,
    /// Its name.
    pub name: Name,
    /// The same in Welsh.
    pub name_cy: Name,
    /// What people read first.
    pub intro: Prose,
    /// The same in Welsh.
    pub intro_cy: Prose,
    /// What it says at length.
    #[serde(default)]
    pub guidance: Option<Guidance>,
    /// The same in Welsh.
    #[serde(default)]
    pub guidance_cy: Option<Guidance>,
    /// Where people write about the directory itself.
    pub contact_email: Option<EmailAddress>,
    /// How it looks.
    pub brand: Brand,
    /// What it admits.
    pub admits: AdmissionRule,
    /// Sites that may show it within their own pages.
    #[serde(default)]
    pub allowed_origins: BTreeSet<EmbedOrigin>,
}

impl HasSubject for Directory {
    fn subject(&self) -> Subject {
        Subject::new("directory", self.id, Some(self.owner))
    }
}

impl Directory {
    /// Sets a directory up, as a draft.
    pub fn drafted(id: DirectoryId, owner: OrganisationId, content: DirectoryContent) -> Changed<Self> {
        let happened = Happened::Drafted { slug: content.slug.clone() };
        Changed::by(
            Self { id, version: 0, owner, state: State::Draft, content, edition: first(), revision: None },
            &happened,
        )
    }

    /// Changes what it says and admits, at once. Its listings follow. A revision that waits goes on waiting, and is
    /// outdated.
    ///
    /// # Errors
    /// When the slug is another.
    pub fn revise(self, content: DirectoryContent) -> Result<Changed<Self>, CannotKeepDirectory> {
        let (slug, admits_otherwise) = (content.slug.clone(), content.admits != self.content.admits);
        let next = self.says(content)?;
        let happened = Happened::Revised { slug, admits_otherwise, edition: next.edition };
        Ok(Changed::by(next, &happened))
    }

    /// Keeps what it will say, beside what it says: nobody else sees it until it is published. While the directory is
    /// a draft nobody sees that either, so it says the new at once.
    ///
    /// # Errors
    /// When the slug is another.
    pub fn save_revision(
        mut self,
        content: DirectoryContent,
        by: ActorId,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotKeepDirectory> {
        if self.state == State::Draft {
            return self.revise(content);
        }
        self.has_the_slug_of(&content)?;
        let changed = pointers(&self.content, &content);
        let begun_from = self.edition;
        self.revision = Some(Box::new(Revision { content, begun_from, by: by.to_string(), at: now }));
        Ok(Changed::by(self, &Happened::RevisionSaved { begun_from, changed }))
    }

    /// Takes the revision back.
    ///
    /// # Errors
    /// When none waits.
    pub fn drop_revision(mut self) -> Result<Changed<Self>, CannotKeepDirectory> {
        self.revision.take().ok_or(CannotKeepDirectory::NothingWaits)?;
        Ok(Changed::by(self, &Happened::RevisionDropped {}))
    }

    /// Says what the revision says from now on.
    ///
    /// # Errors
    /// When none waits, or something else was published since it was saved.
    pub fn publish_revision(mut self) -> Result<Changed<Self>, CannotKeepDirectory> {
        let revision = self.revision.take().ok_or(CannotKeepDirectory::NothingWaits)?;
        if revision.begun_from != self.edition {
            return Err(CannotKeepDirectory::RevisionOutdated {
                begun_from: revision.begun_from,
                live: self.edition,
            });
        }
        self.revise(revision.content)
    }

    /// Says what an earlier edition said, as a new edition.
    ///
    /// # Errors
    /// When it says that already.
    pub fn restore(self, earlier: &Edition) -> Result<Changed<Self>, CannotKeepDirectory> {
        if earlier.content == self.content {
            return Err(CannotKeepDirectory::SaysThatAlready);
        }
        let admits_otherwise = earlier.content.admits != self.content.admits;
        let next = self.says(earlier.content.clone())?;
        let happened =
            Happened::Restored { restores: earlier.number, edition: next.edition, admits_otherwise };
        Ok(Changed::by(next, &happened))
    }

    /// The edition that it says now, published by someone just now.
    #[must_use]
    pub fn as_edition(
        &self,
        before: Option<&DirectoryContent>,
        restores: Option<u32>,
        by: ActorId,
        now: Timestamp,
    ) -> Edition {
        Edition {
            directory: self.id,
            number: self.edition,
            content: self.content.clone(),
            by: by.to_string(),
            at: now,
            changed: before.map(|before| pointers(before, &self.content)).unwrap_or_default(),
            restores,
        }
    }

    /// The same directory as if what waits were published and it were open: for a preview, never to be saved.
    #[must_use]
    pub fn previewed(&self) -> Self {
        let mut previewed = self.clone();
        previewed.state = State::Live;
        if let Some(revision) = previewed.revision.take() {
            previewed.content = revision.content;
        }
        previewed
    }

    fn says(mut self, content: DirectoryContent) -> Result<Self, CannotKeepDirectory> {
        self.state = self.step(Step::Revise)?;
        self.has_the_slug_of(&content)?;
        self.content = content;
        self.edition += 1;
        Ok(self)
    }

    fn has_the_slug_of(&self, content: &DirectoryContent) -> Result<(), CannotKeepDirectory> {
        if content.slug == self.content.slug {
            Ok(())
        } else {
            Err(CannotKeepDirectory::SlugNeverChanges(self.content.slug.clone()))
        }
    }

    /// Opens it to everyone.
    ///
    /// # Errors
    /// When it is no draft.
    pub fn publish(mut self) -> Result<Changed<Self>, CannotKeepDirectory> {
        self.state = self.step(Step::Publish)?;
        Ok(Changed::by(self, &Happened::Published {}))
    }

    /// Closes it for a while. Its listings go with the same commit.
    ///
    /// # Errors
    /// When it is not live.
    pub fn pause(mut self) -> Result<Changed<Self>, CannotKeepDirectory> {
        self.state = self.step(Step::Pause)?;
        Ok(Changed::by(self, &Happened::Paused {}))
    }

    /// Opens it again.
    ///
    /// # Errors
    /// When it is not paused.
    pub fn resume(mut self) -> Result<Changed<Self>, CannotKeepDirectory> {
        self.state = self.step(Step::Resume)?;
        Ok(Changed::by(self, &Happened::Resumed {}))
    }

    fn step(&self, step: Step) -> Result<State, CannotKeepDirectory> {
        self.state.after(step).ok_or(CannotKeepDirectory::NotNow { state: self.state, step })
    }
}

fn pointers(before: &DirectoryContent, after: &DirectoryContent) -> Vec<String> {
    changes(before, after).into_iter().map(|field| field.pointer).collect()
}
