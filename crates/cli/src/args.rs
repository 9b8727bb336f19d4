//! The command line. One definition, from which help comes.

mod stores;

pub(crate) use stores::{ImportArgs, LevelChoice, ListForm, NetworkArgs, PanelArgs, PanelForm, WatchArgs};

use clap::{Args, Parser, Subcommand, ValueEnum};
use detente_coding::{EventType, Status};
use jiff::civil::Date;
use std::path::PathBuf;

/// Reads news and writes down who did what to whom, who says so and whether it happened; shows where the vows and the
/// deeds of two states part.
#[derive(Debug, Parser)]
#[command(name = "detente", version, max_term_width = 100)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Say more on stderr: every problem, and articles without a date.
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Say nothing on stderr but errors and problems.
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Code articles into reports: into a store, or to stdout.
    Code(CodeArgs),
    /// List or export the events of a store.
    Events(EventsArgs),
    /// Show the relation of two sides: vows, deeds, and where they part.
    Report(ReportArgs),
    /// List the pairs whose vows and deeds part, or whose level breaks, in the last period; exit status 1 when there is one.
    Watch(WatchArgs),
    /// Show the network of all sides by period: friends and foes, balance, camps, pairs that move together.
    Network(NetworkArgs),
    /// Put the event files of other datasets into a store: GDELT, ICEWS, POLECAT, ACLED, UCDP, Phoenix, KEDS, PLOVER.
    Import(ImportArgs),
    /// Write the balanced table of dyads × periods that regressions need.
    Panel(PanelArgs),
    /// Join the small files that many appends leave; readers go on meanwhile.
    Compact {
        /// The store.
        store: PathBuf,
    },
    /// Show one event or report with all its evidence.
    Explain(ExplainArgs),
    /// Parse text into CoNLL-U (Universal Dependencies).
    Parse(ParseArgs),
    /// Say who mentions are: JSONL {id, text, context?, date?} in, country, sectors, name, role out.
    Resolve(ResolveArgs),
    /// Say where names in texts are: JSONL {id, text, start, end} in (bytes), place and candidates out.
    Locate(LinesArgs),
    /// Find dates: JSONL {id, text, date} in, {id, dates: […]} out.
    Dates(LinesArgs),
    /// Find who says what: JSONL {id, text} in, {id, attributions: […]} with sources, cues and contents out.
    Sources(TierLinesArgs),
    /// Type the act between two marked mentions: JSONL {id, text, actor: [start, end], recipient: [start, end]} in.
    Classify(ClassifyArgs),
    /// Score coding against gold (codebook §9).
    Eval(EvalArgs),
    /// Check the data files that the program goes by.
    Lexicon {
        /// What to do with them.
        #[command(subcommand)]
        command: LexiconCommand,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// Lint the lexicons and run every example in them; exit status 1 when something is wrong.
    Check {
        /// Own actors, which are checked too.
        #[command(flatten)]
        actors: ActorsArgs,
    },
}

/// Which models to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tier {
    /// Convolutions over hashed words: for archives of millions of articles.
    Fast,
    /// A small transformer: better, and slower by some fifteen times.
    #[default]
    Accurate,
}

impl From<Tier> for detente_parse::Tier {
    fn from(tier: Tier) -> Self {
        match tier {
            Tier::Fast => Self::Fast,
            Tier::Accurate => Self::Accurate,
        }
    }
}

/// A user's own actors.
#[derive(Debug, Args)]
pub(crate) struct ActorsArgs {
    /// Own actors (docs/actors.md): id, name, aliases, terms, tab-separated. They come before the embedded ones; of several
    /// files the later come first.
    #[arg(long, value_name = "FILE")]
    pub actors: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct CodeArgs {
    /// Files (.txt, .jsonl, .csv), folders, or - for stdin [default: stdin].
    pub inputs: Vec<PathBuf>,
    /// Write into this store (created when it is not there); it keeps all statuses.
    #[arg(short, long, value_name = "STORE", conflicts_with_all = ["format", "status"])]
    pub output: Option<PathBuf>,
    /// Format on stdout.
    #[arg(long, value_enum, default_value_t)]
    pub format: ReportFormat,
    /// Which reports go to stdout.
    #[arg(long, value_enum, default_value_t)]
    pub status: StatusChoice,
    /// Which models to use.
    #[arg(long, value_enum, default_value_t)]
    pub tier: Tier,
    /// Own actors.
    #[command(flatten)]
    pub actors: ActorsArgs,
    /// Worker threads [default: one a core].
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
    /// Articles a worker takes at a time; changes no output.
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..), hide = true)]
    pub batch: u16,
}

/// Formats of reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// One JSON object a line (docs/formats.md).
    #[default]
    Jsonl,
    /// PLOVER JSON, one object a line.
    Plover,
    /// A row for each directed dyad.
    Csv,
    /// GDELT 2.0, 61 columns: an event a row and pair, reports of one act in one article together.
    Gdelt,
    /// ICEWS, 20 columns, likewise.
    Icews,
}

/// Which statuses go out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatusChoice {
    /// Only what is asserted to have happened.
    #[default]
    Asserted,
    /// Everything, with its status.
    All,
}

#[derive(Debug, Args)]
pub(crate) struct EventsArgs {
    /// The store.
    pub store: PathBuf,
    /// Acting side: a country (AZE) or a country and a sector (SDN.REB).
    #[arg(long)]
    pub actor: Option<String>,
    /// Side acted on.
    #[arg(long)]
    pub recipient: Option<String>,
    /// PLOVER type; may be given more than once.
    #[arg(long = "type", value_name = "TYPE", value_parser = parse_type)]
    pub types: Vec<EventType>,
    /// Status; may be given more than once [default: asserted].
    #[arg(long, value_parser = parse_status)]
    pub status: Vec<Status>,
    /// First day: 2012, 2012-01 or 2012-01-31.
    #[arg(long, value_parser = parse_first)]
    pub from: Option<Date>,
    /// Last day: 2012, 2012-01 or 2012-01-31.
    #[arg(long, value_parser = parse_last)]
    pub to: Option<Date>,
    /// Format on stdout.
    #[arg(long, value_enum, default_value_t)]
    pub format: EventFormat,
}

/// Formats of events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum EventFormat {
    /// A line for people.
    #[default]
    List,
    /// One JSON object a line.
    Jsonl,
    /// PLOVER JSON, one object a line.
    Plover,
    /// A row for each directed dyad.
    Csv,
    /// GDELT 2.0, 61 columns.
    Gdelt,
    /// ICEWS, 20 columns.
    Icews,
    /// One Parquet file, as in the store.
    Parquet,
}

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// The store.
    pub store: PathBuf,
    /// One side: a country (AZE) or a country and a sector (SDN.REB).
    pub a: String,
    /// The other side.
    pub b: String,
    /// Form of the report [default: text, or by the ending of --output].
    #[arg(long, value_enum)]
    pub format: Option<RelationFormat>,
    /// File to write to [default: stdout].
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    /// Length of a period.
    #[arg(long, value_enum, default_value_t)]
    pub period: PeriodChoice,
    /// First day: 2012, 2012-01 or 2012-01-31.
    #[arg(long, value_parser = parse_first)]
    pub from: Option<Date>,
    /// Last day.
    #[arg(long, value_parser = parse_last)]
    pub to: Option<Date>,
    /// Statuses that count; may be given more than once [default: asserted].
    #[arg(long, value_parser = parse_status)]
    pub status: Vec<Status>,
    /// Count acts against a side's alleged agents as acts against it.
    #[arg(long)]
    pub links: bool,
    /// Publishers that must tell of an event.
    #[arg(long, default_value_t = 1)]
    pub min_publishers: u32,
    /// Third sides to hold the relation against; may be given more than once.
    #[arg(long, value_name = "SIDE")]
    pub third: Vec<String>,
    /// Count events, or each report of them.
    #[arg(long, value_enum, default_value_t)]
    pub unit: UnitChoice,
    /// Of the events of one day with the same code count one: the rows of some datasets repeat each other.
    #[arg(long)]
    pub one_a_day: bool,
    /// Leave out events that only parties to the act tell of.
    #[arg(long)]
    pub no_party_sources: bool,
    /// Events whose sentences are shown, at most [default: by the form: text 30, md and pdf 200, html 1000].
    #[arg(long, value_name = "N")]
    pub evidence: Option<usize>,
    /// Days within which a deed answers a vow.
    #[arg(long, default_value_t = 30)]
    pub window: u16,
}

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum UnitChoice {
    /// Acts, however many reports tell of them.
    #[default]
    Event,
    /// Reports, as many as there are of an act.
    Report,
}

/// Forms of a relation's report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RelationFormat {
    /// For the terminal.
    Text,
    /// One page that needs nothing else.
    Html,
    /// Figures only.
    Json,
    /// Markdown.
    Md,
    /// A4 pages.
    Pdf,
    /// The picture alone.
    Png,
}

/// Lengths of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum PeriodChoice {
    /// Days.
    Day,
    /// Weeks, Monday to Sunday.
    Week,
    /// Months.
    #[default]
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The store.
    pub store: PathBuf,
    /// An event (e_…) or a report (r_…); the first digits do when they are of one only.
    pub id: String,
}

#[derive(Debug, Args)]
pub(crate) struct ParseArgs {
    /// Files, folders, or - for stdin [default: stdin].
    pub inputs: Vec<PathBuf>,
    /// Which models to use.
    #[arg(long, value_enum, default_value_t)]
    pub tier: Tier,
}

#[derive(Debug, Args)]
pub(crate) struct LinesArgs {
    /// A JSONL file, or - for stdin [default: stdin].
    pub input: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct TierLinesArgs {
    /// A JSONL file, or - for stdin [default: stdin].
    pub input: Option<PathBuf>,
    /// Which models to use.
    #[arg(long, value_enum, default_value_t)]
    pub tier: Tier,
}

#[derive(Debug, Args)]
pub(crate) struct ResolveArgs {
    /// A JSONL file, or - for stdin [default: stdin].
    pub input: Option<PathBuf>,
    /// Own actors.
    #[command(flatten)]
    pub actors: ActorsArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ClassifyArgs {
    /// A JSONL file, or - for stdin [default: stdin].
    pub input: Option<PathBuf>,
    /// Which models to use.
    #[arg(long, value_enum, default_value_t)]
    pub tier: Tier,
}

#[derive(Debug, Args)]
pub(crate) struct EvalArgs {
    /// Gold: one article a line, with its text or stand-off.
    pub gold: PathBuf,
    /// JSONL {id, text} with the texts of stand-off gold; may be given more than once.
    #[arg(long)]
    pub texts: Vec<PathBuf>,
    /// Own actors.
    #[command(flatten)]
    pub actors: ActorsArgs,
    /// Exit status 1 when detection F1 is below this.
    #[arg(long)]
    pub min_detection: Option<f64>,
    /// Exit status 1 when strict dyad F1 is below this.
    #[arg(long)]
    pub min_strict: Option<f64>,
    /// Articles resampled together for the intervals (gold of single sentences comes in blocks of ten).
    #[arg(long, default_value_t = 1)]
    pub block: usize,
    /// Write the scores as JSON.
    #[arg(long)]
    pub json: bool,
    /// Print up to this many articles with missed and wrong events.
    #[arg(long, value_name = "N")]
    pub errors: Option<usize>,
    /// Write one HTML page with the scores and all sentences that have events, to browse the errors in; - for stdout,
    /// instead of the scores.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Which models to use.
    #[arg(long, value_enum, default_value_t)]
    pub tier: Tier,
}

fn parse_type(name: &str) -> Result<EventType, String> {
    EventType::from_name(&name.to_uppercase()).ok_or_else(|| {
        let all: Vec<&str> = EventType::ALL.iter().map(|t| t.name()).collect();
        format!("no such type; the types are {}", all.join(", "))
    })
}

fn parse_status(name: &str) -> Result<Status, String> {
    Status::from_name(&name.to_lowercase()).ok_or_else(|| {
        let all: Vec<&str> = Status::ALL.iter().map(|s| s.name()).collect();
        format!("no such status; they are {}", all.join(", "))
    })
}

fn parse_first(text: &str) -> Result<Date, String> {
    match text.len() {
        4 => format!("{text}-01-01").parse(),
        7 => format!("{text}-01").parse(),
        _ => text.parse(),
    }
    .map_err(|_| "not a date: write 2012, 2012-01 or 2012-01-31".to_owned())
}

fn parse_last(text: &str) -> Result<Date, String> {
    match text.len() {
        4 => format!("{text}-12-31").parse::<Date>(),
        7 => format!("{text}-01").parse::<Date>().map(Date::last_of_month),
        _ => text.parse(),
    }
    .map_err(|_| "not a date: write 2012, 2012-01 or 2012-01-31".to_owned())
}
