//! The facts, from the aggregates that hold them.

use super::facts::{FactsOfLot, MarkFacts, MarkStanding, PlacesInScope, StandingFacts};
use crate::Timestamp;
use crate::accreditation::{Places, QualityMark, Standing};
use crate::casework::Suspension;
use crate::frameworks::Framework;
use crate::kernel::time;
use crate::placements::{Placement, State};

fn over_from(suspension: Option<&Suspension>) -> Option<Timestamp> {
    suspension.and_then(|suspension| suspension.until).map(time::start_of)
}

impl From<&QualityMark> for MarkFacts {
    fn from(mark: &QualityMark) -> Self {
        let standing = match mark.standing {
            Standing::Given => MarkStanding::InForce,
            Standing::Suspended => MarkStanding::Suspended,
            Standing::Revoked => MarkStanding::Revoked,
            Standing::Lapsed => MarkStanding::Lapsed,
        };
        Self {
            mark: mark.id,
            standing,
            suspended_until: over_from(mark.suspensions.last()),
            starts: mark.starts,
            // A renewal sent in time keeps it alive until decided (rule 8).
            ends: if mark.renewal.is_some() { Timestamp::MAX } else { mark.ends },
            channels: mark.scope.channels.iter().copied().collect(),
            places: match &mark.scope.places {
                Places::All => PlacesInScope::Every,
                Places::Listed(postcodes) => PlacesInScope::At(postcodes.iter().cloned().collect()),
                Places::AllBut(postcodes) => PlacesInScope::EveryBut(postcodes.iter().cloned().collect()),
            },
            partners: mark.scope.partners.iter().copied().collect(),
        }
    }
}

impl StandingFacts {
    /// What a placement on a lot of a framework says. `None`: the framework has no such lot.
    #[must_use]
    pub fn of(placement: &Placement, framework: &Framework) -> Option<Self> {
        let lot = framework.lot(&placement.lot)?;
        let definition = &framework.definition;
        let expires = definition.dates.expires.unwrap_or(Timestamp::MAX);
        let outcomes = [&framework.ended, &definition.outcome].into_iter().flatten();
        let ended = outcomes.map(|outcome| {
            outcome.on.map(time::start_of).or(definition.dates.expires).unwrap_or(Timestamp::MIN)
        });
        Some(Self {
            lot: FactsOfLot {
                framework: definition.slug.to_string(),
                framework_name: definition.name.to_string(),
                number: lot.number.to_string(),
            },
            covers: lot.covers.iter().copied().collect(),
            on_framework: matches!(placement.state, State::OnFramework | State::Suspended),
            suspended: placement.state == State::Suspended,
            suspended_until: over_from(placement.suspension()),
            starts: definition.dates.starts.unwrap_or(Timestamp::MAX),
            ends: ended.fold(expires, Timestamp::min),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accreditation::Scope;
    use crate::casework::Grounds;
    use crate::offerings::Channel;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// The mark and its facts agree at every instant that matters, just before it and long after.
    #[test]
    fn facts_of_a_mark_say_what_the_mark_says() {
        let scope = Scope { channels: vec![Channel::Telephone], places: Places::All, partners: vec![] };
        let (starts, ends) = (at("2026-06-01T00:00:00Z"), at("2028-06-01T00:00:00Z"));
        let given = QualityMark::given(uuid::Uuid::from_u128(1).into(), scope, starts, ends, vec![]);
        let suspension = |until: Option<&str>| Suspension {
            reason: "Heard".parse().unwrap(),
            grounds: Grounds::Urgent,
            since: at("2026-10-01T00:00:00Z"),
            until: until.map(|day| day.parse().unwrap()),
            ended_at: None,
        };
        let suspended = |until| QualityMark {
            standing: Standing::Suspended,
            suspensions: vec![suspension(until)],
            ..given.clone()
        };
        let renewal = crate::accreditation::Renewal { by: uuid::Uuid::from_u128(2).into(), sent_at: starts };
        let marks = [
            given.clone(),
            suspended(None),
            suspended(Some("2027-07-01")),
            QualityMark { standing: Standing::Revoked, ..given.clone() },
            QualityMark { standing: Standing::Lapsed, ..given.clone() },
            QualityMark { renewal: Some(renewal), ..given.clone() },
        ];
        let instants = [starts, ends, at("2027-06-30T23:00:00Z"), at("2030-01-01T00:00:00Z")];
        for mark in &marks {
            let facts = MarkFacts::from(mark);
            for instant in instants {
                for instant in [instant - jiff::SignedDuration::from_micros(1), instant] {
                    assert_eq!(
                        facts.in_force(instant),
                        mark.in_force_at(instant),
                        "{:?} {instant}",
                        mark.standing
                    );
                }
            }
        }
    }
}
