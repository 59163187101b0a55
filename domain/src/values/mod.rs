//! Values that several aggregates share: text, addresses, numbers, hours, colours.

mod address;
mod colour;
mod phone;
mod position;
mod postcode;
mod text;
mod web_address;

pub use address::{Address, AddressDraft};
pub use colour::{AA_LARGE_TEXT, AA_TEXT, Colour};
pub use phone::{HigherRate, PhoneNumber, Tariff};
pub use position::{NotInTheUnitedKingdom, Position};
pub use postcode::{Outcode, Postcode};
pub use text::{EmailAddress, Line, Name, Prose, Slug};
pub use web_address::WebAddress;
