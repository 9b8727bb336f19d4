//! `polnear FOLDER… [--tier fast|accurate] [--errors]`: how well attributions are found. A folder holds `text/*.txt` and
//! `attributions/*.ann`, BRAT stand-off with offsets in characters; of a text annotated more than once the first annotation counts.
//! The gold tags each word with one attribution at most, so nested ones are left out: those whose cue is in the content of another.

#![expect(clippy::print_stdout, reason = "a program that prints figures")]

use detente_attribution::{Attribution, find};
use detente_parse::{Parser, Scratch, Syntax, Tier};
use detente_text::{Article, Doc, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::fs;
use std::path::Path;

/// Source, cue and content, each some spans.
type Relation = [Vec<Span>; 3];

const PARTS: [&str; 3] = ["source", "cue", "content"];

#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    found: usize,
    gold: usize,
    recalled: usize,
}

impl Count {
    fn shown(self) -> String {
        let p = self.right as f64 / self.found.max(1) as f64;
        let r = self.recalled as f64 / self.gold.max(1) as f64;
        let f = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        format!("{p:.3} {r:.3} {f:.3}")
    }
}

#[derive(Default)]
struct Score {
    exact: [Count; 3],
    overlap: [Count; 3],
    bytes: [Count; 3],
    full: Count,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (mut folders, mut tier, mut errors, mut limit) = (Vec::new(), Tier::Accurate, false, usize::MAX);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--tier" => {
                tier = arguments.next().unwrap_or_default().parse().map_err(|_| "fast or accurate")?;
            }
            "--errors" => errors = true,
            "--limit" => limit = arguments.next().unwrap_or_default().parse()?,
            _ => folders.push(argument),
        }
    }
    for folder in &folders {
        let mut score = Score::default();
        let annotations = annotations(Path::new(folder))?;
        let step = annotations.len().div_ceil(limit.min(annotations.len()).max(1));
        let mut documents = 0;
        for (name, file) in annotations.iter().step_by(step) {
            let text = fs::read_to_string(Path::new(folder).join("text").join(format!("{name}.txt")))?;
            let gold = relations(&fs::read_to_string(file)?, &text);
            let found = outer(&attributions(&text, tier));
            documents += 1;
            score.add(&gold, &found);
            if errors {
                print_errors(name, &text, &gold, &found);
            }
        }
        println!(
            "{folder} ({}): {documents} documents, {} attributions, {} found",
            tier.name(),
            score.full.gold,
            score.full.found
        );
        println!("  precision, recall, F1: exact | overlapping | bytes");
        for (i, part) in PARTS.iter().enumerate() {
            println!(
                "  {part:8} {} | {} | {}",
                score.exact[i].shown(),
                score.overlap[i].shown(),
                score.bytes[i].shown()
            );
        }
        println!("  all three overlap: {}", score.full.shown());
    }
    Ok(())
}

/// The first annotation of each text, by the text's name.
fn annotations(folder: &Path) -> Result<BTreeMap<String, std::path::PathBuf>, Box<dyn Error>> {
    let mut out = BTreeMap::new();
    let mut files: Vec<_> = fs::read_dir(folder.join("attributions"))?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        let stem = name.rsplit_once('_').map_or(name.as_str(), |(stem, _)| stem).to_owned();
        out.entry(stem).or_insert(file.path());
    }
    Ok(out)
}

fn attributions(text: &str, tier: Tier) -> Vec<Attribution> {
    let parser = Parser::of(tier);
    let mut scratch = Scratch::default();
    let doc = Doc::new(Article { text: text.to_owned(), ..Article::default() });
    let syntax: Vec<Syntax> =
        doc.sentences.iter().map(|s| parser.parse_with(&mut scratch, &doc, s)).collect();
    find(&doc, &syntax)
}

/// Those that are not inside another, as relations.
fn outer(all: &[Attribution]) -> Vec<Relation> {
    let is_inner = |a: &Attribution| {
        let within = |s: Span| all.iter().any(|b| b != a && b.covers(s) && !(a.covers(b.content_cover())));
        a.cue.map_or_else(|| within(a.content_cover()), within)
    };
    let kept = all.iter().filter(|a| !(is_inner(a) || a.cue.is_none() && a.sources.is_empty()));
    kept.map(|a| {
        let sources = a.sources.iter().map(|s| s.span).reduce(Span::cover);
        [sources.into_iter().collect(), a.cue.into_iter().collect(), a.content.clone()]
    })
    .collect()
}

fn relations(annotation: &str, text: &str) -> Vec<Relation> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at =
        |number: &str| number.parse::<usize>().ok().and_then(|n| bytes.get(n).copied()).unwrap_or(text.len());
    let mut spans: HashMap<&str, Vec<Span>> = HashMap::new();
    let mut out = Vec::new();
    for line in annotation.lines() {
        let mut columns = line.split('\t');
        let (Some(id), Some(what)) = (columns.next(), columns.next()) else { continue };
        if id.starts_with('T') {
            let places = what.split_once(' ').map_or("", |(_, p)| p);
            let places = places.split(';').filter_map(|p| p.split_once(' '));
            spans.insert(id, places.map(|(a, b)| Span::new(at(a).min(at(b)), at(b))).collect());
        }
    }
    for line in annotation.lines().filter(|l| l.starts_with('E')) {
        let mut relation = Relation::default();
        for role in line.split('\t').nth(1).unwrap_or_default().split(' ') {
            let Some((role, id)) = role.split_once(':') else { continue };
            let role = role.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
            if let (Some(part), Some(found)) = (PARTS.iter().position(|p| *p == role), spans.get(id)) {
                relation[part].extend(found);
                relation[part].sort_unstable();
            }
        }
        out.push(relation);
    }
    out
}

fn overlap(a: &[Span], b: &[Span]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.overlaps(*y)))
}

fn all_overlap(a: &Relation, b: &Relation) -> bool {
    (0..3).all(|i| overlap(&a[i], &b[i]) || a[i].is_empty() && b[i].is_empty())
}

impl Score {
    fn add(&mut self, gold: &[Relation], found: &[Relation]) {
        for part in 0..3 {
            let of = |all: &[Relation]| -> BTreeSet<Vec<Span>> {
                all.iter().map(|r| r[part].clone()).filter(|s| !s.is_empty()).collect()
            };
            let (g, f) = (of(gold), of(found));
            let count = |c: &mut Count, right: usize, recalled: usize| {
                *c = Count {
                    right: c.right + right,
                    found: c.found + f.len(),
                    gold: c.gold + g.len(),
                    recalled: c.recalled + recalled,
                };
            };
            let same = g.intersection(&f).count();
            count(&mut self.exact[part], same, same);
            let near = |a: &BTreeSet<Vec<Span>>, b: &BTreeSet<Vec<Span>>| {
                a.iter().filter(|x| b.iter().any(|y| overlap(x, y))).count()
            };
            count(&mut self.overlap[part], near(&f, &g), near(&g, &f));
            let (g, f) = (bytes_of(gold, part), bytes_of(found, part));
            let same = g.intersection(&f).count();
            let c = &mut self.bytes[part];
            *c = Count {
                right: c.right + same,
                found: c.found + f.len(),
                gold: c.gold + g.len(),
                recalled: c.recalled + same,
            };
        }
        self.full.right += found.iter().filter(|f| gold.iter().any(|g| all_overlap(f, g))).count();
        self.full.recalled += gold.iter().filter(|g| found.iter().any(|f| all_overlap(f, g))).count();
        self.full.found += found.len();
        self.full.gold += gold.len();
    }
}

fn bytes_of(all: &[Relation], part: usize) -> BTreeSet<usize> {
    all.iter().flat_map(|r| r[part].iter().flat_map(|s| s.range())).collect()
}

fn print_errors(name: &str, text: &str, gold: &[Relation], found: &[Relation]) {
    let shown = |r: &Relation| {
        let part =
            |i: usize| r[i].iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" … ").replace('\n', " ");
        format!("{} | {} | {}", part(0), part(1), part(2))
    };
    println!("## {name}");
    for g in gold {
        match found.iter().find(|f| overlap(&f[1], &g[1]) || g[1].is_empty() && overlap(&f[2], &g[2])) {
            None => println!("MISSED {}", shown(g)),
            Some(f) if f != g => println!("GOLD   {}\n FOUND {}", shown(g), shown(f)),
            Some(_) => {}
        }
    }
    for f in found.iter().filter(|f| !gold.iter().any(|g| overlap(&f[1], &g[1]))) {
        println!("EXTRA  {}", shown(f));
    }
}
