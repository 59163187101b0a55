//! Columns: numbers, sets and bytes as a file has them, each with its length before it.
//!
//! Numbers stand as this machine's memory has them (a file is read by the program that wrote it, see [`crate::Saved`]),
//! lowest byte first, so that a column is copied and not read one number after the other.

use crate::parts::Pieces;
use roaring::RoaringBitmap;
use std::io::{self, Write};

/// Bytes that are gathered before they are written.
const GATHERED: usize = 1 << 16;

/// A number that a column may have.
pub(crate) trait Number: Copy {
    /// How many bytes it takes.
    const BYTES: usize;
    fn put(self, to: &mut Vec<u8>);
    /// Of that many bytes.
    fn of(bytes: &[u8]) -> Self;
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Number for $number {
            const BYTES: usize = size_of::<$number>();

            fn put(self, to: &mut Vec<u8>) {
                to.extend_from_slice(&self.to_le_bytes());
            }

            fn of(bytes: &[u8]) -> Self {
                bytes.first_chunk().copied().map(Self::from_le_bytes).unwrap_or_default()
            }
        }
    )*};
}

numbers! { u32 u64 i64 u128 }

/// Writes columns.
pub(crate) struct Columns<W> {
    to: W,
    gathered: Vec<u8>,
}

impl<W: Write> Columns<W> {
    pub fn new(to: W) -> Self {
        Self { to, gathered: Vec::with_capacity(2 * GATHERED) }
    }

    pub fn length(&mut self, length: usize) -> io::Result<()> {
        (length as u64).put(&mut self.gathered);
        self.pass_on(GATHERED)
    }

    pub fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.length(bytes.len())?;
        self.pass_on(0)?;
        self.to.write_all(bytes)
    }

    pub fn numbers<N: Number>(&mut self, numbers: &[N]) -> io::Result<()> {
        self.length(numbers.len())?;
        for some in numbers.chunks(GATHERED / N::BYTES) {
            some.iter().for_each(|number| number.put(&mut self.gathered));
            self.pass_on(GATHERED)?;
        }
        Ok(())
    }

    pub fn set(&mut self, set: &RoaringBitmap) -> io::Result<()> {
        self.length(set.serialized_size())?;
        set.serialize_into(&mut self.gathered)?;
        self.pass_on(GATHERED)
    }

    pub fn sets(&mut self, sets: &[RoaringBitmap]) -> io::Result<()> {
        self.length(sets.len())?;
        sets.iter().try_for_each(|set| self.set(set))
    }

    /// Writes what is left.
    pub fn finish(mut self) -> io::Result<W> {
        self.pass_on(0)?;
        Ok(self.to)
    }

    /// Writes what was gathered, when it is more than so much.
    fn pass_on(&mut self, more_than: usize) -> io::Result<()> {
        if self.gathered.len() > more_than {
            self.to.write_all(&self.gathered)?;
            self.gathered.clear();
        }
        Ok(())
    }
}

/// Columns, read again.
impl<'a> Pieces<'a> {
    pub fn column_length(&mut self) -> Option<usize> {
        usize::try_from(u64::from_le_bytes(self.chunk()?)).ok()
    }

    pub fn column_bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.column_length()?;
        self.take(length)
    }

    pub fn column_text(&mut self) -> Option<&'a str> {
        str::from_utf8(self.column_bytes()?).ok()
    }

    pub fn numbers<N: Number>(&mut self) -> Option<Vec<N>> {
        let length = self.column_length()?.checked_mul(N::BYTES)?;
        Some(self.take(length)?.chunks_exact(N::BYTES).map(N::of).collect())
    }

    pub fn set(&mut self) -> Option<RoaringBitmap> {
        RoaringBitmap::deserialize_from(self.column_bytes()?).ok()
    }

    pub fn sets(&mut self) -> Option<Vec<RoaringBitmap>> {
        let count = self.column_length()?;
        (0..count).map(|_| self.set()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_as_they_were_written() {
        let numbers: Vec<u32> = (0..100_000).map(|number| number * 41).collect();
        let set: RoaringBitmap = numbers.iter().copied().collect();
        let mut columns = Columns::new(Vec::new());
        columns.numbers(&numbers).unwrap();
        columns.bytes(&[7; 100_000]).unwrap();
        columns.numbers(&[u128::MAX, 1]).unwrap();
        columns.sets(&[set.clone(), RoaringBitmap::new()]).unwrap();
        columns.bytes("Tŷ".as_bytes()).unwrap();
        let bytes = columns.finish().unwrap();

        let mut pieces = Pieces(&bytes);

        assert_eq!(pieces.numbers(), Some(numbers));
        assert_eq!(pieces.column_bytes(), Some(&[7; 100_000][..]));
        assert_eq!(pieces.numbers(), Some(vec![u128::MAX, 1]));
        assert_eq!(pieces.sets(), Some(vec![set, RoaringBitmap::new()]));
        assert_eq!(pieces.column_text(), Some("Tŷ"));
        assert!(pieces.0.is_empty());
        assert_eq!(Pieces(&bytes[..1000]).numbers::<u32>(), None, "cut short");
    }
}
