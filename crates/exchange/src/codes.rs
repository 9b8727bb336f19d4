//! What the codes of others mean: CAMEO and WEIS, with the zeros that spreadsheets take from them.

use crate::tables::{rows, some};
use crate::tally::Repair;
use detente_coding::{EventType, Group};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a code means.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Meaning {
    /// PLOVER type; none for statements and comments.
    pub event_type: Option<EventType>,
    /// Mode, where certain.
    pub mode: Option<&'static str>,
    /// Group by the codebook's rule.
    pub group: Option<Group>,
    /// Goldstein's score, where the scale has one.
    pub score: Option<f32>,
}

/// A code as read.
#[derive(Debug)]
pub(crate) struct Read {
    /// With its leading zero.
    pub code: String,
    /// What it means.
    pub meaning: Meaning,
    /// What was put right.
    pub repairs: Vec<Repair>,
}

type Table = FxHashMap<&'static str, Meaning>;

static CAMEO: LazyLock<Table> = LazyLock::new(|| {
    let scale: FxHashMap<_, _> = rows::<2>(include_str!("../../../data/imports/keds_cameo_scale.tsv"))
        .map(|[code, score]| (code, score))
        .collect();
    let read = |[code, kind, mode, group, _]: [&'static str; 5]| {
        let score = scale.get(code).and_then(|s| s.parse().ok());
        (code, meaning(kind, mode, group, score))
    };
    rows::<5>(include_str!("../../../data/imports/cameo.tsv")).map(read).collect()
});

static WEIS: LazyLock<Table> = LazyLock::new(|| {
    let read = |[code, kind, mode, group, score, _]: [&'static str; 6]| {
        (code, meaning(kind, mode, group, score.parse().ok()))
    };
    rows::<6>(include_str!("../../../data/imports/weis.tsv")).map(read).collect()
});

fn meaning(kind: &'static str, mode: &'static str, group: &'static str, score: Option<f32>) -> Meaning {
    Meaning {
        event_type: EventType::from_name(kind),
        mode: some(mode),
        group: Group::ALL.into_iter().find(|g| g.name() == group),
        score,
    }
}

/// What a CAMEO code in its full form means.
pub(crate) fn cameo_meaning(code: &str) -> Option<Meaning> {
    CAMEO.get(code).copied()
}

/// Reads a CAMEO code. `root` is the row's root code, padded or not, and empty where the file has none; then a code of two
/// digits from 10 to 20 is a root, or, if the file is seen to have lost zeros, a code of three.
pub(crate) fn cameo(cell: &[u8], root: &[u8], lost_zeros: bool) -> Option<Read> {
    let (code, stray) = digits(cell)?;
    let root = crate::numbers::whole(root).filter(|r| (1..=20).contains(r));
    let padded = format!("0{code}");
    let fits = |c: &str| CAMEO.contains_key(c) && root.is_none_or(|r| root_of(c) == Some(r));
    let doubtful = code.len() == 2 && root.is_none() && lost_zeros && !code.starts_with('0');
    if fits(code) && !doubtful {
        return Some(found(&CAMEO, code.to_owned(), stray));
    }
    if fits(&padded) && code.len() < 4 {
        return Some(with(found(&CAMEO, padded, stray), Repair::LostZero));
    }
    if CAMEO.contains_key(code) && !doubtful {
        return Some(found(&CAMEO, code.to_owned(), stray));
    }
    let base = (2..code.len()).rev().map(|n| &code[..n]).find(|c| fits(c))?;
    let read = Read { code: code.to_owned(), ..found(&CAMEO, base.to_owned(), stray) };
    Some(with(read, Repair::BaseCode))
}

/// Reads a WEIS code of three digits.
pub(crate) fn weis(cell: &[u8]) -> Option<Read> {
    let (code, stray) = digits(cell)?;
    let padded = format!("{code:0>3}");
    let lost = padded.len() > code.len();
    let read = if WEIS.contains_key(padded.as_str()) {
        found(&WEIS, padded, stray)
    } else {
        let class = format!("{}0", padded.get(..2)?);
        WEIS.get(class.as_str()).filter(|_| padded.len() == 3)?;
        with(Read { code: padded, ..found(&WEIS, class, stray) }, Repair::BaseCode)
    };
    Some(if lost { with(read, Repair::LostZero) } else { read })
}

/// The quad class of a CAMEO code by GDELT's map: 01-05, 06-09, 10-14, 15-20 (checked on GDELT's own rows).
pub(crate) fn gdelt_quad(code: &str) -> Option<u8> {
    Some(match root_of(code)? {
        1..=5 => 1,
        6..=9 => 2,
        10..=14 => 3,
        15..=20 => 4,
        _ => return None,
    })
}

fn root_of(code: &str) -> Option<u64> {
    code.get(..2)?.parse().ok()
}

/// The digits that a cell begins with (two to four of them; "40.0" is 40), and whether other characters were cut off.
fn digits(cell: &[u8]) -> Option<(&str, bool)> {
    let cell = cell.strip_suffix(b".0").unwrap_or(cell);
    let end = cell.iter().position(|b| !b.is_ascii_digit()).unwrap_or(cell.len());
    let text = std::str::from_utf8(&cell[..end]).ok()?;
    (2..=4).contains(&text.len()).then_some((text, end < cell.len()))
}

fn found(table: &Table, code: String, stray: bool) -> Read {
    let meaning = table.get(code.as_str()).copied().unwrap_or_default();
    Read { code, meaning, repairs: if stray { vec![Repair::StrayCharacters] } else { Vec::new() } }
}

fn with(mut read: Read, repair: Repair) -> Read {
    read.repairs.push(repair);
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_coding::Ontology;

    #[track_caller]
    fn check(cell: &str, root: &str, lost_zeros: bool, expect: Option<(&str, &[Repair])>) {
        let read = cameo(cell.as_bytes(), root.as_bytes(), lost_zeros);
        let read = read.as_ref().map(|r| (r.code.as_str(), r.repairs.as_slice()));
        assert_eq!(read, expect, "{cell} of {root}");
    }

    #[test]
    fn zeros_come_back() {
        check("042", "04", false, Some(("042", &[])));
        check("42", "4", false, Some(("042", &[Repair::LostZero])));
        check("20", "2", false, Some(("020", &[Repair::LostZero])));
        check("20", "20", false, Some(("20", &[])));
        check("10", "", false, Some(("10", &[])));
        check("10", "", true, Some(("010", &[Repair::LostZero])));
        check("841", "8", false, Some(("0841", &[Repair::LostZero])));
        check("0841]", "", false, Some(("0841", &[Repair::StrayCharacters])));
        check("190", "19", true, Some(("190", &[])));
        check("0330", "", false, Some(("0330", &[Repair::BaseCode])));
        check("223", "", false, None);
        check("x", "", false, None);
        check("99", "", false, None);
    }

    #[test]
    fn every_row_is_valid() {
        for (table, least) in [(&*CAMEO, 310), (&*WEIS, 100)] {
            assert!(table.len() >= least, "{} rows", table.len());
            for (code, m) in table {
                let mode = m.mode.map(|mode| (mode, m.event_type));
                let valid = mode.is_none_or(|(m, t)| t.is_some_and(|t| Ontology::embedded().has_mode(t, m)));
                assert!(valid, "{code}: {mode:?}");
                assert!(m.score.is_none_or(|s| s.abs() <= 10.0), "{code}: {:?}", m.score);
            }
        }
    }

    #[test]
    fn groups_are_the_codebooks() {
        let group = |code: &str| cameo_meaning(code).and_then(|m| m.group);
        for (codes, expect) in [
            (&["030", "057", "081", "0831"][..], Some(Group::Vows)),
            (&["040", "046"], Some(Group::Contacts)),
            (&["020", "1056"], Some(Group::Asks)),
            (&["090", "112", "120", "138"], Some(Group::WordsAgainst)),
            (&["061", "075", "084", "0874"], Some(Group::DeedsFor)),
            (&["141", "152", "160", "173", "180", "191", "2042"], Some(Group::DeedsAgainst)),
            (&["010", "019", "080"], None),
        ] {
            assert!(codes.iter().all(|c| group(c) == expect), "{codes:?}");
        }
    }

    #[test]
    fn weis_reads() {
        let read = weis(b"223").expect("a WEIS code");
        assert_eq!((read.meaning.event_type, read.meaning.score), (Some(EventType::Assault), Some(-10.0)));
        assert_eq!(weis(b"31").map(|r| r.code), Some("031".to_owned()));
        assert!(weis(b"999").is_none());
    }
}
