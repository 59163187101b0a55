//! The table of rights: every role by every action.

use super::{Action, Role, Worker};

/// How far a role's right to an action goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Not at all.
    Never,
    /// For things of the role's own organisation.
    Own,
    /// For things of any organisation, and of none.
    Any,
}

/// The table of rights: every role by every action.
///
/// Source: the design's roles; rule 8 for the parting of assessing and deciding.
#[must_use]
pub const fn reach(role: Role, action: Action) -> Reach {
    use Action as A;
    use Reach::{Any, Never, Own};
    use Role as R;
    match action {
        A::UseOwnAccount
        | A::RegisterProvider
        | A::RegisterDepartment
        | A::ReportProblem
        | A::AnswerAboutHelp
        | A::SendListing => Any,
        A::ReadMembers => match role {
            R::Administrator | R::Support => Any,
            _ => Own,
        },
        A::ManageMembers | A::ManageApiClients => match role {
            R::Administrator => Any,
            R::Owner | R::Buyer | R::ServiceManager => Own,
            _ => Never,
        },
        A::ReadOrganisation => match role {
            R::Owner | R::Editor | R::Buyer | R::Evaluator | R::ServiceManager => Own,
            _ => Any,
        },
        A::EditOrganisation => match role {
            R::Administrator | R::Support => Any,
            R::Owner | R::Editor | R::Buyer | R::ServiceManager => Own,
            _ => Never,
        },
        A::CheckIdentifier => match role {
            R::Administrator | R::Support | R::CategoryManager => Any,
            R::Owner | R::Editor => Own,
            _ => Never,
        },
        A::VouchForOrganisation => match role {
            R::Administrator | R::CategoryManager => Any,
            _ => Never,
        },
        A::KeepMailDomains | A::TendOutbox => match role {
            R::Administrator => Any,
            R::Support if matches!(action, A::TendOutbox) => Any,
            _ => Never,
        },
        A::LoadReference | A::MoveFramework | A::ProposeStandard => match role {
            R::Administrator | R::CategoryManager => Any,
            _ => Never,
        },
        // What was published is put to everyone by the clock: nobody picks whom.
        A::OfferVariation => Never,
        // The Standard is approved by a board (rule 8): nobody's role goes round it.
        A::LoadStandard => Never,
        A::ApproveStandard => match role {
            R::BoardMember => Any,
            _ => Never,
        },
        A::ReadPeople => match role {
            R::Administrator | R::Support => Any,
            _ => Never,
        },
        A::KeepAccounts | A::RemovePersonalData => match role {
            R::Administrator => Any,
            _ => Never,
        },
        A::SealSecrets => Never,
        A::ReadPlacement => match role {
            R::CategoryManager | R::Support | R::Administrator | R::DecisionMaker => Any,
            R::Owner | R::Editor => Own,
            _ => Never,
        },
        A::ApplyToLot | A::ApplyForMark | A::KeepOfferings => match role {
            R::Owner | R::Editor => Own,
            _ => Never,
        },
        A::SignAgreement | A::AppealDecision => match role {
            R::Owner => Own,
            _ => Never,
        },
        A::DecidePlacement | A::SuspendPlacement | A::AssignAssessor | A::ReviewOfferings => match role {
            R::CategoryManager => Any,
            _ => Never,
        },
        A::ReadAccreditation => match role {
            R::CategoryManager | R::Assessor | R::DecisionMaker | R::Support | R::Administrator => Any,
            R::Owner | R::Editor => Own,
            _ => Never,
        },
        A::AssessEvidence => match role {
            R::Assessor => Any,
            _ => Never,
        },
        A::DecideAccreditation | A::SuspendMark => match role {
            R::DecisionMaker => Any,
            _ => Never,
        },
        A::RaiseConcern => match role {
            R::Owner | R::Editor => Never,
            _ => Any,
        },
        A::ReadOwnConcerns => match role {
            R::Owner | R::Editor => Never,
            _ => Own,
        },
        A::ReadReviews => match role {
            R::CategoryManager | R::Assessor | R::DecisionMaker | R::Support | R::Administrator => Any,
            _ => Never,
        },
        A::TendReviews => match role {
            R::CategoryManager => Any,
            _ => Never,
        },
        A::ReadOffering => match role {
            R::Owner | R::Editor => Own,
            R::CategoryManager | R::Assessor | R::DecisionMaker | R::Support | R::Administrator => Any,
            _ => Never,
        },
        A::KeepServices | A::KeepDirectories => match role {
            R::ServiceManager => Own,
            R::Administrator => Any,
            _ => Never,
        },
        A::ReadDirectory => match role {
            R::ServiceManager | R::Buyer | R::Evaluator => Own,
            R::Administrator | R::Support | R::CategoryManager => Any,
            _ => Never,
        },
        A::ReadReports | A::KeepReports => match role {
            R::Administrator | R::Support => Any,
            _ => Never,
        },
        A::ReadAudit => match role {
            R::Administrator | R::Support => Any,
            R::Owner => Own,
            _ => Never,
        },
    }
}

/// What the platform itself may do, without a person.
pub(super) const fn worker_may(worker: Worker, action: Action) -> bool {
    match worker {
        Worker::Clock => {
            matches!(
                action,
                Action::MoveFramework
                    | Action::OfferVariation
                    | Action::SuspendPlacement
                    | Action::SuspendMark
                    | Action::TendReviews
                    | Action::KeepReports
                    | Action::SealSecrets
                    | Action::RemovePersonalData
            )
        }
        Worker::Registry => matches!(action, Action::CheckIdentifier),
        Worker::Clerk => matches!(action, Action::KeepOfferings),
        Worker::Seed => {
            matches!(
                action,
                Action::LoadReference
                    | Action::LoadStandard
                    | Action::MoveFramework
                    | Action::KeepMailDomains
                    | Action::RegisterDepartment
                    | Action::ManageMembers
                    | Action::KeepAccounts
                    | Action::KeepServices
                    | Action::TendOutbox
            )
        }
    }
}
