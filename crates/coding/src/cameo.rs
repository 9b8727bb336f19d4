//! CAMEO codes for PLOVER events, by a table that is data: `data/ontology/cameo.toml` (docs/cameo.md says how it was made).
//! Its own place because the code depends on what is known last of a report: the mode and the contexts that stayed.

use crate::EventType;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The table from PLOVER to CAMEO.
#[derive(Debug)]
pub struct Cameo {
    /// In the order of [`EventType::ALL`].
    types: Vec<OfType>,
}

/// The rows of a type in the order of the file, and the code where none fits: the last row's, which asks for nothing.
#[derive(Debug)]
struct OfType {
    rows: Vec<Row>,
    residual: String,
}

/// One row, its lists spelt out. What is empty fits anything.
#[derive(Debug)]
struct Row {
    modes: Vec<String>,
    contexts: Vec<String>,
    also: Vec<String>,
    lemmas: Vec<String>,
    code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lists: Lists,
    rows: BTreeMap<EventType, Vec<Entry>>,
}

type Lists = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    mode: Words,
    #[serde(default)]
    context: Words,
    #[serde(default)]
    with: Words,
    #[serde(default)]
    lemma: Words,
    code: String,
}

/// A word or a list of them, where "@name" stands for a list of the file.
#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Many(Vec<String>),
}

impl Default for Words {
    fn default() -> Self {
        Self::Many(vec![])
    }
}

impl Cameo {
    /// The table that is compiled in.
    pub fn embedded() -> &'static Self {
        static CAMEO: LazyLock<Cameo> = LazyLock::new(|| {
            Cameo::read(include_str!("../../../data/ontology/cameo.toml"))
                .expect("invariant: the embedded table is valid, a test reads it")
        });
        &CAMEO
    }

    /// The CAMEO code, of three or four digits. `lemma` is the predicate's lemma in lower case, with its particle or the noun
    /// compounded with it where it has one ("call off", "car bombing").
    pub fn code(&self, event_type: EventType, mode: Option<&str>, contexts: &[String], lemma: &str) -> &str {
        let OfType { rows, residual } = &self.types[event_type as usize];
        rows.iter().find(|row| row.fits(mode, contexts, lemma)).map_or(residual, |row| &row.code)
    }

    fn read(text: &str) -> Result<Self, String> {
        let mut file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut types = Vec::with_capacity(EventType::ALL.len());
        for event_type in EventType::ALL {
            let entries = file.rows.remove(&event_type).unwrap_or_default();
            let mut rows: Vec<Row> =
                entries.into_iter().map(|e| e.row(&file.lists)).collect::<Result<_, _>>()?;
            match rows.pop() {
                Some(last) if last.asks_nothing() => types.push(OfType { rows, residual: last.code }),
                _ => return Err(format!("{}: the last row must ask for nothing", event_type.name())),
            }
        }
        Ok(Self { types })
    }
}

impl Entry {
    fn row(self, lists: &Lists) -> Result<Row, String> {
        Ok(Row {
            modes: self.mode.spelt_out(lists)?,
            contexts: self.context.spelt_out(lists)?,
            also: self.with.spelt_out(lists)?,
            lemmas: self.lemma.spelt_out(lists)?,
            code: self.code,
        })
    }
}

impl Words {
    fn spelt_out(self, lists: &Lists) -> Result<Vec<String>, String> {
        let words = match self {
            Self::One(word) => vec![word],
            Self::Many(words) => words,
        };
        let mut out = Vec::with_capacity(words.len());
        for word in words {
            match word.strip_prefix('@') {
                Some(name) => out.extend_from_slice(lists.get(name).ok_or(format!("no list {word}"))?),
                None => out.push(word),
            }
        }
        Ok(out)
    }
}

impl Row {
    fn fits(&self, mode: Option<&str>, contexts: &[String], lemma: &str) -> bool {
        let one_of = |asked: &[String]| asked.is_empty() || asked.iter().any(|c| contexts.contains(c));
        (self.modes.is_empty() || mode.is_some_and(|m| self.modes.iter().any(|own| own == m)))
            && one_of(&self.contexts)
            && one_of(&self.also)
            && (self.lemmas.is_empty() || self.lemmas.iter().any(|own| opens_or_closes(own, lemma)))
    }

    fn asks_nothing(&self) -> bool {
        [&self.modes, &self.contexts, &self.also, &self.lemmas].iter().all(|asked| asked.is_empty())
    }
}

/// Whether whole words at the start or at the end of the predicate are these.
fn opens_or_closes(words: &str, predicate: &str) -> bool {
    predicate.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        || predicate.strip_suffix(words).is_some_and(|rest| rest.ends_with(' '))
}

#[cfg(test)]
mod tests {
    use super::{Cameo, Row, opens_or_closes};
    use crate::{EventType, Ontology};
    use std::collections::BTreeSet;

    /// All codes of CAMEO.
    fn known_codes() -> BTreeSet<&'static str> {
        let lines = include_str!("../../../data/ontology/cameo-codes.txt").lines();
        lines.map(|line| line.split_once('\t').expect("a tab").0).collect()
    }

    fn rows() -> impl Iterator<Item = (EventType, usize, &'static Row)> {
        let of_type = |&t: &EventType| {
            Cameo::embedded().types[t as usize].rows.iter().enumerate().map(move |(i, row)| (t, i, row))
        };
        EventType::ALL.iter().flat_map(of_type)
    }

    /// Every least case that a row asks for: a mode, a context or two and a lemma, none where it asks for none.
    fn least_cases(row: &Row) -> Vec<(Option<&str>, Vec<String>, &str)> {
        fn choices(asked: &[String]) -> Vec<Option<&str>> {
            if asked.is_empty() { vec![None] } else { asked.iter().map(|a| Some(a.as_str())).collect() }
        }
        let mut out = vec![];
        for context in choices(&row.contexts) {
            for also in choices(&row.also) {
                let contexts: Vec<String> = context.into_iter().chain(also).map(str::to_owned).collect();
                for mode in choices(&row.modes) {
                    let cases =
                        choices(&row.lemmas).into_iter().map(|l| (mode, contexts.clone(), l.unwrap_or("")));
                    out.extend(cases);
                }
            }
        }
        out
    }

    fn check(event_type: EventType, mode: Option<&str>, contexts: &[&str], lemma: &str, expect: &str) {
        let contexts: Vec<String> = contexts.iter().map(|&c| c.to_owned()).collect();
        let code = Cameo::embedded().code(event_type, mode, &contexts, lemma);
        assert_eq!(code, expect, "{event_type:?} {mode:?} {contexts:?} {lemma}");
    }

    #[test]
    fn types_index_their_rows() {
        assert!(EventType::ALL.into_iter().enumerate().all(|(i, t)| t as usize == i));
    }

    #[test]
    fn wrong_tables_are_refused() {
        let is_table = |rows: &str| {
            let all = EventType::ALL.map(|t| format!("{} = [{rows}]\n", t.name()));
            Cameo::read(&format!("[lists]\nknown = [\"meet\"]\n[rows]\n{}", all.concat())).is_ok()
        };
        assert!(is_table("{ lemma = \"@known\", code = \"036\" }, { code = \"030\" }"));
        assert!(!is_table("{ lemma = \"@unknown\", code = \"036\" }, { code = \"030\" }"));
        assert!(!is_table("{ lemmas = \"meet\", code = \"036\" }, { code = \"030\" }"));
        assert!(!is_table("{ lemma = \"meet\", code = \"036\" }"));
        assert!(!is_table(""));
    }

    #[test]
    fn modes_and_contexts_are_the_ontologys() {
        let ontology = Ontology::embedded();
        for (event_type, i, row) in rows() {
            for mode in &row.modes {
                assert!(ontology.has_mode(event_type, mode), "{event_type:?} row {i}: {mode}");
            }
            for context in row.contexts.iter().chain(&row.also) {
                assert!(ontology.contexts().contains(context), "{event_type:?} row {i}: {context}");
            }
        }
    }

    #[test]
    fn codes_are_cameos() {
        let known = known_codes();
        for (event_type, i, row) in rows() {
            assert!(known.contains(row.code.as_str()), "{event_type:?} row {i}: {}", row.code);
        }
        assert!(Cameo::embedded().types.iter().all(|t| known.contains(t.residual.as_str())));
        assert_eq!(known.len(), 298);
    }

    #[test]
    fn no_row_hides_behind_earlier_ones() {
        for (event_type, i, row) in rows() {
            let of_type = &Cameo::embedded().types[event_type as usize].rows;
            let decides = |(mode, contexts, lemma): &(Option<&str>, Vec<String>, &str)| {
                of_type.iter().position(|r| r.fits(*mode, contexts, lemma)) == Some(i)
            };
            assert!(
                least_cases(row).iter().any(decides),
                "{event_type:?} row {i} ({}) never decides",
                row.code
            );
        }
    }

    #[test]
    fn lemmas_are_whole_words_at_the_start_or_the_end() {
        assert!(opens_or_closes("bombing", "bombing"));
        assert!(opens_or_closes("bombing", "car bombing"));
        assert!(opens_or_closes("call", "call off"));
        assert!(!opens_or_closes("aid", "raid"));
        assert!(!opens_or_closes("call", "recall"));
        assert!(!opens_or_closes("call off", "call"));
    }

    #[test]
    fn verbal() {
        check(EventType::Agree, None, &[], "agree", "030");
        check(EventType::Agree, None, &["diplomatic", "economic"], "agree", "0311");
        check(EventType::Agree, None, &["military"], "agree", "0312");
        check(EventType::Agree, None, &["disasters"], "pledge", "0333");
        check(EventType::Agree, None, &["military"], "visit", "036");
        check(EventType::Request, Some("yield"), &["legal"], "urge", "0253");
        check(EventType::Request, Some("yield"), &["legal"], "demand", "1053");
        check(EventType::Request, Some("meet"), &[], "call", "026");
        check(EventType::Request, Some("change"), &["election"], "insist", "1041");
        check(EventType::Request, None, &["economic"], "order", "100");
        check(EventType::Consult, Some("visit"), &[], "visit", "042");
        check(EventType::Consult, Some("visit"), &[], "host", "043");
        check(EventType::Support, None, &["legislative"], "ratify", "057");
        check(EventType::Accuse, Some("allege"), &["corruption"], "accuse", "1121");
        check(EventType::Accuse, Some("allege"), &["legal", "military"], "blame", "1124");
        check(EventType::Accuse, Some("allege"), &["legal"], "sue", "115");
        check(EventType::Reject, Some("meet"), &[], "refuse", "125");
        check(EventType::Reject, Some("meet"), &[], "call off", "164");
        check(EventType::Threaten, Some("violence"), &["military"], "threaten", "1384");
    }

    #[test]
    fn material() {
        check(EventType::Concede, None, &["rights_freedoms"], "lift", "0811");
        check(EventType::Retreat, Some("access"), &["peacekeeping"], "allow", "0861");
        check(EventType::Protest, Some("demo"), &["gender"], "march", "1413");
        check(EventType::Sanction, Some("expel"), &["diplomatic"], "expel", "161");
        check(EventType::Mobilize, Some("militia"), &[], "arm", "154");
        check(EventType::Coerce, Some("seize"), &["military"], "capture", "192");
        check(EventType::Assault, Some("drone"), &["military"], "strike", "1952");
        check(EventType::Assault, Some("explosives"), &[], "car bombing", "1832");
        check(EventType::Assault, None, &["terrorism"], "attack", "180");
        check(EventType::Assault, None, &["military", "terrorism"], "attack", "190");
    }
}
