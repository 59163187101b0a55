//! What providers offer and departments show: drafts that are whole, of which a story spoils one thing.

use crate::{Session, World};
use domain::organisations::{MailDomainRuleDraft, MailDomains, Organisation, RegisterDepartmentDraft};
use domain::{Action, Actor, OrganisationId, Platform, Role, Worker};
use serde_json::{Value, json};

/// Help in person at a library in Leeds, and by telephone round it: whole, and right.
#[must_use]
pub fn support() -> Value {
    let open = |day: &str| json!({"day": day, "opens": "09:00", "closes": "17:00"});
    json!({
        "name": "Help at the library",
        "name_cy": "Help yn y llyfrgell",
        "summary": "Sit with a volunteer at a computer.",
        "channels": ["in_person", "telephone"],
        "place": {
            "name": "Central Library",
            "address": {"lines": ["1 High Street"], "town": "Leeds", "postcode": "LS1 4AP"},
            "host": "library",
        },
        "area": {"kind": "radius", "km": 30},
        "phone": "01632 960100",
        "hours": {"weekly": [open("monday"), open("tuesday"), open("friday")]},
        "languages": ["en", "pa"],
        "facilities": ["step_free", "hearing_loop"],
        "commitments": {"checks_understanding": true, "uses_published_information": true},
        "capacity": {"people_a_week": 20, "wait_days": 0},
        "services": ["carers-allowance"],
    })
}

/// A directory for carers, in green.
#[must_use]
pub fn carers() -> Value {
    json!({
        "slug": "carers",
        "hosts": ["carers.example"],
        "name": "Carers' help",
        "name_cy": "Help i ofalwyr",
        "intro": "People who help carers to use services online.",
        "intro_cy": "Pobl sy'n helpu gofalwyr i ddefnyddio gwasanaethau ar-lein.",
        "brand": {"header_background": "#00594f", "link": "#00594f", "button": "#00786a"},
        "admits": {"clusters": ["care"]},
    })
}

/// The path of a step of an offering.
#[must_use]
pub fn offering_step(id: &str, step: &str) -> String {
    format!("/api/v1/offerings/{id}/{step}")
}

impl World {
    /// A provider with its owner, signed in.
    #[must_use]
    pub fn provider(&self, name: &str) -> (OrganisationId, Session) {
        let owner = self.person("Jo Owner");
        let registered = owner.post(
            "/api/v1/organisations/providers",
            &json!({"name": name, "sector": "voluntary", "form": "community_group", "contact_email": "jo@example.org"}),
        );
        (registered.is(201).id().parse().expect("an identifier"), owner)
    }

    /// A department with its service manager, signed in.
    #[must_use]
    pub fn department(&self, name: &str) -> (OrganisationId, Session) {
        let draft = RegisterDepartmentDraft {
            name: name.into(),
            contact_email: "office@department.example.gov.uk".into(),
            ..Default::default()
        };
        let command = draft.parse().expect("a department");
        let saved = self.market.write(|work| {
            let permit = Actor::Worker(Worker::Seed).may(Action::RegisterDepartment, &Platform)?;
            let (id, now, address) = (work.fresh_id(), work.now(), command.contact_email.clone());
            let draft =
                MailDomainRuleDraft { suffix: "gov.uk".into(), admits: true, reason: "Government".into() };
            let domains = MailDomains(vec![draft.parse()?]);
            let made = Organisation::register_department(id, command.clone(), &address, &domains, now)?;
            Ok(work.save(&permit, made)?.id)
        });
        let id = saved.expect("a department");
        (id, self.member_of(id, Role::ServiceManager))
    }

    /// Two clusters, care and driving, with a service each.
    pub fn catalogue(&self) {
        let administrator = self.of_the_authority(Role::Administrator);
        let words = |name: &str| json!({"name": name, "name_cy": name});
        for (cluster, name) in [("care", "Caring for someone"), ("driving", "Driving")] {
            let mut draft = words(name);
            draft["slug"] = json!(cluster);
            draft["description"] = json!(name);
            draft["description_cy"] = json!(name);
            administrator.post("/api/v1/clusters", &draft).is(201);
        }
        let services =
            [("carers-allowance", "Carer's Allowance", "care"), ("vehicle-tax", "Vehicle tax", "driving")];
        for (service, name, cluster) in services {
            let mut draft = words(name);
            draft["slug"] = json!(service);
            draft["department"] = json!("dwp");
            draft["clusters"] = json!([cluster]);
            administrator.post("/api/v1/services", &json!({"service": draft})).is(201);
        }
    }
}
