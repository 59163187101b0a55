//! Offerings: the support a provider gives.

mod channel;

pub use channel::Channel;
