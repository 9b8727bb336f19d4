"""Words to pieces, exactly as `crates/parse/src/pieces.rs` does it: small letters, no accents, marks on their own,
the longest known piece first; at most 8 pieces a word."""

import unicodedata

MOST_PIECES = 8
MOST_LETTERS = 60


def fold(word):
    """Small letters without accents; what is no letter, digit or mark is left out."""
    lowered = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in lowered if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))


def is_mark(c):
    """Punctuation as BERT has it: all ASCII marks, and Unicode's."""
    code = ord(c)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(c).startswith("P")


def runs(folded):
    """Runs between marks; each mark is a run."""
    run = ""
    for c in folded:
        if is_mark(c):
            if run:
                yield run
            yield c
            run = ""
        else:
            run += c
    if run:
        yield run


def pieces(word, vocabulary, cache={}):
    """Numbers of the pieces of a word, at least one."""
    if word in cache:
        return cache[word]
    found = []
    for run in runs(fold(word)[:MOST_LETTERS]):
        at = 0
        while at < len(run) and len(found) < MOST_PIECES:
            for end in range(len(run), at, -1):
                piece = run[at:end] if at == 0 else "##" + run[at:end]
                if piece in vocabulary:
                    break
            else:
                piece, end = "[UNK]", at + 1
            found.append(vocabulary[piece])
            at = end
    cache[word] = found[:MOST_PIECES] or [vocabulary["[UNK]"]]
    return cache[word]


CASES = 6


def case_of(form):
    """How a word is written: no letters, small, capital first, one capital letter, all capitals, mixed."""
    letters = [c for c in form if c.isalpha()]
    if not letters:
        return 0
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 1
    if upper == len(letters):
        return 3 if upper == 1 else 4
    return 2 if upper == 1 and letters[0].isupper() else 5
