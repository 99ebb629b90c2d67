"""Which part of an episode is wanted: all of it, one scene, from one time to another, or a sample."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiodrama.errors import ProductionError
from audiodrama.performance import Direction
from audiodrama.script import NARRATOR, Script

SAMPLE_S = 60.0  # seconds of the beginning that a sample holds
WORDS_PER_S = 155 / 60  # narration at 150-160 words a minute, the pace of audiobooks


@dataclass(frozen=True, slots=True)
class Window:
    """``scene`` counts from 1; ``start`` and ``end`` are seconds of the whole episode. The empty Window is everything."""

    scene: int | None = None
    start: float | None = None
    end: float | None = None
    sample: bool = False

    @classmethod
    def of(cls, scene: int | None, start: str | None, end: str | None, sample: bool) -> Window:
        """The window of a command's options; times as an author writes them."""
        if sum((scene is not None, start is not None or end is not None, sample)) > 1:
            raise ProductionError("choose one of --scene, --sample, and --from with --to")
        window = cls(scene, None if start is None else seconds(start), None if end is None else seconds(end), sample)
        if window.end is not None and window.end <= (window.start or 0.0):
            raise ProductionError(f"nothing lies between --from {start or '0:00'} and --to {end}; --to must come later")
        return window

    @property
    def partial(self) -> bool:
        return self != WHOLE


WHOLE = Window()


def seconds(text: str) -> float:
    """``12:34``, ``1:02:03``, ``90`` or ``90.5`` as seconds."""
    if not re.fullmatch(r"\d+(:[0-5]?\d){0,2}(\.\d+)?", text):
        raise ProductionError(f"{text!r} is no time; write minutes:seconds, such as 12:34")
    total = 0.0
    for part in text.split(":"):
        total = total * 60 + float(part)
    return total


def clock(at: float) -> str:
    """Seconds as ``12:34`` or ``1:02:03``."""
    minutes, second = divmod(int(at), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute:02}:{second:02}"


def spoken_seconds(directions: tuple[Direction, ...]) -> float:
    """How long these lines will take, estimated from their words, pauses left out."""
    return sum(d.line.words / d.part.voice.speed for d in directions if d.utterance) / WORDS_PER_S


def select(directions: tuple[Direction, ...], script: Script, window: Window) -> tuple[Direction, ...]:
    """The lines a scene or a sample needs, in script order; with a start or an end, all lines (the mix is cut later)."""
    if window.scene is not None:
        if not 1 <= window.scene <= len(script.scenes):
            raise ProductionError(f"there is no scene {window.scene}: {script.title!r} has {len(script.scenes)}")
        return tuple(d for d in directions if d.scene == window.scene - 1)
    return _sample(directions) if window.sample else directions


def _sample(directions: tuple[Direction, ...]) -> tuple[Direction, ...]:
    """The first minute, and of every role not heard in it the first line of at least four words (else its first)."""
    count = 0
    while count < len(directions) and spoken_seconds(directions[:count]) < SAMPLE_S:
        count += 1
    heard = {d.line.role for d in directions[:count]} | {NARRATOR}
    best: dict[str, Direction] = {}
    for direction in directions[count:]:
        role = direction.line.role
        if role in heard or direction.utterance is None:
            continue
        if role not in best or (best[role].line.words < 4 <= direction.line.words):
            best[role] = direction
    chosen = {id(d) for d in best.values()}
    return (*directions[:count], *(d for d in directions[count:] if id(d) in chosen))
