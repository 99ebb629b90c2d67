"""The machine's doubts in a script's file: which lines have one over them, and how it goes when the author has decided."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from audiodrama.fountain.marks import unescape
from audiodrama.fountain.passages import Block
from audiodrama.script import Line

_DOUBT = re.compile(r"\?\s+(?:maybe\s|not sure\b)")  # how ``notes.write_doubt`` begins
_SAID = re.compile(r"\?\s+(?:maybe\s+(?P<second>[^:]+?)|not sure)(?::\s*(?P<why>.*))?")
_NOTE = re.compile(r"\[\[\s*\?\s+(?:maybe\s|not sure\b)(?s:.*?)\]\]")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a remark of doubt says: the second guess and the reason, "" where it gives none."""

    second: str
    why: str


def doubted(blocks: Sequence[Block]) -> tuple[bool, ...]:
    """For each Line of the file, in order, whether the machine's ``[[? ...]]`` stands over it or in its block."""
    return tuple(doubt is not None for doubt in remarks(blocks))


def remarks(blocks: Sequence[Block]) -> tuple[Doubt | None, ...]:
    """For each Line of the file, in order, what the machine's ``[[? ...]]`` over it or in its block says; None without one."""
    return tuple(_remarks(blocks))


def _remarks(blocks: Sequence[Block]) -> Iterator[Doubt | None]:
    above: Doubt | None = None
    for block in blocks:
        own = next((_doubt(note) for note in block.notes if _DOUBT.match(note)), None)
        lines = sum(isinstance(beat, Line) for beat in block.beats)
        yield from (own or (above if first == 0 else None) for first in range(lines))
        above = (above or own) if block.kind == "note" and not lines else None


def _doubt(note: str) -> Doubt:
    match = _SAID.fullmatch(unescape(note))
    return Doubt(match["second"] or "", match["why"] or "") if match else Doubt("", "")


def decided(blocks: Sequence[Block], at: int) -> tuple[int, tuple[Block, ...]]:
    """The block ``blocks[at]`` without the doubt over it: (index of the first block that changes, what stands there instead
    up to and with ``at``). Remarks of the author beside the doubt stay."""
    first = at
    while first > 0 and blocks[first - 1].kind == "note" and not blocks[first - 1].beats:
        first -= 1
    return first, tuple(left for block in blocks[first : at + 1] if (left := _without(block)) is not None)


def _without(block: Block) -> Block | None:
    if not any(_DOUBT.match(note) for note in block.notes):
        return block
    notes = tuple(note for note in block.notes if not _DOUBT.match(note))
    rest, head = (re.sub(r"[ \t]*" + _NOTE.pattern, "", part) for part in (block.rest, block.head))
    left = replace(block, head=head, rest=rest, notes=notes)
    return left if left.body.strip() else None
