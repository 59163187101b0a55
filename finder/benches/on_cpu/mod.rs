//! Measures the time that this thread had a processor, and not the time that it waited for one.

use criterion::Throughput;
use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use std::time::Duration;

/// Time on a processor, from the scheduler's books. It is kept there to a tick (a few
/// milliseconds), so samples should be long. Where there are no such books nothing is measured.
pub struct OnCpu;

impl Measurement for OnCpu {
    type Intermediate = Duration;
    type Value = Duration;

    fn start(&self) -> Duration {
        let books = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
        let nanoseconds = books.split_whitespace().next().and_then(|text| text.parse().ok());
        Duration::from_nanos(nanoseconds.unwrap_or(0))
    }

    fn end(&self, start: Duration) -> Duration {
        self.start().saturating_sub(start)
    }

    fn add(&self, a: &Duration, b: &Duration) -> Duration {
        *a + *b
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        WallTime.to_f64(value)
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        &Formatter
    }
}

/// Writes times as criterion does.
struct Formatter;

impl ValueFormatter for Formatter {
    fn scale_values(&self, typical: f64, values: &mut [f64]) -> &'static str {
        WallTime.formatter().scale_values(typical, values)
    }

    fn scale_throughputs(&self, typical: f64, throughput: &Throughput, values: &mut [f64]) -> &'static str {
        WallTime.formatter().scale_throughputs(typical, throughput, values)
    }

    fn scale_for_machines(&self, values: &mut [f64]) -> &'static str {
        WallTime.formatter().scale_for_machines(values)
    }
}
