//! Texts that are no news, in bounded time.

use super::{check_spans, code};
use detente_parse::Tier;
use std::time::{Duration, Instant};

/// Generous, since machines are shared: what is not bounded takes hours here.
const LIMIT: Duration = Duration::from_mins(1);

/// What the accurate tier is given of a text: it reads each sentence by itself, and is slower.
const PREFIX: usize = 20_000;

#[track_caller]
fn check(text: &str) {
    for (tier, most) in [(Tier::Fast, text.len()), (Tier::Accurate, PREFIX)] {
        let text = &text[..text.floor_char_boundary(most)];
        let start = Instant::now();
        let coded = code(tier, text);
        let took = start.elapsed();
        check_spans(&coded);
        assert!(took < LIMIT, "{tier}: {took:?} for {} bytes", text.len());
    }
}

#[test]
fn nested_brackets() {
    const DEEP: usize = 100_000;
    check(&("(".repeat(DEEP) + &")".repeat(DEEP)));
    check(&format!("Norway {} expelled {} Danish diplomats.", "[".repeat(DEEP), "]".repeat(DEEP)));
    check(&"\"(“".repeat(DEEP / 3));
}

#[test]
fn a_sentence_of_5000_tokens() {
    check(&format!("Norway expelled {}two Danish diplomats.", "very ".repeat(5000)));
    check(&"Norway accused Denmark and ".repeat(1000));
    check(&"Norway said that ".repeat(1700));
    check(&"Norway's ".repeat(2500));
    check(&"Togo, ".repeat(2500));
}

#[test]
fn a_word_without_end() {
    check(&"a".repeat(1_000_000));
    check(&"ab-".repeat(100_000));
    check(&"1,".repeat(100_000));
    check(&"U.".repeat(100_000));
}

#[test]
fn control_characters() {
    check(&"\u{0}".repeat(100_000));
    check("Norway\u{0}expelled two\u{0}Danish diplomats.\u{0}");
    check(&"\r\n\t\u{b}\u{c}\u{85}\u{2028}".repeat(10_000));
    check(&"\u{202e}Norway\u{202c} met\u{200d} Denmark\u{feff}. ".repeat(200));
}

#[test]
fn emoji() {
    check(&"👩🏽‍🚒🇳🇴".repeat(10_000));
    check("🇳🇴 Norway 🙂 expelled 🙂 two 🇩🇰 Danish diplomats 👩🏽‍🚒 on Monday. 🙂🙂");
}

#[test]
fn other_scripts() {
    check(&"طردت النرويج اثنين من الدبلوماسيين يوم الاثنين. ".repeat(500));
    check("The minister (الوزير) of Norway expelled النرويج two Danish diplomats، he said۔");
    check(&"挪威驱逐了两名外交官。".repeat(1000));
    check(&"e\u{301}\u{302}\u{303}".repeat(10_000));
}

#[test]
fn base64() {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let text: String = (0..400_000_usize).map(|i| char::from(digits[(i * i + i / 7) % 64])).collect();
    check(&text);
    let lines: Vec<&str> = (0..text.len() / 76).map(|i| &text[76 * i..76 * (i + 1)]).collect();
    check(&lines.join("\n"));
}
