#!/usr/bin/env python3
"""Learns which words are written with a capital, for texts that are all in capitals: prints data/text/casing.txt.

usage: casing.py SHARED_DATA [--check] > data/text/casing.txt

SHARED_DATA holds news/voa_sentences.jsonl (public domain); the other words are from data/ and from our own gold.
--check learns from nine tenths of the sentences, and prints how many words of the last tenth get their own case back.
"""
import collections
import json
import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORD = re.compile(r"[^\W\d_]+")
OPENING = set(".!?:\"'“‘([*-–—")
SUFFIXES = ["able", "ally", "ated", "ating", "ation", "ations", "ed", "edly", "ing", "ingly", "ings", "ism", "ists", "ity", "ives", "ized", "izing",
            "less", "ments", "ness", "ously", "sion", "sions", "tion", "tions"]
FEWEST = 2


def sentences(data):
    """Texts in their usual case."""
    for line in (data / "news/voa_sentences.jsonl").open(encoding="utf8"):
        yield json.loads(line)["text"]
    for split in ("train",):
        for line in (ROOT / f"gold/own/{split}.jsonl").open(encoding="utf8"):
            yield json.loads(line)["text"]


def words(text):
    """Words with their start; the rest of a hyphenated or apostrophised word is a word too."""
    return [(m.group(), m.start()) for m in WORD.finditer(text)]


def is_inside(text, start):
    """Whether a word is not the first of a sentence or a quotation."""
    before = text[:start].rstrip()
    return bool(before) and before[-1] not in OPENING


def case(word):
    """l, c(apital) or u(pper)."""
    if len(word) > 1 and word.isupper():
        return "u"
    return "c" if word[0].isupper() else "l"


class Counts:
    """How often a word is written how, before a small and before a capital word; and pairs of capital words."""

    def __init__(self):
        self.words = collections.defaultdict(collections.Counter)
        self.pairs = collections.defaultdict(collections.Counter)

    def add(self, text):
        found = words(text)
        for index, (word, start) in enumerate(found):
            if not is_inside(text, start) or text[start + len(word):start + len(word) + 1] == "." and len(word) == 1:
                continue
            follower = found[index + 1] if index + 1 < len(found) else None
            close = follower and text[start + len(word):follower[1]] == " "
            before = "c" if close and case(follower[0]) != "l" else "l"
            self.words[word.lower()][before + case(word)] += 1
            if close:
                pair = (word.lower(), follower[0].lower())
                both = case(word) != "l" and case(follower[0]) != "l"
                self.pairs[pair]["c" if both else "l"] += 1


def names():
    """Words of our tables of names, which are capitals."""
    out = collections.Counter()
    for path in [*sorted((ROOT / "data/actors").glob("*.tsv")), ROOT / "data/places/places.tsv"]:
        if path.name in ("phrases.tsv", "words.tsv", "roles.tsv"):
            continue
        for line in path.read_text(encoding="utf8").splitlines():
            if not line.startswith("#"):
                out.update(word for cell in line.split("\t")[:4] for word, _ in words(cell) if word[0].isupper())
    return out


def acts():
    """Words of the lexicon: verbs in their forms, and nouns, which are small."""
    out = set()
    for line in (ROOT / "data/lexicon/forms.tsv").read_text(encoding="utf8").splitlines():
        if not line.startswith("#"):
            out.update(line.split("\t"))
    for path in (ROOT / "data/lexicon").glob("*.toml"):
        for rule in tomllib.loads(path.read_text(encoding="utf8")).get("rule", []):
            for key in ("verb", "noun"):
                listed = rule.get(key, [])
                out.update(listed if isinstance(listed, list) else [listed])
    return {word for word in out if word.isalpha() and word.islower()}


def learn(texts):
    """The sections of the file: lower, before (small but before a name), upper, capital, pairs."""
    counts = Counts()
    for text in texts:
        counts.add(text)
    known = names()
    sections = {name: set() for name in ("lower", "title", "upper", "capital")}
    for word, seen in counts.words.items():
        total = sum(seen.values())
        small = seen["ll"] + seen["cl"]
        if word.isascii() is False or len(word) < 2:
            continue
        if seen["lu"] + seen["cu"] > total / 2 and total >= FEWEST:
            sections["upper"].add(word)
        elif seen["ll"] >= seen["lc"] and small >= FEWEST and seen["ll"]:
            before = seen["cc"] + seen["cu"] > seen["cl"] and seen["cc"] >= 3
            sections["title" if before else "lower"].add(word)
        elif small < total / 2 and total >= FEWEST and word.endswith(tuple(SUFFIXES)):
            sections["capital"].add(word)
    capitals = {word.lower() for word in known if not word.isupper()}
    seen = counts.words
    sections["lower"] |= {word for word in acts() if word not in seen and word not in capitals}
    sections["upper"] |= {word.lower() for word in known if word.isupper() and len(word) > 2 and word.lower() not in seen}
    sections["capital"] |= {w for w in capitals if w.endswith(tuple(SUFFIXES)) and w not in sections["lower"] and w not in sections["title"]}
    small = sections["lower"] | sections["title"]
    pairs = {f"{a} {b}" for (a, b), c in counts.pairs.items()
             if c["c"] >= 3 and c["c"] > 3 * c["l"] and (b in small or a in sections["lower"])}
    return sections | {"pairs": pairs, "suffixes": set(SUFFIXES)}


def recase(text, sections):
    """As crates/text/src/casing.rs does, for --check."""
    found = words(text)
    out, following = [], None
    for index in range(len(found) - 1, -1, -1):
        word, start = found[index][0].lower(), found[index][1]
        close = following is not None and text[start + len(word):found[index + 1][1]] == " "
        mark = following if close else "l"
        pair = close and f"{word} {found[index + 1][0].lower()}" in sections["pairs"]
        paired = index > 0 and f"{found[index - 1][0].lower()} {word}" in sections["pairs"] and found[index - 1][1] + len(found[index - 1][0]) + 1 == start
        if pair or paired:
            kind = "c"
        elif len(word) == 1:
            kind = "l" if word == "a" else "c"
        elif word in sections["upper"]:
            kind = "u"
        elif word in sections["lower"]:
            kind = "l"
        elif word in sections["title"]:
            kind = "l" if mark == "l" else "c"
        elif word in sections["capital"]:
            kind = "c"
        elif word.endswith(tuple(sections["suffixes"])) and len(word) > 5:
            kind = "l"
        else:
            kind = "c"
        following = kind
        out.append(kind)
    return out[::-1]


def check(texts):
    """Share of words inside sentences whose case comes back."""
    texts = list(texts)
    held = [text for index, text in enumerate(texts) if index % 10 == 9]
    sections = learn(text for index, text in enumerate(texts) if index % 10 != 9)
    right, total, confused = 0, 0, collections.Counter()
    for text in held:
        for (word, start), kind in zip(words(text), recase(text, sections)):
            if is_inside(text, start) and len(word) > 1:
                total += 1
                right += case(word) == kind
                confused[case(word) + kind] += 1
    print(f"{right / total:.4f} of {total} words; (true, given): {dict(confused)}")


def main():
    data = pathlib.Path(sys.argv[1])
    if "--check" in sys.argv:
        return check(sentences(data))
    sections = learn(sentences(data))
    print("# How words are written in news, for texts all in capitals. Made by train/casing.py from Voice of America's sentences (public domain), our")
    print("# own gold and data/. lower: small; title: small, but a capital before a name; upper: all capitals; capital: names that end like")
    print("# small words; pairs: both capitals; suffixes: of unknown words that are small. Other unknown words are names.")
    for name in ("lower", "title", "upper", "capital", "pairs", "suffixes"):
        print(f"[{name}]")
        entries = sorted(sections[name])
        separator = ", " if name == "pairs" else " "
        line = ""
        for entry in entries:
            if line and len(line) + len(separator) + len(entry) > 150:
                print(line)
                line = ""
            line = f"{line}{separator}{entry}" if line else entry
        print(line)


if __name__ == "__main__":
    main()
