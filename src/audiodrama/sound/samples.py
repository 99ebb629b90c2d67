"""Sound in memory: values in, values out. Nothing here opens a file or starts a program."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

Samples = NDArray[np.float32]

PROGRAMME_RATE = 44_100  # Hz; takes are resampled to it once, the mix and the episode keep it
SILENCE_DB = (
    -66.0
)  # dBFS; quieter than this is silence, however quiet the clip (two steps of 16 bits at 44.1 kHz noise)


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """``samples``: float32 [frames, channels], full scale at 1.0; ``rate`` in Hz."""

    samples: Samples
    rate: int

    @property
    def frames(self) -> int:
        return int(self.samples.shape[0])

    @property
    def channels(self) -> int:
        return int(self.samples.shape[1])

    @property
    def seconds(self) -> float:
        return self.frames / self.rate


def amplitude(db: float) -> float:
    """The factor that ``db`` decibels multiply a sample by; 0.0 for -inf."""
    return math.pow(10.0, db / 20.0)


def decibels(factor: float) -> float:
    """20 log10 of an amplitude; -inf for 0."""
    return 20.0 * math.log10(factor) if factor > 0 else -math.inf


def silence(seconds: float, rate: int = PROGRAMME_RATE, channels: int = 1) -> Sound:
    """Zeros, ``seconds`` long to the nearest frame."""
    return Sound(np.zeros((max(0, round(seconds * rate)), channels), np.float32), rate)


def mono(sound: Sound) -> Sound:
    """One channel: the mean of all. A mono sound comes back as it is."""
    if sound.channels == 1:
        return sound
    return Sound(sound.samples.mean(axis=1, keepdims=True, dtype=np.float32), sound.rate)


def louder(sound: Sound, db: float) -> Sound:
    """The sound with ``db`` decibels added (negative: softer)."""
    return Sound(sound.samples * np.float32(amplitude(db)), sound.rate)


def peak_db(sound: Sound) -> float:
    """The largest sample in dBFS, over all channels; -inf for silence or an empty clip."""
    return decibels(float(np.abs(sound.samples).max(initial=0.0)))


def trim(sound: Sound, floor_db: float = -50.0, keep_s: float = 0.010) -> Sound:
    """The sound without the silence before and after it; all silence gives zero frames.

    Silent is what stays below ``floor_db`` relative to the clip's own peak, and below ``SILENCE_DB`` always.
    ``keep_s`` of what lies outside is kept on both sides, so that no consonant starts or ends with a click.
    """
    level = np.abs(sound.samples).max(axis=1, initial=0.0)
    floor = max(amplitude(SILENCE_DB), float(level.max(initial=0.0)) * amplitude(floor_db))
    heard = np.flatnonzero(level > floor)
    if not heard.size:
        return Sound(sound.samples[:0], sound.rate)
    keep = round(keep_s * sound.rate)
    start, end = max(0, int(heard[0]) - keep), int(heard[-1]) + 1 + keep
    return Sound(sound.samples[start:end], sound.rate)


def fade(sound: Sound, into_s: float = 0.005, out_s: float = 0.005) -> Sound:
    """The sound rising from nothing and falling to nothing along half a cosine; each fade is at most half the clip."""
    shaped = sound.samples.copy()
    rise = min(round(into_s * sound.rate), sound.frames // 2)
    fall = min(round(out_s * sound.rate), sound.frames // 2)
    if rise:
        shaped[:rise] *= _slope(rise)
    if fall:
        shaped[-fall:] *= _slope(fall)[::-1]
    return Sound(shaped, sound.rate)


def _slope(frames: int) -> Samples:
    """[frames, 1] rising from just above 0 to just below 1 (a raised cosine)."""
    angle = np.pi * (np.arange(frames, dtype=np.float64) + 0.5) / frames
    return (0.5 - 0.5 * np.cos(angle)).astype(np.float32)[:, None]


def resample(sound: Sound, rate: int = PROGRAMME_RATE) -> Sound:
    """The same sound at another rate in Hz (soxr, high quality); the length scales to the nearest frame."""
    if sound.rate == rate:
        return sound
    if not sound.frames:
        return Sound(sound.samples, rate)
    return Sound(np.asarray(soxr.resample(sound.samples, sound.rate, rate, quality="HQ"), np.float32), rate)
