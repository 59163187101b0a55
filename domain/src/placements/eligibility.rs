//! Whether a provider can apply to a lot, and everything that stands in the way: all of it at once, where a use case
//! refuses with the first.
//!
//! [`Placement::start`] refuses by the functions here, [`Placement::submit`](super::Placement::submit) by those in
//! `sending`, and by no others, so that what a provider is told beforehand and what it is refused for cannot differ.

use super::CannotPlace;
use super::placement::Placement;
use super::sending::{Reason, Sending, Stage};
use super::state::State;
use crate::accreditation::QualityMark;
use crate::frameworks::{Framework, Lot};
use crate::kernel::time::{day_of, printed_day};
use crate::offerings::Channel;
use crate::organisations::{CannotChangeOrganisation, Organisation};
use crate::values::{Name, Slug};
use crate::{Day, PlacementId, Timestamp};
use std::collections::BTreeSet;

/// A provider before a lot to which it may apply.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Who would apply.
    pub provider: &'a Organisation,
    /// To which framework.
    pub framework: &'a Framework,
    /// To which of its lots.
    pub lot: &'a Slug,
    /// Its applications to this lot, in any state.
    pub own: &'a [Placement],
    /// When.
    pub now: Timestamp,
}

/// Something that hinders no application, and is good to know before one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Caution {
    /// No mark is in force.
    #[error(
        "You hold no quality mark that is in force. You can apply without, but nothing that you offer is listed until you have it"
    )]
    NoMark,
    /// The mark leaves channels of the lot out.
    #[error("Your quality mark does not cover help {}. What you offer so is listed once it does", channels(.0))]
    MarkLeavesOut(Vec<Channel>),
    /// No register has confirmed who this is, or too long ago, and nobody vouches for it.
    #[error(
        "Nobody has confirmed your organisation by a register or by other means. Whoever decides on your application sees that"
    )]
    NotChecked,
    /// A partner that was named is none yet.
    #[error("{0} has not confirmed that it is your partner. Until it does, no application can name it")]
    PartnerNotConfirmed(Name),
    /// It was taken off this lot for good.
    #[error("You were removed from this lot on {}. Whoever decides on your application sees that", printed_day(*.0))]
    RemovedBefore(Day),
    /// Nothing is published that the lot covers.
    #[error(
        "You have published no offering that this lot covers. Once you stand on the lot, what you publish is listed"
    )]
    NoOffering,
}

fn channels(all: &[Channel]) -> String {
    let said = all.iter().map(|channel| match channel {
        Channel::InPerson => "in person at a place",
        Channel::Outreach => "by outreach visit",
        Channel::Telephone => "by telephone",
        Channel::WebChat => "by web chat",
    });
    said.collect::<Vec<_>>().join(", ")
}

impl Caution {
    /// A stable code, unique over the whole product as those of refusals are.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoMark => "eligibility_no_quality_mark",
            Self::MarkLeavesOut(_) => "eligibility_quality_mark_leaves_out",
            Self::NotChecked => "eligibility_not_checked",
            Self::PartnerNotConfirmed(_) => "eligibility_partner_not_confirmed",
            Self::RemovedBefore(_) => "eligibility_removed_before",
            Self::NoOffering => "eligibility_no_offering",
        }
    }
}

/// Whether a provider can apply to a lot, and why not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Eligibility {
    /// What stands in the way of beginning an application.
    pub to_begin: Vec<CannotPlace>,
    /// What stands in the way of sending it: of one that was begun everything, else what is known beside that. Questions
    /// that nobody was asked yet are not missing.
    pub to_send: Vec<Reason>,
    /// What is good to know before.
    pub cautions: Vec<Caution>,
    /// The application, or the place, that is there already.
    pub there: Option<PlacementId>,
    /// Whether that is an application which was begun and not sent.
    pub is_draft: bool,
}

impl Eligibility {
    /// Whether an application can be begun now.
    #[must_use]
    pub const fn may_begin(&self) -> bool {
        self.to_begin.is_empty()
    }

    /// Whether nothing that is known now keeps an application from being sent: the one that was begun, or one that can
    /// be begun.
    #[must_use]
    pub const fn may_send(&self) -> bool {
        (self.is_draft || self.may_begin()) && self.to_send.is_empty()
    }

    /// Every reason, what stands most in the way first.
    #[must_use]
    pub fn reasons(&self) -> Vec<Reason> {
        let caution = |it: &Caution| Reason {
            code: it.code(),
            stage: Stage::BeingListed,
            sentence: it.to_string(),
            pointer: None,
        };
        let begin = self.to_begin.iter().flat_map(|it| Reason::of(Stage::Beginning, it, None));
        begin.chain(self.to_send.iter().cloned()).chain(self.cautions.iter().map(caution)).collect()
    }
}

impl Candidate<'_> {
    /// Everything that stands in the way of beginning an application.
    #[must_use]
    pub fn hindrances(&self) -> Vec<CannotPlace> {
        let mut all: Vec<CannotPlace> = of_provider(self.provider);
        all.extend(of_framework(self.framework, self.now));
        if self.framework.lot(self.lot).is_none() {
            all.push(CannotPlace::NoSuchLot(self.lot.clone()));
        }
        if self.there().is_some() {
            all.push(CannotPlace::AlreadyOnLot);
        }
        all
    }

    /// The lot to which an application can be begun now.
    ///
    /// # Errors
    /// The first thing that stands in the way.
    pub fn may_begin(&self) -> Result<&Lot, CannotPlace> {
        self.hindrances().into_iter().next().map_or(Ok(()), Err)?;
        self.framework.lot(self.lot).ok_or_else(|| CannotPlace::NoSuchLot(self.lot.clone()))
    }

    /// The application, or the place, that is there already.
    #[must_use]
    pub fn there(&self) -> Option<&Placement> {
        let mut own = self.own.iter();
        own.find(|it| it.framework == *self.framework.slug() && it.lot == *self.lot && it.state.is_live())
    }

    /// Everything at once. `begun` is what the application is held against that was begun and not sent, where there is
    /// one; `marks` are the provider's, in any state; `offered` the channels by which it offers support that is live;
    /// `is_checked` whether a register, or someone, has confirmed who it is.
    #[must_use]
    pub fn eligibility(
        &self,
        begun: Option<&Sending<'_>>,
        marks: &[QualityMark],
        offered: &BTreeSet<Channel>,
        is_checked: bool,
    ) -> Eligibility {
        let there = self.there();
        let draft = there.filter(|it| it.state == State::Draft);
        let to_send = match (draft, begun, there) {
            (Some(draft), Some(begun), _) => draft.left_to_send(begun),
            (None, _, Some(_)) => vec![],
            _ => {
                let stale = details_confirmed(self.provider, self.now).err();
                stale.iter().flat_map(|it| Reason::of(Stage::Sending, it, None)).collect()
            }
        };
        Eligibility {
            to_begin: self.hindrances(),
            to_send,
            cautions: self.cautions(marks, offered, is_checked),
            there: there.map(|there| there.id),
            is_draft: draft.is_some(),
        }
    }

    fn cautions(&self, marks: &[QualityMark], offered: &BTreeSet<Channel>, is_checked: bool) -> Vec<Caution> {
        let covers = self.framework.lot(self.lot).map(|lot| lot.covers.as_slice()).unwrap_or_default();
        let in_force: Vec<_> = marks.iter().filter(|mark| mark.in_force_at(self.now)).collect();
        let mut all = vec![];
        let removed = self.own.iter().filter(|it| it.state == State::Removed && it.lot == *self.lot);
        let removed = removed.filter_map(|it| it.removal.as_ref()).map(|removal| removal.at).max();
        all.extend(removed.map(|at| Caution::RemovedBefore(day_of(at))));
        if !is_checked {
            all.push(Caution::NotChecked);
        }
        let waiting = self.provider.partners.iter().filter(|partner| partner.confirmed_at.is_none());
        all.extend(waiting.map(|partner| Caution::PartnerNotConfirmed(partner.name.clone())));
        // A lot that covers no channel is for something else than listings.
        if covers.is_empty() {
            return all;
        }
        let left_out = |channel: &Channel| !in_force.iter().any(|mark| mark.covers(*channel, None));
        let left_out: Vec<_> = covers.iter().copied().filter(left_out).collect();
        if in_force.is_empty() {
            all.push(Caution::NoMark);
        } else if !left_out.is_empty() {
            all.push(Caution::MarkLeavesOut(left_out));
        }
        if !covers.iter().any(|channel| offered.contains(channel)) {
            all.push(Caution::NoOffering);
        }
        all
    }
}

/// What of the provider itself stands in the way of applying, also of sending what it has begun.
pub(super) fn of_provider(provider: &Organisation) -> Vec<CannotPlace> {
    provider.hindrances_to_apply().into_iter().map(CannotPlace::Organisation).collect()
}

/// Whether the framework takes applications.
pub(super) fn of_framework(framework: &Framework, now: Timestamp) -> Option<CannotPlace> {
    let not_open =
        || CannotPlace::NotOpen { framework: framework.slug().clone(), state: framework.state_at(now) };
    (!framework.admits_at(now)).then(not_open)
}

/// Whether the provider has looked at its details lately, as it does for each application.
pub(super) fn details_confirmed(provider: &Organisation, now: Timestamp) -> Result<(), CannotPlace> {
    if provider.has_confirmed_details(now) {
        return Ok(());
    }
    let since = day_of(provider.details_confirmed_on());
    Err(CannotPlace::Organisation(CannotChangeOrganisation::DetailsNotConfirmed(since)))
}
