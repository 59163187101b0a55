use std::collections::BTreeMap;

use super::{ErrorMessage, FormGroup, Hint, Label, Textarea};
use crate::args;
use crate::component::component;
use crate::html::{Asked, Attributes, Markup};
use crate::words::{Language, Words};

/// A message by plural category (`zero`, `one`, `two`, `few`, `many`, `other`).
pub type Plurals = BTreeMap<String, String>;

component! {
    /// Several lines of text up to a limit. The server checks the limit; script counts along.
    pub struct CharacterCount in "components/character_count.html" asking {
        name: text,
        /// The name unless given.
        id: text,
        label: one Label,
        hint: maybe Hint,
        error_message: maybe ErrorMessage,
        value: text,
        rows: maybe u32,
        spellcheck: maybe bool,
        /// The limit, in what `count_type` says.
        maxlength: maybe u32,
        /// The limit in words, as older versions of govuk-frontend took it.
        maxwords: maybe u32,
        /// Per cent of the limit from which the count shows.
        threshold: maybe u32,
        /// `words`, or `characters` when empty.
        count_type: text,
        count_message: maybe Hint,
        /// What to tell before anything is typed; `%{count}` is the limit.
        textarea_description_text: maybe String,
        characters_under_limit_text: maybe Plurals,
        characters_at_limit_text: maybe String,
        characters_over_limit_text: maybe Plurals,
        words_under_limit_text: maybe Plurals,
        words_at_limit_text: maybe String,
        words_over_limit_text: maybe Plurals,
        form_group: one FormGroup,
        classes: classes,
        attributes: attributes,
    }
}

impl CharacterCount {
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    /// Says the limit, and counts, in this language. Set the limit first.
    #[must_use]
    pub fn counting_in(self, language: Language) -> Self {
        let words = Words::for_language(language);
        let limit = if self.counted() == "words" { "words" } else { "characters" };
        let limit = words.say_with(&format!("count-{limit}-limit"), &args! { "count" => "%{count}" });
        self.textarea_description_text(limit)
            .characters_under_limit_text(words.by_plural("count-characters-left"))
            .characters_at_limit_text(words.say("count-characters-at-limit"))
            .characters_over_limit_text(words.by_plural("count-characters-over"))
            .words_under_limit_text(words.by_plural("count-words-left"))
            .words_at_limit_text(words.say("count-words-at-limit"))
            .words_over_limit_text(words.by_plural("count-words-over"))
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        vec![self.label.names(self.own_id())]
    }

    fn own_id(&self) -> &str {
        if self.id.is_empty() { &self.name } else { &self.id }
    }

    fn counted(&self) -> &str {
        if self.count_type.is_empty() && self.maxwords.is_some() { "words" } else { &self.count_type }
    }

    fn limit(&self) -> Option<u32> {
        self.maxwords.or(self.maxlength)
    }

    /// What the limit is, for people without script; empty when only script knows it.
    fn description(&self) -> String {
        let unit = if self.counted() == "words" { "words" } else { "characters" };
        let usual = format!("You can enter up to %{{count}} {unit}");
        let text = self.textarea_description_text.as_ref().filter(|text| !text.is_empty()).unwrap_or(&usual);
        self.limit().map(|limit| text.replace("%{count}", &limit.to_string())).unwrap_or_default()
    }

    fn message_below(&self) -> Markup {
        let own = self.count_message.clone().unwrap_or_default();
        Markup::of(&Hint {
            id: format!("{}-info", self.own_id()),
            content: self.description().into(),
            classes: own.classes.after("govuk-character-count__message"),
            attributes: Attributes::default(),
        })
    }

    fn group_attributes(&self) -> Attributes {
        let mut all = Attributes::from([("data-module", "govuk-character-count")]);
        all.push_some("data-maxlength", self.maxlength);
        all.push_some("data-maxwords", self.maxwords);
        all.push_some("data-threshold", self.threshold);
        all.push_some("data-count-type", Some(self.counted()).filter(|counted| !counted.is_empty()));
        if self.limit().is_none() {
            all.push_some("data-i18n.textarea-description.other", self.textarea_description_text.as_ref());
        }
        all.push_plurals("characters-under-limit", self.characters_under_limit_text.as_ref());
        all.push_some("data-i18n.characters-at-limit", self.characters_at_limit_text.as_ref());
        all.push_plurals("characters-over-limit", self.characters_over_limit_text.as_ref());
        all.push_plurals("words-under-limit", self.words_under_limit_text.as_ref());
        all.push_some("data-i18n.words-at-limit", self.words_at_limit_text.as_ref());
        all.push_plurals("words-over-limit", self.words_over_limit_text.as_ref());
        all.extend(&self.form_group.attributes);
        all
    }

    fn as_textarea(&self) -> Textarea {
        let after = [self.message_below(), Markup::of(&self.form_group.after_input)];
        Textarea {
            id: self.own_id().to_owned(),
            name: self.name.clone(),
            label: self.label.clone(),
            hint: self.hint.clone(),
            error_message: self.error_message.clone(),
            value: self.value.clone(),
            rows: self.rows,
            spellcheck: self.spellcheck,
            described_by: format!("{}-info", self.own_id()),
            form_group: FormGroup {
                classes: self.form_group.classes.after("govuk-character-count"),
                attributes: self.group_attributes(),
                before_input: self.form_group.before_input.clone(),
                after_input: Markup::joined(after).into(),
                ..FormGroup::default()
            },
            classes: self.classes.after("govuk-js-character-count"),
            attributes: self.attributes.clone(),
            ..Textarea::default()
        }
    }
}
