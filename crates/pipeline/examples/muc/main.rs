//! Measures the whole coder on the documents and keys of MUC-3 and MUC-4: which incidents, perpetrators and targets it finds
//! (docs/capitals.md).
//!
//! `muc DOCUMENTS.jsonl KEYS [--fast] [--missed N]`

#![expect(clippy::print_stdout, reason = "a program that prints figures")]

mod keys;

use detente_coding::{Entity, EventType, Report, Status};
use detente_parse::Tier;
use detente_pipeline::{CodedArticle, Options, code_all};
use detente_text::Article;
use keys::Template;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::error::Error;

/// Found and all.
#[derive(Clone, Copy, Default)]
struct Share(usize, usize);

impl Share {
    fn add(&mut self, found: bool) {
        self.0 += usize::from(found);
        self.1 += 1;
    }

    fn show(self, what: &str) {
        println!("{what:34} {:.3}  ({} of {})", self.0 as f64 / self.1.max(1) as f64, self.0, self.1);
    }
}

#[derive(Default)]
struct Scores {
    incidents: Share,
    by_kind: BTreeMap<String, Share>,
    placed: Share,
    stages: Share,
    locations: Share,
    perpetrators: Share,
    targets: Share,
    quiet: Share,
    reports: Share,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [documents, folder, ..] = arguments.as_slice() else {
        return Err("usage: muc DOCUMENTS.jsonl KEYS [--fast] [--missed N]".into());
    };
    let tier = if arguments.iter().any(|a| a == "--fast") { Tier::Fast } else { Tier::Accurate };
    let missed =
        arguments.iter().position(|a| a == "--missed").and_then(|i| arguments.get(i + 1)?.parse().ok());
    let templates = keys::read(folder.as_ref())?;
    let articles = articles(&std::fs::read_to_string(documents)?)?;
    let mut scores = Scores::default();
    let mut left: usize = missed.unwrap_or(0);
    let Ok(()) =
        code_all::<Infallible>(articles.into_iter(), Options { tier, ..Options::default() }, |coded| {
            if let Some(list) = templates.get(&coded.meta.id) {
                score(&coded, list, &mut scores, &mut left);
            }
            Ok(())
        });
    show(&scores);
    Ok(())
}

fn articles(text: &str) -> Result<Vec<Article>, Box<dyn Error>> {
    let mut out = Vec::new();
    for line in text.lines() {
        let value: serde_json::Value = serde_json::from_str(line)?;
        let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        out.push(Article {
            id: field("id"),
            text: field("text"),
            date: field("date").parse().ok(),
            ..Article::default()
        });
    }
    Ok(out)
}

fn score(coded: &CodedArticle, templates: &[Template], scores: &mut Scores, left: &mut usize) {
    let fitting: Vec<&Report> = coded.reports.iter().filter(|r| r.event_type == EventType::Assault).collect();
    let asserted = fitting.iter().filter(|r| r.status == Status::Asserted).count();
    scores.reports.0 += if templates.is_empty() { 0 } else { asserted };
    scores.reports.1 += asserted;
    if templates.is_empty() {
        scores.quiet.add(asserted == 0);
    }
    for template in templates.iter().filter(|t| !t.optional) {
        let fits: Vec<&Report> = coded.reports.iter().filter(|r| fits(&template.kind, r)).collect();
        scores.incidents.add(!fits.is_empty());
        scores.by_kind.entry(template.kind.clone()).or_default().add(!fits.is_empty());
        if !fits.is_empty() {
            scores.stages.add(fits.iter().any(|r| is_at(&template.stage, r.status)));
        }
        if !template.places.is_empty() {
            scores.locations.add(fits.iter().any(|r| is_there(&template.places, r)));
        }
        let names = |fill: &keys::Fill, side: fn(&Report) -> &Vec<Entity>| {
            fill.iter()
                .map(|names| {
                    fits.iter().any(|r| side(r).iter().any(|e| names.iter().any(|n| is_named(n, e))))
                })
                .collect::<Vec<_>>()
        };
        let perpetrators = names(&template.perpetrators, |r| &r.actors);
        let targets = names(&template.targets, |r| &r.recipients);
        for &found in &perpetrators {
            scores.perpetrators.add(found);
        }
        for &found in &targets {
            scores.targets.add(found);
        }
        if !template.perpetrators.is_empty() || !template.targets.is_empty() {
            scores.placed.add(perpetrators.contains(&true) || targets.contains(&true));
        }
        if fits.is_empty() && *left > 0 {
            *left -= 1;
            println!(
                "missed {} {} {:?} {:?}",
                template.document, template.kind, template.perpetrators, template.targets
            );
        }
    }
}

/// Which reports tell of an incident of a kind.
fn fits(kind: &str, report: &Report) -> bool {
    let mode = |mode: &str| report.modes.iter().any(|m| m == mode);
    match (kind, report.event_type) {
        (
            "FORCED WORK STOPPAGE",
            EventType::Assault | EventType::Threaten | EventType::Coerce | EventType::Protest,
        )
        | ("ROBBERY", EventType::Coerce)
        | (_, EventType::Assault) => true,
        ("KIDNAPPING", EventType::Coerce) => mode("arrest") || mode("seize"),
        ("ATTACK" | "BOMBING" | "ARSON", EventType::Protest) => mode("vandalize") || mode("riot"),
        ("ATTACK" | "BOMBING" | "KIDNAPPING", EventType::Threaten) => mode("violence"),
        _ => false,
    }
}

/// An accomplished incident is told of as such, or by somebody; a threatened one is not told of as done.
fn is_at(stage: &str, status: Status) -> bool {
    match stage.split('/').next().unwrap_or_default().trim() {
        "THREATENED" => status != Status::Negated && status != Status::Denied,
        _ => matches!(status, Status::Asserted | Status::Alleged),
    }
}

/// Whether the place of a report, or its province, is one of those named; accents are not told apart from their letters.
fn is_there(places: &[String], report: &Report) -> bool {
    let Some(place) = &report.place else { return false };
    let named = [Some(place.name.as_str()), place.admin1.as_deref(), Some(place.mention.text.as_str())];
    named.into_iter().flatten().any(|name| places.contains(&plain(name)))
}

fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    let unmarked = |c: char| match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        _ => c,
    };
    lower.chars().map(unmarked).collect()
}

/// Whether a mention has the head word of a name, whatever its number.
fn is_named(name: &str, entity: &Entity) -> bool {
    let head = head(name);
    let mention = entity.mention.text.to_lowercase();
    let by_name = entity.party.entity_name.as_deref().map(str::to_lowercase).unwrap_or_default();
    let words =
        mention.split(|c: char| !c.is_alphanumeric()).chain(by_name.split(|c: char| !c.is_alphanumeric()));
    !head.is_empty() && words.map(singular).any(|word| word == head)
}

/// The last word before "of", "in" or a comma.
fn head(name: &str) -> &str {
    let cut = [" of ", " in ", " from ", ", ", " who "]
        .iter()
        .filter_map(|w| name.find(w))
        .min()
        .unwrap_or(name.len());
    let last = name[..cut].split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty());
    singular(last.unwrap_or_default())
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

fn show(scores: &Scores) {
    scores.incidents.show("incidents found");
    scores.by_kind.iter().for_each(|(kind, share)| share.show(&format!("  {kind}")));
    scores.placed.show("… with a perpetrator or target");
    scores.stages.show("stage fits, of those found");
    scores.locations.show("places found, below the country");
    scores.perpetrators.show("perpetrators found");
    scores.targets.show("targets found");
    scores.quiet.show("quiet where no incident is");
    scores.reports.show("ASSAULT reports where one is");
}
