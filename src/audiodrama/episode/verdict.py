"""A verdict on any audio file: what it measures, and whether it may be delivered, in plain words."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path

from audiodrama.sound.levels import measured
from audiodrama.sound.stream import decoding

PODCAST_LUFS = {2: -16.0, 1: -19.0}  # by channels: Apple and the convention for mono
PODCAST_LU = 1.0  # LU off that are in order (Apple)
PODCAST_DBTP = -1.0  # highest true peak (Apple, Spotify)
LONG_SILENCE_S = 3.5  # s; a listener thinks that the player stopped


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a file meets a ``standard``; ``reasons`` say what is wrong, none when it passes."""

    standard: str
    passed: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file measures. ``loudness`` LUFS, ``peak`` dBTP (-inf for silence), ``rate`` Hz, ``bitrate`` kbit/s (0 = not
    told), ``silence`` and ``silence_at``: seconds of the longest stretch below -60 dBFS inside it, and where it starts."""

    path: Path
    codec: str
    seconds: float
    rate: int
    channels: int
    bitrate: int
    loudness: float
    peak: float
    silence: float
    silence_at: float
    judgements: tuple[Judgement, ...] = ()

    @property
    def passed(self) -> bool:
        return all(one.passed for one in self.judgements)


def measure(path: Path) -> Verdict:
    """The verdict on an audio file of any format, at its own rate. SoundError when it is no audio, or broken."""
    with decoding(path) as stream:
        levels = measured(stream.blocks(), stream.rate, stream.channels)
    silence_at, silence = levels.longest_silence()
    codec, bitrate = _told(stream.said)
    return Verdict(
        path,
        codec,
        levels.seconds,
        levels.rate,
        levels.channels,
        bitrate,
        levels.loudness,
        levels.peak_db,
        silence,
        silence_at,
        (_podcast(levels.loudness, levels.peak_db, levels.channels, (silence_at, silence)),),
    )


def _podcast(loudness: float, peak: float, channels: int, silence: tuple[float, float]) -> Judgement:
    reasons = (*_level(loudness, PODCAST_LUFS[channels], channels), *_height(peak), *_pause(*silence))
    return Judgement("podcast", not reasons, reasons)


def _level(loudness: float, wanted: float, channels: int) -> tuple[str, ...]:
    if not math.isfinite(loudness):
        return ("it is silent, or shorter than the 0.4 seconds that a loudness needs",)
    off = loudness - wanted
    if abs(off) <= PODCAST_LU:
        return ()
    how, kind = "too loud" if off > 0 else "too soft", "mono" if channels == 1 else "stereo"
    return (f"{abs(off):.1f} LU {how}: {loudness:.1f} LUFS where {kind} should have {wanted:.0f} ± {PODCAST_LU:.0f}",)


def _height(peak: float) -> tuple[str, ...]:
    if peak <= PODCAST_DBTP:
        return ()
    return (f"the true peak is {peak:.1f} dBTP, above {PODCAST_DBTP:.0f}: players and encoders may distort it",)


def _pause(at: float, seconds: float) -> tuple[str, ...]:
    if seconds <= LONG_SILENCE_S:
        return ()
    return (f"nothing is heard for {seconds:.1f} s from {int(at) // 60}:{int(at) % 60:02d}; it sounds like a fault",)


def _told(said: str) -> tuple[str, int]:
    """(codec, kbit/s) from what ffmpeg reports of the file."""
    codec = re.search(r"Stream #0.*?: Audio: (\w+)", said)
    own = re.search(r"Stream #0.*?: Audio: .*?(\d+) kb/s", said)
    whole = re.search(r"bitrate: (\d+) kb/s", said)
    found = own or whole
    return codec[1] if codec else "", int(found[1]) if found else 0
