"""The best tree: greedy where that is a tree, else Chu-Liu/Edmonds over the scores with one root."""

import numpy as np


def best(scores):
    """Heads (0 the root, words from 1) of a matrix words x (1 + words)."""
    n = scores.shape[0]
    full = np.full((n + 1, n + 1), -1e9)
    full[1:, :] = scores
    np.fill_diagonal(full, -1e9)
    heads = full.argmax(1)
    heads[0] = 0
    roots = [i for i in range(1, n + 1) if heads[i] == 0]
    if len(roots) == 1 and not cycle(heads):
        return heads[1:]
    # One root: each candidate costs what the others lose by it; the best few are tried.
    candidates = np.argsort(-full[1:, 0])[:3] + 1
    tried = []
    for root in candidates:
        matrix = full.copy()
        matrix[1:, 0] = -1e9
        matrix[root, :] = -1e9
        matrix[root, 0] = full[root, 0]
        tree = edmonds(matrix)
        tried.append((sum(full[i, tree[i]] for i in range(1, n + 1)), -root, tree))
    return max(tried, key=lambda t: t[:2])[2][1:]


def cycle(heads):
    """Nodes of a cycle, or nothing."""
    state = np.zeros(len(heads), int)
    for start in range(1, len(heads)):
        path, at = [], start
        while at and not state[at]:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at and state[at] == 1:
            return path[path.index(at):]
        for node in path:
            state[node] = 2
    return None


def edmonds(scores):
    """The best arborescence from node 0."""
    heads = scores.argmax(1)
    heads[0] = 0
    ring = cycle(heads)
    if not ring:
        return heads
    inside = set(ring)
    outside = [i for i in range(len(scores)) if i not in inside]
    n = len(outside)
    small = np.full((n + 1, n + 1), -1e9)
    small[:n, :n] = scores[np.ix_(outside, outside)]
    enter, leave = {}, {}
    for k, j in enumerate(outside):
        gains = [scores[i, j] - scores[i, heads[i]] for i in ring]
        enter[k] = ring[int(np.argmax(gains))]
        small[n, k] = max(gains)
        if j:
            leave[k] = ring[int(np.argmax([scores[j, i] for i in ring]))]
            small[k, n] = max(scores[j, i] for i in ring)
    np.fill_diagonal(small, -1e9)
    found = edmonds(small)
    tree = heads.copy()
    for k, j in enumerate(outside):
        if j:
            tree[j] = leave[k] if found[k] == n else outside[found[k]]
    tree[enter[found[n]]] = outside[found[n]]
    return tree
