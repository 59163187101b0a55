//! What stories are told with: a world of its own for each, on either database, with a clock it owns.
#![expect(clippy::panic, reason = "a story stops at the first thing that is not as told")]

mod browser;
mod clock;
pub mod contract;
mod database;
mod filled;
mod filled_log;
mod http;
mod list_pages;
mod mail_server;
mod mailbox;
mod marks;
mod node;
mod staff;
mod standing;
mod statements;
mod support;
mod text_gateway;
mod world;

pub use browser::{Browser, Form, Shown};
pub use clock::TestClock;
pub use database::{Kind, ThrowAway};
pub use filled::Filled;
pub use filled_log::FilledLog;
pub use http::{Reply, Session};
pub use list_pages::{ListPage, Readers};
pub use mail_server::{MailServer, Received, Treats};
pub use marks::{Provider, evidence, focs_answers, judgements};
pub use node::Node;
pub use serde_json::json;
pub use support::{carers, offering_step, support};
pub use text_gateway::{Asked, TextGateway};
pub use world::World;

/// Tells a story on both databases.
///
/// ```ignore
/// story! {
///     fn a_provider_registers(world) {
///         let jo = world.person("Jo");
///         jo.post("/api/v1/organisations/providers", &json!({…})).is(201);
///     }
/// }
/// ```
#[macro_export]
macro_rules! story {
    ($($(#[$meta:meta])* fn $name:ident($world:ident) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports, reason = "a story need not use all that its file imports")]
            use super::*;

            $(#[$meta])*
            fn tell($world: &mut $crate::World) $body

            #[test]
            fn on_sqlite() {
                tell(&mut $crate::World::on($crate::Kind::Sqlite));
            }

            #[test]
            fn on_postgresql() {
                tell(&mut $crate::World::on($crate::Kind::Postgres));
            }
        }
    )+};
}
