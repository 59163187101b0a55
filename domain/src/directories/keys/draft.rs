//! The raw fields of a key, and of rotating one.

use super::Quota;
use crate::directories::EmbedOrigin;
use crate::values::Name;
use crate::{Day, FieldErrors, Fields};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// The raw fields of a key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DirectoryKeyDraft {
    /// The service that asks by it.
    #[schema(example = "Bereavement service")]
    pub name: String,
    /// How much it may ask.
    pub quota: QuotaDraft,
    /// The sites whose pages may ask by it, at most 20. None: only programs may, whose requests name no site.
    pub allowed_origins: Vec<String>,
    /// The last day on which it works.
    pub ends_on: Option<String>,
}

/// How much a key may ask: a postcode of a batch, a thousand listings of an export and a question of an embed are
/// one question each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct QuotaDraft {
    /// Questions in a minute: 1 to 100,000.
    #[schema(example = 2000)]
    pub a_minute: u32,
    /// Questions in a day of London: 1 to 100,000,000, and no fewer than in a minute.
    #[schema(example = 100_000)]
    pub a_day: u32,
}

impl Default for QuotaDraft {
    /// Two whole batches in a minute, a hundred in a day.
    fn default() -> Self {
        Self { a_minute: 2_000, a_day: 100_000 }
    }
}

/// A key is issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueKey {
    /// The service that asks by it.
    pub name: Name,
    /// How much it may ask.
    pub quota: Quota,
    /// The sites whose pages may ask by it.
    pub allowed_origins: BTreeSet<EmbedOrigin>,
    /// The last day on which it works.
    pub ends_on: Option<Day>,
}

impl QuotaDraft {
    fn read(self, fields: &mut Fields) -> Option<Quota> {
        let Self { a_minute, a_day } = self;
        let before = (1..=100_000).contains(&a_minute);
        if !before {
            fields.refuse(
                "/a_minute",
                "invalid",
                "Enter a number of questions in a minute, from 1 to 100,000",
            );
        }
        if !(1..=100_000_000).contains(&a_day) {
            fields.refuse("/a_day", "invalid", "Enter a number of questions in a day, from 1 to 100,000,000");
            return None;
        }
        if before && a_day < a_minute {
            fields.refuse("/a_day", "invalid", "Allow at least as many questions in a day as in a minute");
            return None;
        }
        before.then_some(Quota { a_minute, a_day })
    }
}

impl DirectoryKeyDraft {
    /// The command.
    ///
    /// # Errors
    /// Every field that is missing or wrong.
    pub fn parse(self) -> Result<IssueKey, FieldErrors> {
        let mut fields = Fields::new();
        let name = fields.parse("/name", &self.name);
        let quota = fields.inside("/quota", |fields| self.quota.read(fields));
        if self.allowed_origins.len() > 20 {
            fields.refuse("/allowed_origins", "too_many", "Enter at most 20 sites");
        }
        let origins = fields.each("/allowed_origins", &self.allowed_origins, |fields, raw| {
            fields.parse::<EmbedOrigin>("", raw)
        });
        let ends_on = fields.optional_day("/ends_on", self.ends_on.as_deref());
        fields.finish(|| {
            Some(IssueKey {
                name: name?,
                quota: quota?,
                allowed_origins: origins?.into_iter().collect(),
                ends_on: ends_on?,
            })
        })
    }
}

/// The raw fields of rotating a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RotateKeyDraft {
    /// For how many hours the secret before works beside the new one: 0 to 720.
    #[schema(example = 168)]
    pub overlap_hours: u32,
}

impl Default for RotateKeyDraft {
    /// A week: time for a release of whoever asks.
    fn default() -> Self {
        Self { overlap_hours: 168 }
    }
}

/// A key gets a new secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RotateKey {
    /// How long the secret before works beside it.
    pub overlap: SignedDuration,
}

impl RotateKeyDraft {
    /// The command.
    ///
    /// # Errors
    /// When the overlap is too long.
    pub fn parse(self) -> Result<RotateKey, FieldErrors> {
        if self.overlap_hours > 720 {
            let sentence = "Let the secret before work for at most 720 hours, which are thirty days";
            return Err(FieldErrors::one("/overlap_hours", "invalid", sentence));
        }
        Ok(RotateKey { overlap: SignedDuration::from_hours(self.overlap_hours.into()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_field_is_named() {
        let draft = DirectoryKeyDraft {
            quota: QuotaDraft { a_minute: 0, a_day: 0 },
            allowed_origins: vec!["https://help.example".into(), "http://help.example".into()],
            ends_on: Some("soon".into()),
            ..DirectoryKeyDraft::default()
        };
        let refused = draft.parse().unwrap_err();
        let pointers: Vec<_> = refused.all().iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/name", "/quota/a_minute", "/quota/a_day", "/allowed_origins/1", "/ends_on"]);
        let backwards = DirectoryKeyDraft {
            name: "Pensions".into(),
            quota: QuotaDraft { a_minute: 10, a_day: 9 },
            ..DirectoryKeyDraft::default()
        };
        assert_eq!(backwards.parse().unwrap_err().all()[0].pointer, "/quota/a_day");
        assert!(RotateKeyDraft { overlap_hours: 721 }.parse().is_err());
    }
}
