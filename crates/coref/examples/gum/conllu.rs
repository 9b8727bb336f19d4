//! Reads GUM's CoNLL-U: sentences with their trees, and the entities in MISC.

use anyhow::{Context, Result, ensure};
use detente_parse::{Deprel, Syntax, Upos, Xpos};
use std::collections::HashMap;
use std::path::Path;

/// One document.
#[derive(Debug, Default)]
pub struct Document {
    /// `# newdoc id`, as `GUM_news_nasa`.
    pub id: String,
    pub sentences: Vec<Sentence>,
    pub mentions: Vec<GoldMention>,
    /// Entity and one of those it is made of: "they" for two who were named apart (GUM's `SplitAnte`).
    pub parts: Vec<(String, String)>,
}

/// One sentence.
#[derive(Debug, Default)]
pub struct Sentence {
    pub paragraph: bool,
    pub forms: Vec<String>,
    /// Without names.
    pub syntax: Syntax,
}

/// A mention as annotated.
#[derive(Clone, Debug)]
pub struct GoldMention {
    pub entity: String,
    pub is_time: bool,
    pub sentence: usize,
    pub first: usize,
    pub last: usize,
    pub head: usize,
    /// The words without which it would not be the mention (GUM's MIN span).
    pub core: Vec<usize>,
    /// Whether an earlier mention has the same entity.
    pub is_anaphoric: bool,
}

impl Document {
    /// The genre in its id.
    pub fn genre(&self) -> &str {
        self.id.split('_').nth(1).unwrap_or_default()
    }
}

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<Document>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut documents: Vec<Document> = Vec::new();
    let mut open = HashMap::new();
    for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
        read_block(block, &mut documents, &mut open)
            .with_context(|| format!("in {}, {block}", path.display()))?;
    }
    for document in &mut documents {
        document.finish();
    }
    Ok(documents)
}

/// Mentions not yet closed, by entity.
type Open = HashMap<String, Vec<usize>>;

fn read_block(block: &str, documents: &mut Vec<Document>, open: &mut Open) -> Result<()> {
    let mut sentence = Sentence::default();
    let comments = block.lines().filter_map(|line| line.strip_prefix("# "));
    for comment in comments {
        if let Some(id) = comment.strip_prefix("newdoc id = ") {
            documents.push(Document { id: id.to_owned(), ..Document::default() });
            open.clear();
        }
        sentence.paragraph |= comment == "newpar" || comment.starts_with("newpar ");
    }
    let document = documents.last_mut().context("a sentence before the first document")?;
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        read_word(line, document, &mut sentence, open)?;
    }
    document.sentences.push(sentence);
    Ok(())
}

fn read_word(line: &str, document: &mut Document, sentence: &mut Sentence, open: &mut Open) -> Result<()> {
    let fields: Vec<&str> = line.split('\t').collect();
    ensure!(fields.len() == 10, "{} fields", fields.len());
    if fields[0].contains(['-', '.']) {
        return Ok(());
    }
    let token = sentence.forms.len();
    let head: u32 = fields[6].parse()?;
    sentence.forms.push(fields[1].to_owned());
    let syntax = &mut sentence.syntax;
    syntax.upos.push(Upos::from_name(fields[3]));
    syntax.xpos.push(Xpos::from_name(fields[4]));
    syntax.lemma.push(fields[2].into());
    syntax.head.push(head.checked_sub(1).unwrap_or(token as u32));
    syntax.deprel.push(Deprel::from_name(fields[7]));
    let entity = fields[9].split('|').find_map(|entry| entry.strip_prefix("Entity="));
    let split = fields[9].split('|').find_map(|entry| entry.strip_prefix("SplitAnte="));
    let pairs = split.into_iter().flat_map(|list| list.split(',')).filter_map(|pair| pair.split_once('<'));
    document.parts.extend(pairs.map(|(part, whole)| (whole.to_owned(), part.to_owned())));
    read_entity(entity.unwrap_or_default(), (document.sentences.len(), token), document, open);
    Ok(())
}

/// `(1-person-…(2-place-…)1)`: what opens and closes at a token. Of a mention in several parts, only the first counts.
fn read_entity(text: &str, (sentence, token): (usize, usize), document: &mut Document, open: &mut Open) {
    for piece in text.split_inclusive(['(', ')']) {
        let body = piece.trim_end_matches(['(', ')']);
        let mut columns = body.split('-');
        let id = columns.next().unwrap_or_default();
        let entity = id.split('[').next().unwrap_or_default();
        if let Some(kind) = columns.next().filter(|_| !id.contains('[') || id.contains("[1/")) {
            open.entry(id.to_owned()).or_default().push(document.mentions.len());
            document.mentions.push(GoldMention {
                entity: entity.to_owned(),
                is_time: kind == "time",
                sentence,
                first: token,
                last: token,
                head: token,
                core: core(columns.clone(), token),
                is_anaphoric: false,
            });
        }
        if piece.ends_with(')')
            && let Some(mention) = open.get_mut(id).and_then(Vec::pop)
        {
            let mention = &mut document.mentions[mention];
            mention.last = if mention.sentence == sentence { token } else { mention.last };
        }
    }
}

/// Of `infstat-salience-centering-1,2,4-…`, the words by their number in the mention; one document has no salience.
fn core<'c>(columns: impl Iterator<Item = &'c str>, first: usize) -> Vec<usize> {
    let numbers = |column: &str| -> Option<Vec<usize>> {
        column.split(',').map(|n| n.parse().ok().filter(|&n: &usize| n > 0).map(|n| first + n - 1)).collect()
    };
    columns.take(5).find_map(numbers).unwrap_or_default()
}

impl Document {
    fn finish(&mut self) {
        let mut seen = std::collections::HashSet::new();
        for mention in &mut self.mentions {
            let heads = &self.sentences[mention.sentence].syntax.head;
            let inside = mention.first..=mention.last;
            let out = |t: &usize| heads[*t] as usize == *t || !inside.contains(&(heads[*t] as usize));
            mention.head = inside.clone().find(out).unwrap_or(mention.first);
            mention.is_anaphoric = !seen.insert(mention.entity.clone());
        }
    }
}
