"""A conversation decided jointly: a beam over the quotations, each turn judged in the light of those before it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from audiodrama.speakers.evidence import Clue
from audiodrama.speakers.features import Turn, static, turns
from audiodrama.speakers.mentions import OWNER
from audiodrama.speakers.people import Cast

BEAM = 6  # histories kept; more gave nothing
PAST = 8  # turns remembered
AHEAD = 12  # quotations ahead in which a tag by name shows who is there
CANDIDATES = 12  # persons weighed for one quotation


@dataclass(frozen=True, slots=True)
class Verdict:
    """``who`` speaks with probability ``share``; ``second`` is the next best (-1 if nobody else was in question).

    ``shares``: each candidate's probability, given those who spoke before.
    """

    who: int
    share: float
    second: int
    shares: Mapping[int, float] = field(default_factory=dict)


class Trace(NamedTuple):
    """The verdicts so far, latest first, as a linked list that histories share."""

    verdict: Verdict
    before: Trace | None


@dataclass(slots=True)
class State:
    score: float
    past: tuple[Turn, ...]
    tally: dict[int, int]
    trace: Trace | None


def candidates(clue: Clue, before: Clue | None, after: Clue | None, cast: Cast) -> list[int]:
    """The persons who may speak a quotation, by the text alone, likeliest sources first."""
    found: list[int] = []

    def take(who: int) -> None:
        if who >= 0 and who not in found and cast.persons[who].kind != "gone" and not cast.persons[who].hidden:
            found.append(who)

    take(clue.label)
    if clue.tag:
        take(clue.tag.ref.who)
    for ref in clue.left + clue.right:
        take(ref.who)
    take(clue.narrator)
    if before is not None:
        for who in sorted(before.called):
            take(who)
    if after is not None and after.passage - clue.passage <= 2:
        for who in sorted(after.called):
            take(who)
    for who, _, _ in clue.recent:
        if cast.persons[who].kind == "name":
            take(who)
    if after is not None and after.scene == clue.scene and after.passage - clue.passage <= 2:
        if after.tag:
            take(after.tag.ref.who)
        for ref in after.left:
            if ref.place != OWNER and ref.who >= 0 and cast.persons[ref.who].kind == "name":
                take(ref.who)
    return found[:CANDIDATES]


class Bench:
    """The candidates of one quotation with their standing features, each worked out once."""

    def __init__(
        self, clue: Clue, before: Clue | None, after: Clue | None, cast: Cast, coming: Sequence[int] = ()
    ) -> None:
        self.clue, self.before, self.after, self.cast = clue, before, after, cast
        self.fixed = list(dict.fromkeys([*candidates(clue, before, after, cast), *coming]))
        self._static: dict[int, list[str]] = {}

    def static(self, who: int) -> list[str]:
        if who not in self._static:
            self._static[who] = static(self.clue, who, self.cast, self.before, self.after)
        return self._static[who]

    def pool(self, past: Sequence[Turn]) -> list[int]:
        """The fixed candidates and the latest speakers."""
        found = list(self.fixed)
        for turn in reversed(past):
            if turn.who not in found and (turn.scene == self.clue.scene or len(found) < 2):
                found.append(turn.who)
        return found

    def features(self, who: int, past: Sequence[Turn], tally: Mapping[int, int]) -> list[str]:
        return self.static(who) + turns(self.clue, who, past, self.cast, tally.get(who, 0))


def turn_of(clue: Clue, who: int) -> Turn:
    """The turn this person takes with this quotation."""
    return Turn(who, clue.passage, clue.scene, clue.manner, clue.loud, clue.asks)


def benches(found: Sequence[Clue], cast: Cast) -> list[Bench]:
    """One bench a quotation."""
    return [
        Bench(
            clue,
            found[k - 1] if k else None,
            found[k + 1] if k + 1 < len(found) else None,
            cast,
            coming(found, k, cast) if clue.manner in ("im", "b0") else (),
        )
        for k, clue in enumerate(found)
    ]


def coming(found: Sequence[Clue], k: int, cast: Cast) -> list[int]:
    """The first persons, at most two, whom a tag names further on in the scene: bare turns may be theirs already."""
    ahead: list[int] = []
    for later in found[k + 1 : k + 1 + AHEAD]:
        if later.scene != found[k].scene or len(ahead) > 1:
            break
        if later.manner == "tn" and later.tag is not None:
            who = cast.now(later.tag.ref.who)
            if who >= 0 and who not in ahead and cast.persons[who].kind == "name" and not cast.persons[who].hidden:
                ahead.append(who)
    return ahead


def decode(found: Sequence[Clue], cast: Cast, weights: Mapping[str, float], beam: int = BEAM) -> list[Verdict]:
    """One verdict a clue: the best joint reading of all of them."""
    states = [State(0.0, (), {}, None)]
    for bench in benches(found, cast):
        states = _step(bench, states, weights, beam)
    trace = states[0].trace
    verdicts: list[Verdict] = []
    while trace is not None:
        verdicts.append(trace.verdict)
        trace = trace.before
    return verdicts[::-1]


def _step(bench: Bench, states: Sequence[State], weights: Mapping[str, float], beam: int) -> list[State]:
    clue = bench.clue
    fixed: dict[int, float] = {}
    grown: list[tuple[float, State, Verdict]] = []
    for state in states:
        tally = state.tally if state.past and state.past[-1].scene == clue.scene else {}
        pool = bench.pool(state.past)
        if not pool:
            grown.append((state.score, state, Verdict(-1, 0.0, -1)))
            continue
        scores = []
        for who in pool:
            if who not in fixed:
                fixed[who] = sum(weights.get(name, 0.0) for name in bench.static(who))
            moved = turns(clue, who, state.past, bench.cast, tally.get(who, 0))
            scores.append(fixed[who] + sum(weights.get(name, 0.0) for name in moved))
        top = max(scores)
        total = top + math.log(sum(math.exp(score - top) for score in scores))
        order = sorted(range(len(pool)), key=lambda k: -scores[k])
        shares = {who: math.exp(score - total) for who, score in zip(pool, scores, strict=True)}
        for k in order[:beam]:
            rival = order[1] if k == order[0] and len(order) > 1 else order[0] if k != order[0] else -1
            verdict = Verdict(pool[k], shares[pool[k]], pool[rival] if rival >= 0 else -1, shares)
            grown.append((state.score + scores[k] - total, state, verdict))
    grown.sort(key=lambda item: -item[0])
    return [_grow(clue, *item) for item in grown[:beam]]


def _grow(clue: Clue, score: float, state: State, verdict: Verdict) -> State:
    if verdict.who < 0:
        return State(score, state.past, state.tally, Trace(verdict, state.trace))
    same = bool(state.past) and state.past[-1].scene == clue.scene
    tally = dict(state.tally) if same else {}
    tally[verdict.who] = tally.get(verdict.who, 0) + 1
    past = (*state.past, turn_of(clue, verdict.who))[-PAST:]
    return State(score, past, tally, Trace(verdict, state.trace))
