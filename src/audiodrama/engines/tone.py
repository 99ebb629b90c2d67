"""A pure, deterministic engine for tests, drafts and timing: a hum for every word.

Its voices have the names of hibari's, so a cast is drafted by changing one word. Pitch comes from the voice, length
from the number of words, loudness from a syllable-like envelope.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from audiodrama.engines import Voice, VoiceInfo, vet
from audiodrama.engines.lines import Manner, manner, words
from audiodrama.sound import Samples, Sound

RATE = 24_000  # Hz, hibari's
WORDS_PER_MINUTE = 155  # a narrator's pace
SYLLABLES = 2  # swells per word: the shape of speech, not its sound
LEVEL = 0.25  # peak of the hum before delivery: about -17 dBFS, as loud as speech
MANNERS: dict[Manner, float] = {
    "": 1.0,
    "whisper": 0.3,
    "soft": 0.5,
    "shout": 3.0,
}  # gain; a shout stays below full scale

_PITCHES = {  # Hz of the hum
    VoiceInfo("narrator", "en", "f", "adult", "a hum at 200 Hz", narrates=True): 200.0,
    VoiceInfo("woman", "en", "f", "adult", "a hum at 220 Hz"): 220.0,
    VoiceInfo("alto", "en", "f", "adult", "a hum at 165 Hz"): 165.0,
    VoiceInfo("husky_woman", "en", "f", "adult", "a hum at 175 Hz"): 175.0,
    VoiceInfo("young_woman", "en", "f", "young", "a hum at 240 Hz"): 240.0,
    VoiceInfo("girl", "en", "f", "child", "a hum at 300 Hz"): 300.0,
    VoiceInfo("old_woman", "en", "f", "old", "a hum at 185 Hz"): 185.0,
    VoiceInfo("man", "en", "m", "adult", "a hum at 105 Hz", narrates=True): 105.0,
    VoiceInfo("deep_man", "en", "m", "adult", "a hum at 80 Hz"): 80.0,
    VoiceInfo("gruff_man", "en", "m", "adult", "a hum at 90 Hz"): 90.0,
    VoiceInfo("tenor", "en", "m", "adult", "a hum at 145 Hz"): 145.0,
    VoiceInfo("young_man", "en", "m", "young", "a hum at 130 Hz"): 130.0,
    VoiceInfo("old_man", "en", "m", "old", "a hum at 97 Hz"): 97.0,
    VoiceInfo("boy", "en", "m", "child", "a hum at 265 Hz"): 265.0,
}
_HERTZ = {info.name: hertz for info, hertz in _PITCHES.items()}


class Tone:
    """The ``tone`` engine."""

    def voices(self) -> Sequence[VoiceInfo]:
        return tuple(_PITCHES)

    def edition(self, voice: Voice) -> str:
        vet(voice, _HERTZ)
        return "tone 1"

    def speak(self, text: str, voice: Voice, delivery: str = "") -> Sound:
        vet(voice, _HERTZ)
        count = sum(any(map(str.isalnum, word)) for word in words(text).split())
        frames = round(RATE * count * 60 / WORDS_PER_MINUTE / voice.speed)
        hum = _hum(frames, _HERTZ[voice.name] * 2 ** (voice.pitch / 12))
        samples = LEVEL * MANNERS[manner(delivery)] * hum * _syllables(frames, count * SYLLABLES)
        return Sound(samples.astype(np.float32)[:, None], RATE)


def _hum(frames: int, hertz: float) -> Samples:
    """A tone with two overtones, [frames], peak <= 1: enough edge for a loudness meter."""
    phase = np.arange(frames, dtype=np.float64) * (2 * np.pi * hertz / RATE)
    return ((np.sin(phase) + np.sin(2 * phase) / 2 + np.sin(3 * phase) / 4) / 1.75).astype(np.float32)


def _syllables(frames: int, count: int) -> Samples:
    """``count`` swells from nearly silent to full and back, [frames]."""
    turn = np.pi * count * np.arange(frames) / max(frames, 1)
    return (0.05 + 0.95 * np.sin(turn) ** 2).astype(np.float32)
