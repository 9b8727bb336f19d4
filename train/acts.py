"""Trains the model of acts of a tier: which words are triggers of events, of which type, mode, status and contexts, who acts on
whom, who says so; and the type of the act between two marked mentions. It goes on from a trunk, the first layers of
the tier's parser, which stay as they are, and reads what the frames say as hints.

    python train/acts.py --tier accurate --material DIR --acts DIR --trunk accurate.safetensors --base DIR --out acts.safetensors
"""

import argparse
import json
import math
import random
import time

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional as F

import accurate
import fast
import heads
import material
import teacher

ROLES = ["actors", "recipients", "sources"]
# Types of speech about another act: REQUEST, ACCUSE, REJECT.
SPEAKING = {8, 9, 10}
# The class of hints that stands for a mention that is no actor.
UNKNOWN = 7
# In this share of sentences the teacher is asked about two words that need be no parties, too.
ANY = 0.3
HIDDEN = 128
PAIR = 256
NATION = 64


def hinted(classes, outputs, weight, first):
    """A table of what each class of a hint adds to each output: its own `weight`, from class `first` on."""
    table = nn.Embedding(classes, outputs)
    nn.init.zeros_(table.weight)
    for i in range(max(first, 1), classes):
        table.weight.data[i, i - first] = weight
    return table


class Judge(nn.Module):
    """Layers that go on from the trunk, and heads on them. `width`: numbers a word."""

    def __init__(self, layers, width, classes, dropout, meanings=None):
        super().__init__()
        self.layers = layers
        if meanings is not None:
            self.meanings = nn.Embedding.from_pretrained(meanings, freeze=True)
            self.meaning = nn.Linear(meanings.shape[1], width, bias=False)
            nn.init.normal_(self.meaning.weight, std=0.02)
        self.columns = classes["hints"]
        self.hint = nn.Embedding(sum(self.columns), width)
        nn.init.normal_(self.hint.weight, std=0.02)
        self.kind = nn.Linear(width, 1 + len(classes["types"]))
        self.mode = nn.Linear(width, len(classes["modes"]))
        self.status = nn.Linear(width, len(classes["statuses"]))
        self.context = nn.Linear(width, len(classes["contexts"]))
        self.reciprocal = nn.Linear(width, 1)
        self.trigger = nn.Linear(width, HIDDEN)
        self.party = nn.Linear(width, HIDDEN)
        self.form = nn.Linear(HIDDEN, len(ROLES) * HIDDEN)
        self.role = nn.Linear(width, len(ROLES))
        # What it adds that the frames have this party at this trigger, as actor or as recipient.
        self.framed = nn.Parameter(torch.cat([3 * torch.eye(2), torch.zeros(1, 2)]))
        # What the frames' types and statuses add: to begin with, the judge says what they say.
        self.known_kind = hinted(self.columns[0], 1 + len(classes["types"]), 1.0, 0)
        self.framed_kind = hinted(self.columns[1], 1 + len(classes["types"]), 3.0, 0)
        self.framed_status = hinted(self.columns[2], len(classes["statuses"]), 2.0, 1)
        self.actor = nn.Linear(width, PAIR)
        self.recipient = nn.Linear(width, PAIR)
        self.pair = nn.Linear(PAIR, len(classes["types"]))
        # Whose country a party has: that of a word which names one, or none.
        self.subject = nn.Linear(width, NATION)
        self.nation = nn.Linear(width, NATION)
        self.stateless = nn.Linear(width, 1)
        # What it adds that the rules give the party none, or this one.
        self.ruled = nn.Parameter(torch.tensor([2.0, 2.0]))
        self.dropout = heads.Dropout(dropout)

    def hints(self, rows):
        """The sum of the hints' vectors: batch, words, width."""
        starts = torch.tensor([sum(self.columns[:i]) for i in range(len(self.columns))])
        return self.hint(rows + starts).sum(-2)

    def kinds(self, x, hints):
        return self.kind(x) + self.known_kind(hints[..., 0]) + self.framed_kind(hints[..., 1])

    def statuses(self, x, hints):
        return self.status(x) + self.framed_status(hints[..., 2])

    def parties(self, x, framed):
        """Scores of roles: batch, role, trigger, party."""
        batch, n, _ = x.shape
        trigger = self.dropout(F.relu(self.trigger(x)))
        party = self.dropout(F.relu(self.party(x)))
        formed = self.form(trigger).view(batch, n, len(ROLES), HIDDEN).transpose(1, 2)
        scores = formed @ party.unsqueeze(1).transpose(2, 3)
        scores = scores + self.role(x).permute(0, 2, 1).unsqueeze(2)
        return scores + torch.einsum("rk,bktp->brtp", self.framed, framed)

    def countries(self, x, sentences):
        """Scores of the country that each word names for each word as a party, the last column for none: batch, party, word + 1."""
        near = self.subject(x).float() @ self.nation(x).float().transpose(1, 2)
        scores = torch.cat([near, self.stateless(x).float()], -1)
        away = torch.full_like(scores, -1e4)
        away[:, :, -1] = 0
        ruled = torch.zeros(*scores.shape, 2)
        for i, s in enumerate(sentences):
            nations = s["nations"]
            for party, own in enumerate(nations):
                if own is None:
                    ruled[i, party, -1, 0] = 1
            for word, nation in enumerate(nations):
                if nation is not None:
                    away[i, :, word] = 0
                    ruled[i, [p for p, own in enumerate(nations) if own == nation], word, 1] = 1
        return scores + away + ruled @ self.ruled

    def pairs(self, x, rows, actors, recipients):
        both = self.actor(x[rows, actors]) + self.recipient(x[rows, recipients])
        return self.pair(self.dropout(F.relu(both)))


class Trunk:
    """The frozen first layers of a tier: vectors of a sentence, and what the judge's layers need to go on."""

    def __init__(self, tier, options, classes):
        self.tier = tier
        self.words = tier == "fast"
        if tier == "accurate":
            self.model = accurate.Accurate(classes, accurate.vocabulary(options.base))
            self.model.load_base(options.base)
            learnt = load_file(options.trunk)
            if options.fresh:
                learnt = {k: v for k, v in learnt.items() if not k.startswith("layers.")}
            if options.fresh != "all":
                self.model.load_state_dict(learnt, strict=False)
            self.width = accurate.WIDTH
        elif tier == "teacher":
            self.model = teacher.Teacher(options.base)
            self.width = teacher.WIDTH
        else:
            with open(f"{options.material}/words.json", encoding="utf8") as file:
                words = json.load(file)
            weights = load_file(options.trunk)
            plan = "".join("a" if d == 0 else str(int(d)) for d in weights.pop("plan").tolist())
            self.model = fast.Fast(classes, words, plan)
            self.model.load_state_dict(weights)
            self.width = fast.WIDTH
        self.depth = options.depth
        # What words mean, by a larger encoder: the row of each word, 0 for those that it was not asked about.
        self.meant, self.meanings = {}, None
        if options.meanings:
            known = torch.load(options.meanings)
            self.meant = {word: 1 + row for row, word in enumerate(known["words"])}
            self.meanings = torch.cat([torch.zeros(1, known["vectors"].shape[1]), known["vectors"]])
        self.model.eval()

    def branch(self, options):
        """The layers that the judge has of its own, starting from the parser's."""
        if self.tier != "fast":
            return nn.ModuleList(self.model.layers[self.depth:])
        return nn.ModuleList(self.model.blocks[self.depth:])

    @torch.no_grad()
    def states(self, sentences):
        """For each sentence its vectors after the trunk and the first piece of each word."""
        done = [None] * len(sentences)
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]["forms"]))
        for at in range(0, len(order), 32):
            group = order[at:at + 32]
            for i, state in zip(group, self.some([sentences[i] for i in group])):
                done[i] = state
        return done

    def mask(self, real):
        """What is added to attention: nothing but away from what is no piece, and what the teacher adds for distance."""
        if self.tier == "teacher":
            return self.model.mask(real)
        return torch.where(real, 0.0, -1e4)[:, None, None, :]

    def some(self, batch):
        model = self.model
        with torch.autocast("cpu", dtype=torch.bfloat16):
            if self.tier != "fast":
                x, mask, firsts = model.embed(batch) if self.tier == "teacher" else embed(model, batch)
                away = self.mask(mask).to(x.dtype)
                for layer in model.layers[: self.depth]:
                    x = layer(x, away)
                return [(x[i, : int(mask[i].sum())].bfloat16(), torch.tensor(firsts[i])) for i in range(len(batch))]
            for s in batch:
                model.words |= dict(zip(s["forms"], s["rows"]))
            kept, model.blocks = model.blocks, model.blocks[: self.depth]
            x, real = model.encode(batch)
            model.blocks = kept
            return [(x[i, : len(s["forms"])].bfloat16(), torch.arange(len(s["forms"]))) for i, s in enumerate(batch)]


def embed(model, batch):
    """The accurate tier's vectors before its layers, and where words begin."""
    rows, firsts = [], []
    for s in batch:
        row, cases, first = [model.vocabulary["[CLS]"]], [0], []
        for form in s["forms"]:
            found = accurate.wordpiece.pieces(form, model.vocabulary)
            first.append(len(row))
            row += found
            cases += [accurate.wordpiece.case_of(form)] * len(found)
        rows.append((row[:511] + [model.vocabulary["[SEP]"]], cases[:511] + [0]))
        firsts.append([min(at, 510) for at in first])
    longest = max(len(r[0]) for r in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    cases, mask = torch.zeros_like(ids), torch.zeros(len(rows), longest, dtype=torch.bool)
    for i, (row, case) in enumerate(rows):
        ids[i, : len(row)], cases[i, : len(row)] = torch.tensor(row), torch.tensor(case)
        mask[i, : len(row)] = True
    x = model.piece(ids) + model.place(torch.arange(longest)) + model.case(cases)
    if torch.is_autocast_enabled("cpu"):
        x = x.bfloat16()
    return model.norm(x), mask, firsts


def run(judge, trunk, batch, blind):
    """Vectors of words for a batch of (sentence, state, marks): batch, words, width; and which are words."""
    words, pieces = max(len(s["forms"]) for s, _, _ in batch), max(state.shape[0] for _, (state, _), _ in batch)
    x = torch.zeros(len(batch), pieces, trunk.width)
    mask, real = torch.zeros(len(batch), pieces, dtype=torch.bool), torch.zeros(len(batch), words, dtype=torch.bool)
    at = torch.zeros(len(batch), words, dtype=torch.long)
    hints = torch.zeros(len(batch), words, len(judge.columns), dtype=torch.long)
    for i, (s, (state, firsts), marks) in enumerate(batch):
        n = len(s["forms"])
        x[i, : state.shape[0]], mask[i, : state.shape[0]] = state.float(), True
        at[i, :n], real[i, :n] = firsts, True
        if not blind:
            hints[i, :n] = torch.tensor(s["hints"])
        for role, token in enumerate(marks or ()):
            hints[i, token, -1] = role + 1
    index = at.unsqueeze(-1).expand(-1, -1, trunk.width)
    added = judge.hints(hints)
    if trunk.meant:
        rows = torch.zeros(len(batch), words, dtype=torch.long)
        for i, (s, _, _) in enumerate(batch):
            rows[i, : len(s["forms"])] = torch.tensor([trunk.meant.get(form.lower(), 0) for form in s["forms"]])
        added = added + judge.meaning(judge.meanings(rows))
    x = x.scatter_add(1, index, added * real.unsqueeze(-1))
    if torch.is_autocast_enabled("cpu"):
        x = x.bfloat16()
    if trunk.tier != "fast":
        away = trunk.mask(mask).to(x.dtype)
        for layer in judge.layers:
            x = layer(x, away)
    else:
        for block in judge.layers:
            x = block(x, mask)
    return x.gather(1, index), real, hints


def framed(batch, words, blind):
    """Which parties the frames have at which triggers: batch, role, trigger, party."""
    out = torch.zeros(len(batch), 2, words, words)
    for i, (s, _, _) in enumerate(batch):
        for trigger, party, role in [] if blind else s["parties"]:
            out[i, role, trigger, party] = 1
    return out


def losses(judge, trunk, batch, blind):
    """The loss of a batch: of events where nothing is marked, of the pair's type where two mentions are."""
    x, real, hints = run(judge, trunk, batch, blind)
    x = judge.dropout(x)
    count, words = real.shape
    kinds, known, per, pairs = torch.zeros(count, words, judge.kind.out_features), torch.zeros(count, words, dtype=torch.bool), [], []
    for i, (s, _, marks) in enumerate(batch):
        if marks:
            pairs.append((i, *marks, s["asked"]))
            continue
        kinds[i, : len(s["forms"]), 0], known[i, : len(s["forms"])] = 1, True
        for event in reversed(s["events"]):
            at = event["token"]
            kinds[i, at] = torch.tensor(event["kinds"]) if "kinds" in event else one_hot(event["type"], kinds.shape[-1])
            known[i, at] = event["firm"]
            if event.get("sure", True):
                per.append((i, event))
    total = torch.zeros(())
    if known.any():
        total = total + 3.0 * F.cross_entropy(judge.kinds(x, hints).float()[known], kinds[known])
    if per:
        rows, at = torch.tensor([i for i, _ in per]), torch.tensor([e["token"] for _, e in per])
        v = x[rows, at]
        for name, scores in (("mode", judge.mode(v)), ("status", judge.statuses(v, hints[rows, at]))):
            total = total + 0.3 * F.cross_entropy(scores.float(), torch.tensor([e[name] for _, e in per]))
        both = torch.tensor([float(e["reciprocal"]) for _, e in per])
        total = total + 0.3 * F.binary_cross_entropy_with_logits(judge.reciprocal(v).float().squeeze(-1), both)
        contexts = torch.zeros(len(per), judge.context.out_features)
        parties = torch.zeros(len(per), len(ROLES), words)
        for k, (_, event) in enumerate(per):
            contexts[k, event["contexts"]] = 1
            for role, name in enumerate(ROLES):
                parties[k, role, event[name]] = 1
        total = total + 2.0 * F.binary_cross_entropy_with_logits(judge.context(v).float(), contexts)
        scores = judge.parties(x, framed(batch, words, blind).to(x.dtype))[rows, :, at].float()
        cost = F.binary_cross_entropy_with_logits(scores, parties, reduction="none") * real[rows].unsqueeze(1)
        total = total + cost.sum() / len(per) * 0.3
        total = total + 1.0 * nation_loss(judge, x, batch, per)
    if pairs:
        rows, actors, recipients, asked = (torch.tensor(column) for column in zip(*pairs))
        total = total + 0.5 * F.cross_entropy(judge.pairs(x, rows, actors, recipients).float(), asked)
    return total


def nation_loss(judge, x, batch, per):
    """The loss of the countries of parties: those whose country some word names, or that have none."""
    rows, parties, right = [], [], []
    for i, event in per:
        s = batch[i][0]
        for party, country in event.get("nations", []):
            match = named(s, country)
            if party not in s["known"] and match:
                rows.append(i)
                parties.append(party)
                right.append(match)
    if not rows:
        return torch.zeros(())
    scores = judge.countries(x, [s for s, _, _ in batch])[rows, parties]
    wanted = torch.full_like(scores, -1e4)
    for k, match in enumerate(right):
        wanted[k, match] = 0
    return (scores.logsumexp(-1) - (scores + wanted).logsumexp(-1)).mean()


def named(sentence, country):
    """The columns of `Judge.countries` that stand for a country."""
    if country is None:
        return [-1]
    return [word for word, nation in enumerate(sentence["nations"]) if nation == country]


def one_hot(index, size):
    row = torch.zeros(size)
    row[index] = 1
    return row


def pairs_of(sentence):
    """A sentence once for each pair of parties that an event of it has, marked; or of those that the teacher was asked about."""
    for actor, recipient, share in sentence.get("pairs", []):
        yield {**sentence, "asked": share}, (actor, recipient)
    if "pairs" in sentence:
        return
    for event in sentence["events"]:
        actors, recipients = event["actors"], event["recipients"]
        if not event.get("sure", True):
            continue
        if event["reciprocal"]:
            recipients = actors
        # People mark the place of an act for the one who does or suffers it, and for whom a speaker condemns what he did.
        place = [event["place"]] if event.get("place") is not None else []
        if not event["reciprocal"]:
            told = [e["token"] for e in sentence["events"] if event["type"] in SPEAKING and set(actors) & set(e["sources"])]
            recipients = (recipients or place) + told
            actors = actors or place
        for a in actors:
            for r in recipients:
                if a != r:
                    yield {**sentence, "asked": one_hot(event["type"] - 1, 16).tolist()}, (a, r)


def f1(hit, extra, missed):
    return 2 * hit / max(2 * hit + extra + missed, 1)


def scores(sentences, said, threshold):
    """Detection by token and type; parties and status of what was found."""
    hit = extra = missed = 0
    parties, status, nations = [0, 0, 0], [0, 0], [0, 0, 0]
    for s, (types, statuses, *_, roles, owned) in zip(sentences, said):
        gold = {(e["token"], e["type"]): e for e in s["events"]}
        near = {e["token"] for e in s["events"] if not e["firm"]}
        found = {(t, int(types[t, 1:].argmax()) + 1) for t in range(len(s["forms"])) if 1 - types[t, 0] > threshold}
        hits = {key for key in found if key in gold and gold[key]["firm"]}
        hit += len(hits)
        extra += sum(key not in gold and key[0] not in near for key in found)
        missed += sum(e["firm"] and key not in found for key, e in gold.items())
        for key in hits:
            event = gold[key]
            status[0] += int(statuses[key[0]]) == event["status"]
            status[1] += 1
            for party, nation in event.get("nations", []):
                if party not in s["known"]:
                    nations[0] += country(s["nations"], owned[party].tolist()) == nation
                    nations[1] += s["nations"][party] == nation
                    nations[2] += 1
            for role, name in enumerate(ROLES[:2]):
                mine = {p for p in range(len(s["forms"])) if roles[role, key[0], p]}
                theirs = set(event[name])
                parties[0] += len(mine & theirs)
                parties[1] += len(mine - theirs)
                parties[2] += len(theirs - mine)
    right = [n / max(nations[2], 1) for n in nations[:2]]
    return f1(hit, extra, missed), hit, extra, missed, f1(*parties), status[0] / max(status[1], 1), *right


def table(judge, trunk, sentences, states, blind=False):
    said = full(judge, trunk, sentences, states, blind)
    best = max((scores(sentences, said, t / 20) + (t / 20,) for t in range(4, 17)), key=lambda s: s[0])
    return "F1 {:.3f} (hit {} extra {} missed {}) parties {:.3f} status {:.3f} countries {:.3f} (by rule {:.3f}) at {:.2f}".format(*best)


@torch.no_grad()
def classified(judge, trunk, sentences, states, blind=False):
    """The types of marked pairs."""
    judge.eval()
    out = []
    for at in range(0, len(sentences), 32):
        batch = [(s, state, s["marks"]) for s, state in zip(sentences[at:at + 32], states[at:at + 32])]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x, _, _ = run(judge, trunk, batch, blind)
            marks = [s["marks"] for s in sentences[at:at + 32]]
            rows, actors, recipients = torch.arange(len(batch)), *(torch.tensor(c) for c in zip(*marks))
            out += judge.pairs(x, rows, actors, recipients).float().softmax(-1).tolist()
    return out


def pairs_to_ask(sentence, rng):
    """Pairs of words of which the teacher says what the one does to the other: parties of one of its events, and any two actors."""
    found = sorted({marks for _, marks in pairs_of(sentence)})
    actors = [word for word, hints in enumerate(sentence["hints"]) if 0 < hints[3] < UNKNOWN]
    return rng.sample(found, min(len(found), 1)) + ([tuple(rng.sample(actors, 2))] if len(actors) > 1 and rng.random() < ANY else [])


def annotate(judge, trunk, sentences, out, rng):
    """Writes what the judge says of sentences as material: what it is half sure of is an event, what it holds possible has
    the shares of its kinds alone."""
    with open(out, "w", encoding="utf8") as file:
        for at in range(0, len(sentences), 1024):
            part = sentences[at:at + 1024]
            states = trunk.states(part)
            said = full(judge, trunk, part, states)
            for s, opinion in zip(part, said):
                s["events"] = list(opinions(s, opinion))
            asked = [(i, pair) for i, s in enumerate(part) for pair in pairs_to_ask(s, rng)]
            asked.sort(key=lambda one: len(part[one[0]]["forms"]))
            shares = classified(judge, trunk, [part[i] | {"marks": pair} for i, pair in asked], [states[i] for i, _ in asked])
            for s in part:
                s["pairs"] = []
            for (i, pair), share in zip(asked, shares):
                part[i]["pairs"].append([*pair, [round(p, 4) for p in share]])
            for s in part:
                print(json.dumps(s), file=file)
            print(f"{at + len(part)} of {len(sentences)}", flush=True)


@torch.no_grad()
def full(judge, trunk, sentences, states, blind=False):
    """All that the judge says of each sentence: types, statuses, modes, contexts, reciprocal, roles."""
    judge.eval()
    out = [None] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]["forms"]))
    for at in range(0, len(order), 32):
        group = order[at:at + 32]
        batch = [(sentences[i], states[i], None) for i in group]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x, real, hints = run(judge, trunk, batch, blind)
            said = [judge.kinds(x, hints).float().softmax(-1), judge.statuses(x, hints).argmax(-1), judge.mode(x).argmax(-1),
                    judge.context(x) > 0, judge.reciprocal(x) > 0,
                    judge.parties(x, framed(batch, real.shape[1], blind).to(x.dtype)).float() > 0,
                    judge.countries(x, [s for s, _, _ in batch])]
        for k, i in enumerate(group):
            out[i] = [part[k] for part in said]
    return out


def country(nations, scores):
    """The likeliest country by the scores of words and of none."""
    raised = [math.exp(min(score, 60)) for score in scores]
    sums = {None: raised[-1]}
    for nation, value in zip(nations, raised):
        if nation is not None:
            sums[nation] = sums.get(nation, 0) + value
    return max(sums, key=sums.get)


def opinions(sentence, said):
    kinds, statuses, modes, contexts, reciprocal, roles, nations = said
    countries = [country(sentence["nations"], row.tolist()) for row in nations]
    words = range(len(sentence["forms"]))
    for t in words:
        event = 1 - float(kinds[t, 0])
        if event < 0.03:
            continue
        parties = {name: [w for w in words if roles[r, t, w]] for r, name in enumerate(ROLES)}
        yield {"token": t, "type": int(kinds[t, 1:].argmax()) + 1, "kinds": [round(p, 4) for p in kinds[t].tolist()],
               "mode": int(modes[t]), "status": int(statuses[t]), "reciprocal": bool(reciprocal[t]), "firm": True,
               "sure": event > 0.5, "contexts": contexts[t].nonzero().flatten().tolist(), **parties,
               "nations": [[w, countries[w]] for name in ROLES[:2] for w in parties[name]]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tier", choices=["fast", "accurate", "teacher"], required=True)
    parser.add_argument("--material", required=True, help="the parser's material")
    parser.add_argument("--acts", required=True, help="the folder of train.jsonl, dev.jsonl, classes.json")
    parser.add_argument("--trunk", help="the parser's learnt weights")
    parser.add_argument("--base", help="the published encoder")
    parser.add_argument("--out")
    parser.add_argument("--depth", type=int, default=3, help="layers of the trunk")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--words", type=int, default=1000)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--blind", action="store_true", help="without the frames' hints")
    parser.add_argument("--start", help="a judge's weights to go on from")
    parser.add_argument("--fresh", choices=["layers", "all"], help="the published encoder in place of the parser's")
    parser.add_argument("--leave-out", default="", help="prefixes of ids not to learn from, with commas")
    parser.add_argument("--share", type=float, default=1.0, help="how much of the material to learn from")
    parser.add_argument("--silver", help="what the teacher says of open news, as material to learn from, too")
    parser.add_argument("--meanings", help="vectors of words (train/meanings.py)")
    parser.add_argument("--annotate", nargs=2, metavar=("MATERIAL", "OUT"), help="learn nothing: annotate with --start's weights")
    parser.add_argument("--ask", help="marked pairs to classify, as material with `marks`")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    with open(f"{options.material}/classes.json", encoding="utf8") as file:
        parse_classes = json.load(file)
    with open(f"{options.acts}/classes.json", encoding="utf8") as file:
        classes = json.load(file)
    trunk = Trunk(options.tier, options, parse_classes)
    if options.annotate:
        judge = Judge(trunk.branch(options), trunk.width, classes, options.dropout)
        judge.load_state_dict(load_file(options.start))
        return annotate(judge, trunk, material.read(options.annotate[0], 120), options.annotate[1], rng)
    train = material.read(f"{options.acts}/train.jsonl", 150)
    left_out = tuple(filter(None, options.leave_out.split(",")))
    train = [s for s in train if not (left_out and s["id"].startswith(left_out))]
    if options.share < 1:
        train = [s for s in train if rng.random() < options.share]
    if options.silver:
        # People's sentences twice: there are many more of the other kind.
        train = train + train + material.read(options.silver, 120)
    dev = {name: material.read(f"{options.acts}/{name}.jsonl", 150) for name in ("dev", "own-dev")}
    begin = time.time()
    states = trunk.states(train)
    dev_states = {name: trunk.states(part) for name, part in dev.items()}
    judge = Judge(trunk.branch(options), trunk.width, classes, options.dropout, trunk.meanings)
    if options.start:
        judge.load_state_dict({k: v for k, v in load_file(options.start).items() if k != "plan"}, strict=False)
    plain = [(s, state, None) for s, state in zip(train, states)]
    marked = [(asked, state, marks) for s, state in zip(train, states) for asked, marks in pairs_of(s)]
    # Pairs take turns: half of them an epoch.
    items = plain + marked[: len(marked) // 2]
    print(f"{len(train)} sentences, {len(marked)} pairs, trunk in {time.time() - begin:.0f} s", flush=True)
    body = list(judge.layers.parameters())
    own = [p for n, p in judge.named_parameters() if not n.startswith("layers.") and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": options.rate}, {"params": own, "lr": 10 * options.rate}],
                                  weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    length = lambda item: len(item[0]["forms"])
    total = len(material.batches(items, options.words, random.Random(0), length)) * options.epochs
    rates = heads.schedule(optimizer, total, max(total // 16, 1))
    begin, step, mean = time.time(), 0, 0.0
    for epoch in range(options.epochs):
        judge.train()
        items = plain + rng.sample(marked, len(marked) // 2)
        for batch in material.batches(items, options.words, rng, length):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                value = losses(judge, trunk, batch, options.blind)
            heads.learn(judge, value, optimizer, rates, 1.0)
            step += 1
            mean = mean * 0.98 + value.item() * 0.02
        said = mean / (1 - 0.98**step)
        print(f"{time.time() - begin:5.0f} s  epoch {epoch} loss {said:.3f}", flush=True)
        if epoch + 1 == options.epochs or epoch % 3 == 2:
            for name, part in dev.items():
                print(f"    {name}: {table(judge, trunk, part, dev_states[name], options.blind)}", flush=True)
    if options.out:
        learnt = {k: v.contiguous() for k, v in judge.state_dict().items()}
        if trunk.words:
            learnt["plan"] = torch.tensor([0.0 if isinstance(b, fast.Attention) else float(b.distance) for b in judge.layers])
        save_file(learnt, options.out)
    if options.ask:
        asked = material.read(options.ask)
        types = classes["types"]
        said = classified(judge, trunk, asked, trunk.states(asked), options.blind)
        merged = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
        names = sorted({s["gold"] for s in asked})
        right, n = 0, len(asked)
        table_ = {name: [0, 0, 0] for name in names}
        for s, scores_ in zip(asked, said):
            sums = {}
            for t, p in zip(types, scores_):
                sums[merged.get(t, t)] = sums.get(merged.get(t, t), 0) + p
            best = max(sums, key=sums.get)
            right += best == s["gold"]
            table_.setdefault(best, [0, 0, 0])
            if best == s["gold"]:
                table_[best][0] += 1
            else:
                table_[best][1] += 1
                table_[s["gold"]][2] += 1
        macro = sum(f1(*table_[name]) for name in names) / len(names)
        print(f"asked: accuracy {right / n:.3f} macro-F1 {macro:.3f}", {k: round(f1(*v), 2) for k, v in table_.items()}, flush=True)


if __name__ == "__main__":
    main()
