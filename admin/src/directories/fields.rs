//! What is asked about a directory.

use crate::door::parts::{group, section, small, text};
use crate::door::{Asking, Typed};
use crate::local_authorities;
use crate::marks::channels_asked;
use crate::offerings::{by_cluster, clusters_asked};
use crate::words::nation_said;
use domain::services::{Cluster, Service};
use domain::values::Nation;
use marketplace::reference::Reference;
use ui::Markup;
use ui::components::Checkbox;

/// The field in which local authorities are typed.
pub(super) const AUTHORITIES: &str = "admits[local_authorities]";
/// The field in which host names are typed, one a line.
const HOSTS: &str = "hosts";
/// The field in which sites that may show the directory are typed, one a line.
const ORIGINS: &str = "allowed_origins";

/// Its short name, which never changes.
pub(super) fn slug(asking: &Asking<'_>) -> Markup {
    asking
        .ask("slug", "Short name")
        .hint("The directory is at /d/ and this name, for example carers. It never changes")
        .input()
        .width(20)
        .spellcheck(false)
        .into()
}

pub(super) fn words(asking: &Asking<'_>) -> Vec<Markup> {
    vec![
        asking.ask("name", "Name of the directory").hint("For example, Carers' help").input().into(),
        asking.ask("name_cy", "Name in Welsh").input().into(),
        asking.ask("intro", "What do people read first?").textarea().into(),
        asking.ask("intro_cy", "What do people read first, in Welsh?").textarea().into(),
        asking
            .ask("contact_email", "Where do people write about the directory itself? (optional)")
            .email()
            .into(),
        asking
            .ask(HOSTS, "Host names of its own (optional)")
            .hint("One a line, such as help.example.gov.uk. Their DNS has to lead here")
            .textarea()
            .rows(2_u32)
            .spellcheck(false)
            .into(),
        asking
            .ask(ORIGINS, "Sites that may show it within their own pages (optional)")
            .hint("One a line, such as https://www.example.gov.uk")
            .textarea()
            .rows(2_u32)
            .spellcheck(false)
            .into(),
    ]
}

pub(super) fn look(asking: &Asking<'_>) -> Vec<Markup> {
    let colour = |field: &str, label: &str, hint: &str| {
        let field = asking.ask(&format!("brand[{field}]"), label);
        let field = if hint.is_empty() { field } else { field.hint(hint) };
        Markup::from(field.input().width(10).spellcheck(false))
    };
    let or_best = "Left empty, whichever of black and white reads better";
    vec![
        text(
            "Write colours as #00594f. Text has to be readable on them: a colour on which it is not is refused with the nearest that passes.",
        ),
        group(
            "The header",
            [
                colour("header_background", "Background", ""),
                colour("header_text", "Text (optional)", or_best),
                colour("accent", "Line below it (optional)", "Left empty, the colour of the button"),
            ],
        ),
        group(
            "The page",
            [
                colour("link", "Links on the white page", ""),
                colour("button", "Buttons", ""),
                colour("button_text", "Text of buttons (optional)", or_best),
            ],
        ),
        group(
            "A logo (optional)",
            [
                Markup::from(
                    asking
                        .ask("brand[logo]", "Where is the picture?")
                        .hint("An address that starts with https://")
                        .input()
                        .spellcheck(false),
                ),
                asking
                    .ask("brand[logo_text]", "What does it say?")
                    .hint("For people who do not see it")
                    .input()
                    .into(),
            ],
        ),
    ]
}

/// The services, clusters and names of which a rule is made.
pub(super) struct Known<'a> {
    pub(super) services: &'a [Service],
    pub(super) clusters: &'a [Cluster],
    pub(super) reference: &'a Reference,
}

pub(super) fn rule(asking: &Asking<'_>, known: &Known<'_>) -> Vec<Markup> {
    let nations = Nation::ALL.iter().map(|nation| Checkbox::new(nation.word(), nation_said(*nation)));
    vec![
        text(
            "Everything that is live, covered by a quality mark and a place on a lot is listed, unless you choose below. A listing has to satisfy every part in which something is chosen; groups and single services are one part.",
        ),
        clusters_asked(
            asking,
            "admits[clusters][]",
            "Help with services of these groups (optional)",
            known.clusters,
        ),
        section("Help with single services (optional)"),
        Markup::trusted("<div id=\"admits-services\">"),
        by_cluster(asking, "admits[services][]", known.services, known.clusters),
        Markup::trusted("</div>"),
        channels_asked(asking, "admits[channels][]", "Help in these ways (optional)"),
        asking
            .ask("admits[nations][]", "Help in these nations (optional)")
            .checkboxes(nations.collect::<Vec<_>>())
            .small()
            .into(),
        local_authorities::asked(
            asking,
            AUTHORITIES,
            "Help in these local authorities (optional)",
            known.reference,
        ),
        small("Providers that are excluded, or listed by an exemption, are kept as they are."),
    ]
}

/// Host names and sites as lines, to be shown.
pub(super) fn in_lines(typed: &mut Typed) {
    for field in [HOSTS, ORIGINS] {
        let item = format!("{field}[]");
        let lines = typed.all(&item).collect::<Vec<_>>().join("\n");
        typed.0.retain(|(name, _)| *name != item);
        if !lines.is_empty() {
            typed.set(field, lines);
        }
    }
}

/// Lines as host names and sites, to be read.
pub(super) fn from_lines(typed: &mut Typed) {
    for field in [HOSTS, ORIGINS] {
        let Some(text) = typed.take(field) else { continue };
        let lines = text.split(['\n', ',', ' ']).map(str::trim).filter(|line| !line.is_empty());
        typed.0.extend(lines.map(|line| (format!("{field}[]"), line.to_owned())));
    }
}
