//! Rule 9 against its slow reading, for any facts at any time.

use super::*;
use crate::offerings::Pause;
use jiff::SignedDuration;
use proptest::prelude::*;

fn any_channels() -> impl Strategy<Value = BTreeSet<Channel>> {
    prop::collection::btree_set(prop::sample::select(Channel::ALL), 0..=4)
}

fn any_instant() -> impl Strategy<Value = Timestamp> {
    (-200_i64..200).prop_map(|days| now() + SignedDuration::from_hours(24 * days))
}

fn any_mark() -> impl Strategy<Value = MarkFacts> {
    let standing = prop::sample::select(vec![
        MarkStanding::InForce,
        MarkStanding::InForce,
        MarkStanding::Suspended,
        MarkStanding::Revoked,
    ]);
    let postcodes = prop::collection::btree_set(prop::sample::select(vec!["LS1 4AP", "M1 1AE"]), 0..=2);
    (
        standing,
        prop::option::of(any_instant()),
        any_instant(),
        any_instant(),
        any_channels(),
        prop::option::of((postcodes, any::<bool>())),
        any::<bool>(),
    )
        .prop_map(|(standing, suspended_until, starts, ends, channels, postcodes, partner)| MarkFacts {
            standing,
            suspended_until,
            starts: starts.min(ends),
            ends: starts.max(ends),
            channels,
            places: postcodes.map_or(PlacesInScope::Every, |(postcodes, but)| {
                let postcodes = postcodes.into_iter().map(|postcode| postcode.parse().unwrap()).collect();
                if but { PlacesInScope::EveryBut(postcodes) } else { PlacesInScope::At(postcodes) }
            }),
            partners: partner.then(|| organisation(8)).into_iter().collect(),
            ..mark(&[])
        })
}

fn any_standing() -> impl Strategy<Value = StandingFacts> {
    (
        any::<bool>(),
        any::<bool>(),
        prop::option::of(any_instant()),
        any_instant(),
        any_instant(),
        any_channels(),
    )
        .prop_map(|(on_framework, suspended, suspended_until, starts, ends, covers)| StandingFacts {
            on_framework,
            suspended,
            suspended_until,
            starts: starts.min(ends),
            ends: starts.max(ends),
            covers,
            ..standing(&[])
        })
}

fn any_offering() -> impl Strategy<Value = Offering> {
    let state = prop::sample::select(vec![
        OfferingState::Live,
        OfferingState::Live,
        OfferingState::Live,
        OfferingState::Paused,
        OfferingState::Draft,
        OfferingState::Ended,
    ]);
    (state, any_channels(), prop::option::of(0_i64..200), any::<bool>(), any::<bool>()).prop_map(
        |(state, channels, pause_days, partner, every_service)| {
            let mut offering = offering();
            offering.state = state;
            offering.support.channels = channels;
            offering.support.delivery_partner = partner.then(|| organisation(8));
            offering.support.helps_with.every_service = every_service;
            if state == OfferingState::Paused {
                let day = |days| crate::kernel::time::day_of(now() + SignedDuration::from_hours(24 * days));
                offering.pause = Some(Pause { reason: "Works".parse().unwrap(), until: pause_days.map(day) });
            }
            offering
        },
    )
}

fn any_directory() -> impl Strategy<Value = Directory> {
    let clusters = prop::collection::vec(prop::sample::select(vec!["care", "driving"]), 0..2);
    (
        clusters,
        any_channels(),
        prop::option::of(1_u8..28),
        any::<bool>(),
        prop::sample::select(vec![0, 0, 0, 1]),
    )
        .prop_map(|(clusters, channels, exempt_day, in_wales, closed)| {
            let exempt = exempt_day.map(|day| ListedByExemptionDraft {
                provider: organisation(PROVIDER).to_string(),
                reference: "IHE".into(),
                until: format!("2026-12-{day:02}"),
            });
            let nations = vec![if in_wales { "wales".to_owned() } else { "england".to_owned() }];
            let directory = directory(AdmissionDraft {
                clusters: clusters.into_iter().map(str::to_owned).collect(),
                channels: channels.iter().map(ToString::to_string).collect(),
                nations,
                exempt: exempt.into_iter().collect(),
                ..AdmissionDraft::default()
            });
            if closed == 1 { directory.pause().unwrap().next } else { directory }
        })
}

/// Rule 9 the slow way: channel by channel, fact by fact, without any of the code above.
fn slowly(
    offering: &Offering,
    marks: &[MarkFacts],
    standings: &[StandingFacts],
    directory: &Directory,
    t: Timestamp,
) -> BTreeSet<Channel> {
    let rule = &directory.content.admits;
    let live = match offering.state {
        OfferingState::Live => true,
        OfferingState::Paused => offering
            .pause
            .as_ref()
            .and_then(|pause| pause.until)
            .is_some_and(|until| crate::kernel::time::start_of(until) <= t),
        _ => false,
    };
    let exempt = rule.exempt.iter().any(|exempt| t < crate::kernel::time::start_of(exempt.until));
    let mut channels = BTreeSet::new();
    for &channel in &offering.support.channels {
        let marked = marks.iter().any(|mark| {
            let standing = mark.standing == MarkStanding::InForce
                || (mark.standing == MarkStanding::Suspended
                    && mark.suspended_until.is_some_and(|end| t >= end));
            let place = match &mark.places {
                PlacesInScope::Every => true,
                PlacesInScope::At(postcodes) => {
                    postcodes.iter().any(|postcode| postcode.as_str() == "LS1 4AP")
                }
                PlacesInScope::EveryBut(postcodes) => {
                    postcodes.iter().all(|postcode| postcode.as_str() != "LS1 4AP")
                }
            };
            standing
                && mark.starts <= t
                && t < mark.ends
                && mark.channels.contains(&channel)
                && (channel != Channel::InPerson || place)
                && (offering.support.delivery_partner.is_none() || !mark.partners.is_empty())
        });
        let stands = standings.iter().any(|lot| {
            let back = lot.suspended_until.is_some_and(|end| t >= end);
            lot.on_framework
                && (!lot.suspended || back)
                && lot.starts <= t
                && t < lot.ends
                && lot.covers.contains(&channel)
        });
        if marked && (stands || exempt) {
            channels.insert(channel);
        }
    }
    let in_england = rule.nations.iter().any(|nation| nation.word() == "england");
    let helps = offering.support.helps_with.every_service
        || rule.clusters.is_empty()
        || rule.clusters.iter().any(|cluster| cluster.as_str() == "care");
    let by_channel =
        rule.channels.is_empty() || rule.channels.iter().any(|channel| channels.contains(channel));
    let admitted = directory.state == DirectoryState::Live && in_england && helps && by_channel;
    if live && admitted { channels } else { BTreeSet::new() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Listed exactly when all four facts hold, as computed the slow way; and the chain says the same.
    #[test]
    fn listed_exactly_when_all_four_facts_hold(
        offering in any_offering(),
        marks in prop::collection::vec(any_mark(), 0..3),
        standings in prop::collection::vec(any_standing(), 0..3),
        directory in any_directory(),
    ) {
        let judged = judged(&offering, &marks, &standings, &directory);
        let expected = slowly(&offering, &marks, &standings, &directory, now());
        prop_assert_eq!(judged.listed, !expected.is_empty());
        prop_assert_eq!(&judged.channels, &expected);
        prop_assert_eq!(judged.listed, judged.chain.iter().all(|link| link.holds), "{:?}", judged.chain);
        let facts: Vec<_> = judged.chain.iter().map(|link| link.fact).collect();
        prop_assert_eq!(facts.as_slice(), Fact::ALL);
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// What is foretold comes true, and nothing changes unforetold: walked half day by half day.
    #[test]
    fn time_alone_changes_nothing_before_it_is_foretold(
        offering in any_offering(),
        marks in prop::collection::vec(any_mark(), 0..3),
        standings in prop::collection::vec(any_standing(), 0..3),
        directory in any_directory(),
    ) {
        let judged = judged(&offering, &marks, &standings, &directory);
        let then = |t| slowly(&offering, &marks, &standings, &directory, t);
        for half_days in 0..500_i64 {
            let t = now() + SignedDuration::from_hours(12 * half_days);
            if judged.changes.is_none_or(|changes| t < changes) {
                prop_assert_eq!(then(t), judged.channels.clone(), "{}", t);
            }
            if judged.listed && judged.until.is_none_or(|until| t < until) {
                prop_assert!(!then(t).is_empty(), "{}", t);
            }
            if !judged.listed && judged.from.is_none_or(|from| t < from) {
                prop_assert!(then(t).is_empty(), "{}", t);
            }
        }
        for instant in [judged.changes, judged.from, judged.until].into_iter().flatten() {
            prop_assert!(then(instant) != judged.channels);
        }
    }
}
