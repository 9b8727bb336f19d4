//! A small writer of HTML and SVG that is well-formed XML too: names are fixed at compile time, and all text and all
//! attribute values are escaped.

/// Writes elements, attributes and text.
#[derive(Clone, Debug, Default)]
pub struct Markup {
    out: String,
}

/// Attributes: fixed names, any values.
pub type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Markup {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// An element with a start and an end, and what the closure writes between them.
    pub fn element(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        body: impl FnOnce(&mut Self),
    ) -> &mut Self {
        self.start(name, attributes);
        self.out.push('>');
        body(self);
        self.close(name)
    }

    /// An element that holds only text.
    pub fn leaf(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) -> &mut Self {
        self.element(name, attributes, |m| {
            m.text(text);
        })
    }

    /// An element that can hold nothing: `<br/>`, `<meta …/>`, `<rect …/>`.
    pub fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) -> &mut Self {
        self.start(name, attributes);
        self.out.push_str("/>");
        self
    }

    /// Opens an element that [`Markup::close`] must close.
    pub fn open(&mut self, name: &'static str, attributes: Attributes<'_>) -> &mut Self {
        self.start(name, attributes);
        self.out.push('>');
        self
    }

    /// Closes an element.
    pub fn close(&mut self, name: &'static str) -> &mut Self {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        self
    }

    /// Text, escaped.
    pub fn text(&mut self, text: &str) -> &mut Self {
        escape(text, &mut self.out);
        self
    }

    /// What another writer wrote.
    pub fn append(&mut self, other: &Self) -> &mut Self {
        self.out.push_str(&other.out);
        self
    }

    /// A line break in the source, for people who read it.
    pub fn newline(&mut self) -> &mut Self {
        self.out.push('\n');
        self
    }

    /// Our own markup or style, as it is.
    pub(crate) fn trusted(&mut self, text: &'static str) -> &mut Self {
        self.out.push_str(text);
        self
    }

    /// All that was written.
    pub fn as_str(&self) -> &str {
        &self.out
    }

    /// What was written, to keep.
    pub fn finish(self) -> String {
        self.out
    }

    fn start(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
    }
}

/// Escapes for text and for quoted attributes, in HTML and in XML; characters that XML forbids become U+FFFD.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
}
