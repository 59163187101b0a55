//! What pages say, in English and in Welsh.
//!
//! Messages are Fluent files under `ui/words/`, compiled in; both languages have the same keys, and
//! every key that the code says by name exists: tests in `words/checks.rs` see to it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::Day;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

#[cfg(test)]
mod checks;

/// The values in a message, by name. Made by [`args!`](crate::args).
pub use fluent_bundle::FluentArgs as Arguments;

/// Makes the values of a message: `args! { "n" => 3, "place" => "Leeds" }`.
#[macro_export]
macro_rules! args {
    ($($name:literal => $value:expr),* $(,)?) => {{
        let mut arguments = $crate::words::Arguments::new();
        $(arguments.set($name, $value);)*
        arguments
    }};
}

/// The languages of every public page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub enum Language {
    #[default]
    English,
    Welsh,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::Welsh];

    /// Its code in BCP 47, as in `lang="cy"` and `?lang=cy`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }

    /// The language of a code; `None` for any other.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// What its speakers call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Welsh => "Cymraeg",
        }
    }

    /// The one that a page offers beside this one.
    pub const fn other(self) -> Self {
        match self {
            Self::English => Self::Welsh,
            Self::Welsh => Self::English,
        }
    }

    /// Which plural rules hold. Both codes are well formed.
    fn identifier(self) -> LanguageIdentifier {
        self.code().parse().unwrap_or_default()
    }

    /// The language's files.
    fn sources(self) -> [&'static str; 7] {
        match self {
            Self::English => [
                include_str!("../words/en/finding.ftl"),
                include_str!("../words/en/helping.ftl"),
                include_str!("../words/en/embed.ftl"),
                include_str!("../words/en/layout.ftl"),
                include_str!("../words/en/listing.ftl"),
                include_str!("../words/en/pages.ftl"),
                include_str!("../words/en/search.ftl"),
            ],
            Self::Welsh => [
                include_str!("../words/cy/finding.ftl"),
                include_str!("../words/cy/helping.ftl"),
                include_str!("../words/cy/embed.ftl"),
                include_str!("../words/cy/layout.ftl"),
                include_str!("../words/cy/listing.ftl"),
                include_str!("../words/cy/pages.ftl"),
                include_str!("../words/cy/search.ftl"),
            ],
        }
    }
}

/// Everything that can be said in one language. Shared by all threads.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read(Language::English));
static WELSH: LazyLock<Words> = LazyLock::new(|| Words::read(Language::Welsh));

impl Words {
    /// The words of a language; the same ones each time.
    pub fn for_language(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Welsh => &WELSH,
        }
    }

    /// Messages that cannot be read are left out; the tests allow none.
    fn read(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(with_commas(&number.as_string())),
            _ => None,
        }));
        for source in language.sources() {
            let resource =
                FluentResource::try_new(source.to_owned()).unwrap_or_else(|(readable, _)| readable);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    pub fn language(&self) -> Language {
        self.language
    }

    /// What the key stands for. A key that nobody wrote answers itself.
    pub fn say(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The same, with values in it: `words.say_with("results-count", &args! { "n" => 12 })`.
    /// Numbers choose the plural and are written with commas.
    pub fn say_with(&self, key: &str, values: &Arguments<'_>) -> String {
        self.format(key, Some(values))
    }

    /// What one of a closed list of words is called: `words.say_word("channel", "in_person")`.
    pub fn say_word(&self, group: &str, word: &str) -> String {
        self.say(&format!("{group}-{word}"))
    }

    /// A message in every plural category, with `%{count}` for the number: what govuk-frontend's
    /// script wants. The message chooses by `$n` and writes `$count`.
    pub fn by_plural(&self, key: &str) -> BTreeMap<String, String> {
        // In Welsh each of these numbers is in the category beside it; a category that a language
        // does not have is never asked for.
        let samples = [("zero", 0), ("one", 1), ("two", 2), ("few", 3), ("many", 6), ("other", 10)];
        let say = |n: i32| self.say_with(key, &args! { "n" => n, "count" => "%{count}" });
        samples.map(|(category, n)| (category.to_owned(), say(n))).into()
    }

    /// How far away, in miles to one decimal place.
    pub fn distance(&self, kilometres: f64) -> String {
        let tenths = (kilometres / 1.609_344 * 10.0).round();
        if tenths < 1.0 {
            return self.say_with("distance-here", &args! { "miles" => 0.1 });
        }
        self.say_with("distance-miles", &args! { "miles" => tenths / 10.0 })
    }

    /// A time of day: `9am`, `5:30pm`, `midday`; 24 is the midnight at the day's end.
    pub fn time(&self, hour: u8, minute: u8) -> String {
        let half = if hour % 24 < 12 { "am" } else { "pm" };
        let hour_of_half = match hour % 12 {
            0 => 12,
            hour => hour,
        };
        match (hour, minute) {
            (12, 0) => self.say("midday"),
            (0 | 24, 0) => self.say("midnight"),
            (_, 0) => format!("{hour_of_half}{half}"),
            (_, minute) => format!("{hour_of_half}:{minute:02}{half}"),
        }
    }

    /// A day: `22 November 2026`.
    pub fn date(&self, day: Day) -> String {
        let month = self.say_word("month", &day.month().to_string());
        let (day, year) = (day.day(), day.year().to_string());
        self.say_with("date", &args! { "day" => day, "month" => month, "year" => year })
    }

    fn format(&self, key: &str, values: Option<&Arguments<'_>>) -> String {
        match self.bundle.get_message(key).and_then(|message| message.value()) {
            Some(pattern) => self.bundle.format_pattern(pattern, values, &mut Vec::new()).into_owned(),
            None => key.to_owned(),
        }
    }
}

/// `12345.5` as `12,345.5`.
fn with_commas(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut out = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Day;

    fn english() -> &'static Words {
        Words::for_language(Language::English)
    }

    fn welsh() -> &'static Words {
        Words::for_language(Language::Welsh)
    }

    #[test]
    fn welsh_counts_in_six_ways() {
        let count = |n: u32| welsh().say_with("results-count", &args! { "n" => n });
        let said = [0, 1, 2, 3, 4, 6, 1234].map(count);
        assert_eq!(
            said,
            [
                "Dim canlyniadau",
                "1 canlyniad",
                "2 ganlyniad",
                "3 chanlyniad",
                "4 canlyniad",
                "6 chanlyniad",
                "1,234 canlyniad"
            ]
        );
    }

    #[test]
    fn english_counts_in_three() {
        let count = |n: u32| english().say_with("results-count", &args! { "n" => n });
        assert_eq!([0, 1, 2, 12_345].map(count), ["No results", "1 result", "2 results", "12,345 results"]);
    }

    #[test]
    fn a_place_is_said_as_it_is_without_marks_around_it() {
        let near = |words: &Words| words.say_with("results-heading", &args! { "place" => "LS1 4AP" });
        assert_eq!(near(english()), "Help near LS1 4AP");
        assert_eq!(near(welsh()), "Help ger LS1 4AP");
    }

    #[test]
    fn distances_are_in_miles() {
        assert_eq!(english().distance(0.02), "Less than 0.1 miles away");
        assert_eq!(english().distance(1.609_344), "1 mile away");
        assert_eq!(english().distance(3.9), "2.4 miles away");
        assert_eq!(welsh().distance(3.218_688), "2 filltir i ffwrdd");
        assert_eq!(english().distance(2000.0), "1,242.7 miles away");
    }

    #[test]
    fn times_and_days_read_as_people_write_them() {
        let said = [(9, 0), (9, 5), (12, 0), (12, 30), (17, 30), (0, 0), (0, 30), (24, 0)];
        let said = said.map(|(hour, minute)| english().time(hour, minute));
        assert_eq!(said, ["9am", "9:05am", "midday", "12:30pm", "5:30pm", "midnight", "12:30am", "midnight"]);
        let day = Day::constant(2026, 11, 22);
        assert_eq!(english().date(day), "22 November 2026");
        assert_eq!(welsh().date(day), "22 Tachwedd 2026");
    }

    #[test]
    fn many_threads_may_speak_at_once() {
        std::thread::scope(|threads| {
            for _ in 0..4 {
                threads.spawn(|| {
                    for n in 0..200_u32 {
                        assert!(
                            welsh().say_with("results-count", &args! { "n" => n }).contains("canl")
                                || (2..7).contains(&n)
                                || n == 0
                        );
                    }
                });
            }
        });
    }
}
