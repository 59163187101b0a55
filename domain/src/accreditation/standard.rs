//! The Standard: criteria against which the quality mark is earned, as versioned data (rule 8).

use super::Event;
use super::assessing::AssessingTerms;
use crate::kernel::NotThisText;
use crate::kernel::time::start_of;
use crate::values::{Key, Line, Prose, Slug};
use crate::{
    Changed, Day, FieldErrors, Fields, HasSubject, StandardId, Subject, Timestamp, text_value, words,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

text_value! {
    /// The number of a criterion: its group and its place in it, such as `4.3`.
    pub struct CriterionId, parsed by criterion_id
}

fn criterion_id(text: &str) -> Result<String, NotThisText> {
    let number = |part: &str| {
        !part.starts_with('0') && (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let well_formed = text.split_once('.').is_some_and(|(group, place)| number(group) && number(place));
    well_formed
        .then(|| text.to_owned())
        .ok_or_else(|| NotThisText::because("A criterion is numbered by its group and place, such as 4.3"))
}

/// One version of the Standard. Never changed once loaded: a change is a new version, and applications
/// keep the one they were started against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Standard {
    /// Who it is.
    pub id: StandardId,
    /// Raised by the store with every save.
    pub version: i64,
    /// What it says.
    pub definition: StandardDefinition,
}

/// What a version of the Standard says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StandardDefinition {
    /// The number of this version, from 1.
    pub number: u32,
    /// The Standard's name in addresses.
    pub slug: Slug,
    /// Its title in English.
    pub title: Line,
    /// Its title in Welsh.
    pub title_cy: Line,
    /// When this version was approved.
    #[schema(value_type = String, format = Date)]
    pub approved_on: Day,
    /// By whom: a board, not one person.
    pub approved_by: Key,
    /// From which day applications are made against it.
    #[schema(value_type = String, format = Date)]
    pub in_force_from: Day,
    /// What the mark is not, in English.
    pub disclaimer: Prose,
    /// What the mark is not, in Welsh.
    pub disclaimer_cy: Prose,
    /// How long a mark lasts, and the days around its end.
    pub mark: MarkTerms,
    /// How applications are assessed, and how often a mark is looked at.
    #[serde(default)]
    pub assessing: AssessingTerms,
    /// The groups of criteria.
    pub groups: Vec<Group>,
    /// The criteria, in order.
    pub criteria: Vec<Criterion>,
}

/// How long a mark lasts, and the days around its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkTerms {
    /// The longest that a mark lasts, in months.
    pub lasts_months: u32,
    /// How many days before its end a renewal may be sent.
    pub renewal_opens_days_before: u32,
    /// How many days before its end the holder is warned, each time.
    pub warns_days_before: Vec<u32>,
    /// How many days after a decision an appeal may be sent.
    pub appeal_within_days: u32,
}

/// A theme of the Standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Group {
    /// Its number.
    pub id: u32,
    /// Its title in English.
    pub title: Line,
    /// Its title in Welsh.
    pub title_cy: Line,
}

/// One thing that support must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Criterion {
    /// Its number.
    pub id: CriterionId,
    /// The group it belongs to.
    pub group: u32,
    /// Its title.
    pub title: Line,
    /// What must be so.
    pub statement: Prose,
    /// Whether the mark cannot be had without it. Others are desirable.
    pub essential: bool,
    /// The evidence it wants.
    pub evidence: Vec<Line>,
    /// How it is judged.
    pub judged_by: Prose,
    /// How it can be measured, where it can.
    pub measure: Option<Measure>,
}

/// A performance measure with its threshold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// What is measured.
    pub name: Line,
    /// In which unit: `percent`, `working_days`.
    pub unit: Key,
    /// The value to reach, or not to pass.
    pub threshold: i64,
    /// Which of the two.
    pub direction: Direction,
}

words! {
    /// On which side of the threshold a measure must lie.
    pub enum Direction {
        /// The threshold or more.
        AtLeast = "at_least",
        /// The threshold or less.
        AtMost = "at_most",
    }
}

impl Measure {
    /// Whether a value reaches the threshold. Nothing is rounded: 79.9 does not reach 80.
    #[must_use]
    pub fn is_reached_by(&self, value: Decimal) -> bool {
        match self.direction {
            Direction::AtLeast => value >= Decimal::from(self.threshold),
            Direction::AtMost => value <= Decimal::from(self.threshold),
        }
    }
}

impl StandardDefinition {
    /// The criterion with a number.
    #[must_use]
    pub fn criterion(&self, id: &CriterionId) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == *id)
    }

    /// The criteria without which the mark cannot be had.
    pub fn essential(&self) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter().filter(|criterion| criterion.essential)
    }

    /// Whether applications may be made against this version.
    #[must_use]
    pub fn is_in_force(&self, now: Timestamp) -> bool {
        start_of(self.in_force_from) <= now
    }
}

impl Standard {
    /// Takes a version of the Standard in.
    pub fn load(id: StandardId, definition: StandardDefinition) -> Changed<Self> {
        let number = definition.number;
        Changed::by(Self { id, version: 0, definition }, &Event::StandardLoaded { number })
    }
}

impl HasSubject for Standard {
    fn subject(&self) -> Subject {
        Subject::new("standard", self.id, None)
    }
}

/// The Standard as `seeds/standard/*.toml` writes it. The fields are those of [`StandardDefinition`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of `StandardDefinition`, which says what each is")]
pub struct StandardDraft {
    pub version: u32,
    pub id: String,
    pub title: String,
    pub title_cy: String,
    pub approved_on: String,
    pub approved_by: String,
    pub in_force_from: String,
    pub disclaimer: String,
    pub disclaimer_cy: String,
    pub mark: MarkTerms,
    #[serde(default)]
    pub assessing: AssessingTerms,
    #[serde(default)]
    pub groups: Vec<GroupDraft>,
    #[serde(default)]
    pub criteria: Vec<CriterionDraft>,
}

/// See [`Group`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of `Group`")]
pub struct GroupDraft {
    pub id: u32,
    pub title: String,
    pub title_cy: String,
}

/// See [`Criterion`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of `Criterion`")]
pub struct CriterionDraft {
    pub id: String,
    pub group: u32,
    pub title: String,
    pub statement: String,
    pub essential: bool,
    #[serde(default)]
    pub evidence: Vec<String>,
    pub judged_by: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
}

impl StandardDefinition {
    /// The draft that reads as this version.
    #[must_use]
    pub fn written(&self) -> StandardDraft {
        let group = |group: &Group| GroupDraft {
            id: group.id,
            title: group.title.to_string(),
            title_cy: group.title_cy.to_string(),
        };
        let criterion = |criterion: &Criterion| CriterionDraft {
            id: criterion.id.to_string(),
            group: criterion.group,
            title: criterion.title.to_string(),
            statement: criterion.statement.to_string(),
            essential: criterion.essential,
            evidence: criterion.evidence.iter().map(ToString::to_string).collect(),
            judged_by: criterion.judged_by.to_string(),
            measure: criterion.measure.clone(),
        };
        StandardDraft {
            version: self.number,
            id: self.slug.to_string(),
            title: self.title.to_string(),
            title_cy: self.title_cy.to_string(),
            approved_on: self.approved_on.to_string(),
            approved_by: self.approved_by.to_string(),
            in_force_from: self.in_force_from.to_string(),
            disclaimer: self.disclaimer.to_string(),
            disclaimer_cy: self.disclaimer_cy.to_string(),
            mark: self.mark.clone(),
            assessing: self.assessing.clone(),
            groups: self.groups.iter().map(group).collect(),
            criteria: self.criteria.iter().map(criterion).collect(),
        }
    }
}

impl StandardDraft {
    /// Reads the definition.
    ///
    /// # Errors
    /// Every field that is not what it must be; criteria without a group or numbered twice; no essential
    /// criterion; approval by anything but a board, or after coming into force.
    pub fn parse(self) -> Result<StandardDefinition, FieldErrors> {
        let mut fields = Fields::new();
        let f = &mut fields;
        let number = (1..=9_999).contains(&self.version).then_some(self.version);
        if number.is_none() {
            f.refuse("/version", "out_of_range", "Versions are numbered from 1");
        }
        let slug = f.parse("/id", &self.id);
        let title = f.parse("/title", &self.title);
        let title_cy = f.parse("/title_cy", &self.title_cy);
        let approved_on: Option<Day> = f.parse("/approved_on", &self.approved_on);
        let approved_by: Option<Key> = f.parse("/approved_by", &self.approved_by);
        if approved_by.as_ref().is_some_and(|by| by.as_str() != "board") {
            f.refuse(
                "/approved_by",
                "invalid",
                "A version of the Standard is approved by the board, not by one person",
            );
        }
        let in_force_from: Option<Day> = f.parse("/in_force_from", &self.in_force_from);
        if in_force_from < approved_on {
            f.refuse("/in_force_from", "out_of_order", "A version is approved before it comes into force");
        }
        let disclaimer = f.parse("/disclaimer", &self.disclaimer);
        let disclaimer_cy = f.parse("/disclaimer_cy", &self.disclaimer_cy);
        if !(1..=120).contains(&self.mark.lasts_months) {
            f.refuse("/mark/lasts_months", "out_of_range", "A mark lasts 1 to 120 months");
        }
        if self.mark.appeal_within_days == 0 {
            let sentence = "A decision can be appealed against for at least a day";
            f.refuse("/mark/appeal_within_days", "out_of_range", sentence);
        }
        f.inside("/assessing", |f| {
            self.assessing.check(f);
            Some(())
        });
        let groups = groups(f, self.groups);
        let known = groups.iter().flatten().map(|group| group.id).collect();
        let criteria = criteria(f, self.criteria, &known);
        fields.finish(|| {
            Some(StandardDefinition {
                number: number?,
                slug: slug?,
                title: title?,
                title_cy: title_cy?,
                approved_on: approved_on?,
                approved_by: approved_by?,
                in_force_from: in_force_from?,
                disclaimer: disclaimer?,
                disclaimer_cy: disclaimer_cy?,
                mark: self.mark,
                assessing: self.assessing,
                groups: groups?,
                criteria: criteria?,
            })
        })
    }
}

fn groups(fields: &mut Fields, drafts: Vec<GroupDraft>) -> Option<Vec<Group>> {
    let mut seen = BTreeSet::new();
    fields.each("/groups", drafts, |fields, draft| {
        if !seen.insert(draft.id) {
            fields.refuse("/id", "repeated", format!("Two groups have the number {}", draft.id));
        }
        let title = fields.parse("/title", &draft.title);
        let title_cy = fields.parse("/title_cy", &draft.title_cy);
        Some(Group { id: draft.id, title: title?, title_cy: title_cy? })
    })
}

fn criteria(
    fields: &mut Fields,
    drafts: Vec<CriterionDraft>,
    groups: &BTreeSet<u32>,
) -> Option<Vec<Criterion>> {
    if !drafts.iter().any(|draft| draft.essential) {
        fields.refuse("/criteria", "required", "A standard has at least one essential criterion");
    }
    let mut seen = BTreeSet::new();
    fields.each("/criteria", drafts, |fields, draft| {
        let id: Option<CriterionId> = fields.parse("/id", &draft.id);
        if id.as_ref().is_some_and(|id| !seen.insert(id.clone())) {
            fields.refuse("/id", "repeated", format!("Two criteria have the number {}", draft.id));
        }
        if !groups.contains(&draft.group) || !draft.id.starts_with(&format!("{}.", draft.group)) {
            fields.refuse("/group", "invalid", "A criterion is numbered within a group of this standard");
        }
        if draft.evidence.is_empty() {
            fields.refuse("/evidence", "required", "Say what evidence the criterion wants");
        }
        let title = fields.parse("/title", &draft.title);
        let statement = fields.parse("/statement", &draft.statement);
        let evidence = fields.each("/evidence", draft.evidence, |fields, line| fields.parse("", &line));
        let judged_by = fields.parse("/judged_by", &draft.judged_by);
        Some(Criterion {
            id: id?,
            group: draft.group,
            title: title?,
            statement: statement?,
            essential: draft.essential,
            evidence: evidence?,
            judged_by: judged_by?,
            measure: draft.measure,
        })
    })
}
