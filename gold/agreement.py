#!/usr/bin/env python3
"""Compares two annotators of the same sentences, and makes one gold of both.

usage: agreement.py ONE.jsonl OTHER.jsonl [--only IDS] [--merge GOLD.jsonl]

Prints F1 of detection and of strict dyads, one annotator taken for the coder of the other (the codebook's §9, which gives
the same figure either way round but for events that are not firm: those that either marked so count neither for nor
against). The merged gold has the codes of the first annotator. An event is firm where both have it and one of them is sure;
what one alone has is there as not firm.
"""
import argparse
import json
import sys


def overlap(a, b):
    return a["start"] < b["end"] and b["start"] < a["end"]


def parties(report):
    return report["actors"] + report["recipients"]


def weight(one, other):
    """0 when the two are not one event; more where the triggers overlap."""
    if one["type"] != other["type"] or one["sentence"] != other["sentence"]:
        return 0
    mentions = any(overlap(a, b) for a in parties(one) for b in parties(other))
    return 2 * overlap(one["trigger"], other["trigger"]) + mentions


def match(ones, others):
    """One-to-one pairs of indices, best first."""
    candidates = [(weight(a, b), -i, -j) for i, a in enumerate(ones) for j, b in enumerate(others)]
    pairs, left, right = [], set(), set()
    for value, i, j in sorted(candidates, reverse=True):
        if value and -i not in left and -j not in right:
            pairs.append((-i, -j))
            left.add(-i)
            right.add(-j)
    return pairs


def countries(mentions):
    return {m["country"] for m in mentions if m["country"]}


def dyads(report):
    return report["status"] == "asserted", countries(report["actors"]), countries(report["recipients"])


def f1(hit, extra, missed):
    return 2 * hit / (2 * hit + extra + missed)


def main():
    options = argparse.ArgumentParser(description="Compares two annotators.")
    options.add_argument("one")
    options.add_argument("other")
    options.add_argument("--only", help="a file of ids")
    options.add_argument("--merge", help="where the gold of both goes")
    given = options.parse_args()
    one, other = ([json.loads(line) for line in open(path, encoding="utf8")] for path in (given.one, given.other))
    only = set(open(given.only, encoding="utf8").read().split()) if given.only else {r["id"] for r in one}
    others = {record["id"]: record for record in other}
    counts, every, strict, merged = [0, 0, 0], [0, 0, 0], 0, []
    for record in (r for r in one if r["id"] in only):
        mine, theirs = record["reports"], others[record["id"]]["reports"]
        pairs = match(mine, theirs)
        sure = [(i, j) for i, j in pairs if mine[i]["firm"] and theirs[j]["firm"]]
        counts[0] += len(sure)
        counts[1] += sum(theirs[j]["firm"] for j in range(len(theirs)) if j not in {p[1] for p in pairs})
        counts[2] += sum(mine[i]["firm"] for i in range(len(mine)) if i not in {p[0] for p in pairs})
        every = [n + more for n, more in zip(every, (len(pairs), len(theirs) - len(pairs), len(mine) - len(pairs)))]
        strict += sum(dyads(mine[i]) == dyads(theirs[j]) for i, j in sure)
        firm = {i for i, j in pairs if mine[i]["firm"] or theirs[j]["firm"]}
        reports = [report | {"firm": i in firm} for i, report in enumerate(mine)]
        lone = [theirs[j] | {"firm": False} for j in range(len(theirs)) if j not in {p[1] for p in pairs}]
        merged.append(record | {"reports": sorted(reports + lone, key=lambda r: r["trigger"]["start"])})
    hit, extra, missed = counts
    print(f"detection F1 {f1(*counts):.3f} (both {hit}, one alone {missed}, the other alone {extra})")
    print(f"detection F1 with the events that are not firm {f1(*every):.3f} (both {every[0]}, {every[2]}, {every[1]})")
    print(f"strict dyad F1 {f1(strict, extra + hit - strict, missed + hit - strict):.3f}")
    if given.merge:
        with open(given.merge, "w", encoding="utf8") as out:
            out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in merged)
    return 0


if __name__ == "__main__":
    sys.exit(main())
