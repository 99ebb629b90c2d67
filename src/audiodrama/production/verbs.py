"""The library calls behind the smaller verbs: script, cast, voices."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from audiodrama import cast as casts
from audiodrama import fountain
from audiodrama.adapt import as_json
from audiodrama.cast import CastRow
from audiodrama.engines import VoiceInfo, engine_names, open_engine
from audiodrama.episode import Verdict, measure
from audiodrama.errors import EngineUnavailable, ProductionError
from audiodrama.production.casting import complete_cast, known_roles
from audiodrama.production.changes import Change
from audiodrama.production.files import numbered_backup, read_bytes, write_text
from audiodrama.production.folder import Play, Production, chosen_plays
from audiodrama.production.founding import pasted
from audiodrama.production.planning import Problem, check, is_sound
from audiodrama.production.reading import Answer, interpret, read, settle
from audiodrama.script import Script

PASTED = Path("-")  # the file name that means standard input or output


def plays_for(
    files: tuple[Path, ...], title: str, stdin: Callable[[], bytes], here: Path
) -> tuple[Production, tuple[Play, ...]]:
    """What ``render`` was asked to make: the named files, pasted prose for ``-``, or all of the folder ``here``."""
    if files != (PASTED,):
        if title:
            raise ProductionError("--title names pasted prose only: audiodrama render - --title TITLE")
        return chosen_plays(files, here)
    production, play = pasted(stdin(), title, here)
    return production, (play,)


@dataclass(frozen=True, slots=True)
class Scripted:
    """What ``script`` did: ``text`` to print, or the file at ``path`` and in ``news`` what happened to it, with what ``story`` and
    script have differently."""

    path: Path | None = None
    news: str = ""
    text: str = ""
    story: Path | None = None
    differences: tuple[Change, ...] = ()


def script(
    story: Path,
    form: Literal["fountain", "json"] = "fountain",
    out: Path | None = None,
    answer: Answer = "auto",
    any_language: bool = False,
) -> Scripted:
    """The story's script: beside it (left alone when the story has not changed), or a fresh reading to ``out``."""
    if form == "json" or out is not None:
        _, fresh = interpret(story, known_roles(Production.of(story)), any_language)
        return handed_out(fresh, form, out, story)
    production, play = Production.of(story), Play.of(story.absolute())
    read_bytes(story)
    with production.locked():
        done = settle(production, read(production, play, known_roles(production), answer, any_language))
    kept = f" (the old one is {done.backup.name})" if done.backup else ""
    news = f"{done.news or 'the story has not changed; the script stays as it is'}{kept}"
    return Scripted(play.script, news, story=play.story, differences=done.differences)


def room_for(out: Path, story: Path) -> Path | None:
    """Make room for a reading at ``out``: an old script there becomes a numbered backup; anything else is refused."""
    if not out.parent.is_dir():
        raise ProductionError(f"{out.parent} is no folder; make it first, or choose another place for -o")
    if not out.exists():
        return None
    if out.is_dir() or out.suffix.lower() not in (".fountain", ".json") or out.samefile(story):
        raise ProductionError(f"{out} is there already and is no script; choose another name for -o")
    return numbered_backup(out)


def handed_out(fresh: Script, form: Literal["fountain", "json"], out: Path | None, story: Path) -> Scripted:
    """A fresh reading of ``story`` as text: to be printed, or written to ``out``."""
    text = fountain.dumps(fresh)
    if form == "json":
        text = json.dumps(as_json(fresh), ensure_ascii=False, indent=1) + "\n"
    if out is None or out == PASTED:
        return Scripted(text=text)
    backup = room_for(out, story)
    write_text(out, text)
    return Scripted(out, f"wrote {out}" + (f" (the old one is {backup.name})" if backup else ""))


def examine(files: tuple[Path, ...], here: Path) -> Findings:
    """The problems of the named plays and the verdicts on the named sound files; with no name, of the folder ``here``."""
    sounds = tuple(path for path in files if is_sound(path))
    texts = tuple(path for path in files if path not in sounds)
    problems = check(*chosen_plays(texts, here)) if texts or not sounds else ()
    for path in sounds:
        read_bytes(path)
    return Findings(problems, tuple(map(measure, sounds)))


@dataclass(frozen=True, slots=True)
class Findings:
    """What ``check`` found; ``good`` when nothing would stop a render and every sound file passes."""

    problems: tuple[Problem, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def good(self) -> bool:
        return not any(p.stops for p in self.problems) and all(verdict.passed for verdict in self.verdicts)


def bill(
    production: Production, plays: Sequence[Play], join: bool = False, answer: Answer = "auto"
) -> tuple[CastRow, ...]:
    """The cast, completed and written, as rows: who speaks how much, with which voice, and why that one."""
    with production.locked():
        known = known_roles(production)
        readings = [read(production, play, known, answer) for play in plays]
        scripts = [reading.script for reading in readings]
        complete_cast(production, scripts, join, write=False)  # may refuse a foreign cast
        for reading in readings:
            settle(production, reading)
        cast, _ = complete_cast(production, scripts, join)
    return casts.explain(scripts, cast)


@dataclass(frozen=True, slots=True)
class EngineVoices:
    """An engine's voices; ``missing`` says how to install the engine when it is not there."""

    engine: str
    voices: tuple[VoiceInfo, ...]
    missing: str = ""


def voices_of(engine: str = "", hidden: bool = False) -> tuple[EngineVoices, ...]:
    """Every engine's voices, or one engine's."""
    names = (engine,) if engine else engine_names(hidden=hidden)
    found = []
    for name in names:
        try:
            found.append(EngineVoices(name, tuple(open_engine(name).voices())))
        except EngineUnavailable as error:
            found.append(EngineVoices(name, (), str(error)))
    return tuple(found)
