"""The material that `detente-train prepare` wrote: sentences as lists of words with classes, in batches."""

import json
import random

SMALL = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by", "as", "n't"}


def read(path, limit=None):
    """The sentences of a file of JSON lines, at most `limit` words long."""
    with open(path, encoding="utf8") as lines:
        sentences = [json.loads(line) for line in lines]
    return [s for s in sentences if limit is None or len(s["forms"]) <= limit]


def title(form):
    """A word as headlines write it."""
    if form in SMALL or form.startswith("'"):
        return form
    return form[:1].upper() + form[1:]


CASES = [(str.upper, 0.04), (str.lower, 0.03), (title, 0.03)]


def recased(sentence, rng):
    """Now and then the sentence in other case, so that wire copy, headlines and chats are known too."""
    dice = rng.random()
    for change, share in CASES:
        if dice < share:
            return {**sentence, "forms": [change(form) for form in sentence["forms"]]}
        dice -= share
    return sentence


def batches(sentences, words, rng, length=lambda s: len(s["forms"])):
    """Batches of sentences of like length, `words` words with padding each, in random order."""
    order = sorted(sentences, key=lambda s: length(s) + rng.random() * 3)
    made, batch, longest = [], [], 0
    for sentence in order:
        longest = max(longest, length(sentence))
        if batch and longest * (len(batch) + 1) > words:
            made.append(batch)
            batch, longest = [], length(sentence)
        batch.append(sentence)
    made.append(batch)
    rng.shuffle(made)
    return made


def rng(seed):
    """A random generator of its own, so that nothing else moves it."""
    return random.Random(seed)
