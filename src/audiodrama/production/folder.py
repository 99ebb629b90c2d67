"""A production is a folder: where its plays, cast, takes and episodes lie."""

from __future__ import annotations

from collections.abc import Iterator
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
        return self.scratch / "readings" / f"{play.name}.json"

    def cue_sheet(self, play: Play) -> Path:
        return self.scratch / "mixes" / f"{play.name}.json"

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
        return tuple(found[script] for script in sorted(found))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Alone in this folder while the block runs; Busy otherwise."""
        with locked(self.scratch / "lock"):
            if not (ignore := self.scratch / ".gitignore").exists():
                write_text(ignore, "*\n")
            yield


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
    return production, tuple(plays.values())
