//! Reads a text from standard input and prints its links: `cargo run --release -p detente-coref --example show < article.txt`.

#![allow(clippy::print_stdout, reason = "a program whose output is for the terminal")]

use anyhow::Result;
use detente_coref::{Mention, resolve};
use detente_parse::{ParsedSentence, Parser, Syntax, Tier};
use detente_text::{Article, Doc};

fn main() -> Result<()> {
    let text = std::io::read_to_string(std::io::stdin())?;
    let doc = Doc::new(Article { text, ..Article::default() });
    let syntax: Vec<Syntax> =
        doc.sentences.iter().map(|s| Parser::of(Tier::default()).parse(&doc, s)).collect();
    let pairs = doc.sentences.iter().zip(&syntax);
    let sentences: Vec<_> =
        pairs.map(|(sentence, syntax)| ParsedSentence { doc: &doc, sentence, syntax }).collect();
    let links = resolve(&sentences);
    let words = |mention: &Mention| doc.text(sentences[mention.sentence].cover(mention.tokens.clone()));
    for link in links.links() {
        let (anaphor, antecedent) = (&links.mentions()[link.anaphor], &links.mentions()[link.antecedent]);
        println!(
            "{}: {} <- {}: {} ({})",
            anaphor.sentence,
            words(anaphor),
            antecedent.sentence,
            words(antecedent),
            link.why.name()
        );
    }
    Ok(())
}
