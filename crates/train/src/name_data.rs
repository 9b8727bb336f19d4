//! Reads the sets of names and brings their types to ours.

use crate::names::{Named, from_bio};
use crate::treebank::Gold;
use anyhow::{Context, Result};
use detente_parse::{Name, NameKind, Upos, Xpos};
use detente_text::Doc;
use std::collections::BTreeMap;
use std::path::Path;

/// All training sentences under the folder of the data.
///
/// # Errors
///
/// When a set cannot be read.
pub fn training(data: &Path) -> Result<Vec<Named>> {
    let ner = data.join("ner");
    let mut all = columns(&ner.join("crossner-politics/train.txt"), crossner_kind)?;
    all.extend(columns(&ner.join("wikigold/CONLL-format/data/wikigold.conll.txt"), plain_kind)?);
    all.extend(columns(&ner.join("wnut17/wnut17train.conll"), wnut_kind)?);
    all.extend(columns(&ner.join("wnut17/emerging.dev.conll"), wnut_kind)?);
    all.extend(universal(&ner.join("uner-ewt/en_ewt-ud-dev.iob2"))?);
    all.extend(re3d(&data.join("re3d"))?);
    Ok(all)
}

/// `PER`, `ORG`, `LOC`, `MISC`.
fn plain_kind(name: &str) -> Option<NameKind> {
    match name {
        "PER" => Some(NameKind::Per),
        "ORG" => Some(NameKind::Org),
        "LOC" => Some(NameKind::Loc),
        "NORP" => Some(NameKind::Norp),
        "MISC" => Some(NameKind::Misc),
        _ => None,
    }
}

/// The types of `CrossNER`'s politics.
pub fn crossner_kind(name: &str) -> Option<NameKind> {
    match name {
        "politician" | "person" => Some(NameKind::Per),
        "politicalparty" | "organisation" => Some(NameKind::Org),
        "country" | "location" => Some(NameKind::Loc),
        "election" | "event" | "misc" => Some(NameKind::Misc),
        _ => None,
    }
}

/// The types of WNUT 2017.
fn wnut_kind(name: &str) -> Option<NameKind> {
    match name {
        "person" => Some(NameKind::Per),
        "corporation" | "group" => Some(NameKind::Org),
        "location" => Some(NameKind::Loc),
        "creative-work" | "product" => Some(NameKind::Misc),
        _ => None,
    }
}

/// Two columns, form and tag, and empty lines between sentences.
///
/// # Errors
///
/// When the file cannot be read.
pub fn columns(path: &Path, kind: fn(&str) -> Option<NameKind>) -> Result<Vec<Named>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut sentences = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    for block in lines.split(|line| line.trim().is_empty()).filter(|block| !block.is_empty()) {
        let pairs = block.iter().filter_map(|line| line.trim_end().rsplit_once(['\t', ' ']));
        let (forms, tags): (Vec<&str>, Vec<&str>) = pairs.filter(|(form, _)| *form != "-DOCSTART-").unzip();
        let forms: Vec<String> = forms.into_iter().map(str::to_owned).collect();
        let mut names = from_bio(&tags, kind);
        find_groups(&forms, &mut names);
        sentences.push(Named { forms, names });
    }
    Ok(sentences)
}

/// The sets differ in the words for nations and creeds: other names, or no names. Here they are groups, known
/// by their endings.
fn find_groups(forms: &[String], names: &mut Vec<Name>) {
    for name in names.iter_mut().filter(|name| name.kind == NameKind::Misc && name.tokens.len() == 1) {
        if is_group_word(&forms[name.tokens.start]) {
            name.kind = NameKind::Norp;
        }
    }
    let free = (1..forms.len()).filter(|i| names.iter().all(|name| !name.tokens.contains(i)));
    let groups = free.filter(|&i| is_group_word(&forms[i]));
    let groups: Vec<Name> = groups.map(|i| Name { tokens: i..i + 1, kind: NameKind::Norp }).collect();
    names.extend(groups);
    names.sort_by_key(|name| name.tokens.start);
}

/// Whether a capitalised word ends like the words for nations and creeds.
pub fn is_group_word(form: &str) -> bool {
    let endings = include_str!("../../../data/models/training/group-endings.txt");
    let mut endings = endings.lines().filter(|line| !line.starts_with('#'));
    form.chars().next().is_some_and(char::is_uppercase) && endings.any(|end| form.ends_with(end))
}

/// Whether a word is a title before a person's name.
fn is_title(form: &str) -> bool {
    let titles = include_str!("../../../data/models/training/titles.txt");
    titles.lines().any(|title| form.eq_ignore_ascii_case(title))
}

/// Universal NER: index, form, tag, and two columns more.
///
/// # Errors
///
/// When the file cannot be read.
pub fn universal(path: &Path) -> Result<Vec<Named>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut sentences = Vec::new();
    for block in text.split("\n\n") {
        let lines = block.lines().filter(|line| !line.starts_with('#'));
        let fields: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
        let words: Vec<_> = fields.iter().filter(|fields| fields.len() >= 3).collect();
        let tags: Vec<&str> = words.iter().map(|fields| fields[2]).collect();
        let forms: Vec<String> = words.iter().map(|fields| fields[1].to_owned()).collect();
        let mut names = from_bio(&tags, plain_kind);
        find_groups(&forms, &mut names);
        sentences.push(Named { forms, names });
    }
    Ok(sentences)
}

#[derive(serde::Deserialize)]
struct Re3dDocument {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Re3dEntity {
    begin: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    document_id: String,
}

/// Dstl's re3d without the BBC's part (non-commercial). Only spans that begin and end with a capital are
/// names; the set also marks descriptions.
fn re3d(folder: &Path) -> Result<Vec<Named>> {
    let mut all = Vec::new();
    let mut folders: Vec<_> = std::fs::read_dir(folder)?.map(|f| Ok(f?.path())).collect::<Result<_>>()?;
    folders.sort();
    for source in folders.iter().filter(|path| path.is_dir() && !path.ends_with("BBC Online")) {
        let documents: Vec<Re3dDocument> = json_lines(&source.join("documents.json"))?;
        let mut entities: BTreeMap<String, Vec<Re3dEntity>> = BTreeMap::new();
        for entity in json_lines::<Re3dEntity>(&source.join("entities.json"))? {
            entities.entry(entity.document_id.clone()).or_default().push(entity);
        }
        for document in documents {
            let entities = entities.remove(&document.id).unwrap_or_default();
            all.extend(re3d_sentences(document.text, &entities));
        }
    }
    Ok(all)
}

/// Reads a file of one JSON value a line.
///
/// # Errors
///
/// When it cannot be read.
pub fn json_lines<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).with_context(|| format!("reading {}", path.display())))
        .collect()
}

fn re3d_sentences(text: String, entities: &[Re3dEntity]) -> Vec<Named> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let spans: Vec<(usize, usize, NameKind)> = entities
        .iter()
        .filter_map(|entity| {
            let kind = match entity.kind.as_str() {
                "Person" => NameKind::Per,
                "Organisation" => NameKind::Org,
                "Location" => NameKind::Loc,
                "Nationality" => NameKind::Norp,
                _ => return None,
            };
            Some((*bytes.get(entity.begin)?, *bytes.get(entity.end)?, kind))
        })
        .collect();
    let doc = Doc::new(detente_text::Article { text, ..Default::default() });
    let named = doc.sentences.iter().map(|sentence| {
        let tokens = doc.tokens_of(sentence);
        let forms: Vec<String> = tokens.iter().map(|&span| doc.text(span).to_owned()).collect();
        let names = spans.iter().filter_map(|&(start, end, kind)| {
            let first = tokens.iter().position(|span| span.start as usize == start)?;
            let last = tokens.iter().position(|span| span.end as usize == end)?;
            let capital = |i: usize| forms[i].chars().next().is_some_and(char::is_uppercase);
            // "the Kurdish YPG", "U.S. forces": leave the article, and what is no name at its end.
            let first = (first..=last).find(|&i| capital(i))?;
            (capital(last)).then_some(Name { tokens: first..last + 1, kind })
        });
        let names = without_overlap(names.collect());
        Named { forms, names }
    });
    named.collect()
}

/// Our own sentences, one a line, names in brackets: `Prime Minister [PER Abe Shinzo]`. Lines with `#` are
/// comments.
///
/// # Errors
///
/// When the file cannot be read.
pub fn bracketed(path: &Path) -> Result<Vec<Named>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    Ok(lines.flat_map(bracketed_line).collect())
}

fn bracketed_line(line: &str) -> Vec<Named> {
    let mut text = String::new();
    let mut spans = Vec::new();
    for part in line.split_inclusive(['[', ']']) {
        let body = part.trim_end_matches(['[', ']']);
        let kind = part.ends_with(']').then(|| body.split_once(' ')).flatten();
        match kind.and_then(|(kind, name)| Some((plain_kind(kind)?, name))) {
            Some((kind, name)) => {
                spans.push((text.len(), text.len() + name.len(), kind));
                text.push_str(name);
            }
            None => text.push_str(body),
        }
    }
    named_spans(text, &spans)
}

/// The sentences of a text with the spans that are whole tokens.
fn named_spans(text: String, spans: &[(usize, usize, NameKind)]) -> Vec<Named> {
    let doc = Doc::new(detente_text::Article { text, ..Default::default() });
    let named = doc.sentences.iter().map(|sentence| {
        let tokens = doc.tokens_of(sentence);
        let names = spans.iter().filter_map(|&(start, end, kind)| {
            let first = tokens.iter().position(|span| span.start as usize == start)?;
            let last = tokens.iter().position(|span| span.end as usize == end)?;
            Some(Name { tokens: first..last + 1, kind })
        });
        let names = names.collect();
        Named { forms: tokens.iter().map(|&span| doc.text(span).to_owned()).collect(), names }
    });
    named.collect()
}

/// The names of our own trees: `NER=B-PER` in the last column.
pub fn from_misc(sentence: &Gold) -> Named {
    let tag = |misc: &String| {
        let tag = misc.split('|').find_map(|entry| entry.strip_prefix("NER="));
        tag.unwrap_or("O").to_owned()
    };
    let tags: Vec<String> = sentence.misc.iter().map(tag).collect();
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    Named { forms: sentence.forms.clone(), names: from_bio(&tags, plain_kind) }
}

/// The longest of those that overlap, in order.
fn without_overlap(mut names: Vec<Name>) -> Vec<Name> {
    names.sort_by_key(|name| (std::cmp::Reverse(name.tokens.len()), name.tokens.start));
    let mut kept: Vec<Name> = Vec::new();
    for name in names {
        if kept.iter().all(|k| k.tokens.end <= name.tokens.start || name.tokens.end <= k.tokens.start) {
            kept.push(name);
        }
    }
    kept.sort_by_key(|name| name.tokens.start);
    kept
}

/// The names among GUM's entities: spans whose head is a proper noun, cut down to the run of proper nouns.
pub fn from_gum(sentence: &Gold) -> Named {
    let mut open: Vec<(String, String, usize)> = Vec::new();
    let mut names = Vec::new();
    for (i, misc) in sentence.misc.iter().enumerate() {
        let Some(entities) = misc.split('|').find_map(|entry| entry.strip_prefix("Entity=")) else {
            continue;
        };
        for (id, kind, opens, closes) in brackets(entities) {
            if opens {
                open.push((id.clone(), kind, i));
            }
            if closes && let Some(at) = open.iter().rposition(|(known, ..)| *known == id) {
                let (_, kind, start) = open.remove(at);
                names.extend(proper_part(sentence, start, i, &kind));
            }
        }
    }
    names.extend(group_words(sentence));
    Named { forms: sentence.forms.clone(), names: without_overlap(names) }
}

/// The brackets of an `Entity=` value: id, type, whether it opens and closes here.
fn brackets(value: &str) -> Vec<(String, String, bool, bool)> {
    let mut found = Vec::new();
    let mut rest = value;
    while !rest.is_empty() {
        let opens = rest.starts_with('(');
        let body = rest.trim_start_matches('(');
        let end = body[usize::from(!body.is_empty())..].find(['(', ')']).map_or(body.len(), |at| at + 1);
        let closes = body[end..].starts_with(')');
        let mut fields = body[..end].trim_matches(['(', ')']).split('-');
        let id = fields.next().unwrap_or("").to_owned();
        let kind = fields.next().unwrap_or("").to_owned();
        found.push((id, kind, opens, closes));
        rest = &body[end + usize::from(closes)..];
    }
    found
}

fn gum_kind(name: &str) -> NameKind {
    match name {
        "person" => NameKind::Per,
        "organization" => NameKind::Org,
        "place" => NameKind::Loc,
        _ => NameKind::Misc,
    }
}

/// The run of proper nouns around the head of an entity, if its head is one.
fn proper_part(sentence: &Gold, start: usize, end: usize, kind: &str) -> Option<Name> {
    if kind == "time" {
        return None;
    }
    let inside = |i: usize| (start..=end).contains(&i);
    let head = (start..=end).find(|&i| {
        let head = sentence.heads[i] as usize;
        head == i || !inside(head)
    })?;
    let proper =
        |i: usize| sentence.upos[i] == Upos::Propn || matches!(sentence.xpos[i], Xpos::Nnp | Xpos::Nnps);
    if !proper(head) {
        return None;
    }
    // "Ministry of the Interior", but not "the Queen of Spain".
    let link = |i: usize| match sentence.forms[i].as_str() {
        "-" | "." | "&" => true,
        "of" | "the" | "for" => kind != "person",
        "and" => kind == "organization",
        _ => proper(i),
    };
    let mut first = head;
    while first > start && link(first - 1) {
        first -= 1;
    }
    let mut last = head;
    while last < end && link(last + 1) {
        last += 1;
    }
    while !proper(last) {
        last -= 1;
    }
    let titled = |i: usize| kind == "person" && i < last && is_title(&sentence.forms[i]);
    while !proper(first) || titled(first) {
        first += 1;
    }
    Some(Name { tokens: first..last + 1, kind: gum_kind(kind) })
}

/// Adjectives of nations and creeds, which GUM's entities do not mark.
fn group_words(sentence: &Gold) -> impl Iterator<Item = Name> + '_ {
    (0..sentence.forms.len()).filter_map(|i| {
        let adjective = sentence.upos[i] == Upos::Adj && sentence.xpos[i] == Xpos::Jj;
        let plural = sentence.xpos[i] == Xpos::Nnps;
        let found = (adjective || plural) && is_group_word(&sentence.forms[i]);
        found.then_some(Name { tokens: i..i + 1, kind: NameKind::Norp })
    })
}
