//! Registering, editing, partners, checks and vouching.

use super::*;
use crate::{OrganisationId, OrganisationKind, PersonId, Timestamp};
use jiff::SignedDuration;
use uuid::Uuid;

const YEAR: SignedDuration = SignedDuration::from_hours(365 * 24);

pub(super) fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

fn id(number: u128) -> OrganisationId {
    Uuid::from_u128(number).into()
}

fn draft(sector: &str, form: Option<&str>) -> RegisterProviderDraft {
    RegisterProviderDraft {
        name: "Age Well Leeds".into(),
        sector: sector.into(),
        form: form.map(Into::into),
        identifiers: vec![IdentifierDraft { scheme: "GB-COH".into(), number: "1234567".into() }],
        contact_email: "hello@agewell.example.org".into(),
        ..RegisterProviderDraft::default()
    }
}

pub(super) fn provider(sector: &str, form: Option<&str>) -> Organisation {
    Organisation::register_provider(id(1), draft(sector, form).parse().unwrap(), now()).next
}

pub(super) fn company() -> RegisterNumber {
    RegisterNumber::parse(Scheme::CompaniesHouse, "01234567").unwrap()
}

pub(super) fn found() -> Result<Found, LookupFailed> {
    Ok(Found { registered_name: "AGE WELL LEEDS CIC".into(), in_force: true, status: "active".into() })
}

fn edit_of(organisation: &Organisation) -> EditOrganisation {
    EditOrganisation {
        name: organisation.name.clone(),
        sort: organisation.sort,
        identifiers: organisation.identifiers.iter().map(|identifier| identifier.number.clone()).collect(),
        contact_email: organisation.contact_email.clone(),
        contact_phone: organisation.contact_phone.clone(),
        website: organisation.website.clone(),
        address: organisation.address.clone(),
        about: organisation.about.clone(),
    }
}

#[test]
fn every_wrong_field_of_a_registration_is_named_at_once() {
    let draft = RegisterProviderDraft {
        sector: "voluntary".into(),
        identifiers: vec![
            IdentifierDraft { scheme: "GB-COH".into(), number: "XX1".into() },
            IdentifierDraft { scheme: "DUNS".into(), number: "1".into() },
        ],
        contact_phone: Some("12".into()),
        website: Some("ftp://x".into()),
        address: Some(Default::default()),
        ..RegisterProviderDraft::default()
    };
    let errors = draft.parse().unwrap_err();
    let pointers: Vec<_> = errors.all().iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "/name",
            "/form",
            "/identifiers/0/number",
            "/identifiers/1/scheme",
            "/contact_email",
            "/contact_phone",
            "/website",
            "/address/lines",
            "/address/town",
            "/address/postcode",
        ]
    );
}

#[test]
fn the_same_number_twice_is_refused_however_it_is_written() {
    let mut draft = draft("private", None);
    draft.identifiers.push(IdentifierDraft { scheme: "GB-COH".into(), number: "01234567".into() });
    let errors = draft.parse().unwrap_err();
    assert_eq!(
        (errors.all()[0].pointer.as_str(), errors.all()[0].code),
        ("/identifiers/1/number", "repeated")
    );
}

#[test]
fn all_but_public_bodies_may_hold_places() {
    for (sector, form) in
        [("private", None), ("voluntary", Some("community_group")), ("public_undertaking", None)]
    {
        assert_eq!(provider(sector, form).may_hold_places(), Ok(()), "{sector}");
    }
    let refusal = provider("public_body", None).may_hold_places().unwrap_err();
    assert_eq!(refusal, CannotChangeOrganisation::PublicBodyHoldsNoPlace);
    assert!(refusal.to_string().contains("in-house exemption"));
}

#[test]
fn a_small_group_without_a_number_registers_and_stays_unverified_until_vouched_for() {
    let mut draft = draft("voluntary", Some("community_group"));
    draft.identifiers.clear();
    let group = Organisation::register_provider(id(1), draft.parse().unwrap(), now()).next;
    assert_eq!(group.trust(now(), YEAR), Trust::Unverified);
    let by: PersonId = Uuid::from_u128(9).into();
    let vouched = group.vouch("Constitution seen, trustees called".parse().unwrap(), by, now()).unwrap();
    assert_eq!(vouched.events[0].name, "organisation.vouched");
    assert_eq!(vouched.next.trust(now(), YEAR), Trust::Vouched);
}

#[test]
fn trust_follows_the_register() {
    let fresh = provider("private", None);
    assert_eq!(fresh.trust(now(), YEAR), Trust::Unverified);
    let checked = fresh.clone().record_check(&company(), found(), now()).unwrap();
    assert_eq!(checked.events[0].body["check"]["result"], "verified");
    assert_eq!(checked.next.trust(now(), YEAR), Trust::Verified);
    assert_eq!(checked.next.trust(now() + YEAR, YEAR), Trust::Stale);
    let failed = checked.next.record_check(&company(), Err(LookupFailed::NotOnRegister), now()).unwrap();
    assert_eq!(failed.next.trust(now(), YEAR), Trust::Failed);
    let other = RegisterNumber::parse(Scheme::CompaniesHouse, "7654321").unwrap();
    assert_eq!(
        fresh.record_check(&other, found(), now()).unwrap_err(),
        CannotChangeOrganisation::NoSuchIdentifier
    );
}

#[test]
fn a_number_that_stays_keeps_its_check_and_a_new_one_is_unverified() {
    let checked = provider("private", None).record_check(&company(), found(), now()).unwrap().next;
    let about = EditOrganisation { about: Some("We help.".parse().unwrap()), ..edit_of(&checked) };
    let edited = checked.clone().edit(about, now()).unwrap();
    assert_eq!(edited.events[0].body["fields"], serde_json::json!(["about"]));
    assert_eq!(edited.next.trust(now(), YEAR), Trust::Verified);
    let other = RegisterNumber::parse(Scheme::CharityCommission, "1234567").unwrap();
    let renumbered = EditOrganisation { identifiers: vec![other], ..edit_of(&checked) };
    assert_eq!(checked.edit(renumbered, now()).unwrap().next.trust(now(), YEAR), Trust::Unverified);
}

#[test]
fn a_voucher_ends_with_the_name_it_was_given_for() {
    let by: PersonId = Uuid::from_u128(9).into();
    let vouched = provider("private", None).vouch("Seen".parse().unwrap(), by, now()).unwrap().next;
    let same = edit_of(&vouched);
    assert!(vouched.clone().edit(same, now()).unwrap().next.vouched.is_some());
    let renamed = EditOrganisation { name: "Another".parse().unwrap(), ..edit_of(&vouched) };
    assert!(vouched.edit(renamed, now()).unwrap().next.vouched.is_none());
}

#[test]
fn a_partner_counts_once_it_has_confirmed() {
    let name = |name: &str| NamePartner {
        name: name.parse().unwrap(),
        contact_email: "x@example.org".parse().unwrap(),
        sort: Sort::Private,
        part: "Visits at home".parse().unwrap(),
    };
    let lead = provider("private", None).name_partner(id(2), name("Beta"), now()).unwrap().next;
    assert!(!lead.has_confirmed_partner(id(2)));
    assert_eq!(
        lead.clone().name_partner(id(2), name("Beta again"), now()).unwrap_err(),
        CannotChangeOrganisation::PartnerAlreadyNamed
    );
    assert_eq!(
        lead.clone().name_partner(id(1), name("Self"), now()).unwrap_err(),
        CannotChangeOrganisation::PartnerIsItself
    );
    let confirmed = lead.confirm_partner(id(2), now()).unwrap().next;
    assert!(confirmed.has_confirmed_partner(id(2)));
    assert_eq!(
        confirmed.clone().confirm_partner(id(2), now()).unwrap_err(),
        CannotChangeOrganisation::PartnerAlreadyConfirmed
    );
    let removed = confirmed.remove_partner(id(2)).unwrap().next;
    assert_eq!(removed.confirm_partner(id(2), now()).unwrap_err(), CannotChangeOrganisation::NoSuchPartner);
}

#[test]
fn departments_register_from_public_sector_addresses_only() {
    let domains = MailDomains(vec![MailDomainRule {
        suffix: "gov.uk".parse().unwrap(),
        admits: true,
        reason: "Government".parse().unwrap(),
    }]);
    let command = |email: &str| {
        let draft = RegisterDepartmentDraft {
            name: "DVLA".into(),
            contact_email: email.into(),
            ..Default::default()
        };
        draft.parse().unwrap()
    };
    let register = |registrant: &str, email: &str| {
        Organisation::register_department(
            id(3),
            command(email),
            &registrant.parse().unwrap(),
            &domains,
            now(),
        )
    };
    let department = register("jo@dvla.gov.uk", "help@dvla.gov.uk").unwrap().next;
    assert_eq!((department.kind, department.sort), (OrganisationKind::Department, None));
    assert_eq!(department.may_hold_places(), Err(CannotChangeOrganisation::NotAProvider));
    for (registrant, email) in [("jo@notgov.uk", "help@dvla.gov.uk"), ("jo@dvla.gov.uk", "help@example.org")]
    {
        assert!(matches!(
            register(registrant, email).unwrap_err(),
            CannotChangeOrganisation::MailDomainNotAdmitted(_)
        ));
    }
}

#[test]
fn an_organisation_survives_being_written_and_read() {
    let organisation = provider("voluntary", Some("charity"));
    let json = serde_json::to_value(&organisation).unwrap();
    assert_eq!(json["sort"], serde_json::json!({"sector": "voluntary", "form": "charity"}));
    assert_eq!(serde_json::from_value::<Organisation>(json).unwrap(), organisation);
}
