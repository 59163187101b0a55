//! Directories under the brand of a service or department, and what may be listed in them.
//!
//! [`entitlement`] is the one answer to "may this be listed here, and why": the projector of listings
//! uses it, and so does the explanation.

mod admission;
mod again;
mod brand;
mod directory;
mod draft;
mod entitlement;
mod events;
mod host;
pub mod keys;
mod origin;

pub use admission::{AdmissionDraft, AdmissionRule, ListedByExemption, ListedByExemptionDraft, NotAdmitted};
pub use brand::{Brand, BrandDraft};
pub use directory::{CannotKeepDirectory, Directory, DirectoryContent, State, Step};
pub use draft::DirectoryDraft;
pub use entitlement::{
    Entitlement, Fact, Facts, FactsOfLot, Link, MarkFacts, MarkStanding, PlacesInScope, StandingFacts,
    entitlement,
};
pub use events::Happened;
pub use host::HostName;
pub use origin::EmbedOrigin;
