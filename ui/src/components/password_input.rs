use super::{Affix, Button, ErrorMessage, FormGroup, Hint, Input, Label};
use crate::component::component;
use crate::html::{Asked, Attributes, Markup};
use crate::words::{Language, Words};

component! {
    /// A password, which script lets people see.
    pub struct PasswordInput in "components/password_input.html" asking {
        name: text,
        /// The name unless given.
        id: text,
        label: one Label,
        hint: maybe Hint,
        error_message: maybe ErrorMessage,
        value: text,
        /// `current-password` when empty; `new-password` where one is chosen.
        autocomplete: text,
        disabled: flag,
        button: maybe Button,
        show_password_text: maybe String,
        hide_password_text: maybe String,
        show_password_aria_label_text: maybe String,
        hide_password_aria_label_text: maybe String,
        password_shown_announcement_text: maybe String,
        password_hidden_announcement_text: maybe String,
        form_group: one FormGroup,
        described_by: text,
        classes: classes,
        attributes: attributes,
    }
}

impl PasswordInput {
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    /// What its button says, in this language.
    #[must_use]
    pub fn speaking(self, language: Language) -> Self {
        let words = Words::for_language(language);
        self.show_password_text(words.say("password-show"))
            .hide_password_text(words.say("password-hide"))
            .show_password_aria_label_text(words.say("password-show-label"))
            .hide_password_aria_label_text(words.say("password-hide-label"))
            .password_shown_announcement_text(words.say("password-is-shown"))
            .password_hidden_announcement_text(words.say("password-is-hidden"))
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        vec![self.label.names(self.own_id())]
    }

    fn own_id(&self) -> &str {
        if self.id.is_empty() { &self.name } else { &self.id }
    }

    fn group_attributes(&self) -> Attributes {
        let mut all = Attributes::from([("data-module", "govuk-password-input")]);
        all.push_some("data-i18n.show-password", self.show_password_text.as_ref());
        all.push_some("data-i18n.hide-password", self.hide_password_text.as_ref());
        all.push_some("data-i18n.show-password-aria-label", self.show_password_aria_label_text.as_ref());
        all.push_some("data-i18n.hide-password-aria-label", self.hide_password_aria_label_text.as_ref());
        all.push_some(
            "data-i18n.password-shown-announcement",
            self.password_shown_announcement_text.as_ref(),
        );
        all.push_some(
            "data-i18n.password-hidden-announcement",
            self.password_hidden_announcement_text.as_ref(),
        );
        all.extend(&self.form_group.attributes);
        all
    }

    /// Hidden until script, which alone can make it work, shows it.
    fn toggle(&self) -> Button {
        let own = self.button.clone().unwrap_or_default();
        let mut attributes = Attributes::from([
            ("aria-controls", self.own_id()),
            ("aria-label", self.show_password_aria_label_text.as_deref().unwrap_or("Show password")),
        ]);
        attributes.push_bare("hidden");
        Button {
            kind: "button".into(),
            content: self.show_password_text.as_deref().unwrap_or("Show").into(),
            classes: own
                .classes
                .after("govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle"),
            attributes,
            ..Button::default()
        }
    }

    fn as_input(&self) -> Input {
        let after = [Markup::of(&self.toggle()), Markup::of(&self.form_group.after_input)];
        Input {
            id: self.own_id().to_owned(),
            name: self.name.clone(),
            label: self.label.clone(),
            hint: self.hint.clone(),
            error_message: self.error_message.clone(),
            kind: "password".into(),
            value: self.value.clone(),
            spellcheck: Some(false),
            autocapitalize: "none".into(),
            autocomplete: match self.autocomplete.as_str() {
                "" => "current-password".into(),
                given => given.into(),
            },
            disabled: self.disabled,
            described_by: self.described_by.clone(),
            input_wrapper: Affix::default().classes("govuk-password-input__wrapper"),
            form_group: FormGroup {
                classes: self.form_group.classes.after("govuk-password-input"),
                attributes: self.group_attributes(),
                before_input: self.form_group.before_input.clone(),
                after_input: Markup::joined(after).into(),
                ..FormGroup::default()
            },
            classes: self.classes.after("govuk-password-input__input govuk-js-password-input-input"),
            attributes: self.attributes.clone(),
            ..Input::default()
        }
    }
}
