//! What a register says otherwise than before: noted, told, and looked into by someone.

use domain::Role;
use domain::offerings::Channel::InPerson;
use domain::organisations::{Found, LookupFailed, RegisterNumber, Trouble};
use jiff::SignedDuration;
use marketplace::organisations::{Registry, check_identifiers};
use stories::{Provider, World, carers, json, offering_step, story, support};

/// A register that answers one thing.
pub(crate) struct Says(pub(crate) Result<Found, LookupFailed>);

impl Registry for Says {
    fn look_up(&self, _: &RegisterNumber) -> Result<Found, LookupFailed> {
        self.0.clone()
    }
}

fn found(name: &str, in_force: bool) -> Result<Found, LookupFailed> {
    let status = if in_force { "active" } else { "dissolved" };
    Ok(Found { registered_name: name.into(), in_force, status: status.into() })
}

/// A provider that its register has confirmed, and which is to be asked about again.
fn confirmed(world: &World) -> (Provider, String) {
    let provider = world.applicant("Age Well Leeds", "private");
    let at = format!("/api/v1/organisations/{}", provider.id);
    let details = json!({
        "name": "Age Well Leeds", "sector": "private", "contact_email": provider.email,
        "identifiers": [{"scheme": "GB-COH", "number": "1234567"}],
    });
    provider.owner.at_version(1).put(&at, &details).is(200);
    assert_eq!(check_identifiers(&world.market, &Says(found("AGE WELL LEEDS LTD", true))).unwrap(), 1);
    (provider, at)
}

/// The register is asked again, as the worker asks it when its time has come.
fn weeks_later(world: &World, weeks: i64, says: Result<Found, LookupFailed>) {
    world.clock().advance(SignedDuration::from_hours(24 * 7 * weeks));
    assert_eq!(check_identifiers(&world.market, &Says(says)).unwrap(), 1);
}

story! {
    fn a_company_that_is_dissolved_is_a_task_and_nothing_is_taken_off_until_someone_decides(world) {
        world.focs();
        world.catalogue();
        let (provider, at) = confirmed(world);
        world.gives_mark(provider.id, &[InPerson]);
        world.puts_on_lot(provider.id, "in-person");
        let (department, clerk) = world.department("Department for Everyday Services");
        clerk.post(&format!("/api/v1/organisations/{department}/directories"), &carers()).is(201);
        clerk.at_version(1).post("/api/v1/directories/carers/publication", &json!({})).is(200);
        let offerings = format!("{at}/offerings");
        let offering = provider.owner.post(&offerings, &support()).is(201).id();
        provider.owner.at_version(1).post(&offering_step(&offering, "publication"), &json!({})).is(200);
        world.settle();
        let listed = || world.visitor().get("/api/v1/directories/carers/listings?near=LS1%204AP").is(200).body["total"].clone();
        assert_eq!(listed(), 1);

        let (_, person) = world.colleague(Role::CategoryManager);
        let (_, other) = world.colleague(Role::Support);
        let written_to = |person: domain::PersonId| {
            let found = world.market.read(|work| Ok(work.find::<domain::people::Person>(person)?)).unwrap();
            let mails = world.mails_to(found.email.as_str()).into_iter();
            mails.filter(|mail| mail.subject.starts_with("A register says something else")).collect::<Vec<_>>()
        };
        weeks_later(world, 4, found("AGE WELL LEEDS LTD", false));
        world.settle();
        assert_eq!(listed(), 1, "nothing follows from it by itself");
        let [letter] = &written_to(person)[..] else { panic!("one letter to who looks into it") };
        assert!(letter.body.contains("has ended: dissolved") && letter.body.contains(&format!("/authority/providers/{}", provider.id)));
        assert!(written_to(other).is_empty(), "support looks into none");
        weeks_later(world, 1, found("AGE WELL LEEDS LTD", false));
        assert_eq!(written_to(person).len(), 1, "once for each finding");
        world.settle();
        let manager = world.of_the_authority(Role::CategoryManager);
        let waiting = manager.get("/api/v1/registration-changes").is(200);
        let change = &waiting.body["items"][0]["changes"][0];
        assert_eq!((&change["what"], &change["status"], &change["place"]), (&json!("ended"), &json!("dissolved"), &json!(0)));
        assert!(world.letters_to(&provider).iter().any(|subject| subject == "A register says something else about Age Well Leeds"));
        let owner = world.member_of(provider.id, Role::Owner);
        owner.get("/api/v1/registration-changes").is_problem(403, "wrong_role");
        let home = world.browser_of(&owner).open(&format!("/provider/{}", provider.id)).is(200);
        let _ = home.says("Companies House says that the entry with the number 01234567 has ended: dissolved");

        let browser = world.browser_of(&manager);
        let queue = browser.open("/authority/registrations").is(200).says("has ended: dissolved");
        let page = browser.open(&queue.link("Age Well Leeds")).is(200).says("Its place on focs, lot in-person");
        let _ = browser.send(&page, "/registrations/0", &[]).is(422).says("Say what you found");
        let settled = browser.send(&page, "/registrations/0", &[("how", "Struck off by mistake: restoration seen")]).is(200);
        let _ = settled.says("Struck off by mistake").says("is kept");
        let _ = browser.open("/authority/registrations").is(200).says("Nothing waits");
        let path = format!("{at}/registration-changes/0/settlement");
        let again = json!({"how": "Again"});
        let version = manager.get(&at).is(200).version();
        manager.at_version(version).post(&path, &again).is_problem(409, "organisation_no_such_registration_change");
        owner.at_version(version).post(&path, &again).is_problem(403, "wrong_role");
        assert_eq!(listed(), 1);
    }

    fn a_change_is_told_once_and_a_register_that_is_down_looks_like_nothing(world) {
        let (provider, at) = confirmed(world);
        let letters = |world: &World| {
            let all = world.letters_to(&provider);
            all.iter().filter(|subject| subject.starts_with("A register says")).count()
        };
        let manager = |world: &World| world.of_the_authority(Role::CategoryManager);
        for trouble in [Trouble::Unreachable, Trouble::TimedOut, Trouble::KeyRefused] {
            weeks_later(world, 4, Err(LookupFailed::Trouble(trouble)));
            let shown = manager(world).get(&at).is(200);
            assert_eq!(shown.body["registration_changes"], json!([]), "{trouble}");
            assert_eq!(shown.body["identifiers"][0]["standing"], "verified", "it was, and is not too old");
            assert_eq!(shown.body["identifiers"][0]["trouble"], trouble.word());
        }
        weeks_later(world, 1, found("WELL AGED LTD", true));
        let shown = manager(world).get(&at).is(200);
        let sentence = "Companies House says that 01234567, which was “AGE WELL LEEDS LTD”, is now “WELL AGED LTD”";
        assert_eq!(shown.body["registration_changes"][0]["sentence"], sentence);
        assert_eq!(letters(world), 1);
        weeks_later(world, 4, found("WELL AGED LTD", true));
        assert_eq!(letters(world), 1, "told once");
        weeks_later(world, 4, Err(LookupFailed::NotOnRegister));
        assert_eq!(letters(world), 2);
        weeks_later(world, 1, found("WELL AGED LTD", true));
        let shown = manager(world).get(&at).is(200);
        let changes = shown.body["registration_changes"].as_array().unwrap();
        assert!(changes[1]["settled_at"].is_string() && changes[1].get("how").is_none(), "the register took it back");
        assert!(changes[0].get("settled_at").is_none(), "a new name waits for someone");
    }

    fn a_check_that_is_too_old_is_stale_and_never_a_change(world) {
        let (_, at) = confirmed(world);
        for _ in 0..14 {
            weeks_later(world, 4, Err(LookupFailed::Trouble(Trouble::Unreachable)));
        }
        let shown = world.of_the_authority(Role::CategoryManager).get(&at).is(200);
        assert_eq!((&shown.body["trust"], &shown.body["registration_changes"]), (&json!("stale"), &json!([])));
    }
}
