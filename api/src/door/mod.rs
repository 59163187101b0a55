//! What every handler shares: who asks, what was sent, how it is answered, how it is refused.

mod answer;
mod asked;
mod caller;
mod command;
mod cursor;
mod key;
mod posted;
mod problem;
mod query;
mod streamed;
mod table;
mod unmatched;

pub use answer::Answer;
pub(crate) use asked::version_read;
pub use asked::{Asked, NoBody};
pub use caller::Caller;
pub(crate) use caller::in_background;
pub(crate) use command::commands;
pub use cursor::{Listed, PageQuery};
pub(crate) use key::{Holder, allow_origin, allowed, origin_of, preflight};
pub(crate) use posted::Posted;
pub use problem::{Problem, ProblemField};
pub(crate) use query::{Query, sought};
pub(crate) use streamed::{Pieces, Streamed};
pub(crate) use table::{AT_ONCE, AsTable, Row, TableFormat, cells};
pub(crate) use unmatched::unmatched;
