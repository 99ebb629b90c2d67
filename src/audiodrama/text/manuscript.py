"""The prose as it was posted. Nothing of it is ever altered; all else is a Span over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open [start, end) in code points of ``Manuscript.text``; never bytes, never tokens."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A decoded story. ``text`` keeps the file's own line endings; ``assumed`` says in words which encoding was guessed ("" = UTF-8)."""

    text: str
    name: str = ""
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the prose. ``span`` has no white space at its ends.

    ``gap`` counts the blank lines before it, ``indent`` the columns its first line is set in.
    """

    span: Span
    gap: int = 0
    indent: int = 0
