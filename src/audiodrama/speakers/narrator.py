"""The name of "I": one that the narration never tells of, that others call and "I" answers to, that is said to be mine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from audiodrama.speakers.decode import Verdict
from audiodrama.speakers.evidence import Clue
from audiodrama.speakers.links import is_kin, may_be, tie
from audiodrama.speakers.mentions import NAME, OBJECT, refs
from audiodrama.speakers.page import Passage, Token
from audiodrama.speakers.people import Cast, Person

# What a sign is worth; a call that "I" answers counts one.
ANSWERS, ANSWERS_SURELY, HEARS, TO_ME, SAYS_SO = 1.0, 1.5, 0.5, 0.8, 3.0
ANOTHER_ANSWERS, SAID_BY_ME = -0.6, -3.0
UNTOLD, MANY = 0.3, 4  # for each time, at most so many, that a name is heard which the narration never tells
TALKED_OF = 0.15  # somebody says the name without calling it
ENOUGH, AHEAD = 1.1, 1.4  # what a name must reach, and how many times what the next one has
REACH = 3  # passages between a call and its answer
TOLD = 0.1  # of the times a name is seen, at most this share may be in the narration of "I"
ROUNDS = 3  # names of one "I": a first name, a surname, a nickname
SURELY = 0.8  # probability of a turn
Spoken = tuple[Clue, Verdict]


def name_narrators(
    cast: Cast, pages: Sequence[Passage], narrators: Sequence[int], clues: Sequence[Clue], verdicts: Sequence[Verdict]
) -> None:
    """Ties the names that are "I" to each nameless first person."""
    for number in sorted({who for who in narrators if who >= 0}):
        me = cast.persons[number]
        if me.kind != "narrator" or me.label != "I":
            continue
        mine = [page for page, who in zip(pages, narrators, strict=True) if who == number]
        for _ in range(ROUNDS):
            name = _best(cast, me, mine, list(zip(clues, verdicts, strict=True)))
            if name is None:
                break
            tie(cast, name, me)


def _best(cast: Cast, me: Person, mine: Sequence[Passage], turns: Sequence[Spoken]) -> Person | None:
    told, said = _told(cast, mine)
    worth: dict[int, float] = defaultdict(float)
    for who, sign in _signs(cast, me, turns):
        worth[who] += sign
    for who in said:
        worth[who] += SAYS_SO
    for person in cast.persons:
        if not told[person.number] and person.conduct.seen > 1:
            worth[person.number] += UNTOLD * min(person.conduct.seen, MANY)
    fits = {
        who: value
        for who, value in worth.items()
        if told[who] <= TOLD * cast.persons[who].conduct.seen and _nameable(cast, cast.persons[who], me)
    }
    order = sorted(fits, key=lambda who: -fits[who])
    if not order or fits[order[0]] < ENOUGH:
        return None
    if len(order) > 1 and fits[order[0]] < AHEAD * fits[order[1]]:
        return None
    return cast.persons[order[0]]


def _nameable(cast: Cast, person: Person, me: Person) -> bool:
    kin = all(is_kin(form) for form in person.forms)
    return person.kind == "name" and not person.given and not kin and may_be(cast, person, me)


def _told(cast: Cast, mine: Sequence[Passage]) -> tuple[dict[int, int], list[int]]:
    """How often the narration of "I" tells of each person, and whose names it says to be mine."""
    told: dict[int, int] = defaultdict(int)
    said: list[int] = []
    for page in mine:
        if page.title:
            continue
        for ref in refs(page.tokens, cast):
            if ref.kind != NAME or ref.who < 0:
                continue
            if _is_mine(page.tokens, ref.first):
                said.append(ref.who)
            elif not _is_label(page.tokens, ref.last):
                told[ref.who] += 1
    return told, said


def _is_label(stream: Sequence[Token], after: int) -> bool:
    return after < len(stream) and stream[after].text.startswith(":")


def _is_mine(stream: Sequence[Token], at: int) -> bool:
    """ "my name is", "I'm", "called me" stand before the name."""
    before = [token.low for token in stream[max(at - 3, 0) : at]]
    return (
        before[-3:] in (["my", "name", "is"], ["my", "name", "was"])
        or before[-2:] in (["i", "am"], ["i", "'m"], ["called", "me"], ["call", "me"], ["calls", "me"])
        or before[-1:] == ["i'm"]
    )


def _signs(cast: Cast, me: Person, turns: Sequence[Spoken]) -> Iterator[tuple[int, float]]:
    for at, (clue, verdict) in enumerate(turns):
        if cast.now(verdict.who) == me.number if verdict.who >= 0 else False:
            for who in clue.claims:
                yield cast.now(who), SAYS_SO
            if verdict.share > SURELY:
                for who in (clue.called | clue.about) - clue.claims:
                    yield cast.now(who), SAID_BY_ME
            continue
        to_me = any(ref.sex == "i" and ref.place == OBJECT for ref in clue.left + clue.right)
        for who in clue.called:
            yield cast.now(who), _answered(cast, me, turns, at) + (TO_ME if to_me else 0.0)
        for who in clue.about - clue.called:
            yield cast.now(who), TALKED_OF


def _answered(cast: Cast, me: Person, turns: Sequence[Spoken], at: int) -> float:
    clue, verdict = turns[at]
    found = 0.0
    for step, mine in ((1, ANSWERS), (-1, HEARS)):
        k = at + step
        while 0 <= k < len(turns) and turns[k][1].who == verdict.who and abs(turns[k][0].passage - clue.passage) <= 1:
            k += step
        if not 0 <= k < len(turns):
            continue
        other, turn = turns[k]
        if other.scene != clue.scene or abs(other.passage - clue.passage) > REACH or turn.who < 0:
            continue
        if cast.now(turn.who) == me.number:
            found += ANSWERS_SURELY if step > 0 and other.manner in ("ti", "bi") else mine
        elif step > 0 and other.manner in ("tn", "bn"):
            found += ANOTHER_ANSWERS
    return found
