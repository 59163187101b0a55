//! What is asked about a service.

use crate::door::parts::{group, place, small};
use crate::door::{Asking, Typed};
use crate::words::nation_said;
use domain::services::{Cluster, Intermediary, Service, Users};
use domain::values::Nation;
use marketplace::reference::Reference;
use ui::Markup;
use ui::components::{Checkbox, Radio};

fn users_said(users: Users) -> &'static str {
    match users {
        Users::Public => "People and businesses in the United Kingdom, or British citizens overseas",
        Users::StaffAtWork => "Staff of the public sector, at work",
        Users::NonBritishOverseas => "People overseas who are not British citizens",
    }
}

fn intermediary_said(intermediary: Intermediary) -> &'static str {
    match intermediary {
        Intermediary::Nobody => "Nobody",
        Intermediary::ProfitsFromIt => "Yes, and they profit from it",
        Intermediary::IsTheIntendedUser => "Yes, and they are the user for whom it was made",
    }
}

/// What decides whether it needs support.
fn need(asking: &Asking<'_>, services: &[Service]) -> Vec<Markup> {
    let users = Users::ALL.iter().map(|it| Radio::new(it.word(), users_said(*it)));
    let between = Intermediary::ALL.iter().map(|it| Radio::new(it.word(), intermediary_said(*it)));
    let others = services.iter().map(|it| (it.content.slug.to_string(), it.content.name.to_string()));
    let others = std::iter::once((String::new(), "None".to_owned())).chain(others);
    vec![
        asking.ask("support[users]", "Who uses it?").radios(users.collect::<Vec<_>>()).into(),
        asking
            .ask("support[intermediary]", "Does someone in between complete it for the user?")
            .radios(between.collect::<Vec<_>>())
            .into(),
        asking
            .ask("support[same_outcome_from]", "Does another service give the same outcome?")
            .hint("Another channel of the same service does not count")
            .select(others)
            .into(),
        asking
            .ask("support[people_a_year]", "How many people a year need support with it? (optional)")
            .hint("People who cannot use it online alone")
            .input()
            .width(10)
            .numeric()
            .into(),
    ]
}

/// Who cannot be checked online, and what they do instead.
fn identity(asking: &Asking<'_>) -> Markup {
    let ask = |field: &str, label: &str| {
        Markup::from(asking.ask(&format!("identity_route[{field}]"), label).textarea().rows(3_u32))
    };
    let parts = [
        ask("cannot_be_checked", "Who cannot be checked online?"),
        ask("cannot_be_checked_cy", "The same in Welsh"),
        ask("other_route", "What do they do instead?"),
        ask("other_route_cy", "The same in Welsh"),
    ];
    let route = place("identity_route", "", parts);
    let answers = [Radio::new("yes", "Yes").conditional(route), Radio::new("no", "No")];
    asking.ask("identity_check", "Does it check identity online?").radios(answers).into()
}

pub(super) fn fields(
    asking: &Asking<'_>,
    is_new: bool,
    services: &[Service],
    clusters: &[Cluster],
    reference: &Reference,
) -> Vec<Markup> {
    let departments = reference.departments().map(|(slug, named)| (slug.to_string(), named.name.clone()));
    let mut departments: Vec<_> = departments.collect();
    departments.sort_by(|one, two| one.1.cmp(&two.1));
    let departments = std::iter::once((String::new(), "Choose".to_owned())).chain(departments);
    let clusters = clusters.iter().map(|it| {
        Checkbox::new(it.content.slug.as_str(), it.content.name.as_str())
            .hint(it.content.description.as_str())
    });
    let nations = Nation::ALL.iter().map(|nation| Checkbox::new(nation.word(), nation_said(*nation)));
    let mut fields: Vec<Markup> = vec![
        asking.ask("name", "Name of the service").hint("As its users know it").input().into(),
        asking.ask("name_cy", "Name in Welsh").input().into(),
    ];
    if is_new {
        fields.push(
            asking
                .ask("slug", "Short name")
                .hint("In addresses and queries, for example carers-allowance. It never changes")
                .input()
                .width(20)
                .spellcheck(false)
                .into(),
        );
    }
    fields.extend([
        asking.ask("department", "Whose service is it?").select(departments).into(),
        asking
            .ask("clusters[]", "Which needs does it answer?")
            .checkboxes(clusters.collect::<Vec<_>>())
            .small()
            .into(),
        asking
            .ask("nations[]", "Where is it given?")
            .hint("Left empty, it is given everywhere in the United Kingdom")
            .checkboxes(nations.collect::<Vec<_>>())
            .small()
            .into(),
        asking
            .ask("url", "Its start page (optional)")
            .hint("For example, https://www.gov.uk/carers-allowance")
            .input()
            .spellcheck(false)
            .into(),
        group("Does it need assisted digital support?", need(asking, services)),
        small("Signpost judges from these answers whether it does, and shows why."),
        identity(asking),
    ]);
    fields
}

/// What was typed about identity checks counts only where the service makes them.
pub(super) fn tidied(typed: &mut Typed) {
    if typed.get("identity_check") != "yes" {
        typed.0.retain(|(name, _)| !name.starts_with("identity_route"));
    }
}
