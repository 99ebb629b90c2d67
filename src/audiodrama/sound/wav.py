"""16-bit PCM WAV, in and out: the format of takes. Other formats are opened by ``clips``."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from audiodrama.errors import SoundError
from audiodrama.sound.samples import Samples, Sound

FULL_SCALE = 32768.0  # 16-bit steps at 1.0


def read_wav(path: Path) -> Sound:
    """The sound in a 16-bit PCM WAV. Raises SoundError when it is not one, is cut short or cannot be read."""
    try:
        with wave.open(str(path), "rb") as file:
            channels, width, rate, frames = file.getparams()[:4]
            raw = file.readframes(frames) if width == 2 else b""
    except (OSError, EOFError, wave.Error) as error:
        raise SoundError(f"{path}: cannot be read as a WAV file ({_reason(error)})") from error
    if width != 2:
        raise SoundError(f"{path}: {8 * width}-bit WAV where 16-bit was expected; convert it with `open_clip`")
    if len(raw) != frames * channels * 2:
        raise SoundError(f"{path}: the WAV file is cut short; delete it and it will be made again")
    return Sound(from_pcm16(raw, channels), rate)


def write_wav(path: Path, sound: Sound) -> None:
    """The sound as a 16-bit PCM WAV; beyond full scale is clipped. Raises SoundError when the disk refuses.

    The file is not replaced atomically: write beside and rename where a half-written one would do harm.
    """
    try:
        with path.open("wb") as file, wave.open(file, "wb") as out:
            out.setparams((sound.channels, 2, sound.rate, sound.frames, "NONE", ""))
            out.writeframes(to_pcm16(sound.samples))
    except (OSError, wave.Error) as error:
        raise SoundError(f"{path}: cannot be written ({_reason(error)})") from error


def from_pcm16(raw: bytes, channels: int) -> Samples:
    """float32 [frames, channels] from interleaved little-endian 16-bit PCM."""
    return (np.frombuffer(raw, "<i2").astype(np.float32) / np.float32(FULL_SCALE)).reshape(-1, channels)


def to_pcm16(samples: Samples) -> bytes:
    """Interleaved little-endian 16-bit PCM, rounded to the nearest step; beyond full scale is clipped."""
    steps = np.rint(samples * np.float32(FULL_SCALE))
    raw: bytes = np.clip(steps, -FULL_SCALE, FULL_SCALE - 1).astype("<i2").tobytes()
    return raw


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or "it ends too early").lower()
