//! Looks at marks between assessments.

use crate::kept::{kept, read_bodies};
use crate::organisations::{called, organisations};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::kernel::time::end_of;
use domain::reviews::{Cause, Review, State};
use domain::{OrganisationId, PersonId, ReviewId, words};

kept! {
    Review, ReviewId, "review" => reviews {
        provider: [Text] = |it: &Review| it.provider.to_string(),
        state: [Text] = |it: &Review| it.state.word(),
        cause: [Text] = |it: &Review| it.cause.word(),
        assessor: [Nullable<Text>] = |it: &Review| it.assessor.map(|person| person.to_string()),
        raised_for: [Nullable<Text>] = |it: &Review| it.raised_for.map(|raiser| raiser.to_string()),
        due: [BigInt] = |it: &Review| end_of(it.due).as_microsecond(),
    }
}

diesel::allow_tables_to_appear_in_same_query!(reviews, organisations);

words! {
    /// The orders of a list of looks.
    #[derive(Default)]
    pub enum ReviewSort {
        /// What is to be done first, first.
        #[default]
        DueFirst = "due_first",
        /// What is to be done last, first.
        DueLast = "due_last",
    }
}

/// Which looks are wanted. What is `None` is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedReviews {
    /// At a provider's mark.
    pub provider: Option<OrganisationId>,
    /// At marks of providers whose name has this in it.
    pub text: Option<String>,
    /// For this cause.
    pub cause: Option<Cause>,
    /// By an assessor.
    pub assessor: Option<PersonId>,
    /// Only concerns that one of these organisations raised.
    pub raised_for: Option<Vec<OrganisationId>>,
    /// In one of these states; none: in any.
    pub states: Vec<State>,
    /// Only those that should have been done by now, and are not.
    pub missed: bool,
    /// Not of these providers: who asks has an interest in them.
    pub hidden: Vec<OrganisationId>,
    /// In which order.
    pub sort: ReviewSort,
}

impl Tx<'_> {
    /// Looks by the day by which they are to be done, after a key (a keyset page): the end of that day in
    /// microseconds, and their identifier.
    ///
    /// # Errors
    /// When the database fails.
    pub fn reviews_by_due(
        &mut self,
        wanted: &WantedReviews,
        after: Option<(i64, ReviewId)>,
        limit: i64,
    ) -> Result<Vec<Review>, StoreError> {
        let mut query = reviews::table.limit(limit).select(reviews::body).into_boxed();
        if let Some(provider) = wanted.provider {
            query = query.filter(reviews::provider.eq(provider.to_string()));
        }
        if let Some(text) = &wanted.text {
            query = query.filter(reviews::provider.eq_any(called(text)));
        }
        if let Some(cause) = wanted.cause {
            query = query.filter(reviews::cause.eq(cause.word()));
        }
        if let Some(assessor) = wanted.assessor {
            query = query.filter(reviews::assessor.eq(assessor.to_string()));
        }
        if let Some(raisers) = &wanted.raised_for {
            let raisers = raisers.iter().map(ToString::to_string);
            query = query
                .filter(reviews::cause.eq(Cause::Concern.word()))
                .filter(reviews::raised_for.eq_any(raisers.map(Some).collect::<Vec<_>>()));
        }
        if !wanted.states.is_empty() {
            query = query.filter(reviews::state.eq_any(wanted.states.iter().map(|state| state.word())));
        }
        if wanted.missed {
            let open: Vec<_> =
                State::ALL.iter().filter(|state| state.is_open()).map(|it| it.word()).collect();
            let now = self.now().as_microsecond();
            query = query.filter(reviews::due.le(now)).filter(reviews::state.eq_any(open));
        }
        if !wanted.hidden.is_empty() {
            query = query.filter(reviews::provider.ne_all(wanted.hidden.iter().map(ToString::to_string)));
        }
        query = match wanted.sort {
            ReviewSort::DueFirst => query.order((reviews::due, reviews::id)),
            ReviewSort::DueLast => query.order((reviews::due.desc(), reviews::id.desc())),
        };
        if let Some((due, id)) = after {
            let id = id.to_string();
            query = match wanted.sort {
                ReviewSort::DueFirst => {
                    let same_day = reviews::due.eq(due).and(reviews::id.gt(id));
                    query.filter(reviews::due.gt(due).or(same_day))
                }
                ReviewSort::DueLast => {
                    let same_day = reviews::due.eq(due).and(reviews::id.lt(id));
                    query.filter(reviews::due.lt(due).or(same_day))
                }
            };
        }
        read_bodies(&query.load::<String>(self.connection)?)
    }
}
