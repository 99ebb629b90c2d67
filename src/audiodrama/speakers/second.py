"""Decided again, in rounds: every line in the light of those before and after it, as the last round had them.

A small net weighs the figures of each candidate; it is fitted by bench/weights.py and lies beside this file, in second.npz.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from audiodrama.speakers import company, traits
from audiodrama.speakers.board import Board, Opinions
from audiodrama.speakers.decode import Verdict, benches
from audiodrama.speakers.evidence import Clue
from audiodrama.speakers.focus import follow
from audiodrama.speakers.mentions import refs
from audiodrama.speakers.page import Passage
from audiodrama.speakers.people import Cast

NAME = "second.npz"
SHIPPED = Path(__file__).parent
ROUNDS = 3  # the encoder is heard in the last: bench/weights.py tells what each gains
SETTLED = 0.97  # share from which a line is not decided again
FEW = 0.5  # lines at which the beam weighs as much as the net, which was fitted on whole stories and knows too little of a short one
UNLIKELY = 1e-3  # added to every share before its logarithm is taken
BLOCK = 20_000  # rows weighed at a time: what a book needs stays small
OWN = (
    *traits.LINE,
    *traits.EVIDENCE,
    *traits.PLACES,
    *traits.ADDRESS,
    *traits.PERSON,
    *traits.MIND,
    *company.TURNS,
    *company.ANCHORS,
    *company.FITS,
    *company.PRESENT,
    *company.OPINION,
    *company.EARLIER,
)
BESIDE = [  # of these the distance to the best rival is a figure too
    "rule_rank",
    "tag_rank",
    "before",
    "before_scene",
    "after_scene",
    "focus",
    "meant",
    "deeds_part",
    "minds_part",
    "line-1",
    "line-2",
    "para-1",
    "para-2",
    "para+1",
    "para+2",
    "swap_up",
    "swap_down",
    "habit",
    "topic",
    "calls_them",
    "lines_scene",
    "first",
    "recent_order",
    "called_near",
    "about_near",
    "mentions",
    "near_left",
    "near_right",
    "opinion",
]
BESIDE_AT = [OWN.index(name) for name in BESIDE if name in OWN]
NAMES = (*OWN, *(f"{OWN[at]}~" for at in BESIDE_AT))
CLASSES = tuple(  # figures that name a class: each of their values is an input of its own
    NAMES.index(name)
    for name in [
        "manner",
        "kind",
        "manner_up",
        "manner_down",
        "person",
        "sort",
        "tag_noun",
        "tag_is",
        "rule_is",
        "label",
        "left1_is",
        "right0_is",
        "tag_sex",
        "rule_sex",
    ]
)
VALUES, LOWEST = 40, 8  # classes lie at half steps from -4
Array = np.ndarray


@dataclass(frozen=True, slots=True)
class Net:
    """Nets of one hidden layer whose scores are averaged: ``inner`` [nets, inputs, hidden], ``bias`` and ``outer`` [nets, hidden], ``straight`` [nets, inputs].

    ``mean`` and ``spread`` of the figures in the fit; ``kept``: the classes that were met often enough.
    """

    kept: Array
    mean: Array
    spread: Array
    inner: Array
    bias: Array
    outer: Array
    straight: Array

    def scores(self, figures: Array) -> Array:
        """[rows] for [rows, NAMES]."""
        given = inputs(figures, self.mean, self.spread, self.kept)
        total = np.zeros(len(given), np.float32)
        for inner, bias, outer, straight in zip(self.inner, self.bias, self.outer, self.straight, strict=True):
            total += np.maximum(given @ inner + bias, 0) @ outer + given @ straight
        return total / len(self.inner)


def classes(figures: Array) -> Array:
    """[rows, CLASSES x VALUES] of 0 and 1."""
    at = np.clip(np.round(figures[:, CLASSES] * 2).astype(int) + LOWEST, 0, VALUES - 1)
    found = np.zeros((len(figures), len(CLASSES), VALUES), np.float32)
    np.put_along_axis(found, at[:, :, None], 1.0, axis=2)
    return found.reshape(len(figures), -1)


def inputs(figures: Array, mean: Array, spread: Array, kept: Array) -> Array:
    """What the net is given for each row: the figures on one scale, and the classes."""
    return np.hstack([np.clip((figures - mean) / spread, -4, 4), classes(figures)[:, kept]]).astype(np.float32)


@lru_cache(maxsize=8)
def net(folder: Path | None = None) -> Net:
    """The net of ``folder`` when it holds one, else the shipped one."""
    path = SHIPPED / NAME
    if folder is not None and (folder / NAME).is_file():
        path = folder / NAME
    with np.load(path) as kept:
        whole = {slot: kept[slot].astype(np.int64 if slot == "kept" else np.float32) for slot in Net.__slots__}
    return Net(**whole)


@dataclass(frozen=True, slots=True)
class Ballot:
    """One line's candidates and their figures [candidates, NAMES]."""

    number: int
    pool: list[int]
    figures: Array


def again(
    pages: Sequence[Passage],
    cast: Cast,
    clues: Sequence[Clue],
    verdicts: Sequence[Verdict],
    worth: Net,
    ask: Callable[[Sequence[Verdict]], Opinions] | None = None,
) -> list[Verdict]:
    """The verdicts after ROUNDS rounds; in short prose the first ones weigh in. ``ask``: the encoder, before the last round."""
    made = list(verdicts)
    for turn in range(ROUNDS):
        heard = ask(made) if ask and turn == ROUNDS - 1 else {}
        made = settled(made, ballots(pages, cast, clues, made, heard, again=turn > 0), worth)
    part = len(clues) / (len(clues) + FEW)
    return [mixed(last, first, part) for last, first in zip(made, verdicts, strict=True)]


def mixed(last: Verdict, first: Verdict, part: float) -> Verdict:
    """The weighted geometric mean of two verdicts' shares, ``part`` that of the last."""
    pool = list(last.shares)
    if not pool or not first.shares:
        return last
    scores = [
        part * math.log(last.shares[who] + UNLIKELY) + (1 - part) * math.log(first.shares.get(who, 0.0) + UNLIKELY)
        for who in pool
    ]
    return _verdict(pool, np.array(scores))


def settled(verdicts: Sequence[Verdict], held: Sequence[Ballot], worth: Net) -> list[Verdict]:
    """The verdicts with each ballot's outcome in its place."""
    made = list(verdicts)
    start = 0
    while start < len(held):
        end, size = start, 0
        while end < len(held) and (end == start or size + len(held[end].pool) <= BLOCK):
            size += len(held[end].pool)
            end += 1
        scores = worth.scores(np.concatenate([ballot.figures for ballot in held[start:end]]))
        at = 0
        for ballot in held[start:end]:
            made[ballot.number] = _verdict(ballot.pool, scores[at : at + len(ballot.pool)])
            at += len(ballot.pool)
        start = end
    return made


def _verdict(pool: Sequence[int], scores: Array) -> Verdict:
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    order = np.argsort(-shares, kind="stable")
    second = pool[order[1]] if len(pool) > 1 else -1
    return Verdict(pool[order[0]], float(shares[order[0]]), second, dict(zip(pool, map(float, shares), strict=True)))


def ballots(
    pages: Sequence[Passage],
    cast: Cast,
    clues: Sequence[Clue],
    verdicts: Sequence[Verdict],
    heard: Opinions,
    *,
    again: bool,
) -> list[Ballot]:
    """One for each line that anybody may speak; ``heard``: the encoder's opinions; ``again``: the verdicts come from a round like this one,

    and lines that it settled are left out.
    """
    found = [refs(page.tokens, cast) for page in pages]
    focus = follow(pages, found, clues, [verdict.who for verdict in verdicts], cast)
    board = Board(benches(clues, cast), cast, verdicts, focus, again, heard)
    held: list[Ballot] = []
    for k in range(len(clues)):
        if again and verdicts[k].share > SETTLED:
            continue
        pool = board.pool(k)
        if pool and verdicts[k].who >= 0:  # where nobody was in question, nobody is
            held.append(Ballot(k, pool, rows(board, k, pool)))
    return held


def rows(board: Board, k: int, pool: Sequence[int]) -> Array:
    """One row of figures a candidate, in the order of NAMES: float32 [candidates, figures]."""
    line = traits.of_line(board, k)
    own = np.array(
        [[*line, *_row(board, k, who), *company.of_earlier(board, k, who, len(pool))] for who in pool], np.float32
    )
    chosen = own[:, BESIDE_AT]
    if len(pool) == 1:
        return np.hstack([own, np.zeros_like(chosen)])
    order = np.sort(chosen, axis=0)
    rival = np.where(chosen == order[-1], order[-2], order[-1])
    return np.hstack([own, chosen - rival])


def _row(board: Board, k: int, who: int) -> list[float]:
    return [
        *traits.of_evidence(board, k, who),
        *traits.of_places(board, k, who),
        *traits.of_address(board, k, who),
        *traits.of_person(board, k, who),
        *traits.of_mind(board, k, who),
        *company.of_turns(board, k, who),
        *company.of_anchors(board, k, who),
        *company.of_fits(board, k, who),
        *company.of_present(board, k, who),
        *company.of_opinion(board, k, who),
    ]
