//! Which listings have which words.

use crate::words::{self, Asked, Language};
use fst::{Automaton, IntoStreamer, Map, Streamer, automaton::Str};
use levenshtein_automata::LevenshteinAutomatonBuilder;
use roaring::{MultiOps, RoaringBitmap};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Automata for words one slip away. Two neighbours that changed places are one slip.
static SLIPS: LazyLock<LevenshteinAutomatonBuilder> =
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));

/// The words of one language, in order, each with the documents that have it.
#[derive(Debug)]
struct Terms {
    numbers: Map<Vec<u8>>,
    postings: Vec<RoaringBitmap>,
}

/// The words of both languages.
#[derive(Debug)]
pub(super) struct Text {
    english: Terms,
    welsh: Terms,
}

/// Gathers words, document by document in order.
#[derive(Default)]
pub(super) struct TextBuilder {
    english: HashMap<String, RoaringBitmap>,
    welsh: HashMap<String, RoaringBitmap>,
}

impl TextBuilder {
    pub fn add(&mut self, doc: u32, text: &str, language: Language) {
        let terms = match language {
            Language::English => &mut self.english,
            Language::Welsh => &mut self.welsh,
        };
        words::indexed(text, language, |form| {
            if let Some(docs) = terms.get_mut(form) {
                docs.insert(doc);
            } else {
                terms.insert(form.to_owned(), RoaringBitmap::from_iter([doc]));
            }
        });
    }

    pub fn finish(self) -> Text {
        Text { english: Terms::build(self.english), welsh: Terms::build(self.welsh) }
    }
}

impl Text {
    /// The documents that have a word as it is written, whole or as a beginning.
    pub fn having(&self, asked: &Asked) -> RoaringBitmap {
        let mut sets = Vec::new();
        self.english.written(&asked.word, asked.is_prefix(), &mut sets);
        self.welsh.written(&asked.word, asked.is_prefix(), &mut sets);
        for singular in &asked.singulars {
            self.english.written(singular, false, &mut sets);
        }
        for singular in &asked.welsh_singulars {
            self.welsh.written(singular, false, &mut sets);
        }
        for radical in &asked.radicals {
            self.welsh.written(radical, asked.is_prefix(), &mut sets);
        }
        sets.union()
    }

    /// The documents that have a word one slip away.
    pub fn nearly_having(&self, asked: &Asked) -> RoaringBitmap {
        if !asked.may_be_a_slip() {
            return RoaringBitmap::new();
        }
        let automaton = SLIPS.build_dfa(&asked.word);
        let mut sets = Vec::new();
        self.english.gather(&automaton, &mut sets);
        self.welsh.gather(&automaton, &mut sets);
        sets.union()
    }

    pub fn memory_bytes(&self) -> usize {
        self.english.memory_bytes() + self.welsh.memory_bytes()
    }
}

impl Terms {
    fn build(terms: HashMap<String, RoaringBitmap>) -> Self {
        let mut terms: Vec<_> = terms.into_iter().collect();
        terms.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let numbered = terms.iter().enumerate().map(|(number, (term, _))| (term, number as u64));
        // Terms are in order and each there once, which is all that building can object to.
        let numbers = Map::from_iter(numbered).unwrap_or_default();
        Self { numbers, postings: terms.into_iter().map(|(_, docs)| docs).collect() }
    }

    fn written<'a>(&'a self, word: &str, as_prefix: bool, sets: &mut Vec<&'a RoaringBitmap>) {
        if as_prefix {
            self.gather(Str::new(word).starts_with(), sets);
        } else if let Some(number) = self.numbers.get(word) {
            sets.extend(self.posting(number));
        }
    }

    fn gather<'a>(&'a self, automaton: impl Automaton, sets: &mut Vec<&'a RoaringBitmap>) {
        let mut found = self.numbers.search(automaton).into_stream();
        while let Some((_, number)) = found.next() {
            sets.extend(self.posting(number));
        }
    }

    fn posting(&self, number: u64) -> Option<&RoaringBitmap> {
        self.postings.get(usize::try_from(number).ok()?)
    }

    fn memory_bytes(&self) -> usize {
        let postings: usize = self.postings.iter().map(RoaringBitmap::serialized_size).sum();
        self.numbers.as_fst().size() + postings + self.postings.len() * size_of::<RoaringBitmap>()
    }
}
