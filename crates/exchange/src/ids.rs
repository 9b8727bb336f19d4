//! Ids of imported events: the first 128 bits of a SHA-256, so that importing a file twice gives the same ones.

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// The id of some parts: the first 16 bytes, big-endian, of SHA-256 over each part and a byte 0x1f after it.
pub(crate) fn id_of(parts: &[&[u8]]) -> u128 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0x1f]);
    }
    let digest = hash.finalize();
    digest.iter().take(16).fold(0, |id, &byte| id << 8 | u128::from(byte))
}

/// What is known of an id that comes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Never seen.
    First,
    /// Seen with the same content.
    Same,
    /// Seen with other content.
    Other,
}

/// The ids of a file's rows: 24 bytes each and the table's slack.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    /// By id, a short hash of the content, or how many had this content.
    seen: FxHashMap<u128, u64>,
}

impl Ids {
    /// Notes an id with its content's hash.
    pub fn note(&mut self, id: u128, content: u64) -> Seen {
        match self.seen.entry(id) {
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(content);
                Seen::First
            }
            std::collections::hash_map::Entry::Occupied(slot) if *slot.get() == content => Seen::Same,
            std::collections::hash_map::Entry::Occupied(_) => Seen::Other,
        }
    }

    /// How many times this content came before.
    pub fn count(&mut self, content: u128) -> u64 {
        let times = self.seen.entry(content).or_default();
        *times += 1;
        *times - 1
    }
}
