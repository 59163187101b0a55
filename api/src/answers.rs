//! Answers of the directory query, kept while they are true.
//!
//! The staff of one library ask near the same postcode all day. An answer depends on the question and on the
//! [`Moment`]: while that is the same, the bytes are, and a question that was understood once need not be read again.
//! Most questions are asked once, and to keep their answers would only push out others: an answer is kept when its
//! question comes the second time.

use crate::listings::{Moment, Open};
use actix_web::http::header::HeaderValue;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, http::uri::PathAndQuery};
use marketplace::directories::Shelf;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Weak};

/// What all that is kept may take, in bytes: some 4,000 usual answers.
const MOST_BYTES: u64 = 32 << 20;
/// Answers of this many bytes are expected, for the tables.
const USUAL_BYTES: u64 = 7 << 10;
/// So many questions are remembered as asked: some more than answers are kept.
const ASKED_LATELY: usize = 8_192;
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
pub struct Answers {
    kept: Cache<Box<str>, Arc<Known>, InBytes>,
    asked: Asked,
}

impl Default for Answers {
    fn default() -> Self {
        let usually = usize::try_from(MOST_BYTES / USUAL_BYTES).unwrap_or(usize::MAX);
        Self { kept: Cache::with_weighter(usually, MOST_BYTES, InBytes), asked: Asked::default() }
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answers({} kept)", self.kept.len())
    }
}

/// Questions that were asked lately, by a mark of each: a later one takes the place of another now and then.
struct Asked {
    marks: Box<[AtomicU32]>,
    hasher: RandomState,
}

impl Default for Asked {
    fn default() -> Self {
        let marks = (0..ASKED_LATELY).map(|_| AtomicU32::new(0)).collect();
        Self { marks, hasher: RandomState::new() }
    }
}

impl Asked {
    /// Whether a question was asked lately; from now on it was.
    fn lately(&self, question: &str) -> bool {
        let [place, mark] = split(self.hasher.hash_one(question));
        let slot = &self.marks[place as usize % ASKED_LATELY];
        slot.swap(mark, Ordering::Relaxed) == mark
    }
}

/// A hash in two halves, the second of which is no mark of nothing.
#[expect(clippy::cast_possible_truncation, reason = "halves are what is wanted")]
const fn split(hash: u64) -> [u32; 2] {
    [hash as u32, (hash >> 32) as u32 | 1]
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
        let known = self.kept.get(question)?;
        let is_true = known.shelf.as_ptr() == Arc::as_ptr(&open.shelf)
            && known.moment == open.moment(known.moment.is_a_minute());
        is_true.then_some(known)
    }

    /// Keeps an answer whose question was asked before.
    pub(crate) fn keep(&self, question: &str, open: &Open, moment: Moment, tag: HeaderValue, body: Bytes) {
        let is_fit = body.len() <= LONGEST_ANSWER && question.len() <= LONGEST_QUESTION;
        if is_fit && self.asked.lately(question) {
            let known = Known { tag, body, moment, shelf: Arc::downgrade(&open.shelf) };
            self.kept.insert(question.into(), Arc::new(known));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_was_asked_lately_when_it_comes_again() {
        let asked = Asked::default();
        assert!(!asked.lately("/d?near=LS1+4AP"));
        assert!(asked.lately("/d?near=LS1+4AP"));
        assert!(!asked.lately("/d?near=LS1+4AQ"));
    }

    #[test]
    fn what_was_asked_long_ago_is_forgotten() {
        let asked = Asked::default();
        let first = "/d?near=LS1+4AP";
        assert!(!asked.lately(first));
        // So many others that the place of the first was surely needed for one of them.
        for number in 0..ASKED_LATELY * 64 {
            let _ = asked.lately(&number.to_string());
        }
        assert!(!asked.lately(first));
    }
}
