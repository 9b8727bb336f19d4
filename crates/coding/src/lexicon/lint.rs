//! What `detente lexicon check` looks for: duplicates, unknown codes, entries without examples, examples that fail.

use super::compile::{Examples, Lexicon, Target};
use crate::coder::EventCoder;
use crate::ontology::Ontology;
use crate::report::{ArticleMeta, Entity, Report};
use crate::{Memory, Status};
use detente_parse::{ParsedSentence, Parser, Tier};
use detente_text::{Article, Doc, Span};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Something wrong in the lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconProblem {
    /// The entry ("rule arrest").
    pub entry: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for LexiconProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.entry, self.what)
    }
}

/// Checks the lexicon that is compiled in, codes and examples. Returns the problems and how many examples were run.
pub fn check_lexicon() -> (Vec<LexiconProblem>, usize) {
    let lexicon = Lexicon::embedded();
    let mut problems = Vec::new();
    let mut seen = BTreeMap::new();
    let ids = lexicon.rules.iter().map(|r| format!("rule {}", r.id));
    for id in ids.chain(lexicon.operators.iter().map(|o| format!("operator {}", o.id))) {
        *seen.entry(id).or_insert(0) += 1;
    }
    for (id, _) in seen.into_iter().filter(|&(_, n)| n > 1) {
        problems.push(LexiconProblem { entry: id, what: "the id stands twice".to_owned() });
    }
    check_codes(lexicon, &mut problems);
    for verb in lexicon.verbs_without_forms() {
        let what = "has no line in forms.tsv (a form, a tab, the lemma)".to_owned();
        problems.push(LexiconProblem { entry: format!("verb {verb}"), what });
    }
    let mut run = 0;
    let tester = Tester::new();
    for (index, rule) in lexicon.rules.iter().enumerate() {
        let entry = format!("rule {}", rule.id);
        run += tester.check(&entry, &rule.examples, Some(rule.event_type.name()), &mut problems);
        check_unreachable(lexicon, index, &entry, &mut problems);
    }
    for operator in &lexicon.operators {
        let entry = format!("operator {}", operator.id);
        if operator.why.trim().is_empty() {
            problems.push(LexiconProblem { entry: entry.clone(), what: "no reason is given".to_owned() });
        }
        run += tester.check(&entry, &operator.examples, None, &mut problems);
    }
    (problems, run)
}

fn check_codes(lexicon: &Lexicon, problems: &mut Vec<LexiconProblem>) {
    let ontology = Ontology::embedded();
    for rule in &lexicon.rules {
        let entry = format!("rule {}", rule.id);
        let mut add = |what: String| problems.push(LexiconProblem { entry: entry.clone(), what });
        if let Some(mode) = rule.mode.as_ref().filter(|m| !ontology.has_mode(rule.event_type, m)) {
            add(format!("{} has no mode {mode}", rule.event_type.name()));
        }
        for context in rule.contexts.iter().filter(|c| !ontology.contexts().contains(c)) {
            add(format!("no context {context}"));
        }
        if rule.why.trim().is_empty() {
            add("no reason is given".to_owned());
        }
        if rule.examples.yes.is_empty() || rule.examples.no.is_empty() {
            add("an entry needs an example that matches and one that must not".to_owned());
        }
    }
}

/// Two rules of different types with the same words and as many conditions: which one wins would be chance.
fn check_unreachable(lexicon: &Lexicon, index: usize, entry: &str, problems: &mut Vec<LexiconProblem>) {
    let rule = &lexicon.rules[index];
    if !rule.conditions.is_empty() {
        return;
    }
    for other in lexicon.same_words(Target::Rule(index)) {
        let Target::Rule(o) = other else { continue };
        let twin = &lexicon.rules[o];
        if o < index && twin.conditions.is_empty() && !rule.also && !twin.also {
            problems.push(LexiconProblem {
                entry: entry.to_owned(),
                what: format!("has the same words as rule {} and neither has a condition", twin.id),
            });
        }
    }
}

/// Codes single sentences by the frames alone: the lexicon is what is tested.
struct Tester {
    coder: EventCoder,
    parser: &'static Parser,
}

impl Tester {
    fn new() -> Self {
        Self { coder: EventCoder::frames(Tier::default(), "lexicon"), parser: Parser::of(Tier::default()) }
    }

    fn code(&self, text: &str) -> Vec<Report> {
        let doc = Doc::new(Article { text: text.to_owned(), ..Article::default() });
        let meta = Arc::new(ArticleMeta::default());
        let mut memory = Memory::default();
        let mut coder = self.coder.clone();
        let mut out = Vec::new();
        for (index, sentence) in doc.sentences.iter().enumerate() {
            let syntax = self.parser.parse(&doc, sentence);
            out.append(&mut coder.code(
                ParsedSentence { doc: &doc, sentence, syntax: &syntax },
                None,
                index,
                &meta,
                &mut memory,
            ));
        }
        out
    }

    fn check(
        &self,
        entry: &str,
        examples: &Examples,
        event_type: Option<&str>,
        problems: &mut Vec<LexiconProblem>,
    ) -> usize {
        for example in &examples.yes {
            if let Err(what) = self.check_yes(example, event_type) {
                problems.push(LexiconProblem { entry: entry.to_owned(), what });
            }
        }
        for text in &examples.no {
            if self.code(text).iter().any(|r| r.why.first().is_some_and(|w| w == entry)) {
                problems.push(LexiconProblem {
                    entry: entry.to_owned(),
                    what: format!("must not match: {text}"),
                });
            }
        }
        examples.yes.len() + examples.no.len()
    }

    fn check_yes(&self, example: &str, event_type: Option<&str>) -> Result<(), String> {
        let example = Example::read(example)?;
        let reports = self.code(&example.text);
        let fitting: Vec<&Report> = reports
            .iter()
            .filter(|r| {
                r.trigger.span.overlaps(example.trigger)
                    && event_type.is_none_or(|t| t == r.event_type.name())
            })
            .collect();
        let Some(_) = fitting.first() else {
            let got: Vec<String> = reports.iter().map(summary).collect();
            return Err(format!("no report at the trigger: {} (got {got:?})", example.text));
        };
        if fitting.iter().any(|r| example.fits(r)) {
            return Ok(());
        }
        Err(format!(
            "wrong parties or status: {} (got {:?})",
            example.text,
            fitting.iter().map(|r| summary(r)).collect::<Vec<_>>()
        ))
    }
}

/// One `yes` example, read.
struct Example {
    text: String,
    trigger: Span,
    actors: Option<Vec<String>>,
    recipients: Option<Vec<String>>,
    status: Option<Status>,
}

impl Example {
    fn read(line: &str) -> Result<Self, String> {
        let (sentence, rest) = line.split_once(" | ").unwrap_or((line, ""));
        let (parties, status) = rest.split_once(';').unwrap_or((rest, ""));
        let status = status.trim();
        let open = sentence.find('[').ok_or_else(|| format!("no [trigger] in: {line}"))?;
        let close = sentence.find(']').ok_or_else(|| format!("no ] in: {line}"))?;
        let text = sentence.replacen('[', "", 1).replacen(']', "", 1);
        let codes = |list: &str| {
            let mut codes: Vec<String> =
                list.split(',').map(|c| c.trim().to_owned()).filter(|c| !c.is_empty() && c != "-").collect();
            codes.sort();
            codes.dedup();
            codes
        };
        let (actors, recipients) = match parties.split_once('>') {
            Some((a, r)) => (Some(codes(a)), Some(codes(r))),
            None => (None, None),
        };
        Ok(Self {
            text,
            trigger: Span::new(open, close - 1),
            actors,
            recipients,
            status: Status::from_name(status),
        })
    }

    fn fits(&self, report: &Report) -> bool {
        let same = |wanted: &Option<Vec<String>>, got: &[Entity]| {
            wanted.as_ref().is_none_or(|w| *w == countries(got))
        };
        same(&self.actors, &report.actors)
            && same(&self.recipients, &report.recipients)
            && self.status.is_none_or(|s| s == report.status)
    }
}

fn countries(entities: &[Entity]) -> Vec<String> {
    let mut out: Vec<String> =
        entities.iter().filter_map(|e| Some(e.party.country?.code().to_owned())).collect();
    out.sort();
    out.dedup();
    out
}

fn summary(report: &Report) -> String {
    format!(
        "{} {} {}>{} {} [{}]",
        report.event_type.name(),
        report.trigger.text,
        countries(&report.actors).join(","),
        countries(&report.recipients).join(","),
        report.status.name(),
        report.why.first().map_or("", String::as_str)
    )
}
