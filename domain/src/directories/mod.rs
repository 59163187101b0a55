//! Directories under the brand of a service or department, and what may be listed in them.
//!
//! [`entitlement`] is the one answer to "may this be listed here, and why": the projector of listings
//! uses it, and so does the explanation.

mod admission;
mod again;
mod brand;
mod changes;
mod directory;
#[cfg(test)]
mod directory_test;
mod draft;
mod edition;
mod entitlement;
mod events;
mod guidance;
mod host;
pub mod keys;
mod links;
mod logo;
mod origin;
mod refusal;
mod usefulness;

pub use admission::{AdmissionDraft, AdmissionRule, ListedByExemption, ListedByExemptionDraft, NotAdmitted};
pub use brand::{Brand, BrandDraft, Phase, PhaseBanner, Typeface};
pub use changes::{ChangedField, changes};
pub use directory::{Directory, DirectoryContent, State, Step};
pub use draft::DirectoryDraft;
pub use edition::{Edition, Revision};
pub use entitlement::{
    Entitlement, Fact, Facts, FactsOfLot, Link, MarkFacts, MarkStanding, PlacesInScope, StandingFacts,
    entitlement,
};
pub use events::{Happened, waits};
pub use guidance::{Block, Guidance, Inline};
pub(crate) use guidance::{limited_markdown, limited_markdown_blocks};
pub use host::HostName;
pub use links::{BrandLink, BrandLinkDraft, Feedback, LinkAddress};
pub use logo::{
    CannotTakeLogo, KEPT_WITHIN, LONGEST_LOGO, LONGEST_SIDE, MOST_PIXELS, PictureKind, kept_sides,
    kind_of_logo, sides_of_logo,
};
pub use origin::EmbedOrigin;
pub use refusal::CannotKeepDirectory;
pub use usefulness::{
    ANSWERS_WITHIN, AnswersCounted, AskedOn, CannotAnswer, FoundHelp, HelpAnswer, allow_answer,
};
