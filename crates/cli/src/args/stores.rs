//! What the commands over a whole store take: import, panel, watch, network.

use super::{PeriodChoice, parse_first, parse_last, parse_status};
use clap::{Args, ValueEnum};
use detente_coding::Status;
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct WatchArgs {
    /// The store.
    pub store: PathBuf,
    /// Length of a period: month, quarter or year.
    #[arg(long, value_enum, default_value_t)]
    pub period: PeriodChoice,
    /// The last day; its period is the one that is looked at [default: that of the last event].
    #[arg(long, value_parser = parse_last)]
    pub until: Option<Date>,
    /// Earlier periods that it is held against.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u16).range(12..=600))]
    pub past: u16,
    /// Events that a pair needs over all these periods.
    #[arg(long, default_value_t = 30)]
    pub min_events: u32,
    /// Share of chance among what is told that is put up with.
    #[arg(long, default_value_t = 0.05)]
    pub rate: f64,
    /// Pairs listed, at most.
    #[arg(long, default_value_t = 50)]
    pub top: usize,
    /// Countries, or sectors of countries.
    #[arg(long, value_enum, default_value_t)]
    pub level: LevelChoice,
    /// Pairs inside a country as well.
    #[arg(long)]
    pub domestic: bool,
    /// Statuses that count; may be given more than once [default: asserted].
    #[arg(long, value_parser = parse_status)]
    pub status: Vec<Status>,
    /// Format on stdout.
    #[arg(long, value_enum, default_value_t)]
    pub format: ListForm,
}

#[derive(Debug, Args)]
pub(crate) struct NetworkArgs {
    /// The store.
    pub store: PathBuf,
    /// Length of a period: month, quarter or year.
    #[arg(long, value_enum, default_value = "year")]
    pub period: PeriodChoice,
    /// First day: 2012, 2012-01 or 2012-01-31 [default: the first event's].
    #[arg(long, value_parser = parse_first)]
    pub from: Option<Date>,
    /// Last day [default: the last event's].
    #[arg(long, value_parser = parse_last)]
    pub to: Option<Date>,
    /// Vows, words against and deeds that two sides need in a period to be friends or foes.
    #[arg(long, default_value_t = 5)]
    pub min_events: u32,
    /// The busiest pairs, among which those that move together are looked for.
    #[arg(long, default_value_t = 40)]
    pub pairs: usize,
    /// Pairs that move together, listed at most.
    #[arg(long, default_value_t = 20)]
    pub top: usize,
    /// Countries, or sectors of countries.
    #[arg(long, value_enum, default_value_t)]
    pub level: LevelChoice,
    /// Statuses that count; may be given more than once [default: asserted].
    #[arg(long, value_parser = parse_status)]
    pub status: Vec<Status>,
    /// Format on stdout.
    #[arg(long, value_enum, default_value_t)]
    pub format: ListForm,
}

/// Forms of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListForm {
    /// For people.
    #[default]
    Text,
    /// JSON, one object a line.
    Jsonl,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// gdelt (2.0), gdelt1, icews, polecat, acled, ucdp, phoenix, plover or keds (docs/exchange.md).
    pub format: String,
    /// The files, or - for stdin.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The store to put them into (created when it is not there).
    #[arg(short, long, value_name = "STORE")]
    pub output: PathBuf,
    /// For keds: the scheme of the codes [default: seen from the codes].
    #[arg(long, value_enum)]
    pub scheme: Option<SchemeChoice>,
}

/// Schemes of event codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemeChoice {
    /// CAMEO.
    Cameo,
    /// WEIS.
    Weis,
}

impl From<SchemeChoice> for detente_exchange::Scheme {
    fn from(choice: SchemeChoice) -> Self {
        match choice {
            SchemeChoice::Cameo => Self::Cameo,
            SchemeChoice::Weis => Self::Weis,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct PanelArgs {
    /// The store.
    pub store: PathBuf,
    /// Only pairs of these sides; all when none is given.
    pub sides: Vec<String>,
    /// File to write to [default: stdout].
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    /// Form of the table [default: csv, or by the ending of --output].
    #[arg(long, value_enum)]
    pub format: Option<PanelForm>,
    /// Length of a period.
    #[arg(long, value_enum, default_value_t)]
    pub period: PeriodChoice,
    /// First day: 2012, 2012-01 or 2012-01-31 [default: the first event's].
    #[arg(long, value_parser = parse_first)]
    pub from: Option<Date>,
    /// Last day [default: the last event's].
    #[arg(long, value_parser = parse_last)]
    pub to: Option<Date>,
    /// Countries, or sectors of countries.
    #[arg(long, value_enum, default_value_t)]
    pub level: LevelChoice,
    /// Statuses that count; may be given more than once [default: asserted].
    #[arg(long, value_parser = parse_status)]
    pub status: Vec<Status>,
    /// Events that a pair needs in all to be in the table.
    #[arg(long, default_value_t = 1)]
    pub min_events: u32,
    /// All ordered pairs of the sides that occur, also those without an event.
    #[arg(long)]
    pub all_pairs: bool,
    /// Pairs inside a country as well.
    #[arg(long)]
    pub domestic: bool,
}

/// Forms of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PanelForm {
    /// With a header.
    Csv,
    /// One Parquet file.
    Parquet,
}

/// How fine the sides of a table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum LevelChoice {
    /// Countries: SDN.
    #[default]
    Country,
    /// Sectors of countries: SDN.REB.
    Sector,
}

impl From<PeriodChoice> for detente_relations::Period {
    fn from(choice: PeriodChoice) -> Self {
        match choice {
            PeriodChoice::Day => Self::Day,
            PeriodChoice::Week => Self::Week,
            PeriodChoice::Month => Self::Month,
            PeriodChoice::Quarter => Self::Quarter,
            PeriodChoice::Year => Self::Year,
        }
    }
}
