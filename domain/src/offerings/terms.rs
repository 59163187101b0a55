//! On what terms support is given: identity checks, who types, refusals to help, safety, price.

use crate::kernel::fields::Fields;
use crate::values::{Line, Name, WebAddress};
use crate::{Day, words};
use serde::{Deserialize, Serialize};

words! {
    /// Who types (rule 4: the user, where possible).
    pub enum WhoTypes {
        /// The person helped.
        User = "user",
        /// The provider, who then answers for accuracy.
        Provider = "provider",
        /// Whichever suits the person helped.
        Either = "either",
    }
}

impl WhoTypes {
    /// Whether the provider may come to type, and so answers for accuracy.
    #[must_use]
    pub const fn provider_may_type(self) -> bool {
        matches!(self, Self::Provider | Self::Either)
    }
}

/// What the offering can give when a service checks identity online (rule 12).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityCheck {
    /// Whether it claims to support online identity checks.
    pub supported: bool,
    /// Whether the person helped is there while it happens.
    pub user_is_present: bool,
    /// Whether the person helped sees the screen.
    pub user_sees_screen: bool,
}

/// The raw fields of an [`IdentityCheck`].
pub type IdentityCheckDraft = IdentityCheck;

impl IdentityCheck {
    pub(super) fn read(
        self,
        fields: &mut Fields,
        who_types: Option<WhoTypes>,
        face_to_face: bool,
    ) -> Option<Self> {
        if !self.supported {
            return Some(self);
        }
        if !self.user_is_present || !self.user_sees_screen {
            fields.refuse(
                "/supported",
                "user_must_see_screen",
                "An online identity check needs the user to be present and to see the screen. Offer both, or do not \
                 claim to support identity checks",
            );
            return None;
        }
        if who_types == Some(WhoTypes::Provider) && !face_to_face {
            fields.refuse(
                "/supported",
                "user_must_see_screen",
                "Where the provider types at a distance, the user does not see the screen: such an offering may not \
                 claim to support identity checks",
            );
            return None;
        }
        Some(self)
    }
}

/// A reason for which the provider may decline, and where it guides the user instead (rule 4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decline {
    /// When it declines.
    pub reason: Line,
    /// The same in Welsh.
    pub reason_cy: Option<Line>,
    /// What the user does instead.
    pub alternative: Line,
    /// The same in Welsh.
    pub alternative_cy: Option<Line>,
}

/// The raw fields of a [`Decline`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineDraft {
    /// When it declines.
    #[serde(default)]
    pub reason: String,
    /// The same in Welsh.
    #[serde(default)]
    pub reason_cy: Option<String>,
    /// What the user does instead.
    #[serde(default)]
    pub alternative: String,
    /// The same in Welsh.
    #[serde(default)]
    pub alternative_cy: Option<String>,
}

impl DeclineDraft {
    pub(super) fn read(self, fields: &mut Fields) -> Option<Decline> {
        let reason = fields.parse("/reason", &self.reason);
        let reason_cy = fields.optional("/reason_cy", self.reason_cy.as_deref());
        if self.alternative.trim().is_empty() {
            let message = "Say where you guide the user when you decline";
            fields.refuse("/alternative", "required", message);
            return None;
        }
        let alternative = fields.parse("/alternative", &self.alternative);
        let alternative_cy = fields.optional("/alternative_cy", self.alternative_cy.as_deref());
        Some(Decline {
            reason: reason?,
            reason_cy: reason_cy?,
            alternative: alternative?,
            alternative_cy: alternative_cy?,
        })
    }
}

/// What the provider undertakes for this offering (rule 4).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Commitments {
    /// To make sure that the user has a basic understanding of the service.
    pub checks_understanding: bool,
    /// To use only information that is already published.
    pub uses_published_information: bool,
    /// To answer for accuracy where it types for the user.
    pub answers_for_accuracy: bool,
}

/// The raw fields of [`Commitments`].
pub type CommitmentsDraft = Commitments;

/// What a web chat needs: rule 1 has it help someone who is using the service at that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebChat {
    /// Where it opens.
    pub url: WebAddress,
}

/// The raw fields of a [`WebChat`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebChatDraft {
    /// Where it opens, `https` only.
    #[serde(default)]
    pub url: String,
    /// Whether someone answers while the user waits; `true` when left out.
    #[serde(default)]
    pub answers_at_once: Option<bool>,
}

impl WebChatDraft {
    pub(super) fn read(self, fields: &mut Fields) -> Option<WebChat> {
        let url = fields.parse("/url", &self.url);
        if self.answers_at_once == Some(false) {
            fields.refuse(
                "/answers_at_once",
                "not_web_chat",
                "Web chat helps someone who is using the service at that moment: messages that are answered later \
                 are not web chat",
            );
            return None;
        }
        Some(WebChat { url: url? })
    }
}

/// Who keeps people safe, and the checks on record of those who visit (rule 13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Safeguarding {
    /// The role that answers for it, such as `Volunteer coordinator`.
    pub lead: Name,
    /// When its policy was last reviewed.
    pub policy_reviewed_on: Day,
    /// The background checks of those who visit homes.
    pub checks: Vec<BackgroundCheck>,
}

/// One background check on record: who, when, and its reference. It never leaves the provider's own
/// pages and the authority's: no list, feed or event holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackgroundCheck {
    /// Whose: a staff number or a role rather than a name, where that is enough.
    pub who: Name,
    /// When it was made.
    pub checked_on: Day,
    /// Its certificate or record number.
    pub reference: Line,
}

/// The raw fields of [`Safeguarding`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SafeguardingDraft {
    /// The role that answers for it.
    #[serde(default)]
    pub lead: String,
    /// `2026-04-20`.
    #[serde(default)]
    pub policy_reviewed_on: String,
    /// The background checks, at most 200.
    #[serde(default)]
    pub checks: Vec<BackgroundCheckDraft>,
}

/// The raw fields of a [`BackgroundCheck`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BackgroundCheckDraft {
    /// Whose.
    #[serde(default)]
    pub who: String,
    /// `2026-04-20`.
    #[serde(default)]
    pub checked_on: String,
    /// Its certificate or record number.
    #[serde(default)]
    pub reference: String,
}

impl SafeguardingDraft {
    const MOST_CHECKS: usize = 200;

    pub(super) fn read(self, fields: &mut Fields) -> Option<Safeguarding> {
        let lead = fields.parse("/lead", &self.lead);
        let policy_reviewed_on = fields.near_day("/policy_reviewed_on", &self.policy_reviewed_on);
        if self.checks.len() > Self::MOST_CHECKS {
            fields.refuse("/checks", "too_many", "Enter at most 200 background checks");
            return None;
        }
        let checks = fields.each("/checks", self.checks, |fields, raw| {
            let who = fields.parse("/who", &raw.who);
            let checked_on = fields.near_day("/checked_on", &raw.checked_on);
            let reference = fields.parse("/reference", &raw.reference);
            Some(BackgroundCheck { who: who?, checked_on: checked_on?, reference: reference? })
        });
        Some(Safeguarding { lead: lead?, policy_reviewed_on: policy_reviewed_on?, checks: checks? })
    }
}

words! {
    /// What a price is for.
    pub enum PriceUnit {
        /// One person helped once at a place.
        Session = "session",
        /// One visit.
        Visit = "visit",
        /// One call.
        Call = "call",
        /// One chat.
        Chat = "chat",
        /// One hour of support.
        Hour = "hour",
    }
}

/// What a department pays. Never shown to the people helped, for whom it is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Pence, without VAT.
    pub pence: u32,
    /// For what.
    pub per: PriceUnit,
}

/// The raw fields of a [`Price`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceDraft {
    /// Pence, without VAT, at most 10,000,000.
    #[serde(default)]
    pub pence: u32,
    /// For what.
    #[serde(default)]
    pub per: String,
}

impl PriceDraft {
    const MOST_PENCE: u32 = 10_000_000;

    pub(super) fn read(&self, fields: &mut Fields) -> Option<Price> {
        if self.pence > Self::MOST_PENCE {
            fields.refuse("/pence", "too_much", "Enter pence, at most 10000000 (£100,000)");
        }
        Some(Price { pence: self.pence, per: fields.parse("/per", &self.per)? })
    }
}
