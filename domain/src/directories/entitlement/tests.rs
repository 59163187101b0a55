use super::*;
use crate::directories::{AdmissionDraft, BrandDraft, DirectoryDraft, ListedByExemptionDraft};
use crate::offerings::{AreaDraft, Location, Offering, OfferingDraft, PauseDraft, PlaceDraft};
use crate::services::Catalogue;
use crate::values::{AddressDraft, Position, Slug};
use crate::{OrganisationId, Timestamp};
use uuid::Uuid;

#[path = "properties.rs"]
mod properties;

const PROVIDER: u128 = 7;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn now() -> Timestamp {
    at("2026-11-22T12:00:00Z")
}

fn organisation(number: u128) -> OrganisationId {
    Uuid::from_u128(number).into()
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn catalogue() -> Catalogue {
    [(slug("carers-allowance"), [slug("care")].into()), (slug("vehicle-tax"), [slug("driving")].into())]
        .into_iter()
        .collect()
}

/// An offering in Leeds, live, in person and by telephone, for carer's allowance.
fn offering() -> Offering {
    let draft = OfferingDraft {
        name: "Help at the library".into(),
        channels: vec!["in_person".into(), "telephone".into()],
        place: Some(PlaceDraft {
            name: "Central Library".into(),
            address: AddressDraft {
                lines: vec!["1 High Street".into()],
                town: "Leeds".into(),
                postcode: "LS1 4AP".into(),
            },
            ..PlaceDraft::default()
        }),
        area: Some(AreaDraft {
            kind: "local_authorities".into(),
            codes: vec!["E08000035".into()],
            ..AreaDraft::default()
        }),
        services: vec!["carers-allowance".into()],
        ..OfferingDraft::default()
    };
    let location =
        Location { position: Position::new(53.8, -1.55).unwrap(), authority: "E08000035".parse().unwrap() };
    let support = draft.parse().unwrap().located(|_| Some(location.clone())).unwrap();
    let mut offering =
        Offering::drafted(Uuid::from_u128(1).into(), organisation(PROVIDER), support, now()).next;
    offering.state = OfferingState::Live;
    offering.published_at = Some(at("2026-06-03T09:00:00Z"));
    offering
}

fn mark(channels: &[Channel]) -> MarkFacts {
    MarkFacts {
        mark: Uuid::from_u128(2).into(),
        standing: MarkStanding::InForce,
        suspended_until: None,
        starts: at("2026-06-01T00:00:00Z"),
        ends: at("2028-06-22T00:00:00Z"),
        channels: channels.iter().copied().collect(),
        places: PlacesInScope::Every,
        partners: BTreeSet::new(),
    }
}

fn standing(channels: &[Channel]) -> StandingFacts {
    StandingFacts {
        lot: FactsOfLot {
            framework: "focs".into(),
            framework_name: "Front Office Counter Services".into(),
            number: "1".into(),
        },
        covers: channels.iter().copied().collect(),
        on_framework: true,
        suspended: false,
        suspended_until: None,
        starts: at("2026-06-01T00:00:00Z"),
        ends: at("2034-06-01T00:00:00Z"),
    }
}

fn directory(admits: AdmissionDraft) -> Directory {
    let draft = DirectoryDraft {
        slug: "carers".into(),
        name: "Carers' help".into(),
        name_cy: "Help i ofalwyr".into(),
        intro: "Help".into(),
        intro_cy: "Help".into(),
        brand: BrandDraft {
            header_background: "#00594f".into(),
            link: "#00594f".into(),
            button: "#00786a".into(),
            ..BrandDraft::default()
        },
        admits,
        ..DirectoryDraft::default()
    };
    let ids = (Uuid::from_u128(3).into(), organisation(9));
    Directory::drafted(ids.0, ids.1, draft.parse().unwrap()).next.publish().unwrap().next
}

fn admitting(clusters: &[&str]) -> AdmissionDraft {
    let clusters = clusters.iter().map(|cluster| (*cluster).to_owned()).collect();
    AdmissionDraft { clusters, ..AdmissionDraft::default() }
}

fn judged(
    offering: &Offering,
    marks: &[MarkFacts],
    standings: &[StandingFacts],
    directory: &Directory,
) -> Entitlement {
    let catalogue = catalogue();
    entitlement(&Facts { offering, marks, standings, catalogue: &catalogue }, directory, now())
}

fn said(judged: &Entitlement) -> Vec<&str> {
    judged.chain.iter().map(|link| link.sentence.as_str()).collect()
}

#[test]
fn listed_is_told_with_the_whole_chain() {
    let judged = judged(
        &offering(),
        &[mark(&[Channel::InPerson])],
        &[standing(&[Channel::InPerson, Channel::Telephone])],
        &directory(admitting(&["care"])),
    );
    assert!(judged.listed);
    assert_eq!(judged.channels, [Channel::InPerson].into());
    assert_eq!(judged.until, Some(at("2028-06-22T00:00:00Z")), "when the mark ends");
    assert_eq!(
        said(&judged),
        [
            "The offering is live, and was published on 3 June 2026.",
            "It lies inside the scope of the provider's quality mark, in force until 22 June 2028, in person, but not \
             by telephone.",
            "The provider stands on lot 1 of Front Office Counter Services, which covers support in person.",
            "The directory “Carers' help” admits it.",
        ]
    );
}

#[test]
fn each_fact_can_fail_alone_and_says_why() {
    let both = [Channel::InPerson, Channel::Telephone];
    let open = directory(AdmissionDraft::default());
    let check = |offering: &Offering,
                 marks: &[MarkFacts],
                 lots: &[StandingFacts],
                 directory: &Directory,
                 fact,
                 sentence| {
        let judged = judged(offering, marks, lots, directory);
        assert!(!judged.listed, "{sentence}");
        let failed: Vec<_> = judged.chain.iter().filter(|link| !link.holds).collect();
        assert_eq!(failed.len(), 1, "{:?}", judged.chain);
        assert_eq!((failed[0].fact, failed[0].sentence.as_str()), (fact, sentence));
    };
    let mut paused = offering();
    paused.state = OfferingState::Paused;
    paused.pause =
        Some(PauseDraft { reason: "Works".into(), until: Some("2026-12-01".into()) }.parse().unwrap());
    check(
        &paused,
        &[mark(&both)],
        &[standing(&both)],
        &open,
        Fact::OfferingIsLive,
        "The offering is paused until 1 December 2026.",
    );

    let marked = |change: &dyn Fn(&mut MarkFacts)| {
        let mut mark = mark(&both);
        change(&mut mark);
        [mark]
    };
    let lots = [standing(&both)];
    let mark_says = |marks: &[MarkFacts], sentence| {
        check(&offering(), marks, &lots, &open, Fact::WithinQualityMark, sentence);
    };
    mark_says(&[], "The provider has no quality mark.");
    mark_says(&marked(&|m| m.standing = MarkStanding::Revoked), "The provider's quality mark was revoked.");
    mark_says(
        &marked(&|m| m.standing = MarkStanding::Suspended),
        "The provider's quality mark is suspended.",
    );
    mark_says(
        &marked(&|m| m.ends = at("2026-11-22T00:00:00Z")),
        "The provider's quality mark ended on 22 November 2026.",
    );
    mark_says(
        &marked(&|m| m.starts = at("2026-12-01T00:00:00Z")),
        "The provider's quality mark starts on 1 December 2026.",
    );
    mark_says(
        &marked(&|m| m.channels = [Channel::WebChat].into()),
        "It lies outside the scope of the provider's quality mark, which covers support by web chat.",
    );
    let elsewhere = marked(&|m| {
        m.channels = [Channel::InPerson].into();
        m.places = PlacesInScope::At(["M1 1AE".parse().unwrap()].into());
    });
    mark_says(
        &elsewhere,
        "It lies outside the scope of the provider's quality mark, which does not cover this place.",
    );
    let mut by_partner = offering();
    by_partner.support.delivery_partner = Some(organisation(8));
    check(
        &by_partner,
        &[mark(&both)],
        &lots,
        &open,
        Fact::WithinQualityMark,
        "It lies outside the scope of the provider's quality mark, which does not cover this delivery partner.",
    );

    let stood = |change: &dyn Fn(&mut StandingFacts)| {
        let mut standing = standing(&both);
        change(&mut standing);
        [standing]
    };
    let lot_says = |lots: &[StandingFacts], sentence| {
        check(&offering(), &[mark(&both)], lots, &open, Fact::StandsOnLot, sentence);
    };
    lot_says(&[], "The provider stands on no lot that covers support in person and by telephone.");
    lot_says(
        &stood(&|s| s.suspended = true),
        "The provider is suspended from lot 1 of Front Office Counter Services.",
    );
    lot_says(
        &stood(&|s| s.on_framework = false),
        "The provider does not stand on lot 1 of Front Office Counter Services.",
    );

    let directory_says = |directory: &Directory, sentence| {
        check(&offering(), &[mark(&both)], &lots, directory, Fact::DirectoryAdmits, sentence);
    };
    directory_says(&open.clone().pause().unwrap().next, "The directory “Carers' help” is paused, not open.");
    directory_says(
        &directory(admitting(&["driving"])),
        "The directory “Carers' help” lists support for other services.",
    );
    let excluded =
        AdmissionDraft { excluded: vec![organisation(PROVIDER).to_string()], ..AdmissionDraft::default() };
    directory_says(&directory(excluded), "The directory “Carers' help” excludes this provider.");
    let welsh = AdmissionDraft { nations: vec!["wales".into()], ..AdmissionDraft::default() };
    directory_says(&directory(welsh), "The directory “Carers' help” lists support in other nations.");
    let elsewhere =
        AdmissionDraft { local_authorities: vec!["E06000001".into()], ..AdmissionDraft::default() };
    directory_says(
        &directory(elsewhere),
        "The directory “Carers' help” lists support in other local authorities.",
    );
}

#[test]
fn an_exemption_stands_for_a_lot_until_its_end_date() {
    let exempt = ListedByExemptionDraft {
        provider: organisation(PROVIDER).to_string(),
        reference: "IHE-2026-014".into(),
        until: "2027-04-01".into(),
    };
    let directory = directory(AdmissionDraft { exempt: vec![exempt], ..AdmissionDraft::default() });
    let judged = judged(&offering(), &[mark(&[Channel::InPerson])], &[], &directory);
    assert!(judged.listed);
    assert_eq!(judged.until, Some(at("2027-03-31T23:00:00Z")), "midnight in London, in summer time");
    assert!(said(&judged)[2].contains("by exemption IHE-2026-014 until 1 April 2027"));
}

#[test]
fn what_time_alone_will_change_is_foretold() {
    let mut suspended = standing(&[Channel::InPerson, Channel::Telephone]);
    suspended.suspended = true;
    suspended.suspended_until = Some(at("2026-12-22T00:00:00Z"));
    let open = directory(AdmissionDraft::default());
    let later = judged(&offering(), &[mark(&[Channel::InPerson])], &[suspended.clone()], &open);
    assert_eq!((later.listed, later.from), (false, Some(at("2026-12-22T00:00:00Z"))));

    let mut telephone = mark(&[Channel::Telephone]);
    telephone.ends = at("2027-01-01T00:00:00Z");
    suspended.suspended = false;
    let fewer = judged(&offering(), &[mark(&[Channel::InPerson]), telephone], &[suspended], &open);
    assert_eq!(fewer.changes, Some(at("2027-01-01T00:00:00Z")), "from then on, in person only");
    assert_eq!(fewer.until, Some(at("2028-06-22T00:00:00Z")));
}
