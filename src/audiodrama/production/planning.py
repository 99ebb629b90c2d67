"""What a render would do and why, and what is wrong before it starts. Nothing here records or writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from audiodrama import fountain
from audiodrama.errors import AudiodramaError, ForeignCast, near_misses
from audiodrama.performance import direct, kept
from audiodrama.production.casting import complete_cast, known_roles, load_cast
from audiodrama.production.files import read_text
from audiodrama.production.folder import Play, Production
from audiodrama.production.reading import Answer, ReadPlay, read
from audiodrama.production.window import WORDS_PER_S
from audiodrama.script import VOICED, Script

EXCESSIVE = 5000  # words in one line: more than half an hour in one breath is hardly meant
DOUBTS_LISTED = 12


@dataclass(frozen=True, slots=True)
class Work:
    """Lines of one role: ``record`` to be recorded (``seconds`` of speech), ``kept`` from earlier."""

    role: str
    voice: str
    record: int
    kept: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What a render of one play would do. ``cost`` is in US dollars; the engines of this machine cost nothing."""

    name: str
    story: str
    script: str
    episode: str
    reading: str
    added: tuple[str, ...]
    work: tuple[Work, ...]
    cost: float

    @property
    def to_record(self) -> int:
        return sum(work.record for work in self.work)

    @property
    def kept(self) -> int:
        return sum(work.kept for work in self.work)

    @property
    def seconds(self) -> float:
        return sum(work.seconds for work in self.work)


def plan(
    production: Production, plays: Sequence[Play], answer: Answer = "auto", any_language: bool = False
) -> tuple[Plan, ...]:
    """What ``render`` would do with these plays; runs nothing, writes nothing."""
    known = known_roles(production)
    readings = [read(production, play, known, answer, any_language) for play in plays]
    cast, added = complete_cast(production, [r.script for r in readings], write=False)
    plans = []
    for reading in readings:
        rows: dict[tuple[str, str], Counter[str]] = {}
        for direction in direct(reading.script, cast):
            if direction.utterance is None:
                continue
            voice = direction.part.voice
            row = rows.setdefault((direction.line.role, f"{voice.engine}/{voice.name}"), Counter())
            stands = kept(direction.utterance, production.takes) is not None
            row["kept" if stands else "record"] += 1
            row["words"] += 0 if stands else direction.line.words
        work = tuple(
            Work(role, voice, row["record"], row["kept"], row["words"] / WORDS_PER_S)
            for (role, voice), row in rows.items()
        )
        mine = {role.name for role in reading.script.roles}
        plans.append(
            Plan(
                reading.play.name,
                str(reading.play.story or ""),
                str(reading.play.script),
                str(production.episode(reading.play)),
                reading.news,
                tuple(n for n in added if n in mine),
                tuple(sorted(work, key=lambda w: (-w.record - w.kept, w.role))),
                0.0,
            )
        )
    return tuple(plans)


@dataclass(frozen=True, slots=True)
class Problem:
    """``stops``: a render would stop here; otherwise it is worth a look."""

    place: str
    message: str
    stops: bool = False


def check(production: Production, plays: Sequence[Play]) -> tuple[Problem, ...]:
    """What would stop a render of these plays, and what is worth a look; writes nothing."""
    try:
        cast = load_cast(production)
    except AudiodramaError as error:
        return (Problem(str(production.voices), str(error), stops=True),)
    found: list[Problem] = []
    scripts: list[Script] = []
    for play in plays:
        try:
            reading = read(production, play, cast.roles)
        except AudiodramaError as error:
            found.append(Problem(str(play.story or play.script), str(error), stops=True))
            continue
        scripts.append(reading.script)
        found += [*_of_story(reading), *_of_script(reading), *_doubts(reading)]
    if scripts:
        found += [*_foreign(production, scripts), *_of_cast(production, scripts)]
    return tuple(found)


def _of_story(reading: ReadPlay) -> list[Problem]:
    """What a story that changed would bring into its script, what the two have differently, and where they are in conflict."""
    place, story = str(reading.play.script), str(reading.play.story)
    found = [Problem(story, f"it has changed; {reading.news}")] if reading.text and reading.play.script.exists() else []
    for change in reading.differences:
        what = f"not in the script as it is here: {change.words}"
        gone = f"not in {story}: {change.words}"
        found.append(Problem(f"{story}:{change.line}", what) if change.line else Problem(place, gone))
    text = reading.text or read_text(reading.play.script)
    found += [
        Problem(f"{place}:{line}", f"conflict: {words}; keep or edit your line, then delete the note")
        for line, words in fountain.conflicts(text)
    ]
    return found


def _foreign(production: Production, scripts: Sequence[Script]) -> list[Problem]:
    try:
        complete_cast(production, scripts, write=False)
    except ForeignCast as error:
        return [Problem(str(production.voices), str(error), stops=True)]
    return []


def _of_cast(production: Production, scripts: Sequence[Script]) -> list[Problem]:
    cast, added = complete_cast(production, scripts, join=True, write=False)
    heard = {role.name for script in scripts for role in script.roles}
    speaking = {cast.name(name) for name in heard}
    found = []
    for name in added:
        near = near_misses(name, [r.name for r in cast.roles if r.name not in added])
        found.append(Problem(str(production.voices), f"{name} has no voice yet; render will choose one{near}"))
    for role in cast.roles:
        if role.name not in speaking:
            found.append(
                Problem(
                    str(production.voices),
                    f"{role.name} has a voice but speaks in none of these stories{near_misses(role.name, heard)}",
                )
            )
    return found


def _of_script(reading: ReadPlay) -> list[Problem]:
    place = str(reading.play.script)
    found = []
    if not any(line.kind in VOICED for line in reading.script.lines):
        found.append(Problem(place, f"nobody speaks in {reading.script.title!r}: the narrator performs all of it"))
    for line in reading.script.lines:
        if line.words > EXCESSIVE:
            found.append(Problem(place, f"one line of {line.role} has {line.words} words: {line.text[:40]} ..."))
    names = [role.name for role in reading.script.roles]
    for i, name in enumerate(names):
        if twins := [other for other in names[i + 1 :] if other.casefold() == name.casefold() and other != name]:
            found.append(Problem(place, f"{name} and {', '.join(twins)} look like one person spelled twice"))
    return found


def _doubts(reading: ReadPlay) -> list[Problem]:
    doubtful = (line for line in reading.script.lines if line.doubtful)
    lines = sorted(doubtful, key=lambda line: line.confidence)
    found = []
    for line in lines[:DOUBTS_LISTED]:
        second = f", or {line.second}" if line.second else ""
        found.append(Problem(str(reading.play.script), f'"{line.text[:40]}": {line.role}{second}? ({line.why})'))
    if len(lines) > DOUBTS_LISTED:
        found.append(
            Problem(str(reading.play.script), f"and {len(lines) - DOUBTS_LISTED} more lines with an uncertain speaker")
        )
    return found


def is_sound(path: Path) -> bool:
    """Whether ``check`` should judge the file as an episode rather than as a story."""
    return path.suffix.lower() in (".mp3", ".m4a", ".m4b", ".wav", ".flac", ".opus", ".ogg")
