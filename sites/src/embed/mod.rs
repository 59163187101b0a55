//! A directory within pages of other sites: a script that makes an element of it, and a page for a frame. Both are
//! for the sites that the directory names, and hide from all others.

mod frame;
mod script;

pub(crate) use frame::show as frame;
pub(crate) use script::routes;
