//! Statistics: exact, since each is counted from the rows and the log at the moment it is asked for.

mod accreditation;
mod frameworks;
mod offerings;

pub use accreditation::{StateCount, marks};
pub use frameworks::{LotFigures, MonthFigures, framework};
pub use offerings::{AuthorityFigures, OfferingFigures, offerings};
