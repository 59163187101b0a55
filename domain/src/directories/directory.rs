//! A white-labelled directory and what can be done to it.

use super::{AdmissionRule, Brand, EmbedOrigin, Happened, HostName};
use crate::values::{EmailAddress, Name, Prose, Slug};
use crate::{Changed, DirectoryId, HasSubject, OrganisationId, Refusal, Subject, words};
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

/// Why something cannot be done to a directory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotKeepDirectory {
    /// The step is not lawful from this state.
    #[error("This directory is {state}, so you cannot {step} it")]
    NotNow {
        /// Where it is.
        state: State,
        /// What was asked for.
        step: Step,
    },
    /// The slug stands in addresses.
    #[error(
        "The address of a directory never changes: it is /d/{0}. Make another directory for another address"
    )]
    SlugNeverChanges(Slug),
    /// The slug is taken.
    #[error("There is already a directory at /d/{0}. Choose another short name")]
    SlugTaken(Slug),
    /// A host name is taken.
    #[error("Another directory already has the host name {0}. Remove it there first, or choose another")]
    HostTaken(HostName),
    /// Only departments have directories.
    #[error("A directory belongs to a department. Register the department first")]
    NotADepartment,
    /// The rule names what nobody knows.
    #[error("There is no {what} {named}. Choose one that exists")]
    Unknown {
        /// `cluster`, `service`, `local authority`.
        what: &'static str,
        /// The name that was given.
        named: String,
    },
}

impl Refusal for CannotKeepDirectory {
    fn code(&self) -> &'static str {
        match self {
            Self::NotNow { .. } => "directory_not_in_that_state",
            Self::SlugNeverChanges(_) => "directory_slug_never_changes",
            Self::SlugTaken(_) => "directory_slug_taken",
            Self::HostTaken(_) => "directory_host_taken",
            Self::NotADepartment => "directory_not_of_a_department",
            Self::Unknown { .. } => "directory_rule_names_unknown",
        }
    }

    fn pointer(&self) -> Option<String> {
        match self {
            Self::NotNow { .. } | Self::NotADepartment => None,
            Self::SlugNeverChanges(_) | Self::SlugTaken(_) => Some("/slug".to_owned()),
            Self::HostTaken(_) => Some("/hosts".to_owned()),
            Self::Unknown { .. } => Some("/admits".to_owned()),
        }
    }
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
        Changed::by(Self { id, version: 0, owner, state: State::Draft, content }, &happened)
    }

    /// Changes what it says and admits. Its listings follow.
    ///
    /// # Errors
    /// When the slug is another.
    pub fn revise(mut self, content: DirectoryContent) -> Result<Changed<Self>, CannotKeepDirectory> {
        self.state = self.step(Step::Revise)?;
        if content.slug != self.content.slug {
            return Err(CannotKeepDirectory::SlugNeverChanges(self.content.slug));
        }
        let admits_otherwise = content.admits != self.content.admits;
        let happened = Happened::Revised { slug: content.slug.clone(), admits_otherwise };
        self.content = content;
        Ok(Changed::by(self, &happened))
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

#[cfg(test)]
mod tests {
    use super::super::{AdmissionDraft, BrandDraft, DirectoryDraft};
    use super::*;

    fn draft() -> DirectoryDraft {
        DirectoryDraft {
            slug: "carers".into(),
            hosts: vec!["carers.example".into()],
            name: "Carers' help".into(),
            name_cy: "Help i ofalwyr".into(),
            intro: "These people help you online.".into(),
            intro_cy: "Mae'r bobl hyn yn eich helpu ar-lein.".into(),
            brand: BrandDraft {
                header_background: "#00594f".into(),
                link: "#00594f".into(),
                button: "#00786a".into(),
                ..BrandDraft::default()
            },
            ..DirectoryDraft::default()
        }
    }

    fn directory() -> Directory {
        let ids = (uuid::Uuid::from_u128(1).into(), uuid::Uuid::from_u128(2).into());
        Directory::drafted(ids.0, ids.1, draft().parse().unwrap()).next
    }

    #[test]
    fn every_pair_of_state_and_step_has_one_answer() {
        use State::{Draft, Live, Paused};
        for &state in State::ALL {
            for &step in Step::ALL {
                let expected = match (state, step) {
                    (Draft, Step::Publish) | (Paused, Step::Resume) => Some(Live),
                    (Live, Step::Pause) => Some(Paused),
                    (_, Step::Revise) => Some(state),
                    _ => None,
                };
                assert_eq!(state.after(step), expected, "{state} {step}");
            }
        }
    }

    #[test]
    fn a_directory_is_set_up_opened_closed_and_opened_again() {
        let live = directory().publish().unwrap().next;
        assert!(live.clone().publish().is_err());
        let paused = live.pause().unwrap().next;
        assert_eq!(paused.resume().unwrap().next.state, State::Live);
    }

    #[test]
    fn its_address_never_changes() {
        let mut other = draft();
        other.slug = "helpers".into();
        let refused = directory().revise(other.parse().unwrap()).unwrap_err();
        assert_eq!(refused.code(), "directory_slug_never_changes");
    }

    #[test]
    fn every_wrong_field_is_named() {
        let mut wrong = draft();
        wrong.hosts = vec!["carers.example".into(), "http://carers.example".into()];
        wrong.brand.link = "#ffdd00".into();
        wrong.admits = AdmissionDraft { channels: vec!["paper".into()], ..AdmissionDraft::default() };
        let refused = wrong.parse().unwrap_err();
        let pointers: Vec<_> = refused.all().iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/hosts/1", "/brand/link", "/admits/channels/0"]);
        assert!(refused.all()[2].message.starts_with("Paper is not a channel"));
    }

    #[test]
    fn what_is_kept_becomes_the_draft_that_it_came_from() {
        let mut full = draft();
        full.contact_email = Some("carers@department.example.gov.uk".into());
        full.brand.logo = Some("https://brand.example.org/logo.svg".into());
        full.brand.logo_text = Some("Carers' help".into());
        full.allowed_origins = vec!["https://www.example.gov.uk".into()];
        full.admits = AdmissionDraft {
            clusters: vec!["care".into()],
            channels: vec!["telephone".into()],
            local_authorities: vec!["E08000035".into()],
            nations: vec!["england".into()],
            excluded: vec![uuid::Uuid::from_u128(3).to_string()],
            ..AdmissionDraft::default()
        };
        let content = full.parse().unwrap();
        assert_eq!(DirectoryDraft::from(&content).parse().unwrap(), content);
    }
}
