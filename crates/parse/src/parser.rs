//! One sentence in, its syntax out: tags, lemmas, tree and names, by one pass of an encoder.

use crate::convolution::{self, Convolution};
use crate::format::{Section, Sections};
use crate::heads::{self, Heads};
use crate::lemma::Lemmas;
use crate::transformer::{self, Transformer};
use crate::{Deprel, Error, Syntax, Tier, Upos, Xpos, names};
use bytes::Bytes;
use compact_str::CompactString;
use detente_nn::{Processor, Rows, arg_max};
use detente_text::{Doc, Sentence};
use std::sync::LazyLock;

/// The shipped models.
pub(crate) static FAST: &[u8] = include_bytes!("../../../data/models/en-fast.bin");
pub(crate) static ACCURATE: &[u8] = include_bytes!("../../../data/models/en-accurate.bin");

/// Tokens read at once: the time that a tree takes grows with their square.
const LONGEST: usize = 256;

/// A tagger, lemmatiser, dependency parser and name recogniser with its model. It is never changed by use, so
/// one may be shared by all threads.
#[derive(Clone, Debug)]
pub struct Parser {
    tier: Tier,
    checksum: u32,
    processor: Processor,
    encoder: Encoder,
    heads: Heads,
    tags: Vec<(Upos, Xpos)>,
    lemma_slots: Bytes,
    lemma_rules: Bytes,
}

#[derive(Clone, Debug)]
enum Encoder {
    Fast(Box<Convolution>),
    Accurate(Box<Transformer>),
}

/// The layers of a second model that reads a parser's own vectors of words, with other vectors added to them.
#[derive(Clone, Debug)]
pub struct Reader {
    layers: ReaderLayers,
}

#[derive(Clone, Debug)]
enum ReaderLayers {
    Fast(Vec<convolution::Block>),
    Accurate(Vec<transformer::Layer>),
}

/// What a parser needs while it works; kept from sentence to sentence, it saves allocations. It carries nothing
/// over: results are the same with a new one.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    convolution: convolution::Scratch,
    transformer: transformer::Scratch,
    heads: heads::Scratch,
    vectors: Rows,
    letters: Vec<char>,
    classes: Vec<u8>,
    back: Vec<[u8; names::CLASSES]>,
}

impl Parser {
    /// The fast tier with the model that is part of this crate.
    pub fn embedded() -> &'static Self {
        Self::of(Tier::Fast)
    }

    /// A tier with the model that is part of this crate.
    ///
    /// # Panics
    ///
    /// Never: the models are checked by a test.
    pub fn of(tier: Tier) -> &'static Self {
        static PARSERS: [LazyLock<Parser>; 2] = [
            LazyLock::new(|| {
                Parser::new(&Bytes::from_static(FAST)).expect("the embedded model is valid (tested)")
            }),
            LazyLock::new(|| {
                Parser::new(&Bytes::from_static(ACCURATE)).expect("the embedded model is valid (tested)")
            }),
        ];
        &PARSERS[tier as usize]
    }

    /// A parser with a model of one's own. The bytes are copied.
    ///
    /// # Errors
    ///
    /// When the bytes are not a model of this version, or are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::new(&Bytes::copy_from_slice(bytes))
    }

    fn new(bytes: &Bytes) -> Result<Self, Error> {
        let sections = Sections::new(bytes)?;
        Self::with_sections(&sections).ok_or(Error::corrupt("weights of an impossible shape"))
    }

    fn with_sections(sections: &Sections) -> Option<Self> {
        let words = sections.part(Section::Words);
        let mut weights = sections.part(Section::Encoder);
        let tier = *Tier::ALL.get(detente_nn::read_u32(&mut weights)? as usize)?;
        let (encoder, width) = match tier {
            Tier::Fast => {
                let encoder = Convolution::read(words, &mut weights)?;
                (Encoder::Fast(Box::new(encoder)), Convolution::width())
            }
            Tier::Accurate => {
                let encoder = Transformer::read(&words, &mut weights)?;
                (Encoder::Accurate(Box::new(encoder)), Transformer::width())
            }
        };
        let mut weights = sections.part(Section::Heads);
        Some(Self {
            tier,
            checksum: sections.checksum,
            processor: Processor::detect(),
            encoder,
            heads: Heads::read(&mut weights, width, sections.tags.len(), names::CLASSES)?,
            tags: sections.tags.clone(),
            lemma_slots: sections.part(Section::LemmaSlots),
            lemma_rules: sections.part(Section::LemmaRules),
        })
    }

    /// Which tier its model is of.
    pub fn tier(&self) -> Tier {
        self.tier
    }

    /// The name of its model with the first digits of its checksum: `en-fast 0a1b2c3d`.
    pub fn id(&self) -> String {
        format!("{} {:08x}", self.tier.model(), self.checksum)
    }

    /// Parses a sentence of a document.
    pub fn parse(&self, doc: &Doc, sentence: &Sentence) -> Syntax {
        self.parse_with(&mut Scratch::default(), doc, sentence)
    }

    /// Parses a sentence of a document, reusing memory.
    pub fn parse_with(&self, scratch: &mut Scratch, doc: &Doc, sentence: &Sentence) -> Syntax {
        let forms: Vec<&str> = doc.tokens_of(sentence).iter().map(|&span| doc.text(span)).collect();
        self.parse_tokens_with(scratch, &forms)
    }

    /// Parses tokens, as UD English cuts them.
    pub fn parse_tokens(&self, tokens: &[&str]) -> Syntax {
        self.parse_tokens_with(&mut Scratch::default(), tokens)
    }

    /// Parses tokens, reusing memory. More than 256 tokens are read in parts, so that time is linear in their
    /// number; the later parts hang on the first.
    pub fn parse_tokens_with(&self, scratch: &mut Scratch, tokens: &[&str]) -> Syntax {
        let mut syntax = Syntax::default();
        for part in tokens.chunks(LONGEST) {
            self.encode(scratch, part);
            self.heads.apply(self.processor, &scratch.vectors, &mut scratch.heads);
            self.add_part(scratch, part, &mut syntax);
        }
        syntax
    }

    /// The first half of its model's checksum, by which a second model knows it.
    pub fn checksum(&self) -> u32 {
        self.checksum
    }

    /// The vectors whose sum a word is in the fast tier, for the trainer; none in the accurate tier.
    #[doc(hidden)]
    pub fn rows(&self, form: &str) -> Vec<u32> {
        match &self.encoder {
            Encoder::Fast(encoder) => encoder.rows(form),
            Encoder::Accurate(_) => vec![],
        }
    }

    /// Numbers a word.
    pub fn width(&self) -> usize {
        match &self.encoder {
            Encoder::Fast(_) => Convolution::width(),
            Encoder::Accurate(_) => Transformer::width(),
        }
    }

    /// How it does arithmetic.
    pub fn processor(&self) -> Processor {
        self.processor
    }

    /// Reads the layers of a second model (their number, then the layers) from the front of `bytes`; nothing when they
    /// do not fit this parser.
    pub fn reader(&self, bytes: &mut Bytes) -> Option<Reader> {
        let layers = match &self.encoder {
            Encoder::Fast(_) => ReaderLayers::Fast(convolution::Block::read_all(bytes)?),
            Encoder::Accurate(_) => ReaderLayers::Accurate(transformer::Layer::read_all(bytes)?),
        };
        Some(Reader { layers })
    }

    /// Vectors of words by a second model. `added` has a row a word. Time grows with the square of the number of words:
    /// at most 256 are read, and the others have vectors of nothing.
    pub fn read_again(
        &self,
        reader: &Reader,
        scratch: &mut Scratch,
        tokens: &[&str],
        added: &Rows,
        out: &mut Rows,
    ) {
        let Scratch { convolution, transformer, .. } = scratch;
        let (processor, tokens) = (self.processor, &tokens[..tokens.len().min(LONGEST)]);
        match (&self.encoder, &reader.layers) {
            (Encoder::Fast(encoder), ReaderLayers::Fast(blocks)) => {
                encoder.encode_by(blocks, Some(added), processor, tokens, convolution, out);
            }
            (Encoder::Accurate(encoder), ReaderLayers::Accurate(layers)) => {
                encoder.encode_by(layers, Some(added), processor, tokens, transformer, out);
            }
            // A reader of another tier: there is no such, since `reader` makes them.
            _ => out.reset(tokens.len(), self.width()),
        }
    }

    /// Vectors of the tokens, into `scratch.vectors`.
    fn encode(&self, scratch: &mut Scratch, tokens: &[&str]) {
        let Scratch { convolution, transformer, vectors, .. } = scratch;
        match &self.encoder {
            Encoder::Fast(encoder) => encoder.encode(self.processor, tokens, convolution, vectors),
            Encoder::Accurate(encoder) => encoder.encode(self.processor, tokens, transformer, vectors),
        }
    }

    /// Adds what the heads found of some tokens.
    fn add_part(&self, scratch: &mut Scratch, tokens: &[&str], syntax: &mut Syntax) {
        let Scratch { heads, letters, classes, back, .. } = scratch;
        let first = syntax.head.len();
        let root = syntax.root();
        let lemmas = Lemmas::new(&self.lemma_slots, &self.lemma_rules);
        for (i, form) in tokens.iter().enumerate() {
            let tag = arg_max(heads.tags.row(i));
            let (upos, xpos) = self.tags[tag];
            let mut lemma = CompactString::default();
            lemmas.lemma(form, tag as u8, letters, &mut lemma);
            syntax.upos.push(upos);
            syntax.xpos.push(xpos);
            syntax.lemma.push(lemma);
            let (head, relation) = match (heads.heads[i], root) {
                (Some(head), _) => ((first + head) as u32, heads.relations[i]),
                (None, Some(root)) => (root, Deprel::Parataxis),
                (None, None) => ((first + i) as u32, Deprel::Root),
            };
            syntax.head.push(head);
            syntax.deprel.push(relation);
        }
        names::best(&heads.names, back, classes);
        names::collect(classes, first, &mut syntax.names);
    }
}
