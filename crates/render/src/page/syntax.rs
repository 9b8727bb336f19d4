//! The syntax of PDF, as far as `pdf_writer` uses it: dictionaries, arrays, references, words, streams of a direct length.

use std::collections::BTreeMap;

/// What stands in an object.
pub(super) enum Value<'a> {
    /// By name; the order in the file has no meaning (ISO 32000-1, 7.3.7).
    Dictionary(BTreeMap<&'a [u8], Self>),
    Array(Vec<Self>),
    /// To the object of a number.
    Reference(usize),
    /// A name, a number or a string, as it is written.
    Word(&'a [u8]),
}

pub(super) struct Object<'a> {
    pub value: Value<'a>,
    pub stream: Option<&'a [u8]>,
}

/// Reads from a place on; `None` where it is not such syntax.
pub(super) struct Reader<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
}

impl Value<'_> {
    /// The objects that it names, in the order of writing.
    pub fn references(&self) -> Vec<usize> {
        match self {
            Self::Dictionary(entries) => entries.values().flat_map(Self::references).collect(),
            Self::Array(values) => values.iter().flat_map(Self::references).collect(),
            Self::Reference(id) => vec![*id],
            Self::Word(_) => Vec::new(),
        }
    }

    /// Writes it after a space, with other numbers for the objects; one that has none is 0, which is never there.
    pub fn write(&self, numbers: &BTreeMap<usize, usize>, out: &mut Vec<u8>) {
        out.push(b' ');
        match self {
            Self::Dictionary(entries) => {
                out.extend(b"<<");
                for (key, value) in entries {
                    out.push(b' ');
                    out.extend(*key);
                    value.write(numbers, out);
                }
                out.extend(b" >>");
            }
            Self::Array(values) => {
                out.push(b'[');
                for value in values {
                    value.write(numbers, out);
                }
                out.extend(b" ]");
            }
            Self::Reference(id) => {
                out.extend(format!("{} 0 R", numbers.get(id).copied().unwrap_or(0)).bytes());
            }
            Self::Word(word) => out.extend(*word),
        }
    }
}

impl<'a> Reader<'a> {
    /// `12 0 obj … endobj`.
    pub fn object(&mut self) -> Option<Object<'a>> {
        let (_, _) = (self.number()?, self.number()?);
        self.keyword(b"obj")?;
        let value = self.value()?;
        self.space();
        let mut stream = None;
        if self.keyword(b"stream").is_some() {
            let Value::Dictionary(entries) = &value else { return None };
            let Value::Word(length) = entries.get(b"/Length".as_slice())? else { return None };
            let length: usize = std::str::from_utf8(length).ok()?.parse().ok()?;
            // One line break belongs to the keyword.
            self.at += usize::from(self.rest().starts_with(b"\r")) + 1;
            stream = Some(self.rest().get(..length)?);
        }
        Some(Object { value, stream })
    }

    pub fn value(&mut self) -> Option<Value<'a>> {
        self.space();
        if self.keyword(b"<<").is_some() {
            let mut entries = BTreeMap::new();
            let mut values = self.list(b">>")?.into_iter();
            while let Some(key) = values.next() {
                let Value::Word(key) = key else { return None };
                entries.insert(key, values.next()?);
            }
            Some(Value::Dictionary(entries))
        } else if self.keyword(b"[").is_some() {
            self.list(b"]").map(Value::Array)
        } else {
            self.word().map(Value::Word)
        }
    }

    /// Values up to a sign; `12 0 R` is one.
    fn list(&mut self, end: &[u8]) -> Option<Vec<Value<'a>>> {
        let mut out = Vec::new();
        loop {
            self.space();
            if self.keyword(end).is_some() {
                return Some(out);
            }
            match self.value()? {
                Value::Word(b"R") => {
                    let (_, Value::Word(id)) = (out.pop()?, out.pop()?) else { return None };
                    out.push(Value::Reference(std::str::from_utf8(id).ok()?.parse().ok()?));
                }
                value => out.push(value),
            }
        }
    }

    pub fn number(&mut self) -> Option<usize> {
        std::str::from_utf8(self.word()?).ok()?.parse().ok()
    }

    pub fn keyword(&mut self, word: &[u8]) -> Option<()> {
        self.space();
        let found = self.rest().starts_with(word);
        self.at += if found { word.len() } else { 0 };
        found.then_some(())
    }

    /// A name, a number, a keyword or a whole string.
    pub fn word(&mut self) -> Option<&'a [u8]> {
        self.space();
        let rest = self.rest();
        let length = match rest.first()? {
            b'(' => string(rest)?,
            b'<' => rest.iter().position(|b| *b == b'>')? + 1,
            _ => {
                let ends = |b: &u8| b.is_ascii_whitespace() || *b == 0 || b"()<>[]{}/%".contains(b);
                1 + rest[1..].iter().position(ends).unwrap_or(rest.len() - 1)
            }
        };
        self.at += length;
        Some(&rest[..length])
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn space(&mut self) {
        self.at += self.rest().iter().take_while(|b| b.is_ascii_whitespace() || **b == 0).count();
    }
}

/// Bytes of a string in brackets, which may hold brackets.
fn string(rest: &[u8]) -> Option<usize> {
    let (mut depth, mut escaped) = (0usize, false);
    for (i, byte) in rest.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(i + 1);
        }
    }
    None
}
