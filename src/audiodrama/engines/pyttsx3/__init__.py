"""The voices of the operating system, through pyttsx3: SAPI, NSSpeechSynthesizer, and espeak-ng on Linux.

The driver prints, swallows errors, hangs with two threads and returns before its file is whole, so it lives in a child
process with a deadline (``child.py``). espeak-ng is GPL: it is loaded there and nowhere else.
"""

from __future__ import annotations

import contextlib
import functools
import math
import re
import sys
import threading
import wave
from collections.abc import Sequence
from ctypes.util import find_library
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from audiodrama.engines import Voice, VoiceInfo, vet
from audiodrama.engines.lines import Manner, cut, manner, words
from audiodrama.engines.pyttsx3.process import PROGRAM, Answer, Child
from audiodrama.engines.pyttsx3.voices import ESPEAK, espeak_id, espeak_names, offered
from audiodrama.errors import EngineError, EngineUnavailable
from audiodrama.sound import Samples, Sound

WORDS_PER_MINUTE = 160  # at speed 1.0; the driver's own 200 is hard to follow from a robot
MIDDLE, OCTAVE = 50, 50  # the driver's pitch is 0 to 99 and moves an octave in 50
LONGEST = 1_000  # characters a call: the driver's buffer grows with the square of the audio
DEADLINE_S = 30.0  # a call takes 15 ms, a thousand characters 0.3 s
TRIES = 2
MANNERS: dict[Manner, tuple[float, float, float]] = {  # pace, semitones, volume
    "": (1.0, 0.0, 1.0),
    "whisper": (0.92, -2.0, 0.4),
    "soft": (0.95, -1.0, 0.6),
    "shout": (1.05, 3.0, 1.0),
}


class Pyttsx3:
    """The ``pyttsx3`` engine: one child, started with the first line and again when it dies or hangs."""

    def __init__(
        self, program: Sequence[str] = PROGRAM, deadline_s: float = DEADLINE_S, system: str = sys.platform
    ) -> None:
        if find_spec("pyttsx3") is None:
            raise EngineUnavailable("pyttsx3's library is missing: pip install 'pyttsx3>=2.99'")
        self._espeak = _espeak_folder() if system.startswith("linux") else None
        self._curated = system.startswith("linux")
        self._program, self._deadline_s = program, deadline_s
        self._child: Child | None = None
        self._turn = threading.Lock()  # two threads at once hang the driver

    def voices(self) -> Sequence[VoiceInfo]:
        return ESPEAK if self._curated else self._listed

    def edition(self, voice: Voice) -> str:
        """Such as ``pyttsx3 2.99 espeak 1.52.0``."""
        self._vet(voice)
        return f"pyttsx3 {version('pyttsx3')} {self._driver}"

    def speak(self, text: str, voice: Voice, delivery: str = "") -> Sound:
        self._vet(voice)
        setting = self._setting(voice, manner(delivery))
        clips = [self._spoken(piece, setting) for piece in cut(words(text), LONGEST) if words(piece)]
        if not clips:
            return Sound(np.zeros((0, 1), np.float32), 22_050)  # Hz, espeak's
        return Sound(np.concatenate([clip.samples for clip in clips]), clips[0].rate)

    def _vet(self, voice: Voice) -> None:
        known = [info.name for info in self.voices()]
        vet(voice, (voice.name,) if voice.name in self._names else known)

    def _setting(self, voice: Voice, how: Manner) -> dict[str, object]:
        """The driver's properties. The rate is an integer: a float is ignored without a word."""
        pace, semitones, volume = MANNERS[how]
        rate = round(WORDS_PER_MINUTE * voice.speed * pace)
        if not self._curated:
            return {"voice": voice.name, "rate": rate, "volume": volume}
        name, raised = espeak_id(voice.name)
        pitch = math.floor(MIDDLE + OCTAVE * (voice.pitch + semitones + raised) / 12 + 0.5)
        return {"voice": name, "rate": rate, "volume": volume, "pitch": min(max(pitch, 0), 99)}

    def _spoken(self, text: str, setting: Answer) -> Sound:
        """The clip of a short text; a second child tries when the first one fails."""
        for attempt in range(1, TRIES + 1):
            try:
                return self._tried(text, setting)
            except EngineError as failure:
                if attempt == TRIES:
                    raise EngineError(f"pyttsx3 could not speak {text[:60]!r}: {failure}") from failure
                self.close()
        raise AssertionError("unreachable")

    def _tried(self, text: str, setting: Answer) -> Sound:
        with self._turn:
            child = self._running()
            path = child.folder / "line.wav"
            order = {**setting, "text": text, "path": str(path), "seconds": self._deadline_s}
            child.ask(order, self._deadline_s + 1)  # the child gives up first, and says why
            try:
                return _clip(path)
            finally:
                path.unlink(missing_ok=True)

    def _running(self) -> Child:
        if self._child is None or not self._child.end.alive:
            self._child = Child(self._program, self._deadline_s)
        return self._child

    def close(self) -> None:
        """End the child, if there is one; the next line starts another."""
        if self._child is not None:
            self._child.end()
            self._child = None

    @functools.cached_property
    def _listed(self) -> tuple[VoiceInfo, ...]:
        """The driver's own voices: Windows and macOS must be asked."""
        with self._turn:
            answer = self._running().ask({"list": True}, self._deadline_s)
        found = answer.get("voices")
        return tuple(offered(voice) for voice in found) if isinstance(found, list) else ()

    @functools.cached_property
    def _names(self) -> frozenset[str]:
        if not self._curated:
            return frozenset(info.name for info in self._listed)
        return frozenset(
            espeak_names(self._espeak / "espeak-ng-data" / "voices" / "!v" if self._espeak else Path("/nowhere"))
        )

    @functools.cached_property
    def _driver(self) -> str:
        """The driver and, where its files say so, its version."""
        if not self._curated:
            return {"win32": "sapi5", "darwin": "nsss"}.get(sys.platform, sys.platform)
        files = self._espeak.glob("libespeak-ng.so.*") if self._espeak else ()
        versions = [found[1] for file in files if (found := re.search(r"\.so\.(\d+\.\d+.*)", file.name))]
        return f"espeak {max(versions, default='of the system')}"


def _espeak_folder() -> Path | None:
    """Where the wheel espeakng-loader keeps espeak-ng, or None for the system's own. Raises EngineUnavailable if there is neither."""
    wheel = find_spec("espeakng_loader")
    if wheel is not None and wheel.origin:
        return Path(wheel.origin).parent
    if find_library("espeak-ng") is None and find_library("espeak") is None:
        raise EngineUnavailable("pyttsx3 has no voices on this machine: pip install espeakng-loader")
    return None


def _clip(path: Path) -> Sound:
    """The WAV the child wrote, as mono."""
    try:
        with contextlib.closing(wave.open(str(path))) as clip:
            if clip.getsampwidth() != 2:
                raise EngineError(f"the speech driver wrote {8 * clip.getsampwidth()}-bit samples, not 16-bit")
            pcm = np.frombuffer(clip.readframes(clip.getnframes()), "<i2").reshape(-1, clip.getnchannels())
            samples: Samples = pcm.mean(axis=1, dtype=np.float32, keepdims=True) / np.float32(32768)
            return Sound(samples, clip.getframerate())
    except (OSError, EOFError, wave.Error) as cause:
        raise EngineError(f"the speech driver wrote no WAV: {cause}") from cause
