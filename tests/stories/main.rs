//! Stories over HTTP, each on both databases.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a story stops at the first thing that is not as told")]
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "stories count small things")]

mod accounts;
mod accreditation;
mod admin_account;
mod admin_authority;
mod admin_directories;
mod admin_keys;
mod admin_marks;
mod admin_offerings;
mod admin_placements;
mod admin_provider;
mod asking;
mod audit;
mod bad_input;
mod batch;
mod contract;
mod crash;
mod demo;
mod directories;
mod embed;
mod export;
mod forms;
mod frameworks;
mod index;
mod isolation;
mod keys;
mod listings;
mod log;
mod mail;
mod offerings;
mod organisations;
mod oruk;
mod pages;
mod placements;
mod registering;
mod reports;
mod schema;
mod services;
mod teams;
mod tokens;
