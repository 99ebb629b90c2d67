"""The prompt book: a play's script with all that is known of each line, where it is written and when it is heard."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from audiodrama import fountain
from audiodrama import mix as mixes
from audiodrama.cast import Cast
from audiodrama.errors import CastError, EpisodeError, ProductionError
from audiodrama.fountain import Block
from audiodrama.performance import Utterance, speakable
from audiodrama.production import record
from audiodrama.production.casting import load_cast
from audiodrama.production.files import read_text
from audiodrama.production.folder import Play, Production
from audiodrama.script import VOICED, Line, Script

Heard = Mapping[int, tuple[float, float]]  # index among the script's lines -> (start, end) in seconds of the episode


@dataclass(frozen=True, slots=True)
class Spot:
    """One line and its places. ``index``: among all lines of the script, from 0; ``row``: of the script's file, from 1.

    ``block`` is the index of its block in the file; ``noted``: a ``[[? ...]]`` stands over it; ``start`` and ``end`` are
    seconds of the episode as it was last rendered, None for a line that is not in it.
    """

    play: Play
    index: int
    line: Line
    scene: int
    row: int
    block: int
    noted: bool
    start: float | None = None
    end: float | None = None

    @property
    def address(self) -> str:
        """What every verb takes for this line: ``story.fountain:212``."""
        return f"{self.play.script.name}:{self.row}"


@dataclass(frozen=True, slots=True)
class PromptBook:
    """A play's script opened at its file: ``text`` as it is on disk, in ``blocks``; ``spots`` are its lines, in order."""

    play: Play
    text: str
    script: Script
    blocks: tuple[Block, ...]
    spots: tuple[Spot, ...]


def opened(production: Production, play: Play) -> PromptBook:
    """The play's prompt book. Reasons and times are there as far as ``.audiodrama`` holds them. Writes nothing.

    ProductionError when the play has no script yet, ScriptError when the script cannot be read.
    """
    if not play.script.exists():
        source = play.story.name if play.story else play.name
        raise ProductionError(f"{source} has no script yet; make it: audiodrama script {source}")
    return of_text(production, play, read_text(play.script))


def of_text(production: Production, play: Play, text: str) -> PromptBook:
    """The prompt book as it would be if the script's file held ``text``."""
    script, rows = fountain.loads_placed(text, str(play.script))
    blocks = fountain.blocks(text)
    noted = fountain.doubted(blocks)
    last = record.load(production.reading(play))
    cast = load_cast(production)
    script = (
        record.annotate(script, last, noted, cast.roles) if last else record.noted(script, fountain.remarks(blocks))
    )
    spots = _spots(play, script, rows, blocks, noted, _heard(production.cue_sheet(play), script, cast))
    return PromptBook(play, text, script, blocks, spots)


def _spots(
    play: Play, script: Script, rows: Sequence[int], blocks: Sequence[Block], noted: Sequence[bool], heard: Heard
) -> tuple[Spot, ...]:
    homes = [at for at, block in enumerate(blocks) for beat in block.beats if isinstance(beat, Line)]
    lines = [(scene, line) for scene, part in enumerate(script.scenes) for line in part.lines]
    return tuple(
        Spot(play, at, line, scene, row, home, note, *heard.get(at, (None, None)))
        for at, ((scene, line), row, home, note) in enumerate(zip(lines, rows, homes, noted, strict=True))
    )


# --- when each line is heard


def _heard(path: Path, script: Script, cast: Cast) -> Heard:
    """The times of the last episode, for the lines that it holds: found by what was recorded, in order."""
    if not path.is_file():
        return {}
    try:
        sheet = mixes.loads(read_text(path))
    except EpisodeError:
        return {}
    placed = {one.line: one for one in mixes.timeline(sheet)}
    before = [placed[at].key if at in placed else "" for at in range(max(placed, default=-1) + 1)]
    performed = [(at, line) for at, line in enumerate(script.lines) if line.performed]
    now = orders([line for _, line in performed], cast)
    return {
        performed[new][0]: (placed[old].at / sheet.rate, placed[old].end / sheet.rate)
        for old, new in _matched(before, now)
        if old in placed
    }


def orders(lines: Sequence[Line], cast: Cast) -> list[str]:
    """The key of each line's take; "" where nothing is to be recorded, or the role has no voice yet."""
    return [_order(line, cast) for line in lines]


def _order(line: Line, cast: Cast) -> str:
    said = speakable(line.text)
    try:
        part = cast.part(line.role) if line.kind in VOICED else cast.narrator
    except CastError:
        return ""
    return Utterance(said, part.voice, line.delivery).key if said else ""


def _matched(before: Sequence[str], now: Sequence[str]) -> list[tuple[int, int]]:
    """(index before, index now) of what is the same line: the same take, or as many others between two that are the same."""
    if before == now:
        return [(at, at) for at in range(len(now))]
    codes = difflib.SequenceMatcher(None, before, now, autojunk=False).get_opcodes()
    return [pair for _, a, b, c, d in codes if b - a == d - c for pair in zip(range(a, b), range(c, d), strict=True)]
