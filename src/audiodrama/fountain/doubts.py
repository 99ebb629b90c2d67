"""The remarks of doubt in a script's file: which lines carry one, and the file with some of them settled.

A line is in doubt as long as its remark ``[[? maybe Tom: ...]]`` stands. Whoever takes the remark away has accepted the speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from audiodrama.fountain.marks import unescape
from audiodrama.fountain.notes import write_doubt
from audiodrama.fountain.passages import Block, blocks, given
from audiodrama.script import Line, one_line

_DOUBT = re.compile(r"\? (?:maybe (?P<second>[^:]+?)|not sure)(?:: (?P<why>.*))?")  # as notes.write_doubt writes it
_NOTE = re.compile(r"\\.|/\*(?s:.*?)\*/|\[\[(?P<inside>(?s:.*?))\]\]")


@dataclass(frozen=True, slots=True)
class Doubted:
    """What the remark says: the second guess and the reason, "" where it says none."""

    second: str
    why: str


def doubts(text: str) -> dict[int, Doubted]:
    """The doubt of each line that carries a remark, by the line's index in ``loads(text).lines``. ScriptError as ``loads``."""
    return {at: speech.doubt for speech in _speeches(blocks(text)) if speech.doubt for at in speech.lines}


def decided(text: str, lines: Mapping[int, Line]) -> str:
    """The file with these lines given to their roles and their remarks gone, or said anew where still doubtful; all else stays.

    Keys are indices in ``loads(text).lines``. What stands under one name has one speaker: its first line given decides.
    """
    found = blocks(text)
    changed = list(found)
    for speech in _speeches(found):
        line = next((lines[at] for at in speech.lines if at in lines), None)
        if line is None:
            continue
        if changed[speech.block].role != line.role:
            changed[speech.block] = given(changed[speech.block], role=line.role)
        for at in speech.remarks:
            changed[at] = _settled(changed[at], line)
    return "".join(block.text for block in changed)


@dataclass(frozen=True, slots=True)
class _Speech:
    """A block with a name over it, the lines in it, and the blocks that hold a remark of doubt about it (itself, or above)."""

    block: int
    lines: range
    remarks: tuple[int, ...]
    doubt: Doubted | None


def _speeches(found: Sequence[Block]) -> Iterator[_Speech]:
    start = 0
    above: list[tuple[int, Doubted]] = []
    for index, block in enumerate(found):
        count = sum(isinstance(beat, Line) for beat in block.beats)
        own = [(index, doubt) for note in block.notes if (doubt := _doubt(note))]
        if block.voiced:
            remarks = [*above, *own]
            yield _Speech(
                index, range(start, start + count), tuple(at for at, _ in remarks), next(iter(remarks), (0, None))[1]
            )
            above = []
        else:
            above = own if count or block.kind in ("heading", "aside", "page") else [*above, *own]
        start += count


def _doubt(note: str) -> Doubted | None:
    """The doubt in a note's inside; None for any other note, also an author's own question."""
    match = _DOUBT.fullmatch(unescape(one_line(note)))
    return Doubted(match["second"] or "", match["why"] or "") if match else None


def _settled(block: Block, line: Line) -> Block:
    """The block without its remarks of doubt, or with what is still doubtful about the line in their place."""
    said = write_doubt(line) if line.doubtful else ""
    body = block.body
    for match in reversed(list(_NOTE.finditer(body))):
        if match["inside"] is not None and _doubt(match["inside"]):
            start, end = match.span() if said else _whole_row(body, *match.span())
            body = body[:start] + said + body[end:]
    return replace(block, head=body, manner="", rest="", gap=block.gap if body else "")


def _whole_row(body: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the blanks before it; with its line end when nothing else stands on the row."""
    start = len(body[:start].rstrip(" \t"))
    rest = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)").match(body, end)
    return (start, rest.end()) if rest and body[:start][-1:] in ("", "\n", "\r") else (start, end)
