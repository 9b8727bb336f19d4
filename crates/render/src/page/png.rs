//! Drawings as pictures of dots.

use super::draw;
use crate::Error;
use resvg::tiny_skia::{Pixmap, Transform};

/// Most dots on a side: more is a mistake, and would fill the memory.
const MOST: f32 = 16_000.0;

/// An SVG drawing as PNG on white, `width` dots wide.
pub(super) fn png(svg: &str, width: u32) -> Result<Vec<u8>, Error> {
    let tree = draw::tree(svg)?;
    let scale = width as f32 / tree.size().width();
    let height = (tree.size().height() * scale).ceil();
    let size = (width as f32 <= MOST && height <= MOST).then_some((width, height as u32));
    let pixels = size.and_then(|(width, height)| Pixmap::new(width, height));
    let mut pixels = pixels.ok_or_else(|| {
        let what = format!(
            "{width} × {height} dots cannot be drawn\nhint: choose a width so that no side is longer than {MOST}"
        );
        Error::drawing("making a PNG", what)
    })?;
    pixels.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| Error::drawing("writing a PNG", e))
}
