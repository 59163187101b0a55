//! Drafts: the raw fields of a command become the command, or *all* errors with their pointers.

use super::days;
use super::time::Day;
use std::{fmt, str::FromStr};

/// One field that cannot be what was given.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldError {
    /// A JSON pointer into what was sent: `/identifiers/0/number`.
    pub pointer: String,
    /// A stable code: `required`, `invalid`, `too_long`, or one of the field's own.
    pub code: &'static str,
    /// What is wrong and what to do, for the person who typed it.
    pub message: String,
}

/// At least one field that cannot be what was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// A single error.
    pub fn one(pointer: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self(vec![FieldError { pointer: pointer.into(), code, message: message.into() }])
    }

    /// All of them, in the order in which the fields were read.
    #[must_use]
    pub fn all(&self) -> &[FieldError] {
        &self.0
    }
}

impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, error) in self.0.iter().enumerate() {
            let separator = if position == 0 { "" } else { "; " };
            write!(f, "{separator}{}: {}", error.pointer, error.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for FieldErrors {}

/// What is said of a day that the calendar does not have, before how programs spell one.
pub const NO_SUCH_DAY: &str = "Enter a date that exists, such as 24 December 2026";

/// Reads raw fields one by one and remembers what was wrong with each.
///
/// A reader returns `None` when it noted an error, so that reading goes on and every error is found;
/// [`Fields::finish`] then gives the command or all the errors.
///
/// ```
/// use domain::{Fields, FieldErrors};
/// struct Shelf { row: u8, name: String }
/// fn parse(row: &str, name: &str) -> Result<Shelf, FieldErrors> {
///     let mut fields = Fields::new();
///     let row = fields.parse("/row", row);
///     let name = fields.required("/name", Some(name), "Enter a name");
///     fields.finish(|| Some(Shelf { row: row?, name: name?.to_owned() }))
/// }
/// assert_eq!(parse("x", " ").err().unwrap().all().len(), 2);
/// assert_eq!(parse("4", "Maps").ok().unwrap().row, 4);
/// ```
#[derive(Debug, Default)]
pub struct Fields {
    within: String,
    errors: Vec<FieldError>,
}

impl Fields {
    /// Nothing read yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes an error of a field.
    pub fn refuse(&mut self, pointer: &str, code: &'static str, message: impl Into<String>) {
        let pointer = format!("{}{pointer}", self.within);
        self.errors.push(FieldError { pointer, code, message: message.into() });
    }

    /// Text that must be there, trimmed.
    pub fn required<'a>(&mut self, pointer: &str, raw: Option<&'a str>, message: &str) -> Option<&'a str> {
        let text = raw.map(str::trim).filter(|text| !text.is_empty());
        if text.is_none() {
            self.refuse(pointer, "required", message);
        }
        text
    }

    /// A value that must be there and be parsed.
    pub fn parse<T>(&mut self, pointer: &str, raw: &str) -> Option<T>
    where
        T: FromStr,
        T::Err: fmt::Display,
    {
        match raw.trim().parse() {
            Ok(value) => Some(value),
            Err(reason) => {
                let code = if raw.trim().is_empty() { "required" } else { "invalid" };
                self.refuse(pointer, code, reason.to_string());
                None
            }
        }
    }

    /// A value that may be left out; when something is there it must be parsed.
    /// `Some(None)`: left out. `None`: an error was noted.
    pub fn optional<T>(&mut self, pointer: &str, raw: Option<&str>) -> Option<Option<T>>
    where
        T: FromStr,
        T::Err: fmt::Display,
    {
        match raw.map(str::trim).filter(|text| !text.is_empty()) {
            None => Some(None),
            Some(text) => self.parse(pointer, text).map(Some),
        }
    }

    /// A calendar day, such as `2027-01-31` or `31 January 2027`.
    pub fn day(&mut self, pointer: &str, raw: &str) -> Option<Day> {
        match days::read(raw) {
            Ok(day) => Some(day),
            Err(reason) => {
                let code = if raw.trim().is_empty() { "required" } else { "invalid" };
                self.refuse(pointer, code, reason.to_string());
                None
            }
        }
    }

    /// A calendar day of our own times, from 2000 to 2100.
    pub fn near_day(&mut self, pointer: &str, raw: &str) -> Option<Day> {
        let day = self.day(pointer, raw)?;
        if !(2000..=2100).contains(&day.year()) {
            self.refuse(pointer, "invalid", "Enter a date from 2000 to 2100");
            return None;
        }
        Some(day)
    }

    /// A calendar day that may be left out, as [`Fields::optional`].
    pub fn optional_day(&mut self, pointer: &str, raw: Option<&str>) -> Option<Option<Day>> {
        match raw.map(str::trim).filter(|text| !text.is_empty()) {
            None => Some(None),
            Some(text) => self.day(pointer, text).map(Some),
        }
    }

    /// The result of a check of the caller's own.
    pub fn check<T, E: fmt::Display>(&mut self, pointer: &str, result: Result<T, E>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(reason) => {
                self.refuse(pointer, "invalid", reason.to_string());
                None
            }
        }
    }

    /// What was read elsewhere, its errors told from here.
    pub fn take<T>(&mut self, read: Result<T, FieldErrors>) -> Option<T> {
        let errors = match read {
            Ok(value) => return Some(value),
            Err(errors) => errors,
        };
        for error in errors.0 {
            self.refuse(&error.pointer, error.code, error.message);
        }
        None
    }

    /// Each item of a list, read with pointers below `pointer/index`. `None` when any was wrong.
    pub fn each<R, T>(
        &mut self,
        pointer: &str,
        items: impl IntoIterator<Item = R>,
        mut read: impl FnMut(&mut Self, R) -> Option<T>,
    ) -> Option<Vec<T>> {
        let before = self.errors.len();
        let outer = self.within.clone();
        let values = items
            .into_iter()
            .enumerate()
            .filter_map(|(position, item)| {
                self.within = format!("{outer}{pointer}/{position}");
                read(self, item)
            })
            .collect();
        self.within = outer;
        (self.errors.len() == before).then_some(values)
    }

    /// A nested object, read with pointers below `pointer`.
    pub fn inside<T>(&mut self, pointer: &str, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let outer = self.within.clone();
        self.within = format!("{outer}{pointer}");
        let value = read(self);
        self.within = outer;
        value
    }

    /// The command when every field was right, else all errors.
    ///
    /// # Errors
    /// Every error that was noted. A `build` that gives `None` without a noted error is itself an
    /// error of the whole (pointer empty).
    pub fn finish<C>(self, build: impl FnOnce() -> Option<C>) -> Result<C, FieldErrors> {
        if !self.errors.is_empty() {
            return Err(FieldErrors(self.errors));
        }
        build().ok_or_else(|| FieldErrors::one("", "invalid", "Something is missing: check every field"))
    }
}
