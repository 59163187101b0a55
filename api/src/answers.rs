//! Answers of the directory query, kept while they are true.
//!
//! The staff of one library ask near the same postcode all day. An answer depends on the question and on the
//! [`Moment`]: while that is the same, the bytes are, and a question that was understood once need not be read again.

use crate::listings::{Moment, Open};
use actix_web::http::header::HeaderValue;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, http::uri::PathAndQuery};
use marketplace::directories::Shelf;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::fmt;
use std::sync::{Arc, Weak};

/// What all that is kept may take, in bytes: some 4,000 usual answers.
const MOST_BYTES: u64 = 32 << 20;
/// Answers of this many bytes are expected, for the tables.
const USUAL_BYTES: u64 = 7 << 10;
/// Longer answers are rare, and to keep one would push many others out.
const LONGEST_ANSWER: usize = 64 << 10;
/// Nobody asks a longer question twice.
const LONGEST_QUESTION: usize = 512;

/// An answer, and when it is true.
pub(crate) struct Known {
    pub(crate) tag: HeaderValue,
    pub(crate) body: Bytes,
    moment: Moment,
    /// The directories and services by which the question was understood: with others it may mean something else.
    shelf: Weak<Shelf>,
}

/// Weighs answers in bytes, with what is kept around them.
#[derive(Clone)]
struct InBytes;

impl Weighter<Box<str>, Arc<Known>> for InBytes {
    fn weight(&self, question: &Box<str>, known: &Arc<Known>) -> u64 {
        (question.len() + known.body.len() + size_of::<Known>()) as u64
    }
}

/// Answers by question: the address that was asked, as it was written. One for all threads of a server.
pub struct Answers(Cache<Box<str>, Arc<Known>, InBytes>);

impl Default for Answers {
    fn default() -> Self {
        let usually = usize::try_from(MOST_BYTES / USUAL_BYTES).unwrap_or(usize::MAX);
        Self(Cache::with_weighter(usually, MOST_BYTES, InBytes))
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answers({} kept)", self.0.len())
    }
}

/// The question that a request asks.
pub(crate) fn question(request: &HttpRequest) -> &str {
    request.uri().path_and_query().map_or("", PathAndQuery::as_str)
}

impl Answers {
    /// Those that a request's server keeps.
    pub(crate) fn of(request: &HttpRequest) -> Option<&Self> {
        request.app_data::<Data<Self>>().map(|answers| &***answers)
    }

    /// The answer to a question, where it is known and still true.
    pub(crate) fn known(&self, question: &str, open: &Open) -> Option<Arc<Known>> {
        let known = self.0.get(question)?;
        let is_true = known.shelf.as_ptr() == Arc::as_ptr(&open.shelf)
            && known.moment == open.moment(known.moment.is_a_minute());
        is_true.then_some(known)
    }

    /// Keeps an answer.
    pub(crate) fn keep(&self, question: &str, open: &Open, moment: Moment, tag: HeaderValue, body: Bytes) {
        if body.len() <= LONGEST_ANSWER && question.len() <= LONGEST_QUESTION {
            let known = Known { tag, body, moment, shelf: Arc::downgrade(&open.shelf) };
            self.0.insert(question.into(), Arc::new(known));
        }
    }
}
