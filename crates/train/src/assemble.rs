//! Turns learnt weights into a model's file: 7-bit weights for layers, 8-bit vectors, lemma rules.

use crate::lemmas;
use crate::tags::TagSet;
use crate::treebank;
use crate::weights::{Tensor, Weights};
use anyhow::{Context, Result, ensure};
use detente_nn::{Linear, Norm};
use detente_parse::format::{self, SECTIONS, Section};
use detente_parse::pieces::{self, Vocabulary};
use detente_parse::vectors::Vectors;
use detente_parse::{Parser, Tier, names};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a model is made of.
pub struct Parts<'a> {
    /// The folder of the data, for lemmas and tags.
    pub data: &'a Path,
    /// The prepared material.
    pub material: &'a Path,
    /// The learnt weights.
    pub weights: &'a Path,
    /// The folder of the published encoder, for its vocabulary; the fast tier needs none.
    pub base: Option<&'a Path>,
}

/// Blocks or layers at most.
const MOST: usize = 99;

/// The bytes of the model.
///
/// # Errors
///
/// When something cannot be read or does not fit.
pub fn model(parts: &Parts<'_>) -> Result<Vec<u8>> {
    let mut sentences = treebank::read(&parts.data.join("treebanks/ewt/en_ewt-ud-train.conllu"))?;
    sentences.extend(treebank::read(&parts.data.join("treebanks/gum/en_gum-ud-train.conllu"))?);
    let tags = TagSet::new(&sentences);
    let rules = lemmas::train(&sentences, &tags);
    let weights = Weights::read(parts.weights)?;
    let (words, encoder) = match parts.base {
        None => (std::fs::read(parts.material.join("known.bin"))?, convolution(&weights)?),
        Some(base) => transformer(&weights, base, parts.material)?,
    };
    let mut sections: [Vec<u8>; SECTIONS] = std::array::from_fn(|_| Vec::new());
    for (section, bytes) in [
        (Section::Tags, tags.encode()),
        (Section::LemmaSlots, rules.slots),
        (Section::LemmaRules, rules.rules),
        (Section::Words, words),
        (Section::Encoder, encoder),
        (Section::Heads, heads(&weights, tags.classes.len())?),
    ] {
        sections[section as usize] = bytes;
    }
    Ok(format::encode(&sections))
}

/// The bytes of the model of acts of a tier, and what they are made of: the judge's weights (`train/acts.py`) and its settings:
/// the margin of a trigger, slope and offset of the confidence.
///
/// # Errors
///
/// When something cannot be read or does not fit.
pub fn acts(tier: Tier, weights: &Path, words: Option<&Path>, settings: [f32; 3]) -> Result<Vec<u8>> {
    let weights = Weights::read(weights)?;
    let mut body = Vec::new();
    match tier {
        Tier::Accurate => put_layers(&weights, &mut body)?,
        Tier::Fast => put_blocks(&weights, "layers", &weights.get("plan")?.values, &mut body)?,
    }
    put_meanings(&weights, words, &mut body)?;
    put_floats(&weights.get("hint.weight")?.values, &mut body);
    put_stacked(
        &weights,
        &["kind", "status", "mode", "context", "stateless", "reciprocal", "role"],
        &mut body,
    )?;
    for table in ["known_kind.weight", "framed_kind.weight", "framed_status.weight"] {
        put_floats(&weights.get(table)?.values, &mut body);
    }
    put_number(weights.get("trigger.bias")?.values.len(), &mut body);
    for layer in ["trigger", "party", "form"] {
        put_linear(&weights, layer, &mut body)?;
    }
    put_floats(&weights.get("framed")?.values, &mut body);
    put_number(weights.get("actor.bias")?.values.len(), &mut body);
    for layer in ["actor", "recipient", "pair"] {
        put_linear(&weights, layer, &mut body)?;
    }
    put_number(weights.get("subject.bias")?.values.len(), &mut body);
    for layer in ["subject", "nation"] {
        put_linear(&weights, layer, &mut body)?;
    }
    put_floats(&weights.get("ruled")?.values, &mut body);
    put_floats(&settings, &mut body);
    Ok(detente_coding::judge_file(Parser::of(tier).checksum(), &body))
}

/// What words mean: the size of the vocabulary, it, the vectors, the layer; or a 0.
fn put_meanings(weights: &Weights, words: Option<&Path>, out: &mut Vec<u8>) -> Result<()> {
    let Some(words) = words else {
        put_number(0, out);
        return Ok(());
    };
    let words = std::fs::read_to_string(words).with_context(|| format!("reading {}", words.display()))?;
    let rows: Vec<&str> = words.lines().collect();
    let (vectors, layer) = (weights.get("meanings.weight")?, weights.get("meaning.weight")?);
    ensure!(vectors.values.len() == (rows.len() + 1) * vectors.width, "a vector a word, and one for no word");
    let slots = Vocabulary::encode(
        rows.iter().enumerate().map(|(i, word)| (*word, false, i as u32)).collect::<Vec<_>>().into_iter(),
    );
    put_number(slots.len(), out);
    out.extend(slots);
    out.extend(Vectors::encode(&vectors.values[vectors.width..], vectors.width));
    let none = vec![0.0; layer.values.len() / layer.width];
    out.extend(Linear::encode(&layer.values, &none, layer.width));
    Ok(())
}

/// Layers that read the same, as one.
fn put_stacked(weights: &Weights, names: &[&str], out: &mut Vec<u8>) -> Result<()> {
    let (mut rows, mut bias, mut width) = (Vec::new(), Vec::new(), 0);
    for name in names {
        let (weight, offset) = weights.pair(name)?;
        width = weight.width;
        rows.extend(weight.values);
        bias.extend(offset.values);
    }
    out.extend(Linear::encode(&rows, &bias, width));
    Ok(())
}

fn put_linear(weights: &Weights, name: &str, out: &mut Vec<u8>) -> Result<()> {
    let (weight, bias) = weights.pair(name)?;
    out.extend(Linear::encode(&weight.values, &bias.values, weight.width));
    Ok(())
}

fn put_norm(weights: &Weights, name: &str, out: &mut Vec<u8>) -> Result<()> {
    let (weight, bias) = weights.pair(name)?;
    out.extend(Norm::encode(&weight.values, &bias.values));
    Ok(())
}

pub(crate) fn put_floats(values: &[f32], out: &mut Vec<u8>) {
    out.extend(values.iter().flat_map(|value| value.to_le_bytes()));
}

fn put_number(number: usize, out: &mut Vec<u8>) {
    out.extend((number as u32).to_le_bytes());
}

/// The fast tier's encoder.
fn convolution(weights: &Weights) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    put_number(Tier::Fast as usize, &mut out);
    let table = weights.get("table.weight")?;
    out.extend(Vectors::encode(&table.values, table.width));
    put_norm(weights, "norm", &mut out)?;
    put_blocks(weights, "blocks", &weights.get("plan")?.values, &mut out)?;
    Ok(out)
}

/// The number of blocks, and the blocks: `distances` has 0 for attention.
fn put_blocks(weights: &Weights, name: &str, distances: &[f32], out: &mut Vec<u8>) -> Result<()> {
    let plan = (0..MOST).take_while(|i| weights.has(&format!("{name}.{i}.norm.weight"))).count();
    put_number(plan, out);
    ensure!(distances.len() == plan, "the plan names all blocks");
    for (i, &distance) in distances.iter().enumerate() {
        let block = format!("{name}.{i}");
        put_number(distance as usize, out);
        if distance > 0.0 {
            put_linear(weights, &format!("{block}.mix"), out)?;
        } else {
            put_linear(weights, &format!("{block}.qkv"), out)?;
            put_floats(&weights.get(&format!("{block}.near"))?.values, out);
            put_linear(weights, &format!("{block}.out"), out)?;
        }
        put_norm(weights, &format!("{block}.norm"), out)?;
    }
    Ok(())
}

/// The number of layers, and the layers.
fn put_layers(weights: &Weights, out: &mut Vec<u8>) -> Result<()> {
    let layers = (0..MOST).take_while(|i| weights.has(&format!("layers.{i}.qkv.weight"))).count();
    put_number(layers, out);
    for i in 0..layers {
        let layer = |part: &str| format!("layers.{i}.{part}");
        for part in ["qkv", "out"] {
            put_linear(weights, &layer(part), out)?;
        }
        put_norm(weights, &layer("norm1"), out)?;
        for part in ["up", "down"] {
            put_linear(weights, &layer(part), out)?;
        }
        put_norm(weights, &layer("norm2"), out)?;
    }
    Ok(())
}

/// The accurate tier's vocabulary and encoder.
fn transformer(weights: &Weights, base: &Path, material: &Path) -> Result<(Vec<u8>, Vec<u8>)> {
    let kept = kept_pieces(base, material)?;
    let of_slot = |(number, (piece, _)): (usize, &(String, usize))| {
        let inside = piece.strip_prefix("##");
        (inside.unwrap_or(piece).to_owned(), inside.is_some(), number as u32)
    };
    let slots: Vec<(String, bool, u32)> = kept.iter().enumerate().skip(3).map(of_slot).collect();
    let words =
        Vocabulary::encode(slots.iter().map(|(piece, inside, number)| (piece.as_str(), *inside, *number)));

    let mut out = Vec::new();
    put_number(Tier::Accurate as usize, &mut out);
    let all = weights.get("piece.weight")?;
    let rows = kept.iter().flat_map(|(_, row)| &all.values[row * all.width..(row + 1) * all.width]);
    out.extend(Vectors::encode(&rows.copied().collect::<Vec<f32>>(), all.width));
    for table in ["place.weight", "case.weight"] {
        let table = weights.get(table)?;
        out.extend(Vectors::encode(&table.values, table.width));
    }
    put_norm(weights, "norm", &mut out)?;
    put_layers(weights, &mut out)?;
    Ok((words, out))
}

#[derive(serde::Deserialize)]
struct Tokenizer {
    model: TokenizerModel,
}

#[derive(serde::Deserialize)]
struct TokenizerModel {
    vocab: BTreeMap<String, usize>,
}

/// The pieces that are kept, with their rows: unknown, start and end first, then those that the material uses
/// or that are one letter long, so that every word still has pieces.
fn kept_pieces(base: &Path, material: &Path) -> Result<Vec<(String, usize)>> {
    let path = base.join("tokenizer.json");
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let vocabulary = serde_json::from_str::<Tokenizer>(&text)?.model.vocab;
    let used = used_pieces(&vocabulary, material)?;
    let mut kept = Vec::new();
    for special in ["[UNK]", "[CLS]", "[SEP]"] {
        kept.push((special.to_owned(), *vocabulary.get(special).context("the vocabulary has BERT's marks")?));
    }
    let short = |piece: &str| piece.trim_start_matches("##").chars().count() == 1;
    let mut others: Vec<_> = vocabulary
        .iter()
        .filter(|(piece, row)| !piece.starts_with('[') && (short(piece) || used.contains(row)))
        .collect();
    others.sort_by_key(|(_, row)| **row);
    kept.extend(others.into_iter().map(|(piece, row)| (piece.clone(), *row)));
    Ok(kept)
}

/// Rows of the pieces that the words of the material have.
fn used_pieces(vocabulary: &BTreeMap<String, usize>, material: &Path) -> Result<BTreeSet<usize>> {
    let numbered = vocabulary.iter().filter(|(piece, _)| !piece.starts_with('['));
    let slots: Vec<(&str, bool, u32)> = numbered
        .map(|(piece, row)| {
            let inside = piece.strip_prefix("##");
            (inside.unwrap_or(piece), inside.is_some(), *row as u32)
        })
        .collect();
    let vocabulary = Vocabulary::encode(slots.into_iter()).into();
    let vocabulary = Vocabulary::read(&vocabulary).context("a vocabulary just written can be read")?;
    let words: Words = serde_json::from_slice(&std::fs::read(material.join("words.json"))?)?;
    let mut found = pieces::Pieces::default();
    let mut used = BTreeSet::new();
    for form in words.forms.keys() {
        found.read(&[form], &vocabulary, usize::MAX);
        used.extend(found.ids.iter().map(|id| *id as usize));
    }
    Ok(used)
}

#[derive(serde::Deserialize)]
struct Words {
    forms: BTreeMap<String, Vec<u32>>,
}

/// The heads.
fn heads(weights: &Weights, tags: usize) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let near = weights.has("heads.arc_near.weight");
    put_number(usize::from(near), &mut out);
    ensure!(weights.get("heads.tag.bias")?.values.len() == tags, "the tags are those of the treebanks");
    ensure!(weights.get("heads.name.bias")?.values.len() == names::CLASSES, "the names are ours");
    for layer in ["tag", "name", "arc_dependent", "arc_form", "arc_head"] {
        put_linear(weights, &format!("heads.{layer}"), &mut out)?;
    }
    let root = weights.get("heads.root")?.values;
    let arc_root = product(&weights.pair("heads.arc_head")?, &root);
    put_floats(&arc_root.iter().map(|value| value.max(0.0)).collect::<Vec<_>>(), &mut out);
    if near {
        put_linear(weights, "heads.arc_near", &mut out)?;
    }
    put_linear(weights, "heads.relation_dependent", &mut out)?;
    put_linear(weights, "heads.relation_head", &mut out)?;
    put_floats(&product(&weights.pair("heads.relation_head")?, &root), &mut out);
    if near {
        put_floats(&weights.get("heads.relation_near.weight")?.values, &mut out);
    }
    put_linear(weights, "heads.relation", &mut out)?;
    Ok(out)
}

/// `W x + b`.
fn product((weight, bias): &(Tensor, Tensor), x: &[f32]) -> Vec<f32> {
    let rows = weight.values.chunks_exact(weight.width).zip(&bias.values);
    rows.map(|(row, bias)| row.iter().zip(x).map(|(a, b)| a * b).sum::<f32>() + bias).collect()
}
