"""What stands on an encoder, the same in both tiers: tags, names, arcs and relations of words."""

import torch
from torch import nn
from torch.nn import functional as F


class Dropout(nn.Module):
    """Dropout from one long mask, read at a place that moves: drawing anew for each number is slow on a CPU."""

    LENGTH = 1 << 22

    def __init__(self, share):
        super().__init__()
        self.share = share
        draw = torch.rand(self.LENGTH, generator=torch.Generator().manual_seed(3))
        self.register_buffer("mask", (draw >= share) / (1 - share), persistent=False)

    def forward(self, x):
        if not self.training or self.share == 0:
            return x
        size = x.numel()
        at = int(torch.randint(self.LENGTH, ()))
        mask = self.mask[at : at + size]
        while mask.numel() < size:
            mask = torch.cat([mask, self.mask[: size - mask.numel()]])
        return x * mask.view(x.shape).to(x.dtype)


NEAR = [1, 2, 3, 4, 5, 7, 10, 15, 25]


def distances(n):
    """For words i and heads j (j = 0 is the root) the class of how far j is from i, to the left or right."""
    far = torch.arange(n + 1)[None, :] - 1 - torch.arange(n)[:, None]
    steps = torch.bucketize(far.abs(), torch.tensor(NEAR))
    classes = torch.where(far > 0, steps + len(NEAR) + 1, steps)
    classes[:, 0] = 2 * len(NEAR) + 2
    return classes


class Heads(nn.Module):
    """Linear layers for tags and names; arcs by a bilinear form; relations by a small network over both words."""

    def __init__(self, width, tags, names, relations, arc, relation, dropout, near=False):
        super().__init__()
        self.tag = nn.Linear(width, tags)
        self.name = nn.Linear(width, names)
        self.arc_dependent = nn.Linear(width, arc)
        self.arc_head = nn.Linear(width, arc)
        self.arc_form = nn.Linear(arc, arc)
        self.relation_dependent = nn.Linear(width, relation)
        self.relation_head = nn.Linear(width, relation)
        self.relation = nn.Linear(relation, relations)
        # What distance says: an encoder of neighbours does not know it.
        self.arc_near = nn.Linear(arc, 2 * len(NEAR) + 3) if near else None
        self.relation_near = nn.Embedding(2 * len(NEAR) + 3, relation) if near else None
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.dropout = Dropout(dropout)
        nn.init.normal_(self.arc_form.weight, std=0.02)

    def forward(self, x):
        """Scores of tags and names; of heads, the root first; and what relations need. `x`: batch, words, width."""
        root = self.root.expand(x.shape[0], 1, -1)
        heads = torch.cat([root, x], 1)
        x, heads = self.dropout(x), self.dropout(heads)
        dependent = self.dropout(F.relu(self.arc_dependent(x)))
        head = self.dropout(F.relu(self.arc_head(heads)))
        arcs = self.arc_form(dependent) @ head.transpose(1, 2)
        if self.arc_near is not None:
            index = distances(x.shape[1]).expand(x.shape[0], -1, -1)
            arcs = arcs + self.arc_near(dependent).gather(2, index)
        pair = (self.relation_dependent(x), self.relation_head(heads))
        return self.tag(x), self.name(x), arcs, pair

    def relations(self, pair, heads):
        """Scores of relations, given each word's head (0 is the root)."""
        dependent, head = pair
        index = heads.unsqueeze(-1).expand(-1, -1, head.shape[-1])
        both = dependent + head.gather(1, index)
        if self.relation_near is not None:
            near = distances(heads.shape[1]).expand(heads.shape[0], -1, -1).gather(2, heads.unsqueeze(-1))
            both = both + self.relation_near(near.squeeze(-1))
        return self.relation(self.dropout(F.relu(both)))


def loss(heads, x, gold, real):
    """The loss over all that is known of a batch. Classes that are not known are -100; `real` marks words."""
    tags, names, arcs, pair = heads(x)
    open_heads = F.pad(real, (1, 0), value=True).unsqueeze(1)
    arcs = arcs.float().masked_fill(~open_heads, -1e9)
    relations = heads.relations(pair, gold["heads"].clamp(min=0))
    parts = [(tags, gold["tags"]), (names, gold["names"]), (arcs, gold["heads"]), (relations, gold["relations"])]
    total = 0.0
    for scores, classes in parts:
        if (classes >= 0).any():
            total = total + F.cross_entropy(scores.float().flatten(0, 1), classes.flatten(), ignore_index=-100)
    return total


def targets(batch, longest):
    """Gold classes of a batch as tensors; heads count from 1, the root is 0."""
    gold = {key: torch.full((len(batch), longest), -100) for key in ("tags", "names", "heads", "relations")}
    for row, s in enumerate(batch):
        n = len(s["forms"])
        for key in ("tags", "names", "relations"):
            if s.get(key) is not None:
                gold[key][row, :n] = torch.tensor(s[key])
        if s.get("heads") is not None:
            gold["heads"][row, :n] = torch.tensor([0 if h == i else h + 1 for i, h in enumerate(s["heads"])])
    return gold


def schedule(optimizer, total, warm):
    """The rate rises to its full over `warm` steps, then falls in a line to nothing at `total`."""
    share = lambda step: min((step + 1) / warm, max(0.0, (total - step) / (total - warm)))
    return torch.optim.lr_scheduler.LambdaLR(optimizer, share)


def learn(model, value, optimizer, rates, most):
    """One step down the gradient of `value`, which is cut to the length `most`."""
    optimizer.zero_grad(set_to_none=True)
    value.backward()
    nn.utils.clip_grad_norm_(model.parameters(), most)
    optimizer.step()
    rates.step()
