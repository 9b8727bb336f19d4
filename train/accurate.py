"""Trains the accurate tier: MiniLM-L6 fine-tuned for tags, names, arcs and relations together.

    python train/accurate.py --material DIR --base DIR --out accurate.safetensors
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
import wordpiece

WIDTH, LAYERS, ATTENTION_HEADS = 384, 6, 12
ARC, RELATION = 256, 192


def gelu(x):
    """GELU as x * sigmoid(1.702 x): one exponential a number, here and in the reader."""
    return F.silu(1.702 * x) * (1 / 1.702)


class Norm(nn.LayerNorm):
    """Layer norm in the type of its input, so that nothing is copied to and fro."""

    def __init__(self, width=WIDTH, eps=1e-12):
        super().__init__(width, eps=eps)

    def forward(self, x):
        with torch.autocast("cpu", enabled=False):
            return F.layer_norm(x, self.normalized_shape, self.weight.to(x.dtype), self.bias.to(x.dtype), self.eps)


class Layer(nn.Module):
    """A layer of BERT."""

    def __init__(self, width=WIDTH, attention_heads=ATTENTION_HEADS, eps=1e-12):
        super().__init__()
        self.attention_heads = attention_heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = Norm(width, eps)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.norm2 = Norm(width, eps)
        self.dropout = heads.Dropout(0.1)

    def forward(self, x, mask):
        batch, n, width = x.shape
        q, k, v = self.qkv(x).view(batch, n, 3, self.attention_heads, -1).permute(2, 0, 3, 1, 4)
        mixed = self.attend(q, k, v, mask).transpose(1, 2).reshape(batch, n, width)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(self.bend(self.up(x)))))

    def attend(self, q, k, v, mask):
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(2, 3) + mask
        return scores.softmax(-1) @ v

    def bend(self, x):
        return gelu(x)


class Accurate(nn.Module):
    """The encoder over pieces; a word is its first piece."""

    def __init__(self, classes, vocabulary):
        super().__init__()
        self.vocabulary = vocabulary
        self.upos = [tag[0] for tag in classes["tags"]]
        self.root_class = classes["relations"].index("root")
        self.piece = nn.Embedding(len(vocabulary), WIDTH)
        self.place = nn.Embedding(512, WIDTH)
        self.case = nn.Embedding(wordpiece.CASES, WIDTH)
        self.norm = Norm()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = heads.Dropout(0.1)
        names = 1 + 4 * len(classes["kinds"])
        self.heads = heads.Heads(
            WIDTH, len(classes["tags"]), names, len(classes["relations"]), ARC, RELATION, 0.25
        )

    def load_base(self, path):
        """The published weights; the type embedding becomes that of all cases."""
        base = load_file(f"{path}/model.safetensors")
        put = lambda to, name: to.data.copy_(base[name])
        put(self.piece.weight, "embeddings.word_embeddings.weight")
        put(self.place.weight, "embeddings.position_embeddings.weight")
        self.case.weight.data.copy_(base["embeddings.token_type_embeddings.weight"][0].expand(wordpiece.CASES, -1))
        self.norm.load_state_dict({k: base[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}."
            for k in ("weight", "bias"):
                parts = [base[f"{at}attention.self.{p}.{k}"] for p in ("query", "key", "value")]
                getattr(layer.qkv, k).data.copy_(torch.cat(parts))
                put(getattr(layer.out, k), f"{at}attention.output.dense.{k}")
                put(getattr(layer.norm1, k), f"{at}attention.output.LayerNorm.{k}")
                put(getattr(layer.up, k), f"{at}intermediate.dense.{k}")
                put(getattr(layer.down, k), f"{at}output.dense.{k}")
                put(getattr(layer.norm2, k), f"{at}output.LayerNorm.{k}")

    def encode(self, batch):
        """Vectors of words: batch, words, width; and which are words."""
        rows, firsts = [], []
        for s in batch:
            row, cases, first = [self.vocabulary["[CLS]"]], [0], []
            for form in s["forms"]:
                found = wordpiece.pieces(form, self.vocabulary)
                first.append(len(row))
                row += found
                cases += [wordpiece.case_of(form)] * len(found)
            rows.append((row[:511] + [self.vocabulary["[SEP]"]], cases[:511] + [0]))
            firsts.append([min(at, 510) for at in first])
        longest, words = max(len(r[0]) for r in rows), max(len(f) for f in firsts)
        ids = torch.zeros(len(rows), longest, dtype=torch.long)
        cases, mask = torch.zeros_like(ids), torch.zeros(len(rows), longest, dtype=torch.bool)
        at, real = torch.zeros(len(rows), words, dtype=torch.long), torch.zeros(len(rows), words, dtype=torch.bool)
        for i, ((row, case), first) in enumerate(zip(rows, firsts)):
            ids[i, : len(row)], cases[i, : len(row)] = torch.tensor(row), torch.tensor(case)
            mask[i, : len(row)] = True
            at[i, : len(first)], real[i, : len(first)] = torch.tensor(first), True
        x = self.piece(ids) + self.place(torch.arange(longest)) + self.case(cases)
        if torch.is_autocast_enabled("cpu"):
            x = x.bfloat16()
        x = self.dropout(self.norm(x))
        away = torch.where(mask, 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, away.to(x.dtype))
        return x.gather(1, at.unsqueeze(-1).expand(-1, -1, WIDTH)), real


def vocabulary(path):
    with open(f"{path}/tokenizer.json", encoding="utf8") as file:
        return json.load(file)["model"]["vocab"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--material", required=True)
    parser.add_argument("--base", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--words", type=int, default=1000)
    parser.add_argument("--start", help="weights to go on from, instead of the base's")
    parser.add_argument("--stop", type=int, help="stop after so many epochs of the plan")
    options = parser.parse_args()
    torch.manual_seed(1)
    rng = material.rng(1)
    with open(f"{options.material}/classes.json", encoding="utf8") as file:
        classes = json.load(file)
    model = Accurate(classes, vocabulary(options.base))
    model.load_base(options.base)
    if options.start:
        model.load_state_dict(load_file(options.start))
    train = material.read(f"{options.material}/train.jsonl", 150)
    train += [s for s in train if s["source"] in ("news", "own")]
    dev = material.read(f"{options.material}/dev.jsonl", 150)
    ewt, gum = [s for s in dev if s["source"] == "ewt"], [s for s in dev if s["source"] != "ewt"]
    politics = material.read(f"{options.material}/names-dev.jsonl", 150)
    head = [p for n, p in model.named_parameters() if n.startswith("heads") or n.startswith("case")]
    body = [p for n, p in model.named_parameters() if not (n.startswith("heads") or n.startswith("case"))]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": head, "lr": 10 * options.rate}], weight_decay=0.01,
        betas=(0.9, 0.98), fused=True,
    )
    per_epoch = len(material.batches(train, options.words, material.rng(0)))
    total = per_epoch * options.epochs
    rates = heads.schedule(optimizer, total, max(total // 16, 1))
    print(f"{len(train)} sentences, {total} steps", flush=True)
    begin, step, mean = time.time(), 0, 0.0
    for epoch in range(options.epochs):
        model.train()
        for batch in material.batches(train, options.words, rng):
            batch = [material.recased(s, rng) for s in batch]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                x, real = model.encode(batch)
                value = heads.loss(model.heads, x, heads.targets(batch, real.shape[1]), real)
            heads.learn(model, value, optimizer, rates, 1.0)
            step += 1
            mean = mean * 0.99 + value.item() * 0.01
            if step % 100 == 0:
                said = mean / (1 - 0.99 ** step)
                print(f"{time.time() - begin:6.0f} s  step {step} loss {said:.3f}", flush=True)
        print(f"epoch {epoch}: dev {score.table(model, ewt[::3])} politics {score.table(model, politics)}", flush=True)
        save_file(model.state_dict(), options.out)
        if epoch + 1 == options.stop:
            break
    print("EWT dev", score.table(model, ewt), "GUM dev", score.table(model, gum), flush=True)


if __name__ == "__main__":
    main()
