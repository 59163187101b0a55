//! Stories over HTTP, each on both databases.

mod log;
mod registering;
mod schema;
