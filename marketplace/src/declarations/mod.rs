//! Declarations: what a provider declares to a framework, once and not for each lot.

mod begin;
mod declare;
mod renew;
mod show;
mod take_over;

pub(crate) use begin::begin;
pub use declare::declare;
pub use renew::renew;
pub(crate) use show::for_application;
pub use show::{Asked, asked_by, find, list, show};
pub use take_over::{take_over, to_take_over};
