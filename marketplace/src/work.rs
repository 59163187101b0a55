//! A unit of work, as a use case sees it.

use crate::Market;
use std::ops::{Deref, DerefMut};
use store::Tx;
use uuid::Uuid;

/// A transaction with the clock read once, and what else a use case may need. All of [`Tx`] is there.
pub struct Work<'t, 'c> {
    tx: &'t mut Tx<'c>,
    market: &'t Market,
}

impl<'t, 'c> Work<'t, 'c> {
    pub(crate) const fn new(tx: &'t mut Tx<'c>, market: &'t Market) -> Self {
        Self { tx, market }
    }

    /// The market in which this happens: its settings.
    #[must_use]
    pub const fn market(&self) -> &'t Market {
        self.market
    }

    /// An identifier for a new thing.
    #[must_use]
    pub fn fresh_id<Id: From<Uuid>>(&self) -> Id {
        Uuid::now_v7().into()
    }
}

impl<'c> Deref for Work<'_, 'c> {
    type Target = Tx<'c>;
    fn deref(&self) -> &Tx<'c> {
        self.tx
    }
}

impl<'c> DerefMut for Work<'_, 'c> {
    fn deref_mut(&mut self) -> &mut Tx<'c> {
        self.tx
    }
}
