"""Trains the fast tier: hashed vectors, convolutions over neighbours, and the heads.

    python train/fast.py --material DIR --out fast.safetensors [--silver silver.jsonl]
"""

import argparse
import json
import time

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional as F

import heads
import material
import score

WIDTH, ARC, RELATION, ATTENTION_HEADS = 160, 96, 96, 5
# How far attention tells distances apart.
REACH = 16


class Convolution(nn.Module):
    """A word with its neighbours `distance` away; maxout of two, added to what was."""

    def __init__(self, distance, dropout):
        super().__init__()
        self.distance = distance
        self.mix = nn.Linear(3 * WIDTH, 2 * WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.dropout = heads.Dropout(dropout)

    def forward(self, x, real):
        d = self.distance
        padded = F.pad(x, (0, 0, d, d))
        near = torch.cat([padded[:, : -2 * d], x, padded[:, 2 * d :]], -1)
        a, b = self.mix(near).chunk(2, -1)
        x = self.norm(x + self.dropout(torch.maximum(a, b)))
        return x * real.unsqueeze(-1)


class Attention(nn.Module):
    """A word with all others."""

    def __init__(self, distance, dropout):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.near = nn.Parameter(torch.zeros(ATTENTION_HEADS, 2 * REACH + 1))
        self.norm = nn.LayerNorm(WIDTH)
        self.dropout = heads.Dropout(dropout)

    def forward(self, x, real):
        batch, n, _ = x.shape
        q, k, v = self.qkv(x).view(batch, n, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        away = torch.where(real, 0.0, -1e9)[:, None, None, :]
        place = torch.arange(n)
        far = (place[None, :] - place[:, None]).clamp(-REACH, REACH) + REACH
        scores = (q * (WIDTH // ATTENTION_HEADS) ** -0.5) @ k.transpose(2, 3) + self.near[:, far] + away
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, n, WIDTH)
        x = self.norm(x + self.dropout(self.out(mixed)))
        return x * real.unsqueeze(-1)


class Fast(nn.Module):
    """`plan`: a digit is a convolution with neighbours so far away, `a` is attention."""

    def __init__(self, classes, words, plan, dropout=0.15):
        super().__init__()
        self.words = words["forms"]
        self.unknown = words["hashed"]
        self.upos = [tag[0] for tag in classes["tags"]]
        self.root_class = classes["relations"].index("root")
        self.table = nn.Embedding(words["rows"], WIDTH)
        nn.init.normal_(self.table.weight, std=0.1)
        self.norm = nn.LayerNorm(WIDTH)
        make = lambda c: Attention(0, dropout) if c == "a" else Convolution(int(c), dropout)
        self.blocks = nn.ModuleList(make(c) for c in plan)
        self.dropout = heads.Dropout(dropout)
        names = 1 + 4 * len(classes["kinds"])
        self.heads = heads.Heads(
            WIDTH, len(classes["tags"]), names, len(classes["relations"]), ARC, RELATION, dropout, near=True
        )

    def encode(self, batch):
        """Vectors of words: batch, words, width; and which are words."""
        longest = max(len(s["forms"]) for s in batch)
        pad = [0] * len(self.words["."])
        rows = [[self.words[form] for form in s["forms"]] for s in batch]
        rows = torch.tensor([r + [pad] * (longest - len(r)) for r in rows])
        lengths = torch.tensor([len(s["forms"]) for s in batch])
        real = torch.arange(longest) < lengths[:, None]
        if self.training:
            # Now and then a word that is known is not, so that what is not known is learnt.
            strange = torch.rand(rows.shape[:2]) < 0.06
            rows[..., 0] = torch.where(strange, self.unknown, rows[..., 0])
        x = F.embedding_bag(rows.flatten(0, 1), self.table.weight, mode="sum").view(len(batch), longest, WIDTH)
        x = self.dropout(self.norm(x)) * real.unsqueeze(-1)
        for block in self.blocks:
            x = block(x, real)
        return x, real


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--material", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--silver", action="store_true", help="learn what the accurate tier says, too")
    parser.add_argument("--start", help="weights to go on from")
    parser.add_argument("--stop", type=int, help="stop after so many epochs of the plan")
    parser.add_argument("--plan", default="11a11a")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--words", type=int, default=1500)
    parser.add_argument("--dropout", type=float, default=0.15)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    rng = material.rng(1)
    with open(f"{options.material}/classes.json", encoding="utf8") as file:
        classes = json.load(file)
    with open(f"{options.material}/words.json", encoding="utf8") as file:
        words = json.load(file)
    model = Fast(classes, words, options.plan, options.dropout)
    if options.start:
        weights = load_file(options.start)
        del weights["plan"]
        model.load_state_dict(weights)
    train = material.read(f"{options.material}/train{'-full' if options.silver else ''}.jsonl", 150)
    train += [s for s in train if s["source"] in ("news", "own")]
    if options.silver:
        # People's trees twice: there are many more of the other kind.
        train += [s for s in train if s["source"] in ("ewt", "gum")]
        train += material.read(f"{options.material}/news-full.jsonl", 150)
    dev = material.read(f"{options.material}/dev.jsonl", 150)
    ewt, gum = [s for s in dev if s["source"] == "ewt"], [s for s in dev if s["source"] != "ewt"]
    politics = material.read(f"{options.material}/names-dev.jsonl", 150)
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=options.rate, weight_decay=0.01, betas=(0.9, 0.95), fused=True
    )
    total = len(material.batches(train, options.words, material.rng(0))) * options.epochs
    rates = heads.schedule(optimizer, total, max(total // 20, 1))
    print(f"{len(train)} sentences, {total} steps", flush=True)
    begin, step, mean = time.time(), 0, 0.0
    for epoch in range(options.epochs):
        model.train()
        for batch in material.batches(train, options.words, rng):
            batch = [material.recased(s, rng) for s in batch]
            x, real = model.encode(batch)
            value = heads.loss(model.heads, x, heads.targets(batch, real.shape[1]), real)
            heads.learn(model, value, optimizer, rates, 5.0)
            step += 1
            mean = mean * 0.99 + value.item() * 0.01
            if step % 200 == 0:
                print(f"{time.time() - begin:6.0f} s  step {step} loss {mean / (1 - 0.99**step):.3f}", flush=True)
        said = mean / (1 - 0.99**step)
        print(
            f"{time.time() - begin:6.0f} s  epoch {epoch} loss {said:.3f} dev {score.table(model, ewt[::3])}", flush=True
        )
        plan = torch.tensor([0.0 if c == "a" else float(c) for c in options.plan])
        save_file({"plan": plan, **model.state_dict()}, options.out)
        if epoch + 1 == options.stop:
            break
    print("EWT dev", score.table(model, ewt), flush=True)
    print("GUM dev", score.table(model, gum), flush=True)
    print("politics dev", score.table(model, politics), flush=True)


if __name__ == "__main__":
    main()
