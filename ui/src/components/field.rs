use super::{
    CharacterCount, Checkbox, Checkboxes, Choice, DateInput, DatePart, ErrorMessage, FileUpload, Hint, Input,
    Label, Legend, Mistake, PasswordInput, Radio, Radios, Select, Textarea, field_id,
};
use crate::component::component;
use crate::html::Content;
use crate::words::{Language, Words};

component! {
    unjudged
    /// A field of a form: what is asked, what was answered and what is wrong with it, before it is
    /// decided how it is answered. Its id follows from its name ([`field_id`]), so that
    /// [`ErrorSummary::of`](super::ErrorSummary::of) leads to it.
    ///
    /// ```
    /// use ui::components::Field;
    /// let mistakes = [("email", "Enter an email address")];
    /// let email = Field::new("email", "Email address").value("someone").mistakes(&mistakes).email();
    /// assert!(email.to_string().contains("id=\"email-error\""));
    /// ```
    pub struct Field {
        name: text,
        label: content,
        hint: maybe Hint,
        value: text,
        /// The answers to a field that takes several.
        values: many String,
        error: maybe ErrorMessage,
        /// Whether the question is the page's heading.
        is_page_heading: flag,
        /// The language of what the field says by itself.
        language: one Language,
    }
}

impl Field {
    pub fn new(name: impl Into<String>, label: impl Into<Content>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    /// The page asks this question alone.
    #[must_use]
    pub fn as_page_heading(self) -> Self {
        self.is_page_heading(true)
    }

    /// Takes the message for this field, when there is one among these.
    #[must_use]
    pub fn mistakes(mut self, mistakes: &[impl Mistake]) -> Self {
        self.error = ErrorMessage::among(mistakes, &self.name).or(self.error);
        self
    }

    /// One line of text.
    pub fn input(self) -> Input {
        Input {
            id: self.id(),
            label: self.own_label(),
            error_message: self.own_error(),
            name: self.name,
            hint: self.hint,
            value: self.value,
            ..Input::default()
        }
    }

    /// An email address.
    pub fn email(self) -> Input {
        self.input().kind("email").autocomplete("email").spellcheck(false)
    }

    /// A password; what was typed is never sent back.
    pub fn password(self) -> PasswordInput {
        let language = self.language;
        let password = PasswordInput {
            id: self.id(),
            label: self.own_label(),
            error_message: self.own_error(),
            name: self.name,
            hint: self.hint,
            ..PasswordInput::default()
        };
        if language == Language::English { password } else { password.speaking(language) }
    }

    /// Several lines of text.
    pub fn textarea(self) -> Textarea {
        Textarea {
            id: self.id(),
            label: self.own_label(),
            error_message: self.own_error(),
            name: self.name,
            hint: self.hint,
            value: self.value,
            ..Textarea::default()
        }
    }

    /// Several lines of at most so many characters.
    pub fn up_to_characters(self, most: u32) -> CharacterCount {
        self.counted(|count| count.maxlength(most))
    }

    /// Several lines of at most so many words.
    pub fn up_to_words(self, most: u32) -> CharacterCount {
        self.counted(|count| count.maxlength(most).count_type("words"))
    }

    /// One choice from a long list.
    pub fn select(self, choices: impl IntoIterator<Item = impl Into<Choice>>) -> Select {
        Select {
            id: self.id(),
            label: self.own_label(),
            error_message: self.own_error(),
            name: self.name,
            hint: self.hint,
            value: self.value,
            ..Select::default()
        }
        .items(choices)
    }

    /// One choice from a few.
    pub fn radios(self, items: impl IntoIterator<Item = impl Into<Option<Radio>>>) -> Radios {
        Radios {
            id_prefix: self.id(),
            error_message: self.own_error(),
            hint: self.hint.clone(),
            value: self.value.clone(),
            ..Radios::new(self.name.clone(), self.own_legend())
        }
        .items(items)
    }

    /// Yes or no, sent as `yes` and `no`.
    pub fn yes_or_no(self) -> Radios {
        let words = Words::for_language(self.language);
        let answers = [Radio::new("yes", words.say("yes")), Radio::new("no", words.say("no"))];
        self.radios(answers).inline()
    }

    /// Any number of choices.
    pub fn checkboxes(self, items: impl IntoIterator<Item = impl Into<Option<Checkbox>>>) -> Checkboxes {
        Checkboxes {
            id_prefix: self.id(),
            error_message: self.own_error(),
            hint: self.hint.clone(),
            values: self.values.clone(),
            ..Checkboxes::new(self.name.clone(), self.own_legend())
        }
        .items(items)
    }

    /// A date in three boxes, `{name}-day`, `{name}-month` and `{name}-year`, with what was typed.
    /// The first box has the field's id, where an error leads.
    pub fn date(self, day: &str, month: &str, year: &str) -> DateInput {
        let (id, words) = (self.id(), Words::for_language(self.language));
        let part = |name: &str, id: String, label: String| DatePart::new(name).id(id).label(label);
        let date = DateInput {
            id: format!("{id}-date"),
            error_message: self.own_error(),
            hint: self.hint.clone(),
            ..DateInput::new(self.name.clone(), self.own_legend())
        };
        date.day(part("day", id.clone(), words.say("date-day")))
            .month(part("month", format!("{id}-month"), words.say("date-month")))
            .year(part("year", format!("{id}-year"), words.say("date-year")))
            .typed(day, month, year)
    }

    /// A file to send.
    pub fn file(self) -> FileUpload {
        FileUpload {
            id: self.id(),
            label: self.own_label(),
            error_message: self.own_error(),
            name: self.name,
            hint: self.hint,
            ..FileUpload::default()
        }
    }

    fn counted(self, limited: impl FnOnce(CharacterCount) -> CharacterCount) -> CharacterCount {
        let language = self.language;
        let count = limited(CharacterCount {
            id: self.id(),
            label: self.own_label(),
            error_message: self.own_error(),
            name: self.name,
            hint: self.hint,
            value: self.value,
            ..CharacterCount::default()
        });
        if language == Language::English { count } else { count.counting_in(language) }
    }

    fn id(&self) -> String {
        field_id(&self.name)
    }

    fn own_label(&self) -> Label {
        let label = Label::new(self.label.clone());
        if self.is_page_heading { label.as_page_heading() } else { label }
    }

    fn own_legend(&self) -> Legend {
        let legend = Legend::new(self.label.clone());
        if self.is_page_heading { legend.as_page_heading() } else { legend }
    }

    fn own_error(&self) -> Option<ErrorMessage> {
        let prefix = Words::for_language(self.language).say("error-prefix");
        self.error.clone().map(|error| error.visually_hidden_text(prefix))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::ErrorSummary;

    #[test]
    fn an_error_leads_to_its_field_however_the_field_was_named() {
        let mistakes = [domain::FieldErrors::one("/places/0/name", "required", "Enter a name")];
        let mistakes = mistakes[0].all();
        let summary = ErrorSummary::of(mistakes).unwrap().to_string();
        let field = Field::new("places[0][name]", "Name").mistakes(mistakes).input().to_string();
        assert!(summary.contains("href=\"#places-0-name\""), "{summary}");
        assert!(field.contains("id=\"places-0-name\" name=\"places[0][name]\""), "{field}");
        assert!(field.contains("Enter a name"), "{field}");
    }

    #[test]
    fn an_error_about_a_choice_or_a_date_leads_to_its_first_box() {
        let channel = Field::new("channel", "How?").radios([Radio::new("telephone", "By telephone")]);
        assert!(channel.to_string().contains("id=\"channel\" name=\"channel\" type=\"radio\""));
        let start = Field::new("start", "When?").date("1", "2", "").to_string();
        assert!(start.contains("id=\"start\" name=\"start-day\" type=\"text\" value=\"1\""), "{start}");
    }

    #[test]
    fn a_welsh_field_says_everything_in_welsh() {
        let start =
            Field::new("start", "Pryd?").language(Language::Welsh).mistakes(&[("start", "Rhowch ddyddiad")]);
        let start = start.date("", "", "").to_string();
        assert!(start.contains("Gwall:") && start.contains("Diwrnod"), "{start}");
        assert!(!start.contains("Error") && !start.contains("Day"), "{start}");
        let story = Field::new("story", "Beth?").language(Language::Welsh).up_to_words(150).to_string();
        assert!(story.contains("Gallwch roi hyd at 150 gair"), "{story}");
        assert!(
            story.contains("data-i18n.words-under-limit.two=\"Mae gennych %{count} air ar ôl\""),
            "{story}"
        );
        let password = Field::new("password", "Cyfrinair").language(Language::Welsh).password().to_string();
        assert!(password.contains("Dangos") && !password.contains("Show"), "{password}");
    }

    #[test]
    fn nothing_wrong_means_no_summary_and_a_password_is_not_sent_back() {
        assert!(ErrorSummary::of(&[] as &[(&str, &str)]).is_none());
        let password = Field::new("password", "Password").value("s3cret").password().to_string();
        assert!(!password.contains("s3cret"));
    }
}
