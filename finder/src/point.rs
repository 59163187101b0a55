//! Positions on the Earth and the distance between them.

/// The Earth's mean radius in kilometres (IUGG mean radius R1).
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// Centimetres in a kilometre: distances are ranked in whole centimetres.
const CM_PER_KM: f64 = 100_000.0;

/// A position in degrees, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    latitude: f64,
    longitude: f64,
}

impl Point {
    /// Takes degrees: latitude from -90 to 90 and longitude from -180 to 180. Anything else, and
    /// what is not a number, is `None`.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        on_earth.then_some(Self { latitude, longitude })
    }

    /// A position that is right by construction: fixed-point coordinates checked when they were read.
    pub(crate) const fn checked(latitude: f64, longitude: f64) -> Self {
        Self { latitude, longitude }
    }

    /// Degrees north of the equator.
    #[must_use]
    pub const fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east of Greenwich.
    #[must_use]
    pub const fn longitude(self) -> f64 {
        self.longitude
    }

    /// The great-circle distance in kilometres, in whole centimetres.
    #[must_use]
    pub fn km_to(self, other: Self) -> f64 {
        centimetres_to_km(self.centimetres_to(other))
    }

    /// Is the other no further than so many kilometres? Its rim counts, and nothing is within a
    /// negative distance.
    #[must_use]
    pub fn is_within(self, km: f64, other: Self) -> bool {
        km >= 0.0 && self.centimetres_to(other) <= km_to_centimetres(km)
    }

    pub(crate) fn centimetres_to(self, other: Self) -> u32 {
        chord_to_centimetres(self.unit().chord_squared(other.unit()))
    }

    pub(crate) fn unit(self) -> Unit {
        let (latitude, longitude) = (self.latitude.to_radians(), self.longitude.to_radians());
        let ring = latitude.cos();
        Unit([ring * longitude.cos(), ring * longitude.sin(), latitude.sin()])
    }
}

/// A position as a vector of length one from the middle of the Earth.
///
/// The straight line between two of them (the chord) grows exactly as the great-circle distance
/// does, so comparing chords needs no trigonometry and is still exact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Unit(pub [f64; 3]);

impl Unit {
    pub fn chord_squared(self, other: Self) -> f64 {
        let [x, y, z] = [self.0[0] - other.0[0], self.0[1] - other.0[1], self.0[2] - other.0[2]];
        x * x + y * y + z * z
    }
}

/// The great-circle distance for a squared chord, in whole centimetres: the key by which places
/// rank. Half the Earth's girth is 2,001,511,452 cm, which fits.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 2.01e9 by geometry, and a float's cast saturates"
)]
pub(crate) fn chord_to_centimetres(chord_squared: f64) -> u32 {
    let half_angle = (chord_squared.sqrt() / 2.0).min(1.0).asin();
    (2.0 * half_angle * EARTH_RADIUS_KM * CM_PER_KM).round() as u32
}

/// Kilometres for whole centimetres.
pub(crate) fn centimetres_to_km(centimetres: u32) -> f64 {
    f64::from(centimetres) / CM_PER_KM
}

/// The greatest whole number of centimetres inside a distance in kilometres; negative distances
/// hold nothing.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float's cast saturates, and further than half the girth is everywhere anyhow"
)]
pub(crate) fn km_to_centimetres(km: f64) -> u32 {
    // Half a micrometre of grace, so that 12.34567 km written in decimals is not lost to binary.
    (km * CM_PER_KM + 0.000_05).floor() as u32
}

/// The squared chord of a length in centimetres, or more than any when it is beyond half the girth.
fn chord_of(centimetres: f64) -> f64 {
    let half_angle = centimetres.max(0.0) / CM_PER_KM / EARTH_RADIUS_KM / 2.0;
    if half_angle >= std::f64::consts::FRAC_PI_2 {
        return f64::INFINITY;
    }
    let chord = 2.0 * half_angle.sin();
    chord * chord
}

/// Whoever is so many whole centimetres away has no greater squared chord than this.
pub(crate) fn at_most(centimetres: u32) -> f64 {
    chord_of(f64::from(centimetres) + 0.6)
}

/// Whoever has no greater squared chord than this is at most so many whole centimetres away.
pub(crate) fn surely_within(centimetres: u32) -> f64 {
    chord_of(f64::from(centimetres) + 0.4)
}

/// Whoever is so many whole centimetres away has no smaller squared chord than this.
pub(crate) fn at_least(centimetres: u32) -> f64 {
    chord_of(f64::from(centimetres) - 0.6)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The textbook haversine formula, written apart from the chord one.
    fn haversine_km(a: Point, b: Point) -> f64 {
        let (p, q) = (a.latitude.to_radians(), b.latitude.to_radians());
        let h = ((q - p) / 2.0).sin().powi(2)
            + p.cos() * q.cos() * ((b.longitude - a.longitude).to_radians() / 2.0).sin().powi(2);
        2.0 * EARTH_RADIUS_KM * h.sqrt().asin()
    }

    #[test]
    fn distances_agree_with_the_haversine_formula_to_a_centimetre() {
        let points =
            [(53.8, -1.55), (53.800_01, -1.55), (60.15, -1.15), (49.96, -6.32), (54.6, -5.93), (0.0, 179.9)];
        let points = points.map(|(a, b)| Point::new(a, b).unwrap());
        for a in points {
            for b in points {
                let (ours, theirs) = (a.km_to(b), haversine_km(a, b));
                assert!((ours - theirs).abs() <= 0.000_011, "{a:?} to {b:?}: {ours} and {theirs}");
            }
        }
    }

    #[test]
    fn the_bounds_for_pruning_hold_on_both_sides() {
        let from = Point::new(53.8, -1.55).unwrap();
        for step in 0..2000_u32 {
            let to = Point::new(53.8 + f64::from(step) * 0.017, -1.55 + f64::from(step) * 0.003).unwrap();
            let chord = from.unit().chord_squared(to.unit());
            let centimetres = chord_to_centimetres(chord);
            assert!(at_least(centimetres) <= chord && chord <= at_most(centimetres));
            assert!(chord_to_centimetres(surely_within(centimetres)) == centimetres);
        }
    }

    #[test]
    fn only_positions_on_earth_are_points() {
        assert!(Point::new(90.1, 0.0).is_none());
        assert!(Point::new(0.0, f64::NAN).is_none());
        assert!(Point::new(-90.0, 180.0).is_some());
    }

    #[test]
    fn a_radius_holds_the_places_on_its_rim() {
        assert_eq!(km_to_centimetres(12.345_67), 1_234_567);
        assert_eq!(km_to_centimetres(0.0), 0);
        assert_eq!(km_to_centimetres(-3.0), 0);
    }
}
