//! Bytes become UTF-8: byte order marks are understood and taken off.

use std::io::{self, BufRead, BufReader, Read};

/// A stream of bytes that is read once.
pub(crate) type Stream = Box<dyn BufRead + Send>;

/// The stream in UTF-8 without byte order mark. UTF-16 is decoded where its mark says so; other bytes pass as they
/// are, to be checked by the reader of the format.
///
/// # Errors
///
/// What reading the first bytes fails with.
pub(crate) fn utf8(inner: impl Read + Send + 'static) -> io::Result<Stream> {
    let mut inner = BufReader::with_capacity(1 << 16, inner);
    let mut head = Vec::with_capacity(3);
    (&mut inner).take(3).read_to_end(&mut head)?;
    let big_endian = match head.as_slice() {
        [0xef, 0xbb, 0xbf] => return Ok(Box::new(inner)),
        [0xff, 0xfe, ..] => false,
        [0xfe, 0xff, ..] => true,
        _ => return Ok(Box::new(io::Cursor::new(head).chain(inner))),
    };
    let rest = io::Cursor::new(head.split_off(2)).chain(inner);
    Ok(Box::new(BufReader::new(Utf16 {
        inner: rest,
        big_endian,
        ready: Vec::new(),
        given: 0,
        carried: None,
    })))
}

/// Decodes UTF-16. An unpaired surrogate becomes a byte that is no UTF-8, so that the reader of the format meets
/// and tells it like any other broken byte.
struct Utf16<R> {
    inner: R,
    big_endian: bool,
    ready: Vec<u8>,
    given: usize,
    /// A high surrogate that waits for its pair.
    carried: Option<u16>,
}

const BROKEN: u8 = 0xff;
const UNITS_AT_ONCE: usize = 4096;

impl<R: Read> Utf16<R> {
    fn refill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        let mut bytes = Vec::with_capacity(2 * UNITS_AT_ONCE);
        (&mut self.inner).take(2 * UNITS_AT_ONCE as u64).read_to_end(&mut bytes)?;
        let ended = bytes.len() < 2 * UNITS_AT_ONCE;
        let mut pairs = bytes.chunks_exact(2);
        for pair in pairs.by_ref() {
            let pair = [pair[0], pair[1]];
            self.unit(if self.big_endian { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) });
        }
        if !pairs.remainder().is_empty() || (ended && self.carried.take().is_some()) {
            self.ready.push(BROKEN);
        }
        Ok(())
    }

    fn unit(&mut self, unit: u16) {
        if let Some(high) = self.carried.take() {
            if let Some(Ok(pair)) = char::decode_utf16([high, unit]).next() {
                return self.char(pair);
            }
            self.ready.push(BROKEN);
        }
        match char::decode_utf16([unit]).next() {
            Some(Ok(c)) => self.char(c),
            _ if (0xd800..0xdc00).contains(&unit) => self.carried = Some(unit),
            _ => self.ready.push(BROKEN),
        }
    }

    fn char(&mut self, c: char) {
        self.ready.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // A read of the end leaves nothing ready; a block may also hold no more than half a pair.
        while self.given == self.ready.len() {
            let half = self.carried;
            self.refill()?;
            if self.ready.is_empty() && self.carried == half {
                return Ok(0);
            }
        }
        let taken = (&self.ready[self.given..]).read(buffer)?;
        self.given += taken;
        Ok(taken)
    }
}
