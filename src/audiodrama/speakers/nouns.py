"""Nouns tied to names where the prose says so: "Ann, the cook,", "the cook, Ann,", "a cook called Ann", "Ann was the cook"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from audiodrama.speakers.mentions import DETERMINERS, noun_at, phrase
from audiodrama.speakers.names import Run, runs
from audiodrama.speakers.page import COMMA, STOP, Token
from audiodrama.speakers.people import Cast


def appose(cast: Cast, streams: Iterable[Sequence[Token]]) -> None:
    """Gives each noun phrase that stands beside one name, and one only, to that person."""
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    for stream in streams:
        for run in runs(stream):
            who = cast.who(run.titles, run.names)
            if who is not None:
                for key in _beside(stream, run):
                    votes[key][who] += 1
    for key, count in votes.items():
        if len(count) == 1 and not key.startswith(("his ", "her ", "their ")):
            cast.nouns.setdefault(key, next(iter(count)))


def _beside(stream: Sequence[Token], run: Run) -> Iterable[str]:
    at = run.last
    if (
        at + 1 < len(stream)
        and stream[at].text == ","
        and stream[at + 1].low in ("the", "his", "her", "my", "our", "a", "an")
    ):
        end = noun_at(stream, at + 1)
        if end and (end == len(stream) or stream[end].kind in (COMMA, STOP)):
            yield phrase(stream, at + 1, end)
    if at + 1 < len(stream) and stream[at].low in ("was", "is") and stream[at + 1].low in ("a", "an", "the"):
        end = noun_at(stream, at + 1)
        if end and (end == len(stream) or stream[end].kind in (COMMA, STOP)):
            yield phrase(stream, at + 1, end)
    start = _noun_before(stream, run.first)
    if start >= 0:
        end = noun_at(stream, start)
        closed = run.last == len(stream) or stream[run.last].kind in (COMMA, STOP)
        if end and (stream[end].low in ("called", "named") or (stream[end].text == "," and closed)):
            yield phrase(stream, start, end)


def _noun_before(stream: Sequence[Token], at: int) -> int:
    """Where a noun phrase starts that ends just before the link word at ``at`` - 1; -1 when there is none."""
    if at < 3 or not (stream[at - 1].low in ("called", "named") or stream[at - 1].text == ","):
        return -1
    for start in range(at - 3, max(at - 7, -1), -1):
        if stream[start].low in DETERMINERS and noun_at(stream, start) == at - 1:
            return start
    return -1
