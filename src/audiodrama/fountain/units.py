"""What a merge moves about: a block of the script with the machine's remarks above it, and what it is known by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from audiodrama.fountain.aligning import Piece
from audiodrama.fountain.passages import Block, blocks

DOUBT = "?"  # how the inside of the machine's remarks begins: a doubtful speaker
CONFLICT = "conflict:"  # two changes that cannot both stand
_NUMBERED = re.compile(r"Scene \d+")  # a heading that the prose gave no title to


@dataclass(frozen=True, slots=True)
class Unit:
    """``remarks``: the doubts and conflicts that stand directly above ``block``."""

    block: Block
    remarks: tuple[Block, ...] = ()

    @property
    def body(self) -> str:
        return "".join(remark.text for remark in self.remarks) + self.block.body

    @property
    def gap(self) -> str:
        return self.block.gap

    @property
    def text(self) -> str:
        return self.body + self.gap

    @property
    def doubts(self) -> tuple[Block, ...]:
        return tuple(remark for remark in self.remarks if is_remark(remark, DOUBT))

    @property
    def conflicts(self) -> tuple[Block, ...]:
        return tuple(remark for remark in self.remarks if is_remark(remark, CONFLICT))


def units(text: str) -> tuple[Unit, ...]:
    """The units of a script's file; their texts together are ``text``."""
    found: list[Unit] = []
    above: list[Block] = []
    for block in blocks(text):
        if is_remark(block, DOUBT) or is_remark(block, CONFLICT):
            above.append(block)
            continue
        if not block.voiced:  # a doubt is about a speaker: above anything else it is the author's own remark
            last = max((at for at, remark in enumerate(above, 1) if is_remark(remark, DOUBT)), default=0)
            found += [Unit(remark) for remark in above[:last]]
            above = above[last:]
        found.append(Unit(block, tuple(above)))
        above = []
    return (*found, *map(Unit, above))


def is_remark(block: Block, sign: str) -> bool:
    """Whether the block is one note that begins so, and nothing else."""
    return block.kind == "note" and not block.beats and len(block.notes) == 1 and block.notes[0].startswith(sign)


def is_numbered(block: Block) -> bool:
    """Whether it is the heading of a scene known by its number only, which changes with the scenes before it."""
    return block.kind == "heading" and bool(_NUMBERED.fullmatch(block.words))


def pieces(found: Sequence[Unit]) -> list[Piece]:
    """What the units are known by. A numbered heading is known by what follows it."""
    known: list[Piece] = []
    for unit in reversed(found):
        below = known[-1].key if known else ""
        known.append(_piece(unit.block, below))
    return known[::-1]


def _piece(block: Block, below: str) -> Piece:
    letters = "".join(filter(str.isalnum, block.words.casefold()))
    words = tuple(block.words.casefold().split())
    if block.kind == "page":
        return Piece(f"page {block.role}", "", words, f"page {block.role}", f"page {block.role}")
    if block.kind == "heading":
        return Piece(f"heading {below if is_numbered(block) else letters}", "", words, "heading", "heading")
    if not letters:
        raw = f"{block.kind} {' '.join(block.body.split())}"
        return Piece(raw, "", words, raw, block.kind)
    return Piece(letters, letters, words, "words", block.kind)
