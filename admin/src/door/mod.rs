//! What every page shares: who looks, what was typed, how it is shown, how it is refused.

mod address;
mod answer;
pub(crate) mod cookies;
mod day;
mod multipart;
mod page;
pub(crate) mod parts;
mod rejected;
mod rows;
mod sent;
mod shown_again;
mod summary;
mod sure;
mod typed;
mod visit;

pub(crate) use address::{by_address, unmatched};
pub(crate) use answer::{Answer, Outcome, download};
pub(crate) use cookies::Notice;
pub(crate) use day::{DAY_AS_TYPED, optional_day};
pub(crate) use domain::kernel::typed::draft;
pub(crate) use page::Page;
pub(crate) use rejected::{Rejected, Stop};
pub(crate) use rows::{Rows, entered, one_more};
pub(crate) use sent::{
    CSRF, KEPT, Sent, SentByAnyone, VERSION, basis, forget_visitor, kept, local_path, send_again, words_of,
};
pub(crate) use shown_again::going_back;
pub(crate) use summary::Elsewhere;
pub(crate) use sure::Sure;
pub(crate) use typed::{Asking, Typed, encode, is_within, sought};
pub(crate) use visit::{SignedIn, Visit};
