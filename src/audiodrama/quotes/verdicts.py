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
from typing import Any

from audiodrama.quotes.glimpses import Glimpse
from audiodrama.quotes.turnings import Signs

SHIPPED = Path(__file__).parent
NAME = "scenes.json"
BIAS = "bias"
UNLIKELY = -8.0  # the first judgement of a paragraph that cannot start a scene
BROAD = 12  # words told; a paragraph with fewer is a line with a tag
Table = Mapping[str, Any]


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


def first_judgement(signs: Signs, learned: Table) -> tuple[float, float, float]:
    """By the weighted signs, by the trees, and by what novels teach; all in log-odds."""
    books = weighed(signs, learned["books"])
    known = {**signs, "books": books}
    return weighed(known, learned["first"]), felled(known, learned["trees"]), books


def second_signs(
    judged: Sequence[tuple[float, float, float] | None], given: Sequence[Signs | None], views: Sequence[Glimpse], i: int
) -> Signs:
    """The figures of the second judgement, from the first ones around glimpse ``i``; ``given[i]`` and ``judged[i]`` are there."""
    here, signs = judged[i], given[i] or {}
    assert here is not None
    total = here[0] + here[1]

    def around(there: int) -> float:
        one = judged[there] if 0 < there < len(judged) else None
        return UNLIKELY if one is None else one[0] + one[1]

    near = max(around(i + step) for step in (-4, -3, -2, -1, 1, 2, 3, 4))
    opens, narrow = float(views[i].opens), float(views[i].breadth < BROAD)
    earlier, ahead = given[i - 1] or {}, views[i + 1].opens if i + 1 < len(views) else False
    led = float(views[i - 1].opens and judged[i - 1] is not None)
    return {
        "weighed": here[0],
        "trees": here[1],
        "books": here[2],
        "next": around(i + 1),
        "next 2": around(i + 2),
        "before": around(i - 1),
        "before 2": around(i - 2),
        "near": near,
        "above": total - near,
        "opens": opens,
        "opens, next": opens * around(i + 1),
        "opens, total": opens * total,
        "opens, soon": opens * max(around(i + 1), around(i + 2)),
        "closes": float(views[i - 1].closes),
        "told": signs.get("here told", 0.0),
        "narrow": narrow,
        "narrow, next": narrow * around(i + 1),
        "next opens": float(ahead),
        "led": led,
        "led, total": led * total,
        "led, first new": led * earlier.get("first new 8", 0.0),
        "led, all new": led * earlier.get("all new 8", 0.0),
        "opens, first new": opens * signs.get("first new 8", 0.0),
        "opens, all new": opens * signs.get("all new 8", 0.0),
    }


def judgements(views: Sequence[Glimpse], given: Sequence[Signs | None], learned: Table) -> list[float | None]:
    """The log-odds that a scene starts at each glimpse, None where ``given`` has no signs."""
    first = [None if signs is None else first_judgement(signs, learned) for signs in given]
    return [
        None if signs is None else weighed(second_signs(first, given, views, i), learned["second"])
        for i, signs in enumerate(given)
    ]
