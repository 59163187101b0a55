//! What can be done to an application for the mark, each on a page of its own.

use super::case::Case;
use domain::accreditation::{State, Step};
use domain::kernel::time::end_of;

domain::words! {
    /// What someone does to an application, as its page's address has it.
    pub(super) enum Move {
        /// The provider sends it.
        Submit = "submit",
        /// The provider answers a question.
        Answer = "answer",
        /// The provider appeals.
        Appeal = "appeal",
        /// The provider takes it back.
        Withdraw = "withdraw",
        /// An assessor takes it up.
        Claim = "claim",
        /// One of two assessors locks what they judged.
        Lock = "lock",
        /// An assessor reports a visit.
        Visit = "visit",
        /// A category manager names who settles between two assessors.
        Moderator = "moderator",
        /// A category manager gives it to an assessor.
        Assign = "assign",
        /// The assessor begins.
        Begin = "begin",
        /// The assessor declares a conflict of interest.
        Conflict = "conflict",
        /// The assessor asks the provider something.
        Ask = "ask",
        /// The assessor goes on without the answer.
        Resume = "resume",
        /// The assessor recommends.
        Recommend = "recommend",
        /// The decision maker decides.
        Decide = "decide",
        /// The decision maker sends it back.
        SendBack = "send_back",
        /// Another decision maker hears the appeal.
        HearAppeal = "hear_appeal",
        /// The decision maker notes that a condition was met.
        MeetCondition = "meet_condition",
        /// The holder says what it has done about a condition.
        AnswerCondition = "answer_condition",
        /// The decision maker tells the holder what is considered.
        Notice = "notice",
        /// The holder answers that.
        AnswerNotice = "answer_notice",
        /// The decision maker suspends the mark.
        Suspend = "suspend",
        /// The decision maker lets it count again.
        Reinstate = "reinstate",
        /// The decision maker takes it away.
        Revoke = "revoke",
    }
}

impl Move {
    /// What it is called on its button and on its page.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Submit => "Submit the application",
            Self::Answer => "Answer the question",
            Self::Appeal => "Appeal against the decision",
            Self::Withdraw => "Withdraw the application",
            Self::Claim => "Take it up",
            Self::Lock => "Lock your judgements",
            Self::Visit => "Report a visit",
            Self::Moderator => "Name a moderator",
            Self::Assign => "Give it to an assessor",
            Self::Begin => "Begin the assessment",
            Self::Conflict => "Declare a conflict of interest",
            Self::Ask => "Ask the provider something",
            Self::Resume => "Go on without the answer",
            Self::Recommend => "Recommend",
            Self::Decide => "Decide",
            Self::SendBack => "Send it back to the assessor",
            Self::HearAppeal => "Decide on the appeal",
            Self::MeetCondition => "A condition is met",
            Self::AnswerCondition => "Say what you have done",
            Self::Notice => "Hear the holder first",
            Self::AnswerNotice => "Answer what is considered",
            Self::Suspend => "Suspend the mark",
            Self::Reinstate => "Reinstate the mark",
            Self::Revoke => "Revoke the mark",
        }
    }

    /// What is told once it was done.
    pub(super) const fn done(self) -> &'static str {
        match self {
            Self::Submit => "Your application is submitted. We have written to you.",
            Self::Answer => "Your answer is sent.",
            Self::Appeal => "Your appeal is sent. Someone who neither assessed nor decided hears it.",
            Self::Withdraw => "The application is withdrawn.",
            Self::Claim => "You assess this application.",
            Self::Lock => "Your judgements are locked.",
            Self::Visit => "The visit is on record.",
            Self::Moderator => "The moderator can settle it now.",
            Self::Assign => "The application is with its assessor.",
            Self::Begin => "You have begun the assessment.",
            Self::Conflict => "Thank you. You no longer see the applications of this provider.",
            Self::Ask => "We have asked the provider.",
            Self::Resume => "The assessment goes on.",
            Self::Recommend => "Your recommendation is with a decision maker.",
            Self::Decide => "The decision is made. The provider has been told.",
            Self::SendBack => "The application is back with its assessor.",
            Self::HearAppeal => "The appeal is decided. The provider has been told.",
            Self::MeetCondition => "The condition is noted as met.",
            Self::AnswerCondition => "It is noted. A decision maker looks at it.",
            Self::Notice => "We have written to the holder. It can answer until the day you gave.",
            Self::AnswerNotice => "Your answer is on record. Nothing is decided without it.",
            Self::Suspend => "The mark is suspended. What it covers is gone from every directory.",
            Self::Reinstate => "The mark counts again.",
            Self::Revoke => "The mark is revoked.",
        }
    }

    /// Whether it matters less than the page's main action, or destroys something.
    pub(super) const fn is_minor(self) -> bool {
        !matches!(
            self,
            Self::Submit
                | Self::Answer
                | Self::AnswerNotice
                | Self::Claim
                | Self::Lock
                | Self::Assign
                | Self::Begin
                | Self::Recommend
                | Self::Decide
                | Self::HearAppeal
        )
    }

    /// Whether it cannot be taken back.
    pub(super) const fn is_grave(self) -> bool {
        matches!(self, Self::Withdraw | Self::Suspend | Self::Revoke)
    }

    /// Whether the page offers it to whoever looks. The use case decides when it is done.
    pub(super) fn is_offered(self, case: &Case, me: Option<domain::PersonId>) -> bool {
        let state = case.case.state;
        let lawful = |step: Step| state.after(step).is_some();
        let assessed = me.is_some_and(|me| case.case.was_assessed_by(me));
        let decided = me.is_some_and(|me| case.case.was_decided_by(me));
        let it = &case.case;
        let seat = it.assessment.seats.iter().find(|seat| Some(seat.assessor) == me);
        let in_two = !it.assessment.seats.is_empty();
        let is_judged = state == State::UnderAssessment;
        match self {
            Self::Submit => case.may_fill && lawful(Step::Submit),
            Self::Answer => case.may_fill && lawful(Step::Answer),
            Self::Withdraw => case.may_fill && lawful(Step::Withdraw),
            Self::Appeal => {
                case.may_appeal && it.appeal_until(&case.standard).is_some_and(|last| case.now < end_of(last))
            }
            Self::Claim => case.may_assess && !case.is_assessor && it.wants_an_assessor(&case.standard),
            Self::Assign => case.may_assign && lawful(Step::Assign),
            Self::Begin => match seat {
                Some(seat) => seat.begun_at.is_none() && (is_judged || lawful(Step::Begin)),
                None => case.is_assessor && !in_two && lawful(Step::Begin),
            },
            Self::Conflict => !case.is_own && (!case.is_assessor || lawful(Step::Release)),
            Self::Lock => seat.is_some() && case.may_judge,
            Self::Visit => case.is_assessor && is_judged,
            Self::Moderator => case.may_assign && is_judged && it.both_locked() && it.is_unsettled(),
            Self::Ask => case.is_assessor && lawful(Step::Ask),
            Self::Resume => case.is_assessor && lawful(Step::Resume),
            Self::Recommend => case.is_assessor && lawful(Step::Recommend) && !it.is_unsettled(),
            Self::Decide | Self::SendBack => case.may_decide && state == State::Recommended && !assessed,
            Self::HearAppeal => case.may_decide && state == State::UnderAppeal && !assessed && !decided,
            Self::MeetCondition => {
                let open = case
                    .case
                    .mark
                    .as_ref()
                    .is_some_and(domain::accreditation::QualityMark::has_open_conditions);
                case.may_decide && state.holds_a_mark() && open
            }
            Self::AnswerCondition => {
                let mut conditions = case.case.mark.iter().flat_map(|mark| &mark.conditions);
                case.may_fill && state.holds_a_mark() && conditions.any(|it| it.met_on.is_none())
            }
            Self::Notice => case.may_suspend && state.holds_a_mark() && !has_open_hearing(case),
            Self::AnswerNotice => case.may_fill && has_open_hearing(case),
            Self::Suspend => case.may_suspend && lawful(Step::Suspend),
            Self::Reinstate => {
                case.may_suspend && (lawful(Step::Reinstate) || lawful(Step::ReinstateWithConditions))
            }
            Self::Revoke => case.may_suspend && state.holds_a_mark(),
        }
    }
}

/// Whether the holder still has time to answer what it was told.
fn has_open_hearing(case: &Case) -> bool {
    case.case.papers.hearings.last().is_some_and(|hearing| hearing.is_open(case.now))
}
