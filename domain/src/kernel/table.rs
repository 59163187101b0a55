//! Proving a table of steps, pair by pair.

use std::fmt::{Debug, Display};

/// Makes sure that every pair of a state and a step leads where `lawful` says, and that all others are refused.
pub(crate) fn leads_only_where<S, T>(
    lawful: &[(S, T, S)],
    states: &[S],
    steps: &[T],
    after: impl Fn(S, T) -> Option<S>,
) where
    S: Copy + PartialEq + Debug + Display,
    T: Copy + PartialEq + Display,
{
    for &state in states {
        for &step in steps {
            let expected = lawful.iter().find(|(from, by, _)| *from == state && *by == step);
            assert_eq!(after(state, step), expected.map(|(_, _, to)| *to), "{state} by {step}");
        }
    }
}
