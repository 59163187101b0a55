//! Open Referral UK 3.0 (profile HSDS-UK-3.0): everything that is published anywhere, as open records.
//!
//! A provider is an organization, an offering a service, a place a location, an offering at a place a
//! service_at_location; telephone and web chat are virtual locations. The projector makes a [`Record`] of
//! each offering that some open directory lists, from the same entitlement, and keeps them in the [`Feed`];
//! the feed answers a [`Question`] from memory. Why so: `docs/decisions/`.

mod feed;
mod ids;
mod question;
mod record;
mod surroundings;
mod taxonomy;

pub(crate) use feed::{Change, Feed};
pub use feed::{Found, Listed, Page, Publication};
pub use question::Question;
pub(crate) use record::Given;
pub use record::{
    Accessibility, Attribute, CostOption, LocationDetail, LocationRow, OrganizationIdentifier,
    OrganizationRow, Phone, Place, PostalAddress, Publisher, Record, Schedule, ServiceArea, ServiceDetail,
    ServiceLanguage, ServiceRow,
};
pub(crate) use surroundings::Surroundings;
pub use taxonomy::{Taxonomies, Taxonomy, TaxonomyTerm};
