"""Who is who: noun phrases that speak, joined to the person they mean by a learned model; in doubt they stay apart.

A unit is a noun phrase ("the engineer"), over the whole story, or in one scene where its words could mean anybody ("the man",
"his sister"). Every person near it is a candidate; so is nobody, with which the unit keeps a role of its own.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from audiodrama.speakers import namesakes as names
from audiodrama.speakers.evidence import Clue, ruler
from audiodrama.speakers.mentions import SUBJECT
from audiodrama.speakers.people import Cast, Person, merge
from audiodrama.speakers.scenery import Scenery, Sighting, Turn
from audiodrama.speakers.words import EPITHETS, KIN_GROUPS, OFFICES, PERSONS, TITLES

SHIPPED = Path(__file__).parent
NAME = "people.json"  # fitted by bench/people.py
NOBODY = -1
SURE = 0.55  # a probability from which a unit is joined
NEAR = 60  # passages around a unit within which its owner is looked for
MANY = 24  # candidates weighed
CERTAIN = 0.6  # the probability of a turn that may rule somebody out
YOUNG = frozenset("boy girl kid child lad teenager baby youth".split())
TRADES = frozenset(word for word, sex in PERSONS.items() if not sex) - EPITHETS
LOOSE = EPITHETS | {"man", "woman", "voice", "figure", "person", "stranger", "fellow", "gentleman", "chap", "bloke"}


@lru_cache(maxsize=8)
def table(folder: Path | None = None) -> Mapping[str, float]:
    """Feature -> weight: of ``folder`` when it holds such a table, else the shipped one."""
    path = SHIPPED / NAME
    if folder is not None and (folder / NAME).is_file():
        path = folder / NAME
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}  # type: ignore[no-any-return]  # bench/people.py wrote it


@dataclass(slots=True)
class Unit:
    """A noun phrase's sightings and turns, in one scene or (``scene`` -1) everywhere."""

    who: int
    scene: int
    seen: list[Sighting]
    turns: list[Turn]
    shown: list[int]  # quotations beside which the phrase stands as a subject

    @property
    def first(self) -> int:
        return min([s.passage for s in self.seen] + [t.passage for t in self.turns], default=0)

    @property
    def last(self) -> int:
        return max([s.passage for s in self.seen] + [t.passage for t in self.turns], default=0)


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


def name_units(cast: Cast, scenery: Scenery, clues: Sequence[Clue]) -> list[Unit]:
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


def questions(cast: Cast, scenery: Scenery, clues: Sequence[Clue], asked_of: Sequence[Unit]) -> list[Question]:
    """One question a unit that has somebody to be."""
    near = Near(scenery)
    asked = [ask(cast, scenery, clues, unit, near) for unit in asked_of]
    return [question for question in asked if len(question.persons) > 1]


class Near:
    """Who is told of or speaks around a passage: the persons of each stretch of NEAR passages."""

    def __init__(self, scenery: Scenery) -> None:
        self.cells: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        self.total: dict[int, int] = defaultdict(int)
        for who, seen in scenery.seen.items():
            for sighting in seen:
                self.cells[sighting.passage // NEAR][who] += 1
                self.total[who] += 1
        for turn in scenery.row:
            if turn.who >= 0:
                self.cells[turn.passage // NEAR][turn.who] += 1
                self.total[turn.who] += 1
        self.most = max(self.total.values(), default=0)

    def around(self, unit: Unit) -> list[int]:
        counts: dict[int, int] = defaultdict(int)
        cells = {s.passage // NEAR for s in unit.seen[:12]} | {t.passage // NEAR for t in unit.turns[:12]}
        for cell in {c + d for c in cells for d in (-1, 0, 1)}:
            for who, n in self.cells.get(cell, {}).items():
                counts[who] += n
        return sorted(counts, key=lambda who: (-counts[who], who))[:MANY]


def ask(cast: Cast, scenery: Scenery, clues: Sequence[Clue], unit: Unit, near: Near) -> Question:
    own = cast.persons[unit.who]
    if own.kind == "name":
        others = sorted(near.total, key=lambda who: (-near.total[who], who))[:MANY]
        pool = [who for who in others if names.may_be(own, cast.persons[who], scenery, near.total)]
        features = [names.nobody(own)]
        features += [names.features(own, cast.persons[who], scenery, near.total) for who in pool]
    else:
        pool = [who for who in near.around(unit) if _fit(cast, scenery, clues, unit, cast.persons[who])]
        agree = [who for who in pool if cast.persons[who].gender == own.gender or not own.gender]
        features = [_nobody(scenery, cast, unit, agree)]
        features += [_features(cast, scenery, clues, unit, who, near) for who in pool]
        _named_later(features, pool, scenery, unit)
    return Question(unit, own.name, [NOBODY, *pool], ["", *(cast.persons[who].name for who in pool)], features)


def _fit(cast: Cast, scenery: Scenery, clues: Sequence[Clue], unit: Unit, other: Person) -> bool:
    """Nothing rules out that the two are one: sex, being two in one sentence, the one calling the other, being the one whose kin it is."""
    own, who = cast.persons[unit.who], other.number
    if other.kind in ("gone", "group", "narrator") or who == unit.who:
        return False
    if own.gender and other.gender and own.gender != other.gender:
        return False
    if other.kind == "noun" and not _earlier(scenery, who, unit):
        return False
    if any(who in {cast.now(one) for one in clues[turn.number].called} for turn in unit.turns if turn.sure > CERTAIN):
        return False
    together = sum(who in scenery.sentences.get((s.passage, s.sentence), ()) for s in unit.seen)
    if together and own.label.split()[-1].lower() not in scenery.being.get(who, ()):
        return False
    return own.sort != "kin" or who not in owners(cast, scenery, unit)


def _earlier(scenery: Scenery, who: int, unit: Unit) -> bool:
    seen = scenery.seen.get(who)
    return bool(seen) and seen[0].passage <= unit.first


def owners(cast: Cast, scenery: Scenery, unit: Unit) -> set[int]:
    """Whose kin the phrase means: the last person of the possessive's sex told of as a subject before each place."""
    sex = {"his": "m", "her": "f"}.get(cast.persons[unit.who].label.split()[0], "")
    found = set()
    for sighting in unit.seen:
        at = bisect_left(scenery.order, (sighting.start, -1)) - 1
        for _, who in scenery.order[max(at - 4, -1) + 1 : at + 1][::-1]:
            if who != unit.who and cast.persons[who].gender in (sex, ""):
                found.add(who)
                break
    return found


def _named_later(features: Sequence[dict[str, float]], pool: Sequence[int], scenery: Scenery, unit: Unit) -> None:
    """Who is first told of or called after the unit comes in, and who answers when that name is first heard."""
    later = []
    for k, who in enumerate(pool):
        told = scenery.where.get(who, [])
        first = min(told[:1] + ([scenery.first_call[who]] if who in scenery.first_call else []), default=-1)
        answers = scenery.answered.get(who)
        if answers:
            features[k + 1]["answers to it"] = answers[unit.who] / sum(answers.values())
        if first >= unit.first:
            later.append((first, k + 1))
    for rank, (first, k) in enumerate(sorted(later)):
        kind = _introduced(unit)
        features[k][f"comes {min(rank, 1)} {kind}"] = math.exp((unit.first - first) / 10)


def _nobody(scenery: Scenery, cast: Cast, unit: Unit, agree: Sequence[int]) -> dict[str, float]:
    own = cast.persons[unit.who]
    here = sum(_present(scenery, who, unit) > 0 for who in agree)
    found = {
        "none": 1.0,
        f"none {own.sort}": 1.0,
        "none alone": float(here == 0),
        "none crowd": math.log(1 + here),
        "none turns": math.log(1 + len(unit.turns)),
        "none seen": math.log(1 + len(unit.seen)),
    }
    if _introduced(unit):
        found[f"none new {unit.scene < 0}"] = 1.0
    if own.gender not in ("m", "f"):
        found["none thing" if own.gender else "none sexless"] = 1.0
    return found


def _introduced(unit: Unit) -> bool:
    return bool(unit.seen) and min(unit.seen, key=lambda s: s.start).new


def _scenes(scenery: Scenery, unit: Unit) -> set[int]:
    return {scenery.scenes[s.passage] for s in unit.seen} | {scenery.scenes[t.passage] for t in unit.turns}


def _present(scenery: Scenery, who: int, unit: Unit) -> float:
    """The share of the unit's scenes in which this person is told of or speaks."""
    scenes = _scenes(scenery, unit)
    theirs = {scenery.scenes[s.passage] for s in scenery.seen.get(who, ())}
    theirs |= {scenery.scenes[t.passage] for t in scenery.turns.get(who, ())}
    return len(scenes & theirs) / len(scenes)


def _features(
    cast: Cast, scenery: Scenery, clues: Sequence[Clue], unit: Unit, who: int, near: Near
) -> dict[str, float]:
    own, other = cast.persons[unit.who], cast.persons[who]
    found = {f"link {own.sort}": 1.0, f"to {other.kind} {other.sort}": 1.0}
    sex = "agrees" if own.gender and own.gender == other.gender else "untold" if not own.gender else "wanting"
    found[f"sex {sex}"] = 1.0
    found["often"] = math.log((1 + near.total[who]) / (1 + near.most))
    found["present"] = _present(scenery, who, unit)
    _near_by(found, scenery, unit, who)
    _voted(found, scenery, unit, who)
    _talk(found, scenery, clues, cast, unit, who)
    _words(found, scenery, own, other)
    if own.sort == "kin":
        found["kin name"] = float(kin_name(own, other))
    return found


def _near_by(found: dict[str, float], scenery: Scenery, unit: Unit, who: int) -> None:
    """How the candidate's sightings lie about the unit's: just before, after, in the same sentence."""
    passages = scenery.where.get(who, [])
    mentions = unit.seen[:12] or [Sighting(t.passage, 0, SUBJECT, 0, False, "") for t in unit.turns[:12]]
    before = after = same = beside = lone = 0.0
    for sighting in mentions:
        at = bisect_left(passages, sighting.passage)
        if at:
            before += math.exp((passages[at - 1] - sighting.passage) / 4)
        at = bisect_right(passages, sighting.passage)
        if at < len(passages):
            after += math.exp((sighting.passage - passages[at]) / 4)
        people = scenery.sentences.get((sighting.passage, sighting.sentence), {})
        same += who in people
        beside += who not in people and who in scenery.subjects.get(sighting.passage, ())
    n = len(mentions)
    found.update(before=before / n, after=after / n, same=same / n, beside=beside / n)
    found["same ever"] = float(same > 0)
    first, last = unit.first, unit.last
    if passages and passages[0] > first:
        found[f"later {_introduced(unit)}"] = 1.0
        if passages[0] >= last:
            found[f"stops {_introduced(unit)}"] = 1.0
    elif _introduced(unit):
        found["known and new"] = 1.0


def _voted(found: dict[str, float], scenery: Scenery, unit: Unit, who: int) -> None:
    """Who would speak the unit's lines, were the phrase a mere pronoun; who is called just before it stands."""
    numbers = unit.shown or [turn.number for turn in unit.turns]
    if numbers:
        shares = [scenery.votes[n].share if scenery.votes[n].who == who else 0.0 for n in numbers]
        found["vote"] = sum(shares) / len(shares)
        found["vote most"] = max(shares)
    called = sum(who in scenery.calls.get(s.passage, ()) for s in unit.seen)
    before = sum(who in scenery.calls.get(s.passage - 1, ()) for s in unit.seen)
    if unit.seen:
        found["called here"] = called / len(unit.seen)
        found["called before"] = before / len(unit.seen)


def _talk(
    found: dict[str, float], scenery: Scenery, clues: Sequence[Clue], cast: Cast, unit: Unit, who: int
) -> None:
    """How the candidate stands in the exchanges of the unit."""
    numbers = (unit.shown or [turn.number for turn in unit.turns])[:12]
    if not numbers:
        found["mute"] = 1.0
        return
    sums: dict[str, float] = defaultdict(float)
    for number in numbers:
        for name, value in _exchange(scenery, clues, number, who):
            sums[name] += value
        clue = clues[number]
        if number and clues[number - 1].scene == clue.scene:
            sums["answers"] += who in {cast.now(c) for c in clues[number - 1].called}
        sums["calls"] += who in {cast.now(c) for c in clue.called}
        sums["tells"] += who in {cast.now(c) for c in clue.about}
    found.update({name: value / len(numbers) for name, value in sums.items()})
    spoken = scenery.spoken.get(who, [])
    first, last = clues[numbers[0]].passage, clues[numbers[-1]].passage
    close = bisect_right(spoken, last + 12) - bisect_left(spoken, first - 12)
    found["speaks near"] = math.log(1 + close)
    found["speaks"] = float(bool(spoken))


def _exchange(scenery: Scenery, clues: Sequence[Clue], number: int, who: int) -> Iterator[tuple[str, float]]:
    """How the candidate stands in the turns around a quotation, by the reading in which noun phrases speak nothing."""
    here = clues[number]
    for step, side in ((-1, "before"), (1, "after")):
        order: list[int] = []
        gaps: list[int] = []
        at, last = number + step, here.passage
        while 0 <= at < len(clues) and len(order) < 3:
            other = clues[at]
            if abs(other.passage - last) > 3 or other.scene != here.scene:
                break
            if other.passage != here.passage and scenery.votes[at].who != (order[-1] if order else None):
                order.append(scenery.votes[at].who)
                gaps.append(abs(other.passage - last))
            last, at = other.passage, at + step
        if order and order[0] == who:
            yield f"turn {side} {gaps[0] == 1}", 1.0
        if len(order) > 1 and order[1] == who:
            yield f"turn over {side}", 1.0
        if len(order) > 1 and who in order:
            yield "turn here", 1.0


def _words(found: dict[str, float], scenery: Scenery, own: Person, other: Person) -> None:
    """What the phrase says of its bearer is told of the candidate elsewhere."""
    words = [w for w in own.label.lower().split()[1:] if len(w) > 3]
    head = own.label.split()[-1].lower()
    known = scenery.being.get(other.number, set()) & TRADES | {t for t in other.titles if TITLES[t] == ""}
    if head in TRADES and known and head not in known:
        found["other trade"] = 1.0
    if head in YOUNG and other.titles - {"miss"}:
        found["young titled"] = 1.0
    if OFFICES.get(head, frozenset({head})) & other.titles:
        found["office"] = 1.0
    if head in scenery.being.get(other.number, ()):
        found["is it"] = 1.0
    answers = scenery.styled.get(head)
    if answers:
        found["styled"] = answers[other.number] / sum(answers.values())
    told = scenery.words.get(other.number)
    if told and words:
        found["told"] = sum(any(_akin(word, one) for one in told) for word in words) / len(words)
    if other.kind == "noun":
        mine, theirs = set(own.label.lower().split()[1:]), set(other.label.lower().split()[1:])
        found["noun shares"] = len(mine & theirs) / max(len(mine | theirs), 1)


def _akin(one: str, other: str) -> bool:
    """ "teleporter" and "teleported": the same stem."""
    size = max(4, min(len(one), len(other)) - 3)
    return one[:size] == other[:size] and len(one) > 3 and len(other) > 3


def kin_name(own: Person, other: Person) -> bool:
    """ "her mother" and somebody called "Mama"."""
    head = own.label.split()[-1].lower()
    group = next((g for g in KIN_GROUPS if head in g), None)
    return group is not None and any(
        (not names and titles[-1] in group) or (names and names[-1].lower() in group) for titles, names in other.forms
    )


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
        shares = probabilities(question, weights)
        best = max(range(len(shares)), key=lambda k: shares[k])
        if question.persons[best] != NOBODY and shares[best] >= SURE:
            sure.append((shares[best], question.unit, question.persons[best]))
    for _, unit, who in sorted(sure, key=lambda item: -item[0]):
        _join(cast, unit, cast.now(who))
    return bool(sure)


def _join(cast: Cast, unit: Unit, who: int) -> None:
    own, other = cast.persons[cast.now(unit.who)], cast.persons[who]
    if own is other:
        return
    if unit.scene < 0:
        merge(cast, own, other)
        return
    for sighting in unit.seen:
        cast.places[sighting.start] = who
    if own.gender:
        other.votes[own.gender] += 1
