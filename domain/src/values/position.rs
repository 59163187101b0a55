//! Points on the map of the United Kingdom.

use serde::{Deserialize, Serialize};

/// A point in degrees (WGS 84) within the box around the United Kingdom.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "RawPosition")]
pub struct Position {
    latitude: f64,
    longitude: f64,
}

/// Why two numbers are not a point in the United Kingdom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Give a latitude from 49.8 to 61 and a longitude from -8.7 to 1.9: a point in the United Kingdom")]
pub struct NotInTheUnitedKingdom;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPosition {
    latitude: f64,
    longitude: f64,
}

impl TryFrom<RawPosition> for Position {
    type Error = NotInTheUnitedKingdom;
    fn try_from(raw: RawPosition) -> Result<Self, NotInTheUnitedKingdom> {
        Self::new(raw.latitude, raw.longitude)
    }
}

impl Position {
    /// A point from degrees north and east.
    ///
    /// # Errors
    /// When either is not finite, or outside the box around the United Kingdom.
    pub fn new(latitude: f64, longitude: f64) -> Result<Self, NotInTheUnitedKingdom> {
        // Ranges of floats contain neither NaN nor the infinities.
        if (49.8..=61.0).contains(&latitude) && (-8.7..=1.9).contains(&longitude) {
            Ok(Self { latitude, longitude })
        } else {
            Err(NotInTheUnitedKingdom)
        }
    }

    /// Degrees north.
    #[must_use]
    pub const fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east; most of the United Kingdom is negative.
    #[must_use]
    pub const fn longitude(self) -> f64 {
        self.longitude
    }

    /// The great-circle distance in kilometres, on a sphere of the Earth's mean radius.
    #[must_use]
    pub fn distance_km(self, other: Self) -> f64 {
        const EARTH_RADIUS_KM: f64 = 6_371.008_8;
        let (from, to) = (self.latitude.to_radians(), other.latitude.to_radians());
        let north = ((to - from) / 2.0).sin();
        let east = ((other.longitude - self.longitude).to_radians() / 2.0).sin();
        let half_chord = north * north + from.cos() * to.cos() * east * east;
        2.0 * EARTH_RADIUS_KM * half_chord.sqrt().min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_lie_in_the_united_kingdom() {
        for (latitude, longitude) in
            [(53.7965, -1.5478), (60.85, -0.88), (49.92, -6.3), (54.6, -8.1), (52.48, 1.76)]
        {
            assert!(Position::new(latitude, longitude).is_ok());
        }
        for (latitude, longitude) in
            [(f64::NAN, 0.0), (53.0, f64::INFINITY), (0.0, 0.0), (48.85, 2.35), (-1.5, 53.8)]
        {
            assert_eq!(Position::new(latitude, longitude), Err(NotInTheUnitedKingdom));
        }
        assert!(serde_json::from_str::<Position>(r#"{"latitude":0,"longitude":0}"#).is_err());
    }

    #[test]
    fn leeds_and_york_are_35_kilometres_apart() {
        let (leeds, york) =
            (Position::new(53.7965, -1.5478).unwrap(), Position::new(53.9583, -1.0803).unwrap());
        assert!((leeds.distance_km(york) - 35.6).abs() < 0.5, "{}", leeds.distance_km(york));
        assert!(leeds.distance_km(leeds).abs() < f64::EPSILON);
    }
}
