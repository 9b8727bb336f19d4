"""Open news for the teacher to annotate, and its opinions beside the other tier's hints.

    python train/rest.py SENTENCES.jsonl GOLD                the sentences that are in no gold, nor in a hundred lines of test or dev
    python train/rest.py --hints MATERIAL.jsonl SILVER.jsonl the material with what the silver says
"""

import json
import pathlib
import sys

HUNDRED = 100
SHORTEST = 25


def lines(path):
    with open(path, encoding="utf8") as file:
        return [json.loads(line) for line in file]


def rest(sentences, gold):
    number = {s["id"]: i for i, s in enumerate(sentences)}
    held, learnt = set(), {record["id"] for record in lines(gold / "news/train.jsonl")}
    for name in ("voa/dev", "voa/test", "news/dev", "news/test"):
        held |= {number[record["id"]] // HUNDRED for record in lines(gold / f"{name}.jsonl")}
    for i, sentence in enumerate(sentences):
        if i // HUNDRED not in held and sentence["id"] not in learnt and len(sentence["text"]) > SHORTEST:
            yield sentence


def with_hints(material, silver):
    own = {(row["id"], *row["forms"]): row for row in material}
    for row in silver:
        if found := own.get((row["id"], *row["forms"])):
            yield found | {"events": row["events"], "pairs": row["pairs"]}


def main():
    first, second = sys.argv[-2:]
    if "--hints" in sys.argv:
        found = with_hints(lines(first), lines(second))
    else:
        found = rest(lines(first), pathlib.Path(second))
    for record in found:
        print(json.dumps(record))


if __name__ == "__main__":
    main()
