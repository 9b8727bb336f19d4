"""Scores of an encoder with heads on annotated sentences."""

import time

import numpy as np
import torch

import material
import trees


def allowed(kinds=5):
    """Which class of names may follow which: a matrix from, to; row 0 is `outside`."""
    size = 1 + 4 * kinds
    table = np.zeros((size, size), bool)
    for a in range(size):
        opened = a and (a - 1) % 4 <= 1
        for b in range(size):
            if not opened:
                table[a, b] = b == 0 or (b - 1) % 4 in (0, 3)
            else:
                table[a, b] = b and (b - 1) // 4 == (a - 1) // 4 and (b - 1) % 4 in (1, 2)
    return table


ALLOWED = allowed()


def names(scores):
    """The best allowed sequence of classes."""
    n, size = scores.shape
    ends = np.array([c == 0 or (c - 1) % 4 >= 2 for c in range(size)])
    best = np.where(ALLOWED[0], scores[0], -1e9)
    back = []
    for i in range(1, n):
        step = np.where(ALLOWED, best[:, None], -1e9)
        back.append(step.argmax(0))
        best = step.max(0) + scores[i]
    classes = [int(np.where(ends, best, -1e9).argmax())]
    for pointers in reversed(back):
        classes.append(int(pointers[classes[-1]]))
    return classes[::-1]


def predict(model, sentences, words=4000):
    """Sentences again, with what the model says of them."""
    model.eval()
    out = [None] * len(sentences)
    numbered = [{**s, "at": i} for i, s in enumerate(sentences)]
    with torch.inference_mode():
        for batch in material.batches(numbered, words, material.rng(0)):
            x, real = model.encode(batch)
            tags, name, arcs, pair = model.heads(x.float())
            open_heads = torch.nn.functional.pad(real, (1, 0), value=True).unsqueeze(1)
            arcs = arcs.masked_fill(~open_heads, -1e9).numpy()
            heads = torch.zeros(real.shape, dtype=torch.long)
            for row, s in enumerate(batch):
                n = len(s["forms"])
                heads[row, :n] = torch.tensor(trees.best(arcs[row, :n, : n + 1]))
            labels = model.heads.relations(pair, heads)
            labels[..., model.root_class] = torch.where(heads == 0, 1e9, -1e9)
            labels, tags, name = labels.argmax(-1).numpy(), tags.argmax(-1).numpy(), name.numpy()
            for row, s in enumerate(batch):
                n = len(s["forms"])
                own = [int(h) - 1 if h else i for i, h in enumerate(heads[row, :n])]
                out[s["at"]] = {
                    "source": s["source"], "forms": s["forms"], "tags": tags[row, :n].tolist(), "heads": own,
                    "relations": labels[row, :n].tolist(), "names": names(name[row, :n]),
                }
    return out


def spans(classes):
    """Names as (start, end, kind)."""
    found, start = set(), 0
    for i, c in enumerate(classes):
        place = (c - 1) % 4
        if c and place in (0, 3):
            start = i
        if c and place >= 2:
            found.add((start, i + 1, (c - 1) // 4))
    return found


def table(model, sentences):
    """Shares in percent: tags, UPOS, heads, heads with relations; F1 of PER, ORG, LOC."""
    begin = time.time()
    count = np.zeros(5)
    f1 = np.zeros(3)
    for gold, said in zip(sentences, predict(model, sentences)):
        if gold.get("heads"):
            for i in range(len(gold["forms"])):
                head = gold["heads"][i] == said["heads"][i]
                tag, mine = gold["tags"][i], said["tags"][i]
                same = head and gold["relations"][i] == said["relations"][i]
                count += [1, tag == mine, model.upos[tag] == model.upos[mine], head, same]
        if gold.get("names"):
            a = {s for s in spans(gold["names"]) if s[2] < 3}
            b = {s for s in spans(said["names"]) if s[2] < 3}
            f1 += [len(a), len(b), len(a & b)]
    shares = 100 * count[1:] / max(count[0], 1)
    result = "tags %.2f upos %.2f UAS %.2f LAS %.2f" % tuple(shares)
    return result + " names %.1f (%.0f s)" % (200 * f1[2] / max(f1[0] + f1[1], 1), time.time() - begin)
