"""What words mean, for the fast tier, whose own words were learnt from trees alone: the vectors that the teacher's base gives
them one by one, brought down to their main components.

    python train/meanings.py --base MPNET --lexicon FOLDER --out meanings.pt MATERIAL.jsonl...

Writes the words, one a line, beside it (`meanings.txt`).
"""

import argparse
import collections
import json
import pathlib
import re

import torch

import teacher

WIDTH = 96
# A word is asked about when it occurs this often.
LEAST = 2
WORD = re.compile(r"[a-z][a-z\-']*[a-z]")


def words(files, lexicon):
    """The words of material and those of the lexicon."""
    found = collections.Counter()
    for path in files:
        with open(path, encoding="utf8") as file:
            for line in file:
                found.update(filter(WORD.fullmatch, map(str.lower, json.loads(line)["forms"])))
    for path in sorted(pathlib.Path(lexicon).rglob("*.toml")):
        for word in re.findall(r"[a-z]{3,}", path.read_text(encoding="utf8")):
            found[word] += LEAST
    return sorted(word for word, count in found.items() if count >= LEAST)


@torch.no_grad()
def vectors(base, asked):
    """The mean of a word's pieces, read by itself: a row a word."""
    model = teacher.Teacher(base)
    model.eval()
    out = [None] * len(asked)
    order = sorted(range(len(asked)), key=lambda i: len(asked[i]))
    for at in range(0, len(order), 256):
        group = order[at:at + 256]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x, real, _ = model.embed([{"forms": [asked[i]]} for i in group])
            away = model.mask(real).to(x.dtype)
            for layer in model.layers:
                x = layer(x, away)
        share = real.unsqueeze(-1).float()
        for i, mean in zip(group, (x.float() * share).sum(1) / share.sum(1)):
            out[i] = mean / mean.norm()
    return torch.stack(out)


def components(rows):
    """Rows along their main directions, with a standard deviation of 1 over all."""
    rows = rows - rows.mean(0)
    _, _, directions = torch.pca_lowrank(rows, q=WIDTH + 32, center=False)
    short = (rows @ directions)[:, :WIDTH]
    return short / short.std()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", help="material")
    parser.add_argument("--base", required=True, help="the teacher's base")
    parser.add_argument("--lexicon", required=True, help="a folder of lexicons")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    torch.manual_seed(1)
    asked = words(options.files, options.lexicon)
    torch.save({"words": asked, "vectors": components(vectors(options.base, asked))}, options.out)
    pathlib.Path(options.out).with_suffix(".txt").write_text("\n".join(asked) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
