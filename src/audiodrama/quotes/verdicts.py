"""How likely a scene starts at each paragraph: a first judgement of each by itself, a second in the light of its neighbours'.

Both were learned by bench/scenes.py. The first is a sum of weighted signs and, beside it, of small decision trees over the same signs;
the second is a weighted sum again. The table holds ``first`` (sign -> weight), ``books`` (the same, learned on novels), ``trees``,
``second``, and ``length`` of scenes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from audiodrama.quotes.glimpses import Glimpse
from audiodrama.quotes.turnings import Signs

SHIPPED = Path(__file__).parent
NAME = "scenes.json"
BIAS = "bias"
UNLIKELY = -8.0  # the first judgement of a paragraph that cannot start a scene
BROAD = 12  # words told; a paragraph with fewer is a line with a tag
Table = Mapping[str, Any]


class Judgement(NamedTuple):
    """By the weighted signs, by the trees, and by what novels teach; all in log-odds."""

    weighed: float
    trees: float
    books: float


@lru_cache(maxsize=8)
def table(folder: Path | None = None) -> Table:
    """The learned figures: of ``folder`` when it holds such a table, else the shipped ones."""
    path = SHIPPED / NAME
    if folder is not None and (folder / NAME).is_file():
        path = folder / NAME
    return json.loads(path.read_text("utf-8"))  # type: ignore[no-any-return]  # bench/scenes.py wrote it


def may_start(before: Glimpse, here: Glimpse) -> bool:
    """Whether a scene may start here at all: never inside a run of speech, a letter or a voice that goes on."""
    in_speech = here.bare or here.goes_on or (before.bare and here.opens)
    return not in_speech and not here.slanted and not (before.written and here.written)


def weighed(signs: Signs, weights: Mapping[str, float]) -> float:
    return weights.get(BIAS, 0.0) + sum(value * weights[name] for name, value in signs.items() if name in weights)


def felled(signs: Signs, trees: Sequence[Any]) -> float:
    """The sum of the trees' leaves. A branch is [sign, most for the left, left, right], a leaf a number."""
    total = 0.0
    for tree in trees:
        while isinstance(tree, list):
            tree = tree[2] if signs.get(tree[0], 0.0) <= tree[1] else tree[3]
        total += tree
    return total


def first_judgement(signs: Signs, learned: Table) -> Judgement:
    books = weighed(signs, learned["books"])
    known = {**signs, "books": books}
    return Judgement(weighed(known, learned["first"]), felled(known, learned["trees"]), books)


def second_signs(signs: Sequence[Signs | None], judged: Sequence[Judgement | None], i: int) -> Signs:
    """The figures of the second judgement at glimpse ``i``, from the first ones of it and its neighbours, which are there."""
    mine, here = signs[i] or {}, judged[i]
    assert here is not None
    odds = [log_odds(judged, i + step) for step in range(-4, 5)]
    total, near = odds[4], max(*odds[:4], *odds[5:])
    opens, narrow = mine.get("here opens", 0.0), float(mine.get("here told", 0.0) < BROAD)
    earlier = signs[i - 1] or {}
    led = earlier.get("here opens", 0.0)
    return {
        "weighed": here.weighed,
        "trees": here.trees,
        "books": here.books,
        "next": odds[5],
        "next 2": odds[6],
        "before": odds[3],
        "before 2": odds[2],
        "near": near,
        "above": total - near,
        "opens": opens,
        "opens, next": opens * odds[5],
        "opens, total": opens * total,
        "opens, soon": opens * max(odds[5:7]),
        "closes": mine.get("before closes", 0.0),
        "told": mine.get("here told", 0.0),
        "narrow": narrow,
        "narrow, next": narrow * odds[5],
        "next opens": mine.get("after opens", 0.0),
        "led": led,
        "led, total": led * total,
        "led, first new": led * earlier.get("first new 8", 0.0),
        "led, all new": led * earlier.get("all new 8", 0.0),
        "opens, first new": opens * mine.get("first new 8", 0.0),
        "opens, all new": opens * mine.get("all new 8", 0.0),
    }


def log_odds(judged: Sequence[Judgement | None], place: int) -> float:
    one = judged[place] if 0 < place < len(judged) else None
    return UNLIKELY if one is None else one.weighed + one.trees


def judgements(signs: Sequence[Signs | None], learned: Table) -> list[float | None]:
    """The log-odds that a scene starts at each glimpse, None where there are no signs."""
    first = [None if one is None else first_judgement(one, learned) for one in signs]
    return [
        None if one is None else weighed(second_signs(signs, first, i), learned["second"])
        for i, one in enumerate(signs)
    ]
