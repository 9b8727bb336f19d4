"""Trains the model of factuality of a tier: one small layer over the judge's vectors (of a word, its head, the verb above) and over
vectors of what the tree says of the word, then a score of -3 to 3. Afterwards it fits the verdict on status on development gold.

    python train/happened.py --material DIR --tier fast --out DIR/happened-fast.safetensors --names DIR/happened-fast.txt
"""

import argparse
import collections
import json

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F

HIDDEN = 32
# A circumstance that fewer words have is not learnt; of the others this many at most.
LEAST, MOST = 8, 5000
# What the statuses of gold are on the scale: asserted, alleged, planned, hypothetical, denied, negated.
GRADES = [2.5, 0.3, -0.7, -0.3, -1.5, -2.5]
STATUSES = len(GRADES)
# This share of the graded texts, the last ones, is held out to choose by.
HELD = 0.12
# Sentences a pattern (`happened-own.py`).
PATTERN = 14


class Set:
    """Words with their vectors, names of circumstances (places in `known`, 0 for none) and labels."""

    def __init__(self, path):
        self.rows = [json.loads(line) for line in open(f"{path}.jsonl")]
        vectors = np.fromfile(f"{path}.bin", dtype="<f4").reshape(len(self.rows), -1)
        self.vectors = torch.from_numpy(vectors)
        self.label = torch.tensor([row.get("label", 0.0) for row in self.rows])
        self.text = np.array([row.get("text", 0) for row in self.rows])
        self.status = torch.tensor([row.get("status", 0) for row in self.rows])
        self.judged = torch.tensor([row["judged"] for row in self.rows])
        self.ruled = torch.tensor([row["ruled"] for row in self.rows])

    def look_up(self, known):
        places = [[known[name] for name in row["names"] if name in known] for row in self.rows]
        widest = max(map(len, places))
        self.names = torch.tensor([p + [0] * (widest - len(p)) for p in places])
        return self


class Happened(nn.Module):
    def __init__(self, width, names, dropout):
        super().__init__()
        self.names = nn.EmbeddingBag(names + 1, HIDDEN, mode="sum", padding_idx=0)
        nn.init.normal_(self.names.weight, std=0.02)
        self.layer = nn.Linear(width, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        self.drop = dropout

    def forward(self, vectors, names):
        if self.training:
            names = names * (torch.rand(names.shape) > self.drop)
        x = self.layer(F.dropout(vectors, self.drop, self.training)) + self.names(names)
        return self.out(F.dropout(torch.relu(x), 0.1, self.training))[:, 0]


def train(data, held, known, options):
    """`data`: pairs of a set and what its words weigh."""
    torch.manual_seed(1)
    model = Happened(data[0][0].vectors.shape[1], len(known), options.dropout)
    decayed = [model.layer.weight, model.names.weight]
    others = [model.layer.bias, model.out.weight, model.out.bias]
    learner = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": options.decay}, {"params": others, "weight_decay": 0.0}], lr=options.rate
    )
    batches = [(one, weight, part) for one, weight in data for part in torch.arange(len(one.rows)).split(256)]
    total = options.epochs * sum(-(-len(one.rows) // 256) for one, _ in data)
    done = 0
    for epoch in range(options.epochs):
        model.train()
        orders = {id(one): torch.randperm(len(one.rows)) for one, _ in data}
        for i in torch.randperm(len(batches)).tolist():
            one, weight, part = batches[i]
            part = orders[id(one)][part]
            for group in learner.param_groups:
                group["lr"] = options.rate * (1 - done / total)
            score = model(one.vectors[part], one.names[part])
            loss = weight * F.smooth_l1_loss(score, one.label[part], beta=2.0)
            learner.zero_grad()
            loss.backward()
            learner.step()
            done += 1
        if held is not None:
            print(epoch, "  ".join(f"{name} {measure(model, one)}" for name, one in held.items()), flush=True)
    return model.eval()


@torch.no_grad()
def scores(model, one):
    model.eval()
    return model(one.vectors, one.names).clamp(-3, 3)


def measure(model, one):
    score, label = scores(model, one), one.label
    sides = label != 0
    right = ((score > 0) == (label > 0))[sides].float().mean()
    r = torch.corrcoef(torch.stack([score, label]))[0, 1]
    return f"MAE {(score - label).abs().mean():.3f} r {r:.3f} sign {right:.3f}"


def weighed(verdict, judged, ruled, score):
    """The scores of the statuses by the verdict, as `happened.rs` adds them up."""
    trust, signed, sized = verdict[:2], verdict[2 : 2 + STATUSES], verdict[2 + STATUSES :]
    return judged * trust[0] + F.one_hot(ruled, STATUSES) * trust[1] + score[:, None] * signed + score.abs()[:, None] * sized


def fit(judged, ruled, score, status, tied, weight):
    """Multinomial logistic regression that is held near the judge's own statuses."""
    free = torch.zeros(4, dtype=torch.float64, requires_grad=True)
    rate = torch.optim.LBFGS([free], max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        rate.zero_grad()
        loss = (F.cross_entropy(weighed(spread(free), judged, ruled, score), status, reduction="none") * weight).sum()
        loss = loss + tied * free[1:].square().sum()
        loss.backward()
        return loss

    rate.step(closure)
    return spread(free.detach())


def spread(free):
    """Four numbers as the verdict: trust in the judge (as a power) and in the rules, what the score says against negated and
    denied, what its size says against the open ones."""
    none = torch.zeros((), dtype=free.dtype)
    signed = [none, none, none, none, -free[2], -free[2]]
    sized = [none, -free[3], -free[3], -free[3], none, none]
    return torch.stack([free[0].exp(), free[1], *signed, *sized])


def verdict(model, sets, tied):
    """Fits the verdict, and says what it would be worth on parts that it was not fitted on."""
    columns = [[one.judged.double(), one.ruled, scores(model, one).double(), one.status] for one in sets]
    of = torch.cat([torch.full((len(one.rows),), i) for i, one in enumerate(sets)])
    judged, ruled, score, status = [torch.cat(column) for column in zip(*columns)]
    ones = torch.ones(len(status), dtype=torch.float64)
    fold = torch.randperm(len(status), generator=torch.Generator().manual_seed(1)) % 10
    said = torch.zeros_like(status)
    for part in range(10):
        learnt = fold != part
        found = fit(judged[learnt], ruled[learnt], score[learnt], status[learnt], tied, ones[learnt])
        said[~learnt] = weighed(found, judged, ruled, score).argmax(1)[~learnt]
    for i in range(len(sets)):
        here = of == i
        share = lambda said: f"{(said == status)[here].double().mean():.3f}"
        print(f"  set {i}, {here.sum()} events: judge {share(judged.argmax(1))} rules {share(ruled)} verdict, cross-validated {share(said)}")
    print(f"  right in all: judge {(judged.argmax(1) == status).sum()} verdict {(said == status).sum()} of {len(status)}")
    return fit(judged, ruled, score, status, tied, ones)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--material", required=True)
    arguments.add_argument("--tier", required=True)
    arguments.add_argument("--out")
    arguments.add_argument("--names")
    arguments.add_argument("--epochs", type=int, default=8)
    arguments.add_argument("--rate", type=float, default=3e-3)
    arguments.add_argument("--decay", type=float, default=0.1)
    arguments.add_argument("--dropout", type=float, default=0.2)
    arguments.add_argument("--gold", type=float, default=0.1, help="what a word of gold weighs")
    arguments.add_argument("--patterns", type=float, default=0.5, help="what a word of our own patterns weighs")
    arguments.add_argument("--tied", type=float, default=2.0, help="how close the verdict stays to the judge")
    arguments.add_argument("--choose", action="store_true", help="hold out a part, and write nothing")
    options = arguments.parse_args()
    torch.set_num_threads(1)
    of = lambda name: Set(f"{options.material}/{name}-{options.tier}")
    graded, gold, patterns = of("uds"), of("gold"), of("patterns")
    gold.label = torch.tensor(GRADES)[gold.status]
    counts = collections.Counter(name for one in (graded, gold, patterns) for row in one.rows for name in row["names"])
    names = sorted(name for name, count in counts.most_common(MOST) if count >= LEAST)
    known = {name: place + 1 for place, name in enumerate(names)}
    dev = [of("dev-own").look_up(known), of("dev-news").look_up(known), of("dev-voa").look_up(known)]
    graded.look_up(known), gold.look_up(known), patterns.look_up(known)
    held = None
    if options.choose:
        last = graded.text >= np.quantile(graded.text, 1 - HELD)
        other = patterns.text // PATTERN % 7 == 3
        held = {"held": part(graded, last), "patterns": part(patterns, other)}
        graded, patterns = part(graded, ~last), part(patterns, ~other)
    data = [(graded, 1.0), (gold, options.gold), (patterns, options.patterns)]
    data = [(one, weight) for one, weight in data if weight > 0]
    model = train(data, held, known, options)
    found = verdict(model, dev, options.tied)
    print("verdict", [round(value, 3) for value in found.tolist()])
    if options.choose or not options.out:
        return
    state = {
        "names.weight": model.names.weight[1:],
        "layer.weight": model.layer.weight,
        "layer.bias": model.layer.bias,
        "out.weight": model.out.weight,
        "out.bias": model.out.bias,
        "verdict": found.float(),
    }
    save_file({key: value.detach().float().contiguous() for key, value in state.items()}, options.out)
    open(options.names, "w").write("".join(f"{name}\n" for name in names))


def part(one, keep):
    out = object.__new__(Set)
    keep = torch.from_numpy(keep)
    out.rows = [row for row, kept in zip(one.rows, keep.tolist()) if kept]
    for key in ["vectors", "label", "status", "judged", "ruled", "names"]:
        setattr(out, key, getattr(one, key)[keep])
    return out


if __name__ == "__main__":
    main()
