//! Pictures that were handed in, drawn again: only colours and sides are taken over, nothing else that a file may hold.

use domain::directories::{CannotTakeLogo, PictureKind, kept_sides, kind_of_logo, sides_of_logo};
use png::{BitDepth, ColorType, Decoder, Encoder, Limits, Transformations};
use std::io::Cursor;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Red, green, blue and how opaque, for each pixel.
const PARTS: usize = 4;
/// What decoding may take beside the pixels, in bytes.
const WORKING_SPACE: usize = 4 * 1024 * 1024;

/// A picture as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redrawn {
    /// A PNG.
    pub png: Vec<u8>,
    /// Its width, in pixels.
    pub width: u32,
    /// Its height, in pixels.
    pub height: u32,
}

struct Pixels {
    width: u32,
    height: u32,
    rgba: Vec<u8>,
}

/// Draws a picture again as a PNG within the bounds of a logo.
///
/// # Errors
/// Why it is not taken. Its sides are looked at before its pixels, so that a small file cannot unfold into a large one.
pub fn redrawn(bytes: &[u8]) -> Result<Redrawn, CannotTakeLogo> {
    let pixels = match kind_of_logo(bytes)? {
        PictureKind::Png => from_png(bytes)?,
        PictureKind::Jpeg => from_jpeg(bytes)?,
    };
    let smaller = within_bounds(&pixels);
    let png = as_png(&smaller).map_err(|_| CannotTakeLogo::Broken)?;
    Ok(Redrawn { png, width: smaller.width, height: smaller.height })
}

fn from_png(bytes: &[u8]) -> Result<Pixels, CannotTakeLogo> {
    let broken = |_| CannotTakeLogo::Broken;
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: WORKING_SPACE });
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let mut reader = decoder.read_info().map_err(broken)?;
    let (width, height) = (reader.info().width, reader.info().height);
    sides_of_logo(width, height)?;
    let mut raw = vec![0; reader.output_buffer_size().ok_or(CannotTakeLogo::Broken)?];
    // Of a moving picture the first is taken.
    let frame = reader.next_frame(&mut raw).map_err(broken)?;
    raw.truncate(frame.buffer_size());
    let rgba = match frame.color_type {
        ColorType::Rgba => raw,
        ColorType::GrayscaleAlpha => {
            raw.chunks_exact(2).flat_map(|grey| [grey[0], grey[0], grey[0], grey[1]]).collect()
        }
        ColorType::Rgb => opaque(&raw),
        ColorType::Grayscale => raw.iter().flat_map(|grey| [*grey, *grey, *grey, u8::MAX]).collect(),
        ColorType::Indexed => return Err(CannotTakeLogo::Broken),
    };
    whole(width, height, rgba)
}

fn from_jpeg(bytes: &[u8]) -> Result<Pixels, CannotTakeLogo> {
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        // What is too large is refused by our own rule, with its reason.
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| CannotTakeLogo::Broken)?;
    let (width, height) = decoder.dimensions().ok_or(CannotTakeLogo::Broken)?;
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let (width, height) = (side(width), side(height));
    sides_of_logo(width, height)?;
    let rgb = decoder.decode().map_err(|_| CannotTakeLogo::Broken)?;
    whole(width, height, opaque(&rgb))
}

fn opaque(rgb: &[u8]) -> Vec<u8> {
    rgb.chunks_exact(3).flat_map(|pixel| [pixel[0], pixel[1], pixel[2], u8::MAX]).collect()
}

fn whole(width: u32, height: u32, rgba: Vec<u8>) -> Result<Pixels, CannotTakeLogo> {
    let pixels = u64::from(width) * u64::from(height);
    if rgba.len() as u64 == pixels * PARTS as u64 {
        Ok(Pixels { width, height, rgba })
    } else {
        Err(CannotTakeLogo::Broken)
    }
}

/// Each pixel of the smaller picture is the average of those that it stands for, weighted by how opaque they are, so
/// that what is transparent lends no colour to an edge.
fn within_bounds(pixels: &Pixels) -> Pixels {
    let (width, height) = kept_sides(pixels.width, pixels.height);
    let mut rgba = Vec::with_capacity(width as usize * height as usize * PARTS);
    let span = |at: u32, kept: u32, whole: u32| {
        let start = u64::from(at) * u64::from(whole) / u64::from(kept);
        let end = (u64::from(at) + 1) * u64::from(whole) / u64::from(kept);
        let (start, end) = (start, end.max(start + 1));
        (usize::try_from(start).unwrap_or_default(), usize::try_from(end).unwrap_or_default())
    };
    for y in 0..height {
        let rows = span(y, height, pixels.height);
        for x in 0..width {
            let columns = span(x, width, pixels.width);
            rgba.extend(average(pixels, rows, columns));
        }
    }
    Pixels { width, height, rgba }
}

fn average(pixels: &Pixels, rows: (usize, usize), columns: (usize, usize)) -> [u8; PARTS] {
    let (mut sums, mut opacity, mut count) = ([0_u64; 3], 0_u64, 0_u64);
    for y in rows.0..rows.1 {
        let row = y * pixels.width as usize;
        for pixel in pixels.rgba[(row + columns.0) * PARTS..(row + columns.1) * PARTS].chunks_exact(PARTS) {
            let alpha = u64::from(pixel[3]);
            for (sum, part) in sums.iter_mut().zip(pixel) {
                *sum += u64::from(*part) * alpha;
            }
            opacity += alpha;
            count += 1;
        }
    }
    let part = |sum: u64, of: u64| u8::try_from((sum + of / 2) / of.max(1)).unwrap_or(u8::MAX);
    [part(sums[0], opacity), part(sums[1], opacity), part(sums[2], opacity), part(opacity, count)]
}

fn as_png(pixels: &Pixels) -> Result<Vec<u8>, png::EncodingError> {
    let mut png = vec![];
    let mut encoder = Encoder::new(&mut png, pixels.width, pixels.height);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels.rgba)?;
    writer.finish()?;
    Ok(png)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(width: u32, height: u32, colour: [u8; PARTS]) -> Vec<u8> {
        let rgba = colour.repeat(width as usize * height as usize);
        as_png(&Pixels { width, height, rgba }).unwrap()
    }

    fn pixels_of(png: &[u8]) -> Pixels {
        from_png(png).unwrap()
    }

    #[test]
    fn a_picture_is_drawn_again_and_nothing_else_comes_with_it() {
        let mut png = vec![];
        let mut encoder = Encoder::new(&mut png, 2, 1);
        encoder.set_color(ColorType::Rgb);
        encoder.add_text_chunk("Author".into(), "Jo Bloggs, 1 High Street".into()).unwrap();
        encoder.write_header().unwrap().write_image_data(&[255, 0, 0, 0, 0, 255]).unwrap();
        png.extend(b"<script>alert(1)</script>");
        let redrawn = redrawn(&png).unwrap();
        assert_eq!((redrawn.width, redrawn.height), (2, 1));
        assert_eq!(pixels_of(&redrawn.png).rgba, [255, 0, 0, 255, 0, 0, 255, 255]);
        let text = String::from_utf8_lossy(&redrawn.png).into_owned();
        assert!(!text.contains("High Street") && !text.contains("script"), "{text}");
    }

    #[test]
    fn a_large_picture_is_kept_small_and_its_edges_keep_their_colour() {
        let redrawn = redrawn(&plain(1_000, 320, [0, 89, 79, 255])).unwrap();
        assert_eq!((redrawn.width, redrawn.height), (500, 160));
        assert_eq!(pixels_of(&redrawn.png).rgba[..PARTS], [0, 89, 79, 255]);
        let largest = super::redrawn(&plain(4_000, 1_500, [1, 2, 3, 255])).unwrap();
        assert_eq!((largest.width, largest.height), (426, 160));
        let half = Pixels { width: 2, height: 1, rgba: vec![200, 0, 0, 255, 0, 255, 0, 0] };
        assert_eq!(average(&half, (0, 1), (0, 2)), [200, 0, 0, 128]);
    }

    #[test]
    fn a_small_file_that_unfolds_into_a_large_picture_is_refused_before_it_is_decoded() {
        // A header that promises 60,000 by 60,000 pixels, with hardly anything behind it.
        let mut bomb = plain(1, 1, [0; PARTS]);
        bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let mut crc = crc_of(&bomb[12..29]);
        crc.reverse();
        bomb[29..33].copy_from_slice(&crc);
        assert_eq!(redrawn(&bomb), Err(CannotTakeLogo::TooLarge { width: 60_000, height: 60_000 }));
        let mut jpeg = jpeg();
        let frame = jpeg.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
        jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
        assert_eq!(redrawn(&jpeg), Err(CannotTakeLogo::TooLarge { width: 65_535, height: 65_535 }));
    }

    /// The checksum of PNG, the plain way; the least significant byte first.
    fn crc_of(bytes: &[u8]) -> [u8; 4] {
        let crc = bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8)
                .fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
        });
        (!crc).to_le_bytes()
    }

    #[test]
    fn what_is_cut_off_or_broken_is_refused() {
        let png = plain(20, 20, [1, 2, 3, 255]);
        for length in 0..png.len() - 12 {
            assert!(redrawn(&png[..length]).is_err(), "{length} bytes");
        }
        let jpeg = jpeg();
        for length in 0..jpeg.len() / 2 {
            assert!(redrawn(&jpeg[..length]).is_err(), "{length} bytes");
        }
        let mut torn = png;
        for at in (8..torn.len()).step_by(3) {
            torn[at] ^= 0xff;
            let _ = redrawn(&torn);
        }
    }

    #[test]
    fn a_jpeg_is_taken_and_kept_as_a_png() {
        let redrawn = redrawn(&jpeg()).unwrap();
        assert!(redrawn.png.starts_with(b"\x89PNG"));
        let first = &pixels_of(&redrawn.png).rgba[..PARTS];
        assert!(first[0] > 240 && first[3] == 255, "white, or nearly: {first:?}");
    }

    /// A JPEG of eight by eight white pixels.
    const JPEG: &str = "/9j/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBD\
        ARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAIAAgD\
        ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAA\
        AP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/ALMAH//Z";

    fn jpeg() -> Vec<u8> {
        base64::Engine::decode(&base64::engine::general_purpose::STANDARD, JPEG).unwrap()
    }
}
