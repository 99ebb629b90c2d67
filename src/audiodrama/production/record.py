"""The last machine reading of a story: what the file of a script does not hold, kept in .audiodrama/readings.

It may be thrown away; then reasons and doubts are found afresh, and a hand-edited script stays as it is.
"""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import get_args

from audiodrama.errors import AudiodramaError
from audiodrama.fountain import Doubted
from audiodrama.production.files import read_text, write_text
from audiodrama.script import VOICED, Beat, Because, Gender, Line, Role, Scene, Script

NOTED = 0.3  # confidence of a line that is only known to be in doubt
EDITION = 1  # of this file's form; another edition is read as if there were no record


@dataclass(frozen=True, slots=True)
class Reading:
    """``paragraphs``: the story's paragraphs as read; ``script``: the machine's own Fountain text; ``lines`` and
    ``roles``: what that text leaves out."""

    paragraphs: tuple[str, ...]
    script: str
    roles: tuple[Role, ...]
    lines: tuple[Line, ...]

    def dumps(self) -> str:
        lines = [[x.role, x.text, x.because, x.why, x.confidence, x.second] for x in self.lines]
        roles = [[r.name, list(r.aliases), r.gender] for r in self.roles]
        return json.dumps(
            {"edition": EDITION, "paragraphs": self.paragraphs, "script": self.script, "roles": roles, "lines": lines},
            ensure_ascii=False,
        )


def save(path: Path, reading: Reading) -> None:
    write_text(path, reading.dumps())


def load(path: Path) -> Reading | None:
    """The record at ``path``; None when there is none, or none this edition can read."""
    if not path.is_file():
        return None
    try:
        data = json.loads(read_text(path))
        if data["edition"] != EDITION:
            return None
        lines = tuple(_line(*row) for row in data["lines"])
        roles = tuple(_role(*row) for row in data["roles"])
        return Reading(tuple(data["paragraphs"]), str(data["script"]), roles, lines)
    except (ValueError, KeyError, TypeError, AudiodramaError):
        return None


def _line(role: str, text: str, because: Because, why: str, confidence: float, second: str) -> Line:
    if because not in get_args(Because):
        raise ValueError(because)
    return Line(role, text, "speech", because=because, why=why, confidence=float(confidence), second=second)


def _role(name: str, aliases: list[str], gender: Gender) -> Role:
    return Role(name, tuple(aliases), gender)


def annotate(script: Script, reading: Reading) -> Script:
    """The script with reasons, confidence, genders and aliases put back where the author left the machine's line alone.

    ``script`` is ``noted``: a line that the machine doubts and that carries no remark of it has been accepted by the author.
    """
    waiting: dict[str, deque[Line]] = defaultdict(deque)
    for line in reading.lines:
        waiting[line.text].append(line)

    def known(line: Line) -> Line:
        if not waiting[line.text]:
            return _given(line, "you wrote this line")
        guess = waiting[line.text].popleft()
        if guess.role != line.role:
            return _given(line, "you gave this line its speaker")
        if guess.doubtful and not line.doubtful:
            return _given(line, "you accepted this speaker")
        return dataclasses.replace(
            line, because=guess.because, why=guess.why, confidence=guess.confidence, second=guess.second
        )

    def beat(beat: Beat) -> Beat:
        return known(beat) if isinstance(beat, Line) and beat.kind in VOICED else beat

    scenes = tuple(Scene(scene.title, tuple(map(beat, scene.beats))) for scene in script.scenes)
    found = {role.name: role for role in reading.roles}
    roles = tuple(found.get(role.name, role) for role in script.roles)
    return dataclasses.replace(script, scenes=scenes, roles=roles)


def _given(line: Line, why: str) -> Line:
    return dataclasses.replace(line, because="given", why=why, confidence=1.0, second="")


def noted(script: Script, doubts: Mapping[int, Doubted]) -> Script:
    """The script of a file with the doubts that its remarks tell; ``doubts``: see ``fountain.doubts``."""
    numbers = count()

    def beat(beat: Beat) -> Beat:
        if not isinstance(beat, Line) or (at := next(numbers)) not in doubts:
            return beat
        doubt = doubts[at]
        why = doubt.why or "a remark in the script says so"
        return dataclasses.replace(beat, because="implicit", why=why, confidence=NOTED, second=doubt.second)

    scenes = tuple(Scene(scene.title, tuple(map(beat, scene.beats))) for scene in script.scenes)
    return dataclasses.replace(script, scenes=scenes)


def learned(reading: Reading, script: Script, lines: Mapping[int, Line]) -> Reading:
    """The record with better knowledge of some lines of ``script``; the machine's own text stays, so a new reading is
    compared with that. ``lines``: index in ``script.lines`` to the line as it is known now."""
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for at, line in enumerate(reading.lines):
        waiting[line.text].append(at)
    known = list(reading.lines)
    for number, line in enumerate(script.lines):
        if line.voiced and waiting[line.text]:
            at = waiting[line.text].popleft()
            known[at] = lines.get(number, known[at])
    return dataclasses.replace(reading, lines=tuple(known))
