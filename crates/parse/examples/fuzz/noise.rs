//! Texts that are no news: what feeds, pages and broken files hold, and what nobody would write.

use crate::random::Random;

/// How each kind of noise is made, of about so many bytes.
type Maker = fn(&mut Random, usize) -> String;

const MAKERS: [Maker; 14] = [
    bytes, ascii, one_token, words, emoji, scripts, base64, controls, nested, repeated, html, long_line,
    paragraphs, any_chars,
];

const WORDS: [&str; 24] = [
    "the",
    "minister",
    "said",
    "on",
    "Monday",
    "that",
    "troops",
    "U.S.",
    "Mr.",
    "etc.",
    "isn't",
    "won't've",
    "3,400",
    "$5m",
    "e-mail",
    "a.b@c.org",
    "http://x.y/z?q=1",
    "St.",
    "J.",
    "Ankara",
    "ILO",
    "of",
    "'s",
    "and/or",
];
const MARKS: [&str; 24] = [
    ".", ",", ";", ":", "!", "?", "...", "…", "-", "--", "—", "(", ")", "[", "]", "\"", "'", "“", "”", "’",
    "«", "»", "/", "*",
];
const EMOJI: [&str; 14] = [
    "😀",
    "👩",
    "👍",
    "🏽",
    "\u{200D}",
    "\u{FE0F}",
    "🇫",
    "🇷",
    "❤",
    "🏴",
    "\u{E0067}",
    "\u{E007F}",
    "#",
    "\u{20E3}",
];
const SCRIPTS: [&str; 20] = [
    "قال",
    "الوزير",
    "؟",
    "،",
    "\u{202B}",
    "\u{64E}",
    "中国",
    "外交部",
    "。",
    "、",
    "हिन्दी",
    "।",
    "ไทย",
    "e\u{301}",
    "Z\u{300}\u{301}\u{302}",
    "İstanbul",
    "ẞ",
    "ŉ",
    "ﬁ",
    "\u{1D400}",
];
const OPENERS: [&str; 8] = ["(", "[", "{", "\"", "“", "'", "«", "<"];
const CLOSERS: [&str; 8] = [")", "]", "}", "\"", "”", "'", "»", ">"];
const HTML: [&str; 16] = [
    "<p>",
    "</p>",
    "<br/>",
    "&nbsp;",
    "&amp;",
    "&#x1F600;",
    "<a href=\"x\">",
    "<!--",
    "-->",
    "<script>",
    "var a={};",
    "Read also: ",
    "Photo: ",
    "By ",
    "Share | Tweet",
    "\n",
];
const GAPS: [&str; 10] = [" ", " ", " ", "  ", "\n", "\t", "\u{A0}", "\u{2028}", "\r\n", "\u{200B}"];

/// A text of some kind, of up to about `most` bytes.
pub(crate) fn make(random: &mut Random, most: usize) -> String {
    let length = random.length(most);
    let mut text = random.of(&MAKERS)(random, length);
    if random.once_in(4) {
        // Two kinds side by side.
        let other = random.length(most - length);
        text += &random.of(&MAKERS)(random, other);
    }
    text
}

fn repeat_until(length: usize, mut piece: impl FnMut(&mut String)) -> String {
    let mut text = String::with_capacity(length + 16);
    while text.len() < length {
        piece(&mut text);
    }
    text
}

fn bytes(random: &mut Random, length: usize) -> String {
    let bytes: Vec<u8> = (0..length).map(|_| random.next() as u8).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn ascii(random: &mut Random, length: usize) -> String {
    (0..length).map(|_| char::from(random.below(128) as u8)).collect()
}

/// Characters from everywhere in Unicode.
fn any_chars(random: &mut Random, length: usize) -> String {
    let last = random.of(&[0x300, 0x3000, 0x1_0000, 0x11_0000]);
    repeat_until(length, |text| text.extend(char::from_u32(random.below(last) as u32)))
}

/// One token without end.
fn one_token(random: &mut Random, length: usize) -> String {
    let piece = random
        .of(&["a", "Ab", "1", "1,", "a-", "a.", "A.", "x'", "İ", "ﷺ", "e\u{301}", "中", "n't", "@a", "www."]);
    repeat_until(length, |text| text.push_str(piece))
}

/// A sentence of words and marks; the long ones have thousands.
fn words(random: &mut Random, length: usize) -> String {
    let capitals = random.once_in(8);
    let text = repeat_until(length, |text| {
        text.push_str(if random.once_in(6) { random.of(&MARKS) } else { random.of(&WORDS) });
        text.push_str(if random.once_in(40) { random.of(&GAPS) } else { " " });
    });
    if capitals { text.to_uppercase() } else { text }
}

fn emoji(random: &mut Random, length: usize) -> String {
    repeat_until(length, |text| {
        text.push_str(random.of(&EMOJI));
        if random.once_in(12) {
            text.push_str(random.of(&WORDS));
        }
    })
}

fn scripts(random: &mut Random, length: usize) -> String {
    repeat_until(length, |text| {
        text.push_str(random.of(&SCRIPTS));
        if random.once_in(3) {
            text.push_str(random.of(&GAPS));
        }
    })
}

fn base64(random: &mut Random, length: usize) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let lines = random.once_in(2);
    let sign = |at| if lines && at % 76 == 75 { '\n' } else { char::from(random.of(SIGNS)) };
    (0..length).map(sign).chain("==".chars()).collect()
}

fn controls(random: &mut Random, length: usize) -> String {
    repeat_until(length, |text| {
        let control = random
            .of(&[0x0, 0x7, 0x8, 0xB, 0xC, 0x1B, 0x7F, 0x85, 0xAD, 0x200E, 0x202E, 0x2066, 0xFEFF, 0xFFFD]);
        text.extend(char::from_u32(control));
        if random.once_in(3) {
            text.push_str(random.of(&WORDS));
        }
    })
}

/// Brackets and quotation marks in each other, closed or not.
fn nested(random: &mut Random, length: usize) -> String {
    let kind = random.below(OPENERS.len() + 1);
    let one = |several: &[&'static str; 8], random: &mut Random| {
        several.get(kind).copied().unwrap_or(random.of(several))
    };
    let mut text = repeat_until(length / 2, |text| text.push_str(one(&OPENERS, random)));
    text.push_str(random.of(&WORDS));
    text + &repeat_until(length / 2, |text| text.push_str(one(&CLOSERS, random)))
}

/// One mark or word again and again.
fn repeated(random: &mut Random, length: usize) -> String {
    let piece = if random.once_in(2) { random.of(&MARKS) } else { random.of(&WORDS) };
    let gap = random.of(&["", " ", "\n", "\n\n"]);
    repeat_until(length, |text| {
        text.push_str(piece);
        text.push_str(gap);
    })
}

fn html(random: &mut Random, length: usize) -> String {
    repeat_until(length, |text| {
        text.push_str(random.of(&HTML));
        for _ in 0..random.below(6) {
            text.push_str(random.of(&WORDS));
            text.push(' ');
        }
    })
}

/// Words without any mark or line end.
fn long_line(random: &mut Random, length: usize) -> String {
    let gap = random.of(&[" ", "\t", "\u{A0}", ",", ", "]);
    repeat_until(length, |text| {
        text.push_str(random.of(&["one", "two", "Three", "four", "5"]));
        text.push_str(gap);
    })
}

/// Many short lines.
fn paragraphs(random: &mut Random, length: usize) -> String {
    repeat_until(length, |text| {
        for _ in 0..random.below(9) {
            text.push_str(random.of(&WORDS));
            text.push(' ');
        }
        text.push_str(random.of(&MARKS));
        text.push_str(random.of(&["\n", "\n\n", "\r\n", "\n \n", "\n- ", "\n1. "]));
    })
}
