//! Pages as one PDF: text that can be selected, links to sources, an outline of the sections. There is no date and no
//! random id, and `canonical` puts what svg2pdf writes in any order into one.

use super::canonical::canonical;
use super::draw;
use super::layout::{Page, Paper};
use super::strip::Item;
use super::wrap::width;
use crate::Error;
use pdf_writer::types::{ActionType, AnnotationType};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use svg2pdf::ConversionOptions;

/// The document. `drawn` are the pages as SVG, in the same order.
pub(super) fn pdf(title: &str, pages: &[Page], drawn: &[String], paper: &Paper) -> Result<Vec<u8>, Error> {
    let mut document = Document { pdf: Pdf::new(), next: Ref::new(1), paper };
    let (catalog, tree, outline) = (document.next(), document.next(), document.next());
    let ids: Vec<Ref> = pages.iter().map(|_| document.next()).collect();
    for ((page, svg), id) in pages.iter().zip(drawn).zip(&ids) {
        document.page(page, svg, *id, tree)?;
    }
    document.pdf.pages(tree).count(count(&ids)).kids(ids.iter().copied());
    let outlined = document.outline(pages, &ids, outline);
    let info = document.next();
    document.pdf.document_info(info).title(TextStr(title)).producer(TextStr("detente"));
    let mut root = document.pdf.catalog(catalog);
    root.pages(tree).lang(TextStr("en"));
    if outlined {
        root.outlines(outline);
    }
    root.finish();
    canonical(&document.pdf.finish())
}

/// As PDF counts.
fn count(refs: &[Ref]) -> i32 {
    i32::try_from(refs.len()).unwrap_or(i32::MAX)
}

struct Document<'a> {
    pdf: Pdf,
    next: Ref,
    paper: &'a Paper,
}

impl Document<'_> {
    fn next(&mut self) -> Ref {
        self.next.bump()
    }

    fn height(&self, page: &Page) -> f64 {
        self.paper.height.unwrap_or(page.end + self.paper.bottom)
    }

    fn page(&mut self, page: &Page, svg: &str, id: Ref, parent: Ref) -> Result<(), Error> {
        let drawing = self.drawing(svg)?;
        let (wide, tall) = (self.paper.width as f32, self.height(page) as f32);
        let mut content = Content::new();
        content.transform([wide, 0.0, 0.0, tall, 0.0, 0.0]).x_object(Name(b"S"));
        let content_id = self.next();
        self.pdf.stream(content_id, &content.finish());
        let links = self.links(page);
        let mut written = self.pdf.page(id);
        written.media_box(Rect::new(0.0, 0.0, wide, tall)).parent(parent).contents(content_id);
        written.annotations(links);
        written.resources().x_objects().pair(Name(b"S"), drawing);
        written.finish();
        Ok(())
    }

    /// A drawing of one point's size, with its fonts.
    fn drawing(&mut self, svg: &str) -> Result<Ref, Error> {
        let tree = draw::tree(svg)?;
        let (chunk, root) = svg2pdf::to_chunk(&tree, ConversionOptions::default())
            .map_err(|e| Error::drawing("writing a PDF", e.to_string()))?;
        // By an offset, and not as they come: svg2pdf writes its fonts in any order.
        let before = self.next.get() - 1;
        let last = chunk.refs().map(Ref::get).max().unwrap_or(0);
        chunk.renumber_into(&mut self.pdf, |old| Ref::new(before + old.get()));
        self.next = Ref::new(before + last + 1);
        Ok(Ref::new(before + root.get()))
    }

    fn links(&mut self, page: &Page) -> Vec<Ref> {
        let tall = self.height(page);
        let mut out = Vec::new();
        for item in &page.items {
            let Item::Line { x, y, size, runs, link: Some(link), .. } = item else { continue };
            let (left, right) = (*x, x + width(runs, *size));
            let (low, high) = (tall - y - size * 0.25, tall - y + size * 0.8);
            let id = self.next();
            let mut written = self.pdf.annotation(id);
            written.subtype(AnnotationType::Link).border(0.0, 0.0, 0.0, None);
            written.rect(Rect::new(left as f32, low as f32, right as f32, high as f32));
            written.action().action_type(ActionType::Uri).uri(Str(link.as_bytes()));
            written.finish();
            out.push(id);
        }
        out
    }

    /// The sections beside the pages; false where there are none.
    fn outline(&mut self, pages: &[Page], ids: &[Ref], root: Ref) -> bool {
        let mut entries = Vec::new();
        for (page, id) in pages.iter().zip(ids) {
            let tall = self.height(page);
            entries.extend(page.headings.iter().map(|(text, y)| (text, (tall - y) as f32, *id)));
        }
        let items: Vec<Ref> = entries.iter().map(|_| self.next()).collect();
        let (Some(first), Some(last)) = (items.first(), items.last()) else { return false };
        self.pdf.outline(root).first(*first).last(*last).count(count(&items));
        for (i, (text, top, page)) in entries.into_iter().enumerate() {
            let mut item = self.pdf.outline_item(items[i]);
            item.title(TextStr(text)).parent(root);
            item.dest().page(page).xyz(0.0, top, None);
            if i > 0 {
                item.prev(items[i - 1]);
            }
            if let Some(next) = items.get(i + 1) {
                item.next(*next);
            }
        }
        true
    }
}
