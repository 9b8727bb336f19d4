//! Writes a made-up relation in every form: `cargo run -p detente-render --example relation -- FOLDER`.

mod fixture;
mod long;

use detente_render::{
    TextStyle, event_text, relation_html, relation_json, relation_markdown, relation_pages_png, relation_pdf,
    relation_png, relation_text,
};
use std::{env, fs, path::PathBuf};

fn main() -> std::io::Result<()> {
    let folder = env::args().nth(1).map_or_else(env::temp_dir, PathBuf::from);
    let view = fixture::kestria_and_ovland();
    fs::write(folder.join("relation.html"), relation_html(&view))?;
    fs::write(folder.join("few.html"), relation_html(&fixture::view(view.events[..3].to_vec())))?;
    fs::write(folder.join("none.html"), relation_html(&fixture::view(Vec::new())))?;
    fs::write(folder.join("relation.md"), relation_markdown(&view))?;
    fs::write(folder.join("relation.json"), relation_json(&view))?;
    fs::write(folder.join("relation.pdf"), relation_pdf(&view).map_err(std::io::Error::other)?)?;
    fs::write(folder.join("relation.png"), relation_png(&view).map_err(std::io::Error::other)?)?;
    for (i, page) in relation_pages_png(&view, 1000).map_err(std::io::Error::other)?.iter().enumerate() {
        fs::write(folder.join(format!("page-{}.png", i + 1)), page)?;
    }
    for (name, view) in [("long", long::months(392)), ("two-years", long::months(24))] {
        fs::write(folder.join(format!("{name}.html")), relation_html(&view))?;
        fs::write(folder.join(format!("{name}.pdf")), relation_pdf(&view).map_err(std::io::Error::other)?)?;
        fs::write(folder.join(format!("{name}.png")), relation_png(&view).map_err(std::io::Error::other)?)?;
        fs::write(folder.join(format!("{name}.txt")), relation_text(&view, TextStyle::default()))?;
    }
    for (name, style) in [
        ("plain.txt", TextStyle::default()),
        ("narrow.txt", TextStyle { width: 60, ..TextStyle::default() }),
        ("color.txt", TextStyle { color: true, ..TextStyle::default() }),
    ] {
        let text = relation_text(&view, style) + "\n" + &event_text(&view.events[28], style);
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}
