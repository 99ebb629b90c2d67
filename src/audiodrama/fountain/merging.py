"""The author's script and a new reading of the story made one: every edit of the author's stays, every change of the story comes in.

``merge(base, mine, theirs)``: the machine's last reading, the script as the author has it, the machine's reading of the story as it is
now. The author's file is the ground: what neither changed keeps its bytes and its place. What both changed differently stays as the
author has it, under a note ``[[conflict: ...]]``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from audiodrama.fountain.aligning import Link, align
from audiodrama.fountain.layout import Sheet, lay_out
from audiodrama.fountain.matching import Match, matched
from audiodrama.fountain.passages import blocks, given, line_end
from audiodrama.fountain.settling import House, Passage, is_accepted, settle
from audiodrama.fountain.units import CONFLICT, Unit, is_remark, pieces, units

BOM = "\ufeff"  # the mark of byte order that some editors begin a file with

Kept = TypeVar("Kept", bound=str)


@dataclass(frozen=True, slots=True)
class Merged:
    """``text`` is the script to write, ``base`` the reading to remember for the next merge. ``changed``, ``new``, ``gone`` and
    ``moved`` (to where the story has it now) count what was taken over from the story; ``conflicts`` says what was not.
    """

    text: str
    base: str
    changed: int = 0
    new: int = 0
    gone: int = 0
    moved: int = 0
    conflicts: tuple[str, ...] = ()


def merge(base: str, mine: str, theirs: str) -> Merged:
    """The script ``mine`` with all that ``theirs`` changed in ``base``. ScriptError when one of them cannot be read."""
    mark, mine = mine[: mine.startswith(BOM)], mine.removeprefix(BOM)
    three = _Three(units(base), units(mine), units(theirs))
    known = [pieces(side) for side in (three.base, three.mine, three.theirs)]
    ours, others = align(known[0], known[1]), align(known[0], known[2])
    matches = matched(known[1], known[2], ours, others, len(three.base))
    house = House(mine, line_end(mine), _names(three, ours))
    outcomes = tuple(settle(three.passage(match), house) for match in matches)
    rows, new = lay_out(Sheet(three.mine, three.theirs, matches, outcomes, house))
    paged = {n for n, unit in enumerate(three.mine) if unit.block.kind == "page"}
    found = [both for both in zip(matches, outcomes, strict=True) if not paged & set(both[0].mine)]
    return Merged(
        mark + rows,
        _remembered(three, matches),
        sum(bool(outcome.text) and len(outcome.conflicts) == 0 for _, outcome in found),
        new,
        sum(outcome.text == "" and bool(match.mine) for match, outcome in found),
        sum(match.strayed for match, outcome in found if outcome.text != ""),
        tuple(conflict for outcome in outcomes for conflict in outcome.conflicts),
    )


def conflicts(text: str) -> tuple[tuple[int, str], ...]:
    """The conflicts noted in a script: the line of the file, from 1, and the words of each."""
    found = (block for block in blocks(text) if is_remark(block, CONFLICT))
    return tuple((block.line, block.notes[0].removeprefix(CONFLICT).strip()) for block in found)


CHANCE = 12  # letters up to which some words may stand in a script without being those that are looked for


def familiar(mine: str, theirs: str, paragraphs: Mapping[int, int]) -> tuple[str, frozenset[int]]:
    """``theirs`` less the paragraphs that are new to ``mine``, which has not half of their letters; and which those are.

    ``paragraphs``: line of the file ``theirs`` to the paragraph that the block there belongs to. With the rest for a base, a merge
    puts in what is new and changes nothing else.
    """
    ours, others = units(mine.removeprefix(BOM)), units(theirs)
    known, own = pieces(others), pieces(ours)
    homes = [paragraphs.get(u.block.line, -1) if p.letters else -1 for u, p in zip(others, known, strict=True)]
    linked = {j for link in align(own, known, by_place=False) for j in link.after}
    there = "".join(piece.letters for piece in own)
    unspoken = "".join(piece.letters for unit, piece in zip(ours, own, strict=True) if not unit.block.voiced)
    lacking: Counter[int] = Counter()  # letters, by paragraph; those that are there count against
    for at, home in enumerate(homes):
        seen = at in linked or _said(known[at].letters, there, unspoken)
        lacking[home] += -len(known[at].letters) if seen else len(known[at].letters)
    new = {at for at, home in enumerate(homes) if home >= 0 and lacking[home] > 0}
    new |= {at for at in range(len(others)) if at not in linked and homes[at] < 0 and _beside(at, homes, new)}
    text = "".join(unit.text for at, unit in enumerate(others) if at not in new)
    return text, frozenset(homes[at] for at in new if homes[at] >= 0)


def _said(letters: str, there: str, unspoken: str) -> bool:
    """Whether these words stand somewhere in the script: a few only count where they were taken out of the play, as in /* */."""
    return letters in (there if len(letters) >= CHANCE else unspoken)


def _beside(at: int, homes: Sequence[int], new: Collection[int]) -> bool:
    """Whether the nearest paragraph before or after what is no paragraph, such as a heading, is new."""
    before = next((n for n in range(at - 1, -1, -1) if homes[n] >= 0), -1)
    after = next((n for n in range(at + 1, len(homes)) if homes[n] >= 0), -1)
    return before in new or after in new


@dataclass(frozen=True, slots=True)
class _Three:
    base: tuple[Unit, ...]
    mine: tuple[Unit, ...]
    theirs: tuple[Unit, ...]

    def passage(self, match: Match) -> Passage:
        """The units of a match; of the author's also what stands between them."""
        return Passage(
            tuple(self.base[i] for i in match.base),
            tuple(self.mine[i] for i in match.span),
            tuple(self.theirs[i] for i in match.theirs),
        )


def _names(three: _Three, links: Iterable[Link]) -> dict[str, str]:
    """The machine's roles that the author calls something else wherever they speak."""
    called: dict[str, list[str]] = defaultdict(list)
    for link in links:
        one, other = three.base[link.before[0]].block, three.mine[link.after[0]].block
        if one.voiced and other.voiced:
            called[one.role].append(other.role)
    known = {unit.block.role for unit in three.base if unit.block.voiced}
    return {
        role: names[0]
        for role, names in called.items()
        if role not in names and len(set(names)) == 1 and (len(names) > 1 or names[0] not in known)
    }


# --- what the machine is remembered to have said


def _remembered(three: _Three, matches: Iterable[Match]) -> str:
    """The machine's reading as the base of the next merge: where it came round to what the author decided, its old word is kept,
    so that the author's stays a decision."""
    said = {match.theirs[0]: match for match in matches if len(match.base) == len(match.mine) == len(match.theirs) == 1}
    found = []
    for at, unit in enumerate(three.theirs):
        if match := said.get(at):
            unit = _as_before(three.base[match.base[0]], three.mine[match.mine[0]], unit)
        found.append(unit.text)
    return "".join(found)


def _as_before(base: Unit, mine: Unit, theirs: Unit) -> Unit:
    one, own, now = base.block, mine.block, theirs.block
    if not (one.voiced and own.voiced and now.voiced):
        return theirs
    block = given(
        now,
        role=_decided(one.role, own.role, now.role),
        kind=_decided(one.says, own.says, now.says),
        delivery=_decided(one.delivery, own.delivery, now.delivery),
    )
    doubts = base.doubts if is_accepted(base, mine) and not theirs.doubts else ()
    return replace(theirs, block=block, remarks=(*doubts, *theirs.remarks))


def _decided(base: Kept, mine: Kept, theirs: Kept) -> Kept:
    return base if theirs == mine != base else theirs
