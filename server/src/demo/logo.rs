//! A logo for a directory of the demo: drawn here, since no picture is anybody's to give away.

use png::{BitDepth, ColorType, Encoder, EncodingError};

/// Pixels to a side: four times what is kept, so that its edges come out smooth.
const SIDE: u16 = 640;

/// A steering wheel in one colour, on nothing.
///
/// # Errors
/// When the picture cannot be written.
pub(super) fn steering_wheel(colour: [u8; 3]) -> Result<Vec<u8>, EncodingError> {
    let [red, green, blue] = colour;
    let mut rgba = Vec::with_capacity(usize::from(SIDE) * usize::from(SIDE) * 4);
    for y in 0..SIDE {
        for x in 0..SIDE {
            let opaque = if is_of_the_wheel(x, y) { u8::MAX } else { 0 };
            rgba.extend([red, green, blue, opaque]);
        }
    }
    let mut png = vec![];
    let mut encoder = Encoder::new(&mut png, u32::from(SIDE), u32::from(SIDE));
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rgba)?;
    writer.finish()?;
    Ok(png)
}

/// A rim, a hub, two spokes to the sides and one down; the middle is 0, the rim's edge 1.
fn is_of_the_wheel(x: u16, y: u16) -> bool {
    let half = f64::from(SIDE) / 2.0;
    let (across, down) = ((f64::from(x) + 0.5 - half) / half, (f64::from(y) + 0.5 - half) / half);
    let radius = across.hypot(down);
    let rim = (0.76..0.97).contains(&radius);
    let spoke = radius < 0.8 && (down.abs() < 0.1 || (across.abs() < 0.1 && down > 0.0));
    rim || radius < 0.26 || spoke
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wheel_has_a_rim_a_hub_and_nothing_between_them_at_the_top() {
        let middle = SIDE / 2;
        assert!(is_of_the_wheel(middle, middle) && is_of_the_wheel(middle, SIDE / 12));
        assert!(!is_of_the_wheel(middle, SIDE / 4) && !is_of_the_wheel(0, 0));
        assert!(steering_wheel([1, 2, 3]).unwrap().starts_with(b"\x89PNG"));
    }
}
