"""One line of a script retouched: the same change made to the blocks of its file and to its lines, so that each proves the other."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

from audiodrama import fountain
from audiodrama.errors import ProductionError
from audiodrama.fountain import Block
from audiodrama.fountain.retouch import cut, joined, overridden, parted, paused, worded
from audiodrama.production.words import ends_of, rows_in, words_of
from audiodrama.script import NARRATOR, Kind, Line, one_line


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to change in a line; None (or "" or False) leaves it as it is, and all so: the line is accepted as it stands.

    ``pause``: seconds of silence after the line, or "auto" for what the mix would choose; ``split``: the words after which
    the line is parted, all else being said of its second half; ``join``: with the line after it; ``new``: ``speaker`` may
    be a name that the cast does not have yet.
    """

    speaker: str | None = None
    text: str | None = None
    kind: Kind | None = None
    delivery: str | None = None
    pause: float | Literal["auto"] | None = None
    split: str = ""
    join: bool = False
    new: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for but to accept the line."""
        return self == Correction(new=self.new)


@dataclass(frozen=True, slots=True)
class Draft:
    """A script being corrected: the ``blocks`` of its file, and the ``lines`` that they are to say. ``name``: the file's."""

    blocks: list[Block]
    lines: list[Line]
    name: str


def retouched(draft: Draft, index: int, wanted: Correction) -> None:
    """Make the correction of the line of that index, in blocks and lines alike. ProductionError when it makes no sense there.

    A block with several lines is parted first. The machine's doubt over the line goes, but for a pause alone.
    """
    _parted(draft, index)
    if dataclasses.replace(wanted, pause=None) != Correction(new=wanted.new) or wanted.pause is None:
        _decided(draft, index)
    if wanted.text is not None:
        _reworded(draft, index, wanted.text)
    if wanted.join:
        _joined(draft, index)
    if wanted.split:
        _split(draft, index, wanted.split)
        index += 1
    _given(draft, index, wanted)
    if wanted.pause is not None:
        _paused(draft, index, None if wanted.pause == "auto" else wanted.pause)


def _home(draft: Draft, index: int) -> int:
    """The index of the block that holds the line of that index."""
    seen = 0
    for at, block in enumerate(draft.blocks):
        seen += sum(isinstance(beat, Line) for beat in block.beats)
        if seen > index:
            return at
    raise IndexError(index)


def _parted(draft: Draft, index: int) -> None:
    at = _home(draft, index)
    draft.blocks[at : at + 1] = parted(draft.blocks[at], draft.name)


def _decided(draft: Draft, index: int) -> None:
    at = _home(draft, index)
    first, left = fountain.decided(draft.blocks, at)
    draft.blocks[first : at + 1] = left


def _reworded(draft: Draft, index: int, words: str) -> None:
    words = one_line(words)
    if not words:
        raise ProductionError("a line needs words; to leave it out, delete it from the script")
    at = _home(draft, index)
    draft.blocks[at] = worded(draft.blocks[at], words)
    draft.lines[index] = dataclasses.replace(draft.lines[index], text=words)


def _split(draft: Draft, index: int, words: str) -> None:
    """The line as two, parted after these words of it and the punctuation at them."""
    line, at = draft.lines[index], _home(draft, index)
    said, wanted = ends_of(line.text), words_of(words)
    found = list(rows_in([word for word, _ in said], wanted))
    if len(found) != 1:
        often = "more than once" if found else "not at all"
        raise ProductionError(
            f"{words!r} stands {often} in the line; quote the words after which it splits: {line.text}"
        )
    end = said[found[0] + len(wanted) - 1][1]
    while end < len(line.text) and not line.text[end].isspace():
        end += 1
    first, second = line.text[:end].strip(), line.text[end:].strip()
    if not second:
        raise ProductionError(f"nothing comes after {words!r}; quote words before the end of the line: {line.text}")
    draft.blocks[at : at + 1] = cut(draft.blocks[at], first, second)
    draft.lines[index : index + 1] = [dataclasses.replace(line, text=half) for half in (first, second)]


def _joined(draft: Draft, index: int) -> None:
    """The line and the one after it as one: the speaker and the delivery of the first, the words of both."""
    if index + 1 >= len(draft.lines):
        raise ProductionError("this is the last line; there is none after it to join")
    _parted(draft, index + 1)
    line, other = draft.lines[index], draft.lines[index + 1]
    at, there = _home(draft, index), _home(draft, index + 1)
    if _sort(line) != _sort(other) or any(block.kind != "note" for block in draft.blocks[at + 1 : there]):
        raise ProductionError(
            f'only two lines of one kind that follow each other can be joined; next comes {other.kind}: "{other.text}"'
        )
    _decided(draft, index + 1)
    there = _home(draft, index + 1)
    notes = draft.blocks[at + 1 : there]
    made = joined(draft.blocks[at], draft.blocks[there], notes)
    draft.blocks[at : there + 1] = made
    draft.lines[index : index + 2] = [dataclasses.replace(line, text=f"{line.text} {other.text}")]


def _sort(line: Line) -> Kind:
    return "narration" if line.kind == "tag" else line.kind


def _given(draft: Draft, index: int, wanted: Correction) -> None:
    """Another speaker, kind or delivery."""
    line, at = draft.lines[index], _home(draft, index)
    kind = wanted.kind or _sort(line)
    changed = Line(line.role if wanted.speaker is None else wanted.speaker, line.text, kind, line.delivery)
    if wanted.delivery is not None:
        if not changed.voiced:
            raise ProductionError("only a character has a way of speaking; say whose line it is: --speaker NAME")
        changed = dataclasses.replace(changed, delivery=wanted.delivery)
    plain: Kind = "narration" if kind == "tag" else kind
    role = changed.role if changed.voiced else NARRATOR
    draft.lines[index] = changed.bare()
    draft.blocks[at] = fountain.given(draft.blocks[at], role=role, kind=plain, delivery=draft.lines[index].delivery)
    if wanted.kind in ("tag", "narration") and wanted.speaker is None:
        draft.blocks[at] = overridden(draft.blocks[at], "skip" if wanted.kind == "tag" else "speak", line.text)


def _paused(draft: Draft, index: int, seconds: float | None) -> None:
    at = _home(draft, index)
    made, taken = paused(draft.blocks[at], draft.blocks[at + 1 :], seconds)
    draft.blocks[at : at + 1 + taken] = made
