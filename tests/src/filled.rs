//! Every list of the app with as many rows as are wanted, as if people had done all of it: for what is asked of long
//! lists. Rows are kept as any others, many in one unit of work.

use crate::{Session, World, json};
use domain::accreditation::{
    Accreditation, Condition, QualityMark, Risk, RiskReason, Shown, State as MarkState,
};
use domain::directories::{Directory, State as DirectoryState};
use domain::frameworks::{Framework, Wording};
use domain::offerings::{Assessed, Channel, Offering, Proposal, State as OfferingState};
use domain::organisations::{
    Check, FailedCheck, Identifier, Organisation, RegisterNumber, RegistrationChange, Scheme, WhatChanged,
};
use domain::people::{Member, PasswordHash, Person, Team};
use domain::placements::{Placement, Signatory, Signature, State as PlacementState, Variation};
use domain::reports::{Report, Reported, Wrong};
use domain::reviews::{Cause, Review, Source, State as ReviewState};
use domain::services::Service;
use domain::values::{Prose, Slug};
use domain::{
    Action, Actor, Changed, OfferingId, OrganisationId, OrganisationKind, PersonId, Platform, Refused, Role,
    Timestamp, Worker,
};
use jiff::ToSpan;
use marketplace::outbox::MailState;
use std::collections::BTreeSet;
use store::Kept;
use store::outbox::Letter;
use uuid::Uuid;

/// What the lists are of.
pub struct Filled {
    /// How many rows each has.
    pub rows: usize,
    /// The provider with so many offerings.
    pub provider: OrganisationId,
    /// Its owner.
    pub owner: Session,
    /// The department with so many people, services and directories.
    pub department: OrganisationId,
    /// Its service manager.
    pub manager: Session,
    /// The instant from which the rows go back, one minute each.
    pub newest: Timestamp,
}

/// What happened to each row.
struct CameToBe(&'static str);

impl serde::Serialize for CameToBe {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        serde::Serialize::serialize(&json!({}), to)
    }
}

impl domain::EventBody for CameToBe {
    fn name(&self) -> &'static str {
        self.0
    }
}

/// A name that sorts as its number does.
#[must_use]
pub fn numbered(word: &str, number: usize) -> String {
    format!("{word} {number:05}")
}

fn fresh<Id: From<Uuid>>() -> Id {
    Uuid::now_v7().into()
}

impl Filled {
    /// When a row came to be.
    #[must_use]
    pub fn at(&self, number: usize) -> Timestamp {
        self.newest - i64::try_from(number).unwrap_or_default().minutes()
    }
}

impl World {
    /// Keeps things as if they had come to be, all at once.
    fn keeps<T: Kept>(&self, event: &'static str, all: &[T]) {
        let kept = self.market.write(|work| {
            let permit = Actor::Worker(Worker::Seed).may(Action::ManageMembers, &Platform)?;
            for one in all {
                work.save(&permit, Changed::by(one.clone(), &CameToBe(event)))?;
            }
            Ok::<_, Refused>(())
        });
        kept.expect("rows");
    }

    /// Fills every list but that of frameworks with so many rows.
    #[must_use]
    pub fn fills_lists(&self, rows: usize) -> Filled {
        self.catalogue();
        self.focs();
        let (provider, owner) = self.provider("Model of all");
        let (department, manager) = self.department("Department of Long Lists");
        let filled = Filled { rows, provider, owner, department, manager, newest: self.market.clock().now() };
        let providers = self.fills_providers(&filled);
        let people = self.fills_people(&filled, &providers);
        self.fills_marks(&filled, &providers, &people);
        self.fills_placements(&filled, &providers);
        self.fills_variations(&filled, &providers, &people);
        self.fills_reviews(&filled, &providers, &people);
        let offerings = self.fills_offerings(&filled);
        self.fills_reports(&filled, &offerings);
        self.fills_services(&filled);
        self.fills_directories(&filled);
        self.fills_outbox(&filled);
        self.settle();
        filled
    }

    fn fills_providers(&self, filled: &Filled) -> Vec<OrganisationId> {
        let model: Organisation =
            self.market.read(|work| Ok(work.find(filled.provider)?)).expect("it is there");
        let company = RegisterNumber::parse(Scheme::CompaniesHouse, "1234567").expect("a number");
        let (at, reason) = (filled.newest, FailedCheck::NotOnRegister);
        let checks = [
            Check::Unverified,
            Check::Verified { at, registered_name: "PROVIDER LTD".to_owned() },
            Check::Failed { at, reason },
        ];
        let all: Vec<_> = (0..filled.rows)
            .map(|number| Organisation {
                id: fresh(),
                version: 0,
                name: numbered("Provider", number).parse().expect("a name"),
                registered_at: filled.at(number),
                identifiers: vec![Identifier {
                    number: company.clone(),
                    check: checks[number % checks.len()].clone(),
                    trouble: None,
                }],
                registration_changes: vec![RegistrationChange {
                    number: company.clone(),
                    what: WhatChanged::Gone,
                    noticed_at: filled.at(number),
                    settled: None,
                }],
                ..model.clone()
            })
            .collect();
        self.keeps("organisation.registered", &all);
        all.iter().map(|it| it.id).collect()
    }

    /// One owner for each provider, all of whom buy for the department as well.
    fn fills_people(&self, filled: &Filled, providers: &[OrganisationId]) -> Vec<PersonId> {
        let password = PasswordHash::from_phc("nobody knows".to_owned());
        let all: Vec<Person> = (0..filled.rows)
            .map(|number| {
                let name = numbered("Person", number).parse().expect("a name");
                let email = format!("person.{number}@example.org").parse().expect("an address");
                let person = Person::register(fresh(), name, email, password.clone(), filled.at(number));
                Person { version: 0, ..person.next.verify_email(filled.at(number)).next }
            })
            .collect();
        self.keeps("person.registered", &all);
        let since = |number| filled.at(number);
        let joined = self.market.write(|work| {
            let permit = Actor::Worker(Worker::Seed).may(Action::ManageMembers, &Platform)?;
            for (number, (person, at)) in all.iter().zip(providers).enumerate() {
                let members = vec![Member { person: person.id, role: Role::Owner, since: since(number) }];
                let team = Team { organisation: *at, kind: OrganisationKind::Provider, members };
                work.save_team(&permit, Changed { next: team, events: vec![] })?;
            }
            let mut team = work.team(filled.department, OrganisationKind::Department)?;
            let buyers = all.iter().enumerate();
            let buyers = buyers.map(|(number, person)| Member {
                person: person.id,
                role: Role::Buyer,
                since: since(number),
            });
            team.members.extend(buyers);
            work.save_team(&permit, Changed { next: team, events: vec![] })?;
            Ok::<_, Refused>(())
        });
        joined.expect("members");
        all.iter().map(|person| person.id).collect()
    }

    /// For each provider a mark with a condition that is overdue, or said to be met by every third; and an application to renew it.
    fn fills_marks(&self, filled: &Filled, providers: &[OrganisationId], people: &[PersonId]) {
        let id = self.gives_mark(filled.provider, &[Channel::InPerson, Channel::Telephone]);
        let model: Accreditation = self.market.read(|work| Ok(work.find(id)?)).expect("it is there");
        let due = domain::kernel::time::day_of(filled.newest - (30 * 24).hours());
        let marked = providers.iter().enumerate().map(|(number, provider)| {
            let text: Prose = "Train everyone who visits homes".parse().expect("prose");
            let condition = Condition {
                text: text.clone(),
                due,
                check: None,
                shown: (number % 3 == 0).then(|| Shown { text: text.clone(), at: filled.newest }),
                met_on: None,
            };
            let (starts, ends) = (filled.at(number), filled.newest + (365 * 24).hours());
            let mark = QualityMark::given(fresh(), model.scope.clone(), starts, ends, vec![condition]);
            Accreditation {
                id: fresh(),
                version: 0,
                provider: *provider,
                state: MarkState::AccreditedWithConditions,
                started_at: starts,
                submitted_at: Some(starts),
                mark: Some(mark),
                ..model.clone()
            }
        });
        self.keeps("accreditation.decided", &marked.collect::<Vec<_>>());
        let states = [MarkState::Submitted, MarkState::UnderAssessment, MarkState::Recommended];
        let open = providers.iter().zip(people).enumerate().map(|(number, (provider, person))| {
            let mut case = Accreditation {
                id: fresh(),
                version: 0,
                provider: *provider,
                state: states[number % states.len()],
                started_at: filled.at(number),
                submitted_at: Some(filled.at(number)),
                mark: None,
                ..model.clone()
            };
            case.assessor = (case.state != MarkState::Submitted).then_some(*person);
            case.assessment.decide_by = Some(due);
            let reasons =
                if number % 2 == 0 { vec![] } else { vec![RiskReason::Concerns, RiskReason::Unverified] };
            case.assessment.risk = Risk { reasons };
            case
        });
        self.keeps("accreditation.submitted", &open.collect::<Vec<_>>());
    }

    fn fills_placements(&self, filled: &Filled, providers: &[OrganisationId]) {
        let id = self.puts_on_lot(filled.provider, "in-person");
        let model: Placement = self.market.read(|work| Ok(work.find(id)?)).expect("it is there");
        let all = providers.iter().enumerate().map(|(number, provider)| Placement {
            id: fresh(),
            version: 0,
            provider: *provider,
            state: PlacementState::Submitted,
            started_at: filled.at(number),
            submitted_at: Some(filled.at(number)),
            ..model.clone()
        });
        self.keeps("placement.submitted", &all.collect::<Vec<_>>());
    }

    /// On another lot, each with a changed agreement: signed by every second provider, put to the others.
    fn fills_variations(&self, filled: &Filled, providers: &[OrganisationId], people: &[PersonId]) {
        let id = self.puts_on_lot(filled.provider, "telephone");
        let model: Placement = self.market.read(|work| Ok(work.find(id)?)).expect("it is there");
        let version = model.framework_version + 1;
        let wording = Wording { framework_version: version, sha256: "0".repeat(64).parse().expect("a hash") };
        let signatory = Signatory {
            authority: "Director".parse().expect("a line"),
            name: "Jo Bloggs".parse().expect("a name"),
            role: "Director".parse().expect("a line"),
        };
        let all = providers.iter().zip(people).enumerate().map(|(number, (provider, person))| {
            let at = filled.at(number);
            let signature = Signature { signatory: signatory.clone(), by: *person, at };
            Placement {
                id: fresh(),
                version: 0,
                provider: *provider,
                started_at: at,
                submitted_at: Some(at),
                variations: vec![Variation {
                    wording: wording.clone(),
                    offered_at: at,
                    signature: (number % 2 == 0).then_some(signature),
                    countersigned: None,
                }],
                agreement_seen: version,
                ..model.clone()
            }
        });
        self.keeps("placement.varied", &all.collect::<Vec<_>>());
    }

    /// Concerns are raised for the department, by its buyers.
    fn fills_reviews(&self, filled: &Filled, providers: &[OrganisationId], people: &[PersonId]) {
        let today = domain::kernel::time::day_of(filled.newest);
        let all = providers.iter().zip(people).enumerate().map(|(number, (provider, person))| Review {
            id: fresh(),
            version: 0,
            provider: *provider,
            accreditation: None,
            standard: 1,
            cause: Cause::ALL[number % Cause::ALL.len()],
            source: Some(Source::Authority),
            raised_by: Some(*person),
            raised_for: (Cause::ALL[number % Cause::ALL.len()] == Cause::Concern)
                .then_some(filled.department),
            report: None,
            about: Some("It is said to be closed".parse().expect("prose")),
            criteria: vec![],
            raised_at: filled.at(number),
            due: today + i64::try_from(number % 90).unwrap_or_default().days(),
            state: if number % 2 == 0 { ReviewState::Raised } else { ReviewState::UnderReview },
            assessor: (number % 2 == 1).then_some(*person),
            result: None,
            closing: None,
        });
        self.keeps("review.raised", &all.collect::<Vec<_>>());
    }

    /// All of one provider, each live with a change that waits for a reviewer.
    fn fills_offerings(&self, filled: &Filled) -> Vec<OfferingId> {
        let path = format!("/api/v1/organisations/{}/offerings", filled.provider);
        let drafted = filled.owner.post(&path, &crate::support()).is(201);
        let id = drafted.id().parse().expect("an identifier");
        let model: Offering = self.market.read(|work| Ok(work.find(id)?)).expect("it is there");
        let all = (0..filled.rows).map(|number| {
            let mut offering = Offering {
                id: fresh(),
                version: 0,
                state: OfferingState::Live,
                published_at: Some(filled.at(number)),
                ..model.clone()
            };
            offering.support.name = numbered("Help", number).parse().expect("a name");
            offering.proposed = Some(Proposal {
                touches: BTreeSet::from([Assessed::ALL[number % Assessed::ALL.len()]]),
                support: offering.support.clone(),
                since: filled.at(number),
            });
            offering
        });
        let all: Vec<_> = all.collect();
        self.keeps("offering.change_proposed", &all);
        all.iter().map(|it| it.id).collect()
    }

    fn fills_reports(&self, filled: &Filled, offerings: &[OfferingId]) {
        let directory: Slug = "carers".parse().expect("a short name");
        let all = offerings.iter().enumerate().map(|(number, offering)| Report {
            id: fresh(),
            version: 0,
            about: Reported {
                directory: directory.clone(),
                offering: *offering,
                name: numbered("Help", number).parse().expect("a name"),
                provider: filled.provider,
            },
            wrong: Wrong::ALL[number % Wrong::ALL.len()],
            words: None,
            email: None,
            made_at: filled.at(number),
            closed: None,
        });
        self.keeps("report.made", &all.collect::<Vec<_>>());
    }

    fn fills_services(&self, filled: &Filled) {
        let model = self.market.read(|work| Ok(work.services()?)).expect("services").remove(0);
        let clusters = ["care", "driving"].map(|slug| slug.parse::<Slug>().expect("a short name"));
        let all = (0..filled.rows).map(|number| {
            let mut service = Service {
                id: fresh(),
                version: 0,
                keeper: Some(filled.department),
                content: model.content.clone(),
            };
            service.content.clusters = BTreeSet::from([clusters[number % clusters.len()].clone()]);
            service.content.slug = format!("service-{number:05}").parse().expect("a short name");
            service.content.name = numbered("Service", number).parse().expect("a name");
            service
        });
        self.keeps("service.entered", &all.collect::<Vec<_>>());
    }

    /// Drafts: what is open is looked at with every change, and no department has so many.
    fn fills_directories(&self, filled: &Filled) {
        let path = format!("/api/v1/organisations/{}/directories", filled.department);
        filled.manager.post(&path, &crate::carers()).is(201);
        let slug: Slug = "carers".parse().expect("a short name");
        let model =
            self.market.read(|work| Ok(work.directory_called(&slug)?)).expect("reads").expect("is there");
        let all = (0..filled.rows).map(|number| {
            let mut directory =
                Directory { id: fresh(), version: 0, state: DirectoryState::Draft, ..model.clone() };
            directory.content.slug = format!("directory-{number:05}").parse().expect("a short name");
            directory.content.name = numbered("Directory", number).parse().expect("a name");
            directory.content.hosts.clear();
            directory
        });
        self.keeps("directory.drafted", &all.collect::<Vec<_>>());
    }

    /// Mails that no server took.
    fn fills_outbox(&self, filled: &Filled) {
        let posted = self.market.write(|work| {
            work.drop_waiting_mail()?;
            for number in 0..filled.rows {
                work.post(&Letter {
                    to: format!("person.{number}@example.org").parse().expect("an address"),
                    subject: "Your application".to_owned(),
                    body: "We have it.".to_owned(),
                })?;
            }
            let limit = i64::try_from(filled.rows).unwrap_or(i64::MAX);
            for mail in work.mails_in(MailState::Waiting, None, limit)? {
                work.mail_was_refused(&mail, "550 no such mailbox", None)?;
            }
            Ok::<_, Refused>(())
        });
        posted.expect("mails");
    }

    /// Fills the list of frameworks with so many more.
    pub fn fills_frameworks(&self, rows: usize) {
        let model = self.market.read(|work| Ok(work.frameworks()?)).expect("frameworks").remove(0);
        let all = (0..rows).map(|number| {
            let mut framework = Framework { id: fresh(), version: 0, ..model.clone() };
            framework.definition.slug = format!("framework-{number:05}").parse().expect("a short name");
            framework.definition.name = numbered("Framework", number).parse().expect("a name");
            framework
        });
        self.keeps("framework.loaded", &all.collect::<Vec<_>>());
    }
}
