//! Prints what is read of a text file: parts, sentences, tokens; for people who change the rules.
//!
//! `cargo run --release -p detente-text --example show -- FILE [--tokens]`

use detente_text::{Article, Doc};

#[expect(clippy::print_stdout, reason = "a program that prints")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments.first().expect("a path to a text");
    let text = std::fs::read_to_string(path).expect("the text can be read");
    let doc = Doc::new(Article { text, ..Article::default() });
    for (index, part) in doc.parts.iter().enumerate() {
        println!("{} {}..{}", part.kind.name(), part.span.start, part.span.end);
        for sentence in doc.sentences.iter().filter(|sentence| sentence.part == index) {
            if arguments.iter().any(|argument| argument == "--tokens") {
                let tokens: Vec<&str> =
                    doc.tokens_of(sentence).iter().map(|&token| doc.text(token)).collect();
                println!("  {}", tokens.join(" "));
            } else {
                println!("  {}", doc.text(sentence.span));
            }
        }
    }
}
