"""Who is who: noun phrases that speak, joined to the person they mean by a learned model; in doubt they stay apart.

A unit is a noun phrase ("the engineer"), over the whole story, or in one scene where its words could mean anybody ("the man",
"his sister"). Every person near it is a candidate; so is nobody, with which the unit keeps a role of its own.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from audiodrama.speakers import likeness, namesakes
from audiodrama.speakers.board import Opinions
from audiodrama.speakers.evidence import Clue, ruler
from audiodrama.speakers.people import Cast, Person, clash, merge
from audiodrama.speakers.scenery import Near, Scenery, Unit
from audiodrama.speakers.words import EPITHETS

SHIPPED = Path(__file__).parent
NAME = "people.json"  # fitted by bench/people.py
NOBODY = -1
SURE = 0.3  # a probability from which a unit is joined
SURELY = 0.5  # the probability of a turn in which somebody gives a name
NAMED = 0.5  # a probability from which two names are one person's
SIGNS = (
    "is it",
    "office",
    "told",
    "styled",
    "answers",
    "answers to it",
    "called here",
    "called before",
    "kin name",
    "kin surname",
    "comes 0 True",
    "heard well",
)
NAME_SIGNS = ("n short", "n surname", "n title")
FAINT = 0.01  # added to a share before its logarithm is taken
HEARD = 0.5  # the encoder's mean share from which it is a sign by itself
HALF = 0.5  # of the calls that must be answered by whoever bears the name
LOOSE = EPITHETS | {"man", "woman", "voice", "figure", "person", "stranger", "fellow", "gentleman", "chap", "bloke"}


@lru_cache(maxsize=8)
def table(folder: Path | None = None) -> Mapping[str, float]:
    """Feature -> weight: of ``folder`` when it holds such a table, else the shipped one."""
    path = SHIPPED / NAME
    if folder is not None and (folder / NAME).is_file():
        path = folder / NAME
    return json.loads(path.read_text("utf-8"))  # type: ignore[no-any-return]  # bench/people.py wrote it


@dataclass(slots=True)
class Question:
    """Whom a unit means: ``persons`` (NOBODY first) with their names and features."""

    unit: Unit
    label: str
    persons: list[int]
    names: list[str]
    features: list[dict[str, float]]


def loose(person: Person) -> bool:
    """The phrase can mean somebody else in the next scene."""
    words = person.label.split()
    return person.sort == "kin" or words[-1] in LOOSE or words[0] in ("his", "her", "their")


def name_units(cast: Cast, scenery: Scenery) -> list[Unit]:
    """Every name of the prose that is not the author's own role."""
    return [
        Unit(p.number, -1, scenery.seen.get(p.number, []), scenery.turns.get(p.number, []), [])
        for p in cast.persons
        if p.kind == "name" and not p.given
    ]


def noun_units(cast: Cast, scenery: Scenery, clues: Sequence[Clue]) -> list[Unit]:
    """The noun phrases that speak, by the first reading or by a tag or deed beside a quotation."""
    shown = _shown(cast, clues)
    found: list[Unit] = []
    for person in cast.persons:
        who = person.number
        seen, turns = scenery.seen.get(who, []), scenery.turns.get(who, [])
        if person.kind != "noun" or not (seen or turns) or not (turns or who in shown):
            continue
        if not loose(person):
            found.append(Unit(who, -1, seen, turns, shown.get(who, [])))
            continue
        scenes: dict[int, Unit] = {}
        for passage, part, slot in [(s.passage, s, "seen") for s in seen] + [(t.passage, t, "turns") for t in turns]:
            scene = scenery.scenes[passage]
            unit = scenes.setdefault(scene, Unit(who, scene, [], [], []))
            getattr(unit, slot).append(part)
        for number in shown.get(who, ()):
            if clues[number].scene in scenes:
                scenes[clues[number].scene].shown.append(number)
        found.extend(unit for unit in scenes.values() if unit.turns or unit.shown)
    return found


def _shown(cast: Cast, clues: Sequence[Clue]) -> dict[int, list[int]]:
    """Person -> the quotations whose tag or chief deed is theirs."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, clue in enumerate(clues):
        ref = clue.tag.ref if clue.tag is not None else ruler(clue)
        if ref is not None and ref.who >= 0:
            found[cast.now(ref.who)].append(number)
    return found


def in_question(units: Iterable[Unit]) -> dict[int, int]:
    """Where the phrases stand of which the encoder is asked, each with its passage: a unit's first, middle and last."""
    found = {}
    for unit in units:
        seen = sorted(unit.seen, key=lambda sighting: sighting.start)
        for k in {0, len(seen) // 2, len(seen) - 1} if seen else ():
            found[seen[k].start] = seen[k].passage
    return found


def questions(
    cast: Cast, scenery: Scenery, clues: Sequence[Clue], asked_of: Sequence[Unit], heard: Opinions
) -> list[Question]:
    """One question a unit that has somebody to be; ``heard``: whom the encoder takes the phrases for, by where they begin."""
    near = Near(scenery)
    asked = [ask(cast, scenery, clues, unit, near) for unit in asked_of]
    for question in asked:
        if cast.persons[question.unit.who].kind == "noun":
            _hear(question, heard)
    return [question for question in asked if len(question.persons) > 1]


def _hear(question: Question, heard: Opinions) -> None:
    """The encoder's mean share of each candidate as a figure, for nobody that of the phrase's own person."""
    told = [heard[sighting.start] for sighting in question.unit.seen if sighting.start in heard]
    for who, features in zip(question.persons, question.features, strict=True):
        each = question.unit.who if who == NOBODY else who
        shares = [math.exp(one[each]) for one in told if each in one]
        mean = sum(shares) / len(told) if told else 0.0
        side = "none " if who == NOBODY else ""
        features[f"{side}heard"] = math.log(mean + FAINT) if shares else 0.0
        features[f"{side}unheard"] = float(not shares)
        features[f"{side}heard well"] = float(mean > HEARD)


def ask(cast: Cast, scenery: Scenery, clues: Sequence[Clue], unit: Unit, near: Near) -> Question:
    own = cast.persons[unit.who]
    if own.kind == "name":
        pool = [who for who in near.top if namesakes.may_be(own, cast.persons[who], scenery, near.total)]
        features = [namesakes.nobody(own)]
        features += [namesakes.features(own, cast.persons[who], scenery, near.total) for who in pool]
    else:
        pool = [who for who in near.around(unit) if likeness.may_mean(cast, scenery, clues, unit, cast.persons[who])]
        agree = [who for who in pool if cast.persons[who].gender == own.gender or not own.gender]
        features = [likeness.nobody(scenery, cast, unit, agree)]
        features += [likeness.features(cast, scenery, clues, unit, who, near) for who in pool]
        likeness.named_later(features, pool, scenery, unit)
    return Question(unit, own.name, [NOBODY, *pool], ["", *(cast.persons[who].name for who in pool)], features)


def probabilities(question: Question, weights: Mapping[str, float]) -> list[float]:
    """One for each person of the question; they add up to 1."""
    scores = [sum(weights.get(name, 0.0) * value for name, value in one.items()) for one in question.features]
    top = max(scores)
    raw = [math.exp(score - top) for score in scores]
    return [value / sum(raw) for value in raw]


def unite(cast: Cast, asked: Iterable[Question], weights: Mapping[str, float]) -> bool:
    """Joins every unit to the person it surely means, the surest first; True when anything changed."""
    sure = []
    for question in asked:
        shares = _told(question) or probabilities(question, weights)
        best = max(range(len(shares)), key=lambda k: shares[k])
        wanted = SURE if cast.persons[question.unit.who].kind == "noun" else NAMED
        if question.persons[best] != NOBODY and shares[best] >= wanted and _shown_to_be(cast, question, best):
            alike = any(sign in question.features[best] for sign in NAME_SIGNS)
            sure.append((shares[best], question.unit, question.persons[best], alike))
    for _, unit, who, alike in sorted(sure, key=lambda item: -item[0]):
        large = cast.persons[cast.now(who)]
        if not alike and cast.persons[unit.who].kind == "name" and large.conduct.told and not large.label:
            large.label = large.name  # a wrong join must not rename anybody
        join(cast, unit, large.number)
    return bool(sure)


def introduce(cast: Cast, asked: Sequence[Question], clues: Sequence[Clue], scenery: Scenery) -> None:
    """ "I'm Ann," says the girl, of whom the reader has not heard by that name: from her first line on she is Ann."""
    for turn in scenery.row:
        speaker = cast.persons[cast.now(turn.who)] if turn.who >= 0 else None
        if speaker is None or speaker.kind != "noun" or turn.sure < SURELY:
            continue
        for who in sorted({cast.now(claim) for claim in clues[turn.number].claims}):
            named = cast.persons[who]
            early = any(sighting.passage < turn.passage for sighting in scenery.seen.get(who, ()))
            if named.kind != "name" or early or clash(speaker.gender, named.gender):
                continue
            for question in asked:
                if question.unit.who == turn.who and question.unit.first <= turn.passage:
                    join(cast, question.unit, who)


def _told(question: Question) -> list[float]:
    """All on the only person of whom the prose says to be that ("She was a healer"); nothing when there is none."""
    said = [float("is it" in features) for features in question.features]
    return said if sum(said) == 1 else []


def _shown_to_be(cast: Cast, question: Question, best: int) -> bool:
    """A sign besides who fits the exchange: "the waiter" may be the first we hear of a waiter."""
    own, features = cast.persons[question.unit.who], question.features[best]
    if own.kind == "noun":
        return any(features.get(sign, 0) > 0 for sign in SIGNS)
    if features.get("n calls it"):
        return False
    heard = not own.conduct.told and features.get("n answers often", 0) > math.log(2)
    return (heard and features["n answers"] >= HALF) or any(sign in features for sign in NAME_SIGNS)


def join(cast: Cast, unit: Unit, who: int) -> None:
    """Whatever the unit meant means this person now: everywhere, or where it stands in its scene."""
    own, other = cast.persons[cast.now(unit.who)], cast.persons[cast.now(who)]
    if own is other:
        return
    if unit.scene < 0:
        merge(cast, own, other)
        return
    for sighting in unit.seen:
        cast.places[sighting.start] = other.number
    if own.gender:
        other.votes[own.gender] += 1
