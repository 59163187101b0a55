use super::character_count::Plurals;
use super::form_group::labelled_control;
use super::{ErrorMessage, FormGroup, Hint, Label};
use crate::component::component;
use crate::html::Attributes;

component! {
    /// A file to send.
    pub struct FileUpload in "components/file_upload.html" asking {
        name: text,
        /// The name unless given.
        id: text,
        label: one Label,
        hint: maybe Hint,
        error_message: maybe ErrorMessage,
        multiple: flag,
        disabled: flag,
        /// Whether script turns it into a place to drop files on.
        javascript: flag,
        wrapper_classes: classes,
        wrapper_attributes: attributes,
        choose_files_button_text: maybe String,
        no_file_chosen_text: maybe String,
        multiple_files_chosen_text: maybe Plurals,
        drop_instruction_text: maybe String,
        entered_drop_zone_text: maybe String,
        left_drop_zone_text: maybe String,
        form_group: one FormGroup,
        described_by: text,
        classes: classes,
        attributes: attributes,
    }
}

labelled_control!(FileUpload);

impl FileUpload {
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    fn translations(&self) -> Attributes {
        let mut words = Attributes::default();
        words.push_some("data-i18n.choose-files-button", self.choose_files_button_text.as_ref());
        words.push_some("data-i18n.no-file-chosen", self.no_file_chosen_text.as_ref());
        words.push_plurals("multiple-files-chosen", self.multiple_files_chosen_text.as_ref());
        words.push_some("data-i18n.drop-instruction", self.drop_instruction_text.as_ref());
        words.push_some("data-i18n.entered-drop-zone", self.entered_drop_zone_text.as_ref());
        words.push_some("data-i18n.left-drop-zone", self.left_drop_zone_text.as_ref());
        words
    }
}
