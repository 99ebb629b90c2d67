"""From the text of a file to a Script. Whatever Fountain a person writes is read; what cannot be performed is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from audiodrama.errors import ScriptError
from audiodrama.fountain.blocks import Element, Placed, SceneEnd, elements, kind_of
from audiodrama.fountain.marks import plain
from audiodrama.fountain.notes import Override
from audiodrama.fountain.rows import Row, rows_of
from audiodrama.script import Beat, Cue, Line, Scene, Script, tagged


def loads(text: str, name: str = "") -> Script:
    """The script that a Fountain text holds; ``name`` is its file, for errors and for a title when the text has none.

    ScriptError, with the line, for an empty text and for what a hand has mistyped.
    """
    return loads_placed(text, name)[0]


def places(text: str) -> tuple[int, ...]:
    """Where each Line of ``loads(text)`` begins: line of the file, from 1. A voiced line begins at its character cue."""
    return loads_placed(text, "")[1]


def loads_placed(text: str, name: str) -> tuple[Script, tuple[int, ...]]:
    """Both in one reading."""
    page, _, body = opened(text, name)
    parts = _parts(elements(body, name))
    scenes = tuple(Scene(part.title, tuple(placed.beat for placed in part.beats)) for part in parts)
    title = page.get("title", PurePath(name).stem) or "Untitled"
    author = page.get("author") or page.get("authors") or page.get("written by") or ""
    numbers = tuple(placed.number for part in parts for placed in part.beats if isinstance(placed.beat, Line))
    return Script(title, (), scenes, author).bare(), numbers


# --- the title page

KEY = re.compile(r"\s{0,2}([A-Za-z][A-Za-z ]*?)\s*:\s*(.*)")
_KNOWN_KEYS = {
    "title",
    "credit",
    "author",
    "authors",
    "written by",
    "source",
    "draft date",
    "date",
    "contact",
    "copyright",
}
# One of these makes the first block a title page; others may stand beside it.


def opened(text: str, name: str) -> tuple[Mapping[str, str], tuple[Row, ...], tuple[Row, ...]]:
    """The title page as lower-case key to value, its rows, and the rows after it."""
    rows = rows_of(text, name)
    start = next((at for at, row in enumerate(rows) if not row.blank), None)
    if start is None:
        raise ScriptError("the script is empty: write something to perform in it", name)
    end = next((at for at in range(start, len(rows)) if rows[at].blank), len(rows))
    page = _title_page(rows[start:end])
    return page, rows[start:end] if page else (), rows[end if page else start :]


def _title_page(rows: Sequence[Row]) -> dict[str, str]:
    page: dict[str, str] = {}
    key = ""
    for row in rows:
        if match := KEY.fullmatch(row.raw):
            key = match[1].lower()
            page[key] = plain(match[2].strip())
        elif key and row.raw[:1].isspace():
            page[key] = f"{page[key]} {plain(row.text)}".strip()
        else:
            return {}
    return page if page.keys() & _KNOWN_KEYS else {}


# --- from elements to scenes


@dataclass(frozen=True, slots=True)
class _Part:
    """A scene, and where its beats stand in the file."""

    title: str
    beats: list[Placed]


def _parts(elements: Iterable[Element]) -> list[_Part]:
    """The scenes: chapter headings go with the scene heading that follows them, tags are found."""
    parts: list[_Part] = []
    title = ""  # of the scene whose beats are read; "" before the first heading
    beats: list[Placed] = []
    closed = 0  # how many of them an [[end of scene]], or their own heading, keeps in this scene
    for element in elements:
        if isinstance(element, Placed):
            beats.append(element)
        elif isinstance(element, SceneEnd):
            closed = len(beats)
        else:
            start = _first_above(beats, closed, opening=not title)
            if title or start:
                parts.append(_Part(title or "Scene 1", _settled(beats[:start])))
            title, beats = element.title, beats[start:]
            closed = len(beats)
    if title or beats:
        parts.append(_Part(title or "Scene 1", _settled(beats)))
    return parts


def _first_above(beats: Sequence[Placed], closed: int, *, opening: bool) -> int:
    """The index of the first beat that belongs to the scene heading after it."""
    if opening and not any(_is_performed(placed.beat) for placed in beats):
        return 0
    start = len(beats)
    while start > closed and kind_of(beats[start - 1].beat) == "title":
        start -= 1
    return start


def _is_performed(beat: Beat) -> bool:
    return isinstance(beat, Line) and beat.performed and beat.kind != "title"


def _settled(beats: Sequence[Placed]) -> list[Placed]:
    """The beats with tags told from narration, the author's [[speak]] and [[skip]] before all."""
    derived = tagged([placed.beat for placed in beats])
    both = zip(beats, derived, strict=True)
    return [replace(placed, beat=_overridden(beat, placed.override)) for placed, beat in both]


def _overridden(beat: Beat, override: Override | None) -> Beat:
    if override is None or isinstance(beat, Cue):
        return beat
    return replace(beat, kind="narration" if override == "speak" else "tag")
