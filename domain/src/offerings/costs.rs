//! Costs that a person helped may still bear (rule 2). The support itself is free.

use crate::kernel::fields::Fields;
use crate::values::Line;
use crate::words;
use serde::{Deserialize, Serialize};

/// Why the support itself can have no price for the person helped (rule 2).
const FREE: &str = "Support is free to the user. Only travel, a call at the standard rate, printing, scanning and \
                    photographs may cost them something";

/// Why translation and accessibility can have no price (rule 3).
const FREE_TO_UNDERSTAND: &str =
    "Translation, interpreters and accessibility facilities are free to the user";

words! {
    /// What a person helped may still have to pay for.
    pub enum CostKind {
        /// The way there and back.
        Travel = "travel",
        /// A call at the price of an ordinary number.
        CallStandardRate = "call_standard_rate",
        /// Printing and copying.
        Printing = "printing",
        /// Scanning.
        Scanning = "scanning",
        /// Photographs for documents.
        Photographs = "photographs",
    }
    refuses {
        "support" => FREE, "fee" => FREE, "appointment" => FREE, "session" => FREE, "membership" => FREE,
        "call_higher_rate" => FREE,
        "translation" => FREE_TO_UNDERSTAND, "interpreter" => FREE_TO_UNDERSTAND,
        "accessibility" => FREE_TO_UNDERSTAND,
    }
}

/// A cost that is declared, and shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// What for.
    pub kind: CostKind,
    /// How much, in pence, where it is the same for everyone.
    pub amount_pence: Option<u32>,
    /// For what: `page`, `set`.
    pub per: Option<Line>,
    /// More about it, in English.
    pub note: Option<Line>,
    /// More about it, in Welsh.
    pub note_cy: Option<Line>,
}

/// The raw fields of a [`Cost`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CostDraft {
    /// What for.
    #[serde(default)]
    pub kind: String,
    /// How much, in pence, at most 10,000.
    #[serde(default)]
    pub amount_pence: Option<u32>,
    /// For what.
    #[serde(default)]
    pub per: Option<String>,
    /// More about it, in English.
    #[serde(default)]
    pub note: Option<String>,
    /// More about it, in Welsh.
    #[serde(default)]
    pub note_cy: Option<String>,
}

impl CostDraft {
    /// The most that printing or photographs can cost, in pence: more is a slip.
    const MOST_PENCE: u32 = 10_000;

    pub(super) fn read(self, fields: &mut Fields) -> Option<Cost> {
        let kind = fields.parse("/kind", &self.kind);
        if self.amount_pence.is_some_and(|pence| pence > Self::MOST_PENCE) {
            fields.refuse("/amount_pence", "too_much", "Enter pence, at most 10000 (£100)");
        }
        let per = fields.optional("/per", self.per.as_deref());
        let note = fields.optional("/note", self.note.as_deref());
        let note_cy = fields.optional("/note_cy", self.note_cy.as_deref());
        Some(Cost { kind: kind?, amount_pence: self.amount_pence, per: per?, note: note?, note_cy: note_cy? })
    }
}
