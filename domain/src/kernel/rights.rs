//! Who may do what: one pure table, and the permit without which nothing is saved.
//!
//! [`reach`] is the table. [`Actor::may`] reads it and gives a [`Permit`], whose only maker it is; the
//! store asks for a permit with every write, so that no door can forget to ask.

use super::changed::HasSubject;
use super::id::{ApiClientId, OrganisationId, PersonId};
use crate::words;
use std::fmt;

words! {
    /// What an organisation is to Signpost.
    pub enum OrganisationKind {
        /// Gives support: private, voluntary, a public undertaking or a public body.
        Provider = "provider",
        /// Helps a provider to give support, under the provider's name.
        Partner = "partner",
        /// Procures support for its services.
        Department = "department",
        /// Runs the framework, the Standard and the platform.
        Authority = "authority",
    }
}

words! {
    /// What a person is in an organisation.
    pub enum Role {
        /// Of a provider: answers for it, signs for it.
        Owner = "owner",
        /// Of a provider: keeps its answers and offerings.
        Editor = "editor",
        /// Of a department: procures.
        Buyer = "buyer",
        /// Of a department: scores responses.
        Evaluator = "evaluator",
        /// Of a department: keeps services and their directories.
        ServiceManager = "service_manager",
        /// Of the authority: runs frameworks and lots.
        CategoryManager = "category_manager",
        /// Of the authority: judges evidence against the Standard.
        Assessor = "assessor",
        /// Of the authority: decides on what was assessed.
        DecisionMaker = "decision_maker",
        /// Of the authority: helps users, reads much, decides nothing.
        Support = "support",
        /// Of the authority: people, clients, mail domains, reference data.
        Administrator = "administrator",
    }
}

impl Role {
    /// The kind of organisation in which this role exists.
    #[must_use]
    pub const fn lives_in(self, kind: OrganisationKind) -> bool {
        use OrganisationKind::{Authority, Department, Partner, Provider};
        match self {
            Self::Owner | Self::Editor => matches!(kind, Provider | Partner),
            Self::Buyer | Self::Evaluator | Self::ServiceManager => matches!(kind, Department),
            Self::CategoryManager
            | Self::Assessor
            | Self::DecisionMaker
            | Self::Support
            | Self::Administrator => matches!(kind, Authority),
        }
    }
}

words! {
    /// Everything that anyone can do. A use case is one of these.
    pub enum Action {
        /// Make an account, prove an address, ask for a new password, sign in and out.
        UseOwnAccount = "use_own_account",
        /// See who belongs to an organisation.
        ReadMembers = "read_members",
        /// Ask someone in, change a role, end a membership.
        ManageMembers = "manage_members",
        /// Make and revoke the keys of programs.
        ManageApiClients = "manage_api_clients",
        /// Register a provider or partner. Its maker becomes its owner.
        RegisterProvider = "register_provider",
        /// Register a department, from a public-sector address. Its maker becomes its buyer.
        RegisterDepartment = "register_department",
        /// Read an organisation's whole entry.
        ReadOrganisation = "read_organisation",
        /// Change an organisation's details and identifiers.
        EditOrganisation = "edit_organisation",
        /// Ask a register about an identifier.
        CheckIdentifier = "check_identifier",
        /// Vouch for an organisation after a check by other means.
        VouchForOrganisation = "vouch_for_organisation",
        /// Keep the list of public-sector mail domains.
        KeepMailDomains = "keep_mail_domains",
        /// Load a version of a framework, the Standard, or other reference data.
        LoadReference = "load_reference",
        /// Open, close, and end a framework.
        MoveFramework = "move_framework",
        /// Read applications to a lot.
        ReadPlacement = "read_placement",
        /// Start, fill in, submit and withdraw an application to a lot; answer a clarification.
        ApplyToLot = "apply_to_lot",
        /// Sign the framework agreement for the provider.
        SignAgreement = "sign_agreement",
        /// Take, question and decide an application to a lot; countersign the agreement.
        DecidePlacement = "decide_placement",
        /// Suspend a provider from a lot, reinstate it, remove it.
        SuspendPlacement = "suspend_placement",
        /// Read applications for the quality mark.
        ReadAccreditation = "read_accreditation",
        /// Start, fill in, submit and withdraw an application for the mark; answer a clarification.
        ApplyForMark = "apply_for_mark",
        /// Appeal against a decision about the mark.
        AppealDecision = "appeal_decision",
        /// Give an application to an assessor.
        AssignAssessor = "assign_assessor",
        /// Judge evidence, ask for more, recommend.
        AssessEvidence = "assess_evidence",
        /// Decide on a recommendation; hear an appeal.
        DecideAccreditation = "decide_accreditation",
        /// Suspend, reinstate and revoke a mark.
        SuspendMark = "suspend_mark",
        /// Read offerings that are not public.
        ReadOffering = "read_offering",
        /// Write, publish, pause and end offerings.
        KeepOfferings = "keep_offerings",
        /// Keep services and say whether they need support.
        KeepServices = "keep_services",
        /// Make, brand, publish and pause a directory.
        KeepDirectories = "keep_directories",
        /// Read a directory's settings and why something is listed in it.
        ReadDirectory = "read_directory",
        /// Read the event log.
        ReadAudit = "read_audit",
        /// See what is in the outbox, and try again what is stuck.
        TendOutbox = "tend_outbox",
    }
}

words! {
    /// What an API client may be given: groups of actions, as OAuth 2.0 scopes.
    pub enum Scope {
        /// Members and clients.
        People = "people",
        /// Organisations and their identifiers.
        Organisations = "organisations",
        /// Applications to lots, and standing on them.
        Placements = "placements",
        /// Applications for the mark.
        Accreditation = "accreditation",
        /// Offerings.
        Offerings = "offerings",
        /// Services and directories.
        Directories = "directories",
        /// Frameworks, the Standard, mail domains.
        Reference = "reference",
        /// The event log and the outbox.
        Operations = "operations",
    }
}

impl Action {
    /// The scope that a client needs for this action. `None`: for people only.
    #[must_use]
    pub const fn scope(self) -> Option<Scope> {
        Some(match self {
            Self::UseOwnAccount | Self::RegisterProvider | Self::RegisterDepartment | Self::SignAgreement => {
                return None;
            }
            Self::ReadMembers | Self::ManageMembers | Self::ManageApiClients => Scope::People,
            Self::ReadOrganisation
            | Self::EditOrganisation
            | Self::CheckIdentifier
            | Self::VouchForOrganisation => Scope::Organisations,
            Self::KeepMailDomains | Self::LoadReference | Self::MoveFramework => Scope::Reference,
            Self::ReadPlacement | Self::ApplyToLot | Self::DecidePlacement | Self::SuspendPlacement => {
                Scope::Placements
            }
            Self::ReadAccreditation
            | Self::ApplyForMark
            | Self::AppealDecision
            | Self::AssignAssessor
            | Self::AssessEvidence
            | Self::DecideAccreditation
            | Self::SuspendMark => Scope::Accreditation,
            Self::ReadOffering | Self::KeepOfferings => Scope::Offerings,
            Self::KeepServices | Self::KeepDirectories | Self::ReadDirectory => Scope::Directories,
            Self::ReadAudit | Self::TendOutbox => Scope::Operations,
        })
    }
}

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
        A::UseOwnAccount | A::RegisterProvider | A::RegisterDepartment => Any,
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
        A::LoadReference | A::MoveFramework => match role {
            R::Administrator | R::CategoryManager => Any,
            _ => Never,
        },
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
        A::DecidePlacement | A::SuspendPlacement | A::AssignAssessor => match role {
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
        A::ReadAudit => match role {
            R::Administrator | R::Support => Any,
            R::Owner => Own,
            _ => Never,
        },
    }
}

words! {
    /// The platform's own hands.
    pub enum Worker {
        /// Does what only the passing of time causes.
        Clock = "clock",
        /// Asks registers about identifiers.
        Registry = "registry",
        /// Loads reference and demo data.
        Seed = "seed",
    }
}

/// What the platform itself may do, without a person.
const fn worker_may(worker: Worker, action: Action) -> bool {
    match worker {
        Worker::Clock => {
            matches!(action, Action::MoveFramework | Action::SuspendPlacement | Action::SuspendMark)
        }
        Worker::Registry => matches!(action, Action::CheckIdentifier),
        Worker::Seed => {
            matches!(
                action,
                Action::LoadReference
                    | Action::MoveFramework
                    | Action::KeepMailDomains
                    | Action::RegisterDepartment
                    | Action::ManageMembers
                    | Action::KeepServices
            )
        }
    }
}

/// A person's place in an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Membership {
    /// Where.
    pub organisation: OrganisationId,
    /// What that organisation is.
    pub kind: OrganisationKind,
    /// As what.
    pub role: Role,
}

/// Whoever asks for something to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Someone who has not signed in.
    Visitor,
    /// A person who has signed in, with their memberships in force.
    Person {
        /// Who.
        id: PersonId,
        /// Where they belong.
        memberships: Vec<Membership>,
    },
    /// A program that acts for an organisation.
    Client {
        /// Which.
        id: ApiClientId,
        /// For whom, and with the rights of which role.
        membership: Membership,
        /// Within which scopes.
        scopes: Vec<Scope>,
    },
    /// The platform itself.
    Worker(Worker),
}

/// Who did something, as the event log keeps it: a pseudonym, never a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorId {
    /// Someone who had not signed in.
    Visitor,
    /// A person.
    Person(PersonId),
    /// A program.
    Client(ApiClientId),
    /// The platform.
    Worker(Worker),
}

impl fmt::Display for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Visitor => f.write_str("visitor"),
            Self::Person(id) => write!(f, "person:{id}"),
            Self::Client(id) => write!(f, "client:{id}"),
            Self::Worker(worker) => write!(f, "worker:{worker}"),
        }
    }
}

/// Why someone may not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Nobody has signed in.
    #[error("Sign in to do this")]
    SignIn,
    /// The asker may know of the thing, but may not do this.
    #[error("Your role does not allow this ({0}). Ask an owner or administrator of your organisation")]
    WrongRole(Action),
    /// The client's token lacks the scope.
    #[error("This client's token lacks the scope “{0}”")]
    MissingScope(Scope),
    /// The asker may not even know that the thing exists: answered as not found.
    #[error("Not found")]
    Hidden,
}

/// Proof that the table of rights was asked and said yes. Only [`Actor::may`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a permit is for saving with"]
pub struct Permit {
    action: Action,
    by: ActorId,
}

impl Permit {
    /// What was permitted.
    #[must_use]
    pub const fn action(&self) -> Action {
        self.action
    }

    /// To whom.
    #[must_use]
    pub const fn by(&self) -> ActorId {
        self.by
    }
}

impl Actor {
    /// Who this is, for the event log.
    #[must_use]
    pub const fn id(&self) -> ActorId {
        match self {
            Self::Visitor => ActorId::Visitor,
            Self::Person { id, .. } => ActorId::Person(*id),
            Self::Client { id, .. } => ActorId::Client(*id),
            Self::Worker(worker) => ActorId::Worker(*worker),
        }
    }

    /// The person, when it is one.
    #[must_use]
    pub const fn person(&self) -> Option<PersonId> {
        match self {
            Self::Person { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// Every membership that this actor acts with.
    #[must_use]
    pub fn memberships(&self) -> &[Membership] {
        match self {
            Self::Person { memberships, .. } => memberships,
            Self::Client { membership, .. } => std::slice::from_ref(membership),
            Self::Visitor | Self::Worker(_) => &[],
        }
    }

    /// Whether this actor belongs to an organisation.
    #[must_use]
    pub fn belongs_to(&self, organisation: OrganisationId) -> bool {
        self.memberships().iter().any(|at| at.organisation == organisation)
    }

    /// How far this actor's right to an action goes, over all memberships.
    #[must_use]
    pub fn widest_reach(&self, action: Action) -> Reach {
        let reaches = || self.memberships().iter().map(|at| reach(at.role, action));
        if reaches().any(|reach| reach == Reach::Any) {
            Reach::Any
        } else if reaches().any(|reach| reach == Reach::Own) {
            Reach::Own
        } else {
            Reach::Never
        }
    }

    /// Asks the table whether this actor may do something to a thing.
    ///
    /// # Errors
    /// [`Denied::SignIn`] for a visitor, [`Denied::Hidden`] where the asker may not know of the thing,
    /// [`Denied::WrongRole`] and [`Denied::MissingScope`] else.
    pub fn may(&self, action: Action, thing: &impl HasSubject) -> Result<Permit, Denied> {
        let permit = Permit { action, by: self.id() };
        let owner = thing.subject().organisation;
        match self {
            Self::Visitor if matches!(action, Action::UseOwnAccount) => return Ok(permit),
            Self::Visitor => return Err(Denied::SignIn),
            Self::Worker(worker) if worker_may(*worker, action) => return Ok(permit),
            Self::Worker(_) => return Err(Denied::WrongRole(action)),
            Self::Client { scopes, .. } => match action.scope() {
                None => return Err(Denied::WrongRole(action)),
                Some(scope) if !scopes.contains(&scope) => return Err(Denied::MissingScope(scope)),
                Some(_) => {}
            },
            // A person without any membership yet can still look after the account and register.
            Self::Person { .. }
                if matches!(
                    action,
                    Action::UseOwnAccount | Action::RegisterProvider | Action::RegisterDepartment
                ) =>
            {
                return Ok(permit);
            }
            Self::Person { .. } => {}
        }
        let allows = |at: &Membership| match reach(at.role, action) {
            Reach::Any => true,
            Reach::Own => owner == Some(at.organisation),
            Reach::Never => false,
        };
        if self.memberships().iter().any(allows) {
            return Ok(permit);
        }
        let of_the_authority = |at: &Membership| at.kind == OrganisationKind::Authority;
        let may_know = match owner {
            None => true,
            Some(owner) => self.belongs_to(owner) || self.memberships().iter().any(of_the_authority),
        };
        Err(if may_know { Denied::WrongRole(action) } else { Denied::Hidden })
    }
}

/// The platform as the owner of what belongs to no organisation.
#[derive(Debug, Clone, Copy)]
pub struct Platform;

impl HasSubject for Platform {
    fn subject(&self) -> super::changed::Subject {
        super::changed::Subject::new("platform", uuid::Uuid::nil(), None)
    }
}

impl HasSubject for OrganisationId {
    fn subject(&self) -> super::changed::Subject {
        super::changed::Subject::new("organisation", *self, Some(*self))
    }
}

#[cfg(test)]
#[path = "rights_test.rs"]
mod tests;
