//! Names beside the log, which itself has identifiers only: of what is in it, and to look for it by.

use crate::Work;
use domain::values::EmailAddress;
use domain::{Action, Actor, ActorId, OrganisationId, PersonId, Platform, Reach, Refused, Worker};
use std::collections::{BTreeMap, BTreeSet};
use store::events::Sealed;
use store::people::WantedPeople;
use store::things::Called;
use uuid::Uuid;

/// So many are offered to choose from where a name fits several.
const TO_CHOOSE_FROM: usize = 10;

/// The kinds of things that have names. A page asks for each, so that it asks as much whatever is on it.
const WITH_NAMES: [&str; 8] =
    ["organisation", "person", "client", "offering", "service", "directory", "framework", "cluster"];

/// What entries of the log are about, whose business they are, and who did them, by name.
#[derive(Debug, Clone, Default)]
pub struct Names(BTreeMap<(&'static str, Uuid), Called>);

/// What some text stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant<T> {
    /// This.
    One(T),
    /// Any of these, each with its name: there may be more.
    Several(Vec<(T, String)>),
    /// Nothing that the asker may look for.
    Nothing,
}

impl<T> Meant<T> {
    fn map<U>(self, to: impl Fn(T) -> U) -> Meant<U> {
        match self {
            Self::One(it) => Meant::One(to(it)),
            Self::Several(all) => Meant::Several(all.into_iter().map(|(it, name)| (to(it), name)).collect()),
            Self::Nothing => Meant::Nothing,
        }
    }
}

impl Names {
    /// A thing, where it has a name and is there still.
    #[must_use]
    pub fn of(&self, kind: &str, id: &str) -> Option<&Called> {
        let kind = WITH_NAMES.into_iter().find(|it| *it == kind)?;
        self.0.get(&(kind, id.parse().ok()?))
    }

    /// Who did something, where they have a name: a person, or a program.
    #[must_use]
    pub fn of_actor(&self, actor: &str) -> Option<&Called> {
        let (kind, id) = actor.split_once(':')?;
        self.of(kind, id)
    }
}

/// The names of what some entries tell of. Who people are is told to those who may read of them.
///
/// # Errors
/// When the database fails.
pub fn names(work: &mut Work<'_, '_>, by: &Actor, entries: &[Sealed]) -> Result<Names, Refused> {
    let may_read_people = by.may(Action::ReadPeople, &Platform).is_ok();
    let mut asked: BTreeMap<&str, BTreeSet<Uuid>> = BTreeMap::new();
    for Sealed { entry, .. } in entries {
        let about = Some((entry.subject_kind.as_str(), entry.subject_id.as_str()));
        let whose = entry.organisation.as_deref().map(|id| ("organisation", id));
        for (kind, id) in [about, whose, entry.actor.split_once(':')].into_iter().flatten() {
            asked.entry(kind).or_default().extend(id.parse::<Uuid>().ok());
        }
    }
    let mut names = BTreeMap::new();
    for kind in WITH_NAMES {
        if kind == "person" && !may_read_people {
            continue;
        }
        let found = work.names_of(kind, &asked.remove(kind).unwrap_or_default())?;
        names.extend(found.into_iter().map(|(id, called)| ((kind, id), called)));
    }
    Ok(Names(names))
}

/// The identifier in some text: alone, after its kind, or in the address of a page.
fn identifier_in(text: &str) -> Option<Uuid> {
    let parts = text.rsplit(|letter: char| !letter.is_ascii_hexdigit() && letter != '-');
    parts.filter(|part| part.len() == 36).find_map(|part| part.parse().ok())
}

fn one_of<T>(mut found: Vec<(T, String)>, text: &str) -> Meant<T> {
    let text = text.to_lowercase();
    let just_so = |(_, name): &(T, String)| name.to_lowercase() == text;
    let exactly = found.iter().filter(|it| just_so(it)).count();
    if exactly == 1 {
        found.retain(just_so);
    }
    found.truncate(TO_CHOOSE_FROM);
    match (found.len(), found.pop()) {
        (1, Some((one, _))) => Meant::One(one),
        (_, Some(last)) => {
            found.push(last);
            Meant::Several(found)
        }
        (_, None) => Meant::Nothing,
    }
}

fn limit() -> i64 {
    i64::try_from(TO_CHOOSE_FROM).unwrap_or(i64::MAX)
}

/// Which organisation is meant by an identifier, the address of its page, or a part of its name.
///
/// # Errors
/// When the database fails.
pub fn organisation_meant(
    work: &mut Work<'_, '_>,
    by: &Actor,
    text: &str,
) -> Result<Meant<OrganisationId>, Refused> {
    if let Some(id) = identifier_in(text) {
        return Ok(Meant::One(id.into()));
    }
    let own: Option<Vec<OrganisationId>> = (by.widest_reach(Action::ReadAudit) != Reach::Any)
        .then(|| by.memberships().iter().map(|at| at.organisation).collect());
    let found = work.organisations_called(text, own.as_deref(), limit())?;
    Ok(one_of(found.into_iter().map(|it| (it.id.into(), it.name)).collect(), text))
}

/// Who is meant by an actor as the log has it, the address of a person's page, an email address, or a part of a name.
///
/// # Errors
/// When the database fails.
pub fn actor_meant(work: &mut Work<'_, '_>, by: &Actor, text: &str) -> Result<Meant<String>, Refused> {
    let as_the_log_has_it = ["person:", "client:", "worker:"].iter().any(|kind| text.starts_with(kind));
    if as_the_log_has_it || text == ActorId::Visitor.to_string() {
        return Ok(Meant::One(text.to_owned()));
    }
    if let Ok(worker) = text.to_lowercase().parse::<Worker>() {
        return Ok(Meant::One(ActorId::Worker(worker).to_string()));
    }
    let people = match identifier_in(text) {
        Some(id) => Meant::One(PersonId::from(id)),
        None => person_meant(work, by, text)?,
    };
    Ok(people.map(|id| ActorId::Person(id).to_string()))
}

fn person_meant(work: &mut Work<'_, '_>, by: &Actor, text: &str) -> Result<Meant<PersonId>, Refused> {
    if by.may(Action::ReadPeople, &Platform).is_err() {
        return Ok(Meant::Nothing);
    }
    if let Ok(email) = text.parse::<EmailAddress>()
        && let Some(person) = work.person_with(&email)?
    {
        return Ok(Meant::One(person.id));
    }
    let wanted = WantedPeople { text: Some(text.to_owned()), ..WantedPeople::default() };
    let found = work.people_wanted(&wanted, None, limit())?;
    let named = |person: &domain::people::Person| format!("{}, {}", person.name, person.email);
    Ok(one_of(found.into_iter().map(|(person, _)| (person.id, named(&person))).collect(), text))
}

/// What is meant by an identifier, the address of its page, an email address, or a part of a name.
///
/// # Errors
/// When the database fails.
pub fn thing_meant(work: &mut Work<'_, '_>, by: &Actor, text: &str) -> Result<Meant<Uuid>, Refused> {
    if let Some(id) = identifier_in(text) {
        return Ok(Meant::One(id));
    }
    if by.widest_reach(Action::ReadAudit) != Reach::Any {
        return Ok(organisation_meant(work, by, text)?.map(OrganisationId::uuid));
    }
    if text.contains('@') {
        return Ok(person_meant(work, by, text)?.map(PersonId::uuid));
    }
    let found = work.things_called(text, limit())?;
    Ok(one_of(found.into_iter().map(|(_, it)| (it.id, it.name)).collect(), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_found_alone_after_its_kind_and_in_an_address() {
        let id = "0190163d-8694-739b-aea5-966c26f8ad91";
        for text in [
            id.to_owned(),
            format!("person:{id}"),
            format!("https://signpost.example/offerings/{id}/history?after=2"),
        ] {
            assert_eq!(identifier_in(&text), id.parse().ok(), "{text}");
        }
        assert_eq!(identifier_in("Age Well Leeds, dead-beef"), None);
    }

    #[test]
    fn a_name_that_one_thing_has_just_so_means_that_thing() {
        let all = |names: &[&str]| {
            names.iter().enumerate().map(|(at, name)| (at, (*name).to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(one_of(all(&["Age Well", "Age Well Leeds"]), "age well"), Meant::One(0));
        assert_eq!(one_of(all(&["Age Well Leeds"]), "well"), Meant::One(0));
        assert_eq!(one_of(all(&[]), "well"), Meant::Nothing);
        let twins = all(&["Age Well", "Age Well"]);
        assert_eq!(one_of(twins.clone(), "Age Well"), Meant::Several(twins));
    }
}
