"""How often such a decision is right: the net's own share, made honest by decisions on stories that it had not seen."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from audiodrama.speakers.decode import Verdict
from audiodrama.speakers.evidence import Clue
from audiodrama.speakers.people import Person

NAME = "trust.json"
SHIPPED = Path(__file__).parent
LEAST, MOST = 0.005, 0.995  # shares beyond which more certainty is none


def logit(share: float) -> float:
    share = min(max(share, LEAST), MOST)
    return math.log(share / (1 - share))


def signs(clue: Clue, verdict: Verdict, first: Verdict, person: Person) -> dict[str, float]:
    """What a decision's worth is told by; ``first``: what the beam had decided; ``person``: who was chosen."""
    told = logit(verdict.share)
    rest = sorted(verdict.shares.values())[-2:-1]
    return {
        "": 1.0,
        "share": told,
        "beam": logit(first.shares.get(verdict.who, 0.0)) / 4,
        "agreed": float(first.who == verdict.who),
        f"manner:{clue.manner}": 1.0,
        f"share:{clue.manner[0]}": told,
        f"kind:{clue.kind}": 1.0,
        "labelled": float(clue.label == verdict.who),
        "pool": math.log(len(verdict.shares) or 1),
        "second": rest[0] if rest else 0.0,
        f"person:{person.kind} {person.sort}": 1.0,
        "sexless": float(not person.gender),
        "told of": math.log1p(person.conduct.told),
        "called": math.log1p(person.conduct.called),
        "many forms": float(len(person.forms) > 2),
    }


def confidence(clue: Clue, verdict: Verdict, first: Verdict, person: Person, worth: Mapping[str, float]) -> float:
    """0 to 1: the share of such decisions that are right."""
    total = sum(worth.get(name, 0.0) * much for name, much in signs(clue, verdict, first, person).items())
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


@lru_cache(maxsize=8)
def table(folder: Path | None = None) -> Mapping[str, float]:
    """Sign -> weight: of ``folder`` when it holds such a table, else the shipped one."""
    path = SHIPPED / NAME
    if folder is not None and (folder / NAME).is_file():
        path = folder / NAME
    return json.loads(path.read_text("utf-8"))  # type: ignore[no-any-return]  # bench/weights.py wrote it
