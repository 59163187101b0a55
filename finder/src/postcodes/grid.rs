//! From metres on a national grid to degrees, WGS 84.
//!
//! Each grid is a transverse Mercator projection of its own ellipsoid. The way back is the inverse
//! projection (the series that the Ordnance Survey's guide to coordinate systems gives), then a
//! seven-parameter Helmert turn into WGS 84. That is right to about five metres.

use crate::Point;

/// A national grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grid {
    /// The National Grid of Great Britain, on the Airy ellipsoid.
    British,
    /// The Irish Grid, on the modified Airy ellipsoid: postcodes of Northern Ireland are on it, and
    /// read as British they would fall in Wirral.
    Irish,
}

/// An ellipsoid's half axes in metres.
struct Ellipsoid {
    major: f64,
    minor: f64,
}

const WGS84: Ellipsoid = Ellipsoid { major: 6_378_137.0, minor: 6_356_752.314_245 };

/// What a projection and its turn into WGS 84 need.
struct Definition {
    ellipsoid: Ellipsoid,
    scale: f64,
    /// Degrees of the true origin, and its metres.
    latitude: f64,
    longitude: f64,
    easting: f64,
    northing: f64,
    /// Metres, arc seconds and parts in a million.
    shift: [f64; 3],
    turn: [f64; 3],
    stretch: f64,
}

const BRITISH: Definition = Definition {
    ellipsoid: Ellipsoid { major: 6_377_563.396, minor: 6_356_256.909 },
    scale: 0.999_601_271_7,
    latitude: 49.0,
    longitude: -2.0,
    easting: 400_000.0,
    northing: -100_000.0,
    shift: [446.448, -125.157, 542.060],
    turn: [0.1502, 0.2470, 0.8421],
    stretch: -20.4894,
};

const IRISH: Definition = Definition {
    ellipsoid: Ellipsoid { major: 6_377_340.189, minor: 6_356_034.447_938_534 },
    scale: 1.000_035,
    latitude: 53.5,
    longitude: -8.0,
    easting: 200_000.0,
    northing: 250_000.0,
    shift: [482.5, -130.6, 564.6],
    turn: [-1.042, -0.214, -0.631],
    stretch: 8.15,
};

impl Grid {
    /// The position of metres east and north. `None` when that is nowhere near the grid.
    #[must_use]
    pub fn to_point(self, east: f64, north: f64) -> Option<Point> {
        let on_grid = (0.0..=800_000.0).contains(&east) && (0.0..=1_300_000.0).contains(&north);
        let definition = match self {
            Self::British => &BRITISH,
            Self::Irish => &IRISH,
        };
        let (latitude, longitude) = on_grid.then(|| definition.unproject(east, north))?;
        let (latitude, longitude) = definition.turn_to_wgs84(latitude, longitude);
        Point::new(latitude.to_degrees(), longitude.to_degrees())
    }
}

impl Ellipsoid {
    fn eccentricity_squared(&self) -> f64 {
        1.0 - (self.minor * self.minor) / (self.major * self.major)
    }

    /// The radius of curvature across the meridian.
    fn across(&self, latitude: f64) -> f64 {
        self.major / (1.0 - self.eccentricity_squared() * latitude.sin().powi(2)).sqrt()
    }
}

impl Definition {
    /// The length of the meridian from the true origin, on the projection.
    fn meridian(&self, latitude: f64) -> f64 {
        let Ellipsoid { major, minor } = self.ellipsoid;
        let n = (major - minor) / (major + minor);
        let (less, more) = (latitude - self.latitude.to_radians(), latitude + self.latitude.to_radians());
        let (n2, n3) = (n * n, n * n * n);
        minor
            * self.scale
            * ((1.0 + n + 1.25 * (n2 + n3)) * less - (3.0 * (n + n2) + 2.625 * n3) * less.sin() * more.cos()
                + 1.875 * (n2 + n3) * (2.0 * less).sin() * (2.0 * more).cos()
                - 35.0 / 24.0 * n3 * (3.0 * less).sin() * (3.0 * more).cos())
    }

    /// Radians of latitude and longitude on the grid's own ellipsoid.
    fn unproject(&self, east: f64, north: f64) -> (f64, f64) {
        let (target, own) = (north - self.northing, &self.ellipsoid);
        let mut latitude = self.latitude.to_radians();
        // Each step leaves less than a hundredth of what the one before left.
        for _ in 0..12 {
            latitude += (target - self.meridian(latitude)) / (own.major * self.scale);
        }
        let e2 = own.eccentricity_squared();
        let nu = own.across(latitude) * self.scale;
        let rho = nu * (1.0 - e2) / (1.0 - e2 * latitude.sin().powi(2));
        let eta2 = nu / rho - 1.0;
        let (t, sec) = (latitude.tan(), 1.0 / latitude.cos());
        let (t2, t4, t6) = (t * t, t.powi(4), t.powi(6));
        let d = east - self.easting;
        let north = d.powi(2) * t / (2.0 * rho * nu)
            - d.powi(4) * t / (24.0 * rho * nu.powi(3)) * (5.0 + 3.0 * t2 + eta2 - 9.0 * t2 * eta2)
            + d.powi(6) * t / (720.0 * rho * nu.powi(5)) * (61.0 + 90.0 * t2 + 45.0 * t4);
        let east = d * sec / nu - d.powi(3) * sec / (6.0 * nu.powi(3)) * (nu / rho + 2.0 * t2)
            + d.powi(5) * sec / (120.0 * nu.powi(5)) * (5.0 + 28.0 * t2 + 24.0 * t4)
            - d.powi(7) * sec / (5040.0 * nu.powi(7)) * (61.0 + 662.0 * t2 + 1320.0 * t4 + 720.0 * t6);
        (latitude - north, self.longitude.to_radians() + east)
    }

    /// Turns radians on the grid's own ellipsoid into radians on WGS 84.
    fn turn_to_wgs84(&self, latitude: f64, longitude: f64) -> (f64, f64) {
        let across = self.ellipsoid.across(latitude);
        let [x, y, z] = [
            across * latitude.cos() * longitude.cos(),
            across * latitude.cos() * longitude.sin(),
            across * (1.0 - self.ellipsoid.eccentricity_squared()) * latitude.sin(),
        ];
        let [rx, ry, rz] = self.turn.map(|seconds| (seconds / 3600.0).to_radians());
        let grow = 1.0 + self.stretch / 1e6;
        let x2 = self.shift[0] + grow * (x - rz * y + ry * z);
        let y2 = self.shift[1] + grow * (rz * x + y - rx * z);
        let z2 = self.shift[2] + grow * (-ry * x + rx * y + z);
        let (e2, ring) = (WGS84.eccentricity_squared(), x2.hypot(y2));
        let mut turned = z2.atan2(ring * (1.0 - e2));
        for _ in 0..6 {
            turned = (z2 + e2 * WGS84.across(turned) * turned.sin()).atan2(ring);
        }
        (turned, y2.atan2(x2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Positions that PROJ gives for the same projections and the same turns.
    #[test]
    fn positions_agree_with_proj_to_a_metre() {
        let cases = [
            (Grid::British, 651_409.903, 313_177.270, 52.657_979, 1.716_052),
            (Grid::British, 429_984.0, 433_755.0, 53.799_240, -1.546_256),
            (Grid::British, 394_251.0, 806_376.0, 57.148_232, -2.096_648),
            (Grid::British, 447_000.0, 1_141_000.0, 60.150_796, -1.155_329),
            (Grid::British, 180_000.0, 25_000.0, 50.084_293, -5.076_643),
            (Grid::Irish, 333_800.0, 374_000.0, 54.596_522, -5.930_578),
            (Grid::Irish, 243_000.0, 416_700.0, 54.995_930, -7.328_902),
            (Grid::Irish, 224_000.0, 344_000.0, 54.344_156, -7.631_719),
            (Grid::Irish, 360_000.0, 350_000.0, 54.373_518, -5.538_572),
        ];
        for (grid, east, north, latitude, longitude) in cases {
            let ours = grid.to_point(east, north).unwrap();
            let km = ours.km_to(Point::new(latitude, longitude).unwrap());
            assert!(km < 0.001, "{grid:?} {east} {north}: {ours:?}, {km} km away");
        }
    }

    #[test]
    fn what_is_off_the_grid_is_no_position() {
        assert_eq!(Grid::British.to_point(-1.0, 5.0), None);
        assert_eq!(Grid::British.to_point(f64::NAN, 5.0), None);
    }
}
