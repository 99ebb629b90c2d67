"""What a render yields while it works: small values that a shell shows as it likes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audiodrama.episode import Episode
from audiodrama.performance import Flub
from audiodrama.production.reading import ReadPlay
from audiodrama.script import Script


@dataclass(frozen=True, slots=True)
class Read:
    """A play's script stands."""

    reading: ReadPlay

    @property
    def script(self) -> Script:
        return self.reading.script


@dataclass(frozen=True, slots=True)
class Casting:
    """voices.yaml is complete; ``added`` are the roles that just got a voice."""

    path: Path
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """``done`` of ``total`` lines stand, ``kept`` of them from earlier; ``left_s`` seconds to go, None while unknown."""

    done: int
    total: int
    kept: int
    left_s: float | None = None
    flub: Flub | None = None


@dataclass(frozen=True, slots=True)
class Mixing:
    """The play's lines are all there; its episode is being mixed, encoded and measured."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line whose speaker is uncertain: ``at`` seconds in the episode, its first words, the guess, the second guess."""

    at: float
    words: str
    role: str
    second: str
    why: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one play. ``recorded``, ``kept`` and ``skipped`` count its lines; ``doubts`` are the least certain ones."""

    name: str
    script: Script
    recorded: int
    kept: int
    skipped: tuple[str, ...]
    episode: Episode
    doubts: tuple[Doubt, ...]


Event = Read | Casting | Recording | Mixing | Report
