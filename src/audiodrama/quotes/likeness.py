"""How like the passages before and after each paragraph are in what they speak of (after Hearst 1997, TextTiling)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Sequence

WIDEST = 200  # paragraphs; a word's rarity is judged as in a text no longer than this


def likenesses(topics: Sequence[Collection[str]], windows: Sequence[int]) -> list[list[float]]:
    """For each window of k paragraphs and each place: 0 nothing in common between the k before it and the k from it on, 1 the same.

    Rare stems count more. Linear in the number of stems: each of them adds its rarity to whole stretches of places at once.
    """
    count = len(topics)
    places: dict[str, list[int]] = {}
    for place, stems in enumerate(topics):
        for stem in stems:
            places.setdefault(stem, []).append(place)
    total = min(count, WIDEST) + 1
    rarities = [(math.log(total / min(len(at), total - 1)), at) for at in places.values()]
    return [likeness(rarities, k, count) for k in windows]


def likeness(rarities: Sequence[tuple[float, Sequence[int]]], k: int, count: int) -> list[float]:
    before, after, common = [0.0] * (count + 1), [0.0] * (count + 1), [0.0] * (count + 1)
    for rarity, places in rarities:
        for p, q in itertools.pairwise((-k - 1, *places, count + k)):
            # between the places p and q the stem was last met at p and comes next at q
            add(before, p + 1, min(q, p + k, count - 1), rarity)
            add(after, max(p + 1, q - k + 1), min(q, count - 1), rarity)
            add(common, max(p + 1, q - k + 1), min(q, p + k, count - 1), rarity)
    sums = zip(itertools.accumulate(before), itertools.accumulate(after), itertools.accumulate(common), strict=True)
    return [both / math.sqrt((early + 1) * (late + 1)) for early, late, both in itertools.islice(sums, count)]


def add(changes: list[float], first: int, last: int, rarity: float) -> None:
    """Raises the running sum by ``rarity`` from the first place to the last."""
    if first <= last and last >= 0:
        changes[max(first, 0)] += rarity
        changes[last + 1] -= rarity
