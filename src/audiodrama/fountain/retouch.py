"""Blocks cut, joined and added to: what a correction does to a script's file besides saying a block otherwise.

Every function takes blocks and gives the blocks that stand in their place; all else in the file stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from audiodrama.errors import ScriptError
from audiodrama.fountain.marks import escape, plain
from audiodrama.fountain.notes import Override, read_cue, read_override, write_cue, write_note
from audiodrama.fountain.passages import Block, blocks, line_end, saying, spelling
from audiodrama.fountain.write import written
from audiodrama.script import Cue, Line, is_tag, one_line

_NOTE = re.compile(r"\[\[(?s:.*?)\]\]")
_BONEYARD = re.compile(r"(?<!\\)/\*")


def parted(block: Block, name: str) -> tuple[Block, ...]:
    """One block for each line and cue that this one holds; the block itself when it holds one line and nothing more.

    ScriptError, with the file's ``name``, when its words cannot be taken apart without losing a mark of the author's.
    """
    lines = [beat for beat in block.beats if isinstance(beat, Line)]
    if len(block.beats) == 1 and lines:
        return (block,)
    if _BONEYARD.search(block.body) or not all(_stands(line, block) for line in lines):
        raise ScriptError(
            "these words hold marks that would be lost; put each line under a name of its own", name, block.line
        )
    newline = line_end(block.text)
    remarks = [f"[[{note}]]" for note in block.notes if _is_remark(note)]
    override = next((f" [[{word}]]" for note in block.notes if (word := read_override(note))), "")
    texts = [*remarks, *(written(beat) + (override if _is_told(beat) else "") for beat in block.beats)]
    made = [block_of(text.replace("\n", newline) + newline, newline) for text in texts]
    return (*made[:-1], replace(made[-1], gap=block.gap))


def _is_told(beat: Line | Cue) -> bool:
    return isinstance(beat, Line) and not beat.voiced


def _is_remark(note: str) -> bool:
    return read_override(note) is None and read_cue(note, "", 0) is None


def _stands(line: Line, block: Block) -> bool:
    """Whether the words of a line stand in its block as they are, with no marks in them."""
    return one_line(escape(line.text)) in one_line(_NOTE.sub(" ", block.body))


def block_of(text: str, gap: str = "") -> Block:
    """The one block that a text is."""
    return replace(blocks(text)[0], gap=gap)


def after(block: Block, text: str) -> tuple[Block, Block]:
    """The block, and under it, with a blank line between, a new one of ``text``."""
    newline = line_end(block.text)
    ended = block if block.body.endswith(("\n", "\r")) else replace(block, rest=block.rest + newline)
    end = "" if ended is not block else newline
    return replace(ended, gap=newline), block_of(text.replace("\n", newline) + end, block.gap)


def worded(block: Block, words: str) -> Block:
    """The block with other words, plain ones; the notes among the old ones stay, behind the new ones."""
    notes = _NOTE.findall(block.rest)
    if not notes or block.says in ("front_matter", "break"):
        return saying(block, words)
    return spelling(block, " ".join((escape(one_line(words)), *notes)))


def cut(block: Block, first: str, second: str) -> tuple[Block, Block]:
    """The block as two that say ``first`` and ``second``, its plain words; emphasis stays where it does not reach over the cut."""
    raw = block.rest.strip()
    found = [at for at in _spaces(raw) if _reads(raw[:at]) == one_line(first) and _reads(raw[at:]) == one_line(second)]
    one, other = (raw[: found[0]], raw[found[0] :]) if found else (escape(one_line(first)), escape(one_line(second)))
    newline = line_end(block.text)
    ended = block if block.body.endswith(("\n", "\r")) else replace(block, rest=block.rest + newline)
    return replace(spelling(ended, one), gap=newline), spelling(block, other)


def _spaces(raw: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(r"\s+", raw))


def _reads(raw: str) -> str:
    return one_line(plain(" ".join(_NOTE.sub("", raw).split())))


def joined(block: Block, other: Block, between: Sequence[Block]) -> tuple[Block, ...]:
    """The block with the words of ``other`` after its own; under it the notes that stood between them and on the other's name."""
    raw = f"{block.rest.strip()} {other.rest.strip()}"
    made = replace(spelling(block, raw), gap=other.gap)
    whole = [made]
    for note in (*(one.body.strip() for one in between), *_NOTE.findall(other.head)):
        whole[-1:] = after(whole[-1], note)
    return tuple(whole)


def overridden(block: Block, word: Override, words: str) -> Block:
    """Narration with the author's word on whether it is a tag: ``[[speak]]`` or ``[[skip]]``, written where a reader would
    guess the other way; an earlier word of theirs goes."""
    raw = _NOTE.sub(lambda match: "" if read_override(match[0][2:-2]) else match[0], block.rest).strip()
    told = word == "skip" or is_tag(words)
    return spelling(block, f"{raw} {write_note(word)}" if told else raw)


def paused(block: Block, following: Sequence[Block], seconds: float | None) -> tuple[tuple[Block, ...], int]:
    """The block with an authored pause under it, None = none: (what stands there, how many of ``following`` it replaces)."""
    notes = next((at for at, one in enumerate(following) if one.kind != "note"), len(following))
    for at, one in enumerate(following[:notes]):
        if any(isinstance(beat, Cue) and beat.kind == "pause" for beat in one.beats):
            rest = tuple(_repaused(one, seconds))
            return (block, *following[:at], *rest), at + 1
    return ((block,) if seconds is None else after(block, write_cue(Cue("pause", "", seconds)))), 0


def _repaused(block: Block, seconds: float | None) -> Iterator[Block]:
    """A row of notes with its pause of another length, or without it."""
    cue = "" if seconds is None else write_cue(Cue("pause", "", seconds))
    rest = _NOTE.sub(lambda match: cue if _is_pause(match[0]) else match[0], block.rest)
    if rest.strip():
        yield block_of(rest, block.gap)


def _is_pause(note: str) -> bool:
    cue = read_cue(one_line(note[2:-2]), "", 0)
    return cue is not None and cue.kind == "pause"
