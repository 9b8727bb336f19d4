#!/usr/bin/env python3
"""Lints the gold: gold/voa and gold/news (stand-off), gold/own and examples/gold.jsonl (with their texts).

usage: check.py [--sentences SENTENCES.jsonl]

The stand-off files hold no text. With --sentences they are joined by id with the sentences they were
read from, so that hashes and character boundaries can be checked; without it only the codes and the
shapes are. Known codes come from data/ontology and data/actors. Exit status: 0 clean, 1 something is
wrong (one line each on stdout), 2 the files could not be read.
"""
import argparse
import datetime
import hashlib
import json
import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
BODIES = {"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"}
STATUSES = {"asserted", "alleged", "planned", "hypothetical", "denied", "negated"}
RELATIONS = {"member_of", "led_by", "agent_of", "backed_by", "linked_to", "ally_of"}
NEEDS_ACTOR = {"AGREE", "CONSULT", "SUPPORT", "REQUEST", "REJECT", "THREATEN"}
NEEDS_RECIPIENT = {"COOPERATE", "AID", "SANCTION"}
PART_KINDS = {"body", "teaser", "caption"}
GRANULARITIES = {"day", "week", "month", "quarter", "year", "span", "report", "none"}


class Codes:
    """The codes that may be used, read from the data files of the coder."""

    def __init__(self):
        with open(ROOT / "data/ontology/plover.toml", "rb") as source:
            ontology = tomllib.load(source)
        self.contexts = set(ontology["contexts"])
        self.sectors = set(ontology["sectors"])
        self.modes = {t["name"]: {m["name"] for m in t.get("modes", [])} for t in ontology["types"]}
        with open(ROOT / "data/actors/countries.tsv", encoding="utf8") as source:
            rows = [line.split("\t")[0].strip() for line in source if not line.startswith("#")]
        self.countries = BODIES | {code for code in rows if len(code) == 3}


class Checker:
    """Collects what is wrong with one file after the other."""

    def __init__(self, codes):
        self.codes = codes
        self.faults = []
        self.where = ""
        self.text = None

    def fault(self, message):
        self.faults.append(f"{self.where}: {message}")

    def span(self, name, span, within=None):
        """A span lies in its sentence, on character boundaries, and says its own text if it says any."""
        start, end = span.get("start"), span.get("end")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
            return self.fault(f"{name}: no span")
        if within and not (within["start"] <= start and end <= within["end"]):
            self.fault(f"{name}: {start}..{end} leaves the sentence")
        if self.text is None:
            return None
        if end > len(self.text):
            return self.fault(f"{name}: {start}..{end} leaves the text")
        try:
            found = self.text[start:end].decode()
        except UnicodeDecodeError:
            return self.fault(f"{name}: {start}..{end} cuts a character")
        if found != found.strip():
            self.fault(f"{name}: {start}..{end} starts or ends in white space")
        if span.get("text") is not None and span["text"] != found and "from" not in span:
            self.fault(f"{name}: says another text than its span")
        return None

    def country(self, name, thing):
        if thing.get("country") is not None and thing["country"] not in self.codes.countries:
            self.fault(f"{name}: unknown country {thing['country']}")

    def entity(self, name, entity, sentence):
        self.span(name, entity, sentence)
        self.country(name, entity)
        for sector in entity["sectors"]:
            if sector not in self.codes.sectors:
                self.fault(f"{name}: unknown sector {sector}")
        if entity.get("context_needed") and entity.get("country"):
            self.fault(f"{name}: a country although the sentence does not tell it")
        for link in entity.get("links", []):
            self.entity(f"{name}, link", link | {"links": []}, sentence)
            if link["relation"] not in RELATIONS or link["status"] not in STATUSES:
                self.fault(f"{name}: unknown relation or status of a link")

    def source(self, source, sentence):
        """An attribution: its spans lie in the sentence unless it is carried from an earlier one."""
        self.span("attribution", source, None if source.get("carried") else sentence)
        if source.get("cue"):
            self.span("cue", source["cue"], None if source.get("carried") else sentence)
        elif not source.get("carried"):
            self.fault("attribution without a cue")

    def parties(self, report):
        kind, actors, recipients = report["type"], report["actors"], report["recipients"]
        if kind in NEEDS_ACTOR and not actors:
            self.fault(f"{kind} needs an actor")
        if not actors and not recipients:
            self.fault(f"{kind} has neither actor nor recipient")
        if kind in NEEDS_RECIPIENT and not recipients and not report["reciprocal"]:
            self.fault(f"{kind} needs a recipient")
        if report["reciprocal"] and recipients:
            self.fault("a reciprocal act has no recipient")

    def counts(self, report, sentence):
        for count in report.get("counts", []):
            self.span("count", count, sentence)
            low, high = count["min"], count["max"]
            if low is not None and high is not None and low > high:
                self.fault("count: min > max")

    def date(self, date, sentence):
        """Resolved dates have from, to and granularity; words that gave them are a span."""
        if date is None:
            return
        if date.get("start") is not None:
            self.span("date", date, sentence)
        if "granularity" not in date:
            return
        if date["granularity"] not in GRANULARITIES:
            self.fault(f"unknown granularity {date['granularity']}")
        if date.get("from") is not None:
            low, high = (datetime.date.fromisoformat(date[key]) for key in ("from", "to"))
            if low > high:
                self.fault("date: from > to")

    def report(self, report):
        codes, kind, sentence = self.codes, report["type"], report["sentence"]
        self.span("sentence", sentence)
        if kind not in codes.modes:
            return self.fault(f"unknown type {kind}")
        for mode in set(report["modes"]) - codes.modes[kind]:
            self.fault(f"{kind} has no mode {mode}")
        for context in set(report["contexts"]) - codes.contexts:
            self.fault(f"unknown context {context}")
        if report["status"] not in STATUSES:
            self.fault(f"unknown status {report['status']}")
        if report.get("part", {}).get("kind", "body") not in PART_KINDS:
            self.fault("unknown kind of part")
        self.span("trigger", report["trigger"], sentence)
        for role in ("actors", "recipients"):
            for entity in report[role]:
                self.entity(role[:-1], entity, sentence)
        for source in report["attribution"]:
            self.source(source, sentence)
        if report.get("place"):
            self.span("place", report["place"], sentence)
            self.country("place", report["place"])
        self.parties(report)
        self.counts(report, sentence)
        self.date(report.get("date"), sentence)
        return None

    def triggers(self, reports):
        """No two reports of one type share words of their triggers."""
        for i, one in enumerate(reports):
            for other in reports[:i]:
                apart = (one["trigger"]["end"] <= other["trigger"]["start"]
                         or other["trigger"]["end"] <= one["trigger"]["start"])
                if one["type"] == other["type"] and not apart:
                    self.fault(f"two triggers of {one['type']} overlap")

    def record(self, record, text):
        """One line of gold, joined with its text where that is at hand."""
        self.text = text.encode() if text is not None else None
        if self.text is not None and record.get("text_sha256") is not None:
            if hashlib.sha256(self.text).hexdigest() != record["text_sha256"]:
                self.fault("the text is another one (hash)")
        for report in record["reports"]:
            self.report(report)
        self.triggers(record["reports"])


def lines(path):
    with open(path, encoding="utf8") as source:
        return [json.loads(line) for line in source if line.strip()]


def holds_text(value):
    """Whether a stand-off value has a field of words anywhere."""
    if isinstance(value, dict):
        return any(key in ("text", "name", "note") or holds_text(v) for key, v in value.items())
    return isinstance(value, list) and any(map(holds_text, value))


def check_standoff(checker, path, sentences):
    seen = set()
    for record in lines(path):
        checker.where = f"{path.name} {record['id']}"
        if holds_text(record):
            checker.fault("stand-off gold holds text")
        if record["id"] in seen:
            checker.fault("twice")
        seen.add(record["id"])
        if sentences is not None and record["id"] not in sentences:
            checker.fault("no such sentence")
        checker.record(record, None if sentences is None else sentences.get(record["id"]))
    return seen


def body_of(path):
    """The front matter's fields and the text after its closing line."""
    head, text = path.read_text(encoding="utf8").removeprefix("---\n").split("\n---\n", 1)
    return dict(line.split(": ", 1) for line in head.split("\n")), text


def check_examples(checker):
    files = {}
    for path in sorted((ROOT / "examples/news").glob("*.txt")):
        head, text = body_of(path)
        files[head["id"]] = (head, text)
    for record in lines(ROOT / "examples/gold.jsonl"):
        checker.where = f"examples {record['id']}"
        head, text = files.pop(record["id"], ({}, None))
        if text != record["text"] or head.get("date") != record["date"]:
            checker.fault("its file is missing or has another text or date")
        checker.record(record, record["text"])
    for left in files:
        checker.where = f"examples {left}"
        checker.fault("no gold")


def words_of(text):
    """A text's words alone, to find what is there twice."""
    return " ".join(re.findall(r"\w+", text.lower()))


def check_own(checker):
    """Sentences of our own: no id and no text twice, in whatever split."""
    ids, texts = set(), {}
    for path in sorted((ROOT / "gold/own").glob("*.jsonl")):
        for record in lines(path):
            checker.where = f"own/{path.stem} {record['id']}"
            checker.record(record, record["text"])
            if record["id"] in ids:
                checker.fault("an id twice")
            if words_of(record["text"]) in texts:
                checker.fault(f"the words of {texts[words_of(record['text'])]}")
            ids.add(record["id"])
            texts[words_of(record["text"])] = record["id"]


def check_all(checker, sentences):
    splits = []
    for folder, kinds in (("voa", ("dev", "test")), ("news", ("train", "dev", "test")), ("says", ("dev", "test"))):
        splits += [check_standoff(checker, ROOT / f"gold/{folder}/{kind}.jsonl", sentences) for kind in kinds]
    checker.where = "gold"
    if len(set().union(*splits)) != sum(map(len, splits)):
        checker.fault("a sentence is in two splits")
    for path in sorted((ROOT / "gold/news/second").glob("*.jsonl")):
        check_standoff(checker, path, sentences)
    check_examples(checker)
    check_own(checker)


def main():
    options = argparse.ArgumentParser(description="Lints the gold.")
    options.add_argument("--sentences", help="JSONL of {id, text} that gold/voa was read from")
    path = options.parse_args().sentences
    try:
        checker = Checker(Codes())
        sentences = {d["id"]: d["text"] for d in lines(path)} if path else None
        check_all(checker, sentences)
    except (OSError, ValueError, KeyError) as error:
        print(f"check.py: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    print("\n".join(checker.faults) or "clean")
    return 1 if checker.faults else 0


if __name__ == "__main__":
    sys.exit(main())
