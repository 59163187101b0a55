//! Values that several aggregates share: text, addresses, numbers, hours, colours.

mod address;
mod area;
pub mod bank_holidays;
mod colour;
mod file;
pub mod hours;
mod key;
mod phone;
mod position;
mod postcode;
mod text;
mod web_address;
mod working_days;

pub use address::{Address, AddressDraft};
pub use area::{AuthorityCode, FacilityCode, LanguageCode, Nation};
pub use colour::{AA_LARGE_TEXT, AA_TEXT, Colour};
pub use file::{FileName, FileReference, LARGEST_FILE, Sha256};
pub use key::Key;
pub use phone::{HigherRate, PhoneNumber, Tariff};
pub use position::{NotInTheUnitedKingdom, Position};
pub use postcode::{Outcode, Postcode};
pub use text::{EmailAddress, Line, Name, Prose, Slug};
pub use web_address::WebAddress;
