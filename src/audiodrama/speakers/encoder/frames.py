"""Frames: the stretch around a paragraph that the encoder is shown, every person under a passing sign.

Names are never shown: a person is one of twelve signs of their sex, dealt anew in each frame, so nothing can be learned of a name.
A quotation whose speaker is taken as known has the speaker's sign before it; one in question, or unknown, has the sign ASKED.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from audiodrama.speakers.encoder.sheets import OPEN, PERSON, TAG, TAG_END

LENGTH = 160  # atoms of a frame
PAST = 0.68  # part of the room that what comes before may take
SIGNS = {"m": range(11, 23), "f": range(23, 35), "": range(35, 47)}  # rows of the vocabulary that no text uses
NARRATOR, ASKED, PARAGRAPH, SCENE = 48, 61, 62, 63
FIRST, LAST = 101, 102


@dataclass(frozen=True, slots=True)
class Frame:
    """``atoms``: numbers of pieces and signs. ``people``: whom each sign stands for, in order of appearance.

    ``who``: for each atom the place in ``people``, or -1. ``asked``: the place among the atoms of each quotation in question.
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
        if atom >= TAG_END:
            gone = -1 if gone == atom - TAG_END else gone
        elif atom >= TAG:
            if instead and atom - TAG in instead:
                found += instead[atom - TAG]
                gone = atom - TAG
        elif gone < 0:
            found.append(atom)
    return found


def stretch(pages: Sequence[Sequence[int]], scenes: Sequence[int], at: int) -> list[int]:
    """Whole paragraph ``at`` with what stands before and after it, LENGTH atoms at most; ``pages`` and ``scenes``: of each paragraph."""
    middle = pages[at]
    before: list[int] = []
    after: list[int] = []
    room = int((LENGTH - 3 - len(middle)) * PAST)
    i = at - 1
    while i >= 0 and len(before) < room:
        more = [*pages[i], PARAGRAPH if scenes[i + 1] == scenes[i] else SCENE]
        before = more[max(0, len(more) - (room - len(before))) :] + before
        i -= 1
    left = LENGTH - 3 - len(middle) - len(before)
    j = at + 1
    while j < len(pages) and len(after) < left:
        more = [PARAGRAPH if scenes[j] == scenes[j - 1] else SCENE, *pages[j]]
        after += more[: left - len(after)]
        j += 1
    return [FIRST, *before, *middle, *after, LAST][:LENGTH]


def signed(
    shown: Iterable[int],
    asked: Collection[int],
    known: Mapping[int, int],
    sexes: Sequence[str],
    narrator: int,
    hands: Mapping[str, Sequence[int]] = SIGNS,
) -> Frame:
    """The stretch with signs for persons and quotations.

    ``asked``: the quotations in question; ``known``: speakers of others, by number. ``sexes``: of each person; ``narrator``: a person's number or -1.
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

    for atom in shown:
        number = atom - OPEN
        if PERSON <= atom < OPEN:
            show(atom - PERSON)
        elif number >= 0 and number in known and number not in asked:
            show(known[number])
        else:
            if number >= 0 and number in asked:
                made.asked.setdefault(number, len(made.atoms))
            made.atoms.append(ASKED if number >= 0 else atom)
            made.who.append(-1)
    return made
