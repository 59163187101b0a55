//! People: who someone is.

mod session;

pub use session::{NewSession, actor_of, actor_of_session, begin_session, fresh_secret, secret_hash};
