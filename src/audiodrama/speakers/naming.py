"""Which capitals are somebody's name: a logistic judgement of how a form behaves, fitted by bench/names.py (names.json)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from math import log, log1p
from pathlib import Path

from audiodrama.speakers.firstnames import MEN, WOMEN
from audiodrama.speakers.names import Conduct, Form, Sightings
from audiodrama.speakers.words import KIN_NAMES, NO_NAME, PLACES, SUFFIX_TITLES, VAGUE_TITLES

COUNTED = ("speaks", "called", "acts", "owns", "placed", "firm", "seen", "going", "shown")
SHARED = ("placed", "article", "met", "paused", "acts", "owns")
LONG = 1500  # words from which prose is no longer short
FIGURES = (
    "any",
    *COUNTED,
    *(f"{slot} often" for slot in SHARED),
    "first name",
    "title",
    "several words",
    "suffix",
    "small",
    "never small",
    "mostly small",
    "first never small",
    "only at openings",
    "words only at openings",
    "place",
    "participle",
    "plural",
    "no name",
    "only in speech",
    "does something",
    "short",
    "short, first name",
    "short, title",
    "short, only at openings",
    "short, only at openings in speech",
)


def names_of(seen: Sightings) -> dict[Form, Conduct]:
    """The forms that are somebody's name."""
    return {form: conduct for form, conduct in seen.forms.items() if _somebody(form, conduct, seen)}


def _somebody(form: Form, conduct: Conduct, seen: Sightings) -> bool:
    titles, names = form
    if not names:
        return _office(titles, conduct, seen)
    lows = [name.lower() for name in names]
    if all(len(low) == 1 and low.isascii() for low in lows):
        return False
    total = sum(worth * figure for worth, figure in zip(table().values(), figures(form, conduct, seen), strict=True))
    return total > 0


@lru_cache(maxsize=1)
def table() -> Mapping[str, float]:
    """Figure -> weight, in the order of FIGURES; fitted by bench/names.py."""
    kept = json.loads((Path(__file__).parent / "names.json").read_text("utf-8"))
    return {name: kept[name] for name in FIGURES}


def figures(form: Form, conduct: Conduct, seen: Sightings) -> list[float]:
    """What a form is known by, in the order of FIGURES."""
    titles, names = form
    lows = [name.lower() for name in names]
    often, small = conduct.seen or 1, seen.lower[lows[-1]]
    listed = lows[0] in WOMEN or lows[0] in MEN
    short = log(max(LONG / max(seen.words, 100), 1.0))  # what is seen once in it, is seen often in a long text
    return [
        1.0,
        *(log1p(getattr(conduct, slot)) for slot in COUNTED),
        *(getattr(conduct, slot) / often for slot in SHARED),
        float(listed),
        float(bool(titles)),
        float(len(names) > 1),
        float(_suffixed(names)),
        log1p(small),
        float(small == 0),
        float(small > 2 * max(seen.firm[lows[-1]], 1)),
        float(seen.lower[lows[0]] == 0),
        float(conduct.firm == 0),
        float(not any(seen.firm[low] for low in lows)),
        float(any(low in PLACES for low in lows)),
        float(lows[0].endswith(("ing", "ly"))),
        float(lows[0].endswith("s")),
        float(lows[0] in NO_NAME),
        float(conduct.told == 0),
        float(conduct.speaks + conduct.called + conduct.acts > 0),
        short,
        short * listed,
        short * bool(titles),
        short * (conduct.firm == 0),
        short * (conduct.firm == 0 and conduct.told == 0),
    ]


def _suffixed(names: tuple[str, ...]) -> bool:
    return bool(names) and "-" in names[-1] and names[-1].rsplit("-", 1)[1].lower() in SUFFIX_TITLES


def _office(titles: tuple[str, ...], conduct: Conduct, seen: Sightings) -> bool:
    """A bare title stands for somebody: "Matron turned", "the Captain said", "Mum"."""
    last = titles[-1]
    if last in KIN_NAMES:
        return conduct.firm + conduct.speaks + conduct.acts > 0
    if last in VAGUE_TITLES:
        return conduct.speaks > 0
    if conduct.told == 0:
        return conduct.called > 0
    return conduct.speaks + conduct.acts + conduct.owns > 0 and conduct.firm > 0
