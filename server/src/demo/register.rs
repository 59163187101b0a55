//! The demo's register: it knows the numbers that the demo's providers give, and no others.

use domain::organisations::{Found, LookupFailed, RegisterNumber, Standing, Trouble};
use marketplace::organisations::Registry;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// A register that answers as each number's plan says. It is asked in the same way as the real ones.
#[derive(Default)]
pub(super) struct DemoRegister {
    answers: Mutex<HashMap<RegisterNumber, Answer>>,
}

struct Answer {
    name: String,
    standing: Standing,
    asked: bool,
}

impl DemoRegister {
    /// Notes what it is to answer about a number.
    pub(super) fn knows(&self, number: RegisterNumber, name: &str, standing: Standing) {
        let answer = Answer { name: name.to_owned(), standing, asked: false };
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.entry(number).or_insert(answer);
    }
}

/// Some of those who are asked about again have another name by then, so that someone has to look into it.
fn is_one_in_six(number: &RegisterNumber) -> bool {
    number.as_str().bytes().map(u32::from).sum::<u32>().is_multiple_of(6)
}

impl Registry for DemoRegister {
    fn look_up(&self, number: &RegisterNumber) -> Result<Found, LookupFailed> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(answer) = answers.get_mut(number) else { return Err(LookupFailed::NotOnRegister) };
        let first = !std::mem::replace(&mut answer.asked, true);
        match answer.standing {
            Standing::Failed => Err(LookupFailed::NotOnRegister),
            Standing::Unverified => Err(LookupFailed::Trouble(Trouble::NoLookup)),
            // What was right once and is not confirmed again becomes stale by itself.
            Standing::Stale if !first => Err(LookupFailed::Trouble(Trouble::Unreachable)),
            Standing::Verified | Standing::Stale => {
                let name = answer.name.to_uppercase();
                let is_renamed = !first && is_one_in_six(number);
                let registered_name =
                    if is_renamed { format!("NEW {name} (DEMO)") } else { format!("{name} (DEMO)") };
                Ok(Found { registered_name, in_force: true, status: "active".into() })
            }
        }
    }
}
