//! Parts of different lengths one after another in a run of bytes.

use crate::Point;

pub(crate) fn put(to: &mut Vec<u8>, part: &[u8]) {
    put_length(to, part.len());
    to.extend_from_slice(part);
}

/// Seven bits a byte, lowest first, the eighth saying that more follow.
pub(crate) fn put_length(to: &mut Vec<u8>, mut length: usize) {
    loop {
        let [low, ..] = length.to_le_bytes();
        length >>= 7;
        if length == 0 {
            return to.push(low & 0x7F);
        }
        to.push(low | 0x80);
    }
}

pub(crate) fn put_point(to: &mut Vec<u8>, point: Point) {
    to.extend(point.latitude().to_le_bytes());
    to.extend(point.longitude().to_le_bytes());
}

/// Reads what was put. What is not there, or is not what was asked for, is `None`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pieces<'a>(pub &'a [u8]);

impl<'a> Pieces<'a> {
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (part, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(part)
    }

    pub fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (chunk, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*chunk)
    }

    pub fn byte(&mut self) -> Option<u8> {
        self.chunk().map(|[byte]| byte)
    }

    pub fn length(&mut self) -> Option<usize> {
        let (mut length, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            length |= usize::from(byte & 0x7F) << shift;
            shift += 7;
            if byte & 0x80 == 0 || shift > 56 {
                return Some(length);
            }
        }
    }

    pub fn part(&mut self) -> Option<&'a [u8]> {
        let length = self.length()?;
        self.take(length)
    }

    pub fn text(&mut self) -> Option<&'a str> {
        str::from_utf8(self.part()?).ok()
    }

    pub fn float(&mut self) -> Option<f64> {
        self.chunk().map(f64::from_le_bytes)
    }

    pub fn point(&mut self) -> Option<Point> {
        Some(Point::checked(self.float()?, self.float()?))
    }

    /// Some of a kind, with their number before them.
    pub fn each<T>(&mut self, mut take: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.length()?;
        (0..count).map(|_| take(self)).collect()
    }
}
