//! Do deeds follow vows? A vow of a side is broken when a deed of that side against the other follows within the
//! window, kept when a deed for the other does; the rate is held against that of deeds shifted in a circle.
//!
//! Only events dated to one day take part, since the order of coarser ones is unknown. A deed on the vow's own day does
//! not count: which came first is unknown, and all events of an article without date words fall on one day.

use crate::{Direction, Group, Observation, Settings, period::day_number, random::Random};
use jiff::civil::Date;

/// A vow and the first deed after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VowPair {
    /// The vow's event id.
    pub vow: u128,
    /// The deed's event id.
    pub deed: u128,
    /// Days from one to the other, at least 1.
    pub days: u32,
}

/// How often deeds follow vows, against chance.
#[derive(Clone, Debug, PartialEq)]
pub struct VowTest {
    /// Days after a vow in which a deed counts.
    pub window_days: u32,
    /// Vows dated to one day.
    pub vows: usize,
    /// Deeds dated to one day.
    pub deeds: usize,
    /// Vows and deeds left out because their date is coarser than a day.
    pub coarse: usize,
    /// Vows followed by such a deed, with the first of them; by the vow's day.
    pub pairs: Vec<VowPair>,
    /// Share of vows that were followed; none without vows.
    pub rate: Option<f64>,
    /// Mean of that share over the shifts; none where nothing can be shifted.
    pub base_rate: Option<f64>,
    /// `rate / base_rate`; none where the latter is none or 0.
    pub ratio: Option<f64>,
    /// One-sided: share of shifts with at least as many vows followed, the observed one counted in.
    pub p: Option<f64>,
    /// Shifts made: 999, or all that differ where the window is shorter.
    pub shifts: usize,
}

impl VowTest {
    /// Why base rate and p are missing, if they are.
    pub fn missing(&self) -> Option<&'static str> {
        if self.base_rate.is_some() {
            None
        } else if self.vows == 0 {
            Some("no vow is dated to a day")
        } else if self.deeds == 0 {
            Some("no deed of the kind is dated to a day")
        } else {
            Some("the time covered is shorter than twice the window of days: deeds cannot be shifted")
        }
    }
}

/// The events of one dyad and two groups, as days since the window's first.
struct Days {
    vows: Vec<(usize, u128)>,
    deeds: Vec<(usize, u128)>,
    length: usize,
    window: usize,
}

/// Tests vows of one direction against deeds of a group. `observations` are in canonical order, inside the window.
pub(crate) fn test(
    observations: &[&Observation],
    (direction, deed): (Direction, Group),
    window: Option<(Date, Date)>,
    settings: &Settings,
) -> VowTest {
    let of = |group| observations.iter().filter(move |o| o.direction == direction && o.group == Some(group));
    let coarse = of(Group::Vows).chain(of(deed)).filter(|o| o.single_day().is_none()).count();
    let first = window.map_or(0, |(from, _)| day_number(from));
    let length = window.map_or(0, |(from, to)| day_number(to) - day_number(from) + 1) as usize;
    let days = |group| {
        of(group).filter_map(|o| Some(((day_number(o.single_day()?) - first) as usize, o.id))).collect()
    };
    let days =
        Days { vows: days(Group::Vows), deeds: days(deed), length, window: settings.window_days as usize };
    compare(&days, coarse, settings)
}

fn compare(days: &Days, coarse: usize, settings: &Settings) -> VowTest {
    let pairs = pairs(days);
    let vows = days.vows.len();
    let rate = (vows > 0).then(|| pairs.len() as f64 / vows as f64);
    let shifted = shifted_counts(days, settings);
    let shifts = shifted.len();
    let base_rate = (shifts > 0).then(|| {
        let followed: usize = shifted.iter().sum();
        followed as f64 / (shifts * vows) as f64
    });
    let p = (shifts > 0).then(|| {
        let as_many = shifted.iter().filter(|n| **n >= pairs.len()).count();
        (as_many + 1) as f64 / (shifts + 1) as f64
    });
    let ratio = rate.zip(base_rate).filter(|(_, base)| *base > 0.0).map(|(rate, base)| rate / base);
    let window_days = settings.window_days;
    VowTest { window_days, vows, deeds: days.deeds.len(), coarse, pairs, rate, base_rate, ratio, p, shifts }
}

/// Each vow with the first deed on a later day within the window.
fn pairs(days: &Days) -> Vec<VowPair> {
    let followed = |&(vow_day, vow): &(usize, u128)| {
        let next = days.deeds.partition_point(|(day, _)| *day <= vow_day);
        let (deed_day, deed) = days.deeds.get(next).filter(|(day, _)| day - vow_day <= days.window)?;
        Some(VowPair { vow, deed: *deed, days: (deed_day - vow_day) as u32 })
    };
    days.vows.iter().filter_map(followed).collect()
}

/// How many vows are followed, for each shift of the deeds in a circle over the window's days. The days after a vow
/// end with the window, shifted or not.
fn shifted_counts(days: &Days, settings: &Settings) -> Vec<usize> {
    let too_short = days.length < 2 * (days.window + 1);
    if too_short || days.vows.is_empty() || days.deeds.is_empty() {
        return Vec::new();
    }
    let before = deeds_before(days);
    let length = days.length;
    // Vows of one day fare alike: they are looked up once.
    let mut vow_days: Vec<(usize, usize)> = Vec::new();
    for (day, _) in &days.vows {
        match vow_days.last_mut().filter(|(last, _)| last == day) {
            Some((_, n)) => *n += 1,
            None => vow_days.push((*day, 1)),
        }
    }
    let count = |shift: usize| {
        let followed = |&(day, n): &(usize, usize)| {
            let last = (day + days.window).min(length - 1);
            let deeds = deeds_in_circle(&before, day + 1 + length - shift, last + 1 + length - shift);
            if deeds > 0 { n } else { 0 }
        };
        vow_days.iter().map(followed).sum()
    };
    shifts(length, settings).into_iter().map(count).collect()
}

/// All shifts that differ when they are no more than asked for, else as many random ones.
fn shifts(length: usize, settings: &Settings) -> Vec<usize> {
    if length <= settings.draws + 1 {
        return (1..length).collect();
    }
    let mut random = Random::new(settings.seed);
    (0..settings.draws).map(|_| 1 + random.below(length as u64 - 1) as usize).collect()
}

/// At index i, the deeds on days before day i, over two turns of the circle.
fn deeds_before(days: &Days) -> Vec<u32> {
    let mut on = vec![0u32; days.length];
    for (day, _) in &days.deeds {
        on[*day] += 1;
    }
    let mut before = Vec::with_capacity(2 * days.length + 1);
    before.push(0);
    let mut sum = 0;
    for n in on.iter().chain(&on) {
        sum += n;
        before.push(sum);
    }
    before
}

/// Deeds on the unshifted days `start..end`, counted over two turns.
fn deeds_in_circle(before: &[u32], start: usize, end: usize) -> u32 {
    let last = before.len() - 1;
    before[end.min(last)] - before[start.min(last)]
}
