//! Who asks, and the permit that the table gives.

use super::table::worker_may;
use super::{Action, OrganisationKind, Reach, Role, Scope, Worker, reach};
use crate::kernel::changed::HasSubject;
use crate::kernel::id::{ApiClientId, OrganisationId, PersonId};
use std::fmt;

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
            Self::Visitor
                if matches!(
                    action,
                    Action::UseOwnAccount
                        | Action::ReportProblem
                        | Action::AnswerAboutHelp
                        | Action::SendListing
                ) =>
            {
                return Ok(permit);
            }
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
                    Action::UseOwnAccount
                        | Action::RegisterProvider
                        | Action::RegisterDepartment
                        | Action::ReportProblem
                        | Action::AnswerAboutHelp
                        | Action::SendListing
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
    fn subject(&self) -> crate::kernel::changed::Subject {
        crate::kernel::changed::Subject::new("platform", uuid::Uuid::nil(), None)
    }
}

impl HasSubject for OrganisationId {
    fn subject(&self) -> crate::kernel::changed::Subject {
        crate::kernel::changed::Subject::new("organisation", *self, Some(*self))
    }
}
