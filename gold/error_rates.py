#!/usr/bin/env python3
"""How often the coder errs, by group of types: data/measures/error_rates.tsv from the scores on the test splits.

Usage: gold/error_rates.py [DETENTE] [SHARED] > data/measures/error_rates.tsv

Only sums over a whole split are used. A row is a tier and a group as coded; its columns are how many of those events are
truly of each group, and how many are no event (`none`); `missed` are true events of the row's group that were not coded.
"""
import json
import subprocess
import sys

DETENTE = sys.argv[1] if len(sys.argv) > 1 else "target/release/detente"
SHARED = sys.argv[2] if len(sys.argv) > 2 else "../shared"
SETS = [
    ["gold/own/test.jsonl"],
    ["gold/news/test.jsonl", "--texts", f"{SHARED}/data/news/voa_sentences.jsonl"],
    ["gold/voa/test.jsonl", "--texts", f"{SHARED}/data/news/voa_sentences.jsonl"],
]
GROUPS = {
    "vows": ["AGREE", "SUPPORT", "CONCEDE"],
    "contacts": ["CONSULT"],
    "asks": ["REQUEST"],
    "words_against": ["ACCUSE", "REJECT", "THREATEN"],
    "deeds_for": ["COOPERATE", "AID", "RETREAT"],
    "deeds_against": ["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"],
}
GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}


def rates(tier):
    """coded group -> true group or `none` -> events, and the missed by true group"""
    coded = {group: dict.fromkeys([*GROUPS, "none"], 0) for group in GROUPS}
    missed = dict.fromkeys(GROUPS, 0)
    for one in SETS:
        out = subprocess.run([DETENTE, "-q", "eval", *one, "--tier", tier, "--json"], capture_output=True, check=True)
        for gold, row in json.loads(out.stdout)["confusion"].items():
            for found, n in row.items():
                if found == "missed":
                    missed[GROUP_OF[gold]] += n
                else:
                    coded[GROUP_OF[found]][GROUP_OF.get(gold, "none")] += n
    return coded, missed


print("# Made by gold/error_rates.py from the test splits gold/own, gold/news, gold/voa; read by cli/src/commands/error_rates.rs.")
print("\t".join(["tier", "coded", *GROUPS, "none", "missed"]))
for tier in ("fast", "accurate"):
    coded, missed = rates(tier)
    for group in GROUPS:
        numbers = [coded[group][truth] for truth in [*GROUPS, "none"]] + [missed[group]]
        print("\t".join([tier, group, *map(str, numbers)]))
