"""What speaks for and against a noun phrase meaning a person: sex, place, who takes turns with whom, what is said of them."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from audiodrama.speakers.evidence import Clue
from audiodrama.speakers.mentions import SUBJECT
from audiodrama.speakers.namesakes import surnames
from audiodrama.speakers.people import Cast, Person
from audiodrama.speakers.scenery import STEM, Near, Scenery, Sighting, Unit
from audiodrama.speakers.words import EPITHETS, KIN_GROUPS, OFFICES, PERSONS, TITLES

CERTAIN = 0.6  # the probability of a turn that may rule somebody out
LOOK = 12  # sightings or lines of a unit that are weighed
YOUNG = frozenset(["boy", "girl", "kid", "child", "lad", "teenager", "baby", "youth"])
TRADES = frozenset(word for word, sex in PERSONS.items() if not sex) - EPITHETS


def may_mean(cast: Cast, scenery: Scenery, clues: Sequence[Clue], unit: Unit, other: Person) -> bool:
    """Nothing rules out that the two are one: sex, being two in one sentence, the one calling the other, being the one whose kin it is."""
    own, who = cast.persons[unit.who], other.number
    if other.kind in ("gone", "group", "narrator") or who == unit.who:
        return False
    if own.gender and other.gender != own.gender and (other.gender or own.gender == "n"):
        return False
    if other.kind == "noun" and not _earlier(scenery, who, unit):
        return False
    if any(who in {cast.now(one) for one in clues[turn.number].called} for turn in unit.turns if turn.sure > CERTAIN):
        return False
    together = any(who in scenery.sentences.get((s.passage, s.sentence), ()) for s in unit.seen)
    if together and own.label.split()[-1].lower() not in scenery.being.get(who, ()):
        return False
    return own.sort != "kin" or who not in owners(cast, scenery, unit)


def _earlier(scenery: Scenery, who: int, unit: Unit) -> bool:
    seen = scenery.seen.get(who, [])
    return bool(seen) and seen[0].passage <= unit.first


def owners(cast: Cast, scenery: Scenery, unit: Unit) -> set[int]:
    """Whose kin the phrase means: the last person of the possessive's sex told of as a subject before each place."""
    possessive = cast.persons[unit.who].label.split()[0]
    if possessive in ("my", "our"):
        return {person.number for person in cast.persons if person.kind == "narrator"}
    sex = {"his": "m", "her": "f"}.get(possessive, "")
    found = set()
    for sighting in unit.seen:
        at = bisect_left(scenery.order, (sighting.start, -1)) - 1
        for _, who in scenery.order[max(at - 4, -1) + 1 : at + 1][::-1]:
            if who != unit.who and cast.persons[who].gender in (sex, ""):
                found.add(who)
                break
    return found


def named_later(features: Sequence[dict[str, float]], pool: Sequence[int], scenery: Scenery, unit: Unit) -> None:
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


def nobody(scenery: Scenery, cast: Cast, unit: Unit, agree: Sequence[int]) -> dict[str, float]:
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


def _present(scenery: Scenery, who: int, unit: Unit) -> float:
    """The share of the unit's scenes in which this person is told of or speaks."""
    scenes = {scenery.scenes[s.passage] for s in unit.seen} | {scenery.scenes[t.passage] for t in unit.turns}
    return len(scenes & scenery.scenes_of(who)) / len(scenes)


def features(cast: Cast, scenery: Scenery, clues: Sequence[Clue], unit: Unit, who: int, near: Near) -> dict[str, float]:
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
        families = [surnames(cast.persons[owner]) for owner in owners(cast, scenery, unit)]
        found["kin surname"] = float(any(surnames(other) & family for family in families))
    return found


def _near_by(found: dict[str, float], scenery: Scenery, unit: Unit, who: int) -> None:
    """How the candidate's sightings lie about the unit's: just before, after, in the same sentence."""
    passages = scenery.where.get(who, [])
    mentions = unit.seen[:LOOK] or [Sighting(t.passage, 0, SUBJECT, 0, False, "") for t in unit.turns[:LOOK]]
    before = after = same = beside = 0.0
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


def _talk(found: dict[str, float], scenery: Scenery, clues: Sequence[Clue], cast: Cast, unit: Unit, who: int) -> None:
    """How the candidate stands in the exchanges of the unit."""
    numbers = (unit.shown or [turn.number for turn in unit.turns])[:LOOK]
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
        found["told"] = sum(word[:STEM] in told for word in words) / len(words)
    if other.kind == "noun":
        mine, theirs = set(own.label.lower().split()[1:]), set(other.label.lower().split()[1:])
        found["noun shares"] = len(mine & theirs) / max(len(mine | theirs), 1)


def kin_name(own: Person, other: Person) -> bool:
    """ "her mother" and somebody called "Mama"."""
    head = own.label.split()[-1].lower()
    group = next((g for g in KIN_GROUPS if head in g), None)
    return group is not None and any(
        (not names and titles[-1] in group) or (names and names[-1].lower() in group) for titles, names in other.forms
    )
