//! News, damaged: stretches of it deleted, doubled, exchanged, written over.

use crate::noise;
use crate::random::Random;
use std::ops::Range;

/// Changes a text holds at most.
const MOST_CHANGES: usize = 12;
/// The longest stretch that is changed at once, in bytes.
const STRETCH: usize = 400;

/// One of the texts with changes, no longer than about `most` bytes.
pub(crate) fn make(random: &mut Random, texts: &[String], most: usize) -> String {
    let mut text = texts[random.below(texts.len())].clone();
    for _ in 0..random.below(MOST_CHANGES) {
        change(random, &mut text, texts);
    }
    while random.once_in(3) && text.len() < most / 2 {
        text = text.repeat(2);
    }
    text.truncate(text.floor_char_boundary(most));
    text
}

fn change(random: &mut Random, text: &mut String, texts: &[String]) {
    let range = stretch(random, text);
    let piece = text[range.clone()].to_owned();
    let place = random.place(text);
    match random.below(8) {
        0 => text.replace_range(range, ""),
        1 => text.insert_str(place, &piece),
        2 => text.insert_str(range.end, &piece.repeat(random.length(20))),
        3 => text.replace_range(range, &piece.chars().rev().collect::<String>()),
        4 => text.replace_range(range, &noise::make(random, STRETCH)),
        5 => {
            let other = &texts[random.below(texts.len())];
            let from = stretch(random, other);
            text.insert_str(place, &other[from]);
        }
        6 => text.replace_range(range, &piece.replace([' ', '\n'], "")),
        _ => text.replace_range(range, &flip(random, &piece)),
    }
}

fn stretch(random: &mut Random, text: &str) -> Range<usize> {
    let start = random.place(text);
    let end = text.floor_char_boundary((start + random.length(STRETCH)).min(text.len()));
    start..end
}

/// Bits of the bytes turned over.
fn flip(random: &mut Random, piece: &str) -> String {
    let mut bytes = piece.as_bytes().to_vec();
    for _ in 0..random.below(5) {
        let at = random.below(bytes.len());
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << random.below(8);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
