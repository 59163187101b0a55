//! A day as people type it into one box: where a list is searched, three boxes for each end would bury the question.

use domain::kernel::days;
use domain::{Day, Fields};

/// What such a box says below its question.
pub(crate) const DAY_AS_TYPED: &str = "For example, 27/3/2027 or 27 March 2027";

/// Reads a day that may be left out.
pub(crate) fn optional_day(fields: &mut Fields, pointer: &str, typed: &str) -> Option<Option<Day>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(None);
    }
    let read = days::read(typed);
    if read.is_err() {
        fields.refuse(pointer, "invalid", "Enter a real day, such as 27/3/2027 or 27 March 2027");
    }
    read.ok().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let meant: Day = "2027-03-07".parse().unwrap();
        for typed in [
            "2027-03-07",
            "7/3/2027",
            "07/03/2027",
            "7.3.2027",
            "7 March 2027",
            "7th Mar, 2027",
            " 7  MARCH 2027",
        ] {
            let mut fields = Fields::new();
            assert_eq!(optional_day(&mut fields, "/from", typed), Some(Some(meant)), "{typed}");
        }
        assert_eq!(optional_day(&mut Fields::new(), "/from", " "), Some(None));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for typed in [
            "yesterday",
            "31/2/2027",
            "7/3/27",
            "7/13/2027",
            "7 Ma 2027",
            "7 Mars 2027",
            "2027",
            "7x March 2027",
            "7/3/2027/1",
            "-7/3/2027x",
        ] {
            let mut fields = Fields::new();
            assert_eq!(optional_day(&mut fields, "/from", typed), None, "{typed}");
            assert_eq!(fields.finish(|| Some(())).unwrap_err().all()[0].pointer, "/from");
        }
    }
}
