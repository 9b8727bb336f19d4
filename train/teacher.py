"""A larger encoder, MPNet-base, that learns the same as the accurate tier's judge and then annotates open news for it. It is
not shipped."""

import json
import math

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

import accurate
import wordpiece

WIDTH, LAYERS, ATTENTION_HEADS = 768, 12, 12
BUCKETS, FAR = 32, 128
EPSILON = 1e-5


class Layer(accurate.Layer):
    """A layer of MPNet; the mask holds what distances add."""

    def __init__(self):
        super().__init__(WIDTH, ATTENTION_HEADS, EPSILON)

    def attend(self, q, k, v, mask):
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)

    def bend(self, x):
        return F.gelu(x)


def buckets(n):
    """Classes of the distances of all pairs of `n` places, as MPNet has them."""
    far = torch.arange(n)[:, None] - torch.arange(n)[None, :]
    half, near = BUCKETS // 2, BUCKETS // 4
    side, steps = (far < 0).long() * half, far.abs()
    large = near + (torch.log(steps.clamp(min=1) / near) / math.log(FAR / near) * (half - near)).long()
    return side + torch.where(steps < near, steps, large.clamp(max=half - 1))


class Teacher(nn.Module):
    """The encoder over pieces; a word is its first piece."""

    def __init__(self, path):
        super().__init__()
        with open(f"{path}/tokenizer.json", encoding="utf8") as file:
            self.vocabulary = json.load(file)["model"]["vocab"]
        self.pieces = {}
        base = load_file(f"{path}/model.safetensors")
        embed = lambda name: nn.Embedding.from_pretrained(base[name].float(), freeze=True)
        self.piece = embed("embeddings.word_embeddings.weight")
        self.place = embed("embeddings.position_embeddings.weight")
        self.near = embed("encoder.relative_attention_bias.weight")
        self.norm = accurate.Norm(WIDTH, EPSILON)
        self.norm.load_state_dict({k: base[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}."
            for k in ("weight", "bias"):
                parts = [base[f"{at}attention.attn.{p}.{k}"] for p in "qkv"]
                getattr(layer.qkv, k).data.copy_(torch.cat(parts))
                for part, name in (("out", "attention.attn.o"), ("norm1", "attention.LayerNorm"), ("up", "intermediate.dense"),
                                   ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                    getattr(getattr(layer, part), k).data.copy_(base[f"{at}{name}.{k}"])

    def mask(self, real):
        """What is added to attention: away from what is no piece, and by distance."""
        near = self.near(buckets(real.shape[1])).permute(2, 0, 1).unsqueeze(0)
        return near + torch.where(real, 0.0, -1e4)[:, None, None, :]

    def embed(self, batch):
        """Vectors before the layers, which are pieces, and where words begin."""
        rows, firsts = [], []
        for s in batch:
            row, first = [self.vocabulary["<s>"]], []
            for form in s["forms"]:
                first.append(len(row))
                row += wordpiece.pieces(form, self.vocabulary, self.pieces)
            rows.append(row[:400] + [self.vocabulary["</s>"]])
            firsts.append([min(at, 400) for at in first])
        longest = max(map(len, rows))
        ids, mask = torch.ones(len(rows), longest, dtype=torch.long), torch.zeros(len(rows), longest, dtype=torch.bool)
        for i, row in enumerate(rows):
            ids[i, : len(row)], mask[i, : len(row)] = torch.tensor(row), True
        x = self.piece(ids) + self.place(torch.arange(longest) + 2)
        return self.norm(x.bfloat16() if torch.is_autocast_enabled("cpu") else x), mask, firsts
