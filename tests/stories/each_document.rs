//! Two documents of one application: what has run out hides nothing of what has yet to.

use crate::declarations::{framework, loads};
use domain::Role;
use jiff::{SignedDuration, ToSpan};
use marketplace::reminders::remind;
use stories::{Provider, Session, World, json, story};

/// A framework whose lots ask until when two documents last.
fn asking_for_two() -> String {
    let asks = |id: &str| {
        format!(
            "[[lot.questions]]\nid = \"{id}\"\nkind = \"until\"\nquestion = \"Until when does the {id} last?\"\nrequired = true\n"
        )
    };
    let first = "[[lot.questions]]\n        id = \"how_many\"";
    let asked = framework("north", 1, true, 10);
    assert!(asked.contains(first));
    asked.replace(first, &format!("{}{}{first}", asks("insurance"), asks("certificate")))
}

fn in_days(world: &World, count: i64) -> String {
    (world.today() + count.days()).to_string()
}

fn pass(world: &World, days: i64) {
    world.clock().advance(SignedDuration::from_hours(24 * days));
}

/// An application that was sent, with documents that last so many days.
fn sent(world: &World, insurance: i64, certificate: i64) -> (Provider, String) {
    loads(world, &asking_for_two());
    let provider = world.applicant("Age Well Leeds", "voluntary");
    let place = crate::declarations::starts(&provider, "north", "calls");
    let until = |days| json!({"until": in_days(world, days)});
    let answers = json!({"how_many": 8, "how": "By telephone.", "insurance": until(insurance), "certificate": until(certificate)});
    provider.owner.changes(&place, &json!({"answers": answers})).is(200);
    let declared = crate::declarations::declaration(&provider.owner, &place);
    provider.owner.changes(&declared, &crate::declarations::standing()).is(200);
    provider.owner.changes(&declared, &crate::declarations::conduct()).is(200);
    provider.owner.does(&place, "submission", &json!({})).is(200);
    (provider, place)
}

fn letters(world: &World, provider: &Provider) -> usize {
    let letters = world.letters_to(provider).into_iter();
    letters.filter(|subject| subject.starts_with("What you told us of lasts until")).count()
}

fn owner(world: &World, provider: &Provider) -> Session {
    world.member_of(provider.id, Role::Owner)
}

story! {
    fn a_document_that_ran_out_does_not_hide_the_one_that_runs_out_later(world) {
        let (provider, place) = sent(world, 20, 200);
        assert_eq!(remind(&world.market).unwrap(), 1, "the insurance, 20 days before");
        pass(world, 14);
        assert_eq!((remind(&world.market).unwrap(), letters(world, &provider)), (1, 2), "6 days before");
        pass(world, 20);
        assert_eq!(remind(&world.market).unwrap(), 0, "it has run out, and nobody renewed it");
        for (passes, count) in [(106, 3), (32, 4), (21, 5)] {
            pass(world, passes);
            assert_eq!((remind(&world.market).unwrap(), remind(&world.market).unwrap()), (1, 0), "the certificate");
            assert_eq!(letters(world, &provider), count);
        }
        let due = owner(world, &provider).get(&format!("/api/v1/organisations/{}/due", provider.id)).is(200).body;
        let asked: Vec<_> = due["items"].as_array().unwrap().iter().map(|it| it["question"].as_str().unwrap()).collect();
        assert_eq!(asked, ["insurance", "certificate"], "both are there to be renewed");
        let renewed = json!({"question": "certificate", "until": in_days(world, 90)});
        owner(world, &provider).does(&place, "renewals", &renewed).is(200);
        assert_eq!(remind(&world.market).unwrap(), 0, "it lasts longer now");
        pass(world, 30);
        assert_eq!((remind(&world.market).unwrap(), letters(world, &provider)), (1, 6), "60 days before the later day");
    }
}
