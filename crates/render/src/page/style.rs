//! The style of drawings on paper, taken from the page's own style sheet: the rules for `.chart`, with the colours of
//! `@media print` put in, since readers of SVG know neither variables nor media.

use super::font::FAMILY;
use crate::html::STYLE;
use std::collections::BTreeMap;

/// For a colour that the style sheet does not name.
const UNKNOWN: &str = "#ff00ff";

/// The rules for drawings, without variables.
pub(super) fn chart() -> String {
    let palette = palette();
    let rules = STYLE.lines().filter(|line| line.starts_with(".chart") && !line.contains(":hover"));
    rules.map(|rule| resolve(rule, &palette) + "\n").collect()
}

/// Colours by name: those of the screen by day, and over them those of print.
fn palette() -> BTreeMap<&'static str, &'static str> {
    let (screen, rest) = STYLE.split_once("@media").unwrap_or((STYLE, ""));
    let print = rest.split_once("@media print").map_or("", |(_, print)| print);
    let pairs = [screen, print].into_iter().flat_map(|part| part.split([';', '{', '}']));
    let named = pairs.filter_map(|pair| pair.trim().strip_prefix("--")?.split_once(": "));
    named.chain([("sans", FAMILY)]).collect()
}

fn resolve(rule: &str, palette: &BTreeMap<&str, &str>) -> String {
    let mut parts = rule.split("var(--");
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let (name, rest) = part.split_once(')').unwrap_or((part, ""));
        out.push_str(palette.get(name).copied().unwrap_or(UNKNOWN));
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_variable_is_left_and_all_are_known() {
        let css = chart();
        assert!(css.lines().count() > 20 && !css.contains("var(") && !css.contains(UNKNOWN), "{css}");
        assert!(css.contains(".chart .grid { stroke: #e5e5e5;"), "{css}");
    }
}
