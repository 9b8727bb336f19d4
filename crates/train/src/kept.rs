//! Results of steps kept from run to run while one works on a later step. What is kept is believed, so a
//! model worth keeping is trained without it.

use crate::encode::Table;
use anyhow::{Context, Result};
use std::path::PathBuf;

/// A folder of results, or none.
#[derive(Clone, Debug, Default)]
pub struct Kept(Option<PathBuf>);

impl Kept {
    /// With a folder; without one nothing is kept.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self(folder)
    }

    /// The kept result of a step, or else a new one, which is kept.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read or written.
    pub fn get(&self, step: &str, make: impl FnOnce() -> Vec<Vec<u8>>) -> Result<Vec<Vec<u8>>> {
        let Some(folder) = &self.0 else { return Ok(make()) };
        let path = folder.join(step);
        if let Ok(bytes) = std::fs::read(&path) {
            return decode(&bytes).with_context(|| format!("reading {}", path.display()));
        }
        let parts = make();
        std::fs::write(&path, encode(&parts)).with_context(|| format!("writing {}", path.display()))?;
        Ok(parts)
    }

    /// The same for a table.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read or written.
    pub fn table(&self, step: &str, make: impl FnOnce() -> Table) -> Result<Table> {
        let parts = self.get(step, || {
            let Table { slots, pool, kept, offered } = make();
            vec![slots, pool, kept.to_le_bytes().to_vec(), offered.to_le_bytes().to_vec()]
        })?;
        let [slots, pool, kept, offered] = parts.try_into().ok().context("not a kept table")?;
        let number = |bytes: Vec<u8>| bytes.try_into().map_or(0, usize::from_le_bytes);
        Ok(Table { slots, pool, kept: number(kept), offered: number(offered) })
    }
}

/// Each part after its length.
fn encode(parts: &[Vec<u8>]) -> Vec<u8> {
    let lengths = parts.iter().map(|part| (part.len() as u32).to_le_bytes());
    lengths.zip(parts).flat_map(|(length, part)| length.into_iter().chain(part.iter().copied())).collect()
}

fn decode(mut bytes: &[u8]) -> Result<Vec<Vec<u8>>> {
    let mut parts = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_first_chunk().context("cut short")?;
        let (part, rest) =
            rest.split_at_checked(u32::from_le_bytes(*length) as usize).context("cut short")?;
        parts.push(part.to_vec());
        bytes = rest;
    }
    Ok(parts)
}
