//! Something that was told of in an answer, such as an insurance, lasts longer.

use crate::kernel::time::day_of;
use crate::values::Key;
use crate::{Day, FieldErrors, Fields, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The raw fields with which a provider says that something lasts longer.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenewDraft {
    /// Which question was answered with it.
    #[serde(default)]
    pub question: String,
    /// The last day on which it lasts, as `2028-01-31`.
    #[serde(default)]
    pub until: String,
}

/// Something that was told of in an answer lasts longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renew {
    /// Which question was answered with it.
    pub question: Key,
    /// The last day on which it lasts.
    pub until: Day,
}

impl RenewDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be; a day that is not after today.
    pub fn parse(self, now: Timestamp) -> Result<Renew, FieldErrors> {
        let mut fields = Fields::new();
        let question = fields.parse("/question", &self.question);
        let until = fields.day("/until", &self.until);
        if until.is_some_and(|day| day <= day_of(now)) {
            fields.refuse("/until", "in_the_past", "Give a day after today");
        }
        fields.finish(|| Some(Renew { question: question?, until: until? }))
    }
}
