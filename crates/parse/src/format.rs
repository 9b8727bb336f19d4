//! The model's file: one block of bytes, used where it lies.
//!
//! All numbers are little endian. Header: magic `DTNTPARS` (8 bytes), version (u32), number of sections (u32),
//! hash of the tag sets (u64), checksum of everything after it (u64); then the sections' lengths (u32 each) and
//! the sections themselves, in the order of [`Section`]. A file whose checksum holds is as the trainer wrote
//! it; inference trusts it no further, and reads what lies outside a section as absent.

use crate::lemma::Lemmas;
use crate::{Deprel, Error, Upos, Xpos, hash};
use bytes::Bytes;

const MAGIC: &[u8; 8] = b"DTNTPARS";
/// Of the format, of the hashes and of the features: a change to any makes old models invalid.
const VERSION: u32 = 2;
const HEADER: usize = 32;
/// The most classes of tags.
const MOST_TAGS: usize = 255;

/// The sections, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Section {
    /// UPOS and Penn tag of each class of tags, a byte each.
    Tags,
    /// Index of the lemma rules.
    LemmaSlots,
    /// The lemma rules.
    LemmaRules,
    /// The words or pieces of words that the encoder knows.
    Words,
    /// The encoder's shape and weights.
    Encoder,
    /// The weights of the heads.
    Heads,
}

/// How many sections.
pub const SECTIONS: usize = Section::Heads as usize + 1;

/// The sections of a file, checked as far as the file itself can tell.
#[derive(Clone, Debug)]
pub(crate) struct Sections {
    parts: [Bytes; SECTIONS],
    /// The first half of the file's checksum.
    pub(crate) checksum: u32,
    pub(crate) tags: Vec<(Upos, Xpos)>,
}

impl Sections {
    pub(crate) fn new(bytes: &Bytes) -> Result<Self, Error> {
        let parts = sections_of(bytes)?;
        let tags = tags_of(&parts[Section::Tags as usize])?;
        let checksum = u32::from_le_bytes(bytes[HEADER - 4..HEADER].try_into().expect("four bytes"));
        let sections = Self { parts, checksum, tags };
        if !Lemmas::well_formed(&sections.part(Section::LemmaSlots), &sections.part(Section::LemmaRules)) {
            return Err(Error::corrupt("lemma rules of an impossible size"));
        }
        Ok(sections)
    }

    /// A section; the bytes are shared.
    pub(crate) fn part(&self, section: Section) -> Bytes {
        self.parts[section as usize].clone()
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

fn sections_of(bytes: &Bytes) -> Result<[Bytes; SECTIONS], Error> {
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
    place_sections(bytes).ok_or(Error::corrupt("the sections do not fill the file"))
}

fn place_sections(bytes: &Bytes) -> Option<[Bytes; SECTIONS]> {
    let mut sections = [const { Bytes::new() }; SECTIONS];
    let lengths = bytes.get(HEADER..HEADER + SECTIONS * 4)?;
    let mut start = HEADER + SECTIONS * 4;
    for (section, length) in sections.iter_mut().zip(lengths.chunks_exact(4)) {
        let end = start.checked_add(u32::from_le_bytes(length.try_into().ok()?) as usize)?;
        *section = (end <= bytes.len()).then(|| bytes.slice(start..end))?;
        start = end;
    }
    (start == bytes.len()).then_some(sections)
}

fn tags_of(section: &[u8]) -> Result<Vec<(Upos, Xpos)>, Error> {
    let classes = section.len() / 2;
    if classes == 0 || classes > MOST_TAGS || !section.len().is_multiple_of(2) {
        return Err(Error::corrupt("an impossible number of tags"));
    }
    let read =
        |pair: &[u8]| Some((*Upos::ALL.get(usize::from(pair[0]))?, *Xpos::ALL.get(usize::from(pair[1]))?));
    section.chunks_exact(2).map(read).collect::<Option<_>>().ok_or(Error::corrupt("an unknown tag"))
}
