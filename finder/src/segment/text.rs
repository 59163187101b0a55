//! Which listings have which words.

use crate::bits::narrow;
use crate::columns::Columns;
use crate::parts::Pieces;
use crate::words::{self, Asked, Language};
use foldhash::fast::RandomState;
use fst::{Automaton, IntoStreamer, Map, Streamer, automaton::Str};
use levenshtein_automata::LevenshteinAutomatonBuilder;
use roaring::{MultiOps, RoaringBitmap};
use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::LazyLock;

/// Automata for words one slip away. Two neighbours that changed places are one slip.
static SLIPS: LazyLock<LevenshteinAutomatonBuilder> =
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));

/// The words of one language, in order, each with the documents that have it.
#[derive(Debug, Default)]
struct Terms {
    numbers: Map<Vec<u8>>,
    postings: Vec<RoaringBitmap>,
}

/// The words of both languages.
#[derive(Debug, Default)]
pub(super) struct Text {
    english: Terms,
    welsh: Terms,
}

/// Gathers words, document by document in order.
#[derive(Default)]
pub(super) struct TextBuilder {
    english: Gathered,
    welsh: Gathered,
}

/// The words of one language so far. There are far fewer words than places where they stand, so what a word is
/// found by is worked out once, and a place costs a look-up and a number.
#[derive(Default)]
struct Gathered {
    /// By word: the numbers of the terms by which it is found.
    forms: HashMap<String, Vec<u32>, RandomState>,
    numbers: HashMap<String, u32, RandomState>,
    /// By term: the documents, in order.
    docs: Vec<Vec<u32>>,
}

impl TextBuilder {
    pub fn add(&mut self, doc: u32, text: &str, language: Language) {
        let gathered = match language {
            Language::English => &mut self.english,
            Language::Welsh => &mut self.welsh,
        };
        words::split(text, |word| gathered.add(doc, word, language));
    }

    pub fn finish(self) -> Text {
        Text { english: Terms::build(self.english), welsh: Terms::build(self.welsh) }
    }
}

impl Gathered {
    fn add(&mut self, doc: u32, word: &str, language: Language) {
        if !self.forms.contains_key(word) {
            let terms = words::forms(word, language).iter().map(|form| self.number(form)).collect();
            self.forms.insert(word.to_owned(), terms);
        }
        for term in &self.forms[word] {
            let docs = &mut self.docs[*term as usize];
            if docs.last() != Some(&doc) {
                docs.push(doc);
            }
        }
    }

    fn number(&mut self, term: &str) -> u32 {
        if let Some(number) = self.numbers.get(term) {
            return *number;
        }
        let number = narrow(self.docs.len());
        self.numbers.insert(term.to_owned(), number);
        self.docs.push(Vec::new());
        number
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

    pub fn save(&self, to: &mut Columns<impl Write>) -> io::Result<()> {
        self.english.save(to)?;
        self.welsh.save(to)
    }

    pub fn read(from: &mut Pieces<'_>) -> Option<Self> {
        Some(Self { english: Terms::read(from)?, welsh: Terms::read(from)? })
    }

    pub fn memory_bytes(&self) -> usize {
        self.english.memory_bytes() + self.welsh.memory_bytes()
    }
}

impl Terms {
    fn build(Gathered { numbers, docs, .. }: Gathered) -> Self {
        let mut terms: Vec<(String, u32)> = numbers.into_iter().collect();
        terms.sort_unstable();
        let numbered = terms.iter().enumerate().map(|(number, (term, _))| (term, number as u64));
        // Terms are in order and each there once, which is all that building can object to.
        let numbers = Map::from_iter(numbered).unwrap_or_default();
        // Documents are in order and each there once, which is all that gathering them can object to.
        let set = |term: u32| {
            RoaringBitmap::from_sorted_iter(docs[term as usize].iter().copied()).unwrap_or_default()
        };
        Self { numbers, postings: terms.into_iter().map(|(_, term)| set(term)).collect() }
    }

    fn save(&self, to: &mut Columns<impl Write>) -> io::Result<()> {
        to.bytes(self.numbers.as_fst().as_bytes())?;
        to.sets(&self.postings)
    }

    fn read(from: &mut Pieces<'_>) -> Option<Self> {
        Some(Self { numbers: Map::new(from.column_bytes()?.to_vec()).ok()?, postings: from.sets()? })
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
