//! Why a look at a mark cannot go on so.

use super::state::{State, Step};
use crate::accreditation::CriterionId;
use crate::{Refusal, RefusalKind};

/// Why a look at a mark cannot go on so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each sentence says what the refusal is")]
pub enum CannotReview {
    #[error("{}", why_not(*.state, *.step))]
    NotFrom { state: State, step: Step },
    #[error("Concerns are raised about providers: this organisation is not one")]
    NotAProvider,
    #[error("This provider holds no mark that could be looked at. Raise a concern instead")]
    NoMark,
    #[error("There is no version of the Standard to look by. Load one first")]
    NoStandard,
    #[error("The Standard has no criterion {0}")]
    NoSuchCriterion(CriterionId),
    #[error("A program cannot do this: a person raises a concern, and a person looks")]
    NotAPerson,
    #[error("This person is not an assessor. Choose one")]
    NotAnAssessor,
    #[error("Someone else looks at this")]
    NotTheAssessor,
    #[error("Who raised a concern does not find out whether it is true. Choose someone else")]
    RaisedBySame,
    #[error(
        "Nobody who belongs to the provider or to one of its partners can look at it. Choose someone else"
    )]
    MemberOfTheProvider,
    #[error("This person declared a conflict of interest with the provider. Choose someone else")]
    DeclaredConflict,
    #[error("The Standard plans this look while the mark is held: have it done, also when it is late")]
    Planned,
    #[error("There is no such report about this provider")]
    NoSuchReport,
}

fn why_not(state: State, step: Step) -> String {
    let reason = match step {
        Step::Assign | Step::Close => "This is over",
        Step::Conclude => "Nobody looks at this now",
    };
    format!("{reason} (it is {})", state.word().replace('_', " "))
}

impl Refusal for CannotReview {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFrom { step: Step::Conclude, .. } => "review_not_under_review",
            Self::NotFrom { .. } => "review_is_over",
            Self::NotAProvider => "review_not_a_provider",
            Self::NoMark => "review_no_mark",
            Self::NoStandard => "review_no_standard",
            Self::NoSuchCriterion(_) => "review_no_such_criterion",
            Self::NotAPerson => "review_not_a_person",
            Self::NotAnAssessor => "review_not_an_assessor",
            Self::NotTheAssessor => "review_not_the_assessor",
            Self::RaisedBySame => "review_raised_by_same",
            Self::MemberOfTheProvider => "review_member_of_provider",
            Self::DeclaredConflict => "review_declared_conflict",
            Self::Planned => "review_is_planned",
            Self::NoSuchReport => "review_no_such_report",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotFrom { .. } | Self::NotTheAssessor | Self::Planned | Self::NoMark => {
                RefusalKind::Conflict
            }
            _ => RefusalKind::Unacceptable,
        }
    }

    fn pointer(&self) -> Option<String> {
        Some(match self {
            Self::NotAnAssessor | Self::RaisedBySame | Self::MemberOfTheProvider | Self::DeclaredConflict => {
                "/assessor".to_owned()
            }
            Self::NotAProvider => "/provider".to_owned(),
            Self::NoSuchCriterion(_) => "/criteria".to_owned(),
            Self::NoSuchReport => "/report".to_owned(),
            _ => return None,
        })
    }
}
