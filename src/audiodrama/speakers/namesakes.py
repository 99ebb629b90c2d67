"""Two names for one person: a surname and a first name, a pet name, a name of war. What speaks for and against it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from audiodrama.speakers.forms import short_for
from audiodrama.speakers.people import Person, clash, sex_of_name
from audiodrama.speakers.scenery import Scenery
from audiodrama.speakers.words import KIN_NAMES

SHOWN = 3  # times told of from which both names are used of somebody the reader sees


def may_be(small: Person, large: Person, scenery: Scenery, total: Mapping[int, int]) -> bool:
    """Nothing rules out that the two are one: sex, first names, surnames; never two in one sentence, the larger does
    not call the smaller and is told of or speaks more."""
    if large.kind not in ("name", "narrator") or large.number == small.number or small.given:
        return False
    mine, theirs = total.get(small.number, 0), total.get(large.number, 0)
    if (theirs, -large.number) < (mine, -small.number) or clash(small.gender, large.gender):
        return False
    if _kin(small) or _kin(large):
        return False
    if _together(small, large, scenery) or scenery.surely[small.number][large.number]:
        return False
    if _converse(small, large, scenery) or _wedded(small, large, scenery) or _two_firsts(small, large):
        return False
    return not (surnames(small) and surnames(large) and not surnames(small) & surnames(large))


def _kin(person: Person) -> bool:
    return bool(person.forms) and all(
        (names[-1].lower() in KIN_NAMES) if names else (titles[-1] in KIN_NAMES) for titles, names in person.forms
    )


def given(person: Person) -> set[str]:
    """Listed first names."""
    return {low for low in person.firsts if sex_of_name(low)}


def surnames(person: Person) -> set[str]:
    return {names[-1].lower() for titles, names in person.forms if names and (titles or len(names) > 1)}


def _together(small: Person, large: Person, scenery: Scenery) -> bool:
    return any(
        large.number in scenery.sentences.get((s.passage, s.sentence), ()) for s in scenery.seen.get(small.number, ())
    )


def _wedded(small: Person, large: Person, scenery: Scenery) -> bool:
    """ "Mrs Ash" is no woman of another form whom the narration also shows, nor one who never answers to it."""
    if "mrs" not in small.titles or "mrs" in large.titles:
        return False
    shown = small.conduct.told > 0 and large.conduct.told >= SHOWN
    return shown or not scenery.answered[small.number][large.number]


def _two_firsts(small: Person, large: Person) -> bool:
    """Each has a listed first name, and neither is short for the other."""
    one, other = given(small), given(large)
    if not one or not other or one & other:
        return False
    return not any(short_for(name, large) for name in one) and not any(short_for(name, small) for name in other)


def _converse(small: Person, large: Person, scenery: Scenery) -> bool:
    """They speak in turn with one another more than once."""
    theirs = scenery.speaks_in(large.number)
    return sum(bool(theirs & {p - 1, p + 1}) for p in scenery.spoken.get(small.number, ())) > 1


def nobody(small: Person) -> dict[str, float]:
    """What speaks for a person of its own."""
    conduct = small.conduct
    return {
        "n none": 1.0,
        "n none told": math.log(1 + conduct.told),
        "n none speaks": math.log(1 + conduct.speaks + conduct.acts),
        "n none listed": float(bool(given(small))),
        "n none unsaid": float(conduct.called == 0),
    }


def features(small: Person, large: Person, scenery: Scenery, total: Mapping[int, int]) -> dict[str, float]:
    """What speaks for and against the two being one."""
    found: dict[str, float] = {"n narrator": float(large.kind == "narrator")}
    found["n sexes"] = float(bool(small.gender and small.gender == large.gender))
    found["n often"] = math.log((1 + total.get(large.number, 0)) / (1 + max(total.values(), default=0)))
    _forms(found, small, large)
    answers = scenery.answered.get(small.number)
    if answers:
        found["n answers"] = answers[large.number] / sum(answers.values())
        found["n answers often"] = math.log(1 + answers[large.number])
    callers = scenery.callers.get(small.number)
    if callers:
        found["n calls it"] = float(callers[large.number] > 0)
        found["n calls it share"] = callers[large.number] / sum(callers.values())
    _distribution(found, small, large, scenery)
    return found


def _forms(found: dict[str, float], small: Person, large: Person) -> None:
    one, other = surnames(small), surnames(large)
    firsts, theirs = given(small), given(large)
    if bool(one) != bool(other) and not (firsts and theirs):
        found["n first and last"] = 1.0
    if not one and not other and not (firsts and theirs):
        found["n two singles"] = 1.0
    if any(short_for(low, large) for low in small.firsts) or any(short_for(low, small) for low in large.firsts):
        found["n short"] = 1.0
    if one & other:
        found["n surname"] = 1.0
    if "mrs" in small.titles and "mrs" not in large.titles:
        found["n mrs"] = 1.0
    if small.titles & large.titles:
        found["n title"] = 1.0
    if small.conduct.article * 2 > small.conduct.seen:
        found["n the"] = 1.0


def _distribution(found: dict[str, float], small: Person, large: Person, scenery: Scenery) -> None:
    """Where the one is told of, the other seems to be there too, or not."""
    mine, theirs = scenery.where.get(small.number, []), scenery.stands_in(large.number)
    if not mine or not theirs:
        found["n unseen"] = 1.0
        return
    scenes, others = scenery.scenes_of(small.number), scenery.scenes_of(large.number)
    found["n scenes"] = len(scenes & others) / len(scenes)
    found["n same passage"] = len(theirs & set(mine)) / len(mine)
    found["n close"] = sum(bool(theirs & {p - 1, p + 1, p - 2, p + 2}) for p in mine) / len(mine)
    spoken, their_words = scenery.spoken.get(small.number, []), scenery.speaks_in(large.number)
    if spoken and their_words:
        found["n next turn"] = sum(bool(their_words & {p - 1, p + 1}) for p in spoken) / len(spoken)
        found["n turn over"] = sum(bool(their_words & {p - 2, p + 2}) for p in spoken) / len(spoken)
    if min(small.conduct.told, large.conduct.told) >= SHOWN:
        found["n both shown"] = 1.0
