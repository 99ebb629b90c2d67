"""audiodrama: prose in, a full-cast audio drama out.

The front door. Names are fetched when they are first asked for (PEP 562), so importing the package costs nothing.
No name here is also a room's: ``audiodrama.adapt`` is the room, ``audiodrama.adapt.adapt`` what it does.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audiodrama.cast import Cast, Part
    from audiodrama.engines import Engine, Voice, VoiceInfo, open_engine
    from audiodrama.episode import Episode, measure
    from audiodrama.errors import AudiodramaError
    from audiodrama.performance import Take, Utterance, direct, perform
    from audiodrama.production import Production, check, plan, render
    from audiodrama.script import Cue, Line, Role, Scene, Script
    from audiodrama.sound import Sound
    from audiodrama.text import Manuscript, Span

_HOMES = {
    "audiodrama.cast": ("Cast", "Part"),
    "audiodrama.engines": ("Engine", "Voice", "VoiceInfo", "open_engine"),
    "audiodrama.episode": ("Episode", "measure"),
    "audiodrama.errors": ("AudiodramaError",),
    "audiodrama.performance": ("Take", "Utterance", "direct", "perform"),
    "audiodrama.production": ("Production", "check", "plan", "render"),
    "audiodrama.script": ("Cue", "Line", "Role", "Scene", "Script"),
    "audiodrama.sound": ("Sound",),
    "audiodrama.text": ("Manuscript", "Span"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "AudiodramaError",
    "Cast",
    "Cue",
    "Engine",
    "Episode",
    "Line",
    "Manuscript",
    "Part",
    "Production",
    "Role",
    "Scene",
    "Script",
    "Sound",
    "Span",
    "Take",
    "Utterance",
    "Voice",
    "VoiceInfo",
    "check",
    "direct",
    "measure",
    "open_engine",
    "perform",
    "plan",
    "render",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'audiodrama' has no attribute {name!r}")
    value: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
