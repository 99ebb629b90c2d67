"""Engines made of nothing but a list of voices, and small scripts, for the tests of the cast."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from audiodrama.engines import Engine, Voice, VoiceInfo
from audiodrama.errors import EngineError, EngineUnavailable, UnknownVoice, near_misses
from audiodrama.script import NARRATOR, Gender, Line, Role, Scene, Script
from audiodrama.sound import Sound

HIBARI = (
    VoiceInfo("narrator", gender="f", age="adult", narrates=True),
    VoiceInfo("woman", gender="f", age="adult"),
    VoiceInfo("alto", gender="f", age="adult"),
    VoiceInfo("girl", gender="f", age="child"),
    VoiceInfo("old_woman", gender="f", age="old"),
    VoiceInfo("man", gender="m", age="adult", narrates=True),
    VoiceInfo("deep_man", gender="m", age="adult"),
    VoiceInfo("young_man", gender="m", age="young"),
    VoiceInfo("old_man", gender="m", age="old"),
    VoiceInfo("boy", gender="m", age="child"),
)
SYSTEM = tuple(
    VoiceInfo(f"{language}/voice {number}", language, gender)
    for number in range(25)
    for language, gender in (("en-gb", "m"), ("fr", "f"), ("en-us", "f"), ("", ""))
)


class Fake:
    """An engine that has these voices and the option ``breath``, and cannot speak."""

    def __init__(self, voices: Sequence[VoiceInfo]) -> None:
        self._voices = voices

    def voices(self) -> Sequence[VoiceInfo]:
        return self._voices

    def edition(self, voice: Voice) -> str:
        names = [info.name for info in self._voices]
        if voice.name not in names and not voice.name.startswith("blend:"):
            raise UnknownVoice(f"no voice {voice.name}; there are {', '.join(names)}")
        for option, _ in voice.options:
            if option != "breath":
                raise UnknownVoice(f"no option {option}; there is breath")
        return "1"

    def speak(self, text: str, voice: Voice, delivery: str = "") -> Sound:
        raise NotImplementedError


ENGINES = {"hibari": Fake(HIBARI), "system": Fake(SYSTEM), "solo": Fake([VoiceInfo("one")]), "mute": Fake([])}


def opener(name: str) -> Engine:
    if name == "kokoro":
        raise EngineUnavailable("kokoro is not installed: pip install 'audiodrama[natural]'")
    if name not in ENGINES:
        raise EngineError(f"no engine {name}{near_misses(name, ENGINES)}")
    return ENGINES[name]


def engine_with(voices: Sequence[VoiceInfo]) -> Callable[[str], Engine]:
    return lambda name: Fake(voices)


def play(*scenes: str, title: str = "A play", **genders: Gender) -> Script:
    """A script from "Tom Clara Tom" for each scene: one line for each name (_ is a space), each of ten words."""
    made = tuple(
        Scene(
            f"Scene {number}",
            tuple(Line(name.replace("_", " "), "word " * 9 + "end.", _kind(name)) for name in scene.split()),
        )
        for number, scene in enumerate(scenes, 1)
    )
    names = dict.fromkeys(line.role for scene in made for line in scene.lines if line.role != NARRATOR)
    roles = tuple(Role(name, gender=genders.get(name.replace(" ", "_"), "")) for name in names)
    return Script(title, roles, made)


def _kind(name: str) -> str:
    return "narration" if name == NARRATOR else "speech"
