//! From observations to the relation of two sides: what is left out, the window, both dyads, and the reason for every
//! figure that is missing.

use crate::{
    Conduct, Counts, Direction, Error, ErrorRates, FirstMoves, Group, Index, Observation, Period, Row,
    answers,
    breaks::Break,
    fencing, first,
    index::gap_interval,
    reciprocity::Reciprocity,
    series::{self, Tally},
    summary,
    vows::{self, VowTest},
};
use jiff::civil::Date;

/// Periods a series may have.
const MOST_PERIODS: u64 = 100_000;

/// One of the two sides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// Its code: `AZE`, `SDN.REB`.
    pub code: String,
    /// Its name in sentences; the code when empty.
    pub name: String,
}

impl Side {
    /// The name, or the code where there is none.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { &self.code } else { &self.name }
    }
}

/// What to measure, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The first side.
    pub a: Side,
    /// The second side.
    pub b: Side,
    /// Length of the periods.
    pub period: Period,
    /// First day of the window; none: the first event's.
    pub from: Option<Date>,
    /// Last day of the window, inclusive; none: the last event's.
    pub to: Option<Date>,
    /// Days after a vow in which a deed breaks or keeps it.
    pub window_days: u32,
    /// Earlier periods that `z` needs (at least 2).
    pub min_past: usize,
    /// Days without a hostile deed that part two episodes.
    pub quiet_days: u32,
    /// The coder's errors; with them the intervals of the gap are wider. None for events that were not coded here.
    pub error_rates: Option<ErrorRates>,
    /// Vows, words against and deeds that a dyad needs before anything is said of it.
    pub min_events: u32,
    /// Draws of the bootstrap, and shifts of the deeds.
    pub draws: usize,
    /// Seed of both.
    pub seed: u64,
}

impl Settings {
    /// Months, 30 days, 6 earlier periods, 10 events, 999 draws.
    pub fn new(a: Side, b: Side) -> Self {
        Self {
            a,
            b,
            period: Period::Month,
            from: None,
            to: None,
            window_days: 30,
            min_past: 6,
            quiet_days: 60,
            error_rates: None,
            min_events: 10,
            draws: 999,
            seed: 0x6465_7465_6e74_6531,
        }
    }

    /// The acting and the receiving side of a direction.
    pub fn sides(&self, direction: Direction) -> (&Side, &Side) {
        match direction {
            Direction::AToB => (&self.a, &self.b),
            Direction::BToA => (&self.b, &self.a),
        }
    }

    /// `AZE>IRN`.
    pub fn dyad_name(&self, direction: Direction) -> String {
        let (actor, recipient) = self.sides(direction);
        format!("{}>{}", actor.code, recipient.code)
    }
}

/// A figure that is missing or has a limit, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where it would be: a path into the JSON, such as `dyads.AZE>IRN.series[].z`.
    pub figure: String,
    /// Why it is not there, or what it leaves out.
    pub reason: String,
}

/// Observations that entered no series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Their date is coarser than the period.
    pub coarse: usize,
    /// They have no date.
    pub undated: usize,
    /// They fall outside the window asked for.
    pub outside: usize,
    /// The same event given again for the same direction.
    pub repeated: usize,
}

/// Where an event was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The event's id.
    pub id: u128,
    /// In which dyad.
    pub direction: Direction,
    /// As what; none for what is in no group.
    pub group: Option<Group>,
    /// In which row of the series.
    pub row: usize,
}

/// One direction of a relation.
#[derive(Clone, Debug, PartialEq)]
pub struct Dyad {
    /// One row a period; both dyads have the same periods.
    pub series: Vec<Row>,
    /// All events of the series.
    pub counts: Counts,
    /// Words, deeds and gap of all events together.
    pub overall: Index,
    /// The gap's 95% interval over all events.
    pub overall_interval: Option<(f64, f64)>,
    /// Vows followed by deeds against.
    pub broken_vows: VowTest,
    /// Vows followed by deeds for.
    pub kept_vows: VowTest,
    /// Whether there are enough events to say anything.
    pub enough_data: bool,
}

/// The relation of two sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// What was asked.
    pub settings: Settings,
    /// First and last day covered; none when there is no event.
    pub window: Option<(Date, Date)>,
    /// A acts on B.
    pub a_to_b: Dyad,
    /// B acts on A.
    pub b_to_a: Dyad,
    /// Where each event was counted, in the order of time.
    pub placements: Vec<Placement>,
    /// Whether each side answers the other, at several lengths of period.
    pub reciprocity: Vec<Reciprocity>,
    /// When the level of score or gap changed.
    pub breaks: Vec<Break>,
    /// Who begins, who mends.
    pub first_moves: FirstMoves,
    /// Naive or fencing: both sides' tables, A's first; none without events.
    pub conducts: Vec<Conduct>,
    /// What was counted nowhere.
    pub left_out: LeftOut,
    /// The relation in plain sentences.
    pub summary: Vec<String>,
    /// Whether both dyads have enough events.
    pub enough_data: bool,
    /// A reason for every missing figure.
    pub notes: Vec<Note>,
}

impl Measures {
    /// The dyad of a direction.
    pub fn dyad(&self, direction: Direction) -> &Dyad {
        match direction {
            Direction::AToB => &self.a_to_b,
            Direction::BToA => &self.b_to_a,
        }
    }
}

/// Measures the relation of two sides.
///
/// # Errors
///
/// When the window asked for is empty, or would make a series of more than 100,000 periods.
pub fn measure(observations: &[Observation], settings: &Settings) -> Result<Measures, Error> {
    if let (Some(from), Some(to)) = (settings.from, settings.to)
        && from > to
    {
        return Err(Error::empty_window(from, to));
    }
    let (sorted, mut left_out) = canonical(observations);
    let kept = place(&sorted, settings, &mut left_out);
    let window = window(&kept, settings);
    let tallies = tally(&kept, window, settings)?;
    let inside: Vec<&Observation> = sorted.iter().copied().filter(|o| is_inside(o, window)).collect();
    let dyad = |direction| dyad(&tallies, &inside, direction, window, settings);
    let (a_to_b, b_to_a) = (dyad(Direction::AToB), dyad(Direction::BToA));
    let enough_data = a_to_b.enough_data && b_to_a.enough_data;
    let placements = placements(&kept, window, settings.period);
    let reciprocity = answers::answers(&inside, window, settings);
    let breaks = answers::all_breaks([&a_to_b, &b_to_a]);
    let mut measures = Measures {
        settings: settings.clone(),
        window,
        a_to_b,
        b_to_a,
        placements,
        reciprocity,
        breaks,
        first_moves: first::first_moves(&inside, settings.quiet_days),
        conducts: Vec::new(),
        left_out,
        summary: Vec::new(),
        enough_data,
        notes: Vec::new(),
    };
    if !measures.placements.is_empty() {
        measures.conducts = fencing::conducts(&measures).to_vec();
    }
    measures.summary = summary::sentences(&measures);
    measures.notes = summary::notes(&measures);
    Ok(measures)
}

/// The observations in an order of their own, without those given twice.
fn canonical(observations: &[Observation]) -> (Vec<&Observation>, LeftOut) {
    let mut sorted: Vec<&Observation> = observations.iter().collect();
    sorted.sort_by(|x, y| {
        let key = |o: &Observation| (o.from, o.last_day(), o.group);
        (key(x), x.id, x.direction).cmp(&(key(y), y.id, y.direction)).then(x.score.total_cmp(&y.score))
    });
    let mut seen = std::collections::HashSet::with_capacity(sorted.len());
    sorted.retain(|o| seen.insert((o.direction, o.id)));
    let repeated = observations.len() - sorted.len();
    (sorted, LeftOut { repeated, ..LeftOut::default() })
}

/// Those that enter a series.
fn place<'a>(sorted: &[&'a Observation], settings: &Settings, out: &mut LeftOut) -> Vec<&'a Observation> {
    let mut kept = Vec::new();
    for observation in sorted {
        match observation.from {
            None => out.undated += 1,
            Some(day) if is_outside(day, settings) => out.outside += 1,
            Some(day) if is_coarse(observation, day, settings.period) => out.coarse += 1,
            Some(_) => kept.push(*observation),
        }
    }
    kept
}

fn is_outside(day: Date, settings: &Settings) -> bool {
    settings.from.is_some_and(|from| day < from) || settings.to.is_some_and(|to| day > to)
}

/// Whether the date spans more days than the period that holds its first day.
pub(crate) fn is_coarse(observation: &Observation, from: Date, period: Period) -> bool {
    let last = observation.last_day().unwrap_or(from);
    let days = crate::period::day_number(last) - crate::period::day_number(from) + 1;
    days > period.days(period.start(from))
}

/// The days covered: as asked, else from the first event placed to the last.
fn window(kept: &[&Observation], settings: &Settings) -> Option<(Date, Date)> {
    let first = settings.from.or_else(|| kept.iter().filter_map(|o| o.from).min());
    let last = settings.to.or_else(|| kept.iter().filter_map(|o| o.from).max());
    first.zip(last).filter(|(first, last)| first <= last)
}

fn is_inside(observation: &Observation, window: Option<(Date, Date)>) -> bool {
    window.zip(observation.from).is_some_and(|((first, last), day)| (first..=last).contains(&day))
}

/// The row of a day in a series that begins with the period of `first`.
pub(crate) fn row_of(day: Date, first: Date, period: Period) -> usize {
    usize::try_from(period.ordinal(day) - period.ordinal(first)).unwrap_or(0)
}

/// Both dyads' events by period, A's first.
fn tally(
    kept: &[&Observation],
    window: Option<(Date, Date)>,
    settings: &Settings,
) -> Result<[Vec<Tally>; 2], Error> {
    let Some((first, last)) = window else {
        return Ok([Vec::new(), Vec::new()]);
    };
    let periods = row_of(last, first, settings.period) + 1;
    if periods as u64 > MOST_PERIODS {
        return Err(Error::too_many_periods(periods as u64, MOST_PERIODS));
    }
    let mut tallies = [vec![Tally::default(); periods], vec![Tally::default(); periods]];
    for observation in kept {
        let row = observation.from.map_or(0, |day| row_of(day, first, settings.period));
        tallies[observation.direction as usize][row].add(observation.group, observation.score);
    }
    Ok(tallies)
}

fn placements(kept: &[&Observation], window: Option<(Date, Date)>, period: Period) -> Vec<Placement> {
    let Some((first, _)) = window else {
        return Vec::new();
    };
    let placed = |o: &&Observation| {
        let row = row_of(o.from?, first, period);
        Some(Placement { id: o.id, direction: o.direction, group: o.group, row })
    };
    kept.iter().filter_map(placed).collect()
}

fn dyad(
    tallies: &[Vec<Tally>; 2],
    inside: &[&Observation],
    direction: Direction,
    window: Option<(Date, Date)>,
    settings: &Settings,
) -> Dyad {
    let series =
        window.map_or(Vec::new(), |(first, _)| series::rows(&tallies[direction as usize], first, settings));
    let mut counts = Counts::default();
    for row in &series {
        counts.merge(&row.counts);
    }
    let test = |deed| vows::test(inside, (direction, deed), window, settings);
    Dyad {
        counts,
        overall: Index::of(&counts),
        overall_interval: gap_interval(&counts, settings),
        broken_vows: test(Group::DeedsAgainst),
        kept_vows: test(Group::DeedsFor),
        enough_data: counts.indexed() >= settings.min_events,
        series,
    }
}
