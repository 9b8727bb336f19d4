//! A PDF written again in one order, so that the same pages are the same bytes: svg2pdf keeps fonts and resources in
//! hash tables, whose order differs from run to run. Entries of dictionaries are sorted by name, objects are numbered as
//! they are met from the trailer on, streams stay as they are. It reads what `pdf_writer` writes, not any PDF.

use super::syntax::{Object, Reader, Value};
use crate::Error;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The same document, in its one order.
///
/// # Errors
///
/// When it is not as `pdf_writer` writes.
pub(super) fn canonical(pdf: &[u8]) -> Result<Vec<u8>, Error> {
    let read = read(pdf).and_then(|(objects, trailer)| {
        let order = order(&objects, &trailer)?;
        written(&objects, &trailer, &order)
    });
    read.ok_or_else(|| Error::drawing("putting a PDF in order", "its syntax is not the one expected"))
}

/// The objects by their numbers, and the entries of the trailer.
fn read(pdf: &[u8]) -> Option<(BTreeMap<usize, Object<'_>>, Value<'_>)> {
    let at = |at: usize| Reader { bytes: pdf, at };
    let tail = pdf.windows(9).rposition(|part| part == b"startxref")?;
    let mut table = at(at(tail + 9).number()?);
    table.keyword(b"xref")?;
    let (_, count) = (table.number()?, table.number()?);
    let mut objects = BTreeMap::new();
    for id in 0..count {
        let (offset, _, kind) = (table.number()?, table.number()?, table.word()?);
        if kind == b"n" {
            objects.insert(id, at(offset).object()?);
        }
    }
    table.keyword(b"trailer")?;
    Some((objects, table.value()?))
}

/// Objects as they are met, breadth first; those that nothing leads to are left out.
fn order(objects: &BTreeMap<usize, Object<'_>>, trailer: &Value<'_>) -> Option<Vec<usize>> {
    let (mut order, mut known) = (Vec::new(), BTreeSet::new());
    let mut waiting: VecDeque<usize> = trailer.references().into();
    while let Some(id) = waiting.pop_front() {
        if known.insert(id) {
            order.push(id);
            waiting.extend(objects.get(&id)?.value.references());
        }
    }
    Some(order)
}

fn written(objects: &BTreeMap<usize, Object<'_>>, trailer: &Value<'_>, order: &[usize]) -> Option<Vec<u8>> {
    let numbers: BTreeMap<usize, usize> = order.iter().enumerate().map(|(i, id)| (*id, i + 1)).collect();
    // Four bytes above 127 tell programs that the file is not text.
    let mut out = b"%PDF-1.7\n%\x80\x80\x80\x80\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f\r\n", order.len() + 1).into_bytes();
    for id in order {
        table.extend(format!("{:010} 00000 n\r\n", out.len()).bytes());
        let object = objects.get(id)?;
        out.extend(format!("{} 0 obj", numbers[id]).bytes());
        object.value.write(&numbers, &mut out);
        if let Some(stream) = object.stream {
            out.extend([b"\nstream\n", stream, b"\nendstream"].concat());
        }
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(table);
    let Value::Dictionary(entries) = trailer else { return None };
    out.extend(format!("trailer\n<< /Size {}", order.len() + 1).bytes());
    for (key, value) in entries.iter().filter(|(key, _)| **key != b"/Size") {
        out.extend([b" ", *key].concat());
        value.write(&numbers, &mut out);
    }
    out.extend(format!(" >>\nstartxref\n{start}\n%%EOF").bytes());
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use pdf_writer::{Name, Pdf, Ref, Str, TextStr};

    /// A catalog (object `root`) with two fonts, in an order and with numbers.
    fn document(root: i32, fonts: [(i32, &str); 2]) -> Vec<u8> {
        let mut pdf = Pdf::new();
        let mut catalog = pdf.indirect(Ref::new(root)).dict();
        catalog.pair(Name(b"Type"), Name(b"Catalog"));
        let mut inner = catalog.insert(Name(b"Fonts")).dict();
        for (id, name) in fonts {
            inner.pair(Name(name.as_bytes()), Ref::new(id));
        }
        drop(inner);
        drop(catalog);
        for (id, name) in fonts {
            let data = format!("{name} >> 9 0 R endstream (");
            pdf.stream(Ref::new(id), data.as_bytes()).pair(Name(b"Name"), Str(b"a (b \\) 9 0 R"));
        }
        pdf.catalog(Ref::new(99)).pages(Ref::new(root));
        pdf.document_info(Ref::new(98)).title(TextStr("Öland )("));
        pdf.finish()
    }

    #[test]
    fn numbers_and_orders_leave_no_trace() {
        let one = canonical(&document(3, [(4, "F0"), (5, "F1")])).expect("a document");
        let other = canonical(&document(17, [(8, "F1"), (2, "F0")])).expect("a document");
        assert_eq!(String::from_utf8_lossy(&one), String::from_utf8_lossy(&other));
        assert!(one.windows(20).any(|part| part == b"F0 >> 9 0 R endstrea"), "streams stay as they are");
        assert_eq!(canonical(&one).expect("a document"), one, "once is enough");
    }

    #[test]
    fn what_is_no_document_is_an_error() {
        let whole = document(3, [(4, "F0"), (5, "F1")]);
        let ordered = canonical(&whole).expect("a document");
        for end in 0..whole.len() {
            assert!(canonical(&whole[..end]).map_or(true, |out| out == ordered), "cut at {end}");
        }
        assert!(canonical(b"").is_err() && canonical(b"startxref\n0").is_err());
        assert!(canonical(b"xref\n0 1\n0 0 n\nstartxref\n0").is_err());
    }
}
