//! What is chosen from lists that others keep: services, languages, facilities, partners.

use super::case::Case;
use crate::door::Asking;
use crate::door::parts::small;
use domain::services::Service;
use marketplace::reference::{Named, Reference};
use ui::Markup;
use ui::components::{Checkbox, Checkboxes, Details, ErrorMessage, Legend, Radio};

fn boxes<'a, C: ToString + 'a>(listed: impl Iterator<Item = (&'a C, &'a Named)>) -> Vec<Checkbox> {
    let mut listed: Vec<_> = listed.map(|(code, named)| (code.to_string(), named.name.as_str())).collect();
    listed.sort_by_key(|(_, name)| *name);
    listed.into_iter().map(|(code, name)| Checkbox::new(code, name)).collect()
}

pub(super) fn languages(asking: &Asking<'_>, reference: &Reference) -> Vec<Markup> {
    vec![
        small("Languages, British Sign Language among them, are free to the user."),
        asking.ask("languages[]", "Always").checkboxes(boxes(reference.languages())).small().into(),
        asking
            .ask("languages_on_request[]", "If people ask before (optional)")
            .checkboxes(boxes(reference.languages()))
            .small()
            .into(),
    ]
}

pub(super) fn facilities(asking: &Asking<'_>, reference: &Reference) -> Vec<Markup> {
    vec![
        small("They are free to the user. What printing or photographs cost is declared under costs."),
        asking
            .ask("facilities[]", "Choose all that you have")
            .checkboxes(boxes(reference.facilities()))
            .small()
            .into(),
    ]
}

/// The services of a cluster, as boxes that open where one is ticked.
fn of_cluster(asking: &Asking<'_>, title: &str, word: &str, services: &[&Service]) -> Markup {
    let chosen: Vec<&str> = asking.typed.all("services[]").collect();
    let boxes = services.iter().map(|service| {
        let slug = service.content.slug.as_str();
        Checkbox::new(slug, service.content.name.as_str()).checked(chosen.contains(&slug))
    });
    let boxes = Checkboxes::new("services[]", Legend::new(title).classes("govuk-visually-hidden"))
        .id_prefix(format!("services-of-{word}"))
        .items(boxes.collect::<Vec<_>>())
        .small();
    let is_open = services.iter().any(|service| chosen.contains(&service.content.slug.as_str()));
    Details::new(title, Markup::from(boxes)).open(is_open).into()
}

pub(super) fn services(asking: &Asking<'_>, case: &Case) -> Vec<Markup> {
    let every =
        Checkbox::new("yes", "Every government service").checked(asking.value("every_service") == "yes");
    let mut every = Checkboxes::single("every_service", every).id_prefix("services");
    every.error_message = ErrorMessage::among(asking.mistakes, "services");
    let clusters = case.clusters.iter();
    let clusters = clusters.map(|it| {
        Checkbox::new(it.content.slug.as_str(), it.content.name.as_str())
            .hint(it.content.description.as_str())
    });
    let clusters = asking
        .ask("clusters[]", "Or every service of these groups (optional)")
        .checkboxes(clusters.collect::<Vec<_>>())
        .small();
    let mut parts = vec![every.into(), clusters.into()];
    parts.push(crate::door::parts::subsection("Or single services (optional)"));
    // A service stands under the first of its clusters only: ticked once, it can be unticked once.
    for cluster in &case.clusters {
        let first = |service: &&Service| service.content.clusters.first() == Some(&cluster.content.slug);
        let own: Vec<&Service> = case.services.iter().filter(first).collect();
        if !own.is_empty() {
            parts.push(of_cluster(
                asking,
                cluster.content.name.as_str(),
                cluster.content.slug.as_str(),
                &own,
            ));
        }
    }
    parts
}

pub(super) fn partner(asking: &Asking<'_>, case: &Case) -> Vec<Markup> {
    let partners = case.provider.partners.iter().filter(|partner| partner.confirmed_at.is_some());
    let partners =
        partners.map(|partner| Radio::new(partner.organisation.to_string(), partner.name.to_string()));
    let own = asking.value("delivery_partner").is_empty();
    let ours = Radio::new("", format!("{} itself", case.provider.name)).checked(own);
    vec![
        asking
            .ask("delivery_partner", "Who gives it under your name?")
            .radios(std::iter::once(ours).chain(partners).collect::<Vec<_>>())
            .into(),
    ]
}
