//! What is chosen from lists that others keep: services, languages, facilities, partners.

use super::case::Case;
use crate::door::Asking;
use crate::door::parts::small;
use domain::services::{Cluster, Service};
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

/// Services to tick, under the clusters that they belong to; those with one that is ticked stand open. A service
/// stands under the first of its clusters only: ticked once, it can be unticked once.
pub(crate) fn by_cluster(
    asking: &Asking<'_>,
    name: &str,
    services: &[Service],
    clusters: &[Cluster],
) -> Markup {
    let chosen: Vec<&str> = asking.typed.all(name).collect();
    Markup::joined(clusters.iter().map(|cluster| {
        let (slug, title) = (&cluster.content.slug, cluster.content.name.as_str());
        let own = services.iter().filter(|it| it.content.clusters.first() == Some(slug));
        let is_chosen = |service: &Service| chosen.contains(&service.content.slug.as_str());
        let boxes = own.clone().map(|service| {
            let content = &service.content;
            Checkbox::new(content.slug.as_str(), content.name.as_str()).checked(is_chosen(service))
        });
        let boxes: Vec<_> = boxes.collect();
        if boxes.is_empty() {
            return Markup::default();
        }
        let boxes = Checkboxes::new(name, Legend::new(title).classes("govuk-visually-hidden"))
            .id_prefix(format!("services-of-{slug}"))
            .items(boxes)
            .small();
        Details::new(title, Markup::from(boxes)).open(own.clone().any(is_chosen)).into()
    }))
}

/// Clusters to tick.
pub(crate) fn clusters_asked(
    asking: &Asking<'_>,
    name: &str,
    question: &str,
    clusters: &[Cluster],
) -> Markup {
    let clusters = clusters.iter().map(|it| {
        Checkbox::new(it.content.slug.as_str(), it.content.name.as_str())
            .hint(it.content.description.as_str())
    });
    asking.ask(name, question).checkboxes(clusters.collect::<Vec<_>>()).small().into()
}

pub(super) fn services(asking: &Asking<'_>, case: &Case) -> Vec<Markup> {
    let every =
        Checkbox::new("yes", "Every government service").checked(asking.value("every_service") == "yes");
    let mut every = Checkboxes::single("every_service", every).id_prefix("services");
    every.error_message = ErrorMessage::among(asking.mistakes, "services");
    vec![
        every.into(),
        clusters_asked(asking, "clusters[]", "Or every service of these groups (optional)", &case.clusters),
        crate::door::parts::section("Or single services (optional)"),
        by_cluster(asking, "services[]", &case.services, &case.clusters),
    ]
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
