//! The model's file: one block of bytes, used where it lies.
//!
//! All numbers are little endian. Header: magic `DTNTPARS` (8 bytes), version (u32), number of sections (u32),
//! hash of the tag sets (u64), checksum of everything after it (u64); then the sections' lengths (u32 each) and
//! the sections themselves, in the order of [`Section`]. A file whose checksum holds is as the trainer wrote
//! it; inference trusts it no further, and reads what lies outside a section as absent.

use crate::lemma::Lemmas;
use crate::lexicon::Lexicon;
use crate::table::{self, CLASSES, Dense, Sparse};
use crate::{Deprel, Error, Upos, Xpos, hash};
use std::borrow::Cow;
use std::ops::Range;

const MAGIC: &[u8; 8] = b"DTNTPARS";
/// Of the format, of the hashes and of the feature templates: a change to any makes old models invalid.
const VERSION: u32 = 1;
const HEADER: usize = 32;

/// The sections, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Section {
    /// UPOS and Penn tag of each class of the tagger, a byte each.
    Tags,
    /// Words: clusters and ambiguity classes.
    Lexicon,
    /// The tagger's slots.
    TagSlots,
    /// The tagger's rows.
    TagPool,
    /// Index of the lemma rules.
    LemmaSlots,
    /// The lemma rules.
    LemmaRules,
    /// Slots of the moves.
    Moves,
    /// Slots of the relations.
    LabelSlots,
    /// Rows of the relations.
    LabelPool,
    /// Slots of the names.
    NameSlots,
    /// Rows of the names.
    NamePool,
}

/// How many sections.
pub const SECTIONS: usize = Section::NamePool as usize + 1;

/// A model, checked.
#[derive(Clone, Debug)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    sections: [Range<usize>; SECTIONS],
    tags: Vec<(Upos, Xpos)>,
}

impl Model {
    /// Checks the bytes and finds the sections.
    ///
    /// # Errors
    ///
    /// When the bytes are not a model of this version, or are damaged.
    pub fn new(bytes: Cow<'static, [u8]>) -> Result<Self, Error> {
        let sections = sections_of(&bytes)?;
        let tags = tags_of(&bytes[sections[Section::Tags as usize].clone()])?;
        let model = Self { bytes, sections, tags };
        model.check_shapes()?;
        Ok(model)
    }

    fn check_shapes(&self) -> Result<(), Error> {
        let slots = [Section::TagSlots, Section::Moves, Section::LabelSlots, Section::NameSlots];
        if !slots.into_iter().all(|section| table::well_formed(self.section(section))) {
            return Err(Error::corrupt("a weight table of an impossible size"));
        }
        if !Lexicon::well_formed(self.section(Section::Lexicon)) {
            return Err(Error::corrupt("a lexicon of an impossible size"));
        }
        if !Lemmas::well_formed(self.section(Section::LemmaSlots), self.section(Section::LemmaRules)) {
            return Err(Error::corrupt("lemma rules of an impossible size"));
        }
        Ok(())
    }

    fn section(&self, section: Section) -> &[u8] {
        &self.bytes[self.sections[section as usize].clone()]
    }

    /// The joint tags, by class.
    pub fn tags(&self) -> &[(Upos, Xpos)] {
        &self.tags
    }

    /// Words.
    pub fn lexicon(&self) -> Lexicon<'_> {
        Lexicon::new(self.section(Section::Lexicon))
    }

    /// Weights of the tagger.
    pub fn tagger(&self) -> Sparse<'_> {
        Sparse::new(self.section(Section::TagSlots), self.section(Section::TagPool))
    }

    /// Lemma rules.
    pub fn lemmas(&self) -> Lemmas<'_> {
        Lemmas::new(self.section(Section::LemmaSlots), self.section(Section::LemmaRules))
    }

    /// Weights of the moves.
    pub fn moves(&self) -> Dense<'_> {
        Dense::new(self.section(Section::Moves))
    }

    /// Weights of the relations.
    pub fn labels(&self) -> Sparse<'_> {
        Sparse::new(self.section(Section::LabelSlots), self.section(Section::LabelPool))
    }

    /// Weights of the names.
    pub fn names(&self) -> Sparse<'_> {
        Sparse::new(self.section(Section::NameSlots), self.section(Section::NamePool))
    }
}

/// The file of these sections.
pub fn encode(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let lengths = sections.iter().flat_map(|section| (section.len() as u32).to_le_bytes());
    let body: Vec<u8> = lengths.chain(sections.iter().flatten().copied()).collect();
    let mut file = Vec::with_capacity(HEADER + body.len());
    file.extend(MAGIC);
    file.extend(VERSION.to_le_bytes());
    file.extend((SECTIONS as u32).to_le_bytes());
    file.extend(tag_sets().to_le_bytes());
    file.extend(hash::checksum(&body).to_le_bytes());
    file.extend(body);
    file
}

/// A hash of all tag names in order: class numbers mean the same only under the same names.
fn tag_sets() -> u64 {
    let upos = Upos::ALL.iter().map(|tag| tag.name());
    let xpos = Xpos::ALL.iter().map(|tag| tag.name());
    let names = upos.chain(xpos).chain(Deprel::ALL.iter().map(|tag| tag.name()));
    u64::from(hash::of_bytes(names.flat_map(|name| name.bytes().chain([0]))))
}

fn sections_of(bytes: &[u8]) -> Result<[Range<usize>; SECTIONS], Error> {
    let (header, body) = bytes.split_at_checked(HEADER).ok_or(Error::foreign("shorter than its header"))?;
    let number = |at: usize| u32::from_le_bytes(header[at..at + 4].try_into().expect("four bytes"));
    let long = |at: usize| u64::from_le_bytes(header[at..at + 8].try_into().expect("eight bytes"));
    if &header[..8] != MAGIC {
        return Err(Error::foreign("the file does not begin as one"));
    }
    if number(8) != VERSION || number(12) as usize != SECTIONS {
        return Err(Error::foreign("another version of the format"));
    }
    if long(16) != tag_sets() {
        return Err(Error::foreign("trained with other tag sets"));
    }
    if long(24) != hash::checksum(body) {
        return Err(Error::corrupt("the checksum does not hold"));
    }
    place_sections(body).ok_or(Error::corrupt("the sections do not fill the file"))
}

fn place_sections(body: &[u8]) -> Option<[Range<usize>; SECTIONS]> {
    let mut sections = [const { 0..0 }; SECTIONS];
    let mut start = HEADER + SECTIONS * 4;
    for (section, length) in sections.iter_mut().zip(body.get(..SECTIONS * 4)?.chunks_exact(4)) {
        let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
        *section = start..start.checked_add(length)?;
        start = section.end;
    }
    (start == HEADER + body.len()).then_some(sections)
}

fn tags_of(section: &[u8]) -> Result<Vec<(Upos, Xpos)>, Error> {
    let classes = section.len() / 2;
    if classes == 0 || classes > CLASSES || !section.len().is_multiple_of(2) {
        return Err(Error::corrupt("an impossible number of tags"));
    }
    let read =
        |pair: &[u8]| Some((*Upos::ALL.get(usize::from(pair[0]))?, *Xpos::ALL.get(usize::from(pair[1]))?));
    section.chunks_exact(2).map(read).collect::<Option<_>>().ok_or(Error::corrupt("an unknown tag"))
}
