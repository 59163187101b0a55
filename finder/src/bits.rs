//! Sets of listings as plain bits, with summaries that let a search skip what is empty.

use roaring::RoaringBitmap;

/// The bits of a word that are set, lowest first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ones(pub u64);

impl Iterator for Ones {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let bit = self.0.trailing_zeros();
        self.0 &= self.0.wrapping_sub(1);
        (bit < 64).then_some(bit)
    }
}

/// A set of documents, and above it layer upon layer that say which words below are not empty.
/// The lowest layer has a bit a document; each bit of the next stands for one word of it.
///
/// The tree of places has the same shape (64 documents a leaf, 64 children a node), so the word of
/// a node says at once which of its children have anything to offer.
#[derive(Debug)]
pub(crate) struct Layers(Vec<Vec<u64>>);

impl Layers {
    pub fn of(set: &RoaringBitmap, slots: usize) -> Self {
        let mut lowest = vec![0_u64; slots.div_ceil(64)];
        for doc in set {
            lowest[doc as usize / 64] |= 1 << (doc % 64);
        }
        let mut layers = vec![lowest];
        while let Some(below) = layers.last().filter(|below| below.len() > 1) {
            let above = below.chunks(64).map(|words| {
                words.iter().enumerate().fold(0, |word, (bit, below)| word | (u64::from(*below != 0) << bit))
            });
            let above = above.collect();
            layers.push(above);
        }
        Self(layers)
    }

    /// The word of a node, for a layer counted from the lowest; 0 beyond the last.
    pub fn word(&self, layer: usize, at: usize) -> u64 {
        self.0.get(layer).and_then(|words| words.get(at)).copied().unwrap_or(0)
    }
}

/// Documents that a snapshot no longer has, though its segment does.
#[derive(Debug, Default, Clone)]
pub(crate) struct Gone {
    pub set: RoaringBitmap,
    words: Vec<u64>,
}

impl Gone {
    pub fn of(set: RoaringBitmap) -> Self {
        let mut gone = Self::default();
        set.iter().for_each(|doc| gone.insert(doc));
        gone
    }

    pub fn insert(&mut self, doc: u32) {
        let word = doc as usize / 64;
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (doc % 64);
        self.set.insert(doc);
    }

    pub fn contains(&self, doc: u32) -> bool {
        self.words.get(doc as usize / 64).is_some_and(|word| word >> (doc % 64) & 1 == 1)
    }
}

/// A selection of one segment without what is gone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    pub layers: &'a Layers,
    pub gone: &'a Gone,
}

impl View<'_> {
    /// The documents of one word.
    pub fn word(self, at: usize) -> u64 {
        self.layers.word(0, at) & !self.gone.words.get(at).copied().unwrap_or(0)
    }

    pub fn contains(self, doc: u32) -> bool {
        self.word(doc as usize / 64) >> (doc % 64) & 1 == 1
    }
}

/// Some documents of one word each: the number of the word, and which.
pub(crate) type Masks = Vec<(u32, u64)>;

/// Adds a document that is no lower than those before it.
pub(crate) fn add(masks: &mut Masks, doc: u32) {
    let (at, bit) = (doc / 64, 1 << (doc % 64));
    match masks.last_mut() {
        Some((word, mask)) if *word == at => *mask |= bit,
        _ => masks.push((at, bit)),
    }
}

pub(crate) fn count(masks: &[(u32, u64)]) -> u64 {
    masks.iter().map(|(_, mask)| u64::from(mask.count_ones())).sum()
}

pub(crate) fn each(masks: &[(u32, u64)]) -> impl Iterator<Item = u32> {
    masks.iter().flat_map(|&(word, mask)| Ones(mask).map(move |bit| word * 64 + bit))
}

/// The document of a bit. Segments have fewer than 2^32 documents.
pub(crate) fn slot(word: usize, bit: u32) -> u32 {
    narrow(word) * 64 + bit
}

/// A count or number of documents or values, of which a segment has fewer than 2^32.
#[expect(clippy::cast_possible_truncation, reason = "a segment of 2^32 listings would not fit in memory")]
pub(crate) fn narrow(number: usize) -> u32 {
    debug_assert!(u32::try_from(number).is_ok(), "more than 2^32 listings or values");
    number as u32
}
