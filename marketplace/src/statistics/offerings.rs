//! Live offerings by channel, and by the local authority in which people can have them.

use crate::Work;
use domain::offerings::{Area, Channel, Offering};
use domain::values::AuthorityCode;
use domain::{Action, Actor, Platform, Refused};
use std::collections::BTreeMap;

/// One local authority's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorityFigures {
    /// Its code.
    pub code: AuthorityCode,
    /// Its name.
    pub name: String,
    /// Offerings that name it or lie in it, by channel, in the channels' order.
    pub by_channel: Vec<(Channel, u64)>,
}

/// All live offerings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferingFigures {
    /// How many there are.
    pub live: u64,
    /// By channel: one that has several counts for each.
    pub by_channel: Vec<(Channel, u64)>,
    /// Those that serve people everywhere, by channel.
    pub everywhere: Vec<(Channel, u64)>,
    /// By local authority: every one of the country.
    pub authorities: Vec<AuthorityFigures>,
}

#[derive(Default)]
struct ByChannel(BTreeMap<Channel, u64>);

impl ByChannel {
    fn count(&mut self, channel: Channel) {
        *self.0.entry(channel).or_default() += 1;
    }

    fn all(&self) -> Vec<(Channel, u64)> {
        let figure = |channel: &Channel| (*channel, self.0.get(channel).copied().unwrap_or_default());
        Channel::ALL.iter().map(figure).collect()
    }
}

/// In which authorities people can have an offering by a channel: where its place lies, or that its area names. A
/// circle counts for the authority of its middle. `None`: everywhere.
fn reached_by(offering: &Offering, channel: Channel) -> Option<Vec<AuthorityCode>> {
    let support = &offering.support;
    if channel == Channel::InPerson {
        let at = support.place.as_ref().and_then(|place| place.location.as_ref());
        return Some(at.map(|at| at.authority.clone()).into_iter().collect());
    }
    match &support.area {
        Some(Area::Everywhere {}) => None,
        Some(Area::LocalAuthorities { codes }) => Some(codes.iter().cloned().collect()),
        Some(Area::Radius { location, .. }) => Some(location.iter().map(|at| at.authority.clone()).collect()),
        None => Some(vec![]),
    }
}

/// How many live offerings there are, by channel and by local authority.
///
/// # Errors
/// When the asker may not read everybody's offerings.
pub fn offerings(work: &mut Work<'_, '_>, by: &Actor) -> Result<OfferingFigures, Refused> {
    let _permit = by.may(Action::ReadOffering, &Platform)?;
    let (mut live, mut all, mut everywhere) = (0, ByChannel::default(), ByChannel::default());
    let mut authorities: BTreeMap<AuthorityCode, ByChannel> = BTreeMap::new();
    work.for_each_live_offering(|offering| {
        live += 1;
        for channel in offering.support.channels.iter().copied() {
            all.count(channel);
            match reached_by(&offering, channel) {
                None => everywhere.count(channel),
                Some(codes) => {
                    for code in codes {
                        authorities.entry(code).or_default().count(channel);
                    }
                }
            }
        }
    })?;
    let known = work.market().reference().authorities();
    let figures = known.map(|(code, name)| AuthorityFigures {
        by_channel: authorities.remove(code).unwrap_or_default().all(),
        code: code.clone(),
        name: name.to_owned(),
    });
    let authorities = figures.collect();
    Ok(OfferingFigures { live, by_channel: all.all(), everywhere: everywhere.all(), authorities })
}
