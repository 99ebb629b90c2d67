"""Fits the net of speakers/second.py: candidates of a line against each other, by gradient descent. Imported by weights.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from audiodrama.speakers.second import Net, classes, inputs

HIDDEN = 48  # 96 gave the same
EPOCHS = 20  # 40 gave 0.3 less on stories left out
BATCH = 64  # lines
RATE, DECAY = 2e-3, 0.03  # of the steps, of the weights by them
DROPPED, MASKED = 0.3, 0.1  # shares of hidden cells and of inputs left out in each step
MET = 20  # rows a class must stand in to be an input
WIDTH = 16  # candidates


@dataclass(frozen=True, slots=True)
class Example:
    """One line: its candidates' figures [candidates, NAMES], which of them are right, and how much it counts."""

    figures: np.ndarray
    right: np.ndarray
    worth: float = 1.0


def fit(examples: Sequence[Example], seeds: int) -> Net:
    """So many nets on the lines that have a right and a wrong candidate."""
    held = [e for e in examples if e.right.any() and not e.right.all()]
    figures = np.concatenate([e.figures for e in held])
    mean, spread = figures.mean(0), figures.std(0) + 1e-3
    kept = np.flatnonzero(classes(figures).sum(0) > MET)
    given, there, right = _padded(held, inputs(figures, mean, spread, kept))
    worth = np.array([e.worth for e in held], np.float32)
    nets = [_one(given, there, right, worth, seed) for seed in range(seeds)]
    inner, bias, outer, straight = (np.stack(part) for part in zip(*nets, strict=True))
    return Net(kept, mean, spread, inner, bias, outer, straight)


def _padded(held: Sequence[Example], given: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """[lines, WIDTH, inputs], which places are candidates, which of these are right."""
    whole = np.zeros((len(held), WIDTH, given.shape[1]), np.float32)
    there = np.zeros((len(held), WIDTH), bool)
    right = np.zeros((len(held), WIDTH), np.float32)
    at = 0
    for line, example in enumerate(held):
        size = len(example.right)
        whole[line, :size] = given[at : at + size]
        there[line, :size] = True
        right[line, :size] = example.right
        at += size
    return whole, there, right


def _one(
    given: np.ndarray, there: np.ndarray, right: np.ndarray, worth: np.ndarray, seed: int
) -> tuple[np.ndarray, ...]:
    """Adam with decoupled decay; the rate falls to nothing over the second half."""
    rng = np.random.default_rng(seed)
    lines, _, size = given.shape
    parts = [
        rng.standard_normal((size, HIDDEN)).astype(np.float32) / np.sqrt(size),
        np.zeros(HIDDEN, np.float32),
        rng.standard_normal(HIDDEN).astype(np.float32) / np.sqrt(HIDDEN),
        np.zeros(size, np.float32),
    ]
    speed, power = [np.zeros_like(p) for p in parts], [np.zeros_like(p) for p in parts]
    steps, step = EPOCHS * -(-lines // BATCH), 0
    for _ in range(EPOCHS):
        order = rng.permutation(lines)
        for start in range(0, lines, BATCH):
            now = order[start : start + BATCH]
            step += 1
            rate = RATE * min(1.0, (steps - step) / (steps * 0.5) + 1e-3)
            slopes = _slopes(parts, given[now], there[now], right[now], worth[now] / len(now), rng)
            for part, slope, fast, strong in zip(parts, slopes, speed, power, strict=True):
                fast += 0.1 * (slope - fast)
                strong += 0.01 * (slope * slope - strong)
                part -= rate * (fast / (1 - 0.9**step)) / (np.sqrt(strong / (1 - 0.99**step)) + 1e-6)
                if part is not parts[1]:
                    part -= rate * DECAY * part
    return tuple(parts)


def _slopes(
    parts: Sequence[np.ndarray],
    given: np.ndarray,
    there: np.ndarray,
    right: np.ndarray,
    worth: np.ndarray,
    rng: np.random.Generator,
) -> tuple[np.ndarray, ...]:
    """Of the loss: minus the logarithm of the right candidates' share."""
    inner, bias, outer, straight = parts
    size = len(given)
    given = given * ((rng.random((size, 1, given.shape[2])) > MASKED) / np.float32(1 - MASKED)).astype(np.float32)
    hidden = given @ inner + bias
    kept = ((rng.random((size, 1, HIDDEN)) > DROPPED) / np.float32(1 - DROPPED)).astype(np.float32)
    lit = np.maximum(hidden, 0) * kept
    scores = np.where(there, lit @ outer + given @ straight, -30.0)
    shares = np.exp(scores - scores.max(1, keepdims=True)) * there
    shares /= shares.sum(1, keepdims=True)
    good = shares * right
    good /= good.sum(1, keepdims=True) + 1e-9
    error = ((shares - good) * worth[:, None]).astype(np.float32)
    back = error[:, :, None] * outer * kept * (hidden > 0)
    return (
        np.tensordot(given, back, axes=([0, 1], [0, 1])),
        back.sum((0, 1)),
        np.einsum("gc,gch->h", error, lit),
        np.einsum("gc,gcd->d", error, given),
    )
