//! Directories, their editions and what their fields refuse.

use super::*;
use crate::Refusal;
use crate::kernel::rights::{ActorId, Worker};

fn draft() -> DirectoryDraft {
    DirectoryDraft {
        slug: "carers".into(),
        hosts: vec!["carers.example".into()],
        name: "Carers' help".into(),
        name_cy: "Help i ofalwyr".into(),
        intro: "These people help you online.".into(),
        intro_cy: "Mae'r bobl hyn yn eich helpu ar-lein.".into(),
        brand: BrandDraft {
            header_background: "#00594f".into(),
            link: "#00594f".into(),
            button: "#00786a".into(),
            ..BrandDraft::default()
        },
        ..DirectoryDraft::default()
    }
}

fn directory() -> Directory {
    let ids = (uuid::Uuid::from_u128(1).into(), uuid::Uuid::from_u128(2).into());
    Directory::drafted(ids.0, ids.1, draft().parse().unwrap()).next
}

#[test]
fn every_pair_of_state_and_step_has_one_answer() {
    use State::{Draft, Live, Paused};
    for &state in State::ALL {
        for &step in Step::ALL {
            let expected = match (state, step) {
                (Draft, Step::Publish) | (Paused, Step::Resume) => Some(Live),
                (Live, Step::Pause) => Some(Paused),
                (_, Step::Revise) => Some(state),
                _ => None,
            };
            assert_eq!(state.after(step), expected, "{state} {step}");
        }
    }
}

#[test]
fn a_directory_is_set_up_opened_closed_and_opened_again() {
    let live = directory().publish().unwrap().next;
    assert!(live.clone().publish().is_err());
    let paused = live.pause().unwrap().next;
    assert_eq!(paused.resume().unwrap().next.state, State::Live);
}

#[test]
fn its_address_never_changes() {
    let mut other = draft();
    other.slug = "helpers".into();
    let refused = directory().revise(other.parse().unwrap()).unwrap_err();
    assert_eq!(refused.code(), "directory_slug_never_changes");
}

#[test]
fn every_wrong_field_is_named() {
    let mut wrong = draft();
    wrong.hosts = vec!["carers.example".into(), "http://carers.example".into()];
    wrong.brand.link = "#ffdd00".into();
    wrong.admits = AdmissionDraft { channels: vec!["paper".into()], ..AdmissionDraft::default() };
    let refused = wrong.parse().unwrap_err();
    let pointers: Vec<_> = refused.all().iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/hosts/1", "/brand/link", "/admits/channels/0"]);
    assert!(refused.all()[2].message.starts_with("Paper is not a channel"));
}

#[test]
fn what_is_kept_becomes_the_draft_that_it_came_from() {
    let mut full = draft();
    full.contact_email = Some("carers@department.example.gov.uk".into());
    full.brand.logo = Some("ab".repeat(32));
    full.brand.logo_text = Some("Carers' help".into());
    full.hosts.push("carers.service.gov.uk".into());
    full.brand.typeface = Some("transport".into());
    full.brand.header_links = vec![link("Carer's Allowance", "https://www.gov.uk/carers-allowance")];
    full.brand.footer_links = vec![link("Cookies", "/cookies")];
    (full.brand.phase, full.brand.feedback) = (Some("beta".into()), Some("team@example.org".into()));
    (full.guidance, full.guidance_cy) = (Some("## Help".into()), Some("## Help".into()));
    full.allowed_origins = vec!["https://www.example.gov.uk".into()];
    full.admits = AdmissionDraft {
        clusters: vec!["care".into()],
        channels: vec!["telephone".into()],
        local_authorities: vec!["E08000035".into()],
        nations: vec!["england".into()],
        excluded: vec![uuid::Uuid::from_u128(3).to_string()],
        ..AdmissionDraft::default()
    };
    let content = full.parse().unwrap();
    assert_eq!(DirectoryDraft::from(&content).parse().unwrap(), content);
}

fn link(words: &str, address: &str) -> BrandLinkDraft {
    BrandLinkDraft { words: words.into(), words_cy: words.into(), address: address.into() }
}

const SOMEONE: ActorId = ActorId::Worker(Worker::Seed);

fn named(name: &str) -> DirectoryContent {
    let mut draft = draft();
    draft.name = name.into();
    draft.parse().unwrap()
}

#[test]
fn a_revision_waits_beside_what_is_live_until_it_is_published() {
    let now = crate::Timestamp::UNIX_EPOCH;
    let live = directory().publish().unwrap().next;
    let waiting = live.save_revision(named("New name"), SOMEONE, now).unwrap();
    assert_eq!(waiting.events[0].body["changed"], serde_json::json!(["/name"]));
    assert!(waits(waiting.events[0].name), "the public sees nothing of it");
    let waiting = waiting.next;
    assert_eq!((waiting.content.name.as_str(), waiting.edition), ("Carers' help", 1));
    assert_eq!(waiting.previewed().content.name.as_str(), "New name");
    let published = waiting.publish_revision().unwrap().next;
    assert_eq!((published.content.name.as_str(), published.edition), ("New name", 2));
    assert_eq!(published.revision, None);
    assert_eq!(published.publish_revision().unwrap_err().code(), "directory_no_revision");
}

#[test]
fn a_revision_never_undoes_what_was_published_since() {
    let now = crate::Timestamp::UNIX_EPOCH;
    let live = directory().publish().unwrap().next;
    let waiting = live.save_revision(named("Mine"), SOMEONE, now).unwrap().next;
    let theirs = waiting.revise(named("Theirs")).unwrap().next;
    let refused = theirs.clone().publish_revision().unwrap_err();
    assert_eq!(refused.code(), "directory_revision_outdated");
    let mine = theirs.revision.clone().unwrap().content;
    let again = theirs.save_revision(mine, SOMEONE, now).unwrap().next;
    assert_eq!(again.publish_revision().unwrap().next.content.name.as_str(), "Mine");
}

#[test]
fn while_nobody_sees_a_directory_what_is_saved_is_what_it_says() {
    let saved =
        directory().save_revision(named("New name"), SOMEONE, crate::Timestamp::UNIX_EPOCH).unwrap().next;
    assert_eq!((saved.content.name.as_str(), saved.revision), ("New name", None));
}

#[test]
fn an_earlier_edition_comes_back_as_a_new_one() {
    let now = crate::Timestamp::UNIX_EPOCH;
    let first = directory();
    let one = first.as_edition(None, None, SOMEONE, now);
    let second = first.revise(named("New name")).unwrap().next;
    assert_eq!(second.as_edition(Some(&one.content), None, SOMEONE, now).changed, ["/name"]);
    let third = second.restore(&one).unwrap().next;
    assert_eq!((third.edition, third.content.name.as_str()), (3, "Carers' help"));
    assert_eq!(third.restore(&one).unwrap_err().code(), "directory_says_that_already");
}

#[test]
fn a_directory_from_before_its_brand_had_more_than_colours_is_still_read() {
    let mut kept = serde_json::to_value(directory()).unwrap();
    for gone in ["edition", "revision"] {
        kept.as_object_mut().unwrap().remove(gone);
    }
    let content = kept["content"].as_object_mut().unwrap();
    for gone in ["guidance", "guidance_cy", "allowed_origins"] {
        content.remove(gone);
    }
    let brand = content["brand"].as_object_mut().unwrap();
    for gone in ["typeface", "header_links", "footer_links", "phase"] {
        brand.remove(gone);
    }
    brand.insert("logo".into(), "https://brand.example.org/logo.svg".into());
    assert_eq!(serde_json::from_value::<Directory>(kept).unwrap(), directory());
}

#[test]
fn what_a_brand_may_not_have_is_refused_where_it_was_typed() {
    let mut wrong = draft();
    wrong.brand.typeface = Some("transport".into());
    wrong.brand.phase = Some("beta".into());
    wrong.brand.logo = Some("https://brand.example.org/logo.svg".into());
    wrong.brand.header_links = vec![link("Go", "javascript:alert(1)"), link(&"x".repeat(61), "/")];
    wrong.brand.footer_links = vec![link("Go", "/"); 9];
    wrong.guidance = Some("## Help".into());
    wrong.allowed_origins = vec!["https://*.example.org".into()];
    let refused = wrong.parse().unwrap_err();
    let pointers: Vec<_> = refused.all().iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "/guidance_cy",
            "/brand/logo",
            "/brand/header_links/0/address",
            "/brand/header_links/1/words",
            "/brand/header_links/1/words_cy",
            "/brand/footer_links",
            "/brand/feedback",
            "/allowed_origins/0",
        ]
    );
    let mut wrong = draft();
    wrong.brand.typeface = Some("transport".into());
    assert_eq!(wrong.clone().parse().unwrap_err().all()[0].code, "transport_needs_gov_uk");
    wrong.hosts.push("carers.service.gov.uk".into());
    assert!(wrong.parse().is_ok());
}
