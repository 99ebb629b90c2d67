"""What an author has changed in a story since its script was made, as far as the two files alone tell."""

from __future__ import annotations

import hashlib
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


# --- which story a script was made from: an entry of its title page, so that it is known also when .audiodrama is gone

_SOURCE = re.compile(r"\(as of ([0-9a-f]{8})\)")


def edition(prose: Manuscript) -> str:
    """Eight signs that change with any word of the story, and not with its line ends or the width it is wrapped at."""
    return hashlib.sha256("\n".join(words_of(prose)).encode()).hexdigest()[:8]


def sourced(text: str, prose: Manuscript) -> str:
    """A machine's script with its source on the title page: ``Source: ferry.txt (as of 3f2a9c1e)``."""
    page, blank, rest = text.partition("\n\n")
    return f"{page.rstrip()}\nSource: {fountain.escape(prose.name)} (as of {edition(prose)})\n{blank[1:]}{rest}"


def source_of(text: str) -> str:
    """The edition of the story that a script says it was made from, "" when it says none."""
    entry = next((b.words for b in fountain.blocks(text) if (b.kind, b.role) == ("page", "source")), "")
    match = _SOURCE.search(entry)
    return match[1] if match else ""


def resourced(text: str, source: str) -> str:
    """The machine's script as if it had been made from another edition of the story."""
    return _SOURCE.sub(f"(as of {source})", text, count=1) if source else text


def unsourced(text: str) -> str:
    """The machine's script without its source."""
    return re.sub(rf"^Source: .*{_SOURCE.pattern}\n", "", text, count=1, flags=re.MULTILINE)


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
