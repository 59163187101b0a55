//! When someone is reminded of a day that comes.

/// So many days before its day, something is reminded of.
pub const DAYS_BEFORE: [i32; 3] = [60, 28, 7];
