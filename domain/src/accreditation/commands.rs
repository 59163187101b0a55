//! What people ask to be done to an application for the mark: raw fields, and the commands they become.

mod deciding;

pub use deciding::{ConditionDraft, Decide, DecideDraft, HearAppeal, HearAppealDraft};

use super::application::{Evidence, Judgement, Verdict};
use super::mark::{Places, Scope};
use super::papers::{CannotTakeEvidence, MOST_FILES};
use super::standard::CriterionId;
use crate::offerings::Channel;
use crate::values::FileReference;
use crate::{AccreditationId, FieldErrors, Fields, OrganisationId, PersonId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// What the mark is asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MarkScopeDraft)]
pub struct ScopeDraft {
    /// Channels, by word.
    #[serde(default)]
    pub channels: Vec<String>,
    /// Postcodes of the places covered. Left out: every place.
    pub places: Option<Vec<String>>,
    /// The identifiers of partners who deliver.
    #[serde(default)]
    pub partners: Vec<String>,
}

impl ScopeDraft {
    /// Reads a scope inside other fields.
    pub fn read(self, fields: &mut Fields) -> Option<Scope> {
        if self.channels.is_empty() {
            fields.refuse("/channels", "required", "Choose at least one channel");
        }
        let chosen =
            fields.each("/channels", self.channels, |fields, word| fields.parse::<Channel>("", &word));
        let places = match self.places {
            None => Some(Places::All),
            Some(listed) if listed.is_empty() => {
                fields.refuse("/places", "required", "List at least one place, or leave this out for all");
                None
            }
            Some(listed) => fields
                .each("/places", listed, |fields, postcode| fields.parse("", &postcode))
                .map(Places::Listed),
        };
        let partners = fields.each("/partners", self.partners, |fields, id| fields.parse("", &id));
        let chosen = chosen?;
        let channels = Channel::ALL.iter().copied().filter(|channel| chosen.contains(channel)).collect();
        let partners: BTreeSet<OrganisationId> = partners?.into_iter().collect();
        Some(Scope { channels, places: places?, partners: partners.into_iter().collect() })
    }
}

/// Starts an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// For which provider.
    pub provider: OrganisationId,
    /// What the mark is asked for. `None`: what was granted last, to be confirmed.
    pub scope: Option<Scope>,
    /// The earlier application to begin from.
    pub from: Option<AccreditationId>,
}

/// See [`Start`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StartAccreditationDraft)]
pub struct StartDraft {
    /// The provider's identifier.
    #[serde(default)]
    pub provider: String,
    /// What the mark is asked for. Left out by who was given a mark before: what that covers, to be confirmed.
    pub scope: Option<ScopeDraft>,
    /// The identifier of an earlier application to begin from: its evidence is copied, to be looked at again.
    pub from: Option<String>,
}

impl StartDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be.
    pub fn parse(self) -> Result<Start, FieldErrors> {
        let mut fields = Fields::new();
        let provider = fields.parse("/provider", &self.provider);
        let scope = match self.scope {
            None => Some(None),
            Some(draft) => fields.inside("/scope", |fields| draft.read(fields)).map(Some),
        };
        let from = fields.optional("/from", self.from.as_deref());
        fields.finish(|| Some(Start { provider: provider?, scope: scope?, from: from? }))
    }
}

/// Saves evidence, criterion by criterion, and the scope where it is given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fill {
    /// The scope, where it changes.
    pub scope: Option<Scope>,
    /// Evidence by criterion, in place of what was there.
    pub evidence: BTreeMap<CriterionId, Given>,
}

/// What is given for a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The evidence. All of it empty: it is taken away.
    pub evidence: Evidence,
    /// Whether the files that were handed in stay; else those that are named do.
    pub files_stay: bool,
}

impl Given {
    /// With the files that it keeps. Only a file of this application can be named: its bytes are here.
    pub(super) fn beside(
        self,
        criterion: &CriterionId,
        there: &BTreeMap<CriterionId, Evidence>,
    ) -> Result<Evidence, CannotTakeEvidence> {
        let Self { mut evidence, files_stay } = self;
        if files_stay {
            evidence.files = there.get(criterion).map(|given| given.files.clone()).unwrap_or_default();
        }
        let handed_in = |wanted: &FileReference| {
            there.values().flat_map(|given| &given.files).any(|file| file.sha256 == wanted.sha256)
        };
        match evidence.files.iter().find(|file| !handed_in(file)) {
            Some(stranger) => Err(CannotTakeEvidence::NotHandedIn(stranger.name.clone())),
            None => Ok(evidence),
        }
    }
}

/// See [`Fill`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FillAccreditationDraft)]
pub struct FillDraft {
    /// What the mark is asked for. Left out: it stays as it is.
    pub scope: Option<ScopeDraft>,
    /// Evidence by the number of its criterion.
    #[serde(default)]
    pub evidence: BTreeMap<String, EvidenceDraft>,
}

/// Evidence for one criterion. All left out or blank: it is taken away.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceDraft {
    /// In words.
    pub text: Option<String>,
    /// Which of the files that were handed in stay. Left out: all of them.
    pub files: Option<Vec<FileReference>>,
    /// The value measured, as `82.5`, where the criterion has a measure.
    pub measured: Option<String>,
    /// Why this is equivalent, where it is not the evidence that the criterion asks for.
    pub equivalent: Option<String>,
}

impl EvidenceDraft {
    fn read(self, fields: &mut Fields) -> Option<Given> {
        let text = fields.optional("/text", self.text.as_deref());
        let measured = fields.optional::<Decimal>("/measured", self.measured.as_deref());
        if measured
            .flatten()
            .is_some_and(|value| value.is_sign_negative() || value > Decimal::from(1_000_000))
        {
            fields.refuse("/measured", "out_of_range", "Enter a value between 0 and 1,000,000");
        }
        let equivalent = fields.optional("/equivalent", self.equivalent.as_deref());
        let files_stay = self.files.is_none();
        let files = self.files.unwrap_or_default();
        if files.len() > MOST_FILES {
            fields.refuse("/files", "too_many", format!("Hand in at most {MOST_FILES} files"));
        }
        let evidence = Evidence { text: text?, files, measured: measured?, equivalent: equivalent? };
        Some(Given { evidence, files_stay })
    }
}

impl FillDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be.
    pub fn parse(self) -> Result<Fill, FieldErrors> {
        let mut fields = Fields::new();
        let scope = match self.scope {
            None => Some(None),
            Some(draft) => fields.inside("/scope", |fields| draft.read(fields)).map(Some),
        };
        let evidence = by_criterion(&mut fields, "/evidence", self.evidence, EvidenceDraft::read);
        fields.finish(|| Some(Fill { scope: scope?, evidence: evidence? }))
    }
}

/// Reads what is given criterion by criterion.
pub(crate) fn by_criterion<D, T>(
    fields: &mut Fields,
    pointer: &str,
    drafts: BTreeMap<String, D>,
    mut read: impl FnMut(D, &mut Fields) -> Option<T>,
) -> Option<BTreeMap<CriterionId, T>> {
    let mut all = Some(BTreeMap::new());
    for (id, draft) in drafts {
        // A key is free text: only a well-formed one belongs in a pointer.
        let read = match id.parse::<CriterionId>() {
            Ok(criterion) => fields
                .inside(&format!("{pointer}/{criterion}"), |fields| read(draft, fields))
                .map(|value| (criterion, value)),
            Err(reason) => fields.check(pointer, Err(reason)),
        };
        match (read, &mut all) {
            (Some((criterion, value)), Some(all)) => {
                all.insert(criterion, value);
            }
            _ => all = None,
        }
    }
    all
}

/// Gives an application to an assessor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assign {
    /// To whom.
    pub assessor: PersonId,
    /// Where two assess already: whose seat it is.
    pub in_place_of: Option<PersonId>,
}

impl From<PersonId> for Assign {
    fn from(assessor: PersonId) -> Self {
        Self { assessor, in_place_of: None }
    }
}

/// See [`Assign`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignDraft {
    /// The assessor's identifier.
    #[serde(default)]
    pub assessor: String,
    /// Where two assess already: the identifier of the one whose seat it is.
    pub in_place_of: Option<String>,
}

impl AssignDraft {
    /// Reads whom it is given to.
    ///
    /// # Errors
    /// When that is no identifier.
    pub fn parse(self) -> Result<Assign, FieldErrors> {
        let mut fields = Fields::new();
        let assessor = fields.parse("/assessor", &self.assessor);
        let in_place_of = fields.optional("/in_place_of", self.in_place_of.as_deref());
        fields.finish(|| Some(Assign { assessor: assessor?, in_place_of: in_place_of? }))
    }
}

/// The assessor's statement on taking up an application.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginDraft {
    /// That the assessor has no interest in the provider or its partners.
    #[serde(default)]
    pub no_conflict: bool,
}

impl BeginDraft {
    /// Reads the statement.
    ///
    /// # Errors
    /// When it was not made: who has a conflict declares it instead.
    pub fn parse(self) -> Result<(), FieldErrors> {
        let mut fields = Fields::new();
        if !self.no_conflict {
            let sentence =
                "State that you have no interest in this provider or its partners, or declare the conflict";
            fields.refuse("/no_conflict", "required", sentence);
        }
        fields.finish(|| Some(()))
    }
}

/// Judgements, criterion by criterion.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JudgeDraft {
    /// By the number of the criterion.
    #[serde(default)]
    pub judgements: BTreeMap<String, JudgementDraft>,
}

/// See [`Judgement`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JudgementDraft {
    /// `met`, `partly_met` or `not_met`.
    #[serde(default)]
    pub verdict: String,
    /// Why.
    #[serde(default)]
    pub reasons: String,
    /// Why evidence other than what was asked for is accepted.
    pub equivalent: Option<String>,
}

impl JudgementDraft {
    pub(crate) fn read(self, fields: &mut Fields) -> Option<Judgement> {
        let verdict = fields.parse::<Verdict>("/verdict", &self.verdict);
        let reasons = fields.parse("/reasons", &self.reasons);
        let equivalent = fields.optional("/equivalent", self.equivalent.as_deref());
        Some(Judgement { verdict: verdict?, reasons: reasons?, equivalent: equivalent? })
    }
}

impl JudgeDraft {
    /// Reads the judgements.
    ///
    /// # Errors
    /// Every field that is not what it must be; none at all.
    pub fn parse(self) -> Result<BTreeMap<CriterionId, Judgement>, FieldErrors> {
        let mut fields = Fields::new();
        if self.judgements.is_empty() {
            fields.refuse("/judgements", "required", "Judge at least one criterion");
        }
        let judgements = by_criterion(&mut fields, "/judgements", self.judgements, JudgementDraft::read);
        fields.finish(|| judgements)
    }
}
