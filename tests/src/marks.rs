//! Providers who apply to a lot or for the mark, and what they hand in.

use crate::{Reply, Session, World, json};
use domain::OrganisationId;
use serde_json::Value;

/// A provider, and who owns it.
pub struct Provider {
    /// Its owner.
    pub owner: Session,
    /// Its identifier.
    pub id: OrganisationId,
    /// Where it is written to.
    pub email: String,
}

impl World {
    /// A provider of a sector, registered by its owner.
    #[must_use]
    pub fn applicant(&self, name: &str, sector: &str) -> Provider {
        let owner = self.person(name);
        let email = format!("hello@{}.example.org", name.to_lowercase().replace(' ', "-"));
        let mut body = json!({"name": name, "sector": sector, "contact_email": email});
        if sector == "voluntary" {
            body["form"] = json!("charity");
        }
        let id = owner.post("/api/v1/organisations/providers", &body).is(201).id();
        Provider { owner, id: id.parse().expect("an identifier"), email }
    }

    /// The subjects of all mail to a provider, oldest first.
    #[must_use]
    pub fn letters_to(&self, provider: &Provider) -> Vec<String> {
        self.mails_to(&provider.email).into_iter().rev().map(|mail| mail.subject).collect()
    }

    /// The names of the events about a thing, in the order of the log.
    #[must_use]
    pub fn events_about(&self, id: &str) -> Vec<(String, String)> {
        self.settle();
        let entries = self.market.read(|work| Ok(work.entries_after(0, 10_000)?)).expect("entries");
        let about = entries.into_iter().filter(|sealed| sealed.entry.subject_id == id);
        about.map(|sealed| (sealed.entry.name, sealed.entry.actor)).collect()
    }
}

impl Session {
    /// Does something to a thing as it is now: reads its version first.
    pub fn does(&self, thing: &str, what: &str, body: &Value) -> Reply {
        let version = self.get(thing).is(200).version();
        self.at_version(version).post(&format!("{thing}/{what}"), body)
    }

    /// Changes a thing as it is now.
    pub fn changes(&self, thing: &str, body: &Value) -> Reply {
        let version = self.get(thing).is(200).version();
        self.at_version(version).patch(thing, body)
    }

    /// Saves answers to the lot for help in person, and hands in the file that is one.
    pub fn answers(&self, application: &str, body: &Value) -> Reply {
        self.changes(application, body).is(200);
        self.answers_by_file(
            application,
            "safeguarding_policy",
            "safeguarding.pdf",
            b"%PDF-1.7 of the policy",
        )
    }

    /// Answers a question of an application with a file.
    pub fn answers_by_file(&self, application: &str, question: &str, name: &str, bytes: &[u8]) -> Reply {
        let version = self.get(application).is(200).version();
        let path = format!("{application}/answers/{question}/file?name={name}");
        self.at_version(version).send("PUT", &path, Some("application/octet-stream"), bytes)
    }
}

/// The answers to the lot for help in person, but for the one that is a file: see [`Session::answers`].
#[must_use]
pub fn focs_answers() -> Value {
    json!({
        "places_at_start": 12,
        "nations": ["england", "wales"],
        "kinds_of_place": ["library"],
        "step_free": false,
        "step_free_instead": "Two upstairs rooms: we visit instead, at our cost.",
        "user_at_keyboard": "The person sits at the keyboard from the greeting on.",
        "identity_checks": false,
        "mobilisation": "Six weeks, with two members of staff for each place.",
        "price": {"pence": 3_200},
    })
}

/// Evidence for every essential criterion of a standard as the API shows it.
#[must_use]
pub fn evidence(standard: &Value) -> Value {
    let given = json!({"text": "See the report of March"});
    for_essential(standard, &given)
}

/// The same judgement on every essential criterion.
#[must_use]
pub fn judgements(standard: &Value, verdict: &str) -> Value {
    for_essential(standard, &json!({"verdict": verdict, "reasons": "As read and heard"}))
}

fn for_essential(standard: &Value, what: &Value) -> Value {
    let criteria = standard["criteria"].as_array().expect("criteria");
    let essential = criteria.iter().filter(|criterion| criterion["essential"] == true);
    essential
        .map(|criterion| (criterion["id"].as_str().expect("a number").to_owned(), what.clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
