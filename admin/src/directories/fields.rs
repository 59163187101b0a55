//! What is asked about a directory.

use crate::door::parts::{group, place, section, small, text};
use crate::door::{Asking, Rows, Typed};
use crate::local_authorities;
use crate::marks::channels_asked;
use crate::offerings::{by_cluster, clusters_asked};
use crate::words::nation_said;
use domain::directories::{Phase, Typeface};
use domain::services::{Cluster, Service};
use domain::values::Nation;
use marketplace::reference::Reference;
use ui::Markup;
use ui::components::{Checkbox, Radio};

/// The field in which local authorities are typed.
pub(super) const AUTHORITIES: &str = "admits[local_authorities]";
/// The field in which host names are typed, one a line.
const HOSTS: &str = "hosts";
/// What the choice of single services is called.
const SINGLE: &str = "Help with single services (optional)";
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
            .ask("guidance", "Guidance (optional)")
            .hint("Shown on the first page. ## and ### for headings, - for lists, ** for bold, [words](https://address) for links")
            .textarea()
            .rows(8_u32)
            .into(),
        asking.ask("guidance_cy", "Guidance in Welsh").textarea().rows(8_u32).into(),
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
        asking
            .ask("brand[typeface]", "Typeface (optional)")
            .hint("GDS Transport is for hosts under gov.uk: pages asked for by another host show the reader's own")
            .radios(Typeface::ALL.iter().map(|typeface| Radio::new(typeface.word(), typeface_said(*typeface))))
            .small()
            .into(),
    ]
}

/// What a typeface is called.
pub(super) const fn typeface_said(typeface: Typeface) -> &'static str {
    match typeface {
        Typeface::System => "The reader's own",
        Typeface::Arial => "Arial",
        Typeface::Verdana => "Verdana",
        Typeface::Serif => "Georgia",
        Typeface::Transport => "GDS Transport",
    }
}

/// The links in the header and the footer, with room for more, and the phase.
pub(super) fn links(asking: &Asking<'_>) -> Vec<Markup> {
    let rows = |list: &str, one: &str, most: usize| {
        let list = format!("brand[{list}]");
        Rows { list: &list, one, most }.asked(asking, |row| {
            let field = |part: &str| format!("{row}[{part}]");
            let words = asking.ask(&field("words"), "Words").input();
            let welsh = asking.ask(&field("words_cy"), "Words in Welsh").input();
            let address = asking
                .ask(&field("address"), "Where does it lead?")
                .hint("https://, mailto:, tel:, or a page of the directory such as /cookies")
                .input()
                .spellcheck(false);
            [words, welsh, address]
        })
    };
    let phases = [("", "None"), (Phase::Alpha.word(), "Alpha"), (Phase::Beta.word(), "Beta")];
    vec![
        section("Links in the header (optional)"),
        rows("header_links", "Link in the header", 4),
        section("Links in the footer (optional)"),
        rows("footer_links", "Link in the footer", 8),
        asking
            .ask("brand[phase]", "Is it new? A banner says so on each page (optional)")
            .radios(phases.map(|(value, words)| Radio::new(value, words)))
            .small()
            .into(),
        asking
            .ask("brand[feedback]", "Where do people say what is wrong with it?")
            .hint("With a phase: an email address, or a page that starts with https://")
            .input()
            .spellcheck(false)
            .into(),
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
        section(SINGLE),
        place(
            "admits-services",
            SINGLE,
            [by_cluster(asking, "admits[services][]", known.services, known.clusters)],
        ),
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
