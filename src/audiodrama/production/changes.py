"""What an author has changed in a story since its script was made, as far as the two files alone tell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from audiodrama import fountain
from audiodrama.script import Script
from audiodrama.text import Manuscript, paragraphs


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that story and script have differently; ``line`` counts from 1 in the story's file, 0 for one that it has not."""

    line: int
    what: Literal["differs", "gone"]
    words: str


def words_of(prose: Manuscript) -> tuple[str, ...]:
    """Each paragraph with its spacing evened out, so that re-wrapping a file changes nothing."""
    return tuple(" ".join(prose.text[p.span.start : p.span.end].split()) for p in paragraphs(prose))


def differences(prose: Manuscript, script: Script, known: Collection[int] = ()) -> tuple[Change, ...]:
    """The paragraphs of the story whose words the script has not, and the lines whose words the story has not.

    ``known``: paragraphs, by index, that are told elsewhere.
    """
    lines = [line.text for line in script.lines]
    spoken, told = letters(" ".join(lines)), letters(prose.text)
    pairs = enumerate(zip(lines_of(prose), words_of(prose), strict=True))
    missing = [
        Change(line, "differs", _start(words))
        for at, (line, words) in pairs
        if at not in known and letters(words) not in spoken
    ]
    return (*missing, *(Change(0, "gone", _start(line)) for line in lines if letters(line) not in told))


def familiar(prose: Manuscript, fresh: Script, theirs: str, mine: str) -> tuple[str, frozenset[int]]:
    """``theirs``, the text of the reading ``fresh``, less the paragraphs that are wholly new to the script ``mine``; and their
    indexes in the story."""
    starts = [paragraph.span.start for paragraph in paragraphs(prose)]
    lines = [line for line in fresh.lines if not line.blank]
    places = zip(fountain.places(theirs), lines, strict=True)
    homes = {place: bisect_right(starts, line.span.start) - 1 for place, line in places if line.span}
    return fountain.familiar(mine, theirs, homes)


def letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def lines_of(prose: Manuscript) -> list[int]:
    """The file's line, from 1, on which each paragraph begins."""
    lines, at, line = [], 0, 1
    for paragraph in paragraphs(prose):
        line += len(re.findall(r"\r\n|\r|\n", prose.text[at : paragraph.span.start]))
        at = paragraph.span.start
        lines.append(line)
    return lines


def _start(words: str, limit: int = 48) -> str:
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + " ..."
