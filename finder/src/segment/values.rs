//! The values of every kind that a segment's listings have: which listings have each, and which
//! values each listing has.

use crate::bits::narrow;
use crate::columns::Columns;
use crate::parts::Pieces;
use crate::{Facet, Filter};
use roaring::{MultiOps, RoaringBitmap};
use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

const KINDS: usize = Facet::ALL.len();

/// Values, numbered kind by kind and in order within each.
#[derive(Debug, Default)]
pub(crate) struct Values {
    names: Vec<Arc<str>>,
    numbers: [HashMap<Arc<str>, u32>; KINDS],
    ranges: [Range<u32>; KINDS],
    /// By value: the documents that have it.
    postings: Vec<RoaringBitmap>,
    /// By document: where its values begin in `of`, and the end of the last.
    starts: Vec<u32>,
    of: Vec<u32>,
}

impl Values {
    /// Numbers the values of documents, given in order; a slot without a listing has none.
    pub fn build<'a>(documents: &[&'a [(Facet, String)]]) -> Self {
        let mut sets: [BTreeSet<&'a str>; KINDS] = Default::default();
        for (facet, value) in documents.iter().copied().flatten() {
            sets[usize::from(facet.number())].insert(value);
        }
        let mut built = Self::default();
        for (kind, set) in sets.iter().enumerate() {
            built.add_kind(kind, set.iter().map(|value| Arc::from(*value)));
        }
        built.postings = vec![RoaringBitmap::new(); built.names.len()];
        built.starts.push(0);
        let mut own = Vec::new();
        for (values, doc) in documents.iter().zip(0_u32..) {
            own.extend(values.iter().filter_map(|(facet, value)| built.number(*facet, value)));
            own.sort_unstable();
            own.dedup();
            for &number in &own {
                built.postings[number as usize].insert(doc);
            }
            built.of.append(&mut own);
            built.starts.push(narrow(built.of.len()));
        }
        built.of.shrink_to_fit();
        built
    }

    pub fn save(&self, to: &mut Columns<impl Write>) -> io::Result<()> {
        for range in &self.ranges {
            to.length(range.len())?;
            for number in range.clone() {
                to.bytes(self.name(number).as_bytes())?;
            }
        }
        to.sets(&self.postings)?;
        to.numbers(&self.starts)?;
        to.numbers(&self.of)
    }

    pub fn read(from: &mut Pieces<'_>) -> Option<Self> {
        let mut read = Self::default();
        for kind in 0..KINDS {
            let count = from.column_length()?;
            let names: Vec<Arc<str>> =
                (0..count).map(|_| from.column_text().map(Arc::from)).collect::<Option<_>>()?;
            read.add_kind(kind, names);
        }
        (read.postings, read.starts, read.of) = (from.sets()?, from.numbers()?, from.numbers()?);
        Some(read)
    }

    /// Numbers the values of a kind, which are in order.
    fn add_kind(&mut self, kind: usize, names: impl IntoIterator<Item = Arc<str>>) {
        let first = narrow(self.names.len());
        for (name, number) in names.into_iter().zip(first..) {
            self.numbers[kind].insert(Arc::clone(&name), number);
            self.names.push(name);
        }
        self.ranges[kind] = first..narrow(self.names.len());
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn name(&self, number: u32) -> &Arc<str> {
        &self.names[number as usize]
    }

    pub fn range(&self, facet: Facet) -> Range<u32> {
        self.ranges[usize::from(facet.number())].clone()
    }

    pub fn posting(&self, number: u32) -> &RoaringBitmap {
        &self.postings[number as usize]
    }

    /// The values of a document.
    pub fn of(&self, doc: u32) -> &[u32] {
        let at = |doc: u32| self.starts[doc as usize] as usize;
        &self.of[at(doc)..at(doc + 1)]
    }

    /// The kind of a value.
    pub fn facet(&self, number: u32) -> Option<Facet> {
        Facet::ALL.into_iter().find(|facet| self.range(*facet).contains(&number))
    }

    /// The documents that pass a filter with values.
    pub fn passing(&self, filter: &Filter) -> RoaringBitmap {
        filter
            .any_of
            .iter()
            .filter_map(|value| self.number(filter.facet, value))
            .map(|at| self.posting(at))
            .union()
    }

    pub fn memory_bytes(&self) -> usize {
        self.postings.iter().map(|set| size_of::<RoaringBitmap>() + set.serialized_size()).sum::<usize>()
            + size_of_val(&*self.of)
            + size_of_val(&*self.starts)
            + self.names.iter().map(|name| name.len() + 64).sum::<usize>()
    }

    /// The number of a value, if any listing has it.
    pub fn number(&self, facet: Facet, value: &str) -> Option<u32> {
        self.numbers[usize::from(facet.number())].get(value).copied()
    }
}
