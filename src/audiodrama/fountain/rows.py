"""The lines of a file with what is not text taken out of them: notes ``[[ ]]`` and boneyards ``/* */``, which may be long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from audiodrama.errors import ScriptError


@dataclass(frozen=True, slots=True)
class Mark:
    """A note or a boneyard: what stands inside it, and its line in the file (from 1)."""

    kind: Literal["note", "boneyard"]
    inside: str
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file (more, where a mark in it holds line breaks): its number from 1, raw texts and marks in order."""

    number: int
    pieces: tuple[str | Mark, ...]
    raw: str = field(init=False, compare=False)  # the texts without the marks
    text: str = field(init=False, compare=False)  # the same without space around it

    def __post_init__(self) -> None:
        raw = "".join(piece for piece in self.pieces if isinstance(piece, str))
        object.__setattr__(self, "raw", raw)
        object.__setattr__(self, "text", raw.strip())

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Mark))

    @property
    def blank(self) -> bool:
        return not self.text and not self.marks

    def without(self, start: str, end: str = "") -> Row:
        """The row with a sign taken from the beginning of its text, and one from the end."""
        pieces = list(self.pieces)
        filled = [at for at, piece in enumerate(pieces) if isinstance(piece, str) and piece.strip()]
        if filled:
            pieces[filled[0]] = str(pieces[filled[0]]).lstrip().removeprefix(start)
            pieces[filled[-1]] = str(pieces[filled[-1]]).rstrip().removesuffix(end)
        return Row(self.number, tuple(pieces))


def rows_of(text: str, path: str) -> tuple[Row, ...]:
    """The rows of a file's text; CRLF, CR and a leading BOM are read as nothing special. ScriptError for a mark never closed."""
    clean = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return tuple(_rows(clean, path))


_SIGN = re.compile(r"\\[^\n]|/\*|\[\[|\n")
_BLANK_LINE = re.compile(r"\n *\n")  # ends a note that is not closed


def _rows(text: str, path: str) -> Iterator[Row]:
    number = line = 1  # of the row, and of where we stand
    pieces: list[str | Mark] = []
    start = at = 0
    while match := _SIGN.search(text, at):
        at = match.end()
        if match[0] in ("/*", "[["):
            mark, at = _mark(text, match, line, path)
            pieces += [text[start : match.start()], mark]
            start, line = at, line + mark.inside.count("\n")
        elif match[0] == "\n":
            yield _row(number, [*pieces, text[start : match.start()]])
            pieces, start, line = [], at, line + 1
            number = line
    yield _row(number, [*pieces, text[start:]])


def _row(number: int, pieces: Sequence[str | Mark]) -> Row:
    return Row(number, tuple(piece for piece in pieces if piece))


def _mark(text: str, opening: re.Match[str], line: int, path: str) -> tuple[Mark, int]:
    """The mark that opens here, and where the text goes on after it."""
    if opening[0] == "/*":
        end = text.find("*/", opening.end())
        if end < 0:
            raise ScriptError("this /* is never closed: write */ after what is not to be spoken", path, line)
        return Mark("boneyard", text[opening.end() : end], line), end + 2
    end = text.find("]]", opening.end())
    if end < 0 or _BLANK_LINE.search(text, opening.end(), end):
        raise ScriptError(
            "this note [[ is never closed: write ]] after it, or \\[\\[ for brackets to be spoken", path, line
        )
    return Mark("note", text[opening.end() : end], line), end + 2
