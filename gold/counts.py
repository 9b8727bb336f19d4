#!/usr/bin/env python3
"""Prints the table of counts of gold/README.md.

usage: counts.py [GOLD.jsonl ...]    (own and news, all splits, when none is named)
"""
import collections
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
SPLITS = [f"{part}/{split}.jsonl" for part in ("own", "news") for split in ("train", "dev", "test")]
TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
STATUSES = "asserted alleged planned hypothetical denied negated"


def counts(path):
    """What a file of gold holds, by name of row."""
    found = collections.Counter()
    for line in path.open(encoding="utf8"):
        reports = json.loads(line)["reports"]
        found["items"] += 1
        found["with nothing to code"] += not reports
        found["events"] += len(reports)
        found["of these not firm"] += sum(not report["firm"] for report in reports)
        found.update(report["type"] for report in reports)
        found.update(report["status"] for report in reports)
    return found


def main():
    paths = [pathlib.Path(name) for name in sys.argv[1:]] or [HERE / name for name in SPLITS]
    columns = [counts(path) for path in paths]
    print("| | " + " | ".join(f"{path.parent.name} {path.stem}" for path in paths) + " |")
    print("|---" * (len(paths) + 1) + "|")
    for row in ["items", "with nothing to code", "events", "of these not firm", *TYPES.split(), *STATUSES.split()]:
        print(f"| {row} | " + " | ".join(f"{column[row]:,}" for column in columns) + " |")


if __name__ == "__main__":
    main()
