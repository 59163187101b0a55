//! What a mark was given for and is there no more: beside what its renewal begins with, for the provider who confirms
//! it and for the assessor who judges it.

use crate::accreditation::mark::{Places, QualityMark, Scope};
use crate::offerings::{Channel, Offering};
use crate::organisations::Organisation;
use crate::values::Postcode;
use crate::{OrganisationId, words};
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

words! {
    /// Why something is there no more.
    pub enum Gone {
        /// It is not asked for again.
        NotAsked = "not_asked",
        /// It is asked for, and no offering that people may have now gives it.
        NotOffered = "not_offered",
        /// It is no partner that has confirmed any more.
        NoPartner = "no_partner",
    }
}

/// Something that a mark was given for, and why it is there no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Left<T> {
    /// What.
    pub what: T,
    /// Why.
    #[schema(inline)]
    pub why: Gone,
}

/// What left the scope since a mark was given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeftScope {
    /// Ways of helping.
    pub channels: Vec<Left<Channel>>,
    /// Places, by their postcodes.
    pub places: Vec<Left<Postcode>>,
    /// Partners.
    pub partners: Vec<Left<OrganisationId>>,
}

impl LeftScope {
    /// Compares what a mark was given for with what is asked for again, and with what its provider gives now.
    ///
    /// A mark for every place names none. The places that it covered are then those at which help was given while
    /// it counted, as far as `offerings` say: all of the provider's, in any state.
    #[must_use]
    pub fn since(mark: &QualityMark, asked: &Scope, provider: &Organisation, offerings: &[Offering]) -> Self {
        let given: Vec<_> = offerings.iter().filter(|it| it.state.is_given()).map(|it| &it.support).collect();
        let why = |is_asked: bool, is_offered: bool| match (is_asked, is_offered) {
            (false, _) => Some(Gone::NotAsked),
            (true, false) => Some(Gone::NotOffered),
            (true, true) => None,
        };
        let channels = mark.scope.channels.iter().filter_map(|channel| {
            let offered = given.iter().any(|support| support.channels.contains(channel));
            why(asked.channels.contains(channel), offered).map(|why| Left { what: *channel, why })
        });
        let is_there = |postcode: &Postcode| given.iter().any(|it| it.place_postcode() == Some(postcode));
        let places = covered(mark, offerings).into_iter().filter_map(|postcode| {
            let why = why(asked.covers_place(&postcode), is_there(&postcode))?;
            Some(Left { what: postcode, why })
        });
        let partners = mark.scope.partners.iter().filter_map(|partner| {
            let why = match why(asked.partners.contains(partner), true) {
                _ if !provider.has_confirmed_partner(*partner) => Some(Gone::NoPartner),
                why => why,
            };
            why.map(|why| Left { what: *partner, why })
        });
        Self { channels: channels.collect(), places: places.collect(), partners: partners.collect() }
    }

    /// Whether all is still there.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.channels.is_empty() && self.places.is_empty() && self.partners.is_empty()
    }
}

/// The places that a mark covered: those it names, and those at which help was given while it counted.
fn covered(mark: &QualityMark, offerings: &[Offering]) -> BTreeSet<Postcode> {
    let named = match &mark.scope.places {
        Places::Listed(listed) => listed.clone(),
        Places::All | Places::AllBut(_) => vec![],
    };
    let was_given =
        |it: &&Offering| it.published_at.is_some() && it.ended_at.is_none_or(|at| at > mark.starts);
    let helped_at = offerings.iter().filter(was_given).filter_map(|it| it.support.place_postcode());
    let covered = helped_at.filter(|postcode| mark.scope.covers_place(postcode)).cloned();
    named.into_iter().chain(covered).collect()
}
