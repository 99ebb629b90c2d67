"""The last machine reading of a story: what the file of a script does not hold, kept in .audiodrama/readings.

It may be thrown away; then reasons and doubts are found afresh, and a hand-edited script stays as it is.
"""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from audiodrama.errors import AudiodramaError
from audiodrama.fountain import Doubt
from audiodrama.production.files import read_text, write_text
from audiodrama.script import VOICED, Beat, Because, Gender, Line, Role, Scene, Script
from audiodrama.speakers.answers import SAYS_MODEL, of_model

NOTED = 0.3  # confidence of a line of which only the remark in the script is known; 0 to 1
EDITION = 1  # of this file's form; another edition is read as if there were no record


@dataclass(frozen=True, slots=True)
class Reading:
    """``paragraphs``: the story's paragraphs as read; ``script``: the machine's own Fountain text; ``lines`` and
    ``roles``: what that text leaves out; ``title``: the one that the author gave with pasted prose.

    In ``script`` a line that the author decided otherwise keeps what the machine said before the decision.
    """

    paragraphs: tuple[str, ...]
    script: str
    roles: tuple[Role, ...]
    lines: tuple[Line, ...]
    title: str = ""

    def dumps(self) -> str:
        lines = [[x.role, x.text, x.because, x.why, x.confidence, x.second] for x in self.lines]
        roles = [[r.name, list(r.aliases), r.gender] for r in self.roles]
        known = {"edition": EDITION, "title": self.title, "paragraphs": self.paragraphs, "script": self.script}
        return json.dumps(known | {"roles": roles, "lines": lines}, ensure_ascii=False)


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
        return Reading(tuple(data["paragraphs"]), str(data["script"]), roles, lines, str(data.get("title", "")))
    except (ValueError, KeyError, TypeError, AudiodramaError):
        return None


def _line(role: str, text: str, because: Because, why: str, confidence: float, second: str) -> Line:
    if because not in get_args(Because):
        raise ValueError(because)
    return Line(role, text, "speech", because=because, why=why, confidence=float(confidence), second=second)


def _role(name: str, aliases: list[str], gender: Gender) -> Role:
    return Role(name, tuple(aliases), gender)


def annotate(script: Script, reading: Reading, noted: Iterable[bool], cast: Iterable[Role]) -> Script:
    """The script with reasons, confidence, genders and aliases put back where the author left the machine's line alone.

    ``noted``: for each line, whether the machine's doubt still stands over it in the file; one that the author has taken
    away, or that ``fix`` or ``review`` has, is a decision. ``cast``: its roles, so that a role that was renamed since, or
    joined with another, is the one that the reading meant.
    """
    doubts = iter(noted)
    name = {form: role.name for role in cast for form in (*role.aliases, role.name)}
    waiting: dict[str, deque[Line]] = defaultdict(deque)
    for line in reading.lines:
        waiting[line.text].append(line)

    def known(line: Line, noted: bool) -> Line:
        if not waiting[line.text]:
            return dataclasses.replace(line, because="given", why="you wrote this line")
        guess = waiting[line.text].popleft()
        role, second = (name.get(one, one) for one in (guess.role, guess.second))
        guess = dataclasses.replace(guess, role=role, second="" if second == role else second)
        if guess.role != name.get(line.role, line.role):
            if noted and guess.second == line.role and guess.why.startswith(SAYS_MODEL):
                why = f"the language model said {guess.role}, and that was taken back"
                return dataclasses.replace(line, because=guess.because, why=why, confidence=NOTED, second=guess.role)
            return dataclasses.replace(line, because="given", why="you gave this line its speaker")
        found = dataclasses.replace(
            line, because=guess.because, why=guess.why, confidence=guess.confidence, second=guess.second
        )
        if found.doubtful and not noted:
            return dataclasses.replace(line, because="given", why="you accepted this speaker")
        return found

    def beat(beat: Beat) -> Beat:
        if not isinstance(beat, Line):
            return beat
        note = next(doubts)
        return known(beat, note) if beat.kind in VOICED else beat

    scenes = tuple(Scene(scene.title, tuple(map(beat, scene.beats))) for scene in script.scenes)
    found = {role.name: role for role in reading.roles}
    roles = tuple(found.get(role.name, role) for role in script.roles)
    return dataclasses.replace(script, scenes=scenes, roles=roles)


def noted(script: Script, doubts: Iterable[Doubt | None]) -> Script:
    """The script of a file with the doubts that its remarks tell of its lines, where there is no record to know better."""
    remarks = iter(doubts)

    def beat(beat: Beat) -> Beat:
        if not isinstance(beat, Line) or (doubt := next(remarks)) is None:
            return beat
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


def carried(reading: Reading, last: Reading) -> Reading:
    """A new record with what a language model said of lines that have the same words in the ``last`` one."""
    waiting: dict[str, deque[Line]] = defaultdict(deque)
    for line in last.lines:
        waiting[line.text].append(line)
    before = [waiting[line.text].popleft() if waiting[line.text] else line for line in reading.lines]
    lines = tuple(old if of_model(old) else line for line, old in zip(reading.lines, before, strict=True))
    return dataclasses.replace(reading, lines=lines)
