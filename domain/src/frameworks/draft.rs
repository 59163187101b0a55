//! A definition as a file writes it, and the reading of it.

use super::agreement::AgreementDraft;
use super::declaration::DeclarationDraft;
use super::definition::{CallOff, Dates, Definition, Instrument, Limits, Lot, Outcome, PastSupplier, Window};
use super::questions::{QuestionDraft, parse_questions};
use super::state::State;
use crate::kernel::time::london;
use crate::offerings::Channel;
use crate::values::Slug;
use crate::{Day, FieldErrors, Fields, Timestamp};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A framework as `seeds/frameworks/*.toml` writes it. Times are civil times in London.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "the fields are those of `Definition`, which says what each is")]
pub struct FrameworkDraft {
    pub version: u32,
    pub id: String,
    pub name: String,
    pub name_cy: String,
    pub reference: String,
    pub summary: String,
    pub summary_cy: String,
    pub authority: String,
    pub instrument: String,
    pub regime: String,
    pub illustrative: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub illustrative_reason: Option<String>,
    pub admits_while_live: bool,
    pub calls_off_by: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated_value_pence: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uncertain: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    pub dates: DatesDraft,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeDraft>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reopenings: Vec<WindowDraft>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suppliers: Vec<SupplierDraft>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementDraft>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declaration: Option<DeclarationDraft>,
    #[serde(rename = "lot")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lots: Vec<LotDraft>,
}

/// See [`Dates`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "the fields are those of `Dates`")]
pub struct DatesDraft {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standstill_starts: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standstill_ends: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
}

/// See [`Window`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "the fields are those of `Window`")]
pub struct WindowDraft {
    pub opens: String,
    pub closes: String,
}

/// See [`Outcome`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "the fields are those of `Outcome`")]
pub struct OutcomeDraft {
    pub state: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    pub note: String,
}

/// See [`PastSupplier`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "the fields are those of `PastSupplier`")]
pub struct SupplierDraft {
    pub name: String,
    pub kind: String,
    pub lots: Vec<u32>,
}

/// See [`Lot`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "the fields are those of `Lot`")]
pub struct LotDraft {
    pub number: u32,
    pub id: String,
    pub title: String,
    pub title_cy: String,
    pub summary: String,
    pub summary_cy: String,
    pub covers: Vec<String>,
    pub limits: LimitsDraft,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<QuestionDraft>,
}

/// See [`Limits`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "the fields are those of `Limits`")]
pub struct LimitsDraft {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_partners: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_places: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_call_off_months: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_award_max_pence: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_ceiling_pence: Option<i64>,
}

impl FrameworkDraft {
    /// Reads the definition.
    ///
    /// # Errors
    /// Every field that is not what it must be, keys used twice, dates out of order, an outcome that is
    /// no end, lots without their questions right.
    pub fn parse(self) -> Result<Definition, FieldErrors> {
        let mut fields = Fields::new();
        let f = &mut fields;
        let version = (1..=9_999).contains(&self.version).then_some(self.version);
        if version.is_none() {
            f.refuse("/version", "out_of_range", "Versions are numbered from 1");
        }
        let slug = f.parse("/id", &self.id);
        let name = f.parse("/name", &self.name);
        let name_cy = f.parse("/name_cy", &self.name_cy);
        let reference = f.optional("/reference", Some(&self.reference));
        let summary = f.parse("/summary", &self.summary);
        let summary_cy = f.parse("/summary_cy", &self.summary_cy);
        let authority = f.parse("/authority", &self.authority);
        let instrument = f.parse("/instrument", &self.instrument);
        let regime = f.parse("/regime", &self.regime);
        if self.admits_while_live && instrument == Some(Instrument::Framework) {
            let sentence = "A closed framework lets nobody on while it runs: make it an open framework or a dynamic market";
            f.refuse("/admits_while_live", "not_of_this_instrument", sentence);
        }
        if instrument == Some(Instrument::DynamicMarket) && !self.admits_while_live {
            let sentence = "A dynamic market takes applications for as long as it runs";
            f.refuse("/admits_while_live", "not_of_this_instrument", sentence);
        }
        let illustrative = f.optional("/illustrative_reason", self.illustrative_reason.as_deref());
        if illustrative.as_ref().is_some_and(|reason| reason.is_some() != self.illustrative) {
            f.refuse(
                "/illustrative_reason",
                "invalid",
                "What is illustrative has its reason, and nothing else",
            );
        }
        let calls_off_by = f.each("/calls_off_by", self.calls_off_by, |f, way| f.parse::<CallOff>("", &way));
        if self.estimated_value_pence.is_some_and(|pence| pence < 0) {
            f.refuse("/estimated_value_pence", "out_of_range", "A value is no less than nothing");
        }
        let uncertain = f.each("/uncertain", self.uncertain, |f, path| f.parse("", &path));
        let sources = f.each("/sources", self.sources, |f, source| f.parse("", &source));
        let dates = f.inside("/dates", |f| dates(f, &self.dates));
        let reopenings = f.each("/reopenings", &self.reopenings, window);
        let outcome = match &self.outcome {
            None => Some(None),
            Some(draft) => f.inside("/outcome", |f| outcome(f, draft)).map(Some),
        };
        let numbers: BTreeSet<u32> = self.lots.iter().map(|lot| lot.number).collect();
        let past_suppliers =
            f.each("/suppliers", self.suppliers, |f, draft| past_supplier(f, draft, &numbers));
        let agreement = match self.agreement.filter(|draft| !draft.is_blank()) {
            None => Some(None),
            Some(draft) => f.inside("/agreement", |f| draft.read(f)).map(Some),
        };
        let declaration = match self.declaration {
            None => Some(None),
            Some(draft) => f.inside("/declaration", |f| draft.read(f)).map(Some),
        };
        let lots = lots(f, self.lots);
        fields.finish(|| {
            Some(Definition {
                version: version?,
                slug: slug?,
                name: name?,
                name_cy: name_cy?,
                reference: reference?,
                summary: summary?,
                summary_cy: summary_cy?,
                authority: authority?,
                instrument: instrument?,
                regime: regime?,
                illustrative: illustrative?,
                admits_while_live: self.admits_while_live,
                calls_off_by: calls_off_by?,
                estimated_value_pence: self.estimated_value_pence,
                uncertain: uncertain?,
                sources: sources?,
                dates: dates?,
                reopenings: reopenings?,
                outcome: outcome?,
                past_suppliers: past_suppliers?,
                agreement: agreement?,
                declaration: declaration?,
                lots: lots?,
            })
        })
    }
}

/// A civil time in London as an instant.
fn instant(fields: &mut Fields, pointer: &str, raw: Option<&str>) -> Option<Option<Timestamp>> {
    let civil: Option<DateTime> = fields.optional(pointer, raw)?;
    Some(civil.and_then(|civil| civil.to_zoned(london()).ok()).map(|zoned| zoned.timestamp()))
}

fn dates(fields: &mut Fields, draft: &DatesDraft) -> Option<Dates> {
    let dates = Dates {
        opens: instant(fields, "/opens", draft.opens.as_deref())?,
        closes: instant(fields, "/closes", draft.closes.as_deref())?,
        standstill_starts: instant(fields, "/standstill_starts", draft.standstill_starts.as_deref())?,
        standstill_ends: instant(fields, "/standstill_ends", draft.standstill_ends.as_deref())?,
        starts: instant(fields, "/starts", draft.starts.as_deref())?,
        expires: instant(fields, "/expires", draft.expires.as_deref())?,
    };
    let Dates { opens, closes, standstill_starts, standstill_ends, starts, expires } = dates;
    let in_order: Vec<_> =
        [opens, closes, standstill_starts, standstill_ends, starts, expires].into_iter().flatten().collect();
    if !in_order.is_sorted() {
        fields.refuse("", "out_of_order", "Each date is no earlier than the one before it");
    }
    Some(dates)
}

fn window(fields: &mut Fields, draft: &WindowDraft) -> Option<Window> {
    let opens = instant(fields, "/opens", Some(&draft.opens))?;
    let closes = instant(fields, "/closes", Some(&draft.closes))?;
    match (opens, closes) {
        (Some(opens), Some(closes)) if opens < closes => Some(Window { opens, closes }),
        _ => {
            fields.refuse("/closes", "out_of_order", "A window closes after it opens");
            None
        }
    }
}

fn outcome(fields: &mut Fields, draft: &OutcomeDraft) -> Option<Outcome> {
    let state: Option<State> = fields.parse("/state", &draft.state);
    if state.is_some_and(|state| !state.is_final()) {
        fields.refuse("/state", "invalid", "An outcome is expired, unsuccessful or cancelled");
    }
    let on: Option<Option<Day>> = fields.optional("/on", draft.on.as_deref());
    let note = fields.parse("/note", &draft.note);
    Some(Outcome { state: state?, on: on?, note: note? })
}

fn past_supplier(fields: &mut Fields, draft: SupplierDraft, known: &BTreeSet<u32>) -> Option<PastSupplier> {
    if !draft.lots.iter().all(|number| known.contains(number)) {
        fields.refuse("/lots", "unknown_lot", "Name lots of this framework by number");
    }
    let name = fields.parse("/name", &draft.name);
    let kind = fields.parse("/kind", &draft.kind);
    Some(PastSupplier { name: name?, kind: kind?, lots: draft.lots })
}

fn lots(fields: &mut Fields, drafts: Vec<LotDraft>) -> Option<Vec<Lot>> {
    if drafts.is_empty() {
        fields.refuse("/lot", "required", "A framework has at least one lot");
    }
    let (mut numbers, mut slugs) = (BTreeSet::new(), BTreeSet::<Slug>::new());
    fields.each("/lot", drafts, |fields, draft| {
        if draft.number == 0 || !numbers.insert(draft.number) {
            fields.refuse("/number", "repeated", "Lots are numbered from 1, each number once");
        }
        let lot = lot(fields, draft)?;
        if !slugs.insert(lot.slug.clone()) {
            fields.refuse("/id", "repeated", format!("Two lots are called {}", lot.slug));
        }
        Some(lot)
    })
}

fn lot(fields: &mut Fields, draft: LotDraft) -> Option<Lot> {
    let slug = fields.parse("/id", &draft.id);
    let title = fields.parse("/title", &draft.title);
    let title_cy = fields.parse("/title_cy", &draft.title_cy);
    let summary = fields.parse("/summary", &draft.summary);
    let summary_cy = fields.parse("/summary_cy", &draft.summary_cy);
    let covers = fields.each("/covers", draft.covers, |fields, word| fields.parse::<Channel>("", &word));
    let limits = fields.inside("/limits", |fields| limits(fields, &draft.limits));
    let questions = fields.take(parse_questions(draft.questions));
    Some(Lot {
        number: draft.number,
        slug: slug?,
        title: title?,
        title_cy: title_cy?,
        summary: summary?,
        summary_cy: summary_cy?,
        covers: covers?,
        limits: limits?,
        questions: questions?,
    })
}

fn limits(fields: &mut Fields, draft: &LimitsDraft) -> Option<Limits> {
    let amounts = [
        ("/direct_award_max_pence", draft.direct_award_max_pence),
        ("/price_ceiling_pence", draft.price_ceiling_pence),
    ];
    for (pointer, _) in amounts.into_iter().filter(|(_, pence)| pence.is_some_and(|pence| pence < 0)) {
        fields.refuse(pointer, "out_of_range", "A limit is no less than nothing");
    }
    let price_unit = fields.optional("/price_unit", draft.price_unit.as_deref());
    Some(Limits {
        max_partners: draft.max_partners,
        max_places: draft.max_places,
        max_call_off_months: draft.max_call_off_months,
        direct_award_max_pence: draft.direct_award_max_pence,
        price_unit: price_unit?,
        price_ceiling_pence: draft.price_ceiling_pence,
    })
}
