//! Accreditation: the Standard, applications for the quality mark, and the marks (rule 8).
//!
//! [`State::after`] is the table of lawful steps. The provider's commands are in `apply`, the assessor's in
//! `assess` and `assessing`, the decision maker's in `decide` and `standing`. A mark is kept with the application that it came
//! of, so that the two can never disagree; [`QualityMark::in_force_at`] is what listings ask.

mod application;
mod apply;
mod assess;
mod assessing;
pub mod commands;
mod decide;
mod departure;
mod mark;
mod papers;
mod proposal;
mod refusal;
mod standard;
mod standing;
mod state;
mod status;
#[cfg(test)]
mod tests;

pub use application::{
    Accreditation, Appeal, Conflict, Decision, Evidence, Judgement, Officer, Outcome, Recommendation, Ruling,
    Verdict,
};
pub use assessing::{
    AssessingTerms, Assessment, Excluded, Exclusion, ExclusionDraft, Moderation, Risk, RiskFacts, RiskLevel,
    RiskReason, Seat, SiteVisit, VisitDraft, WorkingDraft, WorkingJudgement, sample_of,
};
pub use departure::{DepartedIn, Departure};
pub use mark::{
    Condition, ConditionWaits, MarkStatus, Places, QualityMark, Renewal, Revocation, Scope, Shown, Standing,
};
pub use papers::{
    CannotTakeEvidence, DecisionLetter, Gone, Hearing, Left, LeftScope, MOST_FILES, NoticeDraft, Papers,
    Submission, Submitter, evidence_file,
};
pub use proposal::{Approval, CannotPropose, Proposal, ProposalEvent, ProposalState, ProposalStep};
pub use refusal::CannotAccredit;
pub use standard::{
    Criterion, CriterionDraft, CriterionId, Direction, Group, GroupDraft, MarkTerms, Measure, Standard,
    StandardDefinition, StandardDraft,
};
pub use state::{State, Step};
pub use status::{CannotIssue, PLACES_IN_A_LIST, StatusPlace, StatusPurpose};

use crate::casework::Grounds;
use crate::values::{Postcode, Sha256};
use crate::{AccreditationId, Day, EventBody, PersonId, QualityMarkId};
use serde::Serialize;

/// What happened. No free text is in it: the application holds the reasons. People are identifiers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "the names say what happened, in the words of the commands")]
pub enum Event {
    StandardLoaded {
        number: u32,
    },
    Started {
        standard: u32,
        renews: Option<AccreditationId>,
    },
    Filled {
        criteria: Vec<CriterionId>,
    },
    FileHandedIn {
        criterion: CriterionId,
        sha256: Sha256,
        bytes: u64,
    },
    FileTakenBack {
        criterion: CriterionId,
        sha256: Sha256,
    },
    EvidenceReviewed {
        criterion: CriterionId,
    },
    Submitted {
        standard: u32,
    },
    /// Of what was sent, a copy is kept under its hash.
    SubmissionKept {
        number: u32,
        sha256: Sha256,
    },
    Withdrawn {
        from: State,
    },
    Assigned {
        assessor: PersonId,
    },
    ConflictDeclared {
        assessor: PersonId,
    },
    Begun {},
    Asked {
        answer_by: Day,
    },
    Answered {},
    Resumed {},
    Judged {
        criteria: Vec<CriterionId>,
    },
    Visited {
        place: Postcode,
        on: Day,
    },
    VisitFileHandedIn {
        visit: usize,
        sha256: Sha256,
        bytes: u64,
    },
    Locked {
        assessor: PersonId,
        both: bool,
    },
    ModeratorAppointed {
        moderator: PersonId,
    },
    Moderated {
        criteria: Vec<CriterionId>,
    },
    Agreed {
        settled: bool,
    },
    LookPlanned {
        number: u32,
        due: Day,
    },
    RiskSeen {
        reasons: Vec<RiskReason>,
    },
    Recommended {
        outcome: Outcome,
    },
    SentBack {},
    Decided {
        outcome: Outcome,
        mark: Option<QualityMarkId>,
    },
    /// The decision is not as recommended.
    Departed {
        #[serde(rename = "in")]
        parts: Vec<DepartedIn>,
    },
    Appealed {
        against: State,
    },
    AppealHeard {
        upheld: bool,
        mark: Option<QualityMarkId>,
    },
    NoticeGiven {
        answer_by: Day,
    },
    NoticeAnswered {},
    ConditionAnswered {
        place: usize,
    },
    ConditionMet {
        place: usize,
        remain: bool,
    },
    Suspended {
        #[serde(flatten)]
        grounds: Grounds,
        until: Option<Day>,
    },
    Reinstated {
        by_time: bool,
    },
    Revoked {
        #[serde(flatten)]
        grounds: Grounds,
    },
    RenewalSent {
        by: AccreditationId,
    },
    RenewalDecided {
        by: AccreditationId,
        granted: Option<QualityMarkId>,
    },
    Lapsed {},
}

impl EventBody for Event {
    fn name(&self) -> &'static str {
        match self {
            Self::StandardLoaded { .. } => "standard.loaded",
            Self::Started { .. } => "accreditation.started",
            Self::Filled { .. } => "accreditation.filled",
            Self::FileHandedIn { .. } => "accreditation.file_handed_in",
            Self::FileTakenBack { .. } => "accreditation.file_taken_back",
            Self::EvidenceReviewed { .. } => "accreditation.evidence_reviewed",
            Self::SubmissionKept { .. } => "accreditation.submission_kept",
            Self::NoticeGiven { .. } => "accreditation.notice_given",
            Self::NoticeAnswered {} => "accreditation.notice_answered",
            Self::ConditionAnswered { .. } => "accreditation.condition_answered",
            Self::Submitted { .. } => "accreditation.submitted",
            Self::Withdrawn { .. } => "accreditation.withdrawn",
            Self::Assigned { .. } => "accreditation.assigned",
            Self::ConflictDeclared { .. } => "accreditation.conflict_declared",
            Self::Begun {} => "accreditation.begun",
            Self::Asked { .. } => "accreditation.asked",
            Self::Answered {} => "accreditation.answered",
            Self::Resumed {} => "accreditation.resumed",
            Self::Judged { .. } => "accreditation.judged",
            Self::Visited { .. } => "accreditation.visited",
            Self::VisitFileHandedIn { .. } => "accreditation.visit_file_handed_in",
            Self::Locked { .. } => "accreditation.locked",
            Self::ModeratorAppointed { .. } => "accreditation.moderator_appointed",
            Self::Moderated { .. } => "accreditation.moderated",
            Self::Agreed { .. } => "accreditation.agreed",
            Self::LookPlanned { .. } => "accreditation.look_planned",
            Self::RiskSeen { .. } => "accreditation.risk_seen",
            Self::Recommended { .. } => "accreditation.recommended",
            Self::SentBack {} => "accreditation.sent_back",
            Self::Decided { .. } => "accreditation.decided",
            Self::Departed { .. } => "accreditation.departed",
            Self::Appealed { .. } => "accreditation.appealed",
            Self::AppealHeard { .. } => "accreditation.appeal_heard",
            Self::ConditionMet { .. } => "accreditation.condition_met",
            Self::Suspended { .. } => "accreditation.suspended",
            Self::Reinstated { .. } => "accreditation.reinstated",
            Self::Revoked { .. } => "accreditation.revoked",
            Self::RenewalSent { .. } => "accreditation.renewal_sent",
            Self::RenewalDecided { .. } => "accreditation.renewal_decided",
            Self::Lapsed {} => "accreditation.lapsed",
        }
    }
}
