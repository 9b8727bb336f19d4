//! What a file is, from its beginning: its dialect, its header, the scheme of its codes; and if it is another format than was
//! said, which.

use crate::codes::{cameo, weis};
use crate::layout::Layout;
use crate::record::{Dialect, Record};
use crate::{Error, Format, Options, Scheme};

/// How many rows are looked at.
const SAMPLE: usize = 2000;
/// How many rows may be no events before the format is doubted.
const DOUBTED: usize = 50;

/// How to read a file.
#[derive(Debug)]
pub(crate) struct Setup {
    pub dialect: Dialect,
    pub layout: Layout,
    pub scheme: Scheme,
    /// Whether codes have lost their leading zeros.
    pub lost_zeros: bool,
    /// How many columns a row must have at the least.
    pub need: usize,
    /// How many it should have; a row with less is counted.
    pub usual: usize,
}

/// Looks at the beginning of a file.
pub(crate) fn setup(format: Format, head: &[u8], file: &str, options: Options) -> Result<Setup, Error> {
    if let Some(what) = packed(head) {
        let hint = format!("{what}: unpack or convert it to text first");
        return Err(Error::new("no text".to_owned(), Some(hint)));
    }
    attempt(format, head, file, options).ok_or_else(|| {
        let other =
            Format::ALL.into_iter().find(|f| *f != format && attempt(*f, head, file, options).is_some());
        let hint = other.map_or_else(
            || format!("expected {}", expected(format)),
            |f| format!("it looks like {}: `detente import {} {file}`", f.name(), f.name()),
        );
        Error::new(format!("not in the format {}", format.name()), Some(hint))
    })
}

fn packed(head: &[u8]) -> Option<&'static str> {
    Some(match head {
        [0x1f, 0x8b, ..] => "it is packed with gzip",
        [b'P', b'K', 3, 4, ..] => "it is a zip archive or a spreadsheet",
        [b'P', b'A', b'R', b'1', ..] => "it is a Parquet file",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it is UTF-16, not UTF-8",
        _ => return None,
    })
}

fn expected(format: Format) -> &'static str {
    match format {
        Format::Gdelt => "61 columns parted by tabs, or a header with SQLDATE and EventCode",
        Format::Gdelt1 => "57 or 58 columns, or a header with SQLDATE and EventCode",
        Format::Icews => {
            "20 columns parted by tabs, or a header with Event Date, Source Name and Target Name"
        }
        Format::Polecat => "a header with Event Date and Event Type, or 40 columns parted by tabs",
        Format::Acled => "a header with event_date, event_type and actor1",
        Format::Ucdp => "a header with date_start, type_of_violence and side_a, or 49 columns",
        Format::Phoenix => "26 columns parted by tabs, or a header with Date, EventCode and EventRootCode",
        Format::Plover => "a JSON object a line",
        Format::Keds => "date, source, target and code",
    }
}

/// Columns without which a row is no event.
fn required(format: Format) -> &'static [&'static str] {
    match format {
        Format::Gdelt | Format::Gdelt1 => &["SQLDATE", "EventCode", "Actor1Code"],
        Format::Icews => &["Event Date", "Source Name", "Target Name", "Event Text"],
        Format::Polecat => &["Event Date", "Event Type"],
        Format::Acled => &["event_date", "event_type", "actor1"],
        Format::Ucdp => &["date_start", "type_of_violence", "side_a"],
        Format::Phoenix => &["Date", "EventCode", "EventRootCode", "SourceActorFull"],
        Format::Plover => &[],
        Format::Keds => &["date", "source", "target", "code"],
    }
}

fn widths(format: Format) -> std::ops::RangeInclusive<usize> {
    match format {
        Format::Gdelt => 61..=61,
        Format::Gdelt1 => 57..=58,
        Format::Icews => 20..=20,
        Format::Polecat => 40..=48,
        Format::Acled => 31..=31,
        Format::Ucdp => 49..=49,
        Format::Phoenix => 26..=26,
        Format::Plover => 1..=1,
        Format::Keds => 4..=16,
    }
}

fn attempt(format: Format, head: &[u8], file: &str, options: Options) -> Option<Setup> {
    let lines: Vec<&[u8]> =
        head.split(|b| *b == b'\n').filter(|l| !l.trim_ascii().is_empty()).take(SAMPLE).collect();
    let Some(first) = lines.first() else {
        return Some(of(format, Layout::in_order(format), comma(), &[], file, options));
    };
    if format == Format::Plover {
        let json = lines.iter().take(DOUBTED).any(|l| l.trim_ascii().starts_with(b"{"));
        return json.then(|| {
            of(format, Layout::in_order(format), Dialect { delimiter: 0, quotes: false }, &[], file, options)
        });
    }
    let dialect = dialect(first);
    let mut records: Vec<Record> = lines.iter().map(|l| split(l, dialect)).collect();
    let layout =
        Layout::by_header(format, &records[0], 3).filter(|l| required(format).iter().all(|r| l.has(r)));
    let layout = match layout {
        Some(layout) => {
            records.remove(0);
            layout
        }
        None => Layout::in_order(format),
    };
    let doubted = records.iter().take(DOUBTED);
    let fits = |r: &Record| {
        plausible(format, r, &layout) && (layout.header.is_some() || widths(format).contains(&r.len()))
    };
    if !records.is_empty() && !doubted.into_iter().any(fits) {
        return None;
    }
    if records.is_empty() && layout.header.is_none() {
        return None;
    }
    Some(of(format, layout, dialect, &records, file, options))
}

fn of(
    format: Format,
    layout: Layout,
    dialect: Dialect,
    records: &[Record],
    file: &str,
    options: Options,
) -> Setup {
    let codes = sample_codes(format, &layout, records);
    let scheme =
        options.scheme.filter(|_| format == Format::Keds).unwrap_or_else(|| scheme(format, &codes, file));
    let places = required(format).iter().filter_map(|name| layout.place(layout.number(name)?));
    let need = places.max().map_or(1, |at| at + 1);
    let usual = match format {
        Format::Keds if layout.header.is_none() => need,
        _ => layout.header.unwrap_or(layout.width().min(*widths(format).end())),
    };
    Setup { lost_zeros: lost_zeros(&codes), dialect, layout, scheme, need, usual }
}

fn comma() -> Dialect {
    Dialect { delimiter: b',', quotes: true }
}

fn dialect(line: &[u8]) -> Dialect {
    let count = |b: u8| memchr::memchr_iter(b, line).count();
    if count(b'\t') >= 3 {
        Dialect { delimiter: b'\t', quotes: false }
    } else if count(b';') > count(b',') {
        Dialect { delimiter: b';', quotes: true }
    } else {
        comma()
    }
}

fn split(line: &[u8], dialect: Dialect) -> Record {
    let mut record = Record::default();
    record.split(line.strip_suffix(b"\r").unwrap_or(line), dialect);
    record
}

fn at<'a>(record: &'a Record, layout: &Layout, name: &str) -> &'a [u8] {
    layout.number(name).and_then(|n| layout.place(n)).map_or(&[], |at| record.cell(at))
}

/// Whether a row can be of the format: a date where its date is, and the like.
fn plausible(format: Format, record: &Record, layout: &Layout) -> bool {
    let date = |name| crate::dates::day(at(record, layout, name)).is_some();
    let digits = |name| at(record, layout, name).first().is_some_and(u8::is_ascii_digit);
    match format {
        Format::Gdelt | Format::Gdelt1 => date("SQLDATE") && digits("EventCode"),
        Format::Icews | Format::Polecat => date("Event Date"),
        Format::Acled => date("event_date"),
        Format::Ucdp => date("date_start"),
        Format::Phoenix => date("Date") && digits("EventCode"),
        Format::Plover => true,
        Format::Keds => date("date") && digits("code") && actor_code(at(record, layout, "source")),
    }
}

fn actor_code(cell: &[u8]) -> bool {
    (2..=24).contains(&cell.len())
        && cell.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'-')
}

fn sample_codes(format: Format, layout: &Layout, records: &[Record]) -> Vec<Vec<u8>> {
    let name = match format {
        Format::Keds => "code",
        Format::Icews => "CAMEO Code",
        Format::Phoenix | Format::Gdelt | Format::Gdelt1 => "EventCode",
        _ => return Vec::new(),
    };
    records.iter().map(|r| at(r, layout, name).to_vec()).filter(|c| !c.is_empty()).collect()
}

fn lost_zeros(codes: &[Vec<u8>]) -> bool {
    codes.iter().any(|c| c.len() == 2 && c.as_slice() > b"20".as_slice() && c.iter().all(u8::is_ascii_digit))
}

/// The scheme that knows more of the codes; of equals the one in the file's name, else CAMEO.
fn scheme(format: Format, codes: &[Vec<u8>], file: &str) -> Scheme {
    if format != Format::Keds {
        return Scheme::Cameo;
    }
    let good = |read: Option<crate::codes::Read>| read.is_some_and(|r| r.repairs.is_empty());
    let of_cameo = codes.iter().filter(|c| good(cameo(c, b"", false))).count();
    let of_weis = codes.iter().filter(|c| good(weis(c))).count();
    match of_cameo.cmp(&of_weis) {
        std::cmp::Ordering::Less => Scheme::Weis,
        std::cmp::Ordering::Equal if file.to_ascii_lowercase().contains("weis") => Scheme::Weis,
        _ => Scheme::Cameo,
    }
}
