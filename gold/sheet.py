#!/usr/bin/env python3
"""Turns sheets, the annotators' working files, into gold, and gold back into sheets.

usage: sheet.py SHEET... [-o GOLD.jsonl] [--stand-off]      sheets to gold (stdout without -o)
       sheet.py --back GOLD.jsonl [--sentences TEXTS.jsonl]  gold to a sheet

A sheet has one item after the other, with an empty line between:

    ## border-arrests-3
    > Azerbaijan's National Security Ministry has detained 22 Azeri citizens accused of spying for Iran.
    COERCE:arrest | detained | A Azerbaijan's National Security Ministry [AZE SPY GOV] | R 22 Azeri citizens accused of spying for Iran [AZE CVL] {agent_of Iran IRN alleged} | C intelligence | N arrested 22

An item has one or more sentences (`> `), each followed by its events, one a line: TYPE[:mode,mode] | trigger | fields.

    A mention [COUNTRY SECTOR…]   an actor; R the same for a recipient; after it links {relation words COUNTRY status}
    X                             reciprocal: the actors act on each other
    S status                      asserted where left out
    F source (cue) [COUNTRY SECTOR…]  who says so, outermost first; F source (carried) when it is named in an earlier sentence
    C context context             T words: the date's words       P words [COUNTRY]: the place
    N what words                  a count (killed, injured, arrested …) and its number as written
    ?                             not firm: careful annotators could differ

COUNTRY is a code, `-` where there is none, `~` where only earlier sentences tell it. Words are found in the sentence: the
trigger at its first place, others at the place nearest to the trigger; `words#2` is the second place whatever is near.

Exit status: 0 clean, 1 something is wrong (one line each on stderr; that item is left out), 2 a file could not be read.
"""
import argparse
import hashlib
import json
import re
import sys

import check

NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
                                      "fifteen sixteen seventeen eighteen nineteen".split())}
NUMBERS |= {w: 20 + 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())} | {"both": 2}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
VAGUE = set("several few dozens hundreds thousands scores tens number handful group many".split())
LEAST = "at least|more than|over|no fewer than|no less than"
MOST = "up to|as many as|at most|fewer than|less than|no more than"


class Fault(ValueError):
    """Something in a sheet that is wrong, in words."""


class Sentence:
    """One sentence of an item, and where it starts in the item's text (characters)."""

    def __init__(self, text, offset):
        self.text, self.offset, self.events = text, offset, []

    def places(self, words):
        """Starts of `words` as whole words."""
        pattern = r"(?<!\w)" + re.escape(words) + r"(?!\w)"
        return [m.start() for m in re.finditer(pattern, self.text)]

    def find(self, words, near=None):
        """The span (characters of the item's text) that a sheet means by `words`."""
        words, _, nth = words.strip().partition("#") if re.search(r"#\d+$", words.strip()) else (words.strip(), "", "")
        places = self.places(words) if words else []
        if not places:
            raise Fault(f"not in the sentence: {words!r}")
        if nth:
            if int(nth) > len(places):
                raise Fault(f"only {len(places)} of {words!r}")
            start = places[int(nth) - 1]
        else:
            start = places[0] if near is None else min(places, key=lambda p: abs(p - near))
        return self.offset + start, self.offset + start + len(words)


class Bytes:
    """Character spans of a text as byte spans."""

    def __init__(self, text):
        self.at = [0]
        for character in text:
            self.at.append(self.at[-1] + len(character.encode()))

    def span(self, pair):
        return {"start": self.at[pair[0]], "end": self.at[pair[1]]}


def coded(field):
    """Splits `words [CODES] {link} {link}` into its parts."""
    match = re.fullmatch(r"(.*?)\s*(?:\[([^\]]*)\])?\s*((?:\{[^}]*\}\s*)*)", field)
    codes = (match[2] or "-").split()
    return match[1], codes, re.findall(r"\{([^}]*)\}", match[3])


def country(codes):
    return {"country": None if codes[0] in "-~" else codes[0]} | ({"context_needed": True} if codes[0] == "~" else {})


def link(words, sentence, near, to_bytes):
    parts = words.split()
    if len(parts) < 4:
        raise Fault(f"a link is {{relation words COUNTRY status}}: {words!r}")
    span = to_bytes.span(sentence.find(" ".join(parts[1:-2]), near))
    code = None if parts[-2] in "-~" else parts[-2]
    return {"relation": parts[0]} | span | {"country": code, "sectors": [], "status": parts[-1]}


def entity(field, sentence, near, to_bytes):
    words, codes, links = coded(field)
    span = sentence.find(words, near)
    return to_bytes.span(span) | country(codes) | {
        "sectors": codes[1:], "links": [link(l, sentence, span[1] - sentence.offset, to_bytes) for l in links]}


def source(field, item, sentence, near, to_bytes):
    words, codes, _ = coded(field)
    match = re.fullmatch(r"(.*?)\s*\(([^)]*)\)", words)
    if not match:
        raise Fault(f"a source needs its cue in brackets: {field!r}")
    if match[2] == "carried":
        earlier = [s for s in item if s.offset < sentence.offset and s.places(match[1].partition("#")[0])]
        if not earlier:
            raise Fault(f"no earlier sentence names the source {match[1]!r}")
        return to_bytes.span(earlier[-1].find(match[1])) | country(codes) | {"sectors": codes[1:], "cue": None, "carried": True}
    cue = sentence.find(match[2], near)
    span = sentence.find(match[1], cue[0] - sentence.offset)
    return to_bytes.span(span) | country(codes) | {"sectors": codes[1:], "cue": to_bytes.span(cue)}


def value(words):
    """The number that words or digits say; None where they say none ("dozens")."""
    total = current = 0
    seen = False
    for word in re.findall(r"\d[\d,.]*\d|\d|[a-z]+", words.lower()):
        if word[0].isdigit():
            current, seen = current + float(word.replace(",", "")), True
        elif word in NUMBERS:
            current, seen = current + NUMBERS[word], True
        elif word in SCALES:
            current, seen = max(current, 1) * SCALES[word], True
            if SCALES[word] >= 1000:
                total, current = total + current, 0
        elif word in VAGUE:
            return None
    return int(round(total + current)) if seen else None


def bounds(before, words, after):
    """Least and greatest number of a count as written, with the text on both sides of it: "at least 20" is 20 and no greatest."""
    number = value(words)
    if number is None:
        first = re.match(r"(an?|another)\b", words.lower())
        return (1, 1) if first and not VAGUE & set(words_of(words).split()) else (None, None)
    for pattern, low, high in ((LEAST, number, None), (MOST, None, number)):
        if re.match(rf"({pattern})\b", words.lower()) or re.search(rf"\b({pattern})\s*$", before.lower()):
            return low, high
    return (number, None) if re.match(r"\s*or more\b", after) else (number, number)


def count(field, sentence, near, to_bytes):
    what, _, words = field.partition(" ")
    start, end = span = sentence.find(words, near)
    text, start, end = sentence.text, start - sentence.offset, end - sentence.offset
    low, high = bounds(text[:start], text[start:end], text[end:])
    return {"what": what, "min": low, "max": high} | to_bytes.span(span)


def report(line, item, sentence, to_bytes):
    """One line of codes as a report of the gold format."""
    fields = [f.strip() for f in line.split("|")]
    if len(fields) < 3:
        raise Fault(f"TYPE | trigger | fields: {line!r}")
    kind, _, modes = fields[0].partition(":")
    trigger = sentence.find(fields[1])
    near = trigger[0] - sentence.offset
    out = {"sentence": to_bytes.span((sentence.offset, sentence.offset + len(sentence.text))), "type": kind,
           "modes": [m for m in modes.split(",") if m], "contexts": [], "reciprocal": False, "trigger": to_bytes.span(trigger),
           "actors": [], "recipients": [], "status": "asserted", "attribution": [], "date": None, "place": None,
           "counts": [], "firm": True}
    for field in fields[2:]:
        key, _, rest = field.partition(" ")
        match key:
            case "A" | "R":
                out["actors" if key == "A" else "recipients"].append(entity(rest, sentence, near, to_bytes))
            case "X":
                out["reciprocal"] = True
            case "S":
                out["status"] = rest
            case "F":
                out["attribution"].append(source(rest, item, sentence, near, to_bytes))
            case "C":
                out["contexts"] = rest.split()
            case "T":
                out["date"] = to_bytes.span(sentence.find(rest, near))
            case "P":
                words, codes, _ = coded(rest)
                out["place"] = to_bytes.span(sentence.find(words, near)) | {"country": country(codes)["country"]}
            case "N":
                out["counts"].append(count(rest, sentence, near, to_bytes))
            case "?":
                out["firm"] = False
            case "":
                pass
            case _:
                raise Fault(f"unknown field {field!r}")
    return out


def items(path):
    """The items of a sheet: (id, line number, sentences)."""
    name, at, sentences = None, 0, []
    with open(path, encoding="utf8") as sheet:
        for number, line in enumerate(sheet, 1):
            line = line.rstrip("\n")
            if line.startswith("## "):
                if name:
                    yield name, at, sentences
                name, at, sentences = line[3:].strip(), number, []
            elif line.startswith("> "):
                offset = sentences[-1].offset + len(sentences[-1].text) + 1 if sentences else 0
                sentences.append(Sentence(line[2:], offset))
            elif line.strip() and not line.startswith("//") and sentences:
                sentences[-1].events.append((number, line))
    if name:
        yield name, at, sentences


def record(name, sentences, stand_off):
    text = " ".join(s.text for s in sentences)
    to_bytes = Bytes(text)
    reports, faults = [], []
    for sentence in sentences:
        for number, line in sentence.events:
            try:
                reports.append(report(line, sentences, sentence, to_bytes))
            except Fault as fault:
                faults.append(f"{number}: {fault}")
    out = {"id": name, "date": None} | ({} if stand_off else {"text": text})
    out |= {"text_sha256": hashlib.sha256(text.encode()).hexdigest(), "reports": reports}
    return out, text, faults


def words_of(text):
    return " ".join(re.findall(r"\w+", text.lower()))


def forward(paths, stand_off):
    """All records of the sheets, and what is wrong in them."""
    codes, records, faults, ids, texts = check.Codes(), [], [], set(), {}
    for path in paths:
        for name, at, sentences in items(path):
            found, text, wrong = record(name, sentences, stand_off)
            checker = check.Checker(codes)
            checker.where = f"{path}:{at} {name}"
            checker.record(found, text)
            if name in ids:
                checker.fault("an id twice")
            if not stand_off and words_of(text) in texts:
                checker.fault(f"the same words as {texts[words_of(text)]}")
            ids.add(name)
            texts[words_of(text)] = name
            here = [f"{path}:{w}" for w in wrong] + checker.faults
            faults += here
            if not here:
                records.append(found)
    return records, faults


def shown(text, span, trigger=None):
    """The words of a span, numbered where the nearest place is another one."""
    words = text[span["start"]:span["end"]].decode()
    places = [m.start() for m in re.finditer(rb"(?<!\w)" + re.escape(words.encode()) + rb"(?!\w)", text)]
    best = min(places, key=lambda p: abs(p - trigger)) if trigger is not None and places else (places or [0])[0]
    return words if best == span["start"] or span["start"] not in places else f"{words}#{places.index(span['start']) + 1}"


def bracket(thing):
    code = thing.get("country") or ("~" if thing.get("context_needed") else "-")
    return "[" + " ".join([code, *thing.get("sectors", [])]) + "]"


def back_line(text, found):
    near = found["trigger"]["start"]
    kind = ":".join(filter(None, [found["type"], ",".join(found["modes"])]))
    fields = [kind, shown(text, found["trigger"])]
    for key, role in (("A", "actors"), ("R", "recipients")):
        for one in found[role]:
            links = "".join(f" {{{l['relation']} {shown(text, l, near)} {l.get('country') or '-'} {l['status']}}}" for l in one["links"])
            fields.append(f"{key} {shown(text, one, near)} {bracket(one)}{links}")
    fields += ["X"] * found["reciprocal"]
    fields += [f"S {found['status']}"] * (found["status"] != "asserted")
    for one in found["attribution"]:
        cue = shown(text, one["cue"], near) if one.get("cue") else "carried"
        fields.append(f"F {shown(text, one, near)} ({cue})")
    fields += ["C " + " ".join(found["contexts"])] * bool(found["contexts"])
    if found["date"] and found["date"].get("start") is not None:
        fields.append(f"T {shown(text, found['date'], near)}")
    if found["place"]:
        fields.append(f"P {shown(text, found['place'], near)} {bracket(found['place'])}")
    fields += [f"N {c['what']} {shown(text, c, near)}" for c in found["counts"]]
    fields += ["?"] * (not found["firm"])
    return " | ".join(fields)


def back(path, sentences):
    """Prints gold of single sentences as a sheet."""
    for one in check.lines(path):
        text = one.get("text") or sentences[one["id"]]
        print(f"## {one['id']}\n> {text}")
        for found in one["reports"]:
            print(back_line(text.encode(), found))
        print()


def main():
    options = argparse.ArgumentParser(description="Turns sheets into gold, and back.")
    options.add_argument("paths", nargs="+")
    options.add_argument("-o", "--output")
    options.add_argument("--stand-off", action="store_true", help="leave the text out")
    options.add_argument("--back", action="store_true", help="from gold to a sheet")
    options.add_argument("--sentences", help="JSONL of {id, text} for gold without texts")
    given = options.parse_args()
    try:
        if given.back:
            back(given.paths[0], {d["id"]: d["text"] for d in check.lines(given.sentences)} if given.sentences else {})
            return 0
        records, faults = forward(given.paths, given.stand_off)
        output = open(given.output, "w", encoding="utf8") if given.output else sys.stdout
        for one in records:
            print(json.dumps(one, ensure_ascii=False), file=output)
    except (OSError, ValueError, KeyError) as error:
        print(f"sheet.py: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    print("\n".join(faults), file=sys.stderr) if faults else None
    print(f"{len(records)} items, {sum(len(r['reports']) for r in records)} reports, {len(faults)} faults", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
