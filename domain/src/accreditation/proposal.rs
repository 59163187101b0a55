//! A version of the Standard on its way through the board: written, proposed, approved by at least two, published.

use super::standard::{StandardDefinition, StandardDraft};
use crate::kernel::time::day_of;
use crate::values::Prose;
use crate::{
    Changed, EventBody, FieldError, FieldErrors, HasSubject, PersonId, Refusal, RefusalKind,
    StandardProposalId, Subject, Timestamp, words,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many of the board must approve (rule 8: by a board, not by one person).
const APPROVALS: usize = 2;

words! {
    /// How far a version is on its way.
    pub enum ProposalState {
        /// It is being written.
        Draft = "draft",
        /// It is before the board, and does not change meanwhile.
        Proposed = "proposed",
        /// The board has approved it.
        Approved = "approved",
        /// It is a version of the Standard.
        Published = "published",
        /// It was given up.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What moves it on.
    pub enum ProposalStep {
        /// Put before the board.
        Propose = "propose",
        /// One of the board approves.
        Approve = "approve",
        /// One of the board sends it back, with a reason.
        SendBack = "send_back",
        /// Made a version of the Standard.
        Publish = "publish",
        /// Given up.
        Withdraw = "withdraw",
    }
}

impl ProposalState {
    /// Every lawful step; an approval leads on only when it is enough. `None`: refused.
    #[must_use]
    pub const fn after(self, step: ProposalStep) -> Option<Self> {
        use ProposalState::{Approved, Draft, Proposed, Published, Withdrawn};
        Some(match (self, step) {
            (Draft, ProposalStep::Propose) => Proposed,
            (Proposed, ProposalStep::Approve) => Approved,
            (Proposed | Approved, ProposalStep::SendBack) => Draft,
            (Approved, ProposalStep::Publish) => Published,
            (Draft | Proposed | Approved, ProposalStep::Withdraw) => Withdrawn,
            _ => return None,
        })
    }
}

/// One of the board said yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = StandardApproval)]
pub struct Approval {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// A version of the Standard on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Who it is.
    pub id: StandardProposalId,
    /// Raised by the store with every save.
    pub version: i64,
    /// How far it is.
    pub state: ProposalState,
    /// What it says so far, as its file would be.
    pub content: StandardDraft,
    /// Everyone who wrote at it since it was begun. None of them approves it.
    pub authors: Vec<PersonId>,
    /// Who of the board approved what is before it now.
    pub approvals: Vec<Approval>,
    /// Why it was sent back last.
    pub sent_back: Option<Prose>,
    /// When it was begun.
    pub started_at: Timestamp,
}

/// What happened to it. People are identifiers; reasons are kept with the proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "the names say what happened")]
pub enum ProposalEvent {
    Drafted { number: u32 },
    Saved { faults: usize },
    Proposed { number: u32 },
    Approved { by: PersonId, approvals: usize },
    SentBack { by: PersonId },
    Published { number: u32 },
    Withdrawn { from: ProposalState },
}

impl EventBody for ProposalEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "standard.drafted",
            Self::Saved { .. } => "standard.draft_saved",
            Self::Proposed { .. } => "standard.proposed",
            Self::Approved { .. } => "standard.approved",
            Self::SentBack { .. } => "standard.sent_back",
            Self::Published { .. } => "standard.published",
            Self::Withdrawn { .. } => "standard.withdrawn",
        }
    }
}

/// Why it is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each sentence says what the refusal is")]
pub enum CannotPropose {
    #[error("This version is {state}: it cannot be followed by “{step}” now")]
    NotFrom { state: ProposalState, step: ProposalStep },
    #[error("This version is {0}: its text changes only while it is a draft")]
    NotADraft(ProposalState),
    #[error("You wrote at this version: others of the board approve it")]
    OwnWork,
    #[error("You have approved this version already: another of the board has to")]
    ApprovedBefore,
    #[error("A program cannot do this: people write and approve the Standard")]
    NotAPerson,
    #[error("The next version of the Standard is {expected}: number it so")]
    NotNext { expected: u32 },
    #[error("Another version is being written or is before the board: go on with that, or withdraw it first")]
    OneAtATime,
    #[error("This cannot go on yet: {0}")]
    NotReady(FieldErrors),
}

impl Refusal for CannotPropose {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFrom { .. } => "standard_not_at_that_step",
            Self::NotADraft(_) => "standard_is_no_draft",
            Self::OwnWork => "standard_is_own_work",
            Self::ApprovedBefore => "standard_approved_before",
            Self::NotAPerson => "standard_needs_a_person",
            Self::NotNext { .. } => "standard_not_next",
            Self::OneAtATime => "standard_one_at_a_time",
            Self::NotReady(_) => "standard_not_ready",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotReady(_) | Self::NotNext { .. } => RefusalKind::Unacceptable,
            _ => RefusalKind::Conflict,
        }
    }

    fn pointer(&self) -> Option<String> {
        matches!(self, Self::NotNext { .. }).then(|| "/version".to_owned())
    }

    fn fields(&self) -> Option<&FieldErrors> {
        match self {
            Self::NotReady(faults) => Some(faults),
            _ => None,
        }
    }
}

impl Proposal {
    /// Begins to write a version.
    pub fn draft(
        id: StandardProposalId,
        content: StandardDraft,
        by: PersonId,
        now: Timestamp,
    ) -> Changed<Self> {
        let event = ProposalEvent::Drafted { number: content.version };
        let proposal = Self {
            id,
            version: 0,
            state: ProposalState::Draft,
            content,
            authors: vec![by],
            approvals: vec![],
            sent_back: None,
            started_at: now,
        };
        Changed::by(proposal, &event)
    }

    /// Saves what it says so far, right or wrong.
    ///
    /// # Errors
    /// When it is no draft.
    pub fn save(
        mut self,
        content: StandardDraft,
        by: PersonId,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotPropose> {
        if self.state != ProposalState::Draft {
            return Err(CannotPropose::NotADraft(self.state));
        }
        if !self.authors.contains(&by) {
            self.authors.push(by);
        }
        let next = Self { content, ..self };
        let event = ProposalEvent::Saved { faults: next.faults(now).len() };
        Ok(Changed::by(next, &event))
    }

    /// Everything that would keep it from coming into force, were the board to approve it now.
    #[must_use]
    pub fn faults(&self, now: Timestamp) -> Vec<FieldError> {
        self.approved_at(now).err().map(|faults| faults.all().to_vec()).unwrap_or_default()
    }

    /// What it says, approved at an instant: by the board, as its record shows, whatever the file claimed.
    fn approved_at(&self, at: Timestamp) -> Result<StandardDefinition, FieldErrors> {
        let (approved_on, approved_by) = (day_of(at).to_string(), "board".to_owned());
        StandardDraft { approved_on, approved_by, ..self.content.clone() }.parse()
    }

    /// Puts it before the board. `newest` is the number of the newest version there is.
    ///
    /// # Errors
    /// When it has faults, or is not numbered as the next.
    pub fn propose(self, newest: u32, now: Timestamp) -> Result<Changed<Self>, CannotPropose> {
        let state = self.stepped(ProposalStep::Propose)?;
        let number = self.content.version;
        if number != newest.saturating_add(1) {
            return Err(CannotPropose::NotNext { expected: newest.saturating_add(1) });
        }
        self.approved_at(now).map_err(CannotPropose::NotReady)?;
        let next = Self { state, approvals: vec![], sent_back: None, ..self };
        Ok(Changed::by(next, &ProposalEvent::Proposed { number }))
    }

    /// One of the board approves. The last that is needed approves it.
    ///
    /// # Errors
    /// When it is not before the board, or by someone who wrote at it or approved it before.
    pub fn approve(mut self, by: PersonId, now: Timestamp) -> Result<Changed<Self>, CannotPropose> {
        let approved = self.stepped(ProposalStep::Approve)?;
        if self.authors.contains(&by) {
            return Err(CannotPropose::OwnWork);
        }
        if self.approvals.iter().any(|approval| approval.by == by) {
            return Err(CannotPropose::ApprovedBefore);
        }
        self.approvals.push(Approval { by, at: now });
        let approvals = self.approvals.len();
        if approvals >= APPROVALS {
            self.approved_at(now).map_err(CannotPropose::NotReady)?;
            self.state = approved;
        }
        Ok(Changed::by(self, &ProposalEvent::Approved { by, approvals }))
    }

    /// One of the board sends it back to be written anew. What was approved of it no longer counts.
    ///
    /// # Errors
    /// When it is not before the board, or published.
    pub fn send_back(self, by: PersonId, reason: Prose) -> Result<Changed<Self>, CannotPropose> {
        let state = self.stepped(ProposalStep::SendBack)?;
        let next = Self { state, approvals: vec![], sent_back: Some(reason), ..self };
        Ok(Changed::by(next, &ProposalEvent::SentBack { by }))
    }

    /// Makes a version of the Standard of it, approved on the day of the approval that was the last needed.
    ///
    /// # Errors
    /// When the board has not approved it.
    pub fn publish(self) -> Result<(Changed<Self>, StandardDefinition), CannotPropose> {
        let state = self.stepped(ProposalStep::Publish)?;
        let last = self.approvals.last().filter(|_| self.approvals.len() >= APPROVALS);
        let step = ProposalStep::Publish;
        let last = last.ok_or(CannotPropose::NotFrom { state: self.state, step })?;
        let definition = self.approved_at(last.at).map_err(CannotPropose::NotReady)?;
        let event = ProposalEvent::Published { number: definition.number };
        Ok((Changed::by(Self { state, ..self }, &event), definition))
    }

    /// Gives it up.
    ///
    /// # Errors
    /// When it is published, or given up already.
    pub fn withdraw(self) -> Result<Changed<Self>, CannotPropose> {
        let (from, state) = (self.state, self.stepped(ProposalStep::Withdraw)?);
        Ok(Changed::by(Self { state, ..self }, &ProposalEvent::Withdrawn { from }))
    }

    fn stepped(&self, step: ProposalStep) -> Result<ProposalState, CannotPropose> {
        self.state.after(step).ok_or(CannotPropose::NotFrom { state: self.state, step })
    }
}

impl HasSubject for Proposal {
    fn subject(&self) -> Subject {
        Subject::new("standard_proposal", self.id, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::table::leads_only_where;
    use uuid::Uuid;

    fn person(number: u128) -> PersonId {
        Uuid::from_u128(number).into()
    }

    fn now() -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    fn drafted() -> Proposal {
        let text = include_str!("../../../seeds/standard/v1.toml");
        let content: StandardDraft = toml::from_str(text).unwrap();
        let content = StandardDraft { version: 2, in_force_from: "2027-04-01".into(), ..content };
        Proposal::draft(Uuid::from_u128(9).into(), content, person(1), now()).next
    }

    fn proposed() -> Proposal {
        drafted().propose(1, now()).unwrap().next
    }

    #[test]
    fn a_version_reads_the_same_from_the_file_that_is_written_of_it() {
        let text = include_str!("../../../seeds/standard/v1.toml");
        let first = toml::from_str::<StandardDraft>(text).unwrap().parse().unwrap();
        let file = toml::to_string(&first.written()).unwrap();
        assert_eq!(toml::from_str::<StandardDraft>(&file).unwrap().parse().unwrap(), first);
    }

    #[test]
    fn two_of_the_board_approve_and_no_author_does() {
        let written_by_two = drafted().save(drafted().content, person(2), now()).unwrap().next;
        let before = written_by_two.propose(1, now()).unwrap().next;
        for author in [1, 2] {
            assert_eq!(before.clone().approve(person(author), now()).unwrap_err(), CannotPropose::OwnWork);
        }
        let once = before.approve(person(3), now()).unwrap().next;
        assert_eq!(once.state, ProposalState::Proposed);
        assert_eq!(once.clone().approve(person(3), now()).unwrap_err(), CannotPropose::ApprovedBefore);
        assert!(once.clone().publish().is_err(), "one is not a board");
        let approved = once.approve(person(4), now()).unwrap().next;
        let (published, definition) = approved.publish().unwrap();
        assert_eq!(published.next.state, ProposalState::Published);
        assert_eq!((definition.number, definition.approved_on.to_string().as_str()), (2, "2026-11-22"));
    }

    #[test]
    fn what_is_before_the_board_does_not_change_and_what_is_sent_back_is_approved_anew() {
        let once = proposed().approve(person(3), now()).unwrap().next;
        assert!(once.clone().save(drafted().content, person(1), now()).is_err());
        let back = once.send_back(person(4), "Criterion 4.3 is not clear".parse().unwrap()).unwrap().next;
        assert_eq!((back.state, back.approvals.len()), (ProposalState::Draft, 0));
    }

    #[test]
    fn what_comes_into_force_before_it_is_approved_is_refused() {
        let content = StandardDraft { in_force_from: "2026-11-21".into(), ..drafted().content };
        let late = drafted().save(content, person(1), now()).unwrap().next;
        let Err(CannotPropose::NotReady(faults)) = late.propose(1, now()) else { panic!("proposed") };
        assert_eq!(faults.all()[0].pointer, "/in_force_from");
        assert_eq!(drafted().propose(4, now()).unwrap_err(), CannotPropose::NotNext { expected: 5 });
    }

    /// Every pair that leads somewhere. What is not here is refused.
    const LAWFUL: &[(ProposalState, ProposalStep, ProposalState)] = &[
        (ProposalState::Draft, ProposalStep::Propose, ProposalState::Proposed),
        (ProposalState::Draft, ProposalStep::Withdraw, ProposalState::Withdrawn),
        (ProposalState::Proposed, ProposalStep::Approve, ProposalState::Approved),
        (ProposalState::Proposed, ProposalStep::SendBack, ProposalState::Draft),
        (ProposalState::Proposed, ProposalStep::Withdraw, ProposalState::Withdrawn),
        (ProposalState::Approved, ProposalStep::SendBack, ProposalState::Draft),
        (ProposalState::Approved, ProposalStep::Publish, ProposalState::Published),
        (ProposalState::Approved, ProposalStep::Withdraw, ProposalState::Withdrawn),
    ];

    #[test]
    fn every_pair_is_lawful_or_refused_as_the_table_says() {
        leads_only_where(LAWFUL, ProposalState::ALL, ProposalStep::ALL, ProposalState::after);
    }
}
