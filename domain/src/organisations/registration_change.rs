//! What a register says otherwise than before: noted on its day, told to the organisation, and settled by someone.
//!
//! Nothing follows from it by itself. A company that was struck off by mistake helps people meanwhile; so a person
//! looks, and suspends or not.

use super::{
    CannotChangeOrganisation, Check, FailedCheck, Found, LookupFailed, Organisation, OrganisationEvent,
    RegisterNumber,
};
use crate::values::Line;
use crate::{Changed, FieldErrors, Fields, PersonId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is otherwise than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum WhatChanged {
    /// The entry has ended: dissolved, removed.
    Ended {
        /// The register's own word for it.
        status: String,
    },
    /// The register no longer has the number.
    Gone,
    /// It is registered by another name.
    Renamed {
        /// The name until now.
        from: String,
        /// The name now.
        to: String,
    },
}

/// A change that was noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationChange {
    /// About which number.
    pub number: RegisterNumber,
    /// What.
    #[serde(flatten)]
    pub what: WhatChanged,
    /// When the register said so first.
    pub noticed_at: Timestamp,
    /// What came of it.
    pub settled: Option<Settled>,
}

/// What came of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// When.
    pub at: Timestamp,
    /// By whom. `None`: by the register, which says again what it said before.
    pub by: Option<PersonId>,
    /// What was found, and done.
    pub how: Option<Line>,
}

/// The raw fields with which a change is settled.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleDraft {
    /// What was found, and what was done about it: 1 to 300 characters.
    #[serde(default)]
    pub how: String,
}

impl SettleDraft {
    /// What was found and done.
    ///
    /// # Errors
    /// When nothing, or too much, was written.
    pub fn parse(self) -> Result<Line, FieldErrors> {
        let mut fields = Fields::new();
        let sentence = "Say what you found, and what was done about it";
        let how = fields.required("/how", Some(&self.how), sentence).map(str::to_owned);
        let how = how.and_then(|how| fields.parse("/how", &how));
        fields.finish(|| how)
    }
}

impl RegistrationChange {
    /// What is otherwise, as a sentence that names the register.
    #[must_use]
    pub fn sentence(&self) -> String {
        let (register, number) = (self.number.scheme().register(), self.number.as_str());
        let mut register = register.to_owned();
        if let Some(first) = register.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        match &self.what {
            WhatChanged::Ended { status } => {
                format!("{register} says that the entry with the number {number} has ended: {status}")
            }
            WhatChanged::Gone => format!("{register} no longer has the number {number}"),
            WhatChanged::Renamed { from, to } => {
                format!("{register} says that {number}, which was “{from}”, is now “{to}”")
            }
        }
    }
}

/// What an answer says otherwise than the one before it. Trouble says nothing. A number that was never confirmed and is
/// not there was mistyped, which its owner sees; one whose entry has ended was given by someone who should know.
pub(super) fn noticed(before: &Check, answer: &Result<Found, LookupFailed>) -> Option<WhatChanged> {
    let was_ended = matches!(before, Check::Failed { reason: FailedCheck::Ended, .. });
    match (before, answer) {
        (Check::Verified { registered_name: from, .. }, Ok(found)) if found.in_force => {
            let to = &found.registered_name;
            let is_other = from.trim().to_lowercase() != to.trim().to_lowercase();
            is_other.then(|| WhatChanged::Renamed { from: from.clone(), to: to.clone() })
        }
        (_, Ok(found)) if !found.in_force && !was_ended => {
            Some(WhatChanged::Ended { status: found.status.clone() })
        }
        (Check::Verified { .. }, Err(LookupFailed::NotOnRegister)) => Some(WhatChanged::Gone),
        _ => None,
    }
}

impl Organisation {
    /// Changes that nobody has settled yet, each with its place in the list.
    pub fn open_registration_changes(&self) -> impl Iterator<Item = (usize, &RegistrationChange)> {
        self.registration_changes.iter().enumerate().filter(|(_, change)| change.settled.is_none())
    }

    /// Since when a change waits for someone. `None`: none does.
    #[must_use]
    pub fn registration_changed_at(&self) -> Option<Timestamp> {
        self.open_registration_changes().map(|(_, change)| change.noticed_at).min()
    }

    /// Notes what an answer says otherwise. What a register takes back is settled by that.
    pub(super) fn take_note(
        mut self,
        number: &RegisterNumber,
        what: Option<WhatChanged>,
        is_in_force: bool,
        now: Timestamp,
    ) -> (Self, Option<OrganisationEvent>) {
        if is_in_force {
            let open = self.registration_changes.iter_mut();
            let ended = open.filter(|change| change.number == *number && change.settled.is_none());
            for change in ended.filter(|change| !matches!(change.what, WhatChanged::Renamed { .. })) {
                change.settled = Some(Settled { at: now, by: None, how: None });
            }
        }
        let event = what.map(|what| {
            let change = RegistrationChange { number: number.clone(), what, noticed_at: now, settled: None };
            let event = OrganisationEvent::RegistrationChanged {
                identifier: number.to_string(),
                what: change.what.clone(),
            };
            self.registration_changes.push(change);
            event
        });
        (self, event)
    }

    /// Someone has looked into a change, by its place in the list, and says what came of it.
    ///
    /// # Errors
    /// When there is no such change that waits.
    pub fn settle_registration_change(
        mut self,
        place: usize,
        how: Line,
        by: PersonId,
        now: Timestamp,
    ) -> Result<Changed<Self>, CannotChangeOrganisation> {
        let change = self.registration_changes.get_mut(place).filter(|change| change.settled.is_none());
        let change = change.ok_or(CannotChangeOrganisation::NoSuchRegistrationChange)?;
        let event = OrganisationEvent::RegistrationSettled {
            identifier: change.number.to_string(),
            how: how.as_str().to_owned(),
        };
        change.settled = Some(Settled { at: now, by: Some(by), how: Some(how) });
        Ok(Changed::by(self, &event))
    }
}
