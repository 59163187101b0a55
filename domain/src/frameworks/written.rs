//! A definition written back as the draft that it can be read from again: for export, and to begin the next version.

use super::agreement::AgreementText;
use super::declaration::AskedDeclaration;
use super::definition::{Dates, Definition, Limits, Lot, Outcome, PastSupplier, Window};
use super::draft::{
    DatesDraft, FrameworkDraft, LimitsDraft, LotDraft, OutcomeDraft, SupplierDraft, WindowDraft,
};
use super::questions::{Choice, Kind, OptionDraft, Question, QuestionDraft};
use crate::Timestamp;
use crate::kernel::time::london;

/// An instant as the civil time in London that a definition writes.
fn civil(instant: Timestamp) -> String {
    instant.to_zoned(london()).datetime().to_string()
}

fn texts<T: ToString>(all: &[T]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

fn text<T: ToString>(one: &Option<T>) -> Option<String> {
    one.as_ref().map(ToString::to_string)
}

impl Definition {
    /// The draft that reads as this definition.
    #[must_use]
    pub fn written(&self) -> FrameworkDraft {
        FrameworkDraft {
            version: self.version,
            id: self.slug.to_string(),
            name: self.name.to_string(),
            name_cy: self.name_cy.to_string(),
            reference: text(&self.reference).unwrap_or_default(),
            summary: self.summary.to_string(),
            summary_cy: self.summary_cy.to_string(),
            authority: self.authority.to_string(),
            instrument: self.instrument.to_string(),
            regime: self.regime.to_string(),
            illustrative: self.illustrative.is_some(),
            illustrative_reason: text(&self.illustrative),
            admits_while_live: self.admits_while_live,
            calls_off_by: texts(&self.calls_off_by),
            estimated_value_pence: self.estimated_value_pence,
            uncertain: texts(&self.uncertain),
            sources: texts(&self.sources),
            dates: self.dates.written(),
            outcome: self.outcome.as_ref().map(Outcome::written),
            reopenings: self.reopenings.iter().map(Window::written).collect(),
            suppliers: self.past_suppliers.iter().map(PastSupplier::written).collect(),
            agreement: self.agreement.as_ref().map(AgreementText::written),
            declaration: self.declaration.as_ref().map(AskedDeclaration::written),
            lots: self.lots.iter().map(Lot::written).collect(),
        }
    }

    /// The same as a draft of the version after this one, to be changed.
    #[must_use]
    pub fn next_written(&self) -> FrameworkDraft {
        FrameworkDraft { version: self.version.saturating_add(1), ..self.written() }
    }
}

impl Dates {
    fn written(&self) -> DatesDraft {
        DatesDraft {
            opens: self.opens.map(civil),
            closes: self.closes.map(civil),
            standstill_starts: self.standstill_starts.map(civil),
            standstill_ends: self.standstill_ends.map(civil),
            starts: self.starts.map(civil),
            expires: self.expires.map(civil),
        }
    }
}

impl Window {
    fn written(&self) -> WindowDraft {
        WindowDraft { opens: civil(self.opens), closes: civil(self.closes) }
    }
}

impl Outcome {
    fn written(&self) -> OutcomeDraft {
        OutcomeDraft { state: self.state.to_string(), on: text(&self.on), note: self.note.to_string() }
    }
}

impl PastSupplier {
    fn written(&self) -> SupplierDraft {
        SupplierDraft { name: self.name.to_string(), kind: self.kind.to_string(), lots: self.lots.clone() }
    }
}

impl Lot {
    fn written(&self) -> LotDraft {
        LotDraft {
            number: self.number,
            id: self.slug.to_string(),
            title: self.title.to_string(),
            title_cy: self.title_cy.to_string(),
            summary: self.summary.to_string(),
            summary_cy: self.summary_cy.to_string(),
            covers: texts(&self.covers),
            limits: self.limits.written(),
            questions: self.questions.iter().map(Question::written).collect(),
        }
    }
}

impl Limits {
    fn written(&self) -> LimitsDraft {
        LimitsDraft {
            max_partners: self.max_partners,
            max_places: self.max_places,
            max_call_off_months: self.max_call_off_months,
            direct_award_max_pence: self.direct_award_max_pence,
            price_unit: text(&self.price_unit),
            price_ceiling_pence: self.price_ceiling_pence,
        }
    }
}

fn options_written(options: &[Choice]) -> Vec<OptionDraft> {
    let written =
        |option: &Choice| OptionDraft { value: option.value.to_string(), label: option.label.to_string() };
    options.iter().map(written).collect()
}

impl Question {
    pub(super) fn written(&self) -> QuestionDraft {
        let draft = QuestionDraft {
            id: self.id.to_string(),
            kind: self.kind.word().to_owned(),
            question: self.question.to_string(),
            hint: text(&self.hint),
            required: self.required,
            ..QuestionDraft::default()
        };
        match &self.kind {
            Kind::Text { max_words } => QuestionDraft { max_words: Some(*max_words), ..draft },
            Kind::Choice { options } => QuestionDraft { options: options_written(options), ..draft },
            Kind::Choices { options, min, max } => QuestionDraft {
                options: options_written(options),
                min: Some(i64::from(*min)),
                max: Some(i64::from(*max)),
                ..draft
            },
            Kind::Number { min, max, unit } | Kind::Money { min, max, unit } => {
                QuestionDraft { min: Some(*min), max: Some(*max), unit: text(unit), ..draft }
            }
            Kind::File { accepts, max_megabytes } => {
                QuestionDraft { accepts: texts(accepts), max_megabytes: Some(*max_megabytes), ..draft }
            }
            Kind::Until => draft,
            Kind::YesNo { must_be, follow_ups } => {
                let further = follow_ups.iter().map(|further| QuestionDraft {
                    when: Some(further.when.to_string()),
                    ..further.question.written()
                });
                QuestionDraft { must_be: text(must_be), follow_ups: further.collect(), ..draft }
            }
        }
    }
}
