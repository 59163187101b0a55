//! Lists in a form that grow and shrink: a button adds a row, another takes one out.
//!
//! Both buttons send the whole form, which is shown again with the row there or gone and everything that was typed. Nothing is
//! kept until it is sent by the button that keeps it, and no script is needed.

use super::parts::about;
use super::{Asking, Typed};
use ui::components::{Button, Fieldset, Legend, field_id};
use ui::{Asked, Markup};

/// What the button that adds a row is called: its value is the list, and what the row begins with.
const MORE: &str = "_more";
/// What the button that takes a row out is called: its value is the row.
const LESS: &str = "_less";
/// A field that marks the row to which the reader is led: no draft has one of this name.
const MARKED: &str = "_";

/// Several of the same in a form, a row each.
pub(crate) struct Rows<'a> {
    /// The list: `costs`.
    pub(crate) list: &'a str,
    /// What a row is called: `Cost`.
    pub(crate) one: &'a str,
    /// A list has at most so many.
    pub(crate) most: usize,
}

impl Rows<'_> {
    /// The fields of each row under its name, with the buttons. An empty list shows one empty row.
    pub(crate) fn asked<P: Into<Markup>, F: IntoIterator<Item = P>>(
        &self,
        asking: &Asking<'_>,
        fields: impl Fn(&str) -> F,
    ) -> Markup {
        let shown = asking.typed.rows(self.list).clamp(1, self.most);
        let rows = (0..shown).map(|row| {
            let name = format!("{}[{row}]", self.list);
            let is_empty = !asking.typed.0.iter().any(|(at, value)| !value.is_empty() && is_in(at, &name));
            let called = format!("{} {}", self.one, row + 1);
            let mut parts: Vec<Markup> = fields(&name).into_iter().map(Into::into).collect();
            if shown > 1 || !is_empty {
                parts.push(self.taking_out(&name, &called));
            }
            let fieldset = Fieldset::asking(Legend::new(called).size("m")).content(Markup::joined(parts));
            let is_marked = asking.typed.0.iter().any(|(at, _)| *at == marked(&name));
            // Where the reader is led, a screen reader begins to read: without script, by the page itself.
            let leads = [("tabindex", "-1"), ("autofocus", "")];
            Markup::from(if is_marked { fieldset.attributes(leads) } else { fieldset })
        });
        let more = (shown < self.most).then(|| {
            let words = format!("Add another {}", self.one.to_lowercase());
            Markup::from(Button::new(words).secondary().name(MORE).value(self.list))
        });
        let id = field_id(self.list);
        let parts = Markup::joined(std::iter::once(entered()).chain(rows).chain(more));
        let rows = parts.between(format_args!("<div class=\"app-rows\" id=\"{id}\">"), "</div>");
        // What is wrong with the list as a whole leads to it, and its sentence says what it is about.
        rows.asking([Asked::new(id, "")])
    }

    fn taking_out(&self, row: &str, called: &str) -> Markup {
        let words = about("Remove", &called.to_lowercase());
        Button::new(words).secondary().name(LESS).value(row).into()
    }
}

/// A small button that adds a row, for rows that are too small for headings of their own. The row may begin with a field.
pub(crate) fn one_more(list: &str, begins: Option<(&str, &str)>, words: &str, unseen: &str) -> Markup {
    let begins = begins.map_or_else(String::new, |(field, value)| format!("?{field}={value}"));
    Markup::trusted(format!(
        "<p class=\"govuk-body-s\"><button type=\"submit\" class=\"app-link-button\" name=\"{MORE}\" value=\"{list}{begins}\">{}</button></p>",
        about(words, unseen)
    ))
}

/// What the Enter key presses: the first button of a form, which must not be one that takes a row out. Nobody sees it.
pub(crate) fn entered() -> Markup {
    Markup::trusted(
        "<button type=\"submit\" class=\"govuk-visually-hidden\" tabindex=\"-1\" aria-hidden=\"true\">Save</button>",
    )
}

fn marked(row: &str) -> String {
    format!("{row}[{MARKED}]")
}

fn is_in(name: &str, row: &str) -> bool {
    name.strip_prefix(row).is_some_and(|rest| rest.starts_with('['))
}

/// What was typed with a row more, or one less, when a button asks for it.
pub(super) fn changed(aside: &Typed, typed: &Typed) -> Option<Typed> {
    if let Some((list, row)) = rsplit_row(aside.get(LESS)) {
        return Some(without(typed, list, row));
    }
    let asked = Some(aside.get(MORE)).filter(|asked| !asked.is_empty())?;
    let (list, begins) = asked.split_once('?').unwrap_or((asked, ""));
    let mut typed = typed.clone();
    let row = format!("{list}[{}]", typed.rows(list).max(1));
    typed.set(&marked(&row), "");
    if let Some((field, value)) = begins.split_once('=') {
        typed.set(&format!("{row}[{field}]"), value);
    }
    Some(typed)
}

/// `costs[2]` is the third of `costs`.
fn rsplit_row(name: &str) -> Option<(&str, usize)> {
    let (list, row) = name.strip_suffix(']')?.rsplit_once('[')?;
    Some((list, row.parse().ok()?)).filter(|(list, _)| !list.is_empty())
}

/// What was typed without a row, those behind it moved up.
fn without(typed: &Typed, list: &str, row: usize) -> Typed {
    let place = |name: &str| {
        let (at, rest) = name.strip_prefix(list)?.strip_prefix('[')?.split_once(']')?;
        Some((at.parse::<usize>().ok()?, rest.to_owned()))
    };
    let kept = typed.0.iter().filter_map(|(name, value)| match place(name) {
        Some((at, _)) if at == row => None,
        Some((at, rest)) if at > row => Some((format!("{list}[{}]{rest}", at - 1), value.clone())),
        _ => Some((name.clone(), value.clone())),
    });
    let mut typed = Typed(kept.collect());
    let last = typed.rows(list).saturating_sub(1);
    typed.set(&marked(&format!("{list}[{}]", row.min(last))), "");
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(form: &str) -> Typed {
        Typed::read(form.as_bytes()).unwrap()
    }

    fn pressed(button: &str, form: &str) -> Typed {
        changed(&typed(button), &typed(form)).unwrap()
    }

    const COSTS: Rows<'_> = Rows { list: "costs", one: "Cost", most: 3 };

    fn shown(typed: &Typed) -> String {
        let asking = Asking::of(typed, &[]);
        COSTS.asked(&asking, |row| [asking.ask(&format!("{row}[note]"), "Note").input()]).to_string()
    }

    #[test]
    fn a_row_more_keeps_everything_that_was_typed_and_leads_to_itself() {
        let more = pressed("_more=costs", "name=x&costs[0][note]=bus&costs[1][note]=");
        assert_eq!((more.get("name"), more.get("costs[0][note]"), more.rows("costs")), ("x", "bus", 3));
        let page = shown(&more);
        assert!(page.contains("Cost 3") && !page.contains("Add another"), "there are three at most");
        assert_eq!(page.matches("autofocus").count(), 1);
        assert!(page.split("autofocus").nth(1).unwrap().contains("costs[2][note]"));
        assert_eq!(more.tree(), typed("name=x&costs[0][note]=bus").tree(), "the mark is no answer");
    }

    #[test]
    fn a_row_less_moves_the_others_up() {
        let less =
            pressed("_less=costs[1]", "costs[0][note]=a&costs[1][note]=b&costs[2][note]=c&costs[2][per][]=d");
        assert_eq!(less.rows("costs"), 2);
        assert_eq!((less.get("costs[1][note]"), less.get("costs[1][per][]")), ("c", "d"));
        let none = pressed("_less=costs[0]", "costs[0][note]=a");
        assert_eq!(none.tree(), serde_json::json!({}));
        let page = shown(&none);
        assert!(page.contains("Cost 1") && !page.contains("Remove"), "one empty row is left");
        let inner = pressed(
            "_less=days[1][times][0]",
            "days[1][times][0][at]=9&days[1][times][1][at]=10&days[0][times][0][at]=8",
        );
        assert_eq!((inner.get("days[1][times][0][at]"), inner.get("days[0][times][0][at]")), ("10", "8"));
    }

    #[test]
    fn a_row_may_begin_with_a_field_and_other_buttons_change_nothing() {
        let more = pressed("_more=week?day=monday", "week[0][day]=sunday");
        assert_eq!(more.get("week[1][day]"), "monday");
        for other in ["_seen=x", "_more=", "_less=costs", "_less=[1]", "_less=costs[x]", ""] {
            assert!(changed(&typed(other), &typed("costs[0][note]=a")).is_none(), "{other}");
        }
    }

    #[test]
    fn enter_keeps_and_never_takes_out() {
        let page = shown(&typed("costs[0][note]=a&costs[1][note]=b"));
        let first = page.split("<button").nth(1).and_then(|rest| rest.split('>').next()).unwrap();
        assert!(first.contains("aria-hidden") && !first.contains("name="), "{first}");
    }
}
