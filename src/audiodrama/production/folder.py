"""A production is a folder: where its plays, cast, takes and episodes lie."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from audiodrama.errors import ProductionError, StoryError
from audiodrama.production.files import read_bytes, safe_name, write_text
from audiodrama.production.lock import locked

PROSE = (".txt", ".md", ".markdown", ".text")
SCRIPT = ".fountain"
PAPERS = {
    "readme",
    "changelog",
    "license",
    "licence",
    "copying",
    "notice",
    "third_party",
    "contributing",
    "authors",
    "todo",
    "notes",
    "requirements",
    "code_of_conduct",
    "security",
}  # a project's papers, beside its voices.yaml


@dataclass(frozen=True, slots=True)
class Play:
    """One piece of a production: ``script`` is its Fountain file, ``story`` the prose beside it, if there is one."""

    name: str
    script: Path
    story: Path | None = None

    @classmethod
    def of(cls, path: Path) -> Play:
        """The play a prose file or a script belongs to."""
        if path.suffix.lower() != SCRIPT:
            return cls(safe_name(path.stem), path.with_suffix(SCRIPT), path)
        prose = [path.with_suffix(suffix) for suffix in PROSE if path.with_suffix(suffix).is_file()]
        return cls(safe_name(path.stem), path, prose[0] if prose else None)


@dataclass(frozen=True, slots=True)
class Production:
    """The folder that holds voices.yaml, scripts/, episodes/ and .audiodrama/."""

    root: Path

    @classmethod
    def of(cls, path: Path) -> Production:
        """The production of a file or folder: the nearest folder upward with voices.yaml; else the parent of a
        ``scripts`` folder; else the file's own folder."""
        folder = path.absolute() if path.is_dir() else path.absolute().parent
        for place in (folder, *folder.parents):
            if (place / "voices.yaml").is_dir():
                raise ProductionError(f"{place / 'voices.yaml'} is a folder; it should be the file of the cast")
            if (place / "voices.yaml").is_file():
                return cls(place)
        return cls(folder.parent if folder.name == "scripts" else folder)

    @property
    def voices(self) -> Path:
        return self.root / "voices.yaml"

    @property
    def episodes(self) -> Path:
        return self.root / "episodes"

    @property
    def scratch(self) -> Path:
        """What may be thrown away: takes, and the last machine reading of each story."""
        return self.root / ".audiodrama"

    @property
    def takes(self) -> Path:
        return self.scratch / "takes"

    def reading(self, play: Play) -> Path:
        return self.scratch / "readings" / f"{self._label(play)}.json"

    def cue_sheet(self, play: Play) -> Path:
        return self.scratch / "mixes" / f"{self._label(play)}.json"

    def ledger(self, play: Play) -> Path:
        """What the encoded stretches of the play's episode were made of."""
        return self.scratch / "reels" / f"{self._label(play)}.npz"

    def _label(self, play: Play) -> str:
        """A name of its own for every script of the production, also for two of one name in two folders."""
        place = os.path.relpath(play.script, self.root).encode()
        return f"{play.name}-{hashlib.sha256(place).hexdigest()[:8]}"

    def episode(self, play: Play, sample: bool = False) -> Path:
        return self.episodes / f"{play.name}{'.sample' if sample else ''}.mp3"

    def plays(self) -> tuple[Play, ...]:
        """Every story and script in scripts/, and a story lying beside voices.yaml; in order of their names."""
        found: dict[Path, Play] = {}
        for path in (*_texts(self.root / "scripts"), *(p for p in _texts(self.root) if p.stem.lower() not in PAPERS)):
            play = Play.of(path)
            other = found.setdefault(play.script, play)
            if play.story and other.story and other.story != play.story:
                raise ProductionError(f"{other.story} and {play.story} would share one script; rename one of them")
        if not found:
            raise StoryError(
                f"there is no story in {self.root}: put a .txt or .md file into its scripts folder, "
                "or name one: audiodrama render STORY.txt"
            )
        return told_apart(found[script] for script in sorted(found))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Alone in this folder while the block runs; Busy otherwise."""
        with locked(self.scratch / "lock"):
            self.ignored()
            yield

    def ignored(self) -> Path:
        """The scratch folder, made so that git does not see it."""
        if not (ignore := self.scratch / ".gitignore").exists():
            write_text(ignore, "*\n")
        return self.scratch


def _texts(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(
        p for p in folder.iterdir() if p.is_file() and p.suffix.lower() in (*PROSE, SCRIPT) and p.name[0] != "."
    )


def chosen_plays(paths: tuple[Path, ...], here: Path) -> tuple[Production, tuple[Play, ...]]:
    """The production and the plays that a command names; none named means all of the folder ``here``."""
    if not paths:
        production = Production.of(here)
        return production, production.plays()
    for path in paths:
        if path.suffix.lower() in (".yaml", ".yml"):
            raise StoryError(f"{path} is no story; name a .txt, .md or .fountain file")
        if not path.is_dir():
            read_bytes(path)  # no such file, or no permission: said before any work
    productions = {Production.of(path) for path in paths}
    if len(productions) > 1:
        folders = ", ".join(sorted(str(p.root) for p in productions))
        raise ProductionError(f"these files belong to several productions ({folders}); render them one at a time")
    production = productions.pop()
    plays: dict[Path, Play] = {}
    for path in paths:
        for play in production.plays() if path.is_dir() else (Play.of(path.absolute()),):
            plays[play.script] = play
    return production, told_apart(plays.values())


def told_apart(plays: Iterable[Play]) -> tuple[Play, ...]:
    """The plays, if each makes an episode of its own; ProductionError names two that would make one file."""
    named: dict[str, Play] = {}
    for play in plays:
        other = named.setdefault(play.name.casefold(), play)
        if other is not play:
            raise ProductionError(
                f"{other.script} and {play.script} would both become episodes/{play.name}.mp3; rename one of them"
            )
    return tuple(named.values())
