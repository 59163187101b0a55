//! What was typed into a form, kept as it was typed.
//!
//! Names are nested as `places[0][name]`; a name that ends in `[]` takes several values. The same names come
//! from a draft that is shown for editing ([`Typed::of`]) and go into a draft that was sent ([`Typed::tree`]).

use domain::FieldError;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use ui::components::{DateInput, Field, field_id};

/// Names and values, in the order of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Typed(pub(crate) Vec<(String, String)>);

/// Deeper nesting than any form of ours has.
const DEEPEST: usize = 6;
/// More fields than any form of ours has.
const MOST: usize = 5_000;

impl Typed {
    /// What a form sent. `None`: no form of ours sends that.
    pub(crate) fn read(body: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(body).ok()?;
        let mut pairs = vec![];
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decoded(name)?, decoded(value)?);
            if value.contains('\0')
                || segments(date_of(&name).unwrap_or(&name)).is_none()
                || pairs.len() >= MOST
            {
                return None;
            }
            pairs.push((name, value.replace("\r\n", "\n")));
        }
        Some(Self(pairs))
    }

    /// Makes one value, `2027-01-31`, of the three boxes of each date. What was typed stays in it, right or wrong.
    pub(crate) fn join_dates(&mut self) {
        let names: Vec<String> =
            self.0.iter().filter_map(|(name, _)| name.strip_suffix("-year")).map(Into::into).collect();
        for name in names {
            let part =
                |typed: &mut Self, part: &str| typed.take(&format!("{name}-{part}")).unwrap_or_default();
            let parts = ["year", "month", "day"].map(|word| part(self, word).trim().replace('-', ""));
            if parts.iter().all(String::is_empty) {
                continue;
            }
            // Where nothing was typed nothing stands, so that it can be told what is missing.
            let [year, month, day] = parts.map(|part| {
                let is_digit = part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_digit());
                if is_digit { format!("0{part}") } else { part }
            });
            self.set(&name, format!("{year}-{month}-{day}"));
        }
    }

    /// The form of a draft as it is now.
    pub(crate) fn of(draft: &impl Serialize) -> Self {
        let mut pairs = vec![];
        spell(&serde_json::to_value(draft).unwrap_or_default(), "", &mut pairs);
        Self(pairs)
    }

    /// As a form sends it.
    pub(crate) fn encoded(&self) -> String {
        let pairs = self.0.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
        pairs.collect::<Vec<_>>().join("&")
    }

    /// The value of a field; empty when there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(at, _)| at == name).map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a field.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(at, _)| at == name).map(|(_, value)| value.as_str())
    }

    /// Sets a field, in place of what it had.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(at, _)| at != name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// Takes a field out.
    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        let place = self.0.iter().position(|(at, _)| at == name)?;
        Some(self.0.remove(place).1)
    }

    /// The fields at or below some JSON pointers, and all the others.
    pub(crate) fn parted(self, pointers: &[&str]) -> (Self, Self) {
        let (own, others) = self.0.into_iter().partition(|(name, _)| {
            let pointer = format!("/{}", name.replace('[', "/").replace(']', ""));
            pointers.iter().any(|own| is_within(&pointer, own))
        });
        (Self(own), Self(others))
    }

    /// How many rows a list has: `identifiers` for `identifiers[0][number]`.
    pub(crate) fn rows(&self, list: &str) -> usize {
        let row = |name: &str| {
            let rest = name.strip_prefix(list)?.strip_prefix('[')?;
            rest.split_once(']')?.0.parse::<usize>().ok()
        };
        self.0.iter().filter_map(|(name, _)| row(name)).max().map_or(0, |last| last.min(MOST) + 1)
    }

    /// The same without what is empty and without gaps between rows, so that what is wrong with a row is told of
    /// the row that is shown again.
    pub(crate) fn closed_up(&self) -> Self {
        Self::of(&self.tree())
    }

    /// As a tree of objects, lists and text. What is empty is left out.
    pub(crate) fn tree(&self) -> Value {
        let mut root = Branch::default();
        for (name, value) in self.0.iter().filter(|(_, value)| !value.trim().is_empty()) {
            if let Some(path) = segments(name) {
                root.put(&path, value);
            }
        }
        root.value()
    }
}

/// A form that is being shown: what was typed and what is wrong with it.
pub(crate) struct Asking<'a> {
    /// What was typed, or what is there to be changed.
    pub(crate) typed: &'a Typed,
    /// What is wrong with it.
    pub(crate) mistakes: &'a [FieldError],
}

impl<'a> Asking<'a> {
    /// A form with what was typed and what is wrong.
    pub(crate) const fn of(typed: &'a Typed, mistakes: &'a [FieldError]) -> Self {
        Self { typed, mistakes }
    }

    /// A field, with its value and what is wrong with it. What is wrong with one of several values is shown with
    /// the field.
    pub(crate) fn ask(&self, name: &str, label: &str) -> Field {
        let field = Field::new(name, label).value(self.typed.get(name)).values(self.typed.all(name));
        let field = field.mistakes(self.mistakes);
        let Some(list) = name.strip_suffix("[]") else { return field };
        let list = field_id(list);
        let within = self.mistakes.iter().filter_map(|mistake| {
            let id = field_id(&mistake.pointer);
            let place = id.strip_prefix(&list)?.strip_prefix('-')?;
            place.parse::<usize>().ok().map(|_| (list.clone(), mistake.message.clone()))
        });
        field.mistakes(&within.collect::<Vec<_>>())
    }

    /// One of several lines of text: `address[lines]`, 0.
    pub(crate) fn ask_line(&self, list: &str, place: usize, label: &str) -> Field {
        let name = format!("{list}[{place}]");
        let several = format!("{list}[]");
        let value = self.typed.all(&several).nth(place).unwrap_or_else(|| self.typed.get(&name));
        // What is wrong with all of them is shown with the first.
        let whole = field_id(list);
        let of_all = self.mistakes.iter().filter(|mistake| place == 0 && field_id(&mistake.pointer) == whole);
        let of_all = of_all.map(|mistake| (name.clone(), mistake.message.clone())).collect::<Vec<_>>();
        Field::new(name, label).value(value).mistakes(&of_all).mistakes(self.mistakes)
    }

    /// How many lines of text there are: `address[lines]`.
    pub(crate) fn lines(&self, list: &str) -> usize {
        self.typed.all(&format!("{list}[]")).count().max(self.typed.rows(list))
    }

    /// A day, in three boxes.
    pub(crate) fn ask_day(&self, name: &str, label: &str, hint: &str) -> DateInput {
        let [day, month, year] = self.day_parts(name);
        let field = Field::new(name, label).mistakes(self.mistakes);
        let field = if hint.is_empty() { field } else { field.hint(hint) };
        field.date(day, month, year)
    }

    /// What was typed as a day, a month and a year.
    pub(crate) fn day_parts(&self, name: &str) -> [&str; 3] {
        let mut parts = self.typed.get(name).splitn(3, '-').map(|part| part.trim_start_matches('0'));
        let [year, month, day] = [(); 3].map(|()| parts.next().unwrap_or_default());
        [day, month, year]
    }

    /// The value of a field.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.typed.get(name)
    }
}

/// Whether a JSON pointer leads to a field or to something in it.
pub(crate) fn is_within(pointer: &str, field: &str) -> bool {
    pointer.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[derive(Default)]
struct Branch {
    text: Option<String>,
    items: Vec<String>,
    rows: BTreeMap<usize, Branch>,
    fields: BTreeMap<String, Branch>,
}

impl Branch {
    fn put(&mut self, path: &[&str], value: &str) {
        match path {
            [] => self.text = Some(value.to_owned()),
            [""] => self.items.push(value.to_owned()),
            [first, rest @ ..] => match first.parse::<usize>() {
                Ok(row) => self.rows.entry(row).or_default().put(rest, value),
                Err(_) => self.fields.entry((*first).to_owned()).or_default().put(rest, value),
            },
        }
    }

    fn value(self) -> Value {
        if !self.fields.is_empty() {
            let fields = self.fields.into_iter().map(|(name, branch)| (name, branch.value()));
            return Value::Object(fields.collect::<Map<_, _>>());
        }
        if !self.rows.is_empty() {
            return Value::Array(self.rows.into_values().map(Self::value).collect());
        }
        if !self.items.is_empty() {
            return Value::Array(self.items.into_iter().map(Value::String).collect());
        }
        self.text.map_or_else(|| Value::Object(Map::new()), Value::String)
    }
}

/// The name of the date that a box is a part of.
fn date_of(name: &str) -> Option<&str> {
    ["-day", "-month", "-year"].iter().find_map(|part| name.strip_suffix(part))
}

/// `places[0][name]` as its parts; `None` when it is not such a name.
fn segments(name: &str) -> Option<Vec<&str>> {
    let (first, mut rest) = name.split_at(name.find('[').unwrap_or(name.len()));
    let mut parts = vec![first];
    while !rest.is_empty() {
        let (part, after) = rest.strip_prefix('[')?.split_once(']')?;
        parts.push(part);
        rest = after;
    }
    (!first.is_empty() && parts.len() <= DEEPEST).then_some(parts)
}

fn spell(value: &Value, name: &str, pairs: &mut Vec<(String, String)>) {
    let inside = |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name}[{part}]") };
    match value {
        Value::Null => {}
        Value::Bool(yes) => pairs.push((name.to_owned(), if *yes { "yes" } else { "no" }.to_owned())),
        Value::Number(number) => pairs.push((name.to_owned(), number.to_string())),
        Value::String(text) => pairs.push((name.to_owned(), text.clone())),
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                let part = if item.is_string() { String::new() } else { place.to_string() };
                spell(item, &inside(&part), pairs);
            }
        }
        Value::Object(fields) => {
            for (part, field) in fields {
                spell(field, &inside(part), pairs);
            }
        }
    }
}

/// What stands in an address or in what a form sends, as text. `None`: it is written as neither is.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let pair = [rest.next()?, rest.next()?];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?);
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8(bytes).ok()
}

/// Text that a list is searched by. Spaces alone search for nothing.
pub(crate) fn sought(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Text as it stands in an address or in what a form sends.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_nest_and_what_is_empty_is_left_out() {
        let sent = b"name=Age+Well&about=&identifiers[0][scheme]=GB-CHC&identifiers%5B0%5D%5Bnumber%5D=1234567&channels[]=a&channels[]=b";
        let typed = Typed::read(sent).unwrap();
        let tree = json!({"name": "Age Well", "identifiers": [{"scheme": "GB-CHC", "number": "1234567"}], "channels": ["a", "b"]});
        assert_eq!(typed.tree(), tree);
        assert_eq!(typed.get("about"), "");
        assert_eq!(typed.rows("identifiers"), 1);
        assert_eq!(Typed::read(typed.encoded().as_bytes()).unwrap(), typed);
    }

    #[test]
    fn a_draft_and_its_form_come_to_the_same() {
        let draft = json!({"name": "Tŷ", "yes": true, "km": 12, "channels": ["a", "b"], "places": [{"name": "x"}], "none": null});
        let tree = Typed::of(&draft).tree();
        let strings = json!({"name": "Tŷ", "yes": "yes", "km": "12", "channels": ["a", "b"], "places": [{"name": "x"}]});
        assert_eq!(tree, strings);
    }

    #[test]
    fn a_day_is_typed_into_three_boxes() {
        let mut typed = Typed::read(b"a[0][due]-day=3&a[0][due]-month=7&a[0][due]-year=2027&b-day=&b-month=&b-year=&c-day=1&c-month=&c-year=x").unwrap();
        typed.join_dates();
        assert_eq!(typed.tree(), json!({"a": [{"due": "2027-07-03"}], "c": "x--01"}));
        let mut typed = Typed::read(b"a-day=+3&a-month=March&a-year=2027").unwrap();
        typed.join_dates();
        assert_eq!(typed.tree(), json!({"a": "2027-March-03"}));
        assert_eq!(Asking::of(&typed, &[]).day_parts("a"), ["3", "March", "2027"], "as it was typed");
    }

    #[test]
    fn rows_left_empty_are_closed_up() {
        let typed = Typed::read(b"a[0][x]=&a[0][y]=&a[2][x]=1&a[2][y]=&b=1&c[]=1").unwrap().closed_up();
        assert_eq!(typed.get("c[]"), "1");
        assert_eq!(typed.tree(), json!({"a": [{"x": "1"}], "b": "1", "c": ["1"]}));
        assert_eq!(typed.rows("a"), 1);
    }

    #[test]
    fn what_no_form_of_ours_sends_is_refused() {
        for wrong in [
            &b"%zz=1"[..],
            b"%ff=1",
            b"a=%00",
            b"a[=1",
            b"a]b[c]x=1",
            b"[a]=1",
            b"a[b][c][d][e][f][g]=1",
            b"a=\xff",
        ] {
            assert!(Typed::read(wrong).is_none(), "{}", String::from_utf8_lossy(wrong));
        }
    }
}
