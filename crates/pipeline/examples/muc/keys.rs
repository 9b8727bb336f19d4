//! The keys of MUC-3 and MUC-4: numbered slots a template, a blank line between templates.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// What fills a slot: entities, each with the strings that name it.
pub type Fill = Vec<Vec<String>>;

/// One incident of a key.
pub struct Template {
    /// The document.
    pub document: String,
    /// "ATTACK".
    pub kind: String,
    /// "ACCOMPLISHED", "ATTEMPTED", "THREATENED".
    pub stage: String,
    /// A coder need not find it.
    pub optional: bool,
    /// Names of the places below the country, in lower case.
    pub places: Vec<String>,
    /// Individuals and organisations.
    pub perpetrators: Fill,
    /// People and things.
    pub targets: Fill,
}

/// All documents of a folder of keys, with their templates; a document without any has an empty list.
pub fn read(folder: &Path) -> io::Result<BTreeMap<String, Vec<Template>>> {
    let mut all = BTreeMap::new();
    let mut files: Vec<_> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "muc4"));
    files.sort();
    for file in files {
        let text = String::from_utf8_lossy(&fs::read(file)?).into_owned();
        for slots in text.split("\n0.").map(slots) {
            let Some(document) =
                slots.get(&0).and_then(|l| l.first()).and_then(|l| l.split_whitespace().next())
            else {
                continue;
            };
            let list: &mut Vec<Template> = all.entry(document.to_owned()).or_default();
            list.extend(template(document, &slots));
        }
    }
    Ok(all)
}

/// Slot number → its lines.
fn slots(block: &str) -> BTreeMap<u32, Vec<String>> {
    let mut slots: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut at = 0;
    let block = format!("0.{}", block.trim_start().trim_start_matches("0."));
    for line in block.lines().filter(|line| !line.starts_with(';')) {
        let number = line.split_once('.').and_then(|(n, rest)| Some((n.parse().ok()?, rest)));
        let value = match number {
            Some((n, rest)) => {
                at = n;
                // "INCIDENT: TYPE    ATTACK": the value starts in a column of its own.
                rest.get(30..).unwrap_or("")
            }
            None => line,
        };
        slots.entry(at).or_default().push(value.trim().to_owned());
    }
    slots
}

fn template(document: &str, slots: &BTreeMap<u32, Vec<String>>) -> Option<Template> {
    let first = |slot: u32| slots.get(&slot).and_then(|lines| lines.first()).cloned().unwrap_or_default();
    let kind = first(4);
    (!kind.is_empty() && kind != "*").then(|| Template {
        document: document.to_owned(),
        kind: kind.split('/').next().unwrap_or_default().trim().to_owned(),
        stage: first(5),
        optional: first(1).contains("OPTIONAL"),
        places: slots.get(&3).map(|lines| places(&lines.join(" "))).unwrap_or_default(),
        perpetrators: fill(slots, &[9, 10]),
        targets: fill(slots, &[12, 18, 19]),
    })
}

/// "PERU: ICA (DEPARTMENT): NAZCA (CITY)" → ica, nazca.
fn places(value: &str) -> Vec<String> {
    let parts =
        value.split([':', '-', '/']).skip(1).map(|part| part.split('(').next().unwrap_or_default().trim());
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase).collect()
}

/// The entities of some slots; those marked "?" are optional and left out.
fn fill(slots: &BTreeMap<u32, Vec<String>>, numbers: &[u32]) -> Fill {
    let lines = numbers.iter().filter_map(|n| slots.get(n)).flatten();
    lines
        .filter(|line| !line.starts_with('?'))
        .map(|line| strings(line))
        .filter(|names| !names.is_empty())
        .collect()
}

/// `"JOSE SOTO" / "SOTO"` → both; what stands before a colon names another slot's string.
fn strings(line: &str) -> Vec<String> {
    let quoted = line.split('"').skip(1).step_by(2).map(str::to_lowercase);
    let cut = line.find(": ").map_or(0, |colon| line[..colon].matches('"').count() / 2);
    quoted.take(if cut == 0 { usize::MAX } else { cut }).filter(|name| !name.is_empty()).collect()
}
