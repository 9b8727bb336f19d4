"""Sentences of our own for the model of factuality: the patterns of data/factuality with who and what in their places, as
lines of {text, targets} like the graded sets.

    python train/happened-own.py data/factuality > own.jsonl
"""

import json
import pathlib
import random
import sys

# Sentences a pattern.
EACH = 14
BEFORE = ["", "", "", "", "On Monday , ", "In the south , ", "Last year , ", "After weeks of talks , ", "But "]
AFTER = ["", "", "", "", " on Sunday", " in the north", " last month", " near the border", " before dawn", " , the agency said"]


def rows(path):
    lines = path.read_text().splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def main():
    folder = pathlib.Path(sys.argv[1])
    random.seed(1)
    acts, who = rows(folder / "acts.tsv"), [row[0] for row in rows(folder / "who.tsv")]
    for pattern, grade in rows(folder / "patterns.tsv"):
        for _ in range(EACH):
            inf, past, part, ing, rest = random.choice(acts)
            s, o = random.sample(who, 2)
            forms = {"INF": inf, "PAST": past, "PART": part, "ING": ing}
            words, at = [], None
            before, after = random.choice(BEFORE), random.choice(AFTER)
            start = len(before.split())
            for word in pattern.removesuffix(" ?").replace("n't", " n't").split():
                if word in forms:
                    at = start + len(words)
                    words += [forms[word], *rest.split()]
                else:
                    words += {"S": s, "O": o}.get(word, word).split()
            if not before:
                words[0] = words[0][0].upper() + words[0][1:]
            elif pattern.split()[0] not in {"S", "O"}:
                words[0] = words[0].lower()
            end = "?" if pattern.endswith("?") else "."
            text = f"{before}{' '.join(words)}{'' if end == '?' else after} {end}"
            print(json.dumps({"text": text, "targets": [{"span1": [at, at + 1], "label": float(grade)}]}))


main()
