#!/usr/bin/env python3
"""Reproduces the choice of the sentences of dev.jsonl and test.jsonl.

usage: sample.py SENTENCES.jsonl [dev|test]

Prints the ids, one a line (with the split before them when none is named). The choice is blind to
the content: blocks of consecutive lines at random with a fixed seed, no two blocks of different
splits nearer than GAP lines.
"""
import json
import random
import sys

SEED = 20261123
BLOCK = 10
BLOCKS = {"dev": 15, "test": 30}
GAP = 200


def draw(lines):
    """Returns {split: first lines of its blocks, as drawn} for a file of `lines` lines."""
    rng = random.Random(SEED)
    starts = {"dev": [], "test": []}
    while wanting := [name for name in starts if len(starts[name]) < BLOCKS[name]]:
        split = min(wanting, key=lambda name: len(starts[name]))
        start = rng.randrange(lines - BLOCK + 1)
        other = starts["test" if split == "dev" else "dev"]
        clear_of_own = all(abs(start - s) >= BLOCK for s in starts[split])
        clear_of_other = all(abs(start - s) >= BLOCK + GAP for s in other)
        if clear_of_own and clear_of_other:
            starts[split].append(start)
    return starts


def main():
    with open(sys.argv[1], encoding="utf8") as source:
        ids = [json.loads(line)["id"] for line in source]
    wanted = sys.argv[2] if len(sys.argv) > 2 else None
    for split, starts in draw(len(ids)).items():
        for start in sorted(starts):
            for sentence_id in ids[start:start + BLOCK]:
                if wanted is None:
                    print(split, sentence_id)
                elif wanted == split:
                    print(sentence_id)


if __name__ == "__main__":
    main()
