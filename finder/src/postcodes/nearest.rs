//! Whose area a position lies in, judged by the postcode nearest to it.

use super::{Bounds, Postcodes, SCALE};
use crate::Point;

/// Whose area a position lies in, judged by the postcode nearest to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest<'a> {
    /// The code of the local authority.
    pub authority: &'a str,
    /// Kilometres to that postcode. Far ones say that the position is at sea or abroad.
    pub km: f64,
}

impl Postcodes {
    /// The authority of the postcode nearest to a position; `None` only when there are no postcodes.
    /// Nearness is judged on a plane through the position, which is exact enough at this scale.
    #[must_use]
    pub fn nearest(&self, to: Point) -> Option<Nearest<'_>> {
        let plane = Plane::at(to);
        let reach = |bounds: &Bounds| plane.to_bounds(bounds);
        let first =
            (0..self.boxes.len()).min_by(|a, b| reach(&self.boxes[*a]).total_cmp(&reach(&self.boxes[*b])))?;
        let mut best = (f64::INFINITY, 0);
        let mut search = |outcode: usize| {
            for row in self.outcodes[outcode].all() {
                let distance = plane.to_fixed(self.latitudes[row], self.longitudes[row]);
                if distance < best.0 {
                    best = (distance, row);
                }
            }
            best.0
        };
        let mut bound = search(first);
        for (outcode, bounds) in self.boxes.iter().enumerate() {
            if outcode != first && reach(bounds) < bound {
                bound = search(outcode);
            }
        }
        let place = self.place(best.1);
        Some(Nearest { authority: place.authority, km: place.point.km_to(to) })
    }
}

/// A flat map round a position, in hundred-thousandths of a degree of latitude.
struct Plane {
    latitude: f64,
    longitude: f64,
    squeeze: f64,
}

impl Plane {
    fn at(point: Point) -> Self {
        let squeeze = point.latitude().to_radians().cos();
        Self { latitude: point.latitude() * SCALE, longitude: point.longitude() * SCALE, squeeze }
    }

    fn to_fixed(&self, latitude: i32, longitude: i32) -> f64 {
        self.squared(f64::from(latitude) - self.latitude, f64::from(longitude) - self.longitude)
    }

    fn to_bounds(&self, bounds: &Bounds) -> f64 {
        let outside = |low: i32, high: i32, at: f64| (f64::from(low) - at).max(at - f64::from(high)).max(0.0);
        self.squared(
            outside(bounds.south, bounds.north, self.latitude),
            outside(bounds.west, bounds.east, self.longitude),
        )
    }

    fn squared(&self, north: f64, east: f64) -> f64 {
        let east = east * self.squeeze;
        north * north + east * east
    }
}
