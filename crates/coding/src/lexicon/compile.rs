//! The lexicon made ready for matching: patterns indexed by their head lemma, classes spelt out.

use super::files;
use super::schema::{
    ClassFile, ContextFile, CountFile, Grammar, LinkFile, Needs, OperatorClass, OperatorFile, RuleEntry,
    RuleFile,
};
use crate::{Error, EventType, Status};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The compiled lexicon.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub rules: Vec<Rule>,
    pub operators: Vec<Operator>,
    pub grammar: Grammar,
    pub links: LinkFile,
    pub counts: CountFile,
    pub contexts: FxHashMap<String, Vec<(Vec<String>, String)>>,
    forms: FxHashMap<&'static str, &'static str>,
    noun_parts: FxHashSet<String>,
    verbs: FxHashMap<String, Vec<Pattern>>,
    nouns: FxHashMap<String, Vec<Pattern>>,
    adjectives: FxHashMap<String, Vec<Pattern>>,
}

/// The words of one predicate of a rule or an operator.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    /// The words that must depend on the head word, as lemmas.
    pub rest: Vec<String>,
    /// Index of the rule or operator.
    pub target: Target,
}

/// What a pattern leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Rule(usize),
    Operator(usize),
}

/// A rule, compiled.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "they are the keys of the file")]
pub(crate) struct Rule {
    pub id: String,
    pub event_type: EventType,
    pub mode: Option<String>,
    pub cameo: Option<String>,
    pub contexts: Vec<String>,
    pub conditions: Vec<Condition>,
    pub actor: Option<Vec<Role>>,
    pub recipient: Option<Vec<Role>>,
    pub reciprocal: bool,
    pub needs: Option<Needs>,
    /// Primary sectors of which an actor must have one.
    pub actor_sector: Vec<String>,
    /// Whether the recipient must be of another country than the actor.
    pub abroad: bool,
    pub status: Option<Status>,
    pub also: bool,
    pub light: bool,
    pub bare: bool,
    /// The reason given, for `explain` and the lint.
    pub why: String,
    pub examples: Examples,
}

/// An operator, compiled.
#[derive(Debug)]
pub(crate) struct Operator {
    pub id: String,
    pub class: OperatorClass,
    /// Whether a direct object may depend on its verb.
    pub object: bool,
    /// The reason given, for `explain` and the lint.
    pub why: String,
    pub examples: Examples,
}

/// The examples of an entry.
#[derive(Debug, Default)]
pub(crate) struct Examples {
    pub yes: Vec<String>,
    pub no: Vec<String>,
}

/// One condition of a rule.
#[derive(Debug)]
pub(crate) enum Condition {
    Obj(WordList),
    Subj(WordList),
    Prep(String, WordList),
    Comp(WordList),
    Mod(WordList),
    NotObj(WordList),
    NotSubj(WordList),
    NotPrep(String, WordList),
    NotComp(WordList),
}

impl Condition {
    /// Whether it asks for something to be there.
    pub(crate) fn is_positive(&self) -> bool {
        matches!(self, Self::Obj(_) | Self::Subj(_) | Self::Prep(..) | Self::Comp(_) | Self::Mod(_))
    }
}

/// Lemmas, or anything.
#[derive(Debug, Default)]
pub(crate) struct WordList {
    any: bool,
    words: FxHashSet<String>,
    /// Two-word entries: last word → words before it.
    phrases: FxHashMap<String, Vec<String>>,
}

impl WordList {
    /// Whether the list is `*`.
    pub(crate) fn is_any(&self) -> bool {
        self.any
    }

    /// Whether the lemma is in the list (any case).
    pub(crate) fn has(&self, lemma: &str) -> bool {
        self.any
            || self.words.contains(lemma)
            || (has_upper(lemma) && self.words.contains(&lemma.to_lowercase()))
    }

    /// The words that may come before `lemma` to make a phrase of the list.
    pub(crate) fn before(&self, lemma: &str) -> &[String] {
        self.phrases.get(lemma).map_or(&[], Vec::as_slice)
    }
}

fn has_upper(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_uppercase())
}

/// Where an actor or recipient is to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Subj,
    Obj,
    Iobj,
    By,
    Poss,
    Mod,
    Prep(String),
    ObjPoss,
    ObjMod,
    ObjPrep(String),
    CompSubj,
    CompObj,
}

impl Role {
    fn parse(path: &str) -> Self {
        match path {
            "subj" => Self::Subj,
            "obj" => Self::Obj,
            "iobj" => Self::Iobj,
            "by" => Self::By,
            "poss" => Self::Poss,
            "mod" => Self::Mod,
            "obj.poss" => Self::ObjPoss,
            "obj.mod" => Self::ObjMod,
            "comp.subj" => Self::CompSubj,
            "comp.obj" => Self::CompObj,
            other => match other.strip_prefix("obj.") {
                Some(prep) => Self::ObjPrep(prep.to_owned()),
                None => Self::Prep(other.to_owned()),
            },
        }
    }
}

impl Lexicon {
    /// The lexicon that is compiled in.
    pub(crate) fn embedded() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
            Lexicon::read().expect("invariant: the embedded lexicon is valid, a test reads it")
        });
        &LEXICON
    }

    fn read() -> Result<Self, Error> {
        let classes = Classes::read(files::CLASSES)?;
        let mut lexicon = Self {
            rules: Vec::new(),
            operators: Vec::new(),
            grammar: parse("grammar.toml", files::GRAMMAR)?,
            links: parse("links.toml", files::LINKS)?,
            counts: parse("counts.toml", files::COUNTS)?,
            contexts: context_index(parse("contexts.toml", files::CONTEXTS)?),
            forms: read_forms(files::FORMS),
            noun_parts: FxHashSet::default(),
            verbs: FxHashMap::default(),
            nouns: FxHashMap::default(),
            adjectives: FxHashMap::default(),
        };
        for (name, text) in files::RULES {
            for entry in parse::<RuleFile>(name, text)?.rule {
                lexicon.add_rule(name, entry, &classes)?;
            }
        }
        for entry in parse::<OperatorFile>("operators.toml", files::OPERATORS)?.operator {
            let target = Target::Operator(lexicon.operators.len());
            lexicon.add_patterns(target, &entry.verb, &entry.noun, &entry.adj);
            let examples = Examples { yes: entry.yes, no: entry.no };
            lexicon.operators.push(Operator {
                id: entry.id,
                class: entry.class,
                object: entry.object,
                why: entry.why,
                examples,
            });
        }
        Ok(lexicon)
    }

    fn add_rule(&mut self, file: &str, entry: RuleEntry, classes: &Classes) -> Result<(), Error> {
        let target = Target::Rule(self.rules.len());
        self.add_patterns(target, &entry.verb, &entry.noun, &entry.adj);
        let conditions = conditions(&entry, classes)
            .map_err(|what| Error::lexicon(file, &format!("rule {}: {what}", entry.id)))?;
        let roles = |paths: Option<Vec<String>>| paths.map(|p| p.iter().map(|r| Role::parse(r)).collect());
        self.rules.push(Rule {
            id: entry.id,
            event_type: entry.event_type,
            mode: entry.mode,
            cameo: entry.cameo,
            contexts: entry.contexts,
            conditions,
            actor: roles(entry.actor),
            recipient: roles(entry.recipient),
            reciprocal: entry.reciprocal,
            needs: entry.needs,
            actor_sector: entry.actor_sector,
            abroad: entry.abroad,
            status: entry.status.as_deref().and_then(Status::from_name),
            also: entry.also,
            light: entry.light,
            bare: entry.bare,
            why: entry.why,
            examples: Examples { yes: entry.yes, no: entry.no },
        });
        Ok(())
    }

    fn add_patterns(&mut self, target: Target, verb: &[String], noun: &[String], adj: &[String]) {
        for words in verb {
            let words = split(words);
            if let Some((head, rest)) = words.split_first() {
                insert(&mut self.verbs, head, rest, target);
            }
        }
        for words in noun {
            let words = split(words);
            // "declaration of war" is headed by its first word, "air strike" by its last.
            let of = words.iter().position(|w| w == "of" || w == "to" || w == "for").unwrap_or(words.len());
            if of > 0 {
                let rest: Vec<String> =
                    words.iter().enumerate().filter(|(i, _)| *i != of - 1).map(|(_, w)| w.clone()).collect();
                self.noun_parts.extend(rest.iter().cloned());
                insert(&mut self.nouns, &words[of - 1], &rest, target);
            }
        }
        for words in adj {
            let words = split(words);
            if let Some((head, rest)) = words.split_first() {
                insert(&mut self.adjectives, head, rest, target);
            }
        }
    }

    /// The lemma of an inflected form (lower case) of a verb of the lexicon.
    pub(crate) fn verb_lemma(&self, form: &str) -> Option<&'static str> {
        self.forms.get(form).copied()
    }

    /// Whether a word is part of an event noun of several words ("*hunger* strike").
    pub(crate) fn is_noun_part(&self, form: &str) -> bool {
        self.noun_parts.contains(form)
    }

    /// Verbs that head a pattern and have no inflected form in the table, sorted. Prefixes that a hyphen cuts off are none.
    pub(crate) fn verbs_without_forms(&self) -> Vec<&str> {
        let known: FxHashSet<&str> = self.forms.values().copied().collect();
        let lacks = |verb: &&str| verb.len() > 2 && !known.contains(verb);
        let mut out: Vec<&str> = self.verbs.keys().map(String::as_str).filter(lacks).collect();
        out.sort_unstable();
        out
    }

    /// Patterns headed by a verb lemma.
    pub(crate) fn verb(&self, lemma: &str) -> &[Pattern] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Classes of the operators that a verb heads.
    pub(crate) fn verb_operators(&self, lemma: &str) -> impl Iterator<Item = OperatorClass> {
        self.verb(lemma).iter().filter_map(|p| match p.target {
            Target::Operator(index) => Some(self.operators[index].class),
            Target::Rule(_) => None,
        })
    }

    /// Patterns headed by a noun lemma.
    pub(crate) fn noun(&self, lemma: &str) -> &[Pattern] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// What else has exactly the words of one of this entry's patterns.
    pub(crate) fn same_words(&self, target: Target) -> Vec<Target> {
        let mut out = Vec::new();
        for patterns in [&self.verbs, &self.nouns, &self.adjectives].into_iter().flat_map(FxHashMap::values) {
            for own in patterns.iter().filter(|p| p.target == target) {
                out.extend(
                    patterns.iter().filter(|p| p.rest == own.rest && p.target != target).map(|p| p.target),
                );
            }
        }
        out.sort_by_key(|t| match t {
            Target::Rule(i) => (0, *i),
            Target::Operator(i) => (1, *i),
        });
        out.dedup();
        out
    }

    /// Patterns headed by an adjective lemma.
    pub(crate) fn adjective(&self, lemma: &str) -> &[Pattern] {
        self.adjectives.get(lemma).map_or(&[], Vec::as_slice)
    }
}

fn split(words: &str) -> Vec<String> {
    words.split([' ', '-']).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

fn insert(index: &mut FxHashMap<String, Vec<Pattern>>, head: &str, rest: &[String], target: Target) {
    index.entry(head.to_owned()).or_default().push(Pattern { rest: rest.to_vec(), target });
}

fn parse<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|e| Error::lexicon(file, &e.to_string()))
}

fn context_index(file: ContextFile) -> FxHashMap<String, Vec<(Vec<String>, String)>> {
    let mut index: FxHashMap<String, Vec<(Vec<String>, String)>> = FxHashMap::default();
    for (context, entries) in file.contexts {
        for entry in entries {
            let words = split(&entry);
            if let Some((first, rest)) = words.split_first() {
                index.entry(first.clone()).or_default().push((rest.to_vec(), context.clone()));
            }
        }
    }
    index
}

/// Form, tab, lemma; `#` begins a comment.
fn read_forms(text: &'static str) -> FxHashMap<&'static str, &'static str> {
    text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')).collect()
}

/// Classes with their members spelt out.
struct Classes(BTreeMap<String, Vec<String>>);

impl Classes {
    fn read(text: &str) -> Result<Self, Error> {
        let file: ClassFile = parse("classes.toml", text)?;
        let mut flat = BTreeMap::new();
        for name in file.classes.keys() {
            let mut words = Vec::new();
            spell(&file.classes, name, 0, &mut words).map_err(|e| Error::lexicon("classes.toml", &e))?;
            flat.insert(name.clone(), words);
        }
        Ok(Self(flat))
    }

    fn list(&self, entries: &[String]) -> Result<WordList, String> {
        let mut list = WordList::default();
        for entry in entries {
            match entry.strip_prefix('@') {
                Some(name) => {
                    let words = self.0.get(name).ok_or_else(|| format!("no class @{name}"))?;
                    for word in words {
                        list.add(word);
                    }
                }
                None if entry == "*" => list.any = true,
                None => list.add(entry),
            }
        }
        Ok(list)
    }
}

impl WordList {
    fn add(&mut self, entry: &str) {
        let words = split(entry);
        match words.as_slice() {
            [] => {}
            [one] => {
                self.words.insert(one.clone());
            }
            [before @ .., last] => {
                self.phrases.entry(last.clone()).or_default().push(before[0].clone());
            }
        }
    }
}

fn spell(
    classes: &BTreeMap<String, Vec<String>>,
    name: &str,
    depth: usize,
    out: &mut Vec<String>,
) -> Result<(), String> {
    if depth > 8 {
        return Err(format!("class {name} includes itself"));
    }
    for word in classes.get(name).ok_or_else(|| format!("no class @{name}"))? {
        match word.strip_prefix('@') {
            Some(other) => spell(classes, other, depth + 1, out)?,
            None => out.push(word.clone()),
        }
    }
    Ok(())
}

fn conditions(entry: &RuleEntry, classes: &Classes) -> Result<Vec<Condition>, String> {
    let mut out = Vec::new();
    let mut add = |words: &[String], make: &dyn Fn(WordList) -> Condition| -> Result<(), String> {
        if !words.is_empty() {
            out.push(make(classes.list(words)?));
        }
        Ok(())
    };
    add(&entry.obj, &Condition::Obj)?;
    add(&entry.subj, &Condition::Subj)?;
    add(&entry.comp, &Condition::Comp)?;
    add(&entry.modifier, &Condition::Mod)?;
    add(&entry.not_obj, &Condition::NotObj)?;
    add(&entry.not_subj, &Condition::NotSubj)?;
    add(&entry.not_comp, &Condition::NotComp)?;
    for (prep, words) in &entry.prep {
        add(words, &|w| Condition::Prep(prep.clone(), w))?;
    }
    for (prep, words) in &entry.not_prep {
        add(words, &|w| Condition::NotPrep(prep.clone(), w))?;
    }
    Ok(out)
}
