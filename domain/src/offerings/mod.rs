//! Offerings: the support a provider gives, at one place or to one area, by one or more channels.
//!
//! A draft may be incomplete but is never wrong: what a field may hold is refused at once (rules 1, 2
//! and 12). What is published is whole: [`Support::missing`] says what a channel, a home visit or an
//! answer for accuracy still needs (rules 4 and 13), and nothing goes live, or stays live after an
//! edit, while something is missing.

mod again;
mod area;
mod assessed;
mod channel;
mod costs;
mod draft;
mod events;
mod full;
mod import;
mod offering;
mod reference;
mod refusal;
mod review;
pub mod sheet;
mod state;
mod support;
mod terms;

pub use area::{Area, AreaDraft, AreaKind, Location, Place, PlaceDraft, PlaceHost};
pub use assessed::Assessed;
pub use channel::Channel;
pub use costs::{Cost, CostDraft, CostKind};
pub use draft::OfferingDraft;
pub use events::{Happened, Revision};
pub use full::{Full, FullDraft, MOST_DAYS_FULL};
pub use import::{CannotImport, Confirmation, ImportState, OfferingImport, Tally};
pub use offering::{Offering, Pause, PauseDraft};
pub use reference::Reference;
pub use refusal::CannotOffer;
pub use review::{Proposal, ReturnDraft, Returned};
pub use state::{State, Step};
pub use support::{Booking, Capacity, HelpsWith, KnownCodes, Missing, Support};
pub use terms::{
    BackgroundCheck, BackgroundCheckDraft, Commitments, CommitmentsDraft, Decline, DeclineDraft,
    IdentityCheck, IdentityCheckDraft, Price, PriceDraft, PriceUnit, Safeguarding, SafeguardingDraft,
    WebChat, WebChatDraft, WhoTypes,
};

#[cfg(test)]
mod tests;
