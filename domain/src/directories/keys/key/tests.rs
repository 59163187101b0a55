use super::super::{DirectoryKeyDraft, QuotaDraft, RotateKeyDraft};
use super::*;
use crate::Refusal;
use crate::directories::{BrandDraft, DirectoryDraft};
use uuid::Uuid;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn hash(byte: u8) -> TokenHash {
    TokenHash::from_digest([byte; 32])
}

fn directory() -> Directory {
    let colour = || "#00594f".to_owned();
    let content = DirectoryDraft {
        slug: "carers".into(),
        name: "Carers".into(),
        name_cy: "Gofalwyr".into(),
        intro: "Help".into(),
        intro_cy: "Help".into(),
        brand: BrandDraft {
            header_background: colour(),
            link: colour(),
            button: colour(),
            ..BrandDraft::default()
        },
        ..DirectoryDraft::default()
    };
    let ids = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
    Directory::drafted(ids.0, ids.1, content.parse().unwrap()).next
}

fn issue(change: impl Fn(&mut DirectoryKeyDraft)) -> Result<DirectoryKey, CannotKeepKey> {
    let mut draft = DirectoryKeyDraft {
        name: "Bereavement service".into(),
        quota: QuotaDraft { a_minute: 100, a_day: 1_000 },
        ..DirectoryKeyDraft::default()
    };
    change(&mut draft);
    let (id, now) = (Uuid::from_u128(3).into(), at("2026-11-25T12:00:00Z"));
    DirectoryKey::issue(id, &directory(), 0, draft.parse().unwrap(), hash(1), now).map(|it| it.next)
}

fn of_programs() -> DirectoryKey {
    issue(|_| {}).unwrap()
}

const NOON: &str = "2026-11-25T12:00:00Z";

#[test]
fn two_secrets_work_while_they_overlap_and_then_one() {
    let rotate = RotateKeyDraft { overlap_hours: 24 }.parse().unwrap();
    let key = of_programs().rotate(rotate, hash(2), at(NOON)).unwrap().next;
    let admits = |secret, when| key.admit(&hash(secret), key.directory, None, at(when));
    for secret in [1, 2] {
        assert_eq!(admits(secret, "2026-11-26T11:59:59Z"), Ok(()), "secret {secret}");
    }
    assert_eq!(admits(1, "2026-11-26T12:00:00Z"), Err(KeyRefused::Unknown));
    assert_eq!(admits(2, "2026-11-26T12:00:00Z"), Ok(()));
    assert_eq!(admits(3, NOON), Err(KeyRefused::Unknown));

    let at_once = RotateKeyDraft { overlap_hours: 0 }.parse().unwrap();
    let again = key.rotate(at_once, hash(3), at(NOON)).unwrap().next;
    for secret in [1, 2] {
        let gone = again.admit(&hash(secret), again.directory, None, at(NOON));
        assert_eq!(gone, Err(KeyRefused::Unknown), "secret {secret}");
    }
}

#[test]
fn a_revoked_key_stays_revoked_with_both_its_secrets() {
    let rotate = RotateKeyDraft { overlap_hours: 24 }.parse().unwrap();
    let key = of_programs().rotate(rotate, hash(2), at(NOON)).unwrap().next;
    let revoked = key.revoke(at(NOON)).unwrap().next;
    for secret in [1, 2] {
        let refused = revoked.admit(&hash(secret), revoked.directory, None, at(NOON));
        assert_eq!(refused, Err(KeyRefused::Revoked));
    }
    assert_eq!(revoked.clone().revoke(at(NOON)).unwrap_err(), CannotKeepKey::Revoked);
    assert_eq!(revoked.rotate(rotate, hash(4), at(NOON)).unwrap_err().code(), "directory_key_revoked");
}

#[test]
fn a_key_works_to_the_end_of_its_last_day_in_london() {
    let key = issue(|draft| draft.ends_on = Some("2027-06-30".into())).unwrap();
    let admits = |when| key.admit(&hash(1), key.directory, None, at(when));
    assert_eq!(admits("2027-06-30T22:59:59Z"), Ok(()));
    assert_eq!(admits("2027-06-30T23:00:00Z"), Err(KeyRefused::Over));
    let past = issue(|draft| draft.ends_on = Some("2026-11-24".into()));
    assert_eq!(past.unwrap_err(), CannotKeepKey::EndsInThePast);
    assert!(issue(|draft| draft.ends_on = Some("2026-11-25".into())).is_ok(), "today is not over");
}

#[test]
fn a_key_is_for_the_pages_it_names_or_for_programs_and_for_one_directory() {
    let (site, other) = ("https://help.example.gov.uk", "https://elsewhere.example");
    let of_pages = issue(|draft| draft.allowed_origins = vec![site.into()]).unwrap();
    let admits = |key: &DirectoryKey, origin| key.admit(&hash(1), key.directory, origin, at(NOON));
    assert_eq!(admits(&of_pages, Some(site)), Ok(()));
    assert_eq!(admits(&of_pages, Some(other)), Err(KeyRefused::NotFromThere(other.into())));
    assert_eq!(admits(&of_pages, None), Err(KeyRefused::NeedsOrigin));
    assert_eq!(admits(&of_programs(), None), Ok(()));
    assert_eq!(admits(&of_programs(), Some(site)), Err(KeyRefused::NotFromThere(site.into())));
    let elsewhere = of_programs().admit(&hash(1), Uuid::from_u128(9).into(), None, at(NOON));
    assert_eq!(elsewhere, Err(KeyRefused::OfAnother));
}

#[test]
fn a_directory_has_no_more_keys_than_a_node_holds_gladly() {
    let issue = |others| {
        let draft = DirectoryKeyDraft { name: "One more".into(), ..DirectoryKeyDraft::default() };
        let command = draft.parse().unwrap();
        DirectoryKey::issue(Uuid::from_u128(3).into(), &directory(), others, command, hash(1), at(NOON))
    };
    assert!(issue(MOST_KEYS - 1).is_ok());
    assert_eq!(issue(MOST_KEYS).unwrap_err(), CannotKeepKey::TooMany);
}
