//! Why an application for the mark, or the mark, cannot be changed so.

use super::application::Outcome;
use super::assessing::Excluded;
use super::departure::DepartedIn;
use super::papers::CannotTakeEvidence;
use super::standard::CriterionId;
use super::state::{State, Step};
use crate::kernel::time::printed_day;
use crate::organisations::NotAPartner;
use crate::values::Postcode;
use crate::{Day, FieldErrors, Refusal, RefusalKind};

/// Why an application for the mark, or the mark, cannot be changed so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each sentence says what the refusal is")]
pub enum CannotAccredit {
    #[error("Only a provider can apply for the quality mark: this organisation is not one")]
    NotAProvider,
    #[error("There is no version of the Standard in force. Ask the authority when there will be")]
    NoStandard,
    #[error("This version of the Standard is in force from {}: apply then", printed_day(*.0))]
    StandardNotInForce(Day),
    #[error(
        "This version of the Standard is loaded with other content, and a version never changes. Give it a higher version"
    )]
    StandardDiffers,
    #[error("Version {0} of the Standard is not loaded")]
    NoSuchStandard(u32),
    #[error("You hold a quality mark. Its renewal can be started from {}", printed_day(*.0))]
    RenewalNotOpen(Day),
    #[error("You have an open application for the quality mark. Go on with that one")]
    AlreadyOpen,
    #[error("Something is missing: see each criterion")]
    Incomplete(#[from] FieldErrors),
    #[error("This application is {}: what was sent can no longer be changed", spoken(*.0))]
    NoLongerDraft(State),
    #[error("The Standard has no criterion {0}")]
    NoSuchCriterion(CriterionId),
    #[error(transparent)]
    NotAPartner(#[from] NotAPartner),
    #[error("{}", why_not(*.state, *.step))]
    NotFrom { state: State, step: Step },
    #[error("Answers were possible until {}. Ask the assessor for more time", printed_day(*.0))]
    TooLateToAnswer(Day),
    #[error("The provider can answer until {}: wait for that", printed_day(*.0))]
    StillTimeToAnswer(Day),
    #[error("Give a day after today")]
    DayIsPast,
    #[error("A program cannot do this: a person of the authority assesses and decides")]
    NotAPerson,
    #[error("This person is not an assessor. Choose one")]
    NotAnAssessor,
    #[error("Someone else assesses this application")]
    NotTheAssessor,
    #[error("As many assess this application as the Standard wants. Say whom this one takes over from")]
    NoFreeSeat,
    #[error("Two people assess this application, and a third settles between them: choose another person")]
    SameAssessor,
    #[error("The person who is to be replaced does not assess this application. Look at who does")]
    NotSeated,
    #[error("You have locked your judgements: they no longer change. What differs is settled in moderation")]
    Locked,
    #[error("You assess this application alone: there is nothing to lock. Recommend when all is judged")]
    NothingToLock,
    #[error("Both assessors lock their judgements first. Until then neither sees the other's")]
    NotBothLocked,
    #[error("Settle with the other assessor what you judged differently, then recommend")]
    NotSettled,
    #[error("This is settled already. A decision maker can send it back")]
    SettledAlready,
    #[error("Both assessors judged {0} alike: it is not to be settled")]
    NotDisputed(CriterionId),
    #[error("The two assessors judged {0} differently: propose a judgement on it first")]
    StillDisputed(CriterionId),
    #[error("Visit {0} and report on it first: it is in the sample")]
    NotVisited(Postcode),
    #[error("The application does not ask for {0}: it cannot be left out")]
    NotInScope(Excluded),
    #[error("Nothing would be left of the scope. Leave less out, or do not give the mark")]
    NothingLeft,
    #[error(
        "Nobody who belongs to the provider or to one of its partners can assess or decide on it. Choose someone else"
    )]
    MemberOfTheProvider,
    #[error("This person declared a conflict of interest with the provider. Choose someone else")]
    DeclaredConflict,
    #[error("This application is {}: it can be judged only while under assessment", spoken(*.0))]
    NotUnderAssessment(State),
    #[error("Say why the evidence for {0} is accepted as equivalent")]
    EquivalentWithoutReason(CriterionId),
    #[error("{}", short_of(*.outcome, .criteria))]
    EssentialNotMet { outcome: Outcome, criteria: Vec<CriterionId> },
    #[error("Who assessed an application does not decide on it. Leave it to another decision maker")]
    AssessedBySame,
    #[error("{}", departs(.0))]
    DepartsWithoutReason(Vec<DepartedIn>),
    #[error("This is what was recommended: leave out why it departs from that")]
    NothingDeparts,
    #[error("Choose at least one channel")]
    NoScope,
    #[error("There is no such report of a visit")]
    NoSuchVisit,
    #[error("Who decided does not hear the appeal. Leave it to another decision maker")]
    DecidedBefore,
    #[error("The mark ends after today and by {} at the latest", printed_day(*.0))]
    EndsTooLate(Day),
    #[error("An appeal was possible until {}", printed_day(*.0))]
    TooLateToAppeal(Day),
    #[error("An appeal in this case was heard already: there is one")]
    AppealedBefore,
    #[error("This application is {}: there is no appeal to hear", spoken(*.0))]
    NotUnderAppeal(State),
    #[error("No mark was given")]
    NoMark,
    #[error(transparent)]
    File(#[from] CannotTakeEvidence),
    #[error("There is no earlier application of yours that was sent to begin from. Leave this out")]
    CannotBeginFrom,
    #[error("Your evidence for {0} does not wait to be looked at again")]
    NothingToReview(CriterionId),
    #[error("You were told nothing that waits for an answer")]
    NoNotice,
    #[error("The mark has no such condition that is still to be met")]
    NoSuchCondition,
}

/// A state in plain words.
fn spoken(state: State) -> String {
    state.word().replace('_', " ")
}

fn short_of(outcome: Outcome, criteria: &[CriterionId]) -> String {
    let listed: Vec<_> = criteria.iter().map(CriterionId::as_str).collect();
    let wanted = match outcome {
        Outcome::AccreditWithConditions => "met or partly met",
        Outcome::Accredit | Outcome::Refuse => "met",
    };
    format!("Every essential criterion must be {wanted} for this. These are not: {}", listed.join(", "))
}

fn departs(parts: &[DepartedIn]) -> String {
    let parts: Vec<_> = parts.iter().map(|part| part.word()).collect();
    format!("This departs from what was recommended ({}): say why", parts.join(", "))
}

fn why_not(state: State, step: Step) -> String {
    let reason = match step {
        Step::Submit => "This application was submitted already: it cannot be sent twice",
        Step::Withdraw => "It is too late to withdraw this application",
        Step::Assign => "This application does not wait for an assessor",
        Step::Release | Step::Begin => "This application was not given to you to begin",
        Step::Ask | Step::Recommend => "This can be done only while under assessment",
        Step::Answer | Step::Resume => "Nothing was asked that waits for an answer",
        Step::Return | Step::Accredit | Step::AccreditWithConditions | Step::Refuse => {
            "There is no recommendation to decide on"
        }
        Step::MeetConditions => "There are no conditions to be met",
        Step::Appeal => "There is no decision to appeal against",
        Step::Suspend | Step::Lapse | Step::Revoke => "There is no mark that counts",
        Step::Reinstate | Step::ReinstateWithConditions => "The mark is not suspended",
    };
    format!("{reason} (it is {})", spoken(state))
}

impl Refusal for CannotAccredit {
    fn code(&self) -> &'static str {
        match self {
            Self::NotAProvider => "accreditation_not_a_provider",
            Self::NoStandard => "standard_none_in_force",
            Self::StandardNotInForce(_) => "standard_not_in_force",
            Self::StandardDiffers => "standard_version_differs",
            Self::NoSuchStandard(_) => "standard_unknown",
            Self::RenewalNotOpen(_) => "accreditation_renewal_not_open",
            Self::AlreadyOpen => "accreditation_already_open",
            Self::Incomplete(_) => "accreditation_incomplete",
            Self::NoLongerDraft(_) => "accreditation_no_longer_draft",
            Self::NoSuchCriterion(_) => "accreditation_no_such_criterion",
            Self::NotAPartner(_) => "accreditation_not_a_partner",
            Self::NotFrom { step, .. } => match step {
                Step::Submit => "accreditation_already_submitted",
                Step::Withdraw => "accreditation_cannot_withdraw",
                Step::Assign => "accreditation_not_waiting",
                Step::Release | Step::Begin => "accreditation_not_assigned",
                Step::Ask | Step::Recommend => "accreditation_not_under_assessment",
                Step::Answer | Step::Resume => "accreditation_nothing_asked",
                Step::Return | Step::Accredit | Step::AccreditWithConditions | Step::Refuse => {
                    "accreditation_not_recommended"
                }
                Step::MeetConditions => "accreditation_no_conditions",
                Step::Appeal => "accreditation_nothing_to_appeal",
                Step::Suspend | Step::Lapse | Step::Revoke => "accreditation_no_mark_in_force",
                Step::Reinstate | Step::ReinstateWithConditions => "accreditation_not_suspended",
            },
            Self::TooLateToAnswer(_) => "accreditation_too_late_to_answer",
            Self::StillTimeToAnswer(_) => "accreditation_still_time_to_answer",
            Self::DayIsPast => "accreditation_day_is_past",
            Self::NotAPerson => "accreditation_not_a_person",
            Self::NotAnAssessor => "accreditation_not_an_assessor",
            Self::NotTheAssessor => "accreditation_not_the_assessor",
            Self::NoFreeSeat => "accreditation_no_free_seat",
            Self::SameAssessor => "accreditation_same_assessor",
            Self::NotSeated => "accreditation_not_seated",
            Self::Locked => "accreditation_locked",
            Self::NothingToLock => "accreditation_nothing_to_lock",
            Self::NotBothLocked => "accreditation_not_both_locked",
            Self::NotSettled => "accreditation_not_settled",
            Self::SettledAlready => "accreditation_settled_already",
            Self::NotDisputed(_) => "accreditation_not_disputed",
            Self::StillDisputed(_) => "accreditation_still_disputed",
            Self::NotVisited(_) => "accreditation_not_visited",
            Self::NotInScope(_) => "accreditation_not_in_scope",
            Self::NothingLeft => "accreditation_nothing_left",
            Self::MemberOfTheProvider => "accreditation_member_of_provider",
            Self::DeclaredConflict => "accreditation_declared_conflict",
            Self::NotUnderAssessment(_) => "accreditation_not_under_assessment",
            Self::EquivalentWithoutReason(_) => "accreditation_equivalent_without_reason",
            Self::EssentialNotMet { .. } => "accreditation_essential_not_met",
            Self::AssessedBySame => "accreditation_assessed_by_same",
            Self::DepartsWithoutReason(_) => "accreditation_departs_without_reason",
            Self::NothingDeparts => "accreditation_nothing_departs",
            Self::NoScope => "accreditation_no_scope",
            Self::NoSuchVisit => "accreditation_no_such_visit",
            Self::DecidedBefore => "accreditation_decided_by_same",
            Self::EndsTooLate(_) => "accreditation_ends_too_late",
            Self::TooLateToAppeal(_) => "accreditation_too_late_to_appeal",
            Self::AppealedBefore => "accreditation_appealed_before",
            Self::NotUnderAppeal(_) => "accreditation_not_under_appeal",
            Self::NoMark => "accreditation_no_mark",
            Self::File(refusal) => refusal.code(),
            Self::CannotBeginFrom => "accreditation_cannot_begin_from",
            Self::NothingToReview(_) => "accreditation_nothing_to_review",
            Self::NoNotice => "accreditation_no_notice",
            Self::NoSuchCondition => "accreditation_no_such_condition",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::File(refusal) => refusal.kind(),
            Self::StandardNotInForce(_) | Self::RenewalNotOpen(_) | Self::StillTimeToAnswer(_) => {
                RefusalKind::NotYet
            }
            Self::NotAProvider
            | Self::NoStandard
            | Self::NoSuchStandard(_)
            | Self::Incomplete(_)
            | Self::NoSuchCriterion(_)
            | Self::NotAPartner(_)
            | Self::DayIsPast
            | Self::NotAPerson
            | Self::NotAnAssessor
            | Self::MemberOfTheProvider
            | Self::DeclaredConflict
            | Self::EquivalentWithoutReason(_)
            | Self::EssentialNotMet { .. }
            | Self::AssessedBySame
            | Self::DecidedBefore
            | Self::EndsTooLate(_)
            | Self::SameAssessor
            | Self::NotSeated
            | Self::NothingToLock
            | Self::NotDisputed(_)
            | Self::StillDisputed(_)
            | Self::NotVisited(_)
            | Self::NotInScope(_)
            | Self::NothingLeft
            | Self::DepartsWithoutReason(_)
            | Self::NothingDeparts
            | Self::NoScope
            | Self::NoSuchVisit
            | Self::CannotBeginFrom
            | Self::NoSuchCondition => RefusalKind::Unacceptable,
            Self::StandardDiffers
            | Self::AlreadyOpen
            | Self::NoLongerDraft(_)
            | Self::NotFrom { .. }
            | Self::TooLateToAnswer(_)
            | Self::NotTheAssessor
            | Self::NoFreeSeat
            | Self::Locked
            | Self::NotBothLocked
            | Self::NotSettled
            | Self::SettledAlready
            | Self::NotUnderAssessment(_)
            | Self::TooLateToAppeal(_)
            | Self::AppealedBefore
            | Self::NotUnderAppeal(_)
            | Self::NothingToReview(_)
            | Self::NoNotice
            | Self::NoMark => RefusalKind::Conflict,
        }
    }

    fn fields(&self) -> Option<&FieldErrors> {
        match self {
            Self::Incomplete(errors) => Some(errors),
            _ => None,
        }
    }

    fn pointer(&self) -> Option<String> {
        Some(match self {
            Self::NoSuchCriterion(criterion) => format!("/evidence/{criterion}"),
            Self::EquivalentWithoutReason(criterion) => format!("/judgements/{criterion}/equivalent"),
            Self::NotAPartner(_) => "/scope/partners".to_owned(),
            Self::CannotBeginFrom => "/from".to_owned(),
            Self::DepartsWithoutReason(_) | Self::NothingDeparts => "/departure".to_owned(),
            Self::NoScope => "/scope/channels".to_owned(),
            Self::File(refusal) => return refusal.pointer(),
            Self::NotAnAssessor | Self::SameAssessor => "/assessor".to_owned(),
            Self::NotSeated | Self::NoFreeSeat => "/in_place_of".to_owned(),
            Self::NotInScope(_) | Self::NothingLeft => "/exclusions".to_owned(),
            Self::NotDisputed(criterion) | Self::StillDisputed(criterion) => {
                format!("/judgements/{criterion}")
            }
            Self::EssentialNotMet { .. } => "/outcome".to_owned(),
            Self::EndsTooLate(_) => "/ends".to_owned(),
            _ => return None,
        })
    }
}
