//! Proving that the log is as it was sealed.

use super::stretches::Times;
use super::{BATCH, GENESIS, Verdict, events, seal_of, seals};
use crate::{StoreError, Tx};
use diesel::prelude::*;

impl Tx<'_> {
    /// Follows the whole chain and says whether it holds. `progress` hears each number reached.
    ///
    /// # Errors
    /// When the database fails.
    pub fn verify_chain(&mut self, mut progress: impl FnMut(i64)) -> Result<Verdict, StoreError> {
        let (mut number, mut head) = (0, GENESIS.to_owned());
        let mut times = Times::default();
        loop {
            let batch = self.entries_after(number, BATCH)?;
            if batch.is_empty() {
                break;
            }
            for sealed in batch {
                let expected = number + 1;
                if sealed.number != expected {
                    let why = format!("number {expected} is missing");
                    return Ok(Verdict::Broken { number: expected, why });
                }
                if seal_of(&head, expected, &sealed.entry) != sealed.hash {
                    let why = "the entry is not what was sealed".to_owned();
                    return Ok(Verdict::Broken { number: expected, why });
                }
                times.take_in(sealed.number, sealed.entry.at);
                (number, head) = (sealed.number, sealed.hash);
            }
            progress(number);
        }
        // What the seals repeat for their indexes is not in the hash: it must be what the events say.
        let differs = seals::at
            .ne(events::at)
            .or(seals::actor.ne(events::actor))
            .or(seals::subject.ne(events::subject_id))
            .or(seals::organisation.ne(events::organisation))
            .or(seals::organisation.is_null().ne(events::organisation.is_null()))
            .or(seals::framework.ne(events::framework))
            .or(seals::framework.is_null().ne(events::framework.is_null()));
        let strays = seals::table.inner_join(events::table).filter(differs).select(seals::number);
        if let Some(number) = strays.order(seals::number).first::<i64>(self.connection).optional()? {
            let why = "the seal does not repeat what the entry says".to_owned();
            return Ok(Verdict::Broken { number, why });
        }
        // Seals whose event is gone do not join: count them, so that a hole at the end shows too.
        let seals: i64 = seals::table.count().get_result(self.connection)?;
        if seals != number {
            let why = format!("{seals} entries were sealed, {number} are there");
            return Ok(Verdict::Broken { number: number + 1, why });
        }
        if let Some(number) = self.stretch_that_lies(&times)? {
            let why = "the log does not say of a stretch when its entries were".to_owned();
            return Ok(Verdict::Broken { number, why });
        }
        Ok(Verdict::Whole { entries: number, head })
    }
}
