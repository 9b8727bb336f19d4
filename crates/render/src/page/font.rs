//! The bundled fonts: how wide a text is, which characters can be shown, and the database that SVG is read with. No font
//! of the machine is ever used, so pages are the same everywhere.

use resvg::usvg::{ImageHrefResolver, Options, fontdb};
use std::sync::{Arc, LazyLock};
use ttf_parser::Face;

const REGULAR: &[u8] = include_bytes!("../../../../data/fonts/DejaVuSansCondensed.ttf");
const BOLD: &[u8] = include_bytes!("../../../../data/fonts/DejaVuSansCondensed-Bold.ttf");
/// The family's name within the fonts.
pub(super) const FAMILY: &str = "DejaVu Sans";
/// Stands for a character that the fonts lack.
const MISSING: char = '□';

static FACES: LazyLock<[Face<'static>; 2]> = LazyLock::new(|| {
    [REGULAR, BOLD].map(|data| Face::parse(data, 0).expect("invariant: the bundled fonts are sound"))
});

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    let family = fonts.faces().next().map_or(FAMILY.to_owned(), |face| face.families[0].0.clone());
    fonts.set_sans_serif_family(&family);
    fonts.set_serif_family(&family);
    fonts.set_monospace_family(&family);
    let nothing =
        ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    Options {
        font_family: family,
        fontdb: Arc::new(fonts),
        image_href_resolver: nothing,
        style_sheet: Some(super::style::chart()),
        ..Options::default()
    }
});

/// How SVG is read: with these fonts, without files or the network.
pub(super) fn options() -> &'static Options<'static> {
    &OPTIONS
}

/// Width in points of a [`shown`] text at a size in points: the sum of the advances, as the fonts have no kerning.
pub(super) fn width(text: &str, bold: bool, size: f64) -> f64 {
    let face = &FACES[usize::from(bold)];
    let advance = |c: char| face.glyph_index(c).and_then(|id| face.glyph_hor_advance(id)).unwrap_or(0);
    let units: u64 = text.chars().map(|c| u64::from(advance(c))).sum();
    units as f64 * size / f64::from(face.units_per_em())
}

/// The text on one line, as far as it can be shown: spaces for all white space, nothing for controls and the marks that
/// turn the direction, □ for what the fonts lack.
pub(super) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2028}' | '\u{2029}' => out.push(' '),
            c if c.is_whitespace() && c != '\u{a0}' => out.push(' '),
            c if c.is_control() || is_unseen(c) => {}
            c if FACES.iter().all(|face| face.glyph_index(c).is_some()) => out.push(c),
            _ => out.push(MISSING),
        }
    }
    out
}

/// Joiners, marks of direction, variation selectors: they have no shape of their own.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_as_wide_as_its_glyphs() {
        let narrow = width("iii", false, 10.0);
        assert!(narrow > 5.0 && narrow < width("mmm", false, 10.0));
        assert!(width("word", false, 10.0) < width("word", true, 10.0));
        assert!((width("word", false, 20.0) - 2.0 * width("word", false, 10.0)).abs() < 1e-9);
    }

    #[test]
    fn what_cannot_be_shown_is_a_box_or_nothing() {
        assert_eq!(shown("a\u{0}b\u{1b}\tc\u{202e}d\u{feff}"), "ab cd");
        assert_eq!(shown("−½ → Łódź Київ Ελλάδα □"), "−½ → Łódź Київ Ελλάδα □");
        assert_eq!(shown("מים 😀 中\u{fffe}"), "□□□ □ □□");
    }

    #[test]
    fn both_weights_are_one_family_for_svg() {
        let faces: Vec<_> =
            options().fontdb.faces().map(|f| (f.families[0].0.as_str(), f.weight.0)).collect();
        assert_eq!(faces, [(FAMILY, 400), (FAMILY, 700)]);
    }
}
