"""Frames: the stretch around some paragraphs that the encoder is shown, every person under a passing sign.

Names are never shown: a person is one of twelve signs of their sex, dealt anew in each frame, so nothing can be learned of a name.
Before each quotation stands what is thought of its speaker so far: their sign alone when that is settled; a sign for the degree of doubt
and then theirs when it is a guess; ASKED alone when there is no guess. Before a phrase in question ("the driver") stands WHOM and then its own sign.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from audiodrama.speakers.encoder.sheets import OPEN, PERSON, PHRASE, TAG, TAG_END

ROOM = 240  # atoms of the prose of a frame
LENGTH = 288  # and with the doubts of its quotations
PAST = 0.62  # part of the room that what comes before may take
SIGNS = {"m": range(11, 23), "f": range(23, 35), "": range(35, 47)}  # rows of the vocabulary that no text uses
NARRATOR, WHOM, LIKELY, MAYBE, ASKED, PARAGRAPH, SCENE = 48, 58, 59, 60, 61, 62, 63
FIRST, LAST = 101, 102
Guess = tuple[int, int]  # a person, and the sign of the doubt before theirs: LIKELY, MAYBE, or SETTLED
SETTLED = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """``atoms``: numbers of pieces and signs. ``people``: whom each sign stands for, in order of appearance.

    ``who``: for each atom the place in ``people``, or -1. ``asked``: the place among the atoms of each quotation in question, by its number, and of
    each phrase, by PHRASE and where it begins.
    """

    atoms: list[int]
    who: list[int]
    people: list[int]
    asked: dict[int, int]


def bare(atoms: Iterable[int], instead: Mapping[int, Sequence[int]] | None = None) -> list[int]:
    """The atoms without the bounds of tags; ``instead``: what stands in place of a quotation's tag."""
    found: list[int] = []
    gone = -1
    for atom in atoms:
        if TAG_END <= atom < PHRASE:
            gone = -1 if gone == atom - TAG_END else gone
        elif TAG <= atom < TAG_END:
            if instead and atom - TAG in instead:
                found += instead[atom - TAG]
                gone = atom - TAG
        elif gone < 0:
            found.append(atom)
    return found


def stretch(pages: Sequence[Sequence[int]], scenes: Sequence[int], first: int, last: int) -> list[int]:
    """Whole paragraphs ``first`` to ``last`` with what stands before and after them, ROOM atoms at most; ``pages`` and ``scenes``: of each paragraph."""
    middle = list(pages[first])
    for k in range(first + 1, last + 1):
        middle += [PARAGRAPH if scenes[k] == scenes[k - 1] else SCENE, *pages[k]]
    before: list[int] = []
    after: list[int] = []
    past = int((ROOM - 2 - len(middle)) * PAST)
    i = first - 1
    while i >= 0 and len(before) < past:
        more = [*pages[i], PARAGRAPH if scenes[i + 1] == scenes[i] else SCENE]
        before = more[max(0, len(more) - (past - len(before))) :] + before
        i -= 1
    left = ROOM - 2 - len(middle) - len(before)
    j = last + 1
    while j < len(pages) and len(after) < left:
        more = [PARAGRAPH if scenes[j] == scenes[j - 1] else SCENE, *pages[j]]
        after += more[: left - len(after)]
        j += 1
    return [FIRST, *before, *middle, *after, LAST][:ROOM]


def signed(
    shown: Iterable[int],
    asked: Collection[int],
    guesses: Mapping[int, Guess],
    sexes: Sequence[str],
    narrator: int,
    hands: Mapping[str, Sequence[int]] = SIGNS,
) -> Frame:
    """The stretch with signs for persons and quotations, LENGTH atoms at most.

    ``asked``: the quotations and phrases in question; ``guesses``: speakers so far, by number. ``sexes``: of each person; ``narrator``: a person's number or -1.
    ``hands``: the signs to deal, by sex, the last one first.
    """
    made = Frame([], [], [], {})
    places: dict[int, int] = {}
    dealt: dict[int, int] = {}
    left = {sex: list(hand) for sex, hand in hands.items()}

    def show(who: int) -> None:
        if who not in places:
            places[who] = len(made.people)
            made.people.append(who)
            hand = left.get(sexes[who], left[""])
            dealt[who] = NARRATOR if who == narrator else hand.pop() if hand else SIGNS[""][0]
        made.atoms.append(dealt[who])
        made.who.append(places[who])

    def put(atom: int) -> None:
        made.atoms.append(atom)
        made.who.append(-1)

    for atom in shown:
        if len(made.atoms) >= LENGTH - 1:
            break
        number = atom - OPEN
        if atom >= PHRASE:
            if atom in asked:
                made.asked.setdefault(atom, len(made.atoms))
                put(WHOM)
        elif PERSON <= atom < OPEN:
            show(atom - PERSON)
        elif number < 0:
            put(atom)
        else:
            who, doubt = guesses.get(number, (-1, ASKED))
            if number in asked:
                made.asked.setdefault(number, len(made.atoms))
            if doubt != SETTLED:
                put(doubt)
            if who >= 0:
                show(who)
    return made
