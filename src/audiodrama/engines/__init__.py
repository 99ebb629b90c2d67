"""The seam to speech: one verb. An engine returns sound in memory; it never plays, never writes, never reads our config."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from audiodrama.script import Gender
from audiodrama.sound import Sound


@dataclass(frozen=True, slots=True)
class Voice:
    """All that shapes a take. ``speed`` 1.0 is the engine's own pace; ``pitch`` is in semitones; ``options`` are the engine's own."""

    engine: str
    name: str
    speed: float = 1.0
    pitch: float = 0.0
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice an engine offers. ``age``: child, young, adult, old or "" (not known); ``narrates``: fit to carry a whole story."""

    name: str
    language: str = "en"
    gender: Gender = ""
    age: str = ""
    description: str = ""
    narrates: bool = False


class Engine(Protocol):
    def voices(self) -> Sequence[VoiceInfo]: ...
    def edition(self, voice: Voice) -> str: ...
    def speak(self, text: str, voice: Voice, delivery: str = "") -> Sound: ...
