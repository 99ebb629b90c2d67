"""The merged script, laid out: the author's passages in the author's order, the story's new ones where the story has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audiodrama.fountain.matching import Match
from audiodrama.fountain.settling import House, Settled
from audiodrama.fountain.units import Unit


@dataclass(frozen=True, slots=True)
class Sheet:
    """The two scripts to lay into one, the passages they share, and what became of each."""

    mine: tuple[Unit, ...]
    theirs: tuple[Unit, ...]
    matches: tuple[Match, ...]
    outcomes: tuple[Settled, ...]
    house: House


@dataclass(frozen=True, slots=True)
class _Row:
    """A piece of the merged text. ``first`` and ``last``: the author's units it stands for, both -1 for one of the story's."""

    body: str
    gap: str
    first: int = -1
    last: int = -1
    page: bool = False  # an entry of the title page: no blank line between two of them


def lay_out(sheet: Sheet) -> tuple[str, int]:
    """The merged text, and how many passages of the story are new in it."""
    places = _places(sheet)
    rows = list(_rows(sheet, places))
    fresh = [sheet.theirs[j].block for j in _fresh(sheet)]
    return _text(rows, sheet), sum(block.kind != "page" and any(map(str.isalnum, block.words)) for block in fresh)


def _fresh(sheet: Sheet) -> list[int]:
    """The story's units that are in no passage: new ones. An entry of a title page needs a title page to go to."""
    owned = {j for match in sheet.matches for j in match.theirs}
    paged = any(unit.block.kind == "page" for unit in sheet.mine)
    return [
        j
        for j, unit in enumerate(sheet.theirs)
        if j not in owned and (paged or unit.block.kind != "page") and unit.block.kind != "blank"
    ]


# --- where the story's rows go


def _places(sheet: Sheet) -> dict[int, list[_Row]]:
    """The rows that the story puts in or moves, by the author's unit after which they stand; -1 before the first."""
    standing = _standing(sheet)
    rows = _story_rows(sheet)
    places: dict[int, list[_Row]] = defaultdict(list)
    after = -1
    waiting: list[_Row] = []
    for j in range(len(sheet.theirs)):
        waiting += rows.get(j, ())
        if j in standing:
            places[_between(sheet, after, standing[j][0])] += waiting
            after, waiting = standing[j][-1], []
    places[after if standing else len(sheet.mine) - 1] += waiting
    return places


def _standing(sheet: Sheet) -> dict[int, range]:
    """The story's units that are where the author has them: unit to the author's units."""
    return {j: match.span for match in sheet.matches if match.mine and not match.strayed for j in match.theirs}


def _story_rows(sheet: Sheet) -> dict[int, list[_Row]]:
    """What the story brings at each of its units: what is new, what it moved, and a note of what the author has cut."""
    rows = {j: [_new(sheet.theirs[j], sheet.house)] for j in _fresh(sheet)}
    for match, settled in zip(sheet.matches, sheet.outcomes, strict=True):
        if match.theirs and match.strayed:
            kept = "".join(sheet.mine[i].text for i in match.span)
            text = kept[: len(kept) - len(sheet.mine[match.span[-1]].gap)] if settled.text is None else settled.text
            rows[match.theirs[0]] = [_Row(text, sheet.house.newline)]
        elif match.theirs and not match.mine and settled.conflicts:
            rows[match.theirs[0]] = [_Row(sheet.house.note(c), sheet.house.newline) for c in settled.conflicts]
    return rows


def _new(unit: Unit, house: House) -> _Row:
    return _Row(house.of(house.named(unit).body), house.newline, page=unit.block.kind == "page")


def _between(sheet: Sheet, after: int, before: int) -> int:
    """The author's unit behind which stands what comes between two that the story has: before the second, when only what the
    author put in is between them, and not between that and what is tied to it without a blank line; else behind the first."""
    owned = {i for match in sheet.matches for i in match.mine} if before - after > 1 else set()
    if not after < before or any(i in owned for i in range(after + 1, before)):
        return after if after >= 0 else before - 1
    at = before - 1
    while at > after and not sheet.mine[at].gap:
        at -= 1
    return at


# --- the rows of the whole


def _rows(sheet: Sheet, places: dict[int, list[_Row]]) -> Iterator[_Row]:
    settled = {match.span[0]: (match, text) for match, text in _replaced(sheet)}
    skipped = {i for match, _ in settled.values() for i in match.span}
    yield from places.get(-1, ())
    for i, unit in enumerate(sheet.mine):
        if i in settled and settled[i][1]:
            match, text = settled[i]
            last = match.span[-1]
            yield _Row(text, sheet.mine[last].gap, i, last, unit.block.kind == "page")
        elif i not in skipped:
            yield _Row(unit.body, unit.gap, i, i, unit.block.kind == "page")
        yield from places.get(i, ())


def _replaced(sheet: Sheet) -> Iterator[tuple[Match, str]]:
    """The author's units that do not stay as they are: with the text that comes instead, "" when they go or are elsewhere now."""
    for match, settled in zip(sheet.matches, sheet.outcomes, strict=True):
        if match.mine and (match.strayed or settled.text is not None):
            yield match, "" if match.strayed else settled.text or ""


def _text(rows: Sequence[_Row], sheet: Sheet) -> str:
    newline = sheet.house.newline
    parts = []
    for row, following in pairwise(rows):
        if row.first >= 0 and following.first == row.last + 1:
            parts.append(row.body + row.gap)
            continue
        body = row.body if not row.body or row.body.endswith(("\n", "\r")) else row.body + newline
        gap = "" if row.page and following.page else row.gap or newline
        parts.append(body + gap)
    if rows:
        parts.append(rows[-1].body + sheet.mine[-1].gap)
    return "".join(parts)
