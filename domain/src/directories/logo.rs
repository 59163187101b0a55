//! Which pictures are taken as a logo.
//!
//! PNG and JPEG only. An SVG is a document that may hold scripts, styles and addresses of other hosts; making it safe means
//! keeping up with every such way for ever, and a header of 40 pixels gains nothing by it.

use crate::{Refusal, RefusalKind};

/// A file is at most so long, in bytes.
pub const LONGEST_LOGO: usize = 1_000_000;
/// No side is longer, in pixels: looked at before anything is decoded.
pub const LONGEST_SIDE: u32 = 4_000;
/// There are no more pixels: looked at before anything is decoded.
pub const MOST_PIXELS: u64 = 6_000_000;
/// A logo is kept within so many pixels: twice what the widest header shows.
pub const KEPT_WITHIN: (u32, u32) = (800, 160);

/// A kind of picture, told by how its bytes begin. What the file is called, or is said to be, does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
}

/// Why a file is not taken as a logo.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotTakeLogo {
    /// There is nothing in it.
    #[error("Choose a picture")]
    Nothing,
    /// The file is too long.
    #[error("The file has {0} bytes. Use a picture of at most {LONGEST_LOGO} bytes")]
    TooLong(usize),
    /// An SVG.
    #[error(
        "An SVG can hold scripts, so it is not taken. Save the logo as a PNG, twice as large as it is shown"
    )]
    Svg,
    /// Neither PNG nor JPEG.
    #[error("This is no PNG and no JPEG. Save the logo as a PNG")]
    OtherKind,
    /// It has too many pixels.
    #[error(
        "The picture has {width} by {height} pixels. Use one of at most {LONGEST_SIDE} a side, and {MOST_PIXELS} in all"
    )]
    TooLarge {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// It cannot be read to its end.
    #[error("The picture cannot be read: it is cut off or broken. Save it again")]
    Broken,
}

impl Refusal for CannotTakeLogo {
    fn code(&self) -> &'static str {
        match self {
            Self::Nothing => "logo_missing",
            Self::TooLong(_) => "logo_too_long",
            Self::Svg => "logo_is_svg",
            Self::OtherKind => "logo_of_another_kind",
            Self::TooLarge { .. } => "logo_too_large",
            Self::Broken => "logo_broken",
        }
    }

    fn kind(&self) -> RefusalKind {
        RefusalKind::Unacceptable
    }

    fn pointer(&self) -> Option<String> {
        Some("/brand/logo".to_owned())
    }
}

/// What kind of picture a file is, when one of its kind and length is taken.
///
/// # Errors
/// Why it is not.
pub fn kind_of_logo(bytes: &[u8]) -> Result<PictureKind, CannotTakeLogo> {
    if bytes.is_empty() {
        Err(CannotTakeLogo::Nothing)
    } else if bytes.len() > LONGEST_LOGO {
        Err(CannotTakeLogo::TooLong(bytes.len()))
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Ok(PictureKind::Png)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Ok(PictureKind::Jpeg)
    } else if is_svg(bytes) {
        Err(CannotTakeLogo::Svg)
    } else {
        Err(CannotTakeLogo::OtherKind)
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2_000)]).to_lowercase();
    start.contains("<svg")
}

/// Whether a picture of these sides may be decoded.
///
/// # Errors
/// When it has too many pixels.
pub fn sides_of_logo(width: u32, height: u32) -> Result<(), CannotTakeLogo> {
    let within = width <= LONGEST_SIDE && height <= LONGEST_SIDE;
    if width == 0 || height == 0 {
        Err(CannotTakeLogo::Broken)
    } else if within && u64::from(width) * u64::from(height) <= MOST_PIXELS {
        Ok(())
    } else {
        Err(CannotTakeLogo::TooLarge { width, height })
    }
}

/// The sides that a picture is kept at: within [`KEPT_WITHIN`], in its own proportions, never enlarged.
#[must_use]
pub fn kept_sides(width: u32, height: u32) -> (u32, u32) {
    let (most_wide, most_high) = KEPT_WITHIN;
    let scaled = |side: u32, most: u32, other: u32| {
        let scaled = u64::from(side) * u64::from(most) / u64::from(other.max(1));
        u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
    };
    let (wide, high) =
        if height > most_high { (scaled(width, most_high, height), most_high) } else { (width, height) };
    if wide > most_wide { (most_wide, scaled(high, most_wide, wide)) } else { (wide, high) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_told_by_its_bytes() {
        assert_eq!(kind_of_logo(b"\x89PNG\r\n\x1a\n...."), Ok(PictureKind::Png));
        assert_eq!(kind_of_logo(b"\xff\xd8\xff\xe0...."), Ok(PictureKind::Jpeg));
        assert_eq!(kind_of_logo(b""), Err(CannotTakeLogo::Nothing));
        assert_eq!(kind_of_logo(b"<?xml version='1.0'?><SVG onload='x'>"), Err(CannotTakeLogo::Svg));
        assert_eq!(kind_of_logo(b"GIF89a"), Err(CannotTakeLogo::OtherKind));
        assert_eq!(kind_of_logo(&vec![0; LONGEST_LOGO + 1]), Err(CannotTakeLogo::TooLong(LONGEST_LOGO + 1)));
    }

    #[test]
    fn too_many_pixels_are_refused_by_their_number_alone() {
        assert_eq!(sides_of_logo(4_000, 1_500), Ok(()));
        for (width, height) in [(4_001, 1), (1, 4_001), (4_000, 1_501), (u32::MAX, u32::MAX)] {
            assert_eq!(sides_of_logo(width, height), Err(CannotTakeLogo::TooLarge { width, height }));
        }
        assert_eq!(sides_of_logo(0, 10), Err(CannotTakeLogo::Broken));
    }

    #[test]
    fn a_logo_is_kept_small_in_its_own_proportions() {
        for (given, kept) in [
            ((100, 40), (100, 40)),
            ((1_000, 320), (500, 160)),
            ((4_000, 400), (800, 80)),
            ((4_000, 1), (800, 1)),
            ((1, 4_000), (1, 160)),
        ] {
            assert_eq!(kept_sides(given.0, given.1), kept);
        }
    }
}
