"""The seam to speech: one verb. An engine returns sound in memory; it never plays, never writes, never reads our config."""

from __future__ import annotations

import functools
import importlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, cast

from audiodrama.errors import EngineError, EngineUnavailable, UnknownVoice, near_misses
from audiodrama.script import Gender
from audiodrama.sound import Sound

SPEEDS = (0.5, 2.0)  # x the engine's own pace: outside it every engine we ship slurs or swallows syllables
PITCHES = (-12.0, 12.0)  # semitones: an octave either way; beyond it no voice is still a person


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
    """What every engine offers. All three raise ``UnknownVoice`` or another ``EngineError``, never a library's own exception."""

    def voices(self) -> Sequence[VoiceInfo]:
        """The voices to choose from, always in the same order; loads no model."""

    def edition(self, voice: Voice) -> str:
        """Library version and model digest, after vetting the voice; loads no model."""

    def speak(self, text: str, voice: Voice, delivery: str = "") -> Sound:
        """Mono sound of the text, peak <= 1; no frames when there is nothing to say. Unknown deliveries are ignored."""


ENGINES: dict[str, str] = {  # name -> "module:Class"
    "hibari": "audiodrama.engines.hibari:Hibari",
    "pyttsx3": "audiodrama.engines.pyttsx3:Pyttsx3",
    "tone": "audiodrama.engines.tone:Tone",
}
HIDDEN = frozenset({"tone"})  # for tests and drafts: not offered to an author who did not ask
GROUP = "audiodrama.engines"  # the entry points of third parties


def engine_names(*, hidden: bool = False) -> tuple[str, ...]:
    """Names of the engines that can be asked for: ours first, then those of entry points."""
    ours = [name for name in ENGINES if hidden or name not in HIDDEN]
    return (*ours, *sorted({point.name for point in _entry_points()} - ENGINES.keys()))


def open_engine(name: str) -> Engine:
    """The engine of that name, opened once per process.

    Raises EngineError for a name nobody knows and EngineUnavailable when the engine's library is not installed.
    """
    return _opened(name, ENGINES.get(name) or _installed(name))


def vet(voice: Voice, known: Iterable[str], options: Iterable[str] = ()) -> None:
    """Raise UnknownVoice unless the voice's name, speed, pitch and options are all ones the engine has."""
    names, allowed = tuple(known), tuple(options)
    if voice.name not in names:
        hint = near_misses(voice.name, names) or "."
        raise UnknownVoice(f"{voice.engine} has no voice {voice.name!r}{hint} Its voices: {', '.join(names)}")
    for option, _ in voice.options:
        if option not in allowed:
            hint = near_misses(option, allowed) or "."
            offer = f"Its options: {', '.join(allowed)}" if allowed else "It takes none"
            raise UnknownVoice(f"{voice.engine} has no option {option!r}{hint} {offer}")
    _within("speed", voice.speed, SPEEDS)
    _within("pitch", voice.pitch, PITCHES)


def _within(field: str, value: float, limits: tuple[float, float]) -> None:
    low, high = limits
    if not (math.isfinite(value) and low <= value <= high):
        raise UnknownVoice(f"{field} {value:g} is out of range: from {low:g} to {high:g}")


def _entry_points() -> Iterable[EntryPoint]:
    return entry_points(group=GROUP)


def _installed(name: str) -> str:
    for point in _entry_points():
        if point.name == name:
            return point.value
    hint = near_misses(name, engine_names(hidden=True)) or "."
    raise EngineError(f"no engine is called {name!r}{hint} Engines: {', '.join(engine_names())}")


@functools.cache  # one engine per process: a model is loaded, a driver started, once
def _opened(name: str, target: str) -> Engine:
    module, _, attribute = target.partition(":")
    try:
        factory = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as cause:
        again = f"pip install --force-reinstall {module.partition('.')[0]}"
        raise EngineUnavailable(f"the engine {name!r} cannot be loaded ({cause}). Install it again: {again}") from cause
    return cast(Engine, factory())
