"""Where to cut a text into scenes, all cuts weighed together: how likely each start is, and how long scenes are."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

LONGEST = 120  # paragraphs; a scene longer than this is no less likely for its length
SHORTEST = 6  # paragraphs; a cut never leaves a shorter scene before it
LEAST = -6.0  # the least that a length may count
LEAST_AT_END = -1.5  # the same for a scene that the text's end closes: it may be an epilogue
EPILOGUE = 2  # paragraphs; no shorter scene stands at a text's end
NEVER = -20.0


@dataclass(frozen=True, slots=True)
class Length:
    """How long scenes are: their usual length in paragraphs, its spread as a logarithm, and what a start is worth beside it."""

    usual: float
    spread: float
    start: float

    def worth(self, paragraphs: int) -> float:
        if paragraphs < SHORTEST:
            return NEVER
        off = (math.log(min(paragraphs, LONGEST)) - math.log(self.usual)) / self.spread
        return max(LEAST, -off * off / 2)


def cuts(likely: Sequence[float | None], sure: Collection[int], length: Length) -> list[int]:
    """The places, in order and without 0 and the sure ones, at which scenes start: those with the highest worth together.

    ``likely``: log-odds for each place, None where none may start. ``sure``: places where one starts in any case.
    """
    worth: dict[int, float] = {0: 0.0}
    back: dict[int, int] = {}
    open_at = [0]
    lengths = [length.worth(n) for n in range(LONGEST + 1)]
    for place in range(1, len(likely)):
        odds = likely[place]
        if place in sure:
            worth[place], back[place] = best(worth, open_at, place, lengths)
            open_at = [place]
        elif odds is not None and odds > NEVER:
            so_far, back[place] = best(worth, open_at, place, lengths)
            worth[place] = so_far + odds + length.start
            open_at = [*within_sight(worth, open_at, place), place]
    ends = [max(one, LEAST_AT_END) if n >= EPILOGUE else NEVER for n, one in enumerate(lengths)]
    at: int | None = best(worth, open_at, len(likely), ends)[1]
    found: list[int] = []
    while at:
        if at not in sure:
            found.append(at)
        at = back.get(at)
    return found[::-1]


def within_sight(worth: Mapping[int, float], open_at: Sequence[int], place: int) -> list[int]:
    """The starts that may still be the last one before what follows: of those far back, whose distance counts no more, only the best."""
    far = [there for there in open_at if place - there >= LONGEST]
    return [
        *([max(far, key=worth.__getitem__)] if far else []),
        *(there for there in open_at if place - there < LONGEST),
    ]


def best(worth: Mapping[int, float], open_at: Sequence[int], place: int, lengths: Sequence[float]) -> tuple[float, int]:
    """The most that a scene which ends at a place can have made of the text so far, and where that scene starts."""
    return max((worth[there] + lengths[min(place - there, LONGEST)], there) for there in open_at)
