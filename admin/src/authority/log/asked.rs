//! What of the log is asked for, as people ask: by names, addresses of pages and days.

use super::HERE;
use crate::door::parts::{bullets, chooser, link, section};
use crate::door::{Asking, DAY_AS_TYPED, Typed, encode, optional_day};
use domain::kernel::time::{end_of, start_of};
use domain::values::Slug;
use domain::{Actor, FieldError, Fields, Refused, Timestamp};
use marketplace::Work;
use marketplace::audit::{self, Meant, Wanted};
use serde::{Deserialize, Serialize};
use ui::Markup;
use ui::components::Button;

/// What was typed.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Asked {
    subject: String,
    actor: String,
    organisation: String,
    framework: String,
    from: String,
    to: String,
    #[serde(skip_serializing)]
    pub(super) before: Option<i64>,
}

/// What a name may stand for: the field it was typed into, what is asked about it, and each with its name.
type Several = (&'static str, &'static str, Vec<(String, String)>);

/// What was typed, as the log understands it.
pub(super) struct Understood {
    /// What is wanted; nothing while something is wrong or undecided.
    pub(super) wanted: Option<Wanted>,
    /// What is wrong.
    pub(super) mistakes: Vec<FieldError>,
    /// What is to be chosen.
    several: Vec<Several>,
}

/// One thing that some text means. Where it means none or several, that is noted.
fn one<T: ToString>(
    fields: &mut Fields,
    several: &mut Vec<Several>,
    (name, question, none): (&'static str, &'static str, &str),
    meant: Option<Meant<T>>,
) -> Option<Option<T>> {
    let pointer = format!("/{name}");
    match meant {
        None => return Some(None),
        Some(Meant::One(it)) => return Some(Some(it)),
        Some(Meant::Nothing) => fields.refuse(&pointer, "unknown", none),
        Some(Meant::Several(all)) => {
            fields.refuse(
                &pointer,
                "several",
                "This fits more than one: choose which is meant, or write more of it",
            );
            several.push((
                name,
                question,
                all.into_iter().map(|(it, said)| (it.to_string(), said)).collect(),
            ));
        }
    }
    None
}

impl Asked {
    /// What is asked for: days in London, both within.
    pub(super) fn understood(&self, work: &mut Work<'_, '_>, by: &Actor) -> Result<Understood, Refused> {
        let (mut fields, mut several) = (Fields::new(), vec![]);
        let typed = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let meant = typed(&self.subject).map(|text| audit::thing_meant(work, by, &text)).transpose()?;
        let none = "Nothing is called so: enter a part of its name, or the address of its page";
        let subject = one(&mut fields, &mut several, ("subject", "About which of these?", none), meant);
        let meant = typed(&self.actor).map(|text| audit::actor_meant(work, by, &text)).transpose()?;
        let none = "Nobody has this name or email address";
        let actor = one(&mut fields, &mut several, ("actor", "Done by which of these?", none), meant);
        let meant = typed(&self.organisation).map(|text| audit::organisation_meant(work, by, &text));
        let none = "No organisation is called so: enter a part of its name";
        let whose = ("organisation", "The business of which of these?", none);
        let organisation = one(&mut fields, &mut several, whose, meant.transpose()?);
        let framework: Option<Option<Slug>> = fields.optional("/framework", Some(&self.framework));
        let from = optional_day(&mut fields, "/from", &self.from);
        let to = optional_day(&mut fields, "/to", &self.to);
        if let (Some(Some(from)), Some(Some(to))) = (from, to)
            && to < from
        {
            fields.refuse("/to", "invalid", "Enter a last day that is not before the first");
        }
        let wanted = fields.finish(|| {
            Some(Wanted {
                subject: subject?,
                organisations: organisation?.into_iter().collect(),
                actor: actor?,
                framework: framework?.map(|slug| slug.to_string()),
                from: from?.map(|day| start_of(day).as_microsecond()),
                to: to?.map(|day| end_of(day).as_microsecond()),
                ..Wanted::default()
            })
        });
        let mistakes = wanted.as_ref().err().map(|errors| errors.all().to_vec()).unwrap_or_default();
        Ok(Understood { wanted: wanted.ok(), mistakes, several })
    }

    /// The same as an address, without the page.
    pub(super) fn query(&self) -> String {
        Typed::of(self).encoded()
    }

    /// The questions, with what was typed and what is wrong with it.
    pub(super) fn form(&self, frameworks: &[(Slug, String)], mistakes: &[FieldError]) -> Markup {
        let typed = Typed::of(self);
        let asking = Asking::of(&typed, mistakes);
        let mut known: Vec<(String, String)> = vec![(String::new(), "Any framework".to_owned())];
        known.extend(frameworks.iter().map(|(slug, name)| (slug.to_string(), name.clone())));
        // What is asked for is shown as asked, also where no framework is called so.
        if !known.iter().any(|(slug, _)| *slug == self.framework) {
            known.push((self.framework.clone(), self.framework.clone()));
        }
        let fields: Vec<Markup> = vec![
            asking
                .ask("subject", "About what?")
                .hint("A part of its name, or the address of its page")
                .input()
                .width(20)
                .into(),
            asking.ask("actor", "Done by whom?").hint("A name or an email address").input().width(20).into(),
            asking
                .ask("organisation", "Whose business?")
                .hint("A part of an organisation's name")
                .input()
                .width(20)
                .into(),
            asking.ask("framework", "On which framework?").select(known).into(),
            asking.ask("from", "First day, in London").hint(DAY_AS_TYPED).input().width(10).into(),
            asking.ask("to", "Last day, in London").hint("It is searched as well").input().width(10).into(),
            Button::new("Search").into(),
        ];
        chooser(HERE, fields)
    }

    /// What is to be chosen, each as a link to the same search for it.
    pub(super) fn choices(&self, understood: &Understood) -> Vec<Markup> {
        let all = understood.several.iter().flat_map(|(field, question, all)| {
            let links = all.iter().map(|(value, name)| {
                let mut typed = Typed::of(self);
                typed.set(field, value.clone());
                link(name.as_str(), &format!("{HERE}?{}", typed.encoded()))
            });
            [section(question), bullets(links)]
        });
        all.collect()
    }
}

/// The address of a file with what is wanted: the API's times are instants.
pub(super) fn export(wanted: &Wanted, format: &str) -> String {
    let mut path = format!("/take-away/audit/export?format={format}");
    let mut add = |name: &str, value: Option<String>| {
        path.extend(value.map(|value| format!("&{name}={}", encode(&value))));
    };
    let instant = |micros: i64| Timestamp::from_microsecond(micros).map(|at| at.to_string()).ok();
    add("subject", wanted.subject.map(|id| id.to_string()));
    add("organisation", wanted.organisations.first().map(ToString::to_string));
    add("actor", wanted.actor.clone());
    add("framework", wanted.framework.clone());
    add("from", wanted.from.and_then(instant));
    add("to", wanted.to.and_then(instant));
    path
}
