#!/usr/bin/env python3
"""Reproduces the choice of the sentences of gold/news.

usage: sample.py SENTENCES.jsonl [train|more|third|dev|test]

Prints `split id`, one a line (ids alone when a split is named). Relations between states are what the measures live on, and
few sentences of random news have any; so blocks are runs of ten consecutive sentences, half of which name two countries or
more, drawn at random, at most one from each hundred lines. A hundred belongs to one split. Blocks of hundreds that gold/voa
reads are left out after the draw, which had taken numbers of ids for numbers of lines (ids skip some). `more` is a second
block from the hundreds of `train`, and belongs to it. So does `third`: blocks of hundreds that no other split has, three of
whose sentences name two countries or more.
"""
import json
import pathlib
import random
import re
import sys

SEED = 20261124
BLOCK, HUNDRED, NAMING = 10, 100, 5
BLOCKS = {"test": 30, "dev": 20, "train": 200}
THIRD = 280
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MORE = {"U.S.": "USA", "United States": "USA", "American": "USA", "Britain": "GBR", "British": "GBR"}


def country_names():
    """Names and demonyms of more than three letters, by code."""
    names = dict(MORE)
    for line in (ROOT / "data/actors/countries.tsv").read_text(encoding="utf8").splitlines():
        code, *cells = line.split("\t")
        if not line.startswith("#") and cells:
            words = (word.strip() for cell in cells for word in re.split(r"[|;,]", cell))
            names |= {word: code for word in words if len(word) > 3 and word[0].isupper()}
    return names


def naming_two(sentences):
    """For each sentence whether it names two countries or more."""
    names = country_names()
    longest_first = sorted(map(re.escape, names), key=lambda n: (-len(n), n))
    pattern = re.compile(r"\b(" + "|".join(longest_first) + r")(?!\w)")
    return [len({names[found] for found in pattern.findall(s["text"])}) >= 2 for s in sentences]


def draw(sentences):
    """Returns {split: first lines of its blocks, as drawn}."""
    old = set()
    for path in (ROOT / "gold/voa").glob("*.jsonl"):
        old |= {json.loads(line)["id"] for line in path.open(encoding="utf8")}
    taken = {int(name.removeprefix("gmb-")) // HUNDRED for name in old}
    read = {number // HUNDRED for number, sentence in enumerate(sentences) if sentence["id"] in old}
    two = naming_two(sentences)
    rng = random.Random(SEED)
    hundreds = [h for h in range(len(sentences) // HUNDRED) if h not in taken]
    rng.shuffle(hundreds)
    starts = {split: [] for split in BLOCKS}
    for hundred in hundreds:
        first = hundred * HUNDRED
        runs = [s for s in range(first, first + HUNDRED - BLOCK + 1) if sum(two[s:s + BLOCK]) >= NAMING]
        wanting = [split for split in BLOCKS if len(starts[split]) < BLOCKS[split]]
        if runs and wanting:
            starts[wanting[0]].append(rng.choice(runs))
    starts = {split: [s for s in found if s // HUNDRED not in read] for split, found in starts.items()}
    starts["more"] = []
    for start in starts["train"]:
        first = start // HUNDRED * HUNDRED
        apart = [s for s in range(first, first + HUNDRED - BLOCK + 1) if abs(s - start) >= BLOCK]
        runs = [s for s in apart if sum(two[s:s + BLOCK]) >= NAMING - 1]
        starts["more"] += [rng.choice(runs)] if runs else []
    held = read | taken | {s // HUNDRED for split in ("dev", "test") for s in starts[split]}
    drawn = {line for split in ("train", "more") for s in starts[split] for line in range(s, s + BLOCK)}
    free = [h for h in range(len(sentences) // HUNDRED) if h not in held]
    rng.shuffle(free)
    starts["third"] = []
    for first in (h * HUNDRED for h in free):
        apart = [s for s in range(first, first + HUNDRED - BLOCK + 1) if not drawn & set(range(s, s + BLOCK))]
        runs = [s for s in apart if sum(two[s:s + BLOCK]) >= NAMING - 2]
        if runs and len(starts["third"]) < THIRD:
            starts["third"].append(rng.choice(runs))
    return starts


def main():
    with open(sys.argv[1], encoding="utf8") as source:
        sentences = [json.loads(line) for line in source]
    wanted = sys.argv[2] if len(sys.argv) > 2 else None
    for split, starts in draw(sentences).items():
        if wanted in (None, split):
            for start in starts:
                for sentence in sentences[start:start + BLOCK]:
                    print(sentence["id"] if wanted else f"{split} {sentence['id']}")


if __name__ == "__main__":
    main()
