//! What the machine says of this process. Where it says nothing (not Linux), time is that of the clock and memory
//! is not looked at.

use std::fs::read_to_string;
use std::time::{Duration, Instant};

/// Time of this thread alone, so that other work on the machine is not counted.
pub(crate) struct Timer {
    clock: Instant,
    processor: Option<Duration>,
}

impl Timer {
    pub(crate) fn start() -> Self {
        Self { clock: Instant::now(), processor: processor_time() }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        let processor = processor_time().zip(self.processor);
        processor.map_or_else(|| self.clock.elapsed(), |(now, start)| now.saturating_sub(start))
    }
}

/// The first number of `schedstat`: nanoseconds on a processor.
fn processor_time() -> Option<Duration> {
    let text = read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split(' ').next()?.parse().ok()?))
}

/// Resident memory in bytes.
pub(crate) fn memory() -> Option<u64> {
    let text = read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}
